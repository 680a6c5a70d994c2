"""Formulas as drawings, for pages that cannot show MathML: ziamath sets them in STIX Two Math.

All lengths are in em of the text around the formula. ziamath (0.13) is told in its own terms what
it does not know or does otherwise than MathML says:

- an em is a third too long in it (`size_px` takes points for pixels), so every length is given,
  those of its table of operators as well;
- limits move beside a sign in a line of text (`movablelimits`);
- accents do not stretch where they must not, and bars do where they must;
- rows of tables have the height of a line of text, and lines are drawn between them.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from exporters.weasyprint_speed import without_modules
from presswork.mathml import MathElement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from ziamath.drawable import Drawable
    from ziamath.nodes.mnode import Mnode
    from ziamath.zmath import Math

SIZE: Final = 24.0
"""The units that an em has in a drawing."""

MARGIN: Final = 0.06
"""The space around a drawing, in em, so that strokes are not cut off."""

TOO_LONG: Final = 1.33303
"""How many times too long an em is in ziamath."""

LINE: Final = (0.82, 0.38)
"""The height above and the depth below the base line that a row of a table has at least."""

SMALL_LINE: Final = (0.62, 0.22)
"""The same in tables as small as a subscript."""

MOVABLE: Final = frozenset("∑∏∐⋀\u22c1⋂\u22c3⨀⨁⨂⨃⨄⨅⨆")
"""The signs whose limits stand beside them in a line of text (MathML Core, B.3)."""

SLANTED: Final = {"\N{PARTIAL DIFFERENTIAL}": "\N{MATHEMATICAL ITALIC PARTIAL DIFFERENTIAL}"}
"""What LaTeX sets slanted, and MathML upright."""

INTEGRALS: Final = frozenset("∫∬∭∮∯∰∱∲∳")

BAR: Final = "\N{HORIZONTAL BAR}"
"""What ziamath draws as a line of the width of what it is over or under."""

VARIANTS: Final[Mapping[str, str]] = {
    "double-struck": "double",
    "monospace": "mono",
    "sans-serif": "sans",
}

TO_EM: Final[Mapping[str, float]] = {
    "em": 1, "rem": 1, "ex": 0.47, "pt": 0.1, "px": 1 / 16, "mm": 0.2845, "cm": 2.845, "in": 7.227,
    "mu": 1 / 18, "": 1,
}  # fmt: skip
_LENGTH: Final = re.compile(r"\s*([+-]?[0-9.]+)\s*([a-z]*)\s*")
_NAMED: Final = (
    "veryverythin", "verythin", "thin", "medium", "thick", "verythick", "veryverythick",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as a drawing.

    Args:
        svg: the drawing.
        width: in em.
        height: in em, from its lower to its upper edge.
        depth: in em, how far it reaches below the line that it stands on.
        rows: where the lines of the rows of its table are, or its own where it has none: parts of
            its height from its upper edge.
    """

    svg: bytes
    width: float
    height: float
    depth: float
    rows: tuple[float, ...]


@lru_cache(maxsize=4096)
def drawn(root: MathElement, colour: str) -> Drawing | None:
    """Draw a formula; None where ziamath cannot draw it.

    Args:
        root: its `math` element.
        colour: as CSS writes it.
    """
    try:
        return _drawn(root, colour)
    except Exception:  # noqa: BLE001 - ziamath raises whatever its own code meets
        return None


def _drawn(root: MathElement, colour: str) -> Drawing:
    zmath = _ziamath()
    display = root.attribute("display") == "block"
    element = _Translation(display=display).element(root)
    element.set("mathcolor", colour)
    math = zmath.Math(element, size=SIZE, margin=MARGIN * SIZE)
    for table in _tables(math.node):
        _rule(table)
    box = math.node.bbox
    math.node.bbox = box._replace(xmax=max(box.xmax, *_reaches(math.node)))
    svg = math.svgxml()
    width, height = (float(svg.get(side, "0")) / SIZE for side in ("width", "height"))
    depth = MARGIN - math.node.bbox.ymin / SIZE
    svg.attrib.pop("width")
    svg.attrib.pop("height")
    return Drawing(
        ET.tostring(svg), width, height, depth, tuple(_rows(math, height, height - depth))
    )


