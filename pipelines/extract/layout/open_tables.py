"""Tables without upright rules: rows between level rules or shades, columns where white runs down through the rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipelines.extract.layout.fragments import MARK_GAP_EMS
from pipelines.extract.page import Box
from pipelines.extract.pdf.glyphs import Word

Rule = tuple[float, float, float]  # x0, y, x1 in points from the page's top left
Span = tuple[float, float]

MARK = re.compile(r"^[^\w\s–—*-]$|^[\uf000-\uf0ff]$")  # a bullet belongs to its text; a dash may be a cell
MAX_RULES = 600
MIN_RULES = 3
SAME_PLACE = 3.0  # points: a rule drawn as a thin box has two edges, and rules of one table begin and end together
JOINT = 6.0  # points between the pieces of one rule, drawn cell by cell
MIN_WIDTH = 100.0
GUTTER_EMS = 0.6  # a word space is about .25, in justified print up to .5
MAX_ROW_LINES = 12
WIDE_SHARE = 0.7  # of the table: a line without gaps that is wider is prose, or a title across the columns
INDENT_SHARE = 0.15
MAX_TITLE_LINES = 3
MAX_HEAD_ROWS = 3.0  # times the usual row: what stands above is no head of the table
MAX_BANDS_TO_PART = 3  # rules at the head and the foot only: rows within are parted by their lines
FULL_LINE_SHARE = 0.6  # of lines that fill their column: then it is prose, set in columns
PROSE_LINE_CHARS = 25
CLOSE_EMS = 0.35  # between the lines of one cell
LOOSER = 1.3  # a step that many times the closest parts two rows


@dataclass(slots=True)
class Band:
    """What stands between two rules: lines of pieces, a piece being words without a wide gap."""

    top: float
    bottom: float
    lines: list[list[list[Word]]] = field(default_factory=list)
    spans: bool = False  # its pieces reach over the columns

    @property
    def words(self) -> list[Word]:
        """All words, line by line."""
        return [word for line in self.lines for piece in line for word in piece]

    @property
    def is_parted(self) -> bool:
        """Whether any piece stands right of another, on its line or (centred cells) on a line of its own."""
        pieces = [piece for line in self.lines for piece in line]
        return bool(max(piece[0]["x0"] for piece in pieces) > min(piece[-1]["x1"] for piece in pieces))


def open_tables(words: Sequence[Word], rules: Sequence[Rule]) -> list[list[list[Box | None]]]:
    """Return the tables that level rules show, as rows of cells."""
    tables: list[list[list[Box | None]]] = []
    for x0, x1, places in _stacks(rules):
        for run in _runs(x0, x1, places, words):
            tables += _tables(x0, x1, run)
    return tables


def _stacks(rules: Sequence[Rule]) -> list[tuple[float, float, list[float]]]:
    """Return rules of one extent as left edge, right edge and heights from the top."""
    whole: list[list[float]] = []
    for x0, y, x1 in sorted(rules, key=lambda rule: (round(rule[1] / SAME_PLACE), rule[0])):
        last = whole[-1] if whole else None
        if last and abs(last[1] - y) <= SAME_PLACE and last[0] <= x0 <= last[2] + JOINT:
            last[2] = max(last[2], x1)
        else:
            whole.append([x0, y, x1])
    stacks: list[tuple[float, float, list[float]]] = []
    for x0, y, x1 in sorted(whole, key=lambda rule: rule[1]):
        if x1 - x0 < MIN_WIDTH:
            continue
        home = next((s for s in stacks if abs(s[0] - x0) <= SAME_PLACE and abs(s[1] - x1) <= SAME_PLACE), None)
        if home is None:
            stacks.append((x0, x1, [y]))
        elif y - home[2][-1] > SAME_PLACE:
            home[2].append(y)
    found = [stack for stack in stacks if len(stack[2]) >= MIN_RULES]
    return sorted(found, key=lambda stack: stack[0] - stack[1])  # the widest first


def _runs(x0: float, x1: float, places: Sequence[float], words: Sequence[Word]) -> Iterator[list[Band]]:
    """Yield bands that follow each other and look like rows; prose between rules ends a run."""
    inside = [word for word in words if x0 - SAME_PLACE <= (word["x0"] + word["x1"]) / 2 <= x1 + SAME_PLACE]
    bands = [_band(inside, top, bottom) for top, bottom in pairwise(places)]
    run: list[Band] = []
    for band in [*bands, Band(0, 0)]:
        if band.lines and not _is_prose(band, x0, x1):
            run.append(band)
            continue
        if len(run) >= MIN_RULES - 1:
            height = median(each.bottom - each.top for each in run)
            above = _band(inside, min(run[0].top - height, _row_top(inside, run[0].top, height)), run[0].top)
            below = _band(inside, run[-1].bottom, run[-1].bottom + height)
            yield [*_like(above, run, x0, x1), *run, *_like(below, run, x0, x1)]
        run = []


def _row_top(words: Sequence[Word], rule: float, height: float) -> float:
    """Return where the row that stands on a rule begins: its lines follow each other closely."""
    top = rule
    for word in sorted((w for w in words if rule - w["bottom"] > -SAME_PLACE), key=lambda w: float(-w["bottom"])):
        if top - word["bottom"] > (height if top == rule else CLOSE_EMS * word["size"]):
            break
        top = min(top, float(word["top"]))
    return top


def _band(words: Sequence[Word], top: float, bottom: float) -> Band:
    return Band(top, bottom, _lines([w for w in words if top <= (w["top"] + w["bottom"]) / 2 < bottom]))


def _like(band: Band, run: list[Band], x0: float, x1: float) -> list[Band]:
    """Return a band beyond the first or last rule if it is one more row: heads stand above rules, rows below shades."""
    if not band.lines or not band.is_parted or _is_prose(band, x0, x1):
        return []
    rows = [each for each in run if each.bottom - each.top <= MAX_HEAD_ROWS * (band.bottom - band.top)]
    columns = len(_cuts(rows))
    return [band] if columns and _filled(band, _cuts(rows)) > 1 and len(_cuts([*rows, band])) == columns else []


def _lines(words: Sequence[Word]) -> list[list[list[Word]]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        if rows and word["bottom"] - rows[-1][0]["bottom"] < 0.4 * max(word["size"], rows[-1][0]["size"]):
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = []
    for row in rows:
        row.sort(key=lambda word: word["x0"])
        pieces = [[row[0]]]
        for word in row[1:]:
            before = pieces[-1][-1]
            wide = MARK_GAP_EMS if len(pieces[-1]) == 1 and MARK.match(before["text"]) else GUTTER_EMS
            if word["x0"] - before["x1"] < wide * word["size"]:
                pieces[-1].append(word)
            else:
                pieces.append([word])
        lines.append(pieces)
    return lines


def _is_prose(band: Band, x0: float, x1: float) -> bool:
    width = x1 - x0
    wide = [
        line
        for line in band.lines
        if len(line) == 1
        and line[0][0]["x0"] - x0 < INDENT_SHARE * width
        and line[0][-1]["x1"] - line[0][0]["x0"] > WIDE_SHARE * width
    ]
    crossing = any(word["x0"] < x0 - SAME_PLACE or word["x1"] > x1 + SAME_PLACE for word in band.words)
    return crossing or len(wide) > 1


def _cuts(bands: Sequence[Band]) -> list[float]:
    """Return where no word of the bands stands, over their whole height; titles across the columns do not count."""
    pieces = [piece for band in bands if band.is_parted and not band.spans for line in band.lines for piece in line]
    if not pieces:
        return []
    least = GUTTER_EMS * median(piece[0]["size"] for piece in pieces)
    cuts: list[float] = []
    end: float | None = None
    for start, stop in sorted((piece[0]["x0"], piece[-1]["x1"]) for piece in pieces):
        if end is not None and start - end >= least:
            cuts.append(max(start - 1.0, (start + end) / 2))  # the right column is flush, the left one ragged
        end = stop if end is None else max(end, stop)
    return cuts


def _tables(x0: float, x1: float, run: list[Band]) -> Iterator[list[list[Box | None]]]:
    start = 0
    while start < len(run):
        bands = run[start : _end(run, start)]
        start += max(len(bands), 1)
        while bands and not bands[-1].is_parted:
            bands.pop()
        while bands and not bands[0].is_parted:
            bands.pop(0)
        bands = _headed(bands)
        cuts = _cuts(bands)
        if not cuts or len(bands) < MIN_RULES - 1:
            continue
        if len(bands) <= MAX_BANDS_TO_PART:
            bands = [part for band in bands for part in _parted(band, cuts)]
        plain = [band for band in bands if not band.spans]
        if max(len(band.lines) for band in bands) > MAX_ROW_LINES or _is_set_prose(plain, cuts):
            continue
        if sum(_filled(band, cuts) > 1 for band in plain) >= max(2, len(plain) / 2) and _has_words(plain):
            yield [_row(band, x0, x1, cuts) for band in bands]


def _end(run: list[Band], start: int) -> int:
    """Return where the table that begins at start ends: where two bands in a row would take a column away."""
    end = start + 1
    count = len(_cuts(run[start:end]))
    while end < len(run):
        now = len(_cuts(run[start : end + 1]))
        if run[end].is_parted and now < count:
            rest = [*run[start:end], *run[end + 1 : end + 2]]
            if end + 1 >= len(run) or len(_cuts(rest)) < count or len(run[end].lines) > MAX_TITLE_LINES:
                return end
            run[end].spans = True
        count = max(count, now)
        end += 1
    return end


def _headed(bands: list[Band]) -> list[Band]:
    """Return the bands without one above that is no head; a head whose titles reach over columns is marked."""
    if len(bands) < MIN_RULES or len(_cuts(bands[1:])) <= len(_cuts(bands)):
        return bands
    usual = median(band.bottom - band.top for band in bands[1:])
    if bands[0].bottom - bands[0].top > MAX_HEAD_ROWS * usual:
        return bands[1:]
    bands[0].spans = True
    return bands


def _column(x: float, cuts: Sequence[float]) -> int:
    return sum(x > cut for cut in cuts)


def _filled(band: Band, cuts: Sequence[float]) -> int:
    return len({_column((word["x0"] + word["x1"]) / 2, cuts) for word in band.words})


def _has_words(bands: Sequence[Band]) -> bool:
    """Whether letters are at least a quarter: the figures between the lines of a chart are no table."""
    text = "".join(word["text"] for band in bands for word in band.words)
    return 4 * sum(map(str.isalpha, text)) >= len(text)


def _is_set_prose(bands: Sequence[Band], cuts: Sequence[float]) -> bool:
    """Whether every column is running text, its lines long and full: columns of a page between its rules."""
    for column in range(len(cuts) + 1):
        lines = []
        for band in bands:
            for line in band.lines:
                held = [w for piece in line for w in piece if _column((w["x0"] + w["x1"]) / 2, cuts) == column]
                if held:
                    lines.append((held[-1]["x1"], sum(len(word["text"]) + 1 for word in held)))
        edge = max((x1 for x1, _ in lines), default=0.0)
        left = min((w["x0"] for b in bands for w in b.words if _column(w["x1"], cuts) == column), default=0.0)
        full = sum(x1 > left + 0.8 * (edge - left) for x1, _ in lines)
        if not lines or full < FULL_LINE_SHARE * len(lines) or median(n for _, n in lines) < PROSE_LINE_CHARS:
            return False
    return True


def _parted(band: Band, cuts: Sequence[float]) -> list[Band]:
    """Part a band that holds several rows: where lines stand looser, or where more cells begin than the line before."""
    firsts = [_column(line[0][0]["x0"] + 1, cuts) == 0 for line in band.lines]
    if len(band.lines) < 2 or band.spans or not firsts[0]:  # cells centred beside a taller one begin below it
        return [band]
    bottoms = [max(word["bottom"] for piece in line for word in piece) for line in band.lines]
    steps = [b - a for a, b in pairwise(bottoms)]
    counts = [len({_column(piece[0]["x0"] + 1, cuts) for piece in line}) for line in band.lines]
    starts = [0]
    if max(steps) > LOOSER * min(steps):
        starts += [i for i, step in enumerate(steps, 1) if step > LOOSER * min(steps)]
    elif min(counts) > 1 and (len(cuts) > 1 or len(band.lines) > MAX_ROW_LINES / 4):
        starts += range(1, len(band.lines))
    else:
        starts += [i for i in range(1, len(band.lines)) if counts[i] > counts[i - 1]]
    starts = [i for i in starts if firsts[i]]
    edges = [
        band.top if i == 0 else (bottoms[i - 1] + min(w["top"] for p in band.lines[i] for w in p)) / 2 for i in starts
    ]
    parts = zip(edges, [*edges[1:], band.bottom], starts, [*starts[1:], len(band.lines)], strict=True)
    return [Band(top, bottom, band.lines[first:last]) for top, bottom, first, last in parts]


def _row(band: Band, x0: float, x1: float, cuts: Sequence[float]) -> list[Box | None]:
    """Return the band's cells; one that reaches over several columns stands in the first, the others are None."""
    edges = [x0 - SAME_PLACE, *cuts, x1 + SAME_PLACE]
    cells: list[Box | None] = [(a, band.top, b, band.bottom) for a, b in pairwise(edges)]
    taken: list[tuple[int, int]] = []
    for piece in sorted((p for line in band.lines for p in line), key=lambda piece: float(piece[0]["x0"])):
        first, last = _column(piece[0]["x0"] + 1, cuts), _column(piece[-1]["x1"] - 1, cuts)
        if taken and first <= taken[-1][1]:
            taken[-1] = taken[-1][0], max(taken[-1][1], last)
        else:
            taken.append((first, last))
    for first, last in taken:
        wide = edges[first], band.top, edges[last + 1], band.bottom
        cells[first : last + 1] = [wide, *([None] * (last - first))]
    return cells
