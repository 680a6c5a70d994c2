"""Bookmarks: the places that hyperlinks and cross-references of a Word file lead to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from .xml import NAMESPACES, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

NUMBER: Final = " number"
"""What stands after a block's id in the id of its number alone."""

NAME_LIMIT: Final = 40
"""The longest name of a bookmark that Word keeps (ISO/IEC 29500-1, 17.13.6.2, and Word itself)."""

ENTRY: Final = "ref "
"""What stands before a reference's key in the id of its entry; no id of a block has a space."""

LISTED: Final = " listed"
"""What stands after an id in the id of the place that contents and lists lead to."""

REFERENCE: Final = "_Ref"
CONTENTS: Final = "_Toc"
"""How Word begins the names of bookmarks that it makes itself, and hides: with an underscore."""

DIGITS: Final = 9
"""How many digits follow."""


class Bookmarks:
    """The names of all bookmarks of a file, each unique whatever the case of its letters.

    What Word refers to by fields is named as it names bookmarks itself, by digits, which come from
    the id: the same document has the same names. Entries of a list of references keep their keys.
    """

    def __init__(self, ids: Iterable[str], taken: Iterable[str] = ()) -> None:
        """Name a bookmark for each id that is in the document.

        Args:
            ids: all of them, in reading order.
            taken: the names of the template's own bookmarks, in small letters.
        """
        self._names: dict[str, str] = {}
        self._taken = set(taken)
        self._set: set[str] = set()
        for id_ in ids:
            if id_ not in self._names:
                self._names[id_] = self._free_name(id_)

    def name(self, id_: str) -> str | None:
        """Return the name of the bookmark at a block or entry; None where there is none."""
        return self._names.get(id_)

    def around(self, id_: str | None, content: Iterable[Element]) -> list[Element]:
        """Return the content between the start and the end of its bookmark.

        Args:
            id_: None, or an id that has no bookmark or has had it already, leaves the content as
                it is.
            content: runs and the like.
        """
        name = self.name(id_) if id_ is not None else None
        if name is None or name in self._set:
            return list(content)
        return self.named(name, content)

    def named(self, name: str, content: Iterable[Element]) -> list[Element]:
        """Return the content between the start and the end of a bookmark of a certain name."""
        start, end = self._ends(name)
        return [start, *content, end]

    def named_across(self, name: str, paragraphs: Sequence[Element]) -> list[Element]:
        """Return paragraphs, at least one, of which a bookmark of a certain name holds the text."""
        start, end = self._ends(name)
        first = paragraphs[0]
        properties = first.find("w:pPr", NAMESPACES)
        first.insert(0 if properties is None else first.index(properties) + 1, start)
        paragraphs[-1].append(end)
        return list(paragraphs)

    def _ends(self, name: str) -> tuple[Element, Element]:
        self._set.add(name)
        number = len(self._set)
        return w("bookmarkStart", id=number, name=name), w("bookmarkEnd", id=number)

    def listed(self, id_: str) -> str:
        """Return the id of the bookmark that a line of the contents or of a list leads to."""
        listed = id_ + LISTED
        if listed not in self._names:
            self._names[listed] = self._numbered(CONTENTS, listed)
        return listed

    def _free_name(self, id_: str) -> str:
        """Return a name of letters, digits and underscores that is not taken yet."""
        if not id_.startswith(ENTRY):
            return self._numbered(REFERENCE, id_)
        name = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in id_)
        if len(name) > NAME_LIMIT or name.casefold() in self._taken or not id_.isascii():
            digest = hashlib.sha256(id_.encode()).hexdigest()[:8]
            name = f"{name[: NAME_LIMIT - 9]}_{digest}"
        self._taken.add(name.casefold())
        return name

    def _numbered(self, beginning: str, id_: str) -> str:
        """Return a name such as `_Ref049274019`."""
        number = int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8], "big")
        while (name := f"{beginning}{number % 10**DIGITS:0{DIGITS}}").casefold() in self._taken:
            number += 1
        self._taken.add(name.casefold())
        return name
