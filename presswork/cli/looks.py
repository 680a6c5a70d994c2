"""`looks`: list the looks, show the settings of one, begin one of your own."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated, Final

import typer

from presswork.cli import options, screen
from presswork.cli.default_command import DefaultCommandGroup
from presswork.cli.screen import program
from presswork.problems import Location, Problem, ProblemKind, Problems

BEGUN: Final = """\
about: {title}
extends: {parent}
settings:
  # Every setting of the look that it extends can have another value here:
{settings}
"""
"""The `look.yaml` of a look that somebody begins."""


class _Looks(DefaultCommandGroup):
    default = "list"


looks_application = typer.Typer(cls=_Looks, subcommand_metavar="[show NAME | new FOLDER]")

_Name = Annotated[
    str,
    typer.Argument(
        metavar="LOOK",
        help="A look by its name, or the folder of one.",
        autocompletion=options.complete_look,
        show_default=False,
    ),
]


@looks_application.command("list", hidden=True)
def list_looks() -> None:
    """List the looks that come with Presswork."""
    from presswork import looks  # noqa: PLC0415 - not needed for help

    width = max(map(len, looks.names())) + 2
    for name in looks.names():
        about = looks.read(looks.find(name)).about
        screen.line((f"{name:<{width}}", "bold"), about)


@looks_application.command("show")
def show_look(name: _Name) -> None:
    """Show the settings of a look, and the values that they have."""
    from presswork import looks  # noqa: PLC0415 - not needed for help

    for setting in looks.settings_of(looks.lineage(looks.find(name))):
        kind = " | ".join(setting.choices) or setting.kind.value
        value = setting.value or "none"
        about = f"  {setting.about}" if setting.about else ""
        screen.line((f"{setting.name}={value}", "cyan"), f"  ({kind}){about}")


@looks_application.command("new")
def new_look(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="The folder of your look.", show_default=False),
    ],
    extends: Annotated[
        str,
        typer.Option(
            metavar="LOOK",
            help="The look that it takes everything from that it does not change.",
            autocompletion=options.complete_look,
        ),
    ] = "article",
) -> None:
    """Begin a look of your own, which extends another."""
    from presswork import looks  # noqa: PLC0415 - not needed for help

    parent = looks.find(extends)
    settings = looks.settings_of(looks.lineage(parent))
    path = folder / looks.DESCRIPTION
    if path.exists():
        raise _exists(path)
    listed = "\n".join(f"  # {setting.name}: {_yaml(setting.value)}" for setting in settings)
    name = extends if extends in looks.names() else str(parent)
    text = BEGUN.format(title=f"Our {extends}.", parent=name, settings=listed)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        what = f"it cannot be written: {error.strerror or error}"
        hint = "name a folder that you may write to"
        raise Problems([Problem(what, Location(path), hint, kind=ProblemKind.OUTPUT)]) from error
    screen.line(f"{path} is yours to change; use the look with:")
    screen.line(f"  {program()} --look {folder}")


def _yaml(value: str) -> str:
    """Return a value as YAML writes it: text such as `#0a5` and `no` in quotation marks."""
    plain = value.replace(" ", "").replace(".", "").isalnum() and value not in ("yes", "no", "none")
    return value if plain else f'"{value}"'


def _exists(path: Path) -> Problems:
    what = "there is a look already"
    return Problems([Problem(what, Location(path), "name another folder", kind=ProblemKind.OUTPUT)])
