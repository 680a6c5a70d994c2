"""The page's HTML read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinyhtml5.inputstream import HTMLUnicodeInputStream


def know_ends() -> None:
    """Keep the expression for what ends a name or a text: tinyhtml5 makes it anew each time (3%).

    It keeps it under the expression itself, not under the characters that it is for.
    """
    from tinyhtml5.inputstream import HTMLUnicodeInputStream  # noqa: PLC0415 - as above

    known: dict[tuple[Iterable[str], bool], re.Pattern[str]] = {}

    def chars_until(
        self: HTMLUnicodeInputStream,
        characters: Iterable[str],
        opposite: bool = False,  # noqa: FBT001, FBT002 - tinyhtml5's own
    ) -> str:
        key = (characters, opposite)
        if key not in known:
            listed = "".join(map(re.escape, characters))
            known[key] = re.compile(f"[{listed}]+" if opposite else f"[^{listed}]+")
        match = known[key].match
        found = ""
        while True:
            if matched := match(self.chunk, self.chunk_offset):
                found += matched[0]
                self.chunk_offset = matched.end()
            if self.chunk_offset != self.chunk_size or not self.read_chunk():
                return found

    replace(HTMLUnicodeInputStream, "chars_until", chars_until)
