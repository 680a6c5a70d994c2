"""The sheet of a poster: its size as it hangs, and how wide its columns are."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from exporters.qr_codes import QrCode, qr_code
from presswork.papers import PAPERS
from presswork.settings import POINTS, millimetres, points

if TYPE_CHECKING:
    from presswork.looks import Look

MARGIN: Final = 0.036
"""The share of its shorter side that the margin of a sheet has."""

GUTTER: Final = 0.034
"""The same for the space between two columns."""

PANEL: Final = 0.38
"""The share of the width that the finding of a billboard takes where it stands in the middle."""

PANEL_HIGH: Final = 0.42
BAND_HIGH: Final = 0.2
"""The share of the sheet's height that the words of the finding take: in the middle, and across."""

CHARACTER: Final = 0.62
"""The room that a character of the finding takes, in squares of its size."""

LONGEST: Final = 6.5
"""How many sizes of its letters the finding is wide at least: about the longest word."""

ROUNDING: Final = 0.05
"""By how many millimetres a column is narrower than it might be: there is to be room for all."""

USUAL: Final = 34.0
"""The size of the text of the style sheet, in points of A0."""

NEAREST: Final = 300.0
"""The distance, in millimetres, from which codes of small posters are read at least."""

LEAST: Final = 0.35
"""How large letters are beside those on A0 at least: on paper smaller than A3, too."""

A0: Final = PAPERS["a0"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it hangs on a wall; lengths are in millimetres.

    Args:
        width: of the paper.
        height: of the paper.
        share: how large it is beside A0.
        scale: how large its letters are beside those of the style sheet.
        columns: how many columns it has.
        panel: how wide the finding of a billboard is that stands between columns; 0 for none.
    """

    width: float
    height: float
    share: float
    scale: float
    columns: int
    panel: float = 0

    @property
    def margin(self) -> float:
        """Return the width of its margins."""
        return round(MARGIN * min(self.width, self.height), 2)

    @property
    def gutter(self) -> float:
        """Return the space between two columns."""
        return round(GUTTER * min(self.width, self.height), 2)

    @property
    def column(self) -> float:
        """Return how wide a column is."""
        room = self.width - 2 * self.margin - self.gutter * (self.columns - 1)
        if self.panel:
            room -= self.panel + self.gutter
        return round(room / self.columns - ROUNDING, 2)

    def finding_size(self, length: int) -> float:
        """Return how large the letters of a billboard's finding are, in points.

        Args:
            length: how many characters it has.
        """
        width = 0.86 * (self.panel or self.width - 2 * self.margin) * POINTS["mm"]
        height = self.height * (PANEL_HIGH if self.panel else BAND_HIGH) * POINTS["mm"]
        return round(min(sqrt(width * height / (max(length, 1) * CHARACTER)), width / LONGEST), 1)


def sheet_of(look: Look) -> Sheet:
    """Return the sheet that a look's paper and settings call for."""
    paper, settings = look.paper, look.settings
    sides = sorted((paper.width, paper.height))
    lies = settings["orientation"] == "landscape"
    width, height = reversed(sides) if lies else sides
    share = sqrt(width * height / (A0.width * A0.height))
    scale = max(share, LEAST) * (points(settings["usual-text"]) or USUAL) / USUAL
    in_the_middle = lies and settings["layout"] == "billboard"
    usual = 2 if in_the_middle or not lies else 3
    asked = settings["column-count"]
    columns = usual if asked == "auto" else int(asked)
    panel = round(PANEL * width, 2) if in_the_middle else 0
    return Sheet(width, height, share, scale, columns, panel)


def code_of(address: str, look: Look, sheet: Sheet) -> QrCode | None:
    """Return the code that leads to the article, as large as the poster's distance asks."""
    usual = millimetres(look.settings["code-distance"])
    return qr_code(address, look, max(NEAREST, usual * sheet.share))
