"""Which references are one work: those with one DOI, or with one title, year and first author."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.identifiers import bare_doi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.references import Name, Reference

_PAPERS: Final = frozenset(
    {
        "article",
        "article-journal",
        "article-magazine",
        "document",
        "manuscript",
        "paper-conference",
        "report",
        "webpage",
    }
)
"""Types that one paper is given, depending on who wrote the entry."""

_PARTS: Final = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia"})
"""Types of works that are part of a book, and may be given the DOI of it."""

_TELLING: Final = ("volume", "edition", "chapter-number", "part-number", "version")
"""Numbers that tell two works of one title and year apart."""

_MOST: Final = 8
"""With so many works of one title in a year, the title ("Editorial") says nothing any more."""

_TitleYear: TypeAlias = tuple[str, int]


def same_works(references: Iterable[Reference]) -> tuple[tuple[Reference, ...], ...]:
    """Return the references that are one work: groups of two and more, in the order given.

    Two with one DOI are one work, unless they are chapters with the DOI of their book. Without
    DOIs that differ, so are two with one title and year, unless something tells them apart: the
    first author, the first page, a volume, an edition, or that only one is software or a thesis.
    """
    sorting = _Sorting()
    for reference in references:
        sorting.add(reference)
    return tuple(tuple(group) for group in sorting.groups if len(group) > 1)


def folded(text: str) -> str:
    """Return a text without case, accents, spaces and punctuation, to compare it by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if character.isalnum())


@dataclass(slots=True)
class _Sorting:
    """The works found so far, each with its references."""

    groups: list[list[Reference]] = field(default_factory=list)
    by_doi: dict[str, list[Reference]] = field(default_factory=dict)
    by_title: dict[_TitleYear, list[list[Reference]]] = field(default_factory=dict)

    def add(self, reference: Reference) -> None:
        doi = bare_doi(reference.text("DOI")).lower()
        title = _title_and_year(reference)
        group = self._of_doi(doi, reference) or self._of_title(title, reference)
        if group is None:
            group = []
            self.groups.append(group)
            if title:
                self.by_title.setdefault(title, []).append(group)
        group.append(reference)
        if doi:
            self.by_doi.setdefault(doi, group)

    def _of_doi(self, doi: str, reference: Reference) -> list[Reference] | None:
        group = self.by_doi.get(doi)
        if group is None or not doi:
            return None
        titles = {folded(work.text("title")) for work in (group[0], reference)}
        is_part = {group[0].type, reference.type} & _PARTS
        return None if is_part and len(titles) > 1 else group

    def _of_title(self, title: _TitleYear | None, reference: Reference) -> list[Reference] | None:
        if title is None:
            return None
        for group in self.by_title.get(title, [])[:_MOST]:
            if not any(_differ(work, reference) for work in group[:_MOST]):
                return group
        return None


def _title_and_year(reference: Reference) -> _TitleYear | None:
    title = folded(reference.text("title"))
    return (title, reference.year) if title and reference.year is not None else None


def _differ(one: Reference, other: Reference) -> bool:
    """Tell whether something tells two works of one title and year apart."""
    if one.type != other.type and not {one.type, other.type} <= _PAPERS:
        return True
    if _are_given_and_differ(bare_doi(one.text("DOI")), bare_doi(other.text("DOI"))):
        return True
    if _are_given_and_differ(_first_page(one), _first_page(other)):
        return True
    if any(_are_given_and_differ(one.text(name), other.text(name)) for name in _TELLING):
        return True
    return _differ_in_author(one, other)


def _are_given_and_differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other and folded(one) != folded(other)


def _first_page(reference: Reference) -> str:
    found = re.search(r"\w+", reference.text("page"))
    return found.group() if found else ""


def _differ_in_author(one: Reference, other: Reference) -> bool:
    """Tell whether the first authors differ; a name in one string may hold the other's."""
    first, second = _first_author(one), _first_author(other)
    return bool(first and second) and first not in second and second not in first


def _first_author(reference: Reference) -> str:
    authors = reference.names.get("author") or reference.names.get("editor") or ()
    return folded(_family(authors[0])) if authors else ""


def _family(name: Name) -> str:
    return name.literal or name.family
