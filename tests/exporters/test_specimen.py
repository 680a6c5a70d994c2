"""One of everything in every look: what the PDF holds, kept as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from exporters import HANDOUTS, Format, formats
from presswork import looks, numbering, readers, styles
from presswork.citations.citing import cite
from presswork.resources import Resources
from tests import goldens, pdf_inks, pdf_text

if TYPE_CHECKING:
    from presswork.document import Document

SPECIMEN: Final = Path(__file__).parent / "specimen" / "article.md"
GOLDENS: Final = Path(__file__).parent / "goldens"


def form_of(look: str) -> Format:
    """Return what prints in a look."""
    return next((form for form in HANDOUTS.values() if form.look == look), formats()["pdf"])


@pytest.fixture(scope="module")
def specimen() -> Document:
    document = readers.read(SPECIMEN, Resources((SPECIMEN.parent,)))
    assert document.warnings == ()
    style = styles.find("american-medical-association")
    return cite(numbering.number(document), style.path, style.own_language)


SELDOM: Final = frozenset(
    {
        *("handout-cards", "handout-full", "handout-notes", "handout-poster", "handout-quiz"),
        "plain",
    }
)
"""Looks that are printed in the long tests: their style sheets have most in common with others'."""

LOOKS: Final = [
    pytest.param(name, marks=pytest.mark.slow) if name in SELDOM else name for name in looks.names()
]


@pytest.fixture(scope="module", params=LOOKS)
def printed(
    request: pytest.FixtureRequest, specimen: Document, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The specimen in one look after the other; the file is called like the look."""
    look = looks.load(request.param, language=specimen.metadata.language)
    path = tmp_path_factory.mktemp("specimen") / f"{look.name}.pdf"
    resources = Resources((SPECIMEN.parent, *look.folders))
    exported = form_of(look.name).load()(specimen, look, path, resources)
    assert exported.warnings == ()
    return path


def test_every_word_can_be_read_on_what_it_stands_on(printed: Path) -> None:
    assert pdf_inks.faint(printed) == []


def test_the_specimen_is_as_it_was(printed: Path) -> None:
    goldens.compare(pdf_text.whole(printed), GOLDENS / f"specimen.{printed.stem}.txt")
