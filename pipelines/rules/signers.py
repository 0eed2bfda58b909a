"""Find who signed in a sign-off block: a name beside a title, what shows signing, and a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpora.document import Sentence
from corpora.finding import Evidence
from pipelines.rules.reading import MAX_JUDGED_CHARS, TENTATIVE, Passage, Reading
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import quote

TERMS = load_terms("sign_off")
MAX_SIGNER_LINE_CHARS = 160  # longer sentences are prose: there only words of signing make a signer
MAX_CUE_LABEL_WORDS = 6
LINES_TO_TITLE = 4  # from the words of signing on
SEATED_TOO = re.compile(  # a second title, or words that say so
    r"\band\b.*\b(?:director|chair\w*)\b|\bmember of (?:the|its|our) (?:\w+ ){0,4}board\b", re.IGNORECASE
)
OF_STATEMENT = re.compile(
    r"\b(?:statement|disclosure|report|behalf|approv\w+|(?:it|and) (?:is|was|has been|have been) signed)\b",
    re.IGNORECASE,
)
DATE_LINE = re.compile(r"(?:date|dated)\b", re.IGNORECASE)
# What may stand before "signed" where the line is a sign-off and no prose: "Hereby signed, Jane Roe".
OPENS_CUE = re.compile(r"(?:\W|(?:hereby|duly|approved|agreed|authori[sz]ed|read|reviewed|and)\b)*", re.IGNORECASE)
GAP = r"[\s,;:|()\-–—/]*"


@dataclass(frozen=True, slots=True)
class Signer:
    """What a sign-off block says of one signer; each element is the sentence that carries it."""

    name: Sentence | None = None
    title: Sentence | None = None
    cue: Sentence | None = None
    date: Sentence | None = None
    title_words: str = ""
    seated: bool = False  # the block itself says that a director signs
    labelled: bool = False  # the cue is a form's label ("Signed:"), so a name may be lost to an image

    @property
    def standing(self) -> str:
        """Whether the title makes the signer a member of the governing body: member, open or outsider."""
        if self.seated:
            return "member"
        chief = TERMS["chief"].match(self.title_words)  # may sit on the board, whatever the field
        if TERMS["not_member"].search(self.title_words) and not chief:
            return "outsider"
        if SEATED_TOO.search(self.title_words):
            return "member"
        if TERMS["open_title"].search(self.title_words):
            return "open"
        return "member" if TERMS["member"].search(self.title_words) else "open"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Each element's sentence once, by the role of the first element it carries."""
        roles = {"name": self.name, "title": self.title, "signing cue": self.cue, "date": self.date}
        shown: dict[str, Evidence] = {}
        for role, sentence in roles.items():
            if sentence is not None:
                shown.setdefault(sentence.sentence_id, quote(sentence, role))
        if self.name and not any(self.name == line for line in (self.title, self.cue, self.date)):
            shown[self.name.sentence_id] = _name_alone(self.name) or shown[self.name.sentence_id]
        return tuple(shown.values())


def signers(reading: Reading) -> list[Signer]:
    """Return each signer that a sign-off block or one sentence names; elements come from one block only."""
    found: dict[str, Signer] = {}
    for passage in _passages(reading):
        for signer in _signers_of(reading, passage):
            key = (signer.name or signer.cue or signer.title or passage.sentences[0]).sentence_id
            known = found.get(key)
            if known is None or _richness(signer) > _richness(known):
                found[key] = signer
    return list(found.values())


def name_in(text: str) -> str | None:
    """Return the first thing in the line that reads as a person's name."""
    found = TERMS["name"].search(text)
    return found[0] if found else None


def _name_alone(sentence: Sentence) -> Evidence | None:
    """Return the last line of a sentence as evidence where it is a name: columns may have put others before it."""
    *before, last = sentence.spans or (None,)
    if not before or last is None:
        return None
    line = sentence.text[-(last.end - last.start) :]
    found = TERMS["name"].fullmatch(line.strip(" .,:"))
    return Evidence(sentence.sentence_id, line, "name", spans=(last,)) if found else None


def _richness(signer: Signer) -> int:
    parts = (signer.name, signer.title, signer.cue, signer.date)
    return sum(part is not None for part in parts) + signer.seated + (signer.standing == "member")


def _passages(reading: Reading) -> Iterator[Passage]:
    yield from reading.sign_off
    for sentence in reading.sentences:
        if TERMS["signing"].search(sentence.text) or _pair().search(sentence.text[:MAX_JUDGED_CHARS]):
            yield Passage((sentence,))


def _signers_of(reading: Reading, passage: Passage) -> Iterator[Signer]:
    lines = passage.sentences
    cue = next((s for s in lines if _shows_signing(s.text)), None)
    date = next((s for s in reversed(lines) if TERMS["date"].search(TERMS["year_end"].sub("", s.text))), None)
    seated = any(TERMS["seat"].search(s.text) for s in lines)
    labelled = cue is not None and len(cue.text.split()) <= MAX_CUE_LABEL_WORDS
    named = False
    for match in _pair().finditer(passage.text):
        line = _line_at(lines, match.start())
        if "\n" in match[0] and _is_company(reading, match["name"]):
            continue
        if len(line.text) > MAX_SIGNER_LINE_CHARS and not (_in_act(reading, line) or _opens(line, match)):
            continue
        named = True
        words = " ".join(match["title"].split())
        yield Signer(line, _line_at(lines, match.start("title")), cue, date, words, seated, labelled)
    if named:
        return
    if lost := _lost_name(lines):
        yield Signer(None, lost, cue, date, _title_alone(lost), seated, labelled=True)
        return
    if cue is None or not (labelled or _in_act(reading, cue)):
        return
    beside = lines[lines.index(cue) :][:LINES_TO_TITLE]
    title_line = next((s for s in beside if TERMS["title"].search(s.text) and _is_line(s)), None)
    title = TERMS["title"].search(title_line.text) if title_line else None
    name_line = _name_beside(lines, cue)
    yield Signer(name_line, title_line, cue, date, title[0] if title else "", seated, labelled)


