"""`check --pdf`: its options, and how PDF files are looked at before the user's eyes."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from presswork.cli import screen
from presswork.problems import Problem, Problems, Severity, did_you_mean

if TYPE_CHECKING:
    from presswork.pdf_checks import Engine, Standard
    from presswork.pipeline.orders import Outcome

ENGINES: Final = ("auto", "verapdf", "own")
STANDARDS: Final = (
    *("ua1", "ua2", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f"),
)

Pdfs = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="Check a PDF file, whoever made it, against PDF/UA and PDF/A, and for what readers "
        "need. PATHS are PDF files then, too, or folders of them.",
        show_default=False,
    ),
]
Standards = Annotated[
    list[str] | None,
    typer.Option(
        metavar="STANDARD",
        help="What PDF files are held against, for example [bold]ua1[/bold] or [bold]2b[/bold]; "
        "several with commas, or again. \\[default: ua1, and the PDF/A it claims, else 3a]",
        autocompletion=lambda: list(STANDARDS),
        show_default=False,
    ),
]
EngineName = Annotated[
    str,
    typer.Option(
        metavar="ENGINE",
        help="Who holds PDF files against standards: [bold]verapdf[/bold], our [bold]own[/bold] "
        "rules, or [bold]auto[/bold]: veraPDF where there is one.",
        autocompletion=lambda: list(ENGINES),
    ),
]


def files(named: list[Path]) -> tuple[Path, ...]:
    """Return the PDF files that paths name, each once.

    Raises:
        Problems: a folder has none.
    """
    found: dict[Path, None] = {}
    for path in named:
        if not path.exists():
            raise typer.BadParameter(f"there is no '{path}' here", param_hint="--pdf")
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(each for each in path.rglob("*") if each.suffix.lower() == ".pdf")
        if not inside:
            hint = "name a PDF file, or a folder that has some"
            raise Problems([Problem(f"there is no PDF file in {path}", hint=hint)])
        found.update(dict.fromkeys(inside))
    return tuple(found)


def standards(named: list[str] | None) -> tuple[Standard, ...]:
    """Return the standards that an option names."""
    from presswork.cli.options import separated  # noqa: PLC0415 - not needed for help
    from presswork.pdf_checks import Standard  # noqa: PLC0415 - not needed for help

    chosen = []
    for name in separated(named):
        plain = name.lower().replace("pdf/", "").replace("-", "").replace("/", "")
        plain = plain.removeprefix("a") if plain[:1] == "a" else plain
        if plain not in STANDARDS:
            hint = did_you_mean(plain, STANDARDS) or f"known are {', '.join(STANDARDS)}"
            raise typer.BadParameter(f"unknown standard '{name}'; {hint}", param_hint="--standard")
        chosen.append(Standard(plain))
    return tuple(dict.fromkeys(chosen))


def engine(name: str) -> Engine:
    """Return who checks, by the name of an option."""
    from presswork.pdf_checks import Engine  # noqa: PLC0415 - not needed for help

    if name not in ENGINES:
        hint = did_you_mean(name, ENGINES) or f"known are {', '.join(ENGINES)}"
        raise typer.BadParameter(f"unknown engine '{name}'; {hint}", param_hint="--engine")
    return Engine(name)


def refuse(sources: tuple[Path, ...]) -> None:
    """Say how PDF files are checked, where one is named as a document."""
    for path in sources:
        if path.suffix.lower() == ".pdf":
            what = f"'{path}' is no document but a PDF file; check it with: check --pdf {path}"
            raise typer.BadParameter(what, param_hint="PATHS")


def look_at(  # noqa: PLR0913 - the options of the command
    paths: tuple[Path, ...],
    held_against: tuple[Standard, ...],
    checker: Engine,
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> Outcome:
    """Check PDF files.

    Args:
        paths: of the files.
        held_against: the standards; none for the usual ones.
        checker: who checks.
        strict: whether warnings are errors.
        quiet: whether errors alone are told.
        verbose: whether each step is told as it begins.
    """
    from presswork import pdf_checks  # noqa: PLC0415 - not needed for help
    from presswork.pipeline.orders import Crash, Outcome  # noqa: PLC0415 - not needed for help

    def tell_begun(_done: int, _total: int, doing: tuple[str, ...]) -> None:
        for step in doing:
            screen.say(f"checking with {step}" if step == "veraPDF" else f"checking {step}")

    try:
        if verbose:
            checked = pdf_checks.check(paths, held_against, checker, tell_begun)
        else:
            with screen.Progress(shown=not quiet) as watch:
                checked = pdf_checks.check(paths, held_against, checker, watch)
    except Problems as problems:
        return Outcome((), problems.problems, ())
    except Exception:  # noqa: BLE001 - files can be broken in any way, and other files come after
        crash = Crash(f"checking {', '.join(map(str, paths))}", traceback.format_exc())
        return Outcome((), (), (crash,))
    for note in checked.notes:
        if not quiet:
            screen.say(note)
    found = checked.problems
    if strict:
        found = tuple(replace(problem, severity=Severity.ERROR) for problem in found)
    return Outcome((), found, ())
