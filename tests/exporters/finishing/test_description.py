from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exporters.finishing.description import described
from presswork.problems import ProblemKind, Problems
from tests.exporters.documents import article, paragraph, text

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document, Metadata


def with_metadata(document: Document, metadata: Metadata) -> Document:
    return replace(document, metadata=metadata)


def undated(folder: Path) -> Document:
    document = article(folder)
    return with_metadata(document, replace(document.metadata, date=None))


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_a_documents_own_date_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert described(article(tmp_path)).made == datetime.date(2026, 3, 1)


def test_without_a_date_that_of_the_environment_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    made = described(undated(tmp_path)).made
    assert made == datetime.datetime(1970, 1, 2, tzinfo=datetime.UTC)


def test_without_any_date_there_is_none(tmp_path: Path) -> None:
    assert described(undated(tmp_path)).made is None


def test_a_date_of_the_environment_that_is_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(Problems) as raised:
        described(undated(tmp_path))
    (problem,) = raised.value.problems
    assert problem.kind is ProblemKind.SYSTEM
    assert str(problem) == (
        "error: the environment variable SOURCE_DATE_EPOCH is 'yesterday', which is no date\n"
        "  hint: give the seconds since 1970, as `date +%s` prints them, or unset it"
    )


def test_a_document_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    assert described(article(tmp_path, title="")).title == "on-paper"


def test_rights_are_the_copyright_and_the_licence(tmp_path: Path) -> None:
    document = article(tmp_path)
    notices = (text("Deceased"), text("© 2026 Ada  Author"))
    metadata = replace(document.metadata, notices=notices, license="CC BY 4.0")
    description = described(with_metadata(document, metadata))
    assert description.rights == "© 2026 Ada Author; CC BY 4.0"
    assert description.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_the_summary_is_the_abstract_in_one_line(tmp_path: Path) -> None:
    document = article(tmp_path)
    abstract = (paragraph("What it\nsays."), paragraph("And more."))
    metadata = replace(document.metadata, abstract=abstract)
    assert described(with_metadata(document, metadata)).summary == "What it says. And more."
