"""Which reader reads a file, and what the documents of a folder are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.problems import Problems
from presswork.readers import find_documents, name_of, read
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: T\n---\nWords.\n", encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_documents(folder)]


def test_folder_with_its_main_file(tmp_path: Path) -> None:
    write(tmp_path, "article.md", "other.md", "figures/x.md")
    assert found(tmp_path) == ["article.md"]


def test_folder_with_a_single_file(tmp_path: Path) -> None:
    write(tmp_path, "cells.md", "README.md")
    assert found(tmp_path) == ["cells.md"]


def test_folder_of_documents(tmp_path: Path) -> None:
    write(tmp_path, "b/article.md", "a/paper.md", "c/joss/paper.md", ".git/article.md", "README.md")
    assert found(tmp_path) == ["a/paper.md", "b/article.md", "c/joss/paper.md"]


def test_several_documents_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path, "cells.md", "tissue.md")
    assert found(tmp_path) == ["cells.md", "tissue.md"]


def test_pages_and_word_files_in_a_folder_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, "a/paper.md", "a/paper.html", "b/draft.docx", "b/page.html", "c/article.html")
    assert found(tmp_path) == ["a/paper.md", "c/article.html"]


def test_a_file_is_itself(tmp_path: Path) -> None:
    write(tmp_path, "notes.md", "article.md")
    assert find_documents(tmp_path / "notes.md") == (tmp_path / "notes.md",)


def test_nothing_there(tmp_path: Path) -> None:
    assert find_documents(tmp_path / "missing") == ()


@pytest.mark.parametrize(
    ("files", "path", "name"),
    [
        (["cells/article.md"], "cells/article.md", "cells"),
        (["cells/one.md"], "cells/one.md", "cells"),
        (["all/one.md", "all/two.md"], "all/two.md", "two"),
    ],
)
def test_name(files: list[str], path: str, name: str, tmp_path: Path) -> None:
    write(tmp_path, *files)
    assert name_of(tmp_path / path) == name


def test_unknown_ending(tmp_path: Path) -> None:
    write(tmp_path, "article.mdd")
    with pytest.raises(Problems, match=r"did you mean '\.md'"):
        read(tmp_path / "article.mdd", Resources((tmp_path,)))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="cannot be read"):
        read(tmp_path / "article.md", Resources((tmp_path,)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nWords.\r\n",
        b"a\0b",
        b"---\n---\n",
        b"\tcode",
    ],
)
def test_odd_files_are_read(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(content)
    read(path, Resources((tmp_path,)))


def test_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes("one\ntwo ä".encode("latin-1"))
    with pytest.raises(Problems, match=r"article\.md:2: error: the file is no UTF-8 text"):
        read(path, Resources((tmp_path,)))
