"""BibTeX and BibLaTeX: fields, names, dates, LaTeX, inheritance, and what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswork.inlines import (
    Emphasis,
    Inlines,
    NoCase,
    Subscript,
    Superscript,
    Text,
    plain_text,
)
from presswork.problems import Ledger
from presswork.readers.references import latex_text
from presswork.readers.references.bibtex import parse
from presswork.references import Date, Day, Name, Reference

PATH = Path("references.bib")


def read(source: str) -> tuple[Reference, ...]:
    ledger = Ledger()
    references = parse(source, PATH, ledger)
    assert ledger.problems == []
    return references


def one(source: str) -> Reference:
    (reference,) = read(source)
    return reference


def texts(reference: Reference) -> dict[str, str]:
    return {variable: plain_text(text) for variable, text in reference.texts.items()}


def problems(source: str) -> list[str]:
    ledger = Ledger()
    parse(source, PATH, ledger)
    return [str(problem) for problem in ledger.problems]


def test_an_article_gets_the_names_of_csl() -> None:
    reference = one(
        """
@article{fisher2021,
  author = {Fisher, R. A. and Gosset, William},
  title = {On small samples},
  journal = {Journal of Trials},
  year = 2021, month = mar,
  volume = 12, number = 3, pages = {45--67},
  doi = {https://doi.org/10.1000/a_b},
}"""
    )
    assert reference.type == "article-journal"
    assert str(reference.location) == "references.bib:2"
    assert texts(reference) == {
        "title": "On small samples",
        "container-title": "Journal of Trials",
        "volume": "12",
        "issue": "3",
        "page": "45-67",
        "DOI": "10.1000/a_b",
    }
    assert reference.names == {"author": (Name("Fisher", "R. A."), Name("Gosset", "William"))}
    assert reference.dates == {"issued": Date(Day(2021, 3))}


@pytest.mark.parametrize(
    ("entry", "type_", "expected"),
    [
        ("@phdthesis{a, school={Oslo}}", "thesis", {"publisher": "Oslo", "genre": "PhD thesis"}),
        ("@book{a, series={S}, number=4}", "book", {"collection-number": "4"}),
        ("@techreport{a, institution={I}, number={TR-1}}", "report", {"number": "TR-1"}),
        ("@inproceedings{a, booktitle={P}}", "paper-conference", {"container-title": "P"}),
        ("@book{a, address={Rome}}", "book", {"publisher-place": "Rome"}),
        (
            "@misc{a, howpublished={\\url{https://x.org/a_b}}}",
            "webpage",
            {"URL": "https://x.org/a_b"},
        ),
        ("@misc{a, eprint={2301.1}, archiveprefix={arXiv}}", "article", {"number": "arXiv:2301.1"}),
        ("@article{a, title={T}, subtitle={S}}", "article-journal", {"title": "T: S"}),
        ("@book{a, langid={ngerman}}", "book", {"language": "de-DE"}),
    ],
)
def test_types_and_fields(entry: str, type_: str, expected: dict[str, str]) -> None:
    reference = one(entry)
    assert reference.type == type_
    assert expected.items() <= texts(reference).items()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("de la Cruz, Ana", Name("Cruz", "Ana", non_dropping_particle="de la")),
        ("King, Jr, Martin", Name("King", "Martin", suffix="Jr", comma_suffix=True)),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{Barnes and Noble}", Name(literal="Barnes and Noble")),
        ("{\\'E}mile Zola", Name("Zola", "Émile")),
        ("given=Hans, family=Castorp", Name("Castorp", "Hans")),
        ("Plato", Name("Plato")),
    ],
)
def test_names(written: str, expected: Name) -> None:
    assert one(f"@book{{a, author = {{{written}}}}}").names["author"] == (expected,)


def test_and_others_is_kept_for_et_al() -> None:
    names = one("@book{a, author = {Gauss, C. F. and others}}").names["author"]
    assert names == (Name("Gauss", "C. F."), Name(literal="others"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("date = {2016/2017}", Date(Day(2016), Day(2017))),
        ("date = {2016-12-13}, year = 2017", Date(Day(2016, 12, 13))),
        ("year = 2017, month = 8", Date(Day(2017, 8))),
        ("year = 2017, month = {August}, day = 4", Date(Day(2017, 8, 4))),
        ("year = {in press}", Date(literal="in press")),
        ("year = {2016--2018}", Date(Day(2016), Day(2018))),
        ("year = {2017--}", Date(literal="2017–")),
        ("date = {1890~}", Date(Day(1890), circa=True)),
    ],
)
def test_dates(written: str, expected: Date) -> None:
    assert one(f"@book{{a, {written}}}").dates["issued"] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Erd\H{o}s and {\"U}ber \o{} --- a", (Text("Erdős and Über ø — a"),)),
        (r"{GW}170817", (NoCase((Text("GW"),)), Text("170817"))),
        (r"\emph{E. coli}", (Emphasis((Text("E. coli"),)),)),
        (r"H$_2$O and $10^{-3}$", (
            Text("H"), Subscript((Text("2"),)), Text("O and 10"), Superscript((Text("−3"),)),
        )),
        (r"50\% \& more", (Text("50% & more"),)),
        (r"100% wool", (Text("100% wool"),)),
        ("``so''", (Text("“so”"),)),
        (r"$\alpha$-helix", (Text("α-helix"),)),  # noqa: RUF001 - an alpha
    ],
)  # fmt: skip
def test_latex_becomes_rich_text(source: str, expected: Inlines) -> None:
    assert latex_text.parse(source) == expected


@pytest.mark.parametrize("source", ["{" * 5000 + "}" * 5000, "$x^" * 3000, "{a", "a}", "\\", "$"])
def test_no_latex_raises(source: str) -> None:
    assert isinstance(latex_text.parse(source), tuple)


def test_strings_and_their_concatenation() -> None:
    reference = one('@string{j = "Journal"}\n@article{a, journal = j # { of } # "Tests"}')
    assert texts(reference)["container-title"] == "Journal of Tests"


def test_crossref_gives_a_chapter_its_book() -> None:
    chapter, _ = read(
        """
@incollection{part, title={A part}, author={Lee, Ann}, crossref={whole}}
@book{whole, title={The whole}, editor={Kim, Bo}, year=2001, publisher={P}}"""
    )
    assert texts(chapter) == {"title": "A part", "container-title": "The whole", "publisher": "P"}
    assert chapter.names["editor"] == (Name("Kim", "Bo"),)
    assert chapter.dates["issued"] == Date(Day(2001))


def test_a_circle_of_crossrefs_ends() -> None:
    assert len(read("@book{a, crossref={b}}\n@book{b, crossref={a}}")) == 2


def test_a_broken_entry_is_told_with_its_line() -> None:
    assert problems("@book{fine, title={x}}\n\n@book{broken, title={x\n") == [
        (
            "references.bib:3: warning: this entry is broken and is left out: "
            "@book{broken, title={x\n"
            "  hint: in line 3, a brace is not closed: "
            "look for a brace, a quote or a comma that is missing"
        )
    ]


def test_an_ampersand_without_a_backslash_is_one() -> None:
    reference = one("@book{a, title={Stem Cell Research & Therapy}, publisher={A & B}}")
    assert texts(reference) == {"title": "Stem Cell Research & Therapy", "publisher": "A & B"}


def test_a_parent_that_is_not_there_is_a_warning() -> None:
    assert problems("@book{a, crossref={b}}") == [
        "references.bib:1: warning: 'a' refers to 'b', which is not there"
    ]


def test_an_unknown_type_is_a_warning() -> None:
    (problem,) = problems("@scroll{a, title={x}}")
    assert problem.startswith("references.bib:1: warning: 'a': @scroll is no type that is known")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("date = {2020-13-45}", "date: '2020-13-45' is no date and is shown as it stands"),
        ("year = {5/6/2020}", "year: '5/6/2020' is no date and is shown as it stands"),
        ("year = 2020, month = 13", "the month or the day is in no calendar and is left out"),
        ("year = 2020, month = feb, day = 31", "the month or the day is in no calendar"),
        ("author = {A, B, C, D}", "a name in author is empty or has too many commas"),
        ("author = {Lee, Ann and and Kim, Bo}", "a name in author is empty or has too many"),
    ],
)
def test_a_malformed_date_or_name_is_a_warning(fields: str, told: str) -> None:
    (problem,) = problems(f"\n@book{{a, {fields}}}")
    assert problem.startswith(f"references.bib:2: warning: 'a': {told}")


def test_what_ads_exports_is_written_out() -> None:
    reference = one(
        r"""
@article{a, title = {H<SUB>2</SUB>O at 10<SUP>3</SUP> < 5}, journal = {\aap}, year = 2013}
"""
    )
    assert reference.texts["title"] == (
        Text("H"),
        Subscript((Text("2"),)),
        Text("O at 10"),
        Superscript((Text("3"),)),
        Text(" < 5"),
    )
    assert texts(reference)["container-title"] == "Astronomy & Astrophysics"


def test_an_entry_without_a_key_is_left_out() -> None:
    told = "references.bib:1: warning: this entry has no key and is left out"
    assert problems("@misc{, title = {A}}") == [f"{told}\n  hint: write one: @article{{key, …}}"]


def test_of_what_is_written_for_text_and_for_formulas_each_has_its_own() -> None:
    name = one(r"@book{a, author = {Rosi\ifmmode \acute{n}\else \'{n}\fi{}ska, D.}}").names
    assert [each.family for each in name["author"]] == ["Rosińska"]
    assert latex_text.plain(r"$x\ifmmode +\else -\fi y$") == "x+y"


def test_a_condition_that_does_not_end_takes_the_rest() -> None:
    assert latex_text.plain(r"a\ifmmode b\else c\ifmmode d") == "acd"
