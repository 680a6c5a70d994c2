"""Files that travel inside a PDF, and what they are to it (ISO 19005-3, 6.8 and annex E)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pydyf

from exporters.references import csl_json
from presswork.document import Bibliography, cited_keys, walk
from presswork.problems import Location, Problem, ProblemKind, Problems

from .metadata import pdf_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from presswork.document import Document

REFERENCES: Final = "references.json"

MEDIA_TYPES: Final = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".qmd": "text/markdown",
    ".rmd": "text/markdown",
    ".xml": "application/xml",
    ".nxml": "application/xml",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""By the ends of the names of sources; those of the system would differ from one to the next."""


@dataclass(frozen=True, slots=True)
class AssociatedFile:
    """A file that travels inside a PDF.

    Args:
        name: what it is called when it is taken out.
        media_type: of its content.
        relationship: what it is to the PDF: `Data` or `Source`.
        description: what it is, for people.
    """

    name: str
    media_type: str
    relationship: Literal["Data", "Source"]
    description: str
    content: bytes


def files_of(document: Document, sources: str) -> tuple[AssociatedFile, ...]:
    """Return the files that the PDF of a document carries along.

    Args:
        document: read and cited.
        sources: the look's setting of that name: `none`, `references` (what it cites), or `all`
            (its own text as well).

    Raises:
        Problems: its source cannot be read.
    """
    match sources:
        case "references":
            return tuple(_references(document))
        case "all":
            return (*_references(document), _source(document))
        case _:
            return ()


def _references(document: Document) -> Iterator[AssociatedFile]:
    """Yield what the document cites or lists, as CSL-JSON."""
    shown = _shown(document)
    references = [each for each in document.references if each.key in shown]
    if references:
        yield AssociatedFile(
            REFERENCES,
            "application/vnd.citationstyles.csl+json",
            "Data",
            "The works that the document cites, as CSL-JSON",
            csl_json.write(references).text.encode(),
        )


def _shown(document: Document) -> frozenset[str]:
    """Return the keys of the works that a document cites or lists."""
    listed = (
        entry.key
        for block in walk(document.blocks)
        if isinstance(block, Bibliography)
        for entry in block.entries
    )
    return cited_keys(document).union(listed, (work.key for work in document.uncited))


def _source(document: Document) -> AssociatedFile:
    path = document.path
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Problems(
            [
                Problem(
                    f"the source cannot be put into the PDF: {error.strerror or error}",
                    Location(path),
                    "leave it out with --set sources=references",
                    kind=ProblemKind.OUTPUT,
                )
            ]
        ) from error
    kind = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    return AssociatedFile(path.name, kind, "Source", "The source of the document", content)


def attach(
    pdf: pydyf.PDF,
    files: tuple[AssociatedFile, ...],
    made: datetime.date | datetime.datetime | None,
) -> None:
    """Put files into a PDF.

    Args:
        pdf: the PDF.
        files: with different names.
        made: when they were made, as far as anybody says so.
    """
    if not files:
        return
    names = pydyf.Array()
    for file in sorted(files, key=lambda each: pydyf.String(each.name).data):
        specification = _specification(pdf, file, made)
        names += [pydyf.String(file.name), specification.reference]
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(names[1::2])


def _specification(
    pdf: pydyf.PDF, file: AssociatedFile, made: datetime.date | datetime.datetime | None
) -> pydyf.Dictionary:
    """Add a file to a PDF, and return what says of it what it is (ISO 32000-1, 7.11.3)."""
    checksum = hashlib.md5(file.content, usedforsecurity=False).hexdigest()
    parameters = {"Size": len(file.content), "CheckSum": f"<{checksum}>"}
    if made:
        parameters["ModDate"] = pydyf.String(pdf_date(made))
    stream = pydyf.Stream(
        [file.content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": pydyf.name(file.media_type),
            "Params": pydyf.Dictionary(parameters),
        },
        compress=True,
    )
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(file.name.encode("ascii", "replace")),
            "UF": pydyf.String(file.name),
            "Desc": pydyf.String(file.description),
            "AFRelationship": f"/{file.relationship}",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(specification)
    return specification
