"""Cites told apart (CSL 1.0.2, "Disambiguation").

The steps are tried on sets of cites that look the same: given names, more names, the condition
`disambiguate`, a year suffix. Cites are put into sets by their text, never compared in pairs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.citations.csl.context import NO_HINTS, Cite, Hints, Position
from presswork.citations.csl.elements.name import INITIALS, NameStyle, written
from presswork.citations.csl.output import signature, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from presswork.citations.csl.item import Item
    from presswork.citations.csl.rendering import Renderer
    from presswork.citations.csl.style import Disambiguation
    from presswork.references import Name

ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
MOST_NAMES: Final = 200
"""How many names are added at most."""


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name that a cite shows: where, who, and how it is written."""

    place: tuple[str, int]
    name: Name
    style: NameStyle


@dataclass(frozen=True, slots=True)
class _CiteLook:
    """What a cite looks like: its text, and the names that it shows."""

    text: str
    names: tuple[ShownName, ...]


def disambiguated(
    renderer: Renderer, items: Sequence[Item], first_notes: Mapping[str, int]
) -> None:
    """Fill in the renderer's hints, so that cites can be told apart.

    Args:
        renderer: renders cites; its hints are set.
        items: all that is in the bibliography, in its order.
        first_notes: the number of the note that cites each item first.
    """
    rules = renderer.style.citation.disambiguation
    if not (
        rules.add_names or rules.add_given_name or rules.add_year_suffix or rules.has_condition
    ):
        return
    work = _Work(renderer, rules, {item.key: item for item in items}, first_notes)
    if rules.add_given_name and rules.rule != "by-cite":
        work.tell_names_apart(items)
    for ambiguous in work.sets(items):
        work.tell_cites_apart(ambiguous)
    if rules.add_given_name and rules.rule != "by-cite" and rules.add_names:
        work.tell_names_apart(items)
    if rules.has_condition:
        for ambiguous in work.sets(items):
            work.try_conditions(ambiguous)
    if rules.add_year_suffix:
        for ambiguous in work.sets(items):
            work.add_year_suffixes(ambiguous)


