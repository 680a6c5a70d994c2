"""`styles`: search the citation styles, show one, compare several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from presswork.cli import options, screen
from presswork.cli.default_command import DefaultCommandGroup
from presswork.cli.screen import program
from presswork.problems import Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from presswork.bibliographies.gathering import Collection
    from presswork.references import Reference

PAGES: Final = (".html", ".pdf")

SHOWN: Final = 6
"""So many references show what a style looks like."""

_Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATHS",
        help="Documents, or files of references, to show; those of [dim]content/[/dim] "
        "unless given.",
        show_default=False,
    ),
]


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
    paths: _Sources = None,
    language: options.Language = None,
) -> None:
    """Describe a citation style, and show some references in it."""
    from exporters import plain_text  # noqa: PLC0415 - not needed for help
    from presswork import styles  # noqa: PLC0415 - as above
    from presswork.bibliographies.previewing import preview  # noqa: PLC0415 - as above

    style = styles.find(name)
    collection = _collection(paths)
    shown = preview(style, _first(collection.references), language, collection.language)
    typer.echo(styles.describe(style))
    typer.echo()
    width = max(len(written) for written, _ in shown.citations)
    for written, citation in shown.citations:
        typer.echo(f"{written:<{width}}  {plain_text.inlines(citation)}")
    for entry in shown.entries:
        typer.echo(f"\n{plain_text.entry(entry.label, entry.content)}")


@styles_application.command("compare")
def compare_styles(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAMES... [PATHS]...",
            help="Styles, and the documents or files whose references to show; those of "
            "[dim]content/[/dim] unless given.",
            show_default=False,
            autocompletion=options.complete_style,
        ),
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A file that ends in .html or .pdf; both are written for another ending. "
            "\\[default: dist/styles.NAMES]",
            show_default=False,
        ),
    ] = None,
    language: options.Language = None,
    paper: options.PaperSize = None,
) -> None:
    """Show references in several styles side by side, as a web page and a PDF."""
    chosen, sources = _styles_and_sources(names)
    from presswork import styles  # noqa: PLC0415 - not needed for help
    from presswork.bibliographies.previewing import Page, compare  # noqa: PLC0415 - as above

    problems: list[Problem] = []
    found = []
    for name in chosen:
        try:
            found.append(styles.find(name))
        except Problems as unknown:
            problems.extend(unknown.problems)
    if problems:
        raise Problems(problems)
    collection = _collection(sources)
    paper = options.paper_named(paper)
    page = Page(language or collection.language or "en-US", paper or "a4", _subject(sources))
    for file in _files(output, [style.short_name for style in found]):
        if file.suffix == ".pdf":
            screen.tell(options.provide_pdf_libraries())
        screen.tell(compare(found, collection.references, page, file, language))
        screen.line(str(screen.from_here(file)))


def _styles_and_sources(names: list[str]) -> tuple[list[str], list[Path]]:
    """Return the names of styles, and the paths among them: what is there and is no style file."""
    sources = [Path(name) for name in names if Path(name).exists() and not name.endswith(".csl")]
    chosen = [name for name in options.separated(names) if Path(name) not in sources]
    if not chosen:
        raise typer.BadParameter("name at least one style, such as apa", param_hint="NAMES")
    return chosen, sources


def _collection(sources: list[Path] | None) -> Collection:
    """Return the references of the sources, or of content/, or else those of the sample."""
    from presswork.bibliographies.gathering import Collection, gather  # noqa: PLC0415 - as above
    from presswork.bibliographies.sample import SAMPLE  # noqa: PLC0415 - as above

    if not sources and not options.CONTENT.is_dir():
        return Collection(SAMPLE)
    collection = gather(options.existing(sources))
    screen.tell(collection.warnings)
    return collection if collection.references else Collection(SAMPLE)


def _first(references: dict[str, Reference]) -> dict[str, Reference]:
    """Return a few references: the first of each type, then others."""
    of_type: dict[str, str] = {}
    for key, reference in references.items():
        of_type.setdefault(reference.type, key)
    keys = dict.fromkeys((*of_type.values(), *references))
    return {key: references[key] for key in tuple(keys)[:SHOWN]}


def _subject(sources: list[Path]) -> str:
    """Return what to call the sources at the head of a page."""
    return ", ".join(source.name for source in sources if source != options.CONTENT)


def _files(output: Path | None, names: list[str]) -> tuple[Path, ...]:
    """Return the files to write: the one that is asked for, or a web page and a PDF."""
    if output is not None and output.suffix in PAGES:
        return (output,)
    stem = output or Path("dist", ".".join(("styles", *names)))
    return tuple(stem.with_name(stem.name + suffix) for suffix in PAGES)
