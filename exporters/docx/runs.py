"""Inlines to runs: character formatting, links, cross-references, citations, images, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from presswork.directions import directed, is_backward
from presswork.inlines import (
    Cite,
    Cited,
    Code,
    Comment,
    CrossReference,
    Displayed,
    Emphasis,
    Format,
    Image,
    InLanguage,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoCase,
    NoteReference,
    ReferenceForm,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    TargetKind,
    Text,
    Underline,
    Without,
    walk,
)
from presswork.looks import Word

from . import math
from .bookmarks import ENTRY, NUMBER
from .fields import field
from .images import drawing
from .notes import note_mark
from .styles import Role, is_east_asian, language_element
from .xml import NAMESPACES, element, text, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from .story import Place, Story


@dataclass(frozen=True, slots=True)
class Face:
    """How characters look beside the style of their paragraph.

    Args:
        role: the role of their character style.
        linked: whether they stand in a hyperlink, which must hold no other.
        position: above or below the line.
        language: a BCP 47 tag, where it is not the document's.
    """

    role: Role | None = None
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    strike: bool = False
    underline: bool = False
    position: Literal["superscript", "subscript"] | None = None
    language: str | None = None
    linked: bool = False


PLAIN = Face()

SMALL_TEXTS: Final = frozenset(
    (Role.CAPTION, Role.TABLE_TEXT, Role.TABLE_HEAD, Role.FOOTNOTE_TEXT, Role.CALLOUT)
)
"""The roles of paragraphs whose text is so small that code within has a smaller size as well."""


KEEPS_LOOK: Final = "\\* MERGEFORMAT"
"""The switch that keeps the look of a result when it is updated (17.16.4.3)."""

SHARED: Final = re.compile("[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7]")
"""Signs that are wide in East Asian text and narrow elsewhere."""

NUMBERED_APART: Final = frozenset((TargetKind.SECTION, TargetKind.EQUATION))
"""What has its number without its word."""


def runs(inlines: Inlines, story: Story, place: Place, face: Face = PLAIN) -> list[Element]:
    """Return the runs, hyperlinks and fields that show a text."""
    return [made for inline in inlines for made in _inline(inline, story, place, face)]


def run(content: str, story: Story, face: Face = PLAIN) -> Element:
    """Return a run of plain characters, which go in one direction."""
    face = _of_word(face, content)
    sides = [backward for _, backward in directed(content, backward=_is_backward(face, story))]
    return w("r", _properties(face, story, backward=bool(sides) and all(sides)), text(content))


def called(kind: TargetKind, number: list[Element], story: Story, face: Face) -> list[Element]:
    """Return a number with the word for what has it, which stands before or after it."""
    before, after = story.book.words.around_number(kind.value)
    return [
        *([run(before, story, face)] if before else []),
        *number,
        *([run(after, story, face)] if after else []),
    ]


def _text(content: str, story: Story, face: Face) -> list[Element]:
    """Return a run for each direction that a text has (17.3.2.30)."""
    face = _of_word(face, content)
    made = [
        w("r", _properties(face, story, backward=backward), text(part))
        for part, backward in directed(content, backward=_is_backward(face, story))
    ]
    if SHARED.search(content) and is_east_asian(face.language or story.book.language):
        for part in made:
            _hint(part)
    return made


def _of_word(face: Face, content: str) -> Face:
    """Return the face of a text; a fixed word of another language than the text's has that."""
    if isinstance(content, Word) and content.language:
        return replace(face, language=content.language)
    return face


def _hint(made: Element) -> None:
    """Let Word set signs that scripts share as those of East Asia are: wide (17.18.41)."""
    properties = made.find("w:rPr", NAMESPACES)
    if properties is None:
        properties = w("rPr")
        made.insert(0, properties)
    has_style = properties.find("w:rStyle", NAMESPACES) is not None
    properties.insert(int(has_style), w("rFonts", hint="eastAsia"))


def _is_backward(face: Face, story: Story) -> bool:
    return is_backward(face.language) if face.language else story.book.backward


