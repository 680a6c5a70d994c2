"""MyST's directives and the cells of Quarto, R Markdown and Jupyter: fences with `{name}`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import yaml
from markdown_it.token import Token

from presswork.document import (
    Bibliography,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Column,
    Figure,
    Heading,
    OrderedList,
    Panel,
    Paragraph,
    Quote,
    Row,
    Table,
)
from presswork.inlines import Strong, Text
from presswork.readers.markdown import attributes, callouts, equations, pictures
from presswork.readers.markdown.attributes import Attributes
from presswork.readers.markdown.inlines import join_texts, read_inlines
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node

_INFO: Final = re.compile(r"\{\s*([A-Za-z][\w:+.-]*)\s*([^}]*)\}\s*(.*)$", re.DOTALL)
_OPTION: Final = re.compile(r"\s*:([\w-]+):[ \t]*(.*)$")
_CELL_OPTION: Final = re.compile(r"\s*(?:#\||//\||--\||%%\|)\s?(.*)$")
_CHUNK: Final = re.compile(r"([\w.\-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^,\s]+)")
_CODE: Final = words("code code-block sourcecode literalinclude prompt")
_FIGURES: Final = words("figure image")
_TABLES: Final = words("table list-table csv-table")
_QUOTES: Final = words("epigraph pull-quote blockquote highlights")
_NOTHING: Final = words("toctree contents tableofcontents index meta only-html raw rst-class")
_KEPT: Final = words(
    """div container margin aside card grid grid-item tab-set tab-item compound class glossary
    details embed card-carousel hlist panels center align-center include button"""
)
_LANGUAGES: Final = words(
    """python r julia bash sh ojs sql mermaid dot graphviz javascript js css stan rcpp octave
    matlab c cpp fortran perl ruby node zsh powershell code-cell ipython ipython3 text"""
)
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Directive:
    """A fence with a name in braces.

    Args:
        name: of it.
        argument: what stands behind the name.
        options: its own.
        body: the lines below the options.
        line: where the body begins.
        start: where the fence begins.
    """

    name: str
    argument: str
    options: Mapping[str, str]
    body: str
    line: int
    start: int

    @property
    def id(self) -> str | None:
        """What other places call it by."""
        return self.options.get("name") or self.options.get("label") or None


def parse(info: str, content: str, line: int) -> Directive | None:
    """Read a fence; None where no name stands in its braces.

    Args:
        info: what follows the fence.
        content: its lines.
        line: where it begins.
    """
    found = _INFO.match(info.strip())
    if found is None:
        return None
    name = found[1].lower()
    inner = found[2].strip()
    is_cell = name in _LANGUAGES
    if inner and not is_cell:
        return None
    options, body, skipped = _cell_options(content) if is_cell else _options(content)
    if inner:
        options = {**_chunk(inner), **options}
    return Directive(name, found[3].strip(), options, body, line + 1 + skipped, line)


def _options(content: str) -> tuple[dict[str, str], str, int]:
    """Return `:key: value` lines, or YAML between `---`, at the beginning; and the rest."""
    lines = content.split("\n")
    found: dict[str, str] = {}
    at = 0
    if lines and lines[0].strip() == "---":
        end = next((n for n in range(1, len(lines)) if lines[n].strip() == "---"), 0)
        return _yaml("\n".join(lines[1:end])), "\n".join(lines[end + 1 :]), end + 1
    while at < len(lines) and (option := _OPTION.match(lines[at])):
        found[option[1]] = option[2].strip()
        at += 1
    return found, "\n".join(lines[at:]), at


def _cell_options(content: str) -> tuple[dict[str, str], str, int]:
    """Return the `#| key: value` lines at the beginning of a cell of code, and the rest."""
    lines = content.split("\n")
    written: list[str] = []
    for line in lines:
        option = _CELL_OPTION.match(line)
        if option is None:
            break
        written.append(option[1])
    count = len(written)
    if not written:
        return _options(content)
    return _yaml("\n".join(written)), "\n".join(lines[count:]), count


def _yaml(text: str) -> dict[str, str]:
    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {
        str(key): str(value).lower() if isinstance(value, bool) else str(value)
        for key, value in loaded.items()
    }


def _chunk(text: str) -> dict[str, str]:
    """Return the options of R Markdown's ```{r label, echo=FALSE, fig.cap="…"}```."""
    found = {
        match[1].replace(".", "-"): match[2].strip("\"'").replace("FALSE", "false")
        for match in _CHUNK.finditer(text)
    }
    first = text.split(",", maxsplit=1)[0].strip()
    if first and "=" not in first and " " not in first:
        found.setdefault("label", f"fig-{first}" if "fig-cap" in found else first)
    return found


