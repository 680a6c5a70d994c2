"""Names in BibTeX's lists: `von Last, Jr, First`, and BibLaTeX's labelled parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork.readers.references import latex_text
from presswork.references import OTHERS, Name, means_others

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS: Final = frozenset({"family", "given", "prefix", "suffix", "useprefix", "id"}) | {
    f"{part}-i" for part in ("family", "given", "prefix", "suffix")
}
TOKEN: Final = re.compile(r"[{}]|,|[\s~]+|\\.|[^{},\s~\\]+", re.DOTALL)
HIDING: Final = frozenset("{}\\")
"""What hides commas and spaces; few names have any of it."""
ET_AL: Final = re.compile(r"[,\s]+et\.?\s+al\.?\s*$", re.IGNORECASE)
MOST_COMMAS: Final = 2

CACHED: Final = 4096
"""How many people are remembered: one writes several of the works that a text cites, and physicists
by the thousand write together."""


@dataclass(frozen=True, slots=True)
class People:
    """A list of names.

    Args:
        names: in their order.
        doubtful: those that could not be taken apart as they are meant.
    """

    names: tuple[Name, ...]
    doubtful: tuple[str, ...] = ()


def parse(value: str, *, dropping: bool = False) -> People:
    """Return the names of a list with `and`; `and others` becomes a last name "others".

    Args:
        value: the field.
        dropping: whether particles are left out where only the surname stands, as BibLaTeX's
            `useprefix=false` says.
    """
    names: list[Name] = []
    doubtful: list[str] = []
    for person in _persons(value):
        if ET_AL.search(person):
            found = (*_person(ET_AL.sub("", person), dropping), OTHERS)
        else:
            found = _person(person, dropping)
        names += found
        if not found or _is_doubtful(person):
            doubtful.append(person)
    return People(tuple(names), tuple(doubtful))


def _persons(value: str) -> Iterator[str]:
    """Cut a list at each `and` outside of braces."""
    depth = 0
    start = 0
    words = list(re.finditer(r"[{}]|(?<![^\s}])and(?=[\s{]|$)", value, re.IGNORECASE))
    for match in words:
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and match.start() > 0:
            yield " ".join(value[start : match.start()].split())
            start = match.end()
    last = " ".join(value[start:].split())
    if last or start:
        yield last


@lru_cache(CACHED)
def _person(person: str, dropping: bool) -> tuple[Name, ...]:  # noqa: FBT001 - of its caller
    if not person.strip(" ,{}~"):
        return ()
    if means_others(person):
        return (OTHERS,)
    if _is_one_group(person):
        return (Name(literal=_plain(person[1:-1])),)
    labelled = _labelled(person)
    return (labelled if labelled is not None else _of_parts(person, dropping=dropping),)


def _is_doubtful(person: str) -> bool:
    """Tell whether a name has more commas than `von Last, Jr, First`."""
    if person.count(",") <= MOST_COMMAS:
        return False
    return len(_split(person)) - 1 > MOST_COMMAS and _labelled(person) is None


def _split(person: str) -> list[list[str]]:
    """Cut a name at its commas, and what is between them into words, outside of braces."""
    if HIDING.isdisjoint(person):
        return [part.replace("~", " ").split() for part in person.split(",")]
    parts: list[list[str]] = [[]]
    word: list[str] = []
    depth = 0
    for match in TOKEN.finditer(person):
        sign = match[0]
        depth = max(0, depth + (sign == "{") - (sign == "}"))
        separates = depth == 0 and (sign == "," or sign[0] == "~" or sign[0].isspace())
        if not separates:
            word.append(sign)
            continue
        if word:
            parts[-1].append("".join(word))
            word = []
        if sign == ",":
            parts.append([])
    if word:
        parts[-1].append("".join(word))
    return parts


def _of_parts(person: str, *, dropping: bool) -> Name:
    parts = _split(person)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()  # a comma too many at the end
    if len(parts) == 1:
        first, von, last = _first_von_last(parts[0])
        suffix: list[str] = []
    else:
        von, last = _von_last(parts[0])
        suffix = parts[1] if len(parts) > MOST_COMMAS else []
        first = [word for part in parts[1 + bool(suffix) :] for word in part]
    return _named(last, first, von, suffix, dropping=dropping)


def _named(
    last: list[str], first: list[str], von: list[str], suffix: list[str], *, dropping: bool
) -> Name:
    family, given, particle, jr = (
        _plain(" ".join(words)).strip() if words else "" for words in (last, first, von, suffix)
    )
    if not family:
        family, given, particle = " ".join(filter(None, (particle, given))), "", ""
    return Name(
        family,
        given,
        dropping_particle=particle if dropping else "",
        non_dropping_particle="" if dropping else particle,
        suffix=jr,
        comma_suffix=bool(jr),
    )


def _first_von_last(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Take `First von Last` apart: the particle is all from the first to the last small word."""
    small = [at for at, word in enumerate(words[:-1]) if _is_small(word)]
    if not small:
        return words[:-1], [], words[-1:]
    return words[: small[0]], words[small[0] : small[-1] + 1], words[small[-1] + 1 :]


def _von_last(words: list[str]) -> tuple[list[str], list[str]]:
    small = [at for at, word in enumerate(words[:-1]) if _is_small(word)]
    end = small[-1] + 1 if small and _is_small(words[0]) else 0
    return words[:end], words[end:]


def _is_small(word: str) -> bool:
    """Tell whether a word begins with a small letter (BibTeX's rule for particles).

    Braces hide what is in them, unless they begin with a macro: an accent, a foreign letter.
    """
    if word[:1].isupper() or (word.startswith("{") and not word.startswith("{\\")):
        return False
    letters = latex_text.plain(word).lstrip("'’‘ʼ")
    return letters[:1].islower()


def _labelled(person: str) -> Name | None:
    """Return a name in BibLaTeX's extended form, `given=Hans, family=Castorp`."""
    if "=" not in person:
        return None
    parts: dict[str, str] = {}
    for words in _split(person):
        label, equals, value = " ".join(words).partition("=")
        name = label.strip().lower()
        if not words:
            continue
        if not equals or name not in PARTS:
            return None
        parts[name] = _plain(_without_quotes(value.strip()))
    particle = parts.get("prefix", "")
    dropping = parts.get("useprefix", "").lower() == "false"
    suffix = parts.get("suffix", "")
    return Name(
        parts.get("family", "") or parts.get("given", ""),
        parts.get("given", "") if parts.get("family") else "",
        dropping_particle=particle if dropping else "",
        non_dropping_particle="" if dropping else particle,
        suffix=suffix,
        comma_suffix=bool(suffix),
    )


def _without_quotes(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1]
    return value


def _plain(source: str) -> str:
    return latex_text.plain(source).replace("\N{NO-BREAK SPACE}", " ")


def _is_one_group(text: str) -> bool:
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for match in re.finditer(r"[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(text) and not text.startswith("{\\")
    return False
