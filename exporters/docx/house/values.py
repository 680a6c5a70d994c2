"""What the tags of a Word template may name: the document's metadata, each value of one type.

The names are those that the templates of web pages and PDFs have in `front`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from exporters.docx.properties import running_head, short_title
from presswork.document import inline_runs
from presswork.inlines import plain_text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from presswork.document import Blocks, Metadata
    from presswork.inlines import Inlines
    from presswork.looks import Look

ORCID: Final = "https://orcid.org/"
ROR: Final = "https://ror.org/"


class Rich(str):
    """Words with their emphasis: filters see a plain text; alone, it is shown as it is meant."""

    __slots__ = ("inlines",)

    inlines: Inlines

    @classmethod
    def of(cls, inlines: Inlines) -> Rich:
        """Return the words of some inlines."""
        made = cls(plain_text(inlines))
        made.inlines = inlines
        return made


class Passage(str):
    """Paragraphs: filters see a plain text; in a paragraph of its own it is shown as it is."""

    __slots__ = ("blocks",)

    blocks: Blocks

    @classmethod
    def of(cls, blocks: Blocks) -> Passage:
        """Return the text of some blocks."""
        made = cls(" ".join(" ".join(plain_text(run).split()) for run in inline_runs(blocks)))
        made.blocks = blocks
        return made


@dataclass(frozen=True, slots=True)
class Body:
    """The text of the document, which stands where a paragraph says `{{ body }}`."""


@dataclass(frozen=True, slots=True)
class Region:
    """Paragraphs of the document that are not its text, in a place of their own.

    Args:
        sign: what stands in their paragraph until they are written.
    """

    sign: str


REGIONS: Final = {"cover": Region("\ue005"), "before_text": Region("\ue006")}
"""What our templates have: `{{ cover }}`, and `{{ before_text }}` for title block and contents."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An affiliation: its mark where there are several, and the address of its ROR record."""

    mark: str
    name: str
    ror: str

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@dataclass(frozen=True, slots=True)
class Author:
    """An author.

    Args:
        name: as it is to be shown.
        marks: the numbers of the affiliations, where there are several.
        affiliations: where the author works.
        orcid: the address of the ORCID record; empty where none is known.
        email: empty where none is known.
        corresponding: whether readers write to this author.
        equal: whether this author contributed as much as the others of whom this is said.
        url: the author's own page; empty where none is known.
    """

    name: str
    marks: tuple[str, ...]
    affiliations: tuple[Affiliation, ...]
    orcid: str
    email: str
    corresponding: bool
    equal: bool
    url: str

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@dataclass(frozen=True, slots=True)
class Front:
    """What is said of the document; every field is a name that tags know.

    Args:
        plain_title: the title without emphasis.
        short_title: the title for the head of a page.
        corresponding: the authors that readers write to.
        description: the abstract as plain text.
        doi: without the address before it; empty where it has none.
        notices: what is said of authors and rights, a line each.
    """

    title: Rich
    plain_title: str
    short_title: str
    subtitle: Rich
    authors: tuple[Author, ...]
    affiliations: tuple[Affiliation, ...]
    corresponding: tuple[Author, ...]
    date: datetime.date | None
    abstract: Passage
    description: str
    keywords: tuple[str, ...]
    license: str
    language: str
    origin: Rich
    doi: str
    notices: tuple[Rich, ...]


def front(metadata: Metadata) -> Front:
    """Return what is said of a document, as tags see it."""
    several = len(metadata.affiliations) > 1
    houses = {
        house.id: Affiliation(
            str(number) if several else "", house.name, ROR + house.ror if house.ror else ""
        )
        for number, house in enumerate(metadata.affiliations, start=1)
    }
    authors = tuple(
        Author(
            author.name,
            tuple(houses[id_].mark for id_ in author.affiliations if id_ in houses and several),
            tuple(houses[id_] for id_ in author.affiliations if id_ in houses),
            ORCID + author.orcid if author.orcid else "",
            author.email or "",
            author.corresponding,
            author.equal,
            author.url or "",
        )
        for author in metadata.authors
    )
    abstract = Passage.of(metadata.abstract)
    return Front(
        title=Rich.of(metadata.title),
        plain_title=plain_text(metadata.title),
        short_title=short_title(metadata),
        subtitle=Rich.of(metadata.subtitle),
        authors=authors,
        affiliations=tuple(houses.values()),
        corresponding=tuple(author for author in authors if author.corresponding and author.email),
        date=metadata.date,
        abstract=abstract,
        description=str(abstract),
        keywords=metadata.keywords,
        license=metadata.license or "",
        language=metadata.language,
        origin=Rich.of(metadata.origin),
        doi=metadata.doi or "",
        notices=tuple(map(Rich.of, metadata.notices)),
    )


def values(metadata: Metadata, look: Look) -> Mapping[str, object]:
    """Return everything that a tag may name, by its name."""
    said = front(metadata)
    return {
        **{field.name: getattr(said, field.name) for field in fields(said)},
        "front": said,
        "running_head": running_head(metadata, look.settings),
        "body": Body(),
        **REGIONS,
        "words": dict(look.words.by_name),
        "settings": {setting.name: setting.value for setting in look.settings},
    }
