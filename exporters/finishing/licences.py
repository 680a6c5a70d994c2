"""The addresses of licences by their names, as documents give them."""

from __future__ import annotations

import re
from typing import Final

_CREATIVE_COMMONS: Final = re.compile(
    r"\b(?:CC|Creative[\s-]+Commons)[\s-]+"
    r"(?P<terms>BY(?:[\s-]+(?:NC[\s-]+(?:SA|ND)|NC|SA|ND))?)"
    r"[\s-]+(?:v(?:ersion)?[\s-]*)?(?P<version>[1-4]\.\d)\b",
    re.IGNORECASE,
)
_TERMS: Final = (
    ("attribution", "by"),
    ("noncommercial", "nc"),
    ("noderivatives", "nd"),
    ("noderivs", "nd"),
    ("sharealike", "sa"),
)
"""The terms of Creative Commons in full, and in addresses."""

_IN_FULL: Final = re.compile(
    r"\bAttribution[\w\s-]*?[\s-](?:v(?:ersion)?[\s-]*)?(?P<version>[1-4]\.\d)\b", re.IGNORECASE
)
_ZERO: Final = re.compile(r"\bCC[\s-]?(?:0|zero)\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"')]+")
_SOFTWARE: Final = re.compile(
    r"(?:MIT|Apache-2\.0|BSD-[23]-Clause|[AL]?GPL-[23]\.[01](?:-only|-or-later)?|MPL-2\.0|"
    r"GFDL-1\.[123](?:-only|-or-later)?|OGL-UK-[123]\.0|ODbL-1\.0|0BSD|ISC|Unlicense)"
)
"""Names of the SPDX License List, each of which has a page there."""

PUBLIC_DOMAIN: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


def address_of(licence: str) -> str:
    """Return where a licence can be read; empty where its name is not known.

    Args:
        licence: its short name (`CC BY 4.0`, `MIT`), its name in full, or its address.
    """
    if found := _ADDRESS.search(licence):
        return found[0].rstrip(".,;")
    if _ZERO.search(licence):
        return PUBLIC_DOMAIN
    if found := _CREATIVE_COMMONS.search(licence):
        terms = re.sub(r"[\s-]+", "-", found["terms"].lower())
        return f"https://creativecommons.org/licenses/{terms}/{found['version']}/"
    if found := _IN_FULL.search(licence):
        words = re.sub(r"[\s-]+", "", found[0].lower())
        terms = "-".join(dict.fromkeys(short for name, short in _TERMS if name in words))
        return f"https://creativecommons.org/licenses/{terms}/{found['version']}/"
    if _SOFTWARE.fullmatch(licence.strip()):
        return f"https://spdx.org/licenses/{licence.strip()}.html"
    return ""
