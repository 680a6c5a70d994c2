"""`check --pdf`: which files it takes, what it says of odd ones, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.command import runner
from tests.pdf_checks.made import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command import Run

OUTPUT = 6


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    """Return `check --pdf` with our own rules, in a folder with a good file and a bad one."""
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    whole().save(Path("out", "good.pdf"))
    made = whole()
    del made.tags["Figure"].Alt
    made.save(Path("out", "bad.pdf"))
    command = runner(monkeypatch, capfd)
    return lambda *words: command("check", "--pdf", *words, "--engine", "own")


def test_nothing_wrong(run: Callable[..., Run]) -> None:
    result = run("out/good.pdf")
    assert (result.code, result.out, result.err) == (0, "1 PDF file: no problems\n", "")


def test_what_is_wrong_is_told_with_page_and_hint(run: Callable[..., Run]) -> None:
    result = run("out/bad.pdf")
    assert result.code == OUTPUT
    assert (
        result.err
        == """\
out/bad.pdf: error: a picture has no alternative text (page 1) [pdf-picture-without-alt]
  hint: say in the document what it shows, or mark it as decoration, and make the PDF again
1 error
"""
    )


def test_several_files_and_folders(run: Callable[..., Run]) -> None:
    assert run("out/good.pdf", "out/bad.pdf").code == OUTPUT
    assert run("out").err.count("error:") == 1


def test_errors_are_turned_off(run: Callable[..., Run]) -> None:
    assert run("out", "--off", "pdf-picture-without-alt").code == 0
    assert run("out", "--only", "pdf-no-title").code == 0


def test_other_standards(run: Callable[..., Run]) -> None:
    assert run("out/bad.pdf", "--standard", "PDF/A-3a").code == 0
    assert run("out/bad.pdf", "--standard", "3b,ua1").code == OUTPUT
    result = run("out/bad.pdf", "--standard", "3c")
    assert result.code == 2
    assert "unknown standard '3c'" in result.err


def test_the_report_as_json_names_pages(run: Callable[..., Run]) -> None:
    (problem,) = json.loads(run("out/bad.pdf", "--format", "json").out)["problems"]
    assert (problem["rule"], problem["pages"]) == ("pdf-picture-without-alt", [1])


def test_a_pdf_file_that_is_named_as_a_document(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("out").code == OUTPUT  # makes the files
    result = runner(monkeypatch, capfd)("check", "out/good.pdf")
    assert result.code == 2
    assert "check --pdf out/good.pdf" in " ".join(result.err.split())


def locked(path: Path, user: str) -> None:
    with pikepdf.open("out/good.pdf") as pdf:
        permissions = pikepdf.Permissions(accessibility=False)
        how = pikepdf.Encryption(
            user=user, owner="o", R=3, aes=False, metadata=False, allow=permissions
        )
        pdf.save(path, encryption=how)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"bees", "the file is no PDF, or is broken"),
        (b"%PDF-1.7\n%%EOF\n", "the file is no PDF, or is broken"),
    ],
)
def test_what_is_no_pdf(run: Callable[..., Run], content: bytes, message: str) -> None:
    Path("odd.pdf").write_bytes(content)
    result = run("odd.pdf")
    assert result.code == OUTPUT
    assert f"odd.pdf: error: {message}" in result.err
    assert "\n  hint: " in result.err


def test_a_file_behind_a_password(run: Callable[..., Run]) -> None:
    locked(Path("odd.pdf"), user="u")
    assert "odd.pdf: error: the file opens with a password only" in run("odd.pdf").err


def test_a_file_that_keeps_screen_readers_out(run: Callable[..., Run]) -> None:
    locked(Path("odd.pdf"), user="")
    result = run("odd.pdf")
    assert "[pdf-locked]" in result.err
    assert "[pdf-encrypted]" in result.err


def test_a_file_that_is_cut_off_is_told_to_be_damaged(run: Callable[..., Run]) -> None:
    whole_file = Path("out", "good.pdf").read_bytes()
    Path("odd.pdf").write_bytes(whole_file[: whole_file.rindex(b"startxref")])
    result = run("odd.pdf")
    assert "the file is damaged: programs have to repair it to show it" in result.err


def test_what_is_not_there(run: Callable[..., Run]) -> None:
    assert run("nothing.pdf").code == 2
    Path("none").mkdir()
    assert "there is no PDF file in none" in run("none").err
