"""`check`: every problem of documents, and what a review finds; nothing is written.

With `--pdf` or `--docx` it looks at PDF or Word files instead, whoever made them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from presswork.cli import options, outcomes, pdf_files, screen, word_files
from presswork.forks import processors
from presswork.problems import known_are
from presswork.rules import RULES, hint_for
from presswork.rules import wanted as chosen

if TYPE_CHECKING:
    from presswork.pipeline.orders import Outcome

FORMATS: Final = ("text", "json", "sarif")


def _complete_rule(incomplete: str) -> list[str]:
    return [rule for rule in RULES if rule.startswith(incomplete)]


ReportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="[bold]text[/bold] for people, [bold]json[/bold] for programs, or "
        "[bold]sarif[/bold] (2.1.0) for editors and code scanning.",
        autocompletion=lambda: list(FORMATS),
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where a report as JSON or SARIF goes. \\[default: the standard output]",
        show_default=False,
    ),
]
Off = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE",
        help="Leave the warnings of a rule out; several with commas, or again.",
        autocompletion=_complete_rule,
        show_default=False,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE",
        help="Tell the warnings of this rule, and no others; several with commas, or again.",
        autocompletion=_complete_rule,
        show_default=False,
    ),
]
ListRules = Annotated[
    bool, typer.Option("--rules", metavar=options.FLAG, help="List all rules, and do nothing else.")
]


def check(  # noqa: PLR0913 - the options of the command
    *,
    paths: options.Paths = None,
    pdf: pdf_files.Pdfs = None,
    standard: pdf_files.Standards = None,
    engine: pdf_files.EngineName = "auto",
    docx: word_files.Docxs = None,
    report: ReportFormat = "text",
    output: ReportFile = None,
    off: Off = None,
    only: Only = None,
    list_rules: ListRules = False,
    style: options.Styles = None,
    language: options.Language = None,
    jobs: options.Jobs = None,
    draft: options.Draft = False,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    allow_network: options.AllowNetwork = False,
    root: options.Roots = None,
) -> None:
    """Read, number, cite and review everything; write nothing; tell every problem."""
    if list_rules:
        _show_rules()
        return
    if report not in FORMATS:
        hint = known_are(report, FORMATS)
        raise typer.BadParameter(f"unknown format '{report}'; {hint}", param_hint="--format")
    unwanted, wanted = _known(off, "--off"), _known(only, "--only")
    if pdf and docx:
        what = "PDF and Word files are checked one kind after the other"
        raise typer.BadParameter(what, param_hint="--docx")
    if pdf or docx:
        if docx:
            kind = "Word file"
            files = word_files.files([*docx, *(paths or ())])
            found = word_files.look_at(files, strict=strict, quiet=quiet, verbose=verbose)
        else:
            kind = "PDF file"
            files = pdf_files.files([*(pdf or ()), *(paths or ())])
            how = (pdf_files.standards(standard), pdf_files.engine(engine))
            found = pdf_files.look_at(files, *how, strict=strict, quiet=quiet, verbose=verbose)
        outcome = replace(found, problems=chosen(found.problems, unwanted, wanted))
        _end(outcome, files, kind, report, output, quiet=quiet, verbose=verbose)
    sources = options.existing(paths)
    pdf_files.refuse(sources)

    from presswork.pipeline.orders import Order  # noqa: PLC0415 - not needed for help

    order = Order(
        documents=options.with_translations(options.documents(sources)),
        formats=(),
        output=Path(),
        styles=options.separated(style),
        language=language,
        draft=draft,
        strict=strict,
        allow_network=allow_network,
        roots=options.roots(root, paths),
        workers=jobs or processors(),
        reviewed=True,
        off=unwanted,
        only=wanted,
    )
    outcome = outcomes.carry_out(order, quiet=quiet, verbose=verbose)
    _end(outcome, order.documents, "document", report, output, quiet=quiet, verbose=verbose)


def _end(  # noqa: PLR0913 - the options of the command
    outcome: Outcome,
    files: tuple[Path, ...],
    kind: str,
    report: str,
    output: Path | None,
    *,
    quiet: bool,
    verbose: bool,
) -> NoReturn:
    """Tell what was found, and exit."""
    if report == "text":
        _tell(outcome, len(files), kind, quiet=quiet, verbose=verbose)
    else:
        _report(outcome, files, report, output, quiet=quiet)
        screen.tell_crashes(outcome.crashes, verbose=verbose)
    raise typer.Exit(outcomes.exit_code_of(outcome))


def _known(values: list[str] | None, option: str) -> frozenset[str]:
    """Return the rules that an option names."""
    names = options.separated(values)
    for name in names:
        if name not in RULES:
            raise typer.BadParameter(f"unknown rule '{name}'; {hint_for(name)}", param_hint=option)
    return frozenset(names)


def _show_rules() -> None:
    width = max(map(len, RULES)) + 2
    topic = None
    for rule in RULES.values():
        if rule.topic is not topic:
            screen.line(*([] if topic is None else ["\n"]), (rule.topic.value, "bold"))
            topic = rule.topic
        screen.line("  ", (f"{rule.id:<{width}}", "cyan"), rule.says)


def _tell(outcome: Outcome, count: int, kind: str, *, quiet: bool, verbose: bool) -> None:
    screen.tell_outcome(outcome, quiet=quiet, verbose=verbose, rules=True)
    if not quiet and not outcome.problems and not outcome.crashes:
        screen.line(f"{count} {kind}{'s' if count != 1 else ''}: no problems")


def _report(
    outcome: Outcome, documents: tuple[Path, ...], form: str, output: Path | None, *, quiet: bool
) -> None:
    from presswork.cli import reports  # noqa: PLC0415 - not needed for help
    from presswork.cli.writing import write  # noqa: PLC0415 - not needed for help

    problems = outcome.errors if quiet else outcome.problems
    code = outcomes.exit_code_of(outcome)
    if form == "sarif":
        text = reports.sarif(problems, outcome.crashes, code)
    else:
        text = reports.as_json(problems, outcome.crashes, documents)
    write(text, output)
