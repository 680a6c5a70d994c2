"""The functions that `dataclasses` writes for classes, kept compiled like the modules around them.

Python compiles them anew at each start: there are two thousand, which took a sixth of the time in
which the sample becomes a Word file.
"""

from __future__ import annotations

import dataclasses
import marshal
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING, Final

from presswork.kept import keep, kept

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import CodeType

MOST: Final = 10_000
"""How many are kept; beyond it only those that a process used, for the others may be outdated."""

NAME: Final = f"functions-{MAGIC_NUMBER.hex()}"
"""What they are kept under: code is of one version of Python."""


class WrittenFunctions:
    """Takes the place of `exec` in `dataclasses`."""

    def __init__(self) -> None:
        """Know what was kept."""
        self._known = _read()
        self._used: dict[bytes, CodeType] = {}
        self._is_new = False

    def __len__(self) -> int:
        """Return how many functions are known."""
        return len(self._known)

    def __call__(
        self, text: str, names: dict[str, object], inner: Mapping[str, object] | None = None, /
    ) -> None:
        """Execute the text of functions, as `exec` does."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        code = self._known.get(key)
        if code is None:
            code = compile(text, "<string>", "exec", dont_inherit=True)
            self._known[key] = code
            self._is_new = True
        self._used[key] = code
        exec(code, names, inner)  # noqa: S102 - what dataclasses would do

    def save(self) -> None:
        """Keep what was compiled here, beside what other processes have kept meanwhile."""
        if self._is_new:
            self._is_new = False
            together = {**_read(), **self._used}
            keep(NAME, marshal.dumps(self._used if len(together) > MOST else together))


def _read() -> dict[bytes, CodeType]:
    try:
        found = marshal.loads(kept(NAME) or b"")  # noqa: S302 - as trusted as our modules there
    except (EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


_written: Final[list[WrittenFunctions]] = []
"""Those of this process: one, or none."""


def keep_from_now() -> None:
    """Take functions of dataclasses from those that are kept, from now on, in this process."""
    if not _written:
        _written.append(WrittenFunctions())
        vars(dataclasses)["exec"] = _written[0]


def save() -> None:
    """Keep what this process has compiled since."""
    for written in _written:
        written.save()
