"""The rules: the kinds of things that can be wrong, each with a name that stays.

A warning that names a rule can be turned off, in the front matter (`check: {off: [missing-doi]}`)
and for one run (`check --off missing-doi`). An error cannot: without what it is about, nothing is
made.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from presswork.problems import Severity, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.problems import Problem


class Topic(Enum):
    """What rules are about; the value is their heading in a list."""

    CITING = "Citing"
    REFERENCES = "Reference data"
    IDENTIFIERS = "Identifiers"
    STRUCTURE = "Structure"
    TEXT = "Text, links and pictures"
    BUILDING = "Told when building, too"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of thing that can be wrong.

    Args:
        id: its name, in kebab-case; it never changes.
        topic: what it is about.
        says: what is found by it, in a line.
        remedy: what to do about it in general, in a line.
    """

    id: str
    topic: Topic
    says: str
    remedy: str


_TABLE: Final = (
    Rule(
        "uncited-reference",
        Topic.CITING,
        "A work of the reference files is neither cited nor listed by nocite.",
        "Cite it, list it with nocite, or delete it from the file.",
    ),
    Rule(
        "duplicate-work",
        Topic.CITING,
        "Two keys stand for one work: one DOI, or one title, year and first author.",
        "Keep one of the entries, and cite its key everywhere.",
    ),
    Rule(
        "missing-title",
        Topic.REFERENCES,
        "A work has no title.",
        "Add it to the entry.",
    ),
    Rule(
        "missing-author",
        Topic.REFERENCES,
        "An article, a book, a chapter or a thesis has no author and no editor.",
        "Add the names; an institution can be an author.",
    ),
    Rule(
        "missing-year",
        Topic.REFERENCES,
        "A published work has no date.",
        "Add the year, or say that it is in press: a status, or the date's words.",
    ),
    Rule(
        "missing-container",
        Topic.REFERENCES,
        "An article has no journal, a chapter no book, a conference paper no proceedings.",
        "Add the name of what it was published in.",
    ),
    Rule(
        "missing-volume",
        Topic.REFERENCES,
        "A journal article has neither a volume nor an issue.",
        "Add the volume.",
    ),
    Rule(
        "missing-pages",
        Topic.REFERENCES,
        "A journal article has no pages and no article number, or a chapter has no pages.",
        "Add the pages; an article's number stands in their place.",
    ),
    Rule(
        "missing-doi",
        Topic.REFERENCES,
        "A journal article of 2000 or later has no DOI.",
        "Look it up at https://search.crossref.org; not every journal has DOIs.",
    ),
    Rule(
        "missing-publisher",
        Topic.REFERENCES,
        "A book, a chapter, a report or a thesis has no publisher, institution or school.",
        "Add it to the entry.",
    ),
    Rule(
        "missing-editor",
        Topic.REFERENCES,
        "A chapter of a collection has no editor.",
        "Add the editors of the book.",
    ),
    Rule(
        "missing-url",
        Topic.REFERENCES,
        "A web page, software or a data set has neither an address nor a DOI.",
        "Add where it is found.",
    ),
    Rule(
        "missing-accessed",
        Topic.REFERENCES,
        "A web page without a date has no day on which it was looked at.",
        "Add the day: accessed, or urldate in BibLaTeX.",
    ),
    Rule(
        "all-caps-title",
        Topic.REFERENCES,
        "A title is written in capital letters alone.",
        "Write it as a sentence; styles that want capitals make them.",
    ),
    Rule(
        "journal-name-variants",
        Topic.REFERENCES,
        "One journal is named in two ways, for example in full and abbreviated.",
        "Name it in one way; the short name has a field of its own (container-title-short).",
    ),
    Rule(
        "authors-in-one-name",
        Topic.REFERENCES,
        "The names of several people stand in one name.",
        "Give each person an entry of the list; BibTeX separates them with and.",
    ),
    Rule(
        "backward-pages",
        Topic.REFERENCES,
        "A range of pages ends before it begins.",
        "Look the pages up.",
    ),
    Rule(
        "future-date",
        Topic.REFERENCES,
        "A work is of a year that lies ahead, or was looked at on a day that does.",
        "Look the date up.",
    ),
    Rule(
        "malformed-doi",
        Topic.IDENTIFIERS,
        "What stands as a DOI cannot be one.",
        "Write it as it begins with 10., without an address before and signs after it.",
    ),
    Rule(
        "malformed-isbn",
        Topic.IDENTIFIERS,
        "The check digit of an ISBN is wrong, or its length.",
        "Look it up in the book or a catalogue.",
    ),
    Rule(
        "malformed-issn",
        Topic.IDENTIFIERS,
        "The check digit of an ISSN is wrong, or its length.",
        "Look it up at https://portal.issn.org.",
    ),
    Rule(
        "malformed-orcid",
        Topic.IDENTIFIERS,
        "The check digit of an author's ORCID iD is wrong, or its length.",
        "Look it up at https://orcid.org.",
    ),
    Rule(
        "malformed-pmid",
        Topic.IDENTIFIERS,
        "What stands as a PubMed number cannot be one.",
        "Write the number alone, for example 19872477.",
    ),
    Rule(
        "malformed-pmcid",
        Topic.IDENTIFIERS,
        "What stands as an id of PubMed Central cannot be one.",
        "Write PMC and the number, for example PMC3531190.",
    ),
    Rule(
        "unmentioned-figure",
        Topic.STRUCTURE,
        "The text never mentions a numbered figure.",
        "Refer to it where it belongs: @fig:x.",
    ),
    Rule(
        "unmentioned-table",
        Topic.STRUCTURE,
        "The text never mentions a numbered table.",
        "Refer to it where it belongs: @tbl:x.",
    ),
    Rule(
        "unmentioned-equation",
        Topic.STRUCTURE,
        "The text never mentions a numbered equation.",
        "Refer to it where it belongs: @eq:x; or take its number away.",
    ),
    Rule(
        "unmentioned-listing",
        Topic.STRUCTURE,
        "The text never mentions a numbered listing.",
        "Refer to it where it belongs: @lst:x.",
    ),
    Rule(
        "skipped-heading-level",
        Topic.STRUCTURE,
        "A heading stands two levels or more below the heading before it.",
        "Use the level between: screen readers and tables of contents go by levels.",
    ),
    Rule(
        "empty-section",
        Topic.STRUCTURE,
        "Nothing stands below a heading.",
        "Write the section, or delete its heading.",
    ),
    Rule(
        "insecure-link",
        Topic.TEXT,
        "A link is not https.",
        "Write https:// and see that it leads to the same page.",
    ),
    Rule(
        "broken-link",
        Topic.TEXT,
        "A link cannot work as it is written.",
        "Copy the address anew from the browser.",
    ),
    Rule(
        "alt-repeats-caption",
        Topic.TEXT,
        "The alternative text of a picture says the same as its caption.",
        "Say what is to be seen; the caption is read aloud anyway.",
    ),
    Rule(
        "alt-is-file-name",
        Topic.TEXT,
        "The alternative text of a picture is the name of its file.",
        "Say what is to be seen.",
    ),
    Rule(
        "doubled-word",
        Topic.TEXT,
        "A word such as 'the' stands twice in a row.",
        "Delete one of the two.",
    ),
    Rule(
        "unknown-citation-key",
        Topic.BUILDING,
        "A key is cited that the reference files do not have.",
        "Correct the key, or add the work.",
    ),
    Rule(
        "unlisted-reference",
        Topic.BUILDING,
        "A work is cited that none of the lists of references shows.",
        "Select it in a list, or add a list of all.",
    ),
    Rule(
        "duplicate-key",
        Topic.BUILDING,
        "A key is given to two entries.",
        "Give one of them another key, or delete the copy.",
    ),
    Rule(
        "unknown-field",
        Topic.BUILDING,
        "The front matter has a field that nothing knows.",
        "Correct its name, or delete it.",
    ),
    Rule(
        "malformed-field",
        Topic.BUILDING,
        "A field of the front matter has a value of another kind than it takes.",
        "Write it as the message says.",
    ),
    Rule(
        "malformed-date",
        Topic.BUILDING,
        "The document's date is not understood.",
        "Write it like 2022-06-29.",
    ),
    Rule(
        "unknown-rule",
        Topic.BUILDING,
        "The front matter turns off a rule that does not exist.",
        "Correct its name, or delete it.",
    ),
    Rule(
        "missing-figure",
        Topic.BUILDING,
        "The file of a picture is not there, or lies where the document may not read.",
        "Correct its path.",
    ),
    Rule(
        "unreadable-figure",
        Topic.BUILDING,
        "The file of a picture is of a kind that is not understood, or broken.",
        "Save it in another format.",
    ),
    Rule(
        "missing-alt-text",
        Topic.BUILDING,
        "A picture has no alternative text.",
        "Say what it shows, or that it is decoration: an empty text.",
    ),
    Rule(
        "dead-link",
        Topic.BUILDING,
        "A link leads to a place that the document does not have.",
        "Correct its id.",
    ),
    Rule(
        "dead-cross-reference",
        Topic.BUILDING,
        "A cross-reference leads nowhere, or to what has no number.",
        "Correct its id, or give what it leads to a caption.",
    ),
    Rule(
        "duplicate-id",
        Topic.BUILDING,
        "An id is given twice.",
        "Give one of the two another id.",
    ),
    Rule(
        "unused-note",
        Topic.BUILDING,
        "A note is mentioned nowhere.",
        "Write its mark where it belongs, or delete it.",
    ),
    Rule(
        "undefined-note",
        Topic.BUILDING,
        "The mark of a note stands without the note.",
        "Define it.",
    ),
)

RULES: Final = {rule.id: rule for rule in _TABLE}
"""All rules by their ids, in the order in which a list shows them."""


def wanted(
    problems: Iterable[Problem], off: frozenset[str], only: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Return the problems without the warnings that are not wanted; errors stay.

    Args:
        problems: errors and warnings.
        off: ids of the rules whose warnings go.
        only: ids of the rules whose warnings stay, and no others; empty for all.
    """
    return tuple(
        problem
        for problem in problems
        if problem.severity is Severity.ERROR
        or (problem.rule not in off and (not only or problem.rule in only))
    )


def hint_for(unknown: str) -> str:
    """Return what to say to who wrote the id of a rule that does not exist."""
    return did_you_mean(unknown, RULES) or "python build.py check --rules lists all rules"
