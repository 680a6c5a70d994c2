"""Whether the text mentions the figures, tables, equations and listings that have a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    CodeBlock,
    Equation,
    Figure,
    Heading,
    Paragraph,
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

_THING: Final = r"(?:figures?|images?|plots?|diagrams?|tables?|listings?|code)"
_POINTING: Final = re.compile(
    rf"\b{_THING}\s+(?:\w+\s+)?(?:below|above|beneath|opposite)\b"
    rf"|\b(?:following|next|below|above)\s+(?:\w+\s+)?{_THING}\b"
    r"|\bfolgende[nrs]?\s+(?:abbildung|grafik|tabelle)|\b(?:abbildung|tabelle)(?:en)?\s+(?:unten|oben)"
    r"|\b(?:figure|tableau)x?s?\s+(?:ci-dessous|ci-dessus|suivante?s?)"
    r"|\bsiguientes?\s+(?:figuras?|tablas?|cuadros?)",
    re.IGNORECASE,
)
"""How a sentence points at what stands beside it: `the table below`."""

_RANGE: Final = re.compile(
    r"([0-9]{1,6})[A-Za-z]?\)?\s*(?:[\u2010-\u2015-]|to|bis|through|à)\s*\(?([0-9]{1,6})"
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
    """Find figures, tables, equations and listings with a number that the text never mentions.

    Equations without an id got their numbers from LaTeX's ways rather than from their author: they
    are told together.
    """
    things = list(_numbered(manuscript.blocks))
    if not things:
        return
    said = _said(manuscript, {thing.kind for thing in things})
    nameless: list[_Numbered] = []
    for thing in things:
        if thing.ids & manuscript.mentioned or thing.is_announced:
            continue
        if thing.number.casefold() in said[thing.kind]:
            continue
        if thing.kind is TargetKind.EQUATION and not thing.ids:
            nameless.append(thing)
        else:
            yield _finding(thing, f"{thing.kind.value} {thing.number} is")
    if nameless:
        numbers = [thing.number for thing in nameless]
        what = f"equation {numbers[0]} is"
        if len(numbers) > 1:
            what = f"equations {', '.join(numbers[:-1])} and {numbers[-1]} are"
        yield _finding(nameless[0], what)


def _finding(thing: _Numbered, what: str) -> Finding:
    return Finding(
        f"{what} mentioned nowhere in the text",
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
    """Yield what has a number; an announcement holds until the next paragraph or heading."""
    announced = False
    for block in blocks:
        match block:
            case Paragraph():
                announced = leads_in(block) or bool(_POINTING.search(plain_text(block.children)))
            case Heading():
                announced = False
            case Equation():
                yield from _numbers_in(block)
            case _:
                for thing in _numbers_in(block):
                    yield replace(thing, is_announced=announced)


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


def _said(manuscript: Manuscript, kinds: set[TargetKind]) -> dict[TargetKind, set[str]]:
    """Return the numbers that the text says after a word of some kinds: `Figs. 2-4`."""
    said: dict[TargetKind, set[str]] = {kind: set() for kind in kinds}
    for passage in manuscript.passages:
        if isinstance(passage.block, Figure | Table | CodeBlock):
            continue  # a caption may begin with the word and number of its own
        words = passage.words
        if not any(character.isdigit() for character in words):
            continue
        for kind in kinds:
            for found in _MENTIONS[kind].finditer(words):
                said[kind] |= _numbers_of(found[1])
        if TargetKind.EQUATION in kinds:
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
