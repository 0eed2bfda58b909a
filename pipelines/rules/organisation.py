"""Decide whether structure, operations and supply chains are described, for the entity and not only its group."""

from collections.abc import Callable, Sequence

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from pipelines.describe.names import key, legal_names
from pipelines.rules.furniture import is_menu
from pipelines.rules.reading import TENTATIVE, Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict, quote, quotes

TERMS = load_terms("organisation")
STRUCTURE_ITEMS = ("ownership", "legal_form", "workforce", "brands", "offices")
NEIGHBOURS = 1

Items = dict[str, Sentence]


@rule("structure_described.v1")
def structure_described(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether ownership or group position stands there, and one more item of structure.

    Rationale: legal form, workforce, brands, entities and offices are the other items; a name with 'Ltd' describes no
    legal form. One item is part of it; a name or a founding year is none.

    Source: Modern Slavery Act 2015, s.54(5)(a); Modern Slavery Act 2018 (Cth), s.16(1)(b); specification 2.4 (UK-06),
    5.2 (K06).
    """
    sentences = _candidates(reading, ("structure",), lambda s: bool(TERMS["ownership"].search(s.text)))
    sentences += [s for s in reading.about("operations", "reporting entity") if s not in sentences]
    sentences += [s for s in reading.matching(TERMS["in_group"]) if s not in sentences and not reading.is_talk(s)]
    items: Items = {}
    for sentence in sentences:
        for name in STRUCTURE_ITEMS:
            if TERMS[name].search(sentence.text):
                items.setdefault(name, sentence)
        if _names_others(reading, sentence):
            items.setdefault("entities", sentence)
    decided = bool(reading.about("structure"))
    if "ownership" in items and len(items) > 1:
        return _shown(reading, Status.MET, "Says ownership or group position, and one more item.", items, "structure")
    if items:
        lacking = "one more item" if "ownership" in items else "ownership or group position"
        return _shown(reading, Status.PARTIAL, f"Part of the structure; not found: {lacking}.", items, "structure")
    if decided:
        first = reading.about("structure")[0]
        return Verdict(Status.PARTIAL, "One item of structure in passing.", (quote(first),))
    return absent(reading, "the organisation's structure", ("structure",), TERMS["ownership"])


@rule("operations_described.v1")
def operations_described(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the text says what the organisation does and where.

    Rationale: an activity and a place, in one sentence or beside each other, are both elements; a sector label without
    a place is part of it; a slogan is none.

    Source: Modern Slavery Act 2015, s.54(5)(a); Modern Slavery Act 2018 (Cth), s.16(1)(b); specification 5.2 (K07).
    """
    sentences = _candidates(reading, ("operations",), lambda s: bool(TERMS["activity"].search(s.text)))
    decided = reading.about("operations")
    items: Items = {}
    beside = [s for sentence in sentences for s in reading.around(sentence, NEIGHBOURS)]
    for sentence in sentences:
        items.setdefault("activity", sentence)
    if items and (places := [s for s in [*sentences, *beside, *reading.about("structure")] if _is_place(s.text)]):
        items["place"] = places[0]
    if "place" in items and decided:
        return _shown(reading, Status.MET, "Says what the organisation does and where.", items, "operations")
    if items:
        return _shown(reading, Status.PARTIAL, "Says what the organisation does, not where.", items, "operations")
    body = [s for s in reading.sentences if not reading.is_heading(s) and not is_menu(s.text)]
    if sector := reading.matching(TERMS["sector"], body):
        return Verdict(Status.PARTIAL, "Only a label of the sector, in passing.", quotes(sector, limit=1))
    if hinted := reading.matching(TERMS["own_trade"], body):
        reason = "Only in passing: products, premises or customers of its own, not what it does."
        return Verdict(Status.VAGUE, reason, quotes(hinted, limit=2))
    return absent(reading, "what the organisation does", ("operations",), TERMS["activity"])


@rule("supply_chains_described.v1")
def supply_chains_described(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the text says what is bought and from which countries or regions.

    Rationale: categories without countries, or countries without categories, are part of it, also where supplier groups
    are named; an honest 'not mapped' beside them is a strength. 'We have many suppliers' and a category that 'may' be
    outsourced say nothing of the chain.

    Source: Modern Slavery Act 2015, s.54(5)(a); Modern Slavery Act 2018 (Cth), s.16(1)(b); specification 2.4 (UK-08,
    thin mentions), 5.2 (K08).
    """
    decided = [s for s in _decided(reading, "supply chains", "MAP1") if not _is_conditional(s)]
    spoken = [s for s in reading.matching(TERMS["supplies"]) if not reading.is_heading(s) and not _is_conditional(s)]
    likely = [s for s in spoken if _likely(reading, s, ("supply chains",)) and s not in decided]
    items: Items = {}
    for sentence in [*decided, *likely]:
        if _names_bought(sentence.text):
            items.setdefault("what is bought", sentence)
        if _names_origin(sentence.text):
            items.setdefault("countries or regions", sentence)
    if "what is bought" not in items and (named := [s for s in spoken if _names_bought(s.text)] or _listed(reading)):
        items["what is bought"] = named[0]
    if items and "countries or regions" not in items and (beside := _beside(reading, decided)):
        items["countries or regions"] = beside
    if "countries or regions" in items and (goods := reading.matching(TERMS["goods"], [*decided, *likely])):
        items.setdefault("what is bought", goods[0])
    if len(items) > 1:
        return _shown(reading, Status.MET, "Says what is bought and from where.", items, "supply chains")
    if not items and (counted := reading.matching(TERMS["counted"], [*decided, *spoken])):
        items["countries or regions"] = counted[0]
    if items:
        lacking = "what is bought" if "what is bought" not in items else "from which countries or regions"
        return _shown(reading, Status.PARTIAL, f"On the supply chains, not found: {lacking}.", items, "supply chains")
    if talk := decided or spoken or _decided(reading, "supply chains", "MAP1"):
        reason = "Speaks of suppliers only vaguely: neither goods nor countries."
        return Verdict(Status.VAGUE, reason, quotes(talk, limit=2))
    return absent(reading, "the supply chains", ("supply chains", "MAP1"), TERMS["source"])


@rule("structure_activities_chains.v1")
def structure_activities_chains(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge structure, activities and supply chains together: all three are asked.

    Rationale: two of three is part of it; a corporate blurb is none.

    Source: Supply Chains Act (Canada), s.11(3)(a); specification table 3.5 (CA-02).
    """
    parts = {
        "structure": structure_described(reading, parameters),
        "activities": operations_described(reading, parameters),
        "supply chains": supply_chains_described(reading, parameters),
    }
    shown = tuple(
        quote(s, name)
        for name, part in parts.items()
        if part.status in (Status.MET, Status.PARTIAL)
        for s in reading.sentences
        if part.evidence and s.sentence_id == part.evidence[0].sentence_id
    )
    good = [name for name, part in parts.items() if part.status in (Status.MET, Status.PARTIAL)]
    lacking = [name for name in parts if name not in good]
    if not lacking and sum(part.status == Status.MET for part in parts.values()) > 1:
        return Verdict(Status.MET, "Structure, activities and supply chains are described.", shown, Confidence.MEDIUM)
    if good:
        reason = f"Not found: {', '.join(lacking)}." if lacking else "All three stand there, two of them only in part."
        return Verdict(Status.PARTIAL, reason, shown)
    return max(parts.values(), key=lambda part: part.strength)


def _names_bought(text: str) -> bool:
    """Whether a text names a category of what is bought, not of what the organisation itself sells."""
    return bool(_categories(text))


def _categories(text: str) -> set[str]:
    return {found[0].lower() for found in TERMS["bought"].finditer(TERMS["sold"].sub("", text))}


def _listed(reading: Reading) -> list[Sentence]:
    """Return sentences that name several categories of what others supply, wherever they stand."""
    told = [s for s in reading.sentences if len(_categories(s.text)) > 1]
    told = [s for s in told if not reading.is_talk(s) and not _is_conditional(s) and not is_menu(s.text)]
    return [s for s in told if any(TERMS["others"].search(n.text) for n in reading.around(s, NEIGHBOURS))]


def _names_origin(text: str) -> bool:
    """Whether a text names a country that goods may come from; a law, a register or 'a UK bank' is no origin."""
    return names_country(TERMS["no_place"].sub("", text))


def _is_place(text: str) -> bool:
    """Whether a text says where something is done; a seat in a register or a country's law is no such place."""
    rest = text
    for name in reversed(list(legal_names(text))):
        rest = rest[: name.start] + "Ltd" + rest[name.end :]
    rest = TERMS["no_place"].sub("", rest)
    return bool(TERMS["place"].search(rest)) or names_country(rest)


def _names_others(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence names legal entities beside the one that speaks: its owner, or companies of its group."""
    names = [n for n in legal_names(sentence.text) if key(n.text) != key(reading.description.entity or "")]
    if len({key(name.text) for name in names}) > 1:
        return True
    owned = TERMS["ownership"].search(sentence.text)
    return owned is not None and any(name.end > owned.start() for name in names)


def _beside(reading: Reading, decided: Sequence[Sentence]) -> Sentence | None:
    """Return a line with a country under the heading of a sentence on supply chains: a row of its table or list."""
    sections = {s.section for s in decided if s.section}
    rows = [s for s in reading.sentences if s.section in sections and names_country(s.text)]
    return next((s for s in rows if TERMS["country_row"].fullmatch(s.text)), None)


def _decided(reading: Reading, *labels: str) -> list[Sentence]:
    """Return what has one of the labels; a short row of a table reads like a heading and still names what is bought."""
    return [s for s in reading.sentences if reading.decides(s, *labels)]


def _is_conditional(sentence: Sentence) -> bool:
    """Whether a category only 'may' be bought, which names none."""
    return bool(TERMS["conditional"].search(sentence.text)) and not names_country(sentence.text)


def _candidates(reading: Reading, labels: Sequence[str], also: Callable[[Sentence], bool]) -> list[Sentence]:
    return [s for s in reading.sentences if reading.decides(s, *labels) or (also(s) and _likely(reading, s, labels))]


def _likely(reading: Reading, sentence: Sentence, labels: Sequence[str]) -> bool:
    return reading.probability(sentence, *labels) >= TENTATIVE


def _shown(reading: Reading, status: Status, reason: str, items: Items, label: str) -> Verdict:
    by_sentence: dict[str, tuple[Sentence, str]] = {}
    for name, sentence in items.items():
        by_sentence.setdefault(sentence.sentence_id, (sentence, name.replace("_", " ")))
    evidence = tuple(quote(sentence, name) for sentence, name in list(by_sentence.values())[:4])
    best = max(reading.probability(s, label) for s, _ in by_sentence.values())
    return Verdict(status, reason, evidence, Confidence.HIGH if best >= 0.6 else Confidence.MEDIUM)


def names_country(text: str) -> bool:
    """Whether a text names a country or region, not only a company called after one ("Marlin Australia")."""
    for found in TERMS["country"].finditer(text):
        before = text[: found.start()].split()
        last = before[-1] if before and text[found.start() - 1 : found.start()] == " " else ""
        plain = not last[:1].isupper() or last[-1:] in ",;:.)" or TERMS["compass"].fullmatch(last)
        if plain or before[-2:-1] in (["in"], ["from"], ["and"]):
            return True
    return False