def read_directive(
    found: Directive,
    reading: Reading,
    read_blocks: Callable[[Iterable[Node], Reading], Blocks],
) -> Blocks | None:
    """Make blocks of a directive.

    Args:
        found: the directive.
        reading: the document.
        read_blocks: reads the Markdown within it.

    Returns:
        None where its name is unknown.
    """
    name = found.name.removeprefix("prf:").removeprefix("proof:")
    location = reading.at(found.start)
    label = found.options.get("label")
    if found.id and label and label != found.id:
        reading.aliases[label] = found.id
    if found.name in _LANGUAGES:
        return _cell(found, reading)
    if name in _NOTHING:
        return ()
    if name == "math":
        return (_math(found, reading),)
    if name in _CODE:
        caption = _line(found.options.get("caption", ""), found.line, reading)
        text = found.body.strip("\n")
        return (CodeBlock(text, found.argument, location, caption, found.id),)
    if name in _FIGURES:
        return _figure(found, reading, read_blocks)
    if name == "bibliography":
        return (Bibliography(location=location),)
    if reading.depth >= _DEEPEST:
        return None
    reading.depth += 1
    inner = read_blocks(reading.parse_blocks(found.body, found.line), reading)
    reading.depth -= 1
    return _framed(found, name, inner, reading)


def _framed(found: Directive, name: str, inner: Blocks, reading: Reading) -> Blocks | None:
    location = reading.at(found.start)
    kind = callouts.KINDS.get(name)
    if kind:
        title = _line(found.argument, found.start, reading)
        if not title and name in callouts.TITLES:
            title = (Text(callouts.TITLES[name]),)
        return (Callout(kind, inner, title, location),)
    if name in _TABLES:
        return _table(found, inner, reading)
    if name in _QUOTES:
        return (Quote(inner, location),)
    if name == "rubric":
        return (Paragraph((Strong(_line(found.argument, found.start, reading)),), location), *inner)
    if name in STATEMENTS:
        argument = f" ({found.argument})" if found.argument else ""
        if found.id and reading.section:
            reading.aliases[found.id] = reading.section
        return stated(f"{name.capitalize()}{argument}", inner, location)
    if name in _KEPT:
        return inner
    return None


STATEMENTS: Final = words(
    """theorem lemma proposition corollary definition remark example proof conjecture claim
    algorithm assumption exercise fact observation property hypothesis notation solution
    criterion axiom"""
)
"""What mathematics states, which has its name before it."""


def stated(title: str, inner: Blocks, location: Location) -> Blocks:
    """Put the name of a statement before its words; a heading that begins them is its title."""
    lead = Strong((Text(f"{title}."),))
    match inner:
        case (Heading(children=named), *rest) if rest:
            words = join_texts((Text(f"{title} ("), *named, Text(").")))
            return _led(Strong(words), tuple(rest), location)
        case _:
            return _led(lead, inner, location)


def _led(lead: Strong, inner: Blocks, location: Location) -> Blocks:
    match inner:
        case (Paragraph() as first, *rest):
            children = join_texts((lead, Text(" "), *first.children))
            return (Paragraph(children, first.location), *rest)
        case _:
            return (Paragraph((lead,), location), *inner)


def _line(text: str, line: int, reading: Reading) -> Inlines:
    return read_inlines(reading.parse_line(text.strip()), line, reading) if text.strip() else ()


def _math(found: Directive, reading: Reading) -> Block:
    token = Token("math_display", "math", 0)
    token.content = "\n".join(part for part in (found.argument, found.body) if part.strip())
    token.meta = {attributes.META: Attributes(id=found.id or "")}
    return equations.read_display(token, found.line, reading)


def _figure(
    found: Directive, reading: Reading, read_blocks: Callable[[Iterable[Node], Reading], Blocks]
) -> Blocks:
    inner = read_blocks(reading.parse_blocks(found.body, found.line), reading)
    address = found.argument
    if not address or address.startswith("#"):
        address = found.options.get("placeholder", "")
        if not address:
            return _figure_of_body(found, inner, reading)
    caption: Inlines = ()
    rest = inner
    if inner and isinstance(first := inner[0], Paragraph):
        caption, rest = first.children, inner[1:]
    values = {key: value for key, value in found.options.items() if key in _SIZES}
    picture = pictures.Picture(address, Attributes(values=values))
    image = pictures.read_figure_picture(picture, caption, found.start, reading)
    location = reading.at(found.start)
    return (Figure((Panel(image),), caption, found.id, location=location), *rest)


