"""A compiled style: the elements of CSL as small frozen nodes, options resolved.

`compiling` makes them from XML once; `rendering` and its neighbours only read them. Names are those
of CSL 1.0.2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from presswork.citations.locales import Locale

TermForm: TypeAlias = Literal["long", "short", "verb", "verb-short", "symbol"]


@dataclass(frozen=True, slots=True)
class Formatting:
    """How characters look (CSL 1.0.2, "Formatting"); None inherits from around."""

    italic: bool | None = None
    bold: bool | None = None
    small_caps: bool | None = None
    underline: bool | None = None
    raised: Literal["sup", "sub", "baseline"] | None = None


@dataclass(frozen=True, slots=True)
class Dress:
    """What most rendering elements can have: formatting, affixes, quotes, case, display."""

    formatting: Formatting | None = None
    prefix: str = ""
    suffix: str = ""
    quotes: bool = False
    strip_periods: bool = False
    text_case: str = ""
    display: str = ""


PLAIN = Dress()


@dataclass(frozen=True, slots=True)
class Variable:
    """`cs:text` with a variable."""

    name: str
    short: bool
    dress: Dress


@dataclass(frozen=True, slots=True)
class Macro:
    """`cs:text` with a macro, the macro's content in its place."""

    children: tuple[Node, ...]
    dress: Dress


@dataclass(frozen=True, slots=True)
class Term:
    """`cs:text` with a term."""

    name: str
    form: TermForm
    plural: bool
    dress: Dress


@dataclass(frozen=True, slots=True)
class Value:
    """`cs:text` with a value."""

    text: str
    dress: Dress


@dataclass(frozen=True, slots=True)
class Number:
    """`cs:number`."""

    variable: str
    form: str
    dress: Dress


@dataclass(frozen=True, slots=True)
class Label:
    """`cs:label`; within names it has no variable of its own."""

    variable: str
    form: TermForm
    plural: Literal["contextual", "always", "never"]
    dress: Dress


@dataclass(frozen=True, slots=True)
class DatePart:
    """`cs:date-part`."""

    name: Literal["day", "month", "year"]
    form: str
    range_delimiter: str
    dress: Dress


@dataclass(frozen=True, slots=True)
class DateElement:
    """`cs:date`: its own parts, or those of the locale's date of the form.

    Args:
        variable: a date variable; empty in a locale's date.
        form: `text` or `numeric` for a localized date; empty for one of its own parts.
        shown: which parts a localized date shows.
        parts: in the order in which they are rendered; over a localized date, what they override.
    """

    variable: str
    form: str
    shown: frozenset[str]
    parts: tuple[DatePart, ...]
    delimiter: str
    dress: Dress


@dataclass(frozen=True, slots=True)
class NameOptions:
    """`cs:name` with all options inherited (CSL 1.0.2, "Inheritable Name Options")."""

    and_: Literal["text", "symbol"] | None = None
    delimiter: str = ", "
    delimiter_precedes_et_al: str = "contextual"
    delimiter_precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 1
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    et_al_use_last: bool = False
    form: Literal["long", "short", "count"] = "long"
    initialize: bool = True
    initialize_with: str | None = None
    name_as_sort_order: Literal["first", "all"] | None = None
    sort_separator: str = ", "
    family: Dress = PLAIN
    given: Dress = PLAIN
    dress: Dress = PLAIN


@dataclass(frozen=True, slots=True)
class EtAl:
    """`cs:et-al`."""

    term: str = "et-al"
    dress: Dress = PLAIN


@dataclass(frozen=True, slots=True)
class Names:
    """`cs:names`."""

    variables: tuple[str, ...]
    name: NameOptions
    et_al: EtAl
    label: Label | None
    label_first: bool
    substitute: tuple[Node, ...]
    delimiter: str
    dress: Dress


@dataclass(frozen=True, slots=True)
class Group:
    """`cs:group`."""

    children: tuple[Node, ...]
    delimiter: str
    dress: Dress


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a condition: what is asked, of what.

    A work has one type and a cite one kind of locator, so several values of these are alternatives
    in one test, whatever the condition's `match`.
    """

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """`cs:if`, `cs:else-if` or `cs:else` (without tests)."""

    match: str
    tests: tuple[Test, ...]
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """`cs:choose`."""

    branches: tuple[Branch, ...]


Node: TypeAlias = (
    Variable | Macro | Term | Value | Number | Label | DateElement | Names | Group | Choose
)


@dataclass(frozen=True, slots=True)
class SortKey:
    """`cs:key`: a variable, or a macro's content, compiled with the key's own name options."""

    variable: str
    children: tuple[Node, ...]
    descending: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """`cs:citation` or `cs:bibliography`: its sort keys and its layout."""

    children: tuple[Node, ...]
    delimiter: str
    dress: Dress
    sort: tuple[SortKey, ...] = ()
    prints_year_suffix: bool = False


@dataclass(frozen=True, slots=True)
class CitationOptions:
    """Options of `cs:citation` (CSL 1.0.2, "Citation-specific Options")."""

    add_names: bool = False
    add_givenname: bool = False
    givenname_rule: str = "by-cite"
    add_year_suffix: bool = False
    cite_group_delimiter: str | None = None
    collapse: str = ""
    year_suffix_delimiter: str | None = None
    after_collapse_delimiter: str | None = None
    near_note_distance: int = 5


@dataclass(frozen=True, slots=True)
class BibliographyOptions:
    """Options of `cs:bibliography` (CSL 1.0.2, "Bibliography-specific Options")."""

    hanging_indent: bool = False
    second_field_align: bool = False
    subsequent_author_substitute: str | None = None
    subsequent_author_rule: str = "complete-all"


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """Options of `cs:style` (CSL 1.0.2, "Global Options")."""

    initialize_with_hyphen: bool = True
    page_range_format: str = ""
    demote_particle: str = "display-and-sort"


@dataclass(frozen=True, slots=True)
class CompiledStyle:
    """A style, ready to render."""

    note: bool
    locale: Locale
    options: GlobalOptions
    citation: Layout
    citation_options: CitationOptions
    bibliography: Layout | None
    bibliography_options: BibliographyOptions = field(default_factory=BibliographyOptions)
