"""What the columns of a form are for, by the words of its header row."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.text import ID_CELL, PART, answer_label, is_question, is_weight, says_limit, word_limit

MAX_HEADER_CHARS = 80
MAX_KNOWN_WORDS = 6
MIN_ASKING = 0.4  # of numbered rows that are no instructions
MIN_SENTENCE_WORDS = 5  # with a full stop


class Role(StrEnum):
    """Purpose of a column."""

    ID = "id"
    QUESTION = "question"
    ANSWER = "answer"
    COMMENT = "comment"
    LIMIT = "limit"
    OPTION = "option"
    OTHER = "other"


_WHO = (
    r"(?:(?:your|our|the|supplier|bidder|tenderer|vendor|contractor|applicant|provider|company|respondent|organisation)"
    r"(?:[’']?s|s[’'])?\s+)*"
)
_PATTERNS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (Role.LIMIT, r"^(?:word|max\w*|words)\b.*(?:limit|count|words|maximum|allowed)$|^words$|^(?:max|limit)$"),
        (
            Role.ID,
            r"^(?:(?:rfp|rfq|itt|sq|tender)\s+)?(?:question|requirement|item|criterion|criteria|clause|section|q|ref\w*|req|s|sr|serial"
            r"|line)?\W{0,2}(?:no|nr|num|number|id|ref|reference|#)$|^(?:#|q|ref\w*|id|s/?n|item|clause)$",
        ),
        (
            Role.ANSWER,
            r"^(?:your )?(?:selected|chosen) (?:options?|answers?|values?|responses?|choices?)$|^selection$",
        ),
        (Role.COMMENT, r"^free[- ]?text\b"),
        (Role.ID, r"^(?:question|item|control|criterion) code$"),
        (Role.OTHER, r"^(?:answer|respon[sd]|complet|submi)\w* (?:date|time|by|on|status)$"),
        (Role.ANSWER, r"\bmaturity\b|^(?:self[- ](?:rating|score|assessment))\b"),
        (
            Role.OTHER,
            r"\b(?:guidance|instructions?|help|scor\w+|weight\w*|marks|points|mandatory|evaluation|options?|choices|type|format|category"
            r"|section|theme|area|owner|due|status|priority|deadline|assessor|evaluator|buyer|internal"
            r"|word count|words used)\b|notes? (?:to|for) ",
        ),
        (
            Role.ANSWER,
            rf"^{_WHO}(?:answers?|response|responses|reply|replies|solution|proposal|submission|input)\b"
            r"|\b(?:answers?|response|reply|proposed solution)s?$|\bcompl(?:y|iant|iance|ies)\b|^yes\s?/\s?no"
            r"|^y\s?/\s?n\b|^(?:to be )?(?:completed|filled in) by|\bconfirm(?:ed|ation)?$|^(?:value|entry)$"
            r"|\bcontinu(?:ed|ation)$|^declarations?$|^(?:accepted|acceptance|agreed)\b",
        ),
        (
            Role.COMMENT,
            rf"^{_WHO}(?:(?:further|additional|supporting|any|other)\s+)*(?:comments?|remarks?|evidence|notes?|explanations?|details?"
            r"|justifications?|narrative|qualifications|information|documents?|attachments?|documentation)\b"
            r"|^if (?:so|yes|no|not)\b|^reasons?\b|\bfile ?names?\b",
        ),
        (
            Role.QUESTION,
            r"\b(?:questions?|requirements?|quer(?:y|ies)|criteri(?:on|a)|description"
            r"|information (?:required|requested|sought)|request|what we (?:ask|need|want)|topic|subject|indicator"
            r"|measure|item|control|statement|disclosure|field|prompt)\b",
        ),
        (
            Role.ANSWER,
            r"^(?:your|(?:supplier|bidder|tenderer|vendor|contractor|applicant|provider)(?:[’']s|s[’']))\s"
            r"|\b(?:approach|arrangements)$",
        ),
    )
)
_CODE = r"(?:Y(?:es|ES)?|N(?:o|O)?|P|C|FC|PC|NC|NA|N/A)"
_CHOICE = re.compile(rf"(?:^|\(){_CODE}(?:\s?/\s?{_CODE}){{1,3}}\)?$")  # "C / PC / NC", "(Y/N)"
_ASKING = (Role.ID, Role.QUESTION)
_OPTIONS = re.compile(
    r"^(?:yes|no|n/?a|not applicable|partly|partial(?:ly)?|planned|in progress|don[’']t know"
    r"|(?:(?:fully|partly|partially|mostly|not|not yet|already) )?(?:in place|implemented|established|started|met)"
    r"|(?:(?:fully|partly|partially|not) |non-?\s?)?compliant|(?:strongly |somewhat |tend to )?(?:agree|disagree)"
    r"|neutral|neither agree nor disagree|never|rarely|seldom|sometimes|often|usually|always|under way|fully"
    r"|not (?:yet|at all|planned))$",
    re.IGNORECASE,
)
MAX_ASKING_HEAD = 2  # words: "Ready?" may head a column


def roles_of(row: Sequence[tuple[int, Entry]]) -> dict[int, Role]:
    """Return what each column of a table is for, if the row is its header, else nothing.

    A header names a column of answers (or of comments or boxes to tick) to the right of one that asks.
    """
    roles: dict[int, Role] = {}
    for column, entry in row:
        text = " ".join(entry.text.replace("_", " ").split()).strip(" :*.")
        if not text:
            continue
        is_sentence = entry.text.rstrip().endswith(".") and len(text.split()) >= MIN_SENTENCE_WORDS
        if len(text) > MAX_HEADER_CHARS or is_sentence or (text.endswith("?") and len(text.split()) > MAX_ASKING_HEAD):
            return {}
        if _OPTIONS.match(text) and not (text.lower() == "no" and column == row[0][0]):  # "No." of a question
            roles[column] = Role.OPTION
            continue
        roles[column] = _role_of(text)
    given = set(roles.values())
    if Role.OPTION in given and list(roles.values()).count(Role.OPTION) < 2:
        words = {column: " ".join(entry.text.replace("_", " ").split()).strip(" :*.") for column, entry in row}
        alone = {column: _role_of(words[column]) for column, role in roles.items() if role == Role.OPTION}
        roles |= alone
    return _settled(roles, [column for column, _ in row])


def _role_of(text: str) -> Role:
    short = re.sub(r"\s*\([^()]*\)$", "", text).strip()
    if _CHOICE.search(text):
        return Role.ANSWER
    return next((role for role, pattern in _PATTERNS if pattern.search(short)), Role.OTHER)


def is_known(text: str) -> bool:
    """Whether words name a column, of whatever purpose."""
    words = re.sub(r"\s*\([^()]*\)$", "", " ".join(text.replace("_", " ").split()).strip(" :*."))
    if len(words) > MAX_HEADER_CHARS or len(words.split()) > MAX_KNOWN_WORDS:
        return False
    return bool(_OPTIONS.match(words) or any(pattern.search(words) for _, pattern in _PATTERNS))


def columns_of_list(row: Sequence[tuple[int, Entry]]) -> tuple[int, int, int | None] | None:
    """Return the columns of numbers, questions and limits, if a header has them and none that answers, else None."""
    roles = {c: _role_of(" ".join(entry.text.split()).strip(" :*.")) for c, entry in row if entry.paragraphs}
    number, question = column_of(roles, Role.ID), column_of(roles, Role.QUESTION)
    if number is None or question is None or {Role.ANSWER, Role.COMMENT} & set(roles.values()):
        return None
    return number, question, column_of(roles, Role.LIMIT)


def names_columns(row: Sequence[tuple[int, Entry]]) -> bool:
    """Whether a row says in so many words which of its columns asks."""
    texts = [re.sub(r"\s*\([^()]*\)$", "", " ".join(entry.text.split()).strip(" :*.")) for _, entry in row]
    found = [next((role for role, pattern in _PATTERNS if pattern.search(text)), None) for text in texts]
    return Role.QUESTION in found or Role.ID in found


def _settled(roles: dict[int, Role], columns: Sequence[int]) -> dict[int, Role]:
    """Return one column that asks and those that answer, or nothing where the row is no header."""
    by_role: dict[Role, list[int]] = {role: [c for c in roles if roles[c] == role] for role in Role}
    answering = by_role[Role.ANSWER] or by_role[Role.OPTION] or by_role[Role.COMMENT]
    if not answering:
        return {}
    asking = by_role[Role.QUESTION] or [
        c for c in columns if c < answering[0] and roles.get(c, Role.OTHER) == Role.OTHER
    ]
    if not asking and roles.get(columns[0]) == Role.COMMENT and by_role[Role.ANSWER]:
        asking = [columns[0]]  # "Document | Attached (Y/N)"
    if not asking and by_role[Role.ID] and by_role[Role.ANSWER]:
        asking, by_role[Role.ID] = by_role[Role.ID][-1:], by_role[Role.ID][:-1]
    if not asking or (not by_role[Role.QUESTION] and not by_role[Role.ANSWER] and not by_role[Role.OPTION]):
        return {}
    question = asking[-1] if by_role[Role.QUESTION] and len(asking) > 1 and asking[-1] < answering[0] else asking[0]
    settled = {c: role for c, role in roles.items() if role != Role.QUESTION} | {question: Role.QUESTION}
    for extra in by_role[Role.ID][1:]:
        settled[extra] = Role.OTHER
    for column in by_role[Role.ID]:
        settled.setdefault(column, Role.ID)
    return settled


def _is_answer(column: int, entry: Entry, roles: Mapping[int, Role]) -> bool:
    return roles.get(column) == Role.ANSWER and not says_limit(entry.text)


def column_of(roles: Mapping[int, Role], role: Role) -> int | None:
    """Return the first column with a role."""
    return min((column for column, given in roles.items() if given == role), default=None)


def options_below(row: Sequence[tuple[int, Entry]], roles: Mapping[int, Role]) -> dict[int, Role]:
    """Return the columns to tick that a second row of the header names, nothing where the row is none."""
    texts = [entry.text.strip(" :*.") for _, entry in row]
    if Role.QUESTION not in roles.values() or len(texts) < 2 or not all(_OPTIONS.match(text) for text in texts):
        return {}
    return {column: Role.OPTION for column, _ in row}


def heads_columns(row: Sequence[tuple[int, Entry]]) -> bool:
    """Whether a row only names columns that ask: "No." over the numbers, "Requirement" over the words."""
    texts = [" ".join(entry.text.split()).strip(" :*.") for _, entry in row]
    found = [next((role for role, pattern in _PATTERNS if pattern.search(text)), None) for text in texts]
    return Role.QUESTION in found and all(role in (*_ASKING, Role.LIMIT) for role in found)


def with_numbers(roles: dict[int, Role], rows: Sequence[Sequence[tuple[int, Entry]]]) -> dict[int, Role]:
    """Return the roles with the column of numbers to the left, where the header says nothing above it."""
    asking = column_of(roles, Role.QUESTION)
    if asking is None or asking == 1 or asking - 1 in roles or not _are_ids(rows, asking - 1):
        return roles
    return {**roles, asking - 1: Role.ID}


def with_parts(roles: dict[int, Role], rows: Sequence[Sequence[tuple[int, Entry]]]) -> dict[int, Role]:
    """Return the roles where a merged question has its parts in the column beside it: each part asks for itself."""
    asking = column_of(roles, Role.QUESTION)
    others = [c for c, role in roles.items() if role == Role.OTHER and asking is not None and c == asking + 1]
    for column in others:
        texts = [entry.text for row in rows for c, entry in row if c == column and entry.paragraphs]
        if texts and all(PART.match(text) for text in texts):
            return {**roles, asking: Role.OTHER, column: Role.QUESTION}  # type: ignore[dict-item]
    return roles


def without_a_name(roles: dict[int, Role], rows: Sequence[Sequence[tuple[int, Entry]]]) -> dict[int, Role]:
    """Return the roles with the column that asks, where the header's cell over the numbers spans it too."""
    asking = column_of(roles, Role.QUESTION)
    if asking is None or asking + 1 in roles or not _are_ids(rows, asking):
        return roles
    beside = sum(bool(entry.paragraphs) for row in rows for c, entry in row if c == asking + 1)
    if beside < len(rows) / 2 or asking + 1 > min(c for c, role in roles.items() if role not in _ASKING):
        return roles
    return {**roles, asking: Role.ID, asking + 1: Role.QUESTION}