def _inline(inline: Inline, story: Story, place: Place, face: Face) -> list[Element]:
    def inner(children: Inlines, inner_face: Face) -> list[Element]:
        return runs(children, story, place, inner_face)

    match inline:
        case Text(characters):
            return _text(characters, story, face) if characters else []
        case Emphasis(children):
            return inner(children, replace(face, italic=True))
        case Strong(children):
            return inner(children, replace(face, bold=True))
        case Underline(children):
            return inner(children, replace(face, underline=True))
        case Strikeout(children):
            return inner(children, replace(face, strike=True))
        case SmallCaps(children):
            return inner(children, replace(face, small_caps=True))
        case Superscript(children):
            return inner(children, replace(face, position="superscript"))
        case Subscript(children):
            return inner(children, replace(face, position="subscript"))
        case NoCase(children):
            return inner(children, face)
        case Without(format_, children):
            return inner(children, _freed(face, format_))
        case Displayed(display, children):
            return _displayed(display, inner(children, face))
        case InLanguage(language, children):
            return inner(children, replace(face, language=language))
        case Code(characters):
            role = Role.SMALL_CODE if place.body in SMALL_TEXTS else Role.CODE
            return [w("r", _properties(replace(face, role=role), story), text(characters))]
        case Math(formula):
            return [math.formula(formula.root)]
        case LineBreak():
            return [w("r", w("br"))]
        case Link():
            return _link(inline, story, place, face)
        case Comment(words):
            return [] if story.is_footnotes else story.book.comments.on((), words)
        case Cite():
            return _cite(inline, story, place, face)
        case Cited(key, children):
            return _cited(key, children, story, place, face)
        case Image():
            return [w("r", drawn) for drawn in drawing(inline, story, place)]
        case CrossReference():
            return _cross_reference(inline, story, place, face)
        case NoteReference(id_):
            return note_mark(id_, story, lambda shown: inner(shown, face))


def _freed(face: Face, format_: Format) -> Face:
    match format_:
        case Format.EMPHASIS:
            return replace(face, italic=False)
        case Format.STRONG:
            return replace(face, bold=False)
        case Format.UNDERLINE:
            return replace(face, underline=False)
        case Format.SMALL_CAPS:
            return replace(face, small_caps=False)
        case Format.SCRIPT:
            return replace(face, position=None)


def _displayed(display: str, content: list[Element]) -> list[Element]:
    """Give a part of an entry a place of its own: after a break of the line, or before a tab."""
    match display:
        case "block":
            return [w("r", w("br")), *content]
        case "indent":
            return [w("r", w("br"), w("tab")), *content]
        case "left-margin":
            return [*content, w("r", w("tab"))]
        case _:
            return content


def _link(link: Link, story: Story, place: Place, face: Face) -> list[Element]:
    if face.linked:
        return runs(link.children, story, place, face)
    inside = replace(face, role=face.role or Role.HYPERLINK, linked=True)
    if not link.target.startswith("#"):
        content = runs(link.children, story, place, inside)
        return [element("w:hyperlink", {"r:id": story.link_to(link.target)}, *content)]
    anchor = story.book.bookmarks.name(link.target[1:])
    if anchor is None:
        story.book.ledger.warn(f"the link to '{link.target}' leads nowhere in the document")
        return runs(link.children, story, place, face)
    return [w("hyperlink", *runs(link.children, story, place, inside), anchor=anchor)]


def _cite(cite: Cite, story: Story, place: Place, face: Face) -> list[Element]:
    """Return a citation, with a comment on works that nobody knows."""
    comments = story.book.comments
    shown = _known_cite(cite, story, place, face)
    words = "" if story.is_footnotes else comments.of_cite(cite)
    return comments.on(shown, words) if words else shown


def _known_cite(cite: Cite, story: Story, place: Place, face: Face) -> list[Element]:
    """Return a citation; in a live one are no links, for its program writes its text anew."""
    live = story.book.live
    if live is None or not live.knows(cite):
        return runs(cite.rendered, story, place, face)
    shown = runs(cite.rendered, story, place, replace(face, linked=True))
    return live.citation(cite, shown, story.note, of_author=story.of_author)


def _cited(key: str, children: Inlines, story: Story, place: Place, face: Face) -> list[Element]:
    """Return what leads to an entry; links of its own, such as a DOI, keep leading out."""
    anchor = story.book.bookmarks.name(ENTRY + key)
    if anchor is None or face.linked:
        return runs(children, story, place, face)
    inside = replace(face, role=face.role or Role.CITATION_LINK, linked=True)
    made: list[Element] = []
    for leads_elsewhere, part in groupby(children, _has_link):
        if leads_elsewhere:
            made += runs(tuple(part), story, place, face)
        else:
            shown = runs(tuple(part), story, place, inside)
            made.append(w("hyperlink", *shown, anchor=anchor))
    return made


def _has_link(inline: Inline) -> bool:
    return any(isinstance(inner, Link) for inner in walk((inline,)))


