"""References as items of CSL-JSON: what `csl_json` and `csl_yaml` both write.

After csl-data.json, the schema beside CSL 1.0.2, which has other names for three variables and
lacks two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.references import ITEM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.inlines import Inlines
    from presswork.references import Date, Day, Name, Reference

Value: TypeAlias = "str | bool | int | list[Value] | dict[str, Value]"

IN_THE_SCHEMA: Final = {
    "part-number": "part",
    "printing-number": "printing",
    "supplement-number": "supplement",
}
"""Variables whose names in the schema are other than those in CSL 1.0.2."""

NOT_IN_THE_SCHEMA: Final = frozenset({"license"})
"""Variables of CSL 1.0.2 that the schema has no name for; `custom` takes them."""

FIRST_SEASON: Final = 13


def item(reference: Reference, text: Callable[[str, Inlines], str]) -> dict[str, Value]:
    """Return an item.

    Args:
        reference: the work.
        text: writes the text of a variable, given the variable and the text.
    """
    fields: dict[str, Value] = {
        "id": reference.key,
        "type": reference.type if reference.type in ITEM_TYPES else "document",
    }
    custom: dict[str, Value] = {}
    for variable, value in reference.texts.items():
        place = custom if variable in NOT_IN_THE_SCHEMA else fields
        place[IN_THE_SCHEMA.get(variable, variable)] = text(variable, value)
    if custom:
        fields["custom"] = custom
    for variable, people in reference.names.items():
        written: list[Value] = [_name(name) for name in people]
        if variable == "editor-translator":
            fields.setdefault("editor", written)
            fields.setdefault("translator", written)
        else:
            fields[variable] = written
    for variable, date in reference.dates.items():
        fields[variable] = _date(date)
    return fields


def _name(name: Name) -> Value:
    parts: dict[str, Value] = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
        "comma-suffix": name.comma_suffix,
        "static-ordering": name.static_ordering,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def _date(date: Date) -> Value:
    fields: dict[str, Value] = {}
    if date.start is not None:
        season = date.start.month if date.end is None else None
        if season is not None and season >= FIRST_SEASON:
            fields["date-parts"] = [[date.start.year]]
            fields["season"] = season - FIRST_SEASON + 1
        else:
            fields["date-parts"] = [_day(day) for day in (date.start, date.end) if day is not None]
    if date.circa:
        fields["circa"] = True
    if date.literal:
        fields["literal"] = date.literal
    return fields


def _day(day: Day) -> Value:
    return [part for part in (day.year, day.month, day.day) if part is not None]
