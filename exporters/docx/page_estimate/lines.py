"""Paragraphs to lines: about where they break, and how high each is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exporters.docx.xml import NAMESPACES

from .formatting import attribute
from .formulas import formula_size

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml.etree import _Element as Element

    from .formatting import Characters, Formatting, Setting

EMU_PER_POINT: Final = 12_700

WORDS: Final = re.compile(
    r"[ \u2002-\u200a]+|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
    r"|[^ \u2002-\u200a\-\u2013\u2014\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+"
    r"[\-\u2013\u2014]*|[\-\u2013\u2014]+"
)
"""What no line break parts: ideographs one by one, words up to a hyphen, spaces."""

SYLLABLE: Final = re.compile(r"(?<=[aeiouyäöüáéíóúàèâêô])(?=[^\W\d_aeiouyäöüáéíóúàèâêô])")
"""About where a word may be hyphenated: after a vowel."""

SHORTEST: Final = 5
"""The shortest word that is hyphenated, and how many letters stay on either side."""

BEGINNING: Final = 2
REST: Final = 3

_W: Final = f"{{{NAMESPACES['w']}}}"
_M: Final = f"{{{NAMESPACES['m']}}}"
_RUN: Final = f"{_W}r"
_PROPERTIES: Final = f"{_W}rPr"
_TEXT: Final = f"{_W}t"
_BOOKMARK: Final = f"{_W}bookmarkStart"
_NAME: Final = f"{_W}name"
_FORMULAS: Final = frozenset({f"{_M}oMath", f"{_M}oMathPara"})
_UNSEEN: Final = frozenset({f"{_W}pPr", f"{_W}bookmarkEnd", f"{_W}del"})


@dataclass(slots=True)
class Line:
    """A line of text.

    Args:
        height: in points.
        notes: the ids of the footnotes that it mentions.
        places: the bookmarks that begin in it, and the fields that ask for a page.
        ends: what comes after it: `page` or `column` for a break that somebody made.
    """

    height: float = 0
    notes: list[str] = field(default_factory=list)
    places: list[str | Element] = field(default_factory=list)
    ends: str = ""


class Lines:
    """Breaks one paragraph.

    What is done for each word is written out in one place: a long book has some 200,000.
    """

    def __init__(
        self,
        formatting: Formatting,
        setting: Setting,
        width: float,
        wanted: Container[str],
        asked: Container[Element],
    ) -> None:
        """Begin.

        Args:
            formatting: of the file.
            setting: of the paragraph.
            width: the room for it, in points.
            wanted: the bookmarks whose place is asked for.
            asked: the fields that are to be found, by their first characters.
        """
        self._formatting = formatting
        self._setting = setting
        self._wanted = wanted
        self._asked = asked
        self._room = max(width - setting.left - setting.right, 20.0)
        self._lines = [Line()]
        # A list's number stands in the hanging indent.
        self._used = 0.0 if setting.numbered else setting.first
        self._gap = 0.0
        self._pending = 0.0
        self._pending_height = 0.0
        self._hyphens = 0
        self._in_code = False

    def of(self, paragraph: Element) -> list[Line]:
        """Return the lines of a paragraph."""
        self._content(paragraph)
        self._commit()
        mark = self._formatting.characters(self._setting.style, None)
        for line in self._lines:
            line.height = self._setting.height(line.height or mark.height)
        return self._lines

    def _content(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag == _BOOKMARK:
                name = child.get(_NAME, "")
                if name in self._wanted:
                    self._lines[-1].places.append(name)
            elif tag in _FORMULAS:
                self._formula(child)
            elif tag not in _UNSEEN:
                self._content(child)

    def _run(self, run: Element) -> None:
        properties = next(run.iterchildren(_PROPERTIES), None)
        look = self._formatting.characters(self._setting.style, properties)
        for child in run:
            if child.tag != _TEXT:
                self._sign(child, run, look)
            elif not self._in_code and not look.hidden:
                self._text(child.text or "", look)

    def _sign(self, child: Element, run: Element, look: Characters) -> None:
        """Add what a run has beside text."""
        match child.tag.removeprefix(_W):
            case "fldChar":
                self._field(child, run)
            case "tab" if not self._in_code:
                self._tab(look)
            case "br" | "cr":
                self._end_line(child.get(f"{_W}type", "textWrapping"), look)
            case "noBreakHyphen" | "softHyphen" | "sym" | "footnoteRef":
                self._add(0.4 * look.size, look.height)
            case "footnoteReference":
                self._lines[-1].notes.append(child.get(f"{_W}id", ""))
                self._add(0.35 * look.size, 0)
            case "drawing" | "pict" | "object":
                self._drawing(child)
            case _:
                pass

    def _field(self, control: Element, run: Element) -> None:
        """Pass over a field's code; what is shown is its result."""
        match control.get(f"{_W}fldCharType"):
            case "begin":
                self._in_code = True
                if run in self._asked:
                    self._lines[-1].places.append(run)
            case _:
                self._in_code = False

    def _text(self, text: str, look: Characters) -> None:
        width_of, height = look.width, look.height
        for word in WORDS.findall(text):
            width = width_of(word)
            first = word[0]
            if first == " " or "\u2002" <= first <= "\u200a":
                self._commit()
                self._gap += width
                continue
            if self._pending == 0 and width > self._room - self._used - self._gap:
                self._place(word, width, look)
            else:
                self._pending += width
                if height > self._pending_height:  # noqa: PLR1730 - `max` takes four times as long
                    self._pending_height = height
            if word[-1] in "-\u2013\u2014" or first >= "\u2e80":
                self._commit()

    def _place(self, word: str, width: float, look: Characters) -> None:
        """Add the beginning of a word that does not fit, hyphenated if it may be."""
        room = self._room - self._used - self._gap
        hyphenated = self._setting.hyphenated and self._hyphens < self._formatting.hyphens
        if room > self._formatting.zone and len(word) >= SHORTEST and hyphenated:
            for cut in reversed([found.start() for found in SYLLABLE.finditer(word)]):
                if not BEGINNING <= cut <= len(word) - REST:
                    continue
                part = look.width(word[:cut]) + 0.33 * look.size
                if part <= room:
                    self._add(part, look.height)
                    self._commit()
                    hyphens = self._hyphens
                    self._new_line()
                    self._hyphens = hyphens + 1
                    self._add(look.width(word[cut:]), look.height)
                    return
        self._add(width, look.height)

    def _add(self, width: float, height: float) -> None:
        self._pending += width
        self._pending_height = max(self._pending_height, height)

    def _commit(self) -> None:
        """Put what no line break parts onto this line, or onto the next."""
        if self._pending == 0 and self._pending_height == 0:
            return
        room = self._room + 0.01
        if self._used + self._gap + self._pending > room and self._used > 0:
            self._new_line()
        self._used += self._gap + self._pending
        self._gap = self._pending = 0.0
        line = self._lines[-1]
        line.height = max(line.height, self._pending_height)
        while self._used > room:
            # A word that is longer than its line, such as an address.
            rest = self._used - self._room
            self._new_line()
            self._used = rest
            self._lines[-1].height = self._pending_height
        self._pending_height = 0.0

    def _new_line(self) -> None:
        self._lines.append(Line())
        self._used = self._gap = 0.0
        self._hyphens = 0

    def _end_line(self, kind: str, look: Characters) -> None:
        self._commit()
        line = self._lines[-1]
        line.height = line.height or look.height
        if kind in ("page", "column"):
            line.ends = kind
        self._new_line()
        self._lines[-1].height = look.height

    def _tab(self, look: Characters) -> None:
        self._commit()
        here = self._used + self._gap + self._setting.left
        stops = self._setting.stops
        if self._setting.first < 0 and here < self._setting.left:
            stops = (*stops, (self._setting.left, "left"))
        after = min((stop for stop in stops if stop[0] > here + 0.1), default=None)
        self._gap = 0.0
        if after is None:
            place = (here // self._formatting.tab + 1) * self._formatting.tab
        elif after[1] == "left":
            place = after[0]
        else:
            place = here
        self._used = place - self._setting.left
        self._lines[-1].height = max(self._lines[-1].height, look.height)

    def _drawing(self, drawing: Element) -> None:
        extent = drawing.find("wp:inline/wp:extent", NAMESPACES)
        if extent is not None:
            width = attribute(extent, "cx") / EMU_PER_POINT
            self._add(min(width, self._room), attribute(extent, "cy") / EMU_PER_POINT)
        elif drawing.find("wp:anchor/wp:wrapTopAndBottom", NAMESPACES) is not None:
            extent = drawing.find("wp:anchor/wp:extent", NAMESPACES)
            self._lines[-1].height += attribute(extent, "cy") / EMU_PER_POINT

    def _formula(self, formula: Element) -> None:
        look = self._formatting.characters(self._setting.style, None)
        width, height = formula_size(formula)
        wide = width * look.size
        while wide > self._room:
            # Word breaks a formula at its signs.
            self._add(self._room, height * look.height)
            self._commit()
            wide -= self._room
        self._add(wide, height * look.height)
