"""From XML to nodes: formatting, affixes and dates, which styles and locales share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

from presswork.citations.style import PLAIN, DateElement, DatePart, Dress, Formatting
from presswork.csl_files import CSL

if TYPE_CHECKING:
    from lxml import etree

ALL_PARTS: Final = frozenset({"year", "month", "day"})
SHOWN: Final = {
    "year": frozenset({"year"}),
    "year-month": frozenset({"year", "month"}),
    "year-month-day": ALL_PARTS,
}
FORMATTING: Final = (
    "font-style",
    "font-weight",
    "font-variant",
    "text-decoration",
    "vertical-align",
)
DRESSING: Final = (
    *FORMATTING,
    "prefix",
    "suffix",
    "quotes",
    "strip-periods",
    "text-case",
    "display",
)


def dress(element: etree._Element) -> Dress:
    """Return how an element's output is formatted, affixed, quoted, cased and displayed."""
    if not any(name in element.attrib for name in DRESSING):
        return PLAIN
    return Dress(
        formatting(element),
        element.get("prefix", ""),
        element.get("suffix", ""),
        element.get("quotes") == "true",
        element.get("strip-periods") == "true",
        element.get("text-case", ""),
        element.get("display", ""),
    )


def formatting(element: etree._Element) -> Formatting | None:
    """Return the formatting attributes of an element, or None where it has none."""
    if not any(name in element.attrib for name in FORMATTING):
        return None
    raised = element.get("vertical-align")
    return Formatting(
        italic=_is(element, "font-style", ("italic", "oblique")),
        bold=_is(element, "font-weight", ("bold",)),
        small_caps=_is(element, "font-variant", ("small-caps",)),
        underline=_is(element, "text-decoration", ("underline",)),
        raised=cast("Literal['sup', 'sub', 'baseline']", raised)
        if raised in ("sup", "sub", "baseline")
        else None,
    )


def _is(element: etree._Element, attribute: str, values: tuple[str, ...]) -> bool | None:
    value = element.get(attribute)
    return None if value is None else value in values


def date(element: etree._Element) -> DateElement:
    """Compile a `cs:date`, of a style or of a locale."""
    form = element.get("form", "")
    shown = SHOWN.get(element.get("date-parts", ""), ALL_PARTS)
    return DateElement(
        element.get("variable", ""),
        form,
        shown,
        _parts(element),
        element.get("delimiter", ""),
        dress(element),
    )


def _parts(element: etree._Element) -> tuple[DatePart, ...]:
    return tuple(
        DatePart(
            cast("Literal['day', 'month', 'year']", part.get("name")),
            part.get("form", ""),
            part.get("range-delimiter", ""),
            dress(part),
        )
        for part in element.iterfind(f"{CSL}date-part")
        if part.get("name") in ALL_PARTS
    )
