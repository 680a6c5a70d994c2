"""Fields: what Word can work out anew, with the result that it shows until then."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .xml import NAMESPACES, qualified, text, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

    from .page_estimate import Estimate


def field(code: str, result: Iterable[Element]) -> list[Element]:
    r"""Return the runs of a complex field (ISO/IEC 29500-1, 17.16.18).

    Args:
        code: the instruction, for example `SEQ Figure \* ARABIC`.
        result: the runs that show its cached result; an update formats it as the field's own
            runs are, so these look like the first one of the result.
    """
    shown = list(result)
    properties = shown[0].find("w:rPr", NAMESPACES) if shown else None
    return [*_begun(code, properties), *shown, _ended(properties)]


def field_across(code: str, paragraphs: Sequence[Element]) -> list[Element]:
    """Return paragraphs that are the cached result of one field.

    Args:
        code: the instruction.
        paragraphs: at least one; the field begins and ends within them.
    """
    first, last = paragraphs[0], paragraphs[-1]
    properties = first.find("w:pPr", NAMESPACES)
    place = 0 if properties is None else first.index(properties) + 1
    first[place:place] = _begun(code, None)
    last.append(_ended(None))
    return list(paragraphs)


def _begun(code: str, properties: Element | None) -> list[Element]:
    instruction = text(f" {code} ")
    instruction.tag = qualified("w:instrText")
    return [
        w("r", deepcopy(properties), w("fldChar", fldCharType="begin")),
        w("r", deepcopy(properties), instruction),
        w("r", deepcopy(properties), w("fldChar", fldCharType="separate")),
    ]


def _ended(properties: Element | None) -> Element:
    return w("r", deepcopy(properties), w("fldChar", fldCharType="end"))


@dataclass(frozen=True, slots=True)
class _PageField:
    """A field for the page of a bookmark.

    Args:
        bookmark: its name.
        begin: its first run, which tells where it stands.
        shown: the run of its result.
        all: what is taken away where the bookmark is on the same page; empty for what stays.
    """

    bookmark: str
    begin: Element
    shown: Element
    all: tuple[Element, ...] = ()


class PageFields:
    """The fields that show numbers of pages, which are known when everything else is written."""

    def __init__(self) -> None:
        """Begin without any."""
        self._fields: list[_PageField] = []

    def number(self, bookmark: str, shown: Element) -> list[Element]:
        r"""Return a PAGEREF field for the page of a bookmark.

        Args:
            bookmark: its name.
            shown: the run that is to show the number, with any text so far.
        """
        runs = field(f"PAGEREF {bookmark} \\h", [shown])
        self._fields.append(_PageField(bookmark, runs[0], shown))
        return runs

    def number_if_far(self, bookmark: str, word: Element, shown: Element) -> list[Element]:
        """Return a word and the page of a bookmark, unless it will be on the same page.

        Args:
            bookmark: its name.
            word: the run before the number.
            shown: the run that is to show the number.
        """
        runs = field(f"PAGEREF {bookmark} \\h", [shown])
        self._fields.append(_PageField(bookmark, runs[0], shown, (word, *runs)))
        return [word, *runs]

    @property
    def bookmarks(self) -> frozenset[str]:
        """The bookmarks whose pages are asked for."""
        return frozenset(asked.bookmark for asked in self._fields)

    @property
    def places(self) -> frozenset[Element]:
        """The first runs of the fields that depend on where they stand."""
        return frozenset(asked.begin for asked in self._fields if asked.all)

    def fill(self, estimate: Estimate) -> None:
        """Write the numbers into the fields."""
        for asked in self._fields:
            page = estimate.pages.get(asked.bookmark)
            if asked.all and page is not None and page == estimate.pages.get(asked.begin):
                for run in asked.all:
                    parent = run.getparent()
                    if parent is not None:
                        parent.remove(run)
                continue
            for node in asked.shown.iterfind("w:t", NAMESPACES):
                node.text = estimate.number(asked.bookmark) or FIRST_PAGE


FIRST_PAGE: Final = "1"
"""What stands where nothing is known of a page."""

BY_CHAPTER: Final = re.compile(r"(.+)([.\N{EN DASH}-])(\d+)")
"""A number such as `3.2`: of the chapter, and in it."""


class Sequences:
    """The counters of captions, as Word will count when it updates the fields."""

    def __init__(self) -> None:
        """Start every counter at nothing."""
        self._counts: dict[str, int] = {}
        self._chapter = ""

    def begin_chapter(self, number: str) -> None:
        """Begin a chapter: a heading of the first level.

        Args:
            number: what Word gives the heading; empty where it gives none.
        """
        self._chapter = number
        for sequence in [name for name in self._counts if name.endswith(IN_CHAPTER)]:
            self._counts[sequence] = 0

    def number(self, sequence: str, number: str, shown: Sequence[Element]) -> list[Element]:
        r"""Return the runs of a caption's number: a SEQ field that comes to this number.

        A number by chapter is a STYLEREF field for that of the chapter, and a SEQ field that
        begins anew with each heading of the first level (`\s 1`).

        Args:
            sequence: the name of the counter, for example `Figure`.
            number: the number of the caption; one that Word would not count stands as text.
            shown: the runs that show the number.
        """
        if number.isdecimal():
            reset = "" if self._count(sequence, int(number)) else f" \\r {number}"
            return field(f"SEQ {sequence} \\* ARABIC{reset}", shown)
        parts = BY_CHAPTER.fullmatch(number)
        if not parts or parts[1] != self._chapter or len(shown) != 1:
            return list(shown)
        if not self._count(sequence + IN_CHAPTER, int(parts[3])):
            return list(shown)
        return [
            *field("STYLEREF 1 \\s", [_with_text(shown[0], parts[1])]),
            _with_text(shown[0], parts[2]),
            *field(f"SEQ {sequence} \\* ARABIC \\s 1", [_with_text(shown[0], parts[3])]),
        ]

    def _count(self, sequence: str, number: int) -> bool:
        """Count, and tell whether Word comes to the number by itself."""
        expected = self._counts.get(sequence, 0) + 1
        self._counts[sequence] = number
        return number == expected


IN_CHAPTER: Final = " in chapter"
"""What stands behind the name of a counter that begins anew with each chapter."""


def _with_text(run: Element, characters: str) -> Element:
    """Return a run like another one with other characters."""
    made = deepcopy(run)
    for node in made.iterfind("w:t", NAMESPACES):
        node.text = characters
    return made
