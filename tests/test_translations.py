from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from presswork import translations
from presswork.document import Contact
from presswork.inlines import plain_text
from presswork.readers import find_documents, name_of, read
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

ORIGINAL = """\
---
title: Bees
subtitle: How they fly
authors:
  - name: Ada Bee
    affiliations: [hive]
affiliations: [{id: hive, name: The Hive}]
date: June 29, 2022
abstract: They fly.
keywords: [bees]
style: apa
doi: 10.1000/182
license: CC-BY-4.0
references:
  - {id: bee, title: On bees, type: book}
handout:
  key-points: [They fly.]
  call-to-action: Fly!
  contact: {name: The Hive, email: hive@example.org}
  address: https://example.org/bees
---

Bees fly [@bee].
"""

GERMAN = """\
---
title: Bienen
handout:
  key-points: [Sie fliegen.]
  contact: {email: stock@example.org}
---

Bienen fliegen [@bee].
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bees" / "article.md"
    path.parent.mkdir()
    path.write_text(ORIGINAL, encoding="utf-8")
    path.with_name("article.de.md").write_text(GERMAN, encoding="utf-8")
    return path


def german(article: Path) -> Document:
    path = article.with_name("article.de.md")
    return read(path, Resources((path.parent,)))


@pytest.mark.parametrize(
    ("wanted", "there", "found"),
    [
        ("de-AT", ["de", "de-AT", "de-CH"], "de-AT"),
        ("de-AT", ["de-CH", "de"], "de"),
        ("de-AT", ["de-DE", "de-CH"], "de-CH"),
        ("de", ["de-DE", "de"], "de"),
        ("de_at", ["de_AT"], "de_AT"),
        ("zh-TW", ["zh", "zh-Hans"], None),
        ("zh-TW", ["zh-Hant", "zh-HK"], "zh-Hant"),
        ("zh-Hant", ["zh-TW"], "zh-TW"),
        ("nb-NO", ["no"], "no"),
        ("nb-NO", ["nn"], None),
        ("id-ID", ["ms", "v2", "old", "draft"], None),
        ("es-419", ["es-MX"], "es-MX"),
        ("no language", ["de"], None),
    ],
)
def test_the_nearest_translation_is_found(
    tmp_path: Path, wanted: str, there: list[str], found: str | None
) -> None:
    for tag in there:
        (tmp_path / f"a[1].{tag}.md").touch()
    expected = found and tmp_path / f"a[1].{found}.md"
    assert translations.of(tmp_path / "a[1].md", wanted) == expected


def test_a_translation_is_one_only_beside_its_original(article: Path) -> None:
    alone = article.with_name("other.de.md")
    alone.touch()
    assert translations.original_of(article.with_name("article.de.md")) == article
    assert translations.original_of(alone) is None
    assert translations.original_of(article) is None
    assert translations.language_of(article) is None


def test_a_translation_is_no_document_of_its_own(article: Path) -> None:
    assert find_documents(article.parent.parent) == (article,)
    article.rename(article.with_name("cells.md"))
    article.with_name("article.de.md").rename(article.with_name("cells.de.md"))
    assert find_documents(article.parent) == (article.with_name("cells.md"),)


def test_a_translation_is_called_as_its_original_with_its_language(article: Path) -> None:
    assert name_of(article.with_name("article.de.md")) == "bees.de"


def test_a_translation_takes_from_its_original_what_is_no_text(article: Path) -> None:
    document = german(article)
    metadata = document.metadata
    assert [author.name for author in metadata.authors] == ["Ada Bee"]
    assert metadata.affiliations[0].name == "The Hive"
    assert metadata.date == date(2022, 6, 29)
    assert (metadata.style, metadata.doi, metadata.license) == ("apa", "10.1000/182", "CC-BY-4.0")
    assert [reference.key for reference in document.references] == ["bee"]
    assert document.handout is not None
    assert document.handout.address == "https://example.org/bees"
    assert document.handout.contact == Contact(email="stock@example.org")
    assert not document.warnings


def test_a_translation_takes_no_text_from_its_original(article: Path) -> None:
    document = german(article)
    metadata = document.metadata
    assert plain_text(metadata.title) == "Bienen"
    own = (metadata.subtitle, metadata.abstract, metadata.keywords)
    assert not any(own)
    assert document.handout is not None
    assert [plain_text(point) for point in document.handout.key_points] == ["Sie fliegen."]
    assert not document.handout.call_to_action


def test_a_translation_has_the_language_of_its_name_unless_it_says_another(article: Path) -> None:
    assert german(article).metadata.language == "de"
    path = article.with_name("article.de.md")
    path.write_text(GERMAN.replace("title:", "language: de-AT\ntitle:"), encoding="utf-8")
    assert german(article).metadata.language == "de-AT"


def test_a_translation_without_a_handout_takes_contact_and_address(article: Path) -> None:
    path = article.with_name("article.de.md")
    path.write_text("---\ntitle: Bienen\n---\nSie fliegen.\n", encoding="utf-8")
    handout = german(article).handout
    assert handout is not None
    assert handout.contact.email == "hive@example.org"
    assert not handout.key_points


def test_what_is_wrong_with_the_original_is_told_there(article: Path) -> None:
    article.write_text(ORIGINAL.replace("license:", "licens:"), encoding="utf-8")
    (warning,) = german(article).warnings
    assert warning.location is not None
    assert (warning.location.path, warning.location.line) == (article, 13)
