"""Citations as JSON, by csl-citation.json, the schema beside CSL 1.0.2.

Zotero and Mendeley keep them in the code of a field. What each adds of its own, the schema does not
know: the text that was shown last, by which they see whether somebody changed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork import csl_text
from presswork.inlines import CiteForm
from presswork.readers.locators import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.references.items import Value
    from presswork.inlines import CitationItem, Cite

    from .works import Work, Works

SCHEMA: Final = "https://resource.citationstyles.org/schema/latest/input/json/csl-citation.json"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation where it stands.

    Args:
        id: unique in the document, and the same each time.
        cite: the works and what is shown.
        note: the number of the note that it stands in; 0 in the text.
        names_authors: whether it names its authors itself even where its sentence does, as in the
            author's own notes in a note style.
    """

    id: str
    cite: Cite
    note: int
    names_authors: bool

    def suppresses(self, at: int) -> bool:
        """Tell whether an item is shown without its author, which stands in the sentence."""
        item = self.cite.items[at]
        in_sentence = self.cite.form is CiteForm.IN_TEXT and not at and not self.names_authors
        return item.suppress_author or in_sentence


def items(cluster: Cluster, works: Works, uris: Callable[[Work], list[str]]) -> list[Value]:
    """Return the items of a citation, each with all that is known of its work.

    Args:
        cluster: the citation.
        works: those of the document.
        uris: answers by which addresses the program knows a work again.
    """
    return [
        _item(item, cluster.suppresses(at), works[item.key], uris(works[item.key]))
        for at, item in enumerate(cluster.cite.items)
    ]


def _item(item: CitationItem, suppressed: bool, work: Work, uris: list[str]) -> Value:  # noqa: FBT001 - what the schema has
    made: dict[str, Value] = {"id": item.key, "uris": [*uris], "itemData": {**work.data}}
    if item.locator:
        made["locator"] = item.locator.value
        made["label"] = item.locator.label if item.locator.label in LABELS else "page"
    if item.prefix:
        made["prefix"] = csl_text.write(item.prefix)
    if item.suffix:
        made["suffix"] = csl_text.write(item.suffix)
    if suppressed:
        made["suppress-author"] = True
    return made
