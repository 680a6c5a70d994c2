"""The document that `new` begins with."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from presswork.problems import Location, Problem, ProblemKind, Problems

STARTER: Final = Path(__file__).parent / "starter"


def begin(folder: Path) -> None:
    """Put the starter document into a new folder.

    Args:
        folder: does not exist yet; the folders around it are made.

    Raises:
        Problems: it exists, or cannot be written.
    """
    if folder.exists():
        raise _not_begun(folder, "it exists already", "choose another name")
    try:
        shutil.copytree(STARTER, folder, copy_function=shutil.copyfile)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _not_begun(folder, reason, "choose a folder that you may write to") from error


def _not_begun(folder: Path, what: str, hint: str) -> Problems:
    problem = Problem(
        f"no document can begin here: {what}", Location(folder), hint, kind=ProblemKind.OUTPUT
    )
    return Problems([problem])
