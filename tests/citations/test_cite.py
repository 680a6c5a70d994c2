"""Citations in their sentences, in every kind of style."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from presswork.citations.citing import cite
from presswork.citations.keys import check_keys
from presswork.document import Bibliography, CitationStyle, Handout
from presswork.inlines import Emphasis, NoteReference, Text
from presswork.problems import Location, Problems
from presswork.quiz import Choice, ChoiceQuestion, OpenQuestion, runs_of
from presswork.styles import find
from tests.citations.build import c, cited, document, entries, line, shown, text

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.inlines import Inline


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("ama", "Trees grow.^<ash: 1>^ They fall."),
        ("ieee", "Trees grow <ash: [1]>. They fall."),
        ("vancouver", "Trees grow (<ash: 1>). They fall."),
        ("apa", "Trees grow (<ash: Ash & Birch, 2019>). They fall."),
        ("chicago", "Trees grow (<ash: Ash and Birch 2019>). They fall."),
        (
            "chicago-notes",
            (
                "Trees grow.[^cite-1] They fall.\n"
                "[^cite-1]: <ash: Ann Ash and Bo Birch, “Roots of the Oak,” *Journal of Trees* 4 "
                "(2019): 101–10, [https://doi.org/10.1000/roots](https://doi.org/10.1000/roots)>."
            ),
        ),
    ],
)
def test_a_citation_stands_where_the_style_has_it(style: str, expected: str) -> None:
    assert cited(style, text("Trees grow ", c("ash"), ". They fall.")) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("ama", "Ash and Birch^<ash: 1>^ say so."),
        ("ieee", "Ash and Birch <ash: [1]> say so."),
        ("apa", "Ash & Birch (<ash: 2019>) say so."),
        ("chicago", "Ash and Birch (<ash: 2019>) say so."),
    ],
)
def test_in_text_the_author_stands_outside(style: str, expected: str) -> None:
    assert cited(style, text(c("ash", in_text=True), " say so.")) == expected


def test_in_text_in_a_note_style_the_author_stays_in_the_sentence() -> None:
    assert cited("chicago-notes", text(c("cedar", in_text=True), " says so.")) == (
        "Cedar[^cite-1] says so.\n[^cite-1]: <cedar: “Bark in Winter,” *Journal of Trees*, 2020>."
    )


def test_more_than_two_authors_are_shortened_in_the_text() -> None:
    assert cited("ama", text(c("elder", in_text=True), " say.")) == "Elder et al.^<elder: 1>^ say."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("word ", ".", "word.^<ash: 1>^"),
        ("word ", ", and", "word,^<ash: 1>^ and"),
        ("word ", "; and", "word^<ash: 1>^; and"),
        ("word ", ": and", "word^<ash: 1>^: and"),
        ("word ", " and", "word^<ash: 1>^ and"),
        ("word. ", " And", "word.^<ash: 1>^ And"),
        ("“word” ", ".", "“word.”^<ash: 1>^"),
        ("“word ", ".”", "“word.”^<ash: 1>^"),
        ("(word ", ").", "(word^<ash: 1>^)."),
        ("Inc. ", ".", "Inc.^<ash: 1>^"),
    ],
)
def test_a_raised_number_goes_after_full_stops_and_commas(
    before: str, after: str, expected: str
) -> None:
    assert cited("ama", text(before, c("ash"), after)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("(word ", ".)", "(word.)[^1]"),
        ("(word ", ") and", "(word)[^1] and"),
        ("“word ", ".”", "“word.”[^1]"),
        ("“word ", "?” And", "“word?”[^1] And"),
        ("“word ", "”; and", "“word”;[^1] and"),
        ("“word” ", ".", "“word.”[^1]"),
        ("‘word” ", "’.", "‘word”’.[^1]"),
        ("word ", "?!", "word?![^1]"),
        ("word ", "’s end", "word[^1]’s end"),
        ("word ", " “and”", "word[^1] “and”"),
        ("word (", ").", "word ([^1])."),
        ("U.S. ", ".", "U.S.[^1]"),
    ],
)
def test_a_note_mark_goes_after_what_closes_around_it(
    before: str, after: str, expected: str
) -> None:
    found = cited("chicago-notes", text(before, c("ash"), after)).splitlines()[0]
    assert found == expected.replace("[^1]", "[^cite-1]")


def test_marks_side_by_side_are_divided_and_move_together() -> None:
    found = cited("chicago-notes", text("word ", c("ash"), " ", c("cedar"), "."))
    assert found.splitlines()[0] == "word.[^cite-1]^,^[^cite-2]"


@pytest.mark.parametrize("sign", [".", ",", ";", ":", "!", "?"])
def test_a_note_mark_goes_after_any_sign(sign: str) -> None:
    shown_text = cited("chicago-notes", text("word ", c("ash"), f"{sign} and"))
    assert shown_text.startswith(f"word{sign}[^cite-1] and\n")


def test_a_mark_within_emphasis_moves_there() -> None:
    inner = Emphasis(text("word ", c("ash"), "."))
    assert cited("ama", text(inner)) == "*word.^<ash: 1>^*"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("ash", "cedar"), "^<ash: 1>,<cedar: 2>^"),
        (("ash", "cedar", "elder"), "^<ash: 1>–<elder: 3>^"),
        (("ash", "cedar", "elder", "ivy2"), "^<ash: 1>–<elder: 3>,<ivy2: 5>^"),
        (("elder", "cedar", "ash"), "^<ash: 1>–<elder: 3>^"),
    ],
)
def test_consecutive_numbers_collapse(keys: tuple[str, ...], expected: str) -> None:
    first = text(c("ash"), c("cedar"), c("elder"), c("ivy1"), c("ivy2"))
    assert cited("ama", first, text("x", c(*keys))).splitlines()[1] == f"x{expected}"


def test_locators_prefixes_and_suffixes() -> None:
    citation = c("ash", locator="3-5", prefix="see", suffix=", among others")
    assert cited("apa", text("x ", citation)) == (
        "x (see <ash: Ash & Birch, 2019, pp. 3–5>, among others)"
    )


def test_suppressed_authors_leave_the_rest() -> None:
    assert cited("apa", text("Ash ", c("-ash"))) == "Ash (<ash: 2019>)"


def test_works_that_read_the_same_get_year_suffixes() -> None:
    assert cited("apa", text("x ", c("ivy1"), " y ", c("ivy1", "ivy2"))) == (
        "x (<ivy1: Ivy, 2022a>) y (<ivy1: Ivy, 2022a>, <ivy2: 2022b>)"
    )


def test_an_unknown_key_is_a_visible_placeholder() -> None:
    assert cited("apa", text("x ", c("oak"))) == "x **[?oak]**"
    assert cited("ama", text("x ", c("ash", "oak"))) == "x^<ash: 1>**[?oak]**^"
    assert "[^cite-1]: **[?oak]**" in cited("chicago-notes", text("x", c("oak")))


def test_a_work_cited_again_is_shortened_in_a_note_style() -> None:
    lines = cited(
        "chicago-notes", text("a", c("cedar")), text("b", c("ash")), text("c", c("cedar"))
    )
    assert lines.splitlines()[-1] == "[^cite-3]: <cedar: Cedar, “Bark in Winter.”>"


def test_notes_of_the_author_and_of_citations_come_in_their_order() -> None:
    body = text("a ", c("cedar"), " b", NoteReference("own"), " c ", c("ash", locator="2"), ".")
    own = text("Compare ", c("ivy1"), " on this.")
    assert cited("chicago-notes", body, notes=(("own", own),)) == (
        "a[^cite-1] b[^own] c.[^cite-3]\n"
        "[^cite-1]: <cedar: Cy Cedar, “Bark in Winter,” *Journal of Trees*, 2020>.\n"
        "[^own]: Compare <ivy1: Ida Ivy, *Climbing Walls*, 2022> on this.\n"
        "[^cite-3]: <ash: Ann Ash and Bo Birch, “Roots of the Oak,” *Journal of Trees* 4 "
        "(2019): 2, [https://doi.org/10.1000/roots](https://doi.org/10.1000/roots)>."
    )


CEDAR = "Cy Cedar, “Bark in Winter,” *Journal of Trees*, 2020"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((c("cedar"),), f"<cedar: {CEDAR}>."),
        ((c("cedar"), "."), f"<cedar: {CEDAR}>."),
        ((c("cedar", prefix="see "), "."), f"See <cedar: {CEDAR}>."),
        (("It is so. ", c("cedar"), " More."), f"It is so. <cedar: {CEDAR}>. More."),
        (("It is so ", c("cedar"), "; more."), f"It is so (<cedar: {CEDAR}>); more."),
        (("See also ", c("cedar"), "; more."), f"See also <cedar: {CEDAR}>; more."),
        (("Vgl. ", c("cedar"), "."), f"Vgl. <cedar: {CEDAR}>."),
        (("It is so (but see ", c("cedar"), ")."), f"It is so (but see <cedar: {CEDAR}>)."),
        (("As ", c("cedar", in_text=True), " has it."), f"As <cedar: {CEDAR}> has it."),
    ],
)
def test_in_notes_of_a_note_style_citations_fit_their_sentence(
    parts: tuple[str | Inline, ...], expected: str
) -> None:
    notes = (("n", text(*parts)),)
    found = cited("chicago-notes", text("x", NoteReference("n")), notes=notes)
    assert found == f"x[^n]\n[^n]: {expected}"


def test_in_a_note_the_stop_of_a_sentence_goes_before_a_quotation_mark() -> None:
    notes = (("n", text("As in ", c("cedar", in_text=True), ".")),)
    found = cited("chicago-notes", text("x", c("cedar"), NoteReference("n")), notes=notes)
    assert found.splitlines()[-1] == "[^n]: As in <cedar: Cedar, “Bark in Winter.”>"


def test_ibid_has_a_capital_only_where_a_sentence_begins() -> None:
    notes = (
        ("n", text("See ", c("cedar", locator="3"), ".")),
        ("m", text(c("cedar", locator="3"))),
    )
    body = text("x", c("cedar"), NoteReference("n"), NoteReference("m"))
    found = cited("chicago-notes-bibliography-16th-edition", body, notes=notes)
    assert found.splitlines()[2:] == ["[^n]: See <cedar: ibid., 3>.", "[^m]: <cedar: Ibid.>"]


def test_a_note_made_of_a_citation_begins_with_a_capital() -> None:
    found = cited("chicago-notes", text("x ", c("cedar", prefix="see ")))
    assert found.splitlines()[-1] == f"[^cite-1]: See <cedar: {CEDAR}>."


def test_the_abstract_is_cited_first_and_key_points_last() -> None:
    paper = document(
        text("x", c("cedar")),
        abstract=text("y", c("ash")),
        handout=Handout(key_points=(text("z", c("elder")), text("z", c("ash")))),
    )
    result = cite(paper, find("ama").path)
    assert [entry[:9] for entry in entries(result)] == ["1. Ash A,", "2. Cedar ", "3. Elder "]
    assert result.handout is not None
    assert [line(point) for point in result.handout.key_points] == ["z^<elder: 3>^", "z^<ash: 1>^"]


@pytest.mark.parametrize(
    ("style", "numeral"),
    [("ama", "lower-alpha"), ("nature", "lower-alpha"), ("apa", "decimal"), ("ieee", "decimal")],
)
def test_notes_are_counted_with_letters_where_raised_numbers_are_citations(
    style: str, numeral: str
) -> None:
    assert cite(document(text("x", c("ash"))), find(style).path).note_numeral == numeral


def test_a_note_style_counts_its_notes_with_numbers() -> None:
    paper = document(text("x", c("ash")))
    assert cite(paper, find("chicago-notes").path).note_numeral == "decimal"


def test_a_quiz_is_cited_in_all_its_texts_after_the_key_points() -> None:
    choice = Choice(text("b", c("elder")), right=True)
    questions = (
        ChoiceQuestion(text("a", c("ash")), (choice,), text("c", c("cedar"))),
        OpenQuestion(text("d"), text("e", c("ash"))),
    )
    paper = document(text("x", c("elder")), handout=Handout(quiz=questions))
    result = cite(paper, find("ama").path).handout
    assert result is not None
    assert [line(run) for question in result.quiz for run in runs_of(question) if run] == [
        "a^<ash: 2>^",
        "b^<elder: 1>^",
        "c^<cedar: 3>^",
        "d",
        "e^<ash: 2>^",
    ]


def test_notes_of_key_points_are_kept_apart() -> None:
    paper = document(text("x", c("ash")), handout=Handout(key_points=(text("z ", c("ash"), "."),)))
    result = cite(paper, find("chicago-notes").path)
    assert result.handout is not None
    assert line(result.handout.key_points[0]) == "z.[^cite-2]"
    assert [note.id for note in result.handout.notes] == ["cite-2"]
    assert [note.id for note in result.notes] == ["cite-1"]


@pytest.mark.parametrize(
    ("style", "hanging", "entry"),
    [
        (
            "ama",
            False,
            (
                "1. Ash A, Birch B. Roots of the oak. *Journal of Trees*. 2019;4:101-110. "
                "doi:[10.1000/roots](https://doi.org/10.1000/roots)"
            ),
        ),
        (
            "apa",
            True,
            (
                "Ash, A., & Birch, B. (2019). Roots of the oak. *Journal of Trees*, *4*, 101–110. "
                "[https://doi.org/10.1000/roots](https://doi.org/10.1000/roots)"
            ),
        ),
    ],
)
def test_the_bibliography(style: str, hanging: bool, entry: str) -> None:  # noqa: FBT001 - a column of the table
    result = cite(document(text("x", c("ash"))), find(style).path)
    assert entries(result) == [entry]
    assert [b.hanging for b in result.blocks if isinstance(b, Bibliography)] == [hanging]


def test_without_citations_there_are_no_entries() -> None:
    assert entries(cite(document(text("x")), find("ama").path)) == []


def test_a_style_without_bibliography_has_no_entries() -> None:
    assert entries(cite(document(text("x", c("ash"))), find("chicago-notes.csl").path)) == []


def test_a_language_is_taken_over_the_styles() -> None:
    result = cite(document(text("x ", c("elder"))), find("apa").path, "de-DE")
    assert shown(result) == "x (<elder: Elder et al., 2021>)"
    result = cite(document(text("x ", c("ash"))), find("chicago").path, "de-DE")
    assert shown(result) == "x (<ash: Ash und Birch 2019>)"


def test_the_documents_language_is_taken_where_the_style_leaves_it_open() -> None:
    paper = document(text("x ", c("ash")))
    german = replace(paper, metadata=replace(paper.metadata, language="de"))
    assert shown(cite(german, find("chicago").path)) == "x (<ash: Ash und Birch 2019>)"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("de", None),
        ("de-AT", None),
        ("de-LI", None),
        ("gsw", "language 'gsw'; those of 'en-US' are used"),
        (None, None),
    ],
)
def test_a_language_without_words_is_told(asked: str | None, told: str | None) -> None:
    warnings = cite(document(text("x ", c("ash"))), find("apa").path, asked).warnings
    assert [told in problem.what for problem in warnings if told] == ([True] if told else [])
    assert len(warnings) == (told is not None)


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("apa", "de", "x (<elder: Elder et al., 2021, S. 3>)"),
        ("apa", "fr", "x (<elder: Elder et al., 2021, p. 3>)"),
        ("apa", "ja", "x (<elder: Elderほか, 2021年, ページ 3>)"),
        ("apa", "ar", "x (<elder: Elder وآخرون, 2021, ص 3>)"),
        ("chicago", "de", "x (<elder: Elder u.\N{NO-BREAK SPACE}a. 2021, 3>)"),
        ("ieee", "fr", "x <elder: [1, p. 3]>"),
    ],
)
def test_words_are_those_of_the_language(style: str, language: str, expected: str) -> None:
    paper = document(text("x ", c("elder", locator="3")))
    assert shown(cite(paper, find(style).path, language)).splitlines()[-1] == expected


@pytest.mark.parametrize(
    ("language", "title"),
    [("de", "„Bark in winter“,"), ("es", "«Bark in winter»,"), ("en-GB", "‘Bark in Winter’,")],
)
def test_quotation_marks_are_those_of_the_language(language: str, title: str) -> None:
    paper = document(text("x ", c("cedar")))
    assert title in shown(cite(paper, find("chicago-notes").path, language))


def test_unknown_keys_are_told_with_their_place_and_the_nearest(tmp_path: Path) -> None:
    place = Location(tmp_path / "article.md", 42)
    wrong = replace(c("cedars"), location=place)
    paper = document(
        text("x", wrong, NoteReference("n")),
        notes=(("n", text(replace(c("ashh"), location=place))),),
        abstract=text(c("ivy1")),
        handout=Handout(key_points=(text(replace(c("elders"), location=place)),)),
    )
    assert [str(problem) for problem in check_keys(paper)] == [
        f"{place}: error: unknown citation key '{key}'\n  hint: did you mean '{near}'?"
        for key, near in (("cedars", "cedar"), ("ashh", "ash"), ("elders", "elder"))
    ]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<citation/>", "<citation> has no <layout>"),
        (
            '<macro name="title"/><citation><layout><text macro="tilte"/></layout></citation>',
            "there is no macro 'tilte'\n  hint: did you mean 'title'?",
        ),
        (
            (
                '<macro name="a"><text macro="a"/></macro>'
                '<citation><layout><text macro="a"/></layout></citation>'
            ),
            "the macro 'a' calls itself",
        ),
    ],
)
def test_a_broken_style_is_told(tmp_path: Path, inside: str, told: str) -> None:
    path = tmp_path / "my.csl"
    path.write_text(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">{inside}</style>',
        encoding="utf-8",
    )
    with pytest.raises(Problems) as raised:
        cite(document(text("x", c("ash"))), path)
    assert str(raised.value).startswith(f"{path}:1: error: {told}")


def test_a_style_nested_too_deep_is_told(tmp_path: Path) -> None:
    path = tmp_path / "my.csl"
    macros = "".join(
        f'<macro name="m{n}">{"<group>" * 90}<text macro="m{n + 1}"/>{"</group>" * 90}</macro>'
        for n in range(90)
    )
    path.write_text(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">{macros}'
        '<macro name="m90"/><citation><layout><text macro="m0"/></layout></citation></style>',
        encoding="utf-8",
    )
    with pytest.raises(Problems, match="elements and macros nest more than"):
        cite(document(text("x", c("ash"))), path)


def test_macros_that_multiply_are_told_and_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "my.csl"
    twice = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(60)
    )
    path.write_text(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">{twice}'
        '<macro name="m60"><text variable="title"/></macro>'
        '<citation><layout><text macro="m0"/></layout></citation></style>',
        encoding="utf-8",
    )
    with pytest.raises(Problems, match="call each other more than"):
        cite(document(text("x", c("ash"))), path)


def test_text_without_citations_is_left_alone() -> None:
    paper = document(
        text("a ", Emphasis((Text("b"),)), NoteReference("n")), notes=(("n", text("c ")),)
    )
    cited = cite(paper, find("chicago-notes").path)
    assert replace(cited, cited_in=None) == paper
    assert cited.cited_in == CitationStyle(
        "http://www.zotero.org/styles/chicago-notes-bibliography",
        "Chicago Manual of Style 18th edition (notes and bibliography)",
        "en-US",
        "note",
    )
