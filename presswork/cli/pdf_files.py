"""`check --pdf`: its options, and how PDF files are looked at before the user's eyes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from presswork.cli import finished_files
from presswork.problems import known_are

if TYPE_CHECKING:
    from presswork.cli.finished_files import Watch
    from presswork.pdf_checks import Engine, Standard
    from presswork.pipeline.orders import Outcome
    from presswork.problems import Problem

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
    return finished_files.files(named, (".pdf",), "PDF", "--pdf")


def standards(named: list[str] | None) -> tuple[Standard, ...]:
    """Return the standards that an option names."""
    from presswork.cli.options import separated  # noqa: PLC0415 - not needed for help
    from presswork.pdf_checks import Standard  # noqa: PLC0415 - not needed for help

    chosen = []
    for name in separated(named):
        plain = name.lower().replace("pdf/", "").replace("-", "").replace("/", "")
        plain = plain.removeprefix("a") if plain[:1] == "a" else plain
        if plain not in STANDARDS:
            hint = known_are(plain, STANDARDS)
            raise typer.BadParameter(f"unknown standard '{name}'; {hint}", param_hint="--standard")
        chosen.append(Standard(plain))
    return tuple(dict.fromkeys(chosen))


def engine(name: str) -> Engine:
    """Return who checks, by the name of an option."""
    from presswork.pdf_checks import Engine  # noqa: PLC0415 - not needed for help

    if name not in ENGINES:
        hint = known_are(name, ENGINES)
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

    def check(watch: Watch) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        checked = pdf_checks.check(paths, held_against, checker, watch)
        return checked.notes, checked.problems

    return finished_files.looked_at(paths, check, strict=strict, quiet=quiet, verbose=verbose)
