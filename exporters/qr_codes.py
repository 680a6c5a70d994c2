"""QR codes (ISO/IEC 18004): from paper to the web.

A code is as small as its address allows, corrects as many errors as its size has room for, and is
printed as large as the distance asks that it is read from.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote, urlsplit

import segno
from markupsafe import Markup

from exporters.boxes import MILLIMETRES_A_PIXEL, sheet_of
from presswork.identifiers import bare_doi
from presswork.problems import Problem, ProblemKind, Problems, Severity
from presswork.settings import millimetres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import weasyprint

    from presswork.looks import Look
    from presswork.problems import Location
    from presswork.references import Reference

QUIET: Final = 4
"""How many modules around a code are empty (ISO/IEC 18004, 6.3.8)."""

DISTANCE: Final = 10
"""How many times its width a code is read from at most, the rule of thumb of who makes readers."""

MODULE: Final = 0.4
"""How wide a module is at least, in millimetres; printers of 300 dpi draw it with four dots."""

LEVELS: Final = ("L", "M", "Q", "H")
"""How much of a code may be damaged, the least first."""

IN_HAND: Final = 120.0
"""The distance, in millimetres, from which a code is read that stands beside what it is for."""

SHORTER: Final = re.compile(r"[0-9A-Z $%*+\-./:]{11,}|[0-9A-Z $%*+\-./:]{6,}$")
"""What takes 5.5 bits a sign and not 8, if it is long enough for the change of modes (7.4.4)."""

TOLERANCE: Final = 0.1
"""By how many millimetres a code may be smaller, for roundings."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code, to be drawn by `qr-code.html`.

    Args:
        address: where it leads.
        image: it with its quiet zone, as the address of an SVG.
        alternative: what it says to those who cannot see it.
        modules: how many it has across, without its quiet zone.
        level: how much may be damaged: `M` bears 15%, `Q` 25%, `H` 30%.
        distance: how far away it is read from, in millimetres.
    """

    address: str
    image: str
    alternative: str
    modules: int
    level: str
    distance: float

    @property
    def printed_address(self) -> str:
        """Return its address as it is printed for people."""
        return readable_address(self.address)

    @property
    def width(self) -> float:
        """Return how wide it is to be at least, in millimetres, without its quiet zone."""
        return max(self.distance / DISTANCE, self.modules * MODULE)

    @property
    def size(self) -> float:
        """Return how wide and high its picture is to be, in millimetres: with its quiet zone."""
        return round(self.width * (1 + 2 * QUIET / self.modules), 2)

    @property
    def quiet_zone(self) -> float:
        """Return how wide its quiet zone then is on each side, in millimetres."""
        return round((self.size - self.width) / 2, 2)


def qr_code(address: str, look: Look, distance: float | None = None) -> QrCode | None:
    """Return the QR code of an address; None where there is no address.

    Args:
        address: of the web.
        look: its settings say how far away codes are read from, and how much damage they bear.
        distance: how far away this one is read from, in millimetres, if not as the others.

    Raises:
        Problems: no code holds an address so long.
    """
    if not address:
        return None
    try:
        code = _smallest(address, look.settings["code-level"])
    except segno.DataOverflowError as error:
        what = f"the address {address[:60]}… is too long for a QR code"
        hint = "give a shorter one, for example that of the DOI, as 'address:' under 'handout:'"
        raise Problems([Problem(what, hint=hint)]) from error
    modules, _ = code.symbol_size(border=0)
    return QrCode(
        address,
        code.svg_data_uri(border=QUIET, omitsize=True, xmldecl=False, nl=False),
        look.words["qr-code"].replace("{address}", readable_address(address)),
        int(modules),
        code.error or "",
        distance or _distance(look.settings["code-distance"]),
    )


def codes_of_works(
    keys: Iterable[str], references: Iterable[Reference], look: Look
) -> dict[str, QrCode]:
    """Return the codes of the DOIs of works by their keys, where the look has such codes.

    Args:
        keys: those of the works.
        references: all that are known.
        look: its setting `reference-codes` says whether there are any.

    Raises:
        Problems: a DOI is too long for a code.
    """
    if look.settings["reference-codes"] == "none":
        return {}
    dois = {reference.key: bare_doi(reference.text("DOI")) for reference in references}
    addresses = {key: f"https://doi.org/{dois[key]}" for key in keys if dois.get(key)}
    made = {key: qr_code(address, look, IN_HAND) for key, address in addresses.items()}
    return {key: code for key, code in made.items() if code}


def drawn(codes: Mapping[str, QrCode], look: Look) -> dict[str, Markup]:
    """Return codes as HTML, by the names that they have.

    Raises:
        Problems: the look's template of codes fails.
    """
    return {
        name: Markup(look.render("qr-code.html", code=code))  # noqa: S704 - the look's own
        for name, code in codes.items()
    }


def _distance(length: str) -> float:
    """Return a length of CSS in millimetres."""
    found = millimetres(length)
    if found <= 0:
        what = f"'{length}' is no distance from which a QR code is read"
        hint = "give one with its unit, for example --set code-distance=40cm"
        raise Problems([Problem(what, hint=hint, kind=ProblemKind.TEMPLATE)])
    return found


def readable_address(address: str) -> str:
    """Return an address as it is printed for people: without its scheme and closing slash."""
    scheme, separator, rest = address.partition("://")
    bare = rest if separator and scheme.isalpha() else address
    return bare.removeprefix("www.").rstrip("/")


def _smallest(address: str, level: str) -> segno.QRCode:
    """Return the smallest code of an address, with the highest level that fits into its size.

    Schemes and hosts mean the same in capitals, which take fewer bits (RFC 3986, 6.2.2.1), and are
    written in them where that saves a size or gains a level; paths stay.
    """
    plain = _in_ascii(address)
    code = segno.make_qr(plain, error=level)
    scheme, separator, rest = plain.partition("://")
    host = re.match(r"[^/?#@]*(?=[/?#]|$)", rest)
    if not separator or not host:
        return code
    capital = scheme.upper() + separator + host[0].upper() + rest[host.end() :]
    return min(code, _in_modes(tuple(_segments(capital)), level), key=_rank)


def _in_modes(segments: tuple[str, ...], level: str) -> segno.QRCode:
    """Return the smallest code of segments; segno (1.6) raises the level of single ones alone."""
    make = cast("Callable[..., segno.QRCode]", segno.make_qr)  # its types know no segments
    code = make(segments, error=level)
    for higher in LEVELS[LEVELS.index(level) + 1 :]:
        with suppress(segno.DataOverflowError):
            code = make(segments, error=higher, version=code.version)
    return code


def _rank(code: segno.QRCode) -> tuple[int, int]:
    return int(code.version), -LEVELS.index(code.error or LEVELS[0])


def _segments(address: str) -> Iterator[str]:
    """Yield the parts of an address that are encoded each in a mode of its own."""
    at = 0
    for part in SHORTER.finditer(address):
        if part.start() > at:
            yield address[at : part.start()]
        yield part[0]
        at = part.end()
    if at < len(address):
        yield address[at:]


def _in_ascii(address: str) -> str:
    """Return an address without letters that readers take for others (RFC 3987, 3.1)."""
    if address.isascii():
        return address
    try:
        host = urlsplit(address).hostname or ""
        named = host.encode("idna").decode("ascii")
    except ValueError:
        host = named = ""
    if host and not host.isascii():
        address = address.replace(host, named, 1)
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def told_small(
    pages: Iterable[weasyprint.Page], codes: Iterable[QrCode | None], place: Location
) -> tuple[Problem, ...]:
    """Tell which codes a style sheet has made too small to be read.

    Args:
        pages: laid out.
        codes: those that they show; None for one that there is not.
        place: the document.
    """
    by_image = {code.image: code for code in codes if code}
    if not by_image:
        return ()
    shown = (
        (by_image[box.element.get("src")], box.width * MILLIMETRES_A_PIXEL)
        for page in pages
        for box in sheet_of(page).descendants()
        if box.element_tag == "img" and box.element.get("src") in by_image
    )
    return tuple(
        _small(code, width, place) for code, width in shown if width < code.size - TOLERANCE
    )


def _small(code: QrCode, width: float, place: Location) -> Problem:
    return Problem(
        f"the QR code of {code.printed_address} is printed {width:.0f} mm wide; to be read from "
        f"{code.distance / 10:.0f} cm away it has to be {code.size:.0f} mm wide",
        place,
        "make it larger in the style sheet of the look, set 'code-distance' to how far away it is "
        "read from, or give a shorter address",
        Severity.WARNING,
        ProblemKind.TEMPLATE,
    )
