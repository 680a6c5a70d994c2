"""Word's list of sources: `b:Sources`, a part beside the text (ISO/IEC 29500-1, 22.6).

Word knows seventeen kinds of sources, with fields of their own; what a kind has no field for, Word
cannot show. `b:DOI` is of later versions of Word.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from presswork.references import OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docx.parts.document import DocumentPart
    from lxml.etree import _Element as Element

    from presswork.references import Date, Name, Reference

    from .works import Work

NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
LONGEST: Final = 255
"""How many characters a field has at most (`ST_String255` in ECMA-376, first edition)."""

LAST_MONTH: Final = 12


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source.

    Args:
        name: what Word calls it.
        people: the fields of those who made it, by the variables of CSL.
        fields: its further fields, by the variables of CSL; of two for one field the first counts.
    """

    name: str
    people: Mapping[str, str]
    fields: Mapping[str, str]


AUTHORS: Final = {"author": "Author", "editor": "Editor", "translator": "Translator"}
PLACED: Final = {"publisher": "Publisher", "publisher-place": "City"}
PERIODICAL: Final = {"volume": "Volume", "issue": "Issue", "page": "Pages"}
VOLUME: Final = {"volume": "Volume", "edition": "Edition", "number-of-volumes": "NumberVolumes"}
SITE: Final = {"container-title": "InternetSiteTitle", "publisher": "ProductionCompany"}

BOOK: Final = Kind("Book", AUTHORS, {**PLACED, **VOLUME, "page": "Pages"})
SECTION: Final = Kind(
    "BookSection",
    {**AUTHORS, "container-author": "BookAuthor"},
    {
        "container-title": "BookTitle",
        **PLACED,
        **VOLUME,
        "page": "Pages",
        "chapter-number": "ChapterNumber",
    },
)
JOURNAL: Final = Kind(
    "JournalArticle", AUTHORS, {"container-title": "JournalName", **PERIODICAL, **PLACED}
)
MAGAZINE: Final = Kind(
    "ArticleInAPeriodical",
    AUTHORS,
    {"container-title": "PeriodicalTitle", **PERIODICAL, "edition": "Edition", **PLACED},
)
CONFERENCE: Final = Kind(
    "ConferenceProceedings",
    AUTHORS,
    {
        "container-title": "PublicationTitle",
        "event-title": "ConferenceName",
        "event": "ConferenceName",
        "page": "Pages",
        "volume": "Volume",
        **PLACED,
        "event-place": "City",
    },
)
REPORT: Final = Kind(
    "Report",
    AUTHORS,
    {
        "publisher": "Institution",
        "publisher-place": "City",
        "genre": "ThesisType",
        "page": "Pages",
    },
)
WEB_SITE: Final = Kind("InternetSite", AUTHORS, {**SITE, "version": "Version"})
WEB_DOCUMENT: Final = Kind("DocumentFromInternetSite", AUTHORS, {**SITE, "version": "Version"})
ELECTRONIC: Final = Kind(
    "ElectronicSource",
    AUTHORS,
    {
        "container-title": "PublicationTitle",
        "publisher": "ProductionCompany",
        "publisher-place": "City",
        "edition": "Edition",
        "version": "Version",
        "medium": "Medium",
        "volume": "Volume",
    },
)
PATENT: Final = Kind(
    "Patent",
    {"author": "Inventor", "editor": "Editor", "translator": "Translator"},
    {"number": "PatentNumber", "jurisdiction": "CountryRegion", "genre": "Type"},
)
CASE: Final = Kind(
    "Case",
    {"author": "Author"},
    {
        "number": "CaseNumber",
        "authority": "Court",
        "container-title": "Reporter",
        "volume": "Volume",
        "page": "Pages",
    },
)
FILM: Final = Kind(
    "Film",
    {"author": "Writer", "director": "Director", "performer": "Performer"},
    {"publisher": "Distributor", "medium": "Medium", "genre": "Type"},
)
SOUND: Final = Kind(
    "SoundRecording",
    {"author": "Artist", "composer": "Composer", "performer": "Performer"},
    {
        "container-title": "AlbumTitle",
        "publisher": "ProductionCompany",
        "publisher-place": "City",
        "number": "RecordingNumber",
        "medium": "Medium",
    },
)
ART: Final = Kind(
    "Art",
    {"author": "Artist"},
    {
        "container-title": "PublicationTitle",
        "publisher": "Publisher",
        "publisher-place": "City",
        "archive": "Institution",
        "medium": "Medium",
        "page": "Pages",
    },
)
INTERVIEW: Final = Kind(
    "Interview",
    {"author": "Interviewee", "interviewer": "Interviewer", "translator": "Translator"},
    {"container-title": "BroadcastTitle", "publisher": "Broadcaster", "medium": "Medium"},
)
PERFORMANCE: Final = Kind(
    "Performance",
    {"author": "Writer", "director": "Director", "performer": "Performer"},
    {"publisher": "ProductionCompany", "publisher-place": "City", "event-place": "Theater"},
)
OTHER: Final = Kind(
    "Misc",
    AUTHORS,
    {
        "container-title": "PublicationTitle",
        **PERIODICAL,
        "edition": "Edition",
        "number": "StandardNumber",
        **PLACED,
        "medium": "Medium",
        "genre": "Type",
    },
)

