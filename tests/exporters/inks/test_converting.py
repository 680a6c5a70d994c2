from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from exporters.inks import BLACK, UnfitError, convert_file


def file_of(content: str, **resources: pikepdf.Object) -> pikepdf.Pdf:
    """Return a PDF of a page that draws something."""
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(100, 100))
    page.obj.Resources = pikepdf.Dictionary(
        {f"/{name}": value for name, value in resources.items()}
    )
    page.obj.Contents = file.make_stream(content.encode())
    return file


def grey(content: str, **resources: pikepdf.Object) -> list[str]:
    """Return the lines that draw in grey what others drew in colours."""
    file = file_of(content, **resources)
    convert_file(file, BLACK)
    return file.pages[0].obj.Contents.read_bytes().decode().split("\n")


def array(*parts: object) -> pikepdf.Array:
    return pikepdf.Array(list(parts))


TINT = pikepdf.Dictionary(
    FunctionType=2, Domain=array(0, 1), C0=array(1, 1, 1), C1=array(1, 0, 0), N=1
)
SPACES = pikepdf.Dictionary(
    Screen=array(pikepdf.Name.CalRGB, pikepdf.Dictionary(WhitePoint=array(0.95, 1, 1.09))),
    Light=array(pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=array(0.96, 1, 0.82))),
    Spot=array(pikepdf.Name.Separation, pikepdf.Name("/Red"), pikepdf.Name.DeviceRGB, TINT),
    Plate=array(pikepdf.Name.Separation, pikepdf.Name.Black, pikepdf.Name.DeviceGray, TINT),
    List=array(
        pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pikepdf.String("\x00\x00\x00ÿ\x00\x00")
    ),
    Several=array(
        pikepdf.Name.DeviceN,
        array(pikepdf.Name("/Red"), pikepdf.Name("/Blue")),
        pikepdf.Name.DeviceRGB,
        TINT,
    ),
)


@pytest.mark.parametrize(
    ("colours", "greys"),
    [
        ("1 0 0 rg", "0.4984 g"),
        ("1 0 0 RG", "0.4984 G"),
        ("0.3 g", "0.3 g"),
        ("0 0 0 1 k", "0 g"),
        ("0 0 0 0.5 K", "0.5 G"),
        ("/DeviceRGB cs", "0 g"),
        ("/DeviceCMYK CS", "0 G"),
        ("/DeviceRGB cs\n1 0 0 sc", "0 g\n0.4984 g"),
        ("/Screen cs\n0 1 0 scn", "0 g\n0.8625 g"),
        ("/Light cs\n100 0 0 scn", "0 g\n1 g"),
        ("/Spot cs\n1 scn", "0.4984 g\n0.4984 g"),
        ("/Plate cs\n0.25 scn", "0 g\n0.75 g"),
        ("/List cs\n1 sc", "0 g\n0.4984 g"),
        ("/Pattern cs\n/P1 scn", "/Pattern cs\n/P1 scn"),
        ("q\n/Spot cs\nQ\n0.5 sc", "q\n0.4984 g\nQ\n0.5 g"),
        ("1 0 0 rg\n(text) Tj", "0.4984 g\n(text) Tj"),
    ],
)
def test_colours_become_greys(colours: str, greys: str) -> None:
    assert grey(colours, ColorSpace=SPACES) == greys.split("\n")


@pytest.mark.parametrize(
    ("colours", "why"),
    [
        ("/Several cs\n1 1 scn", "the colour space /DeviceN is not known"),
        ("/Unknown cs", "the colour space /Unknown is not known"),
        ("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI", "a picture stands within a drawing"),
    ],
)
def test_what_cannot_be_changed_is_told(colours: str, why: str) -> None:
    with pytest.raises(UnfitError, match=why):
        grey(colours, ColorSpace=SPACES)


def shading(**entries: object) -> pikepdf.Dictionary:
    function = pikepdf.Dictionary(
        FunctionType=2, Domain=array(0, 1), C0=array(0, 0, 0), C1=array(1, 0, 0), N=1
    )
    return pikepdf.Dictionary(
        {
            "/ShadingType": 2,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/Coords": array(0, 0, 1, 1),
            "/Function": function,
            **entries,
        }
    )


def samples(gradient: pikepdf.Object) -> list[float]:
    """Return how light a grey gradient is where it begins, in its middle and where it ends."""
    data = gradient.Function.read_bytes()
    every = [int.from_bytes(data[at : at + 2], "big") / 65535 for at in range(0, len(data), 2)]
    return [round(light, 2) for light in (every[0], every[128], every[-1])]


