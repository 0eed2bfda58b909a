"""Questions and answers of a table: by its header's words, by two columns, or one below the other in merged rows."""

import re
from collections.abc import Sequence

from pipelines.segment.answers.grid import HEADING_WORDS, Entry, Grid
from pipelines.segment.answers.guidance import GUIDANCE, ends_in_label, guides, is_note
from pipelines.segment.answers.header import with_joined_headers
from pipelines.segment.answers.heads import are_fields, pair_of_label, pairs_of_labels
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.roles import (
    Role,
    column_of,
    columns_without_header,
    heads_columns,
    names_columns,
    options_below,
    roles_of,
    weight_columns,
    with_numbers,
    with_parts,
    without_a_name,
)
from pipelines.segment.answers.rowwise import is_unticked, pairs_in, take_form
from pipelines.segment.answers.stems import with_stems
from pipelines.segment.answers.survey import are_labels_above, is_survey, pairs_of_labels_above, pairs_of_survey
from pipelines.segment.answers.text import (
    ID_CELL,
    NUMBER_CELL,
    QUESTION_CELL,
    SECTION,
    answer_label,
    is_question,
    names_an_answer,
    says_limit,
    split_id,
    word_limit,
)
from pipelines.segment.answers.within import answers_itself, is_stacked, is_within, parted

