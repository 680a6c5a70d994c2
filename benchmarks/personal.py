"""How fast personal copies are made, and how much memory that takes.

    python -m benchmarks.personal [DOCUMENT]

Copies of the sample's handout are made for 1,000 and for 10,000 people, as files and as a print
run, without and with the sheets of a booklet; beside it, 20 people's are laid out one by one. Each
is a process of its own, measured by the processor time and the memory that it took.
"""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exporters import HANDOUTS, Exported
from exporters.imposition import Booklet, Marks
from exporters.personal.copies import Copies
from exporters.personal.mailing import Edition, send_files, send_run
from exporters.personal.on_sheets import Sheets
from presswork import looks, numbering, readers, styles, typesetting
from presswork.citations import citing
from presswork.recipients import Group, Recipients, survey
from presswork.resources import Resources

if TYPE_CHECKING:
    from exporters.personal.fields import Fields

SAMPLE: Final = Path("content/stem-cell-immunotherapy/article.md")
FIRST: Final = ("Jane", "María", "Łukasz", "Søren", "Zoë", "François", "Çelik", "Ayşe", "Jürgen")
LAST: Final = ("Doe", "García", "Kowalski", "Kierkegaard", "Müller", "d'Alembert", "Yılmaz")
HOUSES: Final = ("University of Oxford", "", "ETH Zürich", "Karolinska Institutet", "Charité")
ALONE: Final = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: processor time in seconds, memory in MiB."""

    seconds: float
    memory: float


def write_list(path: Path, count: int) -> None:
    """Write a list of people, the same every time."""
    chance = random.Random(1)  # noqa: S311 - no secrets
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "institution"))
        for number in range(count):
            name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
            rows.writerow((name, chance.choice(HOUSES)))


def edition(source: Path) -> Edition:
    """Return the handout of a document, ready to be laid out."""
    form = HANDOUTS["summary"]
    resources = Resources((source.parent.resolve(),))
    document = numbering.number(readers.read(source, resources))
    document = typesetting.settled(citing.cite(document, styles.find("ama").path, None))
    look = looks.load(form.look)
    resources = replace(resources, roots=resources.roots + look.folders)
    return Edition(form.load(), document, look, resources, "sample")


def lay_out_each(recipients: Recipients, made: Edition, folder: Path) -> None:
    """Lay every copy out by itself."""

    def export(_group: Group, fields: Fields, path: Path) -> Exported:
        look = replace(made.look, recipient=fields)
        return made.export(made.document, look, path, made.resources)

    with closing(Copies(recipients, export, folder)) as copies:
        copies.lay_out_each()


def make(way: str, count: int, source: Path) -> None:
    """Make copies in a way, and print what this process took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "people.csv", count)
        recipients, made = survey(folder / "people.csv"), edition(source)
        if "booklet" in way:
            made = replace(made, sheets=Sheets(Booklet(), Marks(), None, source))
        match way:
            case "alone":
                lay_out_each(recipients, made, folder)
            case "files" | "booklets":
                send_files(recipients, {Group(): made}, folder / "copies", folder)
            case _:
                send_run(recipients, {Group(): made}, folder / "copies.pdf", folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def cost(way: str, count: int, source: Path) -> Cost:
    """Return what another process took to make copies."""
    command = [sys.executable, "-m", "benchmarks.personal", way, str(count), str(source)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file
    seconds, memory = told.stdout.split()
    return Cost(float(seconds), float(memory))


def row(label: str, found: Cost, each: float, times: float) -> str:
    """Return a line of the table."""
    parts = (f"{found.seconds:12.1f}", f"{each * 1000:12.2f}", f"{found.memory:8.0f}")
    return f"{label:24}{''.join(parts)}{times:9.0f}×"


def main(source: Path) -> None:
    """Print the table."""
    alone = cost("alone", ALONE, source)
    layout = (alone.seconds - cost("alone", 1, source).seconds) / (ALONE - 1)
    print(f"{'':24}{'processor s':>12}{'ms a copy':>12}{'MiB':>8}{'as fast':>10}")
    print(row(f"each by itself, {ALONE}", alone, layout, 1))
    for way in ("files", "booklets", "run", "run of booklets"):
        few, many = cost(way, 1_000, source), cost(way, 10_000, source)
        each = (many.seconds - few.seconds) / 9_000
        for count, found in ((1_000, few), (10_000, many)):
            print(row(f"{way}, {count:,}", found, each, count * layout / found.seconds))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [way, count, source]:
            make(way, int(count), Path(source))
        case [source]:
            main(Path(source))
        case _:
            main(SAMPLE)
