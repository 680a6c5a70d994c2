"""The review: what an editor would say of a document that can be built all the same.

One module a group of rules; each rule is a function from the document to findings. Which rules
there are, `presswork.rules` says.

- `manuscript`: the document, gone through once for all rules.
- `findings`: what a rule finds, and its very line.
- `citing`: works that are cited nowhere, or under two keys.
- `completeness` (with `publications`): what works lack for their type.
- `identifying`, `names`, `journals`, `entries`: what is odd in reference data.
- `translating`: what a translation lacks of its original.
- `structure`, `mentions`, `links`, `pictures`, `wording`: what is odd in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.review import (
    citing,
    completeness,
    entries,
    identifying,
    journals,
    links,
    mentions,
    names,
    pictures,
    structure,
    wording,
)
from presswork.review.findings import places
from presswork.review.manuscript import manuscript

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from presswork.document import Document
    from presswork.problems import Problem
    from presswork.review.findings import Finding
    from presswork.review.manuscript import Manuscript

_REVIEWERS: Final[tuple[Callable[[Manuscript], Iterator[Finding]], ...]] = (
    citing.uncited,
    citing.under_two_keys,
    completeness.incomplete,
    entries.capitals,
    entries.backward_pages,
    entries.future_dates,
    identifying.dois,
    identifying.isbns,
    identifying.issns,
    identifying.orcids,
    identifying.pubmed,
    journals.in_two_ways,
    names.in_references,
    names.in_front_matter,
    mentions.unmentioned,
    structure.skipped_levels,
    structure.empty_sections,
    links.insecure,
    links.broken,
    pictures.repeated_captions,
    pictures.file_names,
    wording.doubled_words,
)


def review(document: Document, today: datetime.date) -> tuple[Problem, ...]:
    """Return what all rules find in a document, as warnings.

    Args:
        document: read and numbered.
        today: the day, for what is told to lie ahead of it.
    """
    whole = manuscript(document, today)
    where = places(
        [
            *(block.location for block in whole.blocks),
            *(reference.location for reference in document.references),
        ]
    )
    return tuple(where.problem(finding) for reviewer in _REVIEWERS for finding in reviewer(whole))
