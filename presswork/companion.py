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
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, NoReturn, ParamSpec, Self, TypeVar

from presswork.forks import FORKS, Fork, fork, hand_over, received

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

P = ParamSpec("P")
T = TypeVar("T")


class Companion(Executor):
    """A fork of this process that does tasks one after another; it ends when this one does."""

    def __init__(self, forked: Fork | None = None) -> None:
        """Fork, or take over what another companion forked off.

        Raises:
            OSError: the system has no room for another process.
        """
        self._fork = forked or _forked()
        self._caller = ThreadPoolExecutor(1)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a task done after those that were handed in before.

        The future fails with `BrokenExecutor` where the process dies of it.
        """
        task: Callable[[], T] = partial(fn, *args, **kwargs)
        return self._caller.submit(self._have_done, task)

    def another(self) -> Future[Self]:
        """Have it fork another one, after the tasks before, with all that it has loaded by then.

        The future fails with `BrokenExecutor` where there is no room for one.
        """
        return self._caller.submit(self._have_forked)

    def _have_done(self, task: Callable[[], T]) -> T:
        try:
            self._fork.connection.send(task)
            result: T = self._fork.connection.recv()
        except (EOFError, OSError) as error:
            raise BrokenExecutor(str(error)) from error
        return result

    def _have_forked(self) -> Self:
        try:
            self._fork.connection.send(None)
            return type(self)(received(self._fork.connection))
        except (EOFError, OSError) as error:
            raise BrokenExecutor(str(error)) from error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Python's own
        """End it at once, whatever it is doing."""
        self._fork.end()
        self._caller.shutdown(wait, cancel_futures=cancel_futures)


class Crew(Executor):
    """Companions that do tasks side by side: the first, and forks of what that one has loaded."""

    def __init__(self, first: Companion, size: int) -> None:
        """Begin with one; the others come as soon as it has done what it was asked for before.

        Args:
            first: a companion that belongs to the crew from now on.
            size: how many they are to be.
        """
        self._idle: SimpleQueue[Companion] = SimpleQueue()
        self._members = [first]
        self._undone: set[object] = set()
        self._callers = ThreadPoolExecutor(size)
        for _ in range(size - 1):
            first.another().add_done_callback(self._take_in)
        self._idle.put(first)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a task done by whoever is free.

        The future fails with `BrokenExecutor` where the process dies of it.
        """
        future = self._callers.submit(self._have_done, partial(fn, *args, **kwargs))
        self._undone.add(future)
        future.add_done_callback(self._undone.discard)
        return future

    def _take_in(self, forked: Future[Companion]) -> None:
        """Let one join, unless there was no room for it."""
        if not forked.cancelled() and forked.exception() is None:
            self._members.append(forked.result())
            self._idle.put(forked.result())

    def _have_done(self, task: Callable[[], T]) -> T:
        companion = self._idle.get()
        try:
            return companion.submit(task).result()
        finally:
            self._idle.put(companion)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Python's own
        """End them at once, whatever they are doing."""
        first, *others = self._members
        for other in others:
            other.shutdown(wait, cancel_futures=cancel_futures)
        if not self._undone:
            with suppress(BrokenExecutor):
                first.submit(_await_forks).result()
        first.shutdown(wait, cancel_futures=cancel_futures)
        self._callers.shutdown(wait, cancel_futures=cancel_futures)


def _forked() -> Fork:
    """Return a fork, which does what is asked for."""
    forked = fork()
    if not isinstance(forked, Fork):
        _serve(forked)
    return forked


def _serve(connection: Connection) -> NoReturn:
    """Do what is asked for until the other process ends.

    It is left to that one to answer Ctrl-C, and to end this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        while True:
            task = connection.recv()
            if task is None:
                connection = _divided(connection)
            else:
                connection.send(task())
    except EOFError:
        os._exit(0)
    finally:
        os._exit(1)


def _await_forks() -> None:
    """Wait until the forks of this process have ended: only then is their work counted as ours."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _divided(connection: Connection) -> Connection:
    """Fork, hand the fork over to who asked for it, and return what each of both goes on with."""
    forked = fork()
    if not isinstance(forked, Fork):
        connection.close()
        return forked
    hand_over(forked, connection)
    return connection


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
