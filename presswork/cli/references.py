"""`references`: files of references, from one format into another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from presswork.cli import options, screen
from presswork.cli.writing import write
from presswork.problems import Problem, ProblemKind, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.references import FileFormat, Written

FEWEST: Final = 2
"""So many files a conversion is given: one to read, one to write."""

NAMED: Final = 3
"""So many works are named where something is left out of them."""

SCREEN: Final = Path("-")

references_application = typer.Typer(subcommand_metavar="convert IN... OUT", no_args_is_help=True)


@references_application.callback()
def references() -> None:
    """Convert files of references."""


@references_application.command("convert")
def convert(
    *,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="IN... OUT",
            help="Files of references in any format that is read (CSL-JSON and YAML, BibTeX, "
            "BibLaTeX, RIS, PubMed, Web of Science, EndNote), and documents; they are merged. "
            "The last is the file to write; [bold]-[/bold] is the screen.",
            show_default=False,
        ),
    ],
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            "-t",
            metavar="FORM",
            help="[bold]csl-json[/bold], [bold]csl-yaml[/bold], [bold]biblatex[/bold] or "
            "[bold]ris[/bold]. \\[default: the file's]",
            show_default=False,
        ),
    ] = None,
    strict: options.Strict = False,
) -> None:
    """Write references in another format: CSL-JSON, CSL-YAML, BibLaTeX or RIS."""
    if len(files) < FEWEST:
        raise typer.BadParameter(
            "name the files to read and, last, the file to write", param_hint="IN... OUT"
        )
    *sources, output = files
    form = _form(to, output)
    if any(source.resolve() == output.resolve() for source in sources):
        raise typer.BadParameter(f"'{output}' is read, too", param_hint="OUT")

    from exporters.references import writer  # noqa: PLC0415 - not needed for help
    from presswork.bibliographies.gathering import gather  # noqa: PLC0415 - as above

    collection = gather(options.existing(sources))
    if not collection.references:
        raise Problems([Problem("there are no references", hint="name a file that holds some")])
    written = writer(form)(collection.references.values())
    warnings = [*collection.warnings, *_left_out(written, form)]
    if strict and warnings:
        raise Problems(replace(warning, severity=Severity.ERROR) for warning in warnings)
    screen.tell(warnings)
    write(written.text, None if output == SCREEN else output)
    if output != SCREEN:
        count = len(collection.references)
        screen.line(f"{output}: {count} reference{'s' if count != 1 else ''}")


def _form(to: str | None, output: Path) -> FileFormat:
    from exporters.references import FORMATS  # noqa: PLC0415 - not needed for help

    names = ", ".join(form.name for form in FORMATS)
    for form in FORMATS:
        if to == form.name or (to is None and output.suffix.lower() in form.endings):
            return form
    if to is not None:
        raise typer.BadParameter(f"'{to}' is none of {names}", param_hint="--to")
    known = ", ".join(ending for form in FORMATS for ending in form.endings)
    raise typer.BadParameter(
        f"the ending of '{output}' tells no form: end it in {known}, or say --to {names}",
        param_hint="OUT",
    )


def _left_out(written: Written, form: FileFormat) -> Iterator[Problem]:
    for variable, works in written.left_out.items():
        keys = ", ".join(f"'{work.key}'" for work in works[:NAMED])
        more = f" and {len(works) - NAMED} more" if len(works) > NAMED else ""
        yield Problem(
            f"{form.title} has no field for {variable}, which is left out of {keys}{more}",
            works[0].location,
            severity=Severity.WARNING,
            kind=ProblemKind.OUTPUT,
        )
