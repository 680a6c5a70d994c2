"""Personal copies by the command: what is asked, what is written, and what is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.command import runner
from tests.tools import program
from tests.tools import run as run_tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command import Run

ARTICLE = """\
---
title: A title
abstract: What it says.
---

Words.
"""


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    """Return the command in a folder with a document."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bees").mkdir()
    (tmp_path / "bees" / "article.md").write_text(ARTICLE, encoding="utf-8")
    return runner(monkeypatch, capfd)


def people(content: str) -> str:
    Path("people.csv").write_text(content, encoding="utf-8")
    return "people.csv"


def text(path: Path) -> str:
    return run_tool(program("pdftotext", "poppler-utils"), "-layout", path, "-")


def test_everybody_gets_a_file_in_their_style(run: Callable[..., Run]) -> None:
    given = people("name,institution,style\nJane Doe,Oxford,\n../../x,,apa\nJANE DOE,,\n")
    ran = run("bees", "--recipients", given, "--style", "ieee", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    folder = Path("dist", "bees.pdf.copies")
    files = sorted(path.name for path in folder.iterdir())
    assert files == [
        "bees.apa--x.pdf",
        "bees.ieee--jane-doe-2.pdf",
        "bees.ieee--jane-doe.pdf",
        "copies.csv",
    ]
    assert "Prepared for Jane Doe, Oxford" in text(folder / "bees.ieee--jane-doe.pdf")
    assert "../../x" in text(folder / "bees.apa--x.pdf")
    assert [path.name for path in Path("dist").iterdir()] == ["bees.pdf.copies"]


def test_a_print_run_is_one_file_in_the_order_of_the_list(run: Callable[..., Run]) -> None:
    given = people("name;style\nZoe;apa\nAdam;\nMia;apa\n")
    ran = run("bees", "--recipients", given, "--recipients-as", "run")
    assert ran.code == 0
    assert "3 copies in dist/bees.pdf.copies.pdf" in ran.out
    path = Path("dist", "bees.pdf.copies.pdf")
    pages = text(path).split("\f")[:-1]
    names = ("Zoe", "Adam", "Mia")
    shown = [next((name for name in names if name in page), "") for page in pages]
    assert shown == ["Zoe", "", "Zoe", "", "Adam", "", "Adam", "", "Mia", "", "Mia", ""]
    assert "Copy 2 of 3" in pages[4]
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert "/StructTreeRoot" not in pdf.Root
        fonts = [page.Resources.Font.objgen for page in pdf.pages if "/Font" in page.Resources]
        assert (len(fonts), len(set(fonts))) == (6, 4)


def test_everybody_gets_sheets_beside_their_file(run: Callable[..., Run]) -> None:
    given = people("name\nJane Doe\nZoë\n")
    ran = run("bees", "--recipients", given, "--booklet", "--sheet", "a3")
    assert (ran.code, ran.err) == (0, "")
    assert "Print booklets on both sides" in ran.out
    folder = Path("dist", "bees.pdf.copies")
    for name, own in (("jane-doe", "Jane Doe"), ("zoe", "Zoë")):
        file = folder / f"bees.ama--{name}.pdf"
        sheets = folder / f"bees.ama--{name}.booklet.pdf"
        assert f"Prepared for {own}" in text(file)
        assert text(sheets).count(f"Prepared for {own}") == 1
        with pikepdf.open(sheets) as pdf, pikepdf.open(file) as copy:
            assert "/StructTreeRoot" not in pdf.Root
            assert "/StructTreeRoot" in copy.Root
            assert [round(float(page.mediabox[2])) for page in pdf.pages] == [1191, 1191]
    listed = (folder / "copies.csv").read_text(encoding="utf-8-sig").splitlines()
    assert listed[:2] == [
        "number,name,file,pages,sheets",
        "1,Jane Doe,bees.ama--jane-doe.pdf,1,bees.ama--jane-doe.booklet.pdf",
    ]


def test_a_print_run_of_sheets_is_one_file(run: Callable[..., Run]) -> None:
    given = people("name;style\nZoe;apa\nAdam;\n")
    options = ("--recipients-as", "run", "--n-up", "2", "--print-ready")
    ran = run("bees", "--recipients", given, *options)
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert "Print sheets on both sides (flip on short edge), in actual size; the marks" in told
    (path,) = Path("dist").iterdir()
    assert path.name == "bees.pdf.copies.2-up.pdf"
    pages = text(path).split("\f")[:-1]
    shown = [next((name for name in ("Zoe", "Adam") if name in page), "") for page in pages]
    assert shown == ["Zoe", "", "Zoe", "", "Adam", "", "Adam", ""]
    assert "Copy 2 of 2" in pages[4]


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        ("nam\nA\n", (), "people.csv:1: error: there is no column 'name'"),
        ("name,style\nA,apaa\n", (), "people.csv:2: error: unknown citation style 'apaa'"),
        ("name\nA\n", ("--format", "html"), "personal copies are PDFs"),
        ("name\nA\n", ("--style", "apa,ama"), "name one --style"),
        ("name\nA\n", ("--recipients-as", "runs"), "did you mean 'run'?"),
    ],
)
def test_what_cannot_be_made_is_told_first(
    run: Callable[..., Run], content: str, options: tuple[str, ...], told: str
) -> None:
    ran = run("bees", "--recipients", people(content), *options)
    assert ran.code != 0
    assert told in " ".join(ran.err.replace("│", " ").split())
    assert not Path("dist").exists()


@pytest.mark.slow
def test_with_strict_a_warning_leaves_no_copies(run: Callable[..., Run]) -> None:
    ran = run("bees", "--recipients", people("name\nA\x07\n"), "--strict")
    assert "error: 'name' holds characters that cannot be printed" in ran.err
    assert ran.code != 0
    assert not Path("dist").exists()
