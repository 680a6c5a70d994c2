"""Patterns of hyphenation, read when a word asks for them."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyphen import HyphDict

    _Pattern = tuple[int, tuple[int, ...]]

VERSION: Final = "0.18.1"
"""The version of Pyphen that this is for."""

DIGITS: Final = "0123456789"


def read_patterns_late() -> None:
    """Take a pattern apart when a word has it, not all when the first word is hyphenated (70 ms).

    A language has 4,000 to 60,000 patterns, of which a paper takes some hundred. German took 0.6 s.
    """
    import pyphen  # noqa: PLC0415 - WeasyPrint has it

    if pyphen.VERSION != VERSION:
        return

    def __init__(self: HyphDict, path: Path) -> None:  # noqa: N807 - Pyphen's own
        with path.open("rb") as file:
            encoding = file.readline().decode()
        encoding = "cp1251" if encoding.lower() == "microsoft-cp1251" else encoding
        text = pyphen.parse_hex(lambda sign: chr(int(sign[1], 16)), path.read_text(encoding))
        lines = [
            line
            for line in map(str.strip, text.split("\n")[1:])
            if line and not line.startswith(pyphen.ignored)
        ]
        written = "\n".join(lines)
        letters = reduce(lambda some, digit: some.replace(digit, ""), DIGITS, written)
        keys: Iterable[str] = letters.split("\n")
        if "/" in written:
            keys = map(_before_alternative, keys)
        pairs = zip(keys, lines, strict=True)
        self.patterns = _Patterns((key, line) for key, line in pairs if key != line)
        self.cache = {}
        self.maxlen = max(map(len, self.patterns))

    replace(pyphen.HyphDict, "__init__", __init__)


class _Patterns(dict[str, "str | _Pattern | None"]):
    """Patterns by their letters: as they are written, until one is asked for."""

    def get(  # type: ignore[override] # what is kept is not what is given
        self, key: str, default: _Pattern | None = None
    ) -> _Pattern | None:
        found = super().get(key)
        if isinstance(found, str):
            found = self[key] = _pattern(found)
        return default if found is None else found


def _before_alternative(line: str) -> str:
    """Return the pattern of a line, without how the word is spelled when it is parted there."""
    return line.split("/", 1)[0] if "/" in line and "=" in line else line


def _pattern(line: str) -> _Pattern | None:
    """Return the weights of a pattern, and where they begin; None if there are none."""
    import pyphen  # noqa: PLC0415 - as above

    letters = _before_alternative(line)
    alternative = line[len(letters) + 1 :]
    weigh = pyphen.AlternativeParser(letters, alternative) if alternative else int
    weights = [weigh(digit or "0") for digit, _ in pyphen.parse(letters)]
    counted = [at for at, weight in enumerate(weights) if weight]
    if not counted:
        return None
    start, end = counted[0], counted[-1] + 1
    return start, tuple(weights[start:end])
