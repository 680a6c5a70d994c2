"""Processes that do tasks side by side, or this one alone, task by task."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from presswork.companion import Crew, companion, dismiss
from presswork.forks import FORKS
from presswork.pipeline.tasks import (
    employ_painters,
    prepare,
    prepare_citing,
    prepare_formulas,
    prepare_pictures,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from exporters import Format

T = TypeVar("T")


class _InTurn(Executor):
    """Does each task when it is handed in, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True)
class Workers:
    """What does the tasks, as long as it is entered.

    Args:
        reading: reads the documents.
        citing: cites them.
        exporting: writes the files.
    """

    reading: Executor
    citing: Executor
    exporting: Executor

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for what is being done; nothing else is begun."""
        for executor in dict.fromkeys((self.reading, self.citing, self.exporting)):
            executor.shutdown(cancel_futures=True)


def workers_for(
    workers: int, files: int, forms: Sequence[Format], sources: Sequence[Path]
) -> Workers:
    """Return what does the tasks: processes, unless only one is wanted.

    For one file it is this process and its companion, which loads the exporter while the document
    is read here, and what cites it too where that exporter is loaded soon; for several of a format,
    this process and forks of that companion. Some sandboxes have no shared memory, and so no
    processes for us.

    Args:
        workers: how many processes work side by side.
        files: how many are to be made; 1 where there is one to read and none to be made.
        forms: the formats of the files.
        sources: the documents.
    """
    here = _InTurn()
    beside = workers > 1 and FORKS and _loads_beside(files, forms)
    if not beside:
        dismiss()
    if workers == 1 or (files == 1 and not beside):
        return Workers(here, here, here)
    try:
        if beside:
            exporting = _exporting(workers, files, forms[0], sources)
            cites = files == 1 and not forms[0].needs_pango
            return Workers(here, exporting if cites else here, exporting)
        context = multiprocessing.get_context("fork" if FORKS else "spawn")
        pool = ProcessPoolExecutor(min(workers, files), context, _prepare_worker)
    except (OSError, NotImplementedError):
        return Workers(here, here, here)
    return Workers(pool, pool, pool)


def _loads_beside(files: int, forms: Sequence[Format]) -> bool:
    """Tell whether one process can load what all exporting takes.

    Where there are several files it forks then, which the threads of Pango would not outlive.
    """
    return len(forms) == 1 and not (files > 1 and forms[0].needs_pango)


def _exporting(workers: int, files: int, form: Format, sources: Sequence[Path]) -> Executor:
    beside = companion()
    beside.submit(prepare, form)
    if files > 1:
        beside.submit(prepare_pictures)
        return Crew(beside, min(workers, files))
    if form.needs_pango:
        beside.submit(employ_painters, form, workers)
        beside.submit(prepare_formulas, form, tuple(sources))
    else:
        beside.submit(prepare_citing)
    return beside


def _prepare_worker() -> None:
    """Leave it to the parent process to answer Ctrl-C, and let it end this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
