"""A process beside this one, which does tasks one after another."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import BrokenExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest

from presswork import companion
from presswork.companion import Companion, Crew
from presswork.forks import FORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not FORKS, reason="this system forks no processes")


@pytest.fixture
def beside() -> Iterator[Companion]:
    with Companion() as process:
        yield process


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_is_another_process(beside: Companion) -> None:
    assert beside.submit(os.getpid).result() != os.getpid()


def test_it_does_tasks_in_the_order_in_which_they_came(beside: Companion) -> None:
    beside.submit(os.chdir, "/")
    assert beside.submit(os.getcwd).result() == "/"
    assert os.getcwd() != "/"  # noqa: PTH109 - what the other process is asked too


def test_it_takes_what_is_larger_than_a_pipe(beside: Companion) -> None:
    assert beside.submit(len, "x" * 1_000_000).result() == 1_000_000


def test_a_task_of_which_it_dies_is_told() -> None:
    beside = Companion()
    with pytest.raises(BrokenExecutor):
        beside.submit(os._exit, 3).result()
    beside.shutdown()


def test_it_ends_at_once_whatever_it_does() -> None:
    beside = Companion()
    process = beside.submit(os.getpid).result()
    beside.submit(signal.pause)
    beside.shutdown()
    assert not is_running(process)


def test_one_that_was_begun_ahead_is_taken_over() -> None:
    companion.begin(partial(os.chdir, "/"))
    with companion.companion() as beside, companion.companion() as another:
        assert beside.submit(os.getcwd).result() == "/"
        assert another.submit(os.getcwd).result() != "/"


def test_one_that_nobody_took_is_dismissed() -> None:
    companion.begin(signal.pause)
    process = companion._ahead[0]._fork.process  # noqa: SLF001 - what is tested
    companion.dismiss()
    assert not is_running(process)


def pid_after_a_while() -> int:
    time.sleep(0.1)
    return os.getpid()


def test_it_forks_another_that_has_what_it_has_loaded(beside: Companion) -> None:
    beside.submit(os.chdir, "/")
    with beside.another().result() as another:
        assert another.submit(os.getcwd).result() == "/"
        assert another.submit(os.getpid).result() != beside.submit(os.getpid).result()


def test_a_crew_does_tasks_side_by_side_with_what_its_first_has_loaded() -> None:
    first = Companion()
    first.submit(os.chdir, "/")
    with Crew(first, 2) as crew:
        processes = [crew.submit(pid_after_a_while) for _ in range(4)]
        folders = [crew.submit(os.getcwd) for _ in range(4)]
        assert len({process.result() for process in processes}) == 2
        assert {folder.result() for folder in folders} == {"/"}


def test_a_crew_ends_at_once_whatever_it_does() -> None:
    crew = Crew(Companion(), 2)
    asked = [crew.submit(pid_after_a_while) for _ in range(2)]
    processes = [process.result() for process in asked]
    for _ in processes:
        crew.submit(signal.pause)
    crew.shutdown()
    deadline = time.monotonic() + 5
    while any(map(is_running, processes)) and time.monotonic() < deadline:
        time.sleep(0.01)  # the one that is no fork of ours is laid to rest by the system
    assert not any(map(is_running, processes))


def test_a_crew_tells_of_a_task_of_which_one_dies() -> None:
    crew = Crew(Companion(), 2)
    with pytest.raises(BrokenExecutor):
        crew.submit(os._exit, 3).result()
    crew.shutdown(cancel_futures=True)
