"""House templates of three very different makings, as others make them.

`german` is a .dotx of Word in German: built-in styles under their English names with German ids,
one under a German name, a tag that the spell checker has split, a footnote of the template itself.
`institute` is a .docx with a cover (a text box for Word and its fallback, a control bound to the
title), a table of authors, chapters numbered by its own list, a header with a logo in a table, and
a landscape section behind the text; its headings have French names, as other programs write them.
`bare` is what LibreOffice makes of a file with a line of text: hardly any style, no numbering.
"""

from __future__ import annotations

import base64
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PROPERTIES: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
LOGO: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def style(kind: str, id_: str, name: str, inner: str = "", *, more: str = "") -> str:
    """Return a `w:style`."""
    opening = f'<w:style w:type="{kind}" w:styleId="{id_}"{more}>'
    return f'{opening}<w:name w:val="{name}"/>{inner}</w:style>'


def based(on: str, paragraph: str = "", run: str = "") -> str:
    """Return what a style has: its base, the properties of paragraphs and of characters."""
    return (
        f'<w:basedOn w:val="{on}"/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}"
        f"{f'<w:rPr>{run}</w:rPr>' if run else ''}"
    )


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def defaults(font: str, half_points: int, language: str) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(font)}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        f'<w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def words(*runs: str, style_id: str = "", properties: str = "") -> str:
    """Return a paragraph; a tag may be split into several runs."""
    named = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    inner = '<w:proofErr w:type="spellStart"/>'.join(
        f'<w:r><w:t xml:space="preserve">{each}</w:t></w:r>' for each in runs
    )
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


HEADER: Final = '<w:headerReference w:type="default" r:id="rId-header1"/>'


def page(width: int, height: int, *, references: str = "", more: str = "") -> str:
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{more}/>'
        '<w:pgMar w:top="1700" w:right="1300" w:bottom="1700" w:left="1700" w:header="700"'
        ' w:footer="700" w:gutter="0"/></w:sectPr>'
    )


def relation(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def written(path: Path, parts: dict[str, str | bytes], main: str = "document") -> Path:
    """Write a package; the parts beside `document` are related to it as `rId-NAME`."""
    overrides, related = "", ""
    for name in parts:
        kind = name.partition(".")[0].rstrip("0123456789")
        if name.endswith(".png"):
            continue
        content_type = f"{main}.main" if name == "document.xml" else kind
        overrides += f'<Override PartName="/word/{name}" ContentType="{WORD}.{content_type}+xml"/>'
        if name != "document.xml":
            related += relation(f"rId-{name.partition('.')[0]}", kind, name)
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )
    core = (
        f'<cp:coreProperties xmlns:cp="{PROPERTIES}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:description>{{ description }}</dc:description>"
        "<cp:category>Vorlage {{ language }}</cp:category></cp:coreProperties>"
    )
    package = (
        f'<Relationships xmlns="{relationships}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PROPERTIES.replace("metadata", "relationships/metadata")}"'
        ' Target="docProps/core.xml"/></Relationships>'
    )
    logo = relation("rIdLogo", "image", "logo.png")
    logo = f'<Relationships xmlns="{relationships}">{logo}</Relationships>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", package)
        archive.writestr("docProps/core.xml", core)
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{relationships}">{related}</Relationships>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}", content)
        if "logo.png" in parts:
            archive.writestr("word/_rels/header1.xml.rels", logo)
    return path


