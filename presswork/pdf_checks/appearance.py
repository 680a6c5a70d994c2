"""The rules on colours, pictures and states (ISO 19005-3, 6.2.3 to 6.2.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.pdf_checks import objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.objects import Value
    from presswork.pdf_checks.reading import Reading

_DEVICES: Final = {"RGB": "RGB", "CMYK": "CMYK", "Gray": "grey"}
_INTENTS: Final = frozenset(
    ("RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation")
)
_BLENDS: Final = frozenset(
    (
        *("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten"),
        *("ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion"),
        *("Hue", "Saturation", "Color", "Luminosity"),
    )
)
_HALFTONES: Final = (1, 5)
_BITS: Final = (1, 2, 4, 8, 16)
_HEADER: Final = 128
"""How many bytes the header of an ICC profile has (ISO 15076-1, 7.2)."""


def output_space(root: Value) -> str:
    """Return the colour space of the file's output intent for PDF/A: `RGB`, `CMYK`, `GRAY`."""
    for intent in objects.elements(objects.entry(root, "/OutputIntents")):
        if objects.name(objects.entry(intent, "/S")) == "GTS_PDFA1":
            profile = objects.content(objects.entry(intent, "/DestOutputProfile"))
            return profile[16:20].decode("latin-1").strip()
    return ""


def output_intents(reading: Reading) -> Iterator[Finding]:
    """Find output intents that are broken, or differ."""
    profiles: set[object] = set()
    for intent in objects.elements(objects.entry(reading.root, "/OutputIntents")):
        profile = objects.entry(intent, "/DestOutputProfile")
        if profile is None:
            continue
        profiles.add(objects.key(profile) or id(profile))
        header = objects.content(profile)[:_HEADER]
        if not _is_profile(header, (b"prtr", b"mntr"), (b"RGB ", b"CMYK", b"GRAY")):
            yield Finding(rule="pdf-output-intent")
    if len(profiles) > 1:
        yield Finding(rule="pdf-output-intent")


def _is_profile(header: bytes, classes: tuple[bytes, ...], spaces: tuple[bytes, ...]) -> bool:
    """Return whether the header of a profile is one that PDF/A allows."""
    return (
        len(header) == _HEADER
        and header[12:16] in classes
        and header[16:20] in spaces
        and header[8] < 5  # noqa: PLR2004 - the version of profiles that PDF 1.7 does not know
    )


def colours(reading: Reading) -> Iterator[Finding]:
    """Find colours that nothing says how they look, and profiles that are broken."""
    output = output_space(reading.root)
    for device, named in _DEVICES.items():
        met = reading.contents.met.get(f"device {device}")
        if met is None or (output if device == "Gray" else output == device):
            continue
        what = f"{named} is used without a profile"
        for page, count in sorted(met.pages.items()):
            yield Finding(page, what=what, count=count, rule="pdf-colour-without-profile")
    if not output:
        grouped = {
            number
            for number, page in enumerate(reading.pdf.pages, 1)
            if objects.entry(objects.entry(page.obj, "/Group"), "/CS") is not None
        }
        what = "a page has transparency without a profile to mix colours in"
        for page in sorted(reading.contents.clear - grouped):
            yield Finding(page, what=what, rule="pdf-colour-without-profile")
    classes = (b"prtr", b"mntr", b"scnr", b"spac")
    for profile, page in reading.contents.profiles.values():
        header = objects.content(profile)[:_HEADER]
        if not _is_profile(header, classes, (b"RGB ", b"CMYK", b"GRAY", b"Lab ")):
            yield Finding(page, rule="pdf-colour-profile")


def pictures(reading: Reading) -> Iterator[Finding]:
    """Find pictures that are stored in a way that PDF/A does not allow."""
    for picture in reading.contents.pictures.values():
        node, page = picture.node, picture.page
        if objects.entry(node, "/Interpolate") is True:
            yield Finding(page, rule="pdf-smoothed-picture")
        if objects.entry(node, "/Alternates") is not None:
            what = "a picture has other versions of itself"
            yield Finding(page, what=what, rule="pdf-picture-form")
        if objects.entry(node, "/OPI") is not None:
            what = "a picture stands for one that lies elsewhere (OPI)"
            yield Finding(page, what=what, rule="pdf-picture-form")
        bits = objects.number(objects.entry(node, "/BitsPerComponent"))
        allowed = (1,) if objects.entry(node, "/ImageMask") is True else _BITS
        if bits is not None and bits not in allowed:
            yield Finding(page, rule="pdf-picture-form")
        intent = objects.name(objects.entry(node, "/Intent"))
        if intent and intent not in _INTENTS:
            what = "a rendering intent is none that PDF knows"
            yield Finding(page, what=what, rule="pdf-printing-functions")


def states(reading: Reading) -> Iterator[Finding]:
    """Find graphics states that set what is a machine's business, or unknown ways to mix."""
    for state, page in reading.contents.states.values():
        second = objects.entry(state, "/TR2")
        halftone = objects.entry(state, "/HT")
        kind = objects.entry(halftone, "/HalftoneType")
        if (
            objects.entry(state, "/TR") is not None
            or (second is not None and objects.name(second) != "Default")
            or objects.entry(state, "/HTP") is not None
            or (objects.is_dictionary(halftone) and kind not in _HALFTONES)
            or objects.entry(halftone, "/HalftoneName") is not None
        ):
            yield Finding(page, rule="pdf-printing-functions")
        intent = objects.name(objects.entry(state, "/RI"))
        if intent and intent not in _INTENTS:
            what = "a rendering intent is none that PDF knows"
            yield Finding(page, what=what, rule="pdf-printing-functions")
        for blend in objects.one_or_more(objects.entry(state, "/BM")):
            if objects.name(blend) not in _BLENDS:
                yield Finding(page, rule="pdf-blend-mode")
