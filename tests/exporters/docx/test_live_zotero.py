"""Citations that Zotero goes on with: fields, the list of references, preferences."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from exporters.docx.live.rich_text import as_rtf
from presswork import inlines as inl
from presswork.document import Bibliography, Heading, Note, Selection, Uncited
from presswork.references import Reference

from .live import DOE, WORKS, Written, cite, document, paragraph, write_live
from .tree import NAMESPACES, body_tree, footnote_tree, part

if TYPE_CHECKING:
    from pathlib import Path


def test_a_citation_is_a_field_that_shows_what_the_style_makes_of_it(tmp_path: Path) -> None:
    path = write_live("zotero", document(tmp_path, paragraph("Text ", cite("doe2019"), "."))).path
    line = next(line for line in body_tree(path).splitlines() if "Text" in line)
    assert line.startswith("FirstParagraph: Text «ADDIN ZOTERO_ITEM CSL_CITATION {")
    assert line.endswith("} = (Doe, 2019)».")


def test_a_citation_says_all_that_is_known_of_its_works(tmp_path: Path) -> None:
    (cluster,) = write_live("zotero", document(tmp_path, paragraph(cite("doe2019")))).clusters
    (item,) = cluster["citationItems"]
    assert item["itemData"] == {
        "id": "doe2019",
        "type": "book",
        "title": "Tides",
        "publisher": "Sea",
        "publisher-place": "Bonn",
        "author": [{"family": "Doe", "given": "John"}],
        "issued": {"date-parts": [[2019]]},
    }


def test_locator_prefix_and_suffix_go_with_their_work(tmp_path: Path) -> None:
    item = inl.CitationItem(
        "lee2021",
        (inl.Emphasis((inl.Text("cf."),)), inl.Text(" ")),
        (inl.Text(", and passim"),),
        inl.Locator("chapter", "3"),
    )
    blocks = paragraph(inl.Cite((item, inl.CitationItem("doe2019", suppress_author=True))))
    (cluster,) = write_live("zotero", document(tmp_path, blocks)).clusters
    first, second = cluster["citationItems"]
    assert (first["label"], first["locator"]) == ("chapter", "3")
    assert (first["prefix"], first["suffix"]) == ("<i>cf.</i> ", ", and passim")
    assert "suppress-author" not in first
    assert second["suppress-author"] is True


def test_an_author_in_the_sentence_is_not_shown_again_by_the_citation(tmp_path: Path) -> None:
    said = inl.Cite(
        (inl.CitationItem("doe2019"), inl.CitationItem("who2020")), inl.CiteForm.IN_TEXT
    )
    (cluster,) = write_live("zotero", document(tmp_path, paragraph(said, " says."))).clusters
    assert [item.get("suppress-author") for item in cluster["citationItems"]] == [True, None]


def test_the_text_that_was_shown_is_kept_plain_and_as_rtf(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph("Text", cite("doe2019", "lee2021"), "."))
    (cluster,) = write_live("zotero", source, "american-medical-association").clusters
    assert cluster["properties"] == {
        "formattedCitation": "\\super 1,2\\nosupersub{}",
        "plainCitation": "1,2",
        "noteIndex": 0,
    }


@pytest.mark.parametrize(
    ("text", "rtf"),
    [
        (inl.Text("a{b}\\c"), "a\\{b\\}\\\\c"),
        (inl.Text("a–b"), "a\\uc0\\u8211{}b"),
        (inl.Text("\N{MATHEMATICAL ITALIC CAPITAL A}"), "\\uc0\\u55349{}\\uc0\\u56372{}"),
        (inl.Emphasis((inl.Text("a"),)), "{\\i{}a}"),
        (inl.SmallCaps((inl.Text("a"),)), "{\\scaps a}"),
        (inl.Without(inl.Format.EMPHASIS, (inl.Text("a"),)), "{\\i0{}a}"),
        (inl.Cited("k", (inl.Strong((inl.Text("a"),)),)), "{\\b{}a}"),
    ],
)
def test_rich_text_is_the_rtf_of_citeproc_js(text: inl.Inline, rtf: str) -> None:
    assert as_rtf((text,)) == rtf


def test_ids_are_unique_and_the_same_each_time(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(*[cite("doe2019") for _ in range(20)]))
    first = [cluster["citationID"] for cluster in write_live("zotero", source).clusters]
    again = [cluster["citationID"] for cluster in write_live("zotero", source).clusters]
    assert first == again
    assert len(set(first)) == 20


def test_a_work_has_one_address_in_all_citations_and_another_than_other_works(
    tmp_path: Path,
) -> None:
    blocks = (paragraph(cite("doe2019"), cite("lee2021")), paragraph(cite("doe2019")))
    clusters = write_live("zotero", document(tmp_path, *blocks)).clusters
    (doe,), (lee,), (again,) = [cluster["citationItems"][0]["uris"] for cluster in clusters]
    assert doe == again
    assert doe != lee
    assert doe.startswith("urn:uuid:")


def test_a_work_that_is_called_by_its_address_in_zotero_keeps_it(tmp_path: Path) -> None:
    key = "http://zotero.org/users/12/items/AB34CD56"
    source = replace(document(tmp_path, paragraph(cite(key))), references=(replace(DOE, key=key),))
    (cluster,) = write_live("zotero", source).clusters
    assert cluster["citationItems"][0]["uris"][0] == key


def test_a_note_style_puts_the_field_into_the_note(tmp_path: Path) -> None:
    written = write_live(
        "zotero",
        document(tmp_path, paragraph("One", cite("doe2019"), ". Two", cite("lee2021"), ".")),
        "chicago-notes",
    )
    assert [cluster["properties"]["noteIndex"] for cluster in written.clusters] == [1, 2]
    assert "CSL_CITATION" not in body_tree(written.path)
    assert "John Doe" in footnote_tree(written.path)


def test_in_the_authors_own_notes_a_note_style_names_authors_in_full(tmp_path: Path) -> None:
    said = inl.Cite((inl.CitationItem("doe2019"),), inl.CiteForm.IN_TEXT)
    notes = (Note("n", (paragraph("See ", said, "."),)),)
    source = document(tmp_path, paragraph("Text", inl.NoteReference("n"), "."), notes=notes)
    for style, suppressed in (("chicago-notes", None), ("apa", True)):
        (cluster,) = write_live("zotero", source, style).clusters
        assert cluster["citationItems"][0].get("suppress-author") == suppressed
        assert cluster["properties"]["noteIndex"] == 1


def test_links_stay_out_of_fields(tmp_path: Path) -> None:
    path = write_live("zotero", document(tmp_path, paragraph(cite("doe2019")))).path
    body = part(path, "word/document.xml")
    assert body.findall(".//w:hyperlink[@w:anchor]", NAMESPACES) == []


def test_the_list_is_one_field_around_its_entries(tmp_path: Path) -> None:
    written = write_live("zotero", document(tmp_path, paragraph(cite("doe2019", "lee2021"))))
    first, last = body_tree(written.path).splitlines()[-2:]
    code = 'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
    assert f": «{code} = (#ref_doe2019 Doe, J." in first
    assert last.endswith("»")
    assert written.codes[-1] == code
    assert written.warnings == []


def test_fields_are_closed_in_the_order_in_which_they_were_opened(tmp_path: Path) -> None:
    source = document(
        tmp_path,
        Heading(1, (inl.Text("On "), cite("doe2019")), "on"),
        paragraph(cite("lee2021")),
    )
    root = part(write_live("zotero", source).path, "word/document.xml")
    kind = f"{{{NAMESPACES['w']}}}fldCharType"
    kinds = [node.get(kind) for node in root.iterfind(".//w:fldChar", NAMESPACES)]
    assert kinds == ["begin", "separate", "end"] * 3


def test_a_second_list_of_some_works_stays_as_it_is_and_is_told(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(cite("doe2019", "lee2021")))
    books = Bibliography(selection=Selection(types=frozenset({"book"})), id="books")
    written = write_live("zotero", replace(source, blocks=(*source.blocks, books)))
    assert sum("ZOTERO_BIBL" in code for code in written.codes) == 1
    assert written.warnings == [
        "the program of references cannot go on with a list of some of the works"
    ]


def test_works_that_are_listed_without_being_cited_are_told(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(cite("doe2019")))
    written = write_live("zotero", replace(source, uncited=(Uncited("who2020"),)))
    assert written.warnings == [
        "1 work is listed without being cited, which such a list cannot hold"
    ]


def test_uncited_works_of_a_library_of_zotero_are_named_to_it(tmp_path: Path) -> None:
    key = "http://zotero.org/groups/12/items/AB34CD56"
    listed = Reference(key, "book", DOE.texts, DOE.names, DOE.dates)
    source = replace(
        document(tmp_path, paragraph(cite("lee2021"))),
        references=(*WORKS, listed),
        uncited=(Uncited(key),),
    )
    written = write_live("zotero", source)
    code = next(code for code in written.codes if "ZOTERO_BIBL" in code)
    said = json.loads(code.removeprefix("ADDIN ZOTERO_BIBL ").removesuffix(" CSL_BIBLIOGRAPHY"))
    assert said["uncited"][0][0] == key
    assert written.warnings == []


def test_a_citation_of_an_unknown_work_stays_text(tmp_path: Path) -> None:
    written = write_live("zotero", document(tmp_path, paragraph(cite("doe2019", "nobody"))))
    assert written.clusters == []
    assert "[?nobody]" in body_tree(written.path)


def test_the_preferences_name_style_and_language(tmp_path: Path) -> None:
    written = write_live("zotero", document(tmp_path, paragraph(cite("doe2019"))))
    data = etree.fromstring(kept(written)["ZOTERO_PREF"])
    assert data.get("data-version") == "3"
    style = data.find("style")
    assert style is not None
    assert dict(style.items()) == {
        "id": "http://www.zotero.org/styles/apa",
        "locale": "en-US",
        "hasBibliography": "1",
        "bibliographyStyleHasBeenSet": "1",
    }
    preferences = {each.get("name"): each.get("value") for each in data.iterfind("prefs/pref")}
    assert preferences == {"fieldType": "Field"}


@pytest.mark.parametrize(("notes", "kind"), [("foot", "1"), ("end", "2")])
def test_the_preferences_of_a_note_style_ask_for_notes(
    notes: str, kind: str, tmp_path: Path
) -> None:
    source = document(tmp_path, paragraph(cite("doe2019")))
    written = write_live("zotero", source, "chicago-notes", notes=notes)
    data = etree.fromstring(kept(written)["ZOTERO_PREF"])
    preferences = {each.get("name"): each.get("value") for each in data.iterfind("prefs/pref")}
    assert preferences == {"fieldType": "Field", "noteType": kind}


def test_preferences_are_in_pieces_that_word_keeps_whole(tmp_path: Path) -> None:
    written = write_live("zotero", document(tmp_path, paragraph(cite("doe2019"))), "chicago-notes")
    assert list(written.properties) == ["ZOTERO_PREF_1", "ZOTERO_PREF_2"]
    assert len(written.properties["ZOTERO_PREF_1"]) == 255


def test_a_document_without_citations_stays_as_it_is(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph("Text."))
    written = write_live("zotero", replace(source, uncited=(Uncited("who2020"),)))
    assert (written.properties, written.codes, written.warnings) == ({}, [], [])


def test_citations_are_text_unless_live_ones_are_asked_for(tmp_path: Path) -> None:
    written = write_live("none", document(tmp_path, paragraph(cite("doe2019"))))
    assert written.codes == []
    assert "<ref_doe2019|" in body_tree(written.path)


def kept(written: Written) -> dict[str, str]:
    """Return the codes of bookmarks as Zotero's add-on for LibreOffice puts them together."""
    found: dict[str, str] = {}
    for name, piece in written.properties.items():
        assert len(piece) <= 255
        found[name.rpartition("_")[0]] = found.get(name.rpartition("_")[0], "") + piece
    return found


