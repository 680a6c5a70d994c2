"""Pages that nobody makes by hand are read or refused with a problem, never a traceback."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presswork.document import walk
from presswork.inlines import Text
from presswork.numbering import number
from presswork.problems import Problems
from presswork.readers import read
from presswork.resources import Resources
from tests.timing import growth

if TYPE_CHECKING:
    from pathlib import Path

MANY = 10_000
PATIENCE_SECONDS = 30

HOSTILE = {
    "deep boxes": "<div>" * MANY + "words",
    "deep lists": "<ul><li>" * MANY + "words",
    "deep tables": "<table><tr><td>" * MANY + "words",
    "deep quotations": "<blockquote>" * MANY + "<p>words",
    "deep emphasis": "<i>" * MANY + "words",
    "deep figures": "<figure><img src=x>" * (MANY // 5),
    "deep formulas": "<math>" + "<mrow>" * MANY + "<mi>x</mi></math>",
    "huge spans": "<table><tr><td colspan=999999999 rowspan=999999999>a</table>",
    "spans of nothing": "<table><tr><td rowspan=0 colspan=0>a<td colspan=-1>b<tr><td>c</table>",
    "notes of themselves": '<p><a href="#fn1">1</a><section class=footnotes><ol><li id=fn1>'
    '<a href="#fn1">1</a> words <a href="#fn2">2</a><li id=fn2>x <a href="#fn1">1</a></ol>',
    "one id many times": "<h2 id=a>words</h2>" * 500,
    "a name with marks": "<AÀ<p>words</p><B\"&'>words<C/D>",
    "no body": "<frameset><frame src=x></frameset>",
    "broken addresses": '<p>words <a href="http://[">x</a><img src="http://["><img src="data:,">',
    "paths out": '<p>words</p><img src="../../../etc/passwd"><img src="file:///etc/passwd">',
    "broken pictures": '<p>words <img src="data:image/png;base64,!!"><img src="data:image/svg+xml,'
    + "x" * 300
    + '">',
    "json": '<script type="application/ld+json">{"@type": ["Article"], "author": [[[]]]}</script>w',
    "deep json": '<script type="application/ld+json">' + "[" * MANY + "</script>words",
    "characters": "w\0o\x01r\x1fd\ufffe\uffffs &#0; &#xD800; &#x110000; &bogus;",
    "definitions": "<dl><dd>a<dt>b<dt>c<dl><dd></dl>",
    "list items alone": "<li>words<dd>words<td>words<tr><caption>words",
    "entries": "<ol class=references><li id=a>2001<ol class=references><li id=a>2002</ol></ol>",
    "an entry of entries": "<h2>References</h2><p>" + "Smith A, " * 2000 + "2001",
    "brackets": "<p>" + "[" * MANY + "1" + "]" * MANY,
    "delimiters": "<p>" + "\\(" * MANY + "$$" * 99 + "\\[",
    "srcset": '<p>words<img srcset="' + "a, " * MANY + '">',
}


def attempt(content: bytes, folder: Path, name: str = "page.html") -> None:
    path = folder / name
    path.write_bytes(content)
    with suppress(Problems):
        number(read(path, Resources((folder,), downloads=folder / "kept")))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page(name: str, tmp_path: Path) -> None:
    begun = time.process_time()
    attempt(HOSTILE[name].encode("utf-8", "surrogatepass"), tmp_path)
    assert time.process_time() - begun < PATIENCE_SECONDS


TAGS = (
    "p div span h1 h2 ol ul li dl dt dd table tr td th thead tbody caption figure figcaption img a "
    "sup sub em code pre blockquote math mi mrow section aside script br hr svg cite"
)
PARTS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS.split()] + [f"</{tag}>" for tag in TAGS.split()]),
    st.sampled_from(
        [
            '<a href="#b1">1</a>',
            '<li id="b1">',
            '<ol class="references">',
            '<section class="footnotes">',
            '<figure id="f">',
            '<a href="#f">Fig. 1</a>',
            "<h2>References</h2>",
            "[1]",
            "(2001)",
            "Figure 1. ",
            "\\(x\\)",
            '<td rowspan="3" colspan="2">',
            '<img src="x.png" alt="y">',
            '<div style="display:none">',
        ]
    ),
    st.text(max_size=12),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(PARTS, max_size=40))
def test_any_page(parts: list[str], tmp_path: Path) -> None:
    attempt("".join(parts).encode("utf-8", "replace"), tmp_path)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400), name=st.sampled_from(["page.html", "page.mhtml"]))
def test_any_bytes(content: bytes, name: str, tmp_path: Path) -> None:
    attempt(content, tmp_path, name)


GROWING = {
    "notes": (
        '<p>Words <a href="#f{n}">{n}</a> go on.</p>',
        '<section role="doc-endnotes"><ol>{}</ol></section>',
        '<li id="f{n}">Note {n}.</li>',
    ),
    "references": (
        '<p>Words [<a href="#r{n}">{n}</a>] go on.</p>',
        "<h2>References</h2><ol class=references>{}</ol>",
        '<li id="r{n}">Doe J. Title {n}. Cell. 2001;1:{n}.</li>',
    ),
    "headings of the same words": ("<h2>Results</h2><p>Words.</p>", "", ""),
    "headings of one id": ("<h2 id=a>Results</h2><p>Words.</p>", "", ""),
    "dead links": ('<h2 id="s{n}">W</h2><p>Words <a href="#x{n}">there</a>.</p>', "", ""),
    "formulas that never end": (r"words \( and \[ ", "", ""),
    "cells": ("<table><tr><td>a<td>{n}<td>c<tr><td>1<td>2</table>", "", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_size_alone(name: str, tmp_path: Path) -> None:
    body, around, item = GROWING[name]

    def read_many(count: int) -> None:
        numbers = [str(number) for number in range(count)]
        listed = "".join(item.replace("{n}", number) for number in numbers)
        text = "".join(body.replace("{n}", number) for number in numbers)
        attempt(f"<h1>T</h1>{text}{around.format(listed)}".encode(), tmp_path)

    assert growth(read_many, 500) < 10


@pytest.mark.slow
def test_huge_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    words = "<p>Cells wait <sup><a href='#r1'>1</a></sup> and <i>divide</i> at times. " + "x " * 60
    rows = "<table>" + "<tr><td>1<td>2<td>3</tr>" * 40 + "</table>"
    body = (words * 40 + rows) * 400
    path.write_text(
        f"<h1>T</h1>{body}<ol class=references><li id=r1>Doe J. 2001.</ol>", encoding="utf-8"
    )
    assert path.stat().st_size > 3_300_000
    begun = time.process_time()
    document = number(read(path, Resources((tmp_path,))))
    assert time.process_time() - begun < PATIENCE_SECONDS / 2
    assert sum(1 for _ in walk(document.blocks)) > 10_600


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"\xef\xbb\xbf<title>\xc3\xa4</title><p>w", "ä"),
        ("<title>ä</title><p>w".encode("utf-16"), "ä"),
        (b"<meta charset=iso-8859-1><title>\xe4\x80</title><p>w", "ä€"),
        (b"<title>\xe4</title><p>w", "ä"),
        (b"<title>\xc3\xa4</title><p>w", "ä"),
        (b'<?xml version="1.0" encoding="windows-1251"?><title>\xe4</title><p>w', "д"),
    ],
)
def test_encoding(content: bytes, title: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    document = read(path, Resources((tmp_path,)))
    assert document.metadata.title == (Text(title),)


def test_page_without_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<nav>Menu</nav>", encoding="utf-8")
    with pytest.raises(Problems, match="holds no text"):
        read(path, Resources((tmp_path,)))
