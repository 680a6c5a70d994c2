"""The works of Word's own citations (ISO/IEC 29500-1, 22.6) → references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.inlines import Text
from presswork.office_files import NAMESPACES, name
from presswork.readers.references import dates
from presswork.references import Date, Name, Reference

if TYPE_CHECKING:
    from presswork.inlines import Inlines
    from presswork.readers.docx.works import Works

_TYPES: Final = {
    "Book": "book",
    "BookSection": "chapter",
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "document",
    "Patent": "patent",
    "Case": "legal_case",
    "Film": "motion_picture",
    "Interview": "interview",
    "SoundRecording": "song",
    "Performance": "performance",
    "Art": "graphic",
    "Misc": "document",
}
_VARIABLES: Final = {
    "Title": "title",
    "ShortTitle": "title-short",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "ConferenceName": "event-title",
    "InternetSiteTitle": "container-title",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Edition": "edition",
    "Publisher": "publisher",
    "Institution": "publisher",
    "City": "publisher-place",
    "ChapterNumber": "chapter-number",
    "PatentNumber": "number",
    "ThesisType": "genre",
    "Medium": "medium",
    "URL": "URL",
    "DOI": "DOI",
    "StandardNumber": "ISBN",
    "Comments": "note",
}
_PEOPLE: Final = {
    "Author": "author",
    "Editor": "editor",
    "Translator": "translator",
    "BookAuthor": "container-author",
    "Inventor": "author",
    "Director": "director",
    "Interviewee": "author",
    "Interviewer": "interviewer",
    "Composer": "composer",
    "Performer": "performer",
}


def read(root: etree._Element, works: Works) -> None:
    """Take over the works of a part.

    Args:
        root: its `b:Sources`.
        works: takes the works, under the tags that citations call them by.
    """
    for source in root.iter(f"{{{NAMESPACES['b']}}}Source"):
        tag = (_text(source, "Tag") or "").strip()
        if tag:
            works.add(_reference(tag, source, works), [f"word:{tag}"], tag)


def _text(element: etree._Element, wanted: str) -> str | None:
    found = next((each for each in element if name(each) == wanted), None)
    return found.text if found is not None else None


def _reference(tag: str, source: etree._Element, works: Works) -> Reference:
    texts: dict[str, Inlines] = {}
    for field, variable in _VARIABLES.items():
        if value := (_text(source, field) or "").strip():
            texts.setdefault(
                variable, (Text(value.replace("\N{EN DASH}", "-") if field == "Pages" else value),)
            )
    people: dict[str, tuple[Name, ...]] = {}
    outer = next((each for each in source if name(each) == "Author"), None)
    for group in outer if outer is not None else ():
        role = _PEOPLE.get(name(group))
        if role and (found := _names(group)):
            people.setdefault(role, found)
    issued, accessed = _date(source, ""), _date(source, "Accessed")
    given = {"issued": issued, "accessed": accessed}
    kind = _TYPES.get(_text(source, "SourceType") or "", "document")
    return Reference(
        tag,
        kind,
        texts,
        people,
        {variable: date for variable, date in given.items() if date != Date()},
        works.location,
    )


def _names(group: etree._Element) -> tuple[Name, ...]:
    found: list[Name] = []
    for each in group.iter(etree.Element):
        if name(each) == "Corporate" and each.text:
            found.append(Name(literal=each.text.strip()))
        elif name(each) == "Person":
            given = " ".join(filter(None, (_text(each, "First"), _text(each, "Middle"))))
            family = _text(each, "Last") or ""
            if family or given:
                found.append(Name(family=family or given, given=given if family else ""))
    return tuple(found)


def _date(source: etree._Element, suffix: str) -> Date:
    year = _text(source, f"Year{suffix}")
    if not year:
        return Date()
    month, day = _text(source, f"Month{suffix}"), _text(source, f"Day{suffix}")
    parts = [year, *(part for part in (month, day) if part and part.isdecimal())]
    return dates.parse("-".join(part.zfill(2) for part in parts))
