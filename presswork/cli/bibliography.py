"""`bibliography`: a formatted list of all references of files, without a document."""

from __future__ import annotations

from enum import Enum
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Final

import typer

from presswork.cli import options, screen
from presswork.cli.writing import write
from presswork.problems import Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from presswork.bibliographies.listing import ReferenceList


class Form(Enum):
    """What a list can be written as; the value is its name for the user."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"


SUFFIXES: Final = {
    ".txt": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".docx": Form.DOCX,
}


def bibliography(
    *,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES",
            help="References in BibTeX, CSL-JSON, RIS or another format; documents, too. "
            "They are merged.",
            show_default=False,
        ),
    ],
    style: options.Styles = None,
    to: Annotated[
        Form | None,
        typer.Option(
            "--to",
            "-t",
            metavar="FORM",
            help="[bold]text[/bold], [bold]html[/bold], [bold]markdown[/bold] or "
            "[bold]docx[/bold]. \\[default: the file's, else text]",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where it goes; with several styles, each has its name in the file's. "
            "\\[default: the screen]",
            show_default=False,
        ),
    ] = None,
    language: options.Language = None,
) -> None:
    """List references in a citation style, as text, web page, Markdown or Word file."""
    form = to or _form_of(output)
    if form is Form.DOCX and output is None:
        raise typer.BadParameter("a Word file needs --output FILE", param_hint="--to")

    from presswork import styles  # noqa: PLC0415 - not needed for help
    from presswork.bibliographies.gathering import gather  # noqa: PLC0415 - as above
    from presswork.bibliographies.listing import list_references  # noqa: PLC0415 - as above

    names = options.separated(style) or (styles.DEFAULT,)
    chosen = [styles.find(name) for name in names]
    collection = gather(options.existing(files))
    screen.tell(collection.warnings)
    if not collection.references:
        raise Problems([Problem("there are no references", hint="name a file that holds some")])
    problems: list[Problem] = []
    for at, one in enumerate(chosen):
        try:
            listed = list_references(one, collection.references, language, collection.language)
        except Problems as found:
            problems.extend(found.problems)
            continue
        _write(listed, form, _place(output, one.short_name, many=len(chosen) > 1), first=not at)
    if problems:
        raise Problems(problems)


def _form_of(output: Path | None) -> Form:
    if output is None:
        return Form.TEXT
    form = SUFFIXES.get(output.suffix.lower())
    if form is None:
        known = ", ".join(SUFFIXES)
        raise typer.BadParameter(
            f"the ending of '{output}' tells no form: end it in {known}, or say --to",
            param_hint="--output",
        )
    return form


def _place(output: Path | None, style: str, *, many: bool) -> Path | None:
    """Return the file for a style."""
    if output is None or not many:
        return output
    return output.with_name(f"{output.stem}.{style}{output.suffix}")


def _write(listed: ReferenceList, form: Form, output: Path | None, *, first: bool) -> None:
    if form is Form.DOCX and output is not None:
        from presswork.bibliographies.word import write_word  # noqa: PLC0415 - not needed for help

        screen.tell(write_word(listed, output))
        return
    gap = "" if first or output is not None else "\n"
    write(gap + _text(listed, form), output)


def _text(listed: ReferenceList, form: Form) -> str:
    match form:
        case Form.TEXT:
            from exporters import plain_text  # noqa: PLC0415 - not needed for help

            return plain_text.bibliography(listed.bibliography)
        case Form.MARKDOWN:
            from exporters import markdown_text  # noqa: PLC0415 - not needed for help

            return markdown_text.bibliography(listed.bibliography)
        case Form.HTML:
            from exporters import reference_page  # noqa: PLC0415 - not needed for help
            from presswork import looks  # noqa: PLC0415 - as above

            words = looks.load_words(listed.language)
            return reference_page.page(listed.bibliography, words, listed.language)
        case Form.DOCX:
            raise Problems([Problem("a Word file is no text", kind=ProblemKind.OUTPUT)])
