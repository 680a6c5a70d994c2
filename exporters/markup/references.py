"""The list of references as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from presswork import inlines as inl

from .inline import inlines
from .setting import reference_id

if TYPE_CHECKING:
    from presswork import document as doc

    from .setting import Setting


REFERENCES_ID: Final = "list-of-references"
"""The id of the heading that a list of references gets when the document gives it none."""


def bibliography(block: doc.Bibliography, setting: Setting) -> Markup:
    """Return the list of references, with the language's word over it where nothing else is."""
    if not block.entries:
        return Markup()
    heading = (
        Markup()
        if block.headed
        else Markup('<h{0} id="{1}">{2}</h{0}>\n').format(
            block.heading_level + 1, block.id or REFERENCES_ID, setting.words["references"]
        )
    )
    return heading + reference_list(block, setting)


def reference_list(block: doc.Bibliography, setting: Setting) -> Markup:
    """Return the list of references alone."""
    labels = [inl.plain_text(entry.label) for entry in block.entries]
    widest = max(map(len, labels), default=0)
    kind = "labelled" if widest else "hanging" if block.hanging else "plain"
    element = "ol" if widest else "ul"
    style = Markup(' style="--label-length:{}"').format(widest) if widest else ""
    lines = Markup("\n").join(_entry(entry, setting) for entry in block.entries)
    return Markup('<{0} class="references {1}"{2}>\n{3}\n</{0}>').format(
        element, kind, style, lines
    )


def _entry(entry: doc.BibliographyEntry, setting: Setting) -> Markup:
    label = (
        Markup('<span class="label">{}</span> ').format(inlines(entry.label, setting))
        if entry.label
        else Markup()
    )
    id_ = Markup() if entry.again else Markup(' id="{}"').format(reference_id(entry.key))
    return Markup("<li{}>{}{}</li>").format(id_, label, inlines(entry.content, setting))
