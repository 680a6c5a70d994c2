"""Each rule: what it finds, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from presswork.rules import OF_DOCUMENTS, Topic
from tests.review.examples import Source, article, book, chapter, item, reviewed, year

if TYPE_CHECKING:
    from pathlib import Path

FIGURE: Final = '![A bee.](bee.svg){#fig:bee alt="A bee on a flower."}'
OTHER: Final = '![Two bees.](bee.svg){#fig:two alt="Two bees on a flower."}'
TABLE: Final = "| a |\n|---|\n| 1 |\n\nTable: Counts. {#tbl:counts}"
SMITH: Final = [{"family": "Smith", "given": "J."}]

FOUND: Final[dict[str, dict[str, Source]]] = {
    "uncited-reference": {
        "a work that nothing mentions": Source(items=(article(),), cited=()),
    },
    "duplicate-work": {
        "one DOI": Source(items=(article("a"), article("b", DOI="10.1000/A"))),
        "one title and year": Source(
            items=(article("a", title="Bees"), article("b", title="Bees", DOI=None))
        ),
    },
    "missing-title": {"an article": Source(items=(article(title=None),))},
    "missing-author": {
        "an article": Source(items=(article(author=None),)),
        "a book": Source(items=(book(author=None),)),
    },
    "missing-year": {
        "an article": Source(items=(article(issued=None),)),
        "a book": Source(items=(book(issued=None),)),
    },
    "missing-container": {
        "an article without a journal": Source(items=(article(container_title=None),)),
        "a chapter without a book": Source(items=(chapter(container_title=None),)),
        "a paper without proceedings": Source(
            items=(item("paper-conference", title="Bees", author=SMITH, issued=year(2020)),)
        ),
    },
    "missing-volume": {"an article": Source(items=(article(volume=None),))},
    "missing-pages": {
        "an article": Source(items=(article(page=None),)),
        "a chapter": Source(items=(chapter(page=None),)),
    },
    "missing-doi": {"an article of this century": Source(items=(article(DOI=None),))},
    "missing-publisher": {
        "a book": Source(items=(book(publisher=None),)),
        "a chapter": Source(items=(chapter(publisher=None),)),
        "a thesis": Source(items=(item("thesis", title="Bees", author=SMITH, issued=year(2020)),)),
    },
    "missing-editor": {"a chapter": Source(items=(chapter(editor=None),))},
    "missing-url": {
        "a web page": Source(
            items=(item("webpage", title="Bees", accessed={"date-parts": [[2026, 1, 2]]}),)
        ),
        "software": Source(items=(item("software", title="Beehive"),)),
    },
    "missing-accessed": {
        "a web page without any date": Source(
            items=(item("webpage", title="Bees", URL="https://bees.org"),)
        ),
    },
    "all-caps-title": {
        "an article": Source(items=(article(title="WHAT BEES KNOW ABOUT FLOWERS"),)),
        "a journal": Source(items=(article(container_title="ANIMAL BEHAVIOUR LETTERS"),)),
        "the document": Source(front="title: WHAT BEES KNOW ABOUT FLOWERS"),
    },
    "journal-name-variants": {
        "abbreviated with stops": Source(
            items=(
                article("a", container_title="Physical Review Letters"),
                article("b", container_title="Phys. Rev. Lett."),
            )
        ),
        "abbreviated without stops": Source(
            items=(
                article("a", container_title="Journal of the American Chemical Society"),
                article("b", container_title="J Am Chem Soc"),
            )
        ),
        "a contraction and a country": Source(
            items=(
                article(
                    "a",
                    container_title="Proceedings of the National Academy of Sciences of the "
                    "United States of America",
                ),
                article("b", container_title="Proc Natl Acad Sci USA"),
            )
        ),
        "an acronym": Source(
            items=(
                article("a", container_title="Proceedings of the National Academy of Sciences"),
                article("b", container_title="PNAS"),
            )
        ),
        "with and without an article": Source(
            items=(
                article("a", container_title="The Astrophysical Journal"),
                article("b", container_title="Astrophysical Journal"),
            )
        ),
        "an ampersand": Source(
            items=(
                article("a", container_title="Astronomy & Astrophysics"),
                article("b", container_title="Astronomy and Astrophysics"),
            )
        ),
        "a short name that another work gives": Source(
            items=(
                article("a", container_title="The Lancet", container_title_short="Lancet"),
                article("b", container_title="Lancet"),
            )
        ),
    },
    "authors-in-one-name": {
        "Vancouver style": Source(items=(article(author=[{"literal": "Smith J, Jones KL"}]),)),
        "as a family name": Source(items=(article(author=[{"family": "Smith J, Jones KL"}]),)),
        "with initials behind": Source(
            items=(article(author=[{"literal": "Smith, J., van der Berg, K. L."}]),)
        ),
        "with initials before": Source(
            items=(article(author=[{"literal": "J. Smith, K. L. Jones"}]),)
        ),
        "and": Source(items=(article(author=[{"family": "John Smith and Karen Jones"}]),)),
        "a semicolon": Source(items=(article(author=[{"literal": "Smith, J.; Jones, K."}]),)),
        "et al.": Source(items=(article(author=[{"family": "Smith et al."}]),)),
        "in the front matter": Source(front="title: Bees\nauthor: Ada Lovelace, Charles Babbage"),
    },
    "backward-pages": {
        "an article": Source(items=(article(page="173-137"),)),
        "a part of several": Source(items=(article(page="1-5, 19-12"),)),
        "a short end": Source(items=(article(page="1234-33"),)),
        "with letters": Source(items=(article(page="S20-S11"),)),
    },
    "future-date": {
        "a year": Source(items=(article(issued=year(2091)),)),
        "a visit": Source(
            items=(
                item(
                    "webpage",
                    title="Bees",
                    URL="https://bees.org",
                    accessed={"date-parts": [[2027, 1, 2]]},
                ),
            )
        ),
    },
    "malformed-doi": {
        "no prefix": Source(items=(article(DOI="1000/182"),)),
        "a full stop behind": Source(items=(article(DOI="10.1000/182."),)),
        "another identifier": Source(items=(article(DOI="arXiv:1706.03762"),)),
        "of a work that is not cited": Source(items=(article(DOI="1000/182"),), cited=()),
    },
    "malformed-isbn": {
        "of 13 digits": Source(items=(book(ISBN="978-0-262-03384-9"),)),
        "of 10 digits": Source(items=(book(ISBN="0-262-03384-5"),)),
        "one digit missing": Source(items=(book(ISBN="978-0-262-0338-8"),)),
        "the second of two": Source(items=(book(ISBN="978-0-262-03384-8 978-0-262-53305-9"),)),
    },
    "malformed-issn": {"a digit mistyped": Source(items=(article(ISSN="0028-0837"),))},
    "malformed-pmid": {"a word before it": Source(items=(article(PMID="PMID: 19872477"),))},
    "malformed-pmcid": {"without PMC": Source(items=(article(PMCID="3531190"),))},
    "unmentioned-figure": {"a figure": Source(FIGURE)},
    "unmentioned-table": {"a table": Source(TABLE)},
    "skipped-heading-level": {
        "from 1 to 3": Source("# One\n\nWords.\n\n### Three\n\nWords."),
        "from the beginning": Source("## Two\n\nWords."),
    },
    "empty-section": {
        "before the next": Source("# One\n\n# Two\n\nWords."),
        "at the end": Source("# One\n\nWords.\n\n# Two"),
        "before the list of references": Source(
            "# One\n\nWords [@a].\n\n# Conclusion", (article(),), cited=()
        ),
    },
    "insecure-link": {
        "in the text": Source("See [bees](http://bees.org)."),
        "a bare address": Source("See <http://bees.org>."),
        "as words": Source("See http://bees.org."),
        "of a work": Source(items=(book(URL="http://bees.org"),)),
        "by FTP": Source("See [bees](ftp://bees.org/bees.csv)."),
    },
    "broken-link": {
        "no host": Source("See [bees](https:///bees)."),
        "a missing slash": Source("See [bees](https:/bees.org)."),
        "a missing colon": Source("See [bees](https//bees.org)."),
        "no scheme": Source("See [bees](www.bees.org)."),
        "twice": Source("See [bees](https://https://bees.org)."),
        "as words": Source("See https:/bees.org."),
        "a mistyped scheme": Source(items=(book(URL="htps://bees.org"),)),
        "a placeholder": Source("See [bees](https://doi.org/10.5281/zenodo.XXXXXXX)."),
        "a stop behind": Source(items=(book(URL="https://bees.org/a."),)),
        "LaTeX in it": Source(items=(book(URL="https://bees.org/a\\_b"),)),
    },
    "alt-repeats-caption": {
        "word for word": Source('See @fig:a.\n\n![A bee.](bee.svg){#fig:a alt="A bee"}'),
    },
    "alt-is-file-name": {
        "with its ending": Source('See @fig:a.\n\n![A bee.](bee.svg){#fig:a alt="bee.svg"}'),
        "in a line": Source("This is ![image_01.png](bee.svg) a bee."),
    },
    "doubled-word": {
        "in one line": Source("We saw the the bees."),
        "over two lines": Source("We saw the\nthe bees."),
        "in German": Source("Wir sahen Bienen und und Blumen.", front="title: B\nlang: de"),
    },
}

FINE: Final[dict[str, dict[str, Source]]] = {
    "uncited-reference": {
        "cited in a note": Source("Words.[^1]\n\n[^1]: [@a]", (article(),), cited=()),
        "cited in a caption": Source(
            'See @fig:a.\n\n![A bee [@a].](bee.svg){#fig:a alt="x y"}', (article(),), cited=()
        ),
        "listed": Source(items=(article(),), cited=(), front="title: T\nnocite: [a]"),
    },
    "duplicate-work": {
        "two DOIs": Source(
            items=(article("a", title="Editorial"), article("b", title="Editorial"))
        ),
        "only one is listed": Source(
            items=(article("a"), article("b", DOI="10.1000/a")), cited=("a",)
        ),
    },
    "missing-title": {"a letter": Source(items=(item("personal_communication", author=SMITH),))},
    "missing-author": {
        "a book with an editor": Source(items=(book(author=None, editor=SMITH),)),
        "a work of reference": Source(items=(book(author=None, edition="17"),)),
        "a newspaper": Source(
            items=(
                item(
                    "article-newspaper",
                    title="Bees",
                    container_title="The Times",
                    issued=year(1969),
                ),
            )
        ),
    },
    "missing-year": {
        "in press": Source(items=(article(issued={"literal": "in press"}),)),
        "in press by its status": Source(items=(article(issued=None, status="in press"),)),
        "software": Source(items=(item("software", title="Beehive", URL="https://a.org"),)),
    },
    "missing-container": {
        "a preprint": Source(items=(article(container_title=None, DOI="10.48550/arXiv.1"),)),
        "a paper of an event": Source(
            items=(
                item(
                    "paper-conference",
                    title="Bees",
                    author=SMITH,
                    issued=year(2020),
                    event_title="BeeConf 2020",
                ),
            )
        ),
    },
    "missing-volume": {
        "only an issue": Source(items=(article(volume=None, issue="239"),)),
        "a preprint": Source(
            items=(article(volume=None, page=None, container_title="arXiv:1706.03762"),)
        ),
        "online ahead of print": Source(
            items=(article(volume=None, page=None, issued=year(2026)),)
        ),
    },
    "missing-pages": {
        "an article's number": Source(items=(article(page=None, number="e123"),)),
        "in press": Source(
            items=(article(volume=None, page=None, issued={"literal": "forthcoming"}),)
        ),
    },
    "missing-doi": {
        "of 1905": Source(items=(article(DOI=None, issued=year(1905)),)),
        "in press": Source(items=(article(DOI=None, status="accepted"),)),
        "in its address": Source(items=(article(DOI=None, URL="https://doi.org/10.1000/182"),)),
        "a journal without DOIs": Source(
            items=(article(DOI=None, container_title="Journal of Machine Learning Research"),)
        ),
        "a book": Source(items=(book(),)),
        "of PubMed": Source(items=(article(DOI=None, PMID="19872477"),)),
    },
    "missing-publisher": {
        "of 1859": Source(items=(book(publisher=None, issued=year(1859)),)),
        "an institution's report": Source(
            items=(item("report", title="Bees", author=[{"literal": "FAO"}], issued=year(2020)),)
        ),
    },
    "missing-editor": {
        "its author's own book": Source(items=(chapter(editor=None, container_author=SMITH),)),
    },
    "missing-url": {
        "a data set with a DOI": Source(items=(item("dataset", title="B", DOI="10.1000/1"),)),
    },
    "missing-accessed": {
        "a dated page": Source(
            items=(item("webpage", title="B", URL="https://bees.org", issued=year(2020)),)
        ),
    },
    "all-caps-title": {
        "acronyms": Source(items=(article(title="DNA, RNA and NASA"),)),
        "a name in capitals": Source(items=(article(title="SUNDIALS"),)),
        "a journal's own spelling": Source(items=(article(container_title="PLOS ONE"),)),
        "no case at all": Source(items=(article(title="蜜蜂 知道 什么"),)),
        "long words without case": Source(front="title: ภูมิคุ้มกันบำบัด เซลล์ต้นกำเนิด"),
    },
    "journal-name-variants": {
        "sections of one journal": Source(
            items=(
                article("a", container_title="Physical Review"),
                article("b", container_title="Physical Review A"),
                article("c", container_title="Physical Review B"),
            )
        ),
        "another field": Source(
            items=(
                article("a", container_title="Journal of Physiology"),
                article("b", container_title="J. Phys."),
            )
        ),
        "one beginning": Source(
            items=(
                article("a", container_title="Nature Methods"),
                article("b", container_title="Nature Medicine"),
                article("c", container_title="Nature"),
            )
        ),
        "the short name in its own field": Source(
            items=(
                article("a", container_title="The Lancet", container_title_short="Lancet"),
                article("b", container_title="The Lancet", container_title_short="Lancet"),
            )
        ),
    },
    "authors-in-one-name": {
        "institutions": Source(
            items=(
                article(
                    author=[
                        {"literal": name}
                        for name in (
                            "Centers for Disease Control and Prevention",
                            "U.S. Department of Health and Human Services",
                            "Food and Agriculture Organization",
                            "National Academies of Sciences, Engineering, and Medicine",
                            "Procter & Gamble",
                            "Statistisches Bundesamt und Deutsche Rentenversicherung",
                            "Ministère des Sports et Agence Bio",
                            "University of California, Los Angeles",
                            "The LIGO Scientific Collaboration",
                            "others",
                        )
                    ]
                ),
            )
        ),
        "people": Source(
            items=(
                article(
                    author=[
                        {"family": "Smith", "given": "J. K."},
                        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
                        {"family": "Ortega y Gasset", "given": "José"},
                        {"family": "García Márquez", "given": "Gabriel"},
                        {"family": "van der Berg", "given": "Hans"},
                        {"literal": "Plato"},
                    ]
                ),
            )
        ),
        "degrees in the front matter": Source(
            front="title: Bees\nauthor: ['Ada Lovelace, PhD', 'Lovelace, Ada', 'J. Doe, MD, MPH']"
        ),
    },
    "backward-pages": {
        "a short end": Source(items=(article(page="737-8"),)),
        "with letters": Source(items=(article(page="S3-S23"),)),
        "an article's number": Source(items=(article(page="e291"),)),
        "Roman": Source(items=(article(page="xi-xxiii"),)),
        "one page": Source(items=(article(page="5-5"),)),
    },
    "future-date": {
        "the next year": Source(items=(article(issued=year(2027)),)),
        "today": Source(
            items=(
                item(
                    "webpage",
                    title="B",
                    URL="https://bees.org",
                    accessed={"date-parts": [[2026, 11, 25]]},
                ),
            )
        ),
    },
    "malformed-doi": {"as an address": Source(items=(article(DOI="https://doi.org/10.1000/1"),))},
    "malformed-isbn": {
        "two, with words": Source(
            items=(book(ISBN="978-0-262-03384-8 (hbk), ISBN 0 262 03384 4 (pbk)"),)
        ),
    },
    "malformed-issn": {"print and online": Source(items=(article(ISSN="0028-0836, 1476-4687"),))},
    "malformed-pmid": {"a number": Source(items=(article(PMID="19872477"),))},
    "malformed-pmcid": {"an id": Source(items=(article(PMCID="PMC3531190"),))},
    "unmentioned-figure": {
        "by a cross-reference": Source(f"See @fig:bee.\n\n{FIGURE}"),
        "by its number": Source(f"See Fig. 1.\n\n{FIGURE}"),
        "within a range": Source(
            "See Figures 1–3.\n\n"
            + "\n\n".join(f'![A bee.](bee.svg){{alt="Bee {n}."}}' for n in range(3))
        ),
        "in another language": Source(
            f"Siehe Abbildung 1.\n\n{FIGURE}", front="title: T\nlang: de"
        ),
        "in a note": Source(f"Words.[^1]\n\n{FIGURE}\n\n[^1]: See @fig:bee."),
        "announced": Source(f"This is a bee:\n\n{FIGURE}"),
        "pointed at": Source(f"The figures below show bees.\n\n{FIGURE}\n\n{OTHER}"),
        "without a caption": Source('![](bee.svg){alt="A bee."}'),
    },
    "unmentioned-table": {"by its number": Source(f"Table 1 says so.\n\n{TABLE}")},
    "skipped-heading-level": {
        "up by two": Source("# A\n\nW.\n\n## B\n\nW.\n\n### C\n\nW.\n\n# D\n\nW."),
    },
    "empty-section": {
        "with sections of its own": Source("# One\n\n## Two\n\nWords."),
        "the list of references": Source(
            "# One\n\nWords [@a].\n\n# References", (article(),), cited=()
        ),
    },
    "insecure-link": {
        "this machine": Source("Open <http://localhost:8000> or <http://127.0.0.1/>."),
        "shown, and led to by another": Source("[http://a.org](https://a.org) and `http://a.org`"),
        "others": Source("[a](https://a.org), [b](mailto:a@b.org), [c](doi:10.1000/1), [d](#id)."),
        "a namespace": Source("[SVG](http://www.w3.org/2000/svg)"),
    },
    "broken-link": {
        "addresses of all kinds": Source(
            "[a](https://en.wikipedia.org/wiki/Bee_(insect)), [b](https://a.org/b?c=d&e=%20f), "
            "[c](https://web.archive.org/web/2020/https://a.org), [d](https://a.org/~b/#c), "
            "[e](http-errors.md), [f](data/bees.csv)."
        ),
    },
    "alt-repeats-caption": {
        "words of its own": Source(f"See @fig:bee.\n\n{FIGURE}"),
        "none, which was told when reading": Source("See Fig. 1.\n\n![A bee.](bee.svg)"),
    },
    "alt-is-file-name": {"a word": Source('See Fig. 1.\n\n![A bee.](bee.svg){alt="Bee"}')},
    "doubled-word": {
        "what can be right": Source("He said that that was what she had had."),
        "across a citation": Source("the [@a] the", (article(),)),
        "in code": Source("`the` the"),
    },
}

ELSEWHERE: Final = {
    "incomplete-translation",  # test_translating.py
    "malformed-orcid",  # tests/readers/test_front_matter.py, test_review.py
    "unmentioned-equation",  # test_review.py
    "unmentioned-listing",  # test_review.py
}


def cases(table: dict[str, dict[str, Source]]) -> list[pytest.param]:  # type: ignore[valid-type]
    return [
        pytest.param(rule, source, id=f"{rule}: {name}")
        for rule, sources in table.items()
        for name, source in sources.items()
    ]


@pytest.mark.parametrize(("rule", "source"), cases(FOUND))
def test_is_found(rule: str, source: Source, tmp_path: Path) -> None:
    found = [problem for problem in reviewed(source, tmp_path) if problem.rule == rule]
    assert found
    for problem in found:
        assert problem.location
        assert problem.location.path.is_file()


@pytest.mark.parametrize(("rule", "source"), cases(FINE))
def test_is_left_alone(rule: str, source: Source, tmp_path: Path) -> None:
    found = [problem for problem in reviewed(source, tmp_path) if problem.rule == rule]
    assert found == []


def test_every_rule_of_the_review_has_examples() -> None:
    of_review = {rule.id for rule in OF_DOCUMENTS.values() if rule.topic is not Topic.BUILDING}
    assert of_review - set(FOUND) - ELSEWHERE == set()
    assert of_review - set(FINE) - ELSEWHERE == set()
