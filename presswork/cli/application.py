"""The words of the command, and what each of them does.

Only Typer and rich are imported here: `--help` and completion answer at once. What a command needs
beyond them it imports when it runs.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from presswork import __version__
from presswork.problems import Problem, ProblemKind, Problems, Severity, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exporters import Format
    from presswork.pipeline import Order, Outcome

from presswork.cli import screen
from presswork.cli.default_command import DefaultCommandGroup

CONTENT: Final = Path("content")
"""Where documents lie unless others are named."""

BUG: Final = 70
"""The exit code of our own mistakes (`EX_SOFTWARE` of sysexits.h)."""

ALL: Final = "all"
DEFAULT_FORMATS: Final = ("pdf",)

COMMANDS: Final = ("check", "styles", "new", "doctor", "test")

GARBAGE: Final = 100_000
"""How many new objects start a search for garbage. Python's own 700 make a PDF take 10% longer:
nearly all of our objects are in use until the end."""

FLAG: Final = " "
"""What help shows for the value of an option that takes none."""


class _Press(DefaultCommandGroup):
    default = "build"


class _Styles(DefaultCommandGroup):
    default = "list"


application = typer.Typer(
    cls=_Press,
    subcommand_metavar="[PATHS]... | COMMAND [ARGS]...",
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
styles_application = typer.Typer(cls=_Styles, subcommand_metavar="[QUERY]... | show NAME")
application.add_typer(
    styles_application, name="styles", help="Search the citation styles, or describe one."
)


def main() -> NoReturn:
    """Run the command and exit with its code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # what is left then needs no search, which takes 0.07 s
    try:
        application()
    except Problems as problems:
        screen.tell(problems.problems)
        sys.exit(_exit_code(problems.problems))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001 - the last place where our own mistakes can be told
        from presswork.pipeline import Crash  # noqa: PLC0415 - only now is it needed

        crash = Crash(" ".join([program(), *sys.argv[1:]]), traceback.format_exc())
        screen.tell_crashes([crash], verbose="--verbose" in sys.argv)
        sys.exit(BUG)
    sys.exit(0)


def _exit_code(problems: Iterable[Problem]) -> int:
    """Return the code of the first error's class, or 0 without errors."""
    for problem in problems:
        if problem.severity is Severity.ERROR:
            return problem.kind.value
    return 0


def program() -> str:
    """Return how the command was called, for messages that say what to run."""
    name = Path(sys.argv[0]).name
    return f"python {name}" if name.endswith(".py") else name


def _complete_format(incomplete: str) -> list[str]:
    from exporters import formats  # noqa: PLC0415 - not needed for help

    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in (*formats(), ALL) if name.startswith(last)]


def _complete_style(incomplete: str) -> list[str]:
    from presswork import styles  # noqa: PLC0415 - not needed for help

    found = styles.search(incomplete.replace("-", " "))
    names = [*styles.ALIASES, *(style.id for style in found)]
    return [name for name in names if name.startswith(incomplete)]


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATHS",
        help="Documents, or folders of documents; [dim]content/[/dim] unless given.",
        show_default=False,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="[bold]pdf[/bold], [bold]docx[/bold], [bold]handout[/bold], [bold]html[/bold] or "
        "[bold]all[/bold]; several with commas, or again. \\[default: pdf]",
        autocompletion=_complete_format,
        show_default=False,
    ),
]
Styles = Annotated[
    list[str] | None,
    typer.Option(
        "--style",
        "-s",
        metavar="STYLE",
        help="A citation style, for example [bold]apa[/bold] or a .csl file; several with commas, "
        "or again. \\[default: the document's, else american-medical-association]",
        autocompletion=_complete_style,
        show_default=False,
    ),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="TAG",
        help="The language of citations and fixed words, for example [bold]de-CH[/bold]. "
        "\\[default: the document's]",
        show_default=False,
    ),
]
PaperSize = Annotated[
    str | None,
    typer.Option(
        "--paper",
        metavar="a4|letter",
        help="The size of the pages. \\[default: a4]",
        autocompletion=lambda: ["a4", "letter"],
        show_default=False,
    ),
]
LookName = Annotated[
    str | None,
    typer.Option(
        "--look",
        metavar="LOOK",
        help="A folder of templates. \\[default: the document's, else the format's own]",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="How many processes work side by side. \\[default: one a processor]",
        show_default=False,
    ),
]
Draft = Annotated[
    bool,
    typer.Option(
        "--draft", metavar=FLAG, help="Unknown citation keys become placeholders, and warnings."
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", metavar=FLAG, help="Warnings are errors, and then nothing is written."
    ),
]
OpenFiles = Annotated[
    bool, typer.Option("--open", metavar=FLAG, help="Open the files that were made.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", metavar=FLAG, help="Print errors only.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", metavar=FLAG, help="Print each step as it begins.")
]
AllowNetwork = Annotated[
    bool,
    typer.Option("--allow-network", metavar=FLAG, help="Fetch images that documents name by URL."),
]


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer's way to call it
    if wanted:
        screen.line(f"presswork {__version__}")
        raise typer.Exit


