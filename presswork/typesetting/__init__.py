"""Spaces that no line end may part, as the language of the text wants them.

An author writes `5 mg`, `J. R. R. Tolkien` or `Quoi ?` with the space bar. A typesetter sets the
spaces there so that a line does not end in them, and in French narrow ones before its tall marks.
Only plain spaces are changed: what an author set on purpose stays, and so do code, addresses and
what a citation style made. Doing it twice changes nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from presswork import inlines as inl
from presswork.document import map_handout, map_inlines
from presswork.typesetting.rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Document, Metadata
    from presswork.inlines import Inline, Inlines

OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what has no letters: code, pictures, formulas with words around them."""

BRACKETS: Final = "\ue000"
"""Stands for a citation in brackets, such as `[12]`."""

NUMBER: Final = "\ue001"
"""Stands for the number of a figure, a section or the like."""

LONGEST_BRACKETS: Final = 12
"""How many characters a citation in brackets has at most that is kept with the word before it."""

FRAMES: Final = (
    inl.Emphasis,
    inl.Strong,
    inl.Underline,
    inl.Strikeout,
    inl.SmallCaps,
    inl.NoCase,
    inl.Without,
    inl.Displayed,
    inl.Link,
)
"""The inlines whose text goes on in that around it."""


def settled(document: Document) -> Document:
    """Return a document whose spaces are those of its languages.

    Args:
        document: cited, so that its citations are known; they stay as they are.
    """
    change = partial(spaced, language=document.metadata.language)
    notes = tuple(
        note if note.of_citation else replace(note, blocks=map_inlines(note.blocks, change))
        for note in document.notes
    )
    handout = document.handout and map_handout(document.handout, change)
    return replace(
        document,
        metadata=_settled_metadata(document.metadata),
        blocks=map_inlines(document.blocks, change),
        notes=notes,
        handout=handout,
    )


def _settled_metadata(metadata: Metadata) -> Metadata:
    change = partial(spaced, language=metadata.language)
    return replace(
        metadata,
        title=change(metadata.title),
        subtitle=change(metadata.subtitle),
        abstract=map_inlines(metadata.abstract, change),
        notices=tuple(map(change, metadata.notices)),
    )


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A piece of a run of text.

    Args:
        language: of this piece.
        text: its characters, or what stands for something else.
        is_text: whether they may be changed.
    """

    language: str
    text: str
    is_text: bool


def spaced(run: Inlines, language: str) -> Inlines:
    """Return a run of text with the spaces of its language.

    Args:
        run: the text.
        language: a BCP 47 tag.
    """
    leaves = tuple(_leaves(run, language))
    made: list[str] = []
    for tag, group in groupby(leaves, lambda leaf: leaf.language):
        made += _spaced_leaves(tuple(group), tag)
    if all(leaf.text is text for leaf, text in zip(leaves, made, strict=True)):
        return run
    texts = (text for leaf, text in zip(leaves, made, strict=True) if leaf.is_text)
    return tuple(_with_texts(inline, texts) for inline in run)


def _leaves(run: Inlines, language: str) -> Iterator[_Leaf]:
    for inline in run:
        match inline:
            case inl.Text(text):
                yield _Leaf(language, text, is_text=True)
            case inl.InLanguage(other, children):
                yield from _leaves(children, other)
            case _ if isinstance(inline, FRAMES):
                yield from _leaves(inline.children, language)
            case _:
                yield _Leaf(language, _stand_in(inline), is_text=False)


def _stand_in(inline: Inline) -> str:
    """Return the characters that stand for what is not text; nothing for what is raised."""
    match inline:
        case inl.Superscript() | inl.Subscript() | inl.NoteReference() | inl.Comment():
            return ""
        case inl.Cite(rendered=(inl.Superscript(),)):
            return ""
        case inl.Cite(rendered=rendered):
            words = inl.plain_text(rendered)
            short = words.startswith("[") and len(words) <= LONGEST_BRACKETS
            return BRACKETS if short else OBJECT
        case inl.CrossReference(form=inl.ReferenceForm.NUMBER, number=str()):
            return NUMBER
        case inl.LineBreak():
            return "\n"
        case _:
            return OBJECT


def _spaced_leaves(leaves: tuple[_Leaf, ...], language: str) -> list[str]:
    """Return the texts of leaves of one language; those that do not change are the same objects."""
    whole = "".join(leaf.text for leaf in leaves)
    edits: dict[tuple[int, int], str] = {}
    for rule in rules_of(language):
        if not rule.concerns(whole):
            continue
        for found in rule.pattern.finditer(whole):
            edits.setdefault(found.span("space"), rule.space)
    if not edits:
        return [leaf.text for leaf in leaves]
    waiting = sorted(edits.items(), reverse=True)
    made: list[str] = []
    begin = 0
    for leaf in leaves:
        end = begin + len(leaf.text)
        text, at = "", begin
        while leaf.is_text and waiting and waiting[-1][0][0] < end:
            (start, stop), space = waiting.pop()
            if start >= at and stop <= end:
                text += whole[at:start] + space
                at = stop
        made.append(text + whole[at:end] if at > begin or text else leaf.text)
        while waiting and waiting[-1][0][0] < end:
            waiting.pop()
        begin = end
    return made


def _with_texts(inline: Inline, texts: Iterator[str]) -> Inline:
    """Return an inline with the next texts in place of its own."""
    match inline:
        case inl.Text(text):
            new = next(texts)
            return inline if new is text else inl.Text(new)
        case inl.InLanguage() | inl.Link() | inl.Without() | inl.Displayed():
            pass
        case _ if not isinstance(inline, FRAMES):
            return inline
        case _:
            pass
    return replace(inline, children=tuple(_with_texts(child, texts) for child in inline.children))
