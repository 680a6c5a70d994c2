"""The tags of a PDF: the structure of its document, for who reads it otherwise than by its pages.

WeasyPrint (70) makes an element of each line, and several of a table, a list or a note that goes on
on another page. So the structure is built here instead: `structure` takes it from the boxes of the
laid out pages, `marking` ties the content of the pages to it while they are drawn, and `writing`
puts it into the file. The rules are those of ISO 14289-1 (PDF/UA-1) and ISO 32000-1 (14.7, 14.8).
"""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pydyf
    import weasyprint

    from .marking import Marks


@contextlib.contextmanager
def tagged(printed: weasyprint.Document) -> Iterator[Marks]:
    """Let WeasyPrint write a document with the structure that is built here.

    This is the one place where WeasyPrint is changed: for the time of its writing, the module
    `weasyprint.pdf` has another class for the content of pages (`Stream`) and another function that
    adds the structure (`add_tags`). `tests/exporters/tagging/test_weasyprint.py` tells what of
    WeasyPrint is relied upon.
    """
    import weasyprint.pdf as writer  # noqa: PLC0415 - loading it takes Pango

    from .marking import Marks, PageStream  # noqa: PLC0415 - as above
    from .structure import structure_of  # noqa: PLC0415 - as above
    from .writing import write  # noqa: PLC0415 - as above

    structure = structure_of(printed)
    marks = Marks(structure)

    def add_tags(
        pdf: pydyf.PDF, document: weasyprint.Document, _version: str, _streams: object
    ) -> None:
        write(pdf, document.pages, structure, marks)

    kept = writer.Stream, writer.add_tags
    writer.Stream, writer.add_tags = partial(PageStream, marks), add_tags
    try:
        yield marks
    finally:
        writer.Stream, writer.add_tags = kept