@application.callback(
    epilog="A folder that is named like a command is given as [bold]./check[/bold]. "
    "Every error exits with a code of its class: 2 usage, 3 content, 4 citation style, "
    "5 template, 6 output, 7 this machine, 70 a bug."
)
def press(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Make PDF, Word, handout and web page of articles with references, in any citation style."""


@application.command(hidden=True)
def build(  # noqa: PLR0913 - the options of the command
    *,
    paths: Paths = None,
    formats: Formats = None,
    style: Styles = None,
    output: Output = Path("dist"),
    language: Language = None,
    paper: PaperSize = None,
    look: LookName = None,
    jobs: Jobs = None,
    draft: Draft = False,
    strict: Strict = False,
    open_files: OpenFiles = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    allow_network: AllowNetwork = False,
) -> None:
    """Build documents."""
    began = time.perf_counter()
    chosen = _chosen_formats(formats)
    if paper not in (None, "a4", "letter"):
        raise typer.BadParameter(f"'{paper}' is not a4 or letter", param_hint="--paper")
    sources = _existing(paths)
    warnings = _provide_libraries(chosen, strict=strict)

    from presswork.pipeline import Order  # noqa: PLC0415 - not needed for help

    order = Order(
        documents=_documents(sources),
        formats=chosen,
        output=output,
        styles=_separated(style),
        language=language,
        paper=paper,
        look=look,
        draft=draft,
        strict=strict,
        allow_network=allow_network,
        workers=jobs or processors(),
    )
    outcome = _carry_out(order, quiet=quiet, verbose=verbose)
    _tell_outcome(outcome, warnings, quiet=quiet, verbose=verbose)
    if outcome.made and not quiet:
        screen.show_made(outcome.made, time.perf_counter() - began)
    if open_files:
        for made in outcome.made:
            typer.launch(str(made.path))
    raise typer.Exit(BUG if outcome.crashes else _exit_code(outcome.problems))


@application.command("check")
def check(  # noqa: PLR0913 - the options of the command
    *,
    paths: Paths = None,
    style: Styles = None,
    language: Language = None,
    jobs: Jobs = None,
    draft: Draft = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    allow_network: AllowNetwork = False,
) -> None:
    """Read, number and cite everything; write nothing; tell every problem."""
    sources = _existing(paths)

    from presswork.pipeline import Order  # noqa: PLC0415 - not needed for help

    order = Order(
        documents=_documents(sources),
        formats=(),
        output=Path(),
        styles=_separated(style),
        language=language,
        draft=draft,
        strict=strict,
        allow_network=allow_network,
        workers=jobs or processors(),
    )
    outcome = _carry_out(order, quiet=quiet, verbose=verbose)
    _tell_outcome(outcome, (), quiet=quiet, verbose=verbose)
    if not quiet and not outcome.problems and not outcome.crashes:
        count = len(order.documents)
        screen.line(f"{count} document{'s' if count != 1 else ''}: no problems")
    raise typer.Exit(BUG if outcome.crashes else _exit_code(outcome.problems))


@styles_application.command("list", hidden=True)
def list_styles(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help="Words of the name, the field or the kind of style; all styles unless given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List citation styles."""
    from presswork import styles  # noqa: PLC0415 - not needed for help

    words = " ".join(query or ())
    found = styles.search(words)
    if not found:
        raise Problems(
            [
                Problem(
                    f"no citation style has '{words}' in its name",
                    hint=f"try fewer words, or a journal's full name: {program()} styles medicine",
                    kind=ProblemKind.STYLE,
                )
            ]
        )
    width = min(max(len(style.short_name) for style in found), 50)
    for style in found:
        typer.echo(f"{style.short_name:<{width}}  {style.title}")


@styles_application.command("show")
def show_style(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="An id, a short name, a title or a .csl file.",
            show_default=False,
            autocompletion=_complete_style,
        ),
    ],
) -> None:
    """Describe a citation style."""
    from presswork import styles  # noqa: PLC0415 - not needed for help

    typer.echo(styles.describe(styles.find(name)))


@application.command("new")
def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="The folder of the document to begin.", show_default=False
        ),
    ],
) -> None:
    """Begin a document: an article, its references and a figure, which build as they stand."""
    from presswork.cli.starter_document import begin  # noqa: PLC0415 - not needed for help

    folder = Path(name)
    if folder == Path(folder.name) and CONTENT.is_dir():
        folder = CONTENT / folder
    begin(folder)
    screen.line(f"{folder}/article.md is yours to change; build it with:")
    screen.line(f"  {program()} {folder} --format pdf")


