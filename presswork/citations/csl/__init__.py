"""The CSL processor: citations and bibliographies in a citation style (CSL 1.0.2).

`load_style` compiles a style once; `process` renders a document's citations and bibliography.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork import csl_files
from presswork.citations.csl.citation import Citation, CitationItem, Processed
from presswork.citations.csl.compiler import compiled
from presswork.citations.csl.context import Names
from presswork.citations.csl.processor import process
from presswork.citations.csl.style import Spacing, Style

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Citation",
    "CitationItem",
    "Names",
    "Processed",
    "Spacing",
    "Style",
    "load_style",
    "process",
]


def load_style(path: Path, language: str | None = None, fallback: str | None = None) -> Style:
    """Return a style, compiled for a language.

    Args:
        path: an independent style's .csl file.
        language: a BCP 47 tag; None for the style's own.
        fallback: the language where the style has none; American English unless given.

    Raises:
        Problems: the file cannot be read or is no valid style; all that is wrong with it.
    """
    return compiled(csl_files.parse(path), path, language, fallback)
