"""Where the text of a command goes: to the screen, or to a file that is whole or not there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from presswork.problems import Location, Problem, ProblemKind, Problems


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
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=".presswork-") as folder:
            aside = Path(folder, output.name)
            aside.write_text(text, encoding="utf-8", newline="\n")
            aside.replace(output)
    except OSError as error:
        raise Problems([unwritable(output, error)]) from error


def unwritable(output: Path, error: OSError) -> Problem:
    """Return the problem of a file that cannot be written."""
    return Problem(
        f"cannot be written: {(error.strerror or str(error)).lower()}",
        Location(output),
        "choose another file with --output",
        kind=ProblemKind.OUTPUT,
    )
