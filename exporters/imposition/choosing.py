"""What the settings of a look say of sheets: their marks and bleed, their paper, their parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporters.finishing.print_ready import print_ready
from presswork.problems import Problem, ProblemKind, Problems
from presswork.settings import points

from .kinds import Booklet, Marks, NUp, Trifold
from .sheets import MILLIMETRE

if TYPE_CHECKING:
    from presswork.settings import Settings

    from .kinds import Imposition

THICKEST: Final = 2.0
"""The thickest paper that is folded, in millimetres; 80 g/m² have 0.1."""


def as_set(imposition: Imposition, settings: Settings) -> tuple[Imposition, Marks]:
    """Return how pages are put on sheets, and the marks there, as settings say.

    Raises:
        Problems: a setting asks for what cannot be.
    """
    chosen = settings["sheet-marks"].split()
    around = print_ready(settings).sheet
    marks = Marks(cut="cut" in chosen, frames="frames" in chosen, around=around)
    match imposition:
        case NUp(margin=margin):
            return replace(imposition, margin=max(margin, around.margin / MILLIMETRE)), marks
        case Booklet():
            thickness, pages = _thickness(settings), _pages(settings)
            return replace(imposition, paper_thickness=thickness, signature=pages), marks
        case Trifold():
            return imposition, marks


def _thickness(settings: Settings) -> float:
    """Return how thick the paper is, in millimetres."""
    found = points(settings["paper-thickness"])
    thickness = -1 if found is None else found / MILLIMETRE
    if not 0 <= thickness <= THICKEST:
        what = f"'{settings['paper-thickness']}' is no thickness of paper"
        raise Problems(
            [_unfit(what, "give a length up to 2mm, for example --set paper-thickness=0.1mm")]
        )
    return thickness


def _pages(settings: Settings) -> int:
    """Return how many pages a part has at most; 0 for all."""
    pages = float(settings["signature"])
    if pages < 0 or pages % 4:
        what = f"'{settings['signature']}' pages are no part of a booklet: each sheet has four"
        raise Problems([_unfit(what, "give 16 or 32, for example, or 0 for all in one")])
    return int(pages)


def _unfit(what: str, hint: str) -> Problem:
    return Problem(what, hint=hint, kind=ProblemKind.TEMPLATE)
