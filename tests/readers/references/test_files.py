"""Files of references: which format, how they fail, and those that others wrote."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import pytest

from presswork.problems import Problems
from presswork.readers import references as reference_files
from presswork.readers.references import read_references
from tests.tools import shared

if TYPE_CHECKING:
    from pathlib import Path

ITEM = '[{"id": "a", "type": "book"}]'


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("r.json", ITEM),
        ("r.txt", ITEM),
        ("r.json", "\ufeff" + ITEM),
        ("r.bib", "@book{a, title={x}}"),
        ("r.biblatex", "% a remark\n@book{a, title={x}}"),
    ],
)
def test_the_format_is_found(tmp_path: Path, name: str, source: str) -> None:
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    assert [reference.key for reference in read_references(path).references] == ["a"]


def fail(path: Path) -> str:
    with pytest.raises(Problems) as raised:
        read_references(path)
    return str(raised.value).replace(str(path), path.name)


def test_two_works_of_one_key_are_an_error_that_names_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "r.bib"
    path.write_text("@book{a, title={x}}\n@book{a, title={y}}\n", encoding="utf-8")
    assert fail(path).startswith(
        "r.bib:2: error: the key 'a' is given twice; it stands in line 1 already"
    )


def test_a_copy_of_an_entry_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "r.bib"
    path.write_text("@book{a, title={x}}\n@book{a, title={x}}\n", encoding="utf-8")
    read = read_references(path)
    assert len(read.references) == 1
    assert "warning: the key 'a' is given twice" in str(read.warnings[0])


def test_a_file_without_references_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "r.bib"
    path.write_text("nothing here\n", encoding="utf-8")
    assert "the file holds no references" in str(read_references(path).warnings[0])


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "r.bib"
    path.write_bytes(b"@book{a,\n title={\xfcber}}\n")
    assert fail(path).startswith("r.bib:2: error: byte 0xfc is not UTF-8")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert fail(tmp_path / "r.bib").startswith("r.bib: error: the references cannot be read")


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_files, "SIZE_LIMIT", 10)
    path = tmp_path / "r.json"
    path.write_text(ITEM, encoding="utf-8")
    assert "error: the file is larger than" in fail(path)


@pytest.mark.parametrize("folder", ["bibtex", "biblatex", "citation-js"])
def test_files_of_others_are_read_or_end_in_problems(folder: str) -> None:
    found = shared("references", folder)
    paths = [*found.rglob("*.bib"), *found.rglob("*-csl.json")]
    assert paths
    for path in paths:
        with contextlib.suppress(Problems):
            assert read_references(path).references


def test_the_bibliographies_of_papers_are_read_without_warnings() -> None:
    for path in shared("papers").rglob("*.bib"):
        assert read_references(path).warnings == (), path


def test_a_large_bibliography_is_read_fast(tmp_path: Path) -> None:
    path = tmp_path / "r.bib"
    authors = " and ".join(f"Family{number}, Given" for number in range(200))
    entries = (
        f"@article{{k{number}, author={{{authors}}}, title={{A {{Title}}}}}}\n"
        for number in range(100)
    )
    path.write_text("".join(entries), encoding="utf-8")
    start = time.perf_counter()
    assert len(read_references(path).references) == 100
    assert time.perf_counter() - start < 5