KINDS: Final[Mapping[str, Kind]] = {
    "article-journal": JOURNAL,
    "review": JOURNAL,
    "review-book": JOURNAL,
    "article": JOURNAL,
    "article-magazine": MAGAZINE,
    "article-newspaper": MAGAZINE,
    "periodical": MAGAZINE,
    "book": BOOK,
    "classic": BOOK,
    "collection": BOOK,
    "pamphlet": BOOK,
    "manuscript": BOOK,
    "chapter": SECTION,
    "entry": SECTION,
    "entry-dictionary": SECTION,
    "entry-encyclopedia": SECTION,
    "paper-conference": CONFERENCE,
    "speech": CONFERENCE,
    "report": REPORT,
    "thesis": REPORT,
    "standard": REPORT,
    "regulation": REPORT,
    "webpage": WEB_SITE,
    "post": WEB_SITE,
    "post-weblog": WEB_DOCUMENT,
    "dataset": ELECTRONIC,
    "software": ELECTRONIC,
    "patent": PATENT,
    "legal_case": CASE,
    "motion_picture": FILM,
    "broadcast": FILM,
    "song": SOUND,
    "musical_score": SOUND,
    "graphic": ART,
    "figure": ART,
    "map": ART,
    "interview": INTERVIEW,
    "performance": PERFORMANCE,
}
"""The kinds of sources by the types of CSL; what is none of them, is of another kind."""

COMMON: Final[Mapping[str, str]] = {
    "title": "Title",
    "title-short": "ShortTitle",
    "DOI": "DOI",
    "URL": "URL",
    "ISBN": "StandardNumber",
    "ISSN": "StandardNumber",
    "note": "Comments",
}
"""The fields of every kind; the first that stands for a field is taken."""

OF_SOCIETIES: Final = frozenset({"Author", "Performer"})
"""The fields that may hold the name of an institution."""


def add_sources(part: DocumentPart, sources: Element) -> None:
    """Put the list of sources beside the text, where Word looks for it.

    Args:
        part: of the text.
        sources: the list.
    """
    package = part.package
    name = package.next_partname("/customXml/item%d.xml")
    number = "".join(filter(str.isdigit, name.rpartition("/")[2]))
    content = etree.tostring(sources, xml_declaration=True, encoding="UTF-8", standalone=False)
    item = Part(name, CONTENT_TYPE.XML, content, package)
    part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    described = etree.Element(
        f"{{{STORE}}}datastoreItem",
        {f"{{{STORE}}}itemID": ITEM},
        nsmap={"ds": STORE},
    )
    schemas = etree.SubElement(described, f"{{{STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{STORE}}}schemaRef", {f"{{{STORE}}}uri": NAMESPACE})
    properties = Part(
        PackURI(f"/customXml/itemProps{number}.xml"),
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        etree.tostring(described, xml_declaration=True, encoding="UTF-8", standalone=False),
        package,
    )
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


