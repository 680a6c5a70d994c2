"""The JSON of live citations, by the schemas beside CSL 1.0.2."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest
from referencing import Registry, Resource

from presswork import inlines as inl
from tests.tools import shared

from .live import document, paragraph, write_live

if TYPE_CHECKING:
    from pathlib import Path

ITEMS: Final = "https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json"
"""The address by which the one schema names the other."""

OWN: Final = frozenset({"formattedCitation", "plainCitation"})
"""What Zotero adds to the properties of a citation, which the schema does not know."""


@cache
def schema() -> jsonschema.Draft7Validator:
    folder = shared("references", "csl-json-schema")
    data, citation = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("csl-data.json", "csl-citation.json")
    )
    items: Resource[Any] = Resource.from_contents(data)
    registry: Registry[Any] = Registry().with_resource(ITEMS, items)
    return jsonschema.Draft7Validator(citation, registry=registry)


def faults(cluster: dict[str, Any]) -> list[str]:
    """Return what the schema has against a citation but for what each program adds to it."""
    properties = {name: value for name, value in cluster["properties"].items() if name not in OWN}
    plain = {name: value for name, value in cluster.items() if name != "mendeley"}
    return [error.message for error in schema().iter_errors({**plain, "properties": properties})]


@pytest.mark.parametrize("program", ["zotero", "mendeley"])
@pytest.mark.parametrize("style", ["apa", "chicago-notes"])
def test_citations_are_valid(program: str, style: str, tmp_path: Path) -> None:
    item = inl.CitationItem(
        "lee2021",
        (inl.Text("see "),),
        (inl.Text(" etc."),),
        inl.Locator("sub-verbo", "tide"),
        suppress_author=True,
    )
    odd = inl.CitationItem("who2020", locator=inl.Locator("shelf", "3"))
    source = document(tmp_path, paragraph(inl.Cite((item, odd)), inl.Cite((odd,))))
    clusters = write_live(program, source, style).clusters
    assert [fault for cluster in clusters for fault in faults(cluster)] == []
    assert len(clusters) == 2


def test_the_schema_is_asked_for_items_too(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(inl.Cite((inl.CitationItem("lee2021"),))))
    (cluster,) = write_live("zotero", source).clusters
    cluster["citationItems"][0]["itemData"]["type"] = "scroll"
    assert faults(cluster)
