"""What a command will need is guessed from its words before Typer reads them."""

from __future__ import annotations

import pytest

from presswork.cli.foresight import COMMANDS, foreseen


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("", "pdf"),
        ("content", "pdf"),
        ("--format pdf", "pdf"),
        ("article.md -f docx", "docx"),
        ("-fhtml", "html"),
        ("--format=handout --quiet", "handout"),
        ("--format docx --jobs 2", "docx"),
        ("-f pdf -f pdf", "pdf"),
    ],
)
def test_a_format_is_foreseen(words: str, form: str) -> None:
    assert foreseen(words.split()) == form


@pytest.mark.parametrize(
    "words",
    [
        "--help",
        "content --version",
        "--jobs 1",
        "-j1 article.md",
        "--format docx,html article.md",
        "-f pdf --format=html",
        "--format all",
        "--format nonsense",
        *COMMANDS,
        "check content --format pdf",
    ],
)
def test_nothing_is_exported_beside_this_process(words: str) -> None:
    assert not foreseen(words.split())


def test_a_shell_that_completes_words_exports_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_PRESSWORK_COMPLETE", "complete_bash")
    assert not foreseen(["article.md"])
