"""Fields: what Word can work out anew, with the result that it shows until then."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from .xml import NAMESPACES, qualified, text, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element


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


def page_of(bookmark: str, shown: Element) -> list[Element]:
    r"""Return a field for the page of a bookmark, which Word works out when it opens the file.

    Args:
        bookmark: its name.
        shown: the run that stands for the number until then.
    """
    runs = field(f"PAGEREF {bookmark} \\h", [shown])
    for begin in runs[0].iterfind("w:fldChar", NAMESPACES):
        begin.set(qualified("w:dirty"), "true")
    return runs


class Sequences:
    """The counters of captions, as Word will count when it updates the fields."""

    def __init__(self) -> None:
        """Start every counter at nothing."""
        self._counts: dict[str, int] = {}

    def number(self, sequence: str, number: str, shown: Sequence[Element]) -> list[Element]:
        """Return the runs of a caption's number: a SEQ field that comes to this number.

        Args:
            sequence: the name of the counter, for example `Figure`.
            number: the number of the caption; one that is no whole number stands as text.
            shown: the runs that show the number.
        """
        if not number.isdecimal():
            return list(shown)
        expected = self._counts.get(sequence, 0) + 1
        self._counts[sequence] = int(number)
        reset = "" if int(number) == expected else f" \\r {number}"
        return field(f"SEQ {sequence} \\* ARABIC{reset}", shown)
