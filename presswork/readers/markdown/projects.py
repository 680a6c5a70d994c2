"""Folders that are one document: manubot's manuscripts and Quarto's books.

manubot puts `content/*.md` together in the order of their names, with `content/metadata.yaml`;
Quarto the chapters that `_quarto.yml` lists; MyST keeps what all its pages share in `myst.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERED: Final = re.compile(r"\d{2}\..+\.md$")
_METADATA: Final = "metadata.yaml"
_QUARTO: Final = ("_quarto.yml", "_quarto.yaml")
_TEMPLATE: Final = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SHARED: Final = frozenset(
    {"bibliography", "csl", "lang", "license", "keywords", "number-sections"}
)


@dataclass(frozen=True, slots=True)
class Project:
    """A document of several files.

    Args:
        settings: files of metadata, the most important first.
        files: of the text, in their order.
        headed: whether the title of a file is the heading of its chapter.
    """

    settings: tuple[Path, ...]
    files: tuple[Path, ...]
    headed: bool


@dataclass(frozen=True, slots=True)
class Front:
    """YAML that serves as front matter, and the line of its file where it begins."""

    text: str
    line: int


def manuscript_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of manubot's manuscript in a folder, in their order; none if it is none."""
    if not (folder / _METADATA).is_file():
        return ()
    return tuple(sorted(path for path in folder.glob("*.md") if _NUMBERED.match(path.name)))


def find(path: Path) -> Project | None:
    """Return the project that a file begins; None where it is a document by itself."""
    folder = path.parent
    manuscript = manuscript_files(folder)
    if manuscript and path.name == manuscript[0].name:
        return Project((folder / _METADATA,), manuscript, headed=False)
    for name in _QUARTO:
        chapters = _book(folder / name)
        if chapters and path.name == chapters[0].name:
            return Project((folder / name,), chapters, headed=True)
    return None


def _book(settings: Path) -> tuple[Path, ...]:
    """Return the chapters of Quarto's book that exist."""
    if not settings.is_file():
        return ()
    try:
        loaded = yaml.safe_load(settings.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return ()
    book = loaded.get("book") if isinstance(loaded, dict) else None
    listed = book.get("chapters") if isinstance(book, dict) else None
    names = list(_names(listed))
    appendices = book.get("appendices") if isinstance(book, dict) else None
    names += _names(appendices)
    folder = settings.parent
    files = (folder / name for name in dict.fromkeys(names))
    root = folder.resolve()
    return tuple(file for file in files if file.resolve().is_relative_to(root) and file.is_file())


def _names(listed: object) -> list[str]:
    names: list[str] = []
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, str):
            names.append(one)
        elif isinstance(one, dict):
            if isinstance(one.get("part"), str) and one["part"].endswith((".qmd", ".md")):
                names.append(one["part"])
            if isinstance(one.get("file"), str):
                names.append(one["file"])
            names += _names(one.get("chapters"))
    return names


def front_matter_of(text: str, path: Path) -> Front:
    """Return what a file of settings says of the document, as front matter."""
    if path.name not in _QUARTO:
        lines = text.split("\n")
        start = 1 if lines and lines[0].rstrip() == "---" else 0
        end = next(
            (at for at in range(start, len(lines)) if lines[at].rstrip() == "---"), len(lines)
        )
        return Front("\n".join(lines[start:end]), start + 1)
    return Front(_book_fields(text), 1)


def _book_fields(text: str) -> str:
    """Return the fields of a book's settings that are metadata, each in its line of the file."""
    kept: list[str] = []
    section = ""
    taken = False
    for line in text.split("\n"):
        bare = line.split("#")[0].rstrip()
        indent = len(bare) - len(bare.lstrip())
        name = bare.strip().partition(":")[0].strip()
        if bare and not indent:
            section = name
            taken = section in _SHARED
        elif section == "book" and bare and indent <= _first_indent(text):
            taken = name in {"title", "subtitle", "author", "authors", "date", "abstract", "doi"}
        shift = _first_indent(text) if section == "book" else 0
        kept.append(line[shift:] if taken and (section == "book" or section in _SHARED) else "")
    return "\n".join(kept)


def _first_indent(text: str) -> int:
    found = re.search(r"^book:[^\n]*\n(?:\s*\n|\s*#[^\n]*\n)*([ ]+)\S", text, re.MULTILINE)
    return len(found[1]) if found else 2


def without_template(body: str) -> str:
    """Drop the commands of manubot's template; its title page is made of the metadata anyway."""
    if "{%" not in body and "{#" not in body:
        return body
    if "manubot.authors" in body:
        return "\n" * body.count("\n")
    return _TEMPLATE.sub(lambda found: "\n" * found.group().count("\n"), body)
