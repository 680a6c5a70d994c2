"""Figures, and the captions that they share with tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from .inline import NO_BREAK_SPACE, image, inlines
from .setting import as_id

if TYPE_CHECKING:
    from presswork import document as doc
    from presswork.inlines import Inlines

    from .setting import Setting


def figure(block: doc.Figure, setting: Setting) -> Markup:
    """Return a figure, with its caption below."""
    pictures = Markup("\n").join(image(picture, setting) for picture in block.images)
    several = " several" if len(block.images) > 1 else ""
    caption = Markup()
    if block.caption or block.number:
        caption = Markup("\n<figcaption>{}</figcaption>").format(
            caption_of("figure", block.number, block.caption, setting)
        )
    return Markup('<figure{}>\n<div class="pictures{}">{}</div>{}\n</figure>').format(
        id_attribute(block.id), several, pictures, caption
    )


def caption_of(kind: str, number: str | None, text: Inlines, setting: Setting) -> Markup:
    """Return the words of a caption, its label before them."""
    content = inlines(text, setting)
    if number is None:
        return content
    label = label_of(kind, number, setting)
    return Markup('<span class="label">{}.</span> {}').format(label, content)


def label_of(kind: str, number: str | None, setting: Setting) -> str:
    """Return for example `Figure 2`, which no line end parts."""
    word = setting.words[kind]
    return f"{word}{NO_BREAK_SPACE}{number}" if number else word


def id_attribute(id_: str | None) -> Markup:
    """Return the attribute of an id, where there is one."""
    return Markup(' id="{}"').format(as_id(id_)) if id_ else Markup()