def warm_up() -> None:
    """Load what draws formulas, before there is one."""
    _ziamath()


LATE: Final = ("latex2mathml.tokenizer", "ziamath.escapes")
"""What ziamath imports to read LaTeX and text, which it is given none of; it takes 25 ms."""


@cache
def _ziamath() -> ModuleType:
    """Import ziamath, whose font takes a while to load, and set it up."""
    with warnings.catch_warnings(), without_modules(LATE):
        warnings.simplefilter("ignore", DeprecationWarning)  # of importlib.resources.path
        from ziamath import zmath  # noqa: PLC0415 - as above
        from ziamath.config import config  # noqa: PLC0415 - as above
    config.precision = 2
    return zmath


def _rows(math: Math, height: float, above: float) -> Iterator[float]:
    """Yield where the base lines of the rows are, in parts of the height."""
    tables = list(islice(_tables(math.node), 1)) if len(math.node.nodes) == 1 else []
    if not tables or tables[0] not in math.node.nodes:
        yield above / height
        return
    (table,) = tables
    at = 0
    for row in table.element:
        yield (above + table.nodexy[at][1] / SIZE) / height
        at += len(row)


def _reaches(node: Mnode) -> Iterator[float]:
    """Yield how far to the right what covers several columns reaches."""
    yield 0.0
    for inner in getattr(node, "nodes", ()):
        if inner.mtag == "mpadded" and inner.element.get("width") == "0":
            (x, _), last = inner.nodexy[-1], inner.nodes[-1]
            yield x + last.bbox.xmax
        yield from _reaches(inner)


def _tables(node: Mnode) -> Iterator[Mnode]:
    for inner in getattr(node, "nodes", ()):
        if inner.mtag == "mtable":
            yield inner
        yield from _tables(inner)


def _rule(table: Mnode) -> None:
    """Draw the lines between rows and columns, which ziamath leaves out."""
    from ziamath.drawable import HLine, VLine  # noqa: PLC0415 - as above

    columns = (table.element.get("columnlines") or "").split()
    rows = (table.element.get("rowlines") or "").split()
    if "solid" not in columns + rows:
        return
    thickness = SIZE * 0.045
    widest = max(table.element, key=len)
    places = list(_cells(table))
    for at, kind in enumerate(columns[: len(widest) - 1]):
        if kind == "solid":
            ends = [x + node.bbox.xmax for _, column, x, _, node in places if column == at]
            starts = [x for _, column, x, _, _ in places if column == at + 1]
            if ends and starts:
                height = table.bbox.ymax - table.bbox.ymin
                table.nodes.append(VLine(height, thickness, style=table.style))
                table.nodexy.append(((max(ends) + min(starts)) / 2, -table.bbox.ymax))
    for at, kind in enumerate(rows[: len(table.element) - 1]):
        if kind == "solid":
            lower = max(y - node.bbox.ymin for row, _, _, y, node in places if row == at)
            upper = min(y - node.bbox.ymax for row, _, _, y, node in places if row == at + 1)
            width = table.bbox.xmax - table.bbox.xmin
            table.nodes.append(HLine(width, thickness, style=table.style))
            table.nodexy.append((table.bbox.xmin, (lower + upper - thickness) / 2))


def _cells(table: Mnode) -> Iterator[tuple[int, int, float, float, Drawable]]:
    """Yield each cell with its row and column, and where it stands in its table."""
    at = 0
    for row, element in enumerate(table.element):
        for column in range(len(element)):
            x, y = table.nodexy[at]
            yield row, column, x, y, table.nodes[at]
            at += 1


