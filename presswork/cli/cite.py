"""`cite`: citations and their bibliography from JSON, in one style or in many."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from presswork.cli import options, screen
from presswork.cli.writing import write
from presswork.forks import processors
from presswork.problems import Problems

if TYPE_CHECKING:
    from presswork.bibliographies.citing import Rendered
    from presswork.problems import Problem


def cite(  # noqa: PLR0913 - the options of the command
    *,
    items: Annotated[
        list[Path],
        typer.Option(
            "--items",
            metavar="FILE",
            help="References in CSL-JSON, BibTeX or BibLaTeX; again for more files.",
            show_default=False,
        ),
    ],
    clusters: Annotated[
        Path,
        typer.Option(
            "--clusters",
            metavar="FILE",
            help="What is cited together, as JSON: an array of objects with "
            "[bold]id[/bold] and [bold]items[/bold].",
            show_default=False,
        ),
    ],
    style: options.Styles = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            metavar=options.FLAG,
            help="One object with [bold]citations[/bold] and [bold]bibliography[/bold]; "
            "with several styles, one a line.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where it goes. \\[default: the screen]",
            show_default=False,
        ),
    ] = None,
    language: options.Language = None,
    jobs: options.Jobs = None,
) -> None:
    """Render citations and bibliography of JSON files, as other processors do."""
    from presswork import styles  # noqa: PLC0415 - not needed for help
    from presswork.bibliographies.citing import Job, render  # noqa: PLC0415 - as above
    from presswork.bibliographies.clusters import read_clusters  # noqa: PLC0415 - as above
    from presswork.bibliographies.gathering import gather  # noqa: PLC0415 - as above

    names = options.separated(style) or (styles.DEFAULT,)
    collection = gather(options.existing([*items, clusters])[:-1])
    asked = read_clusters(clusters)
    screen.tell((*collection.warnings, *asked.warnings))
    job = Job(collection.references, asked.clusters, language)
    if unknown := job.check_keys():
        raise Problems(unknown)
    problems: list[Problem] = []
    pieces: list[str] = []
    many = len(names) > 1
    for rendered in render(job, names, jobs or processors()):
        problems.extend(rendered.problems)
        if rendered.problems:
            continue
        piece = _json(rendered, many=many) if as_json else _text(rendered, many=many)
        if output is None:
            write(piece, None)
        else:
            pieces.append(piece)
    if output is not None and pieces:
        write("".join(pieces), output)
    if problems:
        raise Problems(problems)


def _json(rendered: Rendered, *, many: bool) -> str:
    """Return an object; one of many is on a single line."""
    from exporters import csl_html  # noqa: PLC0415 - not needed for help

    held = {
        "style": rendered.style,
        "citations": [
            {"id": one.id, "html": csl_html.inlines(one.text)} for one in rendered.citations
        ],
        "bibliography": [
            {"id": one.key, "html": csl_html.entry(one.label, one.content)}
            for one in rendered.entries
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=None if many else 1) + "\n"


def _text(rendered: Rendered, *, many: bool) -> str:
    from exporters import plain_text  # noqa: PLC0415 - not needed for help

    width = max((len(one.id) for one in rendered.citations), default=0)
    lines = [f"# {rendered.style}", ""] if many else []
    lines += [f"{one.id:<{width}}  {plain_text.inlines(one.text)}" for one in rendered.citations]
    for one in rendered.entries:
        lines += ["", plain_text.entry(one.label, one.content)]
    return "\n".join(lines) + "\n" + ("\n" if many else "")
