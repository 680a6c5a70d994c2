"""An item as styles see it: variables by their names, whatever they are kept as.

Texts are made into output once, names are taken apart once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.citations.csl import richtext
from presswork.citations.csl.output import Output, Run, text_of
from presswork.citations.csl.particles import parsed
from presswork.inlines import plain_text
from presswork.references import DATE_VARIABLES

if TYPE_CHECKING:
    from presswork.references import Date, Name, Reference

SHORT_FORMS: Final = {"title": "title-short", "container-title": "container-title-short"}
"""The variables that `form="short"` asks for (CSL 1.0.2, "Text")."""

OLDER_NAMES: Final = {
    "event": "event-title",
    "event-title": "event",
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
}


class Item:
    """A reference, with what has been worked out about it."""

    __slots__ = ("_names", "_outputs", "_plain", "key", "language", "reference", "type")

    def __init__(self, reference: Reference) -> None:
        """Keep the reference; all else is worked out when it is asked for."""
        self.reference = reference
        self.key = reference.key
        self.type = reference.type
        self.language = plain_text(reference.texts.get("language", ())).strip().lower()
        self._outputs: dict[str, Output | None] = {}
        self._plain: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}

    def text(self, variable: str) -> Output | None:
        """Return a standard or number variable as output; None where it is empty."""
        try:
            return self._outputs[variable]
        except KeyError:
            output = self._outputs[variable] = self._text(variable)
            return output

    def _text(self, variable: str) -> Output | None:
        texts = self.reference.texts
        inlines = texts.get(variable)
        if inlines is None and (other := OLDER_NAMES.get(variable)):
            inlines = texts.get(other)
        if inlines is None and variable == "page-first":
            inlines = texts.get("page")
            whole = plain_text(inlines) if inlines else ""
            return richtext.output_of(inlines) if inlines and not whole else _first_page(whole)
        return richtext.output_of(inlines) if inlines else None

    def plain(self, variable: str) -> str:
        """Return a variable's characters; empty where it is."""
        try:
            return self._plain[variable]
        except KeyError:
            text = self._plain[variable] = text_of(self.text(variable))
            return text

    def names(self, variable: str) -> tuple[Name, ...]:
        """Return the names of a variable, particles and suffixes apart."""
        try:
            return self._names[variable]
        except KeyError:
            names = tuple(parsed(name) for name in self.reference.names.get(variable, ()))
            self._names[variable] = names
            return names

    def date(self, variable: str) -> Date | None:
        """Return a date variable, or None."""
        return self.reference.dates.get(variable)

    def has(self, variable: str) -> bool:
        """Tell whether a variable is not empty (CSL 1.0.2, "Choose")."""
        if variable in DATE_VARIABLES:
            date = self.date(variable)
            return date is not None and bool(date.start or date.end or date.literal)
        if self.reference.names.get(variable):
            return True
        return self.text(variable) is not None


def _first_page(pages: str) -> Output | None:
    for position, character in enumerate(pages):
        if character in "-–—,;& ":
            return Run(pages[:position]) if position else None
    return Run(pages) if pages else None