@dataclass(frozen=True, slots=True)
class _Translation:
    """MathML → the elements that ziamath understands, in one style of setting.

    Args:
        display: whether there is room for large signs and for limits below and above.
        small: whether it is a sub- or superscript.
    """

    display: bool
    small: bool = False

    def element(self, element: MathElement) -> ET.Element:
        """Return an element in ziamath's own form."""
        style = self._inside(element)
        match element.name:
            case "mi" | "mn" | "mtext" | "ms":
                return _token(element)
            case "mo":
                return _operator(element, "infix")
            case "mspace":
                return _space(element)
            case "mtable":
                return style.table(element)
            case "munder" | "mover" | "munderover":
                return style.limits(element)
            case "mpadded" | "mphantom" | "menclose":
                return _made(element, style.row(element.elements))
            case "mfrac":
                inner = _Translation(display=False, small=style.small)
                return _made(element, [inner.boxed(part) for part in element.elements])
            case "msub" | "msup" | "msubsup" | "mmultiscripts":
                base, *scripts = element.elements
                return _made(element, [style.boxed(base), *map(_SCRIPT.boxed, scripts)])
            case "mroot":
                base, index = element.elements
                return _made(element, [style.boxed(base), _SCRIPT.boxed(index)])
            case "msqrt":
                return _made(element, style.row(element.elements))
            case "mprescripts" | "none":
                return ET.Element(element.name)
            case _:
                made = _made(element, style.row(element.elements))
                made.tag = "mrow"
                return made

    def boxed(self, element: MathElement) -> ET.Element:
        """Return a part of an element; a row of its own where there is nothing in it."""
        made = self.element(element)
        if made.tag == "mrow" and not len(made):
            made.append(_space_of(0))
        return made

    def _inside(self, element: MathElement) -> _Translation:
        said = element.attribute("displaystyle")
        if said is None and element.name != "mtable":
            return self
        level = element.attribute("scriptlevel")
        small = self.small if level is None or not level.isdecimal() else level != "0"
        return _Translation(display=said == "true", small=small)

    def row(self, elements: Sequence[MathElement]) -> list[ET.Element]:
        """Return what stands side by side; an operator's space depends on where it stands."""
        made: list[ET.Element] = []
        for at, element in enumerate(elements):
            if element.name != "mo":
                made.append(self.element(element))
                continue
            first, last = at == 0, at == len(elements) - 1
            form = "prefix" if first and not last else "postfix" if last and not first else "infix"
            made.append(_operator(element, element.attribute("form") or form))
        return made or [_space_of(0)]

    def limits(self, element: MathElement) -> ET.Element:
        """Return what stands below or above something: beside it, where there is no room."""
        base, *scripts = element.elements
        sign = base.text.strip()
        if not self.display and sign in MOVABLE and base.attribute("movablelimits") != "false":
            names = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}
            moved = MathElement(names[element.name], (), element.children)
            return self.element(moved)
        if element.name != "munderover" and _is_bar(scripts[0]):
            return _made(element, [self.boxed(base), _text_element("mo", BAR)])
        parts = [self.boxed(base)]
        for script in scripts:
            made = _SCRIPT.boxed(script)
            if script.name == "mo" and not _stretches(script):
                holder = ET.Element("mrow")
                holder.append(made)
                made = holder
            parts.append(made)
        return _made(element, parts)

    def table(self, element: MathElement) -> ET.Element:
        """Return a table whose rows are as high as lines of text."""
        made = ET.Element("mtable")
        for name in ("columnalign", "columnlines", "rowlines", "displaystyle", "scriptlevel"):
            if value := element.attribute(name):
                made.set(name, value)
        made.set("displaystyle", "true" if self.display else "false")
        gaps = (element.attribute("columnspacing") or ("0.5em" if self.small else "1em")).split()
        made.set("columnspacing", " ".join(_length(gap) for gap in gaps))
        ruled = "solid" in (element.attribute("rowlines") or "")
        made.set("rowspacing", _em(0.3 if self.display or ruled else 0.02))
        height, depth = SMALL_LINE if self.small else LINE
        for row in element.elements:
            line = ET.SubElement(made, "mtr")
            for cell in row.elements:
                line.append(self._cell(cell, height, depth))
        if not len(made):
            return _space_of(0)
        return made

    def _cell(self, cell: MathElement, height: float, depth: float) -> ET.Element:
        box = ET.Element("mtd")
        if alignment := cell.attribute("columnalign"):
            box.set("columnalign", alignment)
        content = self.row(cell.elements)
        if cell.attribute("columnspan"):
            # What covers several columns must not make the first of them wide.
            wide = ET.Element("mpadded", {"width": "0"})
            wide.extend(content)
            content = [wide]
            box.set("columnalign", "left")
        strut = {"width": "0", "height": _em(height), "depth": _em(depth)}
        box.append(ET.Element("mspace", strut))
        box.extend(content)
        return box