def weight_columns(rows: Sequence[Sequence[tuple[int, Entry]]]) -> set[int]:
    """Return the columns that say nothing but what each answer weighs."""
    cells = [(c, entry.text) for row in rows for c, entry in row if entry.paragraphs]
    return {c for c, _ in cells if all(is_weight(text) for other, text in cells if other == c)}


def columns_without_header(rows: Sequence[Sequence[tuple[int, Entry]]]) -> dict[int, Role]:
    """Return the roles where two columns stand side by side, or a number, a question and an answer."""
    rows = [row for row in rows if sum(bool(entry.paragraphs) for _, entry in row) > 1] or rows  # no titles over all
    weights = weight_columns(rows)
    rows = [[(c, entry) for c, entry in row if c not in weights] for row in rows]
    columns = sorted({column for row in rows for column, _ in row})
    if len(columns) == 2:
        if _are_ids(rows, columns[0]) and not _ask_below(rows, columns):
            return {}  # numbered instructions
        asking = [Role.ID, Role.QUESTION] if _are_ids(rows, columns[0]) else [Role.QUESTION, Role.ANSWER]
        return dict(zip(columns, asking, strict=True))
    if len(columns) == 3 and _are_questions(rows, columns[0]):
        return dict(zip(columns, (Role.QUESTION, Role.ANSWER, Role.COMMENT), strict=True))
    # a first row without a number heads the columns, and names none that answers: a buyer's list, say
    headed = bool(rows) and not ID_CELL.match(dict(rows[0]).get(columns[0], rows[0][0][1]).text.strip())
    if len(columns) in (3, 4) and _are_ids(rows, columns[0]) and (not headed or _are_questions(rows, columns[1])):
        extra = {columns[3]: Role.COMMENT} if len(columns) == 4 else {}
        return {columns[0]: Role.ID, columns[1]: Role.QUESTION, columns[2]: Role.ANSWER} | extra
    return {}


