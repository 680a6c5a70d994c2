"""Where in a page the article stands."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.readers.html import elements

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK: Final = "data-presswork-place"
_LARGEST: Final = 2_000_000
"""The most characters of markup that readability is asked about: it is slow on more."""

_ENOUGH: Final = 0.4
"""What share of the page's running text the part has that calls itself the article."""

_LITTLE: Final = 1.25
"""How many times the running text a part may hold to be taken for the article with its pictures."""

_LANDMARKS: Final = (
    ".//*[@itemprop='articleBody']",
    ".//article",
    ".//main",
    ".//*[@role='main']",
    ".//*[@id='mw-content-text']",
    ".//*[@id='content']",
)


def find(body: etree._Element, needed: Sequence[etree._Element]) -> etree._Element:
    """Return the element that holds the whole article.

    A page says so itself (`article`, `main`); of one that does not, readability finds the part
    with the running text.

    Args:
        body: the page, without what is not of the article.
        needed: what is part of the article in any case: its list of references, its notes.
    """
    found = _landmark(body)
    found = _readable(body) if found is None else found
    return _around(body if found is None else found, needed, body)


def _running(element: etree._Element) -> int:
    return sum(elements.length(each) for each in elements.elements(element, "p", "li", "td", "dd"))


def _landmark(body: etree._Element) -> etree._Element | None:
    for path in _LANDMARKS:
        candidates = list(islice(body.iterfind(path), 50))
        if not candidates:
            continue
        held, best = max(((_running(each), each) for each in candidates), key=itemgetter(0))
        if held >= _ENOUGH * _running(body):
            return best
    return None


def _readable(body: etree._Element) -> etree._Element | None:
    """Ask readability where the running text stands."""
    if len(etree.tostring(body, encoding="unicode", method="html")) > _LARGEST:
        return None
    page = etree.Element("html")
    page.append(deepcopy(body))
    originals = list(body.iter())
    for place, element in enumerate(page[0].iter()):
        element.set(_MARK, str(place))
    markup = etree.tostring(page, encoding="unicode", method="html")
    if len(markup) > _LARGEST:
        return None
    summary = _summary(markup)
    places = [int(found) for found in re.findall(rf'{_MARK}="(\d+)"', summary)]
    kept = [originals[place] for place in places if place < len(originals)]
    blocks = [
        each for each in kept if elements.name(each) in {"p", "figure", "table", *elements.HEADINGS}
    ]
    return _widened(_common(blocks), body) if blocks else None


def _widened(found: etree._Element, body: etree._Element) -> etree._Element:
    """Take in what stands around running text, if it is little: its pictures, tables, lists."""
    enough = _LITTLE * elements.length(found)
    while found is not body and (parent := found.getparent()) is not None:
        if elements.length(parent) > enough:
            break
        found = parent
    return found


def _summary(markup: str) -> str:
    import logging  # noqa: PLC0415 - only here

    from readability import Document  # noqa: PLC0415 - slow to import, and rarely needed

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        return str(Document(markup).summary())
    except Exception:  # noqa: BLE001 - its errors are of any type; the whole page is read then
        return ""


def _around(
    found: etree._Element, needed: Sequence[etree._Element], body: etree._Element
) -> etree._Element:
    outside = [each for each in needed if each is not found and found not in each.iterancestors()]
    return _common([found, *outside], body) if outside else found


def _common(
    inside: Sequence[etree._Element], otherwise: etree._Element | None = None
) -> etree._Element:
    """Return the element that all are in."""
    paths = [[*reversed(list(each.iterancestors())), each] for each in inside]
    common = otherwise if otherwise is not None else paths[0][0]
    for level in zip(*paths, strict=False):
        if any(each is not level[0] for each in level):
            break
        common = level[0]
    return common
