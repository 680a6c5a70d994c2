"""Where the text of a command goes: to the screen, or to a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write(text: str, output: Path | None) -> None:
    """Write a text.

    Args:
        text: with its last line's end.
        output: a file, which is replaced; None for the standard output.

    Raises:
        Problems: the file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    from presswork.bibliographies.replacing import replacing  # noqa: PLC0415 - not needed for help

    with replacing(output) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")
