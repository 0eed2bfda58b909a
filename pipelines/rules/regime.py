"""One text for several countries: whether an approval or a signature is given for entities of another one only."""

from collections.abc import Sequence

from pipelines.rules.reading import Reading
from pipelines.rules.terms import load_terms

TERMS = load_terms("regime")
ELSEWHERE = {"british": "australian", "australian": "british"}
NAMES = {"british": "British", "australian": "Australian"}


def for_another_country(reading: Reading, texts: Sequence[str], country: object) -> str | None:
    """Return the other country's name where every text plainly speaks for its entities, and none for the country's own.

    Asked only of a document that speaks of the laws of both: elsewhere a company's name shows nothing.

    Source: specification 2.4 (one text for several regimes).
    """
    other = ELSEWHERE.get(str(country))
    if other is None or not texts:
        return None
    if not all(reading.matching(TERMS[f"{name}_law"]) for name in (str(country), other)):
        return None
    own = (TERMS[str(country)], TERMS["for_all"])
    plain = all(TERMS[other].search(text) and not any(term.search(text) for term in own) for text in texts)
    return NAMES[other] if plain else None
