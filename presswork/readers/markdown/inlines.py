"""The parser's inline tokens, as rich text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from presswork.inlines import (
    CitationItem,
    Cite,
    CiteForm,
    Code,
    Comment,
    CrossReference,
    Emphasis,
    InLanguage,
    LineBreak,
    Link,
    NoteReference,
    ReferenceForm,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    plain_text,
)
from presswork.readers.markdown import (
    attributes,
    commands,
    comments,
    equations,
    html,
    latex,
    notes,
    pictures,
    roles,
)
from presswork.readers.markdown.tree import DEEPEST, Node, nest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.inlines import Inline, Inlines
    from presswork.problems import Location
    from presswork.readers.markdown.reading import Reading

_FRAMES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "em": Emphasis,
    "strong": Strong,
    "s": Strikeout,
    "sub": Subscript,
    "sup": Superscript,
}
_CLASSES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "smallcaps": SmallCaps,
    "small-caps": SmallCaps,
    "sc": SmallCaps,
    "ul": Underline,
    "underline": Underline,
    "strike": Strikeout,
    "sup": Superscript,
    "sub": Subscript,
}
_CITING: Final = {
    "cite": "citep",
    "cite:p": "citep",
    "cite:ps": "citep",
    "cite:t": "citet",
    "cite:ts": "citet",
    "cite:year": "citeyear",
    "cite:author": "citeauthor",
    "citep": "citep",
    "citet": "citet",
    "footcite": "citep",
    "fullcite": "citep",
}
"""MyST's roles for citations, with the commands of LaTeX that do the same."""

_QUARTO: Final = ("fig-", "tbl-", "sec-", "eq-", "lst-")
_ADDRESSES: Final = ("http", "https", "mailto", "ftp", "ftps", "tel", "doi", "sftp", "urn", "")


def join_texts(inlines: Iterable[Inline]) -> Inlines:
    """Make one text of those that stand beside each other, and drop empty ones.

    Of two spaces that meet, because a comment between them is gone, one stays.
    """
    result: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            result.append(inline)
        elif _follows_a_space(result):
            result.append(Text(inline.text.removeprefix(" ")))
        elif result and isinstance(result[-1], Text):
            before = result[-1].text
            after = inline.text.removeprefix(" ") if before.endswith(" ") else inline.text
            result[-1] = Text(before + after)
        elif inline.text:
            result.append(inline)
    return tuple(result)


def _follows_a_space(before: list[Inline]) -> bool:
    """Tell whether a comment stands last, and a space before it."""
    match before:
        case [*_, Text(text), Comment()]:
            return text.endswith(" ")
        case _:
            return False


def _trimmed(inlines: Inlines) -> Inlines:
    """Return a run without the spaces at its ends."""
    result = list(inlines)
    if result and isinstance(result[0], Text):
        result[0] = Text(result[0].text.lstrip(" "))
    if result and isinstance(result[-1], Text):
        result[-1] = Text(result[-1].text.rstrip(" "))
    return join_texts(result)


def pair_html(tokens: Iterable[Token]) -> list[Token]:
    """Turn `<sub>` with its `</sub>`, and the like, into tokens that open and close."""
    result = list(tokens)
    waiting: list[tuple[Token, html.Tag]] = []
    for token in result:
        if token.type != "html_inline":
            continue
        tag = html.read_tag(token.content)
        if tag.name not in html.ELEMENTS:
            continue
        if not tag.closes:
            waiting.append((token, tag))
        elif waiting and waiting[-1][1].name == tag.name:
            opening, opened = waiting.pop()
            if opening.level == token.level:
                opening.type, opening.nesting, opening.tag = "html_element_open", 1, tag.name
                opening.meta = {"tag": opened}
                token.type, token.nesting = "html_element_close", -1
    return result


@dataclass(frozen=True, slots=True)
class Labelled:
    r"""Rich text, and the ids that `\label{x}` or `[]{label="x"}` in it give to what it names."""

    inlines: Inlines
    labels: tuple[str, ...]


def read_inlines(
    tokens: Iterable[Token], line: int, reading: Reading, begun: int | None = None
) -> Inlines:
    """Make rich text of the children of an `inline` token.

    A label in it leads to the section that it stands in.

    Args:
        tokens: the children.
        line: where the `inline` begins, counted from 1.
        reading: the document.
        begun: where the first of these tokens is; None for the same line.
    """
    found = read_labelled(tokens, line, reading, begun)
    if reading.section:
        reading.aliases.update(dict.fromkeys(found.labels, reading.section))
    return found.inlines


