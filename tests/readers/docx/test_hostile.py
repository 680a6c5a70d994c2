"""Word files that Word would not write are read or refused with a problem, never a traceback."""

from __future__ import annotations

import time
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presswork.numbering import number
from presswork.problems import Problems
from presswork.readers import read
from presswork.readers.docx import package
from presswork.resources import Resources
from tests.readers.docx.word import NAMESPACES, PART, field, p, r, read_word, write

if TYPE_CHECKING:
    from pathlib import Path

MANY = 10_000
PATIENCE_SECONDS = 30

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BODIES = {
    "nothing": "",
    "open fields": p(BEGIN * MANY) + p("words"),
    "closed fields": p(END * MANY + r("words")),
    "fields that cross links": p(f'<w:hyperlink w:anchor="a">{BEGIN}</w:hyperlink>{END}' + r("w")),
    "deep tables": "<w:tbl><w:tr><w:tc>" * 60 + p("words") + "</w:tc></w:tr></w:tbl>" * 60,
    "huge spans": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    + p("a")
    + "</w:tc></w:tr></w:tbl>",
    "a table without cells": "<w:tbl><w:tr/></w:tbl>" + p("words"),
    "cells that go on from nowhere": "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    "</w:tr></w:tbl>" + p("w"),
    "deep lists": "".join(
        p("x", properties=f'<w:numPr><w:ilvl w:val="{at % 9}"/><w:numId w:val="1"/></w:numPr>')
        for at in range(500)
    ),
    "notes of nothing": p(r("w") + '<w:r><w:footnoteReference w:id="77"/></w:r>'),
    "a picture of nothing": p(
        '<w:r><w:drawing><a:blip r:embed="rId99"/></w:drawing></w:r>' + r("words")
    ),
    "broken json": p(field("ADDIN CSL_CITATION {" + '"a":[' * 3000, r("1"))),
    "json of another shape": p(field('ADDIN CSL_CITATION {"citationItems": [1, {}]}', r("1"))),
    "broken endnote": p(field("ADDIN EN.CITE <EndNote><Cite><record></EndNote>", r("1"))),
    "signs": p('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:char="zz"/></w:r>' + r("w")),
    "captions alone": p("Figure 1. Cells", "Beschriftung") * 3,
}
PARTS: dict[str, dict[str, str | bytes]] = {
    "a broken document": {"word/document.xml": "<w:document"},
    "no document": {"word/document.xml": "<a/>"},
    "another document": {"word/document.xml": b"\x00\xff"},
    "broken styles": {"word/styles.xml": "<"},
    "styles of each other": {
        "word/styles.xml": f"<w:styles {NAMESPACES}>"
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b" w:default="1"><w:basedOn w:val="a"/></w:style></w:styles>'
    },
    "entities": {
        "word/document.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<w:document {NAMESPACES}><w:body>{p('&x;')}</w:body></w:document>"
    },
    "targets outside": {
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships"><Relationship Id="rId99" Type="{PART}/image" '
        'Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="x" '
        f'Type="{PART}/styles" Target="../../../etc/passwd"/></Relationships>'
    },
}


def attempt(path: Path, folder: Path) -> None:
    with suppress(Problems):
        number(read(path, Resources((folder,), downloads=folder / "kept")))


@pytest.mark.parametrize("name", BODIES)
def test_hostile_body(name: str, tmp_path: Path) -> None:
    begun = time.process_time()
    attempt(write(tmp_path / "a.docx", BODIES[name]), tmp_path)
    assert time.process_time() - begun < PATIENCE_SECONDS


@pytest.mark.parametrize("name", PARTS)
def test_hostile_parts(name: str, tmp_path: Path) -> None:
    attempt(write(tmp_path / "a.docx", p("words"), PARTS[name]), tmp_path)


def test_what_is_outside_is_never_read(tmp_path: Path) -> None:
    body = p('<w:r><w:drawing><a:blip r:link="rId99"/></w:drawing></w:r>' + r("words"))
    document = read_word(tmp_path, body, PARTS["targets outside"])
    assert "is not in the file" in str(document.warnings)


def test_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an old one")
    with pytest.raises(Problems, match=r"no Word file \(\.docx\)"):
        read(path, Resources((tmp_path,)))


def test_zip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TOTAL_LIMIT", 10 * 2**20)
    path = write(tmp_path / "a.docx", p("words"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for count in range(6):
            archive.writestr(f"word/media/{count}.png", bytes(2 * 2**20))
    with pytest.raises(Problems, match="unpacks to more than"):
        read(path, Resources((tmp_path,)))


def test_file_without_text(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="holds no text"):
        read_word(tmp_path, "<w:p/>")


PIECES = st.sampled_from(
    [
        p("words"),
        p("One", "berschrift1"),
        p("Figure 1. Cells", "Beschriftung"),
        p("x", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        p("code", "Code"),
        "<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc></w:tr></w:tbl>",
        "<w:p>" + BEGIN + "</w:p>",
        "<w:p>" + END + r("after") + "</w:p>",
        p(field("REF x", r("Figure 1"))),
        p(field("SEQ Figure", r("1"))),
        p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
        "<m:oMathPara/>",
        p("References", "berschrift1") + p("[1] Doe J. Waiting. Cell Ex. 2001;2:1."),
        p('<w:bookmarkStart w:name="x"/>' + r("[1]")),
        "<w:sdt/>",
    ]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, max_size=14))
def test_any_body(pieces: list[str], tmp_path: Path) -> None:
    attempt(write(tmp_path / "a.docx", "".join(pieces)), tmp_path)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 2000), content=st.binary(max_size=20))
def test_damaged_file(place: int, content: bytes, tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", p("words") * 20)
    data = bytearray(path.read_bytes())
    at = place % len(data)
    data[at : at + len(content)] = content
    path.write_bytes(data)
    attempt(path, tmp_path)


@pytest.mark.slow
def test_huge_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", p("Cells wait [1] and divide. " + "x " * 100) * 40_000)
    begun = time.process_time()
    attempt(path, tmp_path)
    assert time.process_time() - begun < PATIENCE_SECONDS
