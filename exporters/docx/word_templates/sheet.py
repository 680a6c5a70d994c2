"""What the settings of a look say, as Word counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exporters.docx.xml import TWIPS_PER_MM
from presswork.settings import LENGTH, ink_upon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.looks import Look, Paper
    from presswork.settings import Settings

    from .markup import Font, Ink

POINT: Final = 20
"""A point in twips."""

TWIPS: Final[Mapping[str, float]] = {
    "mm": TWIPS_PER_MM,
    "cm": 10 * TWIPS_PER_MM,
    "in": 1440.0,
    "pt": POINT,
    "pc": 12 * POINT,
    "px": 0.75 * POINT,
}

RELATIVE: Final[Mapping[str, float]] = {"em": 1.0, "rem": 1.0, "ex": 0.5, "ch": 0.5, "%": 0.01}
"""Units of CSS that follow the size of the letters."""

COLOURS: Final[Mapping[Ink, str]] = {
    "ink": "ink",
    "soft": "soft-ink",
    "accent": "accent",
    "rule": "rule",
    "tint": "tint",
    "page": "paper",
}
"""The settings that hold the colours."""

COVER: Final = "cover-colour"

FONTS: Final[Mapping[Font, str]] = {
    "text": "text-font",
    "label": "label-font",
    "title": "title-font",
    "code": "code-font",
}

NEEDED: Final = frozenset(
    {
        *COLOURS.values(),
        *FONTS.values(),
        *("text-size", "leading", "measure", "margin-top", "margin-bottom", "alignment"),
        *("hyphenation", "running-head", "running-text", "sides", "figures", "word-fonts"),
    }
)
"""The settings without which a look has no sheet."""

OUTER: Final = 0.56
"""The share of the margins that the outer one has where pages are printed on both sides."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a look: its paper, its settings, and what follows from them.

    Args:
        paper: what it is printed on.
        settings: those of the look.
    """

    paper: Paper
    settings: Settings

    @property
    def size(self) -> float:
        """The size of the text, in points."""
        return twips(self.settings["text-size"]) / POINT

    @property
    def line(self) -> int:
        """The height of a line of the text."""
        return self.rem(float(self.settings["leading"]))

    def rem(self, sizes: float) -> int:
        """Return a length that is given in sizes of the text."""
        return round(sizes * self.size * POINT)

    def points(self, sizes: float) -> float:
        """Return the size of letters that is given in sizes of the text."""
        return sizes * self.size

    def length(self, name: str) -> int:
        """Return the length that a setting holds."""
        return twips(self.settings[name], self.size)

    @property
    def width(self) -> int:
        """The width of the paper."""
        return round(self.paper.width * TWIPS_PER_MM)

    @property
    def height(self) -> int:
        """The height of the paper."""
        return round(self.paper.height * TWIPS_PER_MM)

    @property
    def columns(self) -> int:
        """In how many columns the text stands."""
        setting = self.settings.by_name.get("columns")
        return int(setting.value) if setting else 1

    @property
    def two_sided(self) -> bool:
        """Whether margins and running heads change sides."""
        return self.settings["sides"] == "two"

    @property
    def sides(self) -> tuple[int, int]:
        """The margins left and right of the text; on two sides, the inner and the outer one."""
        if self.columns > 1:
            side = self.length("margin-side")
            return side, side
        both = max(0, self.width - self.length("measure"))
        outer = round(both * OUTER) if self.two_sided else both // 2
        return both - outer, outer

    @property
    def measure(self) -> int:
        """The width of the text, over all columns."""
        return self.width - sum(self.sides)

    @property
    def justified(self) -> bool:
        """Whether both edges of the text are straight."""
        return self.settings["alignment"] == "justify"

    @property
    def hyphenated(self) -> bool:
        """Whether words are divided."""
        return self.settings["hyphenation"] == "auto"

    def font(self, font: Font) -> str:
        """Return the name of a font."""
        return self.settings[FONTS[font]]

    def hex(self, ink: Ink) -> str:
        """Return a colour as Word writes it, `RRGGBB`."""
        match ink:
            case "cover" | "on-cover":
                setting = self.settings.by_name.get(COVER)
                ground = setting.value if setting else self.settings["accent"]
                found = ground if ink == "cover" else ink_upon(ground)
            case _:
                found = self.settings[COLOURS[ink]]
        return found.removeprefix("#").upper()


def twips(length: str, size: float = 10) -> int:
    """Return a length of CSS in twips.

    Args:
        length: as a setting holds it, for example `23mm`.
        size: the size of the text in points, which some units follow.
    """
    found = LENGTH.fullmatch(length)
    if found is None or not found[1]:
        return 0
    number, unit = float(found[1]), found[2]
    each = TWIPS[unit] if unit in TWIPS else RELATIVE[unit] * size * POINT
    return round(number * each)


def sheet_of(look: Look) -> Sheet | None:
    """Return the sheet of a look; None where it lacks a setting that one needs."""
    known = look.settings.by_name.keys() >= NEEDED
    return Sheet(look.paper, look.settings) if known else None
