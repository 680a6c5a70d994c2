"""Counts the papers in folders: `python -m tests.validation.audit FOLDER...`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from presswork import styles
from tests.validation.audit.counting import Kind
from tests.validation.audit.making import (
    OUTPUTS,
    build,
    complaints,
    count,
    papers,
    show,
    shown_in_table,
    tell,
    tell_in_notes,
)

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
            audit(paper, output / str(number), asked.style, folder)
            for number, (folder, paper) in enumerate(
                (folder, paper) for folder in asked.folders for paper in papers(folder)
            )
        ]
    return int(not all(found))


def audit(paper: Path, output: Path, style: str, folder: Path) -> bool:
    """Print what became of a paper in a folder; return whether nothing is missing."""
    root = folder if folder.is_dir() else folder.parent
    built = build(paper, output, "--style", style, "--root", str(root))
    print(f"\n{paper}: {built.seconds:.1f} s")
    if built.code:
        print(f"it was not built (exit code {built.code}):\n{built.printed}")
        return False
    told = tell_in_notes(paper) if styles.find(style).format == "note" else tell(paper)
    outputs = {output: show(built.files[output], output) for output in OUTPUTS}
    counts = {output: count(told, outputs[output])[0] for output in OUTPUTS}
    print(HEAD)
    for kind in Kind:
        source, *shown = shown_in_table(counts, kind)
        print(f"{kind.value:<18}{source:>8}" + "".join(f"{number:>9}" for number in shown))
    found = [
        f"  {output}: {line}" for output in OUTPUTS for line in complaints(told, outputs[output])
    ]
    print("\n".join(line[:300] for line in found))
    return not found


if __name__ == "__main__":
    sys.exit(main())
