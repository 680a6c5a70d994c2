"""Citations that Mendeley goes on with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.document import Uncited

from .live import cite, document, paragraph, write_live
from .tree import body_tree

if TYPE_CHECKING:
    from pathlib import Path


def test_a_citation_is_a_field_that_shows_what_the_style_makes_of_it(tmp_path: Path) -> None:
    path = write_live("mendeley", document(tmp_path, paragraph("Text ", cite("doe2019"), "."))).path
    line = next(line for line in body_tree(path).splitlines() if "Text" in line)
    assert line.startswith("FirstParagraph: Text «ADDIN CSL_CITATION {")
    assert line.endswith("} = (Doe, 2019)».")


def test_the_text_that_was_shown_is_kept_plain_and_with_tags(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph("Text", cite("doe2019", "lee2021"), "."))
    (cluster,) = write_live("mendeley", source, "american-medical-association").clusters
    assert cluster["mendeley"] == {
        "formattedCitation": "<sup>1,2</sup>",
        "plainTextFormattedCitation": "1,2",
        "previouslyFormattedCitation": "<sup>1,2</sup>",
    }
    assert cluster["properties"] == {"noteIndex": 0}


def test_works_have_addresses_of_mendeley(tmp_path: Path) -> None:
    (cluster,) = write_live("mendeley", document(tmp_path, paragraph(cite("doe2019")))).clusters
    (uri,) = cluster["citationItems"][0]["uris"]
    assert uri.startswith("http://www.mendeley.com/documents/?uuid=")


def test_the_list_is_one_field_around_its_entries(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(cite("doe2019", "lee2021")))
    written = write_live("mendeley", replace(source, uncited=(Uncited("who2020"),)))
    entries = body_tree(written.path).splitlines()[-3:]
    assert ": «ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY = (#ref_doe2019 Doe" in entries[0]
    assert entries[-1].endswith("»")
    assert written.warnings == [
        "1 work is listed without being cited, which such a list cannot hold"
    ]


def test_the_properties_name_the_style(tmp_path: Path) -> None:
    written = write_live("mendeley", document(tmp_path, paragraph(cite("doe2019"))))
    style = "http://www.zotero.org/styles/apa"
    assert written.properties["Mendeley Document_1"] == "True"
    assert written.properties["Mendeley Citation Style_1"] == style
    assert written.properties["Mendeley Recent Style Id 0_1"] == style
    assert written.properties["Mendeley Recent Style Name 0_1"] == "APA Style 7th edition"
