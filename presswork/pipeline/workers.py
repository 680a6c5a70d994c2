"""Processes that do tasks side by side, or this one alone, task by task."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class _InTurn(Executor):
    """Does each task when it is handed in, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def workers_for(workers: int, files: int) -> Executor:
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
