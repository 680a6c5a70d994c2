"""Imports point down the floors of ARCHITECTURE.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FLOORS: tuple[tuple[str, ...], ...] = (
    ("presswork.problems",),
    (
        "presswork.rules",
        "presswork.mathml",
        "presswork.resources",
        "presswork.forks",
        "presswork.csl_files",
        "presswork.directions",
        "presswork.extensions",
        "presswork.identifiers",
        "presswork.kept",
        "presswork.numerals",
        "presswork.office_files",
        "presswork.papers",
        "presswork.pictures",
        "presswork.srgb",
        "presswork.system",
        "presswork.translations",
        "presswork.yaml_lines",
    ),
    (
        "presswork.settings",
        "presswork.findings",
        "presswork.companion",
        "presswork.written_functions",
        "presswork.yaml_fields",
    ),
    ("presswork.inlines",),
    ("presswork.csl_text", "presswork.quiz"),
    ("presswork.references",),
    ("presswork.document", "presswork.same_work"),
    ("presswork.formulas",),
    (
        "presswork.readers",
        "presswork.numbering",
        "presswork.review",
        "presswork.pdf_checks",
        "presswork.word_checks",
        "presswork.citations",
        "presswork.styles",
        "presswork.looks",
        "presswork.house",
        "presswork.recipients",
        "presswork.typesetting",
        "presswork.fonts",
    ),
    ("exporters", "presswork.regions"),
    ("presswork.pipeline", "presswork.bibliographies", "presswork.bootstrap"),
    ("presswork.packing",),
    ("presswork.cli", "presswork.doctor"),
)
NEIGHBOURS = {("presswork.looks", "presswork.fonts"), ("presswork.cli", "presswork.doctor")}
"""Rooms of one floor of which the first may use the second."""


def room_of(module: str) -> tuple[int, str] | None:
    for floor, rooms in enumerate(FLOORS):
        for room in rooms:
            if module == room or module.startswith(room + "."):
                return floor, room
    return None


def sources() -> list[Path]:
    return sorted([*ROOT.glob("presswork/**/*.py"), *ROOT.glob("exporters/**/*.py")])


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> list[str]:
    modules = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                modules += [alias.name for alias in names]
            case ast.ImportFrom(module=str(module), names=names):
                modules += [f"{module}.{alias.name}" for alias in names]
            case _:
                pass
    return modules


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_imports_point_down(path: Path) -> None:
    here = room_of(module_name(path))
    if here is None:
        assert module_name(path) == "presswork", f"{path} has no floor; give it one"
        return
    floor, room = here
    for module in imported_modules(path):
        there = room_of(module)
        if there is None or there[1] == room or (room, there[1]) in NEIGHBOURS:
            continue
        assert there[0] < floor, f"{path}: {room} imports {module}, which is not below it"
