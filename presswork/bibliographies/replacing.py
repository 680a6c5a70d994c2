"""Writing a file so that it is whole or not there."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from presswork.problems import Location, Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Yield a path to write to; once all went well, the file there takes the output's place.

    Raises:
        Problems: it cannot be written.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=output.parent, prefix=".presswork-") as folder:
            aside = Path(folder, output.name)
            yield aside
            aside.replace(output)
    except OSError as error:
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        hint = "close it where it is open, or choose another file with --output"
        raise Problems([Problem(what, Location(output), hint, kind=ProblemKind.OUTPUT)]) from error
