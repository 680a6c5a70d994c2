"""`Figure 2.` before a caption, and `Fig. 2` in a sentence: words with the numbers after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.inlines import CrossReference, ReferenceForm, TargetKind, Text, plain_text
from presswork.readers.printed import texts
from presswork.readers.references.word_lists import words as words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.inlines import Inlines

_WORDS: Final[Mapping[TargetKind, frozenset[str]]] = {
    TargetKind.FIGURE: words_in(
        """fig figure figura figur figuur abb abbildung kuva rys rysunek obr obrázek рис рисунок 图
        図 圖 그림 afb afbeelding ábra şekil"""
    ),
    TargetKind.TABLE: words_in(
        """tab tbl table tabla tabela tabella tabelle tabell tabel tableau taulukko taula tabulka
        táblázat tablo табл таблица 表 표"""
    ),
    TargetKind.EQUATION: words_in(
        """eq eqn equation ecuación equação equazione gleichung gl équation éq vergelijking ekvation
        ligning równanie formula"""
    ),
    TargetKind.LISTING: words_in("listing algorithm codebeispiel quellcode"),
    TargetKind.SECTION: words_in(
        "section sec sect abschnitt kapitel chapter sección sezione seção §"
    ),
}
"""The words of labels in the languages of articles, without stops."""

_ALSO: Final[Mapping[TargetKind, frozenset[str]]] = {
    TargetKind.FIGURE: words_in(
        """figures figs figuras abbildungen ilustración illustration scheme schemes schema plate
        chart graph"""
    ),
    TargetKind.TABLE: words_in("tables tabellen tablas tableaux tabelle"),
    TargetKind.EQUATION: words_in("equations eqs eqns gleichungen"),
    TargetKind.LISTING: words_in("listings"),
    TargetKind.SECTION: words_in("sections secs abschnitte"),
}
"""Words of several, and of pictures that are counted apart where they are told from figures."""

_KINDS: Final = {
    word: kind for table in (_ALSO, _WORDS) for kind, words in table.items() for word in words
}
_NUMBER: Final = r"[A-Z]{0,2}\d+(?:[.\-\N{EN DASH}]\d+)*"
_LABEL: Final = re.compile(
    rf"\s*(?:Supplementary |Extended Data |Appendix )?([^\W\d_]+|§)\.?\s*({_NUMBER})"
    r"(?![\w%])\s*(?:[.:|\N{EM DASH}\N{EN DASH}\-]+(?=\s|$|[^\w])\s*)?",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"([^\W\d_]+)\s*\.?\s*(.*)", re.DOTALL)
_LONGEST_NUMBER: Final = 60
_ENDS: Final = " .:\N{EN DASH}\N{EM DASH}-|\N{FULLWIDTH FULL STOP}\N{FULLWIDTH COLON}"
_HAS_NUMBER: Final = re.compile(r"\d|\b[IVXLC]+\b|^[A-Z]$|^[A-Z]\d")
_OTHER_THING: Final = re.compile(r"\s+[^\W\d_]")


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


def number_in(label: str, kind: TargetKind) -> str | None:
    """Return the number in a label; None where its word is not that of the kind.

    `Figure 1—figure supplement 2` has the number `1—figure supplement 2`.
    """
    found = _NUMBERED.fullmatch(label.strip())
    if found is None or found[1].casefold() not in _WORDS[kind]:
        return None
    number = found[2].strip(_ENDS)
    fits = 0 < len(number) <= _LONGEST_NUMBER and _HAS_NUMBER.search(number)
    return number if fits else None


def mention(words: str, target: str, kind: TargetKind, number: str) -> Inlines | None:
    """Return the words of a link as a cross-reference, with what is said beside the number.

    Args:
        words: for example `Fig. 2`, `2`, `(2)` or `Figure 2B`.
        target: the id that the link leads to.
        kind: what it leads to.
        number: the number of that.

    Returns:
        None where the words say something else than the number.
    """
    words = words.strip()
    found = re.search(rf"(?<![\w.]){re.escape(number)}(?![0-9])(?!\.\d)", words)
    if found is None:
        return None
    before, after = words[: found.start()], words[found.end() :]
    if re.search(r"\d", before) or len(before) + len(after) > _LONGEST_NUMBER:
        return None
    if not before and _OTHER_THING.match(after):
        return None
    word = before.strip().rstrip(".").casefold()
    label = word in _WORDS.get(kind, ())
    form = ReferenceForm.LABEL if label else ReferenceForm.NUMBER
    around = (Text("" if label else before), CrossReference(target, form=form), Text(after))
    return tuple(each for each in around if each != Text(""))


def kind_of(word: str) -> TargetKind | None:
    """Return what a word such as `Figure` or `Tabelle` names."""
    return _KINDS.get(word.casefold())
