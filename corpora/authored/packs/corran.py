"""Corran Build: a reply by mail between the lines of the buyer's questions, with a form in Word attached."""

from email.message import EmailMessage

from corpora.authored.packs.setting import Asked, Pack, fill, new_word, table, word

MAIL, FORM = "re_clarifications.eml", "labour_form.docx"
CLARIFIED = (
    (
        "1",
        "Which agencies will supply workers to the Ballintyre site?",
        "Two: Keel Labour Ltd and Northstar Site Services Ltd. Both hold a licence, which we checked on 2 June 2026.",
    ),
    ("2", "How do you know that no worker has paid for a job?", ""),
    (
        "3",
        "Who holds the passports of workers who live in the site's accommodation?",
        "The workers. Each room has a safe, and the code is known to the worker alone.",
    ),
    ("4", "What did your last audit of the accommodation find?", "As said under 3."),
)
ASKED = (
    ("4.1 State the name of your director responsible for labour rights.", "Maeve Corran, managing director"),
    ("4.2 Are all workers on site given a written contract in their language?", "☒ Yes  ☐ No"),
    ("4.3 If yes, describe when they get it.", "Ten days before they travel, in Polish, Portuguese or Ukrainian."),
    ("4.4 Describe how subcontractors of subcontractors are bound by these terms.", "Click or tap here to enter text."),
    ("4.5 Is your company subject to section 54 of the Modern Slavery Act 2015?", "Yes"),
    ("4.6 Does your statement cover key performance indicators?", "Yes, all six topics are covered."),
    ("4.7 How many labour inspections did your sites have in 2025?", "n/a"),
)


def _form() -> bytes:
    document = new_word("Form L: labour on site")
    document.add_paragraph("Bidders should complete every box.")
    for question, answer in ASKED:
        document.add_paragraph(question)
        fill(table(document, [[""]]).rows[0].cells[0], answer)
    return word(document)


def _mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Ciara Doyle <ciara.doyle@corranbuild.example>"
    message["To"] = "Tenders <tenders@ballintyre.example>"
    message["Subject"] = "RE: BAL-2026-07 lot 2: clarification questions"
    message["Date"] = "Mon, 15 Jun 2026 10:12:00 +0100"
    message["Message-ID"] = "<15062026@corranbuild.example>"
    lines = ["Dear all,", "", "please find our answers below your questions. Form L is attached.", ""]
    lines += ["On Fri, 12 Jun 2026 at 16:02, Tenders <tenders@ballintyre.example> wrote:"]
    lines += ["> Dear bidder,", ">", "> please answer the following by 16 June.", ">"]
    for number, question, answer in CLARIFIED:
        lines += [f"> {number}. {question}", *(["", answer, ""] if answer else [">"])]
    lines += ["> Kind regards", "> Ballintyre procurement", "", "Regards", "Ciara Doyle", "Corran Build Ltd"]
    message.set_content("\n".join(lines))
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(_form(), maintype="application", subtype=kind, filename=FORM)
    message.set_boundary("corran-15062026")
    return message.as_bytes()


def pack() -> Pack:
    """Return the pack."""
    inside = f"{MAIL}/{FORM}"
    states = {"2": ("unanswered",), "4": ("answered", "cross_reference")}
    gold = [
        Asked(MAIL, number, question, answer, states.get(number, ("answered",)))
        for number, question, answer in CLARIFIED
    ]
    for text, answer in ASKED:
        number, question = text.split(" ", 1)
        said = {"☒ Yes  ☐ No": "Yes", "Click or tap here to enter text.": ""}.get(answer, answer)
        gold.append(Asked(inside, number, question, said, ("answered",) if said else ("unanswered",)))
    return Pack("corran", "BAL-2026-07", "2", "Corran Build Ltd", {MAIL: _mail()}, gold)
