"""Translations of a document: `article.de.md` beside `article.md`.

Between the stem and the ending stands a language tag (BCP 47), of which language, script and region
are heeded. A file whose name merely looks so (`article.v2.md`) is a document of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from glob import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|[0-9]{3}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A language tag with what CLDR's likely subtags add to it (UTS 35, "Likely Subtags").

    Args:
        regional: whether it names a region itself.
    """

    language: str
    script: str
    region: str
    regional: bool

    def nearness(self, other: _Tag) -> tuple[bool, ...] | None:
        """Tell how near another tag comes, the nearest greatest; None for another language."""
        if (self.language, self.script) != (other.language, other.script):
            return None
        return (self == other, self.region == other.region and other.regional, not other.regional)


def are_one(one: str, other: str) -> bool:
    """Tell whether texts in two languages are read by the same people: `de` and `de-AT`.

    Args:
        one: a BCP 47 tag.
        other: the same; what is no tag is one with itself alone.
    """
    if one.lower() == other.lower():
        return True
    first, second = _parsed(one), _parsed(other)
    return first is not None and second is not None and first.nearness(second) is not None


def script_of(language: str) -> str:
    """Return the script that a language is written in, as ISO 15924 calls it; may be empty."""
    tag = _parsed(language)
    return tag.script if tag else ""


def of(path: Path, language: str) -> Path | None:
    """Return the translation of a document into a language; None where it has none.

    `de-AT` finds `article.de-AT.md`, else `article.de.md`, else that of another country. What is
    written in another script is another language: `zh-TW` finds `zh-Hant` and not `zh`.

    Args:
        path: the document's main source file.
        language: a BCP 47 tag.
    """
    wanted = _parsed(language)
    if wanted is None:
        return None
    near = (
        (nearness, found)
        for tag, found in _beside(path)
        if (nearness := wanted.nearness(tag)) is not None
    )
    # Of two that are as near, the first by name.
    _, best = max(near, key=lambda pair: pair[0], default=((), None))
    return best


def every(path: Path) -> tuple[Path, ...]:
    """Return all translations of a document, by their names."""
    return tuple(found for _, found in _beside(path))


def original_of(path: Path) -> Path | None:
    """Return the document that a file is a translation of; None where it is none."""
    stem, dot, tag = path.stem.rpartition(".")
    if not dot or not stem or _parsed(tag) is None:
        return None
    original = path.with_name(stem + path.suffix)
    return original if original.is_file() else None


def language_of(path: Path) -> str | None:
    """Return the language that the name of a translation tells; None where it is none."""
    return None if original_of(path) is None else path.stem.rpartition(".")[2].replace("_", "-")


def _beside(path: Path) -> list[tuple[_Tag, Path]]:
    before, after = f"{path.stem}.", path.suffix
    found = []
    for file in sorted(path.parent.glob(f"{escape(before)}*{escape(after)}")):
        tag = _parsed(file.name[len(before) : len(file.name) - len(after)])
        if tag is not None and file.is_file():
            found.append((tag, file))
    return found


@lru_cache(maxsize=256)
def _parsed(text: str) -> _Tag | None:
    """Return a tag whose language is one that CLDR has words of; None for anything else.

    Every fixed word and every face of a font asks for a few of them: kept, they cost no 18 µs each.
    """
    found = _TAG.fullmatch(text)
    if found is None:
        return None
    from babel import localedata  # noqa: PLC0415 - few documents have a name that looks so
    from babel.core import get_global  # noqa: PLC0415 - as above

    language = found["language"].lower()
    language = {"no": "nb"}.get(language, get_global("language_aliases").get(language, language))
    if not localedata.exists(language):
        return None
    script, region = (found["script"] or "").title(), (found["region"] or "").upper()
    likely = get_global("likely_subtags")
    tags = (f"{language}_{script}", f"{language}_{region}", language)
    _, likely_script, likely_region = next(
        (likely[tag] for tag in tags if tag in likely), f"{language}__"
    ).split("_")
    return _Tag(language, script or likely_script, region or likely_region, bool(region))
