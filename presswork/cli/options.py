"""What several commands take: their arguments and options, and what these stand for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from presswork.cli import screen
from presswork.cli.foresight import COMMANDS
from presswork.cli.screen import program
from presswork.papers import PAPERS
from presswork.problems import Problem, Problems, Severity, did_you_mean, known_are
from presswork.settings import Assignment

CONTENT: Final = Path("content")
"""Where documents lie unless others are named."""

ALL: Final = "all"

FLAG: Final = " "
"""What help shows for the value of an option that takes none."""


def _complete_format(incomplete: str) -> list[str]:
    from exporters import formats  # noqa: PLC0415 - not needed for help

    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in (*formats(), ALL) if name.startswith(last)]


def _complete_preset(incomplete: str) -> list[str]:
    from exporters import HANDOUTS  # noqa: PLC0415 - not needed for help

    return [name for name in HANDOUTS if name.startswith(incomplete)]


def _complete_setting(incomplete: str) -> list[str]:
    from presswork import looks  # noqa: PLC0415 - not needed for help

    return [f"{name}=" for name in looks.names_of_settings() if name.startswith(incomplete)]


def _complete_region(incomplete: str) -> list[str]:
    from presswork import regions  # noqa: PLC0415 - not needed for help

    before, comma, last = incomplete.rpartition(",")
    names = regions.names_of_regions()
    return [before + comma + name for name in names if name.startswith(last)]


def complete_look(incomplete: str) -> list[str]:
    """Return the names of looks that begin so, for the shell."""
    from presswork import looks  # noqa: PLC0415 - not needed for help

    return [name for name in looks.names() if name.startswith(incomplete)]


def complete_style(incomplete: str) -> list[str]:
    """Return the names of styles that begin so, for the shell."""
    from presswork import styles  # noqa: PLC0415 - not needed for help

    found = styles.search(incomplete.replace("-", " "))
    names = [*styles.ALIASES, *(style.id for style in found)]
    return [name for name in names if name.startswith(incomplete)]


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATHS",
        help="Documents, or folders of documents; [dim]content/[/dim] unless given.",
        show_default=False,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="[bold]pdf[/bold], [bold]docx[/bold], [bold]handout[/bold], [bold]html[/bold] or "
        "[bold]all[/bold]; several with commas, or again. \\[default: pdf]",
        autocompletion=_complete_format,
        show_default=False,
    ),
]
Styles = Annotated[
    list[str] | None,
    typer.Option(
        "--style",
        "-s",
        metavar="STYLE",
        help="A citation style, for example [bold]apa[/bold] or a .csl file; several with commas, "
        "or again. \\[default: the document's, else american-medical-association]",
        autocompletion=complete_style,
        show_default=False,
    ),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="TAG",
        help="The language of citations and fixed words, and of the text where there is a "
        "translation, for example [bold]de-CH[/bold]. "
        "\\[default: the document's]",
        show_default=False,
    ),
]
PaperSize = Annotated[
    str | None,
    typer.Option(
        "--paper",
        metavar="PAPER",
        help="The size of the pages: [bold]a4[/bold], [bold]letter[/bold], [bold]a5[/bold], "
        "[bold]legal[/bold], [bold]a3[/bold] and more. \\[default: a4, or the look's own]",
        autocompletion=lambda: [*PAPERS],
        show_default=False,
    ),
]
LookName = Annotated[
    str | None,
    typer.Option(
        "--look",
        metavar="LOOK",
        help="A look by its name ([dim]looks[/dim] lists them), or the folder of one of your own. "
        "\\[default: the document's, else the house's, else the format's own]",
        autocompletion=complete_look,
        show_default=False,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Give a setting of the look another value, for example [bold]accent=#0a5[/bold]; "
        "again for another. [dim]looks show[/dim] lists them.",
        autocompletion=_complete_setting,
        show_default=False,
    ),
]
PrintReady = Annotated[
    bool,
    typer.Option(
        "--print-ready",
        metavar=FLAG,
        help="Make PDFs for a print shop: a bleed of 3 mm, and marks that show where to cut.",
    ),
]
LiveCitations = Annotated[
    str | None,
    typer.Option(
        "--live",
        metavar="PROGRAM",
        help="Write the citations of Word files so that [bold]zotero[/bold] (with LibreOffice: "
        "[bold]zotero-bookmarks[/bold]), [bold]mendeley[/bold] or [bold]word[/bold] itself goes on "
        "with them. "
        "\\[default: static text]",
        autocompletion=lambda: [*LIVE],
        show_default=False,
    ),
]
HouseFile = Annotated[
    Path | None,
    typer.Option(
        "--house",
        metavar="FILE",
        help="What a publisher wants of every document: a look, and settings. "
        "\\[default: house.yaml, where there is one]",
        show_default=False,
        exists=True,
        dir_okay=False,
    ),
]
Presets = Annotated[
    list[str] | None,
    typer.Option(
        "--preset",
        metavar="PRESET",
        help="How a handout is made, for example [bold]summary[/bold], a sheet of two pages, or "
        "[bold]full[/bold], the whole article in two columns; several with commas, or again. "
        "\\[default: the document's, else summary]",
        autocompletion=_complete_preset,
        show_default=False,
    ),
]
Pages = Annotated[
    int | None,
    typer.Option(
        "--pages",
        min=1,
        metavar="N",
        help="Have handouts take exactly so many pages, by type, spaces and figures as large or "
        "small as their look allows. \\[default: the look's]",
        show_default=False,
    ),
]
RegionNames = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        metavar="REGION",
        help="Make what is given out in a country ([bold]de[/bold]), an area "
        "([bold]europe[/bold]) or [bold]all[/bold] of content/regions.yaml: its paper, language "
        "and contact; several with commas, or again.",
        autocompletion=_complete_region,
        show_default=False,
    ),
]
PagesOnSheet = Annotated[
    int | None,
    typer.Option(
        "--n-up",
        metavar="2|4|6|9",
        help="Put so many pages of a PDF on each side of a sheet, in a file beside it.",
        show_default=False,
    ),
]
AsBooklet = Annotated[
    bool,
    typer.Option(
        "--booklet",
        metavar=FLAG,
        help="Make a booklet beside each PDF: sheets to be folded and stapled, their pages half "
        "as large.",
    ),
]
PlainCover = Annotated[
    bool, typer.Option("--cover", metavar=FLAG, help="Put an empty sheet around the booklet.")
]
AsTrifold = Annotated[
    bool,
    typer.Option(
        "--trifold",
        metavar=FLAG,
        help="Make a leaflet beside each PDF: a sheet to be folded twice, with six panels.",
    ),
]
SheetPaper = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="PAPER",
        help="The paper that pages are put on by --n-up, --booklet or --trifold. "
        "\\[default: what suits the pages]",
        autocompletion=lambda: [*PAPERS],
        show_default=False,
    ),
]
RecipientList = Annotated[
    Path | None,
    typer.Option(
        "--recipients",
        metavar="FILE",
        help="Make a copy for each person in a list, CSV or .xlsx, with the columns "
        "[bold]name[/bold], institution, style, region and more of your own.",
        show_default=False,
    ),
]
RecipientsAs = Annotated[
    str | None,
    typer.Option(
        "--recipients-as",
        metavar="WAY",
        help="Make these copies as [bold]files[/bold] in a folder, or as one print "
        "[bold]run[/bold]. \\[default: files]",
        autocompletion=lambda: ["files", "run"],
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="How many processes work side by side. \\[default: one a processor]",
        show_default=False,
    ),
]
Draft = Annotated[
    bool,
    typer.Option(
        "--draft",
        metavar=FLAG,
        help="Unknown citation keys become placeholders, and warnings; Word files show comments.",
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", metavar=FLAG, help="Warnings are errors, and then nothing is written."
    ),
]
OpenFiles = Annotated[
    bool, typer.Option("--open", metavar=FLAG, help="Open the files that were made.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", metavar=FLAG, help="Print errors only.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", metavar=FLAG, help="Print each step as it begins.")
]
AllowNetwork = Annotated[
    bool,
    typer.Option("--allow-network", metavar=FLAG, help="Fetch images that documents name by URL."),
]

Roots = Annotated[
    list[Path] | None,
    typer.Option(
        "--root",
        metavar="FOLDER",
        help="Let documents read files in this folder too; again for another. "
        "\\[default: the folders that PATHS name]",
        show_default=False,
        exists=True,
        file_okay=False,
    ),
]


def roots(named: list[Path] | None, paths: list[Path] | None) -> tuple[Path, ...]:
    """Return the folders that documents may read beside their own: those that the user named."""
    return tuple(path.resolve() for path in (*(named or ()), *(paths or ())) if path.is_dir())


def paper_named(name: str | None, option: str = "--paper") -> str | None:
    """Return the name of a paper that there is, or None where an option asks for none."""
    if name is None:
        return None
    known = name.lower()
    if known not in PAPERS:
        hint = known_are(known, PAPERS)
        raise typer.BadParameter(f"unknown paper '{name}'; {hint}", param_hint=option)
    return known


LIVE: Final = ("zotero", "zotero-bookmarks", "mendeley", "word", "none")
"""What may follow `--live`: the words of the setting."""

FOR_PRINT_SHOPS: Final = (Assignment("bleed", "3mm"), Assignment("marks", "crop"))
"""What `--print-ready` assigns to settings of the look."""


def assignments(
    values: list[str] | None,
    *,
    print_ready: bool = False,
    live: str | None = None,
    pages: int | None = None,
) -> tuple[Assignment, ...]:
    """Return what options assign to settings of the look; of two for one, `--set` prevails.

    Args:
        values: those of `--set`.
        print_ready: whether there is `--print-ready`.
        live: the value of `--live`.
        pages: the value of `--pages`.
    """
    found = list(FOR_PRINT_SHOPS) if print_ready else []
    if live is not None:
        found.append(Assignment("live", live))
    if pages is not None:
        found.append(Assignment("pages", str(pages)))
    for value in values or ():
        name, sign, given = value.partition("=")
        if not sign or not name.strip():
            what = f"'{value}' is not of the form NAME=VALUE, for example accent=#0a5"
            raise typer.BadParameter(what, param_hint="--set")
        found.append(Assignment(name.strip(), given.strip()))
    return tuple(found)


def separated(values: list[str] | None) -> tuple[str, ...]:
    """Return the words of a repeatable option, each of which may hold several with commas."""
    words = (word.strip() for value in values or () for word in value.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def existing(paths: list[Path] | None) -> tuple[Path, ...]:
    """Return the paths to look for documents in, which are all there."""
    if not paths:
        if CONTENT.is_dir():
            return (CONTENT,)
        raise typer.BadParameter(
            f"there is no folder {CONTENT}/ here: name a document, or begin one with: "
            f"{program()} new my-article",
            param_hint="PATHS",
        )
    for path in paths:
        if not path.exists():
            near = did_you_mean(str(path), COMMANDS)
            hint = f"; {near}" if near else ""
            raise typer.BadParameter(f"there is no '{path}' here{hint}", param_hint="PATHS")
    return tuple(paths)


def with_translations(documents: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return documents, each with its translations behind it."""
    from presswork import translations  # noqa: PLC0415 - not needed for help

    pairs = ((path, *translations.every(path)) for path in documents)
    return tuple(dict.fromkeys(path for pair in pairs for path in pair))


def documents(sources: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the documents in some places.

    Raises:
        Problems: there is none.
    """
    from presswork.readers import find_documents  # noqa: PLC0415 - not needed for help

    found = tuple(dict.fromkeys(path for source in sources for path in find_documents(source)))
    if not found:
        names = ", ".join(str(source) for source in sources)
        raise Problems(
            [Problem(f"no document in {names}", hint=f"begin one with: {program()} new my-article")]
        )
    return found


def provide_pdf_libraries(*, strict: bool = False) -> tuple[Problem, ...]:
    """See to what PDFs need of the system, before anything that needs it is imported."""
    from presswork import system  # noqa: PLC0415 - not needed for help

    warnings = system.provide_pdf_libraries(screen.say)
    if warnings and strict:
        raise Problems(replace(warning, severity=Severity.ERROR) for warning in warnings)
    return warnings
