"""Inlines as plain text, for terminals, e-mails and forms that take no formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork import inlines as inl

if TYPE_CHECKING:
    from presswork.document import Bibliography
    from presswork.inlines import Inline, Inlines


def inlines(text: Inlines) -> str:
    """Return a text's characters; parts on lines of their own (CSL 1.0.2, "Display") stay so."""
    return "".join(map(_inline, text)).strip()


def entry(label: Inlines, content: Inlines) -> str:
    """Return an entry of a bibliography, its label before it."""
    return " ".join(part for part in (inlines(label), inlines(content)) if part)


def bibliography(block: Bibliography) -> str:
    """Return each entry as a paragraph, which no line ends within."""
    return "\n\n".join(entry(one.label, one.content) for one in block.entries) + "\n"


def _inline(inline: Inline) -> str:
    match inline:
        case inl.Text(text) | inl.Code(text):
            return text
        case inl.Math(formula):
            return formula.words
        case inl.LineBreak():
            return "\n"
        case inl.Displayed("block" | "indent", children):
            return f"\n{inlines(children)}\n"
        case inl.Displayed("left-margin", children):
            return f"{inlines(children)} "
        case inl.Image(alt=alt):
            return alt
        case inl.CrossReference(number=number):
            return number or ""
        case inl.NoteReference() | inl.Comment():
            return ""
        case inl.Cite(rendered=rendered):
            return inlines(rendered)
        case _:
            return "".join(map(_inline, inline.children))
