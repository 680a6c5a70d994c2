"""A page to download files from, for any browser and any place: `shared/download.html`.

All that it says stands in it, so that it works where it was unpacked as well as on a server; its
script only hides what is not asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from markupsafe import Markup

from exporters import Exported
from presswork.looks import (
    base_language,
    locale_of,
    name_of_language,
    read_yaml_words,
    shared_folder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from presswork.looks import Look
    from presswork.resources import Resources

TEMPLATE: Final = "download.html"
STYLE_SHEET: Final = "download.css"
SCRIPT: Final = "download.js"
WORDS: Final = "download-words.yaml"

KILO: Final = 1000


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that is offered.

    Args:
        path: where it lies, from the page, with slashes.
        title: of its document.
        form: the name of the format.
        sheets: how its pages are put on sheets; empty for the pages as they are read.
        style: the citation style, as file names call it.
        language: of citations and fixed words, a BCP 47 tag.
        text_language: of the text.
        country: its code; empty for all the world.
        country_name: in English, for codes that nobody else knows.
        area: the name of the area; empty for all the world.
        pages: None for a format without pages.
        bytes: its size.
        thumbnail: the path of a picture of its first page; empty where it has none.
    """

    path: str
    title: str
    form: str
    sheets: str
    style: str
    language: str
    text_language: str
    country: str
    country_name: str
    area: str
    pages: int | None
    bytes: int
    thumbnail: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """An archive of all files of an area; of an empty name for what is for all the world."""

    path: str
    area: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class DownloadPage:
    """What the page says.

    Args:
        title: what is offered.
        about: a sentence on it; may be empty.
        offers: the files.
        bundles: the archives.
        manifest: the path of the list for programs.
    """

    title: str
    about: str
    offers: tuple[Offer, ...]
    bundles: tuple[Bundle, ...]
    manifest: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """A file or an archive as the page shows it.

    Args:
        path: where it leads.
        title: of the document, or the name of the area.
        language: of the title.
        facts: what is said of it, each a few words.
        tags: what filters ask for, by their names.
        thumbnail: may be empty.
        kind: what it says where it has no picture: `DOCX`.
    """

    path: str
    title: str
    language: str
    facts: tuple[str, ...]
    tags: Mapping[str, str]
    thumbnail: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Filter:
    """A list to choose from; its choices are values and what they are called."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]


def write_page(page: DownloadPage, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write the page as one HTML file.

    Args:
        page: what it says.
        look: its colours and fonts, in the language of the page.
        destination: the file to write.
        resources: what the style sheet may read.
    """
    from exporters.assets import assets_of  # noqa: PLC0415 - fonts take a while to load
    from exporters.html import FONTS_PLACE, page_with_fonts  # noqa: PLC0415 - as above

    assets = assets_of(look, resources)
    names = _names(look.language)
    rendered = look.render(
        TEMPLATE,
        page=page,
        say=names.words,
        spoken=names.language,
        offers=[names.shown(offer) for offer in page.offers],
        bundles=[names.bundle(bundle) for bundle in page.bundles],
        filters=[filter_ for filter_ in _filters(page.offers, names) if len(filter_.choices) > 1],
        style=Markup(assets.style_sheet(STYLE_SHEET)),  # noqa: S704 - the look's own
        script=Markup(_script(look)),  # noqa: S704 - as above
        fonts=Markup(FONTS_PLACE),  # noqa: S704 - our own
    )
    warnings = assets.ledger.settle()
    destination.write_text(page_with_fonts(rendered, look), encoding="utf-8", newline="\n")
    return Exported(warnings=warnings)


def _script(look: Look) -> str:
    path = look.file(SCRIPT)
    return path.read_text(encoding="utf-8") if path else ""