ITEM: Final = "{6C1F3F0B-6E6C-5B0B-9F0E-5B1D6A3C2E71}"
"""What the list is called in its file; it is the only one."""


def sources(works: Sequence[tuple[str, Work]], style: tuple[str, str, str]) -> Element:
    """Return the list of sources.

    Args:
        works: in the order in which they are cited, with their tags.
        style: the file of Word's style, its name and its version.
    """
    selected, name, version = style
    root = etree.Element(
        f"{{{NAMESPACE}}}Sources",
        {"SelectedStyle": f"\\{selected}", "StyleName": name, "Version": version},
        nsmap={"b": NAMESPACE},
    )
    for order, (tag, work) in enumerate(works, start=1):
        root.append(_source(tag, work, order))
    return root


def _source(tag: str, work: Work, order: int) -> Element:
    reference = work.reference
    kind = KINDS.get(reference.type, OTHER)
    made = etree.Element(f"{{{NAMESPACE}}}Source")
    _add(made, "Tag", tag)
    _add(made, "SourceType", kind.name)
    _add(made, "Guid", f"{{{work.uuid.upper()}}}")
    fields: dict[str, str] = {}
    for variable, name in (*COMMON.items(), *kind.fields.items()):
        text = reference.text(variable)
        if variable == "genre" and name == "ThesisType":
            text = text or ("Thesis" if reference.type == "thesis" else "")
        if text:
            fields.setdefault(name, text)
    for date, suffix in (("issued", ""), ("accessed", "Accessed")):
        if date in reference.dates:
            fields.update(_date(reference.dates[date], suffix))
    for name, text in fields.items():
        _add(made, name, text)
    people = list(_people(reference, kind))
    if people:
        outer = etree.SubElement(made, f"{{{NAMESPACE}}}Author")
        outer.extend(people)
    _add(made, "RefOrder", str(order))
    return made


def _add(parent: Element, name: str, text: str) -> None:
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
    etree.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = short


def _date(date: Date, suffix: str) -> Iterator[tuple[str, str]]:
    if date.start is None:
        if date.literal:
            yield f"Year{suffix}", date.literal
        return
    ends = {date.start.year, date.end.year} if date.end else {date.start.year}
    yield f"Year{suffix}", "-".join(map(str, sorted(ends)))
    month = date.start.month
    if month is not None and month <= LAST_MONTH:
        yield f"Month{suffix}", calendar.month_name[month]
        if date.start.day is not None:
            yield f"Day{suffix}", str(date.start.day)


def _people(reference: Reference, kind: Kind) -> Iterator[Element]:
    """Yield the groups of those who made the work; of two for one field the first counts."""
    taken: set[str] = set()
    for variable, name in kind.people.items():
        people = [each for each in reference.names.get(variable, ()) if each != OTHERS]
        if people and name not in taken:
            taken.add(name)
            yield _group(name, people)


def _group(name: str, people: Sequence[Name]) -> Element:
    group = etree.Element(f"{{{NAMESPACE}}}{name}")
    match people:
        case [only] if only.literal and name in OF_SOCIETIES:
            _add(group, "Corporate", only.literal)
        case _:
            listed = etree.SubElement(group, f"{{{NAMESPACE}}}NameList")
            listed.extend(_persons(people))
    return group


def _persons(people: Iterable[Name]) -> Iterator[Element]:
    for person in people:
        made = etree.Element(f"{{{NAMESPACE}}}Person")
        family = " ".join(filter(None, (person.non_dropping_particle, person.family)))
        last = person.literal or " ".join(filter(None, (family, person.suffix)))
        first = " ".join(filter(None, (person.given, person.dropping_particle)))
        if last:
            _add(made, "Last", last)
        if first:
            _add(made, "First", first)
        yield made