@application.command("doctor")
def doctor() -> None:
    """Tell what this machine has, what it lacks, and the exact fix."""
    from presswork.doctor import State, examine  # noqa: PLC0415 - not needed for help

    marks = {
        State.GOOD: ("ok", "green"),
        State.POOR: ("warning", "yellow"),
        State.BAD: ("error", "bold red"),
    }
    findings = examine()
    for finding in findings:
        word, colour = marks[finding.state]
        screen.line(f"{finding.name:<18} ", (f"{word:<8} ", colour), finding.fact)
        if finding.fix:
            screen.line(("  hint: ", "cyan"), finding.fix)
    if any(finding.state is State.BAD for finding in findings):
        raise typer.Exit(ProblemKind.SYSTEM.value)


@application.command(
    "test",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)
def test(context: typer.Context) -> None:
    """Run the tests of Presswork; arguments are those of pytest."""
    from presswork import bootstrap, system  # noqa: PLC0415 - not needed for help

    root = system.checkout()
    if root is None:
        raise Problems(
            [
                Problem(
                    "an installed Presswork has no tests",
                    hint="clone its repository, and run there: python3 build.py test",
                    kind=ProblemKind.SYSTEM,
                )
            ]
        )
    python = bootstrap.suitable_python(root, bootstrap.Lock.TEST)
    os.chdir(root)
    bootstrap.restart(python or Path(sys.executable), ["-m", "pytest", *context.args])


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _separated(values: list[str] | None) -> tuple[str, ...]:
    """Return the words of a repeatable option, each of which may hold several with commas."""
    words = (word.strip() for value in values or () for word in value.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _chosen_formats(values: list[str] | None) -> tuple[Format, ...]:
    from exporters import formats  # noqa: PLC0415 - not needed for help

    known = formats()
    chosen: dict[str, Format] = {}
    for name in _separated(values) or DEFAULT_FORMATS:
        if name == ALL:
            chosen.update(known)
        elif name in known:
            chosen[name] = known[name]
        else:
            hint = did_you_mean(name, [*known, ALL]) or f"known are {', '.join(known)} and {ALL}"
            raise typer.BadParameter(f"unknown format '{name}'; {hint}", param_hint="--format")
    return tuple(chosen.values())


def _existing(paths: list[Path] | None) -> tuple[Path, ...]:
    """Return the paths to look for documents in, which are all there."""
    if not paths:
        if CONTENT.is_dir():
            return (CONTENT,)
        raise typer.BadParameter(
            f"there is no folder {CONTENT}/ here: name a document, or begin one with: "
            f"{program()} new my-article",
            param_hint="PATHS",
        )
    for path in paths:
        if not path.exists():
            near = did_you_mean(str(path), COMMANDS)
            hint = f"; {near}" if near else ""
            raise typer.BadParameter(f"there is no '{path}' here{hint}", param_hint="PATHS")
    return tuple(paths)


def _documents(sources: tuple[Path, ...]) -> tuple[Path, ...]:
    from presswork.readers import find_documents  # noqa: PLC0415 - not needed for help

    found = tuple(dict.fromkeys(path for source in sources for path in find_documents(source)))
    if not found:
        names = ", ".join(str(source) for source in sources)
        raise Problems(
            [Problem(f"no document in {names}", hint=f"begin one with: {program()} new my-article")]
        )
    return found


def _provide_libraries(formats: tuple[Format, ...], *, strict: bool) -> tuple[Problem, ...]:
    """See to the libraries of the system, before anything that needs them is imported."""
    if not any(form.needs_pango for form in formats):
        return ()
    from presswork import system  # noqa: PLC0415 - not needed for help

    warnings = system.provide_pdf_libraries(screen.say)
    if warnings and strict:
        raise Problems(replace(warning, severity=Severity.ERROR) for warning in warnings)
    return warnings


def _carry_out(order: Order, *, quiet: bool, verbose: bool) -> Outcome:
    from presswork.pipeline import carry_out  # noqa: PLC0415 - not needed for help

    if verbose:
        begun: set[str] = set()

        def tell_begun(_done: int, _total: int, doing: tuple[str, ...]) -> None:
            for step in doing:
                if step not in begun:
                    begun.add(step)
                    screen.say(step)

        return carry_out(order, tell_begun)
    with screen.Progress(shown=not quiet) as watch:
        return carry_out(order, watch)


def _tell_outcome(
    outcome: Outcome, warnings: tuple[Problem, ...], *, quiet: bool, verbose: bool
) -> None:
    problems = outcome.problems + warnings
    screen.tell(outcome.errors if quiet else problems)
    screen.tell_crashes(outcome.crashes, verbose=verbose)
    if problems and not quiet:
        screen.errors().print(screen.count_problems(problems), style="dim")
