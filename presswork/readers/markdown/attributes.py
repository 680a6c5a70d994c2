"""Pandoc's attributes: `{#id .class key=value key="a value" -}`.

mdit-py-plugins reads Djot's attributes, where `width=80%` begins a comment; so they are read here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.readers.markdown.inline_parser import find_label_end

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNNUMBERED: Final = "unnumbered"
READ_AS_OURS: Final = frozenset({"tex", "latex", "html", "html5", "markdown", "md"})
"""Formats of raw text that is read like the same words outside of `{=format}`."""
META: Final = "attributes"
"""Where a token's `meta` keeps its attributes."""

_FOLLOWED: Final = frozenset({"image", "code_inline", "link_close"})
_ENDS_OF_WORDS: Final = frozenset(" \t\n}{")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in the braces.

    Args:
        id: empty where none is given.
        classes: without their dots; `-` is the class `unnumbered`.
        values: the keys with their values.
        raw_format: `html` of `{=html}`, Pandoc's mark of text in another language.
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    raw_format: str = ""


NO_ATTRIBUTES: Final = Attributes()


def of(token: Token) -> Attributes:
    """Return the attributes of a token."""
    found = token.meta.get(META)
    return found if isinstance(found, Attributes) else NO_ATTRIBUTES


class _Scanner:
    """Reads one pair of braces, character by character."""

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position

    def peek(self) -> str:
        return self.text[self.position : self.position + 1]

    def skip_space(self) -> None:
        while self.peek() and self.peek() in " \t\n":
            self.position += 1

    def word(self, stops: str = "") -> str:
        start = self.position
        while self.peek() and self.peek() not in _ENDS_OF_WORDS and self.peek() not in stops:
            self.position += 1
        return self.text[start : self.position]

    def value(self) -> str | None:
        quote = self.peek()
        if quote not in {'"', "'"} or not quote:
            return self.word()
        self.position += 1
        characters: list[str] = []
        while (character := self.peek()) and character != quote:
            following = self.text[self.position + 1 : self.position + 2]
            if character == "\\" and following in {quote, "\\"}:
                character = following
                self.position += 1
            characters.append(character)
            self.position += 1
        if not self.peek():
            return None
        self.position += 1
        return "".join(characters).replace("\n", " ")


def parse(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Read the attributes that begin at a position.

    Args:
        text: what they stand in.
        start: the position of the opening brace.

    Returns:
        The attributes and the position after the closing brace; None where none are there.
    """
    if text[start : start + 1] != "{":
        return None
    scanner = _Scanner(text, start + 1)
    identifier = raw_format = ""
    classes: list[str] = []
    values: dict[str, str] = {}
    while True:
        scanner.skip_space()
        match scanner.peek():
            case "":
                return None
            case "}":
                found = Attributes(identifier, tuple(classes), values, raw_format)
                return found, scanner.position + 1
            case "#" | "." | "=" as mark:
                scanner.position += 1
                word = scanner.word(".#=" if mark == "." else "")
                if not word:
                    return None
                if mark == "#":
                    identifier = word
                elif mark == ".":
                    classes.append(word)
                else:
                    raw_format = word
            case "-":
                scanner.position += 1
                classes.append(UNNUMBERED)
            case _:
                key = scanner.word("=")
                if not key or scanner.peek() != "=":
                    return None
                scanner.position += 1
                value = scanner.value()
                if value is None:
                    return None
                values[key] = value


def split_trailing(text: str) -> tuple[str, Attributes]:
    """Take the attributes off the end of a heading or caption; those of a span stay with it."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return text, NO_ATTRIBUTES
    start = stripped.rfind("{")
    while start >= 0:
        if stripped[start - 1 : start] not in {"\\", "]"}:
            parsed = parse(stripped, start)
            if parsed is not None and parsed[1] == len(stripped):
                return stripped[:start].rstrip(), parsed[0]
        start = stripped.rfind("{", 0, start)
    return text, NO_ATTRIBUTES


def _opening(tokens: list[Token]) -> Token:
    """Return the last token, or the opening one that it closes."""
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level >= 0:
            return token
    return tokens[-1]


def _after_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `{…}` directly after an image, code or a link."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    if state.tokens[-1].type not in _FOLLOWED:
        return False
    parsed = parse(state.src, state.pos)
    if parsed is None or parsed[1] > state.posMax:
        return False
    attributes, state.pos = parsed
    if not silent:
        _opening(state.tokens).meta[META] = attributes
    return True


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[text]{…}`."""
    if state.src[state.pos] != "[":
        return False
    label_end = find_label_end(state, state.pos)
    if label_end < 0:
        return False
    maximum = state.posMax
    parsed = parse(state.src, label_end + 1)
    if parsed is None or parsed[1] > maximum:
        return False
    attributes, end = parsed
    if not silent:
        state.pos += 1
        state.posMax = label_end
        state.push("span_open", "span", 1).meta[META] = attributes
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos = end
    state.posMax = maximum
    return True


def attributes_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser attributes after inlines, and bracketed spans."""
    markdown.inline.ruler.before("link", "span", _span)
    markdown.inline.ruler.push("attributes", _after_inline)
