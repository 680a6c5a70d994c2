"""Templates that are kept compiled."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import jinja2
import pytest

from presswork import looks
from presswork.looks.folders import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    """Return what lists the files that are kept; there are none yet."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return lambda: sorted(folder.rglob("template-*"))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with the names of templates that are compiled."""
    names: list[str] = []
    compile_one = jinja2.Environment.compile

    def compile_and_tell(self: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_one(self, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", compile_and_tell)
    return names


def test_a_template_is_compiled_once(kept: Callable[[], list[Path]], compiled: list[str]) -> None:
    first = looks.load("plain").render("print.css")
    assert "print.css" in compiled
    assert len(kept()) == len(compiled)
    compiled.clear()
    assert looks.load("plain").render("print.css") == first
    assert not compiled


def test_templates_of_one_name_are_not_mixed_up(kept: Callable[[], list[Path]]) -> None:
    sheets = {name: looks.load(name).render("print.css") for name in ("plain", "journal")}
    again = {name: looks.load(name).render("print.css") for name in ("plain", "journal")}
    assert kept()
    assert again == sheets


def test_a_broken_file_is_passed_over(kept: Callable[[], list[Path]], compiled: list[str]) -> None:
    first = looks.load("plain").render("print.css")
    for path, content in zip(kept(), (b"", b"j2", b"\xff" * 99), strict=False):
        path.write_bytes(content)
    for path in kept():
        path.write_bytes(path.read_bytes()[:-40])
    compiled.clear()
    assert looks.load("plain").render("print.css") == first
    assert compiled


def test_nothing_is_kept_where_python_keeps_nothing(
    kept: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    looks.load("plain").render("print.css")
    assert not kept()


def test_a_place_that_cannot_be_written_to_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert looks.load("plain").render("print.css")


def test_looks_of_the_users_own_are_compiled_each_time(
    kept: Callable[[], list[Path]], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(templates_folder() / "plain", own)
    (own / "print.css").write_text("p { color: {{ css('accent') }} }")
    assert looks.load(str(own)).render("print.css").startswith("p {")
    assert not kept()
