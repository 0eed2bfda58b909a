"""Invented prose about due diligence, by a seeded grammar: every sentence is known where it begins and ends."""

import random
import re
from collections.abc import Sequence

SOFT_HYPHEN = "\u00ad"

# Where long words may be broken, for soft and hard hyphens.
_BREAKS = """
ac·com·mo·da·tion af·fil·i·ate agen·cies as·sess·ment com·mit·tee con·trac·tors coun·tries dis·tri·bu·tion
ef·fec·tive em·ploy·ment fi·nance gov·er·nance in·ter·views in·ves·ti·ga·tion man·age·ment ma·te·ri·als
op·er·a·tions pas·sports pro·cure·ment pur·chas·ing ques·tion·naire re·cruit·ment re·me·di·a·tion
re·spon·si·bil·i·ty sub·con·trac·tors sup·pli·ers trans·par·en·cy ver·i·fied vul·ner·a·ble ware·houses work·ers
"""
BREAKS = {word.replace("·", ""): tuple(word.split("·")) for word in _BREAKS.split()}

_WORDS: dict[str, Sequence[str]] = {
    "firm": (
        "Brackwater Ltd", "Kjølberg Marine AS", "Société Vallonne", "Hütter Stahl GmbH", "Ñandú Textiles",
        "Açaí do Norte", "Pell & Harrow plc", "Ostermoor Group", "Dunfield Pty Ltd", "Fífill Seafood",
    ),
    "person": ("Dr. Amélie Roche", "Mr. J. K. Odell", "Prof. Søren Lund", "Ms. Zoë Quist", "Mrs. Iñes Farrow"),
    "place": (
        "Málaga", "Gdynia", "São Paulo", "Zürich", "Port Hedley", "Malmö", "Chiang Rai", "Leeds", "Besançon",
        "New South Wales", "Nuevo León", "Århus",
    ),
    "goods": (
        "cotton", "office furniture", "frozen fish", "steel profiles", "solar panels", "uniforms", "coffee",
        "packaging film", "cocoa", "ship fittings", "flat-pack shelving", "first-aid kits", "fibre cable",
    ),
    "who": (
        "Our buyers", "The audit committee", "Each category manager", "The board", "Our site managers",
        "An independent auditor", "The works council", "Every affiliate", "The chief financial officer",
    ),
    "group": (
        "suppliers", "subcontractors", "labour agencies", "warehouses", "farms", "contractors", "cleaning firms",
        "hauliers", "first-tier factories", "fishing vessels",
    ),
    "topic": (
        "recruitment fees", "withheld passports", "forced overtime", "debt bondage", "poor accommodation",
        "child labour", "unpaid wages", "false promises of work", "restricted movement", "late payment",
    ),
    "record": (
        "the questionnaire", "our code of conduct", "the purchasing contract", "a corrective action plan",
        "the self-assessment", "the whistleblowing log", "the risk profile", "the verified payroll",
    ),
    "when": (
        "In {year}", "During the year", "Between {month} and {month}", "By 30 June {year}", "Since {month} {year}",
        "At the end of the first quarter", "As in earlier years", "Wherever a contract is renewed",
        "For the third year running", "After the visit to {place}",
    ),
    "month": ("January", "March", "May", "August", "October", "November"),
    "act": (
        "reviewed {n} contracts with {group}", "asked {n} {group} to complete {record}",
        "visited {few} sites in {place}", "found {few} cases of {topic}", "trained {n} staff on {topic}",
        "paid back {money} to {n} workers", "refused to renew {few} agreements",
        "interviewed {n} workers without their supervisors", "spent {money} on remediation and training",
        "mapped {pct} of our spend on {goods}", "moved {pct} of orders away from high-risk agencies",
        "checked {record} against {n} pay slips", "agreed a written plan with {firm}",
        "closed {few} of the {n} findings within {few} days", "rated {goods} and {goods} as high risk",
    ),
    "tail": (
        "", "", "", ", of which {few} were new", " (see section {d}.{d})", ", up from {pct} the year before",
        "; the others follow in {year}", ", and no worker was charged a fee", " – {few} more than planned",
        ", although {few} of them had not replied by {month}", ", including those in {place} and {place}",
        " at a cost of {money}", ", as Table {d} shows", " where it was safe to do so",
    ),
    "duty": (
        "must keep passports with their owners", "may not charge workers for a job",
        "shall report any sign of {topic} within {few} days", "has to name every labour agency that it uses",
        "is expected to verify the age of each worker", "should offer a written contract in the worker's language",
    ),
}  # fmt: skip

