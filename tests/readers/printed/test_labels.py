"""Labels of captions are taken off, and mentions become cross-references."""

from __future__ import annotations

import pytest

from presswork.inlines import CrossReference, ReferenceForm, Strong, TargetKind, Text, plain_text
from presswork.readers.printed import labels


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        ("Figure 1. Cells.", ("figure", "1", "Cells.")),
        ("Fig. 2: Cells", ("figure", "2", "Cells")),
        ("Fig 3 | Cells", ("figure", "3", "Cells")),
        ("FIGURE S4 Cells", ("figure", "S4", "Cells")),
        ("Table 2.1 — Rates", ("table", "2.1", "Rates")),
        ("Abbildung 5: Zellen", ("figure", "5", "Zellen")),
        ("Figure 1", ("figure", "1", "")),
        ("Figure of 12 cells", None),
        ("Figure 1st", None),
        ("Figure 12% of cells", None),
        ("Cells in Figure 1", None),
        ("Tablets 3 times a day", None),
    ],
)
def test_label_of_a_caption(caption: str, found: tuple[str, str, str] | None) -> None:
    label = labels.split((Text(caption),))
    told = label and (label.kind.value, label.number, plain_text(label.rest))
    assert told == found


def test_label_in_several_inlines() -> None:
    label = labels.split((Strong((Text("Figure 1. Cells."),)), Text(" They grow.")))
    assert label is not None
    assert label.rest == (Strong((Text("Cells."),)), Text(" They grow."))


def kind_in(words: str) -> TargetKind:
    return labels.kind_of(words.split(" ", maxsplit=1)[0].rstrip(".")) or TargetKind.FIGURE


@pytest.mark.parametrize(
    ("words", "form", "part"),
    [
        ("Fig. 2", ReferenceForm.LABEL, ""),
        ("Table 2", ReferenceForm.LABEL, ""),
        ("Figure 2B", ReferenceForm.LABEL, "B"),
        ("2", ReferenceForm.NUMBER, ""),
    ],
)
def test_mention(words: str, form: ReferenceForm, part: str) -> None:
    mention = labels.mention(words, "fig2", kind_in(words), "2")
    expected = (CrossReference("fig2", form=form), *((Text(part),) if part else ()))
    assert mention == expected


def test_mention_in_brackets() -> None:
    reference = CrossReference("eq2", form=ReferenceForm.NUMBER)
    assert labels.mention("(2)", "eq2", TargetKind.EQUATION, "2") == (
        Text("("),
        reference,
        Text(")"),
    )


@pytest.mark.parametrize("words", ["Fig. 3", "Figures 1 and 2", "the map", "2 maps"])
def test_no_mention(words: str) -> None:
    assert labels.mention(words, "fig2", kind_in(words), "2") is None


@pytest.mark.parametrize(
    ("words", "kind", "before"),
    [
        ("Figs. 2", TargetKind.FIGURE, "Figs. "),
        ("Eqs. 2", TargetKind.EQUATION, "Eqs. "),
        ("Supplementary Figure 2", TargetKind.FIGURE, "Supplementary Figure "),
    ],
)
def test_words_that_stay(words: str, kind: TargetKind, before: str) -> None:
    reference = CrossReference("x", form=ReferenceForm.NUMBER)
    assert labels.mention(words, "x", kind, "2") == (Text(before), reference)
