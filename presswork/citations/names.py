"""Names (CSL 1.0.2, "Names" and "Name"): lists of them, their order, their initials, et al."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.citations.dressing import put_on
from presswork.citations.fields import with_apostrophes
from presswork.citations.output import join, run
from presswork.citations.scene import Position, ShownNames

if TYPE_CHECKING:
    from presswork.citations.output import Runs
    from presswork.citations.scene import Scene
    from presswork.citations.style import EtAl, GlobalOptions, NameOptions
    from presswork.references import Name

OTHERS: Final = "others"
"""The literal name that `and others` of BibTeX becomes: the list is not complete."""

ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS} "
FULL_GIVEN: Final = 2


def render(
    names: tuple[Name, ...], options: NameOptions, et_al: EtAl, scene: Scene, *, first: bool
) -> Runs:
    """Return a list of names.

    Args:
        names: at least one.
        options: of `cs:name`.
        et_al: of `cs:et-al`.
        scene: where they are rendered.
        first: whether they are the first names of the cite, to which disambiguation is added.
    """
    incomplete = len(names) > 1 and names[-1].literal == OTHERS
    if incomplete:
        names = names[:-1]
    least = scene.disambiguation.shown_names if first else 0
    shown = shown_count(len(names), options, scene, least)
    truncated = incomplete or shown < len(names)
    if first and scene.first_names is None:
        scene.first_names = ShownNames(names, shown, options)
    rendered = [
        _one(name, place, options, scene, first=first) for place, name in enumerate(names[:shown])
    ]
    if not truncated:
        return put_on(_with_and(rendered, options, scene), options.dress)
    if options.et_al_use_last and not incomplete and shown < len(names) - 1:
        last = _one(names[-1], len(names) - 1, options, scene, first=first)
        listed = join([*rendered, (*run(ELLIPSIS), *last)], options.delimiter)
        return put_on(listed, options.dress)
    return put_on(_with_et_al(rendered, options, et_al, scene), options.dress)


def shown_count(total: int, options: NameOptions, scene: Scene, least: int) -> int:
    """Return how many names of a list are shown (CSL 1.0.2, "Et-al Abbreviation")."""
    minimum, use_first = options.et_al_min, options.et_al_use_first
    if scene.position is not Position.FIRST and not scene.bibliography:
        minimum = options.et_al_subsequent_min or minimum
        use_first = options.et_al_subsequent_use_first or use_first
    if not minimum or total < minimum or total <= use_first:
        return total
    return min(total, max(use_first, least))


def _with_and(rendered: list[Runs], options: NameOptions, scene: Scene) -> Runs:
    """Join names, the last with "and" where the style wants it."""
    if options.and_ is None or len(rendered) < 2 or scene.sorting:  # noqa: PLR2004 - two to join
        return join(rendered, options.delimiter)
    term = "&" if options.and_ == "symbol" else scene.style.locale.term("and") or "and"
    before = join(rendered[:-1], options.delimiter)
    inverted = _is_inverted(len(rendered) - 2, options)
    if _precedes(options.delimiter_precedes_last, inverted=inverted, many=len(rendered) > 2):  # noqa: PLR2004
        glue = f"{options.delimiter.rstrip()} {term} "
    else:
        glue = f" {term} "
    return (*before, *run(glue), *rendered[-1])


def _with_et_al(rendered: list[Runs], options: NameOptions, et_al: EtAl, scene: Scene) -> Runs:
    listed = join(rendered, options.delimiter)
    words = scene.style.locale.term(et_al.term)
    if not words or not rendered or scene.sorting:
        return listed
    inverted = _is_inverted(len(rendered) - 1, options)
    many = len(rendered) > 1
    precedes = _precedes(options.delimiter_precedes_et_al, inverted=inverted, many=many)
    glue = options.delimiter if precedes else " "
    return (*listed, *run(glue), *put_on(run(words), et_al.dress))


def _precedes(rule: str, *, inverted: bool, many: bool) -> bool:
    """Tell whether the delimiter stands before the last name, or before et al."""
    match rule:
        case "always":
            return True
        case "never":
            return False
        case "after-inverted-name":
            return inverted
        case _:
            return many


def _is_inverted(place: int, options: NameOptions) -> bool:
    order = options.name_as_sort_order
    return order == "all" or (order == "first" and place == 0)


def _one(name: Name, place: int, options: NameOptions, scene: Scene, *, first: bool) -> Runs:
    if name.literal:
        return put_on(run(with_apostrophes(name.literal)), options.family)
    level = 0
    if first and not scene.bibliography and not scene.sorting:
        level = scene.disambiguation.given_level(place)
    if level >= FULL_GIVEN:
        options = replace(options, form="long", initialize=False)
    elif level:
        options = replace(options, form="long")
    if options.form == "short":
        family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
        return put_on(run(family), options.family)
    given = shown_given(name.given, options, scene.style.options)
    if _is_east_asian(name):
        return _east_asian(name, given, options)
    if name.static_ordering:
        return join(
            [put_on(run(name.family), options.family), put_on(run(given), options.given)], " "
        )
    if _is_inverted(place, options) or scene.sorting:
        return _inverted(name, given, options, scene)
    return _natural(name, given, options)


def _natural(name: Name, given: str, options: NameOptions) -> Runs:
    """Return a name in its natural order: given, particles, family, suffix."""
    particle = name.dropping_particle
    before = put_on(run(" ".join(filter(None, (given, particle)))), options.given)
    family = put_on(run(_with_particle(name.non_dropping_particle, name.family)), options.family)
    glue = "" if particle.endswith(("'", "\N{RIGHT SINGLE QUOTATION MARK}")) else " "
    whole = join([before, family], glue)
    if not name.suffix:
        return whole
    return (*whole, *run(f", {name.suffix}" if name.comma_suffix else f" {name.suffix}"))


def _inverted(name: Name, given: str, options: NameOptions, scene: Scene) -> Runs:
    """Return a name with the family name first (CSL 1.0.2, "Name-as-sort-order")."""
    demote = scene.style.options.demote_particle
    demoted = demote == "display-and-sort" or (demote == "sort-only" and scene.sorting)
    kept = "" if demoted else name.non_dropping_particle
    family = put_on(run(_with_particle(kept, name.family)), options.family)
    moved = name.non_dropping_particle if demoted else ""
    after = put_on(run(" ".join(filter(None, (given, name.dropping_particle)))), options.given)
    after = join([after, run(moved)], " ")
    separator = " " if scene.sorting else options.sort_separator
    return join([family, after, run(name.suffix)], separator)


def _with_particle(particle: str, family: str) -> str:
    if particle.endswith(("'", "\N{RIGHT SINGLE QUOTATION MARK}", "-")):
        return particle + family
    return " ".join(filter(None, (particle, family)))


def shown_given(given: str, options: NameOptions, style: GlobalOptions) -> str:
    """Return given names as the style initializes them (CSL 1.0.2, "initialize-with")."""
    mark = options.initialize_with
    if mark is None or not given:
        return given
    words: list[str] = []
    for word in given.replace(".", ". ").split():
        if word[0].islower():
            words.append(f" {word} ")
        elif options.initialize:
            words.append(_initials(word, mark, hyphens=style.initialize_with_hyphen))
        elif _is_initials(word):
            words.append(_initials(word, mark, hyphens=False))
        else:
            words.append(f" {word} ")
    return " ".join("".join(words).split())


def _is_initials(word: str) -> bool:
    return all(len(part.rstrip(".")) <= 1 for part in word.split("-"))


def _initials(word: str, mark: str, *, hyphens: bool) -> str:
    """Return the initial of a given name, of each large part of one with hyphens."""
    parts = [part for part in word.replace("\N{HYPHEN}", "-").split("-") if part]
    letters = [part[0] for number, part in enumerate(parts) if number == 0 or part[0].isupper()]
    if not hyphens:
        return "".join(letter + mark for letter in letters)
    return "-".join(letter + mark.rstrip() for letter in letters) + mark[len(mark.rstrip()) :]


def _is_east_asian(name: Name) -> bool:
    letters = name.family + name.given
    return bool(letters) and all(
        "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" or letter == " "
        for letter in letters
    )


def _east_asian(name: Name, given: str, options: NameOptions) -> Runs:
    """Return a Chinese, Japanese or Korean name: the family name first, and no space."""
    return (*put_on(run(name.family), options.family), *put_on(run(given), options.given))
