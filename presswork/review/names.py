"""Names in which several people stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.review.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.references import Name
    from presswork.review.manuscript import Manuscript

_INSTITUTIONS: Final = frozenset(
    """academies academy administration agencies agency alliance archive archives assembly
    associates association authority bank board bureau center centers centre centres chamber
    church clinic
    collaboration college commission committee community company congress consortium convention
    corporation council department division enterprise faculty federation forum foundation
    fund gmbh government group health hospital inc inc. initiative institut institute institutes
    institution laboratories laboratory league library llc ltd ltd. ministry museum nations network
    office organisation organization panel parliament partners party police press program
    programme project publishers research safety school science sciences secretariat section
    service services societies society state states study survey system systems taskforce team
    technologies technology trust union united universidad universität universitat università
    université university working""".split()  # noqa: SIM905 - words
)
"""Words of institutions' names, for which `and` and a comma are part of the name."""

_STEMS: Final = re.compile(
    r"institut|universi|minist[eè]r|gesellschaft|stiftung|verband|verein|bundes|landes|ausschuss"
    r"|anstalt|behörde|versicherung|kommission|comisi[oó]n|commissi|societ|société|socied|agenc|associa"
    r"|asocia|organi[sz]|departa|départe|federa|fédéra|consor|consej|consigli|conseil|collab|committe"
    r"|comit[eéà]|akadem|acad[eéè]m|zentrum|centro|biblio|fundaci|fundaç|fondaz|komitee|agentur",
    re.IGNORECASE,
)
"""Beginnings and parts of such words in several languages."""

_AND: Final = re.compile(r"\s+(?:and|und|et|y|&)\s+|\s*;\s*")
_INITIALS: Final = r"(?:[A-Z]\.?[ -]?){1,4}"
_WORD: Final = r"(?:[^\W\d_]['’]?[^\W\d_]*(?:-[^\W\d_]+)*)"
_PARTICLES: Final = (
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|zu|el|al|bin) )*"
)
_FAMILY: Final = rf"{_PARTICLES}[^\W\d_a-z]{_WORD}?(?:[ -]{_WORD})?"
_VANCOUVER: Final = re.compile(rf"{_FAMILY} [A-Z]{{1,3}}(?: (?:Jr|Sr|II|III|IV))?")
"""`van der Berg JK`"""

_INVERTED: Final = re.compile(rf"{_FAMILY}, {_INITIALS}")
"""`Smith, J. K.`"""

_INITIALLED: Final = re.compile(rf"(?=.*[a-z]){_INITIALS} ?{_FAMILY}")
"""`J. K. Smith`"""

_FULL: Final = re.compile(rf"(?:[^\W\d_a-z]{_WORD}? |[A-Z]\. ){{1,3}}{_FAMILY}")
"""`John K. Smith`"""

_ET_AL: Final = re.compile(r"\bet al\b\.?|\band others\b|\bu\. ?a\.$", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r"(?:Jr|Sr|II|III|IV|Esq|PhD|Ph\.? ?D|MD|M\.? ?D|MSc|BSc|MA|BA|MPH|DPhil|RN|DDS|DVM|MBA|JD"
    r"|FRS|[A-Z]{2,5})\.?",
)
_TWO: Final = 2
_LONGEST: Final = 80
"""Characters of a person's name, and a few more."""


def in_references(manuscript: Manuscript) -> Iterator[Finding]:
    """Find names of reference data that hold several people."""
    for work in manuscript.document.references:
        for names in work.names.values():
            for name in names:
                written = _written(name)
                if _holds_several(written):
                    yield Finding(
                        f"'{work.key}': '{_short(written)}' stands for several people",
                        work.location,
                        "give each of them a name of its own (BibTeX: Smith, J. and Jones, K.); "
                        "of names left out, 'and others' says so",
                        rule="authors-in-one-name",
                    )


def in_front_matter(manuscript: Manuscript) -> Iterator[Finding]:
    """Find authors of the document that are several people."""
    for author in manuscript.document.metadata.authors:
        written = " ".join(author.name.split())
        if _holds_several(written) or _are_full_names(written):
            yield Finding(
                f"the author '{_short(written)}' stands for several people",
                manuscript.front,
                "give each of them a line of the list: - Ada Lovelace",
                quote=author.name,
                rule="authors-in-one-name",
            )


def _written(name: Name) -> str:
    """Return a name as it was most likely written: the family name first, with commas."""
    family = f"{name.non_dropping_particle} {name.family}"
    parts = [name.literal] if name.literal else [family, name.suffix, name.given]
    tidy = (" ".join(part.split()) for part in parts)
    return ", ".join(part for part in tidy if part)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - a line of the screen


def _holds_several(written: str) -> bool:
    """Tell whether a name holds several people, as far as signs and initials tell."""
    if written.casefold() in {"others", "et al", "et al."} or _is_institution(written):
        return False
    if _ET_AL.search(written):
        return True
    parts = [part for part in _AND.split(written) if part]
    if len(parts) >= _TWO and all(map(_is_person, parts)):
        return True
    return _is_row_of_people(written)


def _is_institution(text: str) -> bool:
    words = text.replace(",", " ").split()
    return (
        bool(_STEMS.search(text))
        or any(word.casefold() in _INSTITUTIONS for word in words)
        or any(word in {"of", "for", "on", "the", "des", "für", "pour"} for word in words)
    )


def _is_person(part: str) -> bool:
    forms = (_VANCOUVER, _INVERTED, _INITIALLED, _FULL)
    return any(_is(form, part) for form in forms) or _is_row_of_people(part)


def _is(form: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and bool(form.fullmatch(text))


def _is_row_of_people(text: str) -> bool:
    """Tell whether a text is `Smith J, Jones K`, `Smith, J., Jones, K.` or `J. Smith, K. Jones`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < _TWO:
        return False
    if any(all(_is(form, part) for part in parts) for form in (_VANCOUVER, _INITIALLED)):
        return True
    pairs = [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=False)]
    return (
        len(parts) % 2 == 0 and len(pairs) >= _TWO and all(_is(_INVERTED, pair) for pair in pairs)
    )


def _are_full_names(text: str) -> bool:
    """Tell whether a text is `Ada Lovelace, Charles Babbage`, and no name with degrees."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    people = [part for part in parts if not _DEGREE.fullmatch(part)]
    return (
        len(people) >= _TWO
        and all(_is(_FULL, part) for part in people)
        and not _is_institution(text)
    )
