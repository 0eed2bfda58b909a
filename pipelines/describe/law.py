"""Guess which Acts a document answers, from how it names them; an Act named only in passing is not answered."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from corpora.document import STATEMENTS, Kind
from corpora.framework import Framework, load_frameworks
from pipelines.describe.reading import Reading
from pipelines.stage import NamedEntity

ANSWERS = re.compile(
    r"\b(?:pursuant to|in (?:accordance|compliance) with|compl(?:y|ies|iance) with|required (?:by|under)"
    r"|requirements? (?:of|under)|made (?:under|to)|for the purposes? of|in response to|under (?:the|section|s\.)"
    r"|(?:section|s\.?) ?54|section 1[1346]"
    r"|obligations? under|prepared (?:under|for)|meets?|address(?:es)?|subject to|reporting entit)",
    re.IGNORECASE,
)
NAMES_ACT = re.compile(r"\d|\bact\b|\bbill\b", re.IGNORECASE)
ABBREVIATION = re.compile(r"\((?:UK|GB|AU|CA|Act)\) ")  # "the United Kingdom (UK) Modern Slavery Act"
ABOUT_THIS = re.compile(r"\b(?:statement|report|disclosure|publish|entit(?:y|ies))", re.IGNORECASE)
JURISDICTIONS: Mapping[str, re.Pattern[str]] = {
    "AU": re.compile(r"\bPty\b|\bABN\b|\bACN\b|\bAustralian? \b|\(Cth\)|\bASX\b"),
    "CA": re.compile(r"\bCanada\b|\bCanadian\b|\bOntario\b|\bQuebec\b|\bBritish Columbia\b|\bTSX\b|\bAlberta\b"),
    "GB": re.compile(
        r"\bplc\b|\bPLC\b|\bLLP\b|\bUK\b|\bUnited Kingdom\b|England|Scotland|\bWales\b|Northern Ireland"
        r"|\bBrit(?:ain|ish)\b|£|\bLondon\b|\.co\.uk"
    ),
}
FOREIGN = re.compile(
    r"\b(?:Inc|Corp|Corporation|LLC|plc|PLC|LLP|AG|SE|GmbH|KGaA|S\.?A|N\.?V|B\.?V|AB|A/S|ASA|Oyj|K\.?K)\b|\(UK\)|Europe"
)
FALLBACK = {"AU": "AU-MSA", "GB": "UK-MSA", "CA": "CA-SCA"}
ANSWERING_KINDS = frozenset(set(Kind) - {Kind.OTHER})


def jurisdiction_of(text: str) -> str | None:
    """Return the country (two letters) that the text's companies and places point to most, or None."""
    counts = {country: len(pattern.findall(text)) for country, pattern in JURISDICTIONS.items()}
    best = max(counts, key=lambda country: counts[country])
    return best if counts[best] else None


def is_australian(frameworks: tuple[str, ...], entities: Sequence[NamedEntity]) -> bool:
    """Whether the document answers the Australian Act alone, for a company that nothing shows to be foreign."""
    author = next((entity.entity for entity in entities), "")
    return frameworks == (FALLBACK["AU"],) and not FOREIGN.search(author)


def duty_since(frameworks: Sequence[str]) -> date:
    """Return the first day of the oldest Act among them that asks for a statement of a period, else the first day.

    Whoever names such an Act as the reason for a statement writes of no year before it. The first periods that had to
    be reported on end later: a year in which the Act came into force may be told freely.
    """
    laws = [law.in_force for name, law in load_frameworks().items() if name in frameworks]
    return min((min(law.start, law.periods_ending_from) for law in laws if law.periods_ending_from), default=date.min)


def frameworks_of(
    reading: Reading, kind: Kind, titles: tuple[str, ...], known: Mapping[str, Framework] | None = None
) -> tuple[str, ...]:
    """Return the ids of the frameworks that the document says it answers, in the order of their ids.

    An Act beside others counts where the document says that it is made under it; an Act that stands alone counts
    however it is named. Where none is named, a statement falls back on the country of its companies and places.
    """
    if kind not in ANSWERING_KINDS:
        return ()
    frameworks = load_frameworks() if known is None else known
    sentences = [f"{text}\n{ABBREVIATION.sub('', text)}" for text in (*titles, *reading.sentences)]
    named: dict[str, int] = {}
    answered: set[str] = set()
    hinted: set[str] = set()  # by words that an Act uses, without naming it
    for name, framework in frameworks.items():
        patterns = [re.compile(mention, re.IGNORECASE) for mention in framework.mentions]
        for n, sentence in enumerate(sentences):
            words = [m[0] for p in patterns if (m := p.search(sentence))]
            if any(NAMES_ACT.search(word) for word in words):
                named[name] = named.get(name, 0) + 1
                if n < len(titles) or (ANSWERS.search(sentence) and ABOUT_THIS.search(sentence)):
                    answered.add(name)
            elif words:
                hinted.add(name)
    if answered:
        return tuple(name for name in frameworks if name in answered)
    if named:
        return (max(named, key=lambda name: named[name]),)
    if kind not in STATEMENTS:
        return ()
    fallback = FALLBACK.get(jurisdiction_of(reading.text) or "", "")
    return (fallback,) if fallback in frameworks else tuple(name for name in frameworks if name in hinted)
