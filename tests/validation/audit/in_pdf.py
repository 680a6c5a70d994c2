"""What a PDF shows: its text as poppler finds it, its structure as pikepdf reads it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pikepdf

from tests.validation.audit.counting import Kind, Shown, contains, squashed
from tests.validation.texts import mended_words, pdf_text, squash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOW: Final = 4
"""How many words are looked for together where a line, a column or a page may end between them."""


def read(path: Path) -> Shown:
    """Tell what a PDF shows."""
    text = pdf_text(path)
    with pikepdf.open(path) as pdf:
        elements = list(_elements(pdf))
        kinds = Counter(map(_kind, elements))
        parents = Counter(str(one["/P"]["/S"]) for one in elements if _kind(one) == "Formula")
    return Shown(
        text=text,
        counts={
            Kind.PICTURES: kinds["Figure"],
            Kind.TABLES: kinds["Table"],
            Kind.EQUATIONS: parents["/Div"],
            Kind.FORMULAS: kinds["Formula"] - parents["/Div"],
        },
        has=_has,
        parted=frozenset({Kind.TABLES, Kind.FORMULAS}),
    )


def _elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure tree."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", ())
        waiting += [
            kid
            for kid in (kids if isinstance(kids, pikepdf.Array) else (kids,))
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR"
        ]


def _kind(element: pikepdf.Object) -> str:
    """Return the kind of an element; a code to be scanned is no picture of the paper's."""
    kind = str(element["/S"])[1:]
    return "Code" if kind == "Figure" and "QR" in str(element.get("/Alt", "")) else kind


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
