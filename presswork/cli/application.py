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

from presswork import __version__, written_functions
from presswork.problems import Problem, ProblemKind, Problems, did_you_mean, known_are

if TYPE_CHECKING:
    from exporters import Format
    from presswork.regions import Region

from presswork.cli import mailing as mailing_options
from presswork.cli import options, outcomes, screen
from presswork.cli import press as press_options
from presswork.cli.bibliography import bibliography
from presswork.cli.check import check
from presswork.cli.cite import cite
from presswork.cli.default_command import DefaultCommandGroup
from presswork.cli.looks import looks_application
from presswork.cli.pack import pack
from presswork.cli.references import references_application
from presswork.cli.styles import styles_application
from presswork.companion import dismiss
from presswork.forks import processors

DEFAULT_FORMATS: Final = ("pdf",)


class _Press(DefaultCommandGroup):
    default = "build"


application = typer.Typer(
    cls=_Press,
    subcommand_metavar="[PATHS]... | COMMAND [ARGS]...",
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
application.add_typer(
    styles_application,
    name="styles",
    help="Search the citation styles, show one, or compare several.",
)
application.add_typer(
    references_application,
    name="references",
    help="Convert files of references: CSL-JSON, CSL-YAML, BibLaTeX, RIS and more.",
)
application.add_typer(
    looks_application,
    name="looks",
    help="List the looks, show the settings of one, or begin one of your own.",
)
application.command("bibliography")(bibliography)
application.command("cite")(cite)
application.command("pack")(pack)
application.command("check")(check)


def run() -> NoReturn:
    """Run the command and exit with its code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    atexit.register(gc.freeze)  # what is left then needs no search, which takes 0.07 s
    try:
        application()
    except Problems as problems:
        screen.tell(problems.problems)
        sys.exit(outcomes.exit_code(problems.problems))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001 - the last place where our own mistakes can be told
        from presswork.pipeline.orders import Crash  # noqa: PLC0415 - only now is it needed

        crash = Crash(" ".join([screen.program(), *sys.argv[1:]]), traceback.format_exc())
        screen.tell_crashes([crash], verbose="--verbose" in sys.argv)
        sys.exit(outcomes.BUG)
    finally:
        dismiss()
        written_functions.save()
    sys.exit(0)


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
    paths: options.Paths = None,
    formats: options.Formats = None,
    style: options.Styles = None,
    output: options.Output = Path("dist"),
    language: options.Language = None,
    paper: options.PaperSize = None,
    look: options.LookName = None,
    settings: options.Settings = None,
    print_ready: options.PrintReady = False,
    live: options.LiveCitations = None,
    house: options.HouseFile = None,
    preset: options.Presets = None,
    pages: options.Pages = None,
    region: options.RegionNames = None,
    n_up: options.PagesOnSheet = None,
    booklet: options.AsBooklet = False,
    cover: options.PlainCover = False,
    trifold: options.AsTrifold = False,
    sheet: options.SheetPaper = None,
    recipients: options.RecipientList = None,
    recipients_as: options.RecipientsAs = None,
    jobs: options.Jobs = None,
    draft: options.Draft = False,
    strict: options.Strict = False,
    open_files: options.OpenFiles = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    allow_network: options.AllowNetwork = False,
    root: options.Roots = None,
) -> None:
    """Build documents."""
    began = time.perf_counter()
    chosen = _chosen_formats(formats)
    paper = options.paper_named(paper)
    presets = options.separated(preset)
    _check_presets(presets, pages, chosen)
    _check_live(live, chosen)
    sheet = options.paper_named(sheet, "--sheet")
    asked = press_options.Asked(n_up, booklet, cover, trifold, sheet)
    imposition = press_options.imposition(asked, chosen)
    places, named = _regions(region), options.separated(style)
    mailed = mailing_options.Asked(recipients, recipients_as, named, places)
    mailing = mailing_options.mailing(mailed, chosen)
    sources = options.existing(paths)
    needs_pango = any(form.needs_pango for form in chosen)
    warnings = options.provide_pdf_libraries(strict=strict) if needs_pango else ()

    from presswork.house import read_house  # noqa: PLC0415 - not needed for help
    from presswork.pipeline.orders import Order  # noqa: PLC0415 - not needed for help

    order = Order(
        documents=options.documents(sources),
        formats=chosen,
        output=output,
        styles=named,
        language=language,
        paper=paper,
        look=look,
        presets=presets,
        draft=draft,
        strict=strict,
        allow_network=allow_network,
        workers=jobs or processors(),
        roots=options.roots(root, paths),
        house=read_house(house),
        regions=places,
        imposition=imposition,
        sheet=sheet,
        mailing=mailing,
        settings=options.assignments(settings, print_ready=print_ready, live=live, pages=pages),
    )
    outcome = outcomes.carry_out(order, quiet=quiet, verbose=verbose)
    outcome = replace(outcome, problems=outcome.problems + warnings)
    screen.tell_outcome(outcome, quiet=quiet, verbose=verbose)
    if outcome.made and not quiet:
        screen.show_made(outcome.made, time.perf_counter() - began)
    if open_files:
        for made in outcome.made:
            typer.launch(str(made.path))
    raise typer.Exit(outcomes.exit_code_of(outcome))


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
    if folder == Path(folder.name) and options.CONTENT.is_dir():
        folder = options.CONTENT / folder
    begin(folder)
    screen.line(f"{folder}/article.md is yours to change; build it with:")
    screen.line(f"  {screen.program()} {folder} --format pdf")


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
    """Run the tests of Presswork, one process a processor; arguments are those of pytest."""
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
    side_by_side = ["-n", str(processors())]  # what pytest is told later stands
    arguments = ["-m", "pytest", *side_by_side, *context.args]
    bootstrap.restart(python or Path(sys.executable), arguments)


def _chosen_formats(values: list[str] | None) -> tuple[Format, ...]:
    from exporters import formats  # noqa: PLC0415 - not needed for help

    known = formats()
    chosen: dict[str, Format] = {}
    for name in options.separated(values) or DEFAULT_FORMATS:
        if name == options.ALL:
            chosen.update(known)
        elif name in known:
            chosen[name] = known[name]
        else:
            hint = (
                did_you_mean(name, [*known, options.ALL])
                or f"known are {', '.join(known)} and {options.ALL}"
            )
            raise typer.BadParameter(f"unknown format '{name}'; {hint}", param_hint="--format")
    return tuple(chosen.values())


def _regions(named: list[str] | None) -> tuple[Region, ...]:
    if not named:
        return ()
    from presswork import regions  # noqa: PLC0415 - few orders ask for it

    return regions.find(named)


def _check_presets(presets: tuple[str, ...], pages: int | None, chosen: tuple[Format, ...]) -> None:
    from exporters import HANDOUTS  # noqa: PLC0415 - not needed for help

    for preset in presets:
        if preset not in HANDOUTS:
            hint = known_are(preset, HANDOUTS)
            raise typer.BadParameter(f"unknown preset '{preset}'; {hint}", param_hint="--preset")
    given = {"--preset": presets or None, "--pages": pages}
    option = next((option for option, value in given.items() if value is not None), None)
    if option and not any(form in HANDOUTS.values() for form in chosen):
        what = "it is how a handout is made; add --format handout"
        raise typer.BadParameter(what, param_hint=option)


def _check_live(live: str | None, chosen: tuple[Format, ...]) -> None:
    if live is None:
        return
    if live not in options.LIVE:
        hint = known_are(live, options.LIVE)
        raise typer.BadParameter(f"unknown program '{live}'; {hint}", param_hint="--live")
    if not any(form.name == "docx" for form in chosen):
        what = "it is how the citations of Word files are written; add --format docx"
        raise typer.BadParameter(what, param_hint="--live")
