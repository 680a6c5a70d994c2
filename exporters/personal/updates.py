"""A PDF with a few of its objects exchanged, written as an incremental update (ISO 32000-1, 7.5.6).

What is shared by all copies is written as it is, and so each costs no more than what is its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        places: dict[int, int] = {}
        for number, content in sorted(streams.items()):
            places[number] = position
            piece = b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
                number,
                len(content),
                content,
            )
            pieces.append(piece)
            position += len(piece)
        digest = hashlib.md5(b"".join(pieces), usedforsecurity=False).hexdigest().encode()
        common = b"%b /ID [%b (%b)] /Prev %d" % (self.entries, self.identifier, digest, self.start)
        references = (
            self._stream(places, position, common)
            if self.is_stream
            else (self._table(places, common))
        )
        return b"".join((*pieces, references, b"startxref\n%d\n%%%%EOF\n" % position))

    def _stream(self, places: Mapping[int, int], position: int, common: bytes) -> bytes:
        """Return cross-references as a stream (7.5.8), which has a number of its own."""
        all_places = {**places, self.size: position}
        content = b"".join(b"\1" + at.to_bytes(8) + b"\0\0" for at in all_places.values())
        index = b" ".join(b"%d 1" % number for number in all_places)
        head = b"%d 0 obj\n<</Type /XRef /W [1 8 2] /Index [%b] /Size %d %b /Length %d>>" % (
            self.size,
            index,
            self.size + 1,
            common,
            len(content),
        )
        return head + b"\nstream\n" + content + b"\nendstream\nendobj\n"

    def _table(self, places: Mapping[int, int], common: bytes) -> bytes:
        rows = b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in places.items())
        return b"xref\n%btrailer\n<</Size %d %b>>\n" % (rows or b"0 0\n", self.size, common)
