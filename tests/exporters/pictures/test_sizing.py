"""What becomes of pictures: their size, their colours, their turn, and what is refused."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from exporters.pictures import UnusableError, examine
from exporters.pictures.encoding import png
from exporters.pictures.sizing import encoded
from presswork.pictures import Kind

from .files import DARK_GREY, RED_CORNER, WIDE_GAMUT, cornered, saved, turned

if TYPE_CHECKING:
    from pathlib import Path


def shown(path: Path, width: int = 1000, *, screen: bool = False) -> Image.Image:
    made = encoded(examine(path), width, screen=screen)
    image = Image.open(BytesIO(made.content))
    assert image.format == made.kind.value.upper()
    assert image.size == (made.width, made.height)
    return image


def colour(image: Image.Image, x: int = 1, y: int = 1) -> tuple[int, ...]:
    found = image.convert("RGBA").getpixel((x, y))
    assert isinstance(found, tuple)
    return tuple(int(channel) for channel in found)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "AVIF"])
@pytest.mark.parametrize("screen", [False, True], ids=["paper", "screen"])
def test_every_kind_is_shown(form: str, screen: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case of the test
    path = saved(tmp_path / "a", cornered(64, 32), form)
    image = shown(path, screen=screen)
    assert image.size == (64, 32)
    assert image.format in {"PNG", "JPEG", *({form} if screen else ())}
    assert colour(image)[:3] == pytest.approx(RED_CORNER, abs=24)


def test_a_large_picture_is_made_as_small_as_the_page_needs(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", cornered(400, 200), "PNG")
    assert shown(path, 100).size == (100, 50)


def test_a_small_picture_is_left_in_its_size(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", cornered(40, 20), "PNG")
    assert shown(path, 400).size == (40, 20)


def test_a_photograph_stays_a_jpeg_with_the_same_bytes_where_it_fits(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", cornered(64, 32), "JPEG")
    assert encoded(examine(path), 64).content == path.read_bytes()
    assert encoded(examine(path), 32).kind is Kind.JPEG


def test_where_a_photograph_was_taken_is_not_told(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home"
    path = saved(tmp_path / "a.jpg", cornered(64, 32), "JPEG", exif=exif, comment=b"at home")
    assert path.read_bytes().count(b"at home") == 2
    for screen in (False, True):
        made = encoded(examine(path), 64, screen=screen)
        assert b"at home" not in made.content
        same = ImageChops.difference(Image.open(BytesIO(made.content)), Image.open(path))
        assert same.getbbox() is None


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_photograph_stands_the_right_way_up(orientation: int, tmp_path: Path) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = cornered(64, 32).transpose(back[orientation])
    path = saved(tmp_path / "a.jpg", lying, "JPEG", exif=turned(orientation), quality=95)
    source = examine(path)
    assert (source.width, source.height) == (64, 32)
    for width, size in ((64, (64, 32)), (32, (32, 16))):
        image = shown(path, width)
        assert image.size == size
        assert image.getexif().get(0x0112) is None
        assert colour(image)[:3] == pytest.approx(RED_CORNER, abs=16)
        assert colour(image, size[0] - 2, size[1] - 2)[:3] == pytest.approx((255,) * 3, abs=16)


def test_colours_of_another_profile_become_those_of_srgb(tmp_path: Path) -> None:
    image = Image.new("RGB", (16, 16), (100, 180, 90))
    path = saved(tmp_path / "a.png", image, "PNG", icc_profile=WIDE_GAMUT)
    made = shown(path)
    assert colour(made)[:3] == pytest.approx((0, 181, 83), abs=6)
    assert "icc_profile" not in made.info


def test_grey_stays_grey(tmp_path: Path) -> None:
    image = Image.new("L", (16, 16), 55)
    plain = shown(saved(tmp_path / "a.png", image, "PNG"))
    assert (plain.mode, colour(plain)[:3]) == ("L", (55, 55, 55))
    light = shown(saved(tmp_path / "b.png", image, "PNG", icc_profile=DARK_GREY))
    assert light.mode == "L"
    assert colour(light)[0] == pytest.approx(128, abs=3)


def test_a_broken_profile_is_passed_over(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", cornered(16, 16), "PNG", icc_profile=b"no profile")
    assert colour(shown(path))[:3] == RED_CORNER


@pytest.mark.parametrize(
    ("inks", "seen"),
    [
        ((255, 0, 0, 0), (0, 174, 239)),
        ((0, 255, 255, 0), (238, 29, 35)),
        ((0, 0, 0, 255), (35, 31, 32)),
    ],
    ids=["cyan", "red", "black"],
)
def test_printing_inks_are_shown_as_they_look_on_paper(
    inks: tuple[int, ...], seen: tuple[int, ...], tmp_path: Path
) -> None:
    for name, form, size in (("a.jpg", "JPEG", 16), ("b.tif", "TIFF", 8)):
        path = saved(tmp_path / name, Image.new("CMYK", (16, 16), inks), form)
        for screen in (False, True):
            image = shown(path, size, screen=screen)
            assert image.mode in {"RGB", "L", "P"}
            assert image.size == (size, size)
            assert colour(image)[:3] == pytest.approx(seen, abs=6)


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    image = Image.new("I;16", (8, 8), 32896)
    assert colour(shown(saved(tmp_path / "a.png", image, "PNG"), 4))[:3] == (128, 128, 128)
    assert colour(shown(saved(tmp_path / "a.tif", image, "TIFF")))[:3] == (128, 128, 128)


def test_measured_values_are_spread_from_black_to_white(tmp_path: Path) -> None:
    image = Image.new("F", (8, 8), -3.5)
    image.paste(10.25, (0, 0, 4, 8))
    made = shown(saved(tmp_path / "a.tif", image, "TIFF"))
    assert (colour(made, 1)[0], colour(made, 6)[0]) == (255, 0)


@pytest.mark.parametrize("width", [64, 16])
def test_what_is_translucent_stays_so(width: int, tmp_path: Path) -> None:
    image = cornered(64, 32).convert("RGBA")
    image.paste((0, 0, 0, 0), (32, 0, 64, 32))
    for name, form in (("a.png", "PNG"), ("a.webp", "WEBP")):
        made = shown(saved(tmp_path / name, image, form), width)
        assert made.mode == "RGBA"
        assert colour(made, made.width - 1)[3] == 0
        assert colour(made)[3] == 255


def test_an_edge_of_something_translucent_has_no_fringe(tmp_path: Path) -> None:
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 31, 64))
    made = shown(saved(tmp_path / "a.png", image, "PNG"), 8)
    edge = [colour(made, x, 4) for x in range(8)]
    assert all(pixel[0] > 240 for pixel in edge if pixel[3] > 40)


def test_a_palette_may_have_a_colour_that_is_not_there(tmp_path: Path) -> None:
    image = cornered(16, 16).quantize(4)
    path = saved(tmp_path / "a.gif", image, "GIF", transparency=image.getpixel((0, 0)))
    made = shown(path)
    assert (colour(made)[3], colour(made, 15, 15)) == (0, (255, 255, 255, 255))


def test_a_film_moves_on_the_screen_and_stands_still_on_paper(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), name) for name in ("red", "green", "blue")]
    path = tmp_path / "a.gif"
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:])
    assert encoded(examine(path), 8, screen=True).content == path.read_bytes()
    still = shown(path)
    assert still.format == "PNG"
    assert colour(still)[:3] == (255, 0, 0)


def test_the_density_gives_the_size(tmp_path: Path) -> None:
    image = cornered(300, 150)
    fine = examine(saved(tmp_path / "a.png", image, "PNG", dpi=(300, 300)))
    assert (fine.width, fine.height) == pytest.approx((96, 48), abs=0.1)
    untold = examine(saved(tmp_path / "b.png", image, "PNG"))
    odd = examine(saved(tmp_path / "c.png", image, "PNG", dpi=(72, 72)))
    assert (untold.width, odd.width) == (300, 300)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_a_picture_that_breaks_off_is_told(form: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "cut", Image.effect_noise((200, 200), 90).convert("RGB"), form)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(UnusableError, match="'cut' ") as caught:
        encoded(examine(path), 200)
    assert caught.value.hint


def test_a_picture_is_decoded_once(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", cornered(400, 200), "PNG")
    assert encoded(examine(path), 100) is encoded(examine(path), 100)
    saved(path, cornered(800, 400), "PNG")
    assert examine(path).across == 800


@settings(deadline=None)
@given(
    st.sampled_from(["RGB", "RGBA", "L", "LA"]),
    st.integers(1, 300),
    st.randoms(use_true_random=False),
)
def test_png_loses_nothing(mode: str, colours: int, random: object) -> None:
    choose = getattr(random, "randbytes")  # noqa: B009 - hypothesis gives no type for it
    channels = len(mode)
    pixels = [choose(channels) for _ in range(colours)]
    content = b"".join(pixels[at % colours] for at in range(40 * 40))
    image = Image.frombytes(mode, (40, 40), content)
    again = Image.open(BytesIO(png(image)))
    assert again.convert("RGBA").tobytes() == image.convert("RGBA").tobytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"]),
    st.integers(0, 700),
    st.binary(max_size=30),
)
def test_no_content_raises_anything_else(tmp_path: Path, form: str, at: int, rest: bytes) -> None:
    path = saved(tmp_path / "a", cornered(16, 16), form)
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + rest + whole[at + len(rest) :])
    for screen in (False, True):
        with suppress(UnusableError):
            encoded(examine(path), 8, screen=screen)
