"""Disambiguation (CSL 1.0.2, "Disambiguation"): names, given names, a condition, year suffixes.

In this order, and each only as far as the step before it left cites that read the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.citations import rendering
from presswork.citations.names import shown_given
from presswork.citations.output import text_of
from presswork.citations.scene import PLAIN, Disambiguation, Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from presswork.citations.scene import ShownNames, Work
    from presswork.citations.style import CompiledStyle
    from presswork.references import Name

INITIALS, FULL = 1, 2


class Resolver:
    """Finds what the cites of works need so that no two read the same."""

    def __init__(self, style: CompiledStyle, works: Iterable[Work]) -> None:
        """Begin with nothing added.

        Args:
            style: the style.
            works: those that are cited, in the order of the bibliography.
        """
        self.style = style
        self.works = list(works)
        self.additions: dict[str, Disambiguation] = {}

    def resolve(self) -> tuple[dict[str, Disambiguation], dict[str, str]]:
        """Return what is added to each work's cites, and the year suffixes."""
        options = self.style.citation_options
        if options.add_givenname and options.givenname_rule != "by-cite":
            self._tell_persons_apart()
        if options.add_names or self._adds_given_names:
            self._each_group(self._expand)
        if _asks_disambiguate(self.style):
            self._each_group(self._set_condition)
        suffixes: dict[str, str] = {}
        if options.add_year_suffix:
            for group in self._groups():
                suffixes |= {work.key: letters(at) for at, work in enumerate(group)}
        return self.additions, suffixes

    def _scene(self, work: Work, addition: Disambiguation) -> Scene:
        return Scene(self.style, work, bibliography=False, disambiguation=addition)

    def _addition(self, work: Work) -> Disambiguation:
        return self.additions.get(work.key, PLAIN)

    def _cite(self, work: Work, addition: Disambiguation) -> str:
        scene = self._scene(work, addition)
        return text_of(rendering.render(self.style.citation.children, scene))

    def _first_names(self, work: Work) -> ShownNames | None:
        scene = self._scene(work, self._addition(work))
        rendering.render(self.style.citation.children, scene)
        return scene.first_names

    def _groups(self) -> list[list[Work]]:
        """Return the works whose cites read the same, in groups."""
        by_text: dict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            by_text[self._cite(work, self._addition(work))].append(work)
        return [group for text, group in by_text.items() if len(group) > 1 and text]

    def _each_group(self, step: Callable[[list[Work]], None]) -> None:
        for group in self._groups():
            step(group)

    def _tell_persons_apart(self) -> None:
        """Add given names wherever two persons share a family name (the global rules)."""
        options = self.style.citation_options
        primary_only = options.givenname_rule.startswith("primary-name")
        initials_only = options.givenname_rule.endswith("with-initials")
        lists = {work.key: self._first_names(work) for work in self.works}
        persons: dict[str, set[Name]] = defaultdict(set)
        for shown in lists.values():
            for name in _considered(shown, primary_only=primary_only):
                persons[_family(name)].add(name)
        for work in self.works:
            shown = lists[work.key]
            if shown is None:
                continue
            levels = []
            for place, name in enumerate(_considered(shown, primary_only=primary_only)):
                rivals = persons[_family(name)] - {name}
                level = self._level(name, rivals, shown, initials_only=initials_only)
                if level:
                    levels.append((place, level))
            if levels:
                self.additions[work.key] = Disambiguation(given_levels=tuple(levels))

    def _level(
        self, name: Name, rivals: set[Name], shown: ShownNames, *, initials_only: bool
    ) -> int:
        """Return how much of a name's given names tells it from persons of its family name."""
        rivals = {rival for rival in rivals if rival.given != name.given}
        if not rivals or name.literal:
            return 0
        options = shown.options
        if options.initialize_with is None or not options.initialize:
            return 0 if initials_only else FULL
        own = shown_given(name.given, options, self.style.options)
        others = {shown_given(rival.given, options, self.style.options) for rival in rivals}
        if own not in others or initials_only:
            return INITIALS
        return FULL

    @property
    def _adds_given_names(self) -> bool:
        options = self.style.citation_options
        return options.add_givenname and options.givenname_rule == "by-cite"

    def _expand(self, group: list[Work]) -> None:
        """Show more names, and more of given names, as far as that tells cites apart.

        With each name that is added, given names are tried before the next one is added.
        """
        found = {work.key: self._expansion(work, group) for work in group}
        self.additions |= {key: addition for key, addition in found.items() if addition != PLAIN}

    def _expansion(self, work: Work, group: list[Work]) -> Disambiguation:
        best = self._addition(work)
        shown = self._first_names(work)
        if shown is None:
            return best
        fewest = self._count_alike(work, best, group)
        most = len(shown.names) if self.style.citation_options.add_names else shown.shown
        for count in range(max(shown.shown, 1), most + 1):
            for tried in self._steps(replace(best, shown_names=count), count, shown):
                alike = self._count_alike(work, tried, group)
                if alike < fewest:
                    best, fewest = tried, alike
                if not fewest:
                    return best
        return best

    def _steps(
        self, addition: Disambiguation, count: int, shown: ShownNames
    ) -> Iterator[Disambiguation]:
        """Yield what to try with so many names: first as they are, then with given names."""
        yield addition
        if not self._adds_given_names:
            return
        known = dict(addition.given_levels)
        for place in range(count):
            for level in (INITIALS, FULL) if shown.options.initialize_with is not None else (FULL,):
                if level > known.get(place, 0):
                    levels = (*addition.given_levels, (place, level))
                    yield replace(addition, given_levels=levels)

    def _count_alike(self, work: Work, addition: Disambiguation, group: list[Work]) -> int:
        """Return how many other works' cites read the same with the same names expanded."""
        text = self._cite(work, addition)
        added = addition.given_levels[len(self._addition(work).given_levels) :]
        alike = 0
        for other in group:
            own = self._addition(other)
            levels = (*own.given_levels, *added)
            expanded = replace(own, shown_names=addition.shown_names, given_levels=levels)
            alike += other.key != work.key and self._cite(other, expanded) == text
        return alike

    def _set_condition(self, group: list[Work]) -> None:
        """Let the condition `disambiguate` hold where that helps."""
        tried = {work.key: replace(self._addition(work), condition=True) for work in group}
        texts = {work.key: self._cite(work, tried[work.key]) for work in group}
        if len(set(texts.values())) > 1:
            self.additions |= tried


def letters(number: int) -> str:
    """Return the year suffix of a place: a to z, then from aa on."""
    result = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        result = chr(ord("a") + digit) + result
    return result


def _considered(shown: ShownNames | None, *, primary_only: bool) -> tuple[Name, ...]:
    if shown is None:
        return ()
    return shown.names[: 1 if primary_only else shown.shown]


def _family(name: Name) -> str:
    return f"{name.non_dropping_particle} {name.family}{name.literal}".casefold()


def _asks_disambiguate(style: CompiledStyle) -> bool:
    from presswork.citations.compiling import walk  # noqa: PLC0415 - it needs lxml
    from presswork.citations.style import Choose  # noqa: PLC0415

    return any(
        test.kind == "disambiguate"
        for node in walk(style.citation.children)
        if isinstance(node, Choose)
        for branch in node.branches
        for test in branch.tests
    )
