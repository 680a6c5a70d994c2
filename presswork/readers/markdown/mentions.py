r"""Cross-references once all is read: what their ids are, and whether the sentence has the word.

"Fig. @fig:cells" and "Figures @fig:a and @fig:b" have the word already, so only the number is
shown; in "(Eq. (\ref{eq:x}))" the parentheses around the number are those that it has anyway.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.document import anchors, map_handout, map_inlines
from presswork.inlines import (
    NESTING,
    Cite,
    CrossReference,
    Link,
    ReferenceForm,
    TargetKind,
    Text,
    plain_text,
)
from presswork.readers import locators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.document import Document, Handout
    from presswork.inlines import CitationItem, Inline, Inlines

_LABELS: Final = {
    "figure": TargetKind.FIGURE,
    "table": TargetKind.TABLE,
    "equation": TargetKind.EQUATION,
    "section": TargetKind.SECTION,
    "chapter": TargetKind.SECTION,
    "appendix": TargetKind.SECTION,
}
"""The labels of `locators.terms` that are words for what a cross-reference leads to."""

_OTHER_WORDS: Final = {
    "panel": TargetKind.FIGURE,
    "panels": TargetKind.FIGURE,
    "listing": TargetKind.LISTING,
    "listings": TargetKind.LISTING,
    "code": TargetKind.LISTING,
    "algorithm": TargetKind.LISTING,
    "eqn": TargetKind.EQUATION,
    "eqns": TargetKind.EQUATION,
    "formula": TargetKind.EQUATION,
    "gleichung": TargetKind.EQUATION,
    "gl": TargetKind.EQUATION,
    "abb": TargetKind.FIGURE,
    "tab": TargetKind.TABLE,
    "tabelle": TargetKind.TABLE,
    "cuadro": TargetKind.TABLE,
    "ecuación": TargetKind.EQUATION,
    "équation": TargetKind.EQUATION,
}
_CONJUNCTIONS: Final = frozenset(
    {",", ";", "&", "-", "–", "and", "or", "to", "und", "oder", "bis", "et", "ou", "à", "y", "o"}
    | {"e", "en", "og", "och", "i", ", and", ", or", ",and"}
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What is known of the document's ids.

    Args:
        kinds: what stands at each.
        aliases: other names of ids.
        words: the words of the language for what stands there, in lower case without their stops.
        works: the keys of what may be cited.
        language: a BCP 47 tag.
    """

    kinds: Mapping[str, TargetKind]
    aliases: Mapping[str, str]
    words: Mapping[str, TargetKind]
    works: frozenset[str]
    language: str

    def settle(self, inlines: Inlines) -> Inlines:
        """Return rich text whose cross-references have their ids and forms."""
        result: list[Inline] = []
        for inline in inlines:
            match inline:
                case CrossReference():
                    result.append(self._formed(self._named(inline), result))
                case Cite() if self._is_reference(inline):
                    self._refer(inline, result)
                case Text(text) if text.startswith(")") and self._is_parenthesised(result):
                    _unwrap(result)
                    result.append(Text(text[1:]))
                case Link(target=target) if target[1:] in self.aliases and target[0] == "#":
                    children = self.settle(inline.children)
                    result.append(Link(f"#{self.aliases[target[1:]]}", children))
                case _ if isinstance(inline, NESTING):
                    result.append(replace(inline, children=self.settle(inline.children)))
                case _:
                    result.append(inline)
        return tuple(result)

    def _is_reference(self, cite: Cite) -> bool:
        """Tell whether `@x` means a part of the document, as in MyST; a work comes first."""
        return all(
            item.key not in self.works and (item.key in self.kinds or item.key in self.aliases)
            for item in cite.items
        )

    def _refer(self, cite: Cite, result: list[Inline]) -> None:
        """Add the cross-references that stand in the place of citations: `[e.g. @fig1]`."""
        items = tuple(map(self._without_page, cite.items))
        told = any(item.prefix or item.suffix for item in items)
        result += [Text("(")] if told else []
        for count, item in enumerate(items):
            form = ReferenceForm.NUMBER if item.suppress_author else ReferenceForm.LABEL
            with_page = item is not cite.items[count]
            reference = self._named(
                CrossReference(item.key, location=cite.location, form=form, with_page=with_page)
            )
            result += [Text(", ")] if count else []
            result += item.prefix
            result.append(self._formed(reference, result))
            result += item.suffix
        result += [Text(")")] if told else []

    def _without_page(self, item: CitationItem) -> CitationItem:
        """Return an item without the `, p.` that asks for the page of what it leads to."""
        asks = locators.asks_for_page(plain_text(item.suffix), self.language)
        return replace(item, suffix=()) if asks else item

    def _named(self, reference: CrossReference) -> CrossReference:
        target = reference.target
        for name in (target, _uncapitalised(target)):
            known = self.aliases.get(name, name)
            if known in self.kinds:
                return replace(reference, target=known)
        return reference

    def _formed(self, reference: CrossReference, before: list[Inline]) -> CrossReference:
        """Leave the word out where the sentence has it."""
        kind = self.kinds.get(reference.target)
        if kind is None or reference.form is not ReferenceForm.LABEL or not before:
            return reference
        last = before[-1]
        if not isinstance(last, Text):
            return reference
        words = last.text.rstrip(" \N{NO-BREAK SPACE}(")
        has_word = words != last.text and self._kind_of(words) is kind
        return (
            replace(reference, form=ReferenceForm.NUMBER)
            if (has_word or self._continues(kind, before))
            else reference
        )

    def _kind_of(self, text: str) -> TargetKind | None:
        word = text.replace("\N{NO-BREAK SPACE}", " ").rpartition(" ")[2]
        return self.words.get(word.lower().strip(".([\"'“‘—"))

    def _continues(self, kind: TargetKind, before: list[Inline]) -> bool:
        """Tell whether it is the second of `Figures @a and @b`."""
        match before:
            case [*_, CrossReference(form=ReferenceForm.NUMBER) as first, Text(between)]:
                return self.kinds.get(first.target) is kind and between.strip() in _CONJUNCTIONS
            case _:
                return False

    def _is_parenthesised(self, result: list[Inline]) -> bool:
        match result:
            case [*_, Text(text), CrossReference(form=ReferenceForm.NUMBER) as reference]:
                kind = self.kinds.get(reference.target)
                return text.endswith("(") and kind is TargetKind.EQUATION
            case _:
                return False


