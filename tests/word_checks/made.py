"""A small Word file with nothing wrong, as text, for tests to break."""

from __future__ import annotations

import zipfile
from base64 import b64decode
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMES: Final = (
    f'{_W} xmlns:r="{_OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PIXEL: Final = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def _relationships(*rows: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{kind if "/" in kind else f"{_OFFICE}/{kind}"}"'
        f' Target="{target}"{_mode(target)}/>'
        for id_, kind, target in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _mode(target: str) -> str:
    return ' TargetMode="External"' if ":" in target else ""


def field(code: str, result: str) -> str:
    """Return a field of Word."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{result}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(words: str, properties: str = "", width: int = 2000) -> str:
    """Return a cell of a table."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"
    )


_BEGUN: Final = cell("Osmia", '<w:vMerge w:val="restart"/>')
_WIDE: Final = cell("Sums to 61", '<w:gridSpan w:val="2"/>', 4000)
_REFERENCE: Final = field("REF bees \\h", "Bees")

_TABLE: Final = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="4000" w:type="dxa"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Bee')}{cell('Days')}</w:tr>"
    f"<w:tr>{_BEGUN}{cell('30')}</w:tr>"
    f"<w:tr>{cell('', '<w:vMerge/>')}{cell('31')}</w:tr>"
    f"<w:tr>{_WIDE}</w:tr></w:tbl>"
)

_DRAWING: Final = (
    '<w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
    '<wp:docPr id="1" name="Picture 1" descr="A bee"/><a:graphic><a:graphicData'
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
    '<a:blip r:embed="rIdImage"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)

_BODY: Final = (
    '<w:p w14:paraId="00000001"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    '<w:bookmarkStart w:id="1" w:name="bees"/><w:r><w:t>Bees</w:t></w:r>'
    '<w:bookmarkEnd w:id="1"/></w:p>'
    f'<w:p w14:paraId="00000002"><w:r><w:t>See </w:t></w:r>{_REFERENCE}'
    '<w:hyperlink r:id="rIdLink"><w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr>'
    "<w:t>there</w:t></w:r></w:hyperlink>"
    '<w:hyperlink w:anchor="bees"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    '<w:r><w:footnoteReference w:id="1"/></w:r>'
    '<w:commentRangeStart w:id="0"/><w:r><w:t>so</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>One</w:t></w:r></w:p>"
    f"<w:p><w:r>{_DRAWING}</w:r></w:p>{_TABLE}<w:p/>"
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/></w:sectPr>'
)

PARTS: Final[Mapping[str, str]] = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": _relationships(
        ("rId1", "officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", "custom-properties", "docProps/custom.xml"),
    ),
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Bees</dc:title>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-02T03:04:05Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-02T03:04:06Z</dcterms:modified>'
        "</cp:coreProperties>"
    ),
    "docProps/custom.xml": (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties"><property pid="2" name="DOI"/><property pid="3" name="Licence"/>'
        "</Properties>"
    ),
    "word/document.xml": f"<w:document {_NAMES}><w:body>{_BODY}</w:body></w:document>",
    "word/_rels/document.xml.rels": _relationships(
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdLists", "numbering", "numbering.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdNotes", "footnotes", "footnotes.xml"),
        ("rIdComments", "comments", "comments.xml"),
        ("rIdMore", "commentsExtended", "commentsExtended.xml"),
        ("rIdHeader", "header", "header1.xml"),
        ("rIdImage", "image", "media/bee.png"),
        ("rIdLink", "hyperlink", "https://example.org/bees?a=1%20b"),
    ),
    "word/styles.xml": (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading3"><w:basedOn w:val="Heading1"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="Mark"/>'
        '<w:style w:type="table" w:styleId="Grid"/></w:styles>'
    ),
    "word/numbering.xml": (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="1"/>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    ),
    "word/settings.xml": (
        f'<w:settings {_W}><w:footnotePr><w:footnote w:id="-1"/></w:footnotePr><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:val="15"/></w:compat></w:settings>'
    ),
    "word/footnotes.xml": (
        f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/>'
        '</w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    ),
    "word/comments.xml": (
        f'<w:comments {_NAMES}><w:comment w:id="0"><w:p w14:paraId="00000003"><w:r>'
        "<w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>"
    ),
    "word/commentsExtended.xml": (
        f'<w15:commentsEx {_NAMES}><w15:commentEx w15:paraId="00000003"/></w15:commentsEx>'
    ),
    "word/header1.xml": f"<w:hdr {_NAMES}><w:p>{field('PAGE', '1')}</w:p></w:hdr>",
}

TEXT: Final = "word/document.xml"


def write(path: Path, parts: Mapping[str, str | bytes] = PARTS) -> Path:
    """Write a Word file."""
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
        if "word/media/bee.png" not in parts:
            package.writestr("word/media/bee.png", _PIXEL)
    return path


def replaced(part: str, old: str, new: str) -> dict[str, str | bytes]:
    """Return the parts with one passage of one of them replaced, which has to be there once."""
    if PARTS[part].count(old) != 1:
        raise ValueError(f"{part} has {old!r} {PARTS[part].count(old)} times")
    return {**PARTS, part: PARTS[part].replace(old, new)}
