"""The properties of the file and its settings: title, dates, language, mode."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.office_files import NAMESPACES, name
from presswork.word_checks.reading import W, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from presswork.word_checks.package import Package
    from presswork.word_checks.reading import Reading

_RULE: Final = "word-properties"
_CREATED: Final = f"{{{NAMESPACES['dcterms']}}}created"
_MODIFIED: Final = f"{{{NAMESPACES['dcterms']}}}modified"
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SHORT_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_MODE: Final = 15
"""The mode of Word 2013 and later."""

_FIRST_ID: Final = 2
"""The least id of a property of one's own (MS-OE376, 7.2.1.2)."""


def file_properties(reading: Reading) -> Iterator[Finding]:
    """Find dates that are none, and properties that are given twice."""
    core = _part(reading.package, "core-properties")
    if core is not None:
        for tag, count in Counter(str(each.tag) for each in core).items():
            if count > 1:
                what = f"the property {tag.rpartition('}')[2]} is given twice"
                yield Finding(what=what, rule=_RULE)
        for each in core.iter(_CREATED, _MODIFIED):
            if not _is_date(each.text or "") or each.get(_TYPE) is None:
                what = f"the property {name(each)} is no date: '{each.text or ''}'"
                yield Finding(what=what, rule=_RULE)
        created, modified = (_moment(core, each) for each in (_CREATED, _MODIFIED))
        if created and modified and modified < created:
            yield Finding(what="the file was changed before it was made", rule=_RULE)
    yield from _own(_part(reading.package, "custom-properties"))


def _part(package: Package, kind: str) -> Element | None:
    for each in package.relationships(""):
        if each.kind == kind and not each.outside:
            return package.tree(each.address)
    return None


def _own(custom: Element | None) -> Iterator[Finding]:
    """Find properties of one's own that share a name or a number (22.3.2.2)."""
    if custom is None:
        return
    for key in ("name", "pid"):
        counts = Counter(str(each.get(key)) for each in custom)
        for shared, count in counts.items():
            if count > 1:
                what = f"two properties have the {key} {shared}"
                yield Finding(what=what, rule=_RULE)
    for each in custom:
        id_ = str(each.get("pid"))
        if not id_.isdecimal() or int(id_) < _FIRST_ID:
            what = f"the property {each.get('name')} has the number {id_}: they count from 2"
            yield Finding(what=what, rule=_RULE)


def _is_date(written: str) -> bool:
    if _SHORT_DATE.fullmatch(written):
        return True
    try:
        datetime.datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _moment(core: Element, tag: str) -> str | None:
    """Return a date in Coordinated Universal Time as it can be compared; None for others."""
    found = core.find(tag)
    written = "" if found is None else (found.text or "")
    return written if written.endswith("Z") and _is_date(written) else None


def told(reading: Reading) -> Iterator[Finding]:
    """Find a file without a title or a language, and one that is opened in an old mode."""
    core = _part(reading.package, "core-properties")
    title = None if core is None else core.find(f"{{{NAMESPACES['dc']}}}title")
    if title is None or not (title.text or "").strip():
        yield Finding(rule="word-no-title")
    styles = reading.root("styles")
    language = None if styles is None else next(styles.iter(W + "lang"), None)
    if not value(language):
        yield Finding(rule="word-no-language")
    if _mode(reading.settings) < _MODE:
        yield Finding(rule="word-old-mode")


def _mode(settings: Element | None) -> int:
    """Return the version of Word that the file wants to be shown by; 12 where it does not say."""
    for each in settings.iter(W + "compatSetting") if settings is not None else ():
        if value(each, "name") == "compatibilityMode":
            mode = value(each) or ""
            return int(mode) if mode.isdecimal() else 0
    return 12
