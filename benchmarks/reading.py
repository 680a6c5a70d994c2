"""How long reading takes, and how much memory: each input format in several sizes.

    python benchmarks/reading.py
    python benchmarks/reading.py HTML BibTeX --sizes 1 10

in an environment with the dependencies of pyproject.toml. The inputs are made by
`reading_inputs`, each is read in a process of its own, and a table in Markdown is printed. Seconds
are those of the processor, start included, and belong to the machine; the last column is what to
compare: how many times as long ten times the input takes.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reading_inputs import DOCUMENTS, LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).parent.parent
MEGABYTE: Final = 1_000_000
MIB: Final = 1024
"""Kibibytes, the unit of `ru_maxrss` on Linux, in a mebibyte."""

SIZES: Final = (1, 2, 4, 10)
FORMATS: Final = {**DOCUMENTS, **LISTS}
SECONDS: Final = 30
MEMORY: Final = 1000
"""What the largest may take, in MiB."""

READ: Final = """\
import sys
from pathlib import Path
path = Path(sys.argv[1])
if sys.argv[2] == "document":
    from presswork.readers import read
    from presswork.resources import Resources
    read(path, Resources((path.parent,)))
else:
    from presswork.readers.references import read_references
    read_references(path)
"""
"""What each process does."""


@dataclass(frozen=True, slots=True)
class Run:
    """What reading took: seconds of the processor, and the peak of memory in MiB."""

    seconds: float
    memory: float


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", help=f"of {', '.join(FORMATS)}; all by default")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="in megabytes")
    parser.add_argument("--make", type=Path, help="only make the inputs, in this folder")
    options = parser.parse_args()
    formats = tuple(options.formats) or tuple(FORMATS)
    if unknown := set(formats) - set(FORMATS):
        parser.error(f"unknown: {', '.join(unknown)}; known are {', '.join(FORMATS)}")
    if options.make:
        for form in formats:
            for size in options.sizes:
                make(form, size, options.make)
        return
    with tempfile.TemporaryDirectory(prefix="presswork-benchmark-") as folder:
        runs = {
            form: {size: measure(form, size, Path(folder)) for size in options.sizes}
            for form in formats
        }
    print(report(runs, tuple(options.sizes)))


def make(form: str, megabytes: int, folder: Path) -> Path:
    """Write an input, and return its path."""
    file, write = FORMATS[form]
    path = folder / f"{form}-{megabytes}" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, megabytes * MEGABYTE)
    return path


def measure(form: str, megabytes: int, folder: Path) -> Run:
    """Make an input and read it, each in a process of its own.

    The peak of a process counts from its parent's size, so this one makes nothing large itself.

    Raises:
        SystemExit: it cannot be read.
    """
    ours = (sys.executable, str(Path(__file__)), form, "--sizes", str(megabytes))
    subprocess.run((*ours, "--make", str(folder)), check=True)  # noqa: S603 - ours
    path = folder / f"{form}-{megabytes}" / FORMATS[form][0]
    kind = "document" if form in DOCUMENTS else "list"
    process = subprocess.Popen(  # noqa: S603 - the command is ours
        (sys.executable, "-c", READ, str(path), kind),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{form} of {megabytes} MB cannot be read")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)


def report(runs: Mapping[str, Mapping[int, Run]], sizes: Sequence[int]) -> str:
    """Return the table, and which formats are slower or larger than they may be."""
    heads = [f"{size} MB: s | MiB" for size in sizes]
    lines = [
        f"Each in a process of its own; Python {platform.python_version()}.",
        "",
        f"| | {' | '.join(heads)} | {max(sizes)} MB ÷ {min(sizes)} MB |",
        f"|---|{'--:|--:|' * len(sizes)}--:|",
    ]
    for form, of_sizes in runs.items():
        cells = [f"{run.seconds:.1f} | {run.memory:.0f}" for run in of_sizes.values()]
        ratio = of_sizes[max(sizes)].seconds / of_sizes[min(sizes)].seconds
        lines.append(f"| {form} | {' | '.join(cells)} | {ratio:.1f} |")
    failed = [
        form
        for form, of_sizes in runs.items()
        if any(run.seconds > SECONDS or run.memory > MEMORY for run in of_sizes.values())
    ]
    said = ", ".join(failed) or "none"
    return "\n".join((*lines, "", f"Longer than {SECONDS} s or larger than {MEMORY} MiB: {said}."))


if __name__ == "__main__":
    main()