_SCRIPT: Final = _Translation(display=False, small=True)


def _is_bar(operator: MathElement) -> bool:
    is_line = operator.text in {"\N{MACRON}", "_", "\N{OVERLINE}"}
    return is_line and operator.attribute("stretchy") != "false"


def _stretches(operator: MathElement) -> bool:
    said = operator.attribute("stretchy")
    if said is not None:
        return said == "true"
    return operator.text in _BRACES


_BRACES: Final = frozenset("⏞⏟⏜⏝⎴⎵→←↔⇀↼⇒⇐\N{COMBINING CIRCUMFLEX ACCENT}^~")


def _made(element: MathElement, children: Sequence[ET.Element]) -> ET.Element:
    made = ET.Element(element.name)
    for name, value in element.attributes:
        if name in {"mathvariant", "mathsize", "xmlns", "display", "alttext", "id"}:
            continue
        made.set(name, _length(value) if name in {"width", "height", "depth", "lspace"} else value)
    if element.name == "math":
        made.set("displaystyle", "true" if element.attribute("display") == "block" else "false")
    made.extend(children)
    return made


def _token(element: MathElement) -> ET.Element:
    from ziamath.operators import names  # noqa: PLC0415 - as above

    text = element.text
    if not text:
        return _space_of(0)
    if element.name == "mi" and (len(text) > 1 or text in names):
        # ziamath sets spaces around the names of functions, which MathML does not.
        made = _text_element("mtext", SLANTED.get(text, text))
    else:
        made = _text_element(element.name, text)
    variant = element.attribute("mathvariant")
    for ours, theirs in VARIANTS.items():
        variant = variant.replace(ours, theirs) if variant else None
    if variant:
        made.set("mathvariant", variant.replace("-", " "))
    if not text.strip():
        return _space_of(0.25 * len(text))
    return made


def _text_element(name: str, text: str) -> ET.Element:
    made = ET.Element(name)
    made.text = text
    return made


_INVISIBLE: Final = frozenset("\u2061\u2062\u2063\u2064\u200b")


def _operator(element: MathElement, form: str) -> ET.Element:
    """Return an operator with the spaces around it, which ziamath would make too wide."""
    from ziamath.operators import get_params  # noqa: PLC0415 - as above

    text = element.text.strip()
    left, right = element.attribute("lspace"), element.attribute("rspace")
    if not text or text in _INVISIBLE:
        return _space_of(_ems(left or "0") + _ems(right or "0"))
    usual = get_params(text, form)
    made = _text_element("mo", text)
    for name, value in element.attributes:
        if name in {"stretchy", "symmetric", "largeop", "movablelimits", "mathcolor"}:
            made.set(name, value)
        elif name in {"minsize", "maxsize"}:
            made.set(name, _length(value))
    if text in INTEGRALS or text in MOVABLE:
        made.set("stretchy", "false")
    made.set("form", form)
    made.set("lspace", _length(usual.get("lspace", "0") if left is None else left))
    made.set("rspace", _length(usual.get("rspace", "0") if right is None else right))
    return made


def _space(element: MathElement) -> ET.Element:
    return _space_of(_ems(element.attribute("width") or "0"))


def _space_of(ems: float) -> ET.Element:
    return ET.Element("mspace", {"width": _em(ems)})


def _length(written: str) -> str:
    """Return a length that comes out right in ziamath."""
    return written if written.endswith("%") else _em(_ems(written))


def _em(ems: float) -> str:
    return f"{ems / TOO_LONG:.5f}em"


def _ems(written: str) -> float:
    """Return a length in em."""
    if written.endswith("mathspace"):
        name = written.removesuffix("mathspace")
        sign = -1 if name.startswith("negative") else 1
        name = name.removeprefix("negative")
        return sign * (_NAMED.index(name) + 1) / 18 if name in _NAMED else 0.0
    found = _LENGTH.fullmatch(written)
    if found is None:
        return 0.0
    try:
        return float(found[1]) * TO_EM.get(found[2], 0)
    except ValueError:
        return 0.0
