"""Word files with live citations: written, and what stands in their fields."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from exporters.docx import export
from presswork import looks, styles
from presswork.citations import citing
from presswork.document import Bibliography, Document, Metadata, Paragraph
from presswork.inlines import CitationItem, Cite, Text
from presswork.references import Date, Day, Name, Reference
from presswork.resources import Resources
from presswork.settings import Assignment

from .tree import NAMESPACES, part

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Block, Note
    from presswork.inlines import Inline

LEE: Final = Reference(
    "lee2021",
    "article-journal",
    {
        "title": (Text("A “study” of {tides} \\ waves"),),
        "container-title": (Text("Journal of Tests"),),
        "volume": (Text("3"),),
        "page": (Text("1-9"),),
        "DOI": (Text("10.1000/x"),),
    },
    {"author": (Name("Lee", "Ann"), Name("Doe", "Bo", non_dropping_particle="van"))},
    {"issued": Date(Day(2021, 3, 4))},
)
DOE: Final = Reference(
    "doe2019",
    "book",
    {"title": (Text("Tides"),), "publisher": (Text("Sea"),), "publisher-place": (Text("Bonn"),)},
    {"author": (Name("Doe", "John"),)},
    {"issued": Date(Day(2019))},
)
WHO: Final = Reference(
    "who2020",
    "report",
    {"title": (Text("Water"),), "publisher": (Text("WHO"),)},
    {"author": (Name(literal="World Health Organization"),)},
    {"issued": Date(Day(2020))},
)
TEXTS: Final = ("word/document.xml", "word/footnotes.xml")
PROGRAMS: Final = ("ZOTERO_", "Mendeley ")
WORKS: Final = (LEE, DOE, WHO)


@dataclass(frozen=True, slots=True)
class Written:
    """A Word file with live citations, and what its exporter had to say."""

    path: Path
    exported: Exported

    @property
    def warnings(self) -> list[str]:
        return [problem.what for problem in self.exported.warnings]

    @property
    def codes(self) -> list[str]:
        """The codes of the fields of the text and of the notes."""
        return [
            (node.text or "").strip()
            for name in TEXTS
            for node in part(self.path, name).iter(f"{{{NAMESPACES['w']}}}instrText")
        ]

    @property
    def shown(self) -> str:
        """The characters that the text and the notes show."""
        return "\n".join(
            "".join(node.text or "" for node in paragraph.iter(f"{{{NAMESPACES['w']}}}t"))
            for name in TEXTS
            for paragraph in part(self.path, name).iter(f"{{{NAMESPACES['w']}}}p")
        )

    @property
    def clusters(self) -> list[dict[str, Any]]:
        """The citations that stand in fields as JSON."""
        found = (re.match(r"ADDIN (?:ZOTERO_ITEM )?CSL_CITATION (.*)", code) for code in self.codes)
        return [json.loads(code[1]) for code in found if code]

    @property
    def properties(self) -> dict[str, str]:
        """The custom properties of the file that a program of references reads."""
        root = part(self.path, "docProps/custom.xml")
        found = {str(each.get("name")): str(each[0].text) for each in root}
        return {name: value for name, value in found.items() if name.startswith(PROGRAMS)}

    @property
    def sources(self) -> etree._Element:
        """Word's list of sources."""
        with zipfile.ZipFile(self.path) as package:
            return etree.fromstring(package.read("customXml/item1.xml"))


def cite(*keys: str) -> Cite:
    return Cite(tuple(CitationItem(key) for key in keys))


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in inlines))


def document(folder: Path, *blocks: Block, notes: tuple[Note, ...] = ()) -> Document:
    """A document about some blocks, with a list of references at its end."""
    return Document(
        folder / "article.md",
        "tides",
        Metadata((Text("Tides"),)),
        (*blocks, Bibliography()),
        notes=notes,
        references=WORKS,
    )


def write_live(program: str, source: Document, style: str = "apa", **settings: str) -> Written:
    """Cite a document and write it beside its source."""
    cited = citing.cite(source, styles.find(style).path)
    return write_cited(program, cited, settings=settings)


def write_cited(
    program: str,
    cited: Document,
    destination: Path | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Written:
    """Write a cited document, beside its source unless a place is given."""
    assignments = [Assignment(name, value) for name, value in settings.items()]
    look = looks.load("article", looks.A4, "en-US", (Assignment("live", program), *assignments))
    destination = destination or cited.path.with_name(f"{program}.docx")
    exported = export(cited, look, destination, Resources((cited.path.parent,)))
    return Written(destination, exported)
