"""Whether a saved page is only the shell of one: it asks for scripts, tells an error, or waits to be filled."""

import re

from corpora.document import Layer, Page

MAX_WORDS = 60  # of a shell; a statement that speaks of scripts is longer
MAX_OTHER_WORDS = 25  # of a shell, beside what it asks for: its name, a slogan, whom to call
_SCRIPTS = re.compile(
    r"\bjava ?script\b|\bchecking your browser\b|\b(?:enable|accept) cookies\b|\bbrowser (?:is )?(?:not|un)supported\b"
    r"|\b(?:verify(?:ing)?|confirm|check(?:ing)?) (?:that |if )?you(?: are|['’]re) (?:a |not a )?(?:human|robot|bot)\b"
    r"|\b(?:checking|reviewing) the (?:site connection )?security of your connection\b|\bjust a moment\b|\bcaptcha\b"
    r"|^\W*loading\b.{0,20}$|^please wait\b.{0,40}$",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b.{0,30}\b(?:not found|forbidden|error|unauthori[sz]ed|unavailable|bad gateway)"
    r"|\berror 4\d\d\b|\bpage (?:can(?:not|'t|’t) be|could not be|was not|not) found\b|^(?:not found|forbidden)$"
    r"|\baccess denied\b|\byou (?:do not|don't|don’t) have permission to access\b|\bsite can(?:'|’|no)t be reached\b"
    r"|\bpage (?:you (?:requested|are looking for) )?(?:does not|doesn't|doesn’t|no longer) exists?\b",
    re.IGNORECASE,
)


def shell(page: Page) -> str | None:
    """Return why a page's few words are not those of any document, None where they may be."""
    lines = [line.text for line in page.lines if line.layer == Layer.BODY]
    if sum(len(line.split()) for line in lines) > MAX_WORDS:
        return None
    for asked, why in (
        (_SCRIPTS, "The web page says only that it needs a browser; its text was not saved with it."),
        (_ERROR, "The web page says only that the page was not found or may not be read."),
    ):
        other = sum(len(line.split()) for line in lines if not asked.search(line))
        if other <= MAX_OTHER_WORDS and any(asked.search(line) for line in lines):
            return why
    return None
