"""Papers that nobody in this project wrote are read, or end in problems that name what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from presswork.numbering import number
from presswork.readers import find_documents, read
from presswork.resources import Resources

PAPERS = Path(os.environ.get("PRESSWORK_SHARED", Path(__file__).parents[3] / "shared")) / "papers"
FOUND = find_documents(PAPERS)

SAID_OF_CONTENT = ("alternative text", "the date", "semicolon", "no ORCID", "several files")


@pytest.mark.skipif(not FOUND, reason=f"{PAPERS} is not there")
@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.relative_to(PAPERS).parts[0])
def test_paper(path: Path) -> None:
    document = number(read(path, Resources((path.parent, path.parent.parent))))
    assert document.metadata.title
    assert document.references
    told = [str(problem) for problem in document.warnings if problem.location]
    of_paper = [line for line in told if line.startswith(str(path))]
    assert [line for line in of_paper if not any(words in line for words in SAID_OF_CONTENT)] == []
