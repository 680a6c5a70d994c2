"""Files that are no Word files, or are made to do harm."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING, Final

import pytest

from presswork.word_checks import check, package
from tests.timing import growth
from tests.word_checks.made import PARTS, TEXT, field, replaced, write

if TYPE_CHECKING:
    from pathlib import Path


def said(path: Path) -> str:
    return "\n".join(map(str, check([path])))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"bees", "the file is no Word file, or is cut off"),
        (b"PK\x03\x04", "the file is no Word file, or is cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .doc, or opens with a password only"),
    ],
)
def test_what_is_no_word_file(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "odd.docx"
    path.write_bytes(content)
    assert message in said(path)


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "the file cannot be read: No such file" in said(tmp_path / "no.docx")


def test_a_package_without_a_document(tmp_path: Path) -> None:
    path = write(tmp_path / "odd.docx", {"a.xml": "<a/>"})
    assert "no part of it is a document" in said(path)


def test_a_file_that_is_cut_off(tmp_path: Path) -> None:
    path = write(tmp_path / "bees.docx")
    path.write_bytes(path.read_bytes()[:-300])
    assert "the file is no Word file, or is cut off" in said(path)


BILLION: Final = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "bees" * 1000,
    "".join(f'<!ENTITY {b} "{f"&{a};" * 100}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)),
)


def test_entities_are_not_replaced(tmp_path: Path) -> None:
    text = PARTS[TEXT].replace("<w:t>One</w:t>", "<w:t>&h;</w:t>")
    path = write(tmp_path / "bees.docx", {**PARTS, TEXT: BILLION + text})
    assert "the part word/document.xml cannot be read" in said(path)


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("honey", encoding="utf-8")
    declared = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    text = PARTS[TEXT].replace("<w:t>31</w:t>", "<w:t>&a;</w:t>").replace("<w:tblHeader/>", "")
    path = write(tmp_path / "bees.docx", {**PARTS, TEXT: declared + text})
    assert "honey" not in said(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TOTAL_LIMIT", 2**20)
    path = write(tmp_path / "bomb.docx", {**PARTS, "word/bomb.xml": b" " * 2**21})
    assert "unpacks to more than 1 MiB" in said(path)


def test_a_large_part_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PART_LIMIT", 2**12)
    large = f"{PARTS[TEXT]}<!--{'b' * 2**13}-->"
    assert "unpacks to more than 0 MiB" in said(write(tmp_path / "b.docx", {**PARTS, TEXT: large}))


def test_a_package_of_very_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 5)
    assert "or 5 parts" in said(write(tmp_path / "many.docx"))


def test_relationships_in_a_circle(tmp_path: Path) -> None:
    leads = PARTS["word/_rels/document.xml.rels"]
    circle = {**PARTS, "word/_rels/header1.xml.rels": leads.replace("header1.xml", "document.xml")}
    assert "nothing shows what a relationship" in said(write(tmp_path / "b.docx", circle))


def test_styles_based_on_each_other_in_a_long_chain(tmp_path: Path) -> None:
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(5000)
    )
    path = write(
        tmp_path / "b.docx", replaced("word/styles.xml", "</w:styles>", f"{chain}</w:styles>")
    )
    assert "the style s4999 names the style s5000" in said(path)


@pytest.mark.parametrize("seed", range(40))
def test_files_with_broken_bytes_are_told_of_and_never_a_crash(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same faults each time
    path = write(tmp_path / "bees.docx")
    data = bytearray(path.read_bytes())
    for _ in range(dice.choice((1, 5, 50))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(data)
    check([path])


@pytest.mark.parametrize("seed", range(40))
def test_files_with_broken_markup_are_told_of_and_never_a_crash(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same faults each time
    parts: dict[str, str | bytes] = dict(PARTS)
    for _ in range(3):
        part = dice.choice(sorted(PARTS))
        pieces = str(parts[part]).split("><")
        del pieces[dice.randrange(len(pieces))]
        words = "><".join(pieces).split('"')
        words[dice.randrange(len(words))] = dice.choice(("", "x", "-1", "9" * 400, "é", "1.5"))
        parts[part] = '"'.join(words)
    check([write(tmp_path / "bees.docx", parts)])


def test_an_encrypted_part(tmp_path: Path) -> None:
    path = write(tmp_path / "bees.docx")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        headers = archive.start_dir
    at = data.index(b"word/styles.xml", headers) - 46
    data[at + 8] |= 1
    path.write_bytes(data)
    assert "the part word/styles.xml cannot be read as it should be" in said(path)


def test_time_grows_with_size(tmp_path: Path) -> None:
    paragraph = (
        '<w:p><w:bookmarkStart w:id="9{0}" w:name="n{0}"/><w:bookmarkEnd w:id="9{0}"/>{1}</w:p>'
    )

    def work(size: int) -> None:
        more = "".join(paragraph.format(n, field(f"REF n{n} \\h", "Bees")) for n in range(size))
        parts = replaced(TEXT, "<w:tbl>", f"{more}<w:tbl>")
        assert check([write(tmp_path / "bees.docx", parts)]) == ()

    assert growth(work, 1000) < 8
