"""Documents of several files: chapters, included files, manubot's manuscripts, Quarto's books.

Their texts are put one after the other, and `Places` knows where each line is from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork import yaml_lines
from presswork.problems import Location, Problems
from presswork.readers.markdown import projects, source
from presswork.readers.markdown.source import Places, Source
from presswork.resources import RefusedError
from presswork.yaml_lines import YamlError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from presswork.problems import Ledger
    from presswork.resources import Resources

_INCLUDE: Final = re.compile(
    r"\s*(?:\{\{<\s*include\s+(?P<quarto>[^>]+?)\s*>\}\}|!include\s+(?P<plain>\S+))\s*$"
)
_DIRECTIVE: Final = re.compile(r"\s*(?P<fence>`{3,}|~{3,}|:{3,})\s*\{include\}\s*(?P<name>\S+)\s*$")
_FENCE: Final = re.compile(r"[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})")
_DEEPEST: Final = 10
_LARGEST: Final = 40 * 1024 * 1024
"""The length, in characters, from which on a text is told to be too long."""


@dataclass(slots=True)
class _Text:
    """A text while it is put together.

    Args:
        lines: of it, so far.
        starts: as in `Places`.
        pieces: as in `Places`.
        size: how many characters it has.
    """

    lines: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pieces: list[Location] = field(default_factory=list)
    size: int = 0

    def begin(self, path: Path, line: int) -> None:
        """Say where the next line is from."""
        self.starts.append(len(self.lines) + 1)
        self.pieces.append(Location(path, line))

    def add(self, line: str) -> None:
        self.lines.append(line)
        self.size += len(line) + 1

    def places(self) -> Places:
        return Places(tuple(self.starts), tuple(self.pieces))


@dataclass(frozen=True, slots=True)
class Assembler:
    """Puts files together.

    Args:
        resources: what may be read.
        ledger: told of files that may not, or are not there.
    """

    resources: Resources
    ledger: Ledger

    def begin(self, path: Path) -> Source:
        """Read the main file, or what is the front matter of its project.

        Raises:
            Problems: it cannot be read.
        """
        project = projects.find(path)
        if project is None:
            return source.read_source(path, self.ledger)
        own = source.read_source(path, self.ledger)
        text = _Text()
        parts: list[str] = []
        for settings in project.settings:
            try:
                written = source.read_text(settings, self.ledger)
            except Problems:
                continue
            front = projects.front_matter_of(written, settings)
            text.begin(settings, front.line)
            for line in front.text.split("\n"):
                text.add(line)
            parts.append(front.text)
        if not project.settings or own.front:
            text.begin(path, own.front_line)
            for line in own.front.split("\n"):
                text.add(line)
            parts.append(own.front)
        return Source("\n".join(parts), 1, "", text.places())

    def complete(self, path: Path, begun: Source, chapters: Iterable[tuple[str, int]]) -> Source:
        """Add what the front matter names, and what the text includes.

        Args:
            path: the main file.
            begun: what `begin` read.
            chapters: files, each with the line that names it.
        """
        project = projects.find(path)
        text = _Text()
        if project is None:
            text.begin(path, 1)
            self._expand(text, begun.body, path, 1, (path.resolve(),))
        else:
            text.lines = [""] * (begun.front.count("\n") + 1)
            text.starts, text.pieces = list(begun.places.starts), list(begun.places.pieces)
            for file in project.files:
                self._chapter(text, file, heading=project.headed and file != path)
        for name, line in chapters:
            try:
                found = self.resources.locate(name, path.parent)
            except RefusedError as error:
                self.ledger.error(error.what, begun.places.at(line), error.hint)
                continue
            if found != path.resolve():
                self._chapter(text, found, heading=True)
        return Source(begun.front, begun.front_line, "\n".join(text.lines), text.places())

    def _chapter(self, text: _Text, path: Path, *, heading: bool) -> None:
        try:
            own = source.read_source(path, self.ledger)
        except Problems:
            return
        body = projects.without_template(own.body)
        text.begin(path, 1)
        text.add("")
        if heading and (title := _title_of(own)):
            text.begin(path, title[1])
            text.add(f"# {title[0]}")
            text.add("")
        text.begin(path, 1)
        self._expand(text, body, path, 1, (path.resolve(),))

    def _expand(
        self, text: _Text, body: str, path: Path, first: int, within: tuple[Path, ...]
    ) -> None:
        """Add lines, and in the place of those that include a file, the file's."""
        fence = ""
        lines = body.split("\n")
        at = 0
        while at < len(lines):
            line = lines[at]
            if "{" not in line and "!" not in line and "`" not in line and "~" not in line:
                text.add(line)
                at += 1
                continue
            name, count = ("", 1) if fence else _included(lines, at)
            if not name:
                fence = _fence_after(line, fence)
                text.add(line)
                at += 1
                continue
            self._include(text, name, Location(path, first + at), within)
            at += count
            text.begin(path, first + at)

    def _include(
        self, text: _Text, name: str, location: Location, within: tuple[Path, ...]
    ) -> None:
        hint = "include each file once, and none in itself"
        try:
            found = self.resources.locate(name, location.path.parent)
        except RefusedError as error:
            self.ledger.error(error.what, location, error.hint)
            return
        if found in within or len(within) > _DEEPEST:
            self.ledger.error(f"'{name}' is included in itself", location, hint)
            return
        if text.size > _LARGEST:
            self.ledger.error("the text with all that it includes is too long", location, hint)
            return
        try:
            own = source.read_source(found, self.ledger)
        except Problems:
            return
        shown = location.path.parent / name
        text.begin(shown, 1)
        self._expand(text, own.body, shown, 1, (*within, found))


def _included(lines: list[str], at: int) -> tuple[str, int]:
    """Return the file that a line includes, and how many lines say so; else an empty name."""
    found = _INCLUDE.match(lines[at])
    if found:
        return (found["quarto"] or found["plain"]).strip("\"'"), 1
    directive = _DIRECTIVE.match(lines[at])
    if directive is None:
        return "", 1
    for end in range(at + 1, min(len(lines), at + 20)):
        if lines[end].strip() == directive["fence"]:
            return directive["name"], end - at + 1
    return "", 1


def _fence_after(line: str, fence: str) -> str:
    """Return the fence of code that is open after a line; empty where none is."""
    found = _FENCE.match(line)
    if found is None:
        return fence
    if not fence:
        return found[1]
    rest = line[found.end() :].strip()
    closes = found[1][0] == fence[0] and len(found[1]) >= len(fence) and not rest
    return "" if closes else fence


def _title_of(own: Source) -> tuple[str, int] | None:
    """Return the title in a chapter's front matter, and its line."""
    try:
        loaded = yaml_lines.load(own.front, own.front_line)
    except YamlError:
        return None
    title = loaded.values.get("title")
    return (
        (" ".join(title.split()), loaded.lines.at(("title",)).line)
        if isinstance(title, str)
        else None
    )
