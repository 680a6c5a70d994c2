"""Papers that nobody here wrote in so many pages: exactly, or the truth is told."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from tests.command import runner
from tests.validation import vera
from tests.validation.papers import paper_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PAPERS: Final = ("basix", "gwpopulation", "verde")
PAGES: Final = 2

TOLD: Final = re.compile(r"papers/(\w+)/paper\.md: warning: the handout takes ([\d.]+) pages")
"""What is said of a handout that does not have its pages."""


def test_each_has_its_pages_or_is_told_to_have_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    papers = [paper_of(f"papers/{name}/paper.md") for name in PAPERS]
    options = ("--format", "handout", "--preset", "full", "--pages", str(PAGES))
    made = runner(monkeypatch, capfd)(*map(str, papers), *options, "--output", str(tmp_path))
    assert made.code == 0
    told = {name: ceil(float(pages)) for name, pages in TOLD.findall(made.err)}
    assert 0 < len(told) < len(PAPERS)
    files = {path.name.partition(".")[0]: path for path in tmp_path.glob("*.pdf")}
    for name in PAPERS:
        with pikepdf.open(files[name]) as file:
            assert len(file.pages) == told.get(name, PAGES)
    reports = vera.check(files.values())
    assert [report for report in reports.values() if not vera.passes(report)] == []
