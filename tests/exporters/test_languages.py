"""Pages in many languages, and pages whose fixed words are of another language than their text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest

from exporters import html
from exporters.handout import summary
from presswork import looks
from presswork.document import Contact, Handout
from presswork.inlines import Text
from presswork.pdf_checks import Engine, check
from presswork.regions import REGIONS, read_regions
from presswork.resources import Resources
from presswork.settings import Assignment
from tests import pdf_tree
from tests.exporters.documents import article, paragraph
from tests.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

JAPANESE: Final = (
    "幹細胞は、失われた組織を置き換えるだけではない。「免疫系」を鎮め、指示し、再構築する。"
    "本稿では、間葉系幹細胞と造血幹細胞が免疫にどう働くか、どこで用いられ、研究されているか、"
    "そして薬にはない利点を、専門家でない読者のために説明する。安全性、費用、用量、倫理、規制という"
    "未解決の問いと利点とを比べ、日常の医療となる前に研究が解くべき課題をまとめる。"
)
THAI: Final = (
    "เซลล์ต้นกำเนิดทำได้มากกว่าการทดแทนเนื้อเยื่อที่สูญเสียไป เพราะสามารถควบคุมและฟื้นฟูระบบภูมิคุ้มกันที่อยู่รอบตัว"
    "บทความนี้อธิบายแก่ผู้อ่านที่ไม่ใช่ผู้เชี่ยวชาญว่าเซลล์ต้นกำเนิดออกฤทธิ์ต่อภูมิคุ้มกันอย่างไรและใช้รักษาโรคใดได้บ้าง"
    "ตั้งแต่โรคภูมิต้านตนเองไปจนถึงมะเร็ง พร้อมทั้งชั่งน้ำหนักข้อดีกับคำถามที่ยังไม่มีคำตอบ"
)

NEVER_FIRST: Final = "、。，．」』）】！？ーっゃゅょッャュョ々："  # noqa: RUF001 - the signs are meant
"""What no Japanese line begins with (JIS X 4051)."""

THAI_MARKS: Final = frozenset(
    map(chr, (0x0E30, 0x0E31, *range(0x0E32, 0x0E3B), *range(0x0E45, 0x0E4F)))
)
"""What no Thai line begins with: vowels and marks that belong to the consonant before them."""


def handout(folder: Path, language: str, title: str, *sentences: str) -> Document:
    """Return a document in a language, whose key points are the sentences."""
    plain = article(folder, *map(paragraph, sentences), title=title)
    return replace(
        plain,
        metadata=replace(plain.metadata, language=language),
        handout=Handout(
            tuple((Text(sentence),) for sentence in sentences),
            contact=Contact(email="us@example.org"),
        ),
    )


def printed(document: Document, language: str, folder: Path) -> Path:
    """Print a handout whose fixed words are in a language; nothing is wrong with it."""
    look = looks.load(
        "handout",
        language=language,
        assignments=[Assignment("pages", "0")],
        within=document.metadata.language,
    )
    path = folder / f"{language}.pdf"
    exported = summary.export(document, look, path, Resources((folder,)))
    assert not exported.warnings, "\n".join(map(str, exported.warnings))
    found = check([path], (), Engine.OWN).problems
    assert not found, "\n".join(map(str, found))
    return path


def lines_of(path: Path) -> list[str]:
    """Return the lines of the first page."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [line.strip() for line in pdf[0].get_textpage().get_text_range().splitlines()]
    finally:
        pdf.close()


def languages_of(path: Path) -> set[str]:
    """Return the languages that elements of a PDF say they are in."""
    with pikepdf.open(path) as pdf:
        spans = list(pdf_tree.elements(pdf, "Span"))
        return {str(span.Lang) for span in spans if "/Lang" in span}


@pytest.mark.parametrize("language", ["el-GR", "ja-JP", "th-TH"])
def test_words_in_other_scripts_have_their_fonts_and_say_their_language(
    tmp_path: Path, language: str
) -> None:
    path = printed(handout(tmp_path, "en", "On bees", "They fly."), language, tmp_path)
    words = looks.load_words(language, "en")
    said = normalize("NFKC", pdf_tree.tree(path).text())
    assert words.only_in
    for word in (words["key-points"], words["contact"], words.only_in):
        assert normalize("NFKC", word) in said
    assert languages_of(path) == {language}


def test_japanese_lines_begin_with_no_closing_sign(tmp_path: Path) -> None:
    path = printed(handout(tmp_path, "ja", "幹細胞", JAPANESE, JAPANESE[5:]), "ja-JP", tmp_path)
    lines = lines_of(path)
    assert len([line for line in lines if len(line) > 20]) > 5
    assert not [line for line in lines if line.startswith(tuple(NEVER_FIRST))]


def test_thai_lines_end_between_words(tmp_path: Path) -> None:
    path = printed(handout(tmp_path, "th", "เซลล์ต้นกำเนิด", THAI), "th-TH", tmp_path)
    lines = [line for line in lines_of(path) if line]
    assert len([line for line in lines if len(line) > 20]) > 3
    assert not [line for line in lines if line[0] in THAI_MARKS]


@pytest.mark.slow
def test_every_language_of_the_38_countries_is_printed(tmp_path: Path) -> None:
    document = handout(tmp_path, "en", "On bees", "They fly.")
    for language in dict.fromkeys(region.language for region in read_regions(ROOT / REGIONS)):
        printed(document, language, tmp_path)


def test_no_attribute_holds_what_says_the_language_of_a_word(tmp_path: Path) -> None:
    document = article(tmp_path)
    path = tmp_path / "out.html"
    look = looks.load("article", language="hu", within=document.metadata.language)
    html.export(document, look, path, Resources((tmp_path,)))
    page = path.read_text(encoding="utf-8")
    assert '<span lang="hu">' in page
    assert not re.findall(r'="[^"<>]*<span[^>]*>', page)
    assert "&lt;span" not in page
