"""What the modules of the reader share while one document is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.problems import Location
from presswork.readers.markdown import attributes
from presswork.readers.markdown.notes import Notes, inline_notes
from presswork.readers.markdown.tree import DEEPEST, nest

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from presswork.problems import Ledger
    from presswork.readers.markdown.tree import Node
    from presswork.resources import Resources


@dataclass(slots=True)
class Reading:
    """One document while it is read.

    Args:
        path: its source file.
        resources: what it may reach.
        ledger: where its problems are noted.
        parser: made for its language.
        notes: the notes mentioned so far, and those that are defined.
        ids: all that the body gives to headings, figures and tables.
        cited: whether anything is cited.
        environment: what the parser remembers from one text to the next: links, notes, ids.
    """

    path: Path
    resources: Resources
    ledger: Ledger
    parser: MarkdownIt
    notes: Notes
    ids: set[str] = field(default_factory=set)
    cited: bool = False
    environment: dict[str, object] = field(default_factory=dict)

    def at(self, line: int) -> Location:
        """Return the place of a line, counted from 1."""
        return Location(self.path, line)

    def parse_blocks(self, text: str) -> list[Node]:
        """Parse Markdown, whose first line is the first line of the file."""
        tokens = self.parser.parse(text, self.environment)
        nested = nest(tokens)
        deepest = max((token.level for token in tokens), default=0)
        if nested.too_deep or deepest >= self.parser.options.maxNesting - 1:
            deep = (token.map[0] for token in tokens if token.level >= DEEPEST and token.map)
            self.ledger.error(
                f"lists and quotations are nested deeper than {DEEPEST} levels",
                self.at(next(deep, 0) + 1),
                "write it with fewer levels",
            )
        self._remember(tokens)
        return nested.nodes

    def parse_line(self, text: str) -> list[Token]:
        """Parse Markdown without blocks."""
        tokens = self.parser.parseInline(text, self.environment)
        self._remember(tokens)
        return [child for token in tokens for child in token.children or ()]

    def _remember(self, tokens: list[Token]) -> None:
        """Keep the notes that stand within lines, and the ids."""
        self.notes.inline.update(inline_notes(self.environment))
        for token in tokens:
            for one in (token, *(token.children or ())):
                self.ids.update({str(one.meta.get("id", "")), attributes.of(one).id} - {""})
