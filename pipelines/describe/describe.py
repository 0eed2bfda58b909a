"""Describe one document: the order in which its words are asked."""

from corpora.document import STATEMENTS, Kind
from pipelines.describe.entity import entities_of
from pipelines.describe.kind import MIN_WORDS, cues, kind_of
from pipelines.describe.law import duty_since, frameworks_of, is_australian
from pipelines.describe.period import period_of
from pipelines.describe.reading import read
from pipelines.describe.title import title_of, titles_of
from pipelines.segment.language import language_of, main_language
from pipelines.stage import Case, Description


def describe(case: Case) -> Description:
    """Return what the case's document is, as its own text shows it; what the text does not say stays None.

    Args:
        case: Read by `extract` and `segment`, or sentences alone. What the user says of the file is not used here.
    """
    reading = read(case)
    if not reading.lines:
        return Description(kind=Kind.OTHER, kind_reason="No text could be read.")
    titles = titles_of(reading)
    entities = entities_of(reading, titles)
    makers = 1 + sum(entity.role == "joint" for entity in entities)
    kind, reason = kind_of(reading, titles, makers)
    is_statement = kind in STATEMENTS
    speaks = kind != Kind.OTHER or reading.words < MIN_WORDS  # too short to say what it is, it may be a statement
    if not speaks:
        entities = entities_of(reading, titles, statement=False)
    frameworks = frameworks_of(reading, kind, titles)
    asked = is_australian(frameworks, entities), duty_since(frameworks)
    start, end = period_of(reading, *asked) if speaks else (None, None)
    return Description(
        kind=kind,
        kind_reason=reason,
        title=title_of(reading, titles, cues().one["statement_title"] if is_statement else None),
        entity=entities[0].entity if entities else None,
        entities=entities,
        period_start=start,
        period_end=end,
        language=main_language(case.sentences) or language_of(reading.text),
        frameworks=frameworks,
    )
