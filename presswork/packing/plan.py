"""`pack.yaml`: what is given out, as builds of documents × styles × formats × presets × regions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from exporters import HANDOUTS, formats
from exporters.imposition import NAMED
from presswork import regions
from presswork.papers import PAPERS
from presswork.problems import Ledger, Location, Problems, known_are
from presswork.readers import find_documents
from presswork.settings import Assignment, as_text
from presswork.yaml_fields import UNKNOWN, fields_of, shown, text_of, unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails

    from exporters import Format
    from exporters.imposition import Imposition
    from presswork.regions import Region
    from presswork.yaml_lines import Lines

PACK: Final = Path("pack.yaml")
"""Where the plan lies unless another file is named."""

CALLED: Final = "plan of a pack"
"""What the file is called where it is wrong."""


@dataclass(frozen=True, slots=True)
class Build:
    """Some documents in all combinations of styles, formats, presets and regions.

    Args:
        documents: their main source files, each once.
        formats: at least one.
        styles: as the user named them; empty for each document's own.
        presets: of the handout; empty for each document's own.
        regions: none for all the world alike.
        language: a BCP 47 tag; None for each region's, or each document's own.
        paper: a name in `papers.PAPERS`; None for the usual one.
        look: the name or folder of a look; None for the document's or the format's own.
        settings: values for settings of the looks.
        imposition: how pages of PDFs are put on sheets, in a file beside each.
    """

    documents: tuple[Path, ...]
    formats: tuple[Format, ...]
    styles: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    language: str | None = None
    paper: str | None = None
    look: str | None = None
    settings: tuple[Assignment, ...] = ()
    imposition: Imposition | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is given out.

    Args:
        path: the file that says so.
        title: what the download page is called.
        about: a sentence under the title; may be empty.
        language: of the download page, a BCP 47 tag.
        builds: at least one.
    """

    path: Path
    title: str
    about: str
    language: str
    builds: tuple[Build, ...]


def _listed(value: object) -> object:
    """Take one word for a list of one."""
    return [value] if isinstance(value, str | int) and not isinstance(value, bool) else value


Words = Annotated[list[str], BeforeValidator(_listed)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Build(_Fields):
    documents: Words = ["content"]
    styles: Words = []
    formats: Words = ["pdf"]
    presets: Words = []
    regions: Words = []
    language: str | None = None
    paper: str | None = None
    look: str | None = None
    settings: dict[str, str | int | float | bool] = {}
    sheets: str | None = None


class _Pack(_Fields):
    title: str
    about: str = ""
    language: str = "en"
    builds: list[_Build] = Field(min_length=1)


def read_plan(path: Path = PACK) -> Plan:
    """Read what is given out. Documents are looked for from where the file lies.

    Raises:
        Problems: the file is not there, or says what it cannot say: each with its line.
    """
    hint = "write one, as docs/packs.md shows: a title, and builds"
    said, lines = fields_of(text_of(path, CALLED, hint), _Pack, path, CALLED, _told)
    ledger = Ledger()
    builds = [
        _Reading(path, lines.at(("builds", number)), ledger).build(build)
        for number, build in enumerate(said.builds)
    ]
    ledger.settle()
    return Plan(path, said.title, said.about, said.language, tuple(builds))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One build of a plan: where its fields stand, and where what is wrong is noted."""

    path: Path
    lines: Lines
    ledger: Ledger

    def build(self, said: _Build) -> Build:
        """Look up what a build names."""
        sheets = self._one("sheets", said.sheets, NAMED)
        return Build(
            documents=self._documents(said.documents),
            formats=self._formats(said.formats),
            styles=tuple(said.styles),
            presets=self._known("presets", "preset", said.presets, HANDOUTS),
            regions=self._regions(said.regions),
            language=said.language,
            paper=self._one("paper", said.paper, PAPERS),
            look=self._look(said.look),
            settings=tuple(
                Assignment(name, as_text(value), self._place("settings", name), self.path.parent)
                for name, value in said.settings.items()
            ),
            imposition=NAMED[sheets] if sheets else None,
        )

    def _documents(self, named: Iterable[str]) -> tuple[Path, ...]:
        found: dict[Path, None] = {}
        for number, name in enumerate(named):
            here = list(find_documents(self.path.parent / name))
            if not here:
                hint = f"documents are looked for in {self.path.resolve().parent}"
                place = self._place("documents", number)
                self.ledger.error(f"there is no document in '{name}'", place, hint)
            found.update(dict.fromkeys(here))
        return tuple(found)

    def _formats(self, named: Sequence[str]) -> tuple[Format, ...]:
        known = formats()
        return tuple(known[name] for name in self._known("formats", "format", named, known))

    def _regions(self, named: Sequence[str]) -> tuple[Region, ...]:
        if not named:
            return ()
        try:
            return regions.find(named, self.path.parent / regions.REGIONS)
        except Problems as unknown:
            for problem in unknown.problems:
                self.ledger.error(problem.what, self._place("regions"), problem.hint)
            return ()

    def _look(self, named: str | None) -> str | None:
        """Return a look's name, or its folder where one of that name lies beside the plan."""
        beside = self.path.parent / (named or "")
        return str(beside.resolve()) if named and beside.is_dir() else named

    def _one(self, field: str, named: str | None, known: Iterable[str]) -> str | None:
        found = self._known(field, field, [named] if named else [], known)
        return found[0] if found else None

    def _known(
        self, field: str, called: str, named: Sequence[str], known: Iterable[str]
    ) -> tuple[str, ...]:
        """Return those words of a field that are known, and note the others."""
        every = tuple(known)
        for number, name in enumerate(named):
            if name not in every:
                hint = known_are(name, every)
                self.ledger.error(f"unknown {called} '{name}'", self._place(field, number), hint)
        return tuple(dict.fromkeys(name for name in named if name in every))

    def _place(self, *path: str | int) -> Location:
        return Location(self.path, self.lines.at(path).line)


def _told(detail: ErrorDetails) -> tuple[str, str | None]:
    """Say in plain words what pydantic found."""
    loc = detail["loc"]
    match detail["type"]:
        case "missing":
            hint = "a plan has a title, and builds: a list of what is made"
            return f"'{loc[-1]}' is missing", hint
        case "too_short":
            return "there is nothing to build", "write for example: - formats: [pdf]"
        case kind if kind == UNKNOWN:
            known = _Pack.model_fields if len(loc) == 1 else _Build.model_fields
            return f"the field '{shown(loc)}' is unknown", known_are(str(loc[-1]), known)
        case _:
            return unfit(detail)
