"""Personal copies on sheets: as if each had been made first and been imposed then."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from exporters.imposition import NAMED, Marks, impose
from exporters.personal.on_sheets import (
    Sheets,
    keep_sheets_alone,
    put_dividers_on_sheets,
    put_on_sheets,
)
from exporters.personal.runs import write_run
from presswork.problems import Problems
from presswork.recipients import Group
from presswork.settings import Assignment
from tests.exporters.imposition.papers import numbers
from tests.exporters.personal.making import PREPARED, copies_of
from tests.exporters.personal.test_copies import picture, text

if TYPE_CHECKING:
    from pathlib import Path

NAMES: Final = ("Jane Doe", "Zoë Øster", "<b>{{ x }}</b> & Co")
PEOPLE: Final = "name,institution\n" + "".join(f"{name},Ely\n" for name in NAMES)
LONGER: Final = PREPARED + '<p style="break-before: page">Again {{ recipient.name }}.</p>'
"""A page more, which names the recipient, too."""


def sheets_of(kind: str, folder: Path) -> dict[Group, Sheets]:
    document = folder / "article.md"
    return {Group("", ""): Sheets(NAMED[kind], Marks(), None, document)}


@pytest.mark.parametrize(
    ("kind", "colours"),
    [
        ("booklet", "screen"),
        ("2-up", "grey"),
        pytest.param("trifold", "screen", marks=pytest.mark.slow),
        pytest.param("4-up", "screen", marks=pytest.mark.slow),
    ],
)
def test_sheets_of_a_copy_look_as_if_the_copy_had_been_imposed(
    tmp_path: Path, kind: str, colours: str
) -> None:
    settings = (Assignment("colours", colours),)
    with closing(copies_of(tmp_path, PEOPLE, LONGER, settings=settings)) as copies:
        copies.lay_out()
        assert [batch.count for batch in copies.batches] == [3]
        put_on_sheets(copies, sheets_of(kind, tmp_path))
        for recipient, _, files in copies.files():
            copy, sheets = (tmp_path / f"{name}.pdf" for name in ("copy", "sheets"))
            for path, parts in zip((copy, sheets), files, strict=True):
                path.write_bytes(b"".join(parts))
            impose(copy, NAMED[kind], tmp_path / "imposed.pdf")
            assert picture(sheets) == picture(tmp_path / "imposed.pdf")
            assert text(sheets) == text(tmp_path / "imposed.pdf")
            assert [name for name in NAMES if name in text(sheets)] == [recipient.name]
            assert text(sheets).count(recipient.name) == 2
            with pikepdf.open(sheets) as pdf:
                assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize(
    ("kind", "both_sides", "sides"),
    [
        (
            "booklet",
            True,
            ["DJane", "", "For Jane", "Again Jane", "DZoë", "", "For Zoë", "Again Zoë"],
        ),
        ("2-up", False, ["DJane", "For Jane, Again Jane", "DZoë", "For Zoë, Again Zoë"]),
        (
            "2-up",
            True,
            ["DJane", "", "For Jane, Again Jane", "", "DZoë", "", "For Zoë, Again Zoë", ""],
        ),
    ],
)
def test_a_run_of_sheets_has_whole_sheets_for_everybody(
    tmp_path: Path, *, kind: str, both_sides: bool, sides: list[str]
) -> None:
    people = "name\nJane\nZoë\n"
    path = tmp_path / "run.pdf"
    with (
        closing(copies_of(tmp_path / "copies", people, LONGER)) as copies,
        closing(copies_of(tmp_path / "dividers", people, "<p>D{{ recipient.name }}</p>")) as before,
    ):
        copies.lay_out()
        before.lay_out()
        put = put_on_sheets(copies, sheets_of(kind, tmp_path))
        put_dividers_on_sheets(before, put.sizes, sheets_of(kind, tmp_path))
        keep_sheets_alone(copies)
        keep_sheets_alone(before)
        assert write_run(copies, before, path, both_sides=both_sides) == len(sides)
    assert names_on(path) == sides
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len({tuple(map(float, page.mediabox)) for page in pdf.pages}) == 1
        assert pdf.Root.ViewerPreferences.Duplex == (
            "/DuplexFlipShortEdge" if both_sides else "/Simplex"
        )


def names_on(path: Path) -> list[str]:
    """Return what each side says of names, the left half before the right one."""
    sides = (" ".join(halves) for halves in numbers(path, 2))
    return [", ".join(re.findall("(?:D|For |Again )(?:Jane|Zoë)", side)) for side in sides]


def test_what_does_not_fit_is_told_of_the_document(tmp_path: Path) -> None:
    top = PREPARED + '<p style="break-before: page">x</p>' * 6
    with closing(copies_of(tmp_path, "name\nJane\n", top)) as copies:
        copies.lay_out()
        with pytest.raises(Problems) as raised:
            put_on_sheets(copies, sheets_of("trifold", tmp_path))
    (problem,) = raised.value.problems
    assert problem.location is not None
    assert problem.location.path == tmp_path / "article.md"
