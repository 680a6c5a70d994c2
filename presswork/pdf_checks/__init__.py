"""PDF files, ours or any other, held against PDF/UA and PDF/A, and looked at as a reader would.

The standards are checked by veraPDF where there is one, by our own rules where there is none, and
both say the same things in the same words: those of `presswork.rules`. What no standard asks is
always our own to find.

- `vera` (with `VeraRunner.java`): finds and runs veraPDF; `clauses`, `telling`: its words in ours.
- `reading`: a file read once; `tree`: its tags; `painting`, `contents`: what its pages hold;
  `faces` (with `font_programs`, `cmaps`): its fonts; `xmp`: its metadata; `objects`, `colours`.
- `document`, `tags`, `tables`, `marks`, `fonts`, `appearance`, `interaction`: the standards' rules.
- `readability`, `greys`: what readers ask, and those who print without colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

import pikepdf

from presswork.findings import problems
from presswork.pdf_checks import objects, telling, vera, xmp
from presswork.pdf_checks.own import findings as own_findings
from presswork.pdf_checks.reading import read
from presswork.pdf_checks.standards import OURS, Standard, archive_standard
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from presswork.findings import Finding

__all__ = ["Checked", "Engine", "Standard", "check", "vera"]

_PARTIAL: Final = "its standards were checked by our own rules, which know less than veraPDF"


class Engine(Enum):
    """Who checks the standards; the value is its name on the command line."""

    AUTO = "auto"
    """veraPDF where there is one, else our own rules."""
    VERA = "verapdf"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check.

    Args:
        problems: in the order of the files.
        notes: who checked, and what could not be checked; each a line.
    """

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that can be read, and what it is held against."""

    path: Path
    standards: tuple[Standard, ...]


def check(
    paths: Sequence[Path],
    standards: tuple[Standard, ...],
    engine: Engine,
    watch: Callable[[int, int, tuple[str, ...]], None] = lambda *_: None,
) -> Checked:
    """Check PDF files.

    Args:
        paths: of the files, each once.
        standards: what they are held against; none for PDF/UA-1 and the PDF/A that each claims.
        engine: who checks.
        watch: is told how many files are done, how many there are, and what is being done.

    Raises:
        Problems: veraPDF is asked for, and is not there or does not run.
    """
    found: dict[Path, tuple[Problem, ...]] = {}
    opened: list[_Opened] = []
    for path in paths:
        match _open(path):
            case Problem() as problem:
                found[path] = (problem,)
            case pikepdf.Pdf() as pdf:
                with pdf:
                    opened.append(_Opened(path, standards or _claimed(pdf)))
    watch(0, len(paths), ("veraPDF",) if engine is not Engine.OWN else ())
    reports, notes = _asked(opened, engine)
    for at, file in enumerate(opened):
        watch(len(found), len(paths), (str(file.path),))
        found[file.path] = _examine(file, reports[at] if reports else None)
    ordered = tuple(problem for path in paths for problem in found[path])
    return Checked(ordered, notes)


def _open(path: Path) -> pikepdf.Pdf | Problem:
    """Return an open file, or why it cannot be read."""
    place = Location(path)
    try:
        if path.stat().st_size == 0:
            return Problem(
                "the file is empty", place, "make or download it again", kind=ProblemKind.OUTPUT
            )
        pdf = pikepdf.open(path)
        len(pdf.pages)
    except pikepdf.PasswordError:
        hint = "save it without a password; nothing can be checked behind one"
        return Problem("the file opens with a password only", place, hint, kind=ProblemKind.OUTPUT)
    except pikepdf.PdfError as error:
        why = str(error).removeprefix(f"{path}: ")
        what = f"the file is no PDF, or is broken: {why}"
        return Problem(what, place, "make or download it again", kind=ProblemKind.OUTPUT)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror or error}"
        return Problem(what, place, "see that it may be read", kind=ProblemKind.OUTPUT)
    if len(pdf.pages) == 0:
        pdf.close()
        return Problem(
            "the file has no pages", place, "make or download it again", kind=ProblemKind.OUTPUT
        )
    return pdf


def _claimed(pdf: pikepdf.Pdf) -> tuple[Standard, ...]:
    """Return what a file is held against where nothing else is asked."""
    metadata = xmp.read_metadata(objects.entry(pdf.Root, "/Metadata"))
    part = metadata.get(xmp.PDFA_ID, "part") or ""
    level = metadata.get(xmp.PDFA_ID, "conformance") or ""
    everyone = Standard.UA_2 if metadata.get(xmp.PDFUA_ID, "part") == "2" else Standard.UA_1
    return (everyone, archive_standard(part, level) or Standard.A_3A)


def _asked(
    opened: list[_Opened], engine: Engine
) -> tuple[tuple[vera.Report, ...], tuple[str, ...]]:
    """Return what veraPDF says, or nothing where it is not asked or not there; and notes."""
    if engine is Engine.OWN or not opened:
        return (), ()
    found = vera.find()
    if not isinstance(found, vera.Absent):
        jobs = [(file.path, file.standards) for file in opened]
        reports = vera.run(found, jobs)
        if not isinstance(reports, vera.Absent):
            return reports, tuple(_unread(opened, reports))
        found = reports
    if engine is Engine.VERA:
        raise Problems([Problem(found.why, hint=found.hint, kind=ProblemKind.SYSTEM)])
    return (), (f"{found.why}: {_PARTIAL} ({found.hint})",)


def _unread(opened: list[_Opened], reports: tuple[vera.Report, ...]) -> Iterator[str]:
    """Say which files veraPDF could not look at, so that our own rules did."""
    for file, report in zip(opened, reports, strict=True):
        for reason in report.impossible:
            yield f"veraPDF could not look at {file.path} ({reason}): {_PARTIAL}"


def _examine(file: _Opened, report: vera.Report | None) -> tuple[Problem, ...]:
    pdf = _open(file.path)
    if isinstance(pdf, Problem):
        return (pdf,)
    with pdf:
        archive = next((each for each in file.standards if not each.is_for_everyone), None)
        reading = read(file.path, pdf, archive)
        looked = report.looked if report is not None else set()
        ours = tuple(each for each in file.standards if each not in looked)
        found: list[Finding] = []
        if report is not None:
            found += telling.findings(report, reading)
        found += own_findings(reading, ours)
        told = problems(found, file.path)
    beyond = [each.title for each in ours if each not in OURS]
    if not beyond:
        return told
    what = f"{' and '.join(beyond)} can be checked by veraPDF alone, and was not"
    hint = f"for example {vera.GET_ENGINE}; or name another standard with --standard"
    warning = Problem(what, Location(file.path), hint, Severity.WARNING, ProblemKind.SYSTEM)
    return (*told, warning)
