"""Files of references: which format, how they fail, and those that others wrote."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from presswork.inlines import plain_text
from presswork.problems import Problems
from presswork.readers.references import read_references, texts
from tests.tools import shared

if TYPE_CHECKING:
    from pathlib import Path

WITH_UMLAUT = {
    "r.bib": "@book{a,\n title={Über x}}\n",
    "r.ris": "TY  - BOOK\nTI  - Über x\nER  - \n",
    "r.nbib": "PMID- 1\nTI  - Über x.\n",
    "r.ciw": "FN Clarivate\nVR 1.0\nPT J\nTI Über x\nER\n\nEF\n",
    "r.json": '[{"id": "a", "type": "book", "title": "Über x"}]',
    "r.yaml": "- id: a\n  type: book\n  title: Über x\n",
    "r.enw": "%0 Book\n%T Über x\n",
    "r.xml": "<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>"
    "<style face='normal'>Über x</style></title></titles></record></records></xml>",
}

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


def test_another_work_of_the_same_key_gets_another_key_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "r.bib"
    path.write_text("@book{a, title={x}}\n@book{a, title={y}}\n", encoding="utf-8")
    read = read_references(path)
    assert [reference.key for reference in read.references] == ["a", "a-2"]
    what = "the key 'a' is given twice; it stands in line 1 already, with other data"
    assert str(read.warnings[0]).replace(str(path), path.name) == (
        f"r.bib:2: warning: {what}"
        "\n  hint: give one of the two another key, or delete it; "
        "until then, this one is called 'a-2'"
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


@pytest.mark.parametrize("name", ["r.bib", "r.ris", "r.nbib"])
def test_another_encoding_is_read_as_windows_has_it_with_a_warning(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(WITH_UMLAUT[name].encode("cp1252"))
    read = read_references(path)
    assert [plain_text(one.texts["title"]) for one in read.references] == ["Über x"]
    assert str(read.warnings[0]).replace(str(path), path.name) == (
        f"{name}:2: warning: byte 0xdc is not UTF-8; the file is read as Windows-1252"
        "\n  hint: save the file in the encoding UTF-8"
    )


def test_json_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(b'[{"id": "\xfc"}]')
    assert fail(path).startswith("r.json:1: error: byte 0xfc is not UTF-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["r.bib", "r.ris", "r.nbib", "r.json", "r.yaml", "r.enw", "r.xml"])
def test_encodings_of_unicode_are_known(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(WITH_UMLAUT[name].encode(encoding))
    read = read_references(path)
    assert [plain_text(one.texts["title"]) for one in read.references] == ["Über x"]
    assert read.warnings == ()


@pytest.mark.parametrize("name", WITH_UMLAUT)
def test_the_content_tells_the_format_more_than_the_ending(tmp_path: Path, name: str) -> None:
    path = tmp_path / "r.txt"
    path.write_text(WITH_UMLAUT[name], encoding="utf-8")
    assert [plain_text(one.texts["title"]) for one in read_references(path).references] == [
        "Über x"
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_on_other_systems(tmp_path: Path, end: str) -> None:
    path = tmp_path / "r.ris"
    path.write_bytes(("%%\n\n" + WITH_UMLAUT["r.ris"]).replace("\n", end).encode())
    (reference,) = read_references(path).references
    assert reference.location is not None
    assert reference.location.line == 3


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert fail(tmp_path / "r.bib").startswith("r.bib: error: the references cannot be read")


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "SIZE_LIMIT", 10)
    path = tmp_path / "r.json"
    path.write_text(ITEM, encoding="utf-8")
    assert "error: the file is larger than" in fail(path)


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
    start = time.process_time()
    assert len(read_references(path).references) == 100
    assert time.process_time() - start < 5
