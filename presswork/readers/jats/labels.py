"""Labels such as `Figure 1.`, `Table S2` and `(3)`: which of them are numbers of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.inlines import CrossReference, Link, ReferenceForm, TargetKind, Text, plain_text
from presswork.readers.jats.elements import name_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.inlines import Inlines
    from presswork.problems import Location

_WORDS: Final[Mapping[TargetKind, frozenset[str]]] = {
    TargetKind.FIGURE: name_set(
        """fig figure figura figur abb abbildung kuva rys rysunek obr obrázek рис рисунок 图 図 그림
        afb afbeelding ábra şekil"""
    ),
    TargetKind.TABLE: name_set(
        """tab table tabla tabela tabella tabelle tabell tabel tableau taulukko tabulka táblázat
        tablo табл таблица 表 표"""
    ),
    TargetKind.EQUATION: name_set(
        """eq eqn equation ecuación equação equazione gleichung gl équation vergelijking ekvation
        ligning równanie"""
    ),
}
"""The words of labels in the languages of articles, without stops."""

_LABEL: Final = re.compile(r"([^\W\d_]+)\s*\.?\s*(.*)", re.DOTALL)
_LONGEST_NUMBER: Final = 60
_ENDS: Final = " .:\N{EN DASH}\N{EM DASH}-|\N{FULLWIDTH FULL STOP}\N{FULLWIDTH COLON}"
_HAS_NUMBER: Final = re.compile(r"\d|\b[IVXLC]+\b|^[A-Z]$|^[A-Z]\d")


def number_in(label: str, kind: TargetKind) -> str | None:
    """Return the number in a label; None where its word is not that of the kind.

    `Figure 1—figure supplement 2` has the number `1—figure supplement 2`.
    """
    match = _LABEL.fullmatch(label.strip())
    if match is None or match[1].casefold() not in _WORDS[kind]:
        return None
    number = match[2].strip(_ENDS)
    fits = 0 < len(number) <= _LONGEST_NUMBER and _HAS_NUMBER.search(number)
    return number if fits else None


def referring(
    link: Link, kind: TargetKind, number: str, location: Location | None
) -> Inlines | None:
    """Return a mention of a numbered thing as a cross-reference, with the words beside it.

    Args:
        link: the mention, with its own words.
        kind: what it leads to.
        number: the number of that.
        location: where the mention stands.

    Returns:
        None where the words say something else than the number.
    """
    words = plain_text(link.children).strip()
    target = link.target[1:]
    match = re.search(rf"(?<![\w.]){re.escape(number)}(?![0-9])(?!\.\d)", words)
    if match is None:
        return None
    before, after = words[: match.start()], words[match.end() :]
    if re.search(r"\d", before) or len(before) + len(after) > _LONGEST_NUMBER:
        return None
    word = before.strip().rstrip(".").casefold()
    label = word in _WORDS[kind]
    if label and kind is TargetKind.EQUATION:
        label = False
    form = ReferenceForm.LABEL if label else ReferenceForm.NUMBER
    reference = CrossReference(target, location=location, form=form)
    kept = "" if label else before
    around: Inlines = (Text(kept), reference, Text(after))
    return tuple(each for each in around if each != Text(""))
