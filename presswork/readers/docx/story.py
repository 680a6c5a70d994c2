"""The text of a Word file: paragraphs, runs and fields, as lines with rich text.

A complex field (17.16.18) is a state that runs, and even paragraphs, pass through; fields nest. So
the text is read in one go, and where it goes depends on the fields that are open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.formulas.omml import from_omml
from presswork.inlines import (
    Code,
    Comment,
    Emphasis,
    LineBreak,
    Link,
    Math,
    NoteReference,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    plain_text,
)
from presswork.office_files import name
from presswork.readers.docx import live, pictures
from presswork.readers.docx.pieces import Item, Line, ListPlace, NewPage, Paragraph
from presswork.readers.docx.styles import Role, is_code_font
from presswork.readers.docx.xml import R, W, all_of, attribute, find, is_on, val
from presswork.readers.printed import citations, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from presswork.inlines import Inline, Inlines
    from presswork.readers.docx.pieces import Piece
    from presswork.readers.docx.reading import Reading

_HIDDEN_FIELDS: Final = re.compile(
    r"\s*(?:TOC|INDEX|TOA|XE|TC|TA|RD|PAGEREF|PAGE|NUMPAGES|SECTIONPAGES|ASK|SET|PRIVATE|ADVANCE|BIBLIOGRAPHY)\b",
    re.IGNORECASE,
)
_HYPERLINK: Final = re.compile(
    r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))?(?:.*?\\l\s+(?:"([^"]*)"|([^\s\\"]+)))?',
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE: Final = re.compile(r"\s*REF\s+(\S+)(.*)", re.IGNORECASE | re.DOTALL)
_NOTE_REFERENCE: Final = re.compile(r"\s*(?:NOTEREF|PAGEREF)\b", re.IGNORECASE)
_SEQUENCE: Final = re.compile(r"\s*SEQ\s+(\S+)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*\([A-Z]?\d+(?:\.\d+)*[a-z]?\)\s*")
_SCHEMES: Final = ("http://", "https://", "mailto:", "ftp://", "tel:")
_SKIPPED: Final = frozenset(
    [
        "pPr",
        "rPr",
        "del",
        "moveFrom",
        "commentRangeStart",
        "commentRangeEnd",
        "proofErr",
        "lastRenderedPageBreak",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
        "separator",
        "continuationSeparator",
        "permStart",
        "permEnd",
        "sectPr",
        "tblPr",
        "tblGrid",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
    ]
)
_SYMBOLS: Final = dict(
    zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)
_PRIVATE: Final = 0xF000


@dataclass(slots=True)
class _Field:
    """A field that is open.

    Args:
        code: its instruction so far.
        data: what its `w:fldData` holds.
        in_result: whether its result has begun.
        hides: whether its result is not shown.
        depth: how many sinks lie below its own.
    """

    depth: int
    data: str = ""
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    hides: bool = False

    @property
    def instruction(self) -> str:
        return "".join(self.code)


class Story:
    """Reads a body, a note or a cell; `blocks` are read by who made it."""

    def __init__(
        self,
        reading: Reading,
        table: Callable[[etree._Element, Story], Piece | None],
        note: Callable[[str, str], str | None],
    ) -> None:
        """Begin a story.

        Args:
            reading: the file.
            table: reads a table.
            note: reads a note of a kind and an id, and returns the id of ours.
        """
        self.reading = reading
        self._table = table
        self._note = note
        self._sinks: list[list[Inline]] = [[]]
        self._fields: list[_Field] = []
        self._paragraph = Paragraph()
        self._ids: list[str] = []

    def taken_ids(self) -> tuple[str, ...]:
        """Return the bookmarks since the last paragraph; they belong to what follows."""
        found, self._ids = self._ids, []
        return tuple(filter(_is_own, found))

    def pieces(self, parent: etree._Element) -> list[Piece]:
        """Read what an element contains."""
        found: list[Piece] = []
        for child in parent:
            match name(child):
                case "p":
                    found += self._line(child)
                case "tbl":
                    piece = self._table(child, self)
                    found += [piece] if piece is not None else []
                case "sdt":
                    found += self._control(child)
                case "del" | "moveFrom":
                    self._tell_deleted()
                case "bookmarkStart":
                    self._ids.append(attribute(child, "name") or "")
                case "oMathPara" | "oMath":
                    found.append(Line(Role.TEXT, (Math(from_omml(child)),), display=True))
                case "altChunk":
                    self.reading.warn_once("a document inside the document is left out")
                case "AlternateContent":
                    found += self.pieces(_alternative(child))
                case other if other not in _SKIPPED:
                    found += self.pieces(child)
        return found

    def _control(self, element: etree._Element) -> list[Piece]:
        """Read a content control (17.5.2)."""
        tag = val(element, "w:sdtPr/w:tag") or ""
        gallery = val(element, "w:sdtPr/w:docPartObj/w:docPartGallery") or ""
        content = find(element, "w:sdtContent")
        if gallery == "Table of Contents":
            return []
        if live.is_bibliography_tag(tag) or find(element, "w:sdtPr/w:bibliography") is not None:
            return [ListPlace()]
        pieces = self.pieces(content) if content is not None else []
        if gallery == "Bibliographies" and any(isinstance(each, ListPlace) for each in pieces):
            return [each for each in pieces if isinstance(each, ListPlace) or _is_heading(each)]
        return pieces

    # ---- paragraphs

    def _line(self, element: etree._Element) -> list[Piece]:
        outer, self._paragraph = self._paragraph, Paragraph(ids=self._ids)
        self._ids = []
        self._within(element)
        content = self._end_of_paragraph()
        paragraph, self._paragraph = self._paragraph, outer
        properties = find(element, "w:pPr")
        style = val(properties, "w:pStyle") or self.reading.styles.default
        role, level = self.reading.styles.role(style)
        outline = val(properties, "w:outlineLvl")
        if role is Role.TEXT and outline and outline.isdecimal() and int(outline) < 6:  # noqa: PLR2004
            role, level = Role.HEADING, int(outline) + 1
        if role is not Role.CODE:
            content = texts.trimmed(content)
        result: list[Piece] = []
        if is_on(properties, "w:pageBreakBefore") or (
            paragraph.breaks and not plain_text(content).strip()
        ):
            result.append(NewPage())
        if content or role is Role.CODE:
            whole = Line(
                role,
                content,
                level,
                self._item(properties, style),
                tuple(dict.fromkeys(filter(_is_own, paragraph.ids))),
                paragraph.sequence,
                paragraph.display,
            )
            result += _apart(whole)
        elif find(element, "w:pPr/w:pBdr/w:bottom") is not None or role is Role.BREAK:
            result.append(Line(Role.BREAK, ()))
        else:
            self._ids += paragraph.ids
        if paragraph.lists:
            result.append(ListPlace())
        return [*result, *paragraph.after]

    def _item(self, properties: etree._Element | None, style: str | None) -> Item | None:
        number, place = val(properties, "w:numPr/w:numId"), val(properties, "w:numPr/w:ilvl")
        if number is None:
            inherited = self.reading.styles.numbering(style)
            if inherited is None:
                return None
            number, depth = inherited
            place = place or str(depth)
        depth = int(place) if place and place.isdecimal() and len(place) < 3 else 0  # noqa: PLR2004
        level = self.reading.numbering.level(number, depth)
        return Item(number, depth, level) if level is not None else None

    def _end_of_paragraph(self) -> Inlines:
        """Take what the paragraph shows out of the fields that go on in the next one."""
        shown: list[Inline] = [*self._sinks[0]]
        self._sinks[0] = []
        for at, sink in enumerate(self._sinks[1:], start=1):
            open_ = next((each for each in self._fields if each.depth == at), None)
            if open_ is None or (open_.in_result and not self._hides()):
                shown += sink
            self._sinks[at] = []
        return merged(shown)

    def _hides(self) -> bool:
        return any(each.in_result and each.hides for each in self._fields)

    # ---- runs

    def _within(self, element: etree._Element) -> None:
        for child in element:
            self._inline(child)

    def _inline(self, element: etree._Element) -> None:
        match name(element):
            case "r":
                self._run(element)
            case "hyperlink":
                self._hyperlink(element)
            case "fldSimple":
                self._open("")
                self._fields[-1].code.append(attribute(element, "instr") or "")
                self._separate()
                self._within(element)
                self._close()
            case "sdt":
                self._inline_control(element)
            case "bookmarkStart":
                self._paragraph.ids.append(attribute(element, "name") or "")
            case "oMathPara":
                self._paragraph.display = True
                self._emit(Math(from_omml(element)))
            case "oMath":
                self._emit(Math(from_omml(element)))
            case "del" | "moveFrom":
                self._tell_deleted()
            case "ruby":
                base = find(element, "w:rubyBase")
                if base is not None:
                    self._within(base)
            case "AlternateContent":
                self._within(_alternative(element))
            case other if other not in _SKIPPED:
                self._within(element)

    def _tell_deleted(self) -> None:
        self.reading.warn_once(
            "tracked changes are read as accepted: what is marked as deleted is left out",
            "accept or reject the changes in Word",
        )

    def _run(self, element: etree._Element) -> None:
        properties = find(element, "w:rPr")
        if is_on(properties, "w:vanish") or is_on(properties, "w:specVanish"):
            return
        frames = self._frames(properties)
        for child in element:
            self._part(child, frames)

    def _part(self, child: etree._Element, frames: set[str]) -> None:
        match name(child):
            case "t" | "delText":
                self._text(child.text or "", frames)
            case "tab" | "ptab":
                self._text("\t", frames)
            case "noBreakHyphen":
                self._text("\N{NON-BREAKING HYPHEN}", frames)
            case "br" | "cr":
                kind = attribute(child, "type")
                if kind in {"page", "column"}:
                    self._paragraph.breaks = True
                else:
                    self._emit(LineBreak())
            case "sym":
                self._text(_symbol(child), frames)
            case "fldChar":
                self._field(child)
            case "instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].code.append(child.text or "")
            case "footnoteReference" | "endnoteReference":
                kind = name(child).removesuffix("Reference")
                if identifier := self._note(kind, attribute(child, "id") or ""):
                    self._emit(NoteReference(identifier))
            case "commentReference":
                self._comment(attribute(child, "id") or "")
            case "drawing" | "pict" | "object":
                self._drawing(child)
            case "AlternateContent":
                for inner in _alternative(child):
                    self._part(inner, frames)
            case _:
                pass

    def _comment(self, identifier: str) -> None:
        if self.reading.comments is None:
            self.reading.warn_once("comments are left out", "--draft keeps them, in Word files")
        elif words := self.reading.comments.get(identifier):
            self._emit(Comment(words))

    def _frames(self, properties: etree._Element | None) -> set[str]:
        """Return what a run's letters look like: its style's looks, changed by its own."""
        if properties is None:
            return set()
        style = val(properties, "w:rStyle")
        frames = self.reading.styles.flags(style)
        for flag in ("b", "i", "strike", "smallCaps"):
            on = is_on(properties, f"w:{flag}")
            if on is not None:
                frames = frames | {flag} if on else frames - {flag}
        if is_on(properties, "w:dstrike"):
            frames.add("strike")
        if (
            is_on(properties, "w:u")
            and not self.reading.styles.is_link(style)
            and not self._in_link
        ):
            frames.add("u")
        if (place := val(properties, "w:vertAlign")) is not None:
            frames = (frames - {"superscript", "subscript"}) | {place}
        fonts = find(properties, "w:rFonts")
        if fonts is not None and is_code_font(attribute(fonts, "ascii")):
            frames.add("code")
        return frames

    _in_link = False

    def _text(self, text: str, frames: set[str]) -> None:
        if not text:
            return
        text = texts.visible(text)
        inline: Inline = Code(text) if "code" in frames and text.strip() else Text(text)
        if text.strip():
            for flag, frame in _FRAMES:
                if flag in frames:
                    inline = frame((inline,))
        self._emit(inline)

    def _emit(self, inline: Inline) -> None:
        if self._fields and not self._fields[-1].in_result:
            return
        self._sinks[-1].append(inline)

    # ---- links and content controls

    def _hyperlink(self, element: etree._Element) -> None:
        identifier = str(element.get(f"{R}id") or "")
        anchor = attribute(element, "anchor")
        target = self.reading.targets.get(identifier)
        address = target.address if target is not None and target.outside else ""
        before, self._in_link = self._in_link, True
        children = self._captured(element)
        self._in_link = before
        self._link(address, anchor or "", children)

    def _link(self, address: str, anchor: str, children: list[Inline]) -> None:
        words = merged(children)
        if address.lower().startswith(_SCHEMES):
            full = f"{address}#{anchor}" if anchor and "#" not in address else address
            self._emit(Link(full, words)) if words else None
        elif anchor and words:
            self._emit(Link(f"#{anchor}", words))
        else:
            for child in children:
                self._emit(child)

    def _captured(self, element: etree._Element) -> list[Inline]:
        depth = len(self._sinks)
        self._sinks.append([])
        self._within(element)
        found: list[Inline] = []
        while len(self._sinks) > depth:
            found = self._sinks.pop() + found
        self._fields = [each for each in self._fields if each.depth < depth]
        return found

    def _inline_control(self, element: etree._Element) -> None:
        tag = val(element, "w:sdtPr/w:tag") or ""
        content = find(element, "w:sdtContent")
        if content is None or find(element, "w:sdtPr/w:showingPlcHdr") is not None:
            return
        if live.is_bibliography_tag(tag):
            self._paragraph.lists = True
            return
        if (cite := live.of_tag(tag, self.reading.works, self.reading.place)) is not None:
            shown = self._captured(content)
            self._emit(citations.raised(cite) if _is_raised(shown) else cite)
            return
        self._within(content)

    # ---- fields

    def _field(self, element: etree._Element) -> None:
        match attribute(element, "fldCharType"):
            case "begin":
                self._open("".join(each.text or "" for each in all_of(element, "w:fldData")))
            case "separate":
                self._separate()
            case "end":
                self._close()
            case _:
                pass

    def _open(self, data: str) -> None:
        if len(self._fields) < _MOST_FIELDS:
            self._fields.append(_Field(len(self._sinks), data))
            self._sinks.append([])

    def _separate(self) -> None:
        if not self._fields:
            return
        current = self._fields[-1]
        current.in_result = True
        code = current.instruction
        if live.is_bibliography(code):
            current.hides = True
            self._paragraph.lists = True
        elif _HIDDEN_FIELDS.match(code) or live.is_citation(code):
            current.hides = True

    def _close(self) -> None:
        if not self._fields:
            return
        current = self._fields.pop()
        shown: list[Inline] = []
        while len(self._sinks) > current.depth:
            shown = self._sinks.pop() + shown
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].code.append(plain_text(tuple(shown)))
            return
        self._evaluate(current, shown)

    def _evaluate(self, current: _Field, shown: list[Inline]) -> None:
        code = current.instruction
        if live.is_citation(code):
            cite = live.of_field(code, current.data, self.reading.works, self.reading.place)
            if cite is not None:
                self._emit(citations.raised(cite) if _is_raised(shown) else cite)
                return
            self.reading.warn_once("a live citation is not understood; its text stays")
        elif live.is_foreign(code):
            self.reading.warn_once(
                "citations of a program that is not understood stay as text",
                "export the references and cite them in Markdown, or use Zotero's live citations",
            )
        elif current.hides:
            return
        elif found := _HYPERLINK.match(code):
            self._link(found[1] or found[2] or "", found[3] or found[4] or "", shown)
            return
        elif (found := _REFERENCE.match(code)) and shown:
            self._emit(Link(f"#{found[1]}", merged(shown)))
            return
        elif found := _SEQUENCE.match(code):
            self._paragraph.sequence = self._paragraph.sequence or found[1]
        for inline in shown:
            self._emit(inline)

    # ---- drawings

    def _drawing(self, element: etree._Element) -> None:
        images = (
            pictures.of_drawing(element, self.reading)
            if name(element) == "drawing"
            else pictures.of_vml(element, self.reading)
        )
        for image in images:
            self._emit(image)
        boxes = list(element.iter(f"{W}txbxContent"))
        for box in boxes:
            inner = Story(self.reading, self._table, self._note)
            self._paragraph.after += inner.pieces(box)
        if (
            not images
            and not boxes
            and any(name(each) in {"chart", "relIds"} for each in element.iter())
        ):
            self.reading.warn_once(
                "a chart or diagram is left out", "copy it in Word and insert it as a picture"
            )


_MOST_FIELDS: Final = 200
"""How deep fields may nest."""

_FRAMES: Final[tuple[tuple[str, Callable[[Inlines], Inline]], ...]] = (
    ("smallCaps", SmallCaps),
    ("strike", Strikeout),
    ("u", Underline),
    ("i", Emphasis),
    ("b", Strong),
    ("superscript", Superscript),
    ("subscript", Subscript),
)
_MERGED: Final = (SmallCaps, Strikeout, Underline, Emphasis, Strong, Superscript, Subscript)


def merged(inlines: list[Inline]) -> Inlines:
    """Make one of frames of one kind that stand beside each other: Word cuts runs anywhere."""
    result: list[Inline] = []
    for inline in inlines:
        last = result[-1] if result else None
        if isinstance(inline, Text) and isinstance(last, Text):
            result[-1] = Text(last.text + inline.text)
        elif isinstance(inline, Code) and isinstance(last, Code):
            result[-1] = Code(last.text + inline.text)
        elif (isinstance(inline, _MERGED) and type(last) is type(inline)) or (
            isinstance(inline, Link) and isinstance(last, Link) and last.target == inline.target
        ):
            result[-1] = replace(inline, children=(*last.children, *inline.children))
        else:
            result.append(inline)
    return tuple(
        replace(each, children=merged([*each.children]))
        if isinstance(each, (*_MERGED, Link))
        else each
        for each in result
    )


def _apart(line: Line) -> list[Line]:
    """Return a line in parts, if formulas in it stand on lines of their own."""
    parts: list[list[Inline]] = [[]]
    for inline in line.content:
        alone = isinstance(inline, Math) and inline.formula.root.attribute("display") == "block"
        if alone:
            parts += [[inline], []]
        else:
            parts[-1].append(inline)
    runs = [run for run in map(texts.trimmed, parts) if run]
    if len(runs) < 2 or _NUMBER.fullmatch(plain_text(line.content[1:])):  # noqa: PLR2004
        return [line]
    return [
        replace(line, content=run, ids=line.ids if at == 0 else (), display=False)
        for at, run in enumerate(runs)
    ]


def _is_raised(shown: list[Inline]) -> bool:
    words = [each for each in shown if plain_text((each,)).strip()]
    return bool(words) and all(isinstance(each, Superscript) for each in words)


def _is_own(bookmark: str) -> bool:
    return bool(bookmark) and not bookmark.startswith(("_GoBack", "_Toc", "ZOTERO_", "_Hlk"))


def _is_heading(piece: Piece) -> bool:
    return isinstance(piece, Line) and piece.role is Role.HEADING


def _alternative(element: etree._Element) -> etree._Element:
    """Return the alternative that is understood: what older programs are given, if it has more."""
    choices = [each for each in element if name(each) == "Choice"]
    fallback = next((each for each in element if name(each) == "Fallback"), None)
    for choice in choices:
        if any(
            name(each) in {"drawing", "txbxContent", "blip", "oMath", "t"} for each in choice.iter()
        ):
            return choice
    return fallback if fallback is not None else (choices[0] if choices else element)


def _symbol(element: etree._Element) -> str:
    """Return a sign of a font of signs (17.3.3.30); the letters of Symbol are Greek."""
    font, code = attribute(element, "font") or "", attribute(element, "char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number >= _PRIVATE:
        number -= _PRIVATE
    sign = chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""  # noqa: PLR2004
    if font == "Symbol":
        return _SYMBOLS.get(sign, sign if sign.isascii() else "\N{REPLACEMENT CHARACTER}")
    return sign if sign.isprintable() else ""
