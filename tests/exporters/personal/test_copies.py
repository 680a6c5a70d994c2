"""Personal copies: what is shared is laid out once, and nobody can see that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from exporters.personal import copies
from presswork.pdf_checks import Engine, check
from presswork.problems import Location, Problems
from presswork.settings import Assignment
from tests import pdf_tree
from tests.exporters.personal.making import PREPARED, make
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path

LONG: Final = "Institute of " + "very long names and " * 8 + "of lines"

PEOPLE: Final = f"""\
name,institution
Jane Doe,University of Oxford
"<b>{{{{ x }}}}</b> & Co","{LONG}"
Zoë Øster,ETH Zürich
"""

MORE: Final = """\
name,institution
Jane Doe,
Ada Lovelace,Royal Society
أحمد,القاهرة
Ελένη,Αθήνα
山田太郎,東京大学
"""


def picture(path: Path) -> bytes:
    options = ("-r", "60", "-png", "-singlefile", path, path.with_suffix(""))
    run(program("pdftoppm", "poppler-utils"), *options)
    return path.with_suffix(".png").read_bytes()


def text(path: Path) -> str:
    return run(program("pdftotext", "poppler-utils"), "-layout", path, "-")


@pytest.mark.parametrize(
    ("people", "batches"),
    [
        pytest.param(PEOPLE, (2, 1), id="lines"),
        pytest.param(MORE, None, id="scripts", marks=pytest.mark.slow),
    ],
)
def test_a_copy_looks_as_if_it_had_been_laid_out_by_itself(
    tmp_path: Path, people: str, batches: tuple[int, ...] | None
) -> None:
    centred = ".recipient { text-align: center; font-style: italic } strong { letter-spacing: 2pt }"
    shared = make(tmp_path / "shared", people, style=centred)
    alone = make(tmp_path / "alone", people, style=centred, is_shared=False)
    assert batches in {None, tuple(batch.count for batch in shared.copies.batches)}
    for copy, other in zip(shared.files, alone.files, strict=True):
        assert text(copy) == text(other)
        assert picture(copy) == picture(other)
        assert pdf_tree.lines(copy) == pdf_tree.lines(other)


@pytest.mark.parametrize("colours", ["screen", pytest.param("grey", marks=pytest.mark.slow)])
def test_a_copy_is_whole_and_holds_the_name_of_nobody_else(tmp_path: Path, colours: str) -> None:
    people = "name,institution\nJane Doe,Oxford\nZoë Øster,Oslo\n<b>{{ x }}</b> & Co,Ely\n"
    made = make(tmp_path, people, settings=(Assignment("colours", colours),))
    assert [batch.count for batch in made.copies.batches] == [3]
    names = ("Jane Doe", "Zoë Øster", "<b>{{ x }}</b> & Co")
    for own, file in zip(names, made.files, strict=True):
        assert [name for name in names if name in text(file)] == [own]
        with pikepdf.open(file) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert len({str(part) for part in pdf.trailer.ID}) == 2
    assert len({file.read_bytes() for file in made.files}) == len(names)
    assert check(made.files, (), Engine.OWN).problems == ()


PLAIN: Final = "<p>{{ recipient.name }}</p>"
RUNNING: Final = '<p class="run">{{ recipient.name }}</p>'
HEAD: Final = "@page :first { @top-left { content: string(x) element(x) } }"


def check_who_shares(folder: Path, top: str, style: str, batches: list[int]) -> list[str]:
    """Make copies for four, and return the warnings."""
    people = "name,seat,note\nAda,A,\nBen Benson,B,\nCy,A,x\nDi Dee,B,\n"
    made = make(folder, people, top, style)
    assert [batch.count for batch in made.copies.batches] == batches
    names = ("ada", "ben benson", "cy", "di dee") if "all" not in top else ("for all",) * 4
    for name, file in zip(names, made.files, strict=True):
        assert all(part in text(file).lower() for part in name.split())
    return [problem.what for problem in made.copies.warnings]


@pytest.mark.parametrize(
    ("top", "style", "batches"),
    [
        ('{% if recipient.seat == "A" %}<p>First</p>{% endif %}' + PREPARED, "", [2, 2]),
    ],
)
def test_pages_are_shared_by_those_for_whom_they_are_alike(
    tmp_path: Path, top: str, style: str, batches: list[int]
) -> None:
    check_who_shares(tmp_path, top, style, batches)


@pytest.mark.slow
def test_a_warning_says_why_copies_are_laid_out_one_by_one(tmp_path: Path) -> None:
    top = '<p>A <a href="https://example.org">{{ recipient.name }}</a></p>'
    (told,) = check_who_shares(tmp_path, top, "", [1, 1, 1, 1])
    assert told == (
        "recipient.name stands among links, pictures or moved text, "
        "so each of 4 copies was laid out by itself"
    )


def test_a_column_that_is_not_there_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    top = "{% if recipient.desk is defined %}x{% endif %}\n<p>{{ recipient.seats }}</p>"
    with pytest.raises(Problems) as raised:
        make(tmp_path, "name,seat\nAda,A\n", top)
    (problem,) = raised.value.problems
    assert problem.what == "the list of recipients has no column 'seats'; did you mean 'seat'?"
    assert problem.location == Location(tmp_path / "look" / "print.html", 5)


@pytest.mark.slow
@pytest.mark.parametrize("patience", [2, 20])
def test_who_can_share_with_nobody_is_looked_for_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: int
) -> None:
    monkeypatch.setattr(copies, "PATIENCE", patience)
    (told,) = check_who_shares(tmp_path, "<p>{{ recipient.name | upper }}</p>", "", [1] * 4)
    assert told == (
        "a template asks what recipient.name is, so each of 4 copies was laid out by itself"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("top", "style", "batches"),
    [
        ("<p>{{ recipient.name | upper }}</p>", "", [1, 1, 1, 1]),
        ('<p title="{{ recipient.seat }}">{{ recipient.name }}</p>', "", [2, 2]),
        ("{% if recipient.note %}<p>Note</p>{% endif %}" + PLAIN, "", [3, 1]),
        ("<p>For all.</p>", "", [4]),
        (RUNNING, f".run {{ position: running(x) }} {HEAD.replace('string(x)', '')}", [4]),
        ("<h2>{{ recipient.name }}</h2>", "", [1, 1, 1, 1]),
        (PLAIN, "p { text-transform: uppercase }", [4]),
        ("<p>{{ recipient['Seat'] }}: {{ recipient.name }}</p>", "p { background: #eee }", [4]),
        (PLAIN, "header p { position: absolute; top: 9mm }", [2, 2]),
        (RUNNING, f".run {{ string-set: x content() }} {HEAD.replace('element(x)', '')}", [1] * 4),
        (PLAIN, "header p { opacity: 0.5 }", [1, 1, 1, 1]),
        ("<p><b>{{ recipient.name }}</b> x</p>", "b { display: inline-block }", [1, 1, 1, 1]),
        (PLAIN + "<p>Again {{ recipient.name }}, {{ recipient.seat }}.</p>", "", [4]),
        ("<div>A float</div>" + PLAIN, "header div { float: right; width: 90% }", [3, 1]),
        (PLAIN, "header p { transform: rotate(-5deg); overflow: hidden }", [4]),
        ('<p dir="rtl">{{ recipient.name }} x</p>', "", [4]),
        ("<table><tr><td>{{ recipient.name }}<td>x</table>", "", [1, 1, 1, 1]),
        ("<div>" + PLAIN + "<p>x</p></div>", "header div { display: flex }", [1, 1, 1, 1]),
        (PLAIN, "header p::first-letter { font-size: 2em }", [1, 1, 1, 1]),
    ],
)
def test_pages_are_shared_in_every_layout(
    tmp_path: Path, top: str, style: str, batches: list[int]
) -> None:
    check_who_shares(tmp_path, top, style, batches)
