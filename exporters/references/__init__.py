"""Files of references: typed references as text, one module a format.

Each module has a function `write(references)`, which answers the text, and which variables of which
works the format has no field for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presswork.references import Reference


@dataclass(frozen=True, slots=True)
class Written:
    """References as the text of a file.

    Args:
        text: with the end of its last line.
        left_out: variables that the format cannot hold, each with the works that have it.
    """

    text: str
    left_out: Mapping[str, tuple[Reference, ...]]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that references are written in.

    Args:
        name: what the user calls it.
        title: what it is called in messages.
        module: which writes it.
        endings: of the names of such files.
    """

    name: str
    title: str
    module: str
    endings: tuple[str, ...]


FORMATS: Final = (
    FileFormat("csl-json", "CSL-JSON", "csl_json", (".json", ".csljson")),
    FileFormat("csl-yaml", "CSL-YAML", "csl_yaml", (".yaml", ".yml")),
    FileFormat("biblatex", "BibLaTeX", "biblatex", (".bib", ".biblatex")),
    FileFormat("ris", "RIS", "ris", (".ris",)),
)


class Writer(Protocol):
    """A function that writes references."""

    def __call__(self, references: Iterable[Reference]) -> Written:
        """Return the text of a file.

        Args:
            references: in the order in which they are to stand.
        """


def writer(form: FileFormat) -> Writer:
    """Return the function that writes a format."""
    return cast("Writer", import_module(f"{__name__}.{form.module}").write)
