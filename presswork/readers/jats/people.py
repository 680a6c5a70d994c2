"""Who wrote the article: authors, groups, affiliations, and what is noted of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.document import Affiliation, Author
from presswork.identifiers import orcid
from presswork.inlines import Link, Text, plain_text
from presswork.readers.jats.addresses import web_address
from presswork.readers.jats.captions import joined
from presswork.readers.jats.elements import (
    attribute,
    child,
    children,
    descendants,
    href,
    name_set,
    nodes,
    one_line,
    text_of,
)
from presswork.readers.jats.inlines import read_inlines
from presswork.readers.jats.source import local_name

if TYPE_CHECKING:
    from lxml import etree

    from presswork.inlines import Inlines
    from presswork.readers.jats.reading import Reading

_AUTHORS: Final = frozenset({"author", "authors", "collab", "group", "", "writer", "contributor"})
_ROLES: Final = {
    "editor": "Editor",
    "academic-editor": "Editor",
    "senior_editor": "Senior editor",
    "senior-editor": "Senior editor",
    "reviewing_editor": "Reviewing editor",
    "reviewer": "Reviewer",
    "translator": "Translator",
}
_LONGEST_INITIALS: Final = 3
_SHORT: Final = 12
"""How many words a note has at most that only says that authors contributed equally."""

_EQUAL_KINDS: Final = frozenset({"equal", "equ", "equal-contrib"})
_MARKS: Final = "*†‡§¶#¤☯¥€‖•^~✉ \N{ASTERISK OPERATOR}"
_ROR: Final = "https://ror.org/"
_EMAIL: Final = re.compile(r"\W*\be-?mails?\b\s*:?\s*$", re.IGNORECASE)
"""What stands before the address in an affiliation."""


@dataclass(slots=True)
class People:
    """Who wrote an article.

    Args:
        groups: which of the authors are groups.
        notices: what is said of them, a line each.
        roles: what each did, as the article's own list of contributions has it.
        lives: their biographies.
    """

    authors: list[Author] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    affiliations: list[Affiliation] = field(default_factory=list)
    notices: list[Inlines] = field(default_factory=list)
    roles: list[tuple[str, list[str]]] = field(default_factory=list)
    lives: list[etree._Element] = field(default_factory=list)
    by_note: dict[str, list[str]] = field(default_factory=dict)


def read_people(meta: etree._Element, reading: Reading) -> People:
    """Return the people of an `article-meta`."""
    people = People()
    groups = children(meta, "contrib-group")
    _read_affiliations([*groups, meta], people, reading)
    for group in groups:
        shared = [attribute(aff, "id") for aff in children(group, "aff") if attribute(aff, "id")]
        for contrib in children(group, "contrib", "collab"):
            _read_contrib(contrib, shared, people, reading)
        for behalf in children(group, "on-behalf-of"):
            people.authors.append(Author(text_of(behalf)))
    _read_author_notes(meta, people, reading)
    for aff in [each for holder in [*groups, meta] for each in children(holder, "aff")]:
        _give_emails(aff, people)
    if len(people.affiliations) == 1 and not any(a.affiliations for a in people.authors):
        only = (people.affiliations[0].id,)
        people.authors = [
            author if author.name in people.groups else replace(author, affiliations=only)
            for author in people.authors
        ]
    used = {id_ for author in people.authors for id_ in author.affiliations}
    people.affiliations = [each for each in people.affiliations if each.id in used or not used]
    return people


def _read_affiliations(holders: list[etree._Element], people: People, reading: Reading) -> None:
    for holder in holders:
        for aff in [
            *children(holder, "aff"),
            *(each for group in children(holder, "aff-alternatives") for each in list(group)[:1]),
        ]:
            around = aff.getparent()
            of_group = attribute(around, "id") if around is not None else ""
            id_ = attribute(aff, "id") or of_group or f"aff-{len(people.affiliations) + 1}"
            if affiliation := read_affiliation(aff, id_, reading):
                people.affiliations.append(affiliation)


def read_affiliation(aff: etree._Element, id_: str, _reading: Reading) -> Affiliation | None:
    """Return an affiliation, its parts in the order of the article with commas between them."""
    parts: list[str] = []
    pending = ""
    for node in nodes(aff):
        if isinstance(node, str):
            pending += one_line(f".{node}.")[1:-1]
            continue
        name = local_name(node)
        if name in {"label", "email", "institution-id", "ext-link", "uri", "phone", "fax", "xref"}:
            continue
        if not parts and _is_number_first(node):
            node[0].text = ""
        text = text_of(node) if name != "institution-wrap" else _institution(node)
        if name == "sup" and not "".join(parts).strip(" ,;"):
            continue
        if not text:
            continue
        if parts and not pending.strip():
            inner = (
                name in {"italic", "bold", "sup", "sub", "break", "named-content"} and pending != ""
            )
            pending = " " if inner else ", "
        parts += [pending, text]
        pending = ""
    parts.append(pending)
    name = _EMAIL.sub("", one_line("".join(parts)).strip(" ,;.")).strip(" ,;.").lstrip(_MARKS)
    name = name.replace(" ,", ",").replace(",,", ",")
    ror = next(
        (
            text_of(each).removeprefix(_ROR)
            for each in descendants(aff, "institution-id")
            if attribute(each, "institution-id-type").lower() == "ror"
        ),
        None,
    )
    return Affiliation(id_, name, ror) if name else None


def _give_emails(aff: etree._Element, people: People) -> None:
    """Give the address in an affiliation to its only author; what cannot be given is a notice."""
    emails = [text_of(each) for each in descendants(aff, "email")]
    id_ = attribute(aff, "id")
    at = [
        place
        for place, author in enumerate(people.authors)
        if id_ in author.affiliations or len(people.authors) == 1
    ]
    if len(emails) == len(at) == 1 and not people.authors[at[0]].email:
        people.authors[at[0]] = replace(people.authors[at[0]], email=emails[0])
    held = {author.email for author in people.authors}
    people.notices += [(Text(f"E-mail: {email}"),) for email in emails if email not in held]


def _is_number_first(node: etree._Element) -> bool:
    """Tell whether a part of an affiliation begins with a number in bold, or a raised one."""
    first = next(iter(node), None)
    if first is None or (node.text or "").strip() or local_name(first) not in {"bold", "sup"}:
        return False
    return text_of(first).strip(" .,").isdecimal()


def _institution(wrap: etree._Element) -> str:
    return ", ".join(text_of(each) for each in children(wrap, "institution") if text_of(each))


def _read_contrib(
    contrib: etree._Element, shared: list[str], people: People, reading: Reading
) -> None:
    kind = attribute(contrib, "contrib-type").lower()
    name = name_of(contrib)
    if not name:
        return
    if kind not in _AUTHORS:
        _tell_editor(contrib, kind, name, people, reading)
        return
    refs = [
        (attribute(x, "ref-type"), id_)
        for x in children(contrib, "xref")
        for id_ in attribute(x, "rid").split()
    ]
    own = _own_affiliations(contrib, people, reading)
    known = {affiliation.id for affiliation in people.affiliations}
    affiliations = [id_ for _, id_ in refs if id_ in known] + own or shared
    for _, id_ in refs:
        people.by_note.setdefault(id_, []).append(name)
    corresponding = attribute(contrib, "corresp") == "yes" or any(
        kind == "corresp" for kind, _ in refs
    )
    email = next((text_of(each) for each in descendants(contrib, "email")), None)
    people.authors.append(
        Author(
            name,
            tuple(dict.fromkeys(affiliations)),
            _orcid(contrib),
            email,
            corresponding,
            attribute(contrib, "equal-contrib") == "yes",
            _own_page(contrib),
        )
    )
    if child(contrib, "collab") is not None or local_name(contrib) == "collab":
        people.groups.add(name)
    roles = [text_of(role) for role in children(contrib, "role") if text_of(role)]
    if roles:
        people.roles.append((name, roles))
    people.lives += children(contrib, "bio")
    for comment in children(contrib, "author-comment"):
        people.notices.append((Text(f"{name}: {text_of(comment)}"),))
    _tell_members(contrib, name, people)


def name_of(contrib: etree._Element) -> str:
    """Return the name of a contributor as it is to be shown."""
    for holder in [contrib, *children(contrib, "name-alternatives", "collab-alternatives")]:
        found = child(holder, "name", "string-name", "collab", "anonymous")
        if found is not None:
            return shown_name(found)
    if local_name(contrib) == "collab":
        return shown_name(contrib)
    return ""


def shown_name(element: etree._Element) -> str:
    """Return a name with the given names first, or last where they are by custom."""
    if local_name(element) == "anonymous":
        return text_of(element) or "Anonymous"
    if local_name(element) == "collab":
        parts = [
            node if isinstance(node, str) else text_of(node)
            for node in nodes(element)
            if isinstance(node, str)
            or local_name(node) not in {"contrib-group", "xref", "aff", "email", "contrib-id", "fn"}
        ]
        return one_line("".join(parts)).strip(" ,;")
    given = text_of(child(element, "given-names"))
    family = text_of(child(element, "surname"))
    suffix = text_of(child(element, "suffix")).strip(" ,")
    if not given and not family:
        return text_of(element)
    order = [family, given] if attribute(element, "name-style") == "eastern" else [given, family]
    return " ".join(filter(None, [*order, suffix]))


def _own_affiliations(contrib: etree._Element, people: People, reading: Reading) -> list[str]:
    """Read the affiliations that stand within a contributor."""
    ids: list[str] = []
    for aff in children(contrib, "aff"):
        id_ = attribute(aff, "id") or f"aff-{len(people.affiliations) + 1}"
        affiliation = read_affiliation(aff, id_, reading)
        if not affiliation:
            continue
        same = next(
            (each.id for each in people.affiliations if each.name == affiliation.name), None
        )
        if same is None:
            people.affiliations.append(affiliation)
        ids.append(same or id_)
    return ids


def _orcid(contrib: etree._Element) -> str | None:
    for each in [*children(contrib, "contrib-id"), *descendants(contrib, "ext-link", "uri")]:
        if found := orcid(text_of(each)) or orcid(href(each)):
            return found
    return None


def _own_page(contrib: etree._Element) -> str | None:
    for each in children(contrib, "ext-link", "uri"):
        address = web_address(href(each), "uri")
        if address and "orcid.org" not in address:
            return address
    return None


def _tell_members(contrib: etree._Element, name: str, people: People) -> None:
    members = [
        name_of(each)
        for group in descendants(contrib, "contrib-group")
        for each in children(group, "contrib")
    ]
    if any(members):
        people.notices.append((Text(f"{name}: {', '.join(filter(None, members))}"),))


def _tell_editor(
    contrib: etree._Element, kind: str, name: str, people: People, reading: Reading
) -> None:
    """Note who edited the article."""
    roles = [text_of(role) for role in children(contrib, "role") if text_of(role)]
    role = ", ".join(roles) or _ROLES.get(kind, kind.replace("_", " ").capitalize())
    places = {affiliation.id: affiliation.name for affiliation in people.affiliations}
    at = [
        places[id_]
        for x in children(contrib, "xref")
        for id_ in attribute(x, "rid").split()
        if id_ in places
    ]
    own = [read_affiliation(aff, "", reading) for aff in children(contrib, "aff")]
    at += [affiliation.name for affiliation in own if affiliation]
    people.notices.append((Text(", ".join([f"{role}: {name}", *at])),))


def _read_author_notes(meta: etree._Element, people: People, reading: Reading) -> None:
    """Take from the notes on authors what the model has a place for; the rest are notices."""
    for holder in children(meta, "author-notes"):
        for each in holder:
            match local_name(each):
                case "corresp":
                    _read_correspondence(each, people, reading)
                case "fn" if attribute(each, "fn-type").lower() in STATEMENTS:
                    pass
                case "fn":
                    _read_note(each, people, reading)
                case "p":
                    people.notices.append(read_inlines(each, reading))
                case _:
                    pass


STATEMENTS: Final = {
    "con": "Author contributions",
    "contrib": "Author contributions",
    "conflict": "Competing interests",
    "coi-statement": "Competing interests",
    "financial-disclosure": "Funding",
    "supported-by": "Funding",
    "data-availability": "Data availability",
    "abbr": "Abbreviations",
}
"""Notes on authors that are sections of their own, by `fn-type`, with what those are called."""


def _read_correspondence(element: etree._Element, people: People, reading: Reading) -> None:
    """Give each corresponding author the address; what cannot be given stays a notice."""
    id_ = attribute(element, "id")
    names = people.by_note.get(id_, [])
    emails = [text_of(each) for each in descendants(element, "email")]
    at = [
        place
        for place, author in enumerate(people.authors)
        if author.name in names or (not names and author.corresponding)
    ]
    if not at and len(people.authors) == 1:
        at = [0]
    for place in at:
        people.authors[place] = replace(people.authors[place], corresponding=True)
    chosen = _matched(element, emails, [people.authors[place] for place in at])
    for place, email in zip(at, chosen, strict=False):
        if email and not people.authors[place].email:
            people.authors[place] = replace(people.authors[place], email=email)
    held = {author.email for author in people.authors}
    words = text_of(element)
    known = {word for author in people.authors for word in author.name.split()}
    for email in emails:
        words = words.replace(email, "")
    rest = [
        word
        for word in words.strip(_MARKS).replace(":", " ").split()
        if word.casefold().strip("().,;*-") not in _CORRESPONDENCE
        and word.strip("().,;*-") not in known
        and len(word.strip("().,;")) > _LONGEST_INITIALS
    ]
    if rest or not all(email in held for email in emails) or not emails:
        notice = _without_mark(read_inlines(element, reading))
        if notice:
            people.notices.append(notice)


_CORRESPONDENCE: Final = name_set(
    """author authors address addressed be correspondence corresponding e-mail email e-mails emails
    contact for inquiries mail reprint reprints requests sent should to whom"""
)


def _matched(element: etree._Element, emails: list[str], authors: list[Author]) -> list[str | None]:
    """Return the address of each author: by the initials after it, else in their order."""
    if len(emails) == len(authors):
        by_initials = _by_initials(element, authors)
        apart = len(set(by_initials)) == len(by_initials)
        return by_initials if all(by_initials) and apart else list(emails)
    return _by_initials(element, authors) if emails else []


def _by_initials(element: etree._Element, authors: list[Author]) -> list[str | None]:
    found: dict[str, str] = {}
    for email in descendants(element, "email"):
        start, _, rest = (email.tail or "").partition("(")
        initials = rest.partition(")")[0]
        if not start.strip() and initials:
            found["".join(initials.replace(".", "").split()).upper()] = text_of(email)
    return [found.get(_initials(author.name)) for author in authors]


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.replace("-", " ").split() if part[0].isupper())


def _read_note(note: etree._Element, people: People, reading: Reading) -> None:
    """Keep a note on authors, with the names of those whom it is about."""
    id_ = attribute(note, "id")
    names = people.by_note.get(id_, [])
    kind = attribute(note, "fn-type").lower()
    skip = (node for node in note if local_name(node) != "label")
    words = _without_mark(joined(read_inlines(each, reading) for each in skip))
    if not words:
        return
    said = plain_text(words).casefold()
    if kind in _EQUAL_KINDS or "contributed equally" in said or "equal contribution" in said:
        for place, author in enumerate(people.authors):
            if author.name in names:
                people.authors[place] = replace(author, equal=True)
        if any(author.equal for author in people.authors) and len(said.split()) <= _SHORT:
            return
    if names:
        words = joined([(Text(f"{', '.join(names)}:"),), words])
    people.notices.append(words)


def _without_mark(words: Inlines) -> Inlines:
    """Return a note without the sign at its beginning that marks it."""
    match words:
        case (Text(text), *rest):
            kept = text.lstrip(_MARKS)
            return (Text(kept), *rest) if kept else _without_mark(tuple(rest))
        case (Link(), *_) | ():
            return words
        case (first, *rest) if not plain_text((first,)).strip(_MARKS):
            return _without_mark(tuple(rest))
        case _:
            return words
