"""RIS and the formats that share its fields: tags, flavours, names, dates, pages, keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswork.inlines import Emphasis, Superscript, Text, plain_text
from presswork.problems import Ledger
from presswork.readers.references import endnote_xml, nbib, refer, ris, web_of_science
from presswork.references import Date, Day, Name, Reference

PATH = Path("r.ris")


def read(source: str) -> tuple[Reference, ...]:
    ledger = Ledger()
    references = ris.parse(source, PATH, ledger)
    assert ledger.problems == []
    return references


def one(fields: str) -> Reference:
    (reference,) = read(f"{fields}\nER  - \n")
    return reference


def texts(reference: Reference) -> dict[str, str]:
    return {variable: plain_text(text) for variable, text in reference.texts.items()}


def problems(source: str) -> list[str]:
    ledger = Ledger()
    ris.parse(source, PATH, ledger)
    return [str(problem) for problem in ledger.problems]


def test_an_article_gets_the_names_of_csl() -> None:
    reference = one(
        """
TY  - JOUR
AU  - Shannon, Claude E.
TI  - A <i>Mathematical</i> Theory
T2  - Bell System Technical Journal
J2  - Bell Syst. Tech. J.
PY  - 1948
DA  - 1948/07//
VL  - 27
IS  - 3
SP  - 379
EP  - 423
SN  - 0005-8580
UR  - https://doi.org/10.1002/j.1538-7305.1948.tb01338.x
KW  - entropy
KW  - information
LA  - English
Y2  - 2024/05/06/"""
    )
    assert reference.type == "article-journal"
    assert reference.key == "shannon1948mathematical"
    assert str(reference.location) == "r.ris:2"
    assert reference.texts["title"] == (
        Text("A "),
        Emphasis((Text("Mathematical"),)),
        Text(" Theory"),
    )
    assert texts(reference) == {
        "title": "A Mathematical Theory",
        "container-title": "Bell System Technical Journal",
        "container-title-short": "Bell Syst. Tech. J.",
        "volume": "27",
        "issue": "3",
        "page": "379-423",
        "ISSN": "0005-8580",
        "DOI": "10.1002/j.1538-7305.1948.tb01338.x",
        "URL": "https://doi.org/10.1002/j.1538-7305.1948.tb01338.x",
        "keyword": "entropy, information",
        "language": "en-US",
    }
    assert reference.names == {"author": (Name("Shannon", "Claude E."),)}
    assert reference.dates == {
        "issued": Date(Day(1948, 7)),
        "accessed": Date(Day(2024, 5, 6)),
    }


@pytest.mark.parametrize(
    ("fields", "type_", "expected"),
    [
        ("TY  - BOOK\nTI  - T\nT2  - S\nSN  - 978-0-306-40615-7", "book", {
            "title": "T", "collection-title": "S", "ISBN": "978-0-306-40615-7",
        }),
        ("TY  - BOOK\nBT  - T\nSP  - 300", "book", {"title": "T", "number-of-pages": "300"}),
        ("TY  - CHAP\nTI  - T\nT2  - B\nT3  - S\nIS  - 4", "chapter", {
            "container-title": "B", "collection-title": "S", "collection-number": "4",
        }),
        ("TY  - CONF\nTI  - T\nT2  - E\nC3  - P\nC1  - Rome\nCY  - Oslo", "paper-conference", {
            "container-title": "P", "event-title": "E", "event-place": "Oslo",
            "publisher-place": "Rome",
        }),
        ("TY  - CONF\nTI  - T\nT2  - P", "paper-conference", {"container-title": "P"}),
        ("TY  - THES\nTI  - T\nM3  - PhD thesis\nPB  - Oslo", "thesis", {
            "genre": "PhD thesis", "publisher": "Oslo",
        }),
        ("TY  - RPRT\nTI  - T\nSN  - TR-1", "report", {"number": "TR-1"}),
        ("TY  - Journal Article\nTI  - T\nJO  - J", "article-journal", {"container-title": "J"}),
        ("TY  - JOUR\nM3  - doi: 10.1000/x", "article-journal", {"DOI": "10.1000/x"}),
        ("TY  - JOUR\nUR  - http://a.org;http://b.org", "article-journal", {"URL": "http://a.org"}),
        ("TY  - JOUR\nSP  - 12--34", "article-journal", {"page": "12-34"}),
        ("TY  - JOUR\nC7  - e123", "article-journal", {"page": "e123"}),
        ("TY  - JOUR\nAB  - a &amp; b", "article-journal", {"abstract": "a & b"}),
        ("TY  - JOUR\nDB  - PubMed\nAN  - 12653513", "article-journal", {"PMID": "12653513"}),
    ],
)  # fmt: skip
def test_types_and_fields(fields: str, type_: str, expected: dict[str, str]) -> None:
    reference = one(fields)
    assert reference.type == type_
    assert expected.items() <= texts(reference).items()


@pytest.mark.parametrize(
    ("tags", "variable"),
    [
        ("TY  - CHAP\nA2  - Kim, Bo", "editor"),
        ("TY  - BOOK\nA2  - Kim, Bo\nA3  - Lee, A.", "collection-editor"),
        ("TY  - BOOK\nA4  - Kim, Bo", "translator"),
        ("TY  - EDBOOK\nAU  - Kim, Bo", "editor"),
        ("TY  - INTV\nA2  - Kim, Bo", "interviewer"),
    ],
)
def test_roles(tags: str, variable: str) -> None:
    assert one(tags).names[variable] == (Name("Kim", "Bo"),)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Shannon,Claude E.", Name("Shannon", "Claude E.")),
        ("King, Martin, Jr.", Name("King", "Martin", suffix="Jr.", comma_suffix=True)),
        ("Fanning E.", Name("Fanning", "E.")),
        ("van der Berg J.A.", Name("van der Berg", "J.A.")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("Plato", Name("Plato")),
    ],
)
def test_names(written: str, expected: Name) -> None:
    assert one(f"TY  - BOOK\nAU  - {written}").names["author"] == (expected,)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2014//", Date(Day(2014))),
        ("1948/07//", Date(Day(1948, 7))),
        ("2004/03/12/", Date(Day(2004, 3, 12))),
        ("2006///Spring", Date(Day(2006, 13))),
        ("2006/Aug/1", Date(Day(2006, 8, 1))),
        ("2012-05-01", Date(Day(2012, 5, 1))),
        ("May 2012", Date(Day(2012, 5))),
        ("2012/13/45", Date(Day(2012))),
        ("in press", Date(literal="in press")),
    ],
)
def test_dates(written: str, expected: Date) -> None:
    assert one(f"TY  - BOOK\nPY  - {written}").dates["issued"] == expected


def test_a_month_given_apart_is_the_year_s() -> None:
    assert one("TY  - JOUR\nPY  - 2018\nDA  - Apr 12").dates["issued"] == Date(Day(2018, 4, 12))


def test_a_value_goes_on_in_lines_without_a_tag() -> None:
    reference = one("TY  - JOUR\nTI  - first,\nER then second\n      the last")
    assert texts(reference)["title"] == "first, ER then second the last"


@pytest.mark.parametrize(
    "source", ["TY - JOUR\nTI - T\nER -\n", "  TY  - JOUR\n  TI  - T\n  ER  -"]
)
def test_spaces_may_be_missing_or_too_many(source: str) -> None:
    (reference,) = read(source)
    assert texts(reference) == {"title": "T"}


def test_what_stands_between_records_is_passed_over() -> None:
    records = (
        "Record #1\nProvider: x\n1.\nTY  - JOUR\nTI  - a\nER  -\n\n2.\nTY  - BOOK\nTI  - b\nER  -\n"
    )
    assert len(read(records)) == 2


def test_an_empty_record_is_told_and_left_out() -> None:
    assert problems("TY  - BOOK\nER  - \nTY  - BOOK\nTI  - x\nER  - \n") == [
        "r.ris:1: warning: a record is empty and is left out"
    ]


def test_keys_of_the_file_are_kept_and_others_made() -> None:
    records = (
        "TY  - BOOK\nID  - my-key\nER  - \n"
        + "TY  - BOOK\nAU  - Müller, A.\nTI  - The Ätna\nPY  - 2001\nER  - \n" * 2
        + "TY  - BOOK\nID  - my-key\nER  - \n"
    )
    keys = [reference.key for reference in read(records)]
    assert keys == ["my-key", "muller2001atna", "muller2001atna-2", "reference"]


def test_what_is_doubtful_is_told_with_its_line() -> None:
    told = [
        "the last record has no end",
        "the tag 'ZZ' is no tag of RIS and is left out",
        "'SCROLL' is no type of RIS",
        "'45 or 46' is no date and is shown as it stands",
    ]
    found = problems("\nTY  - SCROLL\nZZ  - x\nPY  - 45 or 46\n")
    assert [problem.split("\n")[0] for problem in found] == [
        f"r.ris:2: warning: {what}" for what in told
    ]


def test_refer_says_the_same_with_signs() -> None:
    ledger = Ledger()
    (reference,) = refer.parse(
        "%0 Journal Article\n%A Shannon, C. E.\n%T A Theory\n%J Bell J.\n%D 1948\n%V 27\n"
        "%P 379-423\n%R 10.1000/x\n%@ 0005-8580\n",
        PATH,
        ledger,
    )
    assert ledger.problems == []
    assert reference.type == "article-journal"
    assert reference.names == {"author": (Name("Shannon", "C. E."),)}
    assert reference.dates == {"issued": Date(Day(1948))}
    assert texts(reference) == {
        "title": "A Theory",
        "container-title": "Bell J.",
        "volume": "27",
        "page": "379-423",
        "DOI": "10.1000/x",
        "ISSN": "0005-8580",
    }


def test_web_of_science() -> None:
    ledger = Ledger()
    (reference,) = web_of_science.parse(
        "FN Clarivate\nVR 1.0\nPT J\nAU Loach, PA\n   Law, CJ\nAF Loach, Paul A.\n   Law, CJ\n"
        "TI Interactions of the\n   complex\nSO BIOCHEMISTRY\nJI Biochemistry\nPD JUN 8\nPY 2004\n"
        "VL 43\nBP 7003\nEP 7016\nDI 10.1021/bi049798f\nDE one; two\nER\n\nEF\n",
        PATH,
        ledger,
    )
    assert ledger.problems == []
    assert reference.names == {"author": (Name("Loach", "Paul A."), Name("Law", "C. J."))}
    assert reference.dates == {"issued": Date(Day(2004, 6, 8))}
    assert texts(reference) == {
        "title": "Interactions of the complex",
        "container-title": "BIOCHEMISTRY",
        "container-title-short": "Biochemistry",
        "volume": "43",
        "page": "7003-7016",
        "DOI": "10.1021/bi049798f",
        "keyword": "one, two",
    }


def test_pubmed() -> None:
    ledger = Ledger()
    (reference,) = nbib.parse(
        "PMID- 28754806\nOWN - NLM\nIS  - 1759-8486 (Electronic)\nDP  - 2018 Jan-Feb\n"
        "TI  - Impact of a\n      catheter.\nPG  - 335-9\nLID - 10.1136/x [doi]\n"
        "FAU - Brinjikji, Waleed\nAU  - Brinjikji W\nCN  - The Group\nLA  - eng\nDEP - 20170728\n"
        "TA  - J Surg\nJT  - Journal of surgery\nPST - aheadofprint\n",
        PATH,
        ledger,
    )
    assert ledger.problems == []
    assert reference.names == {
        "author": (Name("Brinjikji", "Waleed"), Name(literal="The Group")),
    }
    assert reference.dates == {
        "issued": Date(Day(2018, 1), Day(2018, 2)),
        "available-date": Date(Day(2017, 7, 28)),
    }
    assert texts(reference) == {
        "title": "Impact of a catheter",
        "container-title": "Journal of surgery",
        "container-title-short": "J Surg",
        "PMID": "28754806",
        "DOI": "10.1136/x",
        "ISSN": "1759-8486",
        "language": "en",
        "page": "335-9",
        "status": "ahead of print",
    }


ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Lee, Ann</style></author></authors>
</contributors>
<titles><title><style face="normal">On </style><style face="italic">E. coli</style><style
 face="normal"> and 10</style><style face="italic superscript">3</style></title>
<secondary-title>Journal</secondary-title></titles>
<periodical><full-title>Journal of Tests</full-title><abbr-1>J. Tests</abbr-1></periodical>
<pages>1-9</pages><volume>5</volume><number>2</number>
<dates><year>2018</year><pub-dates><date>Apr</date></pub-dates></dates>
<electronic-resource-num>10.1000/x</electronic-resource-num>
</record></records></xml>"""


