"""What a command will need is guessed from its words before Typer reads them."""

from __future__ import annotations

import pytest

from presswork.cli.foresight import COMMANDS, lays_out


@pytest.mark.parametrize(
    "words",
    [
        "",
        "content",
        "--format pdf",
        "article.md -f html,pdf",
        "-fpdf",
        "--format=all --quiet",
        "--format html --format handout",
        "--jobs 2",
    ],
)
def test_pages_will_be_laid_out(words: str) -> None:
    assert lays_out(words.split())


@pytest.mark.parametrize(
    "words",
    [
        "--help",
        "content --version",
        "--format docx",
        "-f html",
        "--format=docx,html article.md",
        "--jobs 1",
        "-j1 article.md",
        *COMMANDS,
        "check content --format pdf",
    ],
)
def test_no_pages_will_be_laid_out(words: str) -> None:
    assert not lays_out(words.split())


def test_a_shell_that_completes_words_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_PRESSWORK_COMPLETE", "complete_bash")
    assert not lays_out(["article.md"])
