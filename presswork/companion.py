"""A process beside this one, which gets ready to export while this one reads and cites.

Loading WeasyPrint takes longer than reading and citing an article. So the process is begun before
anything else, by a guess at what the command will need; the one who makes the files takes it over.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, NoReturn, ParamSpec, TypeVar

from presswork.forks import FORKS, Fork, fork

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

P = ParamSpec("P")
T = TypeVar("T")


class Companion(Executor):
    """A fork of this process that does tasks one after another; it ends when this one does."""

    def __init__(self) -> None:
        """Fork.

        Raises:
            OSError: the system has no room for another process.
        """
        forked = fork()
        if not isinstance(forked, Fork):
            _serve(forked)
        self._fork = forked
        self._caller = ThreadPoolExecutor(1)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a task done after those that were handed in before.

        The future fails with `BrokenExecutor` where the process dies of it.
        """
        task: Callable[[], T] = partial(fn, *args, **kwargs)
        return self._caller.submit(self._have_done, task)

    def _have_done(self, task: Callable[[], T]) -> T:
        try:
            self._fork.connection.send(task)
            result: T = self._fork.connection.recv()
        except (EOFError, OSError) as error:
            raise BrokenExecutor(str(error)) from error
        return result

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Python's own
        """End it at once, whatever it is doing."""
        self._fork.end()
        self._caller.shutdown(wait, cancel_futures=cancel_futures)


def _serve(connection: Connection) -> NoReturn:
    """Do what is asked for until the other process ends.

    It is left to that one to answer Ctrl-C, and to end this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        while True:
            connection.send(connection.recv()())
    except EOFError:
        os._exit(0)
    finally:
        os._exit(1)


_ahead: Final[list[Companion]] = []
"""The process that was begun before it was known whether it is needed: one, or none."""


def begin(task: Callable[[], object]) -> None:
    """Begin a process ahead of time, which gets ready by doing a task."""
    if FORKS and not _ahead:
        with suppress(OSError):
            _ahead.append(Companion())
            _ahead[0].submit(task)


def companion() -> Companion:
    """Return the process that was begun ahead of time, or else another.

    Raises:
        OSError: the system has no room for another process.
    """
    return _ahead.pop() if _ahead else Companion()


def dismiss() -> None:
    """End the process that was begun ahead of time, where nobody has taken it."""
    while _ahead:
        _ahead.pop().shutdown(cancel_futures=True)
