"""Locators: the `pp. 3-5` of `[@a, pp. 3-5]`, by the terms of CSL (1.0.2, "Locators")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.inlines import Locator

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS: Final = frozenset(
    {
        "act",
        "appendix",
        "article-locator",
        "book",
        "canon",
        "chapter",
        "column",
        "elocation",
        "equation",
        "figure",
        "folio",
        "issue",
        "line",
        "note",
        "opus",
        "page",
        "paragraph",
        "part",
        "rule",
        "scene",
        "section",
        "sub-verbo",
        "supplement",
        "table",
        "timestamp",
        "title-locator",
        "verse",
        "volume",
    }
)
"""The locator types of CSL 1.0.2, appendix III."""

_ENGLISH: Final = {
    "act": "act",
    "acts": "act",
    "appendix": "appendix",
    "app.": "appendix",
    "appendices": "appendix",
    "article": "article-locator",
    "art.": "article-locator",
    "book": "book",
    "books": "book",
    "bk.": "book",
    "bks.": "book",
    "canon": "canon",
    "chapter": "chapter",
    "chapters": "chapter",
    "chap.": "chapter",
    "chaps.": "chapter",
    "ch.": "chapter",
    "column": "column",
    "columns": "column",
    "col.": "column",
    "cols.": "column",
    "equation": "equation",
    "equations": "equation",
    "eq.": "equation",
    "eqs.": "equation",
    "figure": "figure",
    "figures": "figure",
    "fig.": "figure",
    "figs.": "figure",
    "folio": "folio",
    "folios": "folio",
    "fol.": "folio",
    "fols.": "folio",
    "number": "issue",
    "numbers": "issue",
    "no.": "issue",
    "nos.": "issue",
    "issue": "issue",
    "line": "line",
    "lines": "line",
    "l.": "line",
    "ll.": "line",
    "note": "note",
    "notes": "note",
    "n.": "note",
    "nn.": "note",
    "opus": "opus",
    "opera": "opus",
    "op.": "opus",
    "opp.": "opus",
    "page": "page",
    "pages": "page",
    "p.": "page",
    "pp.": "page",
    "paragraph": "paragraph",
    "paragraphs": "paragraph",
    "para.": "paragraph",
    "paras.": "paragraph",
    "¶": "paragraph",
    "¶¶": "paragraph",
    "part": "part",
    "parts": "part",
    "pt.": "part",
    "pts.": "part",
    "rule": "rule",
    "rules": "rule",
    "scene": "scene",
    "scenes": "scene",
    "section": "section",
    "sections": "section",
    "sec.": "section",
    "secs.": "section",
    "sect.": "section",
    "§": "section",
    "§§": "section",
    "sub verbo": "sub-verbo",
    "sub verbis": "sub-verbo",
    "s.v.": "sub-verbo",
    "s.vv.": "sub-verbo",
    "supplement": "supplement",
    "supp.": "supplement",
    "table": "table",
    "tables": "table",
    "tab.": "table",
    "tbl.": "table",
    "timestamp": "timestamp",
    "title": "title-locator",
    "verse": "verse",
    "verses": "verse",
    "v.": "verse",
    "vv.": "verse",
    "volume": "volume",
    "volumes": "volume",
    "vol.": "volume",
    "vols.": "volume",
}

_CSL: Final = "{http://purl.org/net/xbiblio/csl}"

# Each is matched at one position of a suffix, never over a file.
_ROMAN: Final = r"[ivxlcdmIVXLCDM]+"
_NUMBERED: Final = r"[^\s,;&\d\-–—]*\d[^\s,;&]*"
_DASH: Final = r"\s?(?:-{1,3}|–|—)\s?"
_UNIT: Final = rf"(?:{_NUMBERED}|{_ROMAN}\b)(?:{_DASH}(?:{_NUMBERED}|{_ROMAN}\b))*"
_FOLLOWING: Final = r"(?:\s(?:ff?|sqq?)\b\.?)?"
_LABELLED_VALUE: Final = re.compile(
    rf"{_UNIT}{_FOLLOWING}(?:(?:,\s|\s?&\s|\sand\s){_UNIT}{_FOLLOWING})*"
)
_BARE_VALUE: Final = re.compile(
    rf"\d[^\s,;&]*(?:{_DASH}\d[^\s,;&]*)*{_FOLLOWING}(?:(?:,\s|\s?&\s)\d[^\s,;&]*)*"
)
_ROMAN_ALONE: Final = re.compile(rf"{_ROMAN}(?:{_DASH}{_ROMAN})*\s*$")
_DASHES: Final = re.compile(_DASH)
_OPENING: Final = re.compile(r"\s*,?\s*")


@dataclass(frozen=True, slots=True)
class Located:
    """What a suffix begins with.

    Args:
        locator: None where it begins with none.
        end: the position in the suffix where the rest begins.
    """

    locator: Locator | None
    end: int


def _locale_file(language: str) -> str | None:
    """Return the name of the CSL locale nearest to a language tag, if there is one."""
    names = {
        item.name.removeprefix("locales-").removesuffix(".xml").lower(): item.name
        for item in files("citeproc").joinpath("data", "locales").iterdir()
        if item.name.endswith(".xml")
    }
    tag = language.lower()
    base = tag.split("-")[0]
    if tag in names:
        return names[tag]
    wanted = f"{base}-{base}"
    near = sorted(name for name in names if name.split("-")[0] == base)
    return names.get(wanted) or (names[near[0]] if near else None)


@cache
def terms(language: str) -> Mapping[str, str]:
    """Return the words for locators, with the label each stands for.

    Args:
        language: a BCP 47 tag; its CSL locale's terms are understood beside the English ones.
    """
    found: dict[str, str] = {}
    name = None if language.lower().startswith("en") else _locale_file(language)
    if name:
        content = files("citeproc").joinpath("data", "locales", name).read_bytes()
        for term in etree.fromstring(content).iter(f"{_CSL}term"):
            label = str(term.get("name", "")).replace(" ", "-")
            if label not in LABELS:
                continue
            for form in (term, *term):
                word = (form.text or "").strip().lower()
                if word:
                    found.setdefault(word, label)
    return _ENGLISH | found


def asks_for_page(text: str, language: str) -> bool:
    """Tell whether a text is the word for a page and nothing else, as in `[@fig:x, p.]`.

    Args:
        text: what follows the key of a cross-reference.
        language: a BCP 47 tag.
    """
    word = text.strip().removeprefix(",").strip().lower()
    known = terms(language)
    return bool(word) and "page" in (known.get(word), known.get(word.rstrip(".")))


_LONGEST_WORD: Final = 60
"""More characters than a word for a locator has, with the one after it."""


@cache
def _by_initial(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words for locators by their first characters."""
    found: dict[str, tuple[str, ...]] = {}
    for word in terms(language):
        found[word[:1]] = (*found.get(word[:1], ()), word)
    return found


