"""Of a mail only what its sender says is evidence: what it repeats is quoted, what it is signed with is furniture."""

import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from corpora.document import Document, Layer, Outcome, Source
from pipelines.extract.inside.email import unpack_mail
from pipelines.extract.reading import read_source
from pipelines.ingest.media import MAIL, detect


def mail(
    text: str = "", subject: str = "Re: Labour standards", html: str = "", charset: str = "utf-8", **headers: str
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = headers.get("sender", "sales@hollowbeck.example")
    message["To"] = headers.get("to", "buying@council.example")
    message["Subject"] = subject
    message["Date"] = "Mon, 30 Jun 2025 10:00:00 +0000"
    if text:
        message.set_content(text, charset=charset)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message


def read(folder: Path, message: EmailMessage | bytes) -> Document:
    data = message if isinstance(message, bytes) else message.as_bytes()
    assert detect(data).media_type == MAIL
    path = folder / "a.eml"
    path.write_bytes(data)
    source = Source(str(path), hashlib.sha256(data).hexdigest(), MAIL, len(data), 0.0)
    document = read_source(source).document
    assert document is not None
    return document


def texts(document: Document, layer: Layer = Layer.BODY) -> str:
    return " / ".join(line.text for page in document.pages for line in page.lines if line.layer == layer)


REPLIES = {
    "marks": "We visit each mill.\n\nOn 27 June 2025 the buyers wrote:\n> Your staff are trained.\n>> And audited.\n",
    "marks of a phone": "We visit each mill.\n\n> On 27 Jun 2025, at 10:02, Buyers <b@council.example> wrote:\n> \n"
    "> Your staff are trained.\n> And audited.\n",
    "wrapped attribution": "We visit each mill.\n\nOn Fri, 27 Jun 2025 at 10:02, The Buying Team of the Council\n"
    "<buying@council.example> wrote:\n\nYour staff are trained.\nAnd audited.\n",
    "outlook": "We visit each mill.\n\n________________________________\nFrom: Buyers <b@council.example>\n"
    "Sent: 27 June 2025 10:02\nTo: Sales\nSubject: Labour standards\n\nYour staff are trained.\n\nAnd audited.\n",
    "outlook in bold": "We visit each mill.\n\n*From:* Buyers\n*Sent:* Friday, 27 June 2025\n*To:* Sales\n"
    "*Subject:* Labour\n\nYour staff are trained.\nAnd audited.\n",
    "original message": "We visit each mill.\n\n-----Original Message-----\nFrom: Buyers\nSent: 27 June 2025\n"
    "To: Sales\n"
    "Subject: Labour standards\n\nYour staff are trained.\nAnd audited.\n",
    "german": "We visit each mill.\n\nAm 27.06.2025 um 10:02 schrieb Einkauf <b@council.example>:\n\n"
    "> Your staff are trained.\n> And audited.\n",
    "french": "We visit each mill.\n\nLe ven. 27 juin 2025 à 10:02, Achats <b@council.example> a écrit :\n"
    "> Your staff are trained.\n> And audited.\n",
    "italian": "We visit each mill.\n\nDa: Acquisti <b@council.example>\nInviato: venerd\u00ec 27 giugno 2025\n"
    "A: Sales\nOggetto: Labour\n\nYour staff are trained.\nAnd audited.\n",
}


@pytest.mark.parametrize("text", REPLIES.values(), ids=REPLIES)
def test_what_a_reply_answers_is_kept_apart(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, mail(text))
    assert texts(document) == "We visit each mill."
    assert "Your staff are trained." in texts(document, Layer.QUOTED)
    assert "And audited." in texts(document, Layer.QUOTED)


def test_answers_between_the_quoted_questions_are_the_senders_own(tmp_path: Path) -> None:
    text = "On 27 June 2025 buyers@council.example wrote:\n> Do you train staff?\nYes, all of them.\n> And audit?\n"
    text += "Not yet.\n"
    document = read(tmp_path, mail(text))
    assert texts(document) == "Yes, all of them. / Not yet."


def test_a_sentence_that_only_sounds_like_an_attribution_is_no_quotation(tmp_path: Path) -> None:
    text = "On each site our buyers wrote:\nVisits are unannounced.\n\nFrom: here on we train staff.\nWe audit.\n"
    assert "Visits are unannounced." in texts(read(tmp_path, mail(text)))
    assert "We audit." in texts(read(tmp_path, mail(text)))


FORWARDED = {
    "gmail": "See below.\n\n---------- Forwarded message ---------\nFrom: Quality <q@mill.example>\n"
    "Date: Mon, 2 Jun 2025\n"
    "Subject: Statement\nTo: Sales <sales@hollowbeck.example>\n\nThe mill repaid two workers.\n",
    "apple": "See below.\n\nBegin forwarded message:\n\n> From: Quality <q@mill.example>\n> Subject: Statement\n"
    "> Date: 2 June 2025\n> To: Sales\n> \n> The mill repaid two workers.\n>> Please confirm the audit.\n",
    "outlook": "See below.\n\nFrom: Quality <q@mill.example>\nSent: 2 June 2025\nTo: Sales\nSubject: Statement\n\n"
    "The mill repaid two workers.\n\nFrom: Sales\nSent: 1 June 2025\nTo: Quality\nSubject: Ask\n\n"
    "Please confirm the audit.\n",
}


@pytest.mark.parametrize("text", FORWARDED.values(), ids=FORWARDED)
def test_a_forwarded_message_is_sent_for_its_own_sake(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, mail(text, "FW: Statement"))
    assert texts(document) == "See below. / The mill repaid two workers."
    assert "Please confirm" not in texts(document)


def test_what_the_recipients_wrote_themselves_is_quoted_even_where_it_is_forwarded(tmp_path: Path) -> None:
    text = FORWARDED["outlook"].replace("q@mill.example", "q@council.example")
    assert texts(read(tmp_path, mail(text, "FW: Statement"))) == "See below."


def test_signatures_are_furniture(tmp_path: Path) -> None:
    document = read(
        tmp_path, mail("We visit each mill.\n-- \nJane Roe\nSales\n\nOn 1 May 2025 a@b.example wrote:\n> Why?\n")
    )
    assert (texts(document), texts(document, Layer.QUOTED)) == (
        "We visit each mill.",
        "On 1 May 2025 a@b.example wrote: / Why?",
    )
    assert "Jane Roe / Sales" in texts(document, Layer.FURNITURE)


HTML = {
    "gmail": '<div>We visit each mill.</div><br><div class="gmail_quote"><div class="gmail_attr">On Fri, '
    '27 Jun 2025 at 10:02, B wrote:<br></div><blockquote class="gmail_quote">'
    "Your staff are trained.</blockquote></div>",
    "outlook on the web": '<div>We visit each mill.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">'
    "<b>From:</b> B<br><b>Sent:</b> Friday<br><b>To:</b> S<br></div><div><p>Your staff are trained.</p></div>",
    "outlook": '<p>We visit each mill.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> B<br>'
    "<b>Sent:</b> 27 June 2025<br><b>To:</b> S<br><b>Subject:</b> Re: x</p></div><p>Your staff are trained.</p>",
    "thunderbird": '<p>We visit each mill.</p><div class="moz-cite-prefix">On 27/06/2025 10:02, B wrote:</div>'
    '<blockquote type="cite"><p>Your staff are trained.</p></blockquote>',
}


@pytest.mark.parametrize("markup", HTML.values(), ids=HTML)
def test_quotations_are_kept_apart_in_mails_that_are_web_pages(tmp_path: Path, markup: str) -> None:
    document = read(tmp_path, mail(html=f"<html><body>{markup}</body></html>"))
    assert texts(document) == "We visit each mill."
    assert "Your staff are trained." in texts(document, Layer.QUOTED)


def test_a_forwarded_web_page_is_read(tmp_path: Path) -> None:
    markup = '<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">'
    markup += "---------- Forwarded message ---------<br>"
    markup += (
        "From: Q &lt;q@mill.example&gt;<br>Date: Mon<br>Subject: x<br>To: S<br></div><p>The mill repaid.</p></div>"
    )
    assert texts(read(tmp_path, mail(html=markup, subject="Fwd: x"))) == "See below. / The mill repaid."


def test_a_plain_part_that_says_as_much_is_read_and_an_empty_excuse_is_not(tmp_path: Path) -> None:
    rich = "<p>We visit each mill once a year and talk to the workers in private.</p>"
    whole = mail("We visit each mill once a year and talk to the workers in private.\n", html=rich)
    assert read(tmp_path, whole).pages[0].lines[-1].locator == "line 1"
    assert "talk to the workers" in texts(read(tmp_path, mail("See HTML.\n", html=rich)))


def test_paragraphs_that_flow_are_joined(tmp_path: Path) -> None:
    message = mail("We visit each mill \nonce a year.\n\nWe train.\n")
    message.set_param("format", "flowed")
    assert texts(read(tmp_path, message)) == "We visit each mill once a year. / We train."


@pytest.mark.parametrize(
    ("named", "encoding"), [("x-nobody", "utf-8"), ("us-ascii", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-8", "cp1252")]
)
def test_a_wrong_alphabet_costs_no_letter(tmp_path: Path, named: str, encoding: str) -> None:
    head = f"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: text/plain; charset={named}\n\n"
    text = "The caf\u00e9\u2019s crew pays no fee: \u00a30."
    assert texts(read(tmp_path, head.encode() + text.encode(encoding))) == text


def test_headers_that_are_encoded_are_read_and_give_the_title(tmp_path: Path) -> None:
    document = read(tmp_path, mail("We train.\n", "D\u00e9claration 2025"))
    assert document.title == "D\u00e9claration 2025"
    assert "Subject: D\u00e9claration 2025" in texts(document, Layer.FURNITURE)


def test_attachments_and_messages_are_files_of_their_own() -> None:
    inner = mail("The statement is attached.\n", "Our statement")
    inner.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="D\u00e9claration.pdf")
    outer = mail("See below.\n", html="<p>See below.</p>")
    outer.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="sites.csv")
    outer.add_attachment(inner)
    members = list(unpack_mail(outer.as_bytes(), 10**6))
    assert [member.name for member in members] == ["sites.csv", "Our statement.eml"]
    (again,) = unpack_mail(members[1].data, 10**6)
    assert (again.name, again.data) == ("D\u00e9claration.pdf", b"%PDF-1.7")


def test_a_mail_without_words_is_empty(tmp_path: Path) -> None:
    document = read(tmp_path, mail(" \n", "Statement"))
    assert document.outcome == Outcome.EMPTY
    assert document.remedy