def _figure_of_body(found: Directive, inner: Blocks, reading: Reading) -> Blocks:
    """Make one figure of the pictures within; the first words after them are its caption.

    The picture of `{figure} #cell` is what a cell of a notebook shows, which is not here.
    """
    location = reading.at(found.start)
    panels = tuple(
        replace(panel, caption=one.caption, id=panel.id or one.id)
        for one in inner
        if isinstance(one, Figure)
        for panel in one.panels
    )
    if not panels:
        reading.ledger.warn(
            "code is not run; the figure that it makes is missing"
            if found.argument
            else "the figure names no picture; its words stay",
            location,
            "put a picture of it here: {figure} picture.png",
        )
        return inner
    words = next((one for one in inner if isinstance(one, Paragraph)), None)
    rest = tuple(one for one in inner if not isinstance(one, Figure) and one is not words)
    caption = words.children if words else ()
    if len(panels) == 1 and not caption:
        caption, panels = panels[0].caption, (replace(panels[0], caption=()),)
    return (Figure(panels, caption, found.id, location=location), *rest)


_SIZES: Final = words("alt width height")


def _table(found: Directive, inner: Blocks, reading: Reading) -> Blocks:
    """Give a table its caption; a list of lists, and comma-separated values, become one."""
    caption = _line(found.argument, found.start, reading)
    table = next((block for block in inner if isinstance(block, Table)), None)
    if table is None and found.name == "list-table":
        table = _of_lists(found, inner)
    if found.name == "csv-table":
        table, inner = _of_values(found, reading), ()
    if table is None:
        return inner
    named = replace(
        table,
        caption=table.caption or caption,
        id=table.id or found.id,
        location=reading.at(found.start),
    )
    others = tuple(one for one in inner if not isinstance(one, Table | BulletList | OrderedList))
    return (named, *others)


def _number(options: Mapping[str, str], name: str) -> int:
    text = options.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004 - a few rows


def _of_lists(found: Directive, inner: Blocks) -> Table | None:
    outer = next((one for one in inner if isinstance(one, BulletList)), None)
    if outer is None:
        return None
    stubs = _number(found.options, "stub-columns")
    rows: list[Row] = []
    for item in outer.items:
        cells = next((one for one in item if isinstance(one, BulletList | OrderedList)), None)
        written = cells.items if cells else (item,)
        rows.append(Row(tuple(Cell(one, heading=at < stubs) for at, one in enumerate(written))))
    return _of_rows(rows, found)


def _of_rows(rows: list[Row], found: Directive) -> Table | None:
    if not rows:
        return None
    count = max(len(row.cells) for row in rows)
    filled = [Row((*row.cells, *(Cell(()),) * (count - len(row.cells)))) for row in rows]
    heads = _number(found.options, "header-rows")
    widths = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", found.options.get("widths", ""))]
    total = sum(widths)
    columns = tuple(
        Column(width=widths[at] / total if len(widths) == count and total else None)
        for at in range(count)
    )
    return Table(columns, tuple(filled[:heads]), tuple(filled[heads:]))


def _of_values(found: Directive, reading: Reading) -> Table | None:
    text = found.body.strip("\n")
    header = found.options.get("header", "")
    lines = ([header] if header else []) + text.split("\n")
    rows: list[Row] = []
    try:
        for values in csv.reader(lines, skipinitialspace=True):
            cells = (_line(value, found.line, reading) for value in values)
            rows.append(Row(tuple(Cell((Paragraph(one),) if one else ()) for one in cells)))
    except csv.Error:
        return None
    table = _of_rows([row for row in rows if row.cells], found)
    if table and header:
        return replace(table, head=table.body[:1], body=table.body[1:])
    return table


def _cell(found: Directive, reading: Reading) -> Blocks:
    """Show the code of a cell, which nobody runs here; a figure that it makes is missing."""
    options = found.options
    location = reading.at(found.start)
    language = found.argument if found.name == "code-cell" else found.name
    hidden = options.get("echo") == "false" or options.get("include") == "false"
    hidden |= any(word in options.get("tags", "") for word in ("remove-input", "remove-cell"))
    label, shows = options.get("label") or None, options.get("fig-cap", "")
    is_table = bool(options.get("tbl-cap"))
    blocks: list[Block] = []
    if hidden and found.body.strip():
        reading.ledger.warn(
            "code is not run, and this cell says not to show it; it is left out",
            location,
            "put what it makes into the text: a picture, or a table",
        )
    elif found.body.strip():
        listed = bool(label and label.startswith("lst"))
        caption = _line(options.get("lst-cap", ""), found.start, reading)
        name = options.get("lst-label") or (label if listed else None)
        text = found.body.strip("\n")
        blocks.append(CodeBlock(text, language, location, caption, name))
    if shows or is_table:
        reading.ledger.warn(
            f"code is not run; the {'table' if is_table else 'figure'} that it makes is missing",
            location,
            "save it as a file, and show that: ![…](figures/x.svg)",
        )
    if shows and (label or hidden):
        caption = _line(shows, found.start, reading)
        blocks.append(Figure((Panel(None),), caption, label, location=location))
    elif is_table:
        caption = _line(options["tbl-cap"], found.start, reading)
        blocks.append(Table((Column(),), (), (), caption, label, location=location))
    return tuple(blocks)
