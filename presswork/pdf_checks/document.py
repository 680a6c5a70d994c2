"""The rules on the file as a whole: what it is, what it says of itself, what it carries."""

from __future__ import annotations

import mmap
import re
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.pdf_checks import objects, xmp
from presswork.pdf_checks.clauses import LOOSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.objects import Key, Value
    from presswork.pdf_checks.reading import Reading

_TAIL: Final = 4096
_HEADER: Final = re.compile(rb"%PDF-1\.[0-7](\r\n|\n|\r)")
_ENDS: Final = (re.compile(rb"endstream\s+endobj"), re.compile(rb"endobj[\r\n]"))
"""Keywords that the end of a line must come before."""

_BEGINNINGS: Final = (re.compile(rb">>\s*stream(?!\r?\n)"), re.compile(rb" obj(?![\r\n])"))
"""Keywords that the end of a line should follow, and does not."""

_NUMBERED: Final = re.compile(rb"[\r\n]\d+ +\d+$")
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_MEDIA_TYPE: Final = re.compile(r"[-\w+.]+/[-\w+.]+", re.ASCII)
_FOR_SCREEN_READERS: Final = 512
"""The permission to take text out for who cannot see it (ISO 32000-1, table 22)."""

_ACTIONS: Final = frozenset(("GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"))
_NAMED_ACTIONS: Final = frozenset(("NextPage", "PrevPage", "FirstPage", "LastPage"))
_MOST_ACTIONS: Final = 100_000


def file_format(reading: Reading) -> Iterator[Finding]:
    """Find what is wrong at the beginning, at the end and in the build of the file."""
    with reading.path.open("rb") as file:
        head = file.read(1024)
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    header = _HEADER.match(head)
    if header is None:
        yield Finding(rule="pdf-version")
    else:
        comment = head[header.end() : header.end() + 5]
        if comment[:1] != b"%" or len(comment) < 5 or min(comment[1:]) < 128:  # noqa: PLR2004 - %, and four of more than 7 bits
            what = "the second line of the file is not a comment of binary characters"
            yield Finding(what=what, rule="pdf-file-syntax")
    if b"%%EOF" in tail and tail.rpartition(b"%%EOF")[2] not in (b"", b"\n", b"\r", b"\r\n"):
        yield Finding(rule="pdf-data-after-end")
    loose = _loose_keywords(reading)
    if loose:
        yield Finding(what=LOOSE, count=loose, rule="pdf-file-syntax")
    if reading.is_damaged:
        what = "the file is damaged: programs have to repair it to show it"
        hint = "copy or download it again, or make it again"
        yield Finding(what=what, hint=hint, rule="pdf-file-syntax")
    identifiers = objects.elements(objects.entry(reading.pdf.trailer, "/ID"))
    if not identifiers or not objects.text(identifiers[0]):
        yield Finding(rule="pdf-no-file-id")
    if reading.pdf.is_encrypted:
        yield Finding(rule="pdf-encrypted")
        allowed = objects.integer(
            objects.entry(objects.entry(reading.pdf.trailer, "/Encrypt"), "/P")
        )
        if not allowed & _FOR_SCREEN_READERS:
            yield Finding(rule="pdf-locked")


def _loose_keywords(reading: Reading) -> int:
    """Return how many keywords of the file do not stand on lines as PDF/A wants it.

    ISO 19005-3, 6.1.7.1 and 6.1.9: `stream` is followed and `endstream` preceded by the end of a
    line, and so are `obj` and `endobj`.
    """
    with (
        reading.path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text,
    ):
        loose = 0
        for keyword in _ENDS:
            loose += sum(
                text[found.start() - 1 : found.start()] not in (b"\r", b"\n")
                for found in keyword.finditer(text)
            )
        stream, numbered = _BEGINNINGS
        loose += sum(1 for _ in stream.finditer(text))
        for found in numbered.finditer(text):
            before = text[max(0, found.start() - 20) : found.start()]
            loose += _NUMBERED.search(before) is not None
        return loose


def tagging(reading: Reading) -> Iterator[Finding]:
    """Find whether the file says that it has tags, and has them."""
    marked = objects.entry(reading.root, "/MarkInfo")
    if objects.entry(marked, "/Marked") is not True or not reading.tree.exists:
        yield Finding(rule="pdf-untagged")
    if objects.entry(marked, "/Suspects") is True:
        yield Finding(rule="pdf-suspect-tags")


def titles(reading: Reading) -> Iterator[Finding]:
    """Find whether the file has a title, and shows it."""
    if reading.metadata.get(xmp.DC, "title") is None:
        yield Finding(rule="pdf-no-title")
    preferences = objects.entry(reading.root, "/ViewerPreferences")
    if objects.entry(preferences, "/DisplayDocTitle") is not True:
        yield Finding(rule="pdf-title-not-shown")


