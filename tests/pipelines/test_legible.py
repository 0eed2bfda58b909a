"""A page whose words are mostly no words does not count as read, in any format; odd but sound text does."""

import hashlib
from itertools import zip_longest
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Outcome
from corpora.finding import Status
from pipelines.assess import assess_batch
from pipelines.extract import extract_batch
from pipelines.extract.legible import broken_share, is_garbled
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case
from tests.pipelines.pages import pdf, prose, read
from tests.pipelines.test_extract_formats import word

LINES = [
    "Hollowbeck Ltd makes office desks in Leeds and sells them in four countries of Europe.",
    "We buy timber, steel and fabric from forty suppliers, most of which are in Poland.",
    "Each supplier signs our code, which bans forced labour and also recruitment fees.",
    "Our buyers visit every sawmill once a year and speak with its workers in private.",
]
TEXT = "\n".join(LINES * 2)


def laced(one: str, other: str) -> str:
    """Two lines printed over each other, read letter by letter from left to right."""
    return "".join(a + b for a, b in zip_longest(one.replace(" ", ""), other.replace(" ", ""), fillvalue=""))


GARBLED = {
    "letters are signs": TEXT.translate(str.maketrans("sby", ")E4")),
    "letters and spaces are signs": TEXT.translate(str.maketrans("lr ", "#%*")),
    "letters are digits": TEXT.translate(str.maketrans("eo", "37")),
    "every letter is shifted": "".join(chr(ord(letter) + 1) if letter.isalpha() else letter for letter in TEXT),
    "letters are those of another script": TEXT.translate(str.maketrans("aeo", "\u0430\u0435\u043e")),
    "a private code stands after letters": TEXT.replace("s", "s\ue004").replace("r", "r\ue004"),
    "two lines are laced": "\n".join([laced(LINES[0], LINES[1]), laced(LINES[2], LINES[3]), LINES[3], LINES[2]]),
    "words run together": TEXT.replace(" ", ""),
}
SOUND = {
    "prose": TEXT,
    "capitals": TEXT.upper(),
    "German": (
        "Die Menschenrechtsbeauftragte prüft jährlich, ob das Lieferkettensorgfaltspflichtengesetz eingehalten wird. "
        "Sägewerke und Tischlereien legen ihre Nachunternehmerverträge offen, und ihre Arbeitskräfte erreichen die "
        "Beschwerdestelle in ihrer eigenen Sprache. Wer Vermittlungsgebühren gezahlt hat, bekommt sie zurück. Über "
        "jeden Fall berichtet die Geschäftsführung einmal im Jahr, und der Betriebsrat liest den Bericht vorab."
    ),
    "Polish": (
        "Spółka co roku sprawdza, czy dostawcy przestrzegają zakazu pracy przymusowej. Kontrolerzy rozmawiają z "
        "pracownikami bez obecności przełożonych, a wszczęte postępowania są opisane w sprawozdaniu zarządu."
    ),
    "Welsh": (
        "Mae'r cwmni yn gwirio ei gyflenwyr bob blwyddyn ac yn siarad â'r gweithwyr yn eu hiaith eu hunain. "
        "Rhaid i bob cyflenwr lofnodi ein cod, sy'n gwahardd llafur gorfodol a ffioedd recriwtio drwyddi draw."
    ),
    "Russian": "Компания ежегодно проверяет поставщиков и беседует с работниками без присутствия начальства. " * 3,
    "figures": "\n".join(
        f"Site {n} | {n * 37} | {n * 1.7:.1f} % | £{n * 913:,} | 31/03/20{n + 10}" for n in range(1, 14)
    ),
    "codes": "\n".join(
        hashlib.sha256(str(n).encode()).hexdigest()[:16] + f" AB{n}-xk{n}7q PLC/{n}b2c9" for n in range(20)
    ),
    "names": "Grzegorz Brzęczyszczykiewicz, Nkechi Adeyemi, Siân McPherson, DeShawn O'Brien, PwC, EvoTimber, iDesk. "
    * 3,
    "names of functions": "getSupplierName setAuditDate isFeeFree loadAllSites readWorkerHotline showBoardMember " * 4,
    "addresses": "https://www.hollowbeck.example/about/Qz7xkT!rr)w jane.roe@hollowbeck.example hollowbeck.com/x_y#zzt "
    * 5,
    "notes and missing spaces": (
        "Our suppliers1 sign the code2.Each year,we visit them;workers(s)peak freely.“Hollowbeck”means the company. "
        "It bans fees(see page 4)and employee(s)hip schemes, and/or loans; co-operation is self‐evident. "
    ),
    "lettered lists": "a) the owners of the mill b) the brokers c) the hauliers\n1) their pay 2) papers 3) hours " * 4,
    "a notice laced into a menu": f"{laced('Cookies improve our site.', 'Terms and privacy notice')} {LINES[0] * 4}",
    "few letters": "H*lm %rt)w b#gg)n s*tt*r",
}


