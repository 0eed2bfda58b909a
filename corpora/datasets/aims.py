"""The AIMS gold statements: criteria that experts gave to every sentence (Mila and QUT, CC-BY-4.0)."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpora.datasets.rows import lines, parse

UNLABELLED_IN_UK_GOLD = frozenset({"reporting entity", "consultation"})  # these labels were not given there


class GoldRow(BaseModel):
    """One sentence of `aims_gold.jsonl`; other fields of the file, as a peer model's scores, are left aside."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    document: str = Field(min_length=1)
    index: int = Field(ge=0)
    text: str
    jurisdiction: str
    labels: tuple[str, ...]

    @property
    def masked(self) -> frozenset[str]:
        """Criteria that the set of this sentence does not label."""
        return UNLABELLED_IN_UK_GOLD if self.jurisdiction == "UK" else frozenset()


def gold_rows(path: Path, mistakes: list[str]) -> dict[tuple[str, int], tuple[str, GoldRow]]:
    """Read expert rows by document and index, each after its place; what is wrong is added to `mistakes`."""
    found: dict[tuple[str, int], tuple[str, GoldRow]] = {}
    for where, line in lines(path):
        row = parse(GoldRow, line, where, mistakes)
        if row is None:
            continue
        place = row.document, row.index
        if place in found:
            mistakes.append(f"{where}: {row.document}: index {row.index} stands twice, first {found[place][0]}")
        found[place] = where, row
    return found
