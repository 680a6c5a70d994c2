"""The last step of reading what was printed: numbers and links become what they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    BulletList,
    Callout,
    Equation,
    Figure,
    OrderedList,
    Quote,
    Table,
    anchors,
    inline_runs,
    map_inlines,
    walk,
)
from presswork.inlines import Cite, Link, TargetKind, Text, plain_text, rewrite
from presswork.inlines import walk as walk_inlines
from presswork.readers.printed import citations, dated, labels, numbered, texts
from presswork.readers.printed.works import make_works

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from presswork.document import Block, Blocks, EquationTag
    from presswork.inlines import Inline, Inlines
    from presswork.readers.printed.numbered import Way
    from presswork.readers.printed.works import Works
    from presswork.references import Reference

_MENTIONED: Final = frozenset(
    {TargetKind.FIGURE, TargetKind.TABLE, TargetKind.EQUATION, TargetKind.LISTING}
)


@dataclass(frozen=True, slots=True)
class Finishing:
    """What is known of a document once all of it is read.

    Args:
        works: its list of references.
        aliases: ids that links lead to, with that of the block there.
        numbers: the ids of blocks, with the numbers that are printed there.
        kinds: the ids of blocks, with what they are.
        dated: authors with years, and their works, where it writes those and has no links.
        way: how it writes numbers that stand for references; None where they are links.
    """

    works: Works
    aliases: Mapping[str, str]
    numbers: Mapping[str, str | None] = field(default_factory=dict)
    kinds: Mapping[str, TargetKind] = field(default_factory=dict)
    way: Way | None = None
    dated: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def blocks(self, blocks: Blocks) -> Blocks:
        """Return blocks with citations and cross-references in the place of marks and links."""
        return map_inlines(blocks, self.inlines)

    def inlines(self, inlines: Inlines) -> Inlines:
        """Return a run of text with them."""
        if (
            self.way is None
            and not self.dated
            and all(isinstance(inline, Text) for inline in inlines)
        ):
            return inlines
        if self.way is not None:
            inlines = numbered.marked(inlines, self.way, self.works.listed, None)
        elif self.dated:
            inlines = dated.marked(inlines, self.dated)
        return texts.joined(rewrite(citations.settle(inlines, self.works), self._inline))

    def _inline(self, inline: Inline) -> Inlines | None:
        if not isinstance(inline, Link) or not inline.target.startswith("#"):
            return None
        target = self.aliases.get(inline.target[1:], inline.target[1:])
        kind = self.kinds.get(target)
        if kind is None:
            return rewrite(inline.children, self._inline)
        if kind in _MENTIONED and (number := self.numbers.get(target)):
            mention = labels.mention(plain_text(inline.children), target, kind, number)
            if mention:
                return mention
        return (replace(inline, target=f"#{target}"),)


def prepare(
    everything: Blocks, references: Sequence[Reference], aliases: Mapping[str, str]
) -> Finishing:
    """Look through a document that is read, for what finishing it needs.

    Args:
        everything: all its blocks, also those of notes and of the abstract.
        references: its list of references, in its order.
        aliases: ids that links lead to, with that of the block there.
    """
    known = list(anchors(everything))
    works = make_works(references, {}, {})
    runs = list(inline_runs(everything)) if references else []
    cites = any(isinstance(each, Cite) for run in runs for each in walk_inlines(run))
    way = None if cites else numbered.way_of(runs, len(references))
    return Finishing(
        works,
        aliases,
        {anchor.id: anchor.number for anchor in known},
        {anchor.id: anchor.kind for anchor in known},
        way,
        dated.of(references) if not cites and way is None else {},
    )


def cited(blocks: Blocks) -> set[str]:
    """Return the keys of all that blocks cite."""
    return {
        item.key
        for run in inline_runs(blocks)
        for inline in walk_inlines(run)
        if isinstance(inline, Cite)
        for item in inline.items
    }


def without_own_numbers(blocks: Blocks) -> Blocks:
    """Drop the numbers of captions and equations where counting gives the same.

    Those of a document whose figures begin with another number, or that has a `Figure S1`, are
    kept, all of them.
    """
    everything = list(walk(blocks))
    figures = [block for block in everything if isinstance(block, Figure) and block.caption]
    tables = [block for block in everything if isinstance(block, Table) and block.caption]
    tags = [tag for block in everything if isinstance(block, Equation) for tag in block.tags]
    counted = _Counted(
        _are_counted(block.number for block in figures),
        _are_counted(block.number for block in tables),
        _are_counted(tag.number for tag in tags if tag.numbered),
    )
    return counted.blocks(blocks) if counted != _Counted() else blocks


def _are_counted(numbers: Iterable[str | None]) -> bool:
    given = list(numbers)
    return bool(given) and given == [str(number) for number in range(1, len(given) + 1)]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Of which kinds of block the numbers are those that counting gives."""

    figures: bool = False
    tables: bool = False
    equations: bool = False

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Figure(caption=(_, *_)) if self.figures:
                return replace(block, number=None)
            case Table(caption=(_, *_)) if self.tables:
                return replace(block, number=None)
            case Equation() if self.equations:
                return replace(block, tags=tuple(map(self._tag, block.tags)))
            case BulletList() | OrderedList():
                return replace(block, items=tuple(map(self.blocks, block.items)))
            case Quote() | Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case _:
                return block

    def _tag(self, tag: EquationTag) -> EquationTag:
        return replace(tag, number=None) if tag.numbered else tag
