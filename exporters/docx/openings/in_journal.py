"""The opening of an article in a journal: `templates/journal/journal-front.html`."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from exporters.docx.front import DOI
from exporters.docx.runs import run, runs
from exporters.docx.styles import LETTER
from exporters.docx.word_templates.journal import ABSTRACT, FACTS, PADDING
from exporters.docx.word_templates.sheet import POINT
from exporters.docx.xml import w
from presswork.document import inline_runs
from presswork.inlines import Inlines, Link, Text, plain_text

from .making import Making, block, joined_keywords, logo_runs

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from exporters.docx.word_templates.sheet import Sheet
    from presswork.document import Metadata


def journal(making: Making, sheet: Sheet) -> list[Element]:
    """Return the masthead, the title block, and the abstract with what is to be known beside it."""
    metadata = making.metadata
    bare = replace(
        metadata, abstract=(), keywords=(), license=None, doi=None, origin=(), notices=()
    )
    kind = sheet.settings["article-type"]
    return [
        *_masthead(making, sheet),
        *making.line("ArticleType", (Text(kind),) if kind else ()),
        *block(making, bare),
        *_facts(making, sheet),
        *making.abstract(),
    ]


def _masthead(making: Making, sheet: Sheet) -> list[Element]:
    name, volume = sheet.settings["journal-name"], sheet.settings["masthead"]
    content = logo_runs(making, sheet)
    if content and name:
        content.append(run("\N{EM SPACE}", making.story))
    if name:
        content.append(run(name, making.story))
    if volume:
        properties = w("rPr", w("rStyle", val="MastheadVolume"))
        shown = run(volume, making.story)
        shown.insert(0, properties)
        content += [w("r", w("tab")), shown]
    return [making.styled("Masthead", content)] if content else []


def _facts(making: Making, sheet: Sheet) -> list[Element]:
    """Return what is to be known of the article, beside the abstract where that is long enough."""
    metadata = making.metadata
    words = [
        (making.word("first-published"), metadata.origin),
        ("DOI", _doi(metadata)),
        (making.word("license"), (Text(metadata.license),) if metadata.license else ()),
        (making.word("keywords"), joined_keywords(metadata)),
    ]
    told: list[tuple[str, Inlines]] = [
        ("", (Text(making.date),) if making.date else ()),
        *words,
        *(("", notice) for notice in metadata.notices),
    ]
    told = [(label, shown) for label, shown in told if shown]
    beside = _fits_beside(told, making, sheet)
    return [_fact(label, shown, making, beside=beside) for label, shown in told]


def _fits_beside(told: list[tuple[str, Inlines]], making: Making, sheet: Sheet) -> bool:
    """Tell whether the abstract is at least as high as what is to stand beside it."""

    def height(characters: int, size: float, line: float, width: float) -> float:
        return line * math.ceil(characters * LETTER * size * POINT / width)

    abstract = sum(
        height(
            len(plain_text(shown)),
            1.03 * sheet.size,
            1.4,
            sheet.measure - ABSTRACT - 2 * PADDING * POINT,
        )
        for shown in inline_runs(making.metadata.abstract)
    )
    facts = sum(
        0.5 + 1.1 * bool(label) + height(len(plain_text(shown)), 0.82 * sheet.size, 1.1, FACTS)
        for label, shown in told
    )
    return facts <= abstract + 2


def _fact(label: str, shown: Inlines, making: Making, *, beside: bool) -> Element:
    content = runs(shown, making.story, making.place)
    if label:
        named = run(label if beside else f"{label}\N{EN SPACE}", making.story)
        named.insert(0, w("rPr", w("rStyle", val="FactsLabel")))
        content = [named, *([w("r", w("br"))] if beside else ()), *content]
    return making.styled("Facts" if beside else "FactsInLine", content)


def _doi(metadata: Metadata) -> Inlines:
    return (Link(DOI + metadata.doi, (Text(metadata.doi),)),) if metadata.doi else ()
