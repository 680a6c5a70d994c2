"""What the styles of a Word file come to: the look of each paragraph and run, worked out once.

Properties are laid over each other as ISO/IEC 29500-1, 17.7.2, says: the document's defaults, the
style and those that it is based on, the level of a list, what stands at the place itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from exporters.docx.xml import NAMESPACES, qualified

from .metrics import Face, Fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

Properties: TypeAlias = "Mapping[str, str]"
"""The properties of a paragraph or run, flat: `spacing.before` is `120`."""

TWIPS: Final = 20
"""How many twips a point has."""

_NO: Final = frozenset({"0", "false", "off", "none"})
_W: Final = f"{{{NAMESPACES['w']}}}"
_NUMBER: Final = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
_SIDES: Final = {"start": "left", "end": "right"}
_RAISED: Final = 0.65
"""How large raised and lowered characters are."""

_SMALL: Final = 0.8
"""How large small capitals are."""


@dataclass(frozen=True, slots=True)
class Characters:
    """How characters look, and how wide the words are that were measured.

    Args:
        face: their font.
        size: in points, as they are shown.
        height: of a line of them, in points.
        capital: whether small letters are shown as capitals.
        hidden: whether they are not shown.
    """

    face: Face
    size: float
    height: float
    capital: bool = False
    hidden: bool = False
    _widths: dict[str, float] = field(default_factory=dict)

    def width(self, word: str) -> float:
        """Return the width of a word, in points."""
        known = self._widths.get(word)
        if known is None:
            known = self.face.width(word.upper() if self.capital else word) * self.size
            self._widths[word] = known
        return known


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set; lengths in points.

    Args:
        style: the id of its style.
        before: the space above it.
        after: the space below it.
        line: the height of a line: a factor, or a length where `exact` or `at_least`.
        left: the indent of its lines.
        right: the indent of their ends.
        first: how far the first line begins from the others, negative for a hanging one.
        border: the lines and the rooms above and below, and whether it has any.
        stops: the tab stops.
    """

    style: str
    before: float = 0
    after: float = 0
    line: float = 1
    exact: bool = False
    at_least: bool = False
    left: float = 0
    right: float = 0
    first: float = 0
    numbered: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    begins_page: bool = False
    widows: bool = True
    contextual: bool = False
    hyphenated: bool = True
    border: tuple[float, float] = (0, 0)
    stops: tuple[tuple[float, str], ...] = ()

    def height(self, natural: float) -> float:
        """Return the height of a line, of whose content it is known how high that is."""
        if self.exact:
            return self.line
        if self.at_least:
            return max(self.line, natural)
        return natural * self.line


def flat(properties: Element | None) -> dict[str, str]:
    """Return the properties of a paragraph or run by flat names.

    A property without a value is on. Borders are the sum of their width and room, in points, and
    tab stops stand by their places.
    """
    found: dict[str, str] = {}
    for child in properties if properties is not None else ():
        name = str(child.tag).removeprefix(_W)
        match name:
            case "tabs":
                for stop in child:
                    place = stop.get(f"{_W}pos", "0")
                    found[f"tab.{place}"] = stop.get(f"{_W}val", "left")
            case "pBdr":
                for side in child:
                    found[f"border.{str(side.tag).removeprefix(_W)}"] = _border(side)
            case "numPr":
                for part in child:
                    found[str(part.tag).removeprefix(_W)] = part.get(f"{_W}val", "0")
            case _:
                found.setdefault(f"{name}.val", "1")
                for attribute, value in child.attrib.items():
                    key = str(attribute).removeprefix(_W)
                    found[f"{name}.{_SIDES.get(key, key)}"] = str(value)
    return found


def _said(properties: Element | None) -> Iterator[object]:
    """Yield all that the properties say, without asking what it means."""
    for child in () if properties is None else properties.iterdescendants():
        yield child.tag
        yield from child.items()


def _border(side: Element) -> str:
    if side.get(f"{_W}val") in _NO | {"nil"}:
        return "0"
    return str(_float(side.get(f"{_W}sz", "0")) / 8 + _float(side.get(f"{_W}space", "0")))


def _float(value: str) -> float:
    """Return a number; 0 for what is none, such as `50%`, or a length in other units."""
    return float(value) if _NUMBER.fullmatch(value) else 0.0


