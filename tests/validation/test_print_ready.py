"""PDFs for a press stay what they promise to be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.tools import ROOT, missing, run, shared
from tests.validation import vera
from tests.validation.conftest import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.slow

PAPERS: Final = ("dtw-cpp",)
"""A paper with figures of several kinds."""

PRINTED: Final = ("--print-ready", "--set", "sources=all")


def build(options: Sequence[str | Path], folder: Path) -> list[Path]:
    papers = [shared("papers", name) for name in PAPERS]
    command: list[str | Path] = [sys.executable, ROOT / "build.py", SAMPLE, *papers]
    run(*command, *PRINTED, *options, "--quiet", "--output", folder)
    return sorted(folder.glob("*.pdf"))


def faults(pdfs: list[Path]) -> list[str]:
    assert len(pdfs) == len(PAPERS) + 1
    return [report for report in vera.check(pdfs).values() if not vera.passes(report)]


@pytest.mark.parametrize("colours", ["screen", "grey"])
def test_vera_finds_no_fault(colours: str, tmp_path: Path) -> None:
    assert faults(build(("--set", f"colours={colours}"), tmp_path)) == []


def test_vera_finds_no_fault_in_four_inks(tmp_path: Path) -> None:
    found = sorted(Path("/usr/share/ghostscript").glob("*/iccprofiles/default_cmyk.icc"))
    profile = found[0] if found else missing("a CMYK profile", "apt-get install libgs-common")
    options = ("--set", "colours=cmyk", "--set", f"profile={profile}")
    assert faults(build(options, tmp_path)) == []
