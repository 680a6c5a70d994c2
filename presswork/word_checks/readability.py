"""What readers and editors ask of a Word file, and no program."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.office_files import NAMESPACES, name
from presswork.word_checks.reading import M, W, near, shown, style_of, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from presswork.word_checks.reading import Reading

_WP: Final = f"{{{NAMESPACES['wp']}}}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".emf", ".wmf", ".tif", ".tiff")

_SEEN: Final = (
    *(W + each for each in ("t", "drawing", "object", "pict", "br", "sym", "tab", "fldChar")),
    *(W + each for each in ("fldSimple", "sectPr", "separator", "continuationSeparator")),
    *(W + each for each in ("footnoteRef", "endnoteRef", "annotationRef", "footnoteReference")),
    *(W + each for each in ("endnoteReference", "commentReference", "noBreakHyphen", "ptab")),
    *(M + each for each in ("oMath", "oMathPara")),
)
"""What a paragraph shows, or is there for."""

_KEPT: Final = ("numPr", "pBdr", "framePr")
"""The properties of paragraphs that show something without any text."""

_LEVELS: Final = 9
_PLACES: Final = frozenset(("body", "footnote", "endnote"))


def empty_paragraphs(reading: Reading) -> Iterator[Finding]:
    """Find paragraphs that hold nothing and stand for space.

    One that keeps two tables apart, ends a section, or a text after a table, has to be there.
    """
    for text in reading.texts:
        if text.kind not in {"document", "footnotes", "endnotes"}:
            continue
        for each in text.root.iter(W + "p"):
            parent = each.getparent()
            if parent is None or name(parent) not in _PLACES or not _is_empty(each):
                continue
            if _is_needed(each) or any(
                reading.property_of(each, kept) is not None for kept in _KEPT
            ):
                continue
            before = each.getprevious()
            quote = near(before) if before is not None else ""
            what = "an empty paragraph stands for space"
            yield Finding(quote=quote, what=what, part=text.place, rule="word-empty-paragraph")


def _is_empty(paragraph: Element) -> bool:
    return all(each.tag == W + "t" and not each.text for each in paragraph.iter(*_SEEN))


def _is_needed(paragraph: Element) -> bool:
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return True
    before, after = paragraph.getprevious(), paragraph.getnext()
    if before is None or name(before) != "tbl":
        return False
    return after is None or name(after) in {"tbl", "sectPr"}


def alternatives(reading: Reading) -> Iterator[Finding]:
    """Find pictures that nothing is told of."""
    for text in reading.texts:
        for each in text.root.iter(_WP + "docPr"):
            told = str(each.get("descr") or each.get("title") or "").strip()
            decorative = any(mark.get("val") in {"1", "true"} for mark in each.iter(_DECORATIVE))
            if not told and not decorative:
                quote = near(each)
                yield Finding(quote=quote, part=text.place, rule="word-picture-without-alt")


def headings(reading: Reading) -> Iterator[Finding]:
    """Find headings that skip a level."""
    before = 0
    for each in reading.texts[0].root.iter(W + "p"):
        outline = value(reading.property_of(each, "outlineLvl")) or ""
        if not outline.isdecimal() or int(outline) >= _LEVELS or _is_title(each):
            continue
        level = int(outline) + 1
        if before and level > before + 1:
            what = f"a heading of level {level} follows one of level {before}"
            yield Finding(quote=shown(each), what=what, rule="word-skipped-heading")
        before = level


def _is_title(paragraph: Element) -> bool:
    return (style_of(paragraph) or "").lower() in {"title", "subtitle"}


def repeated_pictures(reading: Reading) -> Iterator[Finding]:
    """Find pictures of the same bytes."""
    known: dict[bytes, str] = {}
    for plain, part in reading.package.names.items():
        if not plain.endswith(_PICTURES):
            continue
        data = reading.package.data(part)
        if data is None:
            continue
        other = known.setdefault(hashlib.sha256(data).digest(), part)
        if other != part:
            what = f"the pictures {other} and {part} are the same"
            yield Finding(what=what, rule="word-repeated-picture")
