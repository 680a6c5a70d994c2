"""QR codes: as small and as sturdy as can be, large enough on paper, and readable from it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import segno

from exporters import pdf
from exporters.finishing import enclosed
from exporters.qr_codes import QrCode, qr_code, readable_address, told_small
from presswork import document as doc
from presswork import looks
from presswork.problems import Location, Problems
from presswork.resources import Resources
from tests.exporters.printing import look_with
from tests.scanned import scanned

ARTICLE: Final = Path("article.md")


def code_of(address: str, **settings: str) -> QrCode:
    code = qr_code(address, look_with("handout", **settings))
    assert code is not None
    return code


def test_what_has_no_address_has_no_code() -> None:
    assert qr_code("", looks.load("handout")) is None


def test_its_level_is_the_highest_that_its_size_has_room_for() -> None:
    short, longer = code_of("https://example.org/a"), code_of("https://example.org/" + "a" * 29)
    assert (short.modules, short.level) == (25, "Q")
    assert (longer.modules, longer.level) == (33, "Q")


def test_its_level_is_no_lower_than_the_one_asked_for() -> None:
    address = "https://example.org/" + "b" * 20
    assert code_of(address, code_level="H").level == "H"
    assert code_of(address, code_level="H").modules > code_of(address).modules


def test_scheme_and_host_are_in_capitals_where_that_saves_a_size() -> None:
    address = "https://example.org/stem-cell-immunotherapy"
    assert (code_of(address).modules, code_of(address).address) == (29, address)
    assert segno.make_qr(address, error="M").symbol_size(border=0) == (33, 33)


def test_it_is_a_tenth_of_the_distance_wide_beside_its_quiet_zone() -> None:
    code = code_of("https://example.org/tides", code_distance="150cm")
    assert code.width == pytest.approx(150)
    assert code.size == pytest.approx(150 * (code.modules + 8) / code.modules, abs=0.01)
    assert code.quiet_zone == pytest.approx(4 * 150 / code.modules, abs=0.01)


def test_its_modules_can_be_printed_however_near_it_is_read_from() -> None:
    code = code_of("https://example.org/tides", code_distance="5cm")
    assert code.width == pytest.approx(0.4 * code.modules)


def test_an_address_that_no_code_holds_is_told() -> None:
    with pytest.raises(Problems, match="is too long for a QR code"):
        code_of("https://example.org/" + "b" * 3000)


@pytest.mark.parametrize("distance", ["2em", "0mm", "-3cm"])
def test_what_is_no_distance_is_told(distance: str) -> None:
    with pytest.raises(Problems, match="is no distance from which a QR code is read"):
        code_of("https://example.org", code_distance=distance)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://www.example.org/tides/", "example.org/tides"),
        ("https://doi.org/10.1000/182", "doi.org/10.1000/182"),
        ("example.org", "example.org"),
        ("", ""),
    ],
)
def test_addresses_are_printed_for_people(address: str, printed: str) -> None:
    assert readable_address(address) == printed


READ: Final = {
    "https://example.org/tides": "https://example.org/tides",
    "https://doi.org/10.1038/s41586-020-2649-2": "https://doi.org/10.1038/s41586-020-2649-2",
    "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2": (
        "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
    ),
    "https://bücher.example/größe?q=ä": "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe?q=%C3%A4",
}
"""Addresses, and what is read from their codes."""


def test_codes_are_read_from_the_printed_page_and_told_where_they_are_too_small(
    tmp_path: Path,
) -> None:
    look = looks.load("handout")
    codes = [code for address in READ if (code := qr_code(address, look, 120))]
    shown = "".join(look.render("qr-code.html", code=code) for code in codes)
    small = f"<div style='font-size: 0'>{look.render('qr-code.html', code=codes[0])}</div>"
    small = small.replace(f"width: {codes[0].size}mm", "width: 9mm")
    press = pdf.press_of(
        look, Resources(()), enclosed(doc.Document(ARTICLE, "codes", doc.Metadata(()), ()))
    )
    page = press.lay_out(f"<html lang=en><title>Codes</title>{shown}{small}")
    told = told_small(page.printed.pages, codes, Location(ARTICLE))
    (problem,) = told
    assert problem.what == (
        "the QR code of example.org/tides is printed 9 mm wide; to be read from 12 cm away it has "
        "to be 16 mm wide"
    )
    press.write(page, tmp_path / "codes.pdf")
    (read,) = scanned(tmp_path / "codes.pdf", tmp_path, dpi=300)
    assert set(read) == set(READ.values())
