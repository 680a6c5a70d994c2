"""A list of references as a Word file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from exporters import docx
from presswork import looks
from presswork.document import Document, Metadata
from presswork.inlines import Text
from presswork.problems import Location, Problem, ProblemKind, Problems
from presswork.resources import Resources

if TYPE_CHECKING:
    from presswork.bibliographies.listing import ReferenceList


def write_word(listed: ReferenceList, output: Path) -> tuple[Problem, ...]:
    """Write a list of references as a Word file, and return what is doubtful about it.

    Args:
        listed: the list.
        output: the file, which is replaced.

    Raises:
        Problems: it cannot be written.
    """
    look = looks.load("article", language=listed.language)
    title = (Text(look.words["references"]),)
    metadata = Metadata(title, language=listed.language)
    document = Document(output, output.stem, metadata, (listed.bibliography,))
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=output.parent, prefix=".presswork-") as folder:
            aside = Path(folder, output.name)
            exported = docx.export(document, look, aside, Resources(look.folders))
            aside.replace(output)
    except OSError as error:
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        hint = "close it where it is open, or choose another file with --output"
        raise Problems([Problem(what, Location(output), hint, kind=ProblemKind.OUTPUT)]) from error
    return exported.warnings
