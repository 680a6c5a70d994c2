from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.house import EMPTY, House, read_house
from presswork.problems import Location, Problems
from presswork.settings import Assignment

if TYPE_CHECKING:
    from pathlib import Path


def house(folder: Path, text: str) -> House:
    path = folder / "house.yaml"
    path.write_text(text, encoding="utf-8")
    return read_house(path)


def failure(folder: Path, text: str) -> str:
    with pytest.raises(Problems) as raised:
        house(folder, text)
    return "\n".join(map(str, raised.value.problems)).replace(str(folder), "HOUSE")


def test_it_gives_a_look_and_settings(tmp_path: Path) -> None:
    found = house(tmp_path, "look: article\nsettings:\n  accent: '#0a5'\n  hyphenation: no\n")
    path = tmp_path / "house.yaml"
    assert found == House(
        "article",
        (
            Assignment("accent", "#0a5", Location(path, 3), tmp_path),
            Assignment("hyphenation", "no", Location(path, 4), tmp_path),
        ),
    )


def test_styles_of_a_word_template_may_be_a_mapping(tmp_path: Path) -> None:
    given = "settings:\n  word-styles:\n    quote: Zitat klein\n    table: Tabelle Haus\n"
    (assignment,) = house(tmp_path, given).settings
    assert (assignment.name, assignment.value) == (
        "word-styles",
        "quote: Zitat klein; table: Tabelle Haus",
    )


def test_it_can_name_a_look_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    assert house(tmp_path, "look: ours").look == str((tmp_path / "ours").resolve())


def test_an_empty_one_says_nothing(tmp_path: Path) -> None:
    assert house(tmp_path, "# nothing yet\n") == EMPTY


def test_that_of_the_current_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_house(None) == EMPTY
    (tmp_path / "house.yaml").write_text("look: article", encoding="utf-8")
    assert read_house(None).look == "article"


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    assert failure(tmp_path, "look: article\nsetings: {}\n") == (
        "HOUSE/house.yaml: error: a house file says nothing of 'setings'\n"
        "  hint: did you mean 'settings'?"
    )


def test_several_values_for_a_setting_are_told(tmp_path: Path) -> None:
    assert failure(tmp_path, "settings:\n  accent: [red, blue]\n") == (
        "HOUSE/house.yaml:2: error: the setting 'accent' has several values\n  hint: give it one"
    )


@pytest.mark.parametrize("text", ["- a list", "a: [", "just words"])
def test_what_is_no_house_file_is_told(tmp_path: Path, text: str) -> None:
    assert failure(tmp_path, text).startswith("HOUSE/house.yaml: error: ")
