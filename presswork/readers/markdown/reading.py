"""What the modules of the reader share while one document is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.readers.markdown import attributes, notes
from presswork.readers.markdown.notes import Notes, inline_notes
from presswork.readers.markdown.persistent_ids import Works
from presswork.readers.markdown.tree import DEEPEST, nest

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from presswork.problems import Ledger, Location
    from presswork.readers.markdown.source import Places
    from presswork.readers.markdown.tree import Node
    from presswork.resources import Resources


@dataclass(slots=True)
class Reading:
    """One document while it is read.

    Args:
        path: its source file.
        places: where its lines are from.
        resources: what it may reach.
        ledger: where its problems are noted.
        parser: made for its language.
        notes: the notes mentioned so far, and those that are defined.
        ids: all that the body gives to headings, figures and tables.
        cited: whether anything is cited.
        environment: what the parser remembers from one text to the next: links, notes, ids.
        language: of the text, a BCP 47 tag.
        macros: the document's own commands for formulas, each with its LaTeX.
        aliases: other names of ids: a second label of a figure, the label in a section.
        section: the id of the heading that was read last.
        nocite: works that the text wants listed, and where.
        works: finds what may be cited.
        appendix: whether the command for it was read: sections after it are appendices.
        depth: how many directives are being read, one in another.
        keeps_comments: whether comments are kept, as in a draft.
        expanding: how many commands of the document's own are being replaced, one in another.
    """

    path: Path
    places: Places
    resources: Resources
    ledger: Ledger
    parser: MarkdownIt
    notes: Notes
    ids: set[str] = field(default_factory=set)
    cited: bool = False
    environment: dict[str, object] = field(default_factory=dict)
    language: str = "en-US"
    macros: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    section: str = ""
    nocite: list[tuple[str, Location]] = field(default_factory=list)
    works: Works = field(default_factory=Works)
    appendix: bool = False
    depth: int = 0
    keeps_comments: bool = False
    expanding: int = 0

    def at(self, line: int) -> Location:
        """Return the place of a line, counted from 1."""
        return self.places.at(line)

    def parse_blocks(self, text: str, line: int = 1) -> list[Node]:
        """Parse Markdown.

        Args:
            text: the Markdown.
            line: where it begins in the file, counted from 1.
        """
        tokens = self.parser.parse(text, self.environment)
        for token in tokens if line > 1 else ():
            if token.map:
                token.map = [token.map[0] + line - 1, token.map[1] + line - 1]
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
        notes.collect(nested.nodes, self.notes, self.ledger, self.places)
        return nested.nodes

    def parse_line(self, text: str) -> list[Token]:
        """Parse Markdown without blocks."""
        tokens = self.parser.parseInline(text, self.environment)
        self._remember(tokens)
        return [child for token in tokens for child in token.children or ()]

    def _remember(self, tokens: list[Token]) -> None:
        """Keep the notes that stand within lines, and the ids."""
        self.notes.inline.update(inline_notes(self.environment, len(self.notes.inline)))
        for token in tokens:
            for one in (token, *(token.children or ())):
                self.ids.update({str(one.meta.get("id", "")), attributes.of(one).id} - {""})
