"""CSL-JSON: what is read, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswork.inlines import Emphasis, Text
from presswork.problems import Ledger, Severity
from presswork.readers.references.csl_json import parse
from presswork.references import Date, Day, Name, Reference

PATH = Path("references.json")


def read(source: str) -> tuple[Reference, ...]:
    ledger = Ledger()
    references = parse(source, PATH, ledger)
    assert ledger.problems == []
    return references


def problems(source: str) -> list[str]:
    ledger = Ledger()
    parse(source, PATH, ledger)
    return [str(problem) for problem in ledger.problems]


def item(fields: str) -> str:
    return f'[{{"id": "a", "type": "book", {fields}}}]'


def test_an_item_becomes_a_reference_with_its_line() -> None:
    source = """[
  {"id": "fisher2021", "type": "article-journal", "title": "On <i>E. coli</i>",
   "author": [{"family": "Fisher", "given": "R. A."}], "volume": 12,
   "issued": {"date-parts": [[2021, 3]]}},
  {"id": 7, "type": "book"}
]"""
    first, second = read(source)
    assert first.key == "fisher2021"
    assert first.type == "article-journal"
    assert first.texts == {
        "title": (Text("On "), Emphasis((Text("E. coli"),))),
        "volume": (Text("12"),),
    }
    assert first.names == {"author": (Name("Fisher", "R. A."),)}
    assert first.dates == {"issued": Date(Day(2021, 3))}
    assert [str(one.location) for one in (first, second)] == [
        "references.json:2",
        "references.json:5",
    ]
    assert second.key == "7"


def test_an_object_with_items_is_read() -> None:
    assert [one.key for one in read('{"style": "x", "items": [{"id": "a", "type": "book"}]}')] == [
        "a"
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{"date-parts": [[2023]]}', Date(Day(2023))),
        ('{"date-parts": [["2023", "4", "1"]]}', Date(Day(2023, 4, 1))),
        ('{"date-parts": [[2001], [2005]]}', Date(Day(2001), Day(2005))),
        ('{"date-parts": [[1494]], "circa": true}', Date(Day(1494), circa=True)),
        ('{"date-parts": [[2018]], "season": 2}', Date(Day(2018, 14))),
        ('{"date-parts": [[2018, 21]]}', Date(Day(2018, 13))),
        ('{"date-parts": [[-44, 3, 15]]}', Date(Day(-44, 3, 15))),
        ('{"literal": "forthcoming"}', Date(literal="forthcoming")),
        ('{"raw": "2021-05-03/2021-06"}', Date(Day(2021, 5, 3), Day(2021, 6))),
        ('{"raw": "1890~"}', Date(Day(1890), circa=True)),
        ('{"raw": "spring thaw"}', Date(literal="spring thaw")),
        ('"2020-11"', Date(Day(2020, 11))),
        ('"2020/.."', Date(literal="2020–")),
        ('"2020-21"', Date(Day(2020, 13))),
        ('"2020-05?/2020-06~"', Date(Day(2020, 5), Day(2020, 6), circa=True)),
        ('"-0043"', Date(Day(-44))),
        ('"0000"', Date(Day(-1))),
        ('"Y17000"', Date(Day(17000))),
        ('"2004-06-XX"', Date(Day(2004, 6))),
        ('"2004-XX"', Date(Day(2004))),
        ('"2020-06-11T12:00:00Z"', Date(Day(2020, 6, 11))),
    ],
)
def test_dates_in_all_their_forms(written: str, expected: Date) -> None:
    (reference,) = read(item(f'"issued": {written}'))
    assert reference.dates["issued"] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{"literal": "World Health Organization"}', Name(literal="World Health Organization")),
        (
            '{"family": "Berg", "non-dropping-particle": "van der", "given": "P."}',
            Name("Berg", "P.", non_dropping_particle="van der"),
        ),
        ('{"family": "King", "suffix": "Jr."}', Name("King", suffix="Jr.")),
        ('{"given": "Plato"}', Name("Plato")),
    ],
)
def test_names_in_all_their_forms(written: str, expected: Name) -> None:
    (reference,) = read(item(f'"author": [{written}]'))
    assert reference.names["author"] == (expected,)


def test_broken_json_is_told_with_its_line() -> None:
    assert problems('[\n  {"id": "a", "type": "book"},\n  {"id": "b" "type": "book"}\n]') == [
        (
            "references.json:3: error: broken JSON: expecting ',' delimiter\n"
            '  hint: what stands there is: "type": "book"}'
        )
    ]


@pytest.mark.parametrize("source", ["[", "{", '{"items": 5}', "{}", "[1,]", "[] []", "[" * 90_000])
def test_every_broken_text_is_one_error(source: str) -> None:
    ledger = Ledger()
    parse(source, PATH, ledger)
    assert any(problem.severity is Severity.ERROR for problem in ledger.problems)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ('"title": {"x": 1}', "item 'a': title is an object"),
        ('"author": 5', "item 'a': author is the number 5"),
        ('"author": [5]', "item 'a': a name in author is the number 5"),
        ('"author": [{"family": []}]', "item 'a': family in author is an array"),
        ('"issued": true', "item 'a': issued is true or false"),
    ],
)
def test_a_wrong_type_names_the_item_and_the_field(fields: str, told: str) -> None:
    problem = problems(item(fields))[0]
    expected = f"references.json:1: warning: {told} and is left out\n  hint: write "
    assert problem.startswith(expected)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ('"author": "Fisher"', Name(literal="Fisher")),
        ('"author": {"family": "Fisher"}', Name("Fisher")),
    ],
)
def test_one_name_without_an_array_is_a_warning(fields: str, name: Name) -> None:
    ledger = Ledger()
    (reference,) = parse(item(fields), PATH, ledger)
    assert reference.names["author"] == (name,)
    assert "is taken for one name" in ledger.problems[0].what


def test_a_name_without_a_family_name_is_a_warning() -> None:
    (problem,) = problems(item('"author": [{"last": "Fisher"}, {"family": "B"}]'))
    assert "warning: item 'a': a name in author has no family name and is left out" in problem


def test_an_unknown_variable_is_a_warning_with_the_nearest() -> None:
    assert problems(item('"tilte": "x"')) == [
        (
            "references.json:1: warning: item 'a': 'tilte' is no variable of CSL and is left out\n"
            "  hint: did you mean 'title'?"
        )
    ]


def test_an_unknown_type_is_a_warning_with_the_nearest() -> None:
    assert problems('[{"id": "a", "type": "boook"}]') == [
        (
            "references.json:1: warning: item 'a': 'boook' is no type of CSL\n"
            "  hint: did you mean 'book'?"
        )
    ]


@pytest.mark.parametrize(
    ("written", "told", "expected"),
    [
        ('{"date-parts": [["soon"]]}', '["soon"] is no date and is left out', None),
        ('{"date-parts": [[2020, 17]]}', "[2020, 17] is in no calendar", Date(Day(2020))),
        ('{"date-parts": [[2020, 2, 30]]}', "[2020, 2, 30] is in no calendar", Date(Day(2020, 2))),
        ('{"date-parts": [[1], [2], [3]]}', "[[1], [2], [3]] is no date and is left out", None),
        ('{"date-parts": {}}', "{} is no date and is left out", None),
        ('{"date": "2020"}', "null is no date and is left out", None),
        ('"2020-13"', "'2020-13' is no date and is shown", Date(literal="2020-13")),
        ('"18XX/2"', "'18XX/2' is no date and is shown", Date(literal="18XX/2")),
        ('"2020-05/.."', "the range '2020-05/..' has no end", Date(Day(2020, 5))),
        ('"3. 5. 2020"', "'3. 5. 2020' is no date and is shown", Date(literal="3. 5. 2020")),
    ],
)
def test_a_malformed_date_is_a_warning(written: str, told: str, expected: Date | None) -> None:
    ledger = Ledger()
    (reference,) = parse(item(f'"issued": {written}'), PATH, ledger)
    (problem,) = ledger.problems
    assert f"references.json:1: warning: item 'a': issued: {told}" in str(problem)
    assert reference.dates.get("issued") == expected


@pytest.mark.parametrize("written", ["[2020, 5]", '"2020-05"'])
def test_date_parts_without_their_outer_array_are_understood(written: str) -> None:
    (reference,) = read(item(f'"issued": {{"date-parts": {written}}}'))
    assert reference.dates["issued"] == Date(Day(2020, 5))


def test_an_item_without_id_is_left_out() -> None:
    (problem,) = problems('[{"type": "book"}]')
    assert problem.startswith("references.json:1: warning: an item without an id is left out")
