"""What is to be made, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from presswork.house import EMPTY as NO_HOUSE_FILE
from presswork.house import House
from presswork.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from exporters import Format
    from exporters.imposition import Imposition
    from presswork.pipeline.mailings import Mailing
    from presswork.regions import Region
    from presswork.settings import Assignment


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Args:
        documents: their main source files, each once.
        formats: none to read, number and cite only, and write nothing.
        output: the folder of the files.
        styles: as the user named them; empty for each document's own.
        language: a BCP 47 tag; None for each region's, or each document's own.
        paper: a name in `papers.PAPERS`; None for the look's own, or the region's.
        look: the name or folder of a look; None for the document's or the format's own.
        presets: names in `exporters.HANDOUTS`, a handout each; none for each document's own.
        draft: whether unknown citation keys are warnings.
        strict: whether warnings are errors.
        allow_network: whether addresses on the network may be fetched.
        workers: how many processes work side by side.
        reviewed: whether documents are reviewed, which tells more than what keeps them from being
            made.
        off: ids of the rules whose warnings are not wanted.
        only: ids of the rules whose warnings alone are wanted; empty for all.
        roots: folders that documents may read beside their own.
        house: what a house file says.
        settings: what the command assigns to settings of the looks.
        regions: those that each document is made for; none for all the world alike.
        imposition: how pages of PDFs are put on sheets, in a file beside each.
        sheet: the paper of these sheets, as `paper`; None for what suits the pages.
        mailing: whom personal copies are made for, in place of the files; None for nobody.
    """

    documents: tuple[Path, ...]
    formats: tuple[Format, ...]
    output: Path
    styles: tuple[str, ...] = ()
    language: str | None = None
    paper: str | None = None
    look: str | None = None
    presets: tuple[str, ...] = ()
    draft: bool = False
    strict: bool = False
    allow_network: bool = False
    workers: int = 1
    reviewed: bool = False
    off: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    roots: tuple[Path, ...] = ()
    house: House = NO_HOUSE_FILE
    settings: tuple[Assignment, ...] = ()
    regions: tuple[Region, ...] = ()
    imposition: Imposition | None = None
    sheet: str | None = None
    mailing: Mailing | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """What a file is made of, and for whom.

    Args:
        source: the main file of its text.
        document: the short name of the document.
        title: its title, as plain text.
        form: the name of the format.
        style: the citation style, as file names call it.
        language: that of citations and fixed words, a BCP 47 tag.
        text_language: that of the text.
        region: None for all the world.
        imposition: how its pages are put on sheets; empty for the pages as they are read.
    """

    source: Path
    document: str
    title: str
    form: str
    style: str
    language: str
    text_language: str
    region: Region | None = None
    imposition: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made.

    Args:
        path: the file.
        pages: None for a format without pages.
        size: in bytes.
        seconds: what exporting it took.
        variant: what it is.
        copies: how many it holds, where these are personal.
        hint: what is done with it, as a sentence without its full stop; mostly nothing.
    """

    path: Path
    pages: int | None
    size: int
    seconds: float
    variant: Variant
    copies: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Crash:
    """A task that ended in a way that is our mistake, not the user's.

    Args:
        task: what was being done.
        details: the traceback.
    """

    task: str
    details: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order; files and problems in an order that does not depend on chance."""

    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
    crashes: tuple[Crash, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that are errors."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


Watch: TypeAlias = Callable[[int, int, tuple[str, ...]], None]
"""Is told how many files are made, of how many, and what is being done."""


def file_name(document: str, style: str, form: Format, region: Region | None = None) -> str:
    """Return the name of an output file, for example `stem-cells.handout.ama.de.pdf`."""
    parts = [document, form.name, style] if form.marked else [document, style]
    if region is not None:
        parts.append(region.code)
    return ".".join(parts) + form.suffix


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once: by file and line, those without a file last."""

    def place(problem: Problem) -> tuple[bool, str, int, str]:
        if problem.location is None:
            return True, "", 0, problem.what
        return False, str(problem.location.path), problem.location.line or 0, problem.what

    return tuple(sorted(dict.fromkeys(problems), key=place))
