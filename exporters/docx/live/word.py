r"""Word's own citations: CITATION and BIBLIOGRAPHY fields in content controls (17.16.5.8).

A citation of several works is one field: `CITATION Lee21 \l 1033 \p 7 \m Doe19 \l 1033`.
"""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING, Final

from presswork.inlines import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presswork.document import CitationStyle

    from .clusters import Cluster

APA: Final = ("APASixthEditionOfficeOnline.xsl", "APA", "6")
MLA: Final = ("MLASeventhEditionOfficeOnline.xsl", "MLA", "7")
CHICAGO: Final = ("CHICAGO.XSL", "Chicago", "16")
IEEE: Final = ("IEEE2006OfficeOnline.xsl", "IEEE", "2006")
HARVARD: Final = ("HarvardAnglia2008OfficeOnline.xsl", "Harvard - Anglia", "2008")
TURABIAN: Final = ("TURABIAN.XSL", "Turabian", "6")
ISO_AUTHORS: Final = ("ISO690.XSL", "ISO 690 - First Element and Date", "1987")
ISO_NUMBERS: Final = ("ISO690Nmerical.XSL", "ISO 690 - Numerical Reference", "1987")
GOST: Final = ("GostName.XSL", "GOST - Name Sort", "2003")
GB: Final = ("GB.XSL", "GB7714", "2005")
SIST: Final = ("SIST02.XSL", "SIST02", "2003")

STYLES: Final[Mapping[str, tuple[str, str, str]]] = {
    "apa": APA,
    "modern-language-association": MLA,
    "chicago-author-date": CHICAGO,
    "ieee": IEEE,
    "harvard-anglia-ruskin-university": HARVARD,
    "harvard-cite-them-right": HARVARD,
    "turabian-author-date": TURABIAN,
    "iso690-author-date": ISO_AUTHORS,
    "iso690-numeric": ISO_NUMBERS,
    "gost-r-7-0-5-2008": GOST,
    "china-national-standard-gb-t-7714": GB,
    "gb-t-7714": GB,
    "sist02": SIST,
}
"""The twelve styles that come with Word, but for one, by how the names of styles begin that are
editions or languages of the same; with the file, the name and the version of each."""

NEAREST: Final[Mapping[str, tuple[str, str, str]]] = {
    "numeric": ISO_NUMBERS,
    "note": CHICAGO,
    "author": MLA,
}
"""What is taken for styles that Word does not have; of other kinds it is APA."""

LANGUAGES: Final[Mapping[str, int]] = {
    name.replace("_", "-"): number for number, name in locale.windows_locale.items()
}
"""The numbers that Windows has for languages."""

ENGLISH: Final = 1033
TAG_LIMIT: Final = 40


def style_of(style: CitationStyle) -> tuple[tuple[str, str, str], bool]:
    """Return the style that Word is to use, and whether it is the same one."""
    name = style.id.rpartition("/")[2]
    fitting = [start for start in STYLES if name == start or name.startswith(f"{start}-")]
    if fitting and not style.is_note:
        return STYLES[max(fitting, key=len)], True
    return NEAREST.get(style.format, APA), False


def language_number(language: str) -> int:
    """Return the number that Word knows a language by; of one that it does not, English."""
    if language in LANGUAGES:
        return LANGUAGES[language]
    base = language.partition("-")[0]
    return next((n for name, n in LANGUAGES.items() if name.partition("-")[0] == base), ENGLISH)


class Tags:
    """What Word calls works by: letters, digits and few signs, unique whatever their case."""

    def __init__(self) -> None:
        """Begin without any."""
        self._tags: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, key: str) -> str:
        """Return the tag of a work by its key."""
        if key not in self._tags:
            plain = "".join(
                sign if sign.isascii() and (sign.isalnum() or sign in "_-") else "_" for sign in key
            )
            name = base = plain[:TAG_LIMIT]
            number = 1
            while name.casefold() in self._taken:
                number += 1
                name = f"{base}_{number}"
            self._taken.add(name.casefold())
            self._tags[key] = name
        return self._tags[key]


def citation(cluster: Cluster, tags: Tags, language: int) -> str:
    """Return the code of the field of a citation."""
    parts = [
        " ".join(_item(cluster, at, tags[item.key], language))
        for at, item in enumerate(cluster.cite.items)
    ]
    return "CITATION " + " \\m ".join(parts)


def _item(cluster: Cluster, at: int, tag: str, language: int) -> Iterator[str]:
    item = cluster.cite.items[at]
    yield f"{tag} \\l {language}"
    suffix = plain_text(item.suffix)
    match item.locator:
        case None:
            pass
        case locator if locator.label == "page":
            yield f"\\p {_quoted(locator.value)}"
        case locator if locator.label == "volume":
            yield f"\\v {_quoted(locator.value)}"
        case locator:
            suffix = f", {locator.label} {locator.value}{suffix}"
    if item.prefix:
        yield f"\\f {_quoted(plain_text(item.prefix))}"
    if suffix:
        yield f"\\s {_quoted(suffix)}"
    if cluster.suppresses(at):
        yield "\\n"


def _quoted(text: str) -> str:
    """Return an argument of a field in quotation marks; those within it become curly."""
    plain = text.replace("\\", "/")
    pieces: Iterable[str] = plain.split('"')
    marks = ("“", "”")
    made = "".join((marks[(at - 1) % 2] if at else "") + piece for at, piece in enumerate(pieces))
    return f'"{made}"'


def bibliography(language: int) -> str:
    """Return the code of the field of the list of references."""
    return f"BIBLIOGRAPHY \\l {language}"
