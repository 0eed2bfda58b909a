"""Archives and mails made to swell, to nest without end, or to write where they should not."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

WORDS = b"Hollowbeck Ltd visits each mill once a year.\n"
Maker = Callable[[], bytes]


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def swelling(megabytes: int, method: int, name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive, archive.open(name, "w", force_zip64=True) as file:
        for _ in range(megabytes):
            file.write(bytes(1_000_000))
    return out.getvalue()


def like_42(levels: int, each: int) -> bytes:
    """Archives in archives, each of so many: a few kilobytes that would fill any disk."""
    data = swelling(100, zipfile.ZIP_DEFLATED)
    for level in range(levels):
        data = pack({f"{level}-{number}.zip": data for number in range(each)})
    return data


def nested(depth: int) -> bytes:
    data = pack({"a.txt": WORDS})
    for level in range(depth):
        data = pack({f"{level}.zip": data})
    return data


def overlapping(count: int, megabytes: int) -> bytes:
    """One piece of packed data that a thousand names lead to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()
    check = zlib.crc32(bytes(megabytes * 1_000_000))
    sizes = struct.pack("<III", check, len(data), megabytes * 1_000_000)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 1, 0) + b"a" + data
    directory = b"".join(
        b"PK\x01\x02"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33)
        + sizes
        + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0)
        + name
        for name in (b"%d.txt" % number for number in range(count))
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + end


def lying() -> bytes:
    """A directory that says ten bytes where a hundred megabytes come."""
    data = swelling(100, zipfile.ZIP_DEFLATED)
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 10) + data[at + 28 :]


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("answers.txt", WORDS)
    return out.getvalue()


def locked() -> bytes:
    """An archive with a file that says it is encrypted."""
    data = bytearray(pack({"secret.txt": WORDS, "open.txt": WORDS * 2}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def of_method(number: int) -> bytes:
    data = bytearray(pack({"a.txt": WORDS}, zipfile.ZIP_STORED))
    data[8:10] = struct.pack("<H", number)
    at = data.find(b"PK\x01\x02") + 10
    data[at : at + 2] = struct.pack("<H", number)
    return bytes(data)


def damaged() -> bytes:
    return pack({"a.txt": WORDS, "b.txt": WORDS * 3}, zipfile.ZIP_STORED).replace(
        b"visits each mill", b"visits NO   mill", 1
    )


HEAD = (
    b"From: a@example.org\nTo: b@example.net\nSubject: Our statement\nDate: Mon, 30 Jun 2025 10:00:00 +0000\n"
    b"MIME-Version: 1.0\n"
)


def parts(count: int) -> bytes:
    part = b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nWe visit mills.\n"
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + part * count + b"--b--\n"


def multiparts(depth: int) -> bytes:
    heads = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth)
    )
    return HEAD + heads + b"Content-Type: text/plain\n\n" + WORDS


def messages(depth: int) -> bytes:
    return (HEAD + b"Content-Type: message/rfc822\n\n") * depth + HEAD + b"\n" + WORDS


def attachment(data: bytes, name: bytes, kind: bytes = b"application/octet-stream") -> bytes:
    import base64

    return (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the file.\n--b\n"
        + b'Content-Type: %s\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="%s"\n\n'
        % (kind, name)
        + base64.encodebytes(data)
        + b"--b--\n"
    )


PATHS = {
    "../../../tmp/avowal-hostile.txt": WORDS,
    "/tmp/avowal-hostile-too.txt": WORDS * 2,  # noqa: S108 - what must never be written
    "C:\\Windows\\avowal-hostile.txt": WORDS * 3,
    "..\\..\\avowal-hostile.txt": WORDS * 4,
    "a\u202efdp.exe": WORDS * 5,
    "x" * 5_000 + ".txt": WORDS * 6,
    "...": WORDS * 7,
    "con.txt": WORDS * 8,
    "line\nbreak.txt": WORDS * 9,
}

PACKS: dict[str, Maker] = {
    "like 42.zip": lambda: like_42(5, 16),
    "gigabyte of zeros.zip": lambda: swelling(1_000, zipfile.ZIP_DEFLATED),
    "gigabyte by bzip2.zip": lambda: swelling(600, zipfile.ZIP_BZIP2),
    "gigabyte by lzma.zip": lambda: swelling(300, zipfile.ZIP_LZMA),
    "one piece under a thousand names.zip": lambda: overlapping(1_000, 30),
    "directory that lies.zip": lying,
    "archives forty deep.zip": lambda: nested(40),
    "names by the hundred thousand.zip": lambda: pack({f"{n}.txt": b"" for n in range(100_000)}, zipfile.ZIP_STORED),
    "files by the thousand.zip": lambda: pack({f"{n}.txt": b"We visit mill %d." % n for n in range(1_900)}),
    "paths that lead out.zip": lambda: pack(PATHS),
    "link to the passwords.zip": linked,
    "file with a password.zip": locked,
    "method of no known make.zip": lambda: of_method(97),
    "damaged inside.zip": damaged,
    "cut off.zip": lambda: pack({"a.txt": WORDS * 50})[:120],
    "empty.zip": lambda: pack({}),
    "folders only.zip": lambda: pack({"a/": b"", "a/b/": b""}),
    "twins.zip": lambda: pack({"a.txt": WORDS, "b/a.txt": WORDS}),
    "hundred thousand parts.eml": lambda: parts(100_000),
    "nine hundred parts.eml": lambda: parts(900),
    "multiparts three thousand deep.eml": lambda: multiparts(3_000),
    "messages two hundred deep.eml": lambda: messages(200),
    "header of five megabytes.eml": lambda: HEAD + b"X-Long: " + b"=?utf-8?q?a?= " * 360_000 + b"\n\n" + WORDS,
    "addresses by the million.eml": lambda: HEAD.replace(b"b@example.net", b"b@x.net,(((((" * 100_000) + b"\n" + WORDS,
    "no end of a boundary.eml": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b" * 200_000,
    "alphabet of nobody.eml": lambda: HEAD + b"Content-Type: text/plain; charset=x-nobody\n\n" + WORDS + b"caf\xe9",
    "base64 of noise.eml": lambda: HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"!!!=%%%" * 5_000,
    "message outside.eml": lambda: (
        HEAD + b'Content-Type: message/external-body; access-type=URL; URL="http://192.0.2.1/"\n\n\n'
    ),
    "attached with a path.eml": lambda: attachment(WORDS, b"../../../tmp/avowal-hostile.txt"),
    "attached bomb.eml": lambda: attachment(swelling(1_000, zipfile.ZIP_DEFLATED), b"a.zip"),
    "web page of great depth.eml": lambda: HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"We train.",
    "quotes in quotes.eml": lambda: HEAD + b"\n" + b">" * 300_000 + b" We train.\n" + b"> " * 200_000 + b"\nOurs.\n",
}