def letters(number: int) -> str:
    """Return the year suffix of a number from 0 on: `a` to `z`, then `aa`, `ab`."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


@dataclass(slots=True)
class _Work:
    """The state of disambiguation."""

    renderer: Renderer
    rules: Disambiguation
    items: dict[str, Item]
    first_notes: Mapping[str, int]
    looks: dict[tuple[str, Hints], _CiteLook] = field(default_factory=dict)
    """What cites were found to look like, by item and hints."""
    texts: dict[tuple[Name, NameStyle, int], str] = field(default_factory=dict)
    """Names as they are written at a level of expansion."""

    def hints(self, item: Item) -> Hints:
        return self.renderer.hints.get(item.key, NO_HINTS)

    def text(self, item: Item) -> str:
        """Return what a cite of an item looks like."""
        return self.look(item).text

    def names(self, item: Item) -> tuple[ShownName, ...]:
        """Return the names that a cite of an item shows."""
        return self.look(item).names

    def look(self, item: Item) -> _CiteLook:
        """Return what a cite of an item looks like with the hints that it has by now."""
        known = (item.key, self.hints(item))
        if known not in self.looks:
            context = self.renderer.cite_context(item, self.later_cite(item))
            context.shown_names = []
            text = signature(self.renderer.cite_in(context))
            names = tuple(ShownName(*shown) for shown in context.shown_names)
            self.looks[known] = _CiteLook(text, names)
        return self.looks[known]

    def later_cite(self, item: Item) -> Cite:
        """Return what cites are told apart by: later ones say less than the first."""
        return Cite(position=Position.SUBSEQUENT, first_note=self.first_notes.get(item.key, 0))

    def sets(self, items: Iterable[Item]) -> list[list[Item]]:
        """Return the sets of items whose cites look the same."""
        return [group for group in self.partition(items) if len(group) > 1]

    def partition(self, items: Iterable[Item]) -> list[list[Item]]:
        """Return the items, those with equal cites together."""
        by_text: dict[str, list[Item]] = {}
        for item in items:
            by_text.setdefault(self.text(item), []).append(item)
        return list(by_text.values())

    def tell_names_apart(self, items: Iterable[Item]) -> None:
        """Expand names that are equal as shown, in all cites ("all-names", "primary-name")."""
        primary = self.rules.rule.startswith("primary-name")
        shown = {item.key: self.names(item) for item in items}
        people: dict[str, dict[Name, ShownName]] = {}
        for names in shown.values():
            for one in names[:1] if primary else names:
                people.setdefault(self.written(one, 0), {}).setdefault(one.name, one)
        levels = {
            (base, name): level
            for base, group in people.items()
            for name, level in self.levels(list(group.values())).items()
        }
        for key, names in shown.items():
            given = {
                one.place: level
                for one in (names[:1] if primary else names)
                if (level := levels.get((self.written(one, 0), one.name), 0))
            }
            if given:
                self.give(self.items[key], given)

    def give(self, item: Item, given: dict[tuple[str, int], int]) -> None:
        hints = self.hints(item)
        merged = tuple({**dict(hints.given), **given}.items())
        self.renderer.hints[item.key] = replace(hints, given=merged)

    def written(self, one: ShownName, level: int) -> str:
        """Return a name as it is shown at a level of expansion."""
        known = (one.name, one.style, level)
        if known not in self.texts:
            item = next(iter(self.items.values()))
            context = self.renderer.context(item, self.later_cite(item))
            output = written(one.name, one.style, context, inverted=False, level=level)
            self.texts[known] = text_of(output)
        return self.texts[known]

    def levels(self, people: list[ShownName]) -> dict[Name, int]:
        """Return how far each name must be expanded to differ from all others."""
        found = dict.fromkeys((one.name for one in people), 0)
        if len(people) == 1:
            return found
        counts = {
            level: Counter(self.written(one, level) for one in people)
            for level in {level for one in people for level in self.allowed(one)}
        }
        for one in people:
            for level in self.allowed(one):
                if counts[level][self.written(one, level)] == 1:
                    found[one.name] = level
                    break
        return found

    def allowed(self, one: ShownName) -> tuple[int, ...]:
        """Return the levels of expansion that the rule allows."""
        levels = one.style.levels()
        if self.rules.rule.endswith("with-initials"):
            return tuple(level for level in levels if level == INITIALS)
        return levels

    def tell_cites_apart(self, ambiguous: list[Item]) -> None:
        """Expand names and add names until no more cites can be told apart."""
        if self.rules.add_given_name and self.rules.rule == "by-cite":
            remaining = self.expand(ambiguous)
        else:
            remaining = [ambiguous]
        if not self.rules.add_names:
            return
        for group in remaining:
            if len(group) > 1:
                self.add_names(group)

    def expand(self, ambiguous: list[Item]) -> list[list[Item]]:
        """Expand given names, one place after the other (rule "by-cite")."""
        groups = [ambiguous]
        shown = {item.key: self.names(item) for item in ambiguous}
        longest = max(len(names) for names in shown.values())
        for index in range(longest):
            groups = [
                part
                for group in groups
                for part in (self.expand_at(group, shown, index) if len(group) > 1 else [group])
            ]
        return groups

    def expand_at(
        self, group: list[Item], shown: Mapping[str, Sequence[ShownName]], index: int
    ) -> list[list[Item]]:
        """Expand the names at one place as far as tells cites apart."""
        here = {item.key: shown[item.key][index] for item in group if index < len(shown[item.key])}
        people = {one.name: one for one in here.values()}
        if len(people) < 2:  # noqa: PLR2004 - it takes two to differ
            return [group]
        levels = self.levels(list(people.values()))
        for key, one in here.items():
            if level := levels[one.name]:
                self.give(self.items[key], {one.place: level})
        return self.partition(group)

    def add_names(self, ambiguous: list[Item]) -> None:
        """Show names beyond et-al, one by one, as long as it tells cites apart."""
        saved = {item.key: self.hints(item) for item in ambiguous}
        start = max(self.hints(item).more_names for item in ambiguous)
        count = start
        texts = {item.key: self.text(item) for item in ambiguous}
        while count < start + MOST_NAMES:
            count += 1
            for item in ambiguous:
                self.renderer.hints[item.key] = replace(self.hints(item), more_names=count)
            now = {item.key: self.text(item) for item in ambiguous}
            if now == texts:
                break
            texts = now
            groups = self.partition(ambiguous)
            if self.rules.add_given_name and not self.rules.rule.startswith("primary"):
                groups = [part for group in groups for part in self.expand_added(group)]
            if len(groups) > 1:
                for group in groups:
                    if len(group) > 1:
                        self.add_names(group)
                return
        self.renderer.hints.update(saved)

    def expand_added(self, group: list[Item]) -> list[list[Item]]:
        return self.expand(group) if len(group) > 1 else [group]

    def try_conditions(self, ambiguous: list[Item], count: int = 1) -> None:
        """Let the conditions `disambiguate` hold, one after the other, while that helps."""
        saved = {item.key: self.hints(item) for item in ambiguous}
        before = self.text(ambiguous[0])
        for item in ambiguous:
            self.renderer.hints[item.key] = replace(self.hints(item), conditions=count)
        groups = self.partition(ambiguous)
        if len(groups) == 1 and self.text(ambiguous[0]) == before:
            self.renderer.hints.update(saved)
            return
        for group in groups:
            if len(group) > 1:
                self.try_conditions(group, count + 1)
        if len(groups) == 1 and self.rules.add_year_suffix:
            self.renderer.hints.update(saved)

    def add_year_suffixes(self, ambiguous: list[Item]) -> None:
        """Give each cite a letter, in the order of the bibliography."""
        for number, item in enumerate(ambiguous):
            suffix = letters(number)
            self.renderer.hints[item.key] = replace(self.hints(item), year_suffix=suffix)
