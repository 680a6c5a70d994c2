"""The tasks that a matrix is made of, and how one of them is done, in whatever process.

What a task takes is imported when it is done: the process that exports need not know how to read.
"""

from __future__ import annotations

import datetime
import gc
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from exporters import Exported
from presswork.pipeline.output import is_about_output, unwritable
from presswork.problems import Problem, Problems, Severity, in_order
from presswork.rules import wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from exporters import Format
    from exporters.imposition import Imposition
    from exporters.personal.on_sheets import Sheets
    from presswork.document import Document
    from presswork.looks import Look
    from presswork.papers import Paper
    from presswork.pipeline.orders import Variant
    from presswork.recipients import Group, Recipients
    from presswork.resources import Resources
    from presswork.settings import Assignment


@dataclass(frozen=True, slots=True)
class Reading:
    """Read a document, number it, look up its citation keys, and review it where that is asked."""

    path: Path
    draft: bool
    resources: Resources
    reviewed: bool = False

    def __str__(self) -> str:
        """Return what the progress bar says."""
        from presswork import readers  # noqa: PLC0415 - as the module says

        return f"reading {readers.name_of(self.path)}"


@dataclass(frozen=True, slots=True)
class Citing:
    """Cite a document in a style, which file names call `style_name`."""

    document: Document
    style: Path
    style_name: str
    language: str | None

    def __str__(self) -> str:
        """Return what the progress bar says."""
        return f"citing {self.document.name} as {self.style_name}"


@dataclass(frozen=True, slots=True)
class Exporting:
    """Write a file `aside`; the parent process moves it to `destination`.

    The paper is the one asked for, or else the look's own, or else the usual one of a place.
    """

    document: Document
    form: Format
    look: str
    paper: Paper | None
    usual_paper: Paper
    language: str
    resources: Resources
    settings: tuple[Assignment, ...]
    aside: Path
    destination: Path
    variant: Variant

    def __str__(self) -> str:
        """Return what the progress bar says."""
        return self.destination.name


@dataclass(frozen=True, slots=True)
class Imposing:
    """Put the pages of a PDF on sheets, in a file `aside` that becomes `destination`.

    Args:
        source: the PDF; it is left as it is.
        look: whose settings say what sheets are like.
        settings: what is given to them.
        paper: of the sheets; None for what suits the pages.
    """

    source: Path
    imposition: Imposition
    look: str
    settings: tuple[Assignment, ...]
    paper: Paper | None
    aside: Path
    destination: Path
    variant: Variant

    def __str__(self) -> str:
        """Return what the progress bar says."""
        return self.destination.name


@dataclass(frozen=True, slots=True)
class Personalising:
    """Make a copy of a document for each recipient, in a folder `aside`.

    Args:
        recipients: the list.
        editions: what each group of them gets; its own files are not written.
        is_run: whether all copies become one file, or else a folder of files.
        imposition: how their pages are put on sheets; None where they are not.
        sheet: the paper of these; None for what suits the pages.
        aside: a folder for all that is written; what `made` names becomes `destination`.
    """

    recipients: Recipients
    editions: tuple[tuple[tuple[Group, ...], Exporting], ...]
    is_run: bool
    imposition: Imposition | None
    sheet: Paper | None
    aside: Path
    destination: Path
    variant: Variant

    def __str__(self) -> str:
        """Return what the progress bar says."""
        from exporters.personal.progress import said_in  # noqa: PLC0415 - as the module says

        how_far = said_in(self.aside)
        copies = f"{self.recipients.count:,} copies: {self.destination.name}"
        return f"{copies} ({how_far})" if how_far else copies

    @property
    def made(self) -> Path:
        """Return the file or folder that is moved into place."""
        return self.aside / "copies"


Task: TypeAlias = Reading | Citing | Exporting | Imposing | Personalising

Writing: TypeAlias = Exporting | Imposing | Personalising
"""The tasks that write files."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a task ended.

    Args:
        value: what it gave; None where it failed.
        problems: what it found wrong; errors may stand beside a value.
        seconds: what it took.
        crash: the traceback of our own mistake.
    """

    value: Document | Exported | None
    problems: tuple[Problem, ...]
    seconds: float
    crash: str | None = None


def attempt(task: Task) -> Result:
    """Do a task, in whatever process; nothing is raised across processes."""
    began = time.perf_counter()
    value: Document | Exported | None = None
    problems: tuple[Problem, ...] = ()
    crash = None
    try:
        match task:
            case Reading():
                value, problems = _read(task)
            case Citing():
                value = _cite(task)
                problems = wanted(value.warnings, task.document.metadata.silenced)
            case Exporting():
                value = _export(task)
                problems = wanted(value.warnings, task.document.metadata.silenced)
            case Imposing():
                value = _impose(task)
                problems = value.warnings
            case Personalising():
                value = _personalise(task)
                silenced = task.editions[0][1].document.metadata.silenced
                problems = wanted(value.warnings, silenced)
    except Problems as found:
        problems = found.problems
    except OSError as error:
        if isinstance(task, Reading | Citing) or not is_about_output(error, task.aside):
            crash = traceback.format_exc()
        else:
            problems = (unwritable(task.destination, error),)
    except Exception:  # noqa: BLE001 - told as our own mistake, and the other tasks go on
        crash = traceback.format_exc()
    return Result(value, problems, time.perf_counter() - began, crash)


def prepare(form: Format) -> None:
    """Import what exporting in a format takes, while the documents are read in another process.

    What fails here will fail there, and be told.
    """
    from presswork import looks  # noqa: PLC0415 - as the module says

    with suppress(Problems, ImportError):
        form.load()
        if form.needs_pango:
            from exporters import pdf  # noqa: PLC0415 - as the module says

            pdf.warm_up(form.look)
        else:
            looks.load(form.look)
    gc.freeze()  # what is loaded now stays, and needs no search for garbage


