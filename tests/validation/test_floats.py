"""Every kind of figure and table in one document, before the validators of each format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest

from exporters import formats
from presswork import document as doc
from presswork import looks
from presswork.document import Alignment, Cell, Column, Row
from presswork.inlines import CrossReference, Image, Length, ReferenceForm, Superscript, Text
from presswork.numbering import number
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, text
from tests.exporters.pictures.files import cornered, figure_pdf, pdf_bytes, saved, turned
from tests.tools import node_file, program, run
from tests.validation import vera
from tests.validation.browsing import barriers, nu_says

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from presswork.document import Block

pytestmark = pytest.mark.slow

WIDTH = Length(45, "%")


def pictures(folder: Path) -> dict[str, Image]:
    """Return a picture of each odd kind."""
    photo = cornered(640, 480)
    (folder / "page.pdf").write_bytes(pdf_bytes(figure_pdf(rotate=90, font="drawn")))
    (folder / "foreign.pdf").write_bytes(pdf_bytes(figure_pdf(font="foreign")))
    saved(folder / "inks.jpg", photo.convert("CMYK"), "JPEG")
    saved(folder / "turned.jpg", photo, "JPEG", exif=turned(6))
    saved(folder / "scan.tif", photo.convert("L"), "TIFF")
    saved(folder / "clear.png", photo.convert("RGBA").resize((320, 240)), "PNG")
    saved(folder / "few.gif", photo, "GIF")
    return {path.stem: Image(path, f"The {path.stem}") for path in sorted(folder.glob("*.*"))}


def row(*words: str, alignment: Alignment | None = None) -> Row:
    first, *others = (Cell((paragraph(word),)) for word in words)
    head = Cell(first.blocks, heading=True)
    return Row((head, *(Cell(cell.blocks, alignment=alignment) for cell in others)))


def blocks(folder: Path) -> tuple[Block, ...]:
    images = pictures(folder)
    panels = tuple(
        doc.Panel(images[name], text(f"The {name}"), f"fig:{name}")
        for name in ("page", "foreign", "inks", "turned")
    )
    lost = doc.Panel(None, address="https://example.org/figure/1")
    years = [str(year) for year in range(2010, 2021)]
    return (
        doc.Heading(1, text("Figures"), "figures"),
        paragraph(
            CrossReference("fig:inks"),
            " and ",
            CrossReference("fig:all", form=ReferenceForm.NUMBER),
            " and ",
            CrossReference("lst:one"),
        ),
        doc.Figure(panels, text("Four."), "fig:all"),
        doc.Figure((lost,), text("Lost."), "fig:lost"),
        doc.Figure((lost, doc.Panel(images["scan"], text("A scan"))), text("One lost.")),
        doc.Figure((doc.Panel(images["clear"]), doc.Panel(images["few"])), text("A row.")),
        doc.Figure((doc.Panel(images["page"]),), text("Again.")),
        doc.CodeBlock("x = 1\ny = 2", "python", None, text("Code."), "lst:one"),
        doc.Table(
            (Column(),) * 12,
            (row("Country", *years),),
            tuple(row(name, *(["1,234.5"] * 11)) for name in ("Austria", "Belgium")),
            text("Twelve columns."),
            "tbl:wide",
            notes=(paragraph(Superscript((Text("a"),)), " A note."), paragraph("Another.")),
        ),
        doc.Table(
            (Column(), Column(Alignment.END)),
            (),
            (
                row("Long", "word " * 600, alignment=Alignment.START),
                row("Short", "7", alignment=Alignment.CENTER),
            ),
            text("A long cell."),
        ),
        paragraph("The end."),
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The document in every format."""
    folder = tmp_path_factory.mktemp("floats")
    document = number(article(folder, *blocks(folder)))
    files = {}
    for name, form in formats().items():
        files[name] = folder / f"{name}{form.suffix}"
        look = looks.load(form.look)
        form.load()(document, look, files[name], Resources((folder, *look.folders)))
    return files


def test_vera_finds_no_fault(written: dict[str, Path]) -> None:
    reports = vera.check([written["pdf"], written["handout"]]).values()
    assert [report for report in reports if not vera.passes(report)] == []


def test_qpdf_finds_no_fault(written: dict[str, Path]) -> None:
    run(program("qpdf", "qpdf"), "--check", written["pdf"])


def test_open_xml_sdk_finds_no_fault(written: dict[str, Path]) -> None:
    validator = node_file("@xarsh", "ooxml-validator-linux-x64", "ooxml-validator")
    errors = json.loads(run(validator, written["docx"]))["errors"]
    assert [f"{error['path']} {error['xPath']}: {error['description']}" for error in errors] == []


def test_nu_finds_no_fault(written: dict[str, Path]) -> None:
    assert [message["message"] for message in nu_says([written["html"]])] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_barrier(
    scheme: Literal["light", "dark"], width: int, browser: Browser, written: dict[str, Path]
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(written["html"].as_uri())
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.close()
