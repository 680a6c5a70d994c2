"""What stands above the text of a Word file, and what its properties say."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.document import Affiliation, Author, Metadata
from presswork.inlines import Link, Superscript, Text, plain_text
from presswork.inlines import walk as walk_inlines
from presswork.readers.docx.pieces import Line
from presswork.readers.docx.styles import Role
from presswork.readers.docx.xml import attribute, find, val
from presswork.readers.parts import Part, of_heading
from presswork.readers.printed import texts

if TYPE_CHECKING:
    from lxml import etree

    from presswork.inlines import Inlines
    from presswork.readers.docx.pieces import Piece

_KEYWORDS: Final = re.compile(
    r"^\s*(?:key\s?words?|index terms|schlüsselwörter|schlagwörter|mots[- ]clés|palabras clave)"
    r"(?:\s*[:.\N{EM DASH}-]\s*|[\N{EN SPACE}\N{EM SPACE}]+)",
    re.IGNORECASE,
)
_DATES: Final = ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%d.%m.%Y", "%b %d, %Y", "%d %b %Y")
_LICENSE: Final = re.compile(r"(?:CC|MIT|Apache)[\w .\-]*", re.IGNORECASE)
_ORCID: Final = re.compile(r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MARKS: Final = "*†‡§#¶"


@dataclass(slots=True)
class Front:
    """What was found above the text.

    Args:
        rest: the pieces without it.
    """

    title: Inlines = ()
    subtitle: Inlines = ()
    authors: list[tuple[Author, tuple[str, ...]]] = field(default_factory=list)
    affiliations: list[tuple[str, str]] = field(default_factory=list)
    date: datetime.date | None = None
    license: str | None = None
    abstract: list[Piece] = field(default_factory=list)
    keywords: tuple[str, ...] = ()
    notices: list[Inlines] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)


def read(pieces: list[Piece]) -> Front:
    """Take the title, the authors, the abstract and the like out of the lines of a body."""
    front = Front()
    in_abstract = 0
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Line):
            (front.abstract if in_abstract and front.abstract else front.rest).append(piece)
            continue
        if piece.role is Role.HEADING:
            part = of_heading(plain_text(piece.content))
            early = not any(
                isinstance(each, Line) and each.role is Role.HEADING for each in front.rest
            )
            in_abstract = (
                piece.level if part is Part.ABSTRACT and early and _is_followed(pieces, at) else 0
            )
            if in_abstract:
                continue
        if _take(piece, front):
            continue
        if in_abstract:
            front.abstract.append(
                replace(piece, role=Role.TEXT) if piece.role is Role.ABSTRACT else piece
            )
        else:
            front.rest.append(piece)
    return front


def _is_followed(pieces: list[Piece], at: int) -> bool:
    """Tell whether another heading ends an abstract."""
    return any(isinstance(each, Line) and each.role is Role.HEADING for each in pieces[at + 1 :])


def _take(line: Line, front: Front) -> bool:
    words = plain_text(line.content)
    match line.role:
        case Role.TITLE:
            front.title = (*front.title, Text(" "), *line.content) if front.title else line.content
        case Role.SUBTITLE:
            front.subtitle = line.content
        case Role.AUTHOR:
            front.authors += _authors(line.content)
        case Role.AFFILIATION:
            _affiliation(line.content, front)
        case Role.DATE:
            _date(line.content, front)
        case Role.ABSTRACT_TITLE:
            pass
        case Role.ABSTRACT:
            front.abstract.append(replace(line, role=Role.TEXT))
        case Role.KEYWORDS:
            front.keywords = keywords_of(words)
        case Role.TEXT if _KEYWORDS.match(words) and len(words) < 500:  # noqa: PLR2004
            front.keywords = keywords_of(words)
        case _:
            return False
    return True


def keywords_of(words: str) -> tuple[str, ...]:
    """Return the words of a line such as `Keywords: one; two`."""
    bare = _KEYWORDS.sub("", words)
    parts = re.split(r"\s*;\s*" if ";" in bare else r"\s*[,·•|]\s*", bare)
    return tuple(dict.fromkeys(part.strip(" .") for part in parts if part.strip(" .")))


def _authors(content: Inlines) -> list[tuple[Author, tuple[str, ...]]]:
    """Cut a line into authors, each with the marks of affiliations behind the name."""
    found: list[tuple[Author, tuple[str, ...]]] = []
    orcid: str | None = None
    for inline in content:
        if isinstance(inline, Superscript):
            marks = tuple(re.split(r"[\s,;]+", plain_text(inline.children).strip(" ,;")))
            if found:
                author, known = found[-1]
                found[-1] = (author, (*known, *marks))
            continue
        address = next(
            (each.target for each in walk_inlines((inline,)) if isinstance(each, Link)), ""
        )
        identifier = _ORCID.search(address)
        orcid = identifier[1] if identifier else None
        for name in re.split(
            r"\s*[;,]\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s+und\s+", plain_text((inline,))
        ):
            bare = name.replace("\N{NO-BREAK SPACE}", " ").strip(" ,.;" + _MARKS)
            if bare and bare.casefold() not in {"by", "and", "id"}:
                found.append((Author(bare, orcid=orcid), ()))
    return found


def _affiliation(content: Inlines, front: Front) -> None:
    words = plain_text(content).replace("\N{NO-BREAK SPACE}", " ").strip()
    if "@" in words and words[:1] in _MARKS:
        _correspondence(words, front)
        return
    mark = ""
    if content and isinstance(first := content[0], Superscript):
        mark = plain_text(first.children).strip()
        words = plain_text(content[1:]).strip()
    if words:
        front.affiliations.append((mark, words))


def _correspondence(words: str, front: Front) -> None:
    email = re.search(r"[\w.+\-]+@[\w.\-]+\w", words)
    for at, (author, marks) in enumerate(front.authors):
        named = author.name in words or (words[0] in marks and len(front.authors) == 1)
        if named:
            known = replace(author, corresponding=True, email=email[0] if email else None)
            front.authors[at] = (known, tuple(mark for mark in marks if mark not in _MARKS))


def _date(content: Inlines, front: Front) -> None:
    for part in re.split(r"\s*[·|]\s*", plain_text(content).strip()):
        parsed = next(filter(None, (_parsed(part, form) for form in _DATES)), None)
        if parsed is not None:
            front.date = parsed
        elif _LICENSE.fullmatch(part):
            front.license = part
        elif part:
            front.notices.append((Text(part),))


def _parsed(text: str, form: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day alone
    except ValueError:
        return None


def metadata(
    front: Front,
    core: etree._Element | None,
    custom: etree._Element | None,
    styles: etree._Element | None,
    *,
    numbered: bool,
) -> Metadata:
    """Return what is said of the document.

    Args:
        front: what stands above its text.
        core: the part with its properties.
        custom: the part with the properties that we give a document beside these.
        styles: the part with its styles, whose defaults have the language.
        numbered: whether its headings are numbered.
    """
    affiliations = tuple(
        Affiliation(f"aff{place}", name)
        for place, (_, name) in enumerate(front.affiliations, start=1)
    )
    marks = {
        mark: f"aff{place}" for place, (mark, _) in enumerate(front.affiliations, start=1) if mark
    }
    alone = (affiliations[0].id,) if len(affiliations) == 1 and not marks else ()
    authors = tuple(
        replace(author, affiliations=tuple(marks[mark] for mark in given if mark in marks) or alone)
        for author, given in front.authors
    )
    if not authors:
        creators = re.split(r"\s*[;]\s*", _property(core, "dc:creator"))
        authors = tuple(
            Author(name) for name in creators if name and name not in {"python-docx", "User"}
        )
    title = texts.trimmed(front.title) or texts.trimmed((Text(_property(core, "dc:title")),))
    keywords = front.keywords or keywords_of(_property(core, "cp:keywords"))
    found = Metadata(
        title=title,
        subtitle=front.subtitle,
        authors=authors,
        affiliations=affiliations,
        date=front.date,
        keywords=keywords,
        license=front.license or _custom(custom, "License"),
        doi=_custom(custom, "DOI"),
        number_sections=numbered,
        notices=tuple(front.notices),
    )
    language = _property(core, "dc:language") or _language(styles)
    return replace(found, language=language) if _LANGUAGE.fullmatch(language) else found


def _property(core: etree._Element | None, path: str) -> str:
    found = find(core, path) if core is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def _custom(custom: etree._Element | None, name: str) -> str | None:
    """Return the text of a property that Word has no field for; None for none (22.3)."""
    for found in custom if custom is not None else ():
        if found.get("name") == name:
            return " ".join("".join(map(str, found.itertext())).split()) or None
    return None


def _language(styles: etree._Element | None) -> str:
    found = find(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") if styles is not None else None
    return (attribute(found, "val") or val(found) or "") if found is not None else ""