def test_endnote_s_runs_of_style_are_rich_text() -> None:
    ledger = Ledger()
    (reference,) = endnote_xml.parse(ENDNOTE, Path("r.xml"), ledger)
    assert ledger.problems == []
    assert str(reference.location) == "r.xml:2"
    assert reference.names == {"author": (Name("Lee", "Ann"),)}
    assert reference.dates == {"issued": Date(Day(2018, 4))}
    assert reference.texts["title"] == (
        Text("On "),
        Emphasis((Text("E. coli"),)),
        Text(" and 10"),
        Superscript((Emphasis((Text("3"),)),)),
    )
    assert texts(reference) == {
        "title": "On E. coli and 103",
        "container-title": "Journal of Tests",
        "container-title-short": "J. Tests",
        "page": "1-9",
        "volume": "5",
        "issue": "2",
        "DOI": "10.1000/x",
    }


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            '<!DOCTYPE x [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>\n<xml>&b;</xml>',
            "r.xml:1: error: the file declares entities",
        ),
        (
            '\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml>&a;</xml>',
            "r.xml:2: error: the file declares entities",
        ),
        ("<xml>\n<record>", "r.xml:2: error: broken XML: "),
        ("<xml><record>&undeclared;</record></xml>", "r.xml: error: broken XML: "),
    ],
)
def test_xml_that_is_broken_or_would_do_harm_is_refused(source: str, told: str) -> None:
    ledger = Ledger()
    endnote_xml.parse(source, Path("r.xml"), ledger)
    assert str(ledger.problems[0]).startswith(told)
