"""Joining the cites of a citation (CSL 1.0.2, "Cite Grouping" and "Cite Collapsing")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.citations.output import Tag, join, run, tagged, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.citations.output import Runs
    from presswork.citations.style import CitationOptions

SHORTEST_RANGE: Final = 3
DASH: Final = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Part:
    """One cite of a citation.

    Args:
        runs: its output.
        number: its citation number; 0 where the work is not known.
        bare: whether it has no locator, prefix or suffix.
        without_names: renders it without its names.
    """

    runs: Runs
    number: int
    bare: bool
    without_names: Callable[[], Runs]

    @property
    def names(self) -> str:
        """The characters of its names."""
        return text_of(tagged(self.runs, Tag.NAMES))


def joined(parts: list[Part], options: CitationOptions, delimiter: str) -> Runs:
    """Return the cites of a citation, collapsed as the style wants it."""
    if options.collapse == "citation-number":
        return _numbers(parts, options, delimiter)
    if options.collapse or options.cite_group_delimiter is not None:
        return _groups(parts, options, delimiter)
    return join((part.runs for part in parts), delimiter)


def _numbers(parts: list[Part], options: CitationOptions, delimiter: str) -> Runs:
    """Return cites with three and more consecutive numbers made a range."""
    result: Runs = ()
    at = 0
    glue = ""
    while at < len(parts):
        end = at + 1
        while end < len(parts) and _follows(parts[end - 1], parts[end]):
            end += 1
        if end - at >= SHORTEST_RANGE:
            piece = (*parts[at].runs, *run(DASH), *parts[end - 1].runs)
            after = options.after_collapse_delimiter
            next_glue = delimiter if after is None else after
        else:
            end = at + 1
            piece, next_glue = parts[at].runs, delimiter
        result = (*result, *run(glue), *piece)
        at, glue = end, next_glue
    return result


def _follows(before: Part, part: Part) -> bool:
    has_number = bool(tagged(before.runs, Tag.NUMBER)) and bool(tagged(part.runs, Tag.NUMBER))
    return has_number and before.bare and part.bare and part.number == before.number + 1


def _groups(parts: list[Part], options: CitationOptions, delimiter: str) -> Runs:
    """Return cites with those of the same names together."""
    groups: list[list[Part]] = []
    by_names: dict[str, list[Part]] = {}
    for part in parts:
        names = part.names
        if names and names in by_names:
            by_names[names].append(part)
            continue
        groups.append([part])
        if names:
            by_names[names] = groups[-1]
    result: Runs = ()
    glue = ""
    for group in groups:
        result = (*result, *run(glue), *_group(group, options, delimiter))
        after = options.after_collapse_delimiter
        glue = after if after is not None and options.collapse else delimiter
    return result


def _group(group: list[Part], options: CitationOptions, delimiter: str) -> Runs:
    inner = options.cite_group_delimiter
    if inner is None:
        inner = ", " if options.collapse else delimiter
    if not options.collapse:
        return join((part.runs for part in group), inner)
    bare = [group[0], *(replace(part, runs=part.without_names()) for part in group[1:])]
    if options.collapse == "year":
        return join((part.runs for part in bare), inner)
    return _year_suffixes(bare, options, inner, delimiter)


def _year_suffixes(parts: list[Part], options: CitationOptions, inner: str, delimiter: str) -> Runs:
    """Return the cites of one author, those of one year as `2000a, b`."""
    suffix_delimiter = options.year_suffix_delimiter
    suffix_delimiter = delimiter if suffix_delimiter is None else suffix_delimiter
    pieces: list[Runs] = []
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and _same_year(parts[at], parts[end]):
            end += 1
        suffixes = [tagged(part.runs, Tag.YEAR_SUFFIX) for part in parts[at + 1 : end]]
        if options.collapse == "year-suffix-ranged" and len(suffixes) >= SHORTEST_RANGE - 1:
            pieces.append((*parts[at].runs, *run(DASH), *suffixes[-1]))
        else:
            pieces.append(join([parts[at].runs, *suffixes], suffix_delimiter))
        at = end
    return join(pieces, inner)


def _same_year(first: Part, part: Part) -> bool:
    years = [text_of(tagged(one.runs, Tag.YEAR)) for one in (first, part)]
    return (
        first.bare
        and part.bare
        and years[0] == years[1] != ""
        and bool(tagged(first.runs, Tag.YEAR_SUFFIX))
        and bool(tagged(part.runs, Tag.YEAR_SUFFIX))
    )
