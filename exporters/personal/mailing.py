"""Personal copies of a document for everybody in a list: a file each, or one print run."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporters import Exported
from presswork.recipients import CopyList, FileNames

from .copies import Copies
from .dividers import export_divider
from .on_sheets import Put, hint_of_run, keep_sheets_alone, put_dividers_on_sheets, put_on_sheets
from .progress import NOTE, Progress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporters import Exporter
    from presswork.document import Document
    from presswork.looks import Look
    from presswork.recipients import Group, Recipients
    from presswork.resources import Resources

    from .fields import Fields
    from .on_sheets import Sheets

PDF: Final = ".pdf"
"""How the names of files end."""

LIST: Final = "copies.csv"
"""The name of the file that says whose is which."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a group of recipients gets.

    Args:
        export: writes it.
        document: cited in their style.
        look: in their language.
        resources: what its templates may read.
        stem: how the names of files begin.
        sheets: how their pages are put on sheets; None where they are not.
    """

    export: Exporter
    document: Document
    look: Look
    resources: Resources
    stem: str
    sheets: Sheets | None = None


def send_files(
    recipients: Recipients, editions: Mapping[Group, Edition], made: Path, folder: Path
) -> Exported:
    """Make a file for each recipient, one with its sheets where these are asked, and a list.

    Args:
        recipients: the list.
        editions: what each group gets.
        made: the folder of the files.
        folder: where to put what is needed meanwhile.

    Raises:
        Problems: they cannot be made.
        OSError: they cannot be written.
    """
    made.mkdir()
    names, pages, put = FileNames(), 0, Put()
    sheets_of = _sheets_of(editions)
    endings = [PDF, *{sheets.ending for sheets in sheets_of.values()}]
    with (
        closing(_copies(recipients, editions, folder)) as copies,
        (made / LIST).open("w", encoding="utf-8-sig", newline="") as list_file,
    ):
        copies.lay_out()
        if sheets_of:
            put = put_on_sheets(copies, sheets_of)
        listed = CopyList.begin(list_file, ("sheets",) if sheets_of else ())
        for recipient, batch, files in copies.files():
            name = names.next(editions[recipient.group].stem, recipient.name, "")
            own = [f"{name}{ending}" for ending in endings]
            for file_name, parts in zip(own, files, strict=True):
                with (made / file_name).open("wb") as file:
                    file.writelines(parts)
            listed.add(recipient.number, recipient.name, own[0], batch.pages, *own[1:])
            pages += batch.pages
    return Exported(pages, (*recipients.warnings, *copies.warnings, *put.warnings), put.hint)


def send_run(
    recipients: Recipients, editions: Mapping[Group, Edition], made: Path, folder: Path
) -> Exported:
    """Make one file with the copies of all, or with their sheets, in the order of the list.

    Args:
        recipients: the list.
        editions: what each group gets.
        made: the file.
        folder: where to put what is needed meanwhile.

    Raises:
        Problems: it cannot be made.
        OSError: it cannot be written.
    """
    from .runs import write_run  # noqa: PLC0415 - few orders ask for it

    settings = next(iter(editions.values())).look.settings
    sheets_of, put = _sheets_of(editions), Put()
    are_folded = any(sheets.are_folded for sheets in sheets_of.values())
    both_sides = are_folded or settings["run-sides"] == "two"
    before_each = {
        group: replace(edition, export=export_divider) for group, edition in editions.items()
    }
    with (
        closing(_copies(recipients, editions, folder)) as copies,
        closing(_pages(recipients, before_each, folder / "dividers", Progress())) as dividers,
    ):
        copies.lay_out()
        if sheets_of:
            put = put_on_sheets(copies, sheets_of)
            keep_sheets_alone(copies)
        has_dividers = settings["dividers"] == "yes"
        if has_dividers:
            dividers.lay_out()
            if sheets_of:
                put_dividers_on_sheets(dividers, put.sizes, sheets_of)
                keep_sheets_alone(dividers)
        before = dividers if has_dividers else None
        pages = write_run(copies, before, made, both_sides=both_sides)
    warnings = (*recipients.warnings, *copies.warnings, *dividers.warnings, *put.warnings)
    return Exported(pages, warnings, hint_of_run(put, sheets_of, both_sides=both_sides))


def _sheets_of(editions: Mapping[Group, Edition]) -> dict[Group, Sheets]:
    """Return what sheets each group gets; nothing where none do."""
    return {group: edition.sheets for group, edition in editions.items() if edition.sheets}


def _copies(recipients: Recipients, editions: Mapping[Group, Edition], folder: Path) -> Copies:
    progress = Progress(folder / NOTE, recipients.count)
    return _pages(recipients, editions, folder / "pages", progress)


def _pages(
    recipients: Recipients, editions: Mapping[Group, Edition], folder: Path, progress: Progress
) -> Copies:
    """Return copies whose pages are put into a folder of their own."""

    def export(group: Group, fields: Fields, path: Path) -> Exported:
        edition = editions[group]
        look = replace(edition.look, recipient=fields)
        return edition.export(edition.document, look, path, edition.resources)

    folder.mkdir()
    return Copies(recipients, export, folder, progress=progress)
