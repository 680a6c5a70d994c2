"""Authors and their institutions, in the forms of JOSS, Quarto, MyST, Pandoc and manubot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork import identifiers
from presswork.document import Affiliation, Author
from presswork.inlines import Text
from presswork.problems import did_you_mean
from presswork.readers.markdown.inlines import read_inlines
from presswork.readers.markdown.schema import AffiliationFields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.schema import AuthorFields, FrontMatter
    from presswork.yaml_lines import Lines


_NOTE: Final = re.compile(r"\s*\^\[([^\[\]]*)\]\s*$")
_DIVIDERS: Final = re.compile(r"[,;&]|\band\b")
_EQUAL: Final = ("equal", "co-first", "joint first", "shared first")


def _without_note(name: str) -> tuple[str, str]:
    """Take the note off a name, as authors of JOSS write it: `Ada^[corresponding author]`."""
    found = _NOTE.search(name)
    return (name[: found.start()].strip(), found[1].strip()) if found else (name, "")


@dataclass(frozen=True, slots=True)
class People:
    """Who wrote a document, where they work, and what else is said of them, a line each."""

    authors: tuple[Author, ...]
    affiliations: tuple[Affiliation, ...]
    notices: tuple[Inlines, ...]


def read_people(model: FrontMatter, lines: Lines, reading: Reading) -> People:
    """Read the authors of front matter.

    Args:
        model: its fields.
        lines: where they stand.
        reading: the document.
    """
    reader = _Reader(reading)
    for position, entry in enumerate(model.affiliations, start=1):
        reader.declare(entry.id.strip() or str(position), entry)
    authors = tuple(
        reader.author(author, lines.at(("authors", position)))
        for position, author in enumerate(model.authors)
    )
    return People(authors, tuple(reader.affiliations.values()), tuple(reader.notices))


@dataclass(slots=True)
class _Reader:
    """Reads authors one after the other.

    Args:
        reading: the document.
        affiliations: the institutions so far, by id.
        declared: ids that the front matter gives to institutions.
        notices: what is said of authors so far.
    """

    reading: Reading
    affiliations: dict[str, Affiliation] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)
    notices: list[Inlines] = field(default_factory=list)

    def declare(self, identifier: str, entry: AffiliationFields) -> None:
        ror = entry.ror.strip().rstrip("/").rpartition("/")[2] or None
        self.affiliations[identifier] = Affiliation(identifier, entry.shown_name, ror)
        if identifier != entry.shown_name:
            self.declared.add(identifier)

    def author(self, author: AuthorFields, lines: Lines) -> Author:
        name = author.shown_name
        if not name:
            self.reading.ledger.error(
                "an author has no name",
                self.reading.at(lines.line),
                "write name: Ada Lovelace",
                rule="malformed-field",
            )
        at = lines.inner.get("affiliation", lines.inner.get("affiliations", lines))
        name, said = _without_note(name)
        self._note(name, said or author.note, author, lines)
        return Author(
            name=name,
            affiliations=self._ids(author.affiliations, self.reading.at(at.line)),
            orcid=self._orcid(author.orcid, self.reading.at(lines.at(("orcid",)).line)),
            email=author.email.strip() or None,
            corresponding=author.corresponding or "correspond" in said.lower(),
            equal=author.equal or any(word in said.lower() for word in _EQUAL),
            url=author.url.strip() or None,
        )

    def _note(self, name: str, said: str, author: AuthorFields, lines: Lines) -> None:
        if author.deceased:
            self.notices.append((Text(f"{name}: Deceased"),))
        if author.funders:
            self.notices.append((Text(f"{name}: Funded by {'; '.join(author.funders)}"),))
        if said.strip():
            line = lines.at(("note",)).text_line
            tokens = self.reading.parse_line(f"{name}: {said.strip()}")
            self.notices.append(read_inlines(tokens, line, self.reading))

    def _ids(self, named: Sequence[str | AffiliationFields], location: Location) -> tuple[str, ...]:
        """Return the ids that an author names; an institution named outright gets one."""
        found: list[str] = []
        for one in named:
            if isinstance(one, AffiliationFields):
                found.append(self._given(one))
            else:
                found += self._named(one.strip(), location)
        return tuple(dict.fromkeys(found))

    def _given(self, entry: AffiliationFields) -> str:
        identifier = entry.id.strip() or entry.shown_name
        known = self.affiliations.get(identifier)
        if known is None or not known.name:
            self.declare(identifier, entry)
        elif entry.ror and not known.ror:
            self.affiliations[identifier] = replace(known, ror=entry.ror.rpartition("/")[2])
        return identifier

    def _named(self, whole: str, location: Location) -> list[str]:
        parts = [part.strip() for part in _DIVIDERS.split(whole) if part.strip()]
        if whole in self.affiliations:
            return [whole]
        if parts and all(part in self.affiliations for part in parts):
            return parts
        if not whole:
            return []
        if not self.declared or any(mark.isspace() for mark in whole.replace(", ", ",")):
            self.affiliations[whole] = Affiliation(whole, whole)
            return [whole]
        unknown = next(part for part in parts if part not in self.affiliations)
        self.reading.ledger.error(
            f"the affiliation '{unknown}' is not defined",
            location,
            did_you_mean(unknown, self.affiliations)
            or f"known are {', '.join(self.affiliations)}; add it to affiliations",
            rule="malformed-field",
        )
        return []

    def _orcid(self, written: str, location: Location) -> str | None:
        if not written.strip():
            return None
        found = identifiers.orcid(written)
        if found is None:
            self.reading.ledger.warn(
                f"'{written}' is no ORCID iD and is left out",
                location,
                "it has sixteen digits, like 0000-0002-1825-0097; check them",
                rule="malformed-orcid",
            )
        return found