def identification(reading: Reading) -> Iterator[Finding]:
    """Find whether the metadata can be read, and say which standards the file keeps."""
    metadata = reading.metadata
    if not metadata.exists:
        yield Finding(rule="pdf-no-metadata")
        return
    if metadata.fault is not None:
        what = f"the metadata (XMP) cannot be read: {metadata.fault}"
        yield Finding(what=what, rule="pdf-metadata-syntax")
    if metadata.get(xmp.PDFUA_ID, "part") != "1" or _is_misnamed(reading, xmp.PDFUA_ID, "pdfuaid"):
        yield Finding(rule="pdf-not-declared-accessible")
    archive = reading.archive
    if archive is not None and (
        f"{metadata.get(xmp.PDFA_ID, 'part')}{metadata.get(xmp.PDFA_ID, 'conformance')}".lower()
        != archive.value
        or _is_misnamed(reading, xmp.PDFA_ID, "pdfaid")
    ):
        yield Finding(rule="pdf-not-declared-archivable")
    for names in (metadata.unknown, metadata.malformed):
        for name in names:
            known = "PDF/A does not know" if names is metadata.unknown else "is of another type"
            what = f"the metadata (XMP) has a field that {known}: {name}"
            yield Finding(what=what, rule="pdf-metadata-fields")


def _is_misnamed(reading: Reading, namespace: str, prefix: str) -> bool:
    return reading.metadata.prefixes.get(namespace, prefix) != prefix


def languages(reading: Reading) -> Iterator[Finding]:
    """Find text whose language nothing tells, and languages that are none."""
    if reading.language is None:
        met = reading.contents.met.get("language")
        if met is not None:
            page = min(met.pages)
            yield Finding(page, reading.quote(met), rule="pdf-no-language")
        elif _needs_language(reading):
            yield Finding(rule="pdf-no-language")
    elif not _LANGUAGE.fullmatch(reading.language):
        what = f"'{reading.language}' is the language of the file, and is no language tag"
        yield Finding(what=what, rule="pdf-malformed-language")
    told: set[str] = set()
    for element in reading.tree.elements:
        tag = element.language
        if tag is not None and tag not in told:
            told.add(tag)
            if not _LANGUAGE.fullmatch(tag):
                what = f"'{tag}' stands as the language of a text, and is no language tag"
                words = reading.words(element)
                yield Finding(element.page, words, what, rule="pdf-malformed-language")


def _needs_language(reading: Reading) -> bool:
    """Return whether anything but the text of pages has words."""
    return (
        objects.entry(reading.root, "/Outlines") is not None
        or not reading.metadata.speaks
        or any(
            element.language is None and (element.alt is not None or element.actual is not None)
            for element in reading.tree.elements
        )
        or any(
            objects.entry(each.node, "/Contents") is not None
            and objects.entry(each.node, "/Lang") is None
            for each in reading.annotations
        )
    )


def layers(reading: Reading) -> Iterator[Finding]:
    """Find layers without names, and those that switch by themselves."""
    properties = objects.entry(reading.root, "/OCProperties")
    sets = [
        objects.entry(properties, "/D"),
        *objects.elements(objects.entry(properties, "/Configs")),
    ]
    names: set[str] = set()
    for each in filter(objects.is_dictionary, sets):
        name = objects.text(objects.entry(each, "/Name"))
        if not name:
            yield Finding(what="the layers of the file have no name", rule="pdf-layers")
        elif name in names:
            yield Finding(what="two sets of layers have one name", rule="pdf-layers")
        names.add(name or "")
        if objects.entry(each, "/AS") is not None:
            yield Finding(what="the layers of the file switch by themselves", rule="pdf-layers")


def forms(reading: Reading) -> Iterator[Finding]:
    """Find dynamic forms, and forms that are drawn anew each time."""
    form = objects.entry(reading.root, "/AcroForm")
    if objects.entry(form, "/XFA") is not None or (
        objects.entry(reading.root, "/NeedsRendering") is True
    ):
        yield Finding(rule="pdf-dynamic-form")
    if objects.entry(form, "/NeedAppearances") is True:
        yield Finding(rule="pdf-field-action")


