"""Counts the papers in folders: `python -m tests.validation.audit FOLDER...`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.validation.audit.counting import Kind
from tests.validation.audit.making import OUTPUTS, build, count, papers, shown_in_table

HEAD = f"{'kind':<18}{'source':>8}" + "".join(f"{output:>9}" for output in OUTPUTS)


def main() -> int:
    """Print a table of every paper, and what is missing; return 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--style", default="ama", help="a citation style")
    parser.add_argument("--keep", type=Path, help="a folder for the files that are made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        output = asked.keep or Path(folder)
        found = [
            audit(paper, output / f"{number}", asked.style)
            for number, paper in enumerate(p for folder in asked.folders for p in papers(folder))
        ]
    return int(not all(found))


def audit(paper: Path, output: Path, style: str) -> bool:
    """Print what became of a paper; return whether nothing is missing."""
    built = build(paper, output, "--style", style)
    print(f"\n{paper}: {built.seconds:.1f} s")
    if built.code:
        print(f"it was not built (exit code {built.code}):\n{built.printed}")
        return False
    results = {output: count(built, output) for output in OUTPUTS}
    counts = {output: found for output, (found, _) in results.items()}
    print(HEAD)
    for kind in Kind:
        source, *shown = shown_in_table(counts, kind)
        print(f"{kind.value:<18}{source:>8}" + "".join(f"{number:>9}" for number in shown))
    good = True
    for name, (found, left) in results.items():
        for one in found:
            if not one.good:
                good = False
                print(f"  {name}: {one.kind.value}: {one.shown} of {one.source}")
                for thing in one.missing[:20]:
                    print(f"    missing: {thing[:300]}")
        if left:
            good = False
            print(f"  {name}: left of the markup: {' '.join(left[:20])}")
    return good


if __name__ == "__main__":
    sys.exit(main())
