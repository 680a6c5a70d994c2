"""The rules on what is painted: whether it has a tag, and how it is painted.

ISO 14289-1, 7.1 and 7.20; ISO 19005-3, 6.1.13, 6.2.2, 6.2.9 and 6.2.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.pdf_checks import objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.reading import Reading
    from presswork.pdf_checks.tree import Mark

_TOLD: Final = (
    ("untagged", "pdf-untagged-content", None),
    ("artifact in tag", "pdf-tags-in-decoration", "decoration lies within what is tagged"),
    ("tag in artifact", "pdf-tags-in-decoration", "what is tagged lies within decoration"),
    ("reused", "pdf-reused-content", None),
    ("postscript", "pdf-postscript", None),
    ("smoothed", "pdf-smoothed-picture", None),
    ("resource", "pdf-missing-resources", None),
    ("nested", "pdf-file-syntax", "the states of a page are nested too deep"),
    ("broken", "pdf-unknown-operator", "the commands of a page cannot be read"),
)
"""What is met on pages, the rule against it, and the fact."""


def met(reading: Reading) -> Iterator[Finding]:
    """Find what was met on pages that should not be there."""
    for word, rule, what in _TOLD:
        sighting = reading.contents.met.get(word)
        if sighting is None:
            continue
        quote = reading.quote(sighting)
        for page, count in sorted(sighting.pages.items()):
            yield Finding(page, quote, what, count=count, rule=rule)
    for word, sighting in reading.contents.met.items():
        if word.startswith("operator "):
            what = f"a page holds a command that is no PDF: '{word.removeprefix('operator ')[:20]}'"
            for page, count in sighting.pages.items():
                yield Finding(page, what=what, count=count, rule="pdf-unknown-operator")


def both_ways(reading: Reading) -> Iterator[Finding]:
    """Find content whose tag does not know of it, and tags of content that is not there."""
    tree, pieces = reading.tree, reading.contents.pieces
    if not tree.exists:
        return
    held = dict(tree.order)
    for mark, piece in pieces.items():
        at = held.get(mark)
        back = _back(reading, mark)
        if not piece.painted or (at is not None and back in (at, None)):
            continue
        quote = "".join(reading.face(font).decoded(text) for font, text in piece.text)
        if at is None and back is not None:
            yield Finding(piece.page, quote, rule="pdf-lost-content")
        elif at is not None and back is not None:
            what = "something on a page is part of two tags: they do not agree which one has it"
            yield Finding(piece.page, quote, what, rule="pdf-lost-content")


def _back(reading: Reading, mark: Mark) -> int | None:
    """Return the tag that a mark leads back to, if it is in the tree."""
    row = reading.rows.get(mark.stream)
    if row is None or not 0 <= mark.number < len(row):
        return None
    known = row[mark.number]
    return reading.tree.by_key.get(known) if known is not None else None


def forms(reading: Reading) -> Iterator[Finding]:
    """Find forms that hold what PDF/A and PDF/UA do not allow."""
    for form, page in reading.contents.forms.values():
        if objects.entry(form, "/Ref") is not None:
            yield Finding(page, rule="pdf-other-pages")
        if (
            objects.entry(form, "/PS") is not None
            or objects.name(objects.entry(form, "/Subtype2")) == "PS"
            or objects.entry(form, "/OPI") is not None
        ):
            yield Finding(page, rule="pdf-postscript")
