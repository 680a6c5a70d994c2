"""Looks on paper of another size than the one that they are drawn for."""

from __future__ import annotations

import pytest

from presswork import looks
from presswork.papers import A4, PAPERS, panel
from presswork.settings import Assignment


def values(look: str, paper: str, *assignments: Assignment) -> dict[str, str]:
    settings = looks.load(look, PAPERS[paper], assignments=assignments).settings
    names = ("text-size", "measure", "margin-top", "columns", "column-gap")
    return {name: settings[name] for name in names if name in settings.by_name}


def test_lines_have_as_many_characters_on_larger_paper() -> None:
    assert values("article", "a3") == {
        "text-size": "14.14pt",
        "measure": "183.86mm",
        "margin-top": "32.53mm",
    }


@pytest.mark.parametrize("paper", ["letter", "legal"])
def test_paper_about_as_wide_changes_nothing(paper: str) -> None:
    assert values("article", paper) == values("article", "a4")


def test_text_keeps_its_size_on_smaller_paper() -> None:
    found = values("plain", "a5")
    assert (found["text-size"], found["measure"]) == ("12pt", "113.96mm")


def test_small_paper_has_room_for_one_column() -> None:
    assert values("journal", "a5")["columns"] == "1"
    assert values("journal", "legal")["columns"] == "2"


def test_what_somebody_asks_for_stays() -> None:
    asked = (Assignment("measure", "90mm"), Assignment("columns", "2"))
    found = values("journal", "a5", *asked)
    assert (found["measure"], found["columns"]) == ("90mm", "2")


@pytest.mark.parametrize(
    ("look", "sheet"), [("handout", "handout.css"), ("handout-full", "full.css")]
)
def test_a_panel_of_a_leaflet_has_one_column(look: str, sheet: str) -> None:
    narrow, wide = (looks.load(look, paper).render(sheet) for paper in (panel(A4), A4))
    assert ".notes { columns: auto; }" in narrow
    assert "columns: auto" not in wide


def test_what_fills_a_sheet_fills_the_panels_of_a_leaflet() -> None:
    summary, full = (looks.load(name, panel(A4)).settings for name in ("handout", "handout-full"))
    assert (summary["pages"], full["pages"]) == ("6", "0")
