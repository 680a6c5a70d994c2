"""What a web page shows, as lxml reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.validation.audit.counting import Kind, Shown
from tests.validation.texts import read_html

if TYPE_CHECKING:
    from pathlib import Path

    import lxml.html


def read(path: Path) -> Shown:
    """Tell what a page shows."""
    page: lxml.html.HtmlElement = read_html(path)
    for unread in page.xpath("//head | //nav | //annotation | //svg"):
        unread.drop_tree()
    text = _text(page)
    return Shown(
        text=text,
        counts={
            Kind.REFERENCES: _count(page, "//*[starts-with(@id, 'ref-')]"),
            Kind.FIGURES: _count(page, "//figure[figcaption]"),
            Kind.PICTURES: _count(page, "//img[not(ancestor::math)]"),
            Kind.TABLES: _count(page, "//table"),
            Kind.EQUATIONS: _count(page, "//math[@display='block']"),
            Kind.FORMULAS: _count(page, "//math[not(@display='block')]"),
            Kind.FOOTNOTES: _count(page, "//*[contains(@class, 'notes')]/li"),
            Kind.CROSS_REFERENCES: _cross_references(page),
        },
    )


def _text(page: lxml.html.HtmlElement) -> str:
    """Return the text, with the ends of blocks as the ends of lines."""
    for block in page.xpath("//p | //li | //td | //th | //figcaption | //h1 | //h2 | //h3 | //br"):
        block.tail = "\n" + (block.tail or "")
    return str(page.text_content())


def _cross_references(page: lxml.html.HtmlElement) -> int:
    """Count the links within the page that lead neither to a work nor to a note, nor back."""
    return _count(
        page,
        "//main//a[starts-with(@href, '#')][not(starts-with(@href, '#ref-'))]"
        "[not(starts-with(@href, '#note'))][not(@role='doc-backlink')]",
    )


def _count(page: lxml.html.HtmlElement, path: str) -> int:
    found = page.xpath(path)
    return len(found) if isinstance(found, list) else 0
