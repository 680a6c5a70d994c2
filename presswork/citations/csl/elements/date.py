"""`cs:date` and `cs:date-part` (CSL 1.0.2, "Date")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.citations.csl import numbers
from presswork.citations.csl.look import Look, affixed, dress, formatted
from presswork.citations.csl.output import (
    EMPTY,
    Output,
    Rendered,
    Role,
    Run,
    Sequence,
    Tagged,
    Use,
    joined,
)

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context
    from presswork.references import Date as DateValue
    from presswork.references import Day

RANK: Final = {"year": 0, "month": 1, "day": 2}
LAST_MONTH: Final = 12
FIRST_FOUR_DIGITS: Final = 1000
YEARS_BEFORE: Final = 50_000
"""What is added to years in sort keys, so that those before the common era come first."""


@dataclass(frozen=True, slots=True, eq=False)
class DatePart:
    """A part of a date (CSL 1.0.2, "Date-part").

    Args:
        name: `year`, `month` or `day`.
        form: for example `numeric-leading-zeros`.
        range_delimiter: between the ends of a range that differ in this part.
        look: formatting and affixes.
    """

    name: str
    form: str
    range_delimiter: str
    look: Look

    def text(self, day: Day, context: Context) -> str:
        """Return the part of a day; empty where the day does not have it."""
        match self.name:
            case "year":
                return _year(day.year, self.form, context)
            case "month":
                return _month(day.month, self.form, context) if day.month else ""
            case _:
                return _day(day.day, self.form, day.month or 0, context) if day.day else ""


def _year(year: int, form: str, context: Context) -> str:
    """Return the year (CSL 1.0.2, "AD and BC")."""
    if year == 0:
        return ""
    if year < 0:
        return f"{-year}{context.locale.term('bc')}"
    if form == "short" and year >= FIRST_FOUR_DIGITS:
        return f"{year % 100:02}"
    return f"{year}{context.locale.term('ad')}" if year < FIRST_FOUR_DIGITS else str(year)


def _month(month: int, form: str, context: Context) -> str:
    """Return the month, or the season that stands in its place (CSL 1.0.2, "Seasons")."""
    if month > LAST_MONTH:
        return context.locale.term(f"season-{month - LAST_MONTH:02}")
    match form:
        case "numeric":
            return str(month)
        case "numeric-leading-zeros":
            return f"{month:02}"
        case _:
            return context.locale.term(f"month-{month:02}", form or "long")


def _day(day: int, form: str, month: int, context: Context) -> str:
    match form:
        case "numeric-leading-zeros":
            return f"{day:02}"
        case "ordinal" if day == 1 or not context.locale.limit_day_ordinals_to_day_1:
            gender = context.locale.gender(f"month-{month:02}")
            return numbers.ordinal(day, context.locale, gender)
        case _:
            return str(day)


@dataclass(frozen=True, slots=True, eq=False)
class Date:
    """A date variable.

    Args:
        variable: the variable.
        parts: what is shown of it, in order.
        delimiter: between the parts.
        look: formatting and affixes.
    """

    variable: str
    parts: tuple[DatePart, ...]
    delimiter: str
    look: Look

    def render(self, context: Context) -> Rendered:
        """Return the date."""
        date = context.item.date(self.variable)
        if date is None or self.variable in context.suppressed:
            return EMPTY
        if context.sorting is not None and date.start is not None:
            return Rendered(Run(sort_text(date, {part.name for part in self.parts})), Use.FILLED)
        output = self._written(date, context)
        if output is None:
            return EMPTY
        context.note(self.variable)
        tagged = Tagged(Role.DATE, self.variable, (output,))
        return Rendered(dress(tagged, self.look, context), Use.FILLED)

    def _written(self, date: DateValue, context: Context) -> Output | None:
        if date.literal:
            return self._with_suffix(Run(date.literal), context)
        if date.start is None:
            return None
        if date.end is None or date.end == date.start:
            return self._block(self.parts, date.start, context)
        return self._range(date.start, date.end, context)

    def _block(
        self, parts: tuple[DatePart, ...], day: Day, context: Context, *, open_end: bool = False
    ) -> Output | None:
        """Return parts of a day; with an open end, the last one without its suffix."""
        shown = [(part, text) for part in parts if (text := part.text(day, context))]
        outputs: list[Output] = []
        for index, (part, text) in enumerate(shown):
            look = part.look
            output = formatted(Run(text), look, language=context.language)
            if part.name == "year" and not open_end:
                output = self._with_suffix(output, context)
            if open_end and index == len(shown) - 1:
                look = Look(prefix=look.prefix)
            outputs.append(affixed(output, look))
        return joined(outputs, self.delimiter)

    def _with_suffix(self, output: Output, context: Context) -> Output:
        """Append the year suffix, where the style does not place it (CSL 1.0.2, "Disambiguation")."""
        suffix = context.hints.year_suffix
        if (
            not suffix
            or not context.year_suffix_implied
            or context.year_suffix_done
            or self.variable == "accessed"
        ):
            return output
        context.year_suffix_done = True
        return Sequence((output, Tagged(Role.YEAR_SUFFIX, "year-suffix", (Run(suffix),))))

    def _range(self, start: Day, end: Day, context: Context) -> Output | None:
        """Return a range of dates, what both share once (CSL 1.0.2, "Date Ranges")."""
        differing = self._differing(start, end, context)
        if differing is None:
            return self._block(self.parts, start, context)
        rank = RANK[differing.name]
        varying = [index for index, part in enumerate(self.parts) if RANK[part.name] >= rank]
        begin, stop = varying[0], varying[-1] + 1
        before = self._block(self.parts[:begin], start, context)
        opening = self._block(self.parts[begin:stop], start, context, open_end=True)
        closing = self._block(self.parts[begin:stop], end, context)
        after = self._block(self.parts[stop:], end, context)
        middle = [part for part in (opening, Run(differing.range_delimiter), closing) if part]
        pieces = [part for part in (before, joined(middle), after) if part is not None]
        return joined(pieces, self.delimiter)

    def _differing(self, start: Day, end: Day, context: Context) -> DatePart | None:
        """Return the largest part that is shown and differs."""
        for name in RANK:
            for part in self.parts:
                if part.name == name and part.text(start, context) != part.text(end, context):
                    return part
        return None


def sort_text(date: DateValue, parts: set[str]) -> str:
    """Return a date as it is sorted (CSL 1.0.2, "Sorting"): year, month and day in figures."""
    ends = [day for day in (date.start, date.end) if day is not None]
    return "-".join(_sort_day(day, parts) for day in ends)


def _sort_day(day: Day, parts: set[str]) -> str:
    month = (day.month or 0) if "month" in parts or "day" in parts else 0
    number = (day.day or 0) if "day" in parts else 0
    return f"{day.year + YEARS_BEFORE:05}{month:02}{number:02}"