def prepare_citing() -> None:
    """Import what citing takes."""
    from presswork import typesetting  # noqa: F401, PLC0415 - as the module says
    from presswork.citations import citing  # noqa: F401, PLC0415 - as above


def prepare_pictures() -> None:
    """Import what examines and encodes pictures."""
    from PIL import Image  # noqa: PLC0415 - as the module says

    from exporters.pictures import sizing  # noqa: F401, PLC0415 - as above

    Image.preinit()


def prepare_formulas(form: Format, sources: Iterable[Path]) -> None:
    """Import what draws formulas, if they are drawn in a format and a document may have some."""
    if form.needs_pango and any(map(_may_have_formulas, sources)):
        from exporters import drawn_formulas  # noqa: PLC0415 - few documents need it

        with suppress(Problems, ImportError):
            drawn_formulas.warm_up()


def employ_painters(form: Format, workers: int) -> None:
    """Let as many processes paint what this one exports."""
    if form.needs_pango:
        from exporters import painters  # noqa: PLC0415 - as above

        painters.employ(workers)


def _may_have_formulas(source: Path) -> bool:
    """Tell whether there is a dollar sign in a text; a guess is enough."""
    try:
        return b"$" in source.read_bytes()
    except OSError:
        return False


def _read(task: Reading) -> tuple[Document, tuple[Problem, ...]]:
    from presswork import numbering, readers  # noqa: PLC0415 - as the module says

    read = readers.read_draft if task.draft else readers.read
    try:
        document = read(task.path, task.resources)
    except readers.FlawedDocument as flawed:
        found = (*flawed.problems, *_unknown_keys(flawed.document, task))
        raise Problems(in_order(found, task.path)) from None
    unknown = _unknown_keys(document, task)
    try:
        document = numbering.number(document)
    except Problems as problems:
        found = (*document.warnings, *problems.problems, *unknown)
        raise Problems(in_order(found, task.path)) from None
    found = document.warnings + unknown
    if task.reviewed:
        from presswork.review import review  # noqa: PLC0415 - as the module says

        found += review(document, datetime.datetime.now(datetime.UTC).date())
        found += _lacking_of_original(document, task)
    return document, wanted(found, document.metadata.silenced)


def _lacking_of_original(document: Document, task: Reading) -> tuple[Problem, ...]:
    """Return what a document lacks of the one that it is a translation of, if it is any."""
    from presswork import readers, translations  # noqa: PLC0415 - as the module says
    from presswork.review.translating import compare  # noqa: PLC0415 - as above

    path = translations.original_of(task.path)
    if path is None:
        return ()
    try:
        return compare(document, readers.read(path, task.resources))
    except Problems:  # told where the original itself is read
        return ()


def _unknown_keys(document: Document, task: Reading) -> tuple[Problem, ...]:
    from presswork.citations.keys import check_keys  # noqa: PLC0415 - as the module says

    unknown = check_keys(document)
    if not task.draft:
        return unknown
    return tuple(replace(problem, severity=Severity.WARNING) for problem in unknown)


def _cite(task: Citing) -> Document:
    from presswork import typesetting  # noqa: PLC0415 - as the module says
    from presswork.citations import citing  # noqa: PLC0415 - as above

    return typesetting.settled(citing.cite(task.document, task.style, task.language))


def _export(task: Exporting) -> Exported:
    look, allowed = _look_of(task)
    return task.form.load()(task.document, look, task.aside, allowed)


def _look_of(task: Exporting) -> tuple[Look, Resources]:
    """Return the look that something is exported in, and what its templates may read."""
    from presswork import looks  # noqa: PLC0415 - as the module says

    load = partial(looks.load, paper=task.paper, language=task.language, usual=task.usual_paper)
    within = task.document.metadata.language
    look = load(task.look, assignments=task.settings, within=within)
    folders = look.folders
    if task.form.template and look.file(task.form.template) is None:
        taken = looks.taken_over(task.look, task.form.look)
        look = load(task.form.look, assignments=(*taken, *task.settings), within=within)
        folders += look.folders
    return look, replace(task.resources, roots=task.resources.roots + folders)


def _impose(task: Imposing) -> Exported:
    from exporters.imposition import as_set, impose  # noqa: PLC0415 - as the module says
    from presswork import looks  # noqa: PLC0415 - as above

    settings = looks.load(task.look, assignments=task.settings).settings
    imposition, marks = as_set(task.imposition, settings)
    made = impose(task.source, imposition, task.aside, task.paper, marks)
    return Exported(made.sides, made.warnings, made.hint)


def _personalise(task: Personalising) -> Exported:
    from exporters.personal.mailing import Edition, send_files, send_run  # noqa: PLC0415 - as above

    editions: dict[Group, Edition] = {}
    for groups, exporting in task.editions:
        look, allowed = _look_of(exporting)
        edition = Edition(
            exporting.form.load(),
            exporting.document,
            look,
            allowed,
            exporting.destination.stem,
            _sheets_of(task, exporting, look),
        )
        editions |= dict.fromkeys(groups, edition)
    task.aside.mkdir()
    send = send_run if task.is_run else send_files
    return send(task.recipients, editions, task.made, task.aside)


def _sheets_of(task: Personalising, exporting: Exporting, look: Look) -> Sheets | None:
    """Return how the pages of an edition are put on sheets, if they are."""
    if task.imposition is None:
        return None
    from exporters.imposition import as_set  # noqa: PLC0415 - as above
    from exporters.personal.on_sheets import Sheets  # noqa: PLC0415 - as above

    imposition, marks = as_set(task.imposition, look.settings)
    return Sheets(imposition, marks, task.sheet, exporting.document.path)
