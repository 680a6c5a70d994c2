"""Figures: `fig`, `fig-group`, and pictures that stand alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Figure, Panel, Paragraph
from presswork.inlines import Strong, TargetKind, Text, plain_text
from presswork.readers.jats import pictures
from presswork.readers.jats.captions import Caption, ended, joined, read_caption
from presswork.readers.jats.elements import child, children, descendants, href, name_set, text_of
from presswork.readers.jats.inlines import read_inlines
from presswork.readers.jats.source import local_name
from presswork.readers.printed.labels import number_in

if TYPE_CHECKING:
    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.readers.jats.reading import Reading

_ASIDE: Final = name_set(
    """label caption title object-id alt-text long-desc abstract kwd-group attrib permissions
    graphic media alternatives subj-group"""
)
"""What of a figure is read by name; other things in it follow it."""

_LONGEST_ALT: Final = 250


def read_figure(element: etree._Element, reading: Reading) -> Blocks:
    """Return a figure, and what stands in it that a caption cannot hold."""
    id_ = reading.id_of(element)
    caption = read_caption(element, reading)
    label = text_of(child(element, "label"))
    graphics = _graphics(element)
    alt = _alt(element, label, caption)
    inner = reading.flow(element, reading, skip=_ASIDE)
    if not graphics and inner:
        return _without_picture(element, caption, inner, reading)
    panels = _panels(graphics, alt, reading)
    figure = Figure(panels, caption.whole, id_, location=reading.at(element))
    return (_labelled(element, figure, reading), *inner, *caption.rest)


def _labelled(element: etree._Element, figure: Figure, reading: Reading) -> Figure:
    """Return a figure with its number, or with its label as part of what is said of it.

    Numbering counts figures with a caption; so one without a number has the words at its picture.
    """
    given = number_in(text_of(child(element, "label")), TargetKind.FIGURE)
    if given is not None:
        number = reading.number(TargetKind.FIGURE, given, (figure.id,))
        return replace(figure, number=number if figure.caption else given)
    if figure.caption and not reading.labelled & {"fig", "fig-group"}:
        reading.count(TargetKind.FIGURE, (figure.id,))
        return figure
    *others, last = figure.panels
    words = joined([_label(element, reading), figure.caption, last.caption])
    return replace(figure, panels=(*others, replace(last, caption=words)), caption=())


def _label(element: etree._Element, reading: Reading) -> Inlines:
    label = child(element, "label")
    words = read_inlines(label, reading) if label is not None else ()
    return (Strong(ended(words)),) if words else ()


def _graphics(element: etree._Element) -> list[etree._Element]:
    """Return the pictures of a figure; of several forms of one picture the first."""
    found: list[etree._Element] = []
    for inner in element:
        match local_name(inner):
            case "graphic" | "media":
                found.append(inner)
            case "alternatives":
                found += children(inner, "graphic", "media", "inline-graphic")[:1]
            case "p":
                found += [each for each in children(inner, "graphic") if href(each)]
            case _:
                pass
    return found


def _panels(graphics: list[etree._Element], alt: str, reading: Reading) -> tuple[Panel, ...]:
    if not graphics:
        return (Panel(None),)
    panels: list[Panel] = []
    for graphic in graphics:
        own = text_of(child(graphic, "alt-text")) or text_of(child(graphic, "long-desc"))
        inner = read_caption(graphic, reading)
        words = joined([_label(graphic, reading), inner.whole])
        image = pictures.picture_of(graphic, own or alt, reading)
        address = "" if image else pictures.address_of(graphic, reading)
        panels.append(Panel(image, words, reading.id_of(graphic), None, address))
    return tuple(panels)


def _alt(element: etree._Element, label: str, caption: Caption) -> str:
    """Return what a picture shows: what the article says of it, or else its title."""
    given = text_of(child(element, "alt-text")) or text_of(child(element, "long-desc"))
    title = plain_text(caption.title or caption.text).strip()
    words = given or " ".join(f"{label} {title}".split())
    return words if len(words) <= _LONGEST_ALT else words[: _LONGEST_ALT - 1].rstrip() + "…"


def _without_picture(
    element: etree._Element, caption: Caption, inner: Blocks, reading: Reading
) -> Blocks:
    """Return a figure that is made of text: its label and caption, then what it shows."""
    words = joined([_label(element, reading), caption.whole])
    said: tuple[Block, ...] = (Paragraph(words, reading.at(element)),) if words else ()
    return (*inner, *said, *caption.rest)


def read_group(element: etree._Element, reading: Reading) -> Blocks:
    """Return a group of figures: one figure of several panels where only the group is labelled."""
    figures = descendants(element, "fig", "graphic") if not children(element, "fig") else []
    members = children(element, "fig") or figures
    label = text_of(child(element, "label"))
    given = number_in(label, TargetKind.FIGURE)
    one = given is not None and not any(
        number_in(text_of(child(each, "label")), TargetKind.FIGURE) for each in members
    )
    if not one:
        caption = read_caption(element, reading)
        said = joined([_label(element, reading), caption.whole])
        return (
            *_said(said, element, reading),
            *caption.rest,
            *reading.flow(element, reading, skip=_GROUP_ASIDE),
        )
    id_ = reading.id_of(element)
    caption = read_caption(element, reading)
    panels = tuple(panel for each in members for panel in _panels_of_member(each, reading))
    figure = Figure(panels, caption.whole, id_, location=reading.at(element))
    return (_labelled(element, figure, reading), *caption.rest)


_GROUP_ASIDE: Final = frozenset({"label", "caption", "title", "object-id", "alt-text"})


def _said(words: Inlines, element: etree._Element, reading: Reading) -> Blocks:
    return (Paragraph(words, reading.at(element)),) if words else ()


def _panels_of_member(element: etree._Element, reading: Reading) -> tuple[Panel, ...]:
    if local_name(element) != "fig":
        return _panels([element], _alt(element, "", Caption()), reading)
    caption = read_caption(element, reading)
    alt = _alt(element, text_of(child(element, "label")), caption)
    first, *more = _panels(_graphics(element), alt, reading)
    words = joined([_label(element, reading), caption.whole, first.caption])
    return (Panel(first.image, words, reading.id_of(element), None, first.address), *more)


def read_graphic(element: etree._Element, reading: Reading) -> Blocks:
    """Return a picture that stands alone."""
    alt = text_of(child(element, "alt-text")) or pictures.name_of(element)
    return (Figure(_panels([element], alt, reading), (), None, None, reading.at(element)),)


def picture_of_formula(element: etree._Element, label: str, reading: Reading) -> Blocks:
    """Return a formula that the article has as a picture only."""
    graphic = descendants(element, "graphic", "inline-graphic")[0]
    (panel,) = _panels([graphic], label or pictures.name_of(graphic), reading)
    words: Inlines = (Text(f"({label})"),) if label else ()
    shown = Panel(panel.image, words, None, None, panel.address)
    return (Figure((shown,), (), reading.id_of(element), None, reading.at(element)),)
