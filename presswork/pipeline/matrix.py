"""The matrix of documents, styles and formats: which task makes which others possible."""

from __future__ import annotations

import multiprocessing
import secrets
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from exporters import HANDOUTS, Exported
from presswork import styles
from presswork.document import Document
from presswork.pipeline.orders import (
    Crash,
    Made,
    Order,
    Outcome,
    file_name,
    in_order,
)
from presswork.pipeline.output import unwritable
from presswork.pipeline.tasks import Citing, Exporting, Reading, Result, Task, attempt
from presswork.pipeline.workers import workers_for
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity, did_you_mean
from presswork.resources import RefusedError, Resources
from presswork.rules import wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from exporters import Format
    from presswork.pipeline.orders import Watch
    from presswork.pipeline.workers import Workers
    from presswork.settings import Assignment
    from presswork.styles import Style

TICK: Final = 0.1
"""Seconds between two looks at what is being made."""

T = TypeVar("T")

_Place: TypeAlias = tuple[int, ...]
"""Where a task stands in the matrix: document, style, format."""


class Matrix:
    """One run of the matrix: what is still to do, and what has come of it."""

    def __init__(self, order: Order, watch: Watch) -> None:
        """Begin with nothing done.

        Args:
            order: what to make.
            watch: is called whenever something begins or ends, and ten times a second.
        """
        self._order = order
        self._watch = watch
        self._problems: list[Problem] = []
        self._crashes: dict[_Place, Crash] = {}
        self._made: dict[_Place, Made] = {}
        self._read: dict[_Place, Document] = {}
        self._failed: set[_Place] = set()
        self._finished: dict[_Place, tuple[Exporting, Result]] = {}
        self._asides: list[Path] = []
        self._waiting: deque[tuple[_Place, Task]] = deque()
        self._done = 0
        self._total = len(order.documents) * max(1, len(order.styles)) * max(1, len(order.formats))

    def run(self) -> Outcome:
        """Do all tasks; whatever happens, no file that is half written is left."""
        try:
            order = self._order
            with workers_for(order.workers, self._total, order.formats, order.documents) as workers:
                self._find_styles(self._order.styles, None)  # told even if nothing can be read
                self._plan_reading()
                self._work(workers)
                self._plan_citing()
                self._work(workers)
            return self._settle()
        except BrokenExecutor:
            return Outcome(_by_place(self._made), in_order(self._problems), ())
        finally:
            for aside in self._asides:
                with suppress(OSError):
                    aside.unlink()

    def _work(self, workers: Workers) -> None:
        running: dict[Future[Result], tuple[_Place, Task]] = {}
        try:
            while self._waiting or running:
                while self._waiting and len(running) < self._order.workers:
                    place, task = self._waiting.popleft()
                    self._tell([*(doing for _, doing in running.values()), task])
                    exports = isinstance(task, Exporting)
                    executor = workers.exporting if exports else workers.preparing
                    running[executor.submit(attempt, task)] = (place, task)
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

    def _tell(self, tasks: Iterable[Task]) -> None:
        self._watch(self._done, self._total, tuple(str(task) for task in tasks))

    def _take(self, place: _Place, task: Task, result: Result) -> None:
        """Note the result of a task, and put what it makes possible into the queue."""
        self._problems.extend(result.problems)
        if result.crash is not None:
            self._crashes[place] = Crash(str(task), result.crash)
        match task, result.value:
            case Reading(), Document() as document:
                self._read[place] = document
                if any(problem.severity is Severity.ERROR for problem in result.problems):
                    self._failed.add(place)
            case Citing(style_name=name), Document() as document:
                if place[:1] not in self._failed:
                    self._plan_exports(place, document, name)
            case Exporting(), Exported():
                self._done += 1
                self._finished[place] = (task, result)
                if not self._order.strict:
                    self._put_in_place(place)
            case _:
                pass

    def _plan_reading(self) -> None:
        for index, path in enumerate(self._order.documents):
            reading = Reading(path, self._order.draft, self._resources(path), self._order.reviewed)
            self._waiting.append(((index,), reading))

    def _resources(self, document: Path) -> Resources:
        """Return what a document may read."""
        roots = (document.resolve().parent, *self._order.roots)
        return Resources(roots, self._order.allow_network)

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
                language = self._order.language or style.own_language
                citing = Citing(document, style.path, name, language)
                self._waiting.append(((*place, index), citing))
        self._total = len(self._waiting) * max(1, len(self._order.formats))

    def _styles_of(self, document: Document) -> tuple[Style, ...]:
        """Return the styles to cite a document in; one that is unknown leaves the others."""
        if self._order.styles:
            return self._find_styles(self._order.styles, None)
        own = document.metadata.style or styles.DEFAULT
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
        resources = self._resources(document.path)
        own_look = self._own_look(document)
        handout = self._handout_of(document)
        if own_look is None or handout is None:
            return
        for index, ordered in enumerate(self._order.formats):
            form = handout if ordered in HANDOUTS.values() else ordered
            destination = self._order.output / file_name(document.name, style_name, form)
            token = secrets.token_hex(4)
            aside = destination.with_name(f".{destination.stem}.{token}.part{form.suffix}")
            self._asides.append(aside)
            exporting = Exporting(
                document=document,
                form=form,
                look=self._order.look or own_look or form.look,
                paper=self._order.paper,
                language=self._order.language or document.metadata.language,
                resources=resources,
                settings=self._settings_of(document),
                aside=aside,
                destination=destination,
            )
            self._waiting.append(((*place, index), exporting))

    def _settings_of(self, document: Document) -> tuple[Assignment, ...]:
        """Return what is assigned to settings, the strongest last."""
        order = self._order
        return (*order.house.settings, *document.metadata.settings, *order.settings)

    def _own_look(self, document: Document) -> str | None:
        """Return the look that a document asks for: ours, or a folder within its own.

        Empty where it asks for none, or is not asked; None where there is no such look.
        """
        name = document.metadata.look
        if not name or self._order.look:
            return self._order.house.look
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
        unknown = f"unknown look '{name}'"
        where = Location(document.path)
        self._problems.append(Problem(unknown, where, hint, kind=ProblemKind.TEMPLATE))
        return None

    def _handout_of(self, document: Document) -> Format | None:
        """Return the handout in the preset that is asked for; None where there is none such."""
        own = document.handout.preset if document.handout else None
        name = self._order.preset or own or next(iter(HANDOUTS))
        if name in HANDOUTS:
            return HANDOUTS[name]
        hint = did_you_mean(name, HANDOUTS) or f"name one of {', '.join(HANDOUTS)}"
        unknown = f"unknown preset '{name}' of the handout"
        self._problems.append(Problem(unknown, Location(document.path), hint))
        return None

    def _put_in_place(self, place: _Place) -> None:
        task, result = self._finished[place]
        try:
            size = task.aside.stat().st_size
            task.aside.replace(task.destination)
        except OSError as error:
            self._problems.append(unwritable(task.destination, error))
            return
        pages = result.value.pages if isinstance(result.value, Exported) else None
        self._made[place] = Made(task.destination, pages, size, result.seconds)

    def _settle(self) -> Outcome:
        self._problems = list(wanted(self._problems, self._order.off, self._order.only))
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


def _same_name(document: Document, other: Document) -> Problem:
    return Problem(
        f"it would be written to the files of {other.path}, for both are named '{document.name}'",
        Location(document.path),
        "rename one of their folders, or build them into different folders with --output",
        kind=ProblemKind.OUTPUT,
    )


def _worker_died(tasks: Iterable[Task]) -> Problem:
    return Problem(
        f"a process ended before its work was done: {', '.join(str(task) for task in tasks)}",
        hint="was memory short? try --jobs 1",
        kind=ProblemKind.SYSTEM,
    )
