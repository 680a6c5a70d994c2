"""The same input gives the same bytes: in another process, at another place, on another day."""

from __future__ import annotations

import getpass
import shutil
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from tests.tools import ROOT, run, shared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.slow

PARTS: Final = ("build.py", "pyproject.toml", "presswork", "exporters", "templates", "content")
"""What of the repository building takes."""

PAPERS: Final = ("dtw-cpp", "matchcake")
"""Papers with figures of all kinds and with formulas."""

HERE: Final = {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"}
THERE: Final = {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
"""What of the environment must not matter."""

EPOCH: Final = "1700000000"

EVERYTHING: Final = (
    ("--format", "pdf,docx,html", "--look", "article"),
    ("--format", "docx", "--live", "zotero"),
)
"""How the sample and the papers are built."""

SAMPLE: Final = (
    ("--format", "pdf,docx", "--look", "report"),
    ("--format", "pdf,docx", "--look", "journal"),
    ("--format", "pdf", "--print-ready", "--set", "colours=grey", "--set", "sources=all"),
    *(("--format", "docx", "--live", name) for name in ("mendeley", "word")),
    ("--format", "handout", "--preset", "summary,cards,poster", "--language", "ja-JP"),
    ("--format", "handout", "--booklet"),
)
"""How the sample is built besides."""

ALONE: Final = ("--format", "pdf", "--look", "article")


def build(
    repository: Path, papers: Path, output: Path, environment: Mapping[str, str], jobs: int
) -> None:
    """Build the sample, and some papers, in all that there is; run from the papers' parent."""
    home = output.parent / f"home-of-{output.name}"
    home.mkdir()
    sample = repository / "content"
    for options in (*EVERYTHING, *SAMPLE, ALONE):
        # Where one file is made alone, several processes paint it.
        name = "alone" if options is ALONE else "-".join(options[1::2])
        folder = output / name.replace("=", "-").replace(",", "-")
        others = sorted(papers.iterdir(), reverse=jobs == 1) if options in EVERYTHING else []
        chosen = [sample, *others]
        command: list[str | Path] = [sys.executable, repository / "build.py", *chosen]
        run(
            *command,
            *options,
            *("--quiet", "--output", str(folder), "--jobs", str(jobs)),
            folder=papers.parent,
            environment={
                **environment,
                "HOME": str(home),
                "PRESSWORK_NO_VENV": "1",
                "SOURCE_DATE_EPOCH": EPOCH,
            },
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of what two processes built at two places."""
    folder = tmp_path_factory.mktemp("reproducible")
    copy = folder / "another place" / "presswork"
    papers, others = folder / "papers", folder / "others" / "papers"
    for name in PAPERS:
        shutil.copytree(shared("papers", name), papers / name)
        shutil.copytree(shared("papers", name), others / name)
    copy.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part)
        else:
            shutil.copy(source, copy / part)
    with ThreadPoolExecutor(2) as both:
        made = (
            both.submit(build, ROOT, papers, folder / "here", HERE, 2),
            both.submit(build, copy, others, folder / "there", THERE, 1),
        )
    for each in made:
        each.result()
    return folder / "here", folder / "there"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.is_file())


def test_two_processes_at_two_places_write_the_same_bytes(built: tuple[Path, Path]) -> None:
    here, there = built
    assert files(here) == files(there)
    assert len(files(here)) > len(PAPERS)
    assert [
        name for name in files(here) if (here / name).read_bytes() != (there / name).read_bytes()
    ] == []


def contents(path: Path) -> bytes:
    """Return all that a file holds, unpacked."""
    match path.suffix:
        case ".pdf":
            with pikepdf.open(path) as file:
                streams = (entry for entry in file.objects if isinstance(entry, pikepdf.Stream))
                unpacked = [
                    entry.read_bytes() for entry in streams if entry.get("/Subtype") != "/Image"
                ]
            return path.read_bytes() + b"\n".join(unpacked)
        case ".docx":
            with zipfile.ZipFile(path) as file:
                return b"\n".join(file.read(name) for name in file.namelist())
        case _:
            return path.read_bytes()


def test_nothing_of_the_place_is_told(built: tuple[Path, Path]) -> None:
    here, _ = built
    places = [str(ROOT), str(here.parent), "home-of-", f"/{getpass.getuser()}/"]
    told = [
        f"{name}: {place}"
        for name in files(here)
        for place in places
        if place.encode() in contents(here / name)
    ]
    assert told == []
