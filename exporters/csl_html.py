"""Citations and entries as HTML in the form that citeproc-js writes it.

Its tags and class names (`csl-entry`, `csl-left-margin`) are what tools around CSL expect, and what
the CSL test suite compares. Links are left out: the reference processor writes none.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from presswork import inlines as inl
from presswork.inlines import Format

if TYPE_CHECKING:
    from presswork.inlines import Inline, Inlines

WITHOUT: Final = {
    Format.EMPHASIS: "font-style:normal;",
    Format.STRONG: "font-weight:normal;",
    Format.SMALL_CAPS: "font-variant:normal;",
    Format.UNDERLINE: "text-decoration:none;",
    Format.SCRIPT: "baseline",
}
"""What `style` says of text that drops a format; the last is no CSS, but citeproc-js writes it."""

NUMBERED: Final = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})


def inlines(text: Inlines) -> str:
    """Return a text as HTML."""
    return "".join(map(_inline, text))


def entry(label: Inlines, content: Inlines) -> str:
    """Return an entry of a bibliography, its label in a margin of its own."""
    return f'<div class="csl-entry">{within_entry(label, content)}</div>'


def within_entry(label: Inlines, content: Inlines) -> str:
    """Return what stands within the element of an entry."""
    if not label:
        return inlines(content)
    return (
        f'\n    <div class="csl-left-margin">{inlines(label)}</div>'
        f'<div class="csl-right-inline">{inlines(content)}</div>\n  '
    )


def _inline(inline: Inline) -> str:
    match inline:
        case inl.Text(text):
            return text.translate(NUMBERED)
        case inl.Code(text):
            return f"<code>{text.translate(NUMBERED)}</code>"
        case inl.Math(formula):
            return formula.words.translate(NUMBERED)
        case inl.LineBreak():
            return "<br/>"
        case inl.Without(format_, children):
            return _styled(WITHOUT[format_], children)
        case inl.Displayed(display, children):
            return _displayed(display, inlines(children))
        case inl.Cite(rendered=rendered):
            return inlines(rendered)
        case inl.Image(alt=alt):
            return alt.translate(NUMBERED)
        case inl.CrossReference() | inl.NoteReference() | inl.Comment():
            return ""
        case _:
            return _framed(inline, inline.children)


def _framed(frame: inl.Inline, children: Inlines) -> str:
    match frame:
        case inl.Emphasis():
            return f"<i>{inlines(children)}</i>"
        case inl.Strong():
            return f"<b>{inlines(children)}</b>"
        case inl.Superscript():
            return f"<sup>{inlines(children)}</sup>"
        case inl.Subscript():
            return f"<sub>{inlines(children)}</sub>"
        case inl.Underline():
            return _styled("text-decoration:underline;", children)
        case inl.Strikeout():
            return _styled("text-decoration:line-through;", children)
        case inl.SmallCaps():
            return _styled("font-variant:small-caps;", children)
        case inl.InLanguage(language):
            return f'<span lang="{escape(language)}">{inlines(children)}</span>'
        case _:
            return inlines(children)


def _styled(style: str, children: Inlines) -> str:
    return f'<span style="{style}">{inlines(children)}</span>'


def _displayed(display: str, content: str) -> str:
    """Return a part with a place of its own; the white space is the reference processor's."""
    match display:
        case "block":
            return f'\n\n    <div class="csl-block">{content}</div>\n'
        case "left-margin":
            return f'\n    <div class="csl-left-margin">{content}</div>'
        case _:
            return f'<div class="csl-{display}">{content}</div>\n  '
