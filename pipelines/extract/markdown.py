"""What of a Markdown text is its marks and not its words: emphasis, links, quotes, comments, rules of tables."""

import re

FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---\s*\r?\n", re.DOTALL)
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*])")
CODE = re.compile(r"(?<!`)`([^`\n]{1,300})`(?!`)")
LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")
QUOTED = re.compile(r"^ {0,3}>(?: |$)(?:>(?: |$))*", re.MULTILINE)
COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
TAG = re.compile(r"</?(?:p|div|span|b|i|em|strong|center|sup|sub|u|details|summary|a|h[1-6])(?:\s[^<>\n]{0,300})?/?>")
NOTE = re.compile(r"\[\^(\d{1,3})\]:?")
MARKS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t]*$", re.MULTILINE),
    EMPHASIS,
    LINK,
    NOTE,
    FRONT_MATTER,
)
CELL_END = re.compile(r"(?<!\\)\|")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_markdown(text: str) -> bool:
    """Whether a text has two headings, or a heading and another mark, as Markdown has."""
    headings = len(MARKS[0].findall(text))
    return headings >= 2 or (headings == 1 and any(mark.search(text) for mark in MARKS[1:]))


def words_of(text: str) -> str:
    """Return a Markdown text without the marks inside its lines; headings, lists and tables keep theirs."""
    text = BREAK.sub(" ", COMMENT.sub("", FRONT_MATTER.sub("", text)))
    text = CODE.sub(r"\1", LINK.sub(r"\1", SLANTED.sub(r"\1", EMPHASIS.sub(r"\2", text))))
    return NOTE.sub(lambda mark: mark[1].translate(SUPERSCRIPTS), QUOTED.sub("", TAG.sub("", text)))


def is_rule(row: str) -> bool:
    """Whether a row is the line under the head of a table."""
    return "|" in row and bool(MARKS[1].fullmatch(row.strip()))


def cells_of(row: str) -> list[str]:
    """Return the cells of a table's row."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in CELL_END.split(inner)]
