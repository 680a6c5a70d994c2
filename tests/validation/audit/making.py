"""Builds papers and counts what became of them."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

import yaml

from tests.tools import ROOT
from tests.validation.audit import from_jats, from_markdown, in_docx, in_html, in_pdf
from tests.validation.audit.counting import Count, Kind, Thing, compare, residue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.validation.audit.counting import Shown, Told, Vocabulary

READERS: Final[dict[str, Callable[[Path], Told]]] = {
    ".md": from_markdown.read,
    ".xml": from_jats.read,
}
"""What reads a source, by its suffix."""

PATIENCE_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a paper.

    Args:
        printed: all that the command said.
        files: what it wrote, by output.
        seconds: what it took.
    """

    paper: Path
    code: int
    printed: str
    files: dict[str, Path]
    seconds: float


OUTPUTS: Final = ("pdf", "docx", "html", "handout")

SHOWN_BY: Final[dict[str, Callable[[Path], Shown]]] = {
    "pdf": in_pdf.read,
    "docx": in_docx.read,
    "html": in_html.read,
    "handout": in_pdf.read,
}


def papers(folder: Path) -> list[Path]:
    """Return the papers in a folder: every article file in it that can be counted."""
    if folder.is_file():
        return [folder]
    names = ("paper.md", "article.md", "*.xml")
    return sorted(path for name in names for path in folder.rglob(name))


def build(paper: Path, output: Path, *options: str) -> Built:
    """Make every output of a paper, the handout in its preset `full`, unless options say other."""
    began = time.perf_counter()
    formats = () if "--format" in options else ("--format", "all")
    preset = () if {"--preset", "--format"} & {*options} else ("--preset", "full")
    command = (sys.executable, ROOT / "build.py", paper, "--output", output)
    result = subprocess.run(  # noqa: S603 - our own command
        [*command, *formats, *preset, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    files = {kind: path for path in sorted(output.glob("*")) if (kind := _output_of(path))}
    took = time.perf_counter() - began
    return Built(paper, result.returncode, result.stdout, files, took)


def _output_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return "handout" if ".handout" in path.name else "pdf"
    return path.suffix[1:]


@cache
def tell(paper: Path) -> Told:
    """Tell what a paper says."""
    return READERS[paper.suffix](paper)


def tell_in_notes(paper: Path) -> Told:
    """Tell what a paper says in a note style, which makes a note of each place that cites."""
    told = tell(paper)
    notes = told.things[Kind.FOOTNOTES] + (Thing("a citation"),) * told.cites
    return replace(told, things={**told.things, Kind.FOOTNOTES: notes})


def show(file: Path, output: str) -> Shown:
    """Tell what an output shows."""
    return SHOWN_BY[output](file)


def count(told: Told, shown: Shown) -> tuple[tuple[Count, ...], tuple[str, ...]]:
    """Count what an output shows of a paper, and find what is left of its markup."""
    return compare(told, shown, vocabulary(told.language)), residue(told, shown)


def vocabulary(language: str) -> Vocabulary:
    """Return the fixed words of a language."""
    words = yaml.safe_load((ROOT / "templates" / "words.yaml").read_text(encoding="utf-8"))
    found: Vocabulary = {**words["en"], **words.get(language, {})}
    return found


def shown_in_table(counts: dict[str, tuple[Count, ...]], kind: Kind) -> list[str]:
    """Return a line of a table: the source's count, then that of each output."""
    by_output = {
        output: count for output, found in counts.items() for count in found if count.kind is kind
    }
    source = next((str(count.source) for count in by_output.values()), "")
    shown = (str(by_output[name].shown) if name in by_output else "-" for name in OUTPUTS)
    return [source, *shown]


def complaints(told: Told, shown: Shown) -> list[str]:
    """Return what an output lacks, has twice, or has left of the markup, in words."""
    counts, left = count(told, shown)
    found: list[str] = []
    for one in counts:
        if not one.good:
            found.append(f"{one.kind.value}: {one.source} in the source, {one.shown} in the output")
            found += [f"  missing: {thing}" for thing in one.missing]
    if left:
        found.append(f"left of the markup: {' '.join(left)}")
    return found
