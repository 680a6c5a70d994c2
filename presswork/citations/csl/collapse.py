"""Cites of one citation joined: grouped, collapsed, with the delimiters between them.

CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presswork.citations.csl.context import Cite, Names
from presswork.citations.csl.output import (
    Output,
    Role,
    Run,
    Sequence,
    Tagged,
    find,
    first,
    mapped,
    text_of,
)
from presswork.citations.csl.rendering import of_item, with_affixes, with_capital_term
from presswork.inlines import plain_text

if TYPE_CHECKING:
    from presswork.citations.csl.citation import CitationItem
    from presswork.citations.csl.item import Item
    from presswork.citations.csl.rendering import Renderer

SHORTEST_RANGE = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A cite as it is rendered.

    Args:
        wanted: what was asked for.
        item: the work.
        cite: its place.
        output: the cite, without what the author wrote around it.
        names: the characters of its first names.
    """

    wanted: CitationItem
    item: Item
    cite: Cite
    output: Output | None
    names: str

    @property
    def is_bare(self) -> bool:
        """Tell whether neither a place nor words of the author are with it."""
        return not (self.cite.locator or self.wanted.prefix or self.wanted.suffix)

    def finished(self) -> Output | None:
        """Return the cite with what the author wrote around it, marked as its item's."""
        output = None if self.output is None else of_item(self.item.key, self.output)
        return with_affixes(output, self.wanted.prefix, self.wanted.suffix)


def shown(renderer: Renderer, wanted: CitationItem, item: Item, cite: Cite) -> Shown:
    """Return a cite, rendered."""
    if wanted.names is Names.ONLY:
        output: Output | None = renderer.author_of(item, cite)
    else:
        output = renderer.cite(item, cite, wanted.names)
    names = first(output, Role.NAMES) if wanted.names is Names.ALL else None
    return Shown(wanted, item, cite, output, text_of(names))


def capitalised(cite: Shown, *, first: bool) -> Shown:
    """Return a cite that begins a sentence of a note with a capital, as in "Ibid.".

    Only a term is capitalised, and only where no words of the author run on into it.
    """
    before = plain_text(cite.wanted.prefix).rstrip()
    starts = before[-1:] in ".!?" if before else first
    if not starts or cite.output is None:
        return cite
    return replace(cite, output=with_capital_term(cite.output))


def joined_cites(renderer: Renderer, cites: list[Shown]) -> Output | None:
    """Return the cites of a citation, collapsed as the style says."""
    rules = renderer.style.citation.collapsing
    match rules.collapse:
        case "citation-number":
            return _join(_numbers(renderer, cites))
        case "year" | "year-suffix" | "year-suffix-ranged":
            return _join(_groups(renderer, cites))
        case _ if rules.cite_group_delimiter is not None:
            return _join(_groups(renderer, cites))
        case _:
            delimiter = renderer.style.citation.layout.delimiter
            return _join([_Part(cite.finished(), delimiter) for cite in cites])


@dataclass(frozen=True, slots=True)
class _Part:
    """A cite, and the delimiter that goes after it."""

    output: Output | None
    after: str


def _join(parts: list[_Part]) -> Output | None:
    visible = [part for part in parts if part.output is not None]
    outputs: list[Output] = []
    for index, part in enumerate(visible):
        if part.output is None:
            continue
        outputs.append(part.output)
        following = visible[index + 1].output if index + 1 < len(visible) else None
        if following is not None:
            after = part.after
            if text_of(following)[:1] == ",":
                after = ""
            elif text_of(part.output)[-1:] == ",":
                after = " "
            outputs.append(Run(after))
    return Sequence(tuple(outputs)) if outputs else None


def _numbers(renderer: Renderer, cites: list[Shown]) -> list[_Part]:
    """Collapse ranges of citation numbers: 1–3, 5."""
    style = renderer.style.citation
    after = style.collapsing.after_collapse_delimiter
    if after is None:
        after = style.layout.delimiter
    parts: list[_Part] = []
    index = 0
    while index < len(cites):
        stop = _range_end(cites, index)
        if stop - index >= SHORTEST_RANGE:
            dash = renderer.style.locale.term("citation-range-delimiter") or "–"
            ends = [cites[index].finished(), Run(dash), cites[stop - 1].finished()]
            output = Sequence(tuple(end for end in ends if end is not None))
            parts.append(_Part(output, after))
            index = stop
        else:
            parts.append(_Part(cites[index].finished(), style.layout.delimiter))
            index += 1
    return parts


def _range_end(cites: list[Shown], start: int) -> int:
    """Return where a range of rising numbers stops that starts at a cite."""
    stop = start + 1
    while (
        stop < len(cites)
        and _is_number(cites[stop - 1])
        and _is_number(cites[stop])
        and cites[stop].cite.number == cites[stop - 1].cite.number + 1
    ):
        stop += 1
    return stop


def _is_number(cite: Shown) -> bool:
    """Tell whether a cite shows its number and nothing else."""
    return cite.is_bare and first(cite.output, Role.CITATION_NUMBER) is not None


