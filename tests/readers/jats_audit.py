"""What of an article in JATS is missing in the document that was read from it.

It looks at the XML by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.document import (
    Callout,
    CodeBlock,
    Equation,
    Figure,
    Heading,
    Table,
    inline_runs,
    walk,
)
from presswork.inlines import Cite, Math, Text, plain_text, rewrite
from presswork.inlines import walk as walk_inlines
from presswork.readers.jats.elements import name_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from presswork.document import Document
    from presswork.inlines import Inline, Inlines
    from presswork.references import Reference

APART: Final = name_set(
    """article body back front sec title label p list list-item def-list def-item term def
    td th tr caption fig table-wrap table-wrap-foot fn fn-group disp-quote attrib boxed-text
    break hr disp-formula supplementary-material media ack app app-group glossary notes bio
    verse-group verse-line speech speaker statement code preformat ref ref-list floats-group
    given-names surname name year month day term-head def-head subtitle entry row graphic
    name-alternatives institution addr-line country contrib collab"""
)
"""Elements that part words from each other."""

SKIPPED: Final = name_set(
    """sub-article response ref object-id tex-math math alt-text long-desc label counts
    permissions sec-meta kwd-group institution-id index-term front institution-id"""
)
"""Elements whose words are counted otherwise, or are no words of the text."""

STOOD_FOR: Final = name_set(
    """fig figs figure figures table tables et al and others tab eq eqs ref refs abb"""
)
"""Words that the style or the language writes: of cross-references, and beside years."""

_WORD: Final = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def article_of(path: Path) -> etree._Element:
    """Return an article without the letters appended to it."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.parse(str(path), parser).getroot()
    for each in [*root.findall("sub-article"), *root.findall("response")]:
        root.remove(each)
    return root


def audit(path: Path, document: Document) -> list[str]:
    """Return what is missing, a line each; nothing where all is there.

    Args:
        path: the XML.
        document: what was read from it, numbered.
    """
    article = article_of(path)
    found = [
        *_counts(article, document),
        *_people(article, document),
        *_missing_words("text", _source_words(article), _document_words(document)),
    ]
    by_key = {reference.key: reference for reference in document.references}
    for ref in article.iter("ref"):
        key = ref.get("id", "")
        belonging = [by_key[each] for each in by_key if each == key or each.startswith(f"{key}-")]
        if belonging:
            found += _missing_words(
                f"reference {key}", _reference_source(ref), _reference_words(belonging)
            )
    return found


def _missing_words(where: str, source: Counter[str], document: Counter[str]) -> list[str]:
    missing = {word: count for word, count in (source - document).items() if word not in STOOD_FOR}
    return [f"{where}: {word} x{count}" for word, count in sorted(missing.items())]


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element, skipped: frozenset[str] = SKIPPED) -> Iterator[str]:
    """Yield the characters of an element that are words of the text."""
    name = _local(element)
    if name in skipped or _is_mark(element):
        return
    if name == "alternatives":
        math = any(_local(each) == "math" for each in element.iter())
        yield " " if math else "".join(_text(element[-1], skipped)) if len(element) else ""
        return
    apart = " " if name in APART else ""
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _text(child, skipped)
        yield child.tail or ""
    yield apart


def _is_mark(element: etree._Element) -> bool:
    kind = element.get("ref-type", "")
    return _local(element) == "xref" and kind in {"bibr", "fn"}


def _source_words(article: etree._Element) -> Counter[str]:
    parts = [each for each in article if _local(each) in {"body", "back", "floats-group"}]
    parts += [
        each
        for abstract in article.iter("abstract")
        for each in abstract
        if _local(each) != "title" or abstract.get("abstract-type")
    ]
    return Counter(word for part in parts for word in words_in("".join(_text(part))))


def _runs(document: Document) -> Iterator[Inlines]:
    for blocks in (
        document.metadata.abstract,
        document.blocks,
        *(note.blocks for note in document.notes),
    ):
        yield from inline_runs(blocks)
    yield from document.metadata.notices


def _document_words(document: Document) -> Counter[str]:
    words: Counter[str] = Counter()
    for run in _runs(document):
        words.update(words_in(plain_text(rewrite(run, _parted))))
        for inline in walk_inlines(run):
            if isinstance(inline, Cite):
                for item in inline.items:
                    words.update(words_in(plain_text(item.prefix) + " " + plain_text(item.suffix)))
                    if item.locator:
                        words.update(words_in(f"p {item.locator.value}"))
    for block in _blocks(document):
        match block:
            case CodeBlock(text=text):
                words.update(words_in(text))
            case Heading(number=str(number)):
                words.update(words_in(number))
            case _:
                pass
    for reference in document.references:
        for name in (*reference.names.get("author", ()), *reference.names.get("editor", ())):
            words.update(words_in(f"{name.family} {name.literal}"))
    return words


