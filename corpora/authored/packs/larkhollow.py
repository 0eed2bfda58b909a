"""Larkhollow Devices: a portal's own PDF of a submission, each question a block with its response and attachments."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import HRFlowable, Paragraph, Spacer, Table

from corpora.authored.packs.setting import BODY, HEADING, Asked, Pack, pdf

EXPORT = "submission_SUB-88213_full_export.pdf"
LABEL = ParagraphStyle("label", BODY, fontName="Helvetica-Bold", fontSize=8, textColor=colors.HexColor("#5A6B7B"))
SMALL = ParagraphStyle("small", BODY, fontSize=8, leading=10, textColor=colors.HexColor("#5A6B7B"))
NONE, BLANK = "No attachments", "No response provided"
COVER = (
    ("Event", "OSB-RFP-2026-041 Student laptops and repair"),
    ("Supplier", "Larkhollow Devices Inc."),
    ("Submitted by", "T. Okonjo-Reyes"),
    ("Submitted on", "2026-05-14 16:52 EDT"),
)
SUPPLY = (
    "The laptops are put together at two plants in Chongqing and one near Hanoi. The maker gives us the list of its "
    "first-tier plants every January, and we bought customs records of 2025 to check it: four plants for hinges and "
    "batteries were on the records and not on the list.",
    "Below that we know names for batteries (cells from Ningde, cobalt refined in Finland) and for displays. For "
    "printed circuit boards, cables and packaging we know the country and nothing more. Aluminium for the lids is the "
    "part that worries us most, because smelters in the west of China take in workers under state transfer schemes and "
    "the maker has so far not named its smelter.",
    "Repairs are done at our own depot in Brantmere by 23 technicians, of whom six came on closed work permits.",
)
FINDINGS = (
    "An audit of the Hanoi plant in August 2025, which we attended, found that 48 student interns were working nights "
    "on the same line as adults, for a school allowance that was below the wage of the line.",
    "The plant ended night work of interns on 1 September. Wages were topped up for 48 interns, in all 212 million "
    "dong, and a labour rights group in Hanoi confirmed by telephone with 30 of them that the money had come.",
)
PERMITS = (
    "Each technician on a closed permit got a letter in January 2026 that explains how to ask for an open permit, and "
    "we paid a legal clinic for an hour with each of them. Two have since changed employer. We did not stand in the "
    "way and gave both a reference."
)
VALUES = (
    "Larkhollow believes that technology should lift everyone up. Ethical sourcing is part of our DNA and we work "
    "tirelessly with world-class partners who share our vision."
)
Block = tuple[str, str, str, Sequence[str], str, tuple[str, ...]]
SECTIONS: tuple[tuple[str, tuple[Block, ...]], ...] = (
    (
        "1 Supplier profile",
        (
            ("1.1", "Legal name of the supplier", "Text", ("Larkhollow Devices Inc.",), NONE, ("answered",)),
            ("1.2", "Province or territory of incorporation", "Single choice", ("Ontario",), NONE, ("answered",)),
            ("1.3", "Number of employees in Canada", "Number", ("61",), NONE, ("answered",)),
            ("1.4", "Name any affiliate that will deliver part of the contract", "Text", (), NONE, ("unanswered",)),
        ),
    ),
    (
        "2 Forced labour and child labour",
        (
            (
                "2.1",
                "Is the supplier an entity that has to report under the Fighting Against Forced Labour and Child "
                "Labour in Supply Chains Act?",
                "Yes/No",
                ("No",),
                NONE,
                ("answered",),
            ),
            (
                "2.2",
                "Has the supplier filed a report of its own accord?",
                "Yes/No",
                ("Yes",),
                "Larkhollow_S211_report_2025.pdf (418 KB)",
                ("answered",),
            ),
            (
                "2.3",
                "Describe the supply chain of the devices that you offer, with the tiers that you cannot see.",
                "Long text",
                SUPPLY,
                "tier_list_2026.xlsx (77 KB)",
                ("answered",),
            ),
            (
                "2.4",
                "What did the supplier find in the last 24 months, and what did it do for the workers?",
                "Long text",
                FINDINGS,
                NONE,
                ("answered",),
            ),
            (
                "2.5",
                "How will the supplier find out which smelters are used, and by when?",
                "Long text",
                ("We are working on this.",),
                NONE,
                (),
            ),
            (
                "2.6",
                "What measures are taken against the import of goods that were made with prison labour?",
                "Long text",
                (),
                NONE,
                ("unanswered",),
            ),
            (
                "2.7",
                "Describe the remediation of loss of income of families, where child labour was ended.",
                "Long text",
                ("See our response to question 2.4.",),
                NONE,
                ("answered", "cross_reference"),
            ),
        ),
    ),
    (
        "3 Workers who deliver this contract",
        (
            (
                "3.1",
                "How are temporary foreign workers protected against being tied to you?",
                "Long text",
                (PERMITS,),
                NONE,
                ("answered",),
            ),
            ("3.2", "How do you choose the makers whose devices you sell?", "Long text", (VALUES,), NONE, ("evaded",)),
            (
                "3.3",
                "Upload the code of conduct that your makers have signed.",
                "File upload",
                ("Please see attached.",),
                "Maker_code_signed_2024.pdf (1.2 MB); Maker_code_FR.pdf (1.3 MB)",
                ("pointer_only",),
            ),
            (
                "3.4",
                "Do you accept the school boards' supplier code without change?",
                "Yes/No with comment",
                ("No", "Clause 9: we ask for ten days in place of five to answer a complaint."),
                NONE,
                ("answered",),
            ),
        ),
    ),
)
TRAIL = (
    ("2026-05-02 09:14", "Response started"),
    ("2026-05-11 13:40", "Section 3 marked complete"),
    ("2026-05-14 16:52", "Submission received, 13 of 15 questions answered"),
)


def _block(number: str, question: str, kind: str, response: Sequence[str], attached: str) -> list[Any]:
    star = "" if number in ("1.3", "1.4", "2.6") else " *"
    flowables: list[Any] = [
        Paragraph(f"Question {number}{star}", LABEL),
        Paragraph(f"<b>{question}</b>", BODY),
        Paragraph(f"Type: {kind}", SMALL),
        Paragraph("Response", LABEL),
    ]
    if kind == "Yes/No with comment":
        flowables += [Paragraph(response[0], BODY), Paragraph("Comment", LABEL), Paragraph(response[1], BODY)]
    else:
        flowables += [Paragraph(text, BODY) for text in response] or [Paragraph(f"<i>{BLANK}</i>", BODY)]
    flowables += [Paragraph("Attachments", LABEL), Paragraph(attached, SMALL), Spacer(1, 4)]
    return [*flowables, HRFlowable(width="100%", thickness=0.4, color=colors.HexColor("#C5CDD5")), Spacer(1, 4)]


def _export() -> bytes:
    story: list[Any] = [Paragraph("Submission SUB-88213", HEADING)]
    story += [Table([[Paragraph(label, LABEL), Paragraph(value, BODY)] for label, value in COVER], colWidths=[90, 361])]
    story += [Paragraph("Questions marked * are mandatory.", SMALL), Spacer(1, 8)]
    for heading, blocks in SECTIONS:
        story += [Paragraph(f"Section {heading}", HEADING)]
        for number, question, kind, response, attached, _ in blocks:
            story += _block(number, question, kind, response, attached)
    story += [Paragraph("Audit trail", HEADING)]
    story += [Table([[Paragraph(when, SMALL), Paragraph(what, SMALL)] for when, what in TRAIL], colWidths=[100, 351])]
    return pdf(story, "Ottermere School Boards - OSB-RFP-2026-041 - exported 2026-05-15 08:03 EDT")


def pack() -> Pack:
    """Return the pack; the names of attachments are no answers, as each response stands under its own label."""
    gold = [Asked(EXPORT, None, label, value) for label, value in COVER]
    for _heading, blocks in SECTIONS:
        for number, question, kind, response, _attached, states in blocks:
            if kind == "Yes/No with comment":
                gold += [Asked(EXPORT, number, question, text, states) for text in response]
            else:
                gold.append(Asked(EXPORT, number, question, "\n".join(response), states))
    return Pack("larkhollow", "OSB-RFP-2026-041", "1", "Larkhollow Devices Inc.", {EXPORT: _export()}, gold)
