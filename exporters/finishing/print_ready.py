"""What the settings of a look say of how a PDF goes to the press: `bleed`, `marks`, `colours`."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from presswork.problems import Problem, ProblemKind, Problems
from presswork.settings import points

from .printers_marks import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    import pikepdf

    from exporters.inks import FourInks, Inks
    from presswork.settings import Settings

WIDEST: Final = 72.0
"""The widest bleed, in points: an inch."""

REGISTRATION: Final = {1: "0 G", 4: "1 1 1 1 K"}
"""The colour of marks, which stand on the plate of every ink, by the number of inks."""


@dataclass(frozen=True, slots=True)
class PrintReady:
    """How a PDF goes to the press.

    Args:
        sheet: what is around its pages.
        inks: what it is printed with; None for a screen, or a printer that mixes by itself.
    """

    sheet: Sheet
    inks: Inks | None = None


def print_ready(settings: Settings) -> PrintReady:
    """Return how a PDF goes to the press, as the settings of its look say.

    Raises:
        Problems: a setting asks for what cannot be done.
    """
    inks = _inks(settings)
    marks = settings["marks"].split()
    return PrintReady(
        Sheet(
            _bleed(settings["bleed"]),
            crop="crop" in marks,
            cross="cross" in marks,
            ink=REGISTRATION[inks.channels if inks else 1],
        ),
        inks,
    )


def _bleed(length: str) -> float:
    """Return a length of CSS in points."""
    width = points(length)
    if width is None or not 0 <= width <= WIDEST:
        what = f"'{length}' is no width of a bleed"
        raise Problems([_unfit(what, "give a length from 0 to 1in, for example --set bleed=3mm")])
    return round(width, 3)


def _inks(settings: Settings) -> Inks | None:
    match settings["colours"]:
        case "grey":
            from exporters.inks import BLACK  # noqa: PLC0415 - most PDFs are for screens

            return BLACK
        case "cmyk":
            return _four_inks(settings.file("profile"))
        case _:
            return None


def _four_inks(profile: Path | None) -> Inks:
    if profile is None:
        raise Problems(
            [
                _unfit(
                    "colours=cmyk needs the ICC profile of the press, which describes its inks",
                    "ask the printer for it and add --set profile=FILE; many take the PDF without "
                    "colours=cmyk and mix the inks themselves",
                )
            ]
        )
    from exporters.inks import ProfileError, four_inks  # noqa: PLC0415 - as above

    try:
        return four_inks(profile)
    except (OSError, ProfileError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        what = f"the profile {profile.name} cannot be used: {said}"
        hint = "give the ICC profile of a press of four inks, as printers publish them"
        raise Problems([_unfit(what, hint)]) from error


def write_in_inks(content: bytes, inks: Inks, destination: Path) -> None:
    """Write a PDF as it is printed in inks.

    Raises:
        Problems: something in it is drawn in a way whose colours cannot be changed.
        OSError: it cannot be written.
    """
    import pikepdf  # noqa: PLC0415 - as above

    from exporters.inks import FourInks, UnfitError, convert_file  # noqa: PLC0415 - as above

    with pikepdf.open(BytesIO(content)) as file:
        try:
            convert_file(file, inks)
        except UnfitError as unfit:
            what = f"the PDF cannot be made for colours={_NAMES[inks.channels]}: {unfit}"
            hint = "leave colours=screen, and let the printer convert the colours"
            raise Problems([_unfit(what, hint)]) from unfit
        if isinstance(inks, FourInks):
            _intend(file, inks)
        file.save(
            destination,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )


_NAMES: Final = {1: "grey", 4: "cmyk"}


def _intend(file: pikepdf.Pdf, inks: FourInks) -> None:
    """Say which press a PDF is made for (ISO 19005-3, 6.2.3; ISO 15930-7, 6.2)."""
    import pikepdf  # noqa: PLC0415 - as above

    profile = file.make_stream(inks.profile)
    profile.N = inks.channels
    file.Root.OutputIntents = pikepdf.Array(
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name(subtype),
            OutputConditionIdentifier=pikepdf.String(inks.name),
            Info=pikepdf.String(inks.name),
            DestOutputProfile=profile,
        )
        for subtype in ("/GTS_PDFA1", "/GTS_PDFX")
    )


def _unfit(what: str, hint: str) -> Problem:
    return Problem(what, hint=hint, kind=ProblemKind.TEMPLATE)
