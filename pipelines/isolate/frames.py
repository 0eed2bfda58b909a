"""How a worker and its parent speak: a kind (one byte), a length (eight bytes), and so many bytes.

Plain bytes on purpose. What `multiprocessing` sends is unpickled by whoever receives it, so a file that takes over
its worker could run code in the parent; bytes are checked by who knows what they should be.
"""

import struct
from typing import Protocol

WORK, STEP, DONE, FAILED = b"w", b"s", b"d", b"f"
HEADER = struct.Struct("!cQ")
PIECE_BYTES = 1 << 20


class Reader(Protocol):
    """An unbuffered stream of bytes to read from."""

    def read(self, size: int, /) -> bytes | None:
        """Return up to so many bytes; none at the end."""


class Writer(Protocol):
    """An unbuffered stream of bytes to write to."""

    def write(self, data: memoryview, /) -> int | None:
        """Write what fits, and say how much."""


class TooLongError(Exception):
    """A frame is longer than its reader takes."""


def send(stream: Writer, kind: bytes, content: bytes = b"") -> None:
    """Write one frame.

    Raises:
        OSError: The other side is gone.
    """
    data = memoryview(HEADER.pack(kind, len(content)) + content)
    while data:
        data = data[stream.write(data) or 0 :]


def receive(stream: Reader, limit: int) -> tuple[bytes, bytes]:
    """Read one frame: its kind and content.

    Raises:
        EOFError: The other side is gone.
        TooLongError: It is longer than the limit, in bytes.
    """
    kind, length = HEADER.unpack(_exactly(stream, HEADER.size))
    if length > limit:
        raise TooLongError(length)
    return kind, _exactly(stream, length)


def _exactly(stream: Reader, size: int) -> bytes:
    pieces = []
    while size:
        if not (piece := stream.read(min(size, PIECE_BYTES))):
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
