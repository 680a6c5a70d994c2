"""Citations by persistent id, as manubot has them: `@doi:10.1371/…`, `@pmid:…`, `@url:…`, `@tag:x`.

A work is found by its key, or by a DOI, PubMed id, arXiv id, ISBN or address in its reference.
`[@tag]: doi:10.1371/…` gives an id another name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from markdown_it.common.utils import normalizeReference

from presswork.inlines import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presswork.references import Reference

_SYNONYMS: Final = {"pubmed": "pmid", "pmc": "pmcid", "https": "url", "http": "url", "raw": "raw"}
_VARIABLES: Final = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid", "URL": "url", "ISBN": "isbn"}
_STANDARD: Final = re.compile(r"standard_(?:id|citation): (\S+)")
_ARXIV: Final = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf)/|10\.48550/arxiv\.|^arxiv:)([\w.\-/]+)", re.IGNORECASE
)
_ARXIV_VERSION: Final = re.compile(r"v\d+$")


@dataclass(frozen=True, slots=True)
class Works:
    """Finds works by what citations call them.

    Args:
        keys: of all references.
        by_id: the keys by persistent ids, in lower case.
        tags: other names of ids, as the text defines them, by markdown-it's labels.
    """

    keys: frozenset[str] = frozenset()
    by_id: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, cited: str) -> str:
        """Return the key of the work that a citation means; what it says where none is known."""
        if cited in self.keys:
            return cited
        if not self.tags and ":" not in cited and not cited.startswith("10."):
            return cited
        name = cited.removeprefix("tag:")
        for label in (f"@{cited}", f"@tag:{name}", f"@{name}") if self.tags else ():
            known = self.tags.get(normalizeReference(label))
            if known is not None:
                name = known.removeprefix("@").removeprefix("tag:")
                break
        if name in self.keys:
            return name
        return self.by_id.get(_standard(name), name)


def works_of(references: Iterable[Reference], labels: object) -> Works:
    """Return what finds the works of references.

    Args:
        references: all that may be cited.
        labels: what markdown-it knows of `[label]: address`.
    """
    listed = tuple(references)
    by_id: dict[str, str] = {}
    for reference in listed:
        for identifier in _ids_of(reference):
            by_id.setdefault(identifier, reference.key)
    tags: dict[str, str] = {}
    if isinstance(labels, dict):
        for label, target in labels.items():
            if label.startswith("@") and isinstance(target, dict):
                tags[label] = unquote(str(target.get("href", "")))
    return Works(frozenset(reference.key for reference in listed), by_id, tags)


def _ids_of(reference: Reference) -> Iterator[str]:
    yield _standard(reference.key)
    for variable, prefix in _VARIABLES.items():
        if written := plain_text(reference.texts.get(variable, ())).strip():
            for one in written.split() if prefix == "isbn" else (written,):
                yield _standard(f"{prefix}:{one}")
            if found := _ARXIV.search(written):
                yield _standard(f"arxiv:{found.group(1)}")
    if found := _STANDARD.search(plain_text(reference.texts.get("note", ()))):
        yield _standard(found.group(1))


def _standard(identifier: str) -> str:
    """Return an id as it is compared: without what can be written in several ways."""
    prefix, colon, value = identifier.strip().partition(":")
    prefix = prefix.lower()
    if not colon:
        return f"doi:{prefix}" if prefix.startswith("10.") else prefix
    if prefix in {"http", "https"}:
        prefix, value = "url", value.lstrip("/")
    prefix = _SYNONYMS.get(prefix, prefix)
    value = value.strip().lower()
    match prefix:
        case "url":
            value = value.removeprefix("https://").removeprefix("http://").rstrip("/")
            value = value.removeprefix("www.")
        case "doi":
            value = value.removeprefix("https://doi.org/").removeprefix("http://dx.doi.org/")
        case "isbn":
            value = value.replace("-", "")
        case "arxiv":
            value = _ARXIV_VERSION.sub("", value)
        case "pmcid":
            value = value.removeprefix("pmc")
        case _:
            pass
    return f"{prefix}:{value}"
