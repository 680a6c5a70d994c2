"""Numbers beside the lines of a page, as reviewers refer to them.

WeasyPrint knows no numbered lines. The style sheet of a look makes a margin box with a number of
any value, which has the place and the type of all; once the pages are laid out, it gets the numbers
of their lines. What stands in a margin box is no part of the text: nobody reads or copies it.

What counts is what counts in LaTeX (`lineno`): the lines of the text, of headings, lists, notes on
sources and code; not those of the title, of figures, tables, displayed formulas and footnotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters.boxes import classes, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box, LineBox, MarginBox

    from presswork.looks import Look

SETTING: Final = "line-numbers"
"""The setting of a look that says whether lines are numbered, and how."""

STEP: Final = "line-number-step"
"""The setting that says which lines show their number."""

PLACES: Final = frozenset({"@left-middle", "@right-middle"})
"""The margin boxes that hold numbers."""

UNCOUNTED: Final = frozenset({"table", "equation", "footnote"})
"""The classes of what has no lines of the text."""

UNCOUNTED_TAGS: Final = frozenset({"hr", "h1"})
"""The elements of which the same is true."""

COUNTED_ABOVE: Final = frozenset({"abstract", "keywords"})
"""The classes of what has lines of the text in the title block."""

SAME_LINE: Final = 3.0
"""How many CSS pixels the base lines of what stands in one line are apart at most."""


def number_lines(pages: Iterable[weasyprint.Page], look: Look) -> None:
    """Number the lines of pages that are laid out, if the look wants it."""
    if SETTING not in look.settings.by_name or look.settings[SETTING] == "none":
        return
    step = max(1, round(float(look.settings[STEP])))
    number = 0
    for page in pages:
        if look.settings[SETTING] == "page":
            number = 0
        sheet = sheet_of(page)
        lines = _base_lines(sheet.children[0])
        numbered = tuple(enumerate(lines, number + 1))
        number += len(lines)
        for margin in sheet.children:
            if getattr(margin, "at_keyword", None) in PLACES and margin.children:
                _fill(margin, [(at, count) for count, at in numbered if count % step == 0])


def _base_lines(text: Box) -> list[float]:
    """Return where the base lines of a page are, from above, each once."""
    found: list[float] = []
    for at in sorted(line.position_y + line.baseline for line in _lines(text)):
        if not found or at - found[-1] > SAME_LINE:
            found.append(at)
    return found


def _lines(box: Box) -> Iterator[LineBox]:
    above = box.element_tag == "header"
    for child in box.children:
        if type(child).__name__ == "LineBox":
            if any(getattr(inner, "text", "").strip() for inner in child.descendants()):
                yield child
        elif above and not classes(child) & COUNTED_ABOVE:
            continue
        elif getattr(child, "children", ()) and _counts(child):
            yield from _lines(child)


def _counts(box: Box) -> bool:
    """Tell whether the lines in a box are the text's; what floats stands beside another line."""
    if box.is_floated() or box.is_absolutely_positioned():
        return False
    element = box.element
    if element is None:
        return True
    names = classes(box)
    if element.tag in UNCOUNTED_TAGS or names & UNCOUNTED:
        return False
    return element.tag != "figure" or "listing" in names


def _fill(margin: MarginBox, numbers: Iterable[tuple[float, int]]) -> None:
    """Put numbers into a margin box: each in a line of its own, at a base line of the text."""
    from weasyprint.text.line_break import split_first_line  # noqa: PLC0415 - it takes Pango

    pattern = margin.children[0]
    model = next(box for box in pattern.descendants() if hasattr(box, "pango_layout"))
    edge = margin.content_box_x() + margin.width
    lines = []
    for base, number in numbers:
        text = model.copy_with_text(str(number))
        layout, _, _, text.width, text.height, text.baseline = split_first_line(
            text.text, text.style, None, None, 0
        )
        text.pango_layout = layout
        text.position_x = edge - text.width
        text.position_y = base - text.baseline
        line = pattern.copy_with_children([text])
        line.position_x, line.position_y = text.position_x, text.position_y
        line.width, line.height, line.baseline = text.width, text.height, text.baseline
        lines.append(line)
    margin.children = lines
