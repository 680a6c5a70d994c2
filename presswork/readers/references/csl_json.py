"""CSL-JSON: items as reference managers export them.

The shape is that of csl-data.json, the schema beside CSL 1.0.2: an array of items, or an object
whose `items` is one. Reading bears with what real exporters write, and tells what it leaves out.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork import csl_text
from presswork.problems import Ledger, Location, did_you_mean
from presswork.readers.references import dates
from presswork.references import (
    DATE_VARIABLES,
    ITEM_TYPES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    STANDARD_VARIABLES,
    Date,
    Name,
    Reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path
    from typing import TypeAlias

    from presswork.inlines import Inlines

    Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
    Items: TypeAlias = Generator[tuple[int, Json], None, int]
    RichText: TypeAlias = Callable[[str, str], Inlines]
    """Reads the text of a variable, given the variable and the text."""

TEXT_VARIABLES: Final = STANDARD_VARIABLES | NUMBER_VARIABLES
OLDER_NAMES: Final = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "part": "part-number",
    "printing": "printing-number",
    "supplement": "supplement-number",
}
"""Names of variables in older exports and in the schema, and the ones of CSL 1.0.2."""

PASSED_OVER: Final = frozenset({"categories", "custom", "_graph", "system_id", "uri"})
"""Fields that are in the schema, or come with exports, and are no variables."""

NAME_PARTS: Final = {
    "family": "family",
    "given": "given",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
DATE_HINT: Final = 'write {"date-parts": [[2023, 4, 1]]}, or two of them for a range'
ENOUGH_CHARACTERS: Final = 40
JSON_SPACE: Final = frozenset(" \t\n\r")


@dataclass(frozen=True, slots=True)
class _At:
    """Where a message belongs: an item, and a field of it."""

    ledger: Ledger
    location: Location
    key: str
    rich_text: RichText

    def wrong(self, variable: str, value: Json, expected: str) -> None:
        self.doubtful(f"{variable} is {_kind(value)} and is left out", f"write {expected}")

    def doubtful(self, what: str, hint: str | None = None) -> None:
        self.ledger.warn(f"item '{self.key}': {what}", self.location, hint)


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the items of a CSL-JSON text, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    line_starts = [0]
    while (end := source.find("\n", line_starts[-1])) >= 0:
        line_starts.append(end + 1)

    def place(offset: int) -> Location:
        return Location(path, bisect_right(line_starts, offset))

    references: list[Reference] = []
    try:
        for offset, item in _items(source):
            if (one := reference(item, place(offset), ledger)) is not None:
                references.append(one)
    except json.JSONDecodeError as error:
        found = source[error.pos : error.pos + ENOUGH_CHARACTERS].split("\n", 1)[0]
        ledger.error(
            f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}",
            place(error.pos),
            f"what stands there is: {found.strip()}"
            if found.strip()
            else "the text ends too early",
        )
    except RecursionError:
        ledger.error("broken JSON: it is nested too deep", Location(path))
    except ValueError:
        ledger.error("broken JSON: a number in it has thousands of digits", Location(path))
    return tuple(references)


def _items(source: str) -> Generator[tuple[int, Json], None, None]:
    """Yield each item with its offset, so that messages can name its line."""
    decoder = json.JSONDecoder()
    offset = _skip_space(source, 0)
    if source[offset] == "[":
        offset = yield from _array(source, offset, decoder)
    elif source[offset] == "{":
        offset = yield from _object(source, offset, decoder)
    else:
        raise json.JSONDecodeError("Expecting an array of items", source, offset)
    offset = _skip_space(source, offset)
    if offset < len(source):
        raise json.JSONDecodeError("Extra text after the items", source, offset)


def _array(source: str, offset: int, decoder: json.JSONDecoder) -> Items:
    offset = _skip_space(source, offset + 1)
    if source[offset : offset + 1] == "]":
        return offset + 1
    while True:
        item, end = decoder.raw_decode(source, offset)
        yield offset, item
        offset = _skip_space(source, end)
        match source[offset : offset + 1]:
            case "]":
                return offset + 1
            case ",":
                offset = _skip_space(source, offset + 1)
            case _:
                raise json.JSONDecodeError("Expecting ',' or ']' after an item", source, offset)


def _object(source: str, offset: int, decoder: json.JSONDecoder) -> Items:
    """Yield what the member `items` holds."""
    offset = _skip_space(source, offset + 1)
    found = False
    while source[offset : offset + 1] != "}":
        member, offset = decoder.raw_decode(source, offset)
        offset = _skip_space(source, offset)
        if source[offset : offset + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' after a name", source, offset)
        offset = _skip_space(source, offset + 1)
        if member == "items" and source[offset : offset + 1] == "[":
            found = True
            offset = yield from _array(source, offset, decoder)
        else:
            _, offset = decoder.raw_decode(source, offset)
        offset = _skip_space(source, offset)
        match source[offset : offset + 1]:
            case "}":
                break
            case ",":
                offset = _skip_space(source, offset + 1)
            case _:
                raise json.JSONDecodeError("Expecting ',' or '}'", source, offset)
    if not found:
        raise json.JSONDecodeError("Expecting an array named 'items'", source, 0)
    return offset + 1


def _skip_space(source: str, offset: int) -> int:
    while source[offset : offset + 1] in JSON_SPACE:
        offset += 1
    return offset


def reference(
    item: Json, location: Location, ledger: Ledger, rich_text: RichText | None = None
) -> Reference | None:
    """Return the reference of one item, wherever it stood; None where it is left out.

    Args:
        item: as JSON gives it.
        location: where it stands, for the messages.
        ledger: takes what is wrong.
        rich_text: reads the text of a variable; unless given, the tags of CSL-JSON are read.
    """
    if not isinstance(item, dict):
        ledger.warn(
            f"an item is {_kind(item)} and is left out",
            location,
            'write an object: {"id": …, "type": …}',
        )
        return None
    key = item.get("id", item.get("citation-key"))
    if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
        ledger.warn(
            "an item without an id is left out"
            if key is None
            else f"an item is left out: its id is {_kind(key)}",
            location,
            'give it one, as citations are to call it: "id": "anderson2023"',
        )
        return None
    at = _At(ledger, location, str(key), rich_text or _tagged_text)
    texts: dict[str, Inlines] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates_: dict[str, Date] = {}
    for given, value in _fields(item):
        variable = OLDER_NAMES.get(given, given)
        if variable in ("id", "type") or variable in PASSED_OVER or value in (None, "", []):
            continue
        if variable in NAME_VARIABLES:
            if people := _names(at, variable, value):
                names[variable] = people
        elif variable in DATE_VARIABLES:
            if (date := _date(at, variable, value)) is not None:
                dates_[variable] = date
        elif variable in TEXT_VARIABLES:
            if (text := _text(at, variable, value)) and (given == variable or given not in item):
                texts[variable] = text
            elif text:
                texts.setdefault(variable, text)
        else:
            at.doubtful(
                f"'{given}' is no variable of CSL and is left out",
                None if ledger.untold else _variables_like(given),
            )
    return Reference(str(key), _type(at, item.get("type")), texts, names, dates_, location)


def _fields(item: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    """Yield the fields of an item; in `custom`, those that are variables of CSL."""
    for name, value in item.items():
        if name != "custom":
            yield name, value
        elif isinstance(value, dict):
            yield from ((inner, one) for inner, one in value.items() if inner in TEXT_VARIABLES)


@lru_cache
def _variables_like(name: str) -> str | None:
    return did_you_mean(name, TEXT_VARIABLES | NAME_VARIABLES | DATE_VARIABLES)


def _type(at: _At, value: Json) -> str:
    if value is None:
        at.doubtful("has no type and is taken for a document", 'write "type": "article-journal"')
        return "document"
    if not isinstance(value, str):
        at.wrong("type", value, "one of CSL's types, such as article-journal")
        return "document"
    if value not in ITEM_TYPES:
        at.doubtful(f"'{value}' is no type of CSL", did_you_mean(value, ITEM_TYPES))
    return value


def _text(at: _At, variable: str, value: Json) -> Inlines:
    if variable == "keyword" and isinstance(value, list):
        value = ", ".join(str(word) for word in value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        at.wrong(variable, value, "a text or a number")
        return ()
    return at.rich_text(variable, str(value).strip())


def _tagged_text(_variable: str, text: str) -> Inlines:
    return csl_text.parse(text)


def _names(at: _At, variable: str, value: Json) -> tuple[Name, ...]:
    if isinstance(value, str | dict):
        at.doubtful(
            f"{variable} is {_kind(value)} and is taken for one name",
            'write an array of names: [{"family": "Anderson", "given": "J. D."}]',
        )
        value = [value]
    elif not isinstance(value, list):
        at.wrong(variable, value, 'an array of names: [{"family": "Anderson", "given": "J. D."}]')
        return ()
    names: list[Name] = []
    for person in value:
        if isinstance(person, str):
            at.doubtful(f"{variable}: '{person}' is taken for an institution's name")
            names.append(Name(literal=person))
        elif isinstance(person, dict):
            name = _name(at, variable, person)
            if name != Name():
                names.append(name)
        else:
            at.wrong(f"a name in {variable}", person, '{"family": …, "given": …}')
    return tuple(names)


def _name(at: _At, variable: str, person: dict[str, Json]) -> Name:
    parts: dict[str, str] = {}
    for part, value in person.items():
        if part in NAME_PARTS and isinstance(value, str | int) and not isinstance(value, bool):
            parts[NAME_PARTS[part]] = str(value).strip()
        elif part in NAME_PARTS and value is not None:
            at.wrong(f"{part} in {variable}", value, "a text")
    name = Name(
        **parts,
        comma_suffix=_truth(person.get("comma-suffix")),
        static_ordering=_truth(person.get("static-ordering")),
    )
    if name.literal:
        return Name(literal=name.literal)
    if name.given and not name.family:
        # A person of one name ("Plato") is a surname to CSL wherever it is shown or sorted.
        return replace(name, family=name.given, given="")
    if not name.family:
        at.doubtful(
            f"a name in {variable} has no family name and is left out",
            'write {"family": …, "given": …}, or {"literal": …} for an institution',
        )
        return Name()
    return name


def _date(at: _At, variable: str, value: Json) -> Date | None:
    match value:
        case str() | int() if not isinstance(value, bool):
            return _date_of_words(at, variable, str(value))
        case dict(only) | [dict(only)]:
            return _date_of_object(at, variable, only)
        case [dict() as start, dict() as end]:
            first = _date_of_object(at, variable, start)
            last = _date_of_object(at, variable, end)
            return replace(first, end=last.start) if first and last else first
        case _:
            at.wrong(variable, value, DATE_HINT)
            return None


def _date_of_words(at: _At, variable: str, words: str) -> Date:
    date = dates.parse(words)
    if date.literal and (other := dates.in_words(words)) is not None:
        return other
    if (what := dates.doubt(words, date)) is not None:
        at.doubtful(f"{variable}: {what}", "write it as EDTF has it: 2023-04-01, 2023-04/2023-06")
    return date


def _date_of_object(at: _At, variable: str, value: dict[str, Json]) -> Date | None:
    circa = _truth(value.get("circa"))
    words = value.get("literal") or value.get("raw") or value.get("edtf")
    if "year" in value and "date-parts" not in value:
        # As Pandoc wrote it before it took over CSL-JSON's arrays.
        value = {"date-parts": [[value.get(part) for part in ("year", "month", "day")]], **value}
    match value.get("date-parts"):
        case None | [] | [[]] if isinstance(words, str | int):
            literal = "literal" in value
            date = Date(literal=str(words)) if literal else _date_of_words(at, variable, str(words))
            return replace(date, circa=circa or date.circa)
        case [] | [[]]:
            return None
        case str() | int() as words:
            return _date_of_words(at, variable, str(words))
        case [list() | None, *_] as ends if len(ends) in (1, 2):
            found = _date_of_parts(at, variable, ends)
        case [str() | int(), *_] as parts:
            found = _date_of_parts(at, variable, [parts])
        case parts:
            at.doubtful(f"{variable}: {_shown(parts)} is no date and is left out", DATE_HINT)
            return None
    if found is None:
        return None
    return dates.with_season(replace(found, circa=circa), str(value.get("season", "")))


def _date_of_parts(at: _At, variable: str, ends: list[Json]) -> Date | None:
    """Return the date of one array of parts, or of two; as much of it as there is."""
    days = []
    for parts in ends:
        numbers = _numbers(parts)
        found = dates.nearest(numbers) if numbers else None
        if found is None:
            if parts not in (None, [], [""]):
                at.doubtful(f"{variable}: {_shown(parts)} is no date and is left out", DATE_HINT)
        elif dates.day(*numbers) is None:
            at.doubtful(
                f"{variable}: {_shown(parts)} is in no calendar; what of it is, is used", DATE_HINT
            )
        days.append(found)
    if days[0] is None:
        return None
    return Date(days[0], days[1] if len(days) > 1 else None)


def _numbers(parts: Json) -> list[int]:
    """Return year, month and day as far as they are given; none where one is no number."""
    numbers: list[int] = []
    for part in parts[:3] if isinstance(parts, list) else ():
        if part in (None, "", 0, "0") and numbers:
            break
        try:
            numbers.append(int(str(part)))
        except ValueError:
            return []
    return numbers


def _shown(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)[:ENOUGH_CHARACTERS]


def _truth(value: Json) -> bool:
    return value not in (None, False, 0, "", "0", "false")


def _kind(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return f"the text '{value[:ENOUGH_CHARACTERS]}'"
        case int() | float():
            return f"the number {value}"
        case list():
            return "an array"
        case dict():
            return "an object"
