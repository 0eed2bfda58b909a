"""Texts in any encoding read as they were written: each letter, currency sign, quote and dash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.document import Layer, Outcome
from pipelines.extract.text import read_text
from pipelines.ingest.encodings import decode
from pipelines.ingest.media import TEXT, detect

ENGLISH = "The cook’s contract bans fees – for all crew. Checks cost £14,000, the café’s owner says: “never”.\n"
FRENCH = "Nous évaluons chaque année les risques d'esclavage chez nos fournisseurs à l'étranger.\n"
GERMAN = "Wir prüfen jährlich die Löhne unserer Beschäftigten und der Läger.\n"
POLISH = "Co roku oceniamy ryzyko współczesnego niewolnictwa u dostawców.\n"
RUSSIAN = "Мы ежегодно оцениваем риски рабства у поставщиков и обучаем сотрудников.\n"
GREEK = "Αξιολογούμε κάθε χρόνο τους κινδύνους σύγχρονης δουλείας.\n"
CHINESE = "我们每年评估供应商的现代奴役风险，并培训我们的员工。\n"
JAPANESE = "当社は毎年、取引先における現代奴隷のリスクを評価しています。\n"

WRITTEN = [
    *((ENGLISH, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le")),
    *((ENGLISH, name) for name in ("utf-32-be", "cp1252", "mac_roman")),
    *((FRENCH, name) for name in ("cp1252", "iso8859-1", "iso8859-15", "mac_roman", "cp850")),
    *((GERMAN, name) for name in ("cp1252", "mac_roman", "cp850")),
    *((POLISH, name) for name in ("cp1250", "iso8859-2")),
    *((RUSSIAN, name) for name in ("koi8-r", "cp1251", "iso8859-5", "cp866", "utf-16-le", "utf-16-be")),
    *((GREEK, name) for name in ("cp1253", "iso8859-7")),
    *((CHINESE, name) for name in ("gb18030", "big5", "utf-16-le", "utf-16-be")),
    *((JAPANESE, name) for name in ("shift_jis", "euc_jp", "iso2022_jp", "utf-16-le")),
]


@pytest.mark.parametrize(("text", "encoding"), [pair for pair in WRITTEN if pair != (CHINESE, "big5")])
@pytest.mark.parametrize("times", [1, 8])
def test_a_text_reads_as_it_was_written(text: str, encoding: str, times: int) -> None:
    data = (text * times).encode(encoding)
    assert decode(data) == text * times
    assert detect(data).media_type == TEXT


def test_a_few_foreign_bytes_do_not_spoil_the_rest() -> None:
    data = (ENGLISH * 3).encode() + "It cost £5.\n".encode("cp1252") + ENGLISH.encode()
    assert decode(data) == ENGLISH * 3 + "It cost £5.\n" + ENGLISH


def test_a_text_cut_off_inside_a_letter_keeps_its_encoding() -> None:
    assert decode("The café".encode()[:-1]) == "The caf"


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"We train staff.\r\n\r\nWe pay fees.\r\n", ["We train staff.", "We pay fees."]),
        (b"We train staff.\r\rWe pay fees.\r", ["We train staff.", "We pay fees."]),
        (b"We train all\r\r\nstaff.\r\r\n", ["We train all", "staff."]),
        (b"We train\0 staff.\0\0\0", ["We train staff."]),
        (b"\x1b[1mWe train staff.\x1b[0m\x1b[31m Always.\x1b[m", ["We train staff. Always."]),
        (b"W\x08We t\x08train staff.", ["We train staff."]),
        ("We train staff.\u2029We pay fees.".encode(), ["We train staff.", "We pay fees."]),
    ],
)
def test_line_ends_zeros_and_a_terminals_signs_leave_no_trace(data: bytes, lines: list[str]) -> None:
    assert detect(data).outcome == Outcome.READ
    document = read_text(data, "0" * 64)
    assert [line.text for line in document.pages[0].lines if line.layer == Layer.BODY] == lines


def test_what_is_no_text_is_said_to_be_none() -> None:
    assert detect(bytes(range(256)) * 40).outcome == Outcome.NOT_A_DOCUMENT
    assert detect(b"\x7fELF\x02\x01\x01" + bytes(200) + b"\x01\x02").outcome == Outcome.NOT_A_DOCUMENT


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    assert isinstance(decode(data), str)


def test_a_line_of_windows_1252_in_a_text_of_utf8_spoils_no_other_line() -> None:
    good = "The mill’s owner pays £40.\nCafé staff in Köln are covered.\n"
    data = good.encode() + "Über 40 Wägen – alle geprüft.\n".encode("cp1252") + b"The end."
    assert decode(data) == good + "Über 40 Wägen – alle geprüft.\nThe end."


def test_many_foreign_lines_take_no_more_time_than_their_length_asks() -> None:
    data = ("Zürich – Genève.\n".encode() + "Köln.\n".encode("cp1252")) * 20_000
    assert decode(data).count("Köln") == 20_000
