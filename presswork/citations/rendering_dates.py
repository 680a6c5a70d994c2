"""Dates (CSL 1.0.2, "Date" and "Date-part"): localized or not, ranges, seasons, eras."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.citations import numbers
from presswork.citations.dressing import put_on
from presswork.citations.output import Run, Tag, Tagged, frame, join, run

if TYPE_CHECKING:
    from presswork.citations.output import Runs
    from presswork.citations.scene import Scene
    from presswork.citations.style import DateElement, DatePart
    from presswork.references import Date, Day

FIRST_SEASON: Final = 13
FIRST_YEAR_WITHOUT_ERA: Final = 1000
RANGE_DELIMITER: Final = "\N{EN DASH}"


def render(element: DateElement, scene: Scene) -> Runs:
    """Return a date variable; nothing where the work has none."""
    date = scene.work.date(element.variable)
    if date is None:
        return ()
    if date.start is None:
        return put_on(run(date.literal), element.dress)
    if scene.sorting:
        return run(sort_key(date))
    parts, delimiter = _parts(element, scene)
    if date.end is not None:
        shown = _range(date.start, date.end, parts, delimiter, scene)
    else:
        shown = _single(date.start, parts, delimiter, scene)
    if element.variable == "issued" and scene.year_suffix and not scene.prints_year_suffix:
        shown = _with_suffix(shown, scene.year_suffix)
    return put_on(shown, element.dress)


def sort_key(date: Date) -> str:
    """Return a text that sorts as the date does."""
    if date.start is None:
        return date.literal
    ends = [date.start] if date.end is None else [date.start, date.end]
    return "-".join(f"{end.year + 100_000:06}{end.month or 0:02}{end.day or 0:02}" for end in ends)


def _parts(element: DateElement, scene: Scene) -> tuple[tuple[DatePart, ...], str]:
    """Return the parts to render, and what stands between them."""
    if not element.form:
        return element.parts, element.delimiter
    base = scene.style.locale.dates.get(element.form)
    if base is None:
        return element.parts, element.delimiter
    own = {part.name: part for part in element.parts}
    parts = tuple(
        _overridden(part, own.get(part.name)) for part in base.parts if part.name in element.shown
    )
    return parts, base.delimiter


def _overridden(part: DatePart, own: DatePart | None) -> DatePart:
    """Return a locale's date-part with what the style's says instead.

    Affixes are the locale's alone (CSL 1.0.2, "Localized Date Formats").
    """
    if own is None:
        return part
    dress = replace(
        part.dress,
        formatting=own.dress.formatting or part.dress.formatting,
        text_case=own.dress.text_case or part.dress.text_case,
        strip_periods=own.dress.strip_periods or part.dress.strip_periods,
    )
    return replace(
        part,
        form=own.form or part.form,
        range_delimiter=own.range_delimiter or part.range_delimiter,
        dress=dress,
    )


def _single(day: Day, parts: tuple[DatePart, ...], delimiter: str, scene: Scene) -> Runs:
    return join((_part(day, part, scene) for part in parts), delimiter)


def _range(start: Day, end: Day, parts: tuple[DatePart, ...], delimiter: str, scene: Scene) -> Runs:
    """Return a range; parts that both ends share stand once (CSL 1.0.2, "Date Ranges")."""
    differing = _differing(start, end)
    places = [at for at, part in enumerate(parts) if part.name in differing]
    if not places:
        return _single(start, parts, delimiter, scene)
    first, last = places[0], places[-1] + 1
    dash = next((parts[at].range_delimiter for at in places if parts[at].range_delimiter), "")
    middle = list(parts[first:last])
    opening = [*middle]
    opening[-1] = replace(opening[-1], dress=replace(opening[-1].dress, suffix=""))
    closing = [*middle]
    closing[0] = replace(closing[0], dress=replace(closing[0].dress, prefix=""))
    span = (
        *_single(start, tuple(opening), delimiter, scene),
        *run(dash or RANGE_DELIMITER),
        *_single(end, tuple(closing), delimiter, scene),
    )
    before = _single(start, parts[:first], delimiter, scene)
    after = _single(start, parts[last:], delimiter, scene)
    return join([before, span, after], delimiter)


def _differing(start: Day, end: Day) -> frozenset[str]:
    if start.year != end.year:
        return frozenset({"year", "month", "day"})
    if start.month != end.month:
        return frozenset({"month", "day"})
    return frozenset({"day"}) if start.day != end.day else frozenset()


def _part(day: Day, part: DatePart, scene: Scene) -> Runs:
    match part.name:
        case "year":
            return put_on(frame(run(_year(day.year, part, scene)), Tagged(Tag.YEAR)), part.dress)
        case "month":
            text = _month(day.month, part, scene) if day.month else ""
        case "day":
            text = _day(day, part, scene) if day.day else ""
    return put_on(run(text), part.dress)


def _year(year: int, part: DatePart, scene: Scene) -> str:
    if part.form == "short":
        return f"{abs(year) % 100:02}"
    term = scene.style.locale.term
    if year < 0:
        return f"{-year}{term('bc') or ' BC'}"
    return f"{year}{term('ad') or ' AD'}" if year < FIRST_YEAR_WITHOUT_ERA else str(year)


def _month(month: int, part: DatePart, scene: Scene) -> str:
    if month >= FIRST_SEASON:
        return scene.style.locale.term(f"season-{month - FIRST_SEASON + 1:02}") or ""
    match part.form:
        case "numeric":
            return str(month)
        case "numeric-leading-zeros":
            return f"{month:02}"
        case form:
            term = scene.style.locale.term
            return term(f"month-{month:02}", "short" if form == "short" else "long") or ""


def _day(day: Day, part: DatePart, scene: Scene) -> str:
    number = day.day or 0
    match part.form:
        case "numeric-leading-zeros":
            return f"{number:02}"
        case "ordinal" if number == 1 or not scene.style.locale.ordinals_for_first_day_only:
            gender = scene.style.locale.gender_of(f"month-{day.month:02}")
            return numbers.ordinal(number, scene.style.locale, gender)
        case _:
            return str(number)


def _with_suffix(runs: Runs, suffix: str) -> Runs:
    """Return the date with the year suffix after its last year."""
    places = [
        at
        for at, piece in enumerate(runs)
        if any(isinstance(around, Tagged) and around.tag is Tag.YEAR for around in piece.frames)
    ]
    addition = Run(suffix, (Tagged(Tag.YEAR_SUFFIX),))
    if not places:
        return (*runs, addition)
    at = places[-1] + 1
    framed = Run(suffix, (*_outer(runs[at - 1]), Tagged(Tag.YEAR_SUFFIX)))
    return (*runs[:at], framed, *runs[at:])


def _outer(piece: Run) -> tuple[Tagged, ...]:
    return tuple(
        around
        for around in piece.frames
        if isinstance(around, Tagged) and around.tag is not Tag.YEAR
    )
