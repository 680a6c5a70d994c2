"""CMaps, the tables of characters of fonts: codes to CIDs, and to text (ISO 32000-1, 9.7.5)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK: Final = re.compile(
    rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.DOTALL
)
_TOKEN: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\d+)|([\[\]])")
_WIDEST: Final = 0x10000
"""How many codes a range has at most: more can be written, and not be meant."""

_MOST: Final = 0x40000
"""How many characters a table has at most."""


@dataclass(slots=True)
class CMap:
    """A table of characters.

    Args:
        lengths: how many bytes codes have, by their first byte.
        text: what codes stand for.
        ranges: the CIDs of ranges of codes, each `(first, last, CID)`, in order.
    """

    lengths: dict[int, int] = field(default_factory=dict)
    text: dict[int, str] = field(default_factory=dict)
    ranges: list[tuple[int, int, int]] = field(default_factory=list)

    def cid(self, code: int) -> int:
        """Return the CID of a code, 0 where it has none."""
        at = bisect_right(self.ranges, (code, 1 << 40, 0)) - 1
        if at >= 0:
            first, last, cid = self.ranges[at]
            if first <= code <= last:
                return cid + code - first
        return 0

    def codes(self, shown: bytes, otherwise: int = 1) -> Iterator[int]:
        """Return the codes in a text.

        Args:
            shown: its bytes.
            otherwise: how many bytes a code has whose first byte the table does not know.
        """
        at = 0
        while at < len(shown):
            length = self.lengths.get(shown[at], otherwise)
            yield int.from_bytes(shown[at : at + length], "big")
            at += length


def read_cmap(source: bytes) -> CMap:
    """Return the table in a CMap file; what is not understood in it is passed over."""
    table = CMap()
    for kind, block in _BLOCK.findall(source):
        if len(table.text) > _MOST:
            break
        tokens = _tokens(block)
        match kind:
            case b"codespacerange":
                for low, high in zip(tokens[::2], tokens[1::2], strict=False):
                    if isinstance(low, bytes) and isinstance(high, bytes) and low and high:
                        for first in range(low[0], high[0] + 1):
                            table.lengths[first] = len(low)
            case b"bfchar":
                for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                    if isinstance(code, bytes) and isinstance(text, bytes):
                        table.text[int.from_bytes(code, "big")] = _decoded(text)
            case b"bfrange":
                _read_text_ranges(table, tokens)
            case b"cidchar":
                for code, cid in zip(tokens[::2], tokens[1::2], strict=False):
                    if isinstance(code, bytes) and isinstance(cid, int):
                        number = int.from_bytes(code, "big")
                        table.ranges.append((number, number, cid))
            case _:
                for low, high, cid in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
                    if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int):
                        ends = int.from_bytes(low, "big"), int.from_bytes(high, "big")
                        table.ranges.append((*ends, cid))
    table.ranges.sort()
    return table


_Token = bytes | int | list[bytes]


def _tokens(block: bytes) -> list[_Token]:
    """Return what stands in a block: codes, numbers and rows of texts."""
    found: list[_Token] = []
    row: list[bytes] | None = None
    for written, number, bracket in _TOKEN.findall(block):
        if bracket == b"[":
            row = []
        elif bracket == b"]":
            found.append(row or [])
            row = None
        elif number:
            found.append(int(number[:10]))
        else:
            digits = b"".join(written.split())
            code = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
            if row is None:
                found.append(code)
            else:
                row.append(code)
    return found


def _read_text_ranges(table: CMap, tokens: list[_Token]) -> None:
    for low, high, target in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        if len(table.text) > _MOST:
            return
        if not isinstance(low, bytes) or not isinstance(high, bytes):
            continue
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        last = min(last, first + _WIDEST)
        if isinstance(target, list):
            for code, text in zip(range(first, last + 1), target, strict=False):
                table.text[code] = _decoded(text)
        elif isinstance(target, bytes) and len(target) > 1:
            stem, end = target[:-2], int.from_bytes(target[-2:], "big")
            for code in range(first, last + 1):
                final = min(end + code - first, 0xFFFF).to_bytes(2, "big")
                table.text[code] = _decoded(stem + final)
        elif isinstance(target, bytes) and target:
            for code in range(first, last + 1):
                table.text[code] = chr(min(target[0] + code - first, 0x10FFFF))


def _decoded(text: bytes) -> str:
    return text.decode("utf-16-be", "replace") if len(text) > 1 else text.decode("latin-1")
