"""Figures and listings, and the captions that they share with tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from exporters import panels
from presswork import inlines as inl

from .inline import image, inlines
from .setting import as_id, float_id

if TYPE_CHECKING:
    from presswork import document as doc
    from presswork.inlines import Inlines
    from presswork.looks import Word

    from .setting import Setting


def figure(block: doc.Figure, setting: Setting) -> Markup:
    """Return a figure, with its caption below."""
    if panels.is_lettered(block):
        pictures = _panels(block, setting)
    else:
        several = " several" if len(block.panels) > 1 else ""
        shown = Markup("\n").join(_picture(panel, setting) for panel in block.panels)
        pictures = Markup('<div class="pictures{}">{}</div>').format(several, shown)
    caption = Markup()
    if block.caption or block.number:
        caption = Markup("\n<figcaption>{}</figcaption>").format(
            caption_of("figure", block.number, block.caption, setting)
        )
    id_ = float_id("figure", block.id, block.number, setting)
    return Markup("<figure{}>\n{}{}\n</figure>").format(id_attribute(id_), pictures, caption)


def _panels(block: doc.Figure, setting: Setting) -> Markup:
    """Return pictures in rows, each with its letter and its words below."""
    rows = panels.rows(block)
    longest = max(map(len, rows))
    return Markup("\n").join(
        Markup('<div class="pictures panels">\n{}\n</div>').format(
            Markup("\n").join(
                _panel(panel, block, share, setting)
                for panel, share in zip(row, panels.shares(row, longest), strict=True)
            )
        )
        for row in rows
    )


def _panel(panel: doc.Panel, block: doc.Figure, share: float, setting: Setting) -> Markup:
    filled = replace(panel, image=panel.image and _filling_its_panel(panel.image))
    letter = panels.letter(panel, block)
    words = inlines(panel.caption, setting)
    label = Markup('<span class="label">{}</span> ').format(letter) if letter else Markup()
    below = Markup('\n<p class="panel-caption">{}{}</p>').format(label, words)
    return Markup('<div class="panel"{} style="width:{:.2f}%">{}{}</div>').format(
        id_attribute(panel.id),
        share * 100,
        _picture(filled, setting),
        below if letter or panel.caption else "",
    )


def _filling_its_panel(picture: inl.Image) -> inl.Image:
    """Return a picture whose share of the text's width is that of its panel already."""
    shared = picture.width and picture.width.unit == "%"
    return replace(picture, width=inl.Length(100, "%")) if shared else picture


def _picture(panel: doc.Panel, setting: Setting) -> Markup:
    """Return the picture of a panel, or the box that stands for one that is not at hand."""
    if panel.image:
        return image(panel.image, setting)
    address = inlines((inl.Link(panel.address, (inl.Text(panel.address),)),), setting)
    return Markup('<p class="missing">{}{}{}</p>').format(
        setting.words["picture-missing"], Markup("<br>") if panel.address else "", address
    )


def listing(code: Markup, block: doc.CodeBlock, setting: Setting) -> Markup:
    """Return computer text with its caption above."""
    caption = caption_of("listing", block.number, block.caption, setting)
    return Markup('<figure class="listing"{}>\n<figcaption>{}</figcaption>\n{}\n</figure>').format(
        id_attribute(block.id), caption, code
    )


def caption_of(kind: str, number: str | None, text: Inlines, setting: Setting) -> Markup:
    """Return the words of a caption, its label before them."""
    content = inlines(text, setting)
    if number is None:
        return content
    label = label_of(kind, number, setting)
    return Markup('<span class="label">{}.</span> {}').format(label, content)


def label_of(kind: str, number: str | None, setting: Setting) -> Word:
    """Return for example `Figure 2`, which no line end parts."""
    return setting.words.numbered(kind, number) if number else setting.words[kind]


def id_attribute(id_: str | None) -> Markup:
    """Return the attribute of an id, where there is one."""
    return Markup(' id="{}"').format(as_id(id_)) if id_ else Markup()
