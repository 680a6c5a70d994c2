"""The matrix of documents, styles and formats: which task makes which others possible."""

from __future__ import annotations

import multiprocessing
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from exporters import Exported
from presswork import styles, translations
from presswork.document import Document
from presswork.pipeline.editions import as_edition, editions_of, sources_of
from presswork.pipeline.mailings import Desk, desk
from presswork.pipeline.orders import (
    Crash,
    Made,
    Order,
    Outcome,
    in_order,
)
from presswork.pipeline.output import discard, put_in_place, unwritable
from presswork.pipeline.planning import exports, files_of_one, imposing, resources_of
from presswork.pipeline.tasks import (
    Citing,
    Exporting,
    Imposing,
    Personalising,
    Reading,
    Result,
    Task,
    attempt,
)
from presswork.pipeline.workers import workers_for
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity
from presswork.resources import RefusedError, Resources
from presswork.rules import wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Executor
    from pathlib import Path

    from presswork.pipeline.editions import Edition
    from presswork.pipeline.orders import Watch
    from presswork.pipeline.tasks import Writing
    from presswork.pipeline.workers import Workers
    from presswork.styles import Style

TICK: Final = 0.1
"""Seconds between two looks at what is being made."""

T = TypeVar("T")

_Place: TypeAlias = tuple[int, ...]
"""Where a task stands in the matrix.

Reading: document, source. Citing: document, source, edition, style. Writing: document, place of
distribution, style, format, and 0 for the pages or 1 for the sheets they are put on.
"""


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
        self._editions: dict[_Place, tuple[Edition, ...]] = {}
        self._failed: set[_Place] = set()
        self._finished: dict[_Place, tuple[Writing, Result]] = {}
        self._asides: list[Path] = []
        self._waiting: deque[tuple[_Place, Task]] = deque()
        self._named: dict[str, set[int]] = {}
        self._desks: dict[int, Desk] = {}
        self._done = 0
        wanted = max(1, len(order.styles)) * max(1, len(order.regions))
        self._wanted: dict[_Place, int] = {
            (index,): wanted for index in range(len(order.documents))
        }

    def run(self) -> Outcome:
        """Do all tasks; whatever happens, no file that is half written is left."""
        try:
            order = self._order
            files, documents = self._total(), order.documents
            with workers_for(order.workers, files, order.formats, documents) as workers:
                self._find_styles(self._order.styles, None)  # told even if nothing can be read
                self._plan_reading()
                self._work(workers)
                self._plan_namesakes()
                self._work(workers)
            return self._settle()
        except BrokenExecutor:
            return Outcome(_by_place(self._made), in_order(self._problems), ())
        finally:
            for aside in self._asides:
                discard(aside)

    def _total(self) -> int:
        """Return how many files there will be, as far as that is known."""
        if self._order.mailing:
            return len(self._order.documents) * files_of_one(self._order)
        return sum(self._wanted.values()) * files_of_one(self._order)

    def _work(self, workers: Workers) -> None:
        running: dict[Future[Result], tuple[_Place, Task]] = {}
        try:
            while self._waiting or running:
                while self._waiting and len(running) < self._order.workers:
                    place, task = self._waiting.popleft()
                    self._tell([*(doing for _, doing in running.values()), task])
                    running[_who_does(task, workers).submit(attempt, task)] = (place, task)
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
        self._watch(self._done, self._total(), tuple(str(task) for task in tasks))

    def _take(self, place: _Place, task: Task, result: Result) -> None:
        """Note the result of a task, and put what it makes possible into the queue."""
        self._problems.extend(result.problems)
        if result.crash is not None:
            self._crashes[place] = Crash(str(task), result.crash)
        match task, result.value:
            case Reading(), Document() as read:
                document = as_edition(read, self._order.documents[place[0]])
                self._read[place] = document
                if any(problem.severity is Severity.ERROR for problem in result.problems):
                    self._failed.add(place)
                if self._is_unmistakable(place, document):
                    self._plan_citing(place, document)
            case Reading(), _:
                self._wanted[place] = 0
            case Citing(style_name=name), Document() as document:
                if place[:2] not in self._failed:
                    self._plan_exports(place, document, name)
            case Exporting() | Imposing() | Personalising(), Exported():
                self._take_file(place, task, result)
            case _:
                pass

    def _take_file(self, place: _Place, task: Writing, result: Result) -> None:
        """Note that a file is made, and have it imposed where that is asked."""
        self._done += 1
        self._finished[place] = (task, result)
        if not self._order.strict:
            self._put_in_place(place)
        if isinstance(task, Exporting) and (self._order.strict or place in self._made):
            sheets = imposing(task, self._order)
            if sheets is not None:
                self._asides.append(sheets.aside)
                self._waiting.append(((*place[:-1], 1), sheets))

    def _plan_reading(self) -> None:
        from presswork import readers  # noqa: PLC0415 - not needed for help

        order = self._order
        wanted, self._wanted = self._wanted, {}
        regions = order.mailing.places(order.regions) if order.mailing else order.regions
        find = translations.of if order.formats else _no_translation  # each is checked by itself
        for index, path in enumerate(order.documents):
            editions = editions_of(path, regions, order.language, find)
            for number, source in enumerate(sources_of(editions)):
                place = (index, number)
                self._editions[place] = tuple(one for one in editions if one.source == source)
                self._named.setdefault(readers.name_of(source), set()).add(index)
                self._wanted[place] = 0 if number else wanted[index,]
                reading = Reading(source, order.draft, resources_of(source, order), order.reviewed)
                self._waiting.append((place, reading))

    def _is_unmistakable(self, place: _Place, document: Document) -> bool:
        """Tell whether no other document can be called the same, before all of them are read."""
        return self._named.get(document.name) == {place[0]}

    def _plan_namesakes(self) -> None:
        """Put those into the queue that had to wait until all are read.

        Only then is it known whether two of them would be written to one file.
        """
        places_by_name: dict[str, _Place] = {}
        clear = {place for place, read in self._read.items() if self._is_unmistakable(place, read)}
        for place in sorted(self._read, key=lambda place: (place not in clear, place)):
            document = self._read[place]
            first = places_by_name.setdefault(document.name, place)
            if first[0] != place[0] and self._order.formats:
                self._failed.add(place)
                self._problems.append(_same_name(document, self._read[first]))
            if place not in clear:
                self._plan_citing(place, document)

    def _plan_citing(self, place: _Place, document: Document) -> None:
        """Put the citing of a document at the head of the queue.

        What is begun is finished first: files are written while other documents are read.
        """
        chosen = self._styles_for(place, document)
        citings: list[tuple[_Place, Task]] = []
        self._wanted[place] = 0
        for number, edition in enumerate(self._editions[place]):
            for index, (name, style) in enumerate(chosen.items()):
                if not self._is_needed(place, edition, name):
                    continue
                language = edition.language or style.own_language
                citing = Citing(document, style.path, name, language)
                citings.append(((*place, number, index), citing))
                self._wanted[place] += len(edition.places)
        self._hurry(citings)

    def _styles_for(self, place: _Place, document: Document) -> dict[str, Style]:
        """Return the styles to cite a document in by their names: also those of recipients."""
        usual = self._styles_of(document)
        mailing = self._order.mailing
        if mailing is None or not usual:
            return _distinct_names(usual)
        asked = _distinct_names(tuple(dict.fromkeys((*usual, *mailing.styles.values()))))
        names = {style.id: name for name, style in asked.items()}
        names[""] = names[usual[0].id]
        self._desks[place[0]] = desk(mailing, self._order, names)
        return asked

    def _is_needed(self, place: _Place, edition: Edition, style_name: str) -> bool:
        """Tell whether an edition is made in a style."""
        if place[0] not in self._desks:
            return True
        return self._desks[place[0]].needs(style_name, tuple(at.region for at in edition.places))

    def _hurry(self, tasks: Iterable[tuple[_Place, Task]]) -> None:
        self._waiting.extendleft(reversed(list(tasks)))

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
        """Put into the queue what is made of a document that was cited for an edition."""
        index, source, number, style = place
        edition = self._editions[index, source][number]
        writings: list[tuple[_Place, Task]] = []
        mailed = self._desks.get(index)
        try:
            for at, form, exporting in exports(document, edition, style_name, self._order):
                if mailed is not None:
                    if (personalising := mailed.take(form, exporting)) is not None:
                        self._asides.append(personalising.aside)
                        writings.append(((index, 0, 0, form, 0), personalising))
                    continue
                self._asides.append(exporting.aside)
                writings.append(((index, at.index, style, form, 0), exporting))
        except Problems as unknown:
            self._problems.extend(unknown.problems)
        self._hurry(writings)

    def _put_in_place(self, place: _Place) -> None:
        task, result = self._finished[place]
        copies = task.recipients.count if isinstance(task, Personalising) else 0
        try:
            made = task.made if isinstance(task, Personalising) else task.aside
            size = put_in_place(made, task.destination)
        except OSError as error:
            self._problems.append(unwritable(task.destination, error))
            return
        match result.value:
            case Exported(pages=pages, hint=hint):
                pass
            case _:
                pages, hint = None, ""
        self._made[place] = Made(
            task.destination, pages, size, result.seconds, task.variant, copies, hint
        )

    def _settle(self) -> Outcome:
        self._problems = list(wanted(self._problems, self._order.off, self._order.only))
        if self._order.strict:
            self._problems = [replace(p, severity=Severity.ERROR) for p in self._problems]
            if not self._problems and not self._crashes:
                for place in sorted(self._finished):
                    self._put_in_place(place)
        return Outcome(_by_place(self._made), in_order(self._problems), _by_place(self._crashes))


def _who_does(task: Task, workers: Workers) -> Executor:
    match task:
        case Reading():
            return workers.reading
        case Citing():
            return workers.citing
        case Exporting() | Imposing() | Personalising():
            return workers.exporting


def _no_translation(_document: Path, _language: str) -> None:
    return None


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
