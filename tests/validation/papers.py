"""Papers that nobody here wrote, and the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.tools import ROOT, shared

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE: Final = ROOT / "content" / "stem-cell-immunotherapy" / "article.md"

PAPERS: Final = (
    "papers/inara/paper.md",
    "papers/dtw-cpp/joss/paper.md",
    "papers/basix/paper.md",
    "papers/spiralmap/paper.md",
    "papers/gwpopulation/paper.md",
    "papers/cfdm/paper.md",
    "papers/matchcake/paper.md",
    "papers/verde/paper.md",
    "jats/journal.pone.0097541.xml",
    "jats/journal.pone.0108198.xml",
    "jats/journal.ppat.1005207.xml",
)
"""Files of the shared test data."""


def papers_in(look: str) -> tuple[str, ...]:
    """Return the papers that are set in a look, and the sample, which has the empty name.

    `report` and `plain` set text alike, in one column, and share the papers between them; a
    summary shows little of each.
    """
    match look:
        case "report" | "handout":
            return ("", *PAPERS[::2])
        case "plain":
            return ("", *PAPERS[1::2])
        case _:
            return ("", *PAPERS)


def paper_of(name: str) -> Path:
    """Return the file of a paper, or that of the sample for the empty name."""
    return shared(*name.split("/")) if name else SAMPLE
