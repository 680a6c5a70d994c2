"""What is told of colours that look alike in grey."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from presswork.pdf_checks import Engine, check
from presswork.srgb import from_hex, hue_distance, lightness

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RED: Final = "0.8 0.2 0.2"
GREEN: Final = "0.2 0.6 0.2"
NAVY: Final = "0.1 0.1 0.4"
AMBER: Final = "0.95 0.7 0.1"
GREY: Final = "0.45 0.45 0.45"
AXES: Final = "0 G 1 w 100 700 m 100 400 l 500 400 l S\n"


def told(folder: Path, drawing: str) -> list[str]:
    """Return what is told of the greys of a page."""
    path = folder / "page.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(drawing.encode())
        pdf.save(path)
    problems = check([path], (), Engine.OWN).problems
    return [each.what for each in problems if each.rule == "pdf-alike-in-grey"]


def line(colour: str, height: Callable[[int], float], width: float = 1.5) -> str:
    points = " ".join(f"{100 + 4 * at} {height(at):.1f} {'l' if at else 'm'}" for at in range(100))
    return f"{colour} RG {width} w {points} S\n"


def crossing(one: str, other: str) -> str:
    return line(one, lambda at: 450 + 2 * at) + line(other, lambda at: 650 - 2 * at)


def among(one: str, other: str, width: float = 1.5) -> str:
    return line(one, lambda at: 450 + 30 * math.sin(at / 9), width) + line(
        other, lambda at: 480 + 30 * math.sin(at / 9), width
    )


def bars(*colours: str) -> str:
    return "\n".join(
        f"{colours[at % len(colours)]} rg {110 + 30 * at} 400 25 {100 + 20 * at} re f"
        for at in range(8)
    )


@pytest.mark.parametrize(
    "drawing",
    [crossing(RED, GREEN), among(RED, GREEN), among(RED, GREEN, 0.4), bars(RED, GREEN)],
    ids=["crossing-lines", "lines", "hairlines", "bars"],
)
def test_red_and_green_of_a_chart_look_alike(drawing: str, tmp_path: Path) -> None:
    (what,) = told(tmp_path, AXES + drawing)
    assert what.startswith("colours of a drawing of 144 by 108 mm look alike in grey: #")
    assert {"#cc3333", "#339933"} <= set(what.removesuffix(" (page 1)").split())


@pytest.mark.parametrize(
    "drawing",
    [
        among(NAVY, AMBER),
        among(RED, GREY),
        bars(NAVY, AMBER, RED),
        f"{RED} rg 100 500 150 200 re f {GREEN} rg 270 500 150 200 re f",
    ],
    ids=["dark-and-light", "grids", "three-greys", "panels-side-by-side"],
)
def test_what_is_told_apart_in_grey_is_not_told(drawing: str, tmp_path: Path) -> None:
    assert told(tmp_path, AXES + drawing) == []


def test_rules_are_no_drawing(tmp_path: Path) -> None:
    rules = f"{RED} rg 100 500 200 3 re f {GREEN} rg 100 497 200 3 re f"
    assert told(tmp_path, rules) == []


def test_colours_of_text_are_no_drawing(tmp_path: Path) -> None:
    words = f"BT /F 40 Tf 100 600 Td {RED} rg (Red) Tj 0 Tr {GREEN} rg (Green) Tj ET"
    assert told(tmp_path, "1 1 0 rg 90 500 300 200 re f " + words) == []


def test_pairs_of_one_drawing_are_told_as_one(tmp_path: Path) -> None:
    (what,) = told(tmp_path, AXES + bars(RED, GREEN, "0.1 0.45 0.75"))
    assert "and 1 more pair" in what or "and 2 more pairs" in what


def test_lightness_and_hue_are_those_of_the_standards() -> None:
    assert lightness(from_hex("#ffffff")) == pytest.approx(100)
    assert lightness(from_hex("#777777")) == pytest.approx(50, abs=0.1)
    assert hue_distance(from_hex("#ff0000"), from_hex("#ffffff")) == pytest.approx(0.258, abs=0.001)
