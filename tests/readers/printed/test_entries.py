"""Entries of lists of references, as the widespread styles print them, become references."""

from __future__ import annotations

import pytest

from presswork import csl_text
from presswork.inlines import Link, Text, plain_text
from presswork.readers.printed import entries


def told(printed: str) -> str:
    """Return what is read: the type, the authors, the year and the variables."""
    read = entries.read("key", csl_text.parse(printed))
    people = "; ".join(
        name.literal or f"{name.non_dropping_particle} {name.family}, {name.given}".strip()
        for name in read.names.get("author", ())
    )
    date = read.dates.get("issued")
    year = str(date.start.year) if date and date.start else "–"
    texts = " | ".join(f"{name}={plain_text(text)}" for name, text in sorted(read.texts.items()))
    return f"{read.type}: {people} ({year}) {texts}"


DOE = "Doe, J.; Roe, R. A. (2001)"
PARTS = "page=10-19 | title=On waiting | volume=2"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "1. Doe J, Roe RA. On waiting. Cell Ex. 2001;2(1):10-19. doi:10.1234/def",
            f"article-journal: {DOE} DOI=10.1234/def | container-title=Cell Ex | issue=1 | {PARTS}",
        ),
        (
            "Doe J., Roe R.A. On waiting. <i>Cell Ex.</i> 2001;2:10–19.",
            f"article-journal: {DOE} container-title=Cell Ex | {PARTS}",
        ),
        (
            (
                "Doe, J., & Roe, R. A. (2001). On waiting. <i>Cell Ex</i>, <i>2</i>(1), 10–19. "
                "https://doi.org/10.1234/def"
            ),
            f"article-journal: {DOE} DOI=10.1234/def | container-title=Cell Ex | issue=1 | {PARTS}",
        ),
        (
            "Doe, J. & Roe, R. A. On waiting. <i>Cell Ex.</i> <b>2</b>, 10–19 (2001).",
            f"article-journal: {DOE} container-title=Cell Ex | {PARTS}",
        ),
        (
            "Doe, J.; Roe, R.A. On waiting. <i>Cell Ex</i> <b>2001</b>, <i>2</i>, 10–19.",
            f"article-journal: {DOE} container-title=Cell Ex | {PARTS}",
        ),
        (
            (
                "[7] J. Doe and R. A. Roe, “On waiting,” <i>Cell Ex</i>, vol. 2, no. 1, pp. 10–19, "
                "Jan. 2001."
            ),
            f"article-journal: {DOE} container-title=Cell Ex | issue=1 | {PARTS}",
        ),
        (
            "Doe, Jane, and Rita van Roe. 2001. “On waiting.” <i>Cell Ex</i> 2 (May): 10–19.",
            f"article-journal: Doe, Jane; van Roe, Rita (2001) container-title=Cell Ex | {PARTS}",
        ),
        (
            "Doe J, Roe RA, et al. On waiting. Cell Ex. 2001;2:10-19. PMID: 12345678.",
            (
                "article-journal: Doe, J.; Roe, R. A.; et al. (2001) PMID=12345678 | "
                f"container-title=Cell Ex | {PARTS}"
            ),
        ),
        (
            "Poe E. The book of time. 2nd ed. Exampleton: Example Press; 2004.",
            (
                "book: Poe, E. (2004) edition=2 | publisher=Example Press | "
                "publisher-place=Exampleton | title=The book of time"
            ),
        ),
        (
            "Poe, E. (2004). <i>The book of time</i> (2nd ed.). Example Press.",
            "book: Poe, E. (2004) edition=2 | publisher=Example Press | title=The book of time",
        ),
    ],
)
def test_entry_of_a_widespread_style(printed: str, read: str) -> None:
    assert told(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "World Society of Patience. Annual report. Available online: https://example.org/r.",
            (
                "document:  (–) URL=https://example.org/r | "
                "title=World Society of Patience. Annual report."
            ),
        ),
        (
            "Doe J. Waiting in Phys. Rev. Lett. 99, 1234 (2007).",
            "document: Doe, J. (2007) title=Waiting in Phys. Rev. Lett. 99, 1234 (2007).",
        ),
        (
            "arXiv:1708.00006",
            "document:  (–) URL=https://arxiv.org/abs/1708.00006 | title=arXiv:1708.00006",
        ),
        ("", "document:  (–) title=key"),
    ],
)
def test_other_entries_keep_their_words(printed: str, read: str) -> None:
    assert told(printed) == read


def test_links_to_services_give_identifiers_and_go() -> None:
    content = (
        Text("Doe J. On waiting. Cell Ex. 2001;2:1. ["),
        Link("https://doi.org/10.1234%2Fdef", (Text("Article"),)),
        Text("] ["),
        Link("https://pubmed.ncbi.nlm.nih.gov/12345678/", (Text("PubMed"),)),
        Text("] ["),
        Link("https://scholar.google.com/x", (Text("Google Scholar"),)),
        Text("]"),
    )
    read = entries.read("key", content)
    texts = {name: plain_text(text) for name, text in read.texts.items()}
    assert (texts["DOI"], texts["PMID"]) == ("10.1234/def", "12345678")
    assert texts["title"] == "On waiting"
    assert texts["page"] == "1"


def test_long_entry_is_read_in_linear_time() -> None:
    entries.read("key", (Text("Smith A, " * 20_000 + "2001. " + "x. " * 20_000),))
