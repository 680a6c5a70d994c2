"""The rules on links, fields and notes (ISO 14289-1, 7.18; ISO 19005-3, 6.3 and 6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.pdf_checks import objects
from presswork.pdf_checks.tree import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.objects import Value
    from presswork.pdf_checks.reading import Annotation, Reading

_ALLOWED: Final = frozenset(
    (
        *("Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup"),
        *("FileAttachment", "Widget", "PrinterMark", "TrapNet", "Watermark", "Redact"),
    )
)
_PRINTED: Final = 4
_NOT_SHOWN: Final = 1 | 2 | 32 | 256
"""Bits of flags: invisible, hidden, no view, and toggled view (ISO 32000-1, table 165)."""


def for_everyone(reading: Reading) -> Iterator[Finding]:
    """Find links, fields and notes that a screen reader does not find, or cannot name."""
    for each in reading.annotations:
        if not each.is_seen:
            continue
        tag = _tag(reading, each)
        words = objects.text(objects.entry(each.node, "/Contents"))
        alt = objects.text(objects.entry(tag, "/Alt"))
        kind = _kind(reading, tag)
        quote = _quote(reading, each, tag)
        match each.kind:
            case "Link":
                if kind != "Link":
                    yield Finding(each.page, quote, rule="pdf-link-without-tag")
                if not words:
                    yield Finding(each.page, quote, rule="pdf-link-without-words")
            case "Widget":
                if kind != "Form":
                    yield Finding(each.page, quote, rule="pdf-field-without-tag")
                if (
                    _is_field(each)
                    and not objects.text(objects.inherited(each.node, "/TU"))
                    and not alt
                ):
                    yield Finding(each.page, quote, rule="pdf-field-without-name")
            case "PrinterMark":
                if kind:
                    what = "a printer's mark is tagged"
                    yield Finding(each.page, what=what, rule="pdf-annotation-without-tag")
            case "TrapNet":
                what = "a page holds trapping for a press"
                yield Finding(each.page, what=what, rule="pdf-annotation-without-tag")
            case _:
                if kind != "Annot":
                    what = "a comment or another note on a page is not tagged as such"
                    yield Finding(each.page, words or "", what, rule="pdf-annotation-without-tag")
                if not words and not alt:
                    yield Finding(each.page, rule="pdf-annotation-without-words")


def _tag(reading: Reading, each: Annotation) -> Value:
    number = objects.number(objects.entry(each.node, "/StructParent"))
    return reading.tree.parents.get(int(number)) if number is not None else None


def _kind(reading: Reading, tag: Value) -> str:
    name = objects.name(objects.entry(tag, "/S"))
    return resolve(name, reading.tree.roles) or name


def _quote(reading: Reading, each: Annotation, tag: Value) -> str:
    """Return the text of a link's tag, or where it leads."""
    at = reading.tree.by_key.get(objects.key(tag) or (0, 0))
    if at is not None:
        return reading.words(reading.tree.elements[at])
    uri = objects.text(objects.entry(objects.entry(each.node, "/A"), "/URI"))
    return uri or objects.text(objects.inherited(each.node, "/T")) or ""


def _is_field(each: Annotation) -> bool:
    return objects.entry(each.node, "/FT") is not None or (
        objects.entry(each.node, "/Parent") is not None
    )


def tab_order(reading: Reading) -> Iterator[Finding]:
    """Find pages where the tabulator key goes its own way."""
    for number, page in enumerate(reading.pdf.pages, 1):
        if objects.elements(objects.entry(page.obj, "/Annots")) and (
            objects.name(objects.entry(page.obj, "/Tabs")) != "S"
        ):
            yield Finding(number, rule="pdf-tab-order")


def for_the_archive(reading: Reading) -> Iterator[Finding]:
    """Find notes that PDF/A does not allow, hidden ones, and ones without a look."""
    for each in reading.annotations:
        if each.kind not in _ALLOWED:
            what = f"a page holds a note of a kind that PDF/A does not allow: {each.kind}"
            yield Finding(each.page, what=what, rule="pdf-annotation-kind")
        has_flags = objects.number(objects.entry(each.node, "/F")) is not None
        is_printed = each.flags & _PRINTED and not each.flags & _NOT_SHOWN
        if not is_printed and (has_flags or each.kind != "Popup"):
            yield Finding(each.page, rule="pdf-annotation-not-printed")
        if not _has_look(each):
            yield Finding(each.page, rule="pdf-annotation-appearance")
        if each.kind == "Widget" and (
            objects.entry(each.node, "/A") is not None
            or objects.entry(each.node, "/AA") is not None
        ):
            yield Finding(each.page, rule="pdf-field-action")


def _has_look(each: Annotation) -> bool:
    """Return whether the look of an annotation is as PDF/A wants it (ISO 19005-3, 6.3.3)."""
    look = objects.entry(each.node, "/AP")
    if look is None:
        corners = objects.numbers(objects.entry(each.node, "/Rect"))
        is_point = len(corners) == 4 and corners[0] == corners[2] and corners[1] == corners[3]  # noqa: PLR2004 - two corners
        return is_point or each.kind in ("Popup", "Link")
    if [key for key, _ in objects.entries(look)] != ["/N"]:
        return False
    is_button = each.kind == "Widget" and objects.name(objects.inherited(each.node, "/FT")) == "Btn"
    return is_button != objects.is_stream(objects.entry(look, "/N"))
