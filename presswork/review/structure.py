"""The order of headings, empty sections, and whether the text mentions what has a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    Bibliography,
    CodeBlock,
    Equation,
    Figure,
    Heading,
    Table,
    leads_in,
)
from presswork.inlines import TargetKind, plain_text
from presswork.review.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presswork.document import Block
    from presswork.problems import Location
    from presswork.review.manuscript import Manuscript

_WORDS: Final = {
    TargetKind.FIGURE: r"fig(?:s|ures?|uras?|uur|uren|ur|urer|urerna)?|abb(?:s|ildung(?:en)?)?"
    r"|rys(?:unek|unku|unki)?|kuv(?:a|at|assa)|рис(?:ун\w+)?|εικόνα|图|圖|図|그림|plate|panel",
    TargetKind.TABLE: r"tab(?:s|les?|elle|ellen|ela|elas|leau|leaux|las?|ell|eller|ella|elle)?"
    r"|tabl(?:a|as|ica)|табл(?:иц\w+)?|taulukko|cuadros?|quadros?|表|표",
    TargetKind.EQUATION: r"eqs?|eqns?|equations?|gl|gleichung(?:en)?|éqs?|équations?|ecs?"
    r"|ecuaci(?:ón|ones)|equa(?:ção|ções|zione|zioni)|формул\w+|уравнени\w+|式|formula[es]?"
    r"|expressions?|ineqs?|inequality|relations?|systems?|problems?",
    TargetKind.LISTING: r"listings?|lst|code|programm?s?|algorithms?|list(?:e|ado)s?|codice",
}
_NUMBER: Final = r"[A-Za-z]{0,2}\.?[0-9]+(?:\.[0-9]+)*[A-Za-z]?"
_JOINT: Final = r"\s*(?:[,;&/\u2010-\u2015-]|and|or|und|bis|et|à|y|e|o|en|och|og|to|through|и)\s*"
_MENTIONS: Final = {
    kind: re.compile(
        rf"(?<![^\W\d_])(?:{words})\.?\s*\(?({_NUMBER}(?:[,;]?{_JOINT}\(?{_NUMBER}\)?)*)",
        re.IGNORECASE,
    )
    for kind, words in _WORDS.items()
}
_BARE: Final = re.compile(rf"\(({_NUMBER})\)")
"""How equations are mentioned without a word: `from (3)`."""

_RANGE: Final = re.compile(
    r"([0-9]+)[A-Za-z]?\)?\s*(?:[\u2010-\u2015-]|to|bis|through|à)\s*\(?([0-9]+)"
)
_LONGEST_RANGE: Final = 50


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A thing with a number, and the ids that lead to it or its parts."""

    kind: TargetKind
    number: str
    ids: frozenset[str]
    location: Location | None
    is_announced: bool = False


def unmentioned(manuscript: Manuscript) -> Iterator[Finding]:
    """Find figures, tables, equations and listings with a number that the text never mentions."""
    things = list(_numbered(manuscript.blocks))
    if not things:
        return
    said = _said(manuscript)
    for thing in things:
        if thing.ids & manuscript.mentioned or thing.is_announced:
            continue
        if thing.number.casefold() in said[thing.kind]:
            continue
        yield Finding(
            f"{thing.kind.value} {thing.number} is mentioned nowhere in the text",
            thing.location,
            _advice(thing),
            rule=_RULES[thing.kind],
        )


_RULES: Final = {
    TargetKind.FIGURE: "unmentioned-figure",
    TargetKind.TABLE: "unmentioned-table",
    TargetKind.EQUATION: "unmentioned-equation",
    TargetKind.LISTING: "unmentioned-listing",
}
_PREFIXES: Final = {
    TargetKind.FIGURE: "fig:",
    TargetKind.TABLE: "tbl:",
    TargetKind.EQUATION: "eq:",
    TargetKind.LISTING: "lst:",
}


def _advice(thing: _Numbered) -> str:
    if thing.ids:
        return f"refer to it where it belongs: @{min(thing.ids)}"
    id_ = f"{_PREFIXES[thing.kind]}x"
    return f"give it an id, {{#{id_}}}, and refer to it where it belongs: @{id_}"


def _numbered(blocks: Iterable[Block]) -> Iterator[_Numbered]:
    before: Block | None = None
    for block in blocks:
        announced = before is not None and leads_in(before)
        for thing in _numbers_in(block):
            yield replace(thing, is_announced=announced)
        before = block


def _numbers_in(block: Block) -> Iterator[_Numbered]:
    match block:
        case Figure(number=str(number)):
            ids = [block.id, *(panel.id for panel in block.panels)]
            yield _Numbered(TargetKind.FIGURE, number, _given(*ids), block.location)
        case Table(number=str(number)):
            yield _Numbered(TargetKind.TABLE, number, _given(block.id), block.location)
        case CodeBlock(number=str(number)):
            yield _Numbered(TargetKind.LISTING, number, _given(block.id), block.location)
        case Equation(tags=tags):
            for tag in tags:
                if tag.number is not None:
                    id_ = _given(tag.id)
                    yield _Numbered(TargetKind.EQUATION, tag.number, id_, block.location)
        case _:
            pass


def _given(*ids: str | None) -> frozenset[str]:
    return frozenset(id_ for id_ in ids if id_)


def _said(manuscript: Manuscript) -> dict[TargetKind, set[str]]:
    """Return the numbers that the text says after a word: `Figs. 2-4`."""
    said: dict[TargetKind, set[str]] = {kind: set() for kind in _MENTIONS}
    for passage in manuscript.passages:
        if isinstance(passage.block, Figure | Table | CodeBlock):
            continue  # a caption may begin with the word and number of its own
        words = passage.words
        if not any(character.isdigit() for character in words):
            continue
        for kind, pattern in _MENTIONS.items():
            for found in pattern.finditer(words):
                said[kind] |= _numbers_of(found[1])
        said[TargetKind.EQUATION] |= {found[1].casefold() for found in _BARE.finditer(words)}
    return said


def _numbers_of(text: str) -> set[str]:
    """Return the numbers of `2, 4a and 6-8`, those with letters also without them."""
    numbers: set[str] = set()
    for written in re.findall(_NUMBER, text):
        numbers |= {written.casefold(), written.casefold().rstrip("abcdefghijklmnopqrstuvwxyz")}
    for first, last in _RANGE.findall(text):
        if 0 < int(last) - int(first) <= _LONGEST_RANGE:
            numbers.update(map(str, range(int(first), int(last))))
    return numbers


def skipped_levels(manuscript: Manuscript) -> Iterator[Finding]:
    """Find headings that stand two levels or more below the one before."""
    level = 0
    for block in manuscript.document.blocks:
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            words = plain_text(block.children)
            above = f"follows one of level {level}" if level else "is the first of the document"
            yield Finding(
                f"the heading '{words}' of level {block.level} {above}",
                block.location,
                f"write it as a heading of level {level + 1}: {'#' * (level + 1)} {words}",
                rule="skipped-heading-level",
            )
        level = block.level


def empty_sections(manuscript: Manuscript) -> Iterator[Finding]:
    """Find headings that nothing stands below, before the next heading or the end."""
    blocks = manuscript.document.blocks
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        ends = following is None or (
            isinstance(following, Heading) and following.level <= block.level
        )
        if ends or (isinstance(following, Bibliography) and not following.headed):
            yield Finding(
                f"nothing stands below the heading '{plain_text(block.children)}'",
                block.location,
                "write the section, or delete its heading",
                rule="empty-section",
            )
