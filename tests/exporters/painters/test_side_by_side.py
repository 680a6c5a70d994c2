"""Pages painted by several processes beside the same painted by one."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Picture

from exporters import pdf
from exporters.painters import merging, printing, sharing
from presswork import looks, numbering, readers, styles
from presswork.citations.citing import cite
from presswork.forks import FORKS
from presswork.resources import Resources
from tests.exporters import test_specimen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Document

pytestmark = pytest.mark.skipif(not FORKS, reason="this system forks no processes")

TEXT = "Cells that instruct and office waffles, internationalization of *many* words. " * 9

SECTION = f"""
# Section {{0}} {{{{#s{{0}}}}}}

{TEXT} A note.[^n{{0}}] See Section [-@s{{0}}], $x_{{0}}^2 = {{0}}$ and [there](https://example.org/{{0}}).

- {TEXT}
- `code {{0}}`, **strong**

![A picture of number {{0}}](figures/{{0}}.{{1}})

[^n{{0}}]: {TEXT[:300]}
"""

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
    '<text x="40" y="20" text-anchor="middle" font-family="sans-serif">{0}</text>'
    '<rect x="2" y="3" width="9" height="{0}" opacity="0.5"/></svg>'
)


@pytest.fixture
def employed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """What lets a number of processes paint."""
    monkeypatch.setattr(sharing, "FEWEST_PAGES", 1)
    yield sharing.employ
    sharing.employ(1)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("book")
    (folder / "figures").mkdir()
    for at in range(6):
        drawing = folder / "figures" / f"{at}.svg"
        drawing.write_text(DRAWING.format(at), encoding="utf-8")
        Picture.new("RGB", (30 + at, 20), (9 * at, 80, 80)).save(drawing.with_suffix(".png"))
    sections = (SECTION.format(at, "png" if at % 3 else "svg") for at in range(6))
    article = folder / "book.md"
    article.write_text("---\ntitle: A book\n---\n" + "\n".join(sections), encoding="utf-8")
    return numbering.number(readers.read(article, Resources((folder,))))


def exported(document: Document, path: Path, look: str = "article") -> Exported:
    chosen = looks.load(look)
    return pdf.export(document, chosen, path, Resources((document.path.parent, *chosen.folders)))


def printed(document: Document, path: Path, look: str = "article") -> bytes:
    exported(document, path, look)
    return path.read_bytes()


@pytest.fixture(scope="module")
def alone(book: Document, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return printed(book, tmp_path_factory.mktemp("alone") / "book.pdf")


@pytest.mark.parametrize(
    "painters", [2, *(pytest.param(many, marks=pytest.mark.slow) for many in (3, 4))]
)
def test_who_painted_makes_no_difference(
    book: Document,
    alone: bytes,
    painters: int,
    employed: Callable[[int], None],
    tmp_path: Path,
) -> None:
    employed(painters)
    assert printed(book, tmp_path / "book.pdf") == alone


@pytest.mark.parametrize(
    "look",
    ["article", *(pytest.param(name, marks=pytest.mark.slow) for name in ("journal", "report"))],
)
def test_the_specimen_is_the_same(
    look: str, employed: Callable[[int], None], tmp_path: Path
) -> None:
    article = test_specimen.SPECIMEN
    style = styles.find("american-medical-association")
    document = numbering.number(readers.read(article, Resources((article.parent,))))
    document = cite(document, style.path, style.own_language)
    before = printed(document, tmp_path / "alone.pdf", look)
    employed(3)
    assert printed(document, tmp_path / "together.pdf", look) == before


def test_pages_from_others_are_used(
    book: Document,
    employed: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Without this, all other tests would hold if every page was painted again."""
    merged = []
    merge = merging._Merger._merge  # noqa: SLF001 - what is tested

    def counted(*arguments: object) -> None:
        merged.append(1)
        merge(*arguments)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(merging._Merger, "_merge", counted)  # noqa: SLF001 - as above
    employed(2)
    pages = exported(book, tmp_path / "book.pdf").pages
    assert pages
    assert len(merged) >= pages // 2 - 1


def test_who_dies_is_replaced(
    book: Document,
    alone: bytes,
    employed: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(printing.Painter, "begin", lambda _: os._exit(3))
    employed(2)
    assert printed(book, tmp_path / "book.pdf") == alone


def test_who_fails_beside_painting_is_replaced(
    book: Document,
    alone: bytes,
    employed: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """And it does not go on as if it were the first process."""
    monkeypatch.setattr(printing.Painter, "begin", lambda _: 1 / 0)
    employed(2)
    assert printed(book, tmp_path / "book.pdf") == alone


def test_who_hangs_is_not_waited_for(
    book: Document,
    alone: bytes,
    employed: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(merging, "PATIENCE", 0)
    monkeypatch.setattr(printing.Painter, "begin", lambda _: time.sleep(600))
    employed(2)
    assert printed(book, tmp_path / "book.pdf") == alone


def test_without_other_processes_all_is_painted_here(
    book: Document,
    alone: bytes,
    employed: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    employed(2)
    assert printed(book, tmp_path / "book.pdf") == alone


@pytest.mark.slow
def test_a_character_that_no_font_has_is_told_once(
    employed: Callable[[int], None], tmp_path: Path
) -> None:
    article = tmp_path / "article.md"
    rare = "\N{OLD PERSIAN SIGN A}"
    pages = "\n\n".join([TEXT] * 30)
    article.write_text(f"---\ntitle: Rare\n---\n{pages}\n\n{rare}\n\n{pages}", encoding="utf-8")
    document = readers.read(article, Resources((tmp_path,)))
    first = exported(document, tmp_path / "alone.pdf")
    employed(2)
    second = exported(document, tmp_path / "together.pdf")
    assert second.warnings == first.warnings
    assert (tmp_path / "alone.pdf").read_bytes() == (tmp_path / "together.pdf").read_bytes()


@pytest.mark.parametrize(("pages", "painters"), [(1, 4), (9, 4), (100, 3), (0, 2)])
def test_every_page_is_painted_by_one(
    pages: int, painters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing._employed, "painters", painters)  # noqa: SLF001 - what is tested
    runs = sharing.shares(pages)
    assert [page for run in runs for page in run] == list(range(pages))
    assert len(runs) <= painters
