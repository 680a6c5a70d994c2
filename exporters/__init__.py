"""How a document is written: one module or package an output format, found by name.

An exporter is a function; `Exporter` says what it takes. Formats of third parties come from the
entry point group `presswork.exporters`, whose names are formats and whose values are `Format`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, cast

from presswork.extensions import extensions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from presswork.document import Document
    from presswork.looks import Look
    from presswork.problems import Problem
    from presswork.resources import Resources

ENTRY_POINTS: Final = "presswork.exporters"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an exporter wrote.

    Args:
        pages: how many; None for a format without pages.
        warnings: what the reader of the command should know.
        hint: what is done with the file, as a sentence without its full stop; mostly nothing.
    """

    pages: int | None = None
    warnings: tuple[Problem, ...] = ()
    hint: str = ""


class Exporter(Protocol):
    """A function that writes a document as one file."""

    def __call__(
        self, document: Document, look: Look, destination: Path, resources: Resources
    ) -> Exported:
        """Write the document.

        Args:
            document: read, numbered and cited.
            look: the templates, in the paper size and language wanted.
            destination: the file to write; its folder exists. The caller moves it into place.
            resources: what templates, style sheets and SVGs may read.

        Raises:
            Problems: what kept it from being written.
        """


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    Args:
        name: what the user calls it.
        suffix: the end of its files' names, for example `.pdf`.
        exporter: `module:function`, imported when it is needed.
        look: the look that it takes unless another is asked for.
        template: what a look must have to be taken; else the format's own look is, with the other
            look's values for its settings. Empty where every look does.
        marked: whether the file's name says the format, since its suffix does not.
        needs_pango: whether it is set by WeasyPrint, and so with libraries of the system.
    """

    name: str
    suffix: str
    exporter: str
    look: str = "article"
    template: str = ""
    marked: bool = False
    needs_pango: bool = False

    def load(self) -> Exporter:
        """Import the exporter."""
        module, _, function = self.exporter.partition(":")
        return cast("Exporter", getattr(import_module(module), function))


def _handout(name: str, preset: str, template: str) -> Format:
    """Return a preset of the handout; it has a look of its own, which is named like it."""
    exporter = f"exporters.handout.{preset}:export"
    return Format(name, ".pdf", exporter, name, template, marked=True, needs_pango=True)


HANDOUTS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "summary": _handout("handout", "summary", "handout.html"),
        "full": _handout("handout-full", "full", "full.html"),
        "notes": _handout("handout-notes", "notes", "notes.html"),
        "large-print": _handout("handout-large-print", "large_print", "large-print.html"),
        "quiz": _handout("handout-quiz", "quiz", "quiz.html"),
        "cards": _handout("handout-cards", "cards", "cards.html"),
        "poster": _handout("handout-poster", "poster", "poster.html"),
    }
)
"""The handout's presets by their names; unless one is asked for it is a summary."""

BUILT_IN: Final = (
    Format("pdf", ".pdf", "exporters.pdf:export", needs_pango=True),
    Format("docx", ".docx", "exporters.docx:export"),
    HANDOUTS["summary"],
    Format("html", ".html", "exporters.html:export"),
)


def formats() -> dict[str, Format]:
    """Return every format by its name: the built-in ones and those of installed packages."""
    found = {form.name: form for form in BUILT_IN}
    for entry_point in extensions(ENTRY_POINTS):
        found[entry_point.name] = cast("Format", entry_point.load())
    return found
