"""The file of a Word template: opened whatever its kind, or told why it cannot be.

A template (.dotx) differs from a document by the content type of its main part alone (ISO/IEC
29500-1, 11.3.10). Macros, which no .docx may hold, are left out.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from presswork.problems import Location, Problem, ProblemKind, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from docx.document import Document as WordDocument

SUFFIXES: Final = (".docx", ".dotx", ".docm", ".dotm")
"""The endings of the files that may be a template."""

TOTAL_LIMIT: Final = 256 * 1024 * 1024
"""How large all parts of a template may be together, in bytes; what is larger is an attack."""

MOST_PARTS: Final = 10_000

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT: Final = f"{_WORD}.document.main+xml"
MAIN_TYPES: Final = (
    DOCUMENT,
    f"{_WORD}.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""The content types of a main part: document, template, and both with macros."""

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_STRICT: Final = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LEFT_OUT: Final = frozenset(
    {"vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars", "attachedTemplate"}
    | {"thumbnail", "vbaProjectSignature", "ui/extensibility", "ui/userCustomization"}
)
"""The kinds of parts that are not taken over: macros and what calls them, the picture of the first
page, and the path to the template that the template was made from."""

SAVE: Final = "in Word, choose File, Save As, 'Word Template (*.dotx)' or 'Word Document (*.docx)'"


def load(path: Path) -> tuple[WordDocument, tuple[Problem, ...]]:
    """Open a Word template of any kind as a document.

    Args:
        path: its file.

    Returns:
        the document, and warnings.

    Raises:
        Problems: it is none, or cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"the Word template cannot be read: {error.strerror or error}"
        raise problem(what, path, "check its name and who may read it") from error
    _look_at(content, path)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            made, has_macros = _as_document(archive, path)
        document = docx.Document(made)
    except (
        OpcError,
        ValueError,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
    ) as error:
        what = f"the Word template cannot be read: {error}"
        raise problem(what, path, "open it in Word and save it again as .docx") from error
    if not has_macros:
        return document, ()
    told = "the macros of the Word template are left out: a .docx cannot hold any"
    hint = f"a template without them says nothing of this: {SAVE}"
    return document, (Problem(told, Location(path), hint, Severity.WARNING, ProblemKind.TEMPLATE),)


def _look_at(content: bytes, path: Path) -> None:
    """Tell what a file is that is no package of parts.

    Raises:
        Problems: it is no zip archive.
    """
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            what = "the Word template is protected by a password"
            hint = "in Word, choose File, Info, Protect Document, and take the password away"
            raise problem(what, path, hint)
        raise problem("the Word template is of the old kind (.doc, .dot)", path, SAVE)
    if content.startswith(b"{\\rtf"):
        raise problem("the Word template is a file of rich text (.rtf)", path, SAVE)
    if not content.startswith(b"PK"):
        what = "the Word template cannot be read: it is no Word file"
        raise problem(what, path, "give it a .docx or .dotx file")


def _as_document(archive: zipfile.ZipFile, path: Path) -> tuple[BytesIO, bool]:
    """Return the package of a document without macros, and whether there were some."""
    infos = archive.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > TOTAL_LIMIT:
        what = f"the Word template unpacks to more than {TOTAL_LIMIT // 2**20} MiB"
        raise problem(what, path, "make the pictures in it smaller")
    parts = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    if "[Content_Types].xml" not in parts:
        told = " of OpenDocument" if "mimetype" in parts else ""
        hint = "open it in LibreOffice or Word and save it as .docx"
        raise problem(f"the Word template is an archive{told}, and no Word file", path, hint)
    if _STRICT in parts.get("_rels/.rels", b""):
        what = "the Word template is saved as 'Strict Open XML'"
        raise problem(what, path, SAVE)
    has_macros = any(name.endswith("vbaProject.bin") for name in parts)
    parts["[Content_Types].xml"] = _document_type(parts["[Content_Types].xml"], path)
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = _without_macros(name, parts)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    made.seek(0)
    return made, has_macros


def _document_type(types: bytes, path: Path) -> bytes:
    """Make the main part that of a document."""
    root = _tree(types)
    mains = [each for each in root if each.get("ContentType") in MAIN_TYPES]
    if not mains:
        what = "the Word template is a file of another program of Office, and no Word file"
        raise problem(what, path, "give it a .docx or .dotx file")
    for main in mains:
        main.set("ContentType", DOCUMENT)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_macros(name: str, parts: Mapping[str, bytes]) -> bytes:
    """Return relationships without those to macros, and to parts that are not there."""
    root = _tree(parts[name])
    base = join(dirname(name), "..")
    for each in root.findall(f"{_RELATIONSHIPS}Relationship"):
        kind = "/".join(str(each.get("Type")).rpartition("/relationships/")[2].split("/")[-2:])
        target = str(each.get("Target"))
        place = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
        inside = each.get("TargetMode") != "External"
        if str(each.get("Type")).endswith("/metadata/core-properties"):
            each.set("Type", RELATIONSHIP_TYPE.CORE_PROPERTIES)  # LibreOffice has another address
        if (
            kind in _LEFT_OUT
            or kind.rpartition("/")[2] in _LEFT_OUT
            or (inside and not _is_known(place, parts))
        ):
            root.remove(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _is_known(place: str, parts: Mapping[str, bytes]) -> bool:
    return place in parts or re.sub(r"#.*", "", place) in parts


def _tree(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def problem(what: str, path: Path, hint: str) -> Problems:
    """Return one problem of a template, to be raised."""
    return Problems([Problem(what, Location(path), hint, kind=ProblemKind.TEMPLATE)])
