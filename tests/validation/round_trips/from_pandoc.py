"""What Pandoc reads in a Word file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork import formulas
from presswork.formulas import FormulaError
from tests.tools import package_file, run
from tests.validation.round_trips.told import BULLET, ITEM, Cell, Told
from tests.validation.source import Json, nodes
from tests.validation.texts import squash

if TYPE_CHECKING:
    from pathlib import Path


def read(file: Path) -> Told:
    """Read a Word file with Pandoc."""
    pandoc = package_file("pypandoc", "files", "pandoc")
    tree = json.loads(run(pandoc, "--from=docx", "--to=json", file))
    reading = _Reading()
    reading.blocks(tree["meta"].get("abstract", {"c": []})["c"])
    reading.blocks(tree["blocks"])
    return reading.told


@dataclass(slots=True)
class _Reading:
    told: Told = field(default_factory=Told)

    def blocks(self, blocks: Json) -> None:
        for block in nodes(blocks):
            self.block(block)

    def block(self, block: Json) -> None:
        match block:
            case {"t": "Header", "c": [int(level), _, words]}:
                self.told.headings.append((level, squash(self.text(words))))
            case {"t": "Para" | "Plain", "c": words}:
                self.paragraph(words)
            case {"t": "BulletList", "c": items}:
                for item in nodes(items):
                    self.item(BULLET, item)
            case {"t": "OrderedList", "c": [[int(start), _, _], items]}:
                for at, item in enumerate(nodes(items)):
                    self.item(str(start + at), item)
            case {"t": "DefinitionList", "c": items}:
                for item in nodes(items):
                    term, meanings = nodes(item)
                    self.paragraph(term)
                    for meaning in nodes(meanings):
                        self.blocks(meaning)
            case {"t": "BlockQuote", "c": blocks} | {"t": "Div", "c": [_, blocks]}:
                self.blocks(blocks)
            case {"t": "CodeBlock", "c": [_, str(text)]}:
                self.told.codes.append(squash(text))
            case {"t": "Figure", "c": [_, caption, blocks]}:
                self.blocks(blocks)
                self.caption(caption)
            case {"t": "Table", "c": [_, caption, _, head, bodies, foot]}:
                self.caption(caption)
                self.table(head, bodies, foot)
            case _:
                pass

    def paragraph(self, words: Json) -> None:
        text = squash(self.text(words))
        if text:
            self.told.paragraphs.append(text)

    def item(self, mark: str, blocks: Json) -> None:
        at = len(self.told.items)
        self.told.items.append((mark, ""))
        before = len(self.told.paragraphs)
        self.blocks(blocks)
        match blocks:
            case [{"t": "Para" | "Plain"}, *_] if len(self.told.paragraphs) > before:
                self.told.items[at] = (mark, self.told.paragraphs[before][:ITEM])

    def caption(self, caption: Json) -> None:
        text = self.inside(nodes(caption)[1])
        if text:
            self.told.captions.append(text)

    def table(self, head: Json, bodies: Json, foot: Json) -> None:
        rows = [self.row(row, heads=True) for row in nodes(nodes(head)[1])]
        for body in nodes(bodies):
            _, _, heads, others = nodes(body)
            rows += [self.row(row, heads=True) for row in nodes(heads)]
            rows += [self.row(row, heads=False) for row in nodes(others)]
        rows += [self.row(row, heads=False) for row in nodes(nodes(foot)[1])]
        self.told.tables.append(rows)

    def row(self, row: Json, *, heads: bool) -> tuple[Cell, ...]:
        cells = []
        for cell in nodes(nodes(row)[1]):
            _, _, height, width, blocks = nodes(cell)
            cells.append(Cell(self.inside(blocks), _whole(width), _whole(height), heads))
        return tuple(cells)

    def inside(self, blocks: Json) -> str:
        """Return the text of blocks that are no paragraphs of the text itself."""
        inner = _Reading()
        inner.blocks(blocks)
        for kind in ("notes", "links", "pictures", "formulas", "verbatim"):
            getattr(self.told, kind).extend(getattr(inner.told, kind))
        return "".join(inner.told.paragraphs)

    def text(self, words: Json) -> str:
        return "".join(map(self.inline, nodes(words)))

    def inline(self, inline: Json) -> str:
        match inline:
            case {"t": "Str", "c": str(text)}:
                return text
            case {"t": "Code", "c": [_, str(text)]}:
                self.told.verbatim.append(squash(text))
                return text
            case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                return " "
            case {"t": "Math", "c": [_, str(latex)]}:
                self.told.formulas.append(signs(latex))
                return ""
            case {"t": "Image", "c": [_, words, _]}:
                self.told.pictures.append(squash(_Reading().text(words)))
                return ""
            case {"t": "Link", "c": [_, words, [str(target), _]]}:
                if not target.startswith("#"):
                    self.told.links.append(target)
                return self.text(words)
            case {"t": "Note", "c": blocks}:
                at = len(self.told.notes)
                self.told.notes.append("")
                self.told.notes[at] = self.inside(blocks)
                return ""
            case {"t": "Span" | "Quoted" | "Cite", "c": [_, words]}:
                return self.text(words)
            case {"t": str(), "c": list(words)}:
                return self.text(words)
            case _:
                return ""


def _whole(number: Json) -> int:
    if not isinstance(number, int):
        raise TypeError(number)
    return number


_SPACE_AS_TEXT = re.compile(r"\\text\{(\\[!,:; ])\}")


def signs(latex: str) -> str:
    """Return the signs of a formula, without how it is arranged."""
    try:
        return squash(formulas.inline(_SPACE_AS_TEXT.sub(r"\1", latex)).root.text)
    except FormulaError:
        return f"no formula: {latex}"
