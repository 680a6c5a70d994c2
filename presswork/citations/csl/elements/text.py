"""`cs:text` (CSL 1.0.2, "Text")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.citations.csl import numbers, pages
from presswork.citations.csl.elements import variables
from presswork.citations.csl.elements.base import Element, render_all
from presswork.citations.csl.item import SHORT_FORMS
from presswork.citations.csl.look import Look, affixed, dress, formatted
from presswork.citations.csl.output import (
    EMPTY,
    NOTHING,
    Output,
    Rendered,
    Role,
    Run,
    Sequence,
    Tagged,
    Use,
)

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context

LINKS: Final = {
    "DOI": "https://doi.org/",
    "URL": "",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
"""Variables that lead somewhere, and what stands before them in the address."""

NUMBERS: Final = frozenset(
    [
        "chapter-number",
        "collection-number",
        "edition",
        "issue",
        "number",
        "number-of-pages",
        "number-of-volumes",
        "part-number",
        "printing-number",
        "section",
        "supplement-number",
        "version",
        "volume",
    ]
)
"""Number variables that `cs:text` too writes with an en dash between numbers."""

ROLES: Final = {
    "year-suffix": Role.YEAR_SUFFIX,
    "citation-number": Role.CITATION_NUMBER,
    "locator": Role.LOCATOR,
    "title": Role.TITLE,
}


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """A standard variable.

    Args:
        name: the variable.
        short: whether its short form is asked for.
        look: formatting and affixes.
        page_format: the style's `page-range-format`.
    """

    name: str
    short: bool
    look: Look
    page_format: str

    def render(self, context: Context) -> Rendered:
        """Return the variable's text."""
        output = self._found(context)
        if output is None:
            return NOTHING if self.name == "year-suffix" else EMPTY
        context.note(self.name)
        if self.name == "year-suffix":
            context.year_suffix_done = True
        elif self.name == "locator":
            context.locator_done = True
        look = self.look
        role = ROLES.get(self.name)
        if role is not None:
            value = context.item.key if role is Role.CITATION_NUMBER else self.name
            output = Tagged(role, value, (output,))
        elif self.name in LINKS and context.sorting is None:
            output, look = _linked(self.name, output, look, context)
        return Rendered(dress(output, look, context), Use.FILLED)

    def _found(self, context: Context) -> Output | None:
        if self.short and self.name in SHORT_FORMS:
            short = variables.output(SHORT_FORMS[self.name], context)
            if short is not None and self.name not in context.suppressed:
                return short
        if self.short and self.name == "URL":
            return _site(variables.plain(self.name, context))
        if self.name in ("page", "locator"):
            return self._pages(context)
        if self.name == "citation-label":
            return self._label(context)
        if self.name in NUMBERS and context.sorting is None:
            found = numbers.parse(variables.plain(self.name, context))
            if found is not None and found.plural:
                return Run(numbers.write(found, "numeric", context.locale))
        return variables.output(self.name, context)

    def _pages(self, context: Context) -> Output | None:
        text = variables.plain(self.name, context)
        if not text:
            return None
        return pages.output(text, self.page_format, context.locale)

    def _label(self, context: Context) -> Output | None:
        """Return the citation label with its year suffix."""
        label = variables.output(self.name, context)
        suffix = context.hints.year_suffix
        if label is None or not suffix or context.year_suffix_done:
            return label
        context.year_suffix_done = True
        return Sequence((label, Tagged(Role.YEAR_SUFFIX, "year-suffix", (Run(suffix),))))


def _site(address: str) -> Output | None:
    """Return the short form of an address, the name of its site.

    CSL 1.0.2 leaves open what the short form of a URL is; styles count on what the reference
    processor makes of it, which keeps the scheme of a site whose name does not begin with `www`.
    """
    scheme, _, rest = address.rpartition("://")
    site = rest.partition("/")[0]
    if not site:
        return None
    return Run(site if not scheme or site.startswith("www.") else f"{scheme}://{site}")


def _linked(name: str, output: Output, look: Look, context: Context) -> tuple[Output, Look]:
    """Return a link, and the look without the part of its prefix that begins the address."""
    text = context.item.plain(name).strip()
    if not text:
        return output, look
    address = text if text.startswith(("http://", "https://")) else LINKS[name] + text
    before, scheme, host = look.prefix.partition("http")
    if not scheme or look.font is not None:
        return Tagged(Role.LINK, address, (output,)), look
    whole = (Run(scheme + host), output)
    return Tagged(Role.LINK, address, whole), replace(look, prefix=before)


@dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """What a macro renders (CSL 1.0.2, "Macro"); like a group, nothing without variables."""

    children: tuple[Element, ...]
    look: Look

    def render(self, context: Context) -> Rendered:
        """Return the macro's output."""
        output, use = render_all(self.children, context)
        if use is Use.EMPTY:
            return EMPTY
        if output is None:
            return Rendered(None, use)
        return Rendered(dress(output, self.look, context), Use.FILLED)


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term of the locale (CSL 1.0.2, "Terms")."""

    name: str
    text: str
    look: Look

    def render(self, context: Context) -> Rendered:  # noqa: ARG002 - as all elements
        """Return the term's text, as it was when the style was compiled."""
        if not self.text:
            return NOTHING
        term: Output = Run(self.text)
        if not self.look.text_case:
            term = Tagged(Role.TERM, self.name, (term,))
        dressed = affixed(formatted(term, self.look, language="en"), self.look)
        return Rendered(dressed, Use.NONE)


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """Words of the style itself."""

    words: Output | None
    look: Look

    def render(self, context: Context) -> Rendered:
        """Return the words."""
        if self.words is None:
            return NOTHING
        return Rendered(dress(self.words, self.look, context), Use.NONE)
