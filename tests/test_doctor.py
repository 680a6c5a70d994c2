from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from presswork import bootstrap, doctor, looks, system
from presswork.doctor import State, examine
from presswork.problems import Problem, Problems
from presswork.system import HARFBUZZ_SUBSET, PANGO

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def found(name: str) -> doctor.Finding:
    return next(finding for finding in examine() if finding.name == name)


def test_what_is_missing_for_a_pdf_is_bad_and_has_a_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing_libraries", lambda: (PANGO,))
    assert found("Pango").state is State.BAD
    assert found("Pango").fix == system.install_hint((PANGO,))


def test_a_missing_subsetting_library_is_poor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing_libraries", lambda: (HARFBUZZ_SUBSET,))
    assert found("HarfBuzz subset").state is State.POOR


def test_missing_packages_are_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "lacking", lambda _root, _lock: ("lxml>=6",))
    assert found("environment").state is State.BAD


def test_other_versions_than_the_locked_ones_are_poor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "checkout", lambda: tmp_path)
    monkeypatch.setattr(bootstrap, "lacking", lambda _root, _lock: ())
    (tmp_path / "requirements.lock").write_text("lxml==0.1 \\\n", encoding="utf-8")
    assert found("lock file").state is State.POOR
    assert "(locked: 0.1)" in found("lock file").fact


def test_the_styles_are_counted() -> None:
    count, _, words = found("citation styles").fact.partition(",")
    assert int(count) > 10_000
    assert words.endswith("independent")


def test_vera_pdf_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert found("veraPDF").state is State.GOOD
    assert "its own rules" in found("veraPDF").fact
    assert "JDK" in (found("veraPDF").fix or "")


def test_the_fonts_of_every_look_are_named() -> None:
    for name in looks.names():
        assert found(f"look {name}").state is State.GOOD


def test_a_look_that_cannot_be_read_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> None:
        raise Problems([Problem("the font 'X' is missing", hint="install it")])

    monkeypatch.setattr(looks, "load", fail)
    assert found("look article").fix == "install it"
