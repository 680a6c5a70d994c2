"""The Word files of the sample, all papers and all articles, in all looks and with live citations.

Microsoft's Open XML SDK finds no fault in them, and neither do our own rules.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest

from presswork import looks, word_checks
from tests.tools import ROOT, node_file, run, shared
from tests.validation.papers import paper_of, papers_in

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LIVE: Final = ("zotero", "word")
"""The programs that go on with citations; Mendeley's files are written as Zotero's are."""

WAYS: Final[tuple[tuple[str, ...], ...]] = (
    *(("--look", name) for name in looks.names() if "handout" not in name),
    *(("--look", "article", "--live", name) for name in LIVE),
    ("--look", "article", "--style", "chicago-notes"),
)


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The Word files of all documents, made in one way."""
    folder = tmp_path_factory.mktemp("word")
    sources = [paper_of(name) for name in papers_in(request.param[1])]
    roots = ("--root", shared("papers"), "--root", shared("jats"))
    options = ("--format", "docx", *request.param, "--output", folder, "--quiet")
    run(sys.executable, ROOT / "build.py", *sources, *roots, *options)
    made = sorted(folder.rglob("*.docx"))
    assert len(made) == len(sources)
    return made


def faults(file: Path) -> list[str]:
    """Return what the Open XML SDK finds in a file."""
    validator = node_file("@xarsh", "ooxml-validator-linux-x64", "ooxml-validator")
    found = json.loads(run(validator, file, good=(0, 1)))["errors"]
    return [f"{file.name}: {e['path']} {e['xPath']}: {e['description']}" for e in found]


def test_neither_the_open_xml_sdk_nor_we_find_a_fault(files: list[Path]) -> None:
    ours = [str(problem) for problem in word_checks.check(files)]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = [fault for each in pool.map(faults, files) for fault in each]
    assert not [*ours, *found], "\n".join([*ours, *found])
