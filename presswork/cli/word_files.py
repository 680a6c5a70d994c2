"""`check --docx`: its option, and how Word files are looked at before the user's eyes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from presswork.cli import finished_files

if TYPE_CHECKING:
    from presswork.cli.finished_files import Watch
    from presswork.pipeline.orders import Outcome
    from presswork.problems import Problem

ENDINGS: Final = (".docx", ".docm", ".dotx", ".dotm")

Docxs = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="Check a Word file, whoever made it, for what Word stumbles over and for what readers "
        "and editors need. PATHS are Word files then, too, or folders of them.",
        show_default=False,
    ),
]


def files(named: list[Path]) -> tuple[Path, ...]:
    """Return the Word files that paths name, each once.

    Raises:
        Problems: a folder has none.
    """
    return finished_files.files(named, ENDINGS, "Word", "--docx")


def look_at(paths: tuple[Path, ...], *, strict: bool, quiet: bool, verbose: bool) -> Outcome:
    """Check Word files.

    Args:
        paths: of the files.
        strict: whether warnings are errors.
        quiet: whether errors alone are told.
        verbose: whether each step is told as it begins.
    """
    from presswork import word_checks  # noqa: PLC0415 - not needed for help

    def check(watch: Watch) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        return (), word_checks.check(paths, watch)

    return finished_files.looked_at(paths, check, strict=strict, quiet=quiet, verbose=verbose)
