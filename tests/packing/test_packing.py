from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pikepdf
import pytest

from exporters import Exported, Format
from presswork.document import Contact
from presswork.house import House
from presswork.packing import Build, Means, Packed, Plan, pack
from presswork.problems import Problems
from presswork.regions import Region
from tests import plain_exporter
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document
    from presswork.looks import Look
    from presswork.resources import Resources

PAGES = Format("handout", ".pdf", "tests.plain_exporter:one_page", marked=True)
PLAIN = Format("plain", ".txt", "tests.plain_exporter:export")
FAILING = Format("failing", ".txt", "tests.plain_exporter:fail")
MEANS = Means(1, strict=False, house=House(), watch=lambda _done, _total, _doing: None)


def region(code: str, language: str, area: str) -> Region:
    return Region(code, code.upper(), area, language, "a4", Contact())


GERMANY, JAPAN = region("de", "de-DE", "europe"), region("jp", "ja-JP", "asia")


def one_page(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    del document, look, resources
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(destination, deterministic_id=True)
    return Exported(pages=1)


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.setattr(plain_exporter, "one_page", one_page, raising=False)
    document = tmp_path / "content" / "bees" / "article.md"
    document.parent.mkdir(parents=True)
    document.write_text("---\ntitle: Why bees dance\n---\n\nWords.\n")
    builds = (
        Build((document,), (PAGES,), regions=(GERMANY, JAPAN)),
        Build((document,), (PLAIN,), styles=("ama", "apa")),
    )
    return Plan(tmp_path / "pack.yaml", "Insects & others", "What they do.", "en", builds)


def made(plan: Plan, folder: Path, means: Means = MEANS) -> Packed:
    return pack(plan, folder / "pack", means)


def files_in(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def manifest(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / "pack" / "manifest.json").read_text())
    return said


def test_files_stand_in_a_tree_of_areas_and_countries(plan: Plan, tmp_path: Path) -> None:
    assert made(plan, tmp_path).outcome.problems == ()
    assert files_in(tmp_path / "pack") == [
        "archives/asia.zip",
        "archives/europe.zip",
        "archives/worldwide.zip",
        "files/asia/jp/bees.handout.ama.jp.pdf",
        "files/europe/de/bees.handout.ama.de.pdf",
        "files/worldwide/bees.ama.txt",
        "files/worldwide/bees.apa.txt",
        "index.html",
        "manifest.json",
        "thumbnails/asia/jp/bees.handout.ama.jp.webp",
        "thumbnails/europe/de/bees.handout.ama.de.webp",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "pack"]


def test_the_list_tells_what_each_file_is(plan: Plan, tmp_path: Path) -> None:
    made(plan, tmp_path)
    path = "files/asia/jp/bees.handout.ama.jp.pdf"
    content = (tmp_path / "pack" / path).read_bytes()
    (said,) = (file for file in manifest(tmp_path)["files"] if file["path"] == path)
    assert said == {
        "path": path,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "pages": 1,
        "document": "bees",
        "title": "Why bees dance",
        "format": "handout",
        "sheets": None,
        "style": "ama",
        "language": "ja-JP",
        "text-language": "en-US",
        "region": "jp",
        "area": "asia",
        "revision": None,
        "thumbnail": "thumbnails/asia/jp/bees.handout.ama.jp.webp",
    }


def test_the_list_tells_the_revision_of_the_source(plan: Plan, tmp_path: Path) -> None:
    content = tmp_path / "content"
    who = ("-c", "user.name=Bee", "-c", "user.email=bee@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "Begin")):
        run(program("git", "git"), "-C", content, *words)
    head = run(program("git", "git"), "-C", content, "rev-parse", "HEAD").strip()
    made(plan, tmp_path)
    assert {file["revision"] for file in manifest(tmp_path)["files"]} == {head}


def test_an_archive_holds_the_files_of_an_area(plan: Plan, tmp_path: Path) -> None:
    made(plan, tmp_path)
    with ZipFile(tmp_path / "pack" / "archives" / "worldwide.zip") as zipped:
        assert zipped.namelist() == ["worldwide/bees.ama.txt", "worldwide/bees.apa.txt"]
        assert zipped.testzip() is None


def test_a_pack_made_again_is_the_same(plan: Plan, tmp_path: Path) -> None:
    def contents() -> dict[str, bytes]:
        made(plan, tmp_path)
        folder = tmp_path / "pack"
        return {name: (folder / name).read_bytes() for name in files_in(folder)}

    assert contents() == contents()


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"a", "img"}:
            self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def test_the_page_leads_to_everything(plan: Plan, tmp_path: Path) -> None:
    made(plan, tmp_path)
    links = Links()
    links.feed((tmp_path / "pack" / "index.html").read_text(encoding="utf-8"))
    held = {link for link in links.found if not link.startswith("#")}
    assert held == set(files_in(tmp_path / "pack")) - {"index.html"}


def test_what_fails_leaves_the_earlier_pack(plan: Plan, tmp_path: Path) -> None:
    made(plan, tmp_path)
    before = files_in(tmp_path / "pack")
    broken = replace(plan, builds=(replace(plan.builds[0], formats=(FAILING,)),))
    packed = made(broken, tmp_path)
    assert packed.files == ()
    assert [problem.what for problem in packed.outcome.errors][:1] == ["the template fails"]
    assert files_in(tmp_path / "pack") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "pack"]


def test_a_folder_that_is_no_pack_is_left_alone(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "letters.txt").write_text("precious")
    with pytest.raises(Problems, match="it is no pack of ours"):
        made(plan, tmp_path)
    assert files_in(tmp_path / "pack") == ["letters.txt"]


def test_two_builds_that_make_one_file_are_told(plan: Plan, tmp_path: Path) -> None:
    twice = replace(plan, builds=(plan.builds[1], plan.builds[1]))
    with pytest.raises(Problems, match=r"two builds make files/worldwide/bees\.ama\.txt"):
        made(twice, tmp_path)
    assert not (tmp_path / "pack").exists()
