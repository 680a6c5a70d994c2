from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from exporters.download_page import WORDS, Bundle, DownloadPage, Offer, write_page
from presswork import looks
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = looks.read_yaml_words(looks.shared_folder() / WORDS)

ARTICLE = Offer(
    path="files/europe/de/bees & ants.ama.de.pdf",
    title="Bees & ants",
    form="pdf",
    sheets="booklet",
    style="ama",
    language="de-DE",
    text_language="en-US",
    country="de",
    country_name="Germany",
    area="europe",
    pages=1,
    bytes=1_234_567,
    thumbnail="",
)


def written(folder: Path, language: str) -> str:
    bundle = Bundle("archives/europe.zip", "europe", 1, 400)
    page = DownloadPage("Insects", "", (ARTICLE,), (bundle,), "manifest.json")
    look = looks.load("article", language=language)
    write_page(page, look, folder / "index.html", Resources(look.folders))
    return (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words(language: str) -> None:
    def places(words: dict[str, str]) -> dict[str, list[str]]:
        return {name: sorted(re.findall(r"\{\w+\}", word)) for name, word in words.items()}

    assert places(LANGUAGES[language]) == places(LANGUAGES["en"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-US", ["Article, booklet", "AMA", "Germany", "German", "text in English", "1 page"]),
        (
            "de-CH",
            ["Artikel, Heft", "AMA", "Deutschland", "Deutsch", "Text auf Englisch", "1 Seite"],
        ),
    ],
)
def test_a_file_is_described_in_the_language_of_the_page(
    tmp_path: Path, language: str, said: list[str]
) -> None:
    facts = re.findall(r'<span class="fact">(.*?)</span>', written(tmp_path, language))
    assert facts == [*said, "1.2\N{NO-BREAK SPACE}MB"]


def test_a_language_without_words_is_spoken_to_in_english(tmp_path: Path) -> None:
    assert '<html lang="en">' in written(tmp_path, "cy-GB")


def test_names_of_files_are_safe_in_addresses(tmp_path: Path) -> None:
    page = written(tmp_path, "en-US")
    assert 'href="files/europe/de/bees%20%26%20ants.ama.de.pdf"' in page
    assert "Bees &amp; ants" in page
