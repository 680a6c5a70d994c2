"""The package of a template: its parts, and the file that they make."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from .markup import NEWER, M, R, W, colour, fonts, paragraph, run, size
from .numbering import numbering
from .theme import font_table, theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .markup import Style
    from .page import Edge, Section
    from .sheet import Sheet

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip archive can hold; every file gets it, so that bytes are the same."""

APPLICATION: Final = "Presswork"
"""What our own templates say they were made by."""

BASICS: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def styles(named: Iterable[Style], table: str, sheet: Sheet) -> str:
    """Return `word/styles.xml`.

    Args:
        named: the styles of paragraphs and characters.
        table: the `w:style` of tables.
        sheet: the look's.
    """
    figures = "oldStyle" if sheet.settings["figures"] == "old-style" else "default"
    return (
        f"<w:styles {W} {NEWER}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"{fonts('text', sheet)}<w:color {colour('ink', sheet, 'val', 'themeColor')}/>"
        f'<w:kern w:val="2"/>{size(sheet.size)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f'<w14:ligatures w14:val="standardContextual"/><w14:numForm w14:val="{figures}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
        f'<w:spacing w:before="0" w:after="0" w:line="{sheet.line}" w:lineRule="atLeast"/>'
        f"</w:pPr></w:pPrDefault></w:docDefaults>{BASICS}"
        f"{''.join(style.xml(sheet) for style in named)}{table}</w:styles>"
    )


def document(sections: Iterable[Section], sheet: Sheet, ids: Mapping[Edge, str]) -> str:
    """Return `word/document.xml`: the tags in the sections where their text is to stand."""
    *before, last = sections
    inner = ""
    for section in before:
        *tags, end = section.tags
        inner += "".join(paragraph("", run(tag)) for tag in tags)
        inner += paragraph("", run(end), section.xml(sheet, ids))
    inner += "".join(paragraph("", run(tag)) for tag in last.tags)
    page = sheet.hex("page")
    background = (
        ""
        if page == "FFFFFF"
        else (f"<w:background {colour('page', sheet, 'color', 'themeColor')}/>")
    )
    return (
        f"<w:document {W} {R}>{background}<w:body>{inner}{last.xml(sheet, ids)}</w:body>"
        "</w:document>"
    )


def notes(kind: str) -> str:
    """Return `word/footnotes.xml` or `endnotes.xml`: the two separators (17.11.23)."""
    bare = '<w:pPr><w:spacing w:before="120" w:after="60" w:line="120" w:lineRule="exact"/></w:pPr>'
    return (
        f"<w:{kind}s {W}>"
        f'<w:{kind} w:type="separator" w:id="-1"><w:p>{bare}<w:r><w:separator/></w:r></w:p>'
        f'</w:{kind}><w:{kind} w:type="continuationSeparator" w:id="0"><w:p>{bare}'
        f"<w:r><w:continuationSeparator/></w:r></w:p></w:{kind}></w:{kind}s>"
    )


COMPATIBILITY: Final = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)

FORMULAS: Final = (
    '<m:mathPr><m:mathFont m:val="Cambria Math"/><m:brkBin m:val="before"/>'
    '<m:brkBinSub m:val="--"/><m:smallFrac m:val="0"/><m:dispDef/><m:lMargin m:val="0"/>'
    '<m:rMargin m:val="0"/><m:defJc m:val="centerGroup"/><m:wrapIndent m:val="1440"/>'
    '<m:intLim m:val="subSup"/><m:naryLim m:val="undOvr"/></m:mathPr>'
)

SCHEME: Final = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"'
    + "".join(f' w:accent{number}="accent{number}"' for number in range(1, 7))
    + ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
)