def bullets(number: int, style_id: str) -> str:
    """Return the definition of a list of one level, as Word's own list styles have it."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:pStyle w:val="{style_id}"/><w:lvlText w:val="►"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )


def german(path: Path) -> Path:
    """Write the template of Word in German, a .dotx."""
    heading = '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="{}"/>'
    styles = (
        f"<w:styles {NAMESPACES}>{defaults('Georgia', 23, 'de-DE')}"
        + style("paragraph", "Standard", "Normal", "<w:qFormat/>", more=' w:default="1"')
        + style(
            "character",
            "Absatz-Standardschriftart",
            "Default Paragraph Font",
            more=' w:default="1"',
        )
        + style("table", "NormaleTabelle", "Normal Table", more=' w:default="1"')
        + "".join(
            style(
                "paragraph",
                f"berschrift{level}",
                f"heading {level}",
                based("Standard", heading.format(level - 1), '<w:b/><w:color w:val="7A1F2B"/>'),
            )
            for level in (1, 2, 3)
        )
        + style("paragraph", "Titel", "Title", based("Standard", "", '<w:sz w:val="44"/>'))
        + style("paragraph", "Textkrper", "Body Text", based("Standard", '<w:jc w:val="both"/>'))
        + style(
            "paragraph",
            "StandardohneEinzug",
            "Standard ohne Einzug",
            based("Textkrper"),
            more=' w:customStyle="1"',
        )
        + style("paragraph", "Zitat", "Quote", based("Standard", "", "<w:i/>"))
        + style("paragraph", "Beschriftung", "caption", based("Standard", "", '<w:sz w:val="18"/>'))
        + style(
            "paragraph",
            "Aufzhlungszeichen",
            "List Bullet",
            based("Standard", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        )
        + style(
            "paragraph",
            "Literatur",
            "Literaturverzeichnis",
            based("Standard"),
            more=' w:customStyle="1"',
        )
        + style(
            "paragraph", "Funotentext", "footnote text", based("Standard", "", '<w:sz w:val="18"/>')
        )
        + style("paragraph", "Kopfzeile", "header", based("Standard"))
        + style(
            "character",
            "Funotenzeichen",
            "footnote reference",
            based("Absatz-Standardschriftart", "", '<w:vertAlign w:val="superscript"/>'),
        )
        + style(
            "character",
            "Hyperlink",
            "Hyperlink",
            based("Absatz-Standardschriftart", "", '<w:u w:val="single"/>'),
        )
        + "</w:styles>"
    )
    note = '<w:p><w:r><w:t xml:space="preserve">Stand: {{ date }}. </w:t></w:r></w:p>'
    footnotes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0"><w:p><w:r>'
        '<w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator"'
        ' w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    )
    styled = '<w:rPr><w:rStyle w:val="Funotenzeichen"/></w:rPr>'
    mark = f'<w:r>{styled}<w:footnoteReference w:id="2"/></w:r>'
    title = words("{{ ti", "tle", " }}", style_id="Titel").replace("</w:p>", f"{mark}</w:p>")
    return written(
        path,
        {
            "document.xml": f"<w:document {NAMESPACES}><w:body>{title}"
            + words("von {{ authors }}")
            + words("{{ bo", "dy }}", style_id="Textkrper")
            + words("Ende der Vorlage")
            + page(11906, 16838, references=HEADER)
            + "</w:body></w:document>",
            "styles.xml": styles,
            "numbering.xml": f"<w:numbering {NAMESPACES}>{bullets(0, 'Aufzhlungszeichen')}"
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
            "footnotes.xml": footnotes,
            "header1.xml": f"<w:hdr {NAMESPACES}>"
            + words("Musterverlag · {{ short", "_", "title }}", style_id="Kopfzeile")
            + "</w:hdr>",
        },
        "template",
    )


def box(inner: str) -> str:
    """Return a text box, as a shape for Word and in VML for others."""
    extent = '<wp:extent cx="3600000" cy="900000"/>'
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f'{extent}<wp:docPr id="1" name="Box"/><a:graphic><a:graphicData'
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="3600000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
        f'<w:pict><v:rect style="width:280pt;height:70pt"><v:textbox><w:txbxContent>{inner}'
        "</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "</w:p>"
    )


def cell(inner: str, width: int = 3000) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr>{grid}{inner}</w:tbl>'


BOUND: Final = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding"
    f" w:prefixMappings=\"xmlns:ns0='http://purl.org/dc/elements/1.1/' xmlns:ns1='{PROPERTIES}' \""
    ' w:xpath="/ns1:coreProperties[1]/ns0:title[1]"'
    ' w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/></w:sdtPr><w:sdtContent>'
    "<w:p><w:r><w:t>[Titre]</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


def institute(path: Path) -> Path:
    """Write the template of an institute, with a cover and chapters of its own."""
    styles = (
        f"<w:styles {NAMESPACES}>{defaults('Verdana', 20, 'fr-FR')}"
        + style("paragraph", "Normal", "Normal", more=' w:default="1"')
        + style("character", "Policepardfaut", "Default Paragraph Font", more=' w:default="1"')
        + style("table", "TableauNormal", "Normal Table", more=' w:default="1"')
        + "".join(
            style(
                "paragraph",
                f"Titre{level}",
                f"Titre {level}",
                based(
                    "Normal",
                    f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="7"/></w:numPr>'
                    f'<w:outlineLvl w:val="{level - 1}"/>',
                    '<w:b/><w:color w:val="0B6E4F"/>',
                ),
                more=' w:customStyle="1"',
            )
            for level in (1, 2)
        )
        + style(
            "paragraph",
            "Corpsdetexte",
            "Corps de texte",
            based("Normal"),
            more=' w:customStyle="1"',
        )
        + style(
            "paragraph",
            "Legende",
            "Légende",
            based("Normal", "", "<w:i/>"),
            more=' w:customStyle="1"',
        )
        + "</w:styles>"
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="Titre{level + 1}"/><w:lvlText w:val="{label}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for level, (form, label) in enumerate((("upperRoman", "Chapitre %1"), ("decimal", "%1.%2")))
    )
    authors = table(
        cell(words("{% for author in authors %}")) + cell(words("")),
        cell(words("{{ author.name }}")) + cell(words("{{ author.affiliations|join(', ') }}")),
        cell(words("{% endfor %}")) + cell(words("")),
    )
    logo = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/>'
        '<wp:docPr id="1" name="Logo"/><a:graphic><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    head = table(cell(logo) + cell(words("{{ plain_title|upper }}")))
    body = (
        box(words("Rapport: {{ ", "title }}"))
        + BOUND
        + authors
        + words("{% if keywords %}")
        + words("Mots-clés : {{ keywords }}")
        + words("{% endif %}")
        + words("Résumé", properties="<w:keepNext/>")
        + words("{{ abstract }}", style_id="Corpsdetexte")
        + f"<w:p><w:pPr>{page(11906, 16838)}</w:pPr></w:p>"
        + words("{{ body }}")
        + f"<w:p><w:pPr>{page(11906, 16838, references=HEADER)}</w:pPr></w:p>"
        + words("Annexe large")
        + page(16838, 11906, more=' w:orient="landscape"')
    )
    return written(
        path,
        {
            "document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "styles.xml": styles,
            "numbering.xml": f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="3">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>',
            "header1.xml": f"<w:hdr {NAMESPACES}>{head}{words('')}</w:hdr>",
            "logo.png": LOGO,
        },
    )


def bare(path: Path) -> Path:
    """Write what LibreOffice makes of a file with a line of text."""
    styles = (
        f"<w:styles {NAMESPACES}>{defaults('Liberation Serif', 24, 'en-US')}"
        + style(
            "paragraph",
            "Normal",
            "Normal",
            '<w:rPr><w:lang w:val="en-US"/></w:rPr>',
            more=' w:default="1"',
        )
        + style(
            "paragraph",
            "Heading",
            "Heading",
            based("Normal", "<w:keepNext/>", fonts("Liberation Sans")),
            more=' w:customStyle="1"',
        )
        + style(
            "paragraph",
            "BodyText",
            "Body Text",
            based("Normal", '<w:spacing w:before="0" w:after="140"/>'),
        )
        + style("paragraph", "Caption", "caption", based("Normal", "", "<w:i/>"))
        + "</w:styles>"
    )
    body = words("", style_id="Normal") + page(12240, 15840)
    return written(
        path,
        {
            "document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "styles.xml": styles,
        },
    )
