"""The authors that an entry of a list of references begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from presswork.references import Name

_PARTICLES: Final = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e"
    r"|[Tt]en|[Tt]er|[Zz]u|al|el|bin|ibn|af|av)[ ])*"
)
_UPPER: Final = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я"
_WORD: Final = (
    rf"(?:[Oo]['’]|[Dd]['’]|[Mm]a?c)?[{_UPPER}][\w’'\-\N{{HYPHEN}}]*[^\W\d_](?:-[{_UPPER}]\w+)*"
)
_FAMILY: Final = rf"{_PARTICLES}{_WORD}(?:[ ](?:[Vv]an|[Dd]e|[Dd]er|y|e)[ ]{_WORD}|[ ]{_WORD})?"
_LINEAGE: Final = r"(?P<{0}>,?[ ](?:Jr|Sr|II|III|IV|2nd|3rd)\.?)?"
_BARE: Final = rf"(?:(?:[{_UPPER}]\.-?){{1,4}}|[{_UPPER}]{{1,4}}(?:-[{_UPPER}])?)"
_DOTTED: Final = rf"(?:[{_UPPER}][a-z]?\.[ \-]?){{1,5}}"
_AND: Final = r"(?:,?[ ](?:and|&|und|et|y|e)[ ]|,[ ]?&[ ])"

_GRAMMARS: Final = (
    # Family AB, Family C
    (
        re.compile(
            rf"(?P<family>{_FAMILY})[ ](?P<given>{_BARE})(?![\w’'])(?:{_LINEAGE.format('suffix')})"
        ),
        rf"(?:;[ ]|{_AND}|,[ ])",
    ),
    # Family, A. B., & Family, C.  -  Family, A.B.; Family, C.
    (
        re.compile(
            rf"(?P<family>{_FAMILY}),[ ](?P<given>{_DOTTED})(?<![ ])(?:{_LINEAGE.format('suffix')})"
        ),
        rf"(?:;[ ]|{_AND}|,[ ])",
    ),
    # A. B. Family, C. Family, and D. Family
    (
        re.compile(
            rf"(?P<given>{_DOTTED})[ ]?(?P<family>{_FAMILY})(?:{_LINEAGE.format('suffix')})"
        ),
        rf"(?:{_AND}|,[ ])",
    ),
)
_OTHERS: Final = re.compile(r"(?:,|;)?[ ]?(?:et[ ]al\.?|and[ ]others|\N{HORIZONTAL ELLIPSIS})")
_END: Final = re.compile(r"[.:]?[ ]+|,[ ]+(?=[“\"])|[.:]?$|[ ]?(?=\()")
_PARTICLE: Final = re.compile(r"^((?:[a-z][a-z]+ )+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Authors:
    """The authors, and where what follows them begins."""

    names: tuple[Name, ...]
    end: int


def leading(entry: str) -> Authors | None:
    """Read the authors that an entry begins with; None where they are not clear."""
    best = _in_full(entry)
    for name, separator in _GRAMMARS:
        found = _list(entry, name, re.compile(separator))
        if found and (best is None or found.end > best.end):
            best = found
    return best


def _list(entry: str, name: re.Pattern[str], separator: re.Pattern[str]) -> Authors | None:
    names: list[Name] = []
    at = end = 0
    while found := name.match(entry, at):
        names.append(_name(found))
        end = found.end()
        between = separator.match(entry, end)
        if not between:
            break
        at = between.end()
    if not names:
        return None
    if others := _OTHERS.match(entry, end):
        names.append(Name(literal="et al."))
        end = others.end()
    if editors := re.compile(r",?[ ]?\(?[Ee]ds?\.?\)?").match(entry, end):
        return None if editors.group().strip(" ,") else Authors(tuple(names), end)
    closing = _END.match(entry, end)
    if closing is None:
        return None
    return Authors(tuple(names), closing.end())


def _name(found: re.Match[str]) -> Name:
    family = found["family"]
    particle = _PARTICLE.match(family)
    before = particle[1].strip() if particle else ""
    return Name(
        family=family[len(particle[1]) :] if particle else family,
        given=_initials(found["given"]),
        non_dropping_particle=before,
        suffix=(found["suffix"] or "").strip(" ,"),
    )


def _initials(given: str) -> str:
    """Write `JD` and `J.D.` as `J. D.`."""
    if "." in given:
        return re.sub(r"\.(?=[^\s\-.])", ". ", given.strip())
    return re.sub(r"(\w)(?=\w)", r"\1. ", given).replace("-", ".-") + "."


# ---- Family, Given, and Given Family. 2020.


_BEFORE_YEAR: Final = re.compile(r"(.{3,1500}?)\.?[ ]+(?=\(?(?:1[5-9]|20)\d\d[a-z]?\)?\.[ ])")
_FULL_NAME: Final = re.compile(
    rf"{_PARTICLES}(?:{_WORD}|[{_UPPER}]\.(?:[ ]?-?[{_UPPER}]\.)*)"
    rf"(?:[ ]{_PARTICLES}(?:{_WORD}|[{_UPPER}]\.(?:-?[{_UPPER}]\.)*)){{0,5}}"
)
_COMPANIES: Final = frozenset({"LLC", "Inc", "Inc.", "Ltd", "Ltd.", "GmbH", "AG", "Corp", "Corp."})


def _in_full(entry: str) -> Authors | None:
    """Read names in full, of which the first alone is inverted (Chicago, MLA)."""
    found = _BEFORE_YEAR.match(entry)
    if found is None:
        return None
    listed = found[1]
    others = listed.endswith((", et al", " et al"))
    listed = listed.removesuffix("et al").rstrip(" ,") if others else listed
    parts = [part.strip() for part in re.split(r",[ ]and[ ]|,[ ]|[ ]and[ ]", listed)]
    if len(parts) < 2 or not all(map(_FULL_NAME.fullmatch, parts)):  # noqa: PLR2004
        return None
    if any(" " not in part for part in parts[2:]):
        return None
    if parts[1] in _COMPANIES or (parts[1].isupper() and len(parts[1]) > 2 and "." not in parts[1]):  # noqa: PLR2004
        return None
    names = [Name(family=parts[0], given=parts[1]), *map(_natural, parts[2:])]
    if others:
        names.append(Name(literal="et al."))
    return Authors(tuple(names), found.end())


def _natural(name: str) -> Name:
    given, _, family = name.rpartition(" ")
    words = given.split()
    particle: list[str] = []
    while words and words[-1].islower():
        particle.insert(0, words.pop())
    if not words:
        return Name(literal=name)
    return Name(family=family, given=" ".join(words), non_dropping_particle=" ".join(particle))
