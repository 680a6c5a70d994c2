"""The body of a page, as blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    Bibliography,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    Definition,
    DefinitionList,
    Equation,
    EquationTag,
    Figure,
    Heading,
    OrderedList,
    Panel,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    in_language,
)
from presswork.inlines import Image, LineBreak, Math, Text, plain_text
from presswork.readers import identifiers
from presswork.readers.html import (
    elements,
    equations,
    figures,
    footnotes,
    formulas,
    inlines,
    pictures,
    tables,
)
from presswork.readers.html.source import GONE, empty, remove
from presswork.readers.printed import labels, texts

if TYPE_CHECKING:
    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inline, Inlines
    from presswork.numerals import Numeral
    from presswork.readers.html.reading import Page

BLOCKS: Final = frozenset(
    """address article aside blockquote center dd details dir div dl dt fieldset figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hgroup hr li main ol p pre section summary table tbody td th
    tr ul d-article d-appendix d-title d-byline body""".split()  # noqa: SIM905
)
_MARK: Final = "data-presswork-block"
_NUMERALS: Final[dict[str, Numeral]] = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "lower-alpha": "lower-alpha",
    "lower-latin": "lower-alpha",
    "upper-alpha": "upper-alpha",
    "upper-latin": "upper-alpha",
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
}
_START: Final = re.compile(r"[0-9]{1,6}")
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z\-]+)")
_CALLOUTS: Final[dict[str, CalloutKind]] = {
    "note": "note",
    "info": "note",
    "tip": "tip",
    "hint": "tip",
    "important": "important",
    "warning": "warning",
    "caution": "caution",
    "danger": "caution",
}
_CALLOUT_BOXES: Final = frozenset({"callout", "admonition"})
_LANGUAGE: Final = re.compile(r"^(?:language|lang|brush|highlight-source|sourcecode)[-:]?(.+)$")
_NO_LANGUAGES: Final = frozenset(
    {
        "sourcecode",
        "code",
        "highlight",
        "number-lines",
        "numberlines",
        "chroma",
        "prettyprint",
        "code-with-copy",
        "wp-block-code",
        "pre",
    }
)
_LEVELS: Final = 6
_NUMBER_OF_SECTION: Final = frozenset(
    {
        "header-section-number",
        "ltx_tag_section",
        "ltx_tag_subsection",
        "ltx_tag_subsubsection",
        "secnum",
        "section-number",
        "ltx_tag_paragraph",
    }
)


def mark_containers(body: etree._Element) -> None:
    """Mark the elements of lines that hold blocks, so that they are read as boxes."""
    for element in body.iter(*BLOCKS, *formulas.NAMES):
        if elements.name(element) in BLOCKS or (
            formulas.is_formula(element) and formulas.is_display(element)
        ):
            for above in element.iterancestors():
                if above.get(_MARK):
                    break
                above.set(_MARK, "1")


def is_block(element: etree._Element) -> bool:
    """Tell whether an element stands on lines of its own."""
    if elements.name(element) in BLOCKS:
        return True
    if formulas.is_formula(element):
        return formulas.is_display(element)
    if elements.name(element) == "d-code":
        return element.get("block") is not None
    return element.get(_MARK) is not None and not footnotes.is_inline(element)


def within(element: etree._Element, page: Page) -> Blocks:
    """Read what an element contains."""
    if not len(element):
        words = formulas.in_text(element.text or "", element, page)
        return tuple(_paragraphs([*words], element, page))
    result: list[Block] = []
    run: list[Inline] = []
    if element.text:
        run += formulas.in_text(element.text, element, page)
    for child in element:
        if elements.name(child) and is_block(child):
            result += _paragraphs(run, element, page)
            run = []
            result += block(child, page)
        elif _is_picture_alone(child, run) and (found := _pictures(child, page)):
            result += found
        else:
            run += inlines.words_of(child, page, within)
        if child.tail:
            run += formulas.in_text(child.tail, element, page)
    result += _paragraphs(run, element, page)
    return tuple(result)


def _is_picture_alone(element: etree._Element, run: list[Inline]) -> bool:
    """Tell whether an element is a picture with no words beside it."""
    holder = elements.name(element) in {"a", "span"} and not elements.length(element)
    if not holder and elements.name(element) not in {"img", "picture", "svg"}:
        return False
    if holder and elements.first(element, "img", "svg") is None:
        return False
    after = element.getnext()
    ends = after is None or is_block(after)
    words = plain_text(tuple(run)).strip() + (element.tail or "").strip()
    return ends and not words and not any(isinstance(each, Image) for each in run)


def _pictures(element: etree._Element, page: Page) -> Blocks:
    holders = [element, *elements.elements(element, "img", "svg")]
    images = [each for each in holders if elements.name(each) in {"img", "svg"}]
    found = [panel for each in images if (panel := pictures.panel(each, page))]
    return (Figure(tuple(found), location=page.at(element)),) if found else ()


def _paragraphs(run: list[Inline], element: etree._Element, page: Page) -> list[Block]:
    """Make paragraphs of a run: one, or several where two ends of lines stand together."""
    result: list[Block] = []
    for part in _at_empty_lines(run) if len(run) > 1 else [run]:
        words = texts.collapsed(part)
        if not words:
            continue
        if figures.is_picture_alone(words):
            images = [each for each in words if isinstance(each, Image)]
            result.append(Figure(tuple(map(Panel, images)), location=page.at(element)))
        elif len(words) == 1 and isinstance(only := words[0], Math):
            tag = EquationTag(numbered=False)
            result.append(Equation(only.formula, (tag,), page.at(element)))
        else:
            result.append(Paragraph(words, page.at(element)))
    return result


def _at_empty_lines(run: list[Inline]) -> list[list[Inline]]:
    parts: list[list[Inline]] = [[]]
    for inline in run:
        last = parts[-1][-1] if parts[-1] else None
        if isinstance(inline, Text) and not inline.text.strip() and isinstance(last, LineBreak):
            continue
        if isinstance(inline, LineBreak) and isinstance(last, LineBreak):
            parts[-1].pop()
            parts.append([])
        else:
            parts[-1].append(inline)
    return parts


def block(element: etree._Element, page: Page) -> Blocks:
    """Read an element that stands on lines of its own."""
    made = _block(element, page)
    language = elements.value(element, "lang")
    return in_language(made, language) if made and _is_foreign(element, language) else made


def _is_foreign(element: etree._Element, language: str) -> bool:
    """Tell whether an element is in another language than the one around it."""
    if not inlines.LANGUAGE.fullmatch(language):
        return False
    around = next(filter(None, (elements.value(e, "lang") for e in element.iterancestors())), "")
    return bool(around) and around[:2].lower() != language[:2].lower()


def _block(element: etree._Element, page: Page) -> Blocks:
    name = elements.name(element)
    if name == GONE or element in page.read_elsewhere:
        return ()
    if element in page.entry_elements or _lists_entries(element, page):
        return _bibliography(element, page)
    if (equation := equations.read(element, page)) is not None:
        return equation
    if (table := figures.table_in(element)) is not None:
        return _boxed_table(element, table, page)
    if figures.is_figure(element):
        return figures.read(element, page, within)
    match name:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return _heading(element, int(name[1]), page)
        case "ul" | "dir":
            return _bullets(element, page)
        case "ol":
            return _numbered(element, page)
        case "dl":
            return _definitions(element, page)
        case "blockquote":
            inside = within(element, page)
            return (Quote(inside, page.at(element)),) if inside else ()
        case "pre" | "d-code":
            return _code(element, page)
        case "table":
            return _table(element, page)
        case "hr":
            return (ThematicBreak(page.at(element)),)
        case "summary":
            words = inlines.read(element, page, within)
            return (Paragraph(words, page.at(element)),) if words else ()
        case _:
            return _box(element, page)


def _box(element: etree._Element, page: Page) -> Blocks:
    if elements.value(element, "role").lower() == "heading":
        level = elements.value(element, "aria-level")
        return _heading(element, int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2, page)
    words = elements.words(element)
    if elements.classes(element) & _CALLOUT_BOXES or (
        words & _CALLOUT_BOXES and words & _CALLOUTS.keys()
    ):
        return _callout(element, page)
    inside = within(element, page)
    if (
        elements.name(element) in {"section", "div", "article"}
        and inside
        and isinstance(first := inside[0], Heading)
        and (own := elements.value(element, "id"))
    ):
        page.aliases.setdefault(own, first.id)
    return inside


def _heading(element: etree._Element, level: int, page: Page) -> Blocks:
    for each in list(element.iterdescendants()):
        if elements.classes(each) & _NUMBER_OF_SECTION:
            page.numbered_sections = True
            empty(each)
    words = inlines.read(element, page, within)
    if not plain_text(words).strip():
        return ()
    own = page.block_id(element)
    if own is None:
        own = page.free_id(identifiers.slug(plain_text(words)))
    return (Heading(level, words, own, location=page.at(element)),)


# ---- lists


def _items(element: etree._Element) -> list[etree._Element]:
    return [each for each in element if elements.name(each) not in {"", GONE, "script"}]


def _bullets(element: etree._Element, page: Page) -> Blocks:
    if _is_contents(element):
        return ()
    items = _read_items(element, page)
    return (BulletList(items, _is_tight(element), page.at(element)),) if items else ()


def _numbered(element: etree._Element, page: Page) -> Blocks:
    if _is_contents(element):
        return ()
    items = _read_items(element, page)
    if not items:
        return ()
    start = elements.value(element, "start").strip()
    styled = _LIST_STYLE.search(elements.value(element, "style"))
    kind = elements.value(element, "type") or (styled[1] if styled else "")
    if kind == "none" or (styled and styled[1] == "none"):
        return (BulletList(items, _is_tight(element), page.at(element)),)
    return (
        OrderedList(
            items,
            int(start) if _START.fullmatch(start) else 1,
            _NUMERALS.get(kind, "decimal"),
            _is_tight(element),
            page.at(element),
        ),
    )


def _read_items(element: etree._Element, page: Page) -> tuple[Blocks, ...]:
    """Read the items; what stands between them by mistake belongs to the one before."""
    items: list[Blocks] = []
    for each in _items(element):
        if each in page.read_elsewhere:
            continue
        inside = within(each, page) if elements.name(each) == "li" else block(each, page)
        if elements.name(each) in {"ul", "ol"} and items:
            items[-1] = (*items[-1], *inside)
        elif inside:
            items.append(inside)
    return tuple(items)


def _is_tight(element: etree._Element) -> bool:
    return not any(
        sum(1 for inner in each if elements.name(inner) == "p") > 0
        for each in element
        if elements.name(each) == "li"
    )


_CONTENTS: Final = 3
"""From how many items on a list of links within the page is a table of contents."""


def _is_contents(element: etree._Element) -> bool:
    items = _items(element)
    if len(items) < _CONTENTS:
        return False
    for each in items:
        links = list(elements.elements(each, "a"))
        if not links or not all(elements.value(link, "href").startswith("#") for link in links):
            return False
        if sum(map(elements.length, links)) < 0.9 * elements.length(each):
            return False
    return True


def _definitions(element: etree._Element, page: Page) -> Blocks:
    result: list[Definition] = []
    term: list[Inline] = []
    meanings: list[Blocks] = []

    def end() -> None:
        if term or meanings:
            result.append(Definition(texts.trimmed(term), tuple(meanings) or ((),)))

    for each in _flat(element):
        if elements.name(each) == "dt":
            words = inlines.read(each, page, within)
            if meanings:
                end()
                term, meanings = [], []
            term += [LineBreak(), *words] if term else [*words]
        elif inside := within(each, page):
            meanings.append(inside)
    end()
    return (DefinitionList(tuple(result), page.at(element)),) if result else ()


def _flat(element: etree._Element) -> list[etree._Element]:
    """Return the terms and meanings of a list, also those in boxes."""
    found: list[etree._Element] = []
    for each in _items(element):
        if elements.name(each) == "div":
            found += _flat(each)
        else:
            found.append(each)
    return found


# ---- boxes


def _callout(element: etree._Element, page: Page) -> Blocks:
    words = elements.words(element)
    kind: CalloutKind = next((found for word, found in _CALLOUTS.items() if word in words), "note")
    title: Inlines = ()
    for each in list(element.iterdescendants()):
        classes = elements.classes(each)
        if classes & {
            "callout-title",
            "admonition-title",
            "callout-header",
            "callout-title-container",
        }:
            for label in each.iterdescendants():
                if elements.classes(label) & {
                    "label",
                    "screen-reader-only",
                    "callout-icon-container",
                }:
                    empty(label)
            title = inlines.read(each, page, within)
            remove(each)
            break
    if plain_text(title).strip(" .:").casefold() == kind:
        title = ()
    return (Callout(kind, within(element, page), title, page.at(element)),)


def _code(element: etree._Element, page: Page) -> Blocks:
    for each in element.iter("br"):
        each.tail = "\n" + (each.tail or "")
    text = "".join(map(str, element.itertext())).strip("\n").rstrip()
    if not text.strip():
        return ()
    holders = [element, *elements.elements(element, "code")]
    parent = element.getparent()
    holders += [parent] if parent is not None else []
    return (CodeBlock(text, _language(holders), page.at(element)),)


def _language(holders: list[etree._Element]) -> str:
    for holder in holders:
        for attribute in ("data-lang", "data-language", "language"):
            if given := elements.value(holder, attribute):
                return given
        for each in elements.classes(holder):
            if found := _LANGUAGE.match(each):
                return found[1].strip("-: ")
    for holder in holders[:2]:
        classes = elements.classes(holder)
        if "sourcecode" in classes:
            return next((each for each in sorted(classes) if each not in _NO_LANGUAGES), "")
    return ""


# ---- tables


def _table(element: etree._Element, page: Page) -> Blocks:
    if tables.is_layout(element):
        return tuple(
            inner
            for cell in elements.elements(element, "td", "th")
            if next(
                (above for above in cell.iterancestors() if elements.name(above) == "table"), None
            )
            is element
            for inner in within(cell, page)
        )
    return (_with_caption(element, element, (), (), page),)


def _boxed_table(box: etree._Element, table: etree._Element, page: Page) -> Blocks:
    if tables.is_layout(table):
        return figures.read(box, page, within) if figures.is_figure(box) else within(box, page)
    before: list[Block] = []
    after: list[Block] = []
    _read_around(box, table, page, (before, after))
    return (_with_caption(box, table, tuple(before), tuple(after), page),)


def _read_around(
    element: etree._Element,
    core: etree._Element,
    page: Page,
    parts: tuple[list[Block], list[Block]],
) -> bool:
    """Read what stands before and after a table in its box; tell whether the table was there."""
    passed = False
    run: list[Inline] = [Text(element.text)] if element.text else []

    def flush() -> None:
        parts[1 if passed else 0].extend(_paragraphs(run, element, page))
        run.clear()

    for child in element:
        if child is core:
            flush()
            passed = True
        elif core in child.iterdescendants(str(core.tag)):
            flush()
            passed = _read_around(child, core, page, parts)
        elif elements.name(child) and is_block(child):
            flush()
            parts[1 if passed else 0].extend(block(child, page))
        else:
            run += inlines.words_of(child, page, within)
        if child.tail:
            run.append(Text(child.tail))
    flush()
    return passed


def _with_caption(
    box: etree._Element, table: etree._Element, before: Blocks, after: Blocks, page: Page
) -> Table:
    words: list[Inline] = []
    for each in table:
        if elements.name(each) == "caption":
            words += [*_words(within(each, page))]
    words = [*_words(before), *([Text(" ")] if before and words else []), *words]
    notes = after
    if (
        not words
        and after
        and isinstance(first := after[0], Paragraph)
        and labels.split(first.children)
    ):
        words, notes = [*first.children], after[1:]
    caption = texts.collapsed(words)
    label = labels.split(caption)
    read = tables.read(table, page, within, label.rest if label else caption)
    notes = tuple(note for note in notes if not figures.is_button(note))
    return replace(read, id=page.block_id(box), number=label.number if label else None, notes=notes)


def _words(blocks: Blocks) -> list[Inline]:
    words: list[Inline] = []
    for each in blocks:
        if isinstance(each, Paragraph | Heading):
            words += [Text(" "), *each.children] if words else [*each.children]
    return words


# ---- the list of references


def _lists_entries(element: etree._Element, page: Page) -> bool:
    return elements.name(element) in {"ol", "ul", "dl"} and any(
        each in page.entry_elements for each in element
    )


def _bibliography(element: etree._Element, page: Page) -> Blocks:
    if page.listed:
        return ()
    page.listed = True
    return (Bibliography(location=page.at(element)),)
