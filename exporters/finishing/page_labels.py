"""Page labels: the numbers by which a reader of a PDF names its pages (ISO 32000-1, 12.4.2).

They are the printed ones. WeasyPrint (70) keeps no counters once pages are laid out, so a margin
box that nobody sees is laid out with each page and tells its number; how numbers are written, the
margin box tells that prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pydyf

from exporters.boxes import sheet_of, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import weasyprint
    from weasyprint.formatting_structure.boxes import MarginBox

PLACE: Final = "@bottom-left-corner"
"""The margin box that tells the number; a look that uses it keeps it."""

STYLES: Final = {
    "decimal": "/D",
    "decimal-leading-zero": "/D",
    "lower-roman": "/r",
    "upper-roman": "/R",
    "lower-alpha": "/a",
    "lower-latin": "/a",
    "upper-alpha": "/A",
    "upper-latin": "/A",
}
"""How PDF calls the counter styles of CSS that it knows."""

DECIMAL: Final = "/D"


def counting_rule(family: str) -> str:
    """Return the CSS that lays out the number of each page where nobody sees it.

    Args:
        family: a font that is at hand anyway.
    """
    return (
        f"@page {{ {PLACE} {{ content: counter(page); visibility: hidden; "
        f'font: 1px "{family}"; width: 0; height: 0; overflow: hidden }} }}'
    )


@dataclass(frozen=True, slots=True)
class Label:
    """How a page is named.

    Args:
        number: its page counter.
        style: how PDF calls the way in which it is written.
    """

    number: int
    style: str

    def leads_to(self, following: Label) -> bool:
        """Tell whether counting on from here gives the label of the next page."""
        return self.style == following.style and following.number == self.number + 1


def label_pages(printed: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Give the pages of a PDF the numbers that are printed on them."""
    ranges = pydyf.Array()
    for index, label in ranges_of(labels([_counted(page) for page in printed.pages])):
        ranges += [index, pydyf.Dictionary({"S": label.style, "St": label.number})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": ranges})


def ranges_of(pages: Sequence[Label]) -> Iterator[tuple[int, Label]]:
    """Yield where a range of labels begins that is counted on from its first."""
    if pages:
        yield 0, pages[0]
    for index, (before, label) in enumerate(pairwise(pages), 1):
        if not before.leads_to(label):
            yield index, label


@dataclass(frozen=True, slots=True)
class Counted:
    """What a page tells of its number.

    Args:
        number: its page counter; None where the look uses the place that tells it.
        style: how it is written; None where it is not printed.
    """

    number: int | None
    style: str | None


def labels(pages: Iterable[Counted]) -> list[Label]:
    """Return the labels of pages.

    A page that prints no number is counted all the same. It is named like the pages after it where
    the count runs on to them, as on a cover, and otherwise like the one before it.
    """
    found: list[Label] = []
    waiting: list[int] = []  # the numbers of the last pages, which printed none

    def settle(style: str) -> None:
        found.extend(Label(number, style) for number in waiting)
        waiting.clear()

    for page in pages:
        last = waiting[-1] if waiting else found[-1].number if found else 0
        number = last + 1 if page.number is None else page.number
        before = found[-1].style if found else DECIMAL
        if number != last + 1:
            settle(before)
        if page.style is None:
            waiting.append(number)
            continue
        settle(page.style)
        found.append(Label(number, page.style))
    settle(found[-1].style if found else DECIMAL)
    return found


def _counted(page: weasyprint.Page) -> Counted:
    boxes = {
        box.at_keyword: box for box in sheet_of(page).children if type(box).__name__ == "MarginBox"
    }
    hidden = boxes.pop(PLACE, None)
    told = "" if hidden is None else "".join(texts(hidden))
    styles = (style for box in boxes.values() for style in _page_counters(box))
    return Counted(int(told) if told.isdecimal() else None, next(styles, None))


def _page_counters(box: MarginBox) -> Iterator[str]:
    """Yield how PDF calls the way in which a margin box writes the number of its page."""
    content = box.style["content"]
    if box.style["visibility"] != "visible" or not isinstance(content, tuple):
        return
    for part in content:
        match part:
            case ("counter()", ("page", str(style))):
                yield STYLES.get(style, DECIMAL)
            case _:
                pass
