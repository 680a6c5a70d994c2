"""Looks with the settings of a test, and what Poppler reads from printed pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork import looks
from presswork.settings import Assignment
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path


def look_with(name: str, paper: looks.Paper | None = None, /, **settings: str) -> looks.Look:
    """Load a look.

    Args:
        name: the name of a folder in `templates/`.
        paper: what it is printed on; None for what the look is made for.
        settings: what is assigned, with `_` for the hyphens of names.
    """
    assignments = [Assignment(key.replace("_", "-"), value) for key, value in settings.items()]
    return looks.load(name, paper, assignments=assignments)


def texts_of(pdf: Path, *options: str) -> list[str]:
    """Return the text of each page.

    Args:
        pdf: the file.
        options: those of pdftotext.
    """
    return run(program("pdftotext", "poppler-utils"), *options, pdf, "-").split("\f")[:-1]
