from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import exporters
from exporters import Format
from presswork import bootstrap, system
from presswork.cli import application as cli_application
from presswork.cli import screen
from presswork.cli.application import application
from presswork.cli.foresight import COMMANDS
from presswork.forks import processors
from presswork.pipeline import running
from presswork.pipeline.orders import Crash, Made, Variant
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity
from tests.command import runner
from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command import Run

PLAIN = Format("plain", ".txt", "tests.plain_exporter:export")
CARD = Format("card", ".txt", "tests.plain_exporter:export", look="handout", marked=True)
WARNING = Format("warning", ".warned", "tests.plain_exporter:warn")
CRASHING = Format("crashing", ".txt", "tests.plain_exporter:crash", marked=True)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    """Return the command in an empty folder, with formats that are made at once."""
    known = {form.name: form for form in (PLAIN, CARD, WARNING, CRASHING)}
    monkeypatch.setattr(exporters, "formats", lambda: known)
    monkeypatch.setattr(cli_application, "DEFAULT_FORMATS", ("plain",))
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capfd)


def write(folder: str, text: str = "Words.") -> None:
    path = Path(folder, "article.md")
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle: A title\n---\n\n{text}\n", encoding="utf-8")


def made() -> list[str]:
    return sorted(path.name for path in Path("dist").glob("*"))


def test_without_paths_content_is_built(run: Callable[..., Run]) -> None:
    write("content/bees")
    write("content/ants")
    assert run().code == 0
    assert made() == ["ants.ama.txt", "bees.ama.txt"]


def test_options_stand_before_or_after_paths(run: Callable[..., Run]) -> None:
    write("bees")
    run("bees", "--format", "plain")
    run("--format", "card", "bees")
    assert made() == ["bees.ama.txt", "bees.card.ama.txt"]


def test_formats_and_styles_are_listed_with_commas_or_named_again(
    run: Callable[..., Run],
) -> None:
    write("bees")
    run("bees", "--format", "plain,card", "--style", "apa,ieee", "--style", "mla")
    names = [f"bees.{form}{name}.txt" for form in ("", "card.") for name in ("apa", "ieee", "mla")]
    assert made() == sorted(names)


def test_all_is_every_format(run: Callable[..., Run]) -> None:
    write("bees")
    run("bees", "--format", "all")
    assert made() == ["bees.ama.txt", "bees.ama.warned", "bees.card.ama.txt"]


def test_the_table_names_the_files(run: Callable[..., Run]) -> None:
    write("bees")
    result = run("bees")
    assert result.out.splitlines()[0].split() == ["file", "pages", "size", "seconds"]
    assert result.out.splitlines()[1].split()[:4] == ["dist/bees.ama.txt", "2", "24", "B"]


def test_quiet_prints_nothing_where_nothing_is_wrong(run: Callable[..., Run]) -> None:
    write("bees")
    result = run("bees", "--quiet", "--format", "plain,warning")
    assert (result.out, result.err) == ("", "")


def test_verbose_prints_each_step(run: Callable[..., Run]) -> None:
    write("bees")
    result = run("bees", "--verbose", "--jobs", "1")
    assert result.err.splitlines() == [
        "presswork: reading bees",
        "presswork: citing bees as ama",
        "presswork: bees.ama.txt",
    ]


def test_a_problem_is_shown_with_its_place_from_here(run: Callable[..., Run]) -> None:
    write("bees", "[@nobody]")
    result = run("bees")
    assert result.code == ProblemKind.CONTENT.value
    assert result.err.startswith("bees/article.md:5: error: ")


def test_an_unknown_style_exits_with_the_code_of_styles(run: Callable[..., Run]) -> None:
    write("bees")
    assert run("bees", "--style", "appa").code == ProblemKind.STYLE.value


def test_strict_exits_with_the_class_of_the_warning(run: Callable[..., Run]) -> None:
    write("bees")
    result = run("bees", "--strict", "--format", "warning")
    assert result.code == ProblemKind.OUTPUT.value
    assert "error: a word does not fit" in result.err


def test_a_bug_says_that_it_is_ours_and_where_the_details_are(run: Callable[..., Run]) -> None:
    write("bees")
    result = run("bees", "--format", "crashing")
    assert result.code == 70
    assert "this is a bug in Presswork" in result.err
    assert "Traceback" not in result.err


