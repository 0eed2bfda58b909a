"""Faults in forms: answers outside the page's text, wrapped cells, the buyer's own words, what is denied, exports."""

from collections.abc import Callable

from tests.cases.carriers import mail
from tests.cases.instances import ENDS, Instance, apart, has, judged, lacks, one_file, qa, whole
from tests.cases.word import with_text
from tests.pipelines.packs import more, pdfs, word
from tests.pipelines.packs.word import Pack

STARTS = (
    "=Crews are met ashore.\n\n+31 agents were seen this year.\n\n-No agent takes a fee.\n\n@owners: approved in May.\n"
)


def of_pack(kind: str, make: Callable[[], Pack], *more_assertions: dict[str, object]) -> Instance:
    """Return a response pack whose pairs must all be found; where a question has several answers, one of them."""
    name, _, pairs = make()
    asked: dict[str, list[str]] = {}
    for _, question, answer in pairs:
        asked.setdefault(question, []).append(answer)
    wanted = [qa(question, *answers) for question, answers in asked.items()]
    return one_file(kind, name, lambda: make()[1], *wanted, *more_assertions)


INSTANCES: list[Instance] = [
    of_pack(
        "answers outside the page text",
        pdfs.form_fields,
        has("We check each licence."),
        apart("each licence", "We call"),
    ),
    of_pack("answers outside the page text", pdfs.typed_notes, has("8,400 pounds to 14 workers")),
    of_pack("wrapped table cells", pdfs.wrapped_two_columns, whole("Yes, clause 9 does.")),
    of_pack("wrapped table cells", pdfs.table_over_pages, has("We see it before we order.")),
    of_pack(
        "the form's own words",
        word.blank_form,
        *lacks("approved the statement", "good answers", "train your staff"),
        *(judged(topic, "NOT MET", "UNCLEAR") for topic in ("policies", "training", "board_approval")),
    ),
    of_pack(
        "the form's own words", word.merged_rows, *lacks("a good answer", "Guidance"), has("We check each licence.")
    ),
    of_pack("the form's own words", more.limits_beside, *lacks("Max 200 words", "passports?"), has("two references")),
    one_file(
        "said or not said",
        "denied.docx",
        lambda: with_text("Board approval of this statement: No", "Crew training: none", "No audit has been made yet."),
        qa("Board approval of this statement", "No"),
        whole("No audit has been made yet."),
        *(judged(topic) for topic in ("training", "board_approval")),
    ),
    one_file(
        "said or not said",
        "unticked.docx",
        lambda: with_text(
            "Fleet form on modern slavery",
            "☐ All staff are trained on modern slavery each year.",
            "☐ Our policy bans forced labour.",
            "☒ We have taken none of these steps.",
        ),
        *(judged(topic, "NOT MET", "UNCLEAR") for topic in ("training", "policies")),
    ),
    one_file(
        "said or not said",
        "ticked.docx",
        lambda: with_text(
            "Fleet form on modern slavery",
            "☒ All staff are trained on modern slavery each year.",
            "☐ Our board approved this statement.",
            "☐ We have taken none of these steps.",
        ),
        judged("training", "MET", "PARTLY MET"),
        judged("board_approval", "NOT MET", "UNCLEAR"),
    ),
    one_file(
        "quoted mail",
        "asked_for.eml",
        lambda: mail(
            "Dear buyer,\n\nwe sail three ships and have no agents.\n\nOn 3 Mar 2025, at 09:12, B. Buyer wrote:\n\n"
            "> Tenderers must train all staff on modern slavery each year.\n> Their board must approve the statement.\n"
        ).as_bytes(),
        *lacks("must train all staff", "must approve the statement"),
        *(judged(topic) for topic in ("training", "board_approval")),
    ),
    one_file(
        "said or not said",
        "denied.txt",
        lambda: b"Do you train crews? No\n\nHotline in place: No\n\nWe do not audit agents.\n",
        qa("Do you train crews", "No", wrong=["Yes"]),
        qa("Hotline in place", "No"),
        whole("We do not audit agents."),
        judged("training"),
    ),
    one_file(
        "exports",
        "starts.txt",
        STARTS.encode,
        has("Crews are met ashore."),
        has("31 agents were seen this year."),
        ENDS,
        {"type": "export_no_formula"},
    ),
    one_file(
        "exports",
        "starts.docx",
        lambda: with_text("=1+1 is what an agent once wrote.", "@all crews: fees are paid back."),
        has("1+1 is what an agent once wrote."),
        has("@all crews: fees are paid back."),
        ENDS,
        {"type": "export_opens"},
    ),
]