def _groups(renderer: Renderer, cites: list[Shown]) -> list[_Part]:
    """Collapse cites with the same names."""
    style = renderer.style.citation
    rules = style.collapsing
    parts: list[_Part] = []
    groups = _grouped(cites, moves=bool(style.layout.sort) and not renderer.style.is_note)
    for group in groups:
        after = style.layout.delimiter
        ends_group = len(group) > 1 or not renderer.style.is_note
        if ends_group and rules.after_collapse_delimiter is not None:
            after = rules.after_collapse_delimiter
        members = _collapsed(renderer, group) if rules.collapse else group
        outputs = _suffixes(renderer, members)
        between = _between(renderer, group)
        parts += [_Part(output, between) for output in outputs[:-1]]
        parts.append(_Part(outputs[-1], after))
    return parts


def _between(renderer: Renderer, group: list[Shown]) -> str:
    """Return the delimiter within a group of cites."""
    style = renderer.style.citation
    if style.collapsing.cite_group_delimiter is not None:
        return style.collapsing.cite_group_delimiter
    explicit = style.collapsing.after_collapse_delimiter
    if explicit is not None and any(cite.cite.locator for cite in group):
        return explicit
    return style.layout.delimiter if renderer.style.is_note else ", "


def _grouped(cites: list[Shown], *, moves: bool) -> list[list[Shown]]:
    """Return cites with equal names together: neighbours in notes, all in the text."""
    groups: list[list[Shown]] = []
    for cite in cites:
        candidates = groups if moves else groups[-1:]
        for group in candidates:
            same = group[-1].names == cite.names and (cite.names or _year(cite))
            if same and not cite.wanted.prefix and not group[-1].wanted.suffix:
                group.append(cite)
                break
        else:
            groups.append([cite])
    return groups


def _collapsed(renderer: Renderer, group: list[Shown]) -> list[Shown]:
    """Return a group's cites, the later ones without names."""
    result = group[:1]
    for cite in group[1:]:
        output = renderer.cite(cite.item, cite.cite, Names.SUPPRESSED)
        result.append(replace(cite, output=output))
    return result


def _suffixes(renderer: Renderer, group: list[Shown]) -> list[Output | None]:
    """Return a group's outputs, the years that repeat reduced to their suffixes."""
    rules = renderer.style.citation.collapsing
    outputs: list[Output | None] = []
    index = 0
    while index < len(group):
        stop = index + 1
        if rules.collapse in ("year-suffix", "year-suffix-ranged"):
            stop = _same_year_end(group, index)
        outputs.append(_with_suffixes(renderer, group[index:stop]))
        index = stop
    return outputs


def _same_year_end(group: list[Shown], start: int) -> int:
    year = _year(group[start])
    stop = start + 1
    if not year or not group[start].is_bare:
        return stop
    while stop < len(group) and group[stop].is_bare and _year(group[stop]) == year:
        stop += 1
    return stop


def _year(cite: Shown) -> str:
    """Return a cite's dates without their suffix; empty unless it has a suffix."""
    if first(cite.output, Role.YEAR_SUFFIX) is None:
        return ""
    dates = [_without_suffix(date) for date in find(cite.output, Role.DATE)]
    return "\n".join(text_of(date) for date in dates)


def _without_suffix(output: Output) -> Output:
    return mapped(output, lambda part: Run("") if _is_suffix(part) else None)


def _is_suffix(part: Output) -> bool:
    return isinstance(part, Tagged) and part.role is Role.YEAR_SUFFIX


def _with_suffixes(renderer: Renderer, cites: list[Shown]) -> Output | None:
    """Return the first cite with the suffixes of all."""
    if len(cites) == 1:
        return cites[0].finished()
    rules = renderer.style.citation.collapsing
    delimiter = rules.year_suffix_delimiter
    if delimiter is None:
        delimiter = rules.cite_group_delimiter
    if delimiter is None:
        delimiter = renderer.style.citation.layout.delimiter
    ranged = rules.collapse == "year-suffix-ranged"
    suffixes = [first(cite.output, Role.YEAR_SUFFIX) for cite in cites]
    pieces: list[Output] = []
    index = 0
    while index < len(cites):
        stop = _letters_end(renderer, cites, index) if ranged else index + 1
        if stop - index < SHORTEST_RANGE:
            stop = index + 1
        ends = [index] if stop == index + 1 else [index, stop - 1]
        for end in ends:
            if pieces:
                pieces.append(Run("–" if end != index else delimiter))
            pieces.append(of_item(cites[end].item.key, suffixes[end] or Run("")))
        index = stop
    one = cites[0]
    output = mapped(
        one.output or Run(""), lambda part: Sequence(tuple(pieces)) if _is_suffix(part) else None
    )
    return of_item(one.item.key, output)


def _letters_end(renderer: Renderer, cites: list[Shown], start: int) -> int:
    stop = start + 1
    while stop < len(cites) and _follows(
        _letter(renderer, cites[stop - 1]), _letter(renderer, cites[stop])
    ):
        stop += 1
    return stop


def _letter(renderer: Renderer, cite: Shown) -> str:
    hints = renderer.hints.get(cite.item.key)
    return hints.year_suffix if hints else ""


def _follows(one: str, other: str) -> bool:
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1
