"""Lines of a Word file, as blocks: lists, quotations, listings, captions with what they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    Bibliography,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    Definition,
    DefinitionList,
    Equation,
    EquationTag,
    Figure,
    Heading,
    OrderedList,
    PageBreak,
    Panel,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from presswork.inlines import Image, LineBreak, Math, TargetKind, Text, plain_text, rewrite
from presswork.readers import identifiers
from presswork.readers.docx.pieces import Grid, Line, ListPlace, NewPage
from presswork.readers.docx.styles import Role
from presswork.readers.printed import labels, texts

if TYPE_CHECKING:
    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.readers.docx.pieces import Item, Piece

_NUMBER: Final = re.compile(r"\s*\(([A-Z]{0,2}\d+(?:[.\-]\d+)*[a-z]?)\)\s*")
_CALLOUTS: Final[dict[str, CalloutKind]] = {
    "note": "note",
    "tip": "tip",
    "important": "important",
    "warning": "warning",
    "caution": "caution",
}


@dataclass(slots=True)
class Building:
    """Blocks while they are made.

    Args:
        place: the file.
        taken: the ids that blocks have, and how often each was wanted.
        aliases: the bookmarks, with the ids of the blocks there.
        counts: how many items each list has had: lists go on after other text.
        listed: whether the list of references has its place.
    """

    place: Location
    taken: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    listed: bool = False

    def free_id(self, wanted: str) -> str:
        """Return an id that no block has."""
        count = self.taken.get(wanted, 0)
        self.taken[wanted] = count + 1
        return self.free_id(f"{wanted}-{count}") if count else wanted

    def block_id(self, ids: tuple[str, ...], otherwise: str | None = None) -> str | None:
        """Give a block its id, and let all its bookmarks lead to it."""
        wanted = ids[0] if ids else otherwise
        if wanted is None:
            return None
        own = self.free_id(wanted)
        for identifier in ids:
            self.aliases.setdefault(identifier, own)
        return own


def make(pieces: list[Piece], building: Building) -> Blocks:
    """Make blocks of lines and tables."""
    result: list[Block] = []
    rest = _with_captions(pieces)
    at = 0
    while at < len(rest):
        piece = rest[at]
        match piece:
            case _Captioned():
                result += _captioned(piece, building)
                at += 1
            case Grid():
                result += _grid(piece, building)
                at += 1
            case ListPlace():
                if not building.listed:
                    building.listed = True
                    headed = bool(result) and isinstance(result[-1], Heading)
                    result.append(Bibliography(headed=headed, location=building.place))
                at += 1
            case NewPage():
                if result and at + 1 < len(rest):
                    result.append(PageBreak(building.place))
                at += 1
            case Line():
                end = _end_of_group(rest, at)
                group = [each for each in rest[at:end] if isinstance(each, Line)]
                result += _group(group, building)
                at = end
    return tuple(result)


_GROUPED: Final = frozenset(
    {Role.QUOTE, Role.CODE, Role.CALLOUT, Role.CALLOUT_TITLE, Role.TERM, Role.DEFINITION}
)


def _kind(line: Line) -> str:
    if line.item is not None and line.role not in {Role.HEADING, Role.CAPTION, Role.CODE}:
        return "list"
    match line.role:
        case Role.CONTINUED:
            return "list"
        case Role.CALLOUT_TITLE | Role.CALLOUT:
            return "callout"
        case Role.TERM | Role.DEFINITION:
            return "definition"
        case _:
            return str(line.role.value)


def _end_of_group(rest: list[Piece | _Captioned], start: int) -> int:
    """Return where lines end that belong together."""
    first = rest[start]
    if not isinstance(first, Line):
        return start + 1
    kind = _kind(first)
    if kind != "list" and first.role not in _GROUPED:
        return start + 1
    end = start + 1
    while end < len(rest) and isinstance(line := rest[end], Line) and _kind(line) == kind:
        if line.role is Role.CALLOUT_TITLE:
            break
        end += 1
    return end


def _group(lines: list[Line], building: Building) -> Blocks:
    first = lines[0]
    match _kind(first):
        case "list":
            return _lists(lines, building)
        case "callout":
            return _callout(lines, building)
        case "definition":
            return _definitions(lines, building)
        case "heading":
            return _heading(first, building)
        case "code":
            text = "\n".join(_code(line.content) for line in lines)
            return (CodeBlock(text, location=building.place),)
        case "quote":
            return (Quote(_plain(lines, building), building.place),)
        case "break":
            return (ThematicBreak(building.place),)
        case "contents" | "none":
            return ()
        case _:
            return _paragraph(first, building)


def _plain(lines: list[Line], building: Building) -> Blocks:
    return tuple(block for line in lines for block in _paragraph(line, building))


def _heading(line: Line, building: Building) -> Blocks:
    words = texts.trimmed(
        rewrite(line.content, lambda each: (Text(" "),) if isinstance(each, LineBreak) else None)
    )
    if not plain_text(words).strip():
        return ()
    own = building.block_id(line.ids, identifiers.slug(plain_text(words)))
    return (Heading(min(line.level, 6), words, own or "section", location=building.place),)


def _code(content: Inlines) -> str:
    return "".join("\n" if isinstance(each, LineBreak) else plain_text((each,)) for each in content)


def _paragraph(line: Line, building: Building) -> Blocks:
    words = [each for each in line.content if not _is_space(each)]
    if all(isinstance(each, Image) for each in words):
        panels = tuple(Panel(each) for each in words if isinstance(each, Image))
        return (Figure(panels, id=building.block_id(line.ids), location=building.place),)
    if equation := _equation(line, building):
        return (equation,)
    return (Paragraph(line.content, building.place),)


def _is_space(inline: object) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip())


def _equation(line: Line, building: Building) -> Equation | None:
    """Return the formula that a line is, with the number that stands beside it."""
    formulas = [each for each in line.content if isinstance(each, Math)]
    around = tuple(each for each in line.content if not isinstance(each, Math))
    if len(formulas) != 1 or any(not isinstance(each, Text | LineBreak) for each in around):
        return None
    words = plain_text(around).strip()
    number = _NUMBER.fullmatch(words)
    if words and not number:
        return None
    if not words and not line.display and not _stands_alone(line):
        return None
    tag = EquationTag(
        building.block_id(line.ids),
        numbered=number is not None,
        number=number[1] if number else None,
    )
    return Equation(formulas[0].formula.displayed, (tag,), building.place)


def _stands_alone(line: Line) -> bool:
    return len(line.content) == 1


# ---- lists


def _lists(lines: list[Line], building: Building) -> Blocks:
    """Make lists of items at any depth; lines without a number belong to the item before."""
    result: list[Block] = []
    at = 0
    while at < len(lines):
        item = lines[at].item
        if item is None or item.level.bare:
            result += _paragraph(lines[at], building)
            at += 1
            continue
        end = at + 1
        while end < len(lines) and _goes_on(item, lines[end].item):
            end += 1
        result.append(_list(lines[at:end], item, building))
        at = end
    return tuple(result)


def _goes_on(first: Item, other: Item | None) -> bool:
    if other is None or other.level.bare or other.place > first.place:
        return True
    same = other.number == first.number or other.level.numeral == first.level.numeral is None
    return other.place == first.place and same


def _list(lines: list[Line], first: Item, building: Building) -> Block:
    items: list[list[Line]] = []
    for line in lines:
        item = line.item
        if item is not None and not item.level.bare and item.place <= first.place:
            items.append([line])
        else:
            items[-1].append(line)
    made = tuple(_item(each, building) for each in items)
    tight = all(sum(isinstance(block, Paragraph) for block in each) <= 1 for each in made)
    if first.level.numeral is None:
        return BulletList(made, tight, building.place)
    key = (first.number, first.place)
    start = first.level.start + building.counts.get(key, 0)
    building.counts[key] = building.counts.get(key, 0) + len(made)
    for deeper in [
        other for other in building.counts if other[0] == first.number and other[1] > first.place
    ]:
        del building.counts[deeper]
    return OrderedList(made, start, first.level.numeral, tight, building.place)


def _item(lines: list[Line], building: Building) -> Blocks:
    first, rest = lines[0], lines[1:]
    return (*_paragraph(first, building), *_lists(rest, building))


def _definitions(lines: list[Line], building: Building) -> Blocks:
    items: list[tuple[Inlines, list[Block]]] = []
    for line in lines:
        if line.role is Role.TERM or not items:
            items.append((line.content if line.role is Role.TERM else (), []))
        if line.role is not Role.TERM:
            items[-1][1].extend(_paragraph(line, building))
    made = tuple(Definition(term, (tuple(blocks),)) for term, blocks in items)
    return (DefinitionList(made, building.place),)


def _callout(lines: list[Line], building: Building) -> Blocks:
    title: Inlines = ()
    kind: CalloutKind = "note"
    if lines[0].role is Role.CALLOUT_TITLE:
        title = lines[0].content
        word, stop, _ = plain_text(title).partition(".")
        known = _CALLOUTS.get(word.strip(" .:").casefold())
        if known is not None:
            kind = known
            title = texts.trimmed(texts.without_start(title, len(word) + len(stop)))
        lines = lines[1:]
    blocks = tuple(block for line in lines for block in _body(line, building))
    return (Callout(kind, blocks, title, building.place),)


def _body(line: Line, building: Building) -> Blocks:
    return _lists([line], building) if line.item else _paragraph(line, building)


# ---- captions


@dataclass(frozen=True, slots=True)
class _Captioned:
    """A caption and what it stands beside."""

    caption: Line
    of: tuple[Line | Grid, ...]


def _with_captions(pieces: list[Piece]) -> list[Piece | _Captioned]:
    """Put each caption together with the table, the pictures or the listing that it names."""
    result: list[Piece | _Captioned] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not isinstance(piece, Line) or not _is_caption(piece):
            result.append(piece)
            at += 1
            continue
        kind = _named(piece)
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if kind is TargetKind.TABLE or (kind is None and isinstance(following, Grid)):
            if isinstance(following, Grid):
                result.append(_Captioned(piece, (following,)))
                at += 2
                continue
            if result and isinstance(last := result[-1], Grid):
                result[-1] = _Captioned(piece, (last,))
                at += 1
                continue
        before = _taken_back(result, kind)
        if before:
            result.append(_Captioned(piece, before))
            at += 1
            continue
        after = _taken_ahead(pieces, at + 1, kind)
        if after:
            result.append(_Captioned(piece, after))
            at += 1 + len(after)
            continue
        result.append(replace(piece, role=Role.TEXT))
        at += 1
    return result


def _is_caption(line: Line) -> bool:
    if line.role is Role.CAPTION or line.sequence:
        return True
    return line.role is Role.TEXT and line.item is None and bool(_label_of_figure(line))


def _label_of_figure(line: Line) -> bool:
    """Tell whether a plain paragraph begins as captions do: `Figure 1.` with a stop after it."""
    beginning = plain_text(line.content)[:30]
    return (
        re.match(
            r"(?:Fig(?:ure)?\.?|Table|Abb(?:ildung)?\.?|Tab(?:elle)?\.?)\s+\d+[.:|]\s", beginning
        )
        is not None
    )


def _named(line: Line) -> TargetKind | None:
    label = labels.split(line.content)
    return labels.kind_of(line.sequence) or (label.kind if label else None)


def _is_picture(piece: object) -> bool:
    if not isinstance(piece, Line) or piece.role in {Role.HEADING, Role.CAPTION}:
        return False
    words = [each for each in piece.content if not _is_space(each)]
    return bool(words) and all(isinstance(each, Image) for each in words)


def _is_code(piece: object) -> bool:
    return isinstance(piece, Line) and piece.role is Role.CODE


def _taken_back(
    result: list[Piece | _Captioned], kind: TargetKind | None
) -> tuple[Line | Grid, ...]:
    """Take the pictures, or the listing, off the end of what was read so far."""
    wanted = _is_code if kind is TargetKind.LISTING else _is_picture
    found: list[Line | Grid] = []
    while result and wanted(last := result[-1]) and isinstance(last, Line):
        found.insert(0, last)
        result.pop()
    if (
        not found
        and result
        and isinstance(last := result[-1], Grid)
        and kind is TargetKind.FIGURE
        and _pictures_of(last)
    ):
        result.pop()
        return (last,)
    return tuple(found)


def _taken_ahead(
    pieces: list[Piece], start: int, kind: TargetKind | None
) -> tuple[Line | Grid, ...]:
    wanted = _is_code if kind is TargetKind.LISTING else _is_picture
    found: list[Line | Grid] = []
    for piece in pieces[start:]:
        if not wanted(piece) or not isinstance(piece, Line):
            break
        found.append(piece)
    return tuple(found)


def _pictures_of(grid: Grid) -> list[Panel]:
    """Return the pictures of a table that only arranges them."""
    panels: list[Panel] = []
    for row in (*grid.table.head, *grid.table.body):
        for cell in row.cells:
            for block in cell.blocks:
                if not isinstance(block, Figure):
                    return []
                panels += block.panels
    return panels


def _captioned(piece: _Captioned, building: Building) -> Blocks:
    label = labels.split(piece.caption.content)
    words = label.rest if label else piece.caption.content
    number = label.number if label else None
    ids = (*piece.caption.ids, *(each for of in piece.of for each in of.ids))
    own = building.block_id(ids)
    match piece.of:
        case (Grid() as grid,) if panels := _pictures_of(grid):
            return (Figure(tuple(panels), words, own, number, building.place),)
        case (Grid(table=table),):
            return (replace(table, caption=words, id=own, number=number),)
        case lines if all(map(_is_code, lines)):
            text = "\n".join(_code(line.content) for line in lines if isinstance(line, Line))
            return (CodeBlock(text, location=building.place, caption=words, id=own),)
        case lines:
            images = [
                Panel(each)
                for line in lines
                if isinstance(line, Line)
                for each in line.content
                if isinstance(each, Image)
            ]
            return (Figure(tuple(images), words, own, number, building.place),)


def _grid(piece: Grid, building: Building) -> Blocks:
    table = piece.table
    rows = (*table.head, *table.body)
    cells = [cell for row in rows for cell in row.cells]
    if len(cells) == 1:
        return cells[0].blocks
    if len(rows) == 1 and (equation := _equation_of(cells_blocks(table), piece, building)):
        return (equation,)
    return (replace(table, id=building.block_id(piece.ids)),)


def cells_blocks(table: Table) -> list[Block]:
    """Return the blocks of all cells."""
    return [
        block for row in (*table.head, *table.body) for cell in row.cells for block in cell.blocks
    ]


def _equation_of(blocks: list[Block], piece: Grid, building: Building) -> Equation | None:
    """Return the formula that a table without lines sets in the middle, with its number."""
    formulas = [block for block in blocks if isinstance(block, Equation)]
    words = " ".join(plain_text(block.children) for block in blocks if isinstance(block, Paragraph))
    number = _NUMBER.fullmatch(words)
    if len(formulas) != 1 or not number or len(blocks) != 2:  # noqa: PLR2004 - formula and number
        return None
    tag = EquationTag(building.block_id(piece.ids), numbered=True, number=number[1])
    return replace(formulas[0], tags=(tag,))
