"""What the reference processor made of items and clusters, and what we make of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from exporters import csl_html
from presswork.citations import csl
from presswork.inlines import Text
from presswork.problems import Ledger
from presswork.readers.references import csl_json
from presswork.styles import find
from tests.tools import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from presswork.inlines import Inlines
    from presswork.references import Reference


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation or an entry: what it says, and the same with its formatting."""

    text: str
    markup: str


@dataclass(frozen=True, slots=True)
class Gold:
    """All citations and entries, by their ids.

    Args:
        citations: in the order of the document.
        entries: in the order of the bibliography, the label before the entry.
    """

    citations: Mapping[str, Shown]
    entries: Mapping[str, Shown]


class _Folding(HTMLParser):
    """Takes from HTML what is no matter of text: layout, and a format within itself."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.markup: list[str] = []
        self.open: list[tuple[str, str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        property_, _, value = (dict(attrs).get("style") or tag).partition(":")
        is_format = tag != "div" and value != self._value_of(property_)
        self.open.append((property_, value, is_format))
        self._add_tag(f"<{property_}:{value}>" if value else f"<{tag}>", tag, is_format=is_format)

    def handle_endtag(self, tag: str) -> None:
        *_, is_format = self.open.pop()
        self._add_tag(f"</{tag}>", tag, is_format=is_format)

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        self.markup.append(data)

    def _add_tag(self, mark: str, tag: str, *, is_format: bool) -> None:
        if is_format:
            self.markup.append(mark)
        elif tag == "div":
            self.handle_data(" ")

    def _value_of(self, property_: str) -> str | None:
        """Return the value that a property has by now."""
        values = (value for name, value, _ in reversed(self.open) if name == property_)
        return next(values, None)


def folded(html: str) -> Shown:
    """Return what is compared, as ../shared/csl-gold/README.md says."""
    parser = _Folding()
    parser.feed(html)
    parser.close()
    return Shown(_one_spaced(parser.text), _one_spaced(parser.markup))


def _one_spaced(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def expected(style: str) -> Gold:
    """Return what the reference processor made of all items and clusters."""
    data = _read(f"{style}.json")
    return Gold(
        {one["id"]: folded(one["html"]) for one in data["citations"]},
        {one["id"]: folded(one["html"]) for one in data["bibliography"]},
    )


def sample() -> Iterator[tuple[str, Gold]]:
    """Yield a tenth of all styles with what the reference processor made of a few clusters."""
    ids = [cluster["id"] for cluster in _read("styles-sample-clusters.json")]
    lines = shared("csl-gold", "styles-sample.jsonl").read_text(encoding="utf-8").splitlines()
    for data in map(json.loads, lines):
        citations = dict(zip(ids, map(folded, data["citations"]), strict=True))
        order = data["order"] if data["has_bib"] else ()
        yield data["style"], Gold(citations, {key: folded(data["bib"][key]) for key in order})


def rendered(style: str) -> Gold:
    """Return what we make of all items and clusters."""
    return _gold(processed(find(f"{style}.csl").path), "clusters.json")


def rendered_few(style: str) -> Gold:
    """Return what we make of the few items and clusters that the sample has."""
    clusters = "styles-sample-clusters.json"
    references = _references("styles-sample-items.json")
    return _gold(_processed(find(f"{style}.csl").path, references, clusters, ()), clusters)


def processed(style: Path) -> csl.Processed:
    """Return all clusters and a bibliography of all items in a style."""
    references = _references("items.json")
    return _processed(style, references, "clusters.json", references)


def _processed(
    path: Path, references: Mapping[str, Reference], clusters: str, nocite: Iterable[str]
) -> csl.Processed:
    """Return clusters and a bibliography; in a note style, each cluster is a note of its own."""
    style = csl.load_style(path)
    citations = [
        csl.Citation(tuple(map(_item, cluster["items"])), number if style.is_note else 0)
        for number, cluster in enumerate(_read(clusters), 1)
    ]
    return csl.process(style, references, citations, nocite)


def _gold(answer: csl.Processed, clusters: str) -> Gold:
    ids = [cluster["id"] for cluster in _read(clusters)]
    citations = map(folded, map(csl_html.inlines, answer.citations))
    return Gold(
        dict(zip(ids, citations, strict=True)),
        {
            entry.key: folded(csl_html.entry(entry.label, entry.content))
            for entry in answer.bibliography
        },
    )


@cache
def _references(name: str) -> dict[str, Reference]:
    path = shared("csl-gold", name)
    read = csl_json.parse(path.read_text(encoding="utf-8"), path, Ledger())
    return {reference.key: reference for reference in read}


@cache
def _read(name: str) -> Any:  # noqa: ANN401 - it is JSON
    return json.loads(shared("csl-gold", name).read_text(encoding="utf-8"))


def _item(item: dict[str, str | bool]) -> csl.CitationItem:
    return csl.CitationItem(
        str(item["id"]),
        _words(item.get("prefix")),
        _words(item.get("suffix")),
        str(item.get("locator", "")),
        str(item.get("label", "page")),
        csl.Names.SUPPRESSED if item.get("suppress-author") else csl.Names.ALL,
    )


def _words(text: object) -> Inlines:
    return (Text(str(text)),) if text else ()
