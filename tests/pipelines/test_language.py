"""Another language is recognised and said, part by part; it never makes a commitment absent."""

import pytest

from corpora.document import Document, Layer, Line, Outcome, Page, Sentence, Source
from corpora.finding import Status
from pipelines.assess import assess_batch
from pipelines.classify import classify_batch
from pipelines.rules.lost import unread_language
from pipelines.segment import segment_batch
from pipelines.segment.language import main_language, words_in
from pipelines.stage import Case

ENGLISH = [
    "Tamarind Fold Inc. makes work gloves in Ontario and sells them across Canada.",
    "We buy leather and cotton from twenty suppliers, most of them in Pakistan and Portugal.",
    "Each of them signs our code, which bans forced labour and fees for recruitment.",
    "Our buyers visit every tannery once a year and talk to workers in private.",
    "What they find is written down, and the board reads it in June.",
]
FRENCH = [
    "Tamarind Fold inc. fabrique des gants de travail en Ontario et les vend dans tout le Canada.",
    "Nous achetons du cuir et du coton à vingt fournisseurs, dont la plupart se trouvent au Pakistan et au Portugal.",
    "Chacun d'eux signe notre code, qui interdit le travail forcé et les frais de recrutement.",
    "Nos acheteurs visitent chaque tannerie une fois par an et parlent aux ouvriers en privé.",
    "Ce qu'ils constatent est consigné, et le conseil d'administration en prend connaissance en juin.",
]
GERMAN = [
    "Die Hollenbeck GmbH stellt in Kassel Bürostühle her und verkauft sie in vier Ländern.",
    "Wir kaufen Holz, Stahl und Stoffe bei vierzig Lieferanten, von denen die meisten in Polen sitzen.",
    "Jeder Lieferant unterschreibt unseren Kodex, der Zwangsarbeit und Vermittlungsgebühren verbietet.",
    "Unsere Einkäufer besuchen jedes Sägewerk einmal im Jahr und sprechen dort mit den Beschäftigten.",
    "Der Vorstand hat diese Erklärung im Juni gebilligt und wird sie jedes Jahr erneuern.",
]
NAMES = [
    "Hollenbeck Vertriebs GmbH, Berliner Straße 14, 34117 Kassel, Deutschland",
    "Société Tamarind et Fils, 12 rue de la République, 69002 Lyon, France",
    "Hollenbeck Polska Sp. z o.o., ul. Długa 5, 00-238 Warszawa, Polska",
    "Comercial Hollenbeck, S.A. de C.V., Avenida Juárez 20, Ciudad de México",
    "Hollenbeck Nederland B.V., Keizersgracht 125, 1015 CJ Amsterdam, Nederland",
    "Hollenbeck Sverige AB, Drottninggatan 71, 111 36 Stockholm, Sverige",
]
NAVIGATION = ["首页", "关于我们", "产品中心", "新闻动态", "联系我们", "可持续发展报告"]


def case_of(*pages: list[str]) -> Case:
    made = []
    for number, texts in enumerate(pages, start=1):
        lines, start = [], 0
        for block, text in enumerate(texts):
            lines.append(Line(text, start, start + len(text), block=block))
            start += len(text) + 1
        made.append(Page(number, "\n".join(texts), tuple(lines)))
    document = Document("d" * 64, "application/pdf", tuple(made))
    (case,) = segment_batch([Case(Source("a.pdf", "d" * 64, "application/pdf", 1, 0.0), document)])
    return case


def reason(case: Case) -> str | None:
    assert case.document is not None
    return case.document.reason


def test_french_pages_of_a_bilingual_report_are_said() -> None:
    case = case_of(ENGLISH, ENGLISH, FRENCH, FRENCH)
    assert {(s.page, s.language) for s in case.sentences} == {(1, "en"), (2, "en"), (3, "fr"), (4, "fr")}
    assert reason(case) == "Pages 3–4 are in French, which this version does not judge."
    assert case.document is not None
    assert case.document.outcome == Outcome.READ_WITH_WARNING


def test_two_languages_side_by_side_are_told_apart_sentence_by_sentence() -> None:
    rows = [text for pair in zip(ENGLISH, FRENCH, strict=True) for text in pair]
    case = case_of(rows, ENGLISH)
    assert [s.language for s in case.sentences if s.page == 1] == ["en", "fr"] * 5
    assert reason(case) == "Parts of page 1 are in French, which this version does not judge."


def test_a_statement_in_another_language_is_said_to_be_so() -> None:
    case = case_of(GERMAN)
    assert main_language(case.sentences) == "de"
    assert reason(case) == "The text is in German, which this version does not judge."


def test_a_section_of_a_format_without_pages_is_named() -> None:
    case = case_of([*ENGLISH, *ENGLISH, *FRENCH])
    assert (reason(case) or "").endswith("is in French, which this version does not judge.")
    assert "from “Tamarind Fold inc. fabrique" in (reason(case) or "")


@pytest.mark.parametrize("others", [NAMES, NAVIGATION, FRENCH[:1], [FRENCH[0], GERMAN[0]]])
def test_names_menus_and_quotations_raise_no_alarm(others: list[str]) -> None:
    case = case_of([*ENGLISH, *others, *ENGLISH])
    assert main_language(case.sentences) == "en"
    assert reason(case) is None


def test_short_headings_take_the_language_of_what_follows() -> None:
    case = case_of([*ENGLISH, "Formation", *FRENCH])
    assert next(s.language for s in case.sentences if s.text == "Formation") == "fr"


def test_a_script_without_spaces_has_words() -> None:
    assert words_in("我们的采购人员每年访问每家供应商") == 8
    case = case_of(
        ["我们的采购人员每年访问每家供应商，并与工人私下交谈。", "董事会在六月批准了这份声明，并将每年更新。"]
    )
    assert main_language(case.sentences) == "zh"


def test_a_short_english_line_below_another_script_stays_english() -> None:
    case = case_of(["הספק בודק כל אתר פעמיים בשנה.", "לא נגבה תשלום מהעובדים.", "Approved by the board in 2025."])
    assert [s.language for s in case.sentences] == ["he", "he", "en"]


def test_other_languages_are_not_classified() -> None:
    (case,) = classify_batch([case_of(ENGLISH, FRENCH)])
    judged = {p.sentence_id for p in case.predictions}
    assert judged == {s.sentence_id for s in case.sentences if s.language == "en"}


def test_what_is_not_found_may_stand_in_the_part_that_is_not_read() -> None:
    def statuses(*pages: list[str]) -> set[Status]:
        (case,) = assess_batch(classify_batch([case_of(*pages)]), ("CA-SCA",))
        return {finding.status for finding in case.findings}

    assert Status.ABSENT in statuses(ENGLISH)
    assert Status.ABSENT not in statuses(ENGLISH, FRENCH)
    assert Status.ABSENT not in statuses(GERMAN)


def test_hidden_lines_and_furniture_have_no_language() -> None:
    sentence = Sentence("s", "d", 0, " ".join(FRENCH), layer=Layer.HIDDEN)
    assert unread_language([sentence]) is None
    case = case_of(ENGLISH)
    assert all(s.language == "en" for s in case.sentences)