@pytest.mark.parametrize("text", GARBLED.values(), ids=GARBLED)
def test_what_nobody_can_read_is_garbled(text: str) -> None:
    assert is_garbled(text.split())


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_only_looks_odd_is_text(text: str) -> None:
    assert not is_garbled(text.split())


@pytest.mark.parametrize("text", [TEXT, SOUND["notes and missing spaces"], SOUND["names"]])
def test_sound_text_has_no_broken_letter(text: str) -> None:
    assert broken_share(text.split()) == 0.0


@pytest.mark.parametrize("kind", ["words run together", "every letter is shifted", "letters and spaces are signs"])
def test_a_file_of_nothing_else_is_unreadable_whatever_its_format(kind: str, tmp_path: Path) -> None:
    document = docx.Document()
    for line in GARBLED[kind].split("\n"):
        document.add_paragraph(line)
    files = {
        "a.txt": GARBLED[kind].encode(),
        "a.docx": word(document),
        "a.html": f"<html><body><p>{GARBLED[kind]}</p></body></html>".encode(),
    }
    for name, data in files.items():
        found = read(tmp_path, data, name)
        assert (found.outcome, found.coverage) == (Outcome.UNREADABLE, 0.0), name
        assert all((found.reason, found.remedy, found.pages[0].text)), name


def test_a_garbled_page_of_several_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, "\f".join([TEXT, GARBLED["letters are signs"], TEXT]).encode(), "a.txt")
    assert found.outcome == Outcome.READ_WITH_WARNING
    assert [page.outcome for page in found.pages] == [Outcome.READ, Outcome.UNREADABLE, Outcome.READ]
    assert str(found.reason).startswith("1 of 3 pages cannot be read")
    assert str(found.reason).endswith("(page 2).")


def test_a_page_whose_print_itself_is_garbled_is_no_text_although_ocr_reads_it_alike(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, LINES * 2)
        canvas.showPage()
        prose(canvas, GARBLED["letters are signs"].split("\n") * 2)

    found = read(tmp_path, pdf(draw))
    assert [page.outcome.has_text for page in found.pages] == [True, False]
    assert (found.outcome, found.coverage) == (Outcome.READ_WITH_WARNING, 0.5)


def test_nothing_is_called_missing_for_lines_that_are_laced(tmp_path: Path) -> None:
    opening = "This is the modern slavery statement of Hollowbeck Ltd for the year ended 31 March 2026."
    path = tmp_path / "a.txt"
    found = {}
    for kind, text in (("sound", TEXT), ("laced", laced(LINES[0], LINES[1]))):
        path.write_text("\n".join([opening, text, *LINES[2:], *LINES[2:]]), encoding="utf-8")
        cases = extract_batch([Case(source) for source in find_sources([path], None)])
        (case,) = assess_batch(segment_batch(cases), ("UK-MSA",), "2026-11-27")
        found[kind] = {finding.status for finding in case.findings}
    assert Status.ABSENT in found["sound"]
    assert Status.NOT_ASSESSABLE in found["laced"]
    assert Status.ABSENT not in found["laced"]
