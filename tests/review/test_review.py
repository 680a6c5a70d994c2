"""The review as a whole: lines, libraries, what was told before, what other readers give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from presswork import numbering, readers
from presswork.document import (
    Author,
    CodeBlock,
    Document,
    Equation,
    EquationTag,
    Metadata,
    Paragraph,
)
from presswork.inlines import CrossReference, Text
from presswork.mathml import Formula, MathElement
from presswork.numbering import number
from presswork.problems import Location
from presswork.resources import Resources
from presswork.review import review
from tests.review.examples import TODAY, Source, article, book, reviewed, write
from tests.timing import growth

if TYPE_CHECKING:
    from presswork.document import Block

PATH = Path("article.md")


def told(source: Source, folder: Path, rule: str) -> list[str]:
    problems = reviewed(source, folder)
    return [str(p).replace(f"{folder}/", "") for p in problems if p.rule == rule]


def test_findings_are_warnings_with_a_line_and_a_hint(tmp_path: Path) -> None:
    assert told(Source("Words.\n\n# One\n\n# Two\n\nWords."), tmp_path, "empty-section") == [
        (
            "article.md:7: warning: nothing stands below the heading 'One'\n"
            "  hint: write the section, or delete its heading"
        )
    ]


def test_a_finding_in_a_long_paragraph_has_its_very_line(tmp_path: Path) -> None:
    text = "Bees are\nbusy, says\n[one](http://bees.org/a)\nand [other](http://bees.org/b)."
    lines = [problem.location for problem in reviewed(Source(text), tmp_path)]
    assert [place.line for place in lines if place] == [7, 8]


def test_a_finding_in_the_front_matter_has_its_line(tmp_path: Path) -> None:
    front = "title: Bees\nauthors:\n  - Eve\n  - Ada Lovelace, Charles Babbage"
    (problem,) = reviewed(Source(front=front), tmp_path)
    assert problem.location == Location(tmp_path / "article.md", 5)


def test_a_finding_in_an_entry_has_the_line_of_its_field(tmp_path: Path) -> None:
    source = Source(items=(book("a"), book("b", ISBN="978-0-262-03384-9"), book("c")))
    (problem,) = reviewed(source, tmp_path)
    assert problem.location
    lines = (tmp_path / "references.json").read_text(encoding="utf-8").splitlines()
    assert "978-0-262-03384-9" in lines[(problem.location.line or 0) - 1]


def test_what_an_entry_lacks_is_told_at_its_beginning(tmp_path: Path) -> None:
    (problem,) = reviewed(Source(items=(book("a"), book("b", publisher=None))), tmp_path)
    assert problem.location
    lines = (tmp_path / "references.json").read_text(encoding="utf-8").splitlines()
    assert '"id": "b"' in "".join(lines[(problem.location.line or 0) - 1 :][:2])


def test_of_a_library_only_the_number_of_uncited_works_is_told(tmp_path: Path) -> None:
    items = tuple(article(f"k{number}") for number in range(30))
    (line,) = told(Source(items=items, cited=("k0", "k1")), tmp_path, "uncited-reference")
    assert line == (
        "references.json: warning: 28 works are cited nowhere: 'k2', 'k3', 'k4' and others\n"
        "  hint: is it a library for several texts? then turn the rule uncited-reference off"
    )


def test_of_works_that_are_not_listed_nothing_is_told_missing(tmp_path: Path) -> None:
    source = Source(items=(article("a"), article("b", DOI=None, page=None)), cited=("a",))
    assert {problem.rule for problem in reviewed(source, tmp_path)} == {"uncited-reference"}


def test_a_clean_document_is_clean(tmp_path: Path) -> None:
    source = Source(
        "# Bees\n\nSee @fig:bee and [more](https://bees.org).\n\n"
        '![A bee.](bee.svg){#fig:bee alt="A bee on a flower."}',
        (article(), book("b")),
    )
    assert reviewed(source, tmp_path) == ()


def test_a_work_whose_key_was_taken_is_not_told_to_be_uncited(tmp_path: Path) -> None:
    source = Source(items=(article("a"), article("a", title="Another", DOI="10.1000/2")))
    assert reviewed(source, tmp_path) == ()


def document(*blocks: Block, **fields: object) -> Document:
    return Document(PATH, "bees", Metadata((Text("Bees"),)), blocks, **fields)  # type: ignore[arg-type]


def rules(*blocks: Block) -> list[str | None]:
    return [problem.rule for problem in review(number(document(*blocks)), TODAY)]


def equation(id_: str | None, *, numbered: bool = True) -> Equation:
    return Equation(Formula(MathElement("math"), "a"), (EquationTag(id_, numbered),))


def test_an_equation_with_a_number_is_to_be_mentioned() -> None:
    assert rules(equation("eq:a")) == ["unmentioned-equation"]
    assert rules(equation("eq:a"), Paragraph((CrossReference("eq:a"),))) == []
    assert rules(equation(None), Paragraph((Text("From Eqs. (1) and (2) follows"),))) == []
    assert rules(equation(None), Paragraph((Text("From (1) follows"),))) == []


def test_equations_without_a_name_are_told_together() -> None:
    (found,) = review(number(document(equation(None), equation(None), equation(None))), TODAY)
    assert found.what == "equations 1, 2 and 3 are mentioned nowhere in the text"


def test_an_equation_without_a_number_needs_no_mention() -> None:
    assert rules(equation(None, numbered=False)) == []


def test_a_listing_with_a_caption_is_to_be_mentioned() -> None:
    listing = CodeBlock("buzz", caption=(Text("How to buzz."),), id="lst:buzz")
    assert rules(listing) == ["unmentioned-listing"]
    assert rules(listing, Paragraph((Text("Listing 1 shows it."),))) == []


def test_an_orcid_id_of_an_author_is_checked() -> None:
    authors = (Author("Ada", orcid="0000-0002-1825-0097"), Author("Bob", orcid="0000-0002-1825-0"))
    bees = Document(PATH, "bees", Metadata((Text("Bees"),), authors=authors), ())
    assert [problem.what for problem in review(bees, TODAY)] == [
        "'0000-0002-1825-0' of Bob is no ORCID iD"
    ]


def test_long_documents_take_linear_time(tmp_path: Path) -> None:
    def read(parts: int) -> Document:
        journals = (f"Journal of {n % (parts // 2)} Bees" for n in range(2 * parts))
        items = tuple(article(f"k{n}", container_title=each) for n, each in enumerate(journals))
        text = "\n\n".join(
            f"# Part {n}\n\nSee [@k{n}] and <http://a{n}.org>." for n in range(parts)
        )
        path = write(Source(text, items, cited=()), tmp_path)
        return numbering.number(readers.read(path, Resources((tmp_path,))))

    documents = {parts: read(parts) for parts in (60, 240)}
    assert growth(lambda parts: review(documents[parts], TODAY), 60) < 10
