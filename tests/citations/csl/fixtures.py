"""The fixtures of the CSL test suite: what they ask for, and how the answer is written in HTML."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from exporters import csl_html
from presswork import csl_files, csl_text
from presswork.citations.csl import Citation, CitationItem, Names, process
from presswork.citations.csl.compiler import compiled
from presswork.citations.csl.context import Position
from presswork.inlines import plain_text
from presswork.problems import Ledger
from presswork.readers.references import csl_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presswork.citations.csl import Processed, Spacing, Style
    from presswork.document import BibliographyEntry
    from presswork.references import Reference

SHARED = Path(os.environ.get("PRESSWORK_SHARED", Path(__file__).parents[4] / "shared"))
SUITE = Path(os.environ.get("CSL_SUITE", SHARED / "csl-suite"))


Row: TypeAlias = dict[str, Any]
POSITIONS = {
    None: None,
    0: None,
    1: Position.SUBSEQUENT,
    2: Position.IBID,
    3: Position.IBID_WITH_LOCATOR,
}


@dataclass(frozen=True, slots=True)
class Fixture:
    name: str
    sections: dict[str, str]

    @property
    def expected(self) -> str:
        return self.sections["RESULT"]


def read(path: Path) -> Fixture:
    sections: dict[str, str] = {}
    name = ""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        mark = line.strip()
        if not name and mark.startswith(">>=") and mark.strip(">=< "):
            name, lines = mark.strip(">=< "), []
        elif name and mark.startswith("<<="):
            sections[name] = "\n".join(lines)
            name = ""
        elif name:
            lines.append(line)
    return Fixture(path.stem, sections)


def render(fixture: Fixture) -> str:
    sections = fixture.sections
    data = json.loads(sections["INPUT"])
    for number, item in enumerate(data, 1):
        item.setdefault("id", f"item-{number}")
    references = {
        reference.key: reference
        for reference in csl_json.parse(json.dumps(data), Path(fixture.name), Ledger())
    }
    root = csl_files.parse_text(sections["CSL"].strip().encode(), Path(fixture.name))
    style = compiled(root, Path(fixture.name), None)
    citations = _citations(sections, references, style)
    nocite: Iterable[str] = references if "CITATIONS" not in sections else ()
    if "BIBENTRIES" in sections:
        last = json.loads(sections["BIBENTRIES"])[-1]
        nocite = [str(key) for key in last]
    answer = process(style, references, citations, nocite)
    if sections["MODE"].strip().startswith("bibliography"):
        return _bibliography(answer, sections, references)
    if "CITATIONS" in sections:
        return _numbered(answer, sections)
    return "\n".join(csl_html.inlines(citation) for citation in answer.citations)


def _citations(
    sections: dict[str, str], references: dict[str, Reference], style: Style
) -> list[Citation]:
    if "CITATIONS" in sections:
        return [_citation(row) for row in _final(json.loads(sections["CITATIONS"]))]
    if "CITATION-ITEMS" in sections:
        return [
            Citation(tuple(citation_item(item) for item in cluster))
            for cluster in json.loads(sections["CITATION-ITEMS"])
        ]
    if sections["MODE"].strip().startswith("bibliography"):
        return []
    ordered = [entry.key for entry in process(style, references, [], references).bibliography]
    return [Citation(tuple(CitationItem(key) for key in ordered or references))]


def _final(rows: list[Any]) -> list[Any]:
    """Return the citations as the last step leaves them, in the order of the document."""
    by_id: dict[str, Any] = {}
    for row in rows:
        by_id[row[0]["citationID"]] = row[0]
    _, before, after = rows[-1]
    places = [
        *before,
        [rows[-1][0]["citationID"], rows[-1][0].get("properties", {}).get("noteIndex", 0)],
        *after,
    ]
    return [
        {**by_id[id_], "properties": {**by_id[id_].get("properties", {}), "noteIndex": note}}
        for id_, note in places
    ]


def _citation(row: Row) -> Citation:
    items = tuple(citation_item(item) for item in row["citationItems"])
    return Citation(items, row.get("properties", {}).get("noteIndex", 0))


def citation_item(item: Row) -> CitationItem:
    names = Names.ALL
    if item.get("suppress-author"):
        names = Names.SUPPRESSED
    elif item.get("author-only"):
        names = Names.ONLY
    return CitationItem(
        str(item["id"]),
        csl_text.parse(item.get("prefix", "")),
        csl_text.parse(item.get("suffix", "")),
        str(item.get("locator", "") or "").strip(),
        (item.get("label") or "page").replace("sub verbo", "sub-verbo"),
        names,
        POSITIONS[item.get("position")],
    )


def _numbered(answer: Processed, sections: dict[str, str]) -> str:
    """Return citations with their numbers, `>>` where the last step changed them."""
    changed = {
        line[3:].partition("]")[0]
        for line in sections["RESULT"].split("\n")
        if line.startswith(">>")
    }
    lines = []
    for number, citation in enumerate(answer.citations):
        mark = ">>" if str(number) in changed else ".."
        lines.append(f"{mark}[{number}] {csl_html.inlines(citation)}")
    return "\n".join(lines)


def _bibliography(
    answer: Processed, sections: dict[str, str], references: dict[str, Reference]
) -> str:
    entries = answer.bibliography
    if "BIBSECTION" in sections:
        wanted = json.loads(sections["BIBSECTION"])
        entries = tuple(e for e in entries if selected(references[e.key], wanted))
    if sections["MODE"].strip() == "bibliography-header":
        return _header(answer.spacing, entries)
    lines = [f"  {csl_html.entry(entry.label, entry.content)}" for entry in entries]
    return "\n".join(['<div class="csl-bib-body">', *lines, "</div>"])


def _header(spacing: Spacing, entries: Sequence[BibliographyEntry]) -> str:
    align = spacing.second_field_align
    values = {
        "bibend": "</div>",
        "bibstart": '<div class="csl-bib-body">',
        "entryspacing": str(spacing.entry_spacing),
        "hangingindent": "true" if spacing.hanging_indent else "false",
        "linespacing": str(spacing.line_spacing),
        "maxoffset": str(max((0 for _ in entries), default=0)),
        "second-field-align": align or "false",
    }
    return "\n".join(f"{key}: {value}" for key, value in values.items())


def selected(reference: Reference, wanted: Row) -> bool:
    def matches(rule: Row) -> bool:
        field, value = rule["field"], rule["value"]
        if field == "type":
            return bool(reference.type == value)
        text = plain_text(reference.texts.get(field, ()))
        return value in text.split() or text == value or (not value and not text)

    if "include" in wanted and not any(matches(rule) for rule in wanted["include"]):
        return False
    if "exclude" in wanted and any(matches(rule) for rule in wanted["exclude"]):
        return False
    if "select" in wanted and not all(matches(rule) for rule in wanted["select"]):
        return False
    return not ("quash" in wanted and all(matches(rule) for rule in wanted["quash"]))