def _label_at(text: str, start: int, language: str) -> tuple[str, int] | None:
    """Return the label that begins at a position, and the position after it."""
    rest = text[start : start + _LONGEST_WORD].lower()
    best = ""
    known = terms(language)
    for word in _by_initial(language).get(rest[:1], ()):
        if len(word) > len(best) and rest.startswith(word):
            following = rest[len(word) : len(word) + 1]
            if not (word[-1].isalnum() and following.isalnum()):
                best = word
    if not best:
        return None
    end = start + len(best)
    if best[-1].isalnum() and text[end : end + 1] == ".":
        end += 1
    while text[end : end + 1].isspace():
        end += 1
    return known[best], end


def _sub_verbo_end(text: str, start: int) -> int:
    """Return where a headword ends: at its closing quotation mark, a comma, or the end."""
    if text[start : start + 1] in {'"', "“"}:
        closing = {'"': '"', "“": "”"}[text[start]]
        found = text.find(closing, start + 1)
        if found >= 0:
            return found + 1
    comma = text.find(",", start)
    return comma if comma >= 0 else len(text)


def _braced(text: str, start: int, language: str) -> Located:
    """Read the explicit locator of `@a{pp. iv, vi-xi}`; empty braces say there is none."""
    end = text.find("}", start)
    if end < 0:
        return Located(None, 0)
    inner = text[start + 1 : end].strip()
    if not inner:
        return Located(None, end + 1)
    found = _label_at(inner, 0, language)
    label, value_start = found or ("page", 0)
    return Located(Locator(label, inner[value_start:].strip()), end + 1)


def split(suffix: str, language: str) -> Located:
    """Take the locator off the beginning of what follows a key in a citation.

    Args:
        suffix: as written, for example `, pp. 3-5, emphasis added`.
        language: a BCP 47 tag.
    """
    if not suffix or suffix.isspace():
        return Located(None, 0)
    opening = _OPENING.match(suffix)
    start = opening.end() if opening else 0
    if suffix[start : start + 1] == "{":
        return _braced(suffix, start, language)
    found = _label_at(suffix, start, language)
    if found:
        label, value_start = found
        if label == "sub-verbo":
            end = _sub_verbo_end(suffix, value_start)
        else:
            value = _LABELLED_VALUE.match(suffix, value_start)
            end = value.end() if value else value_start
    else:
        label, value_start = "page", start
        bare = _BARE_VALUE.match(suffix, start) or _ROMAN_ALONE.match(suffix, start)
        end = bare.end() if bare else start
    text = suffix[value_start:end].strip().strip('"“”')
    if not text.endswith("f."):
        text = text.rstrip(".")
    if not text:
        return Located(None, 0)
    return Located(Locator(label, _DASHES.sub("-", text)), end)
