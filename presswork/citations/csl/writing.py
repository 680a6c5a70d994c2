"""From output to inlines: the last step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork import inlines as nodes
from presswork.citations.csl.flipflop import Marks, laid_out
from presswork.citations.csl.punctuation import settled
from presswork.citations.csl.tokens import Displayed, Formatted, Frame, Linked, OfItem, Open, Piece

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.citations.csl.locale import Locale
    from presswork.citations.csl.output import Font, Output
    from presswork.citations.csl.tokens import Token
    from presswork.inlines import Inline, Inlines

SET: Final[dict[tuple[str, str], Callable[[Inlines], Inline]]] = {
    ("style", "italic"): nodes.Emphasis,
    ("style", "oblique"): nodes.Emphasis,
    ("variant", "small-caps"): nodes.SmallCaps,
    ("weight", "bold"): nodes.Strong,
    ("decoration", "underline"): nodes.Underline,
    ("vertical", "sup"): nodes.Superscript,
    ("vertical", "sub"): nodes.Subscript,
}
UNSET: Final = {
    ("style", "normal"): nodes.Format.EMPHASIS,
    ("variant", "normal"): nodes.Format.SMALL_CAPS,
    ("weight", "normal"): nodes.Format.STRONG,
    ("weight", "light"): nodes.Format.STRONG,
    ("decoration", "none"): nodes.Format.UNDERLINE,
    ("vertical", "baseline"): nodes.Format.SCRIPT,
}
ATTRIBUTES: Final = ("style", "variant", "weight", "decoration", "vertical")
"""The order in which the reference processor nests them, innermost first."""


def written(output: Output | None, locale: Locale) -> Inlines:
    """Return the inlines of an output, with quotation marks, fonts and punctuation settled."""
    if output is None:
        return ()
    tokens = laid_out(output, Marks.of(locale))
    return built(settled(tokens, in_quotes=locale.punctuation_in_quote))


def built(tokens: list[Token]) -> Inlines:
    """Return the tokens as a tree again."""
    stack: list[tuple[Frame | None, list[Inline]]] = [(None, [])]
    for token in tokens:
        match token:
            case Piece(text):
                _add_text(stack[-1][1], text)
            case Open(frame):
                stack.append((frame, []))
            case _:
                opened, children = stack.pop()
                if children and opened is not None:
                    _add(stack[-1][1], _framed(opened, tuple(children)))
    return tuple(stack[0][1])


def _add_text(children: list[Inline], text: str) -> None:
    if children and isinstance(last := children[-1], nodes.Text):
        children[-1] = nodes.Text(last.text + text)
    else:
        children.append(nodes.Text(text))


def _add(children: list[Inline], added: Inlines) -> None:
    for inline in added:
        if isinstance(inline, nodes.Text):
            _add_text(children, inline.text)
        else:
            children.append(inline)


def _framed(frame: Frame, children: Inlines) -> Inlines:
    match frame:
        case Formatted(font):
            return _in_font(font, children)
        case Linked(target):
            return (nodes.Link(target, children),)
        case OfItem(key):
            return (nodes.Cited(key, children),)
        case Displayed(display):
            return (nodes.Displayed(display, children),)


def _in_font(font: Font, children: Inlines) -> Inlines:
    for attribute in ATTRIBUTES:
        value = getattr(font, attribute)
        if (make := SET.get((attribute, value))) is not None:
            children = (make(children),)
        elif (format_ := UNSET.get((attribute, value))) is not None:
            children = (nodes.Without(format_, children),)
    return children
