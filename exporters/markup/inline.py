"""Inlines as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias, get_args
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from presswork import inlines as inl

from .code import options_whole, parted
from .formula import formula
from .note import note_mark
from .setting import (
    WORD_JOINER,
    BackLinks,
    PageNumbers,
    fragment,
    language_attributes,
    reference_id,
)

if TYPE_CHECKING:
    from presswork.inlines import Inline, Inlines

    from .setting import Setting


NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


ADDRESS_BREAKS: Final = re.compile(r"(?<=[^/:]/)(?=\w)|(?<=[?&=#])(?=\w)|(?<=\w{32})(?=\w)")
"""Where a long address may go on in the next line: after the marks between its parts,
and anywhere in a part that is long."""


_WHOLE: Final = re.compile(
    r"(?<=\w)(?=[–—]\w)|(?<=[\w.,])(?=…)|(?<=\+)(?=\+)|(?<=\b[^\W\d_]-)(?=\w)"
)
"""Where no line is to end, though it might: before a dash or an ellipsis, within `C++`, and after
the single letter of a word such as `k-means`."""


def inlines(text: Inlines, setting: Setting) -> Markup:
    """Return a text as HTML."""
    made = Markup()
    before: Inline | None = None
    for inline in text:
        part = _inline(inline, setting)
        is_mark = part and _is_raised(inline) and _line_may_end(made)
        if is_mark or (before is not None and _hold_together(before, inline)):
            made += WORD_JOINER
        made += part
        before = inline
    return made


def _hold_together(before: Inline, after: Inline) -> bool:
    """Tell whether a formula and the signs beside it stand in one line, as browsers forget."""
    match before, after:
        case inl.Math(), inl.Text(text):
            return text[:1] != "" and not text[0].isspace()
        case inl.Text(text), inl.Math():
            return text[-1:] != "" and not text[-1].isspace()
    return False


def _is_raised(inline: Inline) -> bool:
    match inline:
        case inl.Superscript() | inl.NoteReference() | inl.Cite(rendered=(inl.Superscript(),)):
            return True
        case _:
            return False


def _line_may_end(before: Markup) -> bool:
    """Tell whether a line may end here, as it may after a question mark (UAX 14, LB31)."""
    last = before[-1:]
    return bool(last) and not last.isspace() and not (last.isascii() and last.isalnum())


def _inline(inline: Inline, setting: Setting) -> Markup:
    match inline:
        case inl.Text(text):
            return escape(_WHOLE.sub(setting.joiner, text) if setting.joiner else text)
        case inl.Code(text):
            return Markup("<code>{}</code>").format(_code(text, setting))
        case inl.Math(written):
            return formula(written, setting)
        case inl.LineBreak():
            return Markup("<br>")
        case inl.Comment():
            return Markup()
        case inl.Image():
            return image(inline, setting)
        case inl.Link(target, children):
            return _link(target, children, setting)
        case inl.CrossReference():
            return _cross_reference(inline, setting)
        case inl.NoteReference(id_):
            return note_mark(id_, setting, inlines)
        case inl.Cite():
            return _cite(inline, setting)
        case inl.Cited(key, children):
            return _cited(key, children, setting)
        case _:
            return _framed(inline, inlines(inline.children, setting), setting)


def _code(text: str, setting: Setting) -> Markup:
    return parted(options_whole(text, setting.joiner), setting.break_here)


Frame: TypeAlias = (
    inl.Emphasis
    | inl.Strong
    | inl.Underline
    | inl.Strikeout
    | inl.SmallCaps
    | inl.Superscript
    | inl.Subscript
    | inl.NoCase
    | inl.Without
    | inl.Displayed
    | inl.InLanguage
)


def _framed(frame: Frame, content: Markup, setting: Setting) -> Markup:
    match frame:
        case inl.Emphasis():
            return Markup("<em>{}</em>").format(content)
        case inl.Strong():
            return Markup("<strong>{}</strong>").format(content)
        case inl.Underline():
            return Markup('<span class="underline">{}</span>').format(content)
        case inl.Strikeout():
            return Markup("<s>{}</s>").format(content)
        case inl.SmallCaps():
            return Markup('<span class="small-caps">{}</span>').format(content)
        case inl.Superscript():
            return Markup("<sup{}>{}</sup>").format(_drawn(frame, setting.raised), content)
        case inl.Subscript():
            return Markup("<sub{}>{}</sub>").format(_drawn(frame, setting.lowered), content)
        case inl.NoCase():
            return content
        case inl.Without(format):
            return Markup('<span class="without-{}">{}</span>').format(format.value, content)
        case inl.Displayed(display):
            return Markup('<span class="display-{}">{}</span>').format(display, content)
        case inl.InLanguage(language):
            return Markup("<span{}>{}</span>").format(language_attributes(language), content)


def _drawn(frame: inl.Superscript | inl.Subscript, signs: frozenset[str]) -> Markup:
    """Tell whether the fonts have all of a text in small signs of their own."""
    plain = (inl.Text, inl.Cited, inl.Link)
    if any(not isinstance(part, plain) for part in inl.walk(frame.children)):
        return Markup()
    text = inl.plain_text(frame.children)
    return Markup(' class="drawn"') if text and signs.issuperset(text) else Markup()


def image(picture: inl.Image, setting: Setting) -> Markup:
    """Return a picture in the width that the content gives it."""
    shown = setting.image(picture)
    sizes = (("width", picture.width), ("height", picture.height))
    style = ";".join(f"{name}:{size.value:g}{size.unit}" for name, size in sizes if size)
    if shown.size and picture.height and not picture.width:
        style = f"width:auto;{style}"
    own = Markup(' width="{}" height="{}"').format(*shown.size) if shown.size else Markup()
    return Markup('<img src="{}" alt="{}"{}{}>').format(
        shown.address, picture.alt, own, Markup(' style="{}"').format(style) if style else ""
    )


def _cross_reference(reference: inl.CrossReference, setting: Setting) -> Markup:
    known = reference.target in setting.targets
    paged = known and setting.page_numbers is not PageNumbers.NOWHERE
    page = _page_number(reference, setting) if paged else Markup()
    if page and reference.form is inl.ReferenceForm.PAGE:
        return page
    if reference.number is None or reference.kind is None:
        text = reference.title or (inl.Text(reference.target),)
    else:
        label = setting.words.numbered(reference.kind.value, reference.number)
        if reference.form is inl.ReferenceForm.NUMBER:
            text = (inl.Text(reference.number),)
        elif label.language is None:
            text = (inl.Text(label),)
        else:
            text = (inl.InLanguage(label.language, (inl.Text(label),)),)
    link = _inner_link(reference.target, text, setting, "inner")
    if page and reference.with_page:
        return link + Markup(", ") + page
    if known and setting.page_numbers is PageNumbers.FAR:
        target = fragment(reference.target)
        return link + Markup('<span class="far-page" data-target="{}"></span>').format(target)
    return link


def _page_number(reference: inl.CrossReference, setting: Setting) -> Markup:
    """Return a link that shows the number of the page on which something stands."""
    link = Markup('<a class="page-number" href="{}"></a>').format(fragment(reference.target))
    if not reference.with_page:
        return link
    return Markup("{}{}{}").format(setting.words["page"], NO_BREAK_SPACE, link)


def _link(target: str, children: Inlines, setting: Setting) -> Markup:
    if target.startswith("#"):
        return _inner_link(target[1:], children, setting, "inner")
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        return inlines(children, setting)
    if scheme not in setting.schemes:
        return inlines(children, setting)
    if scheme == "doi":
        target = "https://doi.org/" + target.partition(":")[2].lstrip("/")
    return _anchored(target, children, setting, "outer")


def _cite(cite: inl.Cite, setting: Setting) -> Markup:
    """Show a citation; works that a range of numbers stands for are cited here too."""
    before = setting.citing.count
    shown = inlines(cite.rendered, setting)
    if setting.citing.count > before:
        here = f"{setting.citing_id}{before + 1}"
        linked = {inner.key for inner in inl.walk(cite.rendered) if isinstance(inner, inl.Cited)}
        for item in cite.items:
            if item.key not in linked and reference_id(item.key) in setting.targets:
                setting.citing.share(item.key, here)
    return shown


def _cited(key: str, children: Inlines, setting: Setting) -> Markup:
    """Link a work to its entry; an address in a note that cites it whole keeps its own link."""
    made = Markup()
    place = ""
    for is_link, run in groupby(children, lambda child: isinstance(child, inl.Link)):
        if is_link or reference_id(key) not in setting.targets:
            made += inlines(tuple(run), setting)
            continue
        counted = not place and setting.back_links is not BackLinks.NONE
        own = setting.citing.add(key, setting.citing_id) if counted else ""
        made += _anchored(fragment(reference_id(key)), tuple(run), setting, "cited", own)
        place = place or own
    return made


def _inner_link(id_: str, children: Inlines, setting: Setting, name: str) -> Markup:
    if id_ not in setting.targets:
        return inlines(children, setting)
    return _anchored(fragment(id_), children, setting, name)


def _anchored(target: str, children: Inlines, setting: Setting, name: str, own: str = "") -> Markup:
    """Set a link around a text.

    `own` is the id of the link itself, where something leads to it.
    Text is to be the link's own child: a frame around the whole text is set around the link, or a
    tagged PDF would have a link without content (ISO 14289-1, 7.18.5). Notes and links within
    the text are taken out of it, since a link cannot hold one.
    """
    match children:
        case (inl.Link() | inl.Cited() as inner,):
            return _anchored(target, inner.children, setting, name, own)
        case (inl.Text(text),) if _is_address(text):
            name = "address"
            content = setting.break_here.join(ADDRESS_BREAKS.split(text))
        case (frame,) if isinstance(frame, get_args(Frame)):
            linked = _anchored(target, frame.children, setting, name, own)
            return _framed(frame, linked, setting)
        case _:
            content = inlines(without_links(children), replace(setting, targets=frozenset()))
    id_ = Markup(' id="{}"').format(own) if own else Markup()
    link = Markup('<a class="{}"{} href="{}">{}</a>').format(name, id_, target, content)
    notes = tuple(inner for inner in inl.walk(children) if isinstance(inner, inl.NoteReference))
    return link + inlines(notes, setting)


def without_links(text: Inlines) -> Inlines:
    """Return a text with neither links nor notes, as it may stand in a link.

    Cross-references stay: in a setting without targets they are words alone.
    """

    def change(inline: Inline) -> Inlines | None:
        match inline:
            case inl.Link(children=children) | inl.Cited(children=children):
                return without_links(children)
            case inl.Cite(rendered=rendered):
                return without_links(rendered)
            case inl.NoteReference():
                return ()
            case _:
                return None

    return inl.rewrite(text, change)


def _is_address(text: str) -> bool:
    return "/" in text and " " not in text
