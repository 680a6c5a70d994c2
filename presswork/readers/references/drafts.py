"""References while a reader gathers them, and the keys of those whose file gives none."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork import csl_text
from presswork.inlines import Text, plain_text
from presswork.readers.references.word_lists import words
from presswork.references import OTHERS, Date, Name, Reference, means_others

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.inlines import Inlines
    from presswork.problems import Location

KEY: Final = re.compile(r"[^\W_][\w:.#$%&+?<>~/-]*")
WORD: Final = re.compile(r"[^\W\d_]{2,}")
SMALL_WORDS: Final = words(
    """about after an and as at between but by das de der des die do does du ein eine el en for
    from how if in into is it la las le les los not of on or the to und une upon was what when
    where which who why with within"""
)
"""Words of titles that say nothing about the work."""

INITIALS: Final = re.compile(r"[^\W\d_a-z]{1,3}")
FAMILY_AND_INITIALS: Final = re.compile(r"(.+?)\s+((?:[^\W\d_a-z]\.?[\s-]?){1,4})")
LONGEST_NAME: Final = 300


@dataclass(slots=True)
class Draft:
    """A reference that is not finished; what is set first holds.

    Args:
        type: the CSL item type.
        location: where its file gives it.
        key: what the file calls it; empty where it does not.
    """

    type: str
    location: Location
    key: str = ""
    texts: dict[str, Inlines] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)

    def text(self, variable: str, value: Inlines | str) -> None:
        """Set a variable, unless it is set or the value is empty."""
        if not value or variable in self.texts:
            return
        inlines = (Text(value),) if isinstance(value, str) else value
        if plain_text(inlines).strip():
            self.texts[variable] = inlines

    def name(self, variable: str, name: Name | None) -> None:
        """Add a name."""
        if name is not None:
            self.names.setdefault(variable, []).append(name)

    def date(self, variable: str, date: Date | None) -> None:
        """Set a date, unless it is set or there is none."""
        if date is not None and date != Date():
            self.dates.setdefault(variable, date)

    def finished(self, key: str) -> Reference:
        """Return the reference."""
        names = {variable: tuple(people) for variable, people in self.names.items()}
        return Reference(key, self.type, self.texts, names, self.dates, self.location)


def finished(drafts: Iterable[Draft]) -> tuple[Reference, ...]:
    """Return the references, each with a key of its own.

    A key that the file gives is kept. Others are made of name, year and the first word of the title
    that says something, as Google Scholar does (`shannon1948mathematical`), with a letter where
    that is taken.
    """
    drafts = list(drafts)
    given = [draft.key for draft in drafts if KEY.fullmatch(draft.key)]
    taken: set[str] = set()
    times: dict[str, int] = {}
    references: list[Reference] = []
    reserved = set(given)
    for draft in drafts:
        key = draft.key if draft.key in reserved and draft.key not in taken else ""
        if not key:
            base = _base(draft)
            key = base
            while key in taken or key in reserved:
                times[base] = times.get(base, 1) + 1
                key = f"{base}-{times[base]}"
        taken.add(key)
        references.append(draft.finished(key))
    return tuple(references)


def _base(draft: Draft) -> str:
    people = draft.names.get("author") or draft.names.get("editor") or [Name()]
    words = _ascii(people[0].family or people[0].literal).split()
    name = "".join(words[:1]) if people[0].literal else "".join(words)
    date = draft.dates.get("issued")
    year = str(date.start.year) if date and date.start else ""
    title = plain_text(draft.texts.get("title", ()))[:LONGEST_NAME]
    told = (word for word in WORD.findall(_ascii(title)) if word not in SMALL_WORDS)
    return name[:40] + year + next(told, "")[:30] or "reference"


def _ascii(words: str) -> str:
    """Return small letters without marks, and digits; others are left out where some remain."""
    decomposed = unicodedata.normalize("NFKD", words[:LONGEST_NAME].lower())
    kept = "".join(sign for sign in decomposed if sign.isalnum() or sign == " ")
    plain = kept.encode("ascii", "ignore").decode()
    return plain if plain.strip() else kept


def rich(value: str) -> Inlines:
    """Return the text of a field that may hold entities and the tags of CSL-JSON."""
    value = " ".join(value.split())
    return csl_text.parse(html.unescape(value) if "&" in value else value)


def keywords(values: Iterable[str]) -> str:
    """Return the keywords of some values, each of which may hold several."""
    found = (word.strip() for value in values for word in value.split(";"))
    return ", ".join(dict.fromkeys(word for word in found if word))


def name_of(words: str, *, bare_initials: bool = False) -> Name | None:
    """Return a name such as `Shannon, Claude E.`, `Shannon CE` or `World Health Organization`.

    Args:
        words: the family name comes first; a comma ends it.
        bare_initials: whether `PS` stands for `P. S.`.
    """
    words = " ".join(words.split()).strip(" ,;")
    if not words:
        return None
    if means_others(words):
        return OTHERS
    parts = [part.strip() for part in words.split(",", 2)]
    if len(parts) == 1 and len(words) <= LONGEST_NAME:
        initials = FAMILY_AND_INITIALS.fullmatch(words)
        if initials is not None and not words.isupper():
            parts = [initials[1], initials[2].strip()]
    if len(parts) == 1:
        return Name(literal=words) if " " in words else Name(family=words)
    given = parts[1]
    if bare_initials and INITIALS.fullmatch(given):
        given = " ".join(f"{letter}." for letter in given)
    suffix = parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 - the third is the suffix
    if not parts[0]:
        return Name(family=given) if given else None
    return Name(parts[0], given, suffix=suffix, comma_suffix=bool(suffix))
