"""What styles are called: the names of each role in the languages of Word and other programs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from presswork.looks import shared_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "word-names.yaml"

_LEVELLED: Final = re.compile(r"(heading|toc|list continue)(?: ([1-9]))?")
_IGNORED: Final = re.compile(r"[\s_-]+")


def key(name: str) -> str:
    """Return a name as names are compared: without case, spaces, hyphens and underscores."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name).casefold())


@cache
def names_of(role: str) -> tuple[str, ...]:
    """Return the names that a role may have beside its own, as they are compared.

    Args:
        role: the English name that Word files it by.
    """
    levelled = _LEVELLED.fullmatch(role.casefold())
    base, level = levelled.groups() if levelled else (role.casefold(), None)
    level = level or "1"
    names = _names().get(base, ())
    return tuple(
        key(name.replace("#", level) if "#" in name or level == "1" else f"{name} {level}")
        for name in names
    )


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    import yaml  # noqa: PLC0415 - only templates of others need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (shared_folder() / FILE).read_text(encoding="utf-8")
    content: dict[str, dict[str, str | list[str]]] = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe
    return {
        role: tuple(
            name
            for names in by_language.values()
            for name in ([names] if isinstance(names, str) else names)
        )
        for role, by_language in content.items()
    }
