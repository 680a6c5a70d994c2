"""Lists of references in JATS, in all their forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.inlines import plain_text
from presswork.references import Date, Day, Name
from tests.readers.jats_article import article, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.references import Reference

NAME = "<name><surname>Moss</surname><given-names>AB</given-names></name>"
YEAR = "<year>2003</year>"


def read_one(citation: str, folder: Path) -> Reference:
    """Return the work of a citation."""
    xml = article("<p>A.</p>", refs=f"<ref id='r'><label>1</label>{citation}</ref>")
    (reference,) = read_text(xml, folder).references
    return reference


def fields(reference: Reference) -> dict[str, str]:
    """Return what a work has, to compare."""
    return {variable: plain_text(value) for variable, value in reference.texts.items()}


TYPES = {
    "journal": (
        (
            "<article-title>Title.</article-title><source>J Moss</source><volume>9(1)</volume>"
            "<fpage>12</fpage><lpage>19</lpage><pub-id pub-id-type='doi'>10.1/a</pub-id>"
            "<pub-id pub-id-type='pmid'>123</pub-id>"
        ),
        "article-journal",
        {
            "title": "Title",
            "container-title": "J Moss",
            "volume": "9",
            "issue": "1",
            "page": "12-19",
            "DOI": "10.1/a",
            "PMID": "123",
        },
    ),
    "book": (
        (
            "<source>Mosses</source><edition>2nd ed.</edition><publisher-loc>Rome</publisher-loc>"
            "<publisher-name>Verlag</publisher-name>"
        ),
        "book",
        {"title": "Mosses", "edition": "2nd", "publisher-place": "Rome", "publisher": "Verlag"},
    ),
    "book-chapter": (
        "<chapter-title>Wet</chapter-title><source>Mosses</source><fpage>3</fpage>",
        "chapter",
        {"title": "Wet", "container-title": "Mosses", "page": "3"},
    ),
    "confproc": (
        (
            "<article-title>Talk</article-title><conf-name>Moss Days</conf-name>"
            "<conf-loc>Rome</conf-loc>"
        ),
        "paper-conference",
        {"title": "Talk", "container-title": "Moss Days", "event-place": "Rome"},
    ),
    "thesis": (
        "<source>Moss</source><publisher-name>University</publisher-name>",
        "thesis",
        {"title": "Moss", "publisher": "University"},
    ),
    "web": (
        (
            "<article-title>Facts</article-title><ext-link ext-link-type='uri' xlink:href="
            "'http://moss.example'>here</ext-link>"
        ),
        "webpage",
        {"title": "Facts", "URL": "http://moss.example"},
    ),
    "software": (
        "<data-title>mosslib</data-title><version>1.2</version>",
        "software",
        {"title": "mosslib", "version": "1.2"},
    ),
    "data": (
        (
            "<data-title>Sizes</data-title><source>Dryad</source><pub-id pub-id-type='accession'>"
            "10.5061/x</pub-id>"
        ),
        "dataset",
        {"title": "Sizes", "publisher": "Dryad", "DOI": "10.5061/x"},
    ),
    "preprint": (
        "<article-title>Fresh</article-title><source>bioRxiv</source>",
        "article",
        {"title": "Fresh", "container-title": "bioRxiv"},
    ),
    "patent": (
        "<article-title>Machine</article-title><patent>US 12</patent>",
        "patent",
        {"title": "Machine", "number": "US 12"},
    ),
}


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("element", ["element-citation", "mixed-citation", "nlm-citation"])
def test_type(kind: str, element: str, tmp_path: Path) -> None:
    inner, expected, texts = TYPES[kind]
    attribute = "citation-type" if element == "nlm-citation" else "publication-type"
    citation = f"<{element} {attribute}='{kind}'>{NAME}{YEAR}{inner}</{element}>"
    reference = read_one(citation, tmp_path)
    assert reference.type == expected
    assert reference.names["author"] == (Name(family="Moss", given="A. B."),)
    assert reference.dates["issued"] == Date(Day(2003))
    assert fields(reference) == texts


def test_mixed_citation_with_punctuation_and_editors(tmp_path: Path) -> None:
    reference = read_one(
        f"<mixed-citation publication-type='book'>{NAME}, <etal>et al</etal>. ({YEAR}) "
        "<chapter-title>Of <italic>Bryum</italic></chapter-title>. In: <name><surname>Hill"
        "</surname><given-names>D</given-names></name>, editors. <source>Mosses</source>. "
        "<publisher-loc>Rome</publisher-loc>: <publisher-name>Verlag</publisher-name>. pp. "
        "<fpage>3</fpage>–<lpage>9</lpage>.</mixed-citation>",
        tmp_path,
    )
    assert reference.type == "chapter"
    assert [name.literal or name.family for name in reference.names["author"]] == ["Moss", "others"]
    assert reference.names["editor"] == (Name(family="Hill", given="D"),)
    assert "note" not in reference.texts


def test_words_between_the_tags_are_kept(tmp_path: Path) -> None:
    reference = read_one(
        f"<mixed-citation>{NAME} {YEAR}. <source>Mosses</source>. Proceedings of the Rain Society. "
        "Available: http://moss.example/a. Accessed 12 May 2013.</mixed-citation>",
        tmp_path,
    )
    assert fields(reference) == {
        "title": "Mosses",
        "URL": "http://moss.example/a",
        "note": "Proceedings of the Rain Society. Available",
    }
    assert reference.dates["accessed"] == Date(Day(2013, 5, 12))


def test_a_text_without_tags_in_the_form_of_a_style_is_taken_apart(tmp_path: Path) -> None:
    refs = (
        "<ref id='r'><mixed-citation>Moss A. Wet moss. <italic>J Moss</italic> 2003;1:2."
        "</mixed-citation></ref>"
    )
    document = read_text(article("<p>A.</p>", refs=refs), tmp_path)
    (reference,) = document.references
    assert reference.type == "article-journal"
    assert fields(reference) == {
        "title": "Wet moss",
        "container-title": "J Moss",
        "volume": "1",
        "page": "2",
    }
    assert document.warnings == ()


def test_parts_without_a_title_and_without_signs_between_them_stay_apart(tmp_path: Path) -> None:
    reference = read_one(
        f"<citation citation-type='commun'>{NAME}{YEAR}<comment>Letter to us</comment></citation>",
        tmp_path,
    )
    assert fields(reference)["title"] == "AB Moss. 2003. Letter to us"


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        (
            "PhD thesis, University of Fern.",
            "thesis",
            {"title": "Wet moss", "genre": "PhD thesis", "publisher": "University of Fern"},
        ),
        (
            "Geneva: Moss Organization;",
            "document",
            {"title": "Wet moss", "publisher-place": "Geneva", "publisher": "Moss Organization"},
        ),
        ("A talk.", "document", {"title": "Wet moss", "note": "A talk"}),
    ],
)
def test_words_after_a_source_that_say_who_published_it(
    words: str, kind: str, expected: dict[str, str], tmp_path: Path
) -> None:
    reference = read_one(
        f"<mixed-citation publication-type='other'>{NAME}. <source>Wet moss</source>. {words} "
        f"{YEAR}.</mixed-citation>",
        tmp_path,
    )
    assert (reference.type, fields(reference)) == (kind, expected)


def test_in_press_is_no_page(tmp_path: Path) -> None:
    reference = read_one(
        f"<citation citation-type='journal'>{NAME}{YEAR}<article-title>Wet moss</article-title>"
        "<source>J Moss</source><fpage>In press</fpage></citation>",
        tmp_path,
    )
    assert fields(reference)["status"] == "in press"
    assert "page" not in reference.texts


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Available: http://m.org/a. Accessed 2011 Mar 3", Day(2011, 3, 3)),
        ("Available: http://m.org/a. Accessed 2011 March", Day(2011, 3)),
        ("http://m.org/a. Accessed 3 March 2011", Day(2011, 3, 3)),
        ("http://m.org/a (last accessed 2011-03-03)", Day(2011, 3, 3)),
    ],
)
def test_when_a_page_was_looked_at(said: str, expected: Day, tmp_path: Path) -> None:
    reference = read_one(
        f"<element-citation>{NAME}{YEAR}<source>Mosses</source><comment>{said}</comment>"
        "</element-citation>",
        tmp_path,
    )
    assert reference.dates["accessed"] == Date(expected)
    assert fields(reference) == {"title": "Mosses", "URL": "http://m.org/a"}


def test_cited_beside_the_day_is_no_note(tmp_path: Path) -> None:
    reference = read_one(
        f"<mixed-citation>{NAME}. <source>Mosses</source>. {YEAR} [cited <date-in-citation>"
        "2017 Oct 5</date-in-citation>].</mixed-citation>",
        tmp_path,
    )
    assert reference.dates["accessed"] == Date(Day(2017, 10, 5))
    assert "note" not in reference.texts


def test_a_text_without_tags_is_kept_whole_and_told(tmp_path: Path) -> None:
    refs = (
        "<ref id='r'><mixed-citation>Moss A. Wet moss, a talk, <italic>Rome</italic> 2003."
        "</mixed-citation></ref>"
    )
    document = read_text(article("<p>A.</p>", refs=refs), tmp_path)
    (reference,) = document.references
    assert reference.type == "document"
    assert fields(reference) == {
        "title": "Moss A. Wet moss, a talk, Rome 2003.",
        "title-short": "Moss A",
    }
    assert reference.dates["issued"] == Date(Day(2003))
    assert "the reference 'r' is not taken apart" in str(document.warnings[0])


def test_several_works_in_one_entry(tmp_path: Path) -> None:
    one = f"<mixed-citation>{NAME} {YEAR} <source>One</source></mixed-citation>"
    refs = f"<ref id='r'><label>1</label>{one}{one.replace('One', 'Two')}</ref>"
    body = "<p>A <xref ref-type='bibr' rid='r'>[1]</xref>.</p>"
    document = read_text(article(body, refs=refs), tmp_path)
    assert [reference.key for reference in document.references] == ["r", "r-2"]
    assert document.uncited == ()


@pytest.mark.parametrize(
    ("year", "issued"),
    [
        ("<year>2003a</year>", Date(Day(2003))),
        ("<year>1999–2003</year>", Date(Day(1999), Day(2003))),
        ("<year>in press</year>", Date(literal="in press")),
        ("<month>May</month><day>3</day><year>2003</year>", Date(Day(2003, 5, 3))),
        ("<season>Spring</season><year>2003</year>", Date(Day(2003, 13))),
        ("<date><year>2003</year><month>2</month></date>", Date(Day(2003, 2))),
        ("<day>31</day><month>2</month><year>2003</year>", Date(Day(2003, 2))),
    ],
)
def test_date(year: str, issued: Date, tmp_path: Path) -> None:
    citation = f"<element-citation>{NAME}<source>One</source>{year}</element-citation>"
    assert read_one(citation, tmp_path).dates["issued"] == issued


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (NAME, Name(family="Moss", given="A. B.")),
        (
            "<name><surname>Moss</surname><given-names>J-P</given-names><suffix>Jr</suffix></name>",
            Name(family="Moss", given="J.-P.", suffix="Jr"),
        ),
        (
            "<name><surname>Moss</surname><given-names>Li</given-names></name>",
            Name(family="Moss", given="Li"),
        ),
        ("<collab>Moss Group</collab>", Name(literal="Moss Group")),
        ("<string-name>Moss A</string-name>", Name(literal="Moss A")),
        (
            "<string-name><given-names>Ann</given-names> <surname>Moss</surname></string-name>",
            Name(family="Moss", given="Ann"),
        ),
        ("<anonymous/>", Name(literal="Anonymous")),
    ],
)
def test_name(name: str, expected: Name, tmp_path: Path) -> None:
    citation = (
        f"<element-citation><person-group>{name}</person-group>{YEAR}<source>One</source>"
        "</element-citation>"
    )
    assert read_one(citation, tmp_path).names["author"] == (expected,)


def test_two_lists_are_shown_as_one_and_told(tmp_path: Path) -> None:
    back = "<ref-list><title>Further</title><ref id='x'><note><p>Moss.</p></note></ref></ref-list>"
    document = read_text(article("<p>A.</p>", back=back), tmp_path)
    assert len(document.references) == 6
    assert "2 lists of references" in document.warnings[0].what
