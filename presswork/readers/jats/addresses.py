"""Addresses: what stands in `xlink:href`, as an address that a reader can open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presswork.identifiers import bare_doi, is_doi
from presswork.readers.jats.elements import attribute, href

if TYPE_CHECKING:
    from lxml import etree

DOI: Final = "https://doi.org/"
_INFO_DOI: Final = "info:doi/"
_SCHEME: Final = re.compile(r"(?:https?|ftp|mailto):", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#].*)?", re.IGNORECASE)
_BY_TYPE: Final = {
    "doi": DOI,
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "orcid": "https://orcid.org/",
    "clinicaltrials.gov": "https://clinicaltrials.gov/study/",
    "arxiv": "https://arxiv.org/abs/",
}
"""What stands before a name that `ext-link-type` says the kind of."""


def doi_address(doi: str) -> str:
    """Return the address of a DOI."""
    return DOI + quote(bare_doi(doi), safe="/:;()@!$&'*+,=-._~")


def web_address(reference: str, kind: str = "") -> str:
    """Return the address that a reference means; empty where it is none.

    Args:
        reference: what stands in `xlink:href`: an address, `info:doi/…`, or a bare name.
        kind: what `ext-link-type` says of it.
    """
    reference = "".join(reference.split())
    if reference.lower().startswith(_INFO_DOI):
        return doi_address(reference[len(_INFO_DOI) :])
    if _SCHEME.match(reference):
        return _safe(reference)
    if is_doi(bare_doi(reference)):
        return doi_address(reference)
    before = _BY_TYPE.get(kind.lower())
    if before and reference and ":" not in reference:
        return before + quote(reference, safe="/:;()@!$&'*+,=-._~")
    if reference.startswith("//"):
        return "https:" + reference
    return f"http://{reference}" if _HOST.fullmatch(reference) and kind != "" else ""


def _safe(address: str) -> str:
    """Return an address as it is written today, where it is known to lead to the same page."""
    doi = bare_doi(address)
    if doi != address and is_doi(doi):
        return doi_address(doi)
    insecure = address.lower().startswith(("http://creativecommons.org/", "http://orcid.org/"))
    return f"https{address[4:]}" if insecure else address


def link_of(element: etree._Element) -> str:
    """Return the address that an element links to; empty where it links to none."""
    return web_address(href(element), attribute(element, "ext-link-type") or "uri")
