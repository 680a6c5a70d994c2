"""The wheel: what `pip wheel .` makes works outside the repository, from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import pytest

from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.slow


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a program and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def presswork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of an environment that has the wheel, and what this one has.

    That the lock file names all it depends on is shown by the test of a fresh clone.
    """
    folder = tmp_path_factory.mktemp("wheel")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], folder)
    (wheel,) = folder.glob("presswork-*.whl")
    run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], folder)
    inside = folder / "venv" / "bin"
    run([*pip, "--python", inside / "python", "install", "--no-deps", wheel], folder)
    (packages,) = folder.glob("venv/lib/python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return inside / "presswork"


def test_a_new_document_builds_to_every_format(presswork: Path, tmp_path: Path) -> None:
    run([presswork, "new", "my-article"], tmp_path)
    run([presswork, "my-article", "--format", "all", "--strict"], tmp_path)
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [
        "my-article.ama.docx",
        "my-article.ama.html",
        "my-article.ama.pdf",
        "my-article.handout.ama.pdf",
    ]


def test_the_doctor_finds_nothing_missing(presswork: Path, tmp_path: Path) -> None:
    assert "error" not in run([presswork, "doctor"], tmp_path)


def test_it_needs_nothing_of_the_repository(presswork: Path, tmp_path: Path) -> None:
    code = "import exporters, presswork; print(exporters.__file__, presswork.__file__)"
    files = run([presswork.parent / "python", "-c", code], tmp_path)
    assert str(ROOT) not in files
