"""Small documents to cite, and their text in one line, marks and all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from presswork.citations.citing import cite
from presswork.document import Bibliography, Document, Metadata, Note, Paragraph
from presswork.inlines import (
    CitationItem,
    Cite,
    Cited,
    CiteForm,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Locator,
    NoteReference,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from presswork.references import Date, Day, Name, Reference
from presswork.styles import find

if TYPE_CHECKING:
    from presswork.document import Handout


def reference(key: str, families: str, year: int, title: str, **texts: str) -> Reference:
    names = tuple(
        Name(family, given)
        for family, _, given in (name.partition(" ") for name in families.split(";"))
    )
    all_texts = {"title": title, **{name.replace("_", "-"): text for name, text in texts.items()}}
    return Reference(
        key,
        "article-journal",
        {name: (Text(text),) for name, text in all_texts.items()},
        {"author": names},
        {"issued": Date(Day(year))},
    )


LIBRARY: Final = (
    reference(
        "ash",
        "Ash Ann;Birch Bo",
        2019,
        "Roots of the oak",
        container_title="Journal of Trees",
        volume="4",
        page="101-110",
        DOI="10.1000/roots",
    ),
    reference("cedar", "Cedar Cy", 2020, "Bark in winter", container_title="Journal of Trees"),
    reference("elder", "Elder Eve;Fir Flo;Gum Guy;Hazel Hal", 2021, "Leaves", volume="7"),
    reference("ivy1", "Ivy Ida", 2022, "Climbing walls"),
    reference("ivy2", "Ivy Ida", 2022, "Falling down"),
)


def c(
    *keys: str, in_text: bool = False, locator: str = "", prefix: str = "", suffix: str = ""
) -> Cite:
    form = CiteForm.IN_TEXT if in_text else CiteForm.PARENTHETICAL
    items = tuple(
        CitationItem(
            key.removeprefix("-"),
            (Text(prefix),) if prefix else (),
            (Text(suffix),) if suffix else (),
            Locator("page", locator) if locator else None,
            suppress_author=key.startswith("-"),
        )
        for key in keys
    )
    return Cite(items, form)


def text(*parts: str | Inline) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def document(
    *paragraphs: Inlines,
    notes: tuple[tuple[str, Inlines], ...] = (),
    abstract: Inlines = (),
    handout: Handout | None = None,
) -> Document:
    return Document(
        Path("article.md"),
        "article",
        Metadata(text("Trees"), abstract=(Paragraph(abstract),) if abstract else ()),
        (*(Paragraph(paragraph) for paragraph in paragraphs), Bibliography()),
        tuple(Note(id_, (Paragraph(content),)) for id_, content in notes),
        LIBRARY,
        handout,
    )


def cited(style: str, *paragraphs: Inlines, **rest: object) -> str:
    """Return the text of a document, cited: paragraphs, then notes, a line each."""
    return shown(cite(document(*paragraphs, **rest), find(style).path))  # type: ignore[arg-type] # handed on


def shown(cited_document: Document) -> str:
    lines = [
        line(block.children) for block in cited_document.blocks if isinstance(block, Paragraph)
    ]
    for note in cited_document.notes:
        (paragraph,) = note.blocks
        assert isinstance(paragraph, Paragraph)
        lines.append(f"[^{note.id}]: {line(paragraph.children)}")
    return "\n".join(lines)


def entries(cited_document: Document) -> list[str]:
    (bibliography,) = (b for b in cited_document.blocks if isinstance(b, Bibliography))
    return [f"{line(e.label)} {line(e.content)}".strip() for e in bibliography.entries]


FRAMES: Final = {Emphasis: "*", Strong: "**", Superscript: "^", Subscript: "~", SmallCaps: "%"}


def line(inlines: Inlines) -> str:
    return "".join(map(_shown, inlines))


def _shown(inline: Inline) -> str:
    match inline:
        case Text(words):
            return words
        case Cite(rendered=inner):
            return line(inner)
        case Cited(key, inner):
            return f"<{key}: {line(inner)}>"
        case Link(target, inner):
            return f"[{line(inner)}]({target})"
        case NoteReference(id_):
            return f"[^{id_}]"
        case Emphasis() | Strong() | Superscript() | Subscript() | SmallCaps():
            mark = FRAMES[type(inline)]
            return f"{mark}{line(inline.children)}{mark}"
        case _:
            return f"?{type(inline).__name__}?"
