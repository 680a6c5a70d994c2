"""Spaces that no line end parts: `~` stands for one, `^` for a narrow one."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from presswork import typesetting
from presswork.document import Document, Metadata, Note, Paragraph
from presswork.inlines import (
    CitationItem,
    Cite,
    Code,
    CrossReference,
    Emphasis,
    InLanguage,
    Inline,
    Link,
    ReferenceForm,
    Superscript,
    TargetKind,
    Text,
    plain_text,
)


def spaced(language: str, *parts: str | Inline) -> str:
    run = tuple(Text(part) if isinstance(part, str) else part for part in parts)
    made = typesetting.spaced(run, language)
    assert typesetting.spaced(made, language) is made, "doing it twice changes nothing more"
    shown = plain_text(made)
    return shown.replace("\N{NO-BREAK SPACE}", "~").replace("\N{NARROW NO-BREAK SPACE}", "^")


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("en", "Figure 2, Fig. 3, p. 5, § 3, No. 7", "Figure~2, Fig.~3, p.~5, §~3, No.~7"),
        ("en", "5 mg, 12 %, 20 °C, 3 days", "5~mg, 12~%, 20~°C, 3 days"),
        ("en", "10 000 and 1 234 567 in 2020 300", "10^000 and 1^234^567 in 2020 300"),
        ("en", "by J. R. R. Tolkien and Dr. Who", "by J.~R.~R.~Tolkien and Dr.~Who"),
        ("en-GB", "on 3 May 2020, or May 3", "on 3~May 2020, or May~3"),
        ("en", "one – two – three, so …", "one~– two~– three, so~…"),
        ("en", "p < 0.05, n = 12, 3 ± 1, e. g.", "p~<~0.05, n~=~12, 3~±~1, e.~g."),
        ("de", "z. B., u. a. am 3. Mai, Abb. 3", "z.^B., u.^a. am 3.~Mai, Abb.~3"),
        ("fr", "Quoi ? Non! Ah : « oui » ; 5 %", "Quoi^? Non^! Ah~: «^oui^»^; 5^%"),
        ("fr", "«tout» à 10:30 sur http://x.y?z=1", "«^tout^» à 10:30 sur http://x.y?z=1"),
        ("fr-CH", "Quoi ? « Oui »", "Quoi^? «^Oui^»"),
        ("fr-CA", "Quoi? Ah ? « Oui »", "Quoi? Ah~? «~Oui~»"),
        ("cs", "V lese a v poli, s. 5", "V~lese a~v~poli, s.~5"),
        ("sk", "Z domu k nám", "Z~domu k~nám"),
        ("pl", "W domu i w lesie z nami", "W~domu i~w~lesie z~nami"),
        ("ru", "Он и она в доме, рис. 3", "Он и~она в~доме, рис.~3"),
        ("es", "pág. 3 y la figura 2: ¿qué?", "pág.~3 y la figura~2: ¿qué?"),
        ("ja", "図 2", "図 2"),
        ("not a language", "a b", "a b"),
    ],
)
def test_spaces_of_a_language(language: str, written: str, expected: str) -> None:
    assert spaced(language, written) == expected


def test_spaces_between_inlines() -> None:
    number = CrossReference("f", TargetKind.FIGURE, "2", form=ReferenceForm.NUMBER)
    assert spaced("en", "see Fig. ", number, " and more") == "see Fig.~2 and more"
    assert spaced("fr", Emphasis((Text("Non"),)), "! Et ", Link("x", (Text("là"),)), " ?") == (
        "Non^! Et là^?"
    )
    assert spaced("en", "of 5 ", Emphasis((Text("mg"),)), " each") == "of 5~mg each"


def test_citation_in_brackets_stays_with_the_word_before_it() -> None:
    cite = Cite((CitationItem("k"),), rendered=(Text("[12, 13]"),))
    assert spaced("en", "as known ", cite, ".") == "as known~[12, 13]."
    long = Cite((CitationItem("k"),), rendered=(Text("(Somebody 2020)"),))
    assert spaced("en", "as known ", long, ".") == "as known (Somebody 2020)."


def test_what_is_not_text_of_the_author_stays() -> None:
    cite = Cite((CitationItem("k"),), rendered=(Text("p. 5 ?"),))
    assert spaced("fr", "x ", Code("a ? b"), " ", cite) == "x a ? b p. 5 ?"
    assert spaced("en", "p. 5\N{THIN SPACE}kg") == "p.~5\N{THIN SPACE}kg"
    assert spaced("en", "10", Superscript((Text("3"),)), " kg") == "103~kg"


def test_foreign_passages_follow_their_own_language() -> None:
    assert spaced("en", "He said: ", InLanguage("fr", (Text("Quoi ?"),)), " Yes ?") == (
        "He said: Quoi^? Yes ?"
    )


def test_whole_document_but_for_the_notes_that_a_style_made() -> None:
    def of(words: str) -> tuple[Paragraph, ...]:
        return (Paragraph((Text(words),)),)

    document = Document(
        path=Path("article.md"),
        name="article",
        metadata=Metadata(
            title=(Text("Of 5 mg"),), abstract=of("All 6 mg"), date=datetime.date(2026, 3, 1)
        ),
        blocks=of("Some 7 mg"),
        notes=(Note("a", of("See p. 8")), Note("b", of("See p. 9"), of_citation=True)),
    )
    made = typesetting.settled(document)
    assert plain_text(made.metadata.title) == "Of 5\N{NO-BREAK SPACE}mg"
    assert made.metadata.abstract == of("All 6\N{NO-BREAK SPACE}mg")
    assert made.blocks == of("Some 7\N{NO-BREAK SPACE}mg")
    assert [note.blocks for note in made.notes] == [
        of("See p.\N{NO-BREAK SPACE}8"),
        of("See p. 9"),
    ]
