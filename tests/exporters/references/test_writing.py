"""References written as files: valid, and read again as what they were."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

import jsonschema
import pytest

from exporters.references import FORMATS, biblatex, csl_json, ris, writer
from presswork import csl_text
from presswork.inlines import (
    Emphasis,
    Inline,
    Inlines,
    NoCase,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    rewrite,
)
from presswork.problems import Ledger
from presswork.readers.references import ENDINGS, read_references
from presswork.readers.references import bibtex as read_bibtex
from presswork.readers.references import csl_yaml as read_csl_yaml
from presswork.readers.references import ris as read_ris
from presswork.references import (
    DATE_VARIABLES,
    ITEM_TYPES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    STANDARD_VARIABLES,
    Date,
    Day,
    Name,
    Reference,
)
from tests.tools import shared

if TYPE_CHECKING:
    from pathlib import Path

RICH: Final[Inlines] = (
    Text("A study of "),
    Emphasis((Text("E. coli"),)),
    Text(" in H"),
    Subscript((Text("2"),)),
    Text("O, 10"),
    Superscript((Text("3"),)),
    Text(" "),
    Strong((Text("b"),)),
    SmallCaps((Text("s"),)),
    Text(" by "),
    NoCase((Text("NASA"),)),
)
ARTICLE: Final = Reference(
    "lee2021",
    "article-journal",
    {
        "title": RICH,
        "container-title": (Text("Journal of Tests & Trials"),),
        "container-title-short": (Text("J. Tests"),),
        "volume": (Text("12"),),
        "issue": (Text("3"),),
        "page": (Text("45-67"),),
        "DOI": (Text("10.1000/a_b"),),
        "URL": (Text("https://example.org/a_b?c=%20#d~e"),),
        "ISSN": (Text("0095-2338"),),
        "language": (Text("en-GB"),),
        "keyword": (Text("one, two"),),
        "abstract": (Text("50% of {it} costs $5 — \\ ~ ^ _ # & `x`"),),
    },
    {
        "author": (
            Name("Lee", "Ann B."),
            Name("Beethoven", "Ludwig", non_dropping_particle="van"),
            Name("King", "Martin", suffix="Jr", comma_suffix=True),
            Name(literal="Barnes and Noble"),
            Name("Plato"),
        )
    },
    {"issued": Date(Day(2021, 3, 4)), "accessed": Date(Day(2024, 5, 6))},
)


@cache
def schema() -> jsonschema.Draft7Validator:
    path = shared("references", "csl-json-schema", "csl-data.json")
    return jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


def files() -> list[Path]:
    folder = shared("references")
    return sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS and is_data(path))


def is_data(path: Path) -> bool:
    return path.parent.name != "csl-json-schema"


def test_what_is_written_as_csl_json_is_valid_by_the_schema() -> None:
    for path in files():
        items = json.loads(csl_json.write(read_references(path).references).text)
        assert [error.message for error in schema().iter_errors(items)] == [], path


def test_every_variable_is_valid_by_the_schema() -> None:
    everything = [
        Reference(
            type_,
            type_,
            dict.fromkeys(STANDARD_VARIABLES | NUMBER_VARIABLES, RICH),
            dict.fromkeys(NAME_VARIABLES, ARTICLE.names["author"]),
            {name: Date(Day(2020, 14), circa=True) for name in DATE_VARIABLES},
        )
        for type_ in (*ITEM_TYPES, "scroll")
    ]
    items = json.loads(csl_json.write(everything).text)
    known = STANDARD_VARIABLES - {"volume-title-short"}
    assert len(items[0]) > len(known)
    assert [error.message for error in schema().iter_errors(items)] == []


def without_location(references: tuple[Reference, ...]) -> list[Reference]:
    return [replace(reference, location=None) for reference in references]


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml", "biblatex", "ris"])
def test_an_article_is_read_again_as_it_was(name: str, tmp_path: Path) -> None:
    form = next(form for form in FORMATS if form.name == name)
    path = tmp_path / f"r{form.endings[0]}"
    written = writer(form)([ARTICLE])
    assert written.left_out == {}
    path.write_text(written.text, encoding="utf-8")
    read = read_references(path)
    assert read.warnings == ()
    (reference,) = without_location(read.references)
    expected = ARTICLE
    if name == "ris":  # has one name for a particle and a family name, and no protected case
        author = (Name("van Beethoven", "Ludwig"), *ARTICLE.names["author"][2:])
        names = {"author": (ARTICLE.names["author"][0], *author)}
        names["author"] = tuple(
            replace(one, literal="Barnes and Noble") if one.literal else one
            for one in names["author"]
        )
        title = (*RICH[:-2], Text(" by NASA"))
        expected = replace(ARTICLE, names=names, texts={**ARTICLE.texts, "title": title})
    assert reference.names == expected.names
    assert reference.dates == expected.dates
    if name == "biblatex":  # protects the case of words that a style must not write small
        reference, expected = loose(reference), loose(expected)
    assert reference == expected


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml"])
def test_files_of_others_are_read_again_as_they_were(name: str, tmp_path: Path) -> None:
    form = next(form for form in FORMATS if form.name == name)
    for number, path in enumerate(files()):
        before = read_references(path).references
        target = tmp_path / f"{number}{form.endings[0]}"
        target.write_text(writer(form)(before).text, encoding="utf-8")
        after = read_references(target).references
        assert [plain(one) for one in after] == [plain(one) for one in before], path


def plain(reference: Reference) -> Reference:
    """Return a reference without what the formats of CSL cannot say: code, and several spaces."""
    texts = {variable: (Text(reference.text(variable)),) for variable in reference.texts}
    return replace(reference, texts=texts, location=None)


def test_csl_json_becomes_biblatex_and_csl_json_again() -> None:
    for name in ("bibtex", "biblatex"):
        path = shared("references", "citation-js", f"{name}-csl.json")
        before = [loose(one) for one in read_references(path).references]
        written = biblatex.write(before)
        assert written.left_out == {}
        ledger = Ledger()
        after = read_bibtex.parse(written.text, path, ledger)
        assert ledger.problems == []
        assert [loose(one) for one in after] == [loose(one) for one in before]


def loose(reference: Reference) -> Reference:
    """Return a reference with what LaTeX has other words for in them, and its key once."""
    words = {"Dutch": "nl-NL", "Russian": "ru-RU", "English": "en-US", "patentus": "U.S. patent"}
    words |= {"mathesis": "Master’s thesis", "phdthesis": "PhD thesis"}
    words |= {"techreport": "technical report"}

    def unprotected(inline: Inline) -> Inlines | None:
        match inline:
            case NoCase(children):
                return rewrite(children, unprotected)
            case Text(text):
                return (Text(words.get(text, text).replace("'", "’")),)
            case _:
                return None

    texts = {
        variable: (Text(csl_text.write(rewrite(text, unprotected))),)
        for variable, text in reference.texts.items()
        if variable != "citation-key"
    }
    author = tuple(
        one
        for name in reference.names.get("author", ())
        for one in (
            [replace(name, given="L."), Name(literal="others")]
            if name.given == "L. et al."
            else [replace(name, comma_suffix=bool(name.suffix))]
        )
    )
    names = {**reference.names, **({"author": author} if author else {})}
    names = {
        variable: tuple(replace(one, family=one.family.replace("'", "’")) for one in people)
        for variable, people in names.items()
    }
    return replace(reference, texts=texts, names=names, location=None)


@pytest.mark.parametrize("type_", sorted(ITEM_TYPES))
def test_biblatex_keeps_every_type(type_: str) -> None:
    written = biblatex.write([Reference("a", type_, {"title": (Text("x"),)})])
    ledger = Ledger()
    (reference,) = read_bibtex.parse(written.text, shared(), ledger)
    assert (reference.type, ledger.problems) == (type_, [])


@pytest.mark.parametrize(
    "name",
    [
        Name("van der Berg", "Jan"),
        Name("Vázquez de Parga", "Luis"),
        Name("Vázquez de Parga"),
        Name("Geer", "Ingrid", dropping_particle="de"),
        Name("Gennep", "Arnold", non_dropping_particle="Van"),
        Name("Lee, Kim", "A and B"),
        Name("O’Meara", "D. {J}"),
        Name(literal="others"),
        Name(literal="Smith, Wesson & Co"),
    ],
)
def test_biblatex_keeps_every_name(name: Name) -> None:
    written = biblatex.write([Reference("a", "book", names={"author": (Name("X", "Y"), name)})])
    ledger = Ledger()
    (reference,) = read_bibtex.parse(written.text, shared(), ledger)
    assert ledger.problems == []
    assert reference.names["author"] == (Name("X", "Y"), name)


@pytest.mark.parametrize(
    "date",
    [
        Date(Day(2020)),
        Date(Day(2020, 2, 29)),
        Date(Day(476)),
        Date(Day(-44, 3, 15)),
        Date(Day(-1)),
        Date(Day(2020, 14)),
        Date(Day(2020, 1), Day(2021, 2)),
        Date(Day(1890), circa=True),
        Date(literal="in press"),
    ],
)
def test_biblatex_and_yaml_keep_every_date(date: Date) -> None:
    reference = Reference("a", "book", dates={"issued": date})
    ledger = Ledger()
    (read,) = read_bibtex.parse(biblatex.write([reference]).text, shared(), ledger)
    assert (read.dates, ledger.problems) == ({"issued": date}, [])
    form = next(form for form in FORMATS if form.name == "csl-yaml")
    (read,) = read_csl_yaml.parse(writer(form)([reference]).text, shared(), ledger)
    assert (read.dates, ledger.problems) == ({"issued": date}, [])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "The structure of DNA in McDonald's cells",
            "The structure of {DNA} in {McDonald's} cells",
        ),
        ("Bees of central Europe", "Bees of central {Europe}"),
        ("The Rise and Fall of Great Houses", "The Rise and Fall of Great Houses"),
    ],
)
def test_capitals_of_titles_are_protected_where_they_are_meant(title: str, expected: str) -> None:
    written = biblatex.write([Reference("a", "book", {"title": (Text(title),)})])
    plain_written = written.text.replace("\\textquotesingle{}", "'")
    assert f"title = {{{expected}}}," in plain_written


def test_what_a_format_has_no_field_for_is_told() -> None:
    map_ = Reference("a", "map", {"scale": (Text("1:100"),), "title": (Text("x"),)})
    assert {
        name: [work.key for work in works] for name, works in ris.write([map_]).left_out.items()
    } == {"scale": ["a"]}
    assert list(biblatex.write([map_]).left_out) == ["scale"]


def test_ris_of_the_sample_article_keeps_all() -> None:
    path = shared("data", "stem-cell-references.json")
    before = read_references(path).references
    written = ris.write(before)
    ledger = Ledger()
    after = read_ris.parse(written.text, path, ledger)
    assert (ledger.problems, written.left_out) == ([], {})
    assert without_location(after) == without_location(before)
