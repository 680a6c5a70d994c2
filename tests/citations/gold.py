"""What the reference implementation made of items and clusters, and what we make of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from presswork.citations.compiling import compile_style
from presswork.citations.positions import Mention
from presswork.citations.session import Session
from presswork.inlines import CitationItem, Inlines, Locator, Text, plain_text
from presswork.readers.reference_files import read_references
from presswork.styles import find
from tests.tools import shared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from presswork.references import Reference


@dataclass(frozen=True, slots=True)
class Gold:
    """The text of all citations and entries, by their ids.

    Args:
        citations: in the order of the document.
        entries: in the order of the bibliography, the label before the entry.
    """

    citations: Mapping[str, str]
    entries: Mapping[str, str]


class _TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.parts.append(" ")


def text_of_html(html: str) -> str:
    parser = _TextOnly()
    parser.feed(html)
    parser.close()
    return folded("".join(parser.parts))


def folded(text: str) -> str:
    """Return the text with white space folded, as ../shared/csl-gold/README.md says."""
    return " ".join(text.split())


def expected(style: str) -> Gold:
    data = json.loads(shared("csl-gold", f"{style}.json").read_text(encoding="utf-8"))
    return Gold(
        {one["id"]: text_of_html(one["html"]) for one in data["citations"]},
        {one["id"]: text_of_html(one["html"]) for one in data["bibliography"]},
    )


def references() -> tuple[Reference, ...]:
    return read_references(shared("csl-gold", "items.json")).references


def rendered(style: Path) -> Gold:
    """Return what we make of the clusters and items, each cluster a note of its own."""
    clusters = json.loads(shared("csl-gold", "clusters.json").read_text(encoding="utf-8"))
    compiled = compile_style(style, None, "en-US")
    mentions = [
        Mention(tuple(map(_item, cluster["items"])), number if compiled.note else 0)
        for number, cluster in enumerate(clusters, 1)
    ]
    session = Session(compiled, references(), mentions)
    return Gold(
        {
            cluster["id"]: folded(plain_text(session.render(index).citation))
            for index, cluster in enumerate(clusters)
        },
        {
            entry.key: folded(f"{plain_text(entry.label)} {plain_text(entry.content)}")
            for entry in session.bibliography()
        },
    )


def rendered_in(style: str) -> Gold:
    return rendered(find(f"{style}.csl").path)


def _item(item: dict[str, str | bool]) -> CitationItem:
    locator = item.get("locator")
    return CitationItem(
        str(item["id"]),
        _words(item.get("prefix")),
        _words(item.get("suffix")),
        Locator(str(item.get("label", "page")), str(locator)) if locator else None,
        bool(item.get("suppress-author")),
    )


def _words(text: object) -> Inlines:
    return (Text(str(text)),) if text else ()
