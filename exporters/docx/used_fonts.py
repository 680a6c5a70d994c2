"""Which faces of which fonts a Word file uses, and for which characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .styles import OFF
from .xml import NAMESPACES, qualified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

W_VAL: Final = qualified("w:val")
RUN: Final = qualified("w:r")
PARAGRAPH: Final = qualified("w:p")
TEXT: Final = qualified("w:t")
PROPERTIES: Final = qualified("w:rPr")
TELLING: Final = tuple(map(qualified, ("w:rStyle", "w:rFonts", "w:b", "w:i")))
"""The properties of a run that tell of its face."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the four faces that Word knows of a font.

    Args:
        family: the name of the font.
    """

    family: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a style or a run says of the face of its characters; None is not said."""

    family: str | None = None
    bold: bool | None = None
    italic: bool | None = None

    def over(self, below: Said) -> Said:
        """Return what holds where this is said over something else."""
        return Said(
            self.family or below.family,
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
        )


@dataclass(slots=True)
class Use:
    """What is used: slots, and characters in any of them."""

    slots: set[Slot] = field(default_factory=set)
    characters: set[str] = field(default_factory=set)


class Faces:
    """Finds the faces of characters by the styles of a file."""

    def __init__(self, styles: Element, theme: Mapping[str, str]) -> None:
        """Begin.

        Args:
            styles: the `w:styles` element.
            theme: the fonts of the theme, by `major` and `minor`.
        """
        self._theme = theme
        self._styles = {
            style.get(qualified("w:styleId"), ""): style
            for style in styles.iterfind("w:style", NAMESPACES)
        }
        defaults = styles.find("w:docDefaults/w:rPrDefault/w:rPr", NAMESPACES)
        self._usual = self._said(defaults)
        self._known: dict[str, Said] = {"": Said()}
        normal = next(
            (
                id_
                for id_, style in self._styles.items()
                if style.get(W_DEFAULT) and _is_text(style)
            ),
            "",
        )
        self._normal = normal

    def note(self, parts: Iterable[Element]) -> Use:
        """Return what the text of some parts uses."""
        use = Use()
        looks: dict[tuple[object, ...], tuple[Element | None, str]] = {}
        for part in parts:
            for text in part.iter(TEXT):
                use.characters.update(text.text or "")
            for paragraph in part.iter(PARAGRAPH):
                style = paragraph.find("w:pPr/w:pStyle", NAMESPACES)
                name = self._normal if style is None else style.get(W_VAL, "")
                for run in paragraph.iter(RUN):
                    properties = next(run.iterchildren(PROPERTIES), None)
                    looks.setdefault((name, *_telling(properties)), (properties, name))
        for properties, name in looks.values():
            whole = self._run(properties).over(self._style(name)).over(self._usual)
            if whole.family:
                use.slots.add(Slot(whole.family, bool(whole.bold), bool(whole.italic)))
        return use

    def _run(self, properties: Element | None) -> Said:
        style = None if properties is None else properties.find("w:rStyle", NAMESPACES)
        said = self._said(properties)
        return said if style is None else said.over(self._style(style.get(W_VAL, "")))

    def _style(self, id_: str) -> Said:
        if id_ not in self._known:
            self._known[id_] = _NOTHING
            style = self._styles.get(id_)
            if style is not None:
                based = style.find("w:basedOn", NAMESPACES)
                below = _NOTHING if based is None else self._style(based.get(W_VAL, ""))
                self._known[id_] = self._said(style.find("w:rPr", NAMESPACES)).over(below)
        return self._known[id_]

    def _said(self, properties: Element | None) -> Said:
        if properties is None:
            return _NOTHING
        fonts = properties.find("w:rFonts", NAMESPACES)
        family = None
        if fonts is not None:
            themed = fonts.get(qualified("w:asciiTheme"), "")
            family = self._theme.get(themed[:5]) or fonts.get(qualified("w:ascii"))
        return Said(family, _switch(properties, "w:b"), _switch(properties, "w:i"))


W_DEFAULT: Final = qualified("w:default")
_NOTHING: Final = Said()


def _telling(properties: Element | None) -> Iterator[object]:
    """Yield what tells of a face: a book has ten thousands of runs, and few looks of them."""
    for child in () if properties is None else properties.iterchildren(*TELLING):
        yield child.tag
        yield from child.items()


def _is_text(style: Element) -> bool:
    return style.get(qualified("w:type")) == "paragraph"


def _switch(properties: Element, name: str) -> bool | None:
    found = properties.find(name, NAMESPACES)
    return None if found is None else found.get(W_VAL, "1") not in OFF