def _unwrap(result: list[Inline]) -> None:
    """Take away a parenthesis that an equation's number has already."""
    opening = result[-2]
    if isinstance(opening, Text):
        result[-2] = Text(opening.text[:-1])


def _uncapitalised(target: str) -> str:
    return target[:1].lower() + target[1:]


def settle(document: Document, aliases: Mapping[str, str]) -> Document:
    """Return a document whose cross-references have their ids and forms.

    Args:
        document: all that was read.
        aliases: other names of ids.
    """
    metadata = document.metadata
    runs = (document.blocks, metadata.abstract, *(note.blocks for note in document.notes))
    mentions = Mentions(
        {anchor.id: anchor.kind for blocks in runs for anchor in anchors(blocks)},
        _resolved(aliases),
        _words(metadata.language),
        frozenset(reference.key for reference in document.references),
        metadata.language,
    )
    return replace(
        document,
        metadata=replace(metadata, abstract=map_inlines(metadata.abstract, mentions.settle)),
        blocks=map_inlines(document.blocks, mentions.settle),
        notes=tuple(
            replace(note, blocks=map_inlines(note.blocks, mentions.settle))
            for note in document.notes
        ),
        handout=_settled(document.handout, mentions) if document.handout else None,
    )


def _settled(handout: Handout, mentions: Mentions) -> Handout:
    return replace(
        map_handout(handout, mentions.settle),
        figures=tuple(mentions.aliases.get(name, name) for name in handout.figures),
    )


def _resolved(aliases: Mapping[str, str]) -> dict[str, str]:
    """Return aliases that lead to an id, and not to another alias."""
    return {name: aliases.get(target, target) for name, target in aliases.items()}


def _words(language: str) -> dict[str, TargetKind]:
    words = dict(_OTHER_WORDS)
    for word, label in locators.terms(language).items():
        kind = _LABELS.get(label)
        if kind:
            words[word.lower().strip(".")] = kind
    return words
