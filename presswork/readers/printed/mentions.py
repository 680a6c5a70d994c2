"""Mentions of works as an article's own style writes them: `[1`, `Smith et al., 2003`, `2003b`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from presswork.inlines import CitationItem, Text
from presswork.readers import locators
from presswork.readers.printed.works import words_of
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from presswork.problems import Location
    from presswork.readers.printed.works import Works

Shell: TypeAlias = Literal["", "(", "[", "^"]
"""What an article sets its numbers in: nothing, brackets, or raised above the line."""

DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_DASH: Final = f"[{re.escape(DASHES)}]"
_NUMBERS: Final = re.compile(
    rf"[\[(]*\s*\d{{1,4}}[a-z]?(?:\s*(?:[,;]|{_DASH})\s*\d{{1,4}}[a-z]?)*\s*[,;.]?[\])]*"
)
_NUMBER_AND_PAGES: Final = re.compile(r"\d{1,4}\s*\(pp?\.?\s*([^()]{1,30})\)")
"""`31(p204)`, as the style of the AMA has it."""

_ONE_OR_RANGE: Final = re.compile(rf"(\d+)(?:\s*{_DASH}\s*(\d+))?")
_YEAR: Final = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)\s?[a-z]?\b|\b(?:in press|n\.d\.)", re.IGNORECASE
)
_ONLY_YEARS: Final = re.compile(
    r"[\[(]*\s*(?:(?:1[5-9]|20)\d\d\s?[a-z]?(?:\s*[,;&]\s*[a-z])*\s*[,;&]?\s*)+[\])]*"
)
_YEARS_LETTER: Final = re.compile(r"[\[(]*[a-z][\])]*")
_NAME_WORDS: Final = words(
    """al and colleagues co coworkers e et group her his in its other others s team the their und
    workers y"""
)
"""Words that stand among the names of authors in a sentence."""

_ANY_NAME_AT_END: Final = re.compile(r"(?:\bal\.?|\b[^\W\d_a-z]\w+)['’]?s?\s*$")
_LONGEST_RANGE: Final = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of works, before it is known what stands around it.

    Args:
        keys: the works.
        text: how it is written.
        raised: whether it stands above the line.
    """

    keys: tuple[str, ...]
    text: str
    raised: bool = False
    location: Location | None = None


def is_numeric(mention: Mention, works: Works) -> bool:
    """Tell whether a mention is a number of the list, not an author or a year."""
    text = mention.text.strip()
    if not any(sign.isalnum() for sign in text):
        return True
    if _NUMBER_AND_PAGES.fullmatch(text):
        return True
    if not _NUMBERS.fullmatch(text):
        return _bare(text) in works.labels and not _YEAR.search(text)
    return _bare(text) in works.labels or not _ONLY_YEARS.fullmatch(text)


def is_years(mention: Mention) -> bool:
    """Tell whether a mention is nothing but a year, or years, or the letter of one."""
    text = mention.text.strip()
    return bool(_ONLY_YEARS.fullmatch(text) or _YEARS_LETTER.fullmatch(text))


def _bare(text: str) -> str:
    return text.strip("[]() .,;")


def shell_of(mention: Mention) -> Shell:
    """Return what a mention of numbers brings along to stand in."""
    text = mention.text.strip()
    if mention.raised:
        return "^"
    if text.startswith("[") or text.endswith("]"):
        return "["
    return "(" if text.startswith("(") or text.endswith(")") else ""


def numbered_items(mention: Mention, works: Works) -> tuple[CitationItem, ...]:
    """Return the works that a mention by number stands for; `1-4` may name the first alone."""
    if located := _NUMBER_AND_PAGES.fullmatch(mention.text.strip()):
        locator = locators.split(f"p. {located[1]}", "en").locator
        return tuple(CitationItem(key, locator=locator) for key in mention.keys)
    named: list[str] = []
    for match in _ONE_OR_RANGE.finditer(mention.text):
        first = works.labels.get(match[1], ())
        last = works.labels.get(match[2], ()) if match[2] else first
        if first and last:
            named += expand(first[0], last[-1], works)
    keys = named if len(named) > len(mention.keys) else mention.keys
    return tuple(CitationItem(key) for key in dict.fromkeys(keys))


def expand(first: str, last: str, works: Works) -> tuple[str, ...]:
    """Return the works from one to another; the two alone where that cannot be meant."""
    keys = works.between(first, last)
    return keys if len(keys) <= _LONGEST_RANGE else (first, last)


def worded_items(mention: Mention, works: Works) -> tuple[CitationItem, ...] | None:
    """Return the works of a mention by author and year, with the words around those.

    Returns:
        None where neither an author nor a year of the works is in it.
    """
    text = mention.text.strip()
    if _YEARS_LETTER.fullmatch(text):
        return tuple(CitationItem(key) for key in mention.keys)
    family = _first_family(text, works.families.get(mention.keys[0], frozenset()))
    years = list(_YEAR.finditer(text))
    if family is None and not years:
        return None
    items = [CitationItem(key) for key in mention.keys]
    before = text[:family].strip("([ ") if family else ""
    if before and not _are_names(before, works, mention.keys[0]):
        items[0] = replace(items[0], prefix=(Text(before + " "),))
    after = text[years[-1].end() :].rstrip(")] ") if years else ""
    if any(sign.isalnum() for sign in after) and len(mention.keys) == 1:
        items[-1] = replace(items[-1], suffix=(Text(after),))
    return tuple(items)


def _first_family(text: str, families: frozenset[str]) -> int | None:
    """Return where the first family name of a work begins in a text."""
    return min(
        (match.start() for match in re.finditer(r"[^\W\d_]+", text) if _is_one(match[0], families)),
        default=None,
    )


def _is_one(word: str, families: frozenset[str]) -> bool:
    return any(part in families for part in words_of(word))


def _are_names(text: str, works: Works, key: str) -> bool:
    families = works.families.get(key, frozenset())
    return all(
        word in families or word in _NAME_WORDS or len(word) <= 1
        for word in words_of(text)
        if word not in {"de", "den", "der", "di", "du", "la", "le", "van", "von"}
    )


def authors_at_end(text: str, key: str, works: Works) -> int | None:
    """Return where the names of a work's authors begin that a text ends with.

    Args:
        text: what stands before the year.
        key: the work.
        works: whose authors are known.

    Returns:
        None where it ends with something else.
    """
    families = works.families.get(key, frozenset())
    tail = text[-160:]
    start = len(text) - len(tail)
    cut = max(tail.rfind(sign) for sign in ";()[]0123456789\N{OBJECT REPLACEMENT CHARACTER}")
    first: int | None = None
    strangers = 0
    for match in reversed(list(re.finditer(r"[^\W\d_]+", tail))):
        if match.start() <= cut:
            break
        if _is_one(match[0], families):
            first, strangers = match.start(), 0
        elif len(match[0]) > 1 and match[0].casefold() not in _NAME_WORDS:
            strangers += 1
            if strangers > 1:
                break
    return None if first is None else start + first


def names_before(text: str, key: str, works: Works) -> bool:
    """Tell whether a text ends with the names of a work's authors.

    Args:
        text: what stands before the year.
        key: the work; where its authors are not known, any name is theirs.
        works: whose authors are known.
    """
    if not works.families.get(key):
        return bool(_ANY_NAME_AT_END.search(text[-160:]))
    return authors_at_end(text, key, works) is not None
