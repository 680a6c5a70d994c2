"""Personal copies of a document for everybody in a list: a file each, or one print run."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporters import Exported
from presswork.recipients import CopyList, FileNames

from .copies import Copies
from .dividers import export_divider
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
    """

    export: Exporter
    document: Document
    look: Look
    resources: Resources
    stem: str


def send_files(
    recipients: Recipients, editions: Mapping[Group, Edition], made: Path, folder: Path
) -> Exported:
    """Make a file for each recipient, and a list of them.

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
    names, pages = FileNames(), 0
    with (
        closing(_copies(recipients, editions, folder)) as copies,
        (made / LIST).open("w", encoding="utf-8-sig", newline="") as list_file,
    ):
        copies.lay_out()
        listed = CopyList.begin(list_file)
        for recipient, batch, parts in copies.files():
            name = names.next(editions[recipient.group].stem, recipient.name, ".pdf")
            with (made / name).open("wb") as file:
                file.writelines(parts)
            listed.add(recipient.number, recipient.name, name, batch.pages)
            pages += batch.pages
    return Exported(pages, (*recipients.warnings, *copies.warnings))


def send_run(
    recipients: Recipients, editions: Mapping[Group, Edition], made: Path, folder: Path
) -> Exported:
    """Make one file with the copies of all, in the order of the list.

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
    both_sides = settings["run-sides"] == "two"
    before_each = {
        group: replace(edition, export=export_divider) for group, edition in editions.items()
    }
    with (
        closing(_copies(recipients, editions, folder)) as copies,
        closing(_pages(recipients, before_each, folder / "dividers", Progress())) as dividers,
    ):
        copies.lay_out()
        has_dividers = settings["dividers"] == "yes"
        if has_dividers:
            dividers.lay_out()
        before = dividers if has_dividers else None
        pages = write_run(copies, before, made, both_sides=both_sides)
    return Exported(pages, (*recipients.warnings, *copies.warnings, *dividers.warnings))


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
