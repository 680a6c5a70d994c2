"""Files that are made already, ours or any other: which are named, and how they are looked at."""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import typer

from presswork.cli import screen
from presswork.problems import Problem, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presswork.pipeline.orders import Outcome

Watch: TypeAlias = "Callable[[int, int, tuple[str, ...]], None]"


def files(named: list[Path], endings: tuple[str, ...], kind: str, option: str) -> tuple[Path, ...]:
    """Return the files that paths name, each once.

    Args:
        named: files, or folders of them.
        endings: how their names end, in small letters, with the point.
        kind: what they are called: `PDF`, `Word`.
        option: the option that asks for them.

    Raises:
        Problems: a folder has none.
    """
    found: dict[Path, None] = {}
    for path in named:
        if not path.exists():
            raise typer.BadParameter(f"there is no '{path}' here", param_hint=option)
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in endings)
        if not inside:
            hint = f"name a {kind} file, or a folder that has some"
            raise Problems([Problem(f"there is no {kind} file in {path}", hint=hint)])
        found.update(dict.fromkeys(inside))
    return tuple(found)


def looked_at(
    paths: tuple[Path, ...],
    check: Callable[[Watch], tuple[tuple[str, ...], tuple[Problem, ...]]],
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> Outcome:
    """Check files, and tell how far it is.

    Args:
        paths: of the files.
        check: does it; returns notes, each a line, and what is wrong.
        strict: whether warnings are errors.
        quiet: whether errors alone are told.
        verbose: whether each step is told as it begins.
    """
    from presswork.pipeline.orders import Crash, Outcome  # noqa: PLC0415 - not needed for help

    def tell_begun(_done: int, _total: int, doing: tuple[str, ...]) -> None:
        for step in doing:
            screen.say(f"checking with {step}" if step == "veraPDF" else f"checking {step}")

    try:
        if verbose:
            notes, found = check(tell_begun)
        else:
            with screen.progress(shown=not quiet) as watch:
                notes, found = check(watch)
    except Problems as problems:
        return Outcome((), problems.problems, ())
    except Exception:  # noqa: BLE001 - files can be broken in any way, and other files come after
        crash = Crash(f"checking {', '.join(map(str, paths))}", traceback.format_exc())
        return Outcome((), (), (crash,))
    for note in notes:
        if not quiet:
            screen.say(note)
    if strict:
        found = tuple(replace(problem, severity=Severity.ERROR) for problem in found)
    return Outcome((), found, ())
