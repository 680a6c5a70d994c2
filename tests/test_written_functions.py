"""Functions that dataclasses write are compiled once and kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from presswork import kept, written_functions
from presswork.written_functions import WrittenFunctions

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "def double(number):\n return 2 * number\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder where things are kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def executed(functions: WrittenFunctions, text: str = TEXT) -> object:
    """Return what the function of a text makes of 21."""
    names: dict[str, object] = {}
    functions(text, {}, names)
    function = names["double"]
    return function(21) if callable(function) else None


def kept_files(folder: Path) -> list[Path]:
    return list(folder.rglob("functions-*.pyc"))


def test_a_function_is_what_exec_makes() -> None:
    assert executed(WrittenFunctions()) == 42


def test_names_go_where_exec_puts_them_without_a_second_place() -> None:
    names: dict[str, object] = {}
    WrittenFunctions()("x = 1", names)
    assert names["x"] == 1


def test_the_next_process_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = WrittenFunctions()
    executed(first)
    first.save()
    second = WrittenFunctions()
    monkeypatch.setattr(written_functions, "compile", None, raising=False)
    assert executed(second) == 42


def test_what_another_process_kept_meanwhile_stays() -> None:
    one, other = WrittenFunctions(), WrittenFunctions()
    executed(one)
    executed(other, TEXT.replace("2", "3"))
    one.save()
    other.save()
    assert len(WrittenFunctions()) == 2


def test_nothing_is_written_where_all_was_known(folder: Path) -> None:
    WrittenFunctions().save()
    assert not kept_files(folder)


def test_a_broken_file_is_made_anew(folder: Path) -> None:
    first = WrittenFunctions()
    executed(first)
    first.save()
    (path,) = kept_files(folder)
    for broken in (b"", b"\xff", path.read_bytes()[:9], b"i\0\0\0\0"):
        path.write_bytes(broken)
        assert executed(WrittenFunctions()) == 42


def test_outdated_functions_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_functions, "MOST", 2)
    for number in range(2, 5):
        functions = WrittenFunctions()
        executed(functions, TEXT.replace("2", str(number)))
        functions.save()
    assert len(WrittenFunctions()) == 1


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    functions = WrittenFunctions()
    executed(functions)
    functions.save()
    assert kept.kept(written_functions.NAME) is None
    assert not kept_files(folder)
