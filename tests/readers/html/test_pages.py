"""Pages in the manner of those that publishers make, and the outlines that are read from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presswork.inlines import plain_text
from presswork.numbering import number
from presswork.readers import read
from presswork.resources import Resources
from tests.outline import outline, outline_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Document, Metadata
    from presswork.references import Name, Reference

FOLDER = Path(__file__).parent
PAGES = sorted(FOLDER.glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path, tmp_path: Path) -> None:
    document = read(page, Resources((FOLDER,), downloads=tmp_path))
    assert told(document) == page.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_is_numbered_without_a_problem(page: Path, tmp_path: Path) -> None:
    document = read(page, Resources((FOLDER,), downloads=tmp_path))
    assert number(document).warnings == document.warnings


def test_blocks_in_another_language_say_so(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    blocks = '<p lang="en-GB">One</p><section lang="es"><p>Uno</p><p lang="es">Dos</p></section>'
    page.write_text(
        f'<html lang="en"><title>T</title><article><h1>T</h1>{blocks}</article></html>',
        encoding="utf-8",
    )
    assert outline(read(page, Resources((tmp_path,))).blocks).splitlines() == [
        'Paragraph "One"',
        "Paragraph",
        '  InLanguage es "Uno"',
        "Paragraph",
        '  InLanguage es "Dos"',
    ]


def told(document: Document) -> str:
    lines = [
        *_metadata(document.metadata),
        outline_document(document),
        *map(_reference, document.references),
        *(f"uncited {one.key}" for one in document.uncited),
        *(str(problem).replace(f"{FOLDER}/", "") for problem in document.warnings),
    ]
    return "\n".join(lines) + "\n"


def _metadata(metadata: Metadata) -> Iterator[str]:
    yield f"title: {plain_text(metadata.title)}"
    for author in metadata.authors:
        yield f"author: {author.name} {' '.join(author.affiliations)} {author.orcid or ''}".rstrip()
    for place in metadata.affiliations:
        yield f"affiliation {place.id}: {place.name}"
    yield f"date: {metadata.date}, language: {metadata.language}, license: {metadata.license}"
    yield f"doi: {metadata.doi}, origin: {plain_text(metadata.origin)}"
    yield f"keywords: {', '.join(metadata.keywords)}"
    if metadata.abstract:
        yield "abstract:"
        yield outline(metadata.abstract)
    yield f"text{', numbered' if metadata.number_sections else ''}:"


def _reference(reference: Reference) -> str:
    people = "; ".join(map(_name, reference.names.get("author", ())))
    date = reference.dates.get("issued")
    year = date.start.year if date and date.start else ""
    texts = ", ".join(f"{name} “{plain_text(text)}”" for name, text in reference.texts.items())
    return f"@{reference.key} {reference.type} ({people}, {year}) {texts}"


def _name(name: Name) -> str:
    return name.literal or f"{name.non_dropping_particle} {name.family}, {name.given}".strip()
