from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exporters.imposition import Booklet, n_up
from presswork.packing import Plan, read_plan
from presswork.problems import Problems

if TYPE_CHECKING:
    from pathlib import Path

REGIONS = """\
regions:
  europe:
    name: Europe
    paper: a4
    countries:
      at: {name: Austria, language: de-AT}
      de: {name: Germany, language: de-DE}
"""


@pytest.fixture(autouse=True)
def content(tmp_path: Path) -> None:
    for name in ("ants", "bees"):
        (tmp_path / "content" / name).mkdir(parents=True)
        (tmp_path / "content" / name / "article.md").write_text(
            f"---\ntitle: {name}\n---\n\nWords.\n"
        )
    (tmp_path / "content" / "regions.yaml").write_text(REGIONS)


def plan(folder: Path, text: str) -> Plan:
    path = folder / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def told(folder: Path, text: str) -> list[str]:
    with pytest.raises(Problems) as raised:
        plan(folder, text)
    return [
        f"{problem.location.line if problem.location else None}: {problem.what}; {problem.hint}"
        for problem in raised.value.problems
    ]


def test_a_build_names_documents_styles_formats_presets_and_regions(tmp_path: Path) -> None:
    read = plan(
        tmp_path,
        "title: Insects\n"
        "about: What they do.\n"
        "language: de\n"
        "builds:\n"
        "  - documents: content/bees\n"
        "    formats: [handout, pdf]\n"
        "    presets: [full]\n"
        "    styles: [ama, apa]\n"
        "    regions: europe\n"
        "    paper: a5\n"
        "    settings: {accent: '#a00', contents: yes}\n"
        "    sheets: booklet\n",
    )
    assert (read.title, read.about, read.language) == ("Insects", "What they do.", "de")
    (build,) = read.builds
    assert [path.parent.name for path in build.documents] == ["bees"]
    assert [form.name for form in build.formats] == ["handout", "pdf"]
    assert (build.presets, build.styles, build.paper) == (("full",), ("ama", "apa"), "a5")
    assert [region.code for region in build.regions] == ["at", "de"]
    assert [(one.name, one.value) for one in build.settings] == [
        ("accent", "#a00"),
        ("contents", "yes"),
    ]
    assert build.imposition == Booklet()


def test_a_build_that_names_nothing_is_every_document_as_pdf(tmp_path: Path) -> None:
    (build,) = plan(tmp_path, "title: Insects\nbuilds:\n  - {sheets: 4-up}\n").builds
    assert [path.parent.name for path in build.documents] == ["ants", "bees"]
    assert [form.name for form in build.formats] == ["pdf"]
    assert build.imposition == n_up(4)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("about: x\nbuilds: [{}]\n", "'title' is missing"),
        ("title: x\nbuilds: []\n", "there is nothing to build"),
        ("title: x\nbuilds:\n  - format: pdf\n", "did you mean 'formats'?"),
        (
            "title: x\nbuilds:\n  - formats: [pdff]\n",
            "3: unknown format 'pdff'; did you mean 'pdf'",
        ),
        ("title: x\nbuilds:\n  - presets: [ful]\n", "did you mean 'full'?"),
        ("title: x\nbuilds:\n  - paper: a44\n", "did you mean 'a4'?"),
        ("title: x\nbuilds:\n  - sheets: 5-up\n", "unknown sheets '5-up'"),
        ("title: x\nbuilds:\n  - regions: [dee]\n", "there is no region 'dee'"),
        ("title: x\nbuilds:\n  - documents: [wasps]\n", "there is no document in 'wasps'"),
        ("title: [x\n", "2: the plan of a pack is broken"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    assert says in "\n".join(told(tmp_path, text))


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, "title: x\nbuilds:\n  - formats: [a, b]\n  - paper: c\n")) == 3


def test_a_plan_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="there is no plan"):
        read_plan(tmp_path / "pack.yaml")
