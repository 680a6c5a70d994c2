"""What a PDF holds beside its pages, put in before it is written.

`description` says what is known of the document, and `metadata` writes it: the Info dictionary and
the XMP packet. `page_labels` gives the pages the numbers that are printed on them,
`associated_files` embeds the references and the source. `printers_marks` and `print_ready` are for
who has it printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .associated_files import AssociatedFile, attach, files_of
from .description import Description, described
from .metadata import describe
from .page_labels import label_pages

if TYPE_CHECKING:
    import pydyf
    import weasyprint

    from presswork.document import Document


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What a PDF holds beside its pages.

    Args:
        description: of its document.
        files: what it carries along.
    """

    description: Description
    files: tuple[AssociatedFile, ...] = ()


def enclosed(document: Document, sources: str = "none") -> Enclosed:
    """Return what a PDF holds beside the pages of a document.

    Args:
        document: read and cited.
        sources: which files the PDF carries along; see `files_of`.

    Raises:
        Problems: its source cannot be read, or the environment gives a date that is none.
    """
    return Enclosed(described(document), files_of(document, sources))


def finish(printed: weasyprint.Document, pdf: pydyf.PDF, content: Enclosed) -> None:
    """Put into a PDF what it holds beside its pages; this is part of a `finisher` of WeasyPrint."""
    describe(pdf, content.description)
    label_pages(printed, pdf)
    attach(pdf, content.files, content.description.made)
