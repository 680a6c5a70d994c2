"""A small PDF file that keeps PDF/UA-1 and PDF/A-3a, to be broken in one way at a time."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Object, StreamDecodeLevel, String
from PIL import ImageCms

if TYPE_CHECKING:
    from pathlib import Path

CHARACTERS: Final = [chr(code) for code in range(32, 127)]
WIDTH: Final = 600

XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Bees</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ada Vega</rdf:li></rdf:Seq></dc:creator>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def font_file() -> bytes:
    """A font of black boxes, one for each character of ASCII."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", *(f"g{ord(sign)}" for sign in CHARACTERS)]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): f"g{ord(sign)}" for sign in CHARACTERS})
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 500), (550, 500), (550, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (WIDTH, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def filled(**entries: object) -> Dictionary:
    """A dictionary with entries, which pikepdf types more narrowly than it takes them."""
    node = Dictionary()
    for key, value in entries.items():
        node["/" + key] = value
    return node


def code_of(sign: str) -> int:
    return ord(sign) - 31


def shown(text: str) -> bytes:
    return b"<" + b"".join(b"%04x" % code_of(sign) for sign in text) + b">"


@dataclass(slots=True)
class Made:
    """The file, and what tests break in it."""

    pdf: pikepdf.Pdf
    page: Object
    root: Object
    document: Object
    font: Object
    tags: dict[str, Object] = field(default_factory=dict)
    """By their names, with a number from the second on: `P`, `P2`."""
    commands: list[bytes] = field(default_factory=list)
    parents: list[Object] = field(default_factory=list)
    height: float = 800.0
    keeps_streams: bool = False
    """Whether streams are written as they are, and not packed anew."""

    def tag(self, kind: str, parent: Object | None = None, **entries: object) -> Object:
        parent = self.document if parent is None else parent
        node = self.pdf.make_indirect(
            filled(Type=Name.StructElem, S=Name("/" + kind), P=parent, K=Array(), **entries)
        )
        parent.K.append(node)
        name, number = kind, 2
        while name in self.tags:
            name, number = f"{kind}{number}", number + 1
        self.tags[name] = node
        return node

    def paint(self, node: Object, commands: bytes) -> None:
        number = len(self.parents)
        kind = str(node.S).encode()
        self.commands.append(b"%s <</MCID %d>> BDC\n%s\nEMC" % (kind, number, commands))
        node.K.append(number)
        node.Pg = self.page
        self.parents.append(node)

    def write(self, node: Object, text: str, left: float = 50, size: float = 12) -> None:
        self.height -= 2 * size
        where = f"/F1 {size} Tf 1 0 0 1 {left} {self.height} Tm".encode()
        self.paint(node, b"BT %s %s Tj ET" % (where, shown(text)))

    def link(self, node: Object, address: str) -> Object:
        low = self.height
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[50, low, 150, low + 12],
                F=4,
                StructParent=1 + len(self.page.Annots),
                Contents=String("The page on bees"),
                A=Dictionary(S=Name.URI, URI=String(address)),
            )
        )
        self.page.Annots.append(annotation)
        node.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.page))
        self.root.StructTreeRoot.ParentTree.Nums.extend([annotation.StructParent, node])
        return annotation

    def finish(self) -> None:
        """Put the commands and the way back into the file."""
        self.page.Contents = self.pdf.make_stream(b"\n".join(self.commands))
        self.root.StructTreeRoot.ParentTree.Nums[1] = Array(self.parents)

    def save(self, path: Path) -> Path:
        level = StreamDecodeLevel.none if self.keeps_streams else StreamDecodeLevel.generalized
        self.pdf.save(
            path,
            deterministic_id=True,
            stream_decode_level=level,
            compress_streams=not self.keeps_streams,
            fix_metadata_version=False,
        )
        return path


def _font(pdf: pikepdf.Pdf) -> Object:
    file = pdf.make_stream(font_file())
    file.Length1 = len(font_file())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Boxes"),
        Flags=4,
        FontBBox=[0, -200, 600, 800],
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=500,
        StemV=80,
        FontFile2=file,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Boxes"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=WIDTH,
        CIDToGIDMap=Name.Identity,
    )
    lines = "\n".join(f"<{code_of(sign):04x}> <{ord(sign):04x}>" for sign in CHARACTERS)
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(CHARACTERS)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Boxes"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(inner)],
            ToUnicode=pdf.make_stream(table.encode()),
        )
    )


@cache
def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _empty() -> Made:
    """A file with a page, a font and a title, and nothing on the page."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page, root = pdf.pages[0].obj, pdf.Root
    font = _font(pdf)
    page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary())
    page.StructParents, page.Tabs, page.Annots = 0, Name.S, Array()
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=[0, Array()]))
    document = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array())
    )
    tree.K.append(document)
    root.StructTreeRoot, root.Lang = tree, String("en-GB")
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    output = pdf.make_stream(profile(), N=3)
    root.OutputIntents = [
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            DestOutputProfile=output,
        )
    ]
    metadata = pdf.make_stream(XMP.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = metadata
    return Made(pdf, page, root, document, font)


def whole() -> Made:
    """The file, with nothing wrong with it."""
    made = _empty()
    made.write(made.tag("H1"), "On bees")
    made.write(made.tag("P"), "Bees fly far.")
    made.write(made.tag("H2"), "Flowers")
    entries = made.tag("L")
    for mark, text in (("1.", "Clover"), ("2.", "Lime")):
        entry = made.tag("LI", entries)
        made.write(made.tag("Lbl", entry), mark)
        made.write(made.tag("LBody", entry), text, left=80)
    _table(made)
    picture = made.tag("Figure", Alt=String("A bee on a flower"))
    image = made.pdf.make_stream(
        bytes(3 * 300 * 300),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=300,
        Height=300,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    made.page.Resources.XObject.Im1 = image
    made.height -= 80
    made.paint(picture, b"q 72 0 0 72 50 %d cm /Im1 Do Q" % made.height)
    made.write(made.tag("Caption"), "Figure 1. A visit.")
    made.write(made.tag("Formula", Alt=String("a plus b")), "a+b")
    paragraph = made.tag("P")
    link = made.tag("Link", paragraph)
    made.write(link, "More on bees")
    made.link(link, "https://example.org/bees")
    made.write(made.tag("Note", ID=String("n1")), "1 As of 2024.")
    made.commands.append(b"/Artifact BMC 0.5 G 50 30 m 500 30 l S EMC")
    made.finish()
    return made


def _table(made: Made) -> None:
    table = made.tag("Table")
    for row, texts in enumerate((("Bee", "Range"), ("Honey", "5 km"), ("Bumble", "2 km"))):
        line = made.tag("TR", table)
        for column, text in enumerate(texts):
            is_header = row == 0 or column == 0
            cell = made.tag("TH" if is_header else "TD", line)
            if is_header:
                scope = Name.Column if row == 0 else Name.Row
                cell.A = Dictionary(O=Name.Table, Scope=scope)
            made.write(cell, text, left=50 + 100 * column)
