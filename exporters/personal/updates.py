"""A PDF with a few of its objects exchanged, written as an incremental update (ISO 32000-1, 7.5.6).

What is shared by all copies is written as it is, and so each costs no more than what is its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SIZE: Final = re.compile(rb"/Size (\d+)")
_ROOT: Final = re.compile(rb"/Root \d+ 0 R")
_INFO: Final = re.compile(rb"/Info \d+ 0 R")
_ID: Final = re.compile(rb"/ID\s*\[\s*(\([^)]*\)|<[^>]*>)")

_TAIL: Final = 4096
"""How far from its end the trailer of a file begins at most, in bytes, or of its stream."""


@dataclass(frozen=True, slots=True)
class Base:
    """A PDF that copies are made from.

    Args:
        content: the file.
        size: one more than the highest number of its objects.
        start: where its cross-references are.
        is_stream: whether these are a stream; an update must have them in the same form.
        entries: what its trailer says of the root and the information, as it is written.
        identifier: the first half of the file's identifier, as it is written.
    """

    content: bytes
    size: int
    start: int
    is_stream: bool
    entries: bytes
    identifier: bytes

    @classmethod
    def of(cls, content: bytes) -> Base:
        """Return what must be known of a file of ours to write its copies.

        Raises:
            ValueError: it is no PDF as we write it.
        """
        start = _START.search(content[-_TAIL:])
        if start is None:
            raise ValueError("no end")
        at = int(start[1])
        is_stream = not content.startswith(b"xref", at)
        begin = at if is_stream else content.rindex(b"trailer")
        trailer = content[begin : begin + _TAIL].partition(b"stream\n")[0]
        size, root = _SIZE.search(trailer), _ROOT.search(trailer)
        if size is None or root is None:
            raise ValueError("no trailer")
        info, identifier = _INFO.search(trailer), _ID.search(trailer)
        return cls(
            content if content.endswith(b"\n") else content + b"\n",
            int(size[1]),
            at,
            is_stream,
            b" ".join(found[0] for found in (root, info) if found),
            identifier[1] if identifier else b"()",
        )

    def updated(self, streams: Mapping[int, bytes]) -> bytes:
        """Return what is written after the file to exchange the content of some of its streams."""
        position = len(self.content)
        pieces: list[bytes] = []
        places: list[tuple[int, tuple[int]]] = []
        for number, content in sorted(streams.items()):
            places.append((number, (position,)))
            pieces.append(b"%d 0 obj\n%b\nendobj\n" % (number, stream_of(content)))
            position += len(pieces[-1])
        digest = hashlib.md5(b"".join(pieces), usedforsecurity=False).hexdigest()
        return b"".join((*pieces, self.ending(places, position, digest)))

    def ending(
        self, places: Sequence[tuple[int, Sequence[int]]], position: int, digest: str
    ) -> bytes:
        """Return what ends an update: its cross-references, and where they are.

        Args:
            places: where objects are, by the numbers of the first of each row of them.
            position: where the ending itself is.
            digest: what tells the file from others that begin like it.
        """
        common = b"%b /ID [%b (%b)] /Prev %d" % (
            self.entries,
            self.identifier,
            digest.encode("ascii"),
            self.start,
        )
        written = self._stream if self.is_stream else self._table
        return written(places, position, common) + b"startxref\n%d\n%%%%EOF\n" % position

    def _stream(
        self, places: Sequence[tuple[int, Sequence[int]]], position: int, common: bytes
    ) -> bytes:
        """Return cross-references as a stream (7.5.8), which has a number of its own."""
        size = max(self.size, *(first + len(row) for first, row in places))
        rows = (*places, (size, (position,)))
        content = b"".join(b"\1%b\0\0" % at.to_bytes(8) for _, row in rows for at in row)
        index = b" ".join(b"%d %d" % (first, len(row)) for first, row in rows)
        head = b"/Type /XRef /W [1 8 2] /Index [%b] /Size %d %b" % (index, size + 1, common)
        return b"%d 0 obj\n%b\nendobj\n" % (size, stream_of(content, head))

    def _table(
        self, places: Sequence[tuple[int, Sequence[int]]], _position: int, common: bytes
    ) -> bytes:
        """Return cross-references as a table (7.5.4), with the trailer."""
        size = max(self.size, *(first + len(row) for first, row in places))
        rows = b"".join(
            b"%d %d\n" % (first, len(row)) + b"".join(b"%010d 00000 n \n" % at for at in row)
            for first, row in places
        )
        return b"xref\n%btrailer\n<</Size %d %b>>\n" % (rows, size, common)


def stream_of(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream as it is written, with what its dictionary says beside its length."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)