def _parted(inline: Inline) -> Inlines | None:
    """Answer a space for a formula, whose characters are no words of the text."""
    return (Text(" "),) if isinstance(inline, Math) else None


def _blocks(document: Document) -> Iterator[object]:
    yield from walk(document.metadata.abstract)
    yield from walk(document.blocks)
    for note in document.notes:
        yield from walk(note.blocks)


def _reference_source(ref: etree._Element) -> Counter[str]:
    skipped = SKIPPED - {"ref", "object-id", "label"} | {"label"}
    citations = [each for each in ref if _local(each) != "label"]
    parts = [part for each in citations for part in (each if len(each) else [each])]
    texts = ["".join(_text(part, skipped)) + " " + (part.tail or "") for part in parts]
    text = " ".join([*texts, *(each.text or "" for each in citations)])
    words = [
        re.sub(r"(?<=^\d{4})[a-z]$", "", word)
        for word in words_in(text)
        if len(word) > 2 and word not in _SAID_BY_TAGS
    ]
    return Counter(set(words))


_SAID_BY_TAGS: Final = name_set(
    """doi http https www org dx available accessed cited from editors editor eds edn edition pmid
    pmcid pages isbn issn vol january february march april june july august september
    october november december jan feb mar apr may jun jul aug sep sept oct nov dec ncbi nlm
    nih gov pubmed the last retrieved page pmc url"""
)


def _reference_words(references: Iterable[Reference]) -> Counter[str]:
    words: Counter[str] = Counter()
    for reference in references:
        for value in reference.texts.values():
            words.update(set(words_in(plain_text(value))))
        for names in reference.names.values():
            for name in names:
                parts = (name.family, name.given, name.suffix, name.literal)
                words.update(words_in(" ".join(parts)))
                words.update(words_in("".join(name.given.replace(".", "").split())))
        for date in reference.dates.values():
            words.update(words_in(date.literal))
            for day in filter(None, (date.start, date.end)):
                words.update(map(str, filter(None, (day.year, day.month, day.day))))
    return words


def _counts(article: etree._Element, document: Document) -> Iterator[str]:
    blocks = list(_blocks(document))
    math = sum(isinstance(inline, Math) for run in _runs(document) for inline in walk_inlines(run))
    pictures = sum(len(block.panels) for block in blocks if isinstance(block, Figure))
    has = {
        "references": len(document.references),
        "tables": sum(isinstance(block, Table) for block in blocks),
        "figures": pictures,
        "formulas": math + sum(isinstance(block, Equation) for block in blocks),
        "boxes": sum(isinstance(block, Callout) for block in blocks),
    }
    wanted = {
        "references": sum(_holds_work(ref) for ref in article.iter("ref")),
        "tables": sum(
            any(_local(each) in {"table", "graphic", "tgroup"} for each in wrap.iter())
            for wrap in article.iter("table-wrap")
        ),
        "figures": sum(
            any(_local(each) == "graphic" for each in figure.iter())
            for figure in article.iter("fig")
        ),
        "formulas": sum(
            any(_local(each) in {"math", "tex-math"} for each in formula.iter())
            for formula in article.iter("disp-formula", "inline-formula")
        ),
        "boxes": len(list(article.iter("boxed-text"))),
    }
    for what, count in wanted.items():
        if has[what] < count:
            yield f"{what}: {has[what]} of {count}"


def _holds_work(ref: etree._Element) -> bool:
    return any("citation" in _local(each) for each in ref)


def _people(article: etree._Element, document: Document) -> Iterator[str]:
    meta = article.find("front/article-meta")
    if meta is None:
        return
    shown = words_in(" ".join(author.name for author in document.metadata.authors))
    told = words_in(" ".join(plain_text(each) for each in document.metadata.notices))
    for contrib in meta.findall("contrib-group/contrib"):
        for surname in contrib.iter("surname"):
            known = [*shown, *told]
            if not all(word in known for word in words_in(surname.text or "")):
                yield f"author: {surname.text}"
    places = words_in(" ".join(each.name for each in document.metadata.affiliations))
    for aff in [*meta.findall("aff"), *meta.findall("contrib-group/aff")]:
        skipped = SKIPPED | {"email", "sup"}
        missing = [
            word
            for word in words_in("".join(_text(aff, skipped)))
            if word not in [*places, *told, "e", "mail", "email"]
        ]
        if missing:
            yield f"affiliation {aff.get('id')}: {' '.join(missing)}"
    title = meta.find("title-group/article-title")
    if title is not None:
        wanted = Counter(words_in("".join(_text(title))))
        if lost := wanted - Counter(words_in(plain_text(document.metadata.title))):
            yield f"title: {' '.join(lost)}"
