"""Rich text: the one inline vocabulary of content and of citations.

A text is a tuple of inlines. Readers make them, the CSL processor makes them, exporters write them;
nothing in between carries markup inside a string.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from operator import is_
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from presswork.mathml import Formula
    from presswork.problems import Location


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, as they are to be read."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text, italic in most looks."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised text, bold in most looks."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Underline:
    """Underlined text, as some citation styles ask for."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Strikeout:
    """Text that is struck out."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Text in small capitals."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """Text above the line."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Subscript:
    """Text below the line."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class NoCase:
    """Text whose case a citation style must not change (CSL 1.0.2, "Rich text": `nocase`)."""

    children: Inlines


class Format(Enum):
    """A format that a text may be set free from."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    UNDERLINE = "underline"
    SMALL_CAPS = "small-caps"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Without:
    """Text that drops a format of the text around it (CSL: flip-flop, `font-style="normal"`).

    Args:
        format: what is dropped.
        children: the text.
    """

    format: Format
    children: Inlines


@dataclass(frozen=True, slots=True)
class Displayed:
    """A part of a bibliography entry with a place of its own (CSL 1.0.2, "Display").

    Args:
        display: `block` is on lines of its own, `indent` the same but indented; `left-margin`
            starts the entry and `right-inline` follows it, aligned.
        children: the text.
    """

    display: Literal["block", "left-margin", "right-inline", "indent"]
    children: Inlines


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A passage in another language than the text around it.

    Args:
        language: a BCP 47 tag.
        children: the passage.
    """

    language: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class Code:
    """Computer text within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula within a line."""

    formula: Formula


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document (a URL) or to a place in it (`#` and the id of a block)."""

    target: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What an author told oneself in the source: no part of the text, and in drafts alone."""

    text: str


@dataclass(frozen=True, slots=True)
class Length:
    """A size on the page; `%` is of the width of the text."""

    value: float
    unit: Literal["%", "mm", "cm", "in", "pt", "px", "em"]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture from a file that is known to exist and to lie where the document may read.

    Args:
        source: the file, absolute.
        alt: what the picture shows, for who does not see it; empty where it is decoration.
        width: None for the picture's own size.
        height: None where it follows from the width.
    """

    source: Path
    alt: str
    width: Length | None = None
    height: Length | None = None
    location: Location | None = None


class TargetKind(Enum):
    """What a cross-reference points at."""

    FIGURE = "figure"
    TABLE = "table"
    EQUATION = "equation"
    LISTING = "listing"
    SECTION = "section"


class ReferenceForm(Enum):
    """How a cross-reference is worded."""

    LABEL = "label"
    """With the word of the language: `Figure 2`."""
    NUMBER = "number"
    """The number alone, for the sentence has the word: `Figs. 2`, `(3)`."""
    PAGE = "page"
    """The number of its page alone, where there are pages: `on page 4`."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A mention of a figure, table, equation, listing or section of the same document.

    The reader knows the target's id; numbering fills in the rest; the exporter adds the word of
    the language ("Figure 2").

    Args:
        target: the id of the block.
        kind: what the block is; None until numbering.
        number: its number, for example `2` or `3.1`; None until numbering and where it has none.
        title: what to show for a target without a number: the words of a heading.
        form: how it is worded.
        with_page: whether the page stands behind it, where there are pages: `Figure 2, p. 4`; of
            the form `PAGE` the word for it before it.
    """

    target: str
    kind: TargetKind | None = None
    number: str | None = None
    title: Inlines = ()
    location: Location | None = None
    form: ReferenceForm = ReferenceForm.LABEL
    with_page: bool = False


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark of a note; the note of that id is in `Document.notes`."""

    id: str


@dataclass(frozen=True, slots=True)
class Locator:
    """The place within a cited work (CSL 1.0.2, "Locators").

    Args:
        label: the CSL term in the singular, for example `page`, `chapter`, `sub-verbo`.
        value: for example `3-5`.
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work within a citation.

    Args:
        key: the id of the reference.
        prefix: what stands before it, with its own spaces as written.
        suffix: what stands after its locator, with its own spaces and punctuation as written.
        locator: the place within the work.
        suppress_author: whether the sentence already names the author (`-@key`).
    """

    key: str
    prefix: Inlines = ()
    suffix: Inlines = ()
    locator: Locator | None = None
    suppress_author: bool = False


class CiteForm(Enum):
    """How a citation stands in its sentence."""

    PARENTHETICAL = "parenthetical"
    """Beside the sentence: `[@key]`."""
    IN_TEXT = "in-text"
    """Its first author is part of the sentence: `@key says`."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: the works, and what the style makes of them once it was cited.

    Args:
        items: at least one.
        form: how it stands in its sentence.
        rendered: what to show; empty until `presswork.citations.citing`. Within it, `Cited` marks
            the part that stands for one item.
    """

    items: tuple[CitationItem, ...]
    form: CiteForm = CiteForm.PARENTHETICAL
    rendered: Inlines = ()
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """The part of a rendered citation that stands for one work, to be linked to its entry."""

    key: str
    children: Inlines


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Underline
    | Strikeout
    | SmallCaps
    | Superscript
    | Subscript
    | NoCase
    | Without
    | Displayed
    | InLanguage
    | Code
    | Math
    | Link
    | LineBreak
    | Comment
    | Image
    | CrossReference
    | NoteReference
    | Cite
    | Cited
)
Inlines: TypeAlias = tuple[Inline, ...]

NESTING = (
    Emphasis,
    Strong,
    Underline,
    Strikeout,
    SmallCaps,
    Superscript,
    Subscript,
    NoCase,
    Without,
    Displayed,
    InLanguage,
    Link,
    Cited,
)
"""The inlines that are nothing but a frame around other inlines."""


def walk(inlines: Inlines) -> Iterator[Inline]:
    """Yield every inline in reading order, each before what it contains.

    Of a citation, what it renders to is visited, and its items' prefixes and suffixes are not.
    """
    for inline in inlines:
        yield inline
        match inline:
            case Cite(rendered=inner) | CrossReference(title=inner):
                yield from walk(inner)
            case _ if isinstance(inline, NESTING):
                yield from walk(inline.children)


Part = TypeVar("Part")


def unless_same(before: tuple[Part, ...], after: Iterable[Part]) -> tuple[Part, ...]:
    """Return what stands after a change, or what stood before where no part is another one.

    Most of a document stays in most changes; what stays is not built again.
    """
    changed = tuple(after)
    if len(before) == len(changed) and all(map(is_, before, changed)):
        return before
    return changed


def rewrite(inlines: Inlines, change: Callable[[Inline], Inlines | None]) -> Inlines:
    """Return the text with every inline replaced by what `change` answers for it.

    Args:
        inlines: the text.
        change: is asked about each inline in reading order; answers its replacement, or None to
            keep it and be asked about what it contains.
    """
    result: list[Inline] = []
    for inline in inlines:
        replacement = change(inline)
        if replacement is not None:
            result.extend(replacement)
        elif isinstance(inline, NESTING):
            children = rewrite(inline.children, change)
            same = children is inline.children
            result.append(inline if same else replace(inline, children=children))
        else:
            result.append(inline)
    return unless_same(inlines, result)


def plain_text(inlines: Inlines) -> str:
    """Return the characters alone: for document properties, bookmarks and messages."""
    parts: list[str] = []
    for inline in walk(inlines):
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Math(formula):
                parts.append(formula.words)
            case LineBreak():
                parts.append(" ")
            case Image(alt=alt):
                parts.append(alt)
            case CrossReference(number=str(number)):
                parts.append(number)
            case _:
                pass
    return "".join(parts)
