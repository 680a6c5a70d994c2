"""The editions of a document: which of its texts is given out where, and in which language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presswork import translations
from presswork.document import Contact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from presswork.document import Document
    from presswork.regions import Region


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is given out.

    Args:
        index: the place in the order, counted from 0.
        region: None where no region was asked for.
    """

    index: int
    region: Region | None


@dataclass(frozen=True, slots=True)
class Edition:
    """A text of a document in one language, for all places that want it so.

    Args:
        source: the file of the text: the document's main file or a translation of it.
        language: of citations and fixed words; None for that of the text, or of the style.
        places: where it is given out, in order.
    """

    source: Path
    language: str | None
    places: tuple[Place, ...]


def editions_of(
    document: Path,
    regions: tuple[Region | None, ...],
    language: str | None,
    translation: Callable[[Path, str], Path | None],
) -> tuple[Edition, ...]:
    """Return the editions of a document.

    Args:
        document: its main file.
        regions: those that are asked for, None for all the world; without any it is that alone.
        language: what is asked for whatever the region.
        translation: returns the file of a translation of a document into a language.
    """
    places: defaultdict[tuple[Path, str | None], list[Place]] = defaultdict(list)
    for index, region in enumerate(regions or (None,)):
        spoken = language or (region.language if region else None)
        source = (translation(document, spoken) if spoken else None) or document
        places[source, spoken].append(Place(index, region))
    return tuple(Edition(source, spoken, tuple(at)) for (source, spoken), at in places.items())


def sources_of(editions: tuple[Edition, ...]) -> Iterator[Path]:
    """Yield the files that editions are read from, each once."""
    yield from dict.fromkeys(edition.source for edition in editions)


def given_out(document: Document, region: Region | None) -> Document:
    """Return a document as it is given out in a region: with whom its readers turn to there."""
    if region is None or region.contact == Contact():
        return document
    return replace(document, contact=region.contact)


def as_edition(read: Document, document: Path) -> Document:
    """Return what was read for a document under the name of that, be it a translation of it.

    Args:
        read: the document itself or a translation.
        document: the main file of the document.
    """
    tag = translations.language_of(read.path)
    if read.path == document or tag is None:
        return read
    return replace(read, name=read.name.removesuffix(f".{tag}"))
