"""Where looks lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from presswork.problems import Location, Problem, ProblemKind, Problems, did_you_mean

SHARED: Final = "shared"
"""The folder of what every look may use: partial templates, style sheets, the list of fonts."""


def templates_folder() -> Path:
    """Return the folder of the looks: within the package where it is installed, else beside it."""
    package = Path(__file__).parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def shared_folder() -> Path:
    """Return the folder of what every look may use."""
    return templates_folder() / SHARED


def names() -> tuple[str, ...]:
    """Return the names of the looks that come with Presswork, in alphabetical order."""
    folders = (folder for folder in templates_folder().iterdir() if folder.is_dir())
    return tuple(sorted(folder.name for folder in folders if folder.name != SHARED))


def find(name: str, beside: Path | None = None, location: Location | None = None) -> Path:
    """Return the folder of a look.

    Args:
        name: that of a folder in `templates/`, or a path to a folder.
        beside: the folder that a relative path starts from; None for the current one.
        location: where the look is asked for.

    Raises:
        Problems: there is no such look.
    """
    if name in names():
        return templates_folder() / name
    given = (beside / name) if beside else Path(name)
    if given.is_dir():
        return given.resolve()
    hint = did_you_mean(name, names()) or (
        f"give the path of a folder, or one of: {', '.join(names())}"
    )
    unknown = f"unknown look '{name}'"
    raise Problems([Problem(unknown, location, hint, kind=ProblemKind.TEMPLATE)])