def read_labelled(
    tokens: Iterable[Token], line: int, reading: Reading, begun: int | None = None
) -> Labelled:
    """Make rich text, and take the labels out of it; the arguments are those of `read_inlines`."""
    nested = nest(pair_html(tokens))
    if nested.too_deep:
        reading.ledger.error(
            f"emphasis, links and the like are nested deeper than {DEEPEST} levels",
            reading.at(line),
            "write it with fewer levels",
        )
    reader = InlineReader(reading, line, begun)
    return Labelled(_trimmed(reader.convert(nested.nodes)), tuple(reader.labels))


class InlineReader:
    """Reads one run of inlines, counting its lines.

    Args:
        reading: the document.
        line: the line of the run's beginning, counted from 1.
        begun: the line of what is read first; None for the same.
    """

    def __init__(self, reading: Reading, line: int, begun: int | None = None) -> None:
        """Begin at a line."""
        self.reading = reading
        self.first_line = line
        self.line = line if begun is None else begun
        self.labels: list[str] = []

    def convert(self, nodes: Iterable[Node]) -> Inlines:
        """Return the rich text of the nodes."""
        result: list[Inline] = []
        for node in nodes:
            result.extend(self._convert(node))
        return join_texts(result)

    def _convert(self, node: Node) -> Inlines:
        token = node.token
        match node.type:
            case "text" | "text_special":
                return (Text(token.content),)
            case "softbreak":
                self.line += 1
                return (Text(" "),)
            case "hardbreak":
                self.line += 1
                return (LineBreak(),)
            case "code_inline":
                return self._code(token)
            case "em" | "strong" | "s" | "sub" | "sup" as frame:
                inner = self.convert(node.children) or (Text(token.content),)
                return (_FRAMES[frame](inner),)
            case "html_element":
                return self._element(node)
            case "latex_frame":
                children = self.convert(node.children)
                make = commands.FRAMES.get(token.tag)
                return (make(children),) if make and children else children
            case "latex_command":
                return self._command(token)
            case "latex_definition":
                self.line += token.content.count("\n")
                return ()
            case "math_inline" | "math_display":
                return self._math(token)
            case "role":
                return self._role(token)
            case "link":
                return self._link(node)
            case "span":
                return self._span(node)
            case "image":
                return self._image(token)
            case "footnote_ref":
                return self._note(token)
            case "citation":
                return self._quarto(node) or (self._cite(node),)
            case "citation_prefix" | "citation_suffix" | "plain":
                return self.convert(node.children)
            case "cross_reference":
                return self._cross_reference(token)
            case "mixed_citation":
                return self._mixed(token)
            case _:
                return self._foreign(token)

    def _code(self, token: Token) -> Inlines:
        raw_format = attributes.of(token).raw_format
        if raw_format == "comment":
            return ()
        if raw_format in attributes.READ_AS_OURS:
            return self.convert(nest(self.reading.parse_line(token.content)).nodes)
        if raw_format:
            self._warn(
                f"text for another program (={raw_format}) is shown as it is",
                "delete it, or write what it means in Markdown",
            )
        return (Code(token.content),)

    def _link(self, node: Node) -> Inlines:
        target = str(node.token.attrs.get("href", ""))
        return self._linked(target, self.convert(node.children))

    def _linked(self, target: str, children: Inlines) -> Inlines:
        if target.startswith("#") and not children:
            return (CrossReference(target[1:], location=self.reading.at(self.line)),)
        scheme, colon, _ = target.partition(":")
        if not colon or not scheme.replace("+", "").replace("-", "").replace(".", "").isalnum():
            scheme = ""
        if scheme.lower() not in _ADDRESSES:
            self._warn(
                f"the link to '{target}' is refused; its words stay",
                "link to an address that begins with https: or to #id in the document",
            )
            return children
        if not target:
            return children
        return (Link(target, children or (Text(target),)),)

    def _span(self, node: Node) -> Inlines:
        found = attributes.of(node.token)
        children = self.convert(node.children)
        label = found.values.get("label") or found.id
        if label:
            self.labels.append(label)
        if not children:
            return ()
        for name in reversed(found.classes):
            frame = _CLASSES.get(name.lower())
            if frame:
                children = (frame(children),)
            else:
                self._warn(
                    f"the class '.{name}' has no meaning here; its words stay",
                    "known are .smallcaps and .underline",
                )
        language = found.values.get("lang")
        return (InLanguage(language, children),) if language else children

    def _math(self, token: Token) -> Inlines:
        self._resume(token)
        found = equations.read_inline(token, self.line, self.reading)
        self.line += token.content.count("\n")
        return (found,)

    def _command(self, token: Token) -> Inlines:
        self._resume(token)
        line = self.line
        command = token.meta[latex.META]
        self.line += token.content.count("\n")
        if command.name == "label" and command.argument:
            self.labels.append(command.argument.strip())
            return ()
        location = self.reading.at(line)
        found = commands.read_command(command, location, self.reading, self._words)
        if found is not None:
            return found
        self.reading.ledger.warn(
            f"LaTeX is not understood and stays as it is written: {_short(token.content)}",
            location,
            commands.hint(command),
        )
        return (Code(" ".join(token.content.split())),)

    def _role(self, token: Token) -> Inlines:
        role: roles.Role = token.meta[roles.META]
        location = self.reading.at(self.line)
        name = role.name
        self.line += token.content.count("\n")
        if name in _CITING:
            options = (role.text,) if role.text else ()
            command = latex.Command(_CITING[name], options, (role.target.replace(";", ","),))
            return commands.read_command(command, location, self.reading, self._words) or ()
        match name:
            case "ref" | "numref" | "eq" | "prf:ref":
                return self._referring(role, location)
            case "math":
                math = Token("math_inline", "math", 0)
                math.content, math.markup = token.content, token.markup
                return (equations.read_inline(math, self.line, self.reading),)
            case "code" | "kbd" | "command" | "file" | "py:func" | "func" | "class" | "samp":
                return (Code(token.content),)
            case "sub" | "subscript":
                return (Subscript(self._words(token.content)),)
            case "sup" | "superscript":
                return (Superscript(self._words(token.content)),)
            case "u" | "underline":
                return (Underline(self._words(token.content)),)
            case "sc" | "smallcaps":
                return (SmallCaps(self._words(token.content)),)
            case "del" | "strike":
                return (Strikeout(self._words(token.content)),)
            case "abbr" | "term" | "doc" | "download" | "index" | "si" | "any" | "button":
                return self._words(role.text or role.target)
            case _:
                pass
        self._warn(f"the role '{{{name}}}' is not understood; its words stay", "write Markdown")
        return self._words(role.text or role.target)

    def _referring(self, role: roles.Role, location: Location) -> Inlines:
        """Read ``{numref}`Fig. %s <x>` ``, ``{ref}`the words <x>` `` and ``{eq}`x` ``."""
        number = ReferenceForm.NUMBER if role.name == "eq" else ReferenceForm.LABEL
        for mark in ("%s", "{number}"):
            before, found, after = role.text.partition(mark)
            if found:
                shown = CrossReference(role.target, location=location, form=ReferenceForm.NUMBER)
                return join_texts((Text(before), shown, Text(after)))
        if role.text:
            return (Link(f"#{role.target}", self._words(role.text)),)
        return (CrossReference(role.target, location=location, form=number),)

    def _words(self, markdown: str) -> Inlines:
        """Read Markdown that stands in the argument of a command."""
        self.reading.expanding += 1
        tokens = self.reading.parse_line(markdown) if self.reading.expanding < DEEPEST else []
        inner = InlineReader(self.reading, self.line)
        children = inner.convert(nest(pair_html(tokens)).nodes) or (Text(markdown),)
        self.reading.expanding -= 1
        self.labels += inner.labels
        return children

    def _image(self, token: Token) -> Inlines:
        line = self.line
        described = self.convert(nest(token.children or ()).nodes)
        image = pictures.read_inline_picture(
            pictures.picture_of(token), plain_text(described), line, self.reading
        )
        return (image,) if image else ()

    def _note(self, token: Token) -> Inlines:
        from presswork.readers.markdown.blocks import read_note  # noqa: PLC0415 - notes hold blocks

        label = token.meta.get("label")
        known = self.reading.notes
        if label is not None and label not in known.definitions:
            notes.tell_undefined(str(label), self.line, self.reading)
            return (Text(f"[^{label}]"),)
        if known.within:
            notes.tell_nested(self.line, self.reading)
            return ()
        return (NoteReference(read_note(token, self.line, self.reading)),)

    def _quarto(self, node: Node) -> Inlines:
        """Return the cross-references of `@fig-x`, as Quarto writes them, if it is no work."""
        keys = [str(item.token.meta["key"]) for item in node.children]
        if not all(key.startswith(_QUARTO) and key not in self.reading.works.keys for key in keys):
            return ()
        self._resume(node.token)
        location = self.reading.at(self.line)
        self.line += node.token.content.count("\n")
        first, *others = (
            CrossReference(
                str(item.token.meta["key"]),
                location=location,
                form=ReferenceForm.NUMBER if item.token.meta["suppressed"] else ReferenceForm.LABEL,
                with_page=bool(item.token.meta["with_page"]),
            )
            for item in node.children
        )
        return (first, *(inline for one in others for inline in (Text(", "), one)))

    def _cite(self, node: Node) -> Cite:
        self._resume(node.token)
        location = self.reading.at(self.line)
        self.reading.cited = True
        items = tuple(self._item(child) for child in node.children)
        form: CiteForm = node.token.meta["form"]
        if not node.token.meta["divided"]:
            self.reading.ledger.warn(
                f"no semicolon stands between the works of {_short(node.token.content)}",
                location,
                "write [@a; @b]",
            )
        self.line = location.line or self.line
        self.line += node.token.content.count("\n")
        return Cite(items, form, location=location)

    def _item(self, node: Node) -> CitationItem:
        parts = {child.type: self.convert(child.children) for child in node.children}
        return CitationItem(
            key=self.reading.works.key_of(node.token.meta["key"]),
            prefix=parts.get("citation_prefix", ()),
            suffix=parts.get("citation_suffix", ()),
            locator=node.token.meta["locator"],
            suppress_author=node.token.meta["suppressed"],
        )

    def _cross_reference(self, token: Token) -> Inlines:
        self._resume(token)
        target = str(token.meta["target"])
        form = ReferenceForm.NUMBER if token.meta["suppressed"] else ReferenceForm.LABEL
        location = self.reading.at(self.line)
        with_page = bool(token.meta.get("with_page"))
        return (CrossReference(target, location=location, form=form, with_page=with_page),)

    def _mixed(self, token: Token) -> Inlines:
        self._resume(token)
        self._warn(
            "citations and cross-references stand in the same brackets, and are shown apart",
            "write them apart: [@key] and @fig:x",
        )
        return (Text(" "),)

    def _foreign(self, token: Token) -> Inlines:
        """Show what has no equivalent, and say so."""
        match token.type:
            case "html_inline":
                return self._html(token)
            case "comment":
                self.line += token.content.count("\n")
                return comments.comment(token.content) if self.reading.keeps_comments else ()
            case "placeholder":
                self._warn(
                    f"'{_short(token.content)}' is filled in by another program; it stays as it is",
                    "write what is to stand there",
                )
                return (Text(token.content),)
            case "latex_environment":
                source = token.content
                what = f"LaTeX is not understood and stays as it is written: {_short(source)}"
                hint = "put it on lines of its own, or write it in Markdown"
            case _:
                source = token.content
                what = f"'{token.type}' is not understood yet and stays as it is written"
                hint = "write it in another way"
        self._warn(what, hint)
        self.line += source.count("\n")
        return (Code(" ".join(source.split())),)

    def _element(self, node: Node) -> Inlines:
        tag: html.Tag = node.token.meta["tag"]
        children = self.convert(node.children)
        identifier = tag.values.get("id") or (tag.values.get("name") if tag.name == "a" else "")
        if identifier:
            self.labels.append(identifier)
        if not children:
            return ()
        if tag.name in html.CODE:
            return (Code(plain_text(children)),)
        if tag.name in html.FRAMES:
            return (html.FRAMES[tag.name](children),)
        if tag.name == "q":
            return join_texts((Text("“"), *children, Text("”")))
        if tag.name == "a" and tag.values.get("href"):
            return self._linked(tag.values["href"], children)
        styled = html.styled(tag, children)
        language = tag.values.get("lang")
        return (InLanguage(language, styled),) if language else styled

    def _html(self, token: Token) -> Inlines:
        line_count = token.content.count("\n")
        tag = html.read_tag(token.content)
        if tag.name == "br":
            return (LineBreak(),)
        if tag.name == "img" and not tag.closes:
            return self._html_image(tag)
        if tag.name in html.DROPPED:
            return ()
        left = html.drop_comments(token.content)
        if left.text:
            self._warn(
                f"HTML is not understood and stays as it is written: {_short(left.text)}",
                "write it in Markdown; for a < write \\<",
            )
        self.line += line_count
        said = comments.of_html(token.content) if self.reading.keeps_comments else ()
        return (Code(left.text), *said) if left.text else said

    def _html_image(self, tag: html.Tag) -> Inlines:
        found = attributes.Attributes(values=tag.values)
        picture = pictures.Picture(tag.values.get("src", ""), found)
        image = pictures.read_inline_picture(picture, "", self.line, self.reading)
        return (image,) if image else ()

    def _resume(self, token: Token) -> None:
        """Take the line from a token that knows it."""
        self.line = max(self.line, self.first_line + int(token.meta.get("lines", 0)))

    def _warn(self, what: str, hint: str) -> None:
        self.reading.ledger.warn(what, self.reading.at(self.line), hint)


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 40 else f"{joined[:39]}…"  # noqa: PLR2004 - what fits on a line
