"""Articles in JATS: the whole, the front, the order of the parts, and what is told."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from presswork.document import Affiliation, Heading, Paragraph, inline_runs
from presswork.inlines import plain_text
from presswork.numbering import number
from presswork.problems import Problems
from presswork.readers import find_documents, name_of, read
from presswork.resources import Resources
from tests.outline import outline, outline_document
from tests.readers.jats_article import META, article, read_body, read_text
from tests.readers.jats_audit import audit
from tests.timing import growth
from tests.tools import shared

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document


def test_shared_articles_are_read_whole() -> None:
    for path in sorted(shared("jats").glob("*.xml")):
        document = number(read(path, Resources((path.parent,))))
        assert audit(path, document) == []
        assert document.name == path.stem
        assert document.warnings == ()


META_OF_PLOS = """
<article-id pub-id-type="doi">10.9999/journal.sample.0000001</article-id>
<article-categories><subj-group subj-group-type="heading"><subject>Research Article</subject>
</subj-group></article-categories>
<title-group><article-title>Growth of <italic>Funaria</italic> at High CO<sub>2</sub>
<xref ref-type="fn" rid="fn2">*</xref></article-title></title-group>
<contrib-group>
<contrib contrib-type="author" equal-contrib="yes"><name><surname>Berg</surname>
<given-names>Anna M.</given-names></name><xref ref-type="aff" rid="aff1"><sup>1</sup></xref>
<xref ref-type="fn" rid="fn1"><sup>¶</sup></xref></contrib>
<contrib contrib-type="author"><contrib-id contrib-id-type="orcid"
>http://orcid.org/0000-0002-1825-0097</contrib-id><name><surname>Castillo</surname>
<given-names>Luis</given-names><suffix>Jr</suffix></name>
<xref ref-type="aff" rid="aff1"/>
<xref ref-type="aff" rid="aff2"/><xref ref-type="corresp" rid="cor1"><sup>*</sup></xref></contrib>
<contrib contrib-type="author"><collab>the Moss Consortium</collab></contrib>
<contrib contrib-type="author"><name name-style="eastern"><surname>Mori</surname>
<given-names>Aoi</given-names></name></contrib>
</contrib-group>
<aff id="aff1"><label>1</label><addr-line>Institute of Moss, Nowhere, Atlantis</addr-line></aff>
<aff id="aff2"><label>2</label><institution-wrap><institution-id
institution-id-type="ror">https://ror.org/05dxps055</institution-id>
<institution>Moss Lab</institution>
</institution-wrap><addr-line>Lakeside</addr-line><country>Lemuria</country></aff>
<aff id="edit1"><addr-line>Academy of Elsewhere</addr-line></aff>
<contrib-group><contrib contrib-type="editor"><name><surname>Doe</surname>
<given-names>Jane</given-names></name><role>Editor</role><xref ref-type="aff" rid="edit1"/>
</contrib></contrib-group>
<author-notes><corresp id="cor1">* E-mail: <email>luis@example.org</email></corresp>
<fn fn-type="conflict"><p>None.</p></fn>
<fn id="fn1" fn-type="current-aff"><label>¶</label><p>Current address: Faraway</p></fn>
<fn id="fn2" fn-type="other"><label>*</label><p>For the rain.</p></fn></author-notes>
<pub-date pub-type="collection"><year>2014</year></pub-date>
<pub-date pub-type="epub"><day>6</day><month>5</month><year>2014</year></pub-date>
<volume>9</volume><issue>5</issue><elocation-id>e1</elocation-id>
<history><date date-type="received"><day>2</day><month>1</month><year>2014</year></date></history>
<permissions><copyright-year>2014</copyright-year><copyright-holder>Berg</copyright-holder><license
xlink:href="http://creativecommons.org/licenses/by-nc/4.0/"><license-p>Use it.</license-p></license>
</permissions>
<related-article related-article-type="corrected-article" ext-link-type="uri"
xlink:href="info:doi/10.9999/other"><article-title>The other</article-title></related-article>
<abstract><sec><title>Why</title><p>Mosses grow.</p></sec></abstract>
<abstract abstract-type="summary"><title>Author Summary</title><p>We watched.</p></abstract>
<trans-abstract xml:lang="de"><title>Zusammenfassung</title><p>Moose.</p></trans-abstract>
<kwd-group><kwd>moss</kwd><kwd>carbon dioxide</kwd></kwd-group>
<kwd-group xml:lang="de"><kwd>Moos</kwd></kwd-group>
<funding-group><funding-statement>Paid by rain.</funding-statement></funding-group>
"""


@pytest.fixture(name="plos")
def plos_fixture(tmp_path: Path) -> Document:
    return number(read_text(article("<p>Words.</p>", meta=META_OF_PLOS), tmp_path))


def test_title_without_marks_of_notes(plos: Document) -> None:
    assert plain_text(plos.metadata.title).strip() == "Growth of Funaria at High CO2"


def test_authors(plos: Document) -> None:
    first, second, group, last = plos.metadata.authors
    assert (first.name, first.affiliations, first.equal) == ("Anna M. Berg", ("aff1",), True)
    assert (second.name, second.affiliations) == ("Luis Castillo Jr", ("aff1", "aff2"))
    assert (second.orcid, second.email) == ("0000-0002-1825-0097", "luis@example.org")
    assert (first.corresponding, second.corresponding) == (False, True)
    assert (group.name, last.name) == ("the Moss Consortium", "Mori Aoi")


def test_affiliations_are_those_of_authors(plos: Document) -> None:
    assert plos.metadata.affiliations == (
        Affiliation("aff1", "Institute of Moss, Nowhere, Atlantis"),
        Affiliation("aff2", "Moss Lab, Lakeside, Lemuria", "05dxps055"),
    )


def test_notices(plos: Document) -> None:
    assert [plain_text(notice) for notice in plos.metadata.notices] == [
        "Editor: Jane Doe, Academy of Elsewhere",
        "Anna M. Berg: Current address: Faraway",
        "For the rain.",
        "© 2014 Berg",
        "Use it.",
        "Received 2014-01-02",
        "Correction to: The other",
    ]


def test_publication(plos: Document) -> None:
    metadata = plos.metadata
    assert metadata.date == datetime.date(2014, 5, 6)
    assert (metadata.doi, metadata.license) == ("10.9999/journal.sample.0000001", "CC BY-NC 4.0")
    assert plain_text(metadata.origin) == "Research Article 9(5): e1"
    assert metadata.keywords == ("moss", "carbon dioxide")


def test_parts_in_their_order(plos: Document) -> None:
    assert outline(plos.metadata.abstract) == 'Paragraph\n  Strong "Why."\n  " Mosses grow."'
    headings = [plain_text(each.children) for each in plos.blocks if isinstance(each, Heading)]
    assert headings == ["Author Summary", "Zusammenfassung", "Competing interests", "Funding"]


def test_journal_and_year_where_no_day_is_known(tmp_path: Path) -> None:
    meta = META + "<pub-date><year>2004</year></pub-date><volume>2</volume><fpage>7</fpage>"
    xml = article(meta=meta).replace(
        "<front>",
        "<front><journal-meta><journal-title>J Moss</journal-title></journal-meta>",
    )
    metadata = read_text(xml, tmp_path).metadata
    assert metadata.date is None
    assert plain_text(metadata.origin) == "J Moss 2: 7, 2004"


@pytest.mark.parametrize(
    ("aff", "expected"),
    [
        ("<label>1</label>Moss Lab, Lakeside", "Moss Lab, Lakeside"),
        ("<sup>1</sup>Moss Lab, Lakeside.", "Moss Lab, Lakeside"),
        (
            "<institution>Lab</institution>, <addr-line>Lake</addr-line>, <country>X</country>",
            "Lab, Lake, X",
        ),
        (
            """<institution content-type="dept">Ferns</institution>
            <institution>Moss Lab</institution>
            <addr-line><named-content content-type="city">Lakeside</named-content></addr-line>
            <country>Lemuria</country>""",
            "Ferns, Moss Lab, Lakeside, Lemuria",
        ),
        ("Moss Lab, Lakeside; <email>a@example.org</email>", "Moss Lab, Lakeside"),
        ("Moss Lab, Lakeside. E-mail: <email>a@example.org</email>", "Moss Lab, Lakeside"),
    ],
)
def test_affiliation(aff: str, expected: str, tmp_path: Path) -> None:
    meta = (
        f'{META}<contrib-group><contrib contrib-type="author"><name><surname>A</surname></name>'
        f'<xref ref-type="aff" rid="a1"/></contrib><aff id="a1">{aff}</aff></contrib-group>'
    )
    (affiliation,) = read_text(article(meta=meta), tmp_path).metadata.affiliations
    assert affiliation.name == expected


def test_address_in_an_affiliation(tmp_path: Path) -> None:
    meta = (
        f'{META}<contrib-group><contrib contrib-type="author"><name><surname>A</surname></name>'
        '<xref ref-type="aff" rid="a1"/></contrib><contrib contrib-type="author"><name><surname>B'
        '</surname></name><xref ref-type="aff" rid="a2"/></contrib></contrib-group>'
        '<aff id="a1">Moss Lab, <email>a@example.org</email></aff>'
        '<aff id="a2">Fern Lab, <email>b@example.org</email> or <email>c@example.org</email></aff>'
    )
    metadata = read_text(article(meta=meta), tmp_path).metadata
    assert [author.email for author in metadata.authors] == ["a@example.org", None]
    assert list(map(plain_text, metadata.notices)) == [
        "E-mail: b@example.org",
        "E-mail: c@example.org",
    ]


def test_notes_beside_what_is_said_of_the_article(tmp_path: Path) -> None:
    notes = "<notes><title>Data Availability</title><p>All is here.</p></notes></front>"
    document = read_text(article().replace("</front>", notes), tmp_path)
    shown = [plain_text(run) for run in inline_runs(document.blocks)]
    assert shown[shown.index("Data Availability") + 1] == "All is here."


def test_awards_that_the_statement_does_not_name_stand_before_it(tmp_path: Path) -> None:
    group = (
        "<funding-group><award-group><funding-source><institution>Rain Fund</institution>"
        "</funding-source><award-id>R1</award-id></award-group><award-group><funding-source>"
        "Fog Fund</funding-source></award-group><funding-statement>{}</funding-statement>"
        "</funding-group>"
    )
    said = "They had no role. The Fog Fund paid."
    document = read_text(article(meta=META + group.format(said)), tmp_path)
    shown = [plain_text(run) for run in inline_runs(document.blocks)]
    assert shown[shown.index("Funding") + 1 :][:2] == ["Rain Fund, R1.", said]


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        (
            """<name><surname>Roe</surname><given-names>J</given-names></name> (<year>2004</year>)
            <source>Moss</source>. 200 p. ISBN <isbn>0-1</isbn>. <inline-graphic/>""",
            "Reviewed: J Roe (2004) Moss. 200 p. ISBN 0-1.",
        ),
        (
            """<person-group><name><surname>Roe</surname><given-names>J</given-names></name><name
            ><surname>Poe</surname></name></person-group><source>Moss</source><year
            >2004</year>""",
            "Reviewed: J Roe, Poe, Moss, 2004",
        ),
    ],
)
def test_what_is_reviewed(product: str, expected: str, tmp_path: Path) -> None:
    document = read_text(article(meta=f"{META}<product>{product}</product>"), tmp_path)
    assert list(map(plain_text, document.metadata.notices)) == [expected]


def test_correspondence_by_initials(tmp_path: Path) -> None:
    meta = META + (
        '<contrib-group><contrib contrib-type="author"><name><surname>Ash</surname><given-names>Bo'
        '</given-names></name><xref ref-type="corresp" rid="c1"/></contrib><contrib '
        'contrib-type="author"><name><surname>Cole</surname><given-names>Di</given-names></name>'
        '<xref ref-type="corresp" rid="c1"/></contrib></contrib-group><author-notes><corresp '
        'id="c1">* E-mail: <email>d@example.org</email> (DC); <email>b@example.org</email> (BA)'
        "</corresp></author-notes>"
    )
    metadata = read_text(article(meta=meta), tmp_path).metadata
    assert [author.email for author in metadata.authors] == ["b@example.org", "d@example.org"]
    assert metadata.notices == ()


def test_members_of_a_group_and_roles(tmp_path: Path) -> None:
    meta = META + (
        '<contrib-group><contrib contrib-type="author"><collab>Moss Group<contrib-group><contrib>'
        "<name><surname>Ash</surname><given-names>Bo</given-names></name></contrib><contrib><name>"
        "<surname>Cole</surname><given-names>Di</given-names></name></contrib></contrib-group>"
        '</collab></contrib><contrib contrib-type="author"><name><surname>Elm</surname></name>'
        '<role vocab="credit">Software</role><role>Supervision</role></contrib></contrib-group>'
    )
    document = read_text(article(meta=meta), tmp_path)
    assert [author.name for author in document.metadata.authors] == ["Moss Group", "Elm"]
    assert plain_text(document.metadata.notices[0]) == "Moss Group: Bo Ash, Di Cole"
    assert "Elm: Software, Supervision." in outline(document.blocks)


def test_letters_are_left_out_and_told(tmp_path: Path) -> None:
    letter = '<sub-article article-type="decision-letter"><body><p>Do.</p></body></sub-article>'
    xml = article("<p>Words.</p>").replace("</article>", f"{letter}</article>")
    document = read_text(xml, tmp_path)
    assert "Do." not in outline(document.blocks)
    (warning,) = (str(each) for each in document.warnings)
    assert "1 appended text is left out (decision-letter)" in warning


def test_an_unknown_element_is_told_once_and_its_words_stay(tmp_path: Path) -> None:
    document = read_body(
        "<p>A <odd>b</odd> <odd>c</odd>.</p><strange><p>D.</p></strange>", tmp_path
    )
    assert '"A b c."' in outline(document.blocks)
    assert '"D."' in outline(document.blocks)
    (warning,) = (str(each) for each in document.warnings)
    assert "3 elements (<odd>, <strange>): each is not known; what is in it is kept" in warning


def test_places_are_those_of_the_source(tmp_path: Path) -> None:
    document = read_body("\n\n<p>One</p>\n<sec><title>Two</title>\n<p>Three</p></sec>", tmp_path)
    lines = [block.location.line for block in document.blocks[:3] if block.location]
    assert lines == [4, 5, 6]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<article><body></article>", r"sample.xml:1: error: broken XML: .*tag mismatch"),
        ("", "broken XML"),
        ("no XML", "broken XML"),
        ("<xml><records/></xml>", "a file of references in EndNote's format; no article is in it"),
        ("<html/>", "this is a web page"),
        ("<rss/>", "<rss> is no article in JATS"),
        ("<article>" + "<sec>" * 200 + "</sec>" * 200 + "</article>", "nested deeper than 120"),
    ],
)
def test_what_is_no_article_is_told(content: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(Problems, match=expected):
        read_text(content, tmp_path)


def with_declarations(declared: str, body: str) -> str:
    """Return an article whose document type declares something."""
    return article(body).replace("\n", f"\n<!DOCTYPE article [{declared}]>\n", 1)


def test_entities_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    declared = f'<!ENTITY x SYSTEM "{tmp_path}/secret.txt"><!ENTITY y "why">'
    document = read_text(with_declarations(declared, "<p>&x; &y; &amp; &lt;</p>"), tmp_path)
    assert 'Paragraph "&x; &y; & <"' in outline(document.blocks)


def test_entities_that_swell_are_refused(tmp_path: Path) -> None:
    declared = '<!ENTITY a0 "bomb">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    with pytest.raises(Problems, match="broken XML"):
        read_text(with_declarations(declared, "<p>&a9;</p>"), tmp_path)


def test_characters_by_their_names(tmp_path: Path) -> None:
    xml = article("<p>&alpha;-helix<italic>x</italic>&ndash;&beta;</p>")
    declared = '<!DOCTYPE article PUBLIC "-//NLM//DTD" "http://example.org/journal.dtd">'
    document = read_text(xml.replace("\n", f"\n{declared}\n", 1), tmp_path)
    assert '"\N{GREEK SMALL LETTER ALPHA}-helix"' in outline(document.blocks)
    assert '"–β"' in outline(document.blocks)


def test_other_encodings(tmp_path: Path) -> None:
    xml = article("<p>Grün</p>").replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert '"Grün"' in outline(read_text(xml, tmp_path).blocks)


def test_an_article_within_a_record(tmp_path: Path) -> None:
    inner = article("<p>Words.</p>").partition("\n")[2]
    document = read_text(f"<record><metadata>{inner}</metadata></record>", tmp_path)
    assert '"Words."' in outline(document.blocks)


def test_folders_with_articles(tmp_path: Path) -> None:
    path = tmp_path / "in" / "journal.sample.1.xml"
    path.parent.mkdir()
    path.write_text(article("<p>Words.</p>"))
    (path.parent / "references.xml").write_text("<xml><records/></xml>")
    assert find_documents(tmp_path) == (path,)
    assert name_of(path) == "journal.sample.1"


def test_a_large_article_takes_linear_time(tmp_path: Path) -> None:
    paragraph = (
        '<p>Moss <xref ref-type="bibr" rid="b1">[1]</xref>–<xref ref-type="bibr" rid="b3">[3]'
        "</xref>, (dry and <italic>wet</italic>) CO<sub>2</sub>.</p>"
    )
    rows = "<tr><td>1</td><td>2</td></tr>"

    def read_paragraphs(count: int) -> None:
        read_text(article(paragraph * count + f"<table>{rows * count}</table>"), tmp_path)

    assert growth(read_paragraphs, 80) < 10


def test_document_is_numbered_without_errors(tmp_path: Path) -> None:
    document = read_body(
        '<sec id="s1"><label>1.</label><title>Introduction</title><p>See <xref rid="f1"'
        ' ref-type="fig">Fig. 1A</xref>, <xref rid="f1" ref-type="fig">Figs. 1</xref>.</p>'
        '<fig id="f1"><label>Figure 1.</label><caption><p>C.</p></caption><graphic '
        'xlink:href="x"/></fig></sec>',
        tmp_path,
    )
    assert isinstance(document.blocks[1], Paragraph)
    assert "CrossReference @f1" in outline_document(document)
