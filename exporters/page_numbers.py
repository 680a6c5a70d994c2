"""The numbers of pages that stand in the text: at cross-references, and after references.

WeasyPrint fills them in while it lays pages out, by `target-counter()`. Two things CSS cannot say:
that a page which cites a work twice is named once, and that a figure on the page in sight needs no
page number. Counter styles of our own say them: they are told first which entry and which of its
places a number is for, or the page that it stands on, and write nothing where nothing is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exporters.boxes import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import weasyprint
    from weasyprint.css.counters import CounterStyle
    from weasyprint.formatting_structure.boxes import Box

    from presswork.settings import Settings

CHARACTERS: Final = "0123456789ivxlcdm, "
"""What the numbers are written with, which is nowhere in the text of the page."""

RULES: Final = """
html { counter-reset: presswork-entry }
.back-links { counter-increment: presswork-entry; counter-reset: presswork-place }
.back-links .back::after {
  counter-increment: presswork-place;
  content: counter(presswork-entry, presswork-entry) counter(presswork-place, presswork-place)
    target-counter(attr(href), page, presswork-back);
}
.back-links .in-front::after {
  content: counter(presswork-entry, presswork-entry) counter(presswork-place, presswork-place)
    target-counter(attr(href), page, presswork-back-in-front);
}
.page-number::after { content: target-counter(attr(href), page) }
.far-page::after {
  content: counter(page, presswork-here) target-counter(attr(data-target), page, presswork-far)
}
"""
"""The rules that ask for the numbers."""


@dataclass(slots=True)
class Told:
    """What the counter styles were told last, and what they said so far.

    Args:
        page_word: what stands before the number of a page that is far away: `, p. `.
        facing: whether two pages lie open at once, an even one with the odd one after it.
        entry: the entry whose back-links are written.
        place: which of its places.
        here: the page on which a cross-reference stands.
        said: for each entry the pages that it shows, by the places that they are of.
    """

    page_word: str
    facing: bool
    entry: int = 0
    place: int = 0
    here: int = 0
    said: dict[int, dict[int, str]] = field(default_factory=dict)

    def back(self, page: str) -> str:
        """Return what is written of the page of a place that cites a work.

        Later places may be asked for before earlier ones, as where one is in a figure.
        """
        shown = self.said.setdefault(self.entry, {})
        shown.pop(self.place, None)
        if self.place > 1 and page in shown.values():
            return ""
        shown[self.place] = page
        return f", {page}" if self.place > 1 else page

    def far(self, page: int) -> str:
        """Return what is written of the page of a figure."""
        if self._sheet(page) == self._sheet(self.here):
            return ""
        return f"{self.page_word}{page}"

    def _sheet(self, page: int) -> int:
        return page // 2 if self.facing else page


def counter_styles(settings: Settings, page: str) -> CounterStyle:
    """Return the counter styles for one layout.

    Args:
        settings: the look's.
        page: the language's word for a page, before its number.
    """
    from weasyprint.css.counters import CounterStyle  # noqa: PLC0415 - only who prints needs it

    told = Told(f", {page}\N{NO-BREAK SPACE}", settings["sides"] == "two")

    class Telling(CounterStyle):  # type: ignore[misc] # WeasyPrint carries no types
        def render_value(
            self, counter_value: int, counter_name: object = None, *others: object, **more: object
        ) -> str:
            match counter_name:
                case "presswork-entry":
                    told.entry = counter_value
                case "presswork-place":
                    told.place = counter_value
                case "presswork-here":
                    told.here = counter_value
                case "presswork-back":
                    return told.back(str(counter_value))
                case "presswork-back-in-front":
                    return told.back(super().render_value(counter_value, "lower-roman"))
                case "presswork-far":
                    return told.far(counter_value)
                case _:
                    written = super().render_value(counter_value, counter_name, *others, **more)
                    return str(written)
            return ""

    return Telling()


def drop_empty_links(pages: Iterable[weasyprint.Page]) -> None:
    """Take away the links that show nothing, since another one shows their page already."""
    for page in pages:
        empty = {id(box) for *_, box in page.links if _is_empty(box)}
        if empty:
            page.links[:] = [link for link in page.links if id(link[-1]) not in empty]
            _without(sheet_of(page), empty)


def _is_empty(box: Box) -> bool:
    element = box.element
    return (
        element is not None
        and element.tag == "a"
        and "back" in (element.get("class") or "").split()
        and not any(getattr(part, "text", "") for part in box.descendants())
    )


def _without(box: Box, dropped: set[int]) -> None:
    """Take boxes out of the one that holds them, wherever they are in another."""
    for holder in _holders(box):
        if any(id(child) in dropped for child in holder.children):
            holder.children = [child for child in holder.children if id(child) not in dropped]


def _holders(box: Box) -> Iterator[Box]:
    return (inner for inner in box.descendants() if getattr(inner, "children", ()))
