"""Processes that fork off this one, and how many there is room for."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FORKS: Final = sys.platform == "linux"
"""Whether forking is quick and safe here. Elsewhere a process starts afresh, which one file is not
worth."""


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Fork:
    """A process that was forked off.

    Args:
        process: its number.
        connection: to it.
    """

    process: int
    connection: Connection

    def end(self) -> None:
        """End it at once, whatever it is doing, where it has not ended by itself."""
        if self.connection.closed:
            return
        with suppress(OSError):
            # A SIGTERM is lost that comes before the process has a handler of its own for it.
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self.connection.close()


def fork() -> Fork | Connection:
    """Fork this process.

    Returns:
        in this process the other, in the other its connection to this one.

    Raises:
        OSError: the system has no room for another process, or for a pipe.
    """
    from multiprocessing.connection import Pipe  # noqa: PLC0415 - only who forks needs it

    ours, theirs = Pipe()
    try:
        process = os.fork()
    except OSError:
        ours.close()
        theirs.close()
        raise
    if process == 0:
        ours.close()
        return theirs
    theirs.close()
    return Fork(process, ours)


def hand_over(forked: Fork, connection: Connection) -> None:
    """Give a fork of this process to another one, which takes it with `received`.

    Args:
        forked: what is no longer this process's own.
        connection: to the other process.

    Raises:
        OSError: the other process has ended.
    """
    from multiprocessing.reduction import send_handle  # noqa: PLC0415 - only who forks needs it

    connection.send(forked.process)
    send_handle(connection, forked.connection.fileno(), os.getppid())
    forked.connection.close()


def received(connection: Connection) -> Fork:
    """Return the fork that another process hands over.

    Raises:
        OSError: it does not come.
        EOFError: the other process has ended.
    """
    from multiprocessing.connection import Connection  # noqa: PLC0415 - only who forks needs it
    from multiprocessing.reduction import recv_handle  # noqa: PLC0415 - as above

    process: int = connection.recv()
    return Fork(process, Connection(recv_handle(connection)))
