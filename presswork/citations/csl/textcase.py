"""Text case (CSL 1.0.2, "Text-case").

Each case is a plan: for every character of the text, whether it goes to upper case, to lower case
or stays. The plan is made for the text as a whole and carried out run by run, so that words may
be partly in italics. What is marked as `nocase`, small capitals, sub- and superscripts keep their
case.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from presswork.citations.csl.output import NoCase, Output, Run, Styled

if TYPE_CHECKING:
    from collections.abc import Iterator

STOP_WORDS: Final = frozenset(
    """a according-to about above across afore after against al along alongside amid amidst among
    amongst an anenst and apropos apud around as aside astride at athwart atop barring before
    behind below beneath beside besides between beyond but by c ca circa d de despite down during
    et et-al except for forenenst from given in inside into lest like modulo near next nor
    notwithstanding of off on onto or out over per plus pro qua sans since so than the
    through thru throughout thruout till to toward towards under underneath until unto up upon v van
    versus via vis-à-vis von vs with within without yet""".split()
)
"""Words that title case leaves in lower case: CSL 1.0.2, "Title Case Conversion", and the further
prepositions that the reference processor knows."""

DOTTED: Final = ("tr", "az")
WORD_BREAKS: Final = frozenset(" \u00a0\u202f\t\n-–—/")
SENTENCE_ENDS: Final = frozenset(":?!.")
"""After these the next word of a title begins a new sentence."""

OPENERS: Final = frozenset("([{\"'“‘«„‹¿¡*")
APOSTROPHES: Final = frozenset("'’")


class _Do(Enum):
    KEEP = 0
    UPPER = 1
    LOWER = 2


def apply(output: Output, case: str, *, language: str) -> Output:
    """Return the output in a text case.

    Args:
        output: what is rendered.
        case: a value of `text-case`; an unknown one changes nothing.
        language: a BCP 47 tag; title case is for English alone, and Turkish has two letters I.
    """
    segments = list(_segments(output, protected=False))
    text = "".join(segment for segment, _ in segments)
    shielded = [protected for segment, protected in segments for _ in segment]
    plan = _plan(text, shielded, case, language=language)
    if plan is None:
        return output
    for position, protected in enumerate(shielded):
        if protected:
            plan[position] = _Do.KEEP
    if language.lower().startswith(DOTTED):
        text = "".join(map(_dotted, text, plan))
    return _carry_out(output, text, plan, [0])


def _dotted(character: str, do: _Do) -> str:
    """Return the letter I of languages that tell it with a dot from the one without."""
    if do is _Do.UPPER and character == "i":
        return "İ"
    return "ı" if do is _Do.LOWER and character == "I" else character


def _keeps_case(output: Output) -> bool:
    return isinstance(output, NoCase) or (
        isinstance(output, Styled)
        and output.flips
        and bool(output.font.vertical or output.font.variant)
    )


def _segments(output: Output, *, protected: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(output, Run):
        yield output.text, protected
        return
    inner = protected or _keeps_case(output)
    for child in output.children:
        yield from _segments(child, protected=inner)


def _plan(text: str, shielded: list[bool], case: str, *, language: str) -> list[_Do] | None:
    match case:
        case "lowercase":
            return [_Do.LOWER] * len(text)
        case "uppercase":
            return [_Do.UPPER] * len(text)
        case "capitalize-first":
            return _capitals(text, list(_words(text))[:1])
        case "capitalize-all":
            return _capitals(text, list(_words(text)))
        case "sentence":
            plan = _capitals(text, list(_words(text))[:1])
            return _calmed(text, shielded, plan)
        case "title" if language.lower().startswith("en"):
            return _title(text)
        case _:
            return None


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word starts and ends."""
    start = None
    for position, character in enumerate(text):
        if character in WORD_BREAKS:
            if start is not None:
                yield start, position
            start = None
        elif start is None and character not in OPENERS:
            start = position
    if start is not None:
        yield start, len(text)


def _capitals(text: str, words: list[tuple[int, int]]) -> list[_Do]:
    plan = [_Do.KEEP] * len(text)
    for start, end in words:
        if _is_lower(text[start:end]):
            plan[start] = _Do.UPPER
    return plan


def _is_lower(word: str) -> bool:
    return not any(character.isupper() for character in word)


def _shouts(text: str, shielded: list[bool]) -> bool:
    """Tell whether all letters that may change are capitals."""
    letters = [c for c, keeps in zip(text, shielded, strict=True) if c.isalpha() and not keeps]
    return bool(letters) and all(letter.isupper() for letter in letters)


def _calmed(text: str, shielded: list[bool], plan: list[_Do]) -> list[_Do]:
    """Lower all but the first letter of a text that is all in capitals."""
    if not _shouts(text, shielded):
        return plan
    first = next(iter(_words(text)), (0, 0))[0]
    return [_Do.KEEP if position <= first else _Do.LOWER for position in range(len(text))]


def _title(text: str) -> list[_Do]:
    """Plan title case (CSL 1.0.2, "Title Case Conversion").

    Words that have a capital anywhere stay as they are, as in the reference processor, and so do
    texts that are all in capitals.
    """
    plan = [_Do.KEEP] * len(text)
    words = list(_words(text))
    for index, (start, end) in enumerate(words):
        word = text[start:end]
        if not _is_lower(word) or _is_symbol(text, start, end):
            continue
        last = index == len(words) - 1
        begins = index == 0 or _ends_sentence(text, words[index - 1], start)
        if begins or last or not _is_stop_word(text, word, start, end):
            plan[start] = _Do.UPPER
    return plan


def _is_symbol(text: str, start: int, end: int) -> bool:
    """Tell whether a letter by itself is part of a compound: `β-carotene`, `07-x`."""
    if end - start != 1:
        return False
    return text[start - 1 : start] == "-" or (text[end : end + 1] == "-" and text[start] > "\x7f")


def _is_stop_word(text: str, word: str, start: int, end: int) -> bool:
    if word.strip(",;.").lower() not in STOP_WORDS:
        return False
    return text[end : end + 1] != "-" or text[start - 1 : start] == "-"


def _ends_sentence(text: str, before: tuple[int, int], start: int) -> bool:
    between = text[before[0] : start].rstrip(" \u00a0([{\"'“‘«„‹")
    if between.endswith("."):
        return between.strip(".").lower() not in STOP_WORDS and len(between) > 2  # noqa: PLR2004 - no initial
    return between[-1:] in SENTENCE_ENDS if between else False


def _carry_out(output: Output, text: str, plan: list[_Do], at: list[int]) -> Output:
    if isinstance(output, Run):
        start = at[0]
        at[0] += len(output.text)
        return Run(_recased(text, plan, start, at[0]), output.bound)
    children = tuple(_carry_out(child, text, plan, at) for child in output.children)
    return replace(output, children=children)


def _recased(text: str, plan: list[_Do], start: int, end: int) -> str:
    doing = plan[start:end]
    if all(do is _Do.KEEP for do in doing):
        return text[start:end]
    if all(do is _Do.LOWER for do in doing):
        return text[start:end].lower()
    pieces = []
    for position in range(start, end):
        character = text[position]
        match plan[position]:
            case _Do.UPPER:
                pieces.append(character.upper())
            case _Do.LOWER:
                pieces.append(character.lower())
            case _:
                pieces.append(character)
    return "".join(pieces)
