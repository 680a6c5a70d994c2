"""Where a document is given out: the countries of `content/regions.yaml`, and what each wants.

A country lies in an area, which has a paper and a contact; the country has a language, and may have
a paper and a contact of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from presswork.document import Contact
from presswork.papers import PAPERS
from presswork.problems import Ledger, Location, did_you_mean, known_are
from presswork.yaml_fields import UNKNOWN, fields_of, shown, text_of, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from presswork.yaml_lines import Lines

REGIONS: Final = Path("content/regions.yaml")
"""The list of countries, from the folder that the command is given in."""

ALL: Final = "all"

CALLED: Final = "list of regions"
"""What the file is called where it is wrong."""

NAME_OF_COUNTRY: Final = "a code such as de, of letters, digits and hyphens"


@dataclass(frozen=True, slots=True)
class Region:
    """A country, and what is made for it.

    Args:
        code: its name in the list, in lower case; ISO 3166-1 in ours. File names hold it.
        name: its English name.
        area: the name in the list of the countries that it is one of: `europe`.
        language: a BCP 47 tag.
        paper: a name in `looks.PAPERS`.
        contact: whom its readers turn to; fields that are empty say nothing.
    """

    code: str
    name: str
    area: str
    language: str
    paper: str
    contact: Contact


def _as_text(value: object) -> object:
    """Take a telephone number that YAML takes for a number as text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Words = Annotated[str, BeforeValidator(_as_text)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Contact(_Fields):
    name: Words = ""
    email: Words = ""
    phone: Words = ""
    url: Words = ""


class _Country(_Fields):
    name: Words
    language: Words
    paper: Words = ""
    contact: _Contact = _Contact()


class _Area(_Fields):
    name: Words
    paper: Words
    contact: _Contact = _Contact()
    countries: dict[str, _Country] = Field(default_factory=dict)


class _List(_Fields):
    regions: dict[str, _Area]


def read_regions(path: Path = REGIONS) -> tuple[Region, ...]:
    """Read a list of countries, in its order.

    Raises:
        Problems: it is not there, or says what it cannot say: each with its line.
    """
    return _read(path).countries


def find(names: Sequence[str], path: Path = REGIONS) -> tuple[Region, ...]:
    """Return the countries that some names stand for, each once.

    Args:
        names: codes or English names of countries or areas, or `all`; each may be several with
            commas.
        path: the list of countries.

    Raises:
        Problems: the list cannot be read, or has none of such a name.
    """
    known = _read(path)
    ledger = Ledger()
    found: list[Region] = []
    for name in _separated(names):
        countries = known.named(name)
        if not countries:
            ledger.error(f"there is no region '{name}'", Location(path), known.hint(name))
        found += countries
    ledger.settle()
    return tuple(dict.fromkeys(found))


def names_of_regions(path: Path = REGIONS) -> tuple[str, ...]:
    """Return what may be asked for: `all`, the areas, the codes; nothing where no list is.

    Raises:
        Problems: the list cannot be read.
    """
    if not path.is_file():
        return ()
    known = _read(path)
    return (ALL, *known.areas, *(country.code for country in known.countries))


@dataclass(frozen=True, slots=True)
class _Known:
    """A list of countries that has been read.

    Args:
        areas: the English names of the areas, by their names in the list.
    """

    countries: tuple[Region, ...]
    areas: Mapping[str, str]

    def named(self, name: str) -> tuple[Region, ...]:
        """Return the countries that a name stands for; none where there is no such name."""
        wanted = name.casefold()
        if wanted == ALL:
            return self.countries
        areas = {code for code, title in self.areas.items() if wanted in _ways(code, title)}
        return tuple(
            country
            for country in self.countries
            if country.area in areas or wanted in _ways(country.code, country.name)
        )

    def hint(self, name: str) -> str:
        """Return what to write instead of a name that is unknown."""
        here = {country.code: country.name for country in self.countries}
        for code in (_iso_code(name), _code_of_own_name(name, self.countries)):
            if code in here:
                return f"did you mean '{code}' ({here[code]})?"
        words = [ALL, *self.areas, *self.areas.values(), *here.values()]
        if near := did_you_mean(name, words):
            return near
        areas = ", ".join((ALL, *self.areas))
        return f"name one of {areas}, or a country of the list: {', '.join(here)}"


def _ways(code: str, name: str) -> tuple[str, str]:
    """Return the two ways to write a country or an area."""
    return code.casefold(), name.casefold()


def _separated(names: Sequence[str]) -> list[str]:
    words = (word.strip() for name in names for word in name.split(","))
    return [word for word in words if word]


def _iso_code(name: str) -> str:
    """Return the code of ISO 3166-1 that another one is an alias of in CLDR: `gb` for `UK`."""
    from babel.core import get_global  # noqa: PLC0415 - few names are wrong

    (code, *_) = get_global("territory_aliases").get(name.upper(), [""])
    return str(code).lower()


def _code_of_own_name(name: str, countries: Sequence[Region]) -> str:
    """Return the code of a country that is called so in its own language: `de` for Deutschland."""
    for country in countries:
        own = Locale.parse(country.language, sep="-").territories.get(country.code.upper(), "")
        if own.casefold() == name.casefold():
            return country.code
    return ""


def _read(path: Path) -> _Known:
    hint = f"write {path}, as docs/handouts.md shows, or leave --region out"
    return _known(path, text_of(path, CALLED, hint))


@lru_cache(maxsize=4)
def _known(path: Path, text: str) -> _Known:
    """Return what a list says: that takes 27 ms, and a list of recipients asks for each country."""
    listed, lines = fields_of(text, _List, path, CALLED, lambda detail: _told(detail, path))
    ledger = Ledger()
    countries = tuple(_countries(listed, lines, path, ledger))
    ledger.settle()
    return _Known(countries, {code.lower(): area.name for code, area in listed.regions.items()})


def _countries(listed: _List, lines: Lines, path: Path, ledger: Ledger) -> Iterator[Region]:
    """Make countries of what is written, and note what cannot be."""
    taken: dict[str, int] = {}
    for area_code, area in listed.regions.items():
        at: tuple[str, ...] = ("regions", area_code)
        _note_code(area_code, Location(path, lines.at(at).line), taken, ledger)
        _note_paper(area.paper, Location(path, lines.at((*at, "paper")).line), ledger)
        for code, country in area.countries.items():
            at = ("regions", area_code, "countries", code)
            place = Location(path, lines.at(at).line)
            _note_code(code, place, taken, ledger)
            _note_language(country.language, place, ledger)
            if country.paper:
                _note_paper(country.paper, Location(path, lines.at((*at, "paper")).line), ledger)
            contact = area.contact.model_dump() | country.contact.model_dump(exclude_unset=True)
            yield Region(
                code=code.lower(),
                name=country.name,
                area=area_code.lower(),
                language=country.language.replace("_", "-"),
                paper=(country.paper or area.paper).lower(),
                contact=Contact(**contact),
            )


def _note_code(code: str, place: Location, taken: dict[str, int], ledger: Ledger) -> None:
    if not code.replace("-", "").isalnum() or not code.isascii() or code.lower() == ALL:
        ledger.error(f"'{code}' is no name for a region or a country", place, NAME_OF_COUNTRY)
    first = taken.setdefault(code.lower(), place.line or 0)
    if first != place.line:
        ledger.error(
            f"'{code}' is listed twice", place, f"it is also in line {first}; keep one of them"
        )


def _note_paper(paper: str, place: Location, ledger: Ledger) -> None:
    if paper.lower() not in PAPERS:
        ledger.error(f"unknown paper '{paper}'", place, known_are(paper, PAPERS))


def _note_language(language: str, place: Location, ledger: Ledger) -> None:
    try:
        Locale.parse(language, sep="_" if "_" in language else "-")
    except (ValueError, UnknownLocaleError):
        hint = "write a language and a country, for example de-AT"
        ledger.error(f"unknown language '{language}'", place, hint)


def _told(detail: ErrorDetails, path: Path) -> tuple[str, str | None]:
    """Say in plain words what pydantic found."""
    loc = detail["loc"]
    match detail["type"]:
        case "missing":
            return f"'{loc[-1]}' is missing in {shown(loc[:-1]) or path.name}", "every one has it"
        case kind if kind == UNKNOWN:
            return f"the field '{shown(loc)}' is unknown", known_are(str(loc[-1]), _names_at(loc))
        case _:
            return unfit(detail)


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    """Return the names of the fields that are known where a path leads."""
    match loc:
        case (_,):
            return list(_List.model_fields)
        case (_, _, _):
            return list(_Area.model_fields)
        case (*_, "contact", _):
            return list(_Contact.model_fields)
        case _:
            return list(_Country.model_fields)
