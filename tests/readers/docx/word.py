"""Word files with XML that is written by hand."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from presswork.numbering import number
from presswork.readers import read
from presswork.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from presswork.document import Document

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
STYLES: Final = "".join(
    f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{rest}</w:style>'
    for kind, identifier, name, rest in (
        ("paragraph", "Title", "Title", ""),
        ("paragraph", "berschrift1", "heading 1", ""),
        ("paragraph", "H2", "Mine", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("paragraph", "Beschriftung", "caption", ""),
        ("paragraph", "Code", "Source Code", ""),
        ("paragraph", "Quote", "Quote", ""),
        ("character", "Fett", "Strong", "<w:rPr><w:b/></w:rPr>"),
    )
)
NUMBERING: Final = """
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="&#8226;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="5"/></w:lvlOverride></w:num>"""
PART: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write(path: Path, body: str, parts: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a Word file.

    Args:
        path: where to.
        body: what its `w:body` contains.
        parts: further parts, and others in the place of the usual ones.
    """
    relationships = "".join(
        f'<Relationship Id="{kind}" Type="{PART}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes")
    )
    known: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="a" Type="{PART}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships">{relationships}</Relationships>',
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in known.items():
            archive.writestr(name, content)
    return path


def read_word(folder: Path, body: str, parts: Mapping[str, str | bytes] | None = None) -> Document:
    """Write a Word file, and return what is read from it, numbered."""
    path = write(folder / "article.docx", body, parts)
    return number(read(path, Resources((folder,), downloads=folder / "kept")))


def p(content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; `content` is text or runs."""
    runs = content if content.startswith("<") else r(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str, *, pieces: int = 1, data: str = "") -> str:
    """Return the runs of a field, its instruction cut into pieces."""
    size = -(-len(code) // pieces)
    cut = [code[at : at + size] for at in range(0, len(code), size)]
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escaped(piece)}</w:instrText></w:r>'
        for piece in cut
    )
    kept = f"<w:fldData>{data}</w:fldData>" if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{kept}</w:fldChar></w:r>{codes}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def escaped(text: str) -> str:
    """Return a text as XML has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
