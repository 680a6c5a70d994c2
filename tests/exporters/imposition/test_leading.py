"""Links, bookmarks and what the file says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters.imposition import Booklet, Imposition, Trifold, impose, n_up
from exporters.imposition.claims import without_claims
from presswork.problems import Problems
from tests.exporters.imposition.papers import numbered

if TYPE_CHECKING:
    from pathlib import Path

    from pikepdf import Pdf

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<rdf:RDF><rdf:Description rdf:about="" pdfaid:conformance="A"><pdfaid:part>3</pdfaid:part>
<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format></rdf:Description></rdf:RDF>
</x:xmpmeta>"""


def link(page: pikepdf.Page, rect: list[int], name: str, target: object) -> None:
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=rect, StructParent=7
    )
    annotation[name] = target
    page.obj.Annots.append(annotation)


def linked(path: Path, turned: int = 0) -> Path:
    """Write four pages: the first links out, and to the fourth in all the ways that there are."""
    source = numbered(path / "plain.pdf", 4)
    with pikepdf.open(source) as pdf:
        fourth = pdf.pages[3].obj
        place = pikepdf.Array([fourth, pikepdf.Name.XYZ, 10, 500, None])
        go_to = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=place, SD=pikepdf.Array([1]))
        uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/"))
        pdf.pages[0].obj.Annots = pikepdf.Array()
        link(pdf.pages[0], [100, 100, 200, 120], "/A", uri)
        link(pdf.pages[0], [100, 200, 200, 220], "/A", go_to)
        link(pdf.pages[0], [100, 300, 200, 320], "/Dest", pikepdf.String("there"))
        link(pdf.pages[0], [100, 400, 200, 420], "/Dest", pikepdf.Array([fourth, pikepdf.Name.Fit]))
        tree = pikepdf.Dictionary(Names=[pikepdf.String("there"), place])
        pdf.Root.Names = pikepdf.Dictionary(
            Dests=pikepdf.Dictionary(Kids=[pdf.make_indirect(tree)])
        )
        entry = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("Four"), Dest=place))
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=entry, Last=entry, Count=1))
        entry.Parent = pdf.Root.Outlines
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary())
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.Metadata = pdf.make_stream(XMP)
        pdf.docinfo["/Title"] = "Four pages"
        if turned:
            for page in pdf.pages:
                page.obj.Rotate = turned
        pdf.save(path / "linked.pdf")
    return path / "linked.pdf"


def links(pdf: Pdf) -> list[pikepdf.Object]:
    return [link for page in pdf.pages for link in page.obj.get("/Annots", ())]


def landing(pdf: Pdf, target: pikepdf.Object) -> tuple[int, list[float]]:
    """Return the side that a destination leads to, counted from 1, and the place on it."""
    sides = [page.obj.objgen for page in pdf.pages]
    assert target[1] == "/XYZ"
    return sides.index(target[0].objgen) + 1, [round(float(number)) for number in target[2:4]]


def test_links_move_with_their_pages(tmp_path: Path) -> None:
    impose(linked(tmp_path), Booklet(), tmp_path / "sheets.pdf")
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        first = links(pdf)[0]
        assert [float(number) for number in first.Rect] == [521.417, 100.138, 621.417, 120.138]
        assert first.A.URI == "https://example.org/"
        assert first.P.objgen == pdf.pages[0].obj.objgen


def test_links_lead_to_where_pages_are_now(tmp_path: Path) -> None:
    impose(linked(tmp_path), n_up(2), tmp_path / "sheets.pdf")
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        _, go_to, named, whole = links(pdf)
        place = landing(pdf, go_to.A.D)
        assert place == (2, [315, 343])
        assert named.Dest == "there"
        assert landing(pdf, pdf.Root.Names.Dests.Kids[0].Names[1]) == place
        assert landing(pdf, pdf.Root.Outlines.First.Dest) == place
        assert landing(pdf, whole.Dest) == (2, [309, 405])


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_links_on_turned_pages_stay_on_their_words(turned: int, tmp_path: Path) -> None:
    impose(linked(tmp_path, turned), n_up(4), tmp_path / "sheets.pdf")
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        side = pdf.pages[0]
        matrix = [
            float(number)
            for number in side.obj.Contents.read_bytes().decode().split(" W n ")[1].split()[:6]
        ]
        expected = pikepdf.Matrix(*matrix).transform(pikepdf.Rectangle(100, 100, 200, 120))
        found = pikepdf.Rectangle(*(float(number) for number in links(pdf)[0].Rect))
        assert found.llx == pytest.approx(expected.llx, abs=0.2)
        assert found.ury == pytest.approx(expected.ury, abs=0.2)
        assert 0 <= found.llx < found.urx <= float(side.mediabox[2])


@pytest.mark.parametrize("imposition", [Booklet(), n_up(2), Trifold()])
def test_no_claims_are_left(imposition: Imposition, tmp_path: Path) -> None:
    impose(linked(tmp_path), imposition, tmp_path / "sheets.pdf")
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert b"aiim.org" not in pdf.Root.Metadata.read_bytes()
        assert b"application/pdf" in pdf.Root.Metadata.read_bytes()
        assert pdf.docinfo["/Title"] == "Four pages"
        assert pdf.Root.Lang == "en"
        assert not any("/StructParent" in link for link in links(pdf))


def test_metadata_that_is_no_xml_stays() -> None:
    assert without_claims(b"<broken") == b"<broken"


def test_a_viewer_is_told_how_to_print(tmp_path: Path) -> None:
    impose(linked(tmp_path), Booklet(), tmp_path / "sheets.pdf")
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert [page.label for page in pdf.pages] == ["4, 1", "2, 3"]


def test_sheets_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    source = linked(tmp_path)
    for name in ("one.pdf", "other.pdf"):
        impose(source, n_up(4), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("nothing")
    with pytest.raises(Problems, match="no PDF that can be put on sheets"):
        impose(tmp_path / "text.pdf", Booklet(), tmp_path / "sheets.pdf")
