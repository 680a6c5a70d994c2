"""Inlines as the reference processor's HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from presswork import inlines as nodes

if TYPE_CHECKING:
    from presswork.inlines import Inline, Inlines

TAGS = {
    nodes.Emphasis: ("<i>", "</i>"),
    nodes.Strong: ("<b>", "</b>"),
    nodes.Underline: ('<span style="text-decoration:underline;">', "</span>"),
    nodes.SmallCaps: ('<span style="font-variant:small-caps;">', "</span>"),
    nodes.Superscript: ("<sup>", "</sup>"),
    nodes.Subscript: ("<sub>", "</sub>"),
}
WITHOUT = {
    nodes.Format.EMPHASIS: '<span style="font-style:normal;">',
    nodes.Format.STRONG: '<span style="font-weight:normal;">',
    nodes.Format.SMALL_CAPS: '<span style="font-variant:normal;">',
    nodes.Format.UNDERLINE: '<span style="text-decoration:none;">',
    nodes.Format.SCRIPT: '<span style="baseline">',
}


def as_html(inlines: Inlines) -> str:
    return "".join(_one(inline) for inline in inlines)


def _one(inline: Inline) -> str:
    match inline:
        case nodes.Text(text):
            return escape(text, quote=False).replace("&amp;", "&#38;").replace("&lt;", "&#60;").replace("&gt;", "&#62;")
        case nodes.Without(format_, children):
            return f"{WITHOUT[format_]}{as_html(children)}</span>"
        case nodes.Displayed("block", children):
            return f'\n\n    <div class="csl-block">{as_html(children)}</div>\n'
        case nodes.Displayed("left-margin", children):
            return f'\n    <div class="csl-left-margin">{as_html(children)}</div>'
        case nodes.Displayed(display, children):
            return f'<div class="csl-{display}">{as_html(children)}</div>\n  '
        case _ if type(inline) in TAGS:
            opening, closing = TAGS[type(inline)]
            return f"{opening}{as_html(inline.children)}{closing}"
        case _:
            return as_html(inline.children)
