"""The list of references as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from presswork import inlines as inl
from presswork.numerals import written

from .inline import ADDRESS_BREAKS, NO_BREAK_SPACE, inlines
from .setting import CITING_IN_FRONT, BackLinks, fragment, reference_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork import document as doc
    from presswork.inlines import Inlines

    from .setting import Setting


ARROW: Final = "\N{UPWARDS ARROW}"
"""What stands before the numbers of the pages that cite a work."""

RETURN: Final = "\N{LEFTWARDS ARROW WITH HOOK}"

LONGEST_END: Final = 30
"""How many characters the end of an entry has at most if no line ends before what leads back."""

TWO_LINES: Final = 90
"""From how many characters on an entry is sure to take two lines of a page."""

REFERENCES_ID: Final = "list-of-references"
"""The id of the heading that a list of references gets when the document gives it none."""


def bibliography(block: doc.Bibliography, setting: Setting) -> Markup:
    """Return the list of references, with the language's word over it where nothing else is."""
    if not block.entries:
        return Markup()
    heading = (
        Markup()
        if block.headed
        else Markup('<h{0} id="{1}">{2}</h{0}>\n').format(
            block.heading_level + 1, block.id or REFERENCES_ID, setting.words["references"]
        )
    )
    return heading + reference_list(block, setting)


def reference_list(block: doc.Bibliography, setting: Setting) -> Markup:
    """Return the list of references alone."""
    labels = [inl.plain_text(entry.label) for entry in block.entries]
    widest = max(map(len, labels), default=0)
    kind = "labelled" if widest else "hanging" if block.hanging else "plain"
    first = inl.plain_text(block.entries[0].content) if block.entries else ""
    opening = " short-first" if len(first) < TWO_LINES else ""
    element = "ol" if widest else "ul"
    style = Markup(' style="--label-length:{}"').format(widest) if widest else ""
    lines = Markup("\n").join(_entry(entry, setting) for entry in block.entries)
    return Markup('<{0} class="references {1}{2}"{3}>\n{4}\n</{0}>').format(
        element, kind, opening, style, lines
    )


def _entry(entry: doc.BibliographyEntry, setting: Setting) -> Markup:
    label = (
        Markup('<span class="label">{}</span> ').format(inlines(entry.label, setting))
        if entry.label
        else Markup()
    )
    content = inlines(entry.content, setting)
    if entry.again:
        return Markup("<li>{}{}</li>").format(label, content)
    id_ = reference_id(entry.key)
    back = _back_links(setting.citing.by_key.get(entry.key, ()), setting)
    space = _space_after(entry.content) if back else ""
    code = setting.codes.get(entry.key)
    if code:
        content = code + content
    kind = Markup(' class="with-code"') if code else Markup()
    return Markup('<li id="{}"{}>{}{}{}{}</li>').format(id_, kind, label, content, space, back)


def _space_after(content: Inlines) -> str:
    """Return the space before what leads back, which is to stand alone in no line.

    What cannot be parted from it is not to be too long for a narrow column.
    """
    *_, end = ADDRESS_BREAKS.split(inl.plain_text(content).rpartition(" ")[-1])
    return NO_BREAK_SPACE if len(end) <= LONGEST_END else " "


def _back_links(places: Sequence[str], setting: Setting) -> Markup:
    """Return the links to the places that cite a work."""
    if not places:
        return Markup()
    match setting.back_links:
        case BackLinks.NONE:
            return Markup()
        case BackLinks.PAGES:
            links = Markup().join(map(_page, places))
            return Markup('<span class="back-links">{}{}{}</span>').format(
                ARROW, NO_BREAK_SPACE, links
            )
        case BackLinks.SIGNS:
            links = _letters(places, setting)
            return Markup('<span class="back-links">{}</span>').format(links)


def _page(place: str) -> Markup:
    """Return a link that is to show the number of the page where a place is."""
    name = "back in-front" if place.startswith(CITING_IN_FRONT) else "back"
    return Markup('<a class="{}" href="{}"></a>').format(name, fragment(place))


def _letters(places: Sequence[str], setting: Setting) -> Markup:
    """Return an arrow that leads back, and where there are several places a letter for each."""
    name = str(setting.words["back-to-text"])  # an attribute holds no element
    if len(places) == 1:
        return _back(places[0], RETURN, name)
    letters = (written(at, "lower-alpha") for at in range(1, len(places) + 1))
    links = (
        _back(place, letter, f"{name}: {letter}")
        for place, letter in zip(places, letters, strict=True)
    )
    return Markup("{} {}").format(RETURN, Markup(" ").join(links))


def _back(place: str, shown: str, name: str) -> Markup:
    return Markup('<a class="back" role="doc-backlink" href="{}" aria-label="{}">{}</a>').format(
        fragment(place), name, shown
    )
