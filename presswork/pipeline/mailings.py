"""Personal copies of documents: which edition each of the recipients gets."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from presswork import styles
from presswork.papers import PAPERS
from presswork.pipeline.tasks import Exporting, Personalising
from presswork.problems import Ledger, Location, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from exporters.imposition import Imposition
    from presswork.papers import Paper
    from presswork.pipeline.orders import Order
    from presswork.recipients import Group, Recipients
    from presswork.regions import Region
    from presswork.styles import Style


@dataclass(frozen=True, slots=True)
class Mailing:
    """Whom personal copies are made for, and how.

    Args:
        recipients: the list.
        is_run: whether all copies become one file, for the printer.
        styles: those that recipients ask for, by their names in the list.
        regions: the same of the regions.
    """

    recipients: Recipients
    is_run: bool
    styles: Mapping[str, Style]
    regions: Mapping[str, Region]

    def places(self, usual: tuple[Region, ...]) -> tuple[Region | None, ...]:
        """Return all regions that copies are made for.

        Args:
            usual: that of those who ask for none.
        """
        asked = {self.region_of(group, usual) for group in self.recipients.groups}
        return tuple(sorted(asked, key=lambda region: region.code if region else ""))

    def region_of(self, group: Group, usual: tuple[Region, ...]) -> Region | None:
        """Return where a group is."""
        if group.region:
            return self.regions[group.region]
        return usual[0] if usual else None


def mailing(recipients: Recipients, *, is_run: bool) -> Mailing:
    """Find the styles and regions that the people in a list ask for.

    Raises:
        Problems: there are some that are unknown, each with its line.
    """
    ledger = Ledger(most=20)
    found_styles: dict[str, Style] = {}
    found_regions: dict[str, Region] = {}
    for group, line in recipients.groups.items():
        place = Location(recipients.path, line)
        if group.style and group.style not in found_styles:
            with _told_at(place, ledger):
                found_styles[group.style] = styles.find(group.style)
        if group.region and group.region not in found_regions:
            with _told_at(place, ledger):
                found_regions[group.region] = _region(group.region, ledger, place)
    ledger.settle()
    return Mailing(recipients, is_run, found_styles, found_regions)


@contextmanager
def _told_at(place: Location, ledger: Ledger) -> Iterator[None]:
    """Note problems as those of a line, and go on."""
    try:
        yield
    except Problems as unknown:
        ledger.extend(replace(problem, location=place) for problem in unknown.problems)


def _region(name: str, ledger: Ledger, place: Location) -> Region:
    from presswork import regions  # noqa: PLC0415 - few lists ask for one

    first, *others = regions.find((name,))
    if others:
        what = f"'{name}' is more than one region"
        ledger.error(what, place, "name one country in the column 'region', for example de")
    return first


_Edition: TypeAlias = "tuple[str, Region | None]"
"""A style, as file names call it, and a region."""


@dataclass(slots=True)
class Desk:
    """Where the editions of one document come together, until everybody's is there.

    Args:
        mailing: what is to be made.
        output: the folder of the files.
        imposition: how pages are put on sheets; None where they are not.
        sheet: the paper of these; None for what suits the pages.
        wanted: the groups that get an edition.
        there: the editions that are there, by the number of their format.
    """

    mailing: Mailing
    output: Path
    imposition: Imposition | None
    sheet: Paper | None
    wanted: Mapping[_Edition, tuple[Group, ...]]
    there: dict[int, dict[_Edition, Exporting]] = field(default_factory=dict)

    def needs(self, style_name: str, regions: tuple[Region | None, ...]) -> bool:
        """Tell whether anybody gets an edition in a style, in one of some regions."""
        return any((style_name, region) in self.wanted for region in regions)

    def take(self, number: int, exporting: Exporting) -> Personalising | None:
        """Take an edition in a format; return what is to be done once all are there."""
        variant = exporting.variant
        edition = (variant.style, variant.region)
        if edition not in self.wanted:
            return None
        there = self.there.setdefault(number, {})
        there[edition] = exporting
        if len(there) < len(self.wanted):
            return None
        name = f"{variant.document}.{exporting.form.name}.copies"
        ending, made = "", variant
        if self.mailing.is_run:
            added = _added(self.imposition)
            ending = f".{added}{exporting.form.suffix}" if added else exporting.form.suffix
            made = replace(variant, imposition=added)
        return Personalising(
            recipients=self.mailing.recipients,
            editions=tuple((groups, there[edition]) for edition, groups in self.wanted.items()),
            is_run=self.mailing.is_run,
            imposition=self.imposition,
            sheet=self.sheet,
            aside=self.output / f".{name}.{secrets.token_hex(4)}.part",
            destination=self.output / f"{name}{ending}",
            variant=made,
        )


def _added(imposition: Imposition | None) -> str:
    """Return what names of files say of how pages are put on sheets."""
    if imposition is None:
        return ""
    from exporters.imposition import suffix  # noqa: PLC0415 - few orders ask for it

    return suffix(imposition)


def desk(order_mailing: Mailing, order: Order, names: Mapping[str, str]) -> Desk:
    """Return the desk of a document.

    Args:
        order_mailing: whom copies are made for.
        order: what is to be made; its region is that of those who ask for none.
        names: what file names call the styles, by their ids; by an empty one the usual style.
    """
    wanted: dict[_Edition, tuple[Group, ...]] = {}
    for group in sorted(order_mailing.recipients.groups):
        id_ = order_mailing.styles[group.style].id if group.style else ""
        edition = (names[id_], order_mailing.region_of(group, order.regions))
        wanted[edition] = (*wanted.get(edition, ()), group)
    sheet = PAPERS[order.sheet] if order.sheet else None
    return Desk(order_mailing, order.output, order.imposition, sheet, wanted)
