"""What is to be written of a document that was cited: the files, and what each of them takes."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporters import HANDOUTS
from presswork.inlines import plain_text
from presswork.papers import A4, PAPERS, half, panel
from presswork.pipeline.editions import given_out
from presswork.pipeline.orders import Variant, file_name
from presswork.pipeline.tasks import Exporting, Imposing
from presswork.problems import Location, Problem, ProblemKind, Problems, did_you_mean
from presswork.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exporters import Format
    from presswork.document import Document
    from presswork.papers import Paper
    from presswork.pipeline.editions import Edition, Place
    from presswork.pipeline.orders import Order
    from presswork.regions import Region

PDF: Final = ".pdf"
"""The suffix of files whose pages can be put on sheets."""


def files_of_one(order: Order) -> int:
    """Return how many files are made of one edition; one where it is only cited."""
    handouts = max(1, len(order.presets))
    return max(
        1,
        sum(
            (handouts if form in HANDOUTS.values() else 1) * (1 + is_imposed(form, order))
            for form in order.formats
        ),
    )


def is_imposed(form: Format, order: Order) -> bool:
    """Tell whether files of a format are put on sheets as well, each once it is there."""
    return order.imposition is not None and form.suffix == PDF and order.mailing is None


def resources_of(document: Path, order: Order) -> Resources:
    """Return what a document may read."""
    return Resources((document.resolve().parent, *order.roots), order.allow_network)


def exports(
    document: Document, edition: Edition, style_name: str, order: Order
) -> Iterator[tuple[Place, int, Exporting]]:
    """Yield what is to be written of a document, with its place and the number of its format.

    Args:
        document: cited in a style.
        edition: what it was cited for.
        style_name: what file names call the style.
        order: what is wanted.

    Raises:
        Problems: the document asks for a look or a preset that there is not.
    """
    look = _own_look(document, order)
    forms = tuple(_forms(document, order))
    for place in edition.places:
        given = given_out(document, place.region)
        for number, form in enumerate(forms):
            name = file_name(given.name, style_name, form, place.region)
            language = edition.language or document.metadata.language
            exporting = Exporting(
                document=given,
                form=form,
                look=order.look or look or form.look,
                paper=_paper(order, place.region),
                usual_paper=_usual_paper(place.region),
                language=language,
                resources=resources_of(document.path, order),
                settings=(*order.house.settings, *document.metadata.settings, *order.settings),
                aside=_beside(order.output / name),
                destination=order.output / name,
                variant=_variant(given, form, style_name, language, place.region),
            )
            yield place, number, exporting


def imposing(exported: Exporting, order: Order) -> Imposing | None:
    """Return how the pages of a finished file are put on sheets; None where they are not."""
    if order.imposition is None or not is_imposed(exported.form, order):
        return None
    from exporters.imposition import suffix  # noqa: PLC0415 - few orders ask for it

    made, added = exported.destination, suffix(order.imposition)
    destination = made.with_name(f"{made.stem}.{added}{made.suffix}")
    return Imposing(
        source=exported.aside if order.strict else made,
        imposition=order.imposition,
        look=exported.look,
        settings=exported.settings,
        paper=PAPERS[order.sheet] if order.sheet else None,
        aside=_beside(destination),
        destination=destination,
        variant=replace(exported.variant, imposition=added),
    )


def _variant(
    document: Document, form: Format, style_name: str, language: str, region: Region | None
) -> Variant:
    return Variant(
        source=document.path,
        document=document.name,
        title=plain_text(document.metadata.title),
        form=form.name,
        style=style_name,
        language=language,
        text_language=document.metadata.language,
        region=region,
    )


def _beside(destination: Path) -> Path:
    """Return where a file is written before it is moved into place."""
    token = secrets.token_hex(4)
    return destination.with_name(f".{destination.stem}.{token}.part{destination.suffix}")


def _paper(order: Order, region: Region | None) -> Paper | None:
    """Return the paper of pages; None for the look's own, or the usual one of a region.

    Pages that are made to be folded have the size that a sheet then has.
    """
    if order.paper:
        return PAPERS[order.paper]
    if order.imposition is None:
        return None
    from exporters.imposition import Booklet, Trifold  # noqa: PLC0415 - few orders ask for it

    sheet = PAPERS[order.sheet] if order.sheet else _usual_paper(region)
    match order.imposition:
        case Booklet():
            return half(sheet)
        case Trifold():
            return panel(sheet)
        case _:
            return None


def _usual_paper(region: Region | None) -> Paper:
    return PAPERS[region.paper] if region else A4


def _own_look(document: Document, order: Order) -> str:
    """Return the look that a document asks for: ours, or a folder within its own.

    Empty where it asks for none; the house's where it is not asked.
    """
    name = document.metadata.look
    if not name or order.look:
        return order.house.look
    from presswork import looks  # noqa: PLC0415 - slow to import, and few documents ask for one

    if name in looks.names():
        return name
    own = document.path.resolve().parent
    folder = (own / name).resolve()
    if folder.is_relative_to(own) and folder.is_dir():
        return str(folder)
    hint = did_you_mean(name, looks.names()) or (
        f"name one of {', '.join(looks.names())}, or a folder within the document's"
    )
    unknown, where = f"unknown look '{name}'", Location(document.path)
    raise Problems([Problem(unknown, where, hint, kind=ProblemKind.TEMPLATE)])


def _forms(document: Document, order: Order) -> Iterator[Format]:
    """Yield the formats of an order; of the handout one in each preset that is asked for."""
    own = document.handout.preset if document.handout else None
    handouts = dict.fromkeys(_preset(name, document) for name in order.presets or (own,))
    for form in order.formats:
        if form in HANDOUTS.values():
            yield from handouts
        else:
            yield form


def _preset(name: str | None, document: Document) -> Format:
    if name is None:
        return next(iter(HANDOUTS.values()))
    if name in HANDOUTS:
        return HANDOUTS[name]
    hint = did_you_mean(name, HANDOUTS) or f"name one of {', '.join(HANDOUTS)}"
    unknown = f"unknown preset '{name}' of the handout"
    raise Problems([Problem(unknown, Location(document.path), hint)])
