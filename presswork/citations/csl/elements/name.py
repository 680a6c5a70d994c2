"""`cs:name` and `cs:name-part`: how one name is written (CSL 1.0.2, "Name", "Name-part Order")."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork.citations.csl.initials import initialized, marked
from presswork.citations.csl.look import PLAIN, Look, affixed, formatted
from presswork.citations.csl.output import Output, Role, Run, Tagged, joined
from presswork.citations.csl.particles import APOSTROPHES
from presswork.citations.csl.richtext import output_of
from presswork.inlines import Text

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context
    from presswork.references import Name

FAMILY_FIRST_SCRIPTS: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")
NO_SPACE_AFTER: Final = frozenset(APOSTROPHES + "-‐–\u00a0")
ARTICLES: Final = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True, eq=False)
class NameStyle:
    """The attributes of `cs:name`, with those inherited (CSL 1.0.2, "Inheritable Name Options").

    Args:
        initialize_with: None where given names are not abbreviated.
        demote: `never`, `sort-only` or `display-and-sort`.
        look: formatting and affixes of each name.
        family: those of the family name.
        given: those of the given names.
    """

    and_: str = ""
    delimiter: str = ", "
    delimiter_precedes_et_al: str = "contextual"
    delimiter_precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 1
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    et_al_use_last: bool = False
    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    initialize_with_hyphen: bool = True
    name_as_sort_order: str = ""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    look: Look = field(default=PLAIN)
    family: Look = field(default=PLAIN)
    given: Look = field(default=PLAIN)

    def is_inverted(self, index: int) -> bool:
        """Tell whether the name at an index goes family name first."""
        return self.name_as_sort_order == "all" or (self.name_as_sort_order == "first" and not index)

    def levels(self) -> int:
        """Return how many steps there are to write a given name more fully."""
        can_expand = self.initialize_with is not None and self.initialize
        return (1 if self.form == "short" else 0) + (1 if can_expand else 0)


@lru_cache(maxsize=65536)
def family_first(name: Name) -> bool:
    """Tell whether a name is in a script that has the family name first."""
    if name.static_ordering:
        return True
    letters = [c for c in name.family + name.given if c.isalpha()]
    return bool(letters) and all(
        unicodedata.name(letter, "").startswith(FAMILY_FIRST_SCRIPTS) for letter in letters
    )


def written(
    name: Name, style: NameStyle, context: Context, *, inverted: bool, level: int = 0
) -> Output:
    """Return one name.

    Args:
        name: the name, particles apart.
        style: how.
        context: for the text case of name parts.
        inverted: whether `name-as-sort-order` applies to it.
        level: how many steps the given names are written more fully than the style says, to
            tell people apart (CSL 1.0.2, "Expansion of Individual Names").
    """
    if name.literal:
        output = formatted(_rich(name.literal), style.family, english=context.english)
        output = affixed(output, style.family)
    else:
        output = _personal(name, style, context, inverted=inverted, level=level)
    output = affixed(formatted(output, style.look, english=context.english), style.look)
    return Tagged(Role.NAME, _identity(name), (output,))


def _identity(name: Name) -> str:
    return "\t".join(
        (
            name.family,
            name.given,
            name.dropping_particle,
            name.non_dropping_particle,
            name.suffix,
            name.literal,
        )
    )


@lru_cache(maxsize=16384)
def _rich(text: str) -> Output:
    return output_of((Text(text),)) or Run("")


def given_names(name: Name, style: NameStyle, level: int) -> str:
    """Return the given names as the style and the level of expansion have them."""
    if style.initialize_with is None:
        return name.given
    steps = level - (1 if style.form == "short" else 0)
    hyphen = style.initialize_with_hyphen
    if not style.initialize or steps >= 1:
        return marked(name.given, style.initialize_with, with_hyphen=hyphen)
    return initialized(name.given, style.initialize_with, with_hyphen=hyphen)


def _personal(
    name: Name, style: NameStyle, context: Context, *, inverted: bool, level: int
) -> Output:
    long = style.form != "short" or level > 0
    if family_first(name):
        return _eastern(name, style, context, long=long)
    if not long:
        family = _words(name.non_dropping_particle, name.family)
        return _part(family, style.family, context)
    given = given_names(name, style, level)
    if inverted or context.sorting is not None:
        return _inverted(name, given, style, context)
    return _natural(name, given, style, context)


def _eastern(name: Name, style: NameStyle, context: Context, *, long: bool) -> Output:
    """Return a name of a script in which the family name comes first always."""
    family = _part(name.family, style.family, context)
    if not long or not name.given:
        return family
    given = _part(name.given, style.given, context)
    spaced = any(letter.isascii() for letter in name.family + name.given)
    return joined([family, given], " " if spaced else "") or Run("")


def _natural(name: Name, given: str, style: NameStyle, context: Context) -> Output:
    """Return given names, particles, family name, suffix."""
    parts: list[Output] = []
    if given or name.dropping_particle:
        parts.append(_given(given, name.dropping_particle, style, context))
    family = _words(name.non_dropping_particle, name.family)
    inner: list[Output] = [formatted(_rich(family), style.family, english=context.english)] if family else []
    if name.suffix:
        inner.append(Run(name.suffix))
    if inner:
        separator = ", " if name.comma_suffix else " "
        parts.append(affixed(joined(inner, separator) or Run(""), style.family))
    if given and not name.dropping_particle and given[-1:] in NO_SPACE_AFTER:
        return joined(parts) or Run("")
    if name.dropping_particle and name.dropping_particle[-1:] in NO_SPACE_AFTER:
        return joined(parts) or Run("")
    return joined(parts, " ") or Run("")


def _given(given: str, particle: str, style: NameStyle, context: Context) -> Output:
    words = _words(given, particle)
    return _part(words, style.given, context)


def _inverted(name: Name, given: str, style: NameStyle, context: Context) -> Output:
    """Return family name, given names, particles, suffix."""
    sorting = context.sorting is not None
    demoted = style.demote == "display-and-sort" or (style.demote == "sort-only" and sorting)
    if demoted:
        family = name.family
        particles = _words(name.dropping_particle, name.non_dropping_particle)
    else:
        family = _words(name.non_dropping_particle, name.family)
        particles = name.dropping_particle
    parts: list[Output] = []
    if family:
        parts.append(_part(family, style.family, context))
    tail = _words(particles, given) if sorting else _words(given, particles)
    if tail:
        parts.append(_part(tail, style.given, context))
    if name.suffix:
        parts.append(Run(name.suffix))
    return joined(parts, "  " if sorting else style.sort_separator) or Run("")


def _part(text: str, look: Look, context: Context) -> Output:
    return affixed(formatted(_rich(text), look, english=context.english), look)


def _words(first: str, second: str) -> str:
    """Return two words with a space between them, unless the first ends in an apostrophe."""
    if not first or not second:
        return first or second
    return first + ("" if first[-1] in NO_SPACE_AFTER else " ") + second


def sort_literal(literal: str) -> str:
    """Return an institution's name without an English article (CSL 1.0.2, "Name-part Order")."""
    lowered = literal.lower()
    for article in ARTICLES:
        if lowered.startswith(article):
            return literal[len(article) :]
    return literal
