"""EndNote's XML. Its fields are those of RIS under other names; runs of `<style>` are rich text."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.inlines import Emphasis, Strong, Subscript, Superscript, Text, Underline, plain_text
from presswork.problems import Location
from presswork.readers.references import drafts, ris_record, ris_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from presswork.inlines import Inline, Inlines
    from presswork.problems import Ledger
    from presswork.readers.references.drafts import Draft
    from presswork.references import Reference

TAGS: Final = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "A4",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "titles/short-title": "ST",
    "titles/translated-title": "TT",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "JA",
    "alt-periodical/full-title": "J1",
    "alt-periodical/abbr-1": "J2",
    "pages": "SP",
    "volume": "VL",
    "number": "IS",
    "issue": "IS",
    "edition": "ET",
    "section": "SE",
    "num-vols": "NV",
    "keywords/keyword": "KW",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "orig-pub": "OP",
    "isbn": "SN",
    "accession-num": "AN",
    "call-num": "CN",
    "report-id": "M1",
    "electronic-resource-num": "DO",
    "abstract": "AB",
    "label": "LB",
    "notes": "N1",
    "research-notes": "RN",
    "work-type": "M3",
    "reviewed-item": "RI",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "language": "LA",
    "urls/web-urls/url": "UR",
    "urls/related-urls/url": "UR",
    "urls/text-urls/url": "L2",
    "urls/pdf-urls/url": "L1",
    "access-date": "Y2",
    "custom1": "C1",
    "custom2": "C2",
    "custom3": "C3",
    "custom4": "C4",
    "custom5": "C5",
    "custom6": "C6",
    "custom7": "C7",
    "misc1": "M1",
}
FACES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "italic": Emphasis,
    "bold": Strong,
    "underline": Underline,
    "superscript": Superscript,
    "subscript": Subscript,
}
DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SPACE: Final = re.compile(r"\s+")
DEEPEST: Final = 20
DEPTH_OF_FIELDS: Final = 2


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the records of an EndNote XML text, in its order.

    Args:
        source: the text; what its declaration says of its encoding does not matter any more.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    source = NO_XML.sub("", source)
    for marker in ("<!DOCTYPE", "<!ENTITY"):
        if (at := source.find(marker)) >= 0:
            ledger.error(
                "the file declares entities",
                Location(path, source.count("\n", 0, at) + 1),
                f"delete the {marker} …> line",
            )
            return ()
    declaration = DECLARATION.match(source)
    if declaration is not None:
        source = "\n" * declaration[0].count("\n") + source[declaration.end() :]
    found: list[Draft] = []
    try:
        found.extend(_draft(record, path, ledger) for record in _records(source) if len(record))
    except etree.XMLSyntaxError as error:
        line: object = error.lineno
        what = str(error.msg).rpartition(", line ")[0] or str(error.msg)
        ledger.error(
            f"broken XML: {what[:1].lower()}{what[1:]}",
            Location(path, line if isinstance(line, int) and line else None),
            "export the references again",
        )
    return drafts.finished(found)


def _records(source: str) -> Iterator[etree._Element]:
    """Yield each record; what was read of the file before it is forgotten.

    Nothing outside of the file is looked at, and no entity is put in.
    """
    events = etree.iterparse(
        BytesIO(source.encode()),
        events=("end",),
        tag=("record", "RECORD"),
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
    )
    for _, record in events:
        yield record
        record.clear()
        while (before := record.getprevious()) is not None:
            parent = before.getparent()
            if parent is None:
                break
            parent.remove(before)


def _draft(record: etree._Element, path: Path, ledger: Ledger) -> Draft:
    values: dict[str, list[Inlines]] = {}
    for place, element in _fields(record, "", 0):
        if (tag := TAGS.get(place)) and (text := _trimmed(_rich(element, 0))):
            values.setdefault(tag, []).append(text)
    kind = record.find("ref-type")
    name = "" if kind is None else str(kind.get("name", ""))
    number = "" if kind is None else (kind.text or "").strip()
    if ris_types.code(name) is None and number.isdecimal():
        name = ris_types.NUMBERS.get(int(number[:3]), name)
    line: object = record.sourceline
    location = Location(path, line if isinstance(line, int) else None)
    return ris_record.draft(name, values, location, ledger)


def _fields(
    element: etree._Element, prefix: str, depth: int
) -> Iterator[tuple[str, etree._Element]]:
    """Yield the elements within a record with their places, such as `titles/title`."""
    for child in element:
        place = f"{prefix}{child.tag}"
        yield place, child
        if depth < DEPTH_OF_FIELDS:
            yield from _fields(child, f"{place}/", depth + 1)


def _rich(element: etree._Element, depth: int) -> list[Inline]:
    """Return the text of an element, each run in the faces that it has."""
    if depth > DEEPEST:
        return [Text("".join(map(str, element.itertext())))]
    inlines: list[Inline] = [Text(element.text or "")]
    for child in element:
        inner = _rich(child, depth + 1)
        for face in str(child.get("face", "")).split():
            if face in FACES and any(plain_text((one,)) for one in inner):
                inner = [FACES[face](tuple(inner))]
        inlines += [*inner, Text(child.tail or "")]
    return inlines


def _trimmed(inlines: list[Inline]) -> Inlines:
    """Return a text without the space around it, its lines made one, neighbours joined."""
    joined: list[Inline] = []
    parts: list[str] = []
    for inline in [*inlines, None]:
        if isinstance(inline, Text):
            parts.append(inline.text)
            continue
        text = SPACE.sub(" ", "".join(parts))
        parts.clear()
        text = text if joined else text.lstrip()
        text = text if inline is not None else text.rstrip()
        joined += [Text(text)] if text else []
        joined += [inline] if inline is not None else []
    return tuple(joined)
