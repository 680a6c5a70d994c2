"""Lists of references: all of it, or what a list selects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from presswork.citations.citing import cite
from presswork.citations.keys import check_keys
from presswork.document import Bibliography, Heading, Paragraph, Selection, Uncited
from presswork.inlines import NoteReference, Text, plain_text
from presswork.problems import Location
from presswork.styles import find
from tests.citations.build import c, document, entries, text

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Block, Blocks, Document


def listed(paper: Document, style: str = "ama") -> list[list[str]]:
    """Return the labels and keys of each list; `*` marks an entry that stands in one before."""
    return [
        [
            f"{plain_text(entry.label)}{entry.key}{'*' if entry.again else ''}"
            for entry in block.entries
        ]
        for block in cite(paper, find(style).path).blocks
        if isinstance(block, Bibliography)
    ]


def paper_of(*blocks: Block, notes: tuple[tuple[str, str], ...] = ()) -> Document:
    """Return a document in which some works have types and keywords of their own."""
    paper = document(notes=tuple((id_, text(c(key))) for id_, key in notes))
    special = {
        "ash": ("article-journal", "Primary; trees"),
        "cedar": ("book", "trees, wood"),
        "elder": ("book", "primary"),
        "ivy1": ("thesis", ""),
    }
    references = []
    for reference in paper.references:
        type_, words = special.get(reference.key, (reference.type, ""))
        texts = {**reference.texts, "keyword": (Text(words),)} if words else reference.texts
        references.append(replace(reference, type=type_, texts=texts))
    return replace(paper, blocks=blocks, references=tuple(references))


def selecting(**rules: frozenset[str]) -> Bibliography:
    return Bibliography(selection=Selection(**rules))  # type: ignore[arg-type] # the rules are all sets


ALL_FOUR = Paragraph(text("x", c("ash", "cedar"), c("elder"), c("ivy1")))


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"types": {"book"}}, ["2.cedar", "3.elder"]),
        ({"types": {"book", "thesis"}}, ["2.cedar", "3.elder", "4.ivy1"]),
        ({"not_types": {"book"}}, ["1.ash", "4.ivy1"]),
        ({"keywords": {"primary"}}, ["1.ash", "3.elder"]),
        ({"keywords": {"wood", "TREES"}}, ["1.ash", "2.cedar"]),
        ({"not_keywords": {"trees"}}, ["3.elder", "4.ivy1"]),
        ({"types": {"book"}, "keywords": {"primary"}}, ["3.elder"]),
    ],
)
def test_a_list_shows_what_it_selects(rules: dict[str, set[str]], expected: list[str]) -> None:
    frozen = {name: frozenset(values) for name, values in rules.items()}
    assert listed(paper_of(ALL_FOUR, selecting(**frozen))) == [expected]


def test_lists_keep_the_labels_of_the_whole_and_lead_to_the_first_entry() -> None:
    books, whole = selecting(types=frozenset({"book"})), Bibliography()
    assert listed(paper_of(ALL_FOUR, books, whole)) == [
        ["2.cedar", "3.elder"],
        ["1.ash", "2.cedar*", "3.elder*", "4.ivy1"],
    ]


def test_works_in_no_list_are_told() -> None:
    here = Location(document().path, 7)
    paragraph = Paragraph(text("x", c("cedar"), replace(c("ash"), location=here)))
    paper = paper_of(paragraph, selecting(types=frozenset({"book"})))
    assert [str(problem) for problem in cite(paper, find("apa").path).warnings] == [
        (
            "article.md:7: warning: 'ash' is in none of the lists of references\n"
            "  hint: its type is article-journal, its keywords are primary, trees; "
            "select one of these in a list, or add ::: {#refs} for all"
        )
    ]


def test_without_any_list_nothing_is_told() -> None:
    assert cite(paper_of(ALL_FOUR), find("apa").path).warnings == ()


def test_each_section_lists_what_it_cites_in_text_and_notes() -> None:
    ends = Bibliography(selection=Selection(of_section=True))
    blocks: Blocks = (
        Paragraph(text("before", c("cedar"))),
        ends,
        Heading(1, text("One"), "one"),
        Paragraph(text("x", c("ash"), NoteReference("n"))),
        Heading(2, text("Part"), "part"),
        Paragraph(text("y", c("elder"))),
        ends,
        Heading(1, text("Two"), "two"),
        Paragraph(text("z", c("ash"))),
        ends,
    )
    paper = paper_of(*blocks, notes=(("n", "ivy1"),))
    assert listed(paper) == [["1.cedar"], ["2.ash", "3.ivy1", "4.elder"], ["2.ash*"]]
    assert cite(paper, find("ama").path).warnings == ()


def test_works_may_be_listed_without_being_cited() -> None:
    paper = replace(document(text("x", c("cedar"))), uncited=(Uncited("ash"), Uncited("cedar")))
    assert [entry[:8] for entry in entries(cite(paper, find("ama").path))] == [
        "1. Cedar",
        "2. Ash A",
    ]


def test_works_that_are_listed_have_to_be_known(tmp_path: Path) -> None:
    place = Location(tmp_path / "article.md", 5)
    paper = replace(document(), uncited=(Uncited("ashh", place), Uncited("ash", place)))
    assert [str(problem) for problem in check_keys(paper)] == [
        f"{place}: error: unknown citation key 'ashh'\n  hint: did you mean 'ash'?"
    ]