MAX_LABEL_CHARS = 400
MIN_ASKED_WORDS = 3
_NAMES_QUESTIONS = re.compile("question|requirement", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")

Row = Sequence[tuple[int, Entry]]


def pairs_of_table(grid: Grid) -> list[Pair]:
    """Return the pairs of a table, in order."""
    return _Table(grid).pairs()


class _Table:
    """Goes through the rows of a table; `_open` is the question that may still be answered below."""

    def __init__(self, grid: Grid) -> None:
        rows = with_joined_headers(grid.in_order())
        self._rows = rows
        self._by_header = any(roles_of(row) for row in rows)
        self._roles = {} if self._by_header else columns_without_header(rows)
        self._weights = weight_columns(rows)
        self._has_ids = Role.ID in self._roles.values()
        self._is_stacked, self._is_within = is_stacked(rows), is_within(rows)
        self._is_survey = is_survey(rows)
        self._open: Pair | None = None
        self._form: list[Entry] = []
        self._done: list[Pair] = []
        self._named: Entry | None = None  # "Question 5.2 (250 words)" in a row above the question
        self._beside: list[Entry] = []  # of that row
        self._number: str | None = None  # the last one printed
        self._has_parts = False
        self._header: tuple[str, ...] = ()
        self._labels: dict[int, str] = {}
        self._is_answered = False  # whether the header says so: only then are bare imperatives a form's

    def pairs(self) -> list[Pair]:
        """Read every row."""
        if self._is_survey or are_labels_above(self._rows):
            return list((pairs_of_survey if self._is_survey else pairs_of_labels_above)(self._rows))
        for row in self._rows:
            self._read(row)
        self._close()
        if self._done:
            self._done[0].form += self._form
        asked = [pair for pair in self._done if pair.answers or not answers_itself(pair.question)]
        return with_stems(asked, self._rows)

    def _close(self) -> None:
        if self._open is not None:
            self._done.append(self._open)
        self._open = None

    def _read(self, row: Row) -> None:
        written = [(column, entry) for column, entry in row if entry.paragraphs]
        texts = tuple(entry.text for _, entry in written)
        if not written:
            if row and self._open is not None and self._open.attached_by == "below":
                self._open.answered_below(row[0][1])
            return
        if self._is_stacked and self._stacked(written):
            return
        roles = roles_of(row)
        if roles and self._by_header and self._roles and not (names_columns(row) or all(e.is_bold for _, e in written)):
            roles = {}  # "Code acknowledged | Yes / No | Yes" is an entry
        if roles:
            self._close()
            below = self._rows[next(at for at, other in enumerate(self._rows) if other is row) + 1 :]
            filled = [r for r in below if any(entry.paragraphs for _, entry in r)]
            roles = with_numbers(without_a_name(roles, filled), filled)
            self._roles = with_parts(roles, filled)
            self._has_parts = self._roles != roles
            self._has_ids = Role.ID in self._roles.values()
            self._header = texts
            self._form += [entry for _, entry in written]
            self._labels = {column: entry.text.strip() for column, entry in written}
            self._is_answered = bool({Role.ANSWER, Role.OPTION} & set(roles.values()))
        elif options := options_below(written, self._roles):
            self._roles |= options
            self._labels |= {column: entry.text.strip() for column, entry in written}
            self._form += [entry for _, entry in written]
        elif texts != self._header and not (self._labelled(written) or self._single(row, written)):
            self._several(row, written)

    def _stacked(self, written: Row) -> bool:
        """Take a row that begins with "1.1 Question" or "Answer", and holds the one or the other beside it."""
        label = written[0][1]
        heads = ID_CELL.match(label.text.strip()) and (len(written) == 1 or says_limit(written[1][1].text))
        if not heads and (match := QUESTION_CELL.match(label.text)) and len(written) > 1:
            self._close()
            number = label.text.strip(" .:") if match["after"] else match["before"]
            self._open = pair_of(written[1][1], "below", number)
            self._open.asks, self._open.form = True, [label]
            self._name()
        elif heads:  # "SQ-7 | Weighting: 20 % | Limit: 350 words" above its question
            self._close()
            self._named, self._beside = label, [entry for _, entry in written[1:]]
        elif NUMBER_CELL.match(label.text) and len(written) > 1:
            self._close()
            self._named = written[1][1]
        elif self._open is not None and names_an_answer(label.text):
            self._open.form.append(label)
            self._open.answers += [entry for _, entry in written[1:]]
        elif self._open is not None and written[0][0] > 1:  # the answer goes on
            self._open.answers += [entry for _, entry in written]
        elif len(written) > 1 and len(label.text.split()) < HEADING_WORDS:  # "Weighting | 20%"
            words = [entry for _, entry in written]
            (self._open.form if self._open else self._form).extend(words)
            if self._open is not None:
                self._open.limit = self._open.limit or word_limit(": ".join(entry.text for entry in words))
        else:
            return False
        return True

    def _labelled(self, written: Row) -> bool:
        """Take a row that says itself that it answers: "Response: ..." or "Response" beside its text."""
        entry = written[0][1]
        label = answer_label(entry.text)
        if self._open is None:
            return False
        if label is None:
            asks = len(entry.blocks) > 1 and self._asks(entry)
            self._open.awaits = len(written) == 1 and ends_in_label(entry.text) and not asks
            self._open.form += [entry] if self._open.awaits else []
            return self._open.awaits
        rest = entry.text[label.end() :].strip()
        if rest:
            self._open.answers.append(entry)
        else:
            self._open.labelled(entry)
            self._open.awaits = len(written) == 1
        self._open.answers += [other for _, other in written[1:]]
        self._open.attached_by = "below" if len(written) == 1 else self._open.attached_by
        return True

    def _single(self, row: Row, written: Row) -> bool:
        """Take a row with one cell of text: a question, an answer below one, guidance or a heading."""
        column, entry = written[0]
        unticked = is_unticked(row, column, entry, self._roles) and not self._is_heading(entry, known_blank=True)
        if len(written) > 1 or unticked:
            return False
        if (name := QUESTION_CELL.match(_ASIDE.sub("", entry.text))) and name["after"]:
            self._close()
            self._named = entry
            return True
        if SECTION.match(entry.text):
            self._close()
            self._form.append(entry)
            return True
        if GUIDANCE.match(entry.text) or (self._by_header and not self._roles):
            (self._open.form if self._open else self._form).append(entry)
            return True
        question, answer = column_of(self._roles, Role.QUESTION), column_of(self._roles, Role.ANSWER)
        alone = len(row) == 1 and column == min(self._roles, default=column)
        waits = self._open is not None and self._open.attached_by == "below" and column != answer
        spans_all = (alone and not self._by_header) or answer is None or waits
        if self._open is not None and column == answer and not spans_all:
            self._open.answers.append(entry)  # it goes on with what stands above
            return True
        entry, own = parted(entry, self._is_within)
        if waits and self._open and not self._open.answers and (guides(entry.text) or self._is_note(entry)):
            self._open.form.append(entry)
        elif self._asks(entry) or (
            not spans_all and column == question and not self._is_heading(entry, known_blank=len(row) > 1)
        ):
            self._close()
            self._open = pair_of(entry, "below" if spans_all else "row")
            self._open.asks = self._asks(entry) or self._by_header
            self._open.answers += own or [other for c, other in row if c == answer]
            self._name()
            self._open.number_part(self._number if self._has_parts else None)
        elif self._open is not None and (alone or spans_all) and self._open.may_be_answered_below(entry):
            self._open.answered_below(entry)
        elif self._open is not None and self._open.has_blank and not entry.is_short:
            self._open.form.append(entry)  # beside the question there is a place for its answer, and it is blank
        else:
            self._close()
            self._form.append(entry)
        return True

    def _name(self) -> None:
        """Give the open question the number and the limit of the row above it."""
        if self._open is not None and self._named is not None:
            self._open.question_id = self._open.question_id or _ASIDE.sub("", self._named.text).strip(" .:")
            limits = (word_limit(entry.text) for entry in (self._named, *self._beside))
            self._open.limit = self._open.limit or next((limit for limit in limits if limit), None)
            self._open.form += [self._named, *self._beside]
        self._named, self._beside = None, []

    def _is_note(self, entry: Entry) -> bool:
        return is_note(entry.text) and not self._asks(entry)

    def _asks(self, entry: Entry) -> bool:
        return is_question(entry.blocks[0], addressed=not self._is_answered)

    def _is_heading(self, entry: Entry, known_blank: bool) -> bool:
        """Whether words alone in their row head a part of the table; beside a blank cell they may ask for it."""
        if self._has_ids and self._by_header:
            return split_id(entry.text)[0] is None
        if entry.text.endswith("?"):
            return False
        return entry.is_bold or (not known_blank and len(entry.text.split()) < HEADING_WORDS)

    def _several(self, row: Row, written: Row) -> None:
        question, cells = column_of(self._roles, Role.QUESTION), dict(row)
        if not self._roles and are_fields(row):
            self._done += pairs_of_labels(row)
            return
        if self._numbered(written):
            return
        heads = not self._by_header and len(written) > 1 and all(entry.is_bold for _, entry in written)
        heads |= row is self._rows[0] and not self._by_header and heads_columns(written)
        if SECTION.match(written[0][1].text) or heads:
            self._close()
            self._form += [entry for _, entry in written]
            return
        if self._by_header and not self._roles:  # a form's head: "Supplier name" and the name
            self._done += pair_of_label(written)
            return
        asked = cells.get(question) if question else None
        if asked is None or not asked.paragraphs:
            if self._open is not None and question is not None:  # the row above goes on
                self._open.answers += [e for c, e in written if self._roles.get(c) in (Role.ANSWER, Role.COMMENT)]
            return
        if len(asked.text) > MAX_LABEL_CHARS and not (self._by_header or self._asks(asked)):
            return
        self._close()
        id_column = column_of(self._roles, Role.ID)
        id_cell = cells.get(id_column) if id_column else None
        number = id_cell.text.strip(" .:\n") if id_cell and ID_CELL.match(id_cell.text.strip()) else None
        self._number = number or self._number
        pairs = list(pairs_in(row, asked, number, self._roles, self._labels, self._is_within))
        for pair in pairs:
            if number is None and ID_CELL.match(asked.text.strip()):  # "Question no. | Response"
                pair.attached_by, pair.question_id = "id", asked.text.strip(" .:\n")
            pair.number_part(self._number if self._has_parts else None)
            pair.asks = self._asks(asked) or any(_NAMES_QUESTIONS.search(text) for text in self._header)
            take_form(pair, row, id_cell, self._roles, self._labels)
        self._done += pairs[:-1]
        self._open = pairs[-1]

    def _numbered(self, written: Row) -> bool:
        """Take a number and a question side by side in a table without a header: the answer is beside it, or below."""
        known = any(self._roles.get(c) in (Role.ANSWER, Role.COMMENT) for c, _ in written)
        if self._by_header or known or len(written) < 2:
            return False
        (_, first), (_, second), *rest = written
        if not ID_CELL.match(first.text.strip()) or not is_question(second.text, addressed=True):
            return False
        self._close()
        given = [entry for c, entry in rest if not (c in self._weights or says_limit(entry.text))]
        self._open = pair_of(second, "row" if given else "below", first.text.strip(" .:\n"))
        self._open.asks, self._open.answers = True, given
        self._open.form = [first, *(entry for _, entry in rest if entry not in given)]
        return True
