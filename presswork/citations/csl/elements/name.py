"""`cs:name` and `cs:name-part`: how one name is written (CSL 1.0.2, "Name", "Name-part Order")."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork.citations.csl.initials import initialized, marked
from presswork.citations.csl.look import PLAIN, Look, affixed, formatted
from presswork.citations.csl.output import Output, Role, Run, Tagged, joined, text_of
from presswork.citations.csl.particles import APOSTROPHES
from presswork.citations.csl.richtext import output_of
from presswork.inlines import Text

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context
    from presswork.references import Name

FAMILY_FIRST_SCRIPTS: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")
HYPHENS: Final = frozenset("-‐–\u00a0")
INITIALS, IN_FULL = 1, 2
"""Levels of expansion of a given name (CSL 1.0.2, "Expansion of Individual Names")."""

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
    et_al_use_first: int | None = None
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

    def levels(self) -> tuple[int, ...]:
        """Return the levels that write a given name more fully than the style does."""
        abbreviates = self.initialize_with is not None and self.initialize
        if self.form == "short":
            return (INITIALS, IN_FULL) if abbreviates else (IN_FULL,)
        return (IN_FULL,) if abbreviates else ()


@lru_cache(maxsize=65536)
def family_first(name: Name) -> bool:
    """Tell whether a name is in a script that has the family name first."""
    if name.static_ordering:
        return True
    letters = [c for c in name.family + name.given if c.isalpha()]
    return bool(letters) and all(is_ideographic(letter) for letter in letters)


def is_ideographic(letter: str) -> bool:
    """Tell whether a letter is of an East Asian script."""
    return unicodedata.name(letter, "").startswith(FAMILY_FIRST_SCRIPTS)


def written(
    name: Name, style: NameStyle, context: Context, *, inverted: bool, level: int = 0
) -> Output:
    """Return one name.

    Args:
        name: the name, particles apart.
        style: how.
        context: for the text case of name parts.
        inverted: whether `name-as-sort-order` applies to it.
        level: 0 as the style says, or how the given names are written to tell people apart.
    """
    if name.literal:
        output = formatted(_rich(name.literal), style.family, language=context.language)
        output = affixed(output, style.family)
    else:
        output = _personal(name, style, context, inverted=inverted, level=level)
    output = affixed(formatted(output, style.look, language=context.language), style.look)
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
    if not style.initialize or level == IN_FULL:
        return marked(name.given, style.initialize_with)
    hyphen = style.initialize_with_hyphen
    return initialized(name.given, style.initialize_with, with_hyphen=hyphen)


def _personal(
    name: Name, style: NameStyle, context: Context, *, inverted: bool, level: int
) -> Output:
    long = style.form != "short" or level > 0
    if family_first(name):
        return _eastern(name, style, context, long=long)
    if not long:
        parts = [
            _plain(name.non_dropping_particle, style.family, context),
            _plain(name.family, style.family, context),
        ]
        return _wrapped(_spaced(parts), style.family) or Run("")
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
    dropping = _plain(name.dropping_particle, style.given, context)
    clings = ends_joined(name.dropping_particle)
    front = [_plain(given, style.given, context), None if clings else dropping]
    back = [
        dropping if clings else None,
        _plain(name.non_dropping_particle, style.family, context),
        _plain(name.family, style.family, context),
    ]
    family = _spaced(back)
    if name.suffix:
        separator = ", " if name.comma_suffix else " "
        family = joined([part for part in (family, Run(name.suffix)) if part], separator)
    return (
        _spaced([_wrapped(_spaced(front), style.given), _wrapped(family, style.family)]) or Run("")
    )


def _inverted(name: Name, given: str, style: NameStyle, context: Context) -> Output:
    """Return family name, given names, particles, suffix."""
    sorting = context.sorting is not None
    demoted = style.demote == "display-and-sort" or (style.demote == "sort-only" and sorting)
    particle = _plain(name.non_dropping_particle, style.family, context)
    family = _plain(name.family, style.family, context)
    dropping = _plain(name.dropping_particle, style.given, context)
    first = _plain(given, style.given, context)
    if sorting:
        head = [family] if demoted else [particle, family]
        tail = [dropping, particle if demoted else None, first]
        return joined([part for part in (*head, *tail, _suffix_of(name)) if part], " ") or Run("")
    head = [family] if demoted else [particle, family]
    tail = [first, dropping, particle if demoted else None]
    parts = (
        _wrapped(_spaced(head), style.family),
        _wrapped(_spaced(tail), style.given),
        _suffix_of(name),
    )
    return joined([part for part in parts if part], style.sort_separator) or Run("")


def _suffix_of(name: Name) -> Output | None:
    return Run(name.suffix) if name.suffix else None


def _plain(text: str, look: Look, context: Context) -> Output | None:
    """Return a part of a name in its formatting, without affixes."""
    return formatted(_rich(text), look, language=context.language) if text else None


def _part(text: str, look: Look, context: Context) -> Output:
    return affixed(formatted(_rich(text), look, language=context.language), look)


def _wrapped(output: Output | None, look: Look) -> Output | None:
    return None if output is None else affixed(output, look)


def _spaced(parts: list[Output | None]) -> Output | None:
    """Return the parts with spaces between them, but for those that end in an apostrophe."""
    result: list[Output] = []
    for part in parts:
        if part is None:
            continue
        if result and not ends_joined(text_of(result[-1])):
            result.append(Run(" "))
        result.append(part)
    return joined(result)


def ends_joined(particle: str) -> bool:
    """Tell whether a particle is written together with what follows: `d'`, `al-`."""
    if particle[-1:] in HYPHENS:
        return True
    return particle[-1:] in APOSTROPHES and not particle[-2:-1].lower() in "aeiou"


def sort_literal(literal: str) -> str:
    """Return an institution's name without an English article (CSL 1.0.2, "Name-part Order")."""
    lowered = literal.lower()
    for article in ARTICLES:
        if lowered.startswith(article):
            return literal[len(article) :]
    return literal
