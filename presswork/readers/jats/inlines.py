"""Text within a paragraph → inlines; mentions of works become citations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Note
from presswork.inlines import (
    NESTING,
    Code,
    Emphasis,
    Format,
    InLanguage,
    Length,
    LineBreak,
    Link,
    Math,
    NoCase,
    NoteReference,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    Without,
    plain_text,
)
from presswork.readers.jats import formulas, pictures
from presswork.readers.jats.addresses import link_of, web_address
from presswork.readers.jats.elements import (
    attribute,
    child,
    collapse,
    descendants,
    has_words,
    href,
    language_of,
    name_set,
    nodes,
    raw_text,
    text_of,
)
from presswork.readers.jats.source import local_name
from presswork.readers.printed.citing import cite
from presswork.readers.printed.mentions import Mention
from presswork.readers.printed.pieces import Group, lifted, only_mentions
from presswork.readers.printed.texts import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml import etree

    from presswork.inlines import Inline, Inlines
    from presswork.readers.jats.reading import Reading
    from presswork.readers.printed.pieces import Piece

_FRAMES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "bold": Strong,
    "b": Strong,
    "strong": Strong,
    "italic": Emphasis,
    "i": Emphasis,
    "em": Emphasis,
    "underline": Underline,
    "u": Underline,
    "strike": Strikeout,
    "sc": SmallCaps,
    "sup": Superscript,
    "sub": Subscript,
    "fixed-case": NoCase,
}
_STYLES: Final[tuple[tuple[str, Callable[[Inlines], Inline]], ...]] = (
    ("italic", Emphasis),
    ("oblique", Emphasis),
    ("bold", Strong),
    ("small-caps", SmallCaps),
    ("underline", Underline),
    ("line-through", Strikeout),
)
"""What `styled-content` says in CSS, with the format that it is."""

_TRANSPARENT: Final = name_set(
    """abbrev addr-line annotation anonymous article-title caption chapter-title chem-struct
    chem-struct-wrap city collab comment conf-date conf-loc conf-name conf-sponsor contrib country
    corresp data-title date date-in-citation day def edition element-citation elocation-id era etal
    fax fpage given-names gov institution institution-wrap isbn issn issue issue-title
    journal-title label license license-p lpage mixed-citation month name named-content
    nested-kwd nlm-citation object-id p page-range part-title patent person-group phone
    postal-code prefix price product pub-id publisher-loc publisher-name rb related-article
    related-object role ruby sans-serif season series serif sig size source span speaker
    state std string-date string-name styled-content subtitle suffix surname target term
    textual-form time-stamp title trans-source trans-title value verse-line version volume
    volume-series x year citation statement conf-acronym conf-num phrase attrib preformat
    alternatives overline-start overline-end contrib-id uri-list award-id funding-source
    principal-award-recipient award-group support-source question answer option explanation
    subject kwd compound-kwd compound-kwd-part sec"""
)
"""Elements whose content is what counts in a line of text."""

_NOTHING: Final = name_set(
    """index-term milestone-start milestone-end hr permissions counts rt rp alt-text long-desc
    institution-id processing-meta graphic-placeholder abstract-placeholder"""
)
"""Elements that show nothing in a line of text."""

_LINE_HIGH: Final = Length(1.4, "em")
"""How high pictures within a line are: articles do not say it, and their files are large."""

LABEL: Final = frozenset({"label"})
_OVERLINE: Final = "\N{COMBINING OVERLINE}"


def read_inlines(element: etree._Element, reading: Reading) -> Inlines:
    """Return the text that an element holds."""
    return settle(pieces_of(nodes(element), reading), reading)


def settle(pieces: Sequence[Piece], reading: Reading) -> Inlines:
    """Return a run of text with its citations made, without spaces at its ends."""
    return tidy(cite(pieces, reading.works))


def pieces_of(run: Iterable[str | etree._Element], reading: Reading) -> list[Piece]:
    """Return a run of text whose mentions of works are not yet citations."""
    pieces: list[Piece] = []
    for node in run:
        if isinstance(node, str):
            pieces.append(Text(collapse(node)))
        else:
            pieces += _within_language(node, _pieces(node, reading))
    return pieces


def _within_language(element: etree._Element, pieces: list[Piece]) -> list[Piece]:
    language = language_of(element)
    if not language or not pieces:
        return pieces
    plain = [piece for piece in pieces if not isinstance(piece, Mention | Group)]
    return [InLanguage(language, tuple(plain))] if len(plain) == len(pieces) else pieces


def _pieces(element: etree._Element, reading: Reading) -> list[Piece]:
    name = local_name(element)
    if name in _FRAMES:
        return _framed(name, pieces_of(nodes(element), reading), reading)
    if name in _NOTHING:
        return []
    match name:
        case "xref":
            return _cross_reference(element, reading)
        case "ext-link" | "uri" | "self-uri" | "inline-supplementary-material" | "email":
            return _link(element, reading)
        case "fn":
            return _note(element, reading)
        case "break":
            return [LineBreak()]
        case "styled-content" | "named-content":
            return _styled(element, reading)
        case "monospace" | "code":
            return [_code(element, reading)]
        case "roman":
            return [Without(Format.EMPHASIS, _run(element, reading))]
        case "overline":
            return [Text("".join(f"{sign}{_OVERLINE}" for sign in text_of(element)))]
        case "inline-formula" | "disp-formula" | "math" | "tex-math":
            return _formula(element, reading)
        case "inline-graphic" | "graphic" | "media" | "inline-media":
            return _picture(element, reading)
        case "alternatives" | "citation-alternatives" | "name-alternatives":
            return _alternative(element, reading)
        case "name":
            return _name(element)
        case "related-article" | "related-object" | "object-id" if href(element):
            return _link(element, reading)
        case _:
            if name not in _TRANSPARENT:
                reading.unknown.add(f"<{name}>", element)
            return pieces_of(nodes(element), reading)


def _run(element: etree._Element, reading: Reading) -> Inlines:
    return cite(pieces_of(nodes(element), reading), reading.works)


def _framed(name: str, pieces: list[Piece], reading: Reading) -> list[Piece]:
    """Return text in a format; numbers of works leave it, for the style sets them."""
    if only_mentions(pieces):
        return lifted(pieces, raised=name == "sup")
    children = cite(pieces, reading.works)
    if name in {"sup", "sub"} and not any(
        isinstance(piece, Mention | Math | NoteReference) for piece in pieces
    ):
        children = children if plain_text(children).strip() else ()
    if not children:
        return []
    if name == "sup" and all(isinstance(each, NoteReference) for each in children):
        return list(children)
    return [_FRAMES[name](children)]


def _styled(element: etree._Element, reading: Reading) -> list[Piece]:
    pieces = pieces_of(nodes(element), reading)
    style = f"{attribute(element, 'style')} {attribute(element, 'style-type')}".lower()
    for word, frame in _STYLES:
        if word in style and pieces:
            pieces = [frame(cite(pieces, reading.works))]
    target = link_of(element) if href(element) else ""
    return [Link(target, cite(pieces, reading.works))] if target and pieces else pieces


def _code(element: etree._Element, reading: Reading) -> Inline | Piece:
    if any(local_name(each) not in {"break", "monospace"} for each in element):
        children = _run(element, reading)
        return children[0] if len(children) == 1 else Without(Format.SCRIPT, children)
    return Code(text_of(element))


def _link(element: etree._Element, reading: Reading) -> list[Piece]:
    pieces = pieces_of(nodes(element), reading)
    children = cite(pieces, reading.works)
    words = plain_text(children).strip()
    if local_name(element) == "email":
        address = href(element).removeprefix("mailto:") or words
        target = f"mailto:{address}" if "@" in address else ""
    elif href(element):
        target = link_of(element)
    else:
        target = words if words.startswith(("http://", "https://")) else ""
    if not target:
        return pieces
    if not words and not any(isinstance(each, Math) for each in children):
        children = (Text(target),)
    return [Link(target, _unlinked(children))]


def _unlinked(children: Inlines) -> Inlines:
    """Return the words of a link without links within it."""
    return tuple(
        part
        for each in children
        for part in (_unlinked(each.children) if isinstance(each, Link) else (each,))
    )


def _cross_reference(element: etree._Element, reading: Reading) -> list[Piece]:
    """Return what a mention of something becomes: what it leads to decides, not what it says."""
    ids = attribute(element, "rid").split()
    keys = tuple(dict.fromkeys(key for id_ in ids for key in reading.works.keys.get(id_, ())))
    kind = attribute(element, "ref-type")
    if keys:
        inner = [each for each in element if local_name(each) == "sup"]
        raised = bool(inner) and not has_words(element)
        return [Mention(keys, text_of(element)[:400], raised, reading.at(element))]
    if kind == "bibr":
        reading.lost.add(f"'{text_of(element)}'", element)
        return pieces_of(nodes(element), reading)
    target = reading.targets.get(ids[0]) if ids else None
    if target is None:
        return pieces_of(nodes(element), reading)
    match local_name(target):
        case "fn" if _is_note(target):
            return _note(target, reading)
        case "supplementary-material" | "media" | "inline-supplementary-material":
            children = _run(element, reading)
            address = pictures.file_address(target, _linking(target), reading)
            return [Link(address, _unlinked(children))] if address and children else list(children)
        case "fn":
            return _mark_of_note(element, reading)
        case _:
            children = _unlinked(_run(element, reading))
            return [Link(f"#{ids[0]}", children)] if children else []


def _linking(element: etree._Element) -> etree._Element:
    """Return what holds the address of a supplement: itself, or the file within it."""
    if href(element):
        return element
    return next((each for each in descendants(element, "media", "graphic") if href(each)), element)


def _is_note(target: etree._Element) -> bool:
    """Tell whether a note is one of the text, not of a table or of the authors."""
    around = {local_name(each) for each in target.iterancestors()}
    return not around & {"table-wrap", "table-wrap-foot", "author-notes", "front", "fig"}


def _mark_of_note(element: etree._Element, reading: Reading) -> list[Piece]:
    """Return the mark of a note that is no footnote, for example one below a table."""
    around = [*element.iterancestors(), *element]
    children = _run(element, reading)
    raised = any(local_name(each) in {"sup", "sub"} for each in around)
    return list(children) if raised or not children else [Superscript(children)]


def _note(element: etree._Element, reading: Reading) -> list[Piece]:
    """Return the mark of a note; a note within a note is words of it, in brackets."""
    id_ = attribute(element, "id") or f"note-{len(reading.notes) + 1}"
    if reading.within_note:
        return [Text(" ("), *pieces_of(nodes(element), reading), Text(")")]
    if id_ not in reading.notes:
        reading.within_note = True
        reading.notes[id_] = Note(id_, ())
        blocks = reading.flow(element, reading, skip=LABEL)
        reading.notes[id_] = Note(id_, blocks)
        reading.within_note = False
    return [NoteReference(id_)]


def _formula(element: etree._Element, reading: Reading) -> list[Piece]:
    formula = formulas.read_inline(element, reading)
    if formula:
        return [formula]
    found = formulas.pictures_of(element)
    if found and not text_of(element):
        return _picture(found[0], reading, "formula")
    return pieces_of(nodes(element), reading)


def _picture(element: etree._Element, reading: Reading, what: str = "picture") -> list[Piece]:
    alt = text_of(child(element, "alt-text")) or pictures.name_of(element)
    image = pictures.picture_of(element, alt, reading)
    if image:
        return [replace(image, height=_LINE_HIGH)]
    words = f"[{what} {_short_name(pictures.name_of(element))}]"
    address = web_address(pictures.address_of(element, reading))
    return [Link(address, (Text(words),))] if address else [Text(words)]


def _short_name(name: str) -> str:
    """Return the last part of a name such as `journal.pone.0097541.e001`."""
    parts = [part for part in name.split(".") if part]
    known = {"tif", "tiff", "jpg", "jpeg", "gif", "png", "eps"}
    parts = parts[:-1] if len(parts) > 1 and parts[-1].lower() in known else parts
    return parts[-1] if parts else name


def _alternative(element: etree._Element, reading: Reading) -> list[Piece]:
    """Return the form of something that is best for text."""
    if formulas.math_of(element) is not None or formulas.latex_of(element):
        return _formula(element, reading)
    for name in ("textual-form", "name", "string-name", "element-citation", "mixed-citation"):
        if (found := child(element, name)) is not None:
            return _pieces(found, reading)
    inner = list(element)
    return _pieces(inner[0], reading) if inner else []


def _name(element: etree._Element) -> list[Piece]:
    """Return a name within text, in the order in which it is written there."""
    if has_words(element):
        return [Text(collapse(raw_text(element)))]
    return [Text(" ".join(filter(None, map(text_of, element))))]


def tidy(inlines: Inlines) -> Inlines:
    """Return a run of text without spaces at its ends and without two in a row."""
    cleaned, _ = _tidied(inlines, after_space=True)
    return _right_stripped(cleaned)


def _tidied(inlines: Inlines, *, after_space: bool) -> tuple[Inlines, bool]:
    """Return the text without doubled spaces, and whether it ends with one."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text):
                text = collapse(text)
                text = text[1:] if after_space and text.startswith(" ") else text
                if not text:
                    continue
                after_space = text.endswith(" ")
                out.append(Text(text))
            case LineBreak():
                while out and isinstance(last := out[-1], Text) and not last.text.strip(" "):
                    out.pop()
                if out and isinstance(last := out[-1], Text):
                    out[-1] = Text(last.text.rstrip(" "))
                out.append(inline)
                after_space = True
            case _ if isinstance(inline, NESTING):
                children, after_space = _tidied(inline.children, after_space=after_space)
                if children:
                    out.append(replace(inline, children=children))
            case _:
                out.append(inline)
                after_space = False
    return joined(out), after_space


def _right_stripped(inlines: Inlines) -> Inlines:
    """Return the text without spaces and line breaks at its end."""
    out = list(inlines)
    while out:
        match out[-1]:
            case Text(text):
                if stripped := text.rstrip(" "):
                    out[-1] = Text(stripped)
                    break
                out.pop()
            case LineBreak():
                out.pop()
            case last if isinstance(last, NESTING):
                children = _right_stripped(last.children)
                if children:
                    out[-1] = replace(last, children=children)
                    break
                out.pop()
            case _:
                break
    return tuple(out)


def is_blank(inlines: Inlines) -> bool:
    """Tell whether a text is nothing but spaces."""
    return all(isinstance(each, Text) and not each.text.strip() for each in inlines)
