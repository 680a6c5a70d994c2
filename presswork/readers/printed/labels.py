"""`Figure 2.` before a caption, and `Fig. 2` in a sentence: words with the numbers after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.inlines import CrossReference, ReferenceForm, TargetKind, Text, plain_text
from presswork.readers.printed import texts

if TYPE_CHECKING:
    from presswork.inlines import Inlines

_WORDS: Final = {
    TargetKind.FIGURE: """figure figures fig figs figura figuras fig. abbildung abbildungen abb
        figuur afbeelding figur kuva rysunek rys obrázek ilustración illustration scheme schemes
        schema plate chart graph рисунок рис 図 图 圖""",
    TargetKind.TABLE: """table tables tab tbl tabelle tabellen tabla tablas tableau tableaux tabella
        tabelle tabela tabel tabell taulukko taula tabulka таблица табл 表""",
    TargetKind.EQUATION: """equation equations eq eqs eqn eqns gleichung gleichungen gl ecuación
        équation éq equazione equação formula""",
    TargetKind.LISTING: """listing listings algorithm codebeispiel quellcode""",
    TargetKind.SECTION: """section sections sec secs sect abschnitt abschnitte kapitel chapter
        sección sezione seção §""",
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_NUMBER: Final = r"[A-Z]{0,2}\d+(?:[.\-\N{EN DASH}]\d+)*"
_LABEL: Final = re.compile(
    rf"\s*(?:Supplementary |Extended Data |Appendix )?([^\W\d_]+|§)\.?\s*({_NUMBER})"
    r"(?![\w%])\s*(?:[.:|\N{EM DASH}\N{EN DASH}\-]+(?=\s|$|[^\w])\s*)?",
    re.IGNORECASE,
)
_MENTION: Final = re.compile(
    rf"\s*(?:([^\W\d_]+|§)\.?[\s~]*)?\(?({_NUMBER})([A-Za-z]?)\)?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a caption begins with.

    Args:
        kind: what the word says that it is.
        number: as it is printed.
        rest: the caption after it.
    """

    kind: TargetKind
    number: str
    rest: Inlines


def split(caption: Inlines) -> Label | None:
    """Take the word and the number off the beginning of a caption; None where it has none."""
    beginning = plain_text(caption)[:80]
    found = _LABEL.match(beginning)
    if found is None:
        return None
    kind = _KINDS.get(found[1].casefold())
    if kind is None:
        return None
    return Label(kind, found[2], texts.trimmed(texts.without_start(caption, found.end())))


def mention(words: str, target: str, number: str) -> Inlines | None:
    """Make a cross-reference of the words of a link; None where they are not label and number.

    Args:
        words: for example `Fig. 2`, `2`, `(2)` or `Figure 2B`.
        target: the id that the link leads to.
        number: what is printed there.
    """
    found = _MENTION.fullmatch(words)
    if found is None or found[2] != number:
        return None
    if found[1] is not None and found[1].casefold() not in _KINDS:
        return None
    form = ReferenceForm.LABEL if found[1] else ReferenceForm.NUMBER
    part = (Text(found[3]),) if found[3] else ()
    mentioned = (CrossReference(target, form=form), *part)
    in_brackets = found[1] is None and words.strip().startswith("(")
    return (Text("("), *mentioned, Text(")")) if in_brackets else mentioned


def kind_of(word: str) -> TargetKind | None:
    """Return what a word such as `Figure` or `Tabelle` names."""
    return _KINDS.get(word.casefold())