def _ask_below(rows: Sequence[Sequence[tuple[int, Entry]]], columns: Sequence[int]) -> bool:
    """Whether at least a few of the numbers in the first column stand beside what asks."""
    cells = [dict(row) for row in rows]
    numbered = [c[columns[1]] for c in cells if all(n in c and c[n].paragraphs for n in columns)]
    return sum(is_question(entry.text) for entry in numbered) >= MIN_ASKING * len(numbered)


def _are_questions(rows: Sequence[Sequence[tuple[int, Entry]]], column: int) -> bool:
    texts = [entry.text for row in rows for c, entry in row if c == column and entry.paragraphs]
    return bool(texts) and sum(is_question(text, addressed=True) for text in texts) >= 0.6 * len(texts)


def _are_ids(rows: Sequence[Sequence[tuple[int, Entry]]], column: int) -> bool:
    texts = [entry.text.strip() for row in rows for c, entry in row if c == column and entry.paragraphs]
    texts = [text for text in texts if not answer_label(text)]
    return bool(texts) and sum(bool(ID_CELL.match(text)) for text in texts) >= 0.6 * len(texts)


def limit_in(row: Sequence[tuple[int, Entry]], roles: Mapping[int, Role], header: Mapping[int, str]) -> int | None:
    """Return the words that a row allows, from its column of limits, what it asks, or the head of its answers."""
    for column, entry in row:
        digits = re.search(r"\d[\d,]*", entry.text) if roles.get(column) == Role.LIMIT else None
        if digits and "character" not in entry.text.lower():
            return int(digits[0].replace(",", ""))
    texts = [
        entry.text
        for column, entry in row
        if roles.get(column) != Role.COMMENT and not _is_answer(column, entry, roles)
    ]
    texts += [text for column, text in header.items() if roles.get(column) == Role.ANSWER]
    return next((limit for limit in map(word_limit, texts) if limit), None)
