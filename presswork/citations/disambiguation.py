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
from presswork.citations.scene import PLAIN, Disambiguation, Position, Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
        if options.add_names:
            self._each_group(self._add_names)
        if options.add_givenname and options.givenname_rule == "by-cite":
            self._each_group(self._add_given_names)
        if _asks_disambiguate(self.style):
            self._each_group(self._set_condition)
        suffixes: dict[str, str] = {}
        if options.add_year_suffix:
            for group in self._groups():
                suffixes |= {work.key: letters(at) for at, work in enumerate(group)}
        return self.additions, suffixes

    def _scene(self, work: Work, addition: Disambiguation) -> Scene:
        position = Position.SUBSEQUENT if self.style.note else Position.FIRST
        return Scene(self.style, work, False, disambiguation=addition, position=position)  # noqa: FBT003 - not for the bibliography

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

    def _add_names(self, group: list[Work]) -> None:
        """Show as many names as tell a cite from the most others, and no more."""
        most = max((len(work.reference.names.get("author", ())) for work in group), default=0)
        lengths = [_names_of(self._first_names(work)) for work in group]
        most = max([most, *lengths])
        base = {work.key: self._addition(work) for work in group}
        texts = {
            count: {
                work.key: self._cite(work, replace(base[work.key], shown_names=count))
                for work in group
            }
            for count in range(1, most + 1)
        }
        if most < 1:
            return
        for work in group:
            alike = _alike(texts[most], work.key)
            if len(alike) == len(group):
                continue
            count = next(count for count in texts if _alike(texts[count], work.key) == alike)
            self.additions[work.key] = replace(base[work.key], shown_names=count)

    def _add_given_names(self, group: list[Work]) -> None:
        """Show given names in cites that read the same, one name after the other."""
        for work in group:
            shown = self._first_names(work)
            if shown is None:
                continue
            addition = self._addition(work)
            fewest = self._count_alike(work, addition, group)
            for place in range(shown.shown):
                for level in (INITIALS, FULL):
                    if level == INITIALS and shown.options.initialize_with is None:
                        continue
                    tried = replace(
                        addition,
                        given_levels=(*addition.given_levels, (place, level)),
                    )
                    alike = self._count_alike(work, tried, group)
                    if alike < fewest:
                        addition, fewest = tried, alike
                        break
                if fewest == 0:
                    break
            if addition.given_levels:
                self.additions[work.key] = addition

    def _count_alike(self, work: Work, addition: Disambiguation, group: list[Work]) -> int:
        """Return how many other works' cites read the same with the same places expanded."""
        text = self._cite(work, addition)
        return sum(
            self._cite(other, replace(self._addition(other), given_levels=addition.given_levels))
            == text
            for other in group
            if other.key != work.key
        )

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


def _names_of(shown: ShownNames | None) -> int:
    return len(shown.names) if shown else 0


def _alike(texts: dict[str, str], key: str) -> set[str]:
    return {other for other, text in texts.items() if text == texts[key]}


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
