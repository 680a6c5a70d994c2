"""What a fenced div means: a callout, a page break, the place of the bibliography, a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    Bibliography,
    Callout,
    CodeBlock,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    in_language,
)
from presswork.inlines import Text
from presswork.problems import did_you_mean
from presswork.readers.markdown import (
    attributes,
    callouts,
    directives,
    divs,
    figures,
    selections,
)
from presswork.readers.markdown.inlines import read_inlines
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.document import Blocks, CalloutKind
    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.readers.markdown.attributes import Attributes
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node

_PAGE_BREAKS: Final = frozenset({"page-break", "pagebreak", "newpage"})
_LAYOUT: Final = words(
    """content-visible columns column panel-tabset column-margin column-body column-body-outset
    column-page column-page-inset column-page-left column-page-right column-screen
    column-screen-inset column-margin-right aside center left right landscape small large figure
    layout cell cell-output cell-output-display cell-output-stdout sourcecode incremental
    nonincremental hidden-pdf fragment section quarto-layout-panel table-responsive absolute
    summary lead text-center keep-together unnumbered page-columns page-full csl-bib-body
    epigraph multicol onecolumn"""
)
"""Classes that only place what they hold."""

_HIDDEN: Final = frozenset({"content-hidden", "hidden"})
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
    kind = next((callouts.KINDS[name] for name in names if name in callouts.KINDS), None)
    if kind:
        return (_callout(node, kind, reading, read_blocks),)
    if found.id.startswith(("fig:", "fig-")):
        figure = figures.read_figure_of_many(node, reading)
        if figure is not None:
            return (figure,) if figure.panels else ()
    statement = _statement(found, names)
    laid_out = _LAYOUT.intersection(names) or node.token.meta.get(divs.OF_HTML)
    if found.id and reading.section and (statement or laid_out):
        reading.aliases[found.id] = reading.section
    if statement:
        section = reading.section
        inner = read_blocks(node.children, reading)
        reading.section = section
        return directives.stated(statement, inner, location)
    if _HIDDEN.intersection(names):
        reading.ledger.warn("what is hidden here is left out", location, "show it, or delete it")
        return ()
    inner = read_blocks(node.children, reading)
    made = _made_of(inner, found, names, location, reading)
    if made is not None:
        return made
    if language := found.values.get("lang"):
        return in_language(inner, language)
    if not laid_out and (found.id or not _is_layout(found)):
        _tell_meaningless(found, names, location, reading)
    return inner


def _is_layout(found: Attributes) -> bool:
    return any(name.startswith("layout") for name in found.values)


def _made_of(
    inner: Blocks, found: Attributes, names: list[str], location: Location, reading: Reading
) -> Blocks | None:
    """Return what a div with a meaning makes of its blocks; None for one without.

    The blocks are read once, whatever it may be: divs stand in divs, and time would double with
    each.
    """
    if _PAGE_BREAKS.intersection(names):
        return (PageBreak(location), *inner)
    if found.id in _BIBLIOGRAPHY or "refs" in names or found.id.startswith("refs-"):
        chosen = selections.read_selection(found, location, reading.ledger)
        return (*inner, Bibliography(location=location, selection=chosen, id=found.id or None))
    if found.id.startswith(("tbl:", "tbl-")):
        table = _table_with_caption(inner, found.id)
        return None if table is None else (table,)
    if found.id.startswith("lst") or names == ["listing"]:
        listing = _listing_with_caption(inner, found.id)
        return None if listing is None else (listing,)
    return None


def _tell_meaningless(
    found: Attributes, names: list[str], location: Location, reading: Reading
) -> None:
    what = f"'.{found.classes[0]}'" if found.classes else f"'#{found.id}'" if found.id else "this"
    reading.ledger.warn(
        f"the block {what} has no meaning here; what it holds stays",
        location,
        did_you_mean(names[0] if names else found.id, [*callouts.KINDS, *_PAGE_BREAKS, "refs"])
        or "known are note, tip, important, warning, caution, page-break and #refs",
    )


def _table_with_caption(blocks: Blocks, identifier: str) -> Table | None:
    """Return the table of a div that holds one, with the last paragraph as its caption."""
    match blocks:
        case (Table() as table,):
            return replace(table, id=table.id or identifier)
        case (Table() as table, Paragraph(children=caption)) if not table.caption:
            return replace(table, id=table.id or identifier, caption=caption)
        case _:
            return None


def _listing_with_caption(blocks: Blocks, identifier: str) -> CodeBlock | None:
    """Return the code of a div that holds it and a paragraph, which is its caption."""
    match blocks:
        case (CodeBlock() as code, Paragraph(children=caption)) | (
            Paragraph(children=caption),
            CodeBlock() as code,
        ):
            return replace(code, id=code.id or identifier or None, caption=caption)
        case (CodeBlock() as code,):
            return replace(code, id=code.id or identifier or None)
        case _:
            return None


_QUARTO_STATEMENTS: Final = {
    "thm": "Theorem",
    "lem": "Lemma",
    "cor": "Corollary",
    "prp": "Proposition",
    "cnj": "Conjecture",
    "def": "Definition",
    "exm": "Example",
    "exr": "Exercise",
    "sol": "Solution",
    "rem": "Remark",
    "alg": "Algorithm",
}


def _statement(found: Attributes, names: list[str]) -> str:
    """Return the name of a theorem and the like; empty for other divs."""
    named = _QUARTO_STATEMENTS.get(found.id.partition("-")[0]) if "-" in found.id else None
    known = next((name for name in names if name in directives.STATEMENTS), "")
    title = named or known.capitalize()
    name = found.values.get("name", "")
    return f"{title} ({name})" if title and name else title


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
    written = attributes.of(node.token).values.get("title") or str(node.token.meta[divs.TITLE])
    if not written:
        return ()
    return read_inlines(reading.parse_line(written), node.line, reading) or (Text(written),)
