"""The Word template: opened, its page set, its Jinja2 tags rendered, and written as a file."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

import docx
import jinja2
from docx.opc.exceptions import OpcError
from lxml import etree

from presswork.problems import Location, Problem, ProblemKind, Problems

from . import word_templates
from .xml import NAMESPACES, TWIPS_PER_MM, qualified

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from presswork.looks import Look, Paper

BODY_TAG: Final = "{{ body }}"
"""What stands in the paragraph of a template that the document takes the place of."""

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip archive can hold; every file gets it, so that bytes are the same."""


@dataclass(frozen=True, slots=True)
class TextArea:
    """The room for text on a page, in twips."""

    width: int
    height: int


def open_template(look: Look) -> tuple[WordDocument, Path]:
    """Open the Word template of a look; one of our own has the look's settings.

    Raises:
        Problems: there is none, or python-docx cannot read it.
    """
    templates = (path for folder in look.folders for path in sorted(folder.glob("*.docx")))
    path = next(templates, None)
    if path is None:
        what = f"the look '{look.name}' has no Word template"
        raise _problem(what, look.folder, "put a .docx file into its folder")
    own = word_templates.own(look, path)
    try:
        return docx.Document(BytesIO(own.made()) if own else str(path)), path
    except (OpcError, ValueError, KeyError, OSError, zipfile.BadZipFile, etree.LxmlError) as error:
        what = f"the Word template cannot be read: {error}"
        raise _problem(what, path, "open it in Word and save it again as .docx") from error


def set_paper(document: WordDocument, paper: Paper) -> TextArea:
    """Give every section the size of the paper, and return the room within the first's margins."""
    areas = []
    for section in document.element.body.iter(qualified("w:sectPr")):
        size = section.find("w:pgSz", NAMESPACES)
        margins = section.find("w:pgMar", NAMESPACES)
        width, height = round(paper.width * TWIPS_PER_MM), round(paper.height * TWIPS_PER_MM)
        if size is not None:
            size.set(qualified("w:w"), str(width))
            size.set(qualified("w:h"), str(height))
        areas.append(TextArea(width, height) if margins is None else _area(width, height, margins))
    return areas[0] if areas else TextArea(9000, 13000)


def _area(width: int, height: int, margins: Element) -> TextArea:
    def margin(side: str) -> int:
        return abs(int(margins.get(qualified(f"w:{side}"), "0")))

    return TextArea(
        width - margin("left") - margin("right") - margin("gutter"),
        height - margin("top") - margin("bottom"),
    )


def place_body(document: WordDocument, content: list[Element]) -> None:
    """Put the content where the template says `{{ body }}`, or at its end."""
    body = document.element.body
    for made in body.findall("w:p", NAMESPACES):
        shown = "".join(node.text or "" for node in made.iter(qualified("w:t")))
        if shown.strip() == BODY_TAG:
            place = body.index(made)
            body[place : place + 1] = content
            return
    section = body.find("w:sectPr", NAMESPACES)
    place = len(body) if section is None else body.index(section)
    body[place:place] = content


def render_tags(document: WordDocument, look: Look, path: Path, values: dict[str, str]) -> None:
    """Render the Jinja2 tags in headers and footers; each must stand in one run.

    Args:
        document: the template.
        look: whose environment renders them.
        path: the template's file, for the message.
        values: what the tags may name.

    Raises:
        Problems: a tag that Jinja2 cannot render.
    """
    environment = look.environment.overlay(autoescape=False)
    for relationship in document.part.rels.values():
        if relationship.is_external or not relationship.reltype.endswith(("/header", "/footer")):
            continue
        for node in relationship.target_part.element.iter(qualified("w:t")):
            if "{{" not in (node.text or ""):
                continue
            try:
                node.text = environment.from_string(node.text).render(values)
            except jinja2.TemplateError as error:
                what = f"'{node.text}' in the header or footer fails: {error.message}"
                known = ", ".join(sorted(values))
                raise _problem(what, path, f"it may name: {known}") from error


def write_package(document: WordDocument, destination: Path) -> None:
    """Write the file with its parts in one order and without the time, and so the same each time.

    Raises:
        Problems: it cannot be written.
    """
    saved = BytesIO()
    document.save(saved)
    try:
        with (
            zipfile.ZipFile(saved) as made,
            zipfile.ZipFile(destination, "w", zipfile.ZIP_DEFLATED) as package,
        ):
            for name in sorted(made.namelist(), key=_reading_order):
                entry = zipfile.ZipInfo(name, date_time=EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, made.read(name))
    except OSError as error:
        raise Problems(
            [
                Problem(
                    f"the Word file cannot be written: {error.strerror or error}",
                    Location(destination),
                    "close it where it is open, or choose another folder with --output",
                    kind=ProblemKind.OUTPUT,
                )
            ]
        ) from error


def _reading_order(name: str) -> tuple[int, str]:
    """Put first what a reader of a package needs first."""
    first = ("[Content_Types].xml", "_rels/.rels")
    return (first.index(name) if name in first else len(first), name)


def _problem(what: str, path: Path, hint: str) -> Problems:
    return Problems([Problem(what, Location(path), hint, kind=ProblemKind.TEMPLATE)])
