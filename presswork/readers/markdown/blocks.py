"""The parser's block tokens, as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.document import (
    BulletList,
    Callout,
    CodeBlock,
    Definition,
    DefinitionList,
    Heading,
    Note,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    ThematicBreak,
)
from presswork.readers.markdown import (
    attributes,
    callouts,
    comments,
    containers,
    directives,
    environments,
    equations,
    fancy_lists,
    figures,
    html,
    html_blocks,
    paragraphs,
    tables,
)
from presswork.readers.markdown.inlines import read_inlines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node

_LARGEST_START = 2**31 - 1


def read_blocks(nodes: Iterable[Node], reading: Reading) -> Blocks:
    """Make blocks of nodes; a target before one names it."""
    blocks: list[Block] = []
    waiting: list[str] = []
    for node in nodes:
        if node.type == "target":
            waiting.append(node.token.content)
            continue
        made = _read(node, reading)
        if waiting and made:
            made = (figures.with_names(made[0], waiting, reading), *made[1:])
            waiting = []
        blocks.extend(made)
    return comments.attached(blocks) if reading.keeps_comments else tuple(blocks)


def inlines_of(node: Node, reading: Reading) -> Inlines:
    """Return the text of a node whose only child is an `inline`."""
    content = next((child for child in node.children if child.type == "inline"), None)
    if content is None:
        return ()
    return read_inlines(content.token.children or (), content.line, reading)


def _read(node: Node, reading: Reading) -> Blocks:
    location = reading.at(node.line)
    match node.type:
        case "paragraph":
            return _paragraph(node, reading)
        case "heading":
            return (_heading(node, reading),)
        case "bullet_list":
            items = tuple(read_blocks(item.children, reading) for item in node.children)
            return (BulletList(items, _is_tight(node), location),)
        case "ordered_list":
            return (_ordered_list(node, reading),)
        case "dl":
            return (_definition_list(node, reading),)
        case "blockquote":
            return (_quote(node, reading),)
        case "fence" | "code_block":
            return _code_block(node, reading)
        case "table":
            return (tables.read_table(node, reading, read_blocks),)
        case "directive":
            return _colon_directive(node, reading)
        case "div":
            return containers.read_div(node, reading, read_blocks)
        case "metadata_block":
            return ()  # read before
        case "html_block":
            return _html(node.token, node, reading)
        case "page_break":
            return (PageBreak(location),)
        case "hr":
            return (ThematicBreak(location),)
        case "math_display":
            return (equations.read_display(node.token, node.line, reading),)
        case "latex_block":
            source = node.token.content
            return environments.read_environment(source, node.line, reading, read_blocks)
        case _:
            return _foreign(node.token, node, reading)


def _paragraph(node: Node, reading: Reading) -> Blocks:
    found = figures.read_lone_pictures(node, reading)
    if found is not None:
        return found
    content = next((child for child in node.children if child.type == "inline"), None)
    return () if content is None else paragraphs.read_paragraph(content, reading)


def _quote(node: Node, reading: Reading) -> Quote | Callout:
    """Read a quotation, or the box that GitHub makes of one that begins with `[!NOTE]`."""
    location = reading.at(node.line)
    alert = callouts.alert_of(node)
    if alert is None:
        return Quote(read_blocks(node.children, reading), location)
    kind, words, tokens = alert
    title = read_inlines(reading.parse_line(words), node.line, reading) if words else ()
    first = read_inlines(tokens, node.line, reading, node.line + 1)
    begun: Blocks = (Paragraph(first, reading.at(node.line + 1)),) if first else ()
    return Callout(kind, (*begun, *read_blocks(node.children[1:], reading)), title, location)


def _heading(node: Node, reading: Reading) -> Heading:
    identifier = str(node.token.meta.get("id", "section"))
    reading.section = identifier
    classes = attributes.of(node.token).classes
    return Heading(
        level=int(node.token.tag.removeprefix("h")),
        children=inlines_of(node, reading),
        id=identifier,
        numbered=attributes.UNNUMBERED not in classes,
        location=reading.at(node.line),
        appendix=reading.appendix or "appendix" in classes,
    )


def _is_tight(node: Node) -> bool:
    return all(
        child.token.hidden
        for item in node.children
        for child in item.children
        if child.type == "paragraph"
    )


def _ordered_list(node: Node, reading: Reading) -> OrderedList:
    start = int(node.token.attrs.get("start", 1))
    return OrderedList(
        items=tuple(read_blocks(item.children, reading) for item in node.children),
        start=min(start, _LARGEST_START),
        numeral=node.token.meta.get(fancy_lists.META, "decimal"),
        tight=_is_tight(node),
        location=reading.at(node.line),
    )


def _definition_list(node: Node, reading: Reading) -> DefinitionList:
    terms: list[Inlines] = []
    meanings: list[list[Blocks]] = []
    for child in node.children:
        if child.type == "dt":
            terms.append(inlines_of(child, reading))
            meanings.append([])
        elif meanings:
            meanings[-1].append(read_blocks(child.children, reading))
    definitions = (
        Definition(term, tuple(said)) for term, said in zip(terms, meanings, strict=True)
    )
    return DefinitionList(tuple(definitions), reading.at(node.line))


def _colon_directive(node: Node, reading: Reading) -> Blocks:
    """Read `:::{name} argument` … `:::`."""
    token = node.token
    directive = directives.parse(token.info, token.content, node.line)
    found = directives.read_directive(directive, reading, read_blocks) if directive else None
    if found is None:
        name = directive.name if directive else token.info
        reading.ledger.warn(
            f"the directive '{{{name}}}' is not understood; what it holds stays",
            reading.at(node.line),
            "write it in Markdown",
        )
        if directive is None or reading.depth:
            return (CodeBlock(token.content, "", reading.at(node.line)),)
        return read_blocks(reading.parse_blocks(directive.body, directive.line), reading)
    return found


def _language(info: str) -> tuple[str, str]:
    """Return the language of a fence, and the format of `{=format}`."""
    if info.startswith("{"):
        parsed = attributes.parse(info)
        if parsed is not None:
            found = parsed[0]
            return (found.classes[0] if found.classes else ""), found.raw_format
    words = info.strip("{}").replace(",", " ").split()
    return (words[0].strip("{}."), "") if words else ("", "")


def _code_block(node: Node, reading: Reading) -> Blocks:
    token = node.token
    location = reading.at(node.line)
    directive = directives.parse(token.info, token.content.removesuffix("\n"), node.line)
    if directive is not None:
        found = directives.read_directive(directive, reading, read_blocks)
        if found is not None:
            return found
        reading.ledger.warn(
            f"the directive '{{{directive.name}}}' is not understood; its words are shown as code",
            location,
            "write it in Markdown",
        )
    language, raw_format = _language(token.info.strip())
    if raw_format == "comment":
        return ()
    if raw_format in attributes.READ_AS_OURS:
        return read_blocks(reading.parse_blocks(token.content, node.line + 1), reading)
    if raw_format:
        reading.ledger.warn(
            f"text for another program (={raw_format}) is shown as it is",
            location,
            "delete it, or write what it means in Markdown",
        )
        language = raw_format
    given = _attributes(token.info)
    words = given.values.get("caption") or given.values.get("lst-cap") or ""
    caption = read_inlines(reading.parse_line(words), node.line, reading) if words else ()
    text = token.content.removesuffix("\n")
    return (CodeBlock(text, language, location, caption, given.id or None),)


def _attributes(info: str) -> attributes.Attributes:
    """Return the attributes of ```` ```{.python #lst:x} ```` or ```` ```python {#lst:x} ````."""
    start = info.find("{")
    parsed = attributes.parse(info, start) if start >= 0 else None
    return parsed[0] if parsed else attributes.NO_ATTRIBUTES


def _html(token: Token, node: Node, reading: Reading) -> Blocks:
    """Read HTML on lines of its own; show it where it has no equivalent, and say so."""
    said: Blocks = ()
    if reading.keeps_comments and (words := comments.of_html(token.content)):
        said = (Paragraph(words, reading.at(node.line)),)
    left = html.drop_comments(token.content)
    if not left.text.strip() or (not left.unclosed and html_blocks.is_frame(left.text)):
        return said
    found = None if left.unclosed else html_blocks.read_html(left.text, node.line, reading)
    if found is not None:
        return (*said, *found)
    what = "HTML is not understood and stays as it is written"
    hint = "write it in Markdown"
    if left.unclosed:
        what, hint = "a comment is never closed; it is shown as it is written", "end it with -->"
    reading.ledger.warn(what, reading.at(node.line), hint)
    return (*said, CodeBlock(left.text, "html", reading.at(node.line)))


def _foreign(token: Token, node: Node, reading: Reading) -> Blocks:
    """Show what has no equivalent, and say so."""
    location = reading.at(node.line)
    text, language = token.content.strip("\n"), ""
    match token.type:
        case "broken_table":
            what = "the lines of this grid table do not meet; it stays as it is written"
            hint = "every + must stand below a +, and every | below a + or |"
        case kind:
            what = f"'{kind}' is not understood yet and stays as it is written"
            hint = "write it in another way"
    reading.ledger.warn(what, location, hint)
    return (CodeBlock(text, language, location),)


def read_note(token: Token, line: int, reading: Reading) -> str:
    """Read the note that a mark stands for, unless it was mentioned before.

    Args:
        token: the parser's `footnote_ref`.
        line: where the mark is.
        reading: the document; the note is kept in it.

    Returns:
        The id of the note.
    """
    notes = reading.notes
    label = token.meta.get("label")
    mention = str(label) if label is not None else f"^[{token.meta['id']}]"
    known = notes.mentioned.get(mention)
    if known is not None:
        return known
    identifier = f"note-{len(notes.mentioned) + 1}"
    notes.mentioned[mention] = identifier
    notes.within = True
    if label is not None:
        blocks = read_blocks(notes.definitions[str(label)].children, reading)
    else:
        tokens = notes.inline.get(int(token.meta["id"]), [])
        blocks = (Paragraph(read_inlines(tokens, line, reading), reading.at(line)),)
    notes.within = False
    notes.finished[identifier] = Note(identifier, blocks)
    return identifier