def test_for_libreoffice_codes_are_properties_and_bookmarks_hold_what_is_shown(
    tmp_path: Path,
) -> None:
    source = document(tmp_path, paragraph("Text ", cite("doe2019", "lee2021"), "."))
    written = write_live("zotero-bookmarks", source)
    assert written.codes == []
    codes = kept(written)
    lines = body_tree(written.path).splitlines()
    citation, listed = [name for name in codes if name.startswith("ZOTERO_BREF_")]
    assert f"Text (#{citation} (Doe, 2019; Lee & van Doe, 2021))." in lines[-4]
    assert f": (#{listed} (#ref_doe2019 Doe, J." in lines[-2]
    assert lines[-1].endswith("))")
    said = codes[citation].removeprefix("ZOTERO_ITEM CSL_CITATION ")
    assert [item["id"] for item in json.loads(said)["citationItems"]] == ["doe2019", "lee2021"]
    assert codes[listed].startswith("ZOTERO_BIBL {")
    assert '<pref name="fieldType" value="Bookmark"/>' in codes["ZOTERO_PREF"]


def test_bookmarks_of_citations_are_unique(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(*[cite("doe2019") for _ in range(20)]))
    root = part(write_live("zotero-bookmarks", source).path, "word/document.xml")
    starts = root.findall(".//w:bookmarkStart", NAMESPACES)
    for name in ("id", "name"):
        values = [start.get(f"{{{NAMESPACES['w']}}}{name}") for start in starts]
        assert len(values) == len(set(values))


def test_bookmarks_in_notes_are_told(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(cite("doe2019")))
    written = write_live("zotero-bookmarks", source, "chicago-notes")
    assert written.warnings == ["Zotero has no bookmarks in notes, where this style cites"]
