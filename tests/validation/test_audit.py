"""The audit of papers: what it counts, and that it notices what is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from tests.validation.audit import from_jats, in_html
from tests.validation.audit.counting import Kind, Shown, Thing, Told, compare, residue
from tests.validation.audit.from_markdown import numbers_of, read

if TYPE_CHECKING:
    from pathlib import Path

WORDS: Final = {"figure": "Figure", "table": "Table"}

TOLD: Final = Told(
    things={
        Kind.AUTHORS: (Thing("Ada Moon", ("Ada", "Moon")), Thing("Ben Sea", ("Ben Sea",))),
        Kind.FIGURES: (Thing("tide.png", ("The sea at noon.",), ("1",)),),
        Kind.EQUATIONS: (Thing("a = b", (), ("1",)),),
    },
    begin="The sea rises twice a day, everywhere",
    verbatim="Write `$x$` for it.",
)
SHOWN: Final = Shown(
    "Tides\nAda Moon, Ben Sea\nThe sea rises twice a day, everywhere. Write $x$ for it.\n"
    "Figure\N{NO-BREAK SPACE}1. The sea at\nnoon. (1)\nBen Sea. On tides.",
    {Kind.FIGURES: 1},
)


def faults(shown: Shown) -> dict[Kind, tuple[int, int, tuple[str, ...]]]:
    counts = compare(TOLD, shown, WORDS)
    return {one.kind: (one.source, one.shown, one.missing) for one in counts if not one.good}


def without(words: str) -> Shown:
    return replace(SHOWN, text=SHOWN.text.replace(words, "", 1))


def test_nothing_is_missing_where_all_is_shown() -> None:
    assert faults(SHOWN) == {}
    assert residue(TOLD, SHOWN) == ()


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        (without("Ben Sea"), {Kind.AUTHORS: (2, 1, ("Ben Sea",))}),
        (without("noon"), {Kind.FIGURES: (1, 0, ("tide.png | The sea at noon.",))}),
        (
            without("Figure\N{NO-BREAK SPACE}1"),
            {Kind.FIGURES: (1, 0, ("tide.png | its number 1",))},
        ),
        (without("(1)"), {Kind.EQUATIONS: (1, 0, ("a = b | its number 1",))}),
        (replace(SHOWN, counts={Kind.FIGURES: 0}), {Kind.FIGURES: (1, 0, ())}),
        (replace(SHOWN, counts={Kind.FIGURES: 2}), {Kind.FIGURES: (1, 2, ())}),
    ],
    ids=["author", "caption", "figure-number", "equation-number", "picture", "picture-twice"],
)
def test_what_is_missing_is_named(
    shown: Shown, fault: dict[Kind, tuple[int, int, tuple[str, ...]]]
) -> None:
    assert faults(shown) == fault


@pytest.mark.parametrize("left", ["??", r"\ref{a}", "@fig:sea", "$", "{#eq:a}", r"\begin{table}"])
def test_markup_that_is_left_is_found(left: str) -> None:
    assert len(residue(TOLD, replace(SHOWN, text=f"{SHOWN.text} {left}"))) == 1


@pytest.mark.parametrize(
    ("formula", "numbers"),
    [
        (r"\begin{equation} a \end{equation}", ["1"]),
        (r"\begin{equation*} a \end{equation*}", []),
        (r"\begin{align} a \\ b \nonumber \\ c \end{align}", ["1", "2"]),
        (r"\begin{align} a \begin{matrix} 1 \\ 2 \end{matrix} \end{align}", ["1"]),
        (r"\begin{equation} a \tag{A1} \end{equation}", ["A1"]),
        (r"a = b", []),
        (r"a = b \label{eq:a}", ["1"]),
    ],
)
def test_equations_are_numbered_as_in_latex(formula: str, numbers: list[str]) -> None:
    assert list(numbers_of(formula, iter((1, 2, 3)))) == numbers


@pytest.mark.slow
def test_markdown_is_counted(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{k, title = {On {Tides}}, author = {Moon, Ada}}")
    paper = tmp_path / "paper.md"
    paper.write_text(
        "---\ntitle: T\nauthors:\n  - name: Ada Moon\n    affiliation: 1\n"
        "affiliations:\n  - name: Harbor School\n    index: 1\nbibliography: refs.bib\n---\n\n"
        "The sea [@k] rises, see \\autoref{a} and $x$.[^1]\n\n[^1]: A note.\n\n"
        "![The sea. \\label{a}](sea.png)\n\n"
        "\\begin{table}\n\\resizebox{\\textwidth}{!}{%\n\\begin{tabular}{l} High \\\\ Low "
        "\\end{tabular}}\n\\caption{Heights.}\n\\end{table}\n\n$$ y $$\n"
    )
    told = read(paper)
    assert {kind.value: len(things) for kind, things in told.things.items()} == {
        "authors": 1,
        "affiliations": 1,
        "references": 1,
        "figures": 1,
        "pictures": 1,
        "tables": 1,
        "equations": 1,
        "formulas": 1,
        "footnotes": 1,
        "cross-references": 1,
        "passages": 9,
    }
    assert told.things[Kind.REFERENCES] == (Thing("k", ("On Tides",)),)


def test_jats_is_counted(tmp_path: Path) -> None:
    article = tmp_path / "article.xml"
    article.write_text(
        '<article xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta>'
        '<contrib-group><contrib contrib-type="author"><name><surname>Moon</surname>'
        "<given-names>Ada</given-names></name></contrib><aff><label>1</label>Harbor School</aff>"
        "</contrib-group></article-meta></front><body><sec><title>Tides</title>"
        '<p>The sea rises <xref ref-type="bibr" rid="r">1</xref>, as <xref ref-type="fig" '
        'rid="f">Fig 1</xref> shows.</p><fig id="f"><label>Fig 1</label><caption><p>The sea.</p>'
        "</caption></fig><disp-formula><label>(2)</label><mml:math><mml:mi>a</mml:mi></mml:math>"
        "</disp-formula></sec></body><back><ref-list><ref id='r'><element-citation>"
        "<article-title>On tides</article-title></element-citation></ref></ref-list></back>"
        "</article>"
    )
    told = from_jats.read(article)
    assert {kind.value: things for kind, things in told.things.items() if things} == {
        "authors": (Thing("Moon Ada", ("Moon", "Ada")),),
        "affiliations": (Thing("Harbor School", ("Harbor School",)),),
        "references": (Thing("On tides", ("On tides",)),),
        "figures": (Thing("The sea.", ("The sea.",), ("1",)),),
        "equations": (Thing("(2)a", (), ("2",)),),
        "cross-references": (Thing("Fig 1 (f)"),),
        "passages": tuple(
            Thing(words, (words,))
            for words in ("Tides", "The sea rises ", ", as ", " shows.", "The sea.")
        ),
    }
    assert told.cites == 1


def test_a_page_is_counted(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<body><nav><a href='#a'>Tides</a></nav><main><p>See <a href='#f'>Figure 1</a> and "
        "<math><mi>x</mi><annotation>\\x</annotation></math>.</p><figure id='f'><img src='data:,'>"
        "<figcaption>The sea.</figcaption></figure><ol class='notes'><li>A note.</li></ol>"
        "<ol><li id='ref-k'>On tides</li></ol></main></body>"
    )
    shown = in_html.read(page)
    assert {kind.value: count for kind, count in shown.counts.items() if count} == {
        "references": 1,
        "figures": 1,
        "pictures": 1,
        "formulas": 1,
        "footnotes": 1,
        "cross-references": 1,
    }
    assert "\\x" not in shown.text
