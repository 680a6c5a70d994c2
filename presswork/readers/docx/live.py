"""Live citations: what reference managers and Word itself put behind the text they show.

- Zotero and Mendeley: the field `ADDIN ZOTERO_ITEM CSL_CITATION {…}` or `ADDIN CSL_CITATION {…}`,
  whose JSON is that of csl-citation.json (the schema beside CSL 1.0.2).
- Mendeley Cite: a content control whose tag is `MENDELEY_CITATION_v3_` and such JSON in base64.
- EndNote: the field `ADDIN EN.CITE <EndNote>…`, or the same in base64 in the field's data.
- Word: the field `CITATION tag`, whose works stand in a part of their own (22.6).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.inlines import CitationItem, Cite, CiteForm, Locator, Text
from presswork.readers import locators
from presswork.readers.references import endnote_xml

if TYPE_CHECKING:
    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.readers.docx.works import Works
    from presswork.readers.references.csl_json import Json

_BIBLIOGRAPHIES: Final = re.compile(
    r"\s*(?:ADDIN\s+(?:ZOTERO_BIBL|Mendeley Bibliography|CSL_BIBLIOGRAPHY|EN\.REFLIST)"
    r"|BIBLIOGRAPHY\b)",
    re.IGNORECASE,
)
_CSL: Final = re.compile(r"\s*ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(\{.*)", re.DOTALL)
_ENDNOTE: Final = re.compile(r"\s*ADDIN\s+EN\.CITE(?!\.DATA)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\s*CITATION\s+(.+)", re.DOTALL)
_MENDELEY: Final = "MENDELEY_CITATION_"
_OTHERS: Final = re.compile(
    r"\s*ADDIN\s+(?:CitaviPlaceholder|PAPERS2_CITATIONS|RW\.CITE|EN\.CITE\.DATA)"
)


def is_bibliography(code: str) -> bool:
    """Tell whether a field is the place of the list of references."""
    return _BIBLIOGRAPHIES.match(code) is not None


def is_bibliography_tag(tag: str) -> bool:
    """Tell the same of a content control by its tag."""
    return tag.startswith(("MENDELEY_BIBLIOGRAPHY", "CitaviBibliography"))


def is_citation(code: str) -> bool:
    """Tell whether a field is a citation whose works can be read."""
    return any(pattern.match(code) for pattern in (_CSL, _ENDNOTE, _WORD))


def is_foreign(code: str) -> bool:
    """Tell whether a field is a citation of a program whose data are not understood."""
    return _OTHERS.match(code) is not None and "EN.CITE.DATA" not in code


def of_field(code: str, data: str, works: Works, location: Location) -> Cite | None:
    """Return the citation of a field; None where it is not understood.

    Args:
        code: its instruction.
        data: what its `w:fldData` holds, in base64; may be empty.
        works: takes the works.
        location: where it is.
    """
    if found := _CSL.match(code):
        return _of_json(_parsed(found[1]), works, location)
    if _ENDNOTE.match(code):
        return _of_endnote(code, data, works, location)
    if found := _WORD.match(code):
        return _of_word(found[1], works, location)
    return None


def of_tag(tag: str, works: Works, location: Location) -> Cite | None:
    """Return the citation of a content control by its tag; None where it is none."""
    if not tag.startswith(_MENDELEY):
        return None
    encoded = tag.rpartition("_")[2]
    try:
        text = base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return _of_json(_parsed(text), works, location)


def _parsed(text: str) -> Json:
    try:
        data, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    found: Json = data
    return found


# ---- csl-citation.json


def _of_json(data: Json, works: Works, location: Location) -> Cite | None:
    if not isinstance(data, dict):
        return None
    cited = data.get("citationItems")
    items: list[CitationItem] = []
    in_text = False
    for each in cited if isinstance(cited, list) else ():
        if not isinstance(each, dict):
            continue
        uris = each.get("uris", each.get("uri"))
        names = [str(uri) for uri in uris] if isinstance(uris, list) else []
        key = works.add_csl(each.get("itemData"), names)
        if key is None:
            continue
        in_text = in_text or each.get("author-only") is True
        items.append(
            CitationItem(
                key,
                _before(_string(each, "prefix")),
                _after(_string(each, "suffix")),
                _locator(_string(each, "locator"), _string(each, "label")),
                each.get("suppress-author") in {True, "1"},
            )
        )
    if not items:
        return None
    form = CiteForm.IN_TEXT if in_text and len(items) == 1 else CiteForm.PARENTHETICAL
    return Cite(tuple(items), form, location=location)


def _string(data: dict[str, Json], name: str) -> str:
    value = data.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _before(text: str) -> Inlines:
    text = text.lstrip()
    if not text.strip():
        return ()
    return (Text(text if text.endswith((" ", "(", "[", "“")) else f"{text} "),)


def _after(text: str) -> Inlines:
    text = text.rstrip()
    if not text.strip():
        return ()
    return (Text(text if text.startswith((" ", ",", ";", ":", ".")) else f" {text}"),)


def _locator(value: str, label: str) -> Locator | None:
    if not value.strip():
        return None
    label = label or "page"
    return Locator(
        label if label in locators.LABELS else "page", value.strip().replace("\N{EN DASH}", "-")
    )


# ---- EndNote


def _of_endnote(code: str, data: str, works: Works, location: Location) -> Cite | None:
    markup = code[code.find("<EndNote") :] if "<EndNote" in code else _decoded(data)
    end = markup.rfind("</EndNote>")
    if end < 0:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(markup[: end + len("</EndNote>")].encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    items = []
    for cite in root.iter("Cite") if root is not None else ():
        record = cite.find("record")
        key = _endnote_work(record, works, location) if record is not None else None
        if key is None:
            continue
        items.append(
            CitationItem(
                key,
                _before(cite.findtext("Prefix") or ""),
                _after(cite.findtext("Suffix") or ""),
                _locator(cite.findtext("Pages") or "", "page"),
                cite.get("ExcludeAuth") == "1",
            )
        )
    return Cite(tuple(items), location=location) if items else None


def _decoded(data: str) -> str:
    try:
        content = base64.b64decode("".join(data.split()) + "==", validate=False)
    except (binascii.Error, ValueError):
        return ""
    for encoding in ("utf-16-le", "utf-8"):
        text = content.decode(encoding, "replace")
        if "<EndNote" in text:
            return text[text.find("<EndNote") :]
    return ""


def _endnote_work(record: etree._Element, works: Works, location: Location) -> str | None:
    markup = etree.tostring(record, encoding="unicode", with_tail=False)
    source = f"<xml><records>{markup}</records></xml>"
    found = endnote_xml.parse(source, location.path, works.ledger)
    if not found:
        return None
    number = record.findtext("rec-number") or found[0].key
    title = record.findtext(".//title//style") or record.findtext(".//title") or ""
    return works.add(found[0], [f"endnote:{number}:{title}"])


# ---- Word


_SWITCH: Final = re.compile(r'\\([a-zA-Z])\s*(?:"([^"]*)"|([^\s\\"]+))?')
_TAG: Final = re.compile(r'\s*(?:"([^"]+)"|([^\s\\"]+))')
_LABELS: Final = {"p": "page", "v": "volume"}


def _of_word(text: str, works: Works, location: Location) -> Cite | None:
    r"""Read `Smi20 \l 1033 \p 12 \f "see " \n \m Doe21` (17.16.5.9)."""
    items: list[CitationItem] = []
    for part in re.split(r"\\m\s", text):
        tag = _TAG.match(part)
        key = works.keys.get(f"word:{tag[1] or tag[2]}") if tag else None
        if tag is None or key is None:
            continue
        item = CitationItem(key)
        switches = {
            found[1]: found[2] or found[3] or "" for found in _SWITCH.finditer(part, tag.end())
        }
        locator = next(
            (
                _locator(switches[name], label)
                for name, label in _LABELS.items()
                if name in switches
            ),
            None,
        )
        items.append(
            CitationItem(
                item.key,
                _before(switches.get("f", "")),
                _after(switches.get("s", "")),
                locator,
                "n" in switches,
            )
        )
    return Cite(tuple(items), location=location) if items else None