def test_a_bug_shows_its_traceback_where_asked(run: Callable[..., Run]) -> None:
    write("bees")
    assert "never thought of this" in run("bees", "--format", "crashing", "--verbose").err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "plian"), "did you mean 'plain'?"),
        (("--paper", "a44"), "unknown paper 'a44'; did you mean 'a4'?"),
        (("--preset", "ful"), "did you mean 'full'?"),
        (("--preset", "full"), "add --format handout"),
        (("nowhere",), "there is no 'nowhere' here"),
        (("chekc",), "did you mean 'check'?"),
        (("--jobs", "0"), "--jobs"),
        (("--nothing",), "--nothing"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_exits_with_2(
    run: Callable[..., Run], arguments: tuple[str, ...], says: str
) -> None:
    write("content/bees")
    result = run(*arguments)
    assert result.code == 2
    assert says in " ".join(result.err.replace("│", " ").split())


def test_without_content_the_usage_says_how_to_begin(run: Callable[..., Run]) -> None:
    result = run()
    assert result.code == 2
    assert "new my-article" in " ".join(result.err.replace("│", " ").split())


def test_a_folder_without_documents_is_told(run: Callable[..., Run]) -> None:
    Path("empty").mkdir()
    result = run("empty")
    assert result.code == ProblemKind.CONTENT.value
    assert "no document in empty" in result.err


def test_check_tells_every_problem_and_writes_nothing(run: Callable[..., Run]) -> None:
    write("content/bees", "[@nobody]")
    write("content/ants", "[@nobody]")
    result = run("check")
    assert result.code == ProblemKind.CONTENT.value
    assert [line.split(":")[0] for line in result.err.splitlines() if "error:" in line] == [
        "content/ants/article.md",
        "content/bees/article.md",
    ]
    assert not Path("dist").exists()


def test_check_says_that_all_is_well(run: Callable[..., Run]) -> None:
    write("bees")
    result = run("check", "bees")
    assert (result.code, result.out) == (0, "1 document: no problems\n")


def test_a_new_document_begins_in_content_where_there_is_one(run: Callable[..., Run]) -> None:
    Path("content").mkdir()
    run("new", "my-article")
    assert Path("content/my-article/article.md").is_file()


def test_a_new_document_begins_here_where_there_is_no_content(run: Callable[..., Run]) -> None:
    result = run("new", "my-article")
    assert Path("my-article/figures/steps.svg").is_file()
    assert "python build.py my-article --format pdf" in result.out


def test_a_new_document_has_no_problems(run: Callable[..., Run]) -> None:
    run("new", "my-article")
    result = run("check", "my-article", "--strict", "--style", "ama,apa,chicago-notes")
    assert (result.code, result.err) == (0, "")


def test_a_new_document_overwrites_nothing(run: Callable[..., Run]) -> None:
    Path("my-article").mkdir()
    assert run("new", "my-article").code == ProblemKind.OUTPUT.value
    assert list(Path("my-article").iterdir()) == []


def test_styles_are_searched(run: Callable[..., Run]) -> None:
    lines = run("styles", "american", "medical", "association").out.splitlines()
    assert lines[0].split(maxsplit=1)[0] == "ama"


def test_a_style_is_described(run: Callable[..., Run]) -> None:
    assert "id: american-medical-association" in run("styles", "show", "ama").out


def test_a_search_that_finds_nothing_says_so(run: Callable[..., Run]) -> None:
    assert run("styles", "zzzz").code == ProblemKind.STYLE.value


def test_the_tests_of_an_installed_presswork_are_elsewhere(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "checkout", lambda: None)
    assert run("test").code == ProblemKind.SYSTEM.value


def test_test_hands_its_arguments_to_pytest(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[Path, list[str]]] = []

    def restart(python: Path, arguments: list[str]) -> None:
        called.append((python, arguments))

    monkeypatch.setattr(bootstrap, "suitable_python", lambda _root, _lock: Path("some-python"))
    monkeypatch.setattr(bootstrap, "restart", restart)
    run("test", "-x", "--help", "-m", "not slow")
    side_by_side = ["-n", str(processors())]
    arguments = ["-m", "pytest", *side_by_side, "-x", "--help", "-m", "not slow"]
    assert called == [(Path("some-python"), arguments)]


def test_missing_libraries_are_told_before_anything_is_read(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lack(_say: object) -> None:
        raise Problems([Problem("no Pango", kind=ProblemKind.SYSTEM)])

    pango = Format("pango", ".pdf", "tests.plain_exporter:export", needs_pango=True)
    monkeypatch.setattr(exporters, "formats", lambda: {"pango": pango, "plain": PLAIN})
    monkeypatch.setattr(system, "provide_pdf_libraries", lack)
    write("bees")
    assert run("bees", "--format", "pango").code == ProblemKind.SYSTEM.value
    assert run("bees", "--format", "plain").code == 0


def test_what_was_made_is_opened(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    write("bees")
    run("bees", "--open")
    assert opened == [str(Path("dist/bees.ama.txt"))]


def test_an_interruption_exits_with_130(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "carry_out", interrupt)
    write("bees")
    assert run("bees").code == 130


def test_help_lists_the_options_and_the_commands() -> None:
    result = CliRunner().invoke(application, ["--help"], env={"COLUMNS": "120"})
    for word in ("--format", "--style", "--strict", "PATHS", *COMMANDS):
        assert word in result.output


def test_every_command_is_known_by_name() -> None:
    shown = {command.name for command in application.registered_commands if not command.hidden}
    groups = {group.name for group in application.registered_groups}
    assert {*filter(None, shown), *groups} == set(COMMANDS)


def test_paths_are_shown_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert screen.from_here(tmp_path / "a" / ".." / "b.md") == Path("b.md")
    assert screen.from_here(tmp_path.parent / "b.md") == tmp_path.parent / "b.md"


@pytest.mark.parametrize(
    ("size", "shown"), [(12, "12 B"), (84_400, "84 kB"), (2_340_000, "2.3 MB")]
)
def test_sizes_are_shown_as_people_say_them(size: int, shown: str) -> None:
    assert screen.human_size(size) == shown


def test_problems_are_counted() -> None:
    problems = [Problem("a"), Problem("b"), Problem("c", severity=Severity.WARNING)]
    assert screen.count_problems(tuple(problems)) == "2 errors, 1 warning"


BEES = Variant(Path("bees.md"), "bees", "Bees", "pdf", "ama", "en-US", "en-US")
LONG_NAME = "a-very-long-name-" * 6


def test_long_names_stand_on_one_line_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    screen.show_made([Made(Path(LONG_NAME), None, 1, 0.1, BEES)], 0.1)
    assert LONG_NAME in capsys.readouterr().out


def test_long_names_are_folded_and_not_cut_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    screen.show_made([Made(Path(LONG_NAME), 12, 84_000, 0.1, BEES)], 0.1)
    lines = capsys.readouterr().out.splitlines()[1:]
    assert "".join(line.split()[0] for line in lines) == LONG_NAME
    assert lines[0].split()[1:] == ["12", "84", "kB", "0.1"]


def test_what_is_done_with_files_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    made = Made(Path("bees.pdf"), 2, 1, 0.1, BEES, hint="print it, and fold it")
    screen.show_made([made, made], 0.1)
    assert capsys.readouterr().out.splitlines()[-1] == "Print it, and fold it."


def test_brackets_in_a_problem_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    screen.tell([Problem("unknown [bold]key[/bold]", Location(Path("a[1].md"), 2))])
    assert capsys.readouterr().err == "a[1].md:2: error: unknown [bold]key[/bold]\n"


def test_details_of_a_bug_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    screen.tell_crashes([Crash("bees.pdf", "Traceback: all of it")], verbose=False)
    shown = capsys.readouterr().err
    path = Path(shown.partition("the details are in ")[2].partition(";")[0])
    assert "all of it" in path.read_text(encoding="utf-8")
    path.unlink()


def complete(*words: str) -> list[str]:
    """Return what the shell would offer for the last word."""
    environment = {
        **os.environ,
        "_BUILD.PY_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": " ".join(["build.py", *words]),
        "PRESSWORK_NO_VENV": "1",
    }
    result = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, ROOT / "build.py"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    pieces = result.stdout.split('"')[1::2]
    return [piece.partition(":")[0] for piece in pieces]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("ch",), "check"),
        (("--for",), "--format"),
        (("--format", "do"), "docx"),
        (("--format", "pdf,do"), "pdf,docx"),
        (("content", "--style", "americ"), "american-medical-association"),
        (("styles", "sh"), "show"),
        (("styles", "show", "ap"), "apa"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_shell_completes(words: tuple[str, ...], offered: str) -> None:
    assert offered in complete(*words)


def write_picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8")


def test_a_document_reads_what_lies_in_the_folder_that_was_named(run: Callable[..., Run]) -> None:
    write("project/paper", "![Cells](../media/cells.svg){alt=''}")
    write_picture(Path("project/media/cells.svg"))
    assert run("project/paper").code == ProblemKind.CONTENT.value
    assert run("project").code == 0


def test_a_document_reads_what_lies_in_a_root(run: Callable[..., Run]) -> None:
    write("content/paper", "![Cells](../../media/cells.svg){alt=''}")
    write_picture(Path("media/cells.svg"))
    refused = run()
    assert refused.code == ProblemKind.CONTENT.value
    assert "--root FOLDER" in refused.err
    assert run("--root", "media").code == 0
