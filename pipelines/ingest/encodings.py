"""In which encoding a text is written: by its mark, by its form, else by how its letters and signs fall together."""

import codecs
import re

import charset_normalizer

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SAMPLE_BYTES = 4_096
JUDGED_BYTES = 262_144
# Of Latin scripts, the likelier first: of two that explain a text equally well the first is taken.
LATIN = ("cp1252", "mac_roman", "cp1250", "iso8859-2", "cp1254", "iso8859-15", "cp1257", "cp850")
MAX_ODD_SHARE = 0.1  # of its characters beyond ASCII: a code page that leaves more of them odd is not the text's
MAX_LATIN_SHARE = 0.2  # of all characters: texts with more letters beyond ASCII are in another script
FEW_LETTERS = 5
MIN_UTF8_LETTERS = 3  # by chance two bytes of another encoding make a letter in UTF-8, seldom three times
FOREIGN = "avowal.windows"  # decodes as Windows-1252 what is no UTF-8
MIN_ASCII_SHARE = 0.8  # of bytes: a text with stray zeros, not one of two bytes a letter
TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|\x1b[@-Z\\^_=>()][0AB]?|.\x08")
LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"})
OPENING, CLOSING = "“‘„‚«‹(", "”’»›"
FREE = "\u00a0\u00ad…•·©®™†‡"  # stand anywhere
BEFORE_DIGITS, BEHIND_DIGITS = "£€¥$§±¢", "°%½¼¾²³€¢ªº‰"


def decode(data: bytes) -> str:
    """Return the text of the bytes; what no encoding explains stands as U+FFFD."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if wide := wide_encoding(data):
        return data.decode(wide, errors="replace")
    if b"\x1b$B" in data[:SAMPLE_BYTES] or b"\x1b$@" in data[:SAMPLE_BYTES]:
        return data.decode("iso2022_jp", errors="replace")
    if (text := _utf8(data)) is not None:
        return text
    return data.decode(_narrow_encoding(data[:JUDGED_BYTES]), errors="replace")


def plain(text: str) -> str:
    """Return a text with line feeds for all line ends, without what only moved a terminal's cursor or colour."""
    text = TERMINAL.sub("", text.replace("\0", "").replace("\r\r\n", "\n").replace("\r\n", "\n"))
    return text.translate(LINE_ENDS)


def wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where the byte-order mark is missing: by where its zero bytes stand."""
    sample = data[: SAMPLE_BYTES - SAMPLE_BYTES % 4]
    sample = sample[: len(sample) - len(sample) % 2]
    if len(sample) < 4 or 0 not in sample:
        return None
    zeros = [sample[i::4].count(0) for i in range(4)]
    quarter = len(sample) // 4
    if zeros[2] == zeros[3] == quarter and zeros[0] < quarter:
        return "utf-32-le"
    if zeros[0] == zeros[1] == quarter and zeros[3] < quarter:
        return "utf-32-be"
    if sum(zeros) >= 0.3 * len(sample):
        return "utf-16-le" if zeros[1] + zeros[3] > zeros[0] + zeros[2] else "utf-16-be"
    shown = sum(32 <= byte < 127 for byte in sample)
    if shown >= MIN_ASCII_SHARE * len(sample):
        return None
    for encoding, other in (("utf-16-le", zeros[0] + zeros[2]), ("utf-16-be", zeros[1] + zeros[3])):
        if other == 0 and _reads(sample, encoding):
            return encoding
    return None


def _reads(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, errors="replace")
    return all(char.isprintable() or char in "\r\n\t\f" for char in text[:-1]) and "\ufffd" not in text[:-1]


def _utf8(data: bytes) -> str | None:
    """Return the text as UTF-8, its few foreign bytes as Windows-1252; None where it is something else."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)  # the last character may be cut off
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    foreign = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - foreign
    if good < 3 * foreign and not _has_foreign_lines(text):
        return None
    return data.decode("utf-8", errors=FOREIGN)


def _has_foreign_lines(text: str) -> bool:
    """Whether lines of another encoding were put into a text that is UTF-8 in no fewer of its lines."""
    lines = [line for line in text.splitlines() if not line.isascii()]
    whole = [line for line in lines if "\ufffd" not in line]
    letters = sum(char > "\x7f" for line in whole for char in line)
    return letters >= MIN_UTF8_LETTERS and 2 * len(whole) >= len(lines)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(FOREIGN, _as_windows)


def _narrow_encoding(data: bytes) -> str:
    """Return the code page that leaves the fewest letters and signs in odd places."""
    high = sum(byte > 127 for byte in data)
    is_latin = high <= MAX_LATIN_SHARE * len(data) + FEW_LETTERS
    if is_latin:
        shares = {encoding: share for encoding in LATIN if (share := _odd_share(data, encoding)) is not None}
        best = min(shares, key=lambda encoding: shares[encoding], default=None)
        if best is not None and shares[best] <= MAX_ODD_SHARE:
            return best
    found = charset_normalizer.from_bytes(data).best()
    if found is not None and not is_latin:
        return found.encoding
    # Western texts of few accents are often taken for an exotic code page: Windows-1252 explains them as well.
    return "cp1252" if found is None or _odd_share(data, "cp1252") is not None else found.encoding


def _odd_share(data: bytes, encoding: str) -> float | None:
    """Return which share of the characters beyond ASCII stands where none would; None where it cannot be read so."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    places = [i for i, char in enumerate(text) if char > "\x7f"]
    padded = f"  {text}  "
    return sum(_is_odd(padded[i : i + 5]) for i in places) / max(len(places), 1)


def _is_odd(around: str) -> bool:
    """Whether the middle one of five characters stands where it would not in any text."""
    before, char, after = around[1], around[2], around[3]
    if char in BEFORE_DIGITS and (after.isdecimal() or (after.isspace() and around[4].isdecimal())):
        return False
    if char in BEHIND_DIGITS:
        return not (before.isdecimal() or before in "mn N" or before.isspace())
    if char.isalpha():
        if before.isdecimal() or after.isdecimal():
            return True
        if char.isupper():
            return (
                before.islower() or (after.isupper() and around[4].islower()) or (after.islower() and before.isupper())
            )
        return before.isupper() and around[0].isupper()
    if char == "’":
        return before.isspace() and after.isspace()
    if char in OPENING:
        return before.isalnum() or after.isspace()
    if char in CLOSING:
        return before.isspace()
    if char in "–—":
        return before.isalpha() and after.isspace()
    return char not in FREE
