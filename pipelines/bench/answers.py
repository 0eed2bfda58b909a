"""How well questions and answers are attached on response packs: precision and recall of pairs, a pack at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
from corpora.document import Answer
from corpora.errors import AvowalError
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case

PACKS = Path(corpora.__file__).with_name("authored") / "packs" / "sent"
GOLD, MANIFEST = "gold.json", "manifest.csv"

Pair = tuple[str, str | None, str, str]  # file, number as printed, question, answer


class PackError(AvowalError):
    """A folder holds no response pack with its pairs."""

    remedy = f"Name a folder that holds folders with a {GOLD} each, or leave it out for the packs that come along."
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Attached:
    """One pack: pairs found, pairs that a person reads, those alike, and the ones that are not."""

    name: str
    found: int
    wanted: int
    hits: int
    wrong: tuple[Pair, ...] = ()  # found, read by nobody
    missed: tuple[Pair, ...] = ()

    @property
    def precision(self) -> float:
        """Share of the pairs found that a person reads too."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that a person reads that were found."""
        return self.hits / self.wanted if self.wanted else 1.0


def measure(folder: Path = PACKS) -> list[Attached]:
    """Read every pack of a folder and compare its pairs with the gold.

    Raises:
        PackError: where no folder in it holds a gold file.
    """
    packs = sorted(path.parent for path in folder.glob(f"*/{GOLD}"))
    if not packs:
        raise PackError(f"There is no response pack in {folder}.")
    return [_compare(pack) for pack in packs]


def read_pack(pack: Path) -> list[Case]:
    """Return the files of a pack as far as their answers."""
    files = sorted(path for path in pack.iterdir() if path.name not in (GOLD, MANIFEST))
    return segment_batch(extract_batch([Case(source) for source in find_sources(files)]))


def lines(results: Sequence[Attached], every: bool = False) -> Iterator[str]:
    """Yield the table, a pack a line with the total last; `every` adds the pairs that differ."""
    total = Attached(
        "total", *(sum(getattr(result, name) for result in results) for name in ("found", "wanted", "hits"))
    )
    yield f"{'pack':24} {'pairs':>6} {'found':>6} {'right':>6} {'precision':>10} {'recall':>7}"
    for result in (*results, total):
        counts = f"{result.name:24} {result.wanted:>6} {result.found:>6} {result.hits:>6}"
        yield f"{counts} {result.precision:>10.3f} {result.recall:>7.3f}"
        for what, pairs in (("found", result.wrong), ("missed", result.missed)) if every else ():
            for _, number, question, answer in pairs:
                yield f"  {what}: {number or '-'} | {question[:70]} | {answer[:70] or '(blank)'}"


def _compare(pack: Path) -> Attached:
    raw = json.loads((pack / GOLD).read_text(encoding="utf-8"))
    wanted = [(row["file"], row["id"], _folded(row["question"]), _folded(row["answer"])) for row in raw]
    found = [pair for case in read_pack(pack) for pair in _pairs(pack, case.source.path, case.answers)]
    rest, wrong = list(wanted), list[Pair]()
    for pair in found:
        match = next((other for other in rest if _alike(pair, other)), None)
        if match is None:
            wrong.append(pair)
        else:
            rest.remove(match)
    return Attached(pack.name, len(found), len(wanted), len(wanted) - len(rest), tuple(wrong), tuple(rest))


def _pairs(pack: Path, path: str, answers: Iterable[Answer]) -> Iterator[Pair]:
    place = Path(path).relative_to(pack).as_posix()
    for answer in answers:
        yield place, answer.question_id, _folded(answer.question), _folded(answer.answer)


def _alike(found: Pair, wanted: Pair) -> bool:
    number = found[1] == wanted[1] or (wanted[1] is None and (found[1] or "").startswith("#"))
    return number and (found[0], *found[2:]) == (wanted[0], *wanted[2:])


def _folded(text: str) -> str:
    return " ".join(text.split())
