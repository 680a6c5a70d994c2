"""Read, number, cite, export: the matrix of documents, styles and formats, and what comes of it.

A document is read and numbered once, cited once a style and exported once a format. Each of these
is a task; tasks run side by side in processes, and each that ends makes the next ones possible.
Nothing is printed here.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import secrets
import signal
import sys
import time
import traceback
from collections import deque
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from exporters import Exported, Format
from presswork import citations, looks, numbering, readers, styles
from presswork.document import Document
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity, did_you_mean
from presswork.resources import RefusedError, Resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from presswork.styles import Style

DEFAULT_STYLE: Final = "american-medical-association"
"""The citation style where neither the command nor the document names one."""

TICK: Final = 0.1
"""Seconds between two looks at what is being made."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Args:
        documents: their main source files, each once.
        formats: none to read, number and cite only, and write nothing.
        output: the folder of the files.
        styles: as the user named them; empty for each document's own.
        language: a BCP 47 tag; None for each document's own.
        paper: a name in `looks.PAPERS`; None for the look's own.
        look: the name or folder of a look; None for the document's or the format's own.
        draft: whether unknown citation keys are warnings.
        strict: whether warnings are errors.
        allow_network: whether addresses on the network may be fetched.
        workers: how many processes work side by side.
    """

    documents: tuple[Path, ...]
    formats: tuple[Format, ...]
    output: Path
    styles: tuple[str, ...] = ()
    language: str | None = None
    paper: str | None = None
    look: str | None = None
    draft: bool = False
    strict: bool = False
    allow_network: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made.

    Args:
        path: the file.
        pages: None for a format without pages.
        size: in bytes.
        seconds: what exporting it took.
    """

    path: Path
    pages: int | None
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Crash:
    """A task that ended in a way that is our mistake, not the user's.

    Args:
        task: what was being done.
        details: the traceback.
    """

    task: str
    details: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order; files and problems in an order that does not depend on chance."""

    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
    crashes: tuple[Crash, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that are errors."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


if TYPE_CHECKING:
    Watch: TypeAlias = Callable[[int, int, tuple[str, ...]], None]
"""Is told how many files are made, of how many, and what is being done."""


def carry_out(order: Order, watch: Watch = lambda _done, _total, _doing: None) -> Outcome:
    """Make what is ordered.

    Args:
        order: what to make.
        watch: is called whenever something begins or ends, and ten times a second.
    """
    try:
        with _Folder(order.output) if order.formats else nullcontext():
            return _Press(order, watch).run()
    except Problems as unwritable:
        checked = _Press(replace(order, formats=()), watch).run()
        return replace(checked, problems=in_order(unwritable.problems + checked.problems))


@dataclass(frozen=True, slots=True)
class _Reading:
    path: Path
    draft: bool
    resources: Resources

    def __str__(self) -> str:
        return f"reading {readers.name_of(self.path)}"


@dataclass(frozen=True, slots=True)
class _Citing:
    document: Document
    style: Path
    style_name: str
    language: str | None

    def __str__(self) -> str:
        return f"citing {self.document.name} as {self.style_name}"


@dataclass(frozen=True, slots=True)
class _Exporting:
    """The exporter writes `aside`; the parent process moves it to `destination`."""

    document: Document
    form: Format
    look: str
    paper: str | None
    language: str
    resources: Resources
    aside: Path
    destination: Path

    def __str__(self) -> str:
        return self.destination.name


_Task: TypeAlias = _Reading | _Citing | _Exporting
_Place: TypeAlias = tuple[int, ...]
"""Where a task stands in the matrix: document, style, format."""


@dataclass(frozen=True, slots=True)
class _Result:
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


def _attempt(task: _Task) -> _Result:
    """Do a task, in whatever process; nothing is raised across processes."""
    began = time.perf_counter()
    value: Document | Exported | None = None
    problems: tuple[Problem, ...] = ()
    crash = None
    try:
        match task:
            case _Reading():
                value, problems = _read(task)
            case _Citing(document, style, _, language):
                value = citations.cite(document, style, language)
                problems = value.warnings
            case _Exporting():
                value = _export(task)
                problems = value.warnings
    except Problems as found:
        problems = found.problems
    except OSError as error:
        if not isinstance(task, _Exporting) or not _is_about_output(error, task.aside):
            crash = traceback.format_exc()
        else:
            problems = (_unwritable(task.destination, error),)
    except Exception:  # noqa: BLE001 - told as our own mistake, and the other tasks go on
        crash = traceback.format_exc()
    return _Result(value, problems, time.perf_counter() - began, crash)


def _read(task: _Reading) -> tuple[Document, tuple[Problem, ...]]:
    document = numbering.number(readers.read(task.path, task.resources))
    unknown = citations.check_keys(document)
    if task.draft:
        unknown = tuple(replace(problem, severity=Severity.WARNING) for problem in unknown)
    return document, document.warnings + unknown


def _export(task: _Exporting) -> Exported:
    paper = looks.PAPERS[task.paper] if task.paper else looks.A4
    look = looks.load(task.look, paper, task.language)
    allowed = replace(task.resources, roots=task.resources.roots + tuple(look.folders))
    return task.form.load()(task.document, look, task.aside, allowed)


class _Press:
    """One run of the matrix: what is still to do, and what has come of it."""

    def __init__(self, order: Order, watch: Watch) -> None:
        self._order = order
        self._watch = watch
        self._problems: list[Problem] = []
        self._crashes: dict[_Place, Crash] = {}
        self._made: dict[_Place, Made] = {}
        self._read: dict[_Place, Document] = {}
        self._failed: set[_Place] = set()
        self._finished: dict[_Place, tuple[_Exporting, _Result]] = {}
        self._asides: list[Path] = []
        self._waiting: deque[tuple[_Place, _Task]] = deque()
        self._done = 0
        self._total = len(order.documents) * max(1, len(order.styles)) * max(1, len(order.formats))

    def run(self) -> Outcome:
        try:
            with _executor(self._order.workers, self._total) as executor:
                self._find_styles(self._order.styles, None)  # told even if nothing can be read
                self._plan_reading()
                self._work(executor)
                self._plan_citing()
                self._work(executor)
            return self._settle()
        except BrokenExecutor:
            return Outcome(_by_place(self._made), in_order(self._problems), ())
        finally:
            for aside in self._asides:
                with suppress(OSError):
                    aside.unlink()

    def _work(self, executor: Executor) -> None:
        running: dict[Future[_Result], tuple[_Place, _Task]] = {}
        try:
            while self._waiting or running:
                while self._waiting and len(running) < self._order.workers:
                    place, task = self._waiting.popleft()
                    self._tell([*(doing for _, doing in running.values()), task])
                    running[executor.submit(_attempt, task)] = (place, task)
                ended, _ = wait(running, timeout=TICK, return_when=FIRST_COMPLETED)
                for future in ended:
                    self._take(*running[future], future.result())
                    del running[future]
                self._tell([task for _, task in running.values()])
        except BrokenExecutor:
            self._problems.append(_worker_died([task for _, task in running.values()]))
            raise
        except BaseException:
            for child in multiprocessing.active_children():
                child.terminate()
            raise

    def _tell(self, tasks: Iterable[_Task]) -> None:
        self._watch(self._done, self._total, tuple(str(task) for task in tasks))

    def _take(self, place: _Place, task: _Task, result: _Result) -> None:
        """Note the result of a task, and put what it makes possible into the queue."""
        self._problems.extend(result.problems)
        if result.crash is not None:
            self._crashes[place] = Crash(str(task), result.crash)
        match task, result.value:
            case _Reading(), Document() as document:
                self._read[place] = document
                if any(problem.severity is Severity.ERROR for problem in result.problems):
                    self._failed.add(place)
            case _Citing(style_name=name), Document() as document:
                if place[:1] not in self._failed:
                    self._plan_exports(place, document, name)
            case _Exporting(), Exported():
                self._done += 1
                self._finished[place] = (task, result)
                if not self._order.strict:
                    self._put_in_place(place)
            case _:
                pass

    def _plan_reading(self) -> None:
        for index, path in enumerate(self._order.documents):
            resources = Resources((path.resolve().parent,), self._order.allow_network)
            self._waiting.append(((index,), _Reading(path, self._order.draft, resources)))

    def _plan_citing(self) -> None:
        """Put the citing of all documents into the queue, once all of them are read.

        Only then is it known whether two of them would be written to one file.
        """
        places_by_name: dict[str, _Place] = {}
        for place, document in sorted(self._read.items()):
            first = places_by_name.setdefault(document.name, place)
            if first != place and self._order.formats:
                self._failed.add(place)
                self._problems.append(_same_name(document, self._read[first]))
            chosen = self._styles_of(document)
            for index, (name, style) in enumerate(_distinct_names(chosen).items()):
                locale = style.default_locale if style.parent else None
                citing = _Citing(document, style.path, name, self._order.language or locale)
                self._waiting.append(((*place, index), citing))
        self._total = len(self._waiting) * max(1, len(self._order.formats))

    def _styles_of(self, document: Document) -> tuple[Style, ...]:
        """Return the styles to cite a document in; one that is unknown leaves the others."""
        if self._order.styles:
            return self._find_styles(self._order.styles, None)
        own = document.metadata.style or DEFAULT_STYLE
        where = Location(document.path)
        folder = document.path.resolve().parent
        if own.endswith(".csl") and ("/" in own or (folder / own).is_file()):
            try:
                own = str(Resources((folder,)).locate(own, folder))
            except RefusedError as refused:
                kind = ProblemKind.STYLE
                self._problems.append(Problem(refused.what, where, refused.hint, kind=kind))
                return ()
        return self._find_styles((own,), where)

    def _find_styles(self, names: tuple[str, ...], where: Location | None) -> tuple[Style, ...]:
        found: list[Style] = []
        for name in names:
            try:
                found.append(styles.find(name))
            except Problems as unknown:
                self._problems.extend(
                    problem if problem.location else replace(problem, location=where)
                    for problem in unknown.problems
                )
        return tuple(dict.fromkeys(found))

    def _plan_exports(self, place: _Place, document: Document, style_name: str) -> None:
        resources = Resources((document.path.resolve().parent,), self._order.allow_network)
        own_look = self._own_look(document)
        if own_look is None:
            return
        for index, form in enumerate(self._order.formats):
            destination = self._order.output / file_name(document.name, style_name, form)
            token = secrets.token_hex(4)
            aside = destination.with_name(f".{destination.stem}.{token}.part{form.suffix}")
            self._asides.append(aside)
            exporting = _Exporting(
                document=document,
                form=form,
                look=self._order.look or own_look or form.look,
                paper=self._order.paper,
                language=self._order.language or document.metadata.language,
                resources=resources,
                aside=aside,
                destination=destination,
            )
            self._waiting.append(((*place, index), exporting))

    def _own_look(self, document: Document) -> str | None:
        """Return the look that a document asks for: ours, or a folder within its own.

        Empty where it asks for none, or is not asked; None where there is no such look.
        """
        name = document.metadata.look
        if not name or self._order.look or name in looks.names():
            return name or ""
        own = document.path.resolve().parent
        folder = (own / name).resolve()
        if folder.is_relative_to(own) and folder.is_dir():
            return str(folder)
        hint = did_you_mean(name, looks.names()) or (
            f"name one of {', '.join(looks.names())}, or a folder within the document's"
        )
        unknown = f"unknown look '{name}'"
        where = Location(document.path)
        self._problems.append(Problem(unknown, where, hint, kind=ProblemKind.TEMPLATE))
        return None

    def _put_in_place(self, place: _Place) -> None:
        task, result = self._finished[place]
        try:
            size = task.aside.stat().st_size
            task.aside.replace(task.destination)
        except OSError as error:
            self._problems.append(_unwritable(task.destination, error))
            return
        pages = result.value.pages if isinstance(result.value, Exported) else None
        self._made[place] = Made(task.destination, pages, size, result.seconds)

    def _settle(self) -> Outcome:
        if self._order.strict:
            self._problems = [replace(p, severity=Severity.ERROR) for p in self._problems]
            if not self._problems and not self._crashes:
                for place in sorted(self._finished):
                    self._put_in_place(place)
        return Outcome(_by_place(self._made), in_order(self._problems), _by_place(self._crashes))


def _distinct_names(chosen: tuple[Style, ...]) -> dict[str, Style]:
    """Return the styles by what file names call them: two of one short name by their ids."""
    short_names = [style.short_name for style in chosen]
    return {
        style.short_name if short_names.count(style.short_name) == 1 else style.id: style
        for style in chosen
    }


def _by_place(found: dict[_Place, T]) -> tuple[T, ...]:
    return tuple(found[place] for place in sorted(found))


def file_name(document: str, style: str, form: Format) -> str:
    """Return the name of an output file, for example `stem-cells.handout.ama.pdf`."""
    parts = [document, form.name, style] if form.marked else [document, style]
    return ".".join(parts) + form.suffix


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once: by file and line, those without a file last."""

    def place(problem: Problem) -> tuple[bool, str, int, str]:
        if problem.location is None:
            return True, "", 0, problem.what
        return False, str(problem.location.path), problem.location.line or 0, problem.what

    return tuple(sorted(dict.fromkeys(problems), key=place))


