"""Citations and entries as the reference processor has them, in 12 styles and a sample of 278."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exporters import csl_html
from presswork.citations.csl import Citation, load_style, process
from presswork.problems import Ledger
from presswork.readers import csl_json
from presswork.styles import find
from tests.citations.csl.fixtures import SHARED, Row, citation_item

if TYPE_CHECKING:
    from presswork.citations.csl import Processed
    from presswork.references import Reference

GOLD = SHARED / "csl-gold"
DIFFERENCES = tomllib.loads((Path(__file__).parent / "differences.toml").read_text("utf-8"))
OTHERS = {"items", "clusters", "contested", "styles-sample-clusters", "styles-sample-items"}
TWELVE = sorted(path.stem for path in GOLD.glob("*.json") if path.stem not in OTHERS)

pytestmark = pytest.mark.skipif(not TWELVE, reason=f"there is no reference output at {GOLD}")


class _Folded(HTMLParser):
    """HTML without what is no matter of text: layout, and formats within themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        mark = f"{tag} {dict(attrs).get('style') or ''}".strip()
        shown = tag != "div" and not self._is_within(mark)
        self.open.append((mark, shown))
        self.parts.append(f"<{mark}>" if shown else " " if tag == "div" else "")

    def handle_endtag(self, tag: str) -> None:
        _, shown = self.open.pop()
        self.parts.append(f"</{tag}>" if shown else " " if tag == "div" else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _is_within(self, mark: str) -> bool:
        for outer, _ in reversed(self.open):
            if outer == mark:
                return True
            if ":" in mark and outer.partition(":")[0] == mark.partition(":")[0]:
                return False
        return False


def folded(html: str) -> str:
    parser = _Folded()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())


@cache
def references(name: str) -> dict[str, Reference]:
    path = GOLD / f"{name}.json"
    items = csl_json.parse(path.read_text(encoding="utf-8"), path, Ledger())
    return {item.key: item for item in items}


def processed(style_id: str, items: str, clusters: str, *, with_uncited: bool) -> Processed:
    style = load_style(find(f"{style_id}.csl").path)
    rows: list[Row] = json.loads((GOLD / f"{clusters}.json").read_text(encoding="utf-8"))
    citations = [
        Citation(tuple(citation_item(item) for item in row["items"]), number * style.is_note)
        for number, row in enumerate(rows, 1)
    ]
    known = references(items)
    return process(style, known, citations, known if with_uncited else ())


def entries(answer: Processed) -> dict[str, str]:
    return {
        entry.key: csl_html.within_entry(entry.label, entry.content)
        for entry in answer.bibliography
    }


@pytest.mark.parametrize("name", TWELVE)
def test_style(name: str) -> None:
    expected = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    answer = processed(name, "items", "clusters", with_uncited=True)
    shown = entries(answer)
    ours = {
        row["id"]: csl_html.inlines(text)
        for row, text in zip(expected["citations"], answer.citations, strict=True)
    }
    rows = [*expected["citations"], *expected["bibliography"]]
    differing = {
        f"{name} {row['id']}"
        for row in rows
        if folded({**ours, **shown}.get(row["id"], "")) != folded(row["html"])
    }
    explained = {key for key in DIFFERENCES["twelve"] if key.startswith(f"{name} ")}
    assert differing == explained
    assert list(shown) == [row["id"] for row in expected["bibliography"]]


def test_sample_of_styles() -> None:
    explained = set(DIFFERENCES["sample"])
    differing = set()
    for line in (GOLD / "styles-sample.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        if expected["style"] in explained:
            continue
        answer = processed(
            expected["style"], "styles-sample-items", "styles-sample-clusters", with_uncited=False
        )
        shown = entries(answer)
        pairs = [
            *zip(map(csl_html.inlines, answer.citations), expected["citations"], strict=True),
            *((shown.get(key, ""), html) for key, html in expected["bib"].items()),
        ]
        same = all(folded(ours) == folded(theirs) for ours, theirs in pairs)
        if not same or (expected["has_bib"] and list(shown) != expected["order"]):
            differing.add(expected["style"])
    assert differing == set()
