"""Personal copies as veraPDF sees them: files as any other, print runs as PDF/A-3u."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from presswork.pdf_checks import Engine, check
from presswork.pdf_checks.standards import Standard
from tests.tools import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PEOPLE = """\
name,institution,style
Jane Doe,University of Oxford,
Łukasz Żółć,,
山田太郎,東京大学,apa
"A name so long that it goes on in the line after the first, as some do in this world, and more",X,
"""


def test_vera_finds_no_fault_in_copies(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    article = tmp_path / "bees" / "article.md"
    article.parent.mkdir()
    article.write_text("---\ntitle: Bees\nabstract: They fly.\n---\n\nWords.\n", encoding="utf-8")
    words = (ROOT / "build.py", article, "-q", "-f", "handout", "--recipients", people)
    for way in ("files", "run"):
        run(sys.executable, *words, "--recipients-as", way, "-o", tmp_path / way)
    copies = sorted((tmp_path / "files").glob("*/*.pdf"))
    assert len(copies) == 4
    assert check(copies, (), Engine.VERA).problems == ()
    assert check([*(tmp_path / "run").iterdir()], (Standard.A_3U,), Engine.VERA).problems == ()
