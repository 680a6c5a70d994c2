"""References without titles, where something larger leads to the work."""

from __future__ import annotations

import pytest

from exporters.handout.short_references import without_titles
from presswork import document as doc
from presswork import inlines as inl
from presswork.references import Reference

TITLE = "Tides and the moon: a survey"
ARTICLE = Reference(
    "moon",
    "article-journal",
    {"title": (inl.Text(TITLE),), "container-title": (inl.Text("Waves"),)},
)


def shortened(*content: inl.Inline, reference: Reference = ARTICLE) -> inl.Inlines:
    entry = doc.BibliographyEntry(reference.key, (), content)
    return without_titles(doc.Bibliography((entry,)), [reference]).entries[0].content


@pytest.mark.parametrize(
    ("entry", "short"),
    [
        ("Moon A. Tides and the moon: a survey. Waves. 2020.", "Moon A. Waves. 2020."),
        ("Moon, A. (2020). Tides and the Moon: A Survey. Waves.", "Moon, A. (2020). Waves."),
        ("A. Moon, “Tides and the moon: a survey,” Waves, 2020.", "A. Moon, Waves, 2020."),
        ("Moon, A. « Tides and the moon : a survey ». Waves.", "Moon, A. Waves."),
        ("Moon A. Waves. 2020.", "Moon A. Waves. 2020."),
        ("Tides and the moon: a survey. Waves.", "Tides and the moon: a survey. Waves."),
        ("Moon A. Tides and the moon: a survey", "Moon A. Tides and the moon: a survey"),
    ],
)
def test_the_title_goes_with_what_closes_it(entry: str, short: str) -> None:
    assert inl.plain_text(shortened(inl.Text(entry))) == short


def test_a_title_in_pieces_goes_and_what_is_around_it_stays() -> None:
    title = inl.Emphasis((inl.Text("Tides and the moon"),))
    journal = inl.Emphasis((inl.Text("Waves"),))
    content = (inl.Text("Moon A. "), title, inl.Text(": a survey. "), journal, inl.Text("."))
    assert shortened(*content) == (inl.Text("Moon A. "), journal, inl.Text("."))


def test_what_stands_in_nothing_larger_keeps_its_title() -> None:
    book = Reference("moon", "book", {"title": (inl.Text(TITLE),)})
    content = (inl.Text(f"Moon A. {TITLE}. Leeds; 2020."),)
    assert shortened(*content, reference=book) == content
