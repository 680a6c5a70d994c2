"""What a printer without colours makes alike: each page is painted, and its colours compared.

Text is left out: its colours are a matter of contrast. What is painted falls into drawings, with
white around each. In a drawing, two colours that an eye tells apart and a printer of greys does not
are lost where their areas touch, or stand among each other as the lines of a chart do.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from presswork.findings import Finding
from presswork.pdf_checks import objects
from presswork.srgb import hue_distance, lightness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presswork.pdf_checks.reading import Reading

Pixel: TypeAlias = tuple[int, int, int]
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom."""

SCALE: Final = 1.25
"""Dots a point."""

MOST: Final = 2_000_000
"""How many dots a page has at most that is painted; larger ones are painted smaller."""

TILE: Final = 8
"""How many dots of white part one drawing from the next."""

SMALLEST: Final = 45.0
"""How wide and high a drawing is at least, in points: less is an icon, a rule or a bar."""

EVEN: Final = 0.0015
"""Which share of a drawing an even colour has at least."""

FEWEST: Final = 40
"""How many dots an even colour has at least."""

COLOURS: Final = 12
"""How many colours of a drawing are compared, the most frequent ones."""

DIFFERENT: Final = 0.1
"""From which distance on two hues are told apart at a glance (in Oklab, without its lightness)."""

COLOURED: Final = 0.03
"""From which distance to grey on a colour is one."""

GREY: Final = (0.5, 0.5, 0.5)

ALIKE: Final = 11.0
"""Up to which difference of lightness (CIE 1976 L*, from 0 to 100) greys pass for one, which do
not lie side by side."""

TOUCHING: Final = 14
"""At how many dots two areas touch at least to have an edge in common."""

AMONG: Final = 0.25
"""Which share of the smaller area two colours have in common that stand among each other."""

MILLIMETRES: Final = 25.4 / 72

FORMS: Final = 2000
"""How many drawings within drawings a page paints at most that is looked at."""

DEEPEST: Final = 20
"""How deep they lie in each other at most."""

_PAINTED: Final = re.compile(rb"(/[^\s/()<>\[\]{}%]+)\s+Do\b")
_SHOWN: Final = re.compile(rb"(?<![\w.])[0-7]\s+Tr(?!\w)")
_HIDDEN: Final = b"3 Tr"
"""Text that is not painted (ISO 32000-1, 9.3.6)."""


def alike_in_grey(reading: Reading) -> Iterator[Finding]:
    """Find colours of a drawing that are told apart by their hues alone."""
    for page in _painted(reading.path):
        for loss in losses(page.image):
            width, height = (round(side / page.scale * MILLIMETRES) for side in loss.size)
            one, other = map(_named, loss.pairs[0])
            more = len(loss.pairs) - 1
            others = f", and {more} more pair{'s' if more > 1 else ''}" if more else ""
            what = (
                f"colours of a drawing of {width} by {height} mm look alike in grey: "
                f"{one} and {other}{others}"
            )
            yield Finding(page.number, what=what, rule="pdf-alike-in-grey")


def _named(colour: Pixel) -> str:
    return "#" + bytes(colour).hex()


@dataclass(frozen=True, slots=True)
class _Painted:
    """A page without its text; its scale is in dots a point."""

    number: int
    image: Image.Image
    scale: float


def _painted(path: Path) -> Iterator[_Painted]:
    """Yield the pages of a file that can be painted."""
    try:
        pdf = pypdfium2.PdfDocument(_without_text(path))
    except (pypdfium2.PdfiumError, pikepdf.PdfError):
        return
    try:
        for number in range(1, len(pdf) + 1):
            try:
                painted = _rendered(pdf, number)
            except (pypdfium2.PdfiumError, ValueError):
                continue
            yield painted
    finally:
        pdf.close()


