"""Files that hold what is drawn in a place, for one recipient after the other."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD: Final = struct.Struct("<II")
"""What stands before each content: the number of the recipient, and how long it is."""


def put_in(spool: BinaryIO, number: int, content: bytes) -> None:
    """Add what is drawn for a recipient."""
    spool.write(_HEAD.pack(number, len(content)) + content)


def drawn_in(spool: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the numbers of the recipients that follow, each with what is drawn for them."""
    while head := spool.read(_HEAD.size):
        number, length = _HEAD.unpack(head)
        yield number, spool.read(length)
