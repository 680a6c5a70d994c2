"""What the command shows: problems, progress and the table of what was made."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presswork.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from rich.console import Console
    from rich.text import Text

    from presswork.pipeline.orders import Crash, Made, Outcome, Watch

WIDE = 200
"""Columns of a line where no terminal says how wide it is: a table in a file is not cut."""

KILO = 1000


def program() -> str:
    """Return how the command was called, for messages that say what to run."""
    name = Path(sys.argv[0]).name
    return f"python {name}" if name.endswith(".py") else name


def output() -> Console:
    """Return where results go."""
    return _console(stderr=False)


def errors() -> Console:
    """Return where problems and progress go."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - not needed where nothing is printed

    console = Console(stderr=stderr, highlight=False, soft_wrap=True)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = Console(stderr=stderr, highlight=False, soft_wrap=True, width=WIDE)
    return console


def _text(*parts: str | tuple[str, str]) -> Text:
    """Put text together of pieces; a pair is a piece and its colour."""
    from rich.text import Text  # noqa: PLC0415 - as above

    return Text.assemble(*parts)


def line(*parts: str | tuple[str, str]) -> None:
    """Print a line of results.

    Args:
        parts: its pieces; a pair is a piece and its colour.
    """
    output().print(_text(*parts))


def say(what: str) -> None:
    """Tell in one line what is going on."""
    errors().print(_text((f"presswork: {what}", "dim")))


def tell(problems: Iterable[Problem], *, rules: bool = False) -> None:
    """Print problems, their files as seen from the working directory.

    Args:
        problems: in the order in which they are to be read.
        rules: whether to name the rules that they offend against.
    """
    listed = tuple(problems)
    if not listed:
        return
    console = errors()
    for problem in listed:
        shown = _from_here(problem)
        place = f"{shown.location}: " if shown.location else ""
        colour = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
        severity = f"{problem.severity.value}:"
        rule = f" [{problem.rule}]" if rules and problem.rule else ""
        parts = ((place, "bold"), (severity, colour), f" {problem.what}", (rule, "dim"))
        console.print(_text(*parts))
        if problem.hint:
            console.print(_text(("  hint:", "cyan"), f" {problem.hint}"))


def _from_here(problem: Problem) -> Problem:
    if problem.location is None:
        return problem
    return replace(
        problem, location=replace(problem.location, path=from_here(problem.location.path))
    )


def from_here(path: Path) -> Path:
    """Return a path as seen from the working directory, where it lies below it."""
    here = Path.cwd()
    whole = Path(os.path.normpath(here / path))
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def tell_outcome(outcome: Outcome, *, quiet: bool, verbose: bool, rules: bool = False) -> None:
    """Print what went wrong, and how often.

    Args:
        outcome: what came of an order.
        quiet: whether errors alone are told.
        verbose: whether the details of our own mistakes are shown.
        rules: as for `tell`.
    """
    tell(outcome.errors if quiet else outcome.problems, rules=rules)
    tell_crashes(outcome.crashes, verbose=verbose)
    if outcome.problems and not quiet:
        errors().print(count_problems(outcome.problems), style="dim")


def count_problems(problems: tuple[Problem, ...]) -> str:
    """Return how many there are, for example `2 errors, 1 warning`."""
    parts = []
    for severity in Severity:
        count = sum(problem.severity is severity for problem in problems)
        if count:
            parts.append(f"{count} {severity.value}{'s' if count > 1 else ''}")
    return ", ".join(parts) or "no problems"


def progress(*, shown: bool) -> AbstractContextManager[Watch]:
    """Return what says what is being made, while it is entered.

    Args:
        shown: whether it is wanted; without a terminal it is not shown all the same.
    """
    return _Progress() if shown else nullcontext(lambda _done, _total, _doing: None)


class _Progress:
    """A bar that says what is being made; nothing where no one looks."""

    def __init__(self) -> None:
        """Make the bar; without a terminal it is not shown."""
        from rich.progress import (  # noqa: PLC0415 - not needed for most commands
            BarColumn,
            MofNCompleteColumn,
            TextColumn,
            TimeElapsedColumn,
        )
        from rich.progress import Progress as Bar  # noqa: PLC0415 - as above
        from rich.table import Column  # noqa: PLC0415 - as above

        console = errors()
        self._bar = Bar(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(table_column=Column(no_wrap=True)),
            TextColumn(
                "{task.description}",
                markup=False,
                table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
            ),
            console=console,
            transient=True,
            expand=True,
            auto_refresh=False,  # its thread would be in the way of forking
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("reading", total=None)

    def __enter__(self) -> Watch:
        """Show the bar, and return what moves it."""
        self._bar.start()
        return self._move

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self._bar.stop()

    def _move(self, done: int, total: int, doing: tuple[str, ...]) -> None:
        if doing:
            self._bar.update(self._task, description=", ".join(doing))
        self._bar.update(self._task, completed=done, total=total)
        self._bar.refresh()


def show_made(made: Iterable[Made], seconds: float) -> None:
    """Print the table of files: pages, size, seconds.

    Args:
        made: the files.
        seconds: what all of it took.
    """
    from rich.table import Table  # noqa: PLC0415 - not needed for most commands

    rows = tuple(made)
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=len(rows) > 1)
    size = human_size(sum(row.size for row in rows))
    table.add_column("file", f"{len(rows)} files", overflow="fold")
    table.add_column("pages", "", justify="right", no_wrap=True)
    table.add_column("size", size, justify="right", no_wrap=True)
    table.add_column("seconds", f"{seconds:.1f}", justify="right", no_wrap=True)
    for row in rows:
        pages = str(row.pages) if row.pages is not None else "–"
        file = str(from_here(row.path))
        if row.copies:
            file = f"{row.copies:,} copies in {file}"
        table.add_row(file, pages, human_size(row.size), f"{row.seconds:.1f}")
    output().print(table, soft_wrap=False)
    for hint in dict.fromkeys(row.hint for row in rows if row.hint):
        line(f"{hint[0].upper()}{hint[1:]}.")


def human_size(size: int) -> str:
    """Return a number of bytes as people say it, for example `84 kB`."""
    if size < KILO:
        return f"{size} B"
    if size < KILO**2:
        return f"{size / KILO:.0f} kB"
    return f"{size / KILO**2:.1f} MB"


def tell_crashes(crashes: Iterable[Crash], *, verbose: bool) -> None:
    """Say that a mistake of ours was met, and where its details were written."""
    console = errors()
    for crash in crashes:
        console.print(
            _text(
                ("error:", "bold red"),
                f" {crash.task}: this is a bug in Presswork, not a mistake of yours",
            )
        )
        path = write_details(crash.details)
        place = f"the details are in {path}; " if path else ""
        console.print(_text(f"  hint: {place}please report it with them and what you ran"))
        if verbose or path is None:
            console.print(_text(crash.details))


def write_details(details: str) -> Path | None:
    """Write a traceback, and what it happened with, to a file of its own; return its path."""
    lines = [f"Python {sys.version}", f"{sys.platform}", f"arguments: {sys.argv}", "", details]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="presswork-bug-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write("\n".join(lines))
    except OSError:
        return None
    return Path(file.name)
