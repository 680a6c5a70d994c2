"""Comments of a draft: what its authors told themselves, and what it lacks (17.13.4)."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from exporters.dates import made
from presswork.document import inline_runs
from presswork.inlines import Cite, Comment, walk

from .styles import Role
from .xml import qualified, text, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart
    from lxml.etree import _Element as Element

    from presswork.document import Document, Note

    from .styles import Styles

PLACE: Final = PackURI("/word/comments.xml")

NOBODY: Final = "Presswork"
"""Who comments on a document without authors."""

SIZE: Final = 16
"""The size of the marks of comments, in half points, as Word has it."""


class Comments:
    """The comments of a file."""

    def __init__(self, document: Document, styles: Styles, part: DocumentPart) -> None:
        """Begin with those that the template has.

        Args:
            document: its first author is that of the comments, its date is theirs.
            styles: the named styles.
            part: the part of the body.
        """
        authors = document.metadata.authors
        self._author = authors[0].name if authors else NOBODY
        self._date = _moment(document)
        self._styles = styles
        self._known = frozenset(reference.key for reference in document.references)
        self._part = part
        self._of_template = _part_of(part)
        self._made: list[Element] = []

    def of_cite(self, cite: Cite) -> str:
        """Return what is to be said of a citation: which of its works nobody knows."""
        keys = dict.fromkeys(item.key for item in cite.items if item.key not in self._known)
        return "\n".join(f"unknown citation key '{key}'" for key in keys)

    def within(self, note: Note) -> Iterator[str]:
        """Yield what is to be said of a note, at its mark: Word has no comments in notes."""
        for inlines in inline_runs(note.blocks):
            for inline in walk(inlines):
                match inline:
                    case Comment(words):
                        yield words
                    case Cite() if words := self.of_cite(inline):
                        yield words
                    case _:
                        pass

    def on(self, content: Iterable[Element], words: str) -> list[Element]:
        """Return runs with a comment on them; without any, its mark alone.

        Args:
            content: runs.
            words: what the comment says, each line a paragraph.
        """
        number = self._number()
        self._made.append(self._comment(number, words))
        mark = w("r", self._of_mark(), w("commentReference", id=number))
        start, end = w("commentRangeStart", id=number), w("commentRangeEnd", id=number)
        return [start, *content, end, mark]

    def finish(self) -> None:
        """Write the comments behind those that the template has."""
        if not self._made:
            return
        part = self._of_template
        if part is None:
            root = cast("BaseOxmlElement", w("comments"))
            part = XmlPart(PLACE, CONTENT_TYPE.WML_COMMENTS, root, self._part.package)
            self._part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)
        part.element.extend(self._made)

    def _number(self) -> int:
        of_template = () if self._of_template is None else self._of_template.element
        taken = (int(each.get(qualified("w:id"), "0")) for each in of_template)
        return max(taken, default=-1) + 1 + len(self._made)

    def _of_mark(self) -> Element:
        style = self._styles.named("annotation reference", None, w("rPr", w("sz", val=SIZE)))
        return w("rPr", w("rStyle", val=style))

    def _comment(self, number: int, words: str) -> Element:
        style = self._styles.named("annotation text", Role.FOOTNOTE_TEXT)
        made = w("comment", id=number, author=self._author, initials=_initials(self._author))
        if self._date:
            made.set(qualified("w:date"), self._date)
        for at, line in enumerate(words.splitlines() or [""]):
            mark = None if at else w("r", self._of_mark(), w("annotationRef"))
            made.append(w("p", w("pPr", w("pStyle", val=style)), mark, w("r", text(line))))
        return made


def _part_of(document: DocumentPart) -> XmlPart | None:
    """Return the part of the template's comments, if it has some."""
    for relationship in document.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.COMMENTS:
            return cast("XmlPart", relationship.target_part)
    return None


def _moment(document: Document) -> str:
    when = made(document.metadata.date)
    if when is None:
        return ""
    moment = datetime.datetime.fromisoformat(when.isoformat())
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split())
