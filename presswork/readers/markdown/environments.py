r"""What environments of LaTeX on lines of their own mean: tables, figures, lists, quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.document import (
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    OrderedList,
    Quote,
)
from presswork.readers.markdown import (
    directives,
    groups,
    latex_figures,
    latex_source,
    latex_tables,
)
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.document import Blocks
    from presswork.readers.markdown.groups import Environment, Groups
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node

_FIGURES: Final = frozenset({"figure", "figure*", "wrapfigure", "sidewaysfigure", "SCfigure"})
_TABLES: Final = frozenset({"table", "table*", "wraptable", "sidewaystable"})
_LISTS: Final = frozenset({"itemize", "enumerate", "description", "compactitem", "compactenum"})
_CODE: Final = frozenset({"verbatim", "verbatim*", "lstlisting", "Verbatim", "minted", "alltt"})
_QUOTES: Final = frozenset({"quote", "quotation", "verse", "displayquote"})
_NOTHING: Final = frozenset({"comment", "filecontents", "filecontents*", "CSLReferences"})
_TRANSPARENT: Final = words(
    """
    center flushleft flushright minipage abstract landscape small footnotesize scriptsize
    large multicols spacing doublespace singlespace samepage sloppypar widetext strip
    adjustwidth document acknowledgments acknowledgements tcolorbox framed mdframed
    """
)
_ARGUMENTS: Final = re.compile(r"(?:\s*(?:\[[^\]]*\]|\{[^{}]*\}))*")
_ITEM: Final = re.compile(r"\\item\b\s*")


def read_environment(
    source: str,
    line: int,
    reading: Reading,
    read_blocks: Callable[[Iterable[Node], Reading], Blocks],
) -> Blocks:
    """Make blocks of an environment.

    Args:
        source: all of it.
        line: where it begins in the file.
        reading: the document.
        read_blocks: reads the Markdown within it.
    """
    found = groups.find(source)
    environment = found.environments.get(0)
    name = environment.name if environment else ""
    if environment is None or name in _NOTHING:
        return ()
    if name in _FIGURES:
        figure = latex_figures.read_figure(source, line, reading)
        if figure is not None:
            return (figure,) if figure.panels else ()
    holds_table = name in _TABLES or name in latex_tables.TABULARS or name == "threeparttable"
    if holds_table or (name == "center" and latex_tables.tabular_in(found)):
        table = latex_tables.read_table(source, line, reading)
        if table is not None:
            return (table,)
    content_line = line + source.count("\n", 0, environment.content)
    content = source[environment.content : environment.content_end]
    if name in _CODE:
        return (_code(content, name, line, reading),)
    if name in _LISTS:
        return _list(found, environment, line, reading, read_blocks)
    if name in _QUOTES:
        inner = read_blocks(_parsed(content, content_line, reading), reading)
        return (Quote(inner, reading.at(line)),)
    return _other(found, environment, line, reading, read_blocks)


def _parsed(content: str, line: int, reading: Reading) -> list[Node]:
    stripped = content.lstrip("\n")
    dedented = "\n".join(part.strip() for part in stripped.split("\n"))
    return reading.parse_blocks(dedented, line + len(content) - len(stripped))


def _code(content: str, name: str, line: int, reading: Reading) -> CodeBlock:
    language = ""
    options = _ARGUMENTS.match(content)
    if name in {"lstlisting", "minted"} and options:
        if found := re.search(r"language\s*=\s*\{?(\w+)", options.group()):
            language = found.group(1).lower()
        elif name == "minted" and (found := re.search(r"\{(\w+)\}", options.group())):
            language = found.group(1)
        content = content[options.end() :]
    return CodeBlock(content.strip("\n"), language, reading.at(line))


def _list(
    found: Groups,
    environment: Environment,
    line: int,
    reading: Reading,
    read_blocks: Callable[[Iterable[Node], Reading], Blocks],
) -> Blocks:
    text = found.text
    inner = [one for one in found.environments.values() if environment.start < one.start]
    starts = [
        match
        for match in _ITEM.finditer(text, environment.content, environment.content_end)
        if not any(one.start < match.start() < one.end for one in inner)
    ]
    items: list[tuple[str, Blocks]] = []
    for at, match in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else environment.content_end
        start, term = match.end(), ""
        if text[start : start + 1] == "[" and (group := found.group(start)):
            term, start = group
        item_line = line + text.count("\n", 0, start)
        nodes = _parsed(text[start:end], item_line, reading)
        items.append((term, read_blocks(nodes, reading)))
    location = reading.at(line)
    blocks = tuple(block for _, block in items)
    if environment.name == "description":
        terms = (latex_source.read_text(term, line, reading).inlines for term, _ in items)
        pairs = zip(terms, blocks, strict=True)
        return (DefinitionList(tuple(Definition(a, (b,)) for a, b in pairs), location),)
    if environment.name in {"enumerate", "compactenum"}:
        return (OrderedList(blocks, location=location),)
    return (BulletList(blocks, location=location),)


def _other(
    found: Groups,
    environment: Environment,
    line: int,
    reading: Reading,
    read_blocks: Callable[[Iterable[Node], Reading], Blocks],
) -> Blocks:
    """Keep the words of an environment that only places them, or that has a name of its own."""
    location = reading.at(line)
    text, name = found.text, environment.name
    content_line = line + text.count("\n", 0, environment.content)
    content = text[environment.content : environment.content_end]
    if name in _TRANSPARENT:
        options = _ARGUMENTS.match(content)
        start = options.end() if options else 0
        blank = "\n" * content.count("\n", 0, start)
        return read_blocks(_parsed(blank + content[start:], content_line, reading), reading)
    if name.rstrip("*").lower() in directives.STATEMENTS:
        title = name.rstrip("*").capitalize()
        named = found.group(environment.content)
        if named and content.startswith("["):
            title = f"{title} ({named[0]})"
            content = text[named[1] : environment.content_end]
        inner = read_blocks(_parsed(content, content_line, reading), reading)
        return directives.stated(title, inner, location)
    reading.ledger.warn(
        f"the LaTeX environment '{name}' is not understood and stays as it is written",
        location,
        "write it in Markdown, or put a picture of it here",
    )
    return (CodeBlock(text, "latex", location),)