_SENTENCES = (
    ("{when}, we {act}{tail}.", 8),
    ("{who} {act}{tail}.", 6),
    ("We {act}{tail}.", 4),
    ("Every supplier of {goods} {duty}.", 3),
    ("{firm} {duty}, and so do its {group}.", 2),
    ("{person} {act}{tail}.", 2),
    ("Our purchases of {goods} from {place} came to {money}, or {pct} of the total.", 3),
    ("What happens when a supplier refuses to complete {record}?", 1),
    ("“We were paid late, and nobody told us why,” said one worker in {place}.", 1),
    ("The worst risks are in {goods}, {goods} and {goods}; they are lowest in {goods}.", 2),
    ("Some risks, e.g. {topic}, are hard to see from an office.", 1),
    ("Suppliers of tier 2 and below (i.e. those without a contract with us) were asked as well.", 1),
    ("This covers cl. {d} of the contract and ss. {d}–{d} of the Act.", 1),
    ("No. {n} Harbour Road is our largest warehouse, with approx. {n} workers.", 1),
    ("Its parent, {firm}, holds {pct} of the shares, and its affiliate in {place} holds the rest.", 1),
    ("We regard {topic}, {topic}, etc. as grounds to end a contract.", 1),
    ("The fine was US${big}.00, the repair €{big}, and the audit A${n},{n}.50.", 1),
    ("Orders fell by {pct} (from ¥{big},000 to ¥{n},000), yet {few} of {n} lines grew.", 1),
    ("Workers’ representatives and trade unions took part in {few} of the {n} visits.", 1),
    ("The committee asked: what would a worker notice first?", 1),
    ("If {topic} is found, the first step is to make the worker safe, and only then to talk about the contract.", 2),
    ("It is the {person} team – not the supplier – that decides whether a finding is closed.", 1),
    ("A hotline runs day and night in {few} languages, and {n} people used it.", 2),
    ("None of the {n} reports concerned our own staff.", 1),
    ("Between 2.5% and 7.5% of the files were incomplete, most of them at {firm}.", 1),
    ("See www.brackwater-example.org/code for the code in full.", 1),
)  # fmt: skip
_TEMPLATES, _WEIGHTS = zip(*_SENTENCES, strict=True)

_HEADINGS = (
    "Our structure and operations", "Risks in our supply chains", "How we assess suppliers", "Training and awareness",
    "Grievance and remediation", "Policies and governance", "Measuring effectiveness", "Working with others",
    "Purchasing practices", "Due diligence on {goods}", "Looking ahead to {year}", "Findings in {place}",
    "What we found in {place} in {year}", "{goods} and {goods}", "Our work with {firm}", "Recruitment fees",
    "Who is responsible?", "Consultation with affiliates", "Steps taken against {topic}",
)  # fmt: skip
_ITEMS = (
    "a review of {record}", "visits to {group} in {place}", "training for {n} buyers of {goods}",
    "{money} paid back to workers", "no {topic} at any site", "better contracts with {group}", "a survey of {goods}",
)  # fmt: skip
_CELLS = (
    "{goods}", "{place}", "{topic}", "{n}", "{pct}", "{money}", "({few})", "{d}.{d}", "High", "Medium", "Low",
    "Tier {d}", "{n}–{big}", "{month} {year}",
)  # fmt: skip


class Prose:
    """Draws invented text; the same seed gives the same words."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._headings: set[str] = set()

    def fill(self, template: str) -> str:
        """Return a template with every slot filled, slots inside fillings too."""
        while found := re.search(r"\{(\w+)\}", template):
            template = template[: found.start()] + self._slot(found[1]) + template[found.end() :]
        return template

    def _slot(self, name: str) -> str:
        rng = self._rng
        if name in _WORDS:
            return rng.choice(_WORDS[name])
        if name == "money":
            unit, amount = rng.choice("£€$"), rng.choice((f"{rng.randint(1, 9)}.{rng.randint(1, 9)} million", "{big}"))
            return unit + amount
        figures = {
            "n": rng.randint(10, 980),
            "d": rng.randint(1, 9),
            "few": rng.randint(2, 48),
            "year": rng.randint(2019, 2026),
            "big": f"{rng.randint(1, 999)},{rng.randint(0, 999):03}",
            "pct": rng.choice((f"{rng.randint(1, 99)}%", f"{rng.randint(1, 99)}.{rng.randint(1, 9)} per cent")),
        }
        return str(figures[name])

    def sentence(self) -> str:
        """Return one sentence."""
        text = self.fill(self._rng.choices(_TEMPLATES, _WEIGHTS)[0])
        return text[0].upper() + text[1:]

    def paragraph(self, least: int = 2, most: int = 6) -> tuple[str, ...]:
        """Return the sentences of a paragraph."""
        return tuple(self.sentence() for _ in range(self._rng.randint(least, most)))

    def heading(self) -> str:
        """Return a heading, none twice: one that returns at the head of pages would be a running one."""
        while (text := self.fill(self._rng.choice(_HEADINGS))) in self._headings:
            pass
        self._headings.add(text)
        return text[0].upper() + text[1:]

    def item(self) -> str:
        """Return the words of a short item, without a full stop."""
        return self.fill(self._rng.choice(_ITEMS))

    def cell(self) -> str:
        """Return an entry of a table."""
        text = self.fill(self._rng.choice(_CELLS))
        return text[0].upper() + text[1:]

    def word(self, slot: str) -> str:
        """Return a word or phrase of a kind: firm, person, place, goods, ..."""
        return self.fill("{" + slot + "}")


def with_soft_hyphens(text: str) -> str:
    """Return a text whose long words may be broken."""
    return re.sub(r"[a-z]{6,}", lambda word: SOFT_HYPHEN.join(BREAKS.get(word[0], (word[0],))), text)