def _name_beside(lines: tuple[Sentence, ...], cue: Sentence) -> Sentence | None:
    """Return the line of a name without a title, where it stands with the words of signing or just after them."""
    place = lines.index(cue)
    for line in lines[place : place + 3]:
        if not _is_line(line):
            continue
        rest = TERMS["date"].sub("", TERMS["signing"].sub("", line.text))
        if (found := TERMS["name"].search(rest)) and len(found[0]) * 2 > len(rest.strip(" :._-")):
            return line
    return None


def _lost_name(lines: tuple[Sentence, ...]) -> Sentence | None:
    """Return a title alone where a signer's would stand: its name may be lost to an image above it.

    That is over, or on one line with, a date or a company's name, or under words of signing, of approval or 'on behalf
    of'.
    """
    for above, line, below in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        title = _title_alone(line)
        if not title:
            continue
        if len(title) < len(line.text.strip(" .:,")):
            return line
        if below is not None and (DATE_LINE.match(below.text) or _closes(below.text)):
            return line
        if above is not None and _is_line(above) and TERMS["opens_signature"].search(above.text):
            return line
    return None


def _title_alone(line: Sentence) -> str:
    """Return the title where a line holds nothing else but a company's name or a date, else nothing."""
    text = line.text.strip(" .:,")
    found = _alone().fullmatch(text)
    return found["title"] if found and _is_line(line) else ""


def _is_company(reading: Reading, name: str) -> bool:
    """Whether the text itself gives what looks like a person's name a legal form: "Marlin Bay", of Marlin Bay Ltd."""
    form = r"(?: \w+)? (?:limited|ltd|llp|plc|p\.l\.c|inc|pty|gmbh)\b"
    return any(re.search(re.escape(name) + form, s.text, re.IGNORECASE) for s in reading.sentences)


def _closes(text: str) -> bool:
    """Whether a line is only a date or only a company's name, as under a signer's title."""
    line = text.strip(" .:,")
    return bool(TERMS["date"].fullmatch(line)) or bool(TERMS["company"].fullmatch(line))


def _opens(line: Sentence, match: re.Match[str]) -> bool:
    """Whether a long line begins with name and title, and no verb follows: lines that extraction ran together."""
    after = match.string[match.end() :].lstrip(" ,")
    return line.text.startswith(match["name"]) and not after[:1].islower()


def _shows_signing(text: str) -> bool:
    """Whether words show that somebody signed; a line left blank for a signature shows nothing."""
    found = TERMS["signing"].search(text)
    if not found or TERMS["blank"].search(text):
        return False
    label = len(text.split()) <= MAX_CUE_LABEL_WORDS or bool(OPENS_CUE.fullmatch(text[: found.start()]))
    label = label or bool(_is_dated().match(text, found.end()))
    return label or bool(OF_STATEMENT.search(text))  # prose tells of other papers that are signed


def _in_act(reading: Reading, sentence: Sentence) -> bool:
    words = TERMS["signing"].search(sentence.text) or TERMS["on_behalf"].search(sentence.text)
    return bool(words) or reading.probability(sentence, "signature") >= TENTATIVE


def _is_line(sentence: Sentence) -> bool:
    return len(sentence.text) <= MAX_SIGNER_LINE_CHARS


def _line_at(lines: tuple[Sentence, ...], offset: int) -> Sentence:
    for line in lines:
        length = min(len(line.text), MAX_JUDGED_CHARS)
        if offset <= length:
            return line
        offset -= length + 1
    return lines[-1]


@cache
def _is_dated() -> re.Pattern[str]:
    """A date after the word: "Jane Roe, Senior Partner, signed 30 October 2025"."""
    return re.compile(rf" (?:on )?(?:{TERMS['date'].pattern})", re.IGNORECASE)


@cache
def _alone() -> re.Pattern[str]:
    """A title, then at most the company and a date: "Director of Marlin Bay Limited, June 2025"."""
    date, company = TERMS["date"].pattern, TERMS["company"].pattern
    title = "|".join(TERMS[key].pattern for key in ("member", "open_title"))
    gap = r"[\s,;:|()\-–—]+"
    return re.compile(
        rf"(?P<title>{title})(?:{gap}(?:of |for )?{company})?(?:{gap}(?:dated?{gap})?(?:{date}))?", re.IGNORECASE
    )


@cache
def _pair() -> re.Pattern[str]:
    """A name, then a title: on one line or the next, with a label or an article between them."""
    name, title, label = (TERMS[key].pattern for key in ("name", "title", "label"))
    kinds = "a|an|the|our|as|is|group|being|acting|uk|global|area|emea|european?|international|lead|divisional|regional"
    field = (
        r"(?:(?-i:[A-Z][\w-]+)(?:,| and| &)? ){1,3}?(?=(?-i:Director))"  # "Design & Production Director", of any field
    )
    article = rf"(?:(?:{kinds})\s)*(?:(?<=[\n,]){field}|(?<=, ){field})??"
    between = rf"{GAP}(?:{label}{GAP})?(?:in (?:her|his|their) (?:role|capacity) )?{article}"
    more = r"(?:,?\s(?:and|&)\s(?:(?:\w+\s){0,2}(?:director|chair\w*)|member of (?:the|its|our) (?:\w+ ){0,4}board))?"
    return re.compile(rf"(?P<name>{name}){between}(?P<title>{title}{more})(?!['\u2019]s|\sStatement)", re.IGNORECASE)