def attachments(reading: Reading) -> Iterator[Finding]:
    """Find attached files that do not say what they are."""
    found = list(_specifications(reading))
    if not found:
        return
    associated = _associated(reading)
    for each in found:
        name = objects.text(objects.entry(each, "/UF")) or objects.text(objects.entry(each, "/F"))
        named = f"the attached file '{name}'" if name else "an attached file"
        if not objects.text(objects.entry(each, "/F")) or not objects.text(
            objects.entry(each, "/UF")
        ):
            yield Finding(what=f"{named} has no name", rule="pdf-attachment-without-name")
        for _, stream in objects.entries(objects.entry(each, "/EF")):
            kind = objects.name(objects.entry(stream, "/Subtype"))
            if not _MEDIA_TYPE.fullmatch(kind):
                what = f"{named} does not say what kind of file it is"
                yield Finding(what=what, rule="pdf-attachment")
                break
        if not objects.name(objects.entry(each, "/AFRelationship")):
            what = f"{named} does not say what it has to do with the document"
            yield Finding(what=what, rule="pdf-attachment")
        if objects.key(each) not in associated:
            what = f"{named} belongs to no part of the document"
            yield Finding(what=what, rule="pdf-attachment")


def _specifications(reading: Reading) -> Iterator[Value]:
    """Return what describes the attached files, each once."""
    seen: set[Key] = set()
    names = objects.entry(objects.entry(reading.root, "/Names"), "/EmbeddedFiles")
    attached = [objects.entry(each.node, "/FS") for each in reading.annotations]
    associated = objects.one_or_more(objects.entry(reading.root, "/AF"))
    for value in (*objects.name_tree(names), *attached, *associated):
        known = objects.key(value)
        if known is not None and known in seen:
            continue
        if known is not None:
            seen.add(known)
        if objects.entry(value, "/EF") is not None:
            yield value


def _associated(reading: Reading) -> set[Key | None]:
    """Return the files that any part of the document says belong to it."""
    places: list[Value] = [reading.root, *(page.obj for page in reading.pdf.pages)]
    places += [element.node for element in reading.tree.elements]
    places += [each.node for each in reading.annotations]
    places += [form for form, _ in reading.contents.forms.values()]
    places += [picture.node for picture in reading.contents.pictures.values()]
    return {
        objects.key(file)
        for place in places
        for file in objects.one_or_more(objects.entry(place, "/AF"))
    }


def actions(reading: Reading) -> Iterator[Finding]:
    """Find scripts and other things that a file does by itself."""
    waiting: list[tuple[Value, int | None]] = [(objects.entry(reading.root, "/OpenAction"), None)]
    scripts = objects.entry(objects.entry(reading.root, "/Names"), "/JavaScript")
    waiting += [(value, None) for value in objects.name_tree(scripts)]
    waiting += [(objects.entry(item, "/A"), None) for item in reading.outline]
    waiting += [(objects.entry(each.node, "/A"), each.page) for each in reading.annotations]
    if objects.entry(reading.root, "/AA") is not None:
        yield Finding(what="the file does something by itself", rule="pdf-action")
    for number, page in enumerate(reading.pdf.pages, 1):
        if objects.entry(page.obj, "/AA") is not None:
            yield Finding(number, what="a page does something by itself", rule="pdf-action")
    for _ in range(_MOST_ACTIONS):
        if not waiting:
            return
        action, place = waiting.pop()
        kind = objects.name(objects.entry(action, "/S"))
        waiting += [(each, place) for each in objects.one_or_more(objects.entry(action, "/Next"))]
        name = objects.name(objects.entry(action, "/N"))
        if kind and (kind not in _ACTIONS or (kind == "Named" and name not in _NAMED_ACTIONS)):
            what = f"the file holds an action that PDF/A does not allow: {kind}"
            yield Finding(place, what=what, rule="pdf-action")


def presentation(reading: Reading) -> Iterator[Finding]:
    """Find slide shows, other versions and what asks for a certain program."""
    names = objects.entry(reading.root, "/Names")
    if objects.entry(names, "/AlternatePresentations") is not None:
        what = "the file asks for another version of itself"
        yield Finding(what=what, rule="pdf-presentation")
    if objects.entry(reading.root, "/Requirements") is not None:
        what = "the file asks for abilities of a certain program"
        yield Finding(what=what, rule="pdf-presentation")
    for number, page in enumerate(reading.pdf.pages, 1):
        if objects.entry(page.obj, "/PresSteps") is not None:
            yield Finding(number, what="the file asks for a slide show", rule="pdf-presentation")


def streams(reading: Reading) -> Iterator[Finding]:
    """Find parts of the file that lie elsewhere, or are packed in a way that is not allowed."""
    external = packed = 0
    for each in reading.pdf.objects:
        if not objects.is_stream(each):
            continue
        if any(objects.entry(each, key) is not None for key in ("/F", "/FFilter", "/FDecodeParms")):
            external += 1
        filters = objects.one_or_more(objects.entry(each, "/Filter"))
        packed += any(objects.name(kind) in ("LZWDecode", "Crypt") for kind in filters)
    met = reading.contents.met.get("lzw")
    packed += met.count if met is not None else 0
    if external:
        yield Finding(rule="pdf-external-stream", count=external)
    if packed:
        yield Finding(rule="pdf-compression", count=packed)
