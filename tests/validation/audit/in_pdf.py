"""What a PDF shows: its text as poppler finds it, its structure as pikepdf reads it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pikepdf

from tests import pdf_tree
from tests.validation.audit.counting import Kind, Shown, contains, squashed
from tests.validation.texts import mended_words, pdf_text, squash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NUMBER_ALONE: Final = re.compile(r"[*\s]*(\(\w[\w.]*\)[*\s]*)*")
"""The text of a displayed equation: its drawing, `*`, and its numbers."""

WINDOW: Final = 4
"""How many words are looked for together where a line, a column or a page may end between them."""


def read(path: Path, left: int = 0) -> Shown:
    """Tell what a PDF shows.

    Args:
        path: the file.
        left: how much of each page's left edge is left out, in points: the numbers of lines.
    """
    elements = tuple(_text(pdf_tree.tree(path)))
    kinds = Counter(map(_kind, elements))
    equations = sum(map(_is_equation, elements))
    return Shown(
        text=pdf_text(path, left),
        counts={
            Kind.PICTURES: kinds["Figure"],
            Kind.TABLES: kinds["Table"],
            Kind.EQUATIONS: equations,
            Kind.FORMULAS: kinds["Formula"] - equations,
        },
        has=_has,
    )


def _text(tag: pdf_tree.Tag) -> Iterator[pdf_tree.Tag]:
    """Yield an element and all in it, without lists of contents, which say again what is there."""
    yield tag
    for kid in tag.kids:
        if isinstance(kid, pdf_tree.Tag) and kid.role != "TOC":
            yield from _text(kid)


def _kind(tag: pdf_tree.Tag) -> str:
    """Return the kind of an element; a code to be scanned is no picture of the paper's."""
    is_code = tag.role == "Figure" and any("QR" in said for said in tag.properties)
    return "Code" if is_code else tag.role


def _is_equation(tag: pdf_tree.Tag) -> bool:
    """Tell whether a formula stands in an element by itself, but for its number."""
    holds = any(isinstance(kid, pdf_tree.Tag) and kid.role == "Formula" for kid in tag.kids)
    return holds and NUMBER_ALONE.fullmatch(tag.text()) is not None


def _has(run: str, text: str) -> bool:
    """Tell whether a run stands in a text, whole or, over the end of a page, in pieces."""
    if contains(run, text):
        return True
    whole = squashed(text)
    words = [word for word in map(squash, run.split()) if word]
    windows = ["".join(words[at : at + WINDOW]) for at in range(0, len(words), WINDOW)]
    broken = [at for at, window in enumerate(windows) if window not in whole]
    single = [word for at in broken for word in words[at * WINDOW : (at + 1) * WINDOW]]
    if len(broken) > 2 + len(words) // 20:
        return False
    lost = [word for word in single if word not in whole]
    return not lost or set(lost) <= mended_words(text)


def links_to(path: Path, prefix: str) -> list[str]:
    """Return the names of the places in a PDF that begin so and that its links lead to."""
    with pikepdf.open(path) as pdf:
        annotations = [note for page in pdf.pages for note in page.get("/Annots", ())]
        names = [str(note["/Dest"]) for note in annotations if "/Dest" in note]
    return sorted({name for name in names if name.startswith(prefix)})
