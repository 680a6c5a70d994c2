"""What a fenced div means: a callout, a page break, the place of the bibliography, a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Bibliography, Callout, Heading, PageBreak, Paragraph, Table
from presswork.inlines import Text
from presswork.problems import did_you_mean
from presswork.readers.markdown import attributes, divs, figures, selections
from presswork.readers.markdown.inlines import read_inlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.document import Blocks, CalloutKind
    from presswork.inlines import Inlines
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node

_CALLOUTS: Final[dict[str, CalloutKind]] = {
    "note": "note",
    "info": "note",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "warning": "warning",
    "attention": "warning",
    "caution": "caution",
    "danger": "caution",
}
_PAGE_BREAKS: Final = frozenset({"page-break", "pagebreak", "newpage"})
_BIBLIOGRAPHY: Final = frozenset({"refs", "references", "bibliography"})


def read_div(
    node: Node, reading: Reading, read_blocks: Callable[[Iterable[Node], Reading], Blocks]
) -> Blocks:
    """Make blocks of a div.

    Args:
        node: the parser's `div`.
        reading: the document.
        read_blocks: reads what the div contains.
    """
    found = attributes.of(node.token)
    location = reading.at(node.line)
    if node.token.meta[divs.UNCLOSED]:
        reading.ledger.warn(
            "this ::: is never closed; it ends where what it stands in ends",
            location,
            "close it with a line ::: of its own",
        )
    names = [name.lower().removeprefix("callout-") for name in found.classes]
    kind = next((_CALLOUTS[name] for name in names if name in _CALLOUTS), None)
    if kind:
        return (_callout(node, kind, reading, read_blocks),)
    if _PAGE_BREAKS.intersection(names):
        return (PageBreak(location), *read_blocks(node.children, reading))
    if found.id in _BIBLIOGRAPHY or "refs" in names or found.id.startswith("refs-"):
        chosen = selections.read_selection(found, location, reading.ledger)
        listed = Bibliography(location=location, selection=chosen, id=found.id or None)
        return (*read_blocks(node.children, reading), listed)
    if found.id.startswith(("fig:", "fig-")):
        figure = figures.read_figure_of_many(node, reading)
        if figure is not None:
            return (figure,) if figure.panels else ()
    if found.id.startswith(("tbl:", "tbl-")):
        table = _table_with_caption(read_blocks(node.children, reading), found.id)
        if table is not None:
            return (table,)
    what = f"'.{found.classes[0]}'" if found.classes else f"'#{found.id}'" if found.id else "this"
    reading.ledger.warn(
        f"the block {what} has no meaning here; what it holds stays",
        location,
        did_you_mean(names[0] if names else found.id, [*_CALLOUTS, *_PAGE_BREAKS, "refs"])
        or "known are note, tip, important, warning, caution, page-break and #refs",
    )
    return read_blocks(node.children, reading)


def _table_with_caption(blocks: Blocks, identifier: str) -> Table | None:
    """Return the table of a div that holds one, with the last paragraph as its caption."""
    match blocks:
        case (Table() as table,):
            return replace(table, id=table.id or identifier)
        case (Table() as table, Paragraph(children=caption)) if not table.caption:
            return replace(table, id=table.id or identifier, caption=caption)
        case _:
            return None


def _callout(
    node: Node,
    kind: CalloutKind,
    reading: Reading,
    read_blocks: Callable[[Iterable[Node], Reading], Blocks],
) -> Callout:
    title = _title(node, reading)
    blocks = read_blocks(node.children, reading)
    if not title and blocks and isinstance(blocks[0], Heading):
        title, blocks = blocks[0].children, blocks[1:]
    return Callout(kind, blocks, title, reading.at(node.line))


def _title(node: Node, reading: Reading) -> Inlines:
    words = attributes.of(node.token).values.get("title") or str(node.token.meta[divs.TITLE])
    if not words:
        return ()
    return read_inlines(reading.parse_line(words), node.line, reading) or (Text(words),)
