"""Lists not numbered `1.`: `a.`, `(iv)`, `A)`, `(1)`, `#.` (Pandoc's `fancy_lists`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from presswork.numerals import Numeral

META: Final = "numeral"

_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LONGEST: Final = 9
_CODE_INDENT: Final = 4


@dataclass(frozen=True, slots=True)
class _Marker:
    """What an item begins with.

    Args:
        before: `(` or nothing.
        label: `a`, `iv`, `3` or `#`.
        after: `.` or `)`.
        content: the position after it and the spaces that follow it.
        width: how far the content is indented from the marker, in columns.
    """

    before: str
    label: str
    after: str
    content: int
    width: int


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: its marker, and its lines."""

    marker: _Marker
    start: int
    end: int


def _roman(label: str) -> int:
    """Return the value of a roman number, 0 for what is none."""
    digits = [_ROMAN.get(character, 0) for character in label.lower()]
    if not all(digits):
        return 0
    return sum(
        -digit if any(digit < later for later in digits[at + 1 : at + 2]) else digit
        for at, digit in enumerate(digits)
    )


def _value(label: str, numeral: Numeral) -> int:
    """Return the number that a label means in a list, 0 where it is none of such a list."""
    if numeral == "decimal":
        return int(label) if label.isdecimal() else 0
    if label.isupper() is not numeral.startswith("upper"):
        return 0
    if numeral.endswith("roman"):
        return _roman(label)
    return ord(label.lower()) - ord("a") + 1 if len(label) == 1 else 0


def _numeral(label: str) -> Numeral | None:
    """Return how a list's first label is written; a lone letter but `i` is a letter."""
    if label.isdecimal() or label == "#":
        return "decimal"
    if not label.isascii() or not (label.islower() or label.isupper()) or not label.isalpha():
        return None
    upper = label.isupper()
    if label.lower() == "i" or (len(label) > 1 and _roman(label)):
        return "upper-roman" if upper else "lower-roman"
    if len(label) > 1:
        return None
    return "upper-alpha" if upper else "lower-alpha"


def _marker_at(state: StateBlock, line: int) -> _Marker | None:
    if state.is_code_block(line) or state.sCount[line] < state.blkIndent:
        return None
    text, start, end = state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]
    before = "(" if text[start : start + 1] == "(" else ""
    position = start + len(before)
    while position < end and position < start + _LONGEST and text[position].isalnum():
        position += 1
    if position < end and text[position] == "#" and position == start + len(before):
        position += 1
    label, after = text[start + len(before) : position], text[position : position + 1]
    if not label or after not in {".", ")"} or (before and after != ")"):
        return None
    content = position + 1
    while content < end and text[content] == " ":
        content += 1
    spaces = content - position - 1
    # As in Pandoc, "B. Russell" is a name; two spaces make a list of it.
    needed = 2 if label.isupper() and after == "." and len(label) == 1 else 1
    if content >= end or not needed <= spaces <= _CODE_INDENT:
        return None
    return _Marker(before, label, after, content, content - start)


def _item_end(state: StateBlock, start: int, end: int, marker: _Marker) -> int:
    """Return the line after an item's last: one that begins another item, or stands outside."""
    indent = state.sCount[start] + marker.width
    after_empty = False
    for line in range(start + 1, end):
        if state.isEmpty(line):
            after_empty = True
            continue
        inside = state.sCount[line] >= indent
        if not inside and (after_empty or _marker_at(state, line) is not None):
            return line
        if not inside and state.sCount[line] < state.blkIndent:
            return line
        after_empty = False
    return end


def _items(state: StateBlock, start: int, end: int, numeral: Numeral) -> list[_Item]:
    items: list[_Item] = []
    line = start
    while line < end:
        marker = _marker_at(state, line)
        if marker is None or (marker.label != "#" and not _value(marker.label, numeral)):
            break
        first = items[0].marker if items else marker
        if (marker.before, marker.after) != (first.before, first.after):
            break
        item_end = _item_end(state, line, end, marker)
        items.append(_Item(marker, line, item_end))
        line = item_end
    return items


def _follow(items: list[_Item], numeral: Numeral) -> bool:
    """Tell whether the labels count on; only the very first label may stand alone."""
    values = [
        0 if item.marker.label == "#" else _value(item.marker.label, numeral) for item in items
    ]
    if not any(values):
        return True
    return values[0] == 1 or (len(values) > 1 and values[1] == values[0] + 1)


def _is_tight(state: StateBlock, items: list[_Item]) -> bool:
    last = items[-1].end
    while last > items[-1].start and state.isEmpty(last - 1):
        last -= 1
    return not any(state.isEmpty(line) for line in range(items[0].start, last))


def _push_item(state: StateBlock, item: _Item, *, tight: bool) -> None:
    line = item.start
    kept = state.tShift[line], state.sCount[line], state.blkIndent, state.lineMax
    first = len(state.tokens)
    state.push("list_item_open", "li", 1).map = [line, item.end]
    indent = state.sCount[line] + item.marker.width
    state.tShift[line] = item.marker.content - state.bMarks[line]
    state.sCount[line] = state.blkIndent = indent
    state.lineMax = item.end
    state.md.block.tokenize(state, line, item.end)
    state.tShift[line], state.sCount[line], state.blkIndent, state.lineMax = kept
    level = state.level
    state.push("list_item_close", "li", -1)
    for token in state.tokens[first:]:
        if token.level == level and token.type.startswith("paragraph_"):
            token.hidden = tight


def _fancy_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    marker = _marker_at(state, start)
    if marker is None or (marker.label.isdecimal() and not marker.before):
        return False
    numeral = _numeral(marker.label)
    if numeral is None:
        return False
    items = _items(state, start, end, numeral)
    if not items or not _follow(items, numeral):
        return False
    if silent:
        return True
    token = state.push("ordered_list_open", "ol", 1)
    token.map = [start, items[-1].end]
    token.meta = {META: numeral}
    token.attrs = {"start": _value(marker.label, numeral) or 1}
    outer_type = state.parentType
    state.parentType = "list"
    tight = _is_tight(state, items)
    for item in items:
        _push_item(state, item, tight=tight)
    state.parentType = outer_type
    state.push("ordered_list_close", "ol", -1)
    state.line = items[-1].end
    return True


def fancy_lists_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser lists with letters and roman numbers."""
    markdown.block.ruler.before("list", "fancy_list", _fancy_list)
