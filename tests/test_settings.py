from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
import tinycss2
from hypothesis import strategies as st

from presswork import looks
from presswork.problems import Location
from presswork.settings import (
    LENGTH,
    Assignment,
    Kind,
    Setting,
    UnfitError,
    as_text,
    assigned,
    declared,
)

SETTINGS = {look: looks.load(look).settings for look in looks.names()}

HOSTILE = (
    "1pt; color: red",
    "red } body { display: none",
    '"; content: url(file:///etc/passwd)',
    "</style><script>",
    "var(--accent)",
    "calc(1px + 1px)",
    "\N{ARABIC-INDIC DIGIT THREE}pt",
    "1.",
    "1e9mm",
    "/* ",
    "\\",
)

ACCENT = Setting("accent", Kind.COLOUR, "#14506b")
SIDES = Setting("sides", Kind.CHOICE, "one", choices=("one", "two"))


def given(kind: Kind, value: str, folder: Path = Path()) -> str:
    return (
        Setting("it", kind, "", choices=("one", "two"))
        .with_value(Assignment("it", value, folder=folder))
        .value
    )


def refusal(kind: Kind, value: str) -> str:
    with pytest.raises(UnfitError) as raised:
        given(kind, value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("#0a5", "#00aa55"),
        ("teal", "#008080"),
        ("rgb(0 100 80)", "#006450"),
        ("hsl(200 50% 40%)", "#337799"),
    ],
)
def test_colours_are_kept_in_one_form(written: str, kept: str) -> None:
    assert given(Kind.COLOUR, written) == kept


@pytest.mark.parametrize("value", ["greenish", "currentcolor", "transparent", "red; } body { a: b"])
def test_what_is_no_colour_is_refused(value: str) -> None:
    assert refusal(Kind.COLOUR, value).startswith("expected a colour")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.LENGTH, "10pt"),
        (Kind.LENGTH, "0"),
        (Kind.NUMBER, "1.42"),
        (Kind.FONT, "Source Serif 4"),
        (Kind.CHOICE, "two"),
        (Kind.TEXT, "any words; } of <your> own"),
    ],
)
def test_values_that_fit_are_kept(kind: Kind, value: str) -> None:
    assert given(kind, value) == value


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.LENGTH, "10", "expected a length with its unit"),
        (Kind.LENGTH, "1pt; color: red", "expected a length with its unit"),
        (Kind.NUMBER, "ten", "expected a number"),
        (Kind.FONT, 'A", "B', "expected the name of a family"),
        (Kind.SWITCH, "perhaps", "expected yes or no"),
        (Kind.CHOICE, "tow", "expected one of: one, two; did you mean 'two'?"),
    ],
)
def test_values_that_do_not_fit_say_what_would(kind: Kind, value: str, expected: str) -> None:
    assert refusal(kind, value).startswith(expected)


@hypothesis.given(st.sampled_from(looks.names()), st.data())
def test_no_value_is_more_than_a_value_in_a_style_sheet(look: str, data: st.DataObject) -> None:
    """Whatever is assigned to a setting is refused, or is one value of CSS, and no other rule."""
    settings = SETTINGS[look]
    setting = data.draw(st.sampled_from(tuple(settings)))
    text = data.draw(st.text() | st.sampled_from(HOSTILE) | st.from_regex(LENGTH, fullmatch=True))
    changed, problems = assigned(settings, [Assignment(setting.name, text)])
    assert all(problem.hint for problem in problems)
    written = changed.by_name[setting.name].css
    sheet = tinycss2.parse_blocks_contents(f"--it: {written}; color: red")
    assert [entry.type for entry in sheet if entry.type != "whitespace"] == ["declaration"] * 2
    assert not set(written) & set("<>{};\\\n")


def test_a_switch_knows_several_words() -> None:
    assert [given(Kind.SWITCH, word) for word in ("True", "off", "yes")] == ["yes", "no", "yes"]


def test_a_file_is_found_from_the_folder_of_who_names_it(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.touch()
    assert given(Kind.FILE, "logo.svg", tmp_path) == str(logo.resolve())


def test_a_document_names_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").touch()
    own = tmp_path / "own"
    own.mkdir()
    assignment = Assignment("logo", "../secret.svg", Location(own / "article.md", 3), own)
    _, (problem,) = assigned(declared([Setting("logo", Kind.FILE, "")]), [assignment])
    assert problem.hint == f"name a file within {own}"


def test_the_last_assignment_stands() -> None:
    settings, problems = assigned(
        declared([ACCENT]), [Assignment("accent", "red"), Assignment("accent", "blue")]
    )
    assert (settings["accent"], problems) == ("#0000ff", ())


def test_an_unknown_setting_names_the_nearest() -> None:
    where = Location(Path("house.yaml"), 2)
    _, (problem,) = assigned(declared([ACCENT, SIDES]), [Assignment("acent", "red", where)])
    assert str(problem) == (
        "house.yaml:2: error: unknown setting 'acent'\n  hint: did you mean 'accent'?"
    )


def test_a_setting_of_another_look_is_passed_over() -> None:
    settings, problems = assigned(
        declared([ACCENT]), [Assignment("columns", "2")], frozenset({"columns"})
    )
    assert problems == ()
    assert [setting.name for setting in settings] == ["accent"]


def test_plain_values_of_yaml_are_texts() -> None:
    assert [as_text(value) for value in (True, None, 10, "a")] == ["yes", "", "10", "a"]
