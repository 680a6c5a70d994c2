"""Processes that fork off, and what comes back from them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import warnings
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .results import Run

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Child:
    """A process that was forked off.

    Args:
        process: its number.
        connection: from which its result comes.
    """

    process: int
    connection: Connection

    def result(self, seconds: float) -> Run | None:
        """Wait for its result and its end; None where it died, or took longer than that."""
        found = None
        with suppress(OSError, EOFError):
            if self.connection.poll(seconds):
                found = self.connection.recv()
        self.end()
        return found if isinstance(found, Run) else None

    def end(self) -> None:
        """Put an end to it, where it has not ended by itself."""
        if self.connection.closed:
            return
        self.connection.close()
        with suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def fork() -> Child | Connection | None:
    """Fork this process.

    Returns:
        in this process the child, in the child the connection by which its result goes back; None
        where the system lets no process or no pipe be made.
    """
    try:
        receiver, sender = multiprocessing.Pipe(duplex=False)
    except OSError:
        return None
    try:
        with warnings.catch_warnings():
            # Pango may have a thread; who forks here waits for no more than a time.
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
    except OSError:
        receiver.close()
        sender.close()
        return None
    if not process:
        receiver.close()
        return sender
    sender.close()
    return Child(process, receiver)
