from __future__ import annotations

import pydyf
import pytest

from exporters.finishing.printers_marks import Sheet, bleed_rule, lay_on_sheets


def laid(sheet: Sheet) -> tuple[pydyf.Dictionary, list[str]]:
    """Return a page of 100 by 200 points on a sheet, and what draws it."""
    pdf = pydyf.PDF()
    stream = pydyf.Stream(["(drawn)"])
    pdf.add_object(stream)
    box = pydyf.Array([0, 0, 100, 200])
    page = pydyf.Dictionary(
        {"MediaBox": box, "TrimBox": box, "BleedBox": box, "Contents": stream.reference}
    )
    pdf.add_page(page)
    lay_on_sheets(pdf, sheet)
    return page, stream.stream


def boxes(sheet: Sheet) -> dict[str, list[float]]:
    page, _ = laid(sheet)
    return {name: list(page[name]) for name in ("MediaBox", "BleedBox", "TrimBox")}


def test_a_page_without_bleed_and_marks_is_its_own_sheet() -> None:
    page, drawing = laid(Sheet())
    assert list(page["MediaBox"]) == [0, 0, 100, 200]
    assert drawing == ["(drawn)"]


def test_a_bleed_is_around_the_page() -> None:
    assert boxes(Sheet(bleed=9)) == {
        "MediaBox": [-9, -9, 109, 209],
        "BleedBox": [-9, -9, 109, 209],
        "TrimBox": [0, 0, 100, 200],
    }


def test_marks_are_beyond_the_bleed() -> None:
    assert boxes(Sheet(bleed=9, crop=True)) == {
        "MediaBox": [-23, -23, 123, 223],
        "BleedBox": [-9, -9, 109, 209],
        "TrimBox": [0, 0, 100, 200],
    }


def test_marks_keep_away_from_a_page_without_bleed() -> None:
    assert boxes(Sheet(crop=True))["MediaBox"] == [-20, -20, 120, 220]


def test_marks_for_cutting_point_at_the_corners() -> None:
    _, drawing = laid(Sheet(bleed=9, crop=True))
    assert drawing == [
        "q -9 -9 118 218 re W n",
        "(drawn)",
        "Q",
        "/Artifact <</Type /Page>> BDC q 0.25 w 0 G",
        "-23.00 0.00 m -9.50 0.00 l S",
        "109.50 0.00 m 123.00 0.00 l S",
        "-23.00 200.00 m -9.50 200.00 l S",
        "109.50 200.00 m 123.00 200.00 l S",
        "0.00 -23.00 m 0.00 -9.50 l S",
        "0.00 209.50 m 0.00 223.00 l S",
        "100.00 -23.00 m 100.00 -9.50 l S",
        "100.00 209.50 m 100.00 223.00 l S",
        "Q EMC",
    ]


def test_crosses_stand_in_the_middle_of_the_sides() -> None:
    _, drawing = laid(Sheet(bleed=9, cross=True))
    circles = [line for line in drawing if line.endswith("c S")]
    assert [line.partition(" m")[0] for line in circles] == [
        "54.00 -16.00",
        "54.00 216.00",
        "-12.00 100.00",
        "120.00 100.00",
    ]


@pytest.mark.parametrize(
    ("sheet", "rule"), [(Sheet(), ""), (Sheet(bleed=8.504), "@page { bleed: 8.504pt }")]
)
def test_pages_are_drawn_into_the_bleed(sheet: Sheet, rule: str) -> None:
    assert bleed_rule(sheet) == rule