def _laid(*layers: Properties) -> dict[str, str]:
    """Return properties with later ones over earlier ones."""
    result: dict[str, str] = {}
    for layer in layers:
        if "ind.hanging" in layer:
            result.pop("ind.firstLine", None)
        if "ind.firstLine" in layer:
            result.pop("ind.hanging", None)
        result.update(layer)
    return result


class Formatting:
    """The looks of a file's paragraphs and runs."""

    def __init__(
        self,
        styles: Element,
        numbering: Element | None,
        settings: Element,
        theme: Mapping[str, str],
    ) -> None:
        """Take over the styles.

        Args:
            styles: the `w:styles` element.
            numbering: the `w:numbering` element.
            settings: the `w:settings` element.
            theme: the fonts of the theme: `major` for headings, `minor` for the text.
        """
        hyphenated = flat(settings).get("autoHyphenation.val", "0") not in _NO
        limit = settings.find("w:consecutiveHyphenLimit", NAMESPACES)
        self.hyphens = int(attribute(limit, "w:val") or 99) if hyphenated else 0
        """How many lines in a row may end in a hyphen."""
        zone = settings.find("w:hyphenationZone", NAMESPACES)
        self.zone = attribute(zone, "w:val", 360) / TWIPS
        """How much room a line has left that no word is divided for, in points (17.15.1.53)."""
        self.tab = attribute(settings.find("w:defaultTabStop", NAMESPACES), "w:val", 720) / TWIPS
        """How far apart tab stops are where none are set, in points."""
        self._theme = theme
        self._fonts = Fonts()
        self._styles = {
            style.get(f"{_W}styleId", ""): style for style in styles.iterfind("w:style", NAMESPACES)
        }
        self._usual = next(
            (
                id_
                for id_, style in self._styles.items()
                if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph"
            ),
            "",
        )
        defaults = "w:docDefaults/w:{0}Default/w:{0}"
        self._paragraph_defaults = flat(styles.find(defaults.format("pPr"), NAMESPACES))
        self._run_defaults = flat(styles.find(defaults.format("rPr"), NAMESPACES))
        self._levels = _levels(numbering)
        self._of_paragraph: dict[str, dict[str, str]] = {}
        self._of_run: dict[str, dict[str, str]] = {}
        self._settings: dict[tuple[object, ...], Setting] = {}
        self._characters: dict[tuple[object, ...], Characters] = {}

    def setting(self, properties: Element | None) -> Setting:
        """Return how a paragraph is set, by its `w:pPr`."""
        key = tuple(_said(properties))
        found = self._settings.get(key)
        if found is None:
            own = flat(properties)
            style = own.pop("pStyle.val", self._usual)
            of_style = self._paragraph_style(style)
            level = self._level(own) if "numId" in own else {}
            found = _setting(style, _laid(of_style, level, own))
            self._settings[key] = found
        return found

    def characters(self, style: str, properties: Element | None) -> Characters:
        """Return how characters look.

        Args:
            style: the id of the style of their paragraph.
            properties: their `w:rPr`.
        """
        key = (style, *_said(properties))
        found = self._characters.get(key)
        if found is None:
            own = flat(properties)
            named = self._run_style(own.get("rStyle.val", ""))
            layers = (self._run_defaults, self._run_style(style), named, own)
            found = self._characters[key] = self._look(_laid(*layers))
        return found

    def cell_margins(self, style: str) -> Element | None:
        """Return the `w:tblCellMar` of a style of tables, None where nothing says them."""
        for element in self._chain(style):
            found = element.find("w:tblPr/w:tblCellMar", NAMESPACES)
            if found is not None:
                return found
        return None

    def _chain(self, style: str) -> Iterable[Element]:
        """Yield a style and those that it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            yield element
            based = element.find("w:basedOn", NAMESPACES)
            style = "" if based is None else based.get(f"{_W}val", "")

    def _paragraph_style(self, style: str) -> dict[str, str]:
        found = self._of_paragraph.get(style)
        if found is None:
            layers: list[Properties] = [self._paragraph_defaults]
            for element in reversed(list(self._chain(style))):
                own = flat(element.find("w:pPr", NAMESPACES))
                layers += [self._level(own) if "numId" in own else {}, own]
            found = self._of_paragraph[style] = _laid(*layers)
        return found

    def _run_style(self, style: str) -> dict[str, str]:
        found = self._of_run.get(style)
        if found is None:
            chain = reversed(list(self._chain(style)))
            found = _laid(*(flat(element.find("w:rPr", NAMESPACES)) for element in chain))
            self._of_run[style] = found
        return found

    def _level(self, own: Properties) -> Properties:
        return self._levels.get((own.get("numId", "0"), own.get("ilvl", "0")), {})

    def _look(self, laid: Properties) -> Characters:
        theme = laid.get("rFonts.asciiTheme", "")
        named = self._theme.get("major" if theme.startswith("major") else "minor", "")
        family = named if theme and named else laid.get("rFonts.ascii", "")
        face = self._fonts.face(family, bold=_on(laid, "b"), italic=_on(laid, "i"))
        size = _float(laid.get("sz.val", "20")) / 2
        raised = laid.get("vertAlign.val") in ("superscript", "subscript")
        small = _on(laid, "smallCaps") and not _on(laid, "caps")
        return Characters(
            face,
            size * (_RAISED if raised else _SMALL if small else 1),
            face.line * size,
            capital=_on(laid, "caps") or small,
            hidden=_on(laid, "vanish"),
        )


def _on(laid: Properties, name: str) -> bool:
    return laid.get(f"{name}.val", "0") not in _NO


def _setting(style: str, laid: Properties) -> Setting:
    def points(name: str) -> float:
        return _float(laid.get(name, "0")) / TWIPS

    rule = laid.get("spacing.lineRule", "auto")
    line = _float(laid.get("spacing.line", "240"))
    hanging = points("ind.hanging")
    stops = {
        _float(name.removeprefix("tab.")) / TWIPS: kind
        for name, kind in laid.items()
        if name.startswith("tab.") and kind != "clear"
    }
    return Setting(
        style,
        before=points("spacing.before"),
        after=points("spacing.after"),
        line=line / 240 if rule == "auto" else line / TWIPS,
        exact=rule == "exact",
        at_least=rule == "atLeast",
        left=points("ind.left"),
        right=points("ind.right"),
        first=-hanging if hanging else points("ind.firstLine"),
        numbered=laid.get("numId", "0") != "0",
        keep_next=_on(laid, "keepNext"),
        keep_lines=_on(laid, "keepLines"),
        begins_page=_on(laid, "pageBreakBefore"),
        widows=_on(laid, "widowControl") or "widowControl.val" not in laid,
        contextual=_on(laid, "contextualSpacing"),
        hyphenated=not _on(laid, "suppressAutoHyphens"),
        border=(_float(laid.get("border.top", "0")), _float(laid.get("border.bottom", "0"))),
        stops=tuple(sorted(stops.items())),
    )


def _levels(numbering: Element | None) -> dict[tuple[str, str], Properties]:
    """Return the indents of every level of every list."""
    if numbering is None:
        return {}
    abstract: dict[str, list[tuple[str, Properties]]] = {}
    for definition in numbering.iterfind("w:abstractNum", NAMESPACES):
        abstract[definition.get(f"{_W}abstractNumId", "")] = [
            (level.get(f"{_W}ilvl", "0"), flat(level.find("w:pPr", NAMESPACES)))
            for level in definition.iterfind("w:lvl", NAMESPACES)
        ]
    levels: dict[tuple[str, str], Properties] = {}
    for number in numbering.iterfind("w:num", NAMESPACES):
        named = number.find("w:abstractNumId", NAMESPACES)
        id_ = "" if named is None else named.get(f"{_W}val", "")
        for level, properties in abstract.get(id_, ()):
            levels[number.get(f"{_W}numId", ""), level] = properties
    return levels


def theme_fonts(theme: Element | None) -> dict[str, str]:
    """Return the fonts of a theme for Latin letters: `major` for headings, `minor` for the text."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor") if theme is not None else ():
        latin = theme.find(f".//a:{kind}Font/a:latin", NAMESPACES) if theme is not None else None
        if latin is not None:
            fonts[kind] = latin.get("typeface", "")
    return fonts


def attribute(element: Element | None, name: str, usual: float = 0) -> float:
    """Return a number that an element's attribute gives, such as `w:w`."""
    key = qualified(name) if ":" in name else name
    value = element.get(key) if element is not None else None
    return usual if value is None else _float(value)