@dataclass(frozen=True, slots=True)
class _Names:
    """What things are called in the language of the page.

    Args:
        language: a BCP 47 tag.
        locale: what Babel knows of it.
        words: of the page, by their names.
    """

    language: str
    locale: Locale
    words: Mapping[str, str]

    def spoken(self, tag: str) -> str:
        """Return the name of a language, with the country whose it is."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (ValueError, UnknownLocaleError):
            return tag

    def country(self, code: str, english: str) -> str:
        """Return the name of a country, from ISO 3166-1 or else from the list of regions."""
        if not code:
            return self.words["worldwide"]
        return self.locale.territories.get(code.upper()) or english

    def form(self, offer: Offer) -> str:
        """Return the name of a format, and how its pages stand on sheets."""
        name = self.words.get(offer.form, offer.form)
        return f"{name}, {self.words.get(offer.sheets, offer.sheets)}" if offer.sheets else name

    def size(self, size: int) -> str:
        """Return a number of bytes as people say it."""
        kilobytes = size < KILO**2
        number = max(1, round(size / KILO)) if kilobytes else round(size / KILO**2, 1)
        unit = "kB" if kilobytes else "MB"
        return f"{format_decimal(number, locale=self.locale)}\N{NO-BREAK SPACE}{unit}"

    def shown(self, offer: Offer) -> _Shown:
        """Return a file as the page shows it."""
        foreign = base_language(offer.text_language) != base_language(offer.language)
        text = self.words["text-in"].format(
            language=name_of_language(offer.text_language, self.language)
        )
        pages = self.words["one-page" if offer.pages == 1 else "pages"]
        facts = (
            self.form(offer),
            offer.style.upper() if len(offer.style) <= len("chicago") else offer.style,
            self.country(offer.country, offer.country_name),
            name_of_language(offer.language, self.language),
            text if foreign else "",
            pages.format(pages=offer.pages) if offer.pages else "",
            self.size(offer.bytes),
        )
        tags = {
            "region": offer.country,
            "area": offer.area,
            "language": offer.language,
            "format": offer.form,
            "style": offer.style,
        }
        kind = offer.path.rpartition(".")[2].upper()
        said = tuple(fact for fact in facts if fact)
        return _Shown(
            offer.path, offer.title, offer.text_language, said, tags, offer.thumbnail, kind
        )

    def bundle(self, bundle: Bundle) -> _Shown:
        """Return an archive as the page shows it."""
        name = self.words.get(bundle.area or "worldwide", bundle.area)
        files = self.words["files"].format(files=bundle.files)
        return _Shown(bundle.path, name, self.language, (files, self.size(bundle.bytes)), {})


def _names(language: str) -> _Names:
    """Return what things are called in a language, or in English where there are no words of it."""
    known = read_yaml_words(shared_folder() / WORDS)
    own = known.get(base_language(language))
    spoken = language if own else "en"
    return _Names(spoken, locale_of(spoken), {**known["en"], **(own or {})})


def _filters(offers: Sequence[Offer], names: _Names) -> Iterable[_Filter]:
    """Yield what can be asked for, each with what there is, in the order of the names."""
    words = names.words
    areas = {offer.area: words.get(offer.area, offer.area) for offer in offers if offer.area}
    countries = {
        offer.country: names.country(offer.country, offer.country_name) for offer in offers
    }
    regions = [(f"area:{area}", name) for area, name in sorted(areas.items())]
    yield _Filter("region", words["region"], (*regions, *_by_name(countries)))
    yield _filter(
        "language", offers, lambda offer: (offer.language, names.spoken(offer.language)), words
    )
    yield _filter(
        "format", offers, lambda offer: (offer.form, words.get(offer.form, offer.form)), words
    )
    yield _filter("style", offers, lambda offer: (offer.style, offer.style), words)


def _filter(
    name: str,
    offers: Iterable[Offer],
    choice: Callable[[Offer], tuple[str, str]],
    words: Mapping[str, str],
) -> _Filter:
    return _Filter(name, words[name], _by_name(dict(map(choice, offers))))


def _by_name(choices: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(choices.items(), key=lambda choice: choice[1].casefold()))
