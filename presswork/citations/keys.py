"""Whether the works that a document cites are among its references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.citations.walking import citations_of
from presswork.problems import Problem, Suggestions

if TYPE_CHECKING:
    from presswork.document import Document


def check_keys(document: Document) -> tuple[Problem, ...]:
    """Return an error for each work, cited or only listed, that the references do not hold.

    Args:
        document: read, and not yet cited.
    """
    known = {reference.key for reference in document.references}
    suggestions = Suggestions(known)
    asked = [(work.key, work.location) for work in document.uncited]
    for found, _, _ in citations_of(document, makes_notes=False):
        asked.extend((item.key, found.location) for item in found.items)
    none = (
        None if known else "the document names no references: write `references: references.json`"
    )
    return tuple(
        Problem(
            f"unknown citation key '{key}'",
            location,
            none or _hint(key, suggestions),
            rule="unknown-citation-key",
        )
        for key, location in asked
        if key not in known
    )


def _hint(key: str, suggestions: Suggestions) -> str | None:
    """Say what to do about an unknown key; one such as `doi:10.1000/x` is no slip of the pen."""
    prefix, colon, _ = key.partition(":")
    if colon and prefix.lower() in _PERSISTENT:
        return f"add the work to the references, with the id '{key}'"
    return suggestions.hint(key)


_PERSISTENT: Final = frozenset({"doi", "pmid", "pmcid", "arxiv", "isbn", "url", "https", "http"})
