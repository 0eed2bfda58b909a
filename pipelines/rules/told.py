"""Judge by words and labels that the framework file itself gives: what a new regime asks needs no Python."""

from pipelines.rules.mention import STANDS, Asked
from pipelines.rules.parts import WITH_PLANS, Parts, judge_parts
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.terms import compile_terms
from pipelines.rules.verdict import Verdict


@rule("elements_told.v1", "topic", "elements", "core", "partial_from", "plans_count", "within")
def elements_told(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether the elements that the framework file lists are told, on one page or in one section.

    Rationale: each element is known by its words, by the classifiers' practices, or by either. Every element told as
    done or standing is what is asked, some of them part of it (`partial_from` of them, with `core` among them where one
    is named); plans are plans unless `plans_count`. `within` says how many sentences the elements may lie apart.

    Source: specification 2.2; the commitment's own reference.
    """
    elements = parameters["elements"]
    labels = {name: tuple(one["labels"]) for name, one in elements.items() if one.get("labels")}
    asked = Asked(
        str(parameters["topic"]),
        tuple(elements),
        partial_from=int(parameters.get("partial_from", 1)),
        counts=WITH_PLANS if parameters.get("plans_count") else STANDS,
        labels=tuple(dict.fromkeys(label for some in labels.values() for label in some)),
        names={name: str(one.get("name", name.replace("_", " "))) for name, one in elements.items()},
        core=parameters.get("core"),
        reach=parameters.get("within"),
    )
    words = compile_terms({name: one["words"] for name, one in elements.items() if one.get("words")})
    return judge_parts(reading, Parts(asked, words, labels, tied=False))