def _rendered(pdf: pypdfium2.PdfDocument, number: int) -> _Painted:
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = min(SCALE, (MOST / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, draw_annots=False, no_smoothpath=True, no_smoothimage=True)
    painted = _Painted(number, bitmap.to_pil().convert("RGB"), scale)
    bitmap.close()
    page.close()
    return painted


def _without_text(path: Path) -> bytes:
    """Return a file in which text is not painted, nor pages that paint forms without end."""
    made = io.BytesIO()
    with pikepdf.open(path) as pdf:
        known: dict[objects.Key, int] = {}
        for page in pdf.pages:
            page.contents_coalesce()
            drawn = objects.content(objects.entry(page.obj, "/Contents"))
            forms = _forms(drawn, objects.entry(page.obj, "/Resources"), known)
            hidden = _HIDDEN + b"\n" + _SHOWN.sub(_HIDDEN, drawn) if forms <= FORMS else b""
            page.obj.Contents = pdf.make_stream(hidden)
        for entry in pdf.objects:
            if _is_form(entry):
                drawn = objects.content(entry)
                hidden = _SHOWN.sub(_HIDDEN, drawn)
                if hidden != drawn:
                    entry.write(hidden)
        pdf.save(made, compress_streams=False)
    return made.getvalue()


def _is_form(value: objects.Value) -> bool:
    return objects.is_stream(value) and objects.name(objects.entry(value, "/Subtype")) == "Form"


def _forms(
    drawn: bytes, resources: objects.Value, known: dict[objects.Key, int], depth: int = 0
) -> int:
    """Return how many forms are painted in all; too many for those that paint themselves."""
    named = objects.entry(resources, "/XObject")
    count = 0
    for name, times in Counter(_PAINTED.findall(drawn)).items():
        form = objects.entry(named, name.decode("latin-1"))
        if not _is_form(form):
            continue
        key = objects.key(form)
        if key is None or depth >= DEEPEST:
            return FORMS + 1
        if key not in known:
            known[key] = FORMS + 1
            inner = objects.entry(form, "/Resources") or resources
            known[key] = 1 + _forms(objects.content(form), inner, known, depth + 1)
        count += times * known[key]
    return count


@dataclass(frozen=True, slots=True)
class Loss:
    """A drawing that says less in grey.

    Args:
        pairs: colours that look alike there, those of the largest areas first.
        size: of the drawing, in dots.
    """

    pairs: tuple[tuple[Pixel, Pixel], ...]
    size: tuple[int, int]


def losses(page: Image.Image) -> Iterator[Loss]:
    """Yield the drawings of a page that say less in grey."""
    if not _is_coloured(page):
        return
    smallest = SMALLEST * SCALE
    for box in _drawings(page):
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) >= smallest and (pairs := tuple(_lost(page.crop(box)))):
            yield Loss(pairs, (width, height))


def _is_coloured(page: Image.Image) -> bool:
    red, green, blue = page.split()
    apart = ImageChops.lighter(
        ImageChops.difference(red, green), ImageChops.difference(green, blue)
    )
    highest = apart.getextrema()[1]
    return isinstance(highest, int | float) and highest > 16  # noqa: PLR2004 - hardly a colour


def _drawings(page: Image.Image) -> Iterator[Box]:
    """Yield the boxes of what is painted, each with white around it."""
    grey = page.convert("L").point(lambda value: 0 if value > 250 else 255)  # noqa: PLR2004 - white
    across, down = -(-page.width // TILE), -(-page.height // TILE)
    padded = Image.new("L", (across * TILE, down * TILE), 0)
    padded.paste(grey, (0, 0))
    filled = padded.reduce(TILE).point(lambda value: 255 if value else 0).tobytes()
    waiting = {at for at, value in enumerate(filled) if value}
    while waiting:
        reached = [waiting.pop()]
        for at in reached:
            line, column = divmod(at, across)
            for near in (
                (y * across + x)
                for y in range(max(line - 1, 0), min(line + 2, down))
                for x in range(max(column - 1, 0), min(column + 2, across))
            ):
                if near in waiting:
                    waiting.remove(near)
                    reached.append(near)
        lines = [at // across for at in reached]
        columns = [at % across for at in reached]
        yield (
            min(columns) * TILE,
            min(lines) * TILE,
            min((max(columns) + 1) * TILE, page.width),
            min((max(lines) + 1) * TILE, page.height),
        )


def _lost(drawing: Image.Image) -> Iterator[tuple[Pixel, Pixel]]:
    dots = drawing.width * drawing.height
    counted = drawing.getcolors(dots) or []
    fewest = max(FEWEST, EVEN * dots)
    even = sorted(((count, colour) for count, colour in counted if count >= fewest), reverse=True)
    pixels = [colour for _, colour in even[:COLOURS] if isinstance(colour, tuple)]
    for one, other in combinations(pixels, 2):
        first, second = (one[0], one[1], one[2]), (other[0], other[1], other[2])
        if _is_confused(first, second) and _meet(drawing, first, second):
            yield first, second


def _is_confused(one: Pixel, other: Pixel) -> bool:
    """Tell whether an eye tells two colours apart, and a printer of greys does not.

    Greys are no colours here: grids and axes are grey, and stand among all lines of a chart.
    """
    first, second = ((red / 255, green / 255, blue / 255) for red, green, blue in (one, other))
    return (
        min(hue_distance(colour, GREY) for colour in (first, second)) >= COLOURED
        and hue_distance(first, second) >= DIFFERENT
        and abs(lightness(first) - lightness(second)) <= ALIKE
    )


def _meet(drawing: Image.Image, one: Pixel, other: Pixel) -> bool:
    """Tell whether the areas of two colours touch, or stand among each other."""
    first, second = _where(drawing, one), _where(drawing, other)
    near = ImageChops.darker(first.filter(ImageFilter.MaxFilter(3)), second)
    if near.histogram()[255] >= TOUCHING:
        return True
    boxes = first.getbbox(), second.getbbox()
    return None not in boxes and _shared(*boxes) >= AMONG  # type: ignore[arg-type] # none is None


def _where(drawing: Image.Image, colour: Pixel) -> Image.Image:
    """Return where a drawing has a colour, in white on black."""
    red, green, blue = ImageChops.difference(
        drawing, Image.new("RGB", drawing.size, colour)
    ).split()
    apart = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return apart.point(lambda value: 0 if value else 255)


def _shared(one: Box, other: Box) -> float:
    """Return which share of the smaller box is in both."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(width, 0) * max(height, 0) / smaller