def test_a_gradient_runs_from_grey_to_grey() -> None:
    file = file_of("/S sh", Shading=pikepdf.Dictionary(S=shading()))
    convert_file(file, BLACK)
    gradient = file.pages[0].obj.Resources.Shading.S
    assert str(gradient.ColorSpace) == "/DeviceGray"
    assert samples(gradient) == [0.0, 0.24, 0.5]


def test_a_gradient_of_several_steps_keeps_them() -> None:
    first, second = (
        pikepdf.Dictionary(FunctionType=2, Domain=array(0, 1), C0=begin, C1=end, N=1)
        for begin, end in (
            (array(1, 1, 1), array(0, 0, 0)),
            (array(0, 0, 0), array(1, 1, 1)),
        )
    )
    stitched = pikepdf.Dictionary(
        FunctionType=3,
        Domain=array(0, 1),
        Functions=array(first, second),
        Bounds=array(0.5),
        Encode=array(0, 1, 0, 1),
    )
    file = file_of("/S sh", Shading=pikepdf.Dictionary(S=shading(**{"/Function": stitched})))
    convert_file(file, BLACK)
    assert samples(file.pages[0].obj.Resources.Shading.S) == [1.0, 0.0, 1.0]


def test_a_gradient_of_samples_keeps_them() -> None:
    file = file_of("/S sh")
    function = file.make_stream(bytes([0, 0, 0, 255, 255, 255, 0, 0, 0]))
    function.FunctionType = 0
    function.Domain = array(0, 1)
    function.Range = array(0, 1, 0, 1, 0, 1)
    function.Size = array(3)
    function.BitsPerSample = 8
    gradient = file.make_indirect(shading(**{"/Function": function}))
    file.pages[0].obj.Resources.Shading = pikepdf.Dictionary(S=gradient)
    convert_file(file, BLACK)
    assert samples(gradient) == [0.0, 1.0, 0.0]


def test_colours_that_run_over_an_area_are_told() -> None:
    file = file_of("/S sh", Shading=pikepdf.Dictionary(S=shading(**{"/ShadingType": 1})))
    with pytest.raises(UnfitError, match="colours run into each other over an area"):
        convert_file(file, BLACK)


def picture(file: pikepdf.Pdf, pixels: bytes, **entries: pikepdf.Object) -> pikepdf.Object:
    """Return a picture of two pixels beside each other."""
    image = file.make_stream(pixels)
    for name, value in {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": 2,
        "Height": 1,
        "BitsPerComponent": 8,
        "ColorSpace": pikepdf.Name.DeviceRGB,
        **entries,
    }.items():
        image[f"/{name}"] = value
    file.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=image)
    return image


@pytest.mark.parametrize(
    ("pixels", "entries"),
    [
        (bytes([255, 0, 0, 255, 255, 255]), {}),
        (bytes([0, 255, 255, 0, 0, 0]), {"Decode": array(1, 0, 1, 0, 1, 0)}),
        (
            bytes([1, 0]),
            {
                "ColorSpace": array(
                    pikepdf.Name.Indexed,
                    pikepdf.Name.DeviceRGB,
                    1,
                    pikepdf.String("ÿÿÿÿ\x00\x00"),
                )
            },
        ),
    ],
    ids=["screen", "turned over", "palette"],
)
def test_pictures_become_grey(pixels: bytes, entries: dict[str, pikepdf.Object]) -> None:
    file = file_of("/I Do")
    image = picture(file, pixels, **entries)
    convert_file(file, BLACK)
    assert str(image.ColorSpace) == "/DeviceGray"
    assert "/Decode" not in image
    first, second = image.read_bytes()
    assert (abs(first - 127) <= 3, second) == (True, 255)


def test_photographs_stay_packed_as_photographs() -> None:
    packed = BytesIO()
    Image.new("RGB", (2, 1), (255, 0, 0)).save(packed, "JPEG")
    file = file_of("/I Do")
    image = picture(file, b"")
    image.write(packed.getvalue(), filter=pikepdf.Name.DCTDecode)
    convert_file(file, BLACK)
    assert str(image.Filter) == "/DCTDecode"
    with Image.open(BytesIO(image.read_raw_bytes())) as grey_one:
        assert grey_one.mode == "L"


def test_groups_are_mixed_in_grey() -> None:
    file = file_of("/X Do")
    form = file.make_stream(b"1 0 0 rg 0 0 9 9 re f")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = array(0, 0, 9, 9)
    form.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
    file.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X=form)
    convert_file(file, BLACK)
    assert str(form.Group.CS) == "/DeviceGray"
    assert form.read_bytes() == b"0.4984 g\n0 0 9 9 re\nf"
