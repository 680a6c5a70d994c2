"""Links that are not https, and links that cannot work as they are written."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presswork.identifiers import bare_doi
from presswork.inlines import NESTING, Link, Text
from presswork.review.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.review.manuscript import Manuscript

_NO_NETWORK: Final = (
    ".local",
    ".localhost",
    ".test",
    ".internal",
    ".invalid",
    ".example",
    ".onion",
)
_EXAMPLES: Final = ("example.com", "example.org", "example.net")
_NAMESPACE: Final = re.compile(r"http://(?:www\.)?w3\.org/(?:[0-9]{4}|ns)/")
"""Names of XML namespaces, which are http for ever."""

_MISTYPED: Final = re.compile(
    r"(?:https?:/?(?=[^/])|https?//|https?:/{3,}"
    r"|(?:ht?t?ps?|htttps?|hhttps?|ttps?|htpps?|httpss|hpp?ts?)(?<!^http)(?<!^https)://)\S*",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?<![\w/.:@+-])(?:https?|ftp)[:/]/\S+", re.IGNORECASE)
"""An address in the text that no link was made of."""

_FORBIDDEN: Final = re.compile(r"[\s<>\\^`{|}\"]|%5C|%60|%3C|%3E|%7B|%7D", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"X{4,}|\bTODO\b|\bTBD\b|\bFIXME\b|zenodo\.0{4,}")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def insecure(manuscript: Manuscript) -> Iterator[Finding]:
    """Find links to the network that are not https, in the text and in listed works."""
    for of, target, place in _targets(manuscript):
        parts = _parts(target)
        if parts is None or _complaint(target) or not _is_insecure(*parts, target):
            continue
        yield Finding(
            f"{of}the link '{target}' is not https",
            place,
            _advice(target),
            quote=target,
            rule="insecure-link",
        )


def broken(manuscript: Manuscript) -> Iterator[Finding]:
    """Find links that cannot work as they are written, in the text and in listed works."""
    for of, target, place in _targets(manuscript):
        complaint = _complaint(target)
        if complaint:
            yield Finding(
                f"{of}the link '{target}' {complaint}",
                place,
                "copy the address anew from the browser",
                quote=target,
                rule="broken-link",
            )


def _targets(manuscript: Manuscript) -> Iterator[tuple[str, str, Location | None]]:
    """Yield each link: whose it is, its target, its place."""
    for passage in manuscript.passages:
        for target in _in_text(passage.inlines):
            if not target.startswith("#"):
                yield "", target, passage.location
    for work in manuscript.listed:
        if target := work.text("URL"):
            yield f"'{work.key}': ", target, work.location


def _in_text(inlines: Inlines) -> Iterator[str]:
    """Yield the targets of links, and addresses that stand in the text as they are."""
    for inline in inlines:
        match inline:
            case Link(target=target):
                yield target
            case Text(text):
                for found in _BARE.findall(text):
                    yield _without_stop(found)
            case _ if isinstance(inline, NESTING):
                yield from _in_text(inline.children)
            case _:
                pass


def _without_stop(address: str) -> str:
    """Return an address without the signs of the sentence after it."""
    bare = address.rstrip(
        ".,;:!?'\"*_\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    )
    unopened = {
        closing: bare.count(closing) - bare.count(opening) for opening, closing in ("()", "[]")
    }
    end = len(bare)
    while end and unopened.get(bare[end - 1], 0) > 0:
        end -= 1
        unopened[bare[end]] -= 1
    return bare[:end]


def _parts(target: str) -> tuple[str, str] | None:
    """Return the scheme and the host of an address; None where it cannot be taken apart."""
    try:
        parts = urlsplit(target)
        return parts.scheme.lower(), (parts.hostname or "").lower()
    except ValueError:
        return None


def _is_insecure(scheme: str, host: str, target: str) -> bool:
    if scheme not in {"http", "ftp"} or _NAMESPACE.match(target):
        return False
    if "." not in host or host.endswith((*_NO_NETWORK, *_EXAMPLES)):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True


def _advice(target: str) -> str:
    doi = bare_doi(target)
    if doi != target:
        return f"write https://doi.org/{doi}"
    if target.lower().startswith("ftp:"):
        return "browsers open ftp no more: find the file's address on the web"
    return f"write https{target[4:]}, and see that it leads to the same page"


def _complaint(target: str) -> str:
    """Return what is wrong with a link's target; empty where nothing is."""
    if _PLACEHOLDER.search(target):
        return "is a placeholder"
    if target.lower().startswith(("http://", "https://")):
        return _complaint_on_address(target)
    if target.lower().startswith("mailto:"):
        return "" if "@" in target else "names no mailbox"
    if target.lower().startswith("www."):
        return "has no https://"
    return "begins with a mistyped https://" if _MISTYPED.fullmatch(target) else ""


def _complaint_on_address(target: str) -> str:
    parts = _parts(target)
    if parts is None or not parts[1]:
        return "names no host"
    host = parts[1]
    if host in {"http", "https"}:
        return "begins with https:// twice"
    if host.endswith(".") or ".." in host or host.startswith((".", "-")):
        return f"names the host '{host}', which cannot be"
    if found := _FORBIDDEN.search(target):
        return f"holds '{found.group()}', which no address does"
    if target.endswith((".", ",", ";", ":", "'", "!")):
        return f"ends with '{target[-1]}', which belongs to the sentence"
    if target.endswith(")") and target.count(")") > target.count("("):
        return "ends with ')', which belongs to the sentence"
    if bare_doi(target) in {"", "10."} and "doi.org" in host:
        return "names no DOI"
    return ""
