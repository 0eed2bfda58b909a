"""What stands in the place of an answer: nothing, a box to tick, the one of two words that is not struck out."""

import re

from pipelines.segment.answers.guidance import IN_THE_BOX

_BLANKS = re.compile(
    r"^[\s_.…·‒–—=*]{2,}$|^[…_.]$"
    r"|^(?:please )?(?:click|tap)(?: or (?:click|tap))? (?:here )?to (?:enter|add|type|insert)\b.*$"
    r"|^(?:if [^.:]{2,40}[,:]?\s+)?please (?:provide|give|state|explain|specify|attach|describe|detail|list)\b"
    r"[^:]{0,160}:?$"
    r"|^\W*(?:please )?(?:choose|select)(?: (?:an?|one|your|from)\b.{0,30})?\W*$"
    r"|^[\W_]*(?:no (?:response|answer)s?(?: (?:(?:was|has been) )?(?:given|submitted|received|recorded|provided"
    r"|supplied|entered|selected))?|nothing (?:entered|selected)|(?:not (?:yet )?|un)answered|(?:left )?blank)[\W_]*$"
    r"|^[\s(\[]*(?:yes\s?[/|]\s?no|yes or no|y\s?/\s?n)(?:\s?[/|]\s?(?:n\s?/?\s?a|not applicable|partly))?[\s*)\].]*"
    r"(?:\(?(?:please )?(?:delete|strike|circle|select|choose)\b.{0,40})?$"
    r"|^\W*(?:(?:total )?word ?count|words used|number of words)\W*\d*\W*(?:words)?\W*$|^\(\d+ words\)$"
    r"|^(?:comments?|attach(?:ments?|ed files?)|attached documents?)\s*:\s*(?:none|no files?|0)?\W*$"
    r"|^(?:please )?(?:enter|insert|type|write|provide|add)(?: \w+){0,3} (?:text|response|answer|details?|here)\W*$"
    r"|^[\[<({{«].{0,80}\b(?:insert|enter|type|response|answer|here|complete[d]?|supplier|bidder|tenderer|please|your)"
    r"\b.{0,80}[\]>)}}»]$|^[\[<][\s.…_]*[\]>]$|^\[[A-Za-z][a-z]*(?: [A-Za-z][a-z]*){0,3}\]$",
    re.IGNORECASE | re.DOTALL,
)
_PROMPT = re.compile(  # the form's own, before what was written behind it
    r"^(?:if|where) (?:you (?:have )?answered )?[\"“‘']?(?:yes|no|so|not|applicable|other)\b[\"”’']?[,:]?\s+"
    r"(?:please )?(?:give|provide|state|specify|explain|describe|detail|list|name|insert|set out)\b"
    r"[^:.?]{0,60}:\s+(?=\S)",
    re.IGNORECASE,
)
TICKED, OPEN = "☒☑✓✔✅■●⦿◉🗹🗷", "☐□○◯⬜◻❏❑"
BOXES = TICKED + OPEN
_TYPED_TICK = re.compile(r"[\[(]\s*[xX✓✔]\s*[\])]")
_TYPED_OPEN = re.compile(r"\[\s*\]|\(\s+\)")
_LEADING_BOX = re.compile(rf"(?:[{TICKED}{OPEN}]|{_TYPED_TICK.pattern}|{_TYPED_OPEN.pattern})\s*(?=\S)")
_OPTION = re.compile(rf"([{TICKED}{OPEN}])\s*([^{TICKED}{OPEN}]*)")
_STRUCK_BESIDE = re.compile(
    r"^(?:/\s+)+(?=\w)|(?<=\w)(?:\s+/)+\s*$|^/(?=(?:yes|no)$)|(?<=^yes)/$|(?<=^no)/$", re.IGNORECASE
)
MAX_CHOICE_CHARS = 60
_AFTER_OPTION = re.compile(r"^(yes|no|n/?a|not applicable|partly|partially)\b\W*\s(\S.*)$", re.IGNORECASE | re.DOTALL)


def is_blank(text: str) -> bool:
    """Whether an answer's place holds nothing, or what the form printed there to be overwritten."""
    return not text.strip() or bool(_BLANKS.match(text.strip()))


def answer_text(blocks: list[str]) -> str:
    """Return what was answered in the paragraphs of an answer's place: of boxes to tick, the words of those ticked."""
    written = (_PROMPT.sub("", block) for block in blocks)
    return "\n".join(text for text in map(_chosen, written) if not (is_blank(text) or IN_THE_BOX.match(text)))


def parted_box(text: str) -> tuple[str, str]:
    """Return the box to tick that words begin with, "" for none, and the words behind it."""
    match = _LEADING_BOX.match(text)
    return (match[0].strip(), text[match.end() :]) if match else ("", text)


def is_tick(text: str) -> bool:
    """Whether a cell holds a mark alone, as under the columns Yes and No."""
    return bool(re.fullmatch(rf"(?:[{TICKED}✗✘xXyY]|{_TYPED_TICK.pattern})", text.strip()))


def _chosen(text: str) -> str:
    if len(text) <= MAX_CHOICE_CHARS:  # "Yes / No" of which one word is struck out, and so no longer there
        text = _STRUCK_BESIDE.sub("", text)
    marked = _TYPED_OPEN.sub("☐", _TYPED_TICK.sub("☒", text))
    boxes = _OPTION.findall(marked)
    if len(boxes) == 1 and not re.search(r"\w", marked):  # a box alone, its label is the question
        return boxes[0][0] if boxes[0][0] in TICKED else ""
    if not boxes or (len(boxes) == 1 and boxes[0][0] in "■●○□" and marked.strip()[0] in "■●○□"):  # a bullet
        return text
    before = marked[: next(i for i, char in enumerate(marked) if char in TICKED + OPEN)].strip()
    if before and not boxes[-1][1].strip():  # the label stands before its box: "Yes ☒ No ☐"
        labels = [before, *(label for _, label in boxes[:-1])]
        boxes = [(box, label) for label, (box, _) in zip(labels, boxes, strict=True)]
        before = ""
    ticked = [label.strip(" ,;/") for box, label in boxes if box in TICKED]
    more = _AFTER_OPTION.match(boxes[-1][1].strip())
    if more:  # "☐ No If yes, since when: May"
        ticked = [_AFTER_OPTION.sub(r"\1", label) for label in ticked]
    chosen = ", ".join(filter(None, ticked))
    return " ".join(filter(None, [before if chosen else "", chosen, more[2] if more else ""]))
