"""What stands over the text: the title block and the table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from presswork import document as doc
from presswork import inlines as inl

from .block import blocks
from .inline import inlines, without_links
from .references import REFERENCES_ID
from .setting import as_id, direction, in_accent, made_id

if TYPE_CHECKING:
    import datetime

    from presswork.document import Blocks
    from presswork.inlines import Inline, Inlines

    from .setting import Setting


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents, or of the list of figures or of tables.

    Args:
        level: of the section; 1 in the other lists.
        id: what it leads to.
        number: of the section, figure or table; may be empty.
        text: the words of the heading, or the beginning of the caption.
    """

    level: int
    id: str
    number: str
    text: Markup


def contents(run: Blocks, setting: Setting, depth: int = 2) -> tuple[ContentsEntry, ...]:
    """Return the table of contents, with the list of references that has no heading of its own.

    Args:
        run: the text.
        setting: what the page is made for.
        depth: the lowest level of sections that is listed.
    """
    unmarked = replace(setting, notes={}, targets=frozenset())
    entries: list[ContentsEntry] = []
    for block in run:
        match block:
            case doc.Heading(level=level, children=children) if level <= depth:
                text = inlines(without_links(children), unmarked)
                entries.append(ContentsEntry(level, as_id(block.id), block.number or "", text))
            case doc.Bibliography(entries=(_, *_), headed=False, heading_level=1, id=id_):
                text = escape(setting.words["references"])
                entries.append(ContentsEntry(1, id_ or REFERENCES_ID, "", text))
            case _:
                pass
    return tuple(entries)


def floats(
    kind: Literal["figure", "table"], run: Blocks, setting: Setting
) -> tuple[ContentsEntry, ...]:
    """Return the list of the figures or tables that have numbers."""
    unmarked = replace(setting, notes={}, targets=frozenset())
    return tuple(
        ContentsEntry(
            1,
            as_id(block.id or made_id(kind, block.number)),
            block.number,
            inlines(short_caption(block.caption), unmarked),
        )
        for block in doc.walk(run)
        if isinstance(block, doc.Figure if kind == "figure" else doc.Table) and block.number
    )


SHORT_CAPTION: Final = 110
"""How many characters of a caption a list of figures shows at most, where no sentence ends."""

_SENTENCE: Final = re.compile(r"(?<=[^\s.]{4}[.?!])(?=\s|$)|(?<=[。？！])")  # noqa: RUF001 - the marks are meant
"""Where a sentence ends; a point after a short word may be an abbreviation's."""


def short_caption(caption: Inlines, longest: int = SHORT_CAPTION) -> Inlines:
    """Return the first sentence of a caption, without citations, notes and its last point.

    Args:
        caption: or any other text.
        longest: how many characters it has at most, where no sentence ends.
    """
    kept: list[Inline] = []
    before = ""
    for inline in without_links(_uncited(caption)):
        match inline:
            case inl.Text(text) if sentence := _SENTENCE.search(before + text, len(before)):
                kept.append(inl.Text(text[: sentence.start() - len(before)]))
                break
            case inl.Text(text) if len(before) + len(text) > longest:
                kept.append(inl.Text(_shortened(text, longest - len(before))))
                break
            case _:
                kept.append(inline)
        before += inl.plain_text((inline,))
    return _without_point(tuple(kept))


def _shortened(text: str, length: int) -> str:
    words, _, _ = text[: max(length, 0)].rpartition(" ")
    return words.rstrip(" ,;:–—-(") + "…"


def _without_point(text: Inlines) -> Inlines:
    match text:
        case (*before, inl.Text(last)):
            bare = last.rstrip(". \n")
            return (*before, inl.Text(bare)) if bare else _without_point(tuple(before))
        case (*before, last) if isinstance(last, inl.NESTING):
            return (*before, replace(last, children=_without_point(last.children)))
        case _:
            return text


