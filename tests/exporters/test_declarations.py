"""What is declared of Pango in C is read once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import cffi
import pytest

from exporters.weasyprint_speed import declarations
from exporters.weasyprint_speed.declarations import Declarations, declaring_once

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "typedef struct { int width; int height; } Shape; size_t strlen (const char *text);"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that declarations are kept in; it is empty."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(declarations, "OURS", "")
    return tmp_path


def declared() -> Declarations:
    made = Declarations()
    made.cdef(SOURCE)
    return made


def check(ffi: Declarations) -> None:
    """See that C can be called by what was declared."""
    shape = ffi.new("Shape *", (3, 4))  # type: ignore[attr-defined] # made when it is declared
    assert (shape.width, shape.height) == (3, 4)
    assert ffi.dlopen(None).strlen(ffi.new("char[]", b"four")) == 4  # type: ignore[attr-defined]


def test_they_are_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(declared())
    assert len(list(place.rglob("declarations-*"))) == 1
    monkeypatch.setattr(declarations, "_read", None)
    check(declared())


def test_a_broken_file_is_passed_over(place: Path) -> None:
    check(declared())
    for path in place.rglob("declarations-*"):
        path.write_bytes(b"ffi = 1/0")
    check(declared())


def test_nothing_is_kept_where_python_keeps_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    check(declared())
    assert not list(place.rglob("*"))


def test_others_get_their_own_cffi_back() -> None:
    with declaring_once():
        assert cffi.FFI is Declarations
    assert cffi.FFI is not Declarations
