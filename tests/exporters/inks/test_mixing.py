from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageCms

from exporters.inks.mixing import (
    BLACK,
    FourInks,
    ProfileError,
    four_inks,
    grey_of,
)
from presswork.srgb import Rgb, contrast
from tests.tools import missing

WHITE = (1.0, 1.0, 1.0)
ACCENT = (0x14 / 255, 0x50 / 255, 0x6B / 255)


@pytest.fixture(scope="session")
def press() -> FourInks:
    """A press of four inks; Ghostscript brings its profile."""
    found = sorted(Path("/usr/share/ghostscript").glob("*/iccprofiles/default_cmyk.icc"))
    return four_inks(
        found[0] if found else missing("a CMYK profile", "apt-get install libgs-common")
    )


@pytest.mark.parametrize("colour", [ACCENT, (1.0, 0.0, 0.0), (0.2, 0.8, 0.4), WHITE])
def test_a_grey_has_the_contrast_of_its_colour(colour: Rgb) -> None:
    grey = grey_of(colour)
    assert contrast((grey, grey, grey), WHITE) == pytest.approx(contrast(colour, WHITE), abs=0.01)


@pytest.mark.parametrize("light", [0.0, 0.25, 0.5, 1.0])
def test_a_grey_stays_what_it_is(light: float) -> None:
    assert grey_of((light, light, light)) == light


def test_text_that_is_nearly_black_is_printed_without_dots() -> None:
    ink = (0x1B / 255, 0x1B / 255, 0x1D / 255)
    assert BLACK.solid(ink) == (0,)
    assert BLACK.mixed(ink) == (0.1065,)


def test_the_pixels_of_a_picture_get_the_greys_of_even_colours() -> None:
    image = Image.new("RGB", (1, 1), (0x14, 0x50, 0x6B))
    (grey,) = BLACK.solid(ACCENT)
    assert BLACK.pixels(image).getpixel((0, 0)) == pytest.approx(255 * grey, abs=3)


def test_greys_are_printed_in_black_alone(press: FourInks) -> None:
    assert press.solid((0.5, 0.5, 0.5)) == (0, 0, 0, 0.5)
    assert press.solid((0.1, 0.1, 0.1)) == (0, 0, 0, 1)
    assert press.solid(WHITE) == (0, 0, 0, 0)


def test_colours_are_mixed_of_four_inks(press: FourInks) -> None:
    cyan, magenta, yellow, _ = press.solid((1.0, 0.0, 0.0))
    assert cyan < 0.1
    assert min(magenta, yellow) > 0.8


def test_a_profile_of_a_screen_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "screen.icc"
    path.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    with pytest.raises(
        ProfileError, match=r"^it is a profile of RGB, not of a press of four inks$"
    ):
        four_inks(path)


def test_what_is_no_profile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.icc"
    path.write_bytes(b"words")
    with pytest.raises(ProfileError, match=r"^it is no ICC profile$"):
        four_inks(path)


def test_a_profile_that_breaks_off_is_refused(tmp_path: Path, press: FourInks) -> None:
    path = tmp_path / "press.icc"
    for length in (200, 2000, len(press.profile) // 2):
        path.write_bytes(press.profile[:length])
        with pytest.raises(ProfileError):
            four_inks(path)
