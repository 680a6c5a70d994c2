"""A list of references as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters import docx
from presswork import looks
from presswork.bibliographies.replacing import replacing
from presswork.document import Document, Metadata
from presswork.inlines import Text
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.bibliographies.listing import ReferenceList
    from presswork.problems import Problem


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
    with replacing(output) as aside:
        return docx.export(document, look, aside, Resources(look.folders)).warnings