def settings(sheet: Sheet, *, alternating: bool) -> str:
    """Return `word/settings.xml` (17.15.1.78).

    Args:
        sheet: the look's.
        alternating: whether left pages have heads and feet of their own.
    """
    word = 'w:uri="http://schemas.microsoft.com/office/word"'
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" {word} w:val="{value}"/>'
        for name, value in COMPATIBILITY
    )
    shown = "" if sheet.hex("page") == "FFFFFF" else "<w:displayBackgroundShape/>"
    hyphens = "<w:autoHyphenation/>" if sheet.hyphenated else ""
    mirrored = "<w:mirrorMargins/>" if sheet.two_sided else ""
    both = "<w:evenAndOddHeaders/>" if alternating else ""
    return (
        f'<w:settings {W} {M}><w:zoom w:percent="100"/>{shown}{mirrored}'
        f'<w:defaultTabStop w:val="708"/>{hyphens}<w:consecutiveHyphenLimit w:val="2"/>'
        f'<w:hyphenationZone w:val="284"/><w:doNotHyphenateCaps/>{both}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{compatibility}</w:compat>{FORMULAS}"
        f'<w:themeFontLang w:val="en-US"/>{SCHEME}'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def edge_part(edge: Edge) -> str:
    """Return the part of a head or foot."""
    tag = "hdr" if edge.kind == "header" else "ftr"
    style = "Header" if edge.kind == "header" else "Footer"
    return f"<w:{tag} {W} {R}>{paragraph(style, edge.content)}</w:{tag}>"


def parts(
    name: str, named: Iterable[Style], table: str, sections: tuple[Section, ...], sheet: Sheet
) -> dict[str, str]:
    """Return every part of a template by its place in the package, each with its declaration.

    Args:
        name: that of the template.
        named: its styles of paragraphs and characters.
        table: its style of tables, as `w:style`.
        sections: its pages; the last one has the text.
        sheet: what the settings of the look say.
    """
    edges = dict.fromkeys(edge for section in sections for edge in section.edges)
    alternating = any(edge.where == "even" for edge in edges)
    contents = dict.fromkeys((edge.kind, edge.content) for edge in edges)
    counts = {"header": 0, "footer": 0}
    places: dict[tuple[str, str], str] = {}
    for kind, content in contents:
        counts[kind] += 1
        places[kind, content] = f"{kind}{counts[kind]}.xml"
    made = {
        "styles.xml": ("styles", styles(named, table, sheet)),
        "settings.xml": ("settings", settings(sheet, alternating=alternating)),
        "numbering.xml": ("numbering", numbering(sheet)),
        "fontTable.xml": ("fontTable", font_table(sheet)),
        "theme/theme1.xml": ("theme", theme(sheet)),
        "footnotes.xml": ("footnotes", notes("footnote")),
        **{places[edge.kind, edge.content]: (edge.kind, edge_part(edge)) for edge in edges},
    }
    ids = {place: f"rId{number}" for number, place in enumerate(made, start=1)}
    of_edges = {edge: ids[places[edge.kind, edge.content]] for edge in edges}
    body = document(sections, sheet, of_edges)
    return signed(
        name,
        {
            "[Content_Types].xml": _content_types(
                {place: kind for place, (kind, _) in made.items()}
            ),
            "_rels/.rels": _relationships(
                (
                    ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
                    (
                        "rId2",
                        f"{PACKAGE}/relationships/metadata/core-properties",
                        "docProps/core.xml",
                    ),
                    ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
                )
            ),
            "docProps/core.xml": (
                f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>'
            ),
            "word/_rels/document.xml.rels": _relationships(
                (ids[place], f"{OFFICE}/{kind}", place) for place, (kind, _) in made.items()
            ),
            "word/document.xml": body,
            **{f"word/{place}": xml for place, (_, xml) in sorted(made.items())},
        },
    )


PROPERTIES: Final = "docProps/app.xml"


def signed(name: str, contents: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a template and its properties: by these it is known to be unchanged."""
    declared = {place: DECLARATION + xml for place, xml in contents.items()}
    sums = {place: zlib.crc32(xml.encode()) for place, xml in declared.items()}
    extended = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    properties = (
        f'{DECLARATION}<Properties xmlns="{extended}"><Template>{name} {fingerprint(sums)}'
        f"</Template><Application>{APPLICATION}</Application></Properties>"
    )
    return {**declared, PROPERTIES: properties}


def fingerprint(sums: Mapping[str, int]) -> str:
    """Return a word for the parts of a template, but for its properties.

    Args:
        sums: their checksums (CRC-32), which a zip archive tells without being unpacked.
    """
    others = sorted((place, checksum) for place, checksum in sums.items() if place != PROPERTIES)
    return hashlib.sha256(repr(others).encode()).hexdigest()[:16]


def _relationships(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return a part of relationships: of each the id, the type's address and the target."""
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _content_types(kinds: Mapping[str, str]) -> str:
    overrides = {"/word/document.xml": f"{WORD}.document.main+xml"}
    for place, kind in kinds.items():
        overrides[f"/word/{place}"] = (
            "application/vnd.openxmlformats-officedocument.theme+xml"
            if kind == "theme"
            else f"{WORD}.{kind}+xml"
        )
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides["/docProps/app.xml"] = (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    )
    inner = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def packed(contents: Mapping[str, str], *, compressed: bool) -> bytes:
    """Return the parts as one file, with the same bytes each time."""
    kind = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    file = BytesIO()
    with zipfile.ZipFile(file, "w", kind) as package:
        for place, xml in contents.items():
            entry = zipfile.ZipInfo(place, date_time=EARLIEST)
            entry.compress_type = kind
            package.writestr(entry, xml)
    return file.getvalue()