def _uncited(text: Inlines) -> Inlines:
    """Return a text without citations, and without the spaces that they leave before a sign."""
    joined: list[Inline] = []
    for inline in inl.rewrite(text, lambda inline: () if isinstance(inline, inl.Cite) else None):
        match joined, inline:
            case [*_, inl.Text(before)], inl.Text(after):
                space = not after.startswith(tuple(".,;:"))
                joined[-1] = inl.Text((before if space else before.rstrip()) + after)
            case _:
                joined.append(inline)
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Byline:
    """An author as the title block shows one.

    Args:
        marks: the numbers of the affiliations, where there are several.
        orcid: the address of the ORCID record; empty where none is known.
        equal: whether this author contributed as much as the others of whom this is said.
        url: the author's own page; empty where none is known.
    """

    name: str
    marks: tuple[str, ...]
    orcid: str
    email: str
    corresponding: bool
    equal: bool
    url: str


@dataclass(frozen=True, slots=True)
class MarkedAffiliation:
    """An affiliation, its mark where there are several, and the address of its ROR record."""

    mark: str
    name: str
    ror: str


@dataclass(frozen=True, slots=True)
class Front:
    """What stands over the text: the title block, ready for a template.

    Args:
        plain_title: the title without markup, for the page's head and running heads.
        language: the language of the text, as BCP 47 writes it.
        direction: the attribute of its direction; nothing for one from left to right.
        description: the abstract without markup.
        origin: where the document was published first.
        doi: without the address before it; empty where it has none.
        notices: in which language alone the text is to be had, where its readers speak another;
            what is said of authors and rights: a line each.
    """

    title: Markup
    plain_title: str
    subtitle: Markup
    authors: tuple[Byline, ...]
    affiliations: tuple[MarkedAffiliation, ...]
    date: datetime.date | None
    abstract: Markup
    keywords: tuple[str, ...]
    license: str
    language: str
    direction: Markup
    description: str
    origin: Markup
    doi: str
    notices: tuple[Markup, ...]


def front(metadata: doc.Metadata, setting: Setting) -> Front:
    """Return what stands over the text."""
    several = len(metadata.affiliations) > 1
    marks = {
        affiliation.id: str(number)
        for number, affiliation in enumerate(metadata.affiliations, 1)
        if several
    }
    return Front(
        title=inlines(metadata.title, in_accent(setting)),
        plain_title=inl.plain_text(metadata.title),
        subtitle=inlines(metadata.subtitle, setting),
        authors=tuple(
            Byline(
                author.name,
                tuple(marks[id_] for id_ in author.affiliations if id_ in marks),
                f"https://orcid.org/{author.orcid}" if author.orcid else "",
                author.email or "",
                author.corresponding,
                author.equal,
                _web_address(author.url, setting),
            )
            for author in metadata.authors
        ),
        affiliations=tuple(
            MarkedAffiliation(
                marks.get(affiliation.id, ""),
                affiliation.name,
                f"https://ror.org/{affiliation.ror}" if affiliation.ror else "",
            )
            for affiliation in metadata.affiliations
        ),
        date=metadata.date,
        abstract=blocks(metadata.abstract, setting),
        keywords=metadata.keywords,
        license=metadata.license or "",
        language=metadata.language,
        direction=direction(metadata.language),
        description=_first_words(metadata.abstract),
        origin=inlines(metadata.origin, setting),
        doi=metadata.doi or "",
        notices=(
            *((escape(setting.words.only_in),) if setting.words.only_in else ()),
            *(inlines(notice, setting) for notice in metadata.notices),
        ),
    )


def _web_address(address: str | None, setting: Setting) -> str:
    """Return an address if it may be linked to; otherwise nothing."""
    try:
        scheme = urlsplit(address or "").scheme.lower()
    except ValueError:
        return ""
    return address or "" if scheme and scheme in setting.schemes else ""


def _first_words(abstract: Blocks) -> str:
    return " ".join(" ".join(inl.plain_text(run).split()) for run in doc.inline_runs(abstract))