def _cross_reference(
    reference: CrossReference, story: Story, place: Place, face: Face
) -> list[Element]:
    """Return a cross-reference, and a PAGEREF field where it is to tell the page."""
    book = story.book
    bookmark = book.bookmarks.name(reference.target)
    if bookmark is None:
        return _named(reference, story, place, face)
    word, number = f"{book.words['page']}\N{NO-BREAK SPACE}", run("1", story, face)
    if reference.form is ReferenceForm.PAGE:
        before = [run(word, story, face)] if reference.with_page else []
        return [*before, *book.pages.number(bookmark, number)]
    named = _named(reference, story, place, face)
    if reference.with_page:
        before = [run(", ", story, face), run(word, story, face)]
        return [*named, *before, *book.pages.number(bookmark, number)]
    if book.tells_pages:
        return [*named, *book.pages.number_if_far(bookmark, run(f", {word}", story, face), number)]
    return named


def _named(reference: CrossReference, story: Story, place: Place, face: Face) -> list[Element]:
    r"""Return a REF field, which Word keeps up to date and which leads to its target.

    The bookmark of a figure or table is around its word and number, and another one around its
    number; that of an equation is around its number alone, that of a section around the words of
    its heading, whose number comes with the switch `\r`. What its own place calls otherwise gets a
    link.
    """
    book = story.book
    shown = _reference_runs(reference, story, place, replace(face, linked=True))
    bookmark = book.bookmarks.name(reference.target)
    if bookmark is None:
        return shown
    link = [w("hyperlink", *shown, anchor=bookmark)]
    if reference.target in book.panels:
        return _of_panel(reference, story, face) or link
    if reference.kind in NUMBERED_APART and reference.number:
        if reference.kind is TargetKind.EQUATION:
            number = field(f"REF {bookmark} \\h {KEEPS_LOOK}", shown)
        elif book.headings.series(reference.target):
            number = field(f"REF {bookmark} \\r \\h", shown)
        else:
            number = link
        if reference.form is ReferenceForm.NUMBER:
            return number
        return called(reference.kind, number, story, face)
    if reference.form is ReferenceForm.NUMBER:
        of_number = book.bookmarks.name(reference.target + NUMBER)
        return field(f"REF {of_number} \\h {KEEPS_LOOK}", shown) if of_number else link
    return field(f"REF {bookmark} \\h {KEEPS_LOOK}", shown)


def _of_panel(reference: CrossReference, story: Story, face: Face) -> list[Element]:
    """Return a field for the figure, and the letter of the picture; nothing where that cannot be.

    The place of the picture shows its letter alone: `(a)`.
    """
    book = story.book
    figure = book.panels[reference.target]
    number, whole = figure.number or "", reference.number or ""
    in_number = reference.form is ReferenceForm.NUMBER
    bookmark = book.bookmarks.name((figure.id or "") + (NUMBER if in_number else ""))
    if bookmark is None or not number or not whole.startswith(number):
        return []
    label = number if in_number else book.words.numbered(TargetKind.FIGURE.value, number)
    shown = [run(label, story, replace(face, linked=True))]
    letter = run(whole.removeprefix(number), story, face)
    return [*field(f"REF {bookmark} \\h {KEEPS_LOOK}", shown), letter]


def _reference_runs(
    reference: CrossReference, story: Story, place: Place, face: Face
) -> list[Element]:
    match reference:
        case CrossReference(kind=kind, number=str(number)) if number and kind in NUMBERED_APART:
            return [run(number, story, face)]
        case CrossReference(form=ReferenceForm.NUMBER, number=str(number)) if number:
            return [run(number, story, face)]
        case CrossReference(kind=TargetKind() as kind, number=str(number)) if number:
            return [run(story.book.words.numbered(kind.value, number), story, face)]
        case CrossReference(title=title) if title:
            return runs(title, story, place, face)
        case _:
            return [run(reference.target, story, face)]


def _properties(face: Face, story: Story, *, backward: bool = False) -> Element | None:
    """Return `w:rPr` in the order of the schema (17.3.2.28); None for a plain face."""
    if face in (PLAIN, _LINKED) and not backward:
        return None
    return w(
        "rPr",
        w("rStyle", val=story.book.styles[face.role]) if face.role else None,
        *((w("b"), w("bCs")) if face.bold else ()),
        *((w("i"), w("iCs")) if face.italic else ()),
        w("smallCaps") if face.small_caps else None,
        w("strike") if face.strike else None,
        w("u", val="single") if face.underline else None,
        w("vertAlign", val=face.position) if face.position else None,
        w("rtl") if backward else None,
        language_element(face.language) if face.language else None,
    )


_LINKED = Face(linked=True)
