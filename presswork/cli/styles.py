"""`styles`: search the citation styles, show one, compare several."""

from __future__ import annotations

from typing import Annotated

import typer

from presswork.cli import options
from presswork.cli.default_command import DefaultCommandGroup
from presswork.cli.screen import program
from presswork.problems import Problem, ProblemKind, Problems


class _Styles(DefaultCommandGroup):
    default = "list"


styles_application = typer.Typer(
    cls=_Styles, subcommand_metavar="[QUERY]... | show NAME | compare NAMES"
)


@styles_application.command("list", hidden=True)
def list_styles(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help="Words of the name, the field or the kind of style; all styles unless given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List citation styles."""
    from presswork import styles  # noqa: PLC0415 - not needed for help

    words = " ".join(query or ())
    found = styles.search(words)
    if not found:
        raise Problems(
            [
                Problem(
                    f"no citation style has '{words}' in its name",
                    hint=f"try fewer words, or a journal's full name: {program()} styles medicine",
                    kind=ProblemKind.STYLE,
                )
            ]
        )
    width = min(max(len(style.short_name) for style in found), 50)
    for style in found:
        follows = f"  (as {styles.short_name(style.parent)})" if style.parent else ""
        typer.echo(f"{style.short_name:<{width}}  {style.format:<11}  {style.title}{follows}")


@styles_application.command("show")
def show_style(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="An id, a short name, a title or a .csl file.",
            show_default=False,
            autocompletion=options.complete_style,
        ),
    ],
) -> None:
    """Describe a citation style."""
    from presswork import styles  # noqa: PLC0415 - not needed for help

    typer.echo(styles.describe(styles.find(name)))
