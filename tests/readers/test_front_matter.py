"""The front matter: its fields, its types, and what is said where it is wrong."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from presswork.document import Affiliation, Author, Contact
from presswork.inlines import Cite, Text
from presswork.problems import Problems
from presswork.quiz import ChoiceQuestion, OpenQuestion, Statement
from presswork.readers import read
from presswork.readers.markdown import schema
from presswork.resources import Resources
from tests.outline import outline, outline_inlines

if TYPE_CHECKING:
    from presswork.document import Document

SCHEMA_FILE = Path(schema.__file__).with_name("front_matter.schema.json")


def document(front: str, folder: Path, body: str = "Words.") -> Document:
    path = folder / "article.md"
    path.write_text(f"---\n{dedent(front).strip()}\n---\n{body}\n", encoding="utf-8")
    return read(path, Resources((folder,)))


def told(front: str, folder: Path) -> list[str]:
    """Return the problems of front matter, whose first line is line 2."""
    try:
        found = document(front, folder).warnings
    except Problems as problems:
        found = problems.problems
    return [str(problem).replace(f"{folder}/", "") for problem in found]


def test_all_fields(tmp_path: Path) -> None:
    metadata = document(
        """
        title: The *cell*
        subtitle: "A review: part 1"
        authors: [Ada Lovelace]
        date: 2022-06-29
        language: de-DE
        abstract: |
          One.

          Two [@a].
        keywords: [cells, 2023]
        style: apa
        license: CC-BY-4.0
        number-sections: true
        look: article
        """,
        tmp_path,
    ).metadata
    assert outline_inlines(metadata.title) == '"The "\nEmphasis "cell"'
    assert outline_inlines(metadata.subtitle) == '"A review: part 1"'
    assert metadata.authors == (Author("Ada Lovelace"),)
    assert metadata.date == datetime.date(2022, 6, 29)
    assert metadata.language == "de-DE"
    assert outline(metadata.abstract) == (
        'Paragraph "One."\nParagraph\n  "Two "\n  Cite parenthetical\n    @a\n  "."'
    )
    assert metadata.keywords == ("cells", "2023")
    assert (metadata.style, metadata.license, metadata.look) == ("apa", "CC-BY-4.0", "article")
    assert metadata.number_sections


def test_other_names_of_fields(tmp_path: Path) -> None:
    metadata = document(
        """
        title: T
        author: Ada Lovelace
        lang: fr
        tags: cells, tissue
        csl: apa
        number_sections: true
        """,
        tmp_path,
    ).metadata
    assert metadata.authors == (Author("Ada Lovelace"),)
    assert metadata.language == "fr"
    assert metadata.keywords == ("cells", "tissue")
    assert metadata.style == "apa"
    assert metadata.number_sections


def test_authors_in_every_form(tmp_path: Path) -> None:
    metadata = document(
        """
        title: T
        authors:
          - Ada Lovelace
          - name: Juan Bazán
            affiliation: [1]
            orcid: https://orcid.org/0000-0001-7699-3983
          - given-names: Ludwig
            dropping-particle: van
            surname: Beethoven
            affiliation: "1, 2"
            email: l@example.org
            corresponding: true
            equal-contrib: true
          - name: {given: Kari, family: Nordmann}
            affiliation: 2
        affiliations:
          - index: 1
            name: Open Journals
            ror: 04bs1pb34
          - index: 2
            name: University
            city: Hamburg
        """,
        tmp_path,
    ).metadata
    assert metadata.authors == (
        Author("Ada Lovelace"),
        Author("Juan Bazán", ("1",), "0000-0001-7699-3983"),
        Author(
            "Ludwig van Beethoven",
            ("1", "2"),
            None,
            "l@example.org",
            corresponding=True,
            equal=True,
        ),
        Author("Kari Nordmann", ("2",)),
    )
    assert metadata.affiliations == (
        Affiliation("1", "Open Journals", "04bs1pb34"),
        Affiliation("2", "University, Hamburg"),
    )


def test_authors_as_quarto_writes_them(tmp_path: Path) -> None:
    metadata = document(
        """
        title: T
        author:
          - name: {given: Norah, family: Jones, literal: Norah B. Jones}
            degrees: [PhD]
            orcid: 0000-0002-1825-0097
            attributes: {corresponding: true, equal-contributor: true, deceased: true}
            roles: [writing, {methodology: lead}]
            affiliations:
              - {ref: carnegie}
              - {name: Statistics, department: Maths, city: Lyon, country: France}
        affiliations:
          - {id: carnegie, name: Carnegie, city: Pittsburgh, state: PA, url: https://www.cmu.edu}
        """,
        tmp_path,
    ).metadata
    assert metadata.authors == (
        Author(
            "Norah B. Jones, PhD",
            ("carnegie", "Maths, Statistics, Lyon, France"),
            "0000-0002-1825-0097",
            corresponding=True,
            equal=True,
        ),
    )
    assert [one.name for one in metadata.affiliations] == [
        "Carnegie, Pittsburgh, PA",
        "Maths, Statistics, Lyon, France",
    ]
    assert outline_inlines(metadata.notices[0]) == '"Norah B. Jones, PhD: Deceased"'


def test_front_matter_as_myst_writes_it(tmp_path: Path) -> None:
    made = document(
        r"""
        title: T
        authors:
          - {name: Ada, affiliations: [one, University of Two], equal_contributor: true, url: a.org}
        affiliations: [{id: one, institution: First, department: Maths, ror: https://ror.org/0abc}]
        license: {content: CC-BY-4.0, code: MIT}
        venue: {title: Journal of Tests, url: https://example.org}
        doi: https://doi.org/10.1234/abc
        open_access: true
        exports: [{format: pdf}]
        numbering: {headings: true}
        math: {"\\R": '\mathbb{R}'}
        """,
        tmp_path,
        "$\\R$",
    )
    metadata = made.metadata
    assert metadata.authors == (
        Author("Ada", ("one", "University of Two"), equal=True, url="a.org"),
    )
    assert metadata.affiliations == (
        Affiliation("one", "Maths, First", "0abc"),
        Affiliation("University of Two", "University of Two"),
    )
    assert metadata.license == "CC-BY-4.0"
    assert metadata.doi == "10.1234/abc"
    assert metadata.number_sections
    assert outline_inlines(metadata.origin) == '"Journal of Tests"'
    assert made.warnings == ()


def test_authors_with_notes_as_in_joss(tmp_path: Path) -> None:
    metadata = document(
        """
        title: T
        authors:
          - {name: "Ada Lovelace^[corresponding author]", affiliation: 1 and 2}
          - {name: "Bob ^[Co-first author]", affiliation: 1&2, equal-contrib: "yes"}
        affiliations: [{index: 1, name: One}, {index: 2, name: Two}]
        """,
        tmp_path,
    ).metadata
    assert metadata.authors == (
        Author("Ada Lovelace", ("1", "2"), corresponding=True),
        Author("Bob", ("1", "2"), equal=True),
    )
    assert outline_inlines(metadata.notices[0]) == '"Ada Lovelace: corresponding author"'


def test_authors_as_manubot_writes_them(tmp_path: Path) -> None:
    metadata = document(
        """
        title: T
        lang: en-US
        authors:
          - github: ada
            name: Ada Lovelace
            initials: AL
            twitter: ada
            affiliations: [Analytical Engines, 'Maths, London']
            corresponding: "yes"
            contributions: [Writing]
            funders: ["Grant X"]
        """,
        tmp_path,
    ).metadata
    assert metadata.authors == (
        Author("Ada Lovelace", ("Analytical Engines", "Maths, London"), corresponding=True),
    )
    assert outline_inlines(metadata.notices[0]) == '"Ada Lovelace: Funded by Grant X"'


def test_institutions_named_with_the_author(tmp_path: Path) -> None:
    metadata = document(
        """
        title: T
        authors:
          - name: Ada Lovelace
            affiliation: University of London
          - name: Charles Babbage
            affiliation: University of London
        """,
        tmp_path,
    ).metadata
    assert [author.affiliations for author in metadata.authors] == [("University of London",)] * 2
    assert metadata.affiliations == (Affiliation("University of London", "University of London"),)


@pytest.mark.parametrize(
    "written",
    [
        "2022-06-22",
        '"2022-06-22"',
        "22 June 2022",
        "22 Jun 2022",
        "June 22, 2022",
        "2022/06/22",
        "22.6.2022",
        "6/22/2022",
        "22nd of June, 2022",
        "June 22nd, 2022",
        "22 Juni 2022",
        "22 juin 2022",
        "22 de junho de 2022",
        "2022-06-22T10:00:00Z",
    ],
)
def test_date(written: str, tmp_path: Path) -> None:
    metadata = document(f"title: T\ndate: {written}", tmp_path).metadata
    assert metadata.date == datetime.date(2022, 6, 22)


def test_the_beginning_of_the_name_of_a_month(tmp_path: Path) -> None:
    metadata = document("title: T\ndate: Sept 5, 2022", tmp_path).metadata
    assert metadata.date == datetime.date(2022, 9, 5)


def test_an_author_of_manubot(tmp_path: Path) -> None:
    metadata = document(
        """
        title: T
        authors:
          - name: Ada Lovelace
            correspondence: true
            symbol_str: "†"
            coi: none
            mastodon-server: example.org
        """,
        tmp_path,
    ).metadata
    assert metadata.authors == (Author("Ada Lovelace", corresponding=True),)


def test_date_in_the_language_of_the_document(tmp_path: Path) -> None:
    metadata = document("title: T\nlang: de\ndate: 22. Juni 2022", tmp_path).metadata
    assert metadata.date == datetime.date(2022, 6, 22)


def test_a_quiz_names_right_choices_by_words_letters_or_numbers(tmp_path: Path) -> None:
    handout = document(
        """
        title: T
        handout:
          quiz:
            - question: Which *cells*?
              choices: [Red, Blue, "3", Green]
              answer: [blue, 3, D]
              explanation: So says [@a].
            - {question: Cells divide., answer: true}
            - {question: "Why?", answer: Because., explanation: Look.}
            - {question: "How many?", answer: 12}
        """,
        tmp_path,
    ).handout
    assert handout is not None
    several, statement, reason, count = handout.quiz
    assert isinstance(several, ChoiceQuestion)
    assert [choice.right for choice in several.choices] == [False, True, True, True]
    assert outline_inlines(several.words) == '"Which "\nEmphasis "cells"\n"?"'
    assert several.takes_several
    assert isinstance(several.explanation[1], Cite)
    assert statement == Statement((Text("Cells divide."),), true=True)
    assert reason == OpenQuestion((Text("Why?"),), (Text("Because."),), (Text("Look."),))
    assert count == OpenQuestion((Text("How many?"),), (Text("12"),))


def test_handout(tmp_path: Path) -> None:
    handout = document(
        """
        title: T
        handout:
          key-points:
            - Cells *calm* [@a].
            - >-
              Folded
              text.
          call-to-action: Ask.
          contact: {name: Office, email: o@example.org, phone: +1 2, url: https://example.org}
          address: https://example.org/t
          figures: fig:a
          table: tbl:b
          preset: full
        """,
        tmp_path,
    ).handout
    assert handout is not None
    assert [outline_inlines(point) for point in handout.key_points] == [
        '"Cells "\nEmphasis "calm"\n" "\nCite parenthetical\n  @a\n"."',
        '"Folded text."',
    ]
    assert outline_inlines(handout.call_to_action) == '"Ask."'
    assert handout.contact == Contact("Office", "o@example.org", "+1 2", "https://example.org")
    assert handout.address == "https://example.org/t"
    assert (handout.figures, handout.table) == (("fig:a",), "tbl:b")
    assert handout.preset == "full"


def test_citations_know_their_lines(tmp_path: Path) -> None:
    handout = document(
        """
        title: T
        handout:
          key-points:
            - |
              One
              [@a]
        """,
        tmp_path,
    ).handout
    assert handout is not None
    (cite,) = (inline for inline in handout.key_points[0] if isinstance(inline, Cite))
    assert cite.location is not None
    assert cite.location.line == 7


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        pytest.param(
            "title: T\nabstrct: x",
            [
                (
                    "article.md:3: warning: the field 'abstrct' is unknown and is left out\n"
                    "  hint: did you mean 'abstract'?"
                )
            ],
            id="unknown field",
        ),
        pytest.param(
            "title: T\nauthors:\n  - name: A\n    emial: a@example.org",
            [
                (
                    "article.md:5: warning: the field 'emial' in authors, entry 1 is unknown"
                    " and is left out\n  hint: did you mean 'email' or 'equal'?"
                )
            ],
            id="unknown field of an author",
        ),
        pytest.param(
            "title: [a, b]\nnumber-sections: maybe\nhandout: yes",
            [
                (
                    "article.md:2: error: the field 'title' must be text, not a list\n"
                    "  hint: write one value; text such as yes, no or on goes into quotes"
                ),
                (
                    "article.md:3: error: the field 'number-sections' must be true or false,"
                    " not 'maybe'\n  hint: write true or false, without quotes"
                ),
                (
                    "article.md:4: error: the field 'handout' must be a group of fields,"
                    " not true or false\n"
                    "  hint: write its fields below it, indented, each like name: value"
                ),
            ],
            id="wrong types, all at once",
        ),
        pytest.param(
            "title: T\nauthor: A\nauthors: B",
            [
                (
                    "article.md:4: warning: 'authors' says again what line 3 says\n"
                    "  hint: keep one of them; the first is used"
                )
            ],
            id="the same under two names",
        ),
        pytest.param(
            "title: T\nhandout:\n  quiz:\n    - choices: [a, b]\n"
            "    - {question: Q, choices: [yellow, red]}\n"
            "    - question: Q\n      choices: [yellow, red]\n      answer: [red, yelow, 3]\n"
            "    - {question: Q, anwser: x}",
            [
                (
                    "article.md:5: error: question 1 of the quiz asks nothing\n"
                    "  hint: say under 'question:' what is asked"
                ),
                (
                    "article.md:6: error: question 2 of the quiz does not say which choice is"
                    " right\n  hint: add 'answer:' with its number, its letter or its words"
                ),
                (
                    "article.md:9: error: question 3 of the quiz has no choice 'yelow'\n"
                    "  hint: did you mean 'yellow'?"
                ),
                (
                    "article.md:9: error: question 3 of the quiz has no choice '3'\n"
                    "  hint: its choices are 1 to 2; name one by its number or words"
                ),
                (
                    "article.md:10: warning: the field 'anwser' in handout, quiz, entry 4 is"
                    " unknown and is left out\n  hint: did you mean 'answer'?"
                ),
            ],
            id="questions of a quiz that cannot be answered",
        ),
        pytest.param(
            "title: Cells: a review",
            [
                (
                    "article.md:2: error: the front matter is broken: a second ': ' in one line\n"
                    "  hint: put the value into quotes, for example title: 'Cells: a review'"
                )
            ],
            id="colon without quotes",
        ),
        pytest.param(
            "title: T\ndate: soon",
            [
                (
                    "article.md:3: warning: the date 'soon' is not understood and is left out\n"
                    "  hint: write it like 2022-06-29 or 29 June 2022"
                )
            ],
            id="date",
        ),
        pytest.param(
            "title: T\nauthors:\n  - name: A\n    orcid: 0000-0002-1825-0098",
            [
                (
                    "article.md:5: warning: '0000-0002-1825-0098' is no ORCID iD and is left out\n"
                    "  hint: it has sixteen digits, like 0000-0002-1825-0097; check them"
                )
            ],
            id="ORCID with a wrong check digit",
        ),
        pytest.param(
            "title: T\nauthors:\n  - name: A\n    affiliation: 2\naffiliations:\n"
            "  - {index: 1, name: X}",
            [
                (
                    "article.md:5: error: the affiliation '2' is not defined\n"
                    "  hint: known are 1; add it to affiliations"
                )
            ],
            id="affiliation that is not defined",
        ),
        pytest.param(
            "title: T\nbibliography: missing.bib",
            [
                (
                    "article.md:3: error: file 'missing.bib' not found\n"
                    "  hint: it was looked for as missing.bib"
                )
            ],
            id="missing file of references",
        ),
        pytest.param(
            "title: T\ntitle: U",
            [
                (
                    "article.md:3: error: the field 'title' is given twice\n"
                    "  hint: it is also in line 2; keep one of them"
                )
            ],
            id="twice",
        ),
        pytest.param(
            "title: &a T\nkeywords: &b [*b]",
            [
                (
                    "article.md:3: error: the front matter uses anchors and aliases, or is nested"
                    " too deep\n  hint: write every value out where it belongs"
                )
            ],
            id="alias of itself",
        ),
        pytest.param("title: T\ntoc: true\noutput: pdf\nabstract:", [], id="of other programs"),
    ],
)
def test_problem(front: str, expected: list[str], tmp_path: Path) -> None:
    assert told(front, tmp_path) == expected


def test_front_matter_that_is_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text("---\ntitle: T\n\nWords.\n", encoding="utf-8")
    with pytest.raises(Problems, match="the front matter is never closed"):
        read(path, Resources((tmp_path,)))


def test_problems_of_body_and_front_matter_together(tmp_path: Path) -> None:
    with pytest.raises(Problems) as raised:
        document("title: [a]", tmp_path, body="![x](missing.svg)")
    assert [problem.location.line for problem in raised.value.problems if problem.location] == [
        2,
        4,
        4,
    ]


def test_schema_file_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema.json_schema_text(), (
        "write it again: python -c 'from presswork.readers.markdown.schema import *; "
        'print(json_schema_text(), end="")\' > presswork/readers/markdown/front_matter.schema.json'
    )


def test_schema_knows_other_names_of_fields() -> None:
    properties = schema.json_schema()["properties"]
    assert isinstance(properties, dict)
    assert set(properties) >= {"author", "lang", "tags", "csl", "number-sections"}


@pytest.mark.parametrize(
    ("nocite", "expected"),
    [
        ("nocite: |\n  @a, @b;\n  [@{odd!}] -@c", [("a", 4), ("b", 4), ("odd!", 5), ("c", 5)]),
        ("nocite: [a, '@b']", [("a", 3), ("b", 3)]),
        ("nocite:\n  - a\n  - b", [("a", 4), ("b", 5)]),
        ("nocite: '@*'", [("x1", 3), ("x2", 3)]),
        ("nocite: '@x2 @*'", [("x2", 3), ("x1", 3)]),
    ],
)
def test_works_that_are_only_listed(
    nocite: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    items = [{"id": key, "type": "book"} for key in ("x1", "x2")]
    (tmp_path / "references.json").write_text(json.dumps(items), encoding="utf-8")
    listed = document(f"title: T\n{nocite}", tmp_path).uncited
    lines = [(work.key, work.location.line if work.location else None) for work in listed]
    assert lines == expected


def test_rules_that_are_turned_off(tmp_path: Path) -> None:
    read_off = document("title: T\ncheck:\n  off: [missing-doi, empty-section]", tmp_path)
    assert read_off.metadata.silenced == {"missing-doi", "empty-section"}
    assert document("title: T\ncheck: {off: missing-doi}", tmp_path).metadata.silenced == {
        "missing-doi"
    }


def test_a_rule_that_does_not_exist(tmp_path: Path) -> None:
    assert told("title: T\ncheck:\n  off:\n    - empty-section\n    - mising-doi", tmp_path) == [
        (
            "article.md:6: warning: there is no rule 'mising-doi' to turn off\n"
            "  hint: did you mean 'missing-doi' or 'missing-editor' or 'missing-title'?"
        )
    ]


def test_an_unknown_field_of_the_review(tmp_path: Path) -> None:
    assert told("title: T\ncheck: {of: [missing-doi]}", tmp_path) == [
        (
            "article.md:3: warning: the field 'of' in check is unknown and is left out\n"
            "  hint: did you mean 'off'?"
        )
    ]
