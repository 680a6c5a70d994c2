from __future__ import annotations

from pathlib import Path

import pytest

from presswork import regions
from presswork.document import Contact
from presswork.looks import PAPERS
from presswork.problems import Problems

OURS = Path(__file__).parent.parent / regions.REGIONS

SMALL = """\
regions:
  north:
    name: The North
    paper: a4
    contact: {email: north@example.org, phone: 15550100}
    countries:
      no: {name: Norway, language: nb-NO}
      is:
        name: Iceland
        language: is
        paper: letter
        contact: {phone: +354 5550100}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "regions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def failure(folder: Path, text: str, *names: str) -> list[str]:
    with pytest.raises(Problems) as raised:
        regions.find(names or ("all",), written(folder, text))
    return "\n".join(map(str, raised.value.problems)).replace(str(folder), "IN").splitlines()


def test_ours_lists_38_countries_in_three_areas() -> None:
    found = regions.read_regions(OURS)
    assert len(found) == 38
    assert {country.area for country in found} == {"north-america", "europe", "asia"}
    assert {country.paper for country in found if country.area == "north-america"} == {"letter"}


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("de", ["de"]),
        ("Germany", ["de"]),
        ("NORTH-america", ["ca", "us"]),
        ("north america", ["ca", "us"]),
        ("no, th,de", ["no", "th", "de"]),
        ("us,north-america", ["us", "ca"]),
    ],
)
def test_countries_are_found_by_code_area_and_name(asked: str, codes: list[str]) -> None:
    assert [country.code for country in regions.find([asked], OURS)] == codes


def test_all_are_found_in_the_order_of_the_list() -> None:
    assert regions.find(["all"], OURS) == regions.read_regions(OURS)


def test_a_country_overrules_the_paper_and_parts_of_the_contact_of_its_area(tmp_path: Path) -> None:
    norway, iceland = regions.read_regions(written(tmp_path, SMALL))
    assert (norway.code, norway.paper, iceland.paper) == ("no", "a4", "letter")
    assert norway.contact == Contact(email="north@example.org", phone="15550100")
    assert iceland.contact == Contact(email="north@example.org", phone="+354 5550100")


def test_names_to_complete_are_all_areas_and_codes(tmp_path: Path) -> None:
    assert regions.names_of_regions(written(tmp_path, SMALL)) == ("all", "north", "no", "is")
    assert regions.names_of_regions(tmp_path / "none.yaml") == ()


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("uk", "did you mean 'gb' (United Kingdom)?"),
        ("Deutschland", "did you mean 'de' (Germany)?"),
        ("eurpoe", "did you mean 'Europe'?"),
    ],
)
def test_an_unknown_name_gets_a_hint(asked: str, hint: str) -> None:
    with pytest.raises(Problems) as raised:
        regions.find([asked], OURS)
    assert [problem.hint for problem in raised.value.problems] == [hint]


def test_no_list_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="there is no list of regions"):
        regions.find(["de"], tmp_path / "regions.yaml")


def test_each_thing_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    text = """\
regions:
  all:
    name: Everywhere
    paper: a44
    countries:
      de: {name: Germany, language: xx-YY}
      fr: {name: France, language: fr-FR, paper: folio}
  south:
    name: South
    paper: a4
    countries:
      DE: {name: Germany, language: de}
"""
    assert failure(tmp_path, text) == [
        "IN/regions.yaml:2: error: 'all' is no name for a region or a country",
        "  hint: a code such as de, of letters, digits and hyphens",
        "IN/regions.yaml:4: error: unknown paper 'a44'",
        "  hint: did you mean 'a4'?",
        "IN/regions.yaml:6: error: unknown language 'xx-YY'",
        "  hint: write a language and a country, for example de-AT",
        "IN/regions.yaml:7: error: unknown paper 'folio'",
        f"  hint: known are {', '.join(PAPERS)}",
        "IN/regions.yaml:12: error: 'DE' is listed twice",
        "  hint: it is also in line 6; keep one of them",
    ]


def test_fields_that_do_not_fit_are_told_in_plain_words(tmp_path: Path) -> None:
    text = """\
regions:
  north:
    name: [The, North]
    papers: a4
    countries:
      no: {name: Norway, contact: {mail: x}}
"""
    assert failure(tmp_path, text) == [
        "IN/regions.yaml:3: error: the field 'regions, north, name' must be text, not a list",
        "  hint: write one value; text such as yes, no or on goes into quotes",
        "IN/regions.yaml:2: error: 'paper' is missing in regions, north",
        "  hint: every one has it",
        "IN/regions.yaml:6: error: 'language' is missing in regions, north, countries, no",
        "  hint: every one has it",
        (
            "IN/regions.yaml:6: error: "
            "the field 'regions, north, countries, no, contact, mail' is unknown"
        ),
        "  hint: did you mean 'email'?",
        "IN/regions.yaml:4: error: the field 'regions, north, papers' is unknown",
        "  hint: did you mean 'paper'?",
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "regions: [", "regions: 1\n", "\0", "a: b: c"])
def test_what_is_no_list_of_regions_is_told(tmp_path: Path, text: str) -> None:
    assert failure(tmp_path, text)[0].startswith("IN/regions.yaml:1: error: ")
