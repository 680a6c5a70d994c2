"""A look on paper of another size than the one that it is drawn for.

On larger paper everything is as much larger, so that lines have as many characters. On smaller
paper text keeps its size, which is to be read: margins and the column become narrower.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.papers import PANELS, is_panel
from presswork.settings import LENGTH, Kind, declared, millimetres

if TYPE_CHECKING:
    from presswork.papers import Paper
    from presswork.settings import Setting, Settings

MEASURE: Final = "measure"
"""The setting that says how wide the column is; looks without it see to their paper themselves."""

PAGES: Final = "pages"
"""The setting that says how many pages a handout is to have."""

MARGINS: Final = frozenset({"margin-top", "margin-bottom", "margin-side"})
LENGTHS: Final = frozenset({*MARGINS, MEASURE, "text-size", "logo-height", "column-gap"})

LARGER: Final = 1.15
SMALLER: Final = 0.9
"""From which size on paper is larger or smaller, in sizes of the one that a look is drawn for."""

COLUMN: Final = 0.77
"""How wide the column is at most, in widths of smaller paper."""

LEAST: Final = 0.6
"""What margins are multiplied by at least: printers need some."""

NARROW: Final = 160.0
"""Up to which width of the paper, in millimetres, there is room for one column alone."""


def on_paper(settings: Settings, drawn_for: Paper, paper: Paper) -> Settings:
    """Return the settings of a look as its paper calls for.

    Args:
        settings: those that the look declares.
        drawn_for: the paper that it is drawn for.
        paper: the one that it is printed on.
    """
    if is_panel(paper):
        settings = declared(map(_on_panels, settings))
    if MEASURE not in settings.by_name:
        return settings
    share = min(paper.width, paper.height) / min(drawn_for.width, drawn_for.height)
    if share >= LARGER:
        return declared(_multiplied(each, share, LENGTHS) for each in settings)
    if share <= SMALLER:
        return declared(_smaller(each, max(share, LEAST), paper.width) for each in settings)
    return settings


def _on_panels(setting: Setting) -> Setting:
    """Return a setting for a leaflet: what is to fill a sheet fills all of its panels."""
    is_sheet = setting.name == PAGES and setting.value not in {"0", ""}
    return replace(setting, value=str(PANELS)) if is_sheet else setting


def _smaller(setting: Setting, share: float, width: float) -> Setting:
    if setting.name == "columns" and setting.kind is Kind.CHOICE and width <= NARROW:
        return replace(setting, value="1")
    if setting.name != MEASURE:
        return _multiplied(setting, share, MARGINS)
    most = COLUMN * width
    given = millimetres(setting.value)
    return replace(setting, value=f"{most:g}mm") if given > most else setting


def _multiplied(setting: Setting, share: float, names: frozenset[str]) -> Setting:
    found = LENGTH.fullmatch(setting.value) if setting.name in names else None
    if not found or not found[1]:
        return setting
    return replace(setting, value=f"{round(float(found[1]) * share, 2):g}{found[2]}")
