"""Footnotes: `[^label]` with `[^label]: text`, and `^[text]`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.problems import did_you_mean

if TYPE_CHECKING:
    from markdown_it.token import Token

    from presswork.document import Note
    from presswork.problems import Ledger
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.source import Places
    from presswork.readers.markdown.tree import Node


@dataclass(slots=True)
class Notes:
    """The notes of a document while it is read.

    Args:
        definitions: the nodes of `[^label]: …` by label.
        inline: the tokens of `^[…]` by the number that the parser gave them.
        mentioned: ids of the notes, by what mentions them, in the order of first mention.
        finished: the notes, by id.
        within: whether a note is being read.
    """

    definitions: dict[str, Node] = field(default_factory=dict)
    inline: dict[int, list[Token]] = field(default_factory=dict)
    mentioned: dict[str, str] = field(default_factory=dict)
    finished: dict[str, Note] = field(default_factory=dict)
    within: bool = False

    def in_order(self) -> tuple[Note, ...]:
        """Return the notes in the order in which they are first mentioned."""
        return tuple(self.finished[identifier] for identifier in self.mentioned.values())


def collect(nodes: list[Node], notes: Notes, ledger: Ledger, places: Places) -> None:
    """Take the definitions out of the tree, wherever they stand in it."""
    kept: list[Node] = []
    for node in nodes:
        if node.type != "footnote_reference":
            collect(node.children, notes, ledger, places)
            kept.append(node)
            continue
        label = str(node.token.meta["label"])
        if label in notes.definitions:
            first = places.at(notes.definitions[label].line).line
            ledger.error(
                f"the note [^{label}] is defined twice",
                places.at(node.line),
                f"it is also defined in line {first}; give one of them another name",
            )
        else:
            notes.definitions[label] = node
    nodes[:] = kept


def tell_unused(reading: Reading) -> None:
    """Warn of notes that nothing mentions."""
    for label, node in reading.notes.definitions.items():
        if label not in reading.notes.mentioned:
            reading.ledger.warn(
                f"the note [^{label}] is mentioned nowhere and is left out",
                reading.at(node.line),
                f"write [^{label}] where its mark is to stand, or delete it",
                rule="unused-note",
            )


def tell_undefined(label: str, line: int, reading: Reading) -> None:
    """Warn of the mark of a note that does not exist."""
    reading.ledger.warn(
        f"the note [^{label}] is defined nowhere; its mark stays as it is written",
        reading.at(line),
        did_you_mean(label, reading.notes.definitions) or f"define it: [^{label}]: …",
        rule="undefined-note",
    )


def tell_nested(line: int, reading: Reading) -> None:
    """Report a note within a note."""
    reading.ledger.error(
        "a note stands within a note",
        reading.at(line),
        "put the words of the inner note into the outer one",
    )


def inline_notes(environment: dict[str, object], known: int) -> dict[int, list[Token]]:
    """Return the tokens of the notes that the parser found within lines, by its numbers.

    Args:
        environment: the parser's.
        known: how many of its notes are known already; it numbers them as they come.
    """
    found = environment.get("footnotes")
    listed = found.get("list") if isinstance(found, dict) else None
    if not isinstance(listed, dict):
        return {}
    new = ((number, listed[number]) for number in range(known, len(listed)))
    return {number: note.get("tokens", []) for number, note in new}
