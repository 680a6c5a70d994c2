"""Identifiers that cannot be right: of works, and of the document's authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork import identifiers
from presswork.review.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presswork.references import Reference
    from presswork.review.manuscript import Manuscript

_ISBN_LENGTHS: Final = (10, 13)
_BETWEEN: Final = re.compile(
    r"[,;/]|\bISBN(?:-1[03])?:?|\bISSN:?|\([^()]*\)|\band\b", re.IGNORECASE
)
_ASIDE: Final = re.compile(r"[A-Za-z]+\.?[0-9]{1,2}")
"""What is said of an ISBN: `v.1`, `pt2`."""

_DIGITS: Final = re.compile(r"[0-9Xx]")


def dois(manuscript: Manuscript) -> Iterator[Finding]:
    """Find DOIs that have not the form of one."""
    for work in manuscript.document.references:
        written = work.text("DOI")
        if written and not identifiers.is_doi(identifiers.bare_doi(written)):
            yield Finding(
                f"'{work.key}': '{written}' is no DOI",
                work.location,
                _advice_on_doi(identifiers.bare_doi(written)),
                quote=written,
                rule="malformed-doi",
            )


def _advice_on_doi(bare: str) -> str:
    found = re.search(r"10\.[0-9]{3,9}/\S*[^\s.,;:'\"\\)\]}>]", bare)
    if found and found.group() != bare and identifiers.is_doi(found.group()):
        return f"is it '{found.group()}'?"
    return "a DOI begins with 10., a number and a slash, like 10.1038/171737a0"


def isbns(manuscript: Manuscript) -> Iterator[Finding]:
    """Find ISBNs with a wrong check digit or length."""
    yield from _numbers(manuscript, "ISBN", identifiers.is_isbn, _several_isbns, "malformed-isbn")


def issns(manuscript: Manuscript) -> Iterator[Finding]:
    """Find ISSNs with a wrong check digit or length."""
    yield from _numbers(manuscript, "ISSN", identifiers.is_issn, _apart, "malformed-issn")


def pubmed(manuscript: Manuscript) -> Iterator[Finding]:
    """Find numbers of PubMed and PubMed Central that are none."""
    for work in manuscript.document.references:
        pmid, pmcid = work.text("PMID"), work.text("PMCID")
        if pmid and not identifiers.is_pmid(pmid):
            yield Finding(
                f"'{work.key}': '{pmid}' is no PubMed number",
                work.location,
                "write the number alone, for example 19872477",
                quote=pmid,
                rule="malformed-pmid",
            )
        if pmcid and not identifiers.is_pmcid(pmcid):
            yield Finding(
                f"'{work.key}': '{pmcid}' is no id of PubMed Central",
                work.location,
                "write PMC and the number, for example PMC3531190",
                quote=pmcid,
                rule="malformed-pmcid",
            )


def orcids(manuscript: Manuscript) -> Iterator[Finding]:
    """Find ORCID iDs of the document's authors with a wrong check digit."""
    for author in manuscript.document.metadata.authors:
        if author.orcid and identifiers.orcid(author.orcid) is None:
            yield Finding(
                f"'{author.orcid}' of {author.name} is no ORCID iD",
                manuscript.front,
                "it has sixteen digits, like 0000-0002-1825-0097; check them",
                quote=author.orcid,
                rule="malformed-orcid",
            )


def _numbers(
    manuscript: Manuscript,
    variable: str,
    is_right: Callable[[str], bool],
    apart: Callable[[str], list[str]],
    rule_id: str,
) -> Iterator[Finding]:
    for work in manuscript.document.references:
        written = work.text(variable)
        for number in apart(written) if written else ():
            if not is_right(number):
                yield _wrong_number(work, variable, number, written, rule_id)


def _wrong_number(
    work: Reference, variable: str, number: str, written: str, rule_id: str
) -> Finding:
    lengths = _ISBN_LENGTHS if variable == "ISBN" else (8,)
    count = len(_DIGITS.findall(number))
    if count in lengths:
        hint = "its last digit does not fit the others: one of them is mistyped"
    else:
        hint = f"it has {count} digits, not {' or '.join(map(str, lengths))}"
    return Finding(
        f"'{work.key}': '{number}' is no {variable}",
        work.location,
        hint,
        quote=written,
        rule=rule_id,
    )


def _apart(text: str) -> list[str]:
    """Return the numbers of a field that holds several, without what is said of each."""
    parts = (part.strip(" :.") for part in _BETWEEN.sub("\n", text).split("\n"))
    return [word for part in parts for word in part.split() if _DIGITS.search(word)]


def _several_isbns(text: str) -> list[str]:
    """Return the ISBNs of a field; spaces may stand between them, and within one."""
    found: list[str] = []
    for part in _BETWEEN.sub("\n", text).split("\n"):
        words = [word.strip(":.") for word in part.split()]
        words = [word for word in words if _DIGITS.search(word) and not _ASIDE.fullmatch(word)]
        whole = all(len(_DIGITS.findall(word)) in _ISBN_LENGTHS for word in words)
        found += words if whole else _joined(words)
    return found


def _joined(words: list[str]) -> list[str]:
    """Join words until each is as long as an ISBN; what is left over is a word of its own."""
    found: list[str] = []
    pending: list[str] = []
    for word in words:
        pending.append(word)
        count = len(_DIGITS.findall("".join(pending)))
        longer = pending[0].startswith(("978", "979"))
        if count >= max(_ISBN_LENGTHS) or (count == min(_ISBN_LENGTHS) and not longer):
            found.append(" ".join(pending))
            pending = []
    return [*found, " ".join(pending)] if pending else found
