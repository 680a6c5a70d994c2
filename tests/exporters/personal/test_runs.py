"""Print runs: all copies in one file, in order, each in front, however many there are."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters.personal import runs
from tests.exporters.personal.making import copies_of
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("both_sides", "pages"), [(True, 20), pytest.param(False, 10, marks=pytest.mark.slow)]
)
def test_a_run_of_many_pages_is_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, both_sides: bool, pages: int
) -> None:
    monkeypatch.setattr(runs, "FAN", 2)
    people = "name\n" + "".join(f"Number{number}\n" for number in range(10))
    path = tmp_path / "run.pdf"
    with closing(copies_of(tmp_path, people)) as copies:
        copies.lay_out()
        assert runs.write_run(copies, None, path, both_sides=both_sides) == pages
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == pages
        assert {page.obj.Type for page in pdf.pages} == {pikepdf.Name.Page}
    text = run(program("pdftotext", "poppler-utils"), path, "-")
    shown = [line.removeprefix("For ").strip(".") for line in text.split("\n") if "For" in line]
    assert shown == [f"Number{number}" for number in range(10)]
    assert not list(tmp_path.glob("*.shared"))
