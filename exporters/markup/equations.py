"""Displayed formulas as HTML, with their numbers at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from presswork.mathml import MathElement

from .figures import id_attribute, label_of
from .formula import USUAL_GAP, as_code, drawn_in_pieces, mathml, pictures_of
from .setting import as_id

if TYPE_CHECKING:
    from presswork.document import Equation, EquationTag

    from .setting import DrawnFormula, Setting

NO_STYLE: Final = Markup()

NARROW: Final = 24.0
"""From how many em on a formula may be too wide for a column, beside its number."""

DIGITS: Final = 0.36
"""How far the middle of digits is above their line, in em, as in drawn-formulas.css."""


def equation(block: Equation, setting: Setting) -> Markup:
    """Return a formula on lines of its own, with its numbers."""
    tags = block.tags
    scrolled, kinds = Markup(), _kinds(block)
    if setting.formula_picture:
        picture = setting.formula_picture(block.formula, setting.ink)
        content = _parted(block, setting) if picture and picture.width > NARROW else Markup()
        kinds += " parted" if content else ""
        content = content or _drawn(block, picture)
    else:
        content = mathml(_numbered(block), (("alttext", block.formula.alternative),))
        content += _number(tags[0]) if len(tags) == 1 else Markup()
        # A formula that is wider than its page is scrolled, with the keyboard too.
        label = str(label_of("equation", tags[0].number, setting))
        scrolled = Markup(' role="group" tabindex="0" aria-label="{}"').format(label)
    return Markup('<div class="equation{}"{}{}>{}</div>').format(
        kinds, id_attribute(tags[0].id) if len(tags) == 1 else "", scrolled, content
    )


def _parted(block: Equation, setting: Setting) -> Markup:
    """Return pictures of an equation between which lines may end, and its number on the last line.

    So that the number finds it, all lines reach equally far down.
    """
    pictures = drawn_in_pieces(block.formula, setting, sign_first=True)
    if len(block.tags) > 1 or not pictures:
        return Markup()
    depth = max(picture.depth for picture in pictures)
    style = Markup(' style="bottom:{:.3f}em"').format(depth + DIGITS)
    shown = pictures_of(pictures, block.formula.alternative, depth)
    return shown + _number(block.tags[0], style)


def _drawn(block: Equation, picture: DrawnFormula | None) -> Markup:
    """Return a picture of an equation, and each number on the line of its row."""
    tags = block.tags
    rows = tuple((at + 0.6) / len(tags) for at in range(len(tags)))
    content = as_code(block.formula)
    if picture is not None:
        content = pictures_of((picture,), block.formula.alternative)
        if len(tags) == 1:
            rows = ((picture.height - picture.depth) / picture.height,)
        elif len(picture.rows) == len(tags):
            rows = picture.rows
    numbers = (
        _number(tag, Markup(' style="top:{:.2%}"').format(row), own_id=len(tags) > 1)
        for tag, row in zip(tags, rows, strict=True)
    )
    return content + Markup().join(numbers)


def _kinds(block: Equation) -> str:
    numbered = " numbered" if any(tag.number for tag in block.tags) else ""
    return numbered + (" lines" if len(block.tags) > 1 else "")


def _number(tag: EquationTag, style: Markup = NO_STYLE, *, own_id: bool = False) -> Markup:
    """Return the number of an equation or of its row; nothing where it has none."""
    if not tag.number and not (own_id and tag.id):
        return Markup()
    return Markup('<span class="number"{}{}>{}</span>').format(
        id_attribute(tag.id) if own_id else "", style, f"({tag.number})" if tag.number else ""
    )


def _numbered(block: Equation) -> MathElement:
    """Return the formula with the numbers of its rows in a last column."""
    root, tags = block.formula.root, block.tags
    if len(tags) == 1:
        return root
    (table,) = root.elements
    rows = tuple(
        replace(row, children=(_GLUE, *row.elements, _tag_cell(tag)))
        for row, tag in zip(table.elements, tags, strict=False)
    )
    columns = max(len(row.elements) for row in table.elements)
    alignments = (table.attribute("columnalign") or "center").split()
    alignments += alignments[-1:] * (columns - len(alignments))
    gaps = (table.attribute("columnspacing") or USUAL_GAP).split()[: columns - 1]
    attributes = dict(table.attributes) | {
        "columnalign": " ".join(("left", *alignments, "right")),
        "columnspacing": " ".join(("1em", *gaps, "1em")),
        "class": "numbered",
    }
    return replace(
        root, children=(replace(table, attributes=tuple(attributes.items()), children=rows),)
    )


_GLUE: Final = MathElement("mtd", (("class", "glue"),))


def _tag_cell(tag: EquationTag) -> MathElement:
    attributes = (("class", "tag"), *((("id", as_id(tag.id)),) if tag.id else ()))
    number = (MathElement("mtext", (), (f"({tag.number})",)),) if tag.number else ()
    return MathElement("mtd", attributes, number)