@dataclass(slots=True)
class _Folder:
    """The output folder, while an order is carried out; if nothing came of it, it goes again."""

    path: Path
    made: list[Path] = field(default_factory=list)

    def __enter__(self) -> None:
        missing = [folder for folder in (self.path, *self.path.parents) if not folder.exists()]
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Problems([_unwritable(self.path, error)]) from error
        self.made = missing
        if not os.access(self.path, os.W_OK | os.X_OK):
            denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            raise Problems([_unwritable(self.path, denied)])

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            for folder in self.made:
                folder.rmdir()


def _is_about_output(error: OSError, aside: Path) -> bool:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
    return full or error.filename in (str(aside), aside)


def _unwritable(path: Path, error: OSError) -> Problem:
    match error:
        case PermissionError() if path.is_file():
            hint = "is it open in another program? close it there and build again"
        case PermissionError():
            hint = "choose a folder that you may write to with --output"
        case FileExistsError() | NotADirectoryError() | IsADirectoryError():
            hint = "move away what has that name, or choose another folder with --output"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            hint = "the disk is full: free some space, or choose another folder with --output"
        case _:
            hint = "choose another folder with --output"
    what = f"cannot be written: {(error.strerror or str(error)).lower()}"
    return Problem(what, Location(path), hint, kind=ProblemKind.OUTPUT)


def _same_name(document: Document, other: Document) -> Problem:
    return Problem(
        f"it would be written to the files of {other.path}, for both are named '{document.name}'",
        Location(document.path),
        "rename one of their folders, or build them into different folders with --output",
        kind=ProblemKind.OUTPUT,
    )


def _worker_died(tasks: Iterable[_Task]) -> Problem:
    return Problem(
        f"a process ended before its work was done: {', '.join(str(task) for task in tasks)}",
        hint="was memory short? try --jobs 1",
        kind=ProblemKind.SYSTEM,
    )


class _InTurn(Executor):
    """Does each task when it is handed in, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _executor(workers: int, files: int) -> Executor:
    """Return what does the tasks: processes where there is more than one file to make.

    Forking is quick and shares what is already imported; where it is not safe, processes start
    afresh. Some sandboxes have no shared memory, and so no processes for us.
    """
    if workers == 1 or files == 1:
        return _InTurn()
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    try:
        return ProcessPoolExecutor(min(workers, files), context, _prepare_worker)
    except (OSError, NotImplementedError):
        return _InTurn()


def _prepare_worker() -> None:
    """Leave it to the parent process to answer Ctrl-C, and let it end this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
