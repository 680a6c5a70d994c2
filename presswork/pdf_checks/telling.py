"""What veraPDF says, in our words, with pages and texts instead of ways through objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.pdf_checks import objects
from presswork.pdf_checks.clauses import clause
from presswork.pdf_checks.tags import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.objects import Key
    from presswork.pdf_checks.reading import Reading
    from presswork.pdf_checks.tree import Element
    from presswork.pdf_checks.vera import Failure, Place, Report

_PAGE: Final = re.compile(r"/pages\[(\d+)\]")
_ELEMENT: Final = re.compile(r"\((\d+) (\d+) obj SE")
_ANNOTATION: Final = re.compile(r"/annots\[\d+\]\((\d+) (\d+) obj")
_FONT: Final = re.compile(r"/font\[\d+\]\(([^()]+)\)")
_MARK: Final = re.compile(r"mcid:(\d+)")

_QUOTED: Final = 3
"""How many places of a rule are looked for a text to quote."""

_ANY_ANNOTATION: Final = ("7.18.1", 2)
"""The test for words that is made of links as well, which have one of their own."""

_LOOK_UP: Final = "look the rule up at https://docs.verapdf.org/validation"


def findings(report: Report, reading: Reading) -> Iterator[Finding]:
    """Return what veraPDF found.

    Args:
        report: its own words.
        reading: the file, to find pages and texts by.
    """
    links = {objects.key(each.node): each.page for each in reading.annotations}
    for failure in report.failures:
        known = clause(failure.standard, failure.clause, failure.test)
        rule = known.rule if known is not None else "pdf-other-fault"
        what, hint = (known.what, None) if known is not None else (_in_its_words(failure), _LOOK_UP)
        told = 0
        for place in failure.places:
            if (failure.clause, failure.test) == _ANY_ANNOTATION and "PDLinkAnnot" in place.context:
                failure.count -= 1
                continue
            page, quote = _found(place, reading, links, quoted=told < _QUOTED)
            told += 1
            yield Finding(page, quote, what, hint, rule=rule)
        if failure.count > told:
            yield Finding(what=what, hint=hint, count=failure.count - told, rule=rule)


def _in_its_words(failure: Failure) -> str:
    message = failure.places[0].message if failure.places else ""
    message = (message or failure.description).rstrip(".")
    return f"{failure.standard.title}, {failure.clause} ({failure.test}): {message}"


def _found(
    place: Place, reading: Reading, links: dict[Key | None, int], *, quoted: bool
) -> tuple[int | None, str]:
    """Return the page of a place, and the text there."""
    pages = _PAGE.findall(place.context)
    page = int(pages[0]) + 1 if pages else None
    font = _FONT.findall(place.context)
    if font:
        name = font[-1]
        return page, name.partition("+")[2] if name[6:7] == "+" else name
    element = _element(place, reading)
    if element is not None:
        return element.page or page, near(reading, element) if quoted else ""
    annotation = _ANNOTATION.search(place.context)
    if annotation is not None:
        page = links.get((int(annotation[1]), int(annotation[2])), page)
    return page, ""


def _element(place: Place, reading: Reading) -> Element | None:
    """Return the innermost tag on the way to a place."""
    for number, generation in reversed(_ELEMENT.findall(place.context)):
        at = reading.tree.by_key.get((int(number), int(generation)))
        if at is not None:
            return reading.tree.elements[at]
    return None
