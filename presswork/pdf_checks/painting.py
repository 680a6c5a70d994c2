"""The commands of pages, gone through once for all rules.

Pages, forms, patterns and the looks of annotations are followed as far as the rules need them:
what is text and in which font, colour and size; what is tagged and what is decoration; how large
pictures are printed; which colours and states are used (ISO 32000-1, 7.8 and 8 to 9).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

from presswork.pdf_checks import colours, objects
from presswork.pdf_checks.contents import Contents, Font, Picture, Piece, Sighting
from presswork.pdf_checks.tree import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from presswork.pdf_checks.objects import Key, Value
    from presswork.pdf_checks.tree import Tree
    from presswork.srgb import Rgb

_Act: TypeAlias = "Callable[[Sequence[Value], _Stream], None]"
Box: TypeAlias = tuple[float, float, float, float]
"""Left, low, right and high."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

UNMOVED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_INVISIBLE: Final = 3
"""The mode of text that is only there to be found and copied."""
_DEEPEST: Final = 28
"""How deep forms may lie in each other, and states (ISO 32000-1, annex C)."""
_GROUNDS: Final = 200
"""How many coloured areas of a page are remembered as grounds of text."""
_SAMPLE: Final = 400
"""How many bytes of text of a piece of content are kept, to quote from."""

_MARKS: Final = 1000
"""How deep marks may lie in each other."""
_STATES: Final = 10_000
_ANCESTORS: Final = 1000
_FAINT: Final = 0.01
"""The opacity below which nothing is seen."""
_LARGE: Final = 18.0
_LARGE_BOLD: Final = 14.0
"""From how many points text counts as large (WCAG 2.2)."""
_ROUNDING: Final = 0.05
_SMALL: Final = 1.0
"""Pictures of fewer points are not measured."""
_FAMILIES: Final = {
    1: "DeviceGray",
    3: "DeviceRGB",
    4: "DeviceCMYK",
}
"""The spaces of devices by how many numbers a colour in them has."""

_IGNORED: Final = frozenset(
    (
        *("w", "J", "j", "M", "d", "i", "BX", "EX", "MP", "DP", "d0", "d1", "h"),
        *("ri", "ET", "Tc", "Tw", "Tz", "Ts"),
    )
)
_PAINTING: Final = frozenset(("S", "s", "F", "f", "f*", "B", "B*", "b", "b*", "sh"))
_FILLING: Final = frozenset(("F", "f", "f*", "B", "B*", "b", "b*"))


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it matters here."""

    ctm: Matrix = UNMOVED
    family: str = "Gray"
    devices: tuple[str, ...] = ("Gray",)
    stroking: tuple[str, ...] = ("Gray",)
    fill: Rgb | None = colours.BLACK
    opacity: float = 1.0
    font: Font | None = None
    size: float = 1.0
    leading: float = 0.0
    mode: int = 0
    clip: Box | None = None

    def copied(self) -> _State:
        """Return the state of now, to come back to; `copy.copy` takes ten times as long."""
        return _State(
            self.ctm,
            self.family,
            self.devices,
            self.stroking,
            self.fill,
            self.opacity,
            self.font,
            self.size,
            self.leading,
            self.mode,
            self.clip,
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What content is in: marks and artifacts, from the outermost to the innermost.

    Args:
        mark: the innermost mark that leads to a tag.
        tagged: whether one does.
        artifact: whether it is decoration.
        actual: whether a text stands for it.
        language: whether its language is known.
    """

    mark: Mark | None = None
    tagged: bool = False
    artifact: bool = False
    actual: bool = False
    language: bool = False


@dataclass(slots=True)
class _Stream:
    """A stream of commands that is gone through.

    Args:
        key: of the page or form; None for looks and patterns, whose content has no tags.
        page: on which it is.
        resources: what its names stand for.
        marks: its row of the ParentTree: which tag each MCID belongs to.
        depth: how many forms it lies in.
    """

    key: Key | None
    page: int
    resources: Value
    marks: list[Value]
    depth: int = 0
    silent: bool = False
    """Whether untagged content in it does not count."""
    borrowed: bool = False
    """Whether the resources are those of something else, which PDF/A does not allow."""
    lends: bool = False
    """Whether such resources are used."""
    spaces: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cache: dict[tuple[str, str], Value] = field(default_factory=dict)

    def devices(self, family: str) -> tuple[str, ...]:
        """Return which colours without a profile a space of a device is made of, if any."""
        if family not in self.spaces:
            found = colours.space(pikepdf.Name(f"/{family}"), self.resources)
            self.spaces[family] = found.devices
        return self.spaces[family]

    def resource(self, kind: str, given: Value) -> Value:
        """Return what a name stands for, for example a font."""
        name = objects.name(given)
        if (kind, name) not in self.cache:
            group = objects.entry(self.resources, kind)
            found = objects.entry(group, given) if isinstance(given, pikepdf.Name) else None
            self.cache[kind, name] = found
            self.lends = self.lends or (self.borrowed and found is not None)
        return self.cache[kind, name]


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does one and then the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def matrix(value: Value) -> Matrix:
    """Return a matrix of a file, or the one that moves nothing."""
    match objects.numbers(value):
        case [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case _:
            return UNMOVED


@dataclass(slots=True)
class _Grounds:
    """The coloured areas of a page, by bands of its height, so that few are looked at."""

    bands: dict[int, list[tuple[Box, Rgb | None]]] = field(default_factory=dict)
    count: int = 0

    def add(self, box: Box, colour: Rgb | None, clip: Box | None = None) -> None:
        """Remember an area; None as its colour where we cannot tell it."""
        box = _common(box, clip)
        left, low, right, high = box
        if self.count >= _GROUNDS or right - left < 4 or high - low < 4:  # noqa: PLR2004 - a line, not a ground
            return
        if not all(map(math.isfinite, box)):
            return
        self.count += 1
        first, last = max(int(low // 50), -20), min(int(high // 50), 300)
        for band in range(first, last + 1):
            self.bands.setdefault(band, []).append((box, colour))

    def under(self, x: float, y: float) -> Rgb | None:
        """Return the colour under a point, white where nothing is painted."""
        for (left, low, right, high), colour in reversed(self.bands.get(int(y // 50), ())):
            if left <= x <= right and low <= y <= high:
                return colour
        return colours.WHITE


@dataclass(slots=True)
class Reader:
    """Goes through the commands of pages, and notes what rules want to know.

    Args:
        tree: the tags.
        found: what was noted so far.
    """

    tree: Tree
    speaks: bool
    """Whether the file says what language it is in."""
    found: Contents = field(default_factory=Contents)
    _done: set[tuple[Key, bool, bool]] = field(default_factory=set)
    _state: _State = field(default_factory=_State)
    _saved: list[_State] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    _line: Matrix = UNMOVED
    _text: Matrix = UNMOVED
    _boxes: list[Box] = field(default_factory=list)
    _points: list[tuple[float, float]] = field(default_factory=list)
    _clips: bool = False
    _grounds: _Grounds = field(default_factory=_Grounds)
    _roots: dict[Key, bool] = field(default_factory=dict)
    _acts: Mapping[str, _Act] = field(init=False)

    def __post_init__(self) -> None:
        """Tell the commands what does them."""
        self._acts = {
            "BMC": self._begin,
            "BDC": self._begin,
            "EMC": self._end,
            "re": self._rectangle,
            "m": self._point,
            "l": self._point,
            "c": self._point,
            "v": self._point,
            "y": self._point,
            "W": self._clip,
            "W*": self._clip,
            "n": self._no_path,
            "sh": self._shade,
            "cs": self._fill_space,
            "CS": self._stroke_space,
            "sc": self._fill_colour,
            "scn": self._fill_colour,
            "SC": self._stroke_colour,
            "SCN": self._stroke_colour,
            "g": self._fill_device,
            "rg": self._fill_device,
            "k": self._fill_device,
            "G": self._stroke_device,
            "RG": self._stroke_device,
            "K": self._stroke_device,
            "q": self._save,
            "Q": self._restore,
            "cm": self._move,
            "gs": self._graphics,
            "BT": self._begin_text,
            "Tf": self._font,
            "Tr": self._mode,
            "TL": self._leading,
            "Tm": self._matrix,
            "Td": self._next,
            "TD": self._next_leading,
            "T*": self._next_line,
            "Tj": self._show,
            "TJ": self._show,
            "'": self._show_below,
            '"': self._show_below,
            "Do": self._do,
        }

    def page(self, page: pikepdf.Object, number: int) -> None:
        """Go through a page.

        Args:
            page: its dictionary, with what it inherits.
            number: counted from 1.
        """
        marks = objects.elements(
            self.tree.parents.get(objects.integer(objects.entry(page, "/StructParents"), -1))
        )
        resources = objects.inherited(page, "/Resources")
        self._state, self._grounds = _State(), _Grounds()
        stream = _Stream(objects.key(page), number, resources, marks)
        stream.borrowed = objects.entry(page, "/Resources") is None
        if objects.entry(objects.entry(page, "/Group"), "/S") is not None:
            self.found.meet("group", number)
        self._run(page, stream, _Frame())

    def appearance(self, form: Value, number: int) -> None:
        """Go through how an annotation looks, whose content needs no tags."""
        self._state, self._grounds = _State(), _Grounds()
        outer = _Stream(None, number, None, [], silent=True)
        self._form(form, outer, _Frame(artifact=True))

    def _run(self, source: Value, stream: _Stream, frame: _Frame) -> None:
        if not isinstance(source, pikepdf.Object) or not _has_commands(source):
            return
        outer = (self._saved, self._frames, self._line, self._text)
        self._saved, self._frames = [], [frame]
        self._no_path((), stream)
        self._line = self._text = UNMOVED
        try:
            commands = pikepdf.parse_content_stream(source)
        except (pikepdf.PdfError, TypeError, ValueError):
            self.found.meet("broken", stream.page)
            commands = []
        for command in commands:
            if isinstance(command, pikepdf.ContentStreamInlineImage):
                self._inline_image(command, stream)
                continue
            operator = objects.written(command.operator)
            act = self._acts.get(operator)
            if act is not None:
                act(list(command.operands), stream)
            elif operator in _PAINTING:
                self._paint(operator, stream)
            elif operator not in _IGNORED:
                self.found.meet(f"operator {operator}", stream.page)
        if stream.lends:
            self.found.meet("resource", stream.page)
        self._saved, self._frames, self._line, self._text = outer

    # Marks and tags

    def _begin(self, operands: Sequence[Value], stream: _Stream) -> None:
        """Begin marked content: `BMC` and `BDC`."""
        outer = self._frames[-1]
        if len(self._frames) > _MARKS:
            self._frames.append(outer)
            return
        tag = objects.name(operands[0]) if operands else ""
        given = operands[1] if len(operands) > 1 else None
        if isinstance(given, pikepdf.Name):
            given = stream.resource("/Properties", given)
        mark, tagged = outer.mark, outer.tagged
        number = objects.entry(given, "/MCID")
        if isinstance(number, int) and stream.key is not None and not stream.silent:
            mark = Mark(stream.key, number)
            tagged = self._leads_to_tag(mark, stream) or outer.tagged
            self.found.pieces.setdefault(mark, Piece(stream.page))
        if not stream.silent:
            if tag == "Artifact" and tagged:
                self.found.meet("artifact in tag", stream.page)
            elif tagged and outer.artifact:
                self.found.meet("tag in artifact", stream.page)
        self._frames.append(
            _Frame(
                mark,
                tagged,
                outer.artifact or tag == "Artifact",
                outer.actual or objects.text(objects.entry(given, "/ActualText")) is not None,
                outer.language or objects.text(objects.entry(given, "/Lang")) is not None,
            )
        )

    def _leads_to_tag(self, mark: Mark, stream: _Stream) -> bool:
        """Return whether the file's way back from a mark ends at the root of its tags."""
        node = stream.marks[mark.number] if 0 <= mark.number < len(stream.marks) else None
        if not objects.is_dictionary(node):
            self.found.meet("lost", stream.page)
            return False
        first = objects.key(node)
        at = self.tree.by_key.get(first) if first is not None else None
        if at is not None:
            return self.tree.elements[at].is_rooted
        if first is None or first not in self._roots:
            found = False
            for _ in range(_ANCESTORS):
                if objects.name(objects.entry(node, "/Type")) == "StructTreeRoot":
                    found = True
                    break
                node = objects.entry(node, "/P")
            if first is None:
                return found
            self._roots[first] = found
        return self._roots[first]

    def _end(self, _operands: Sequence[Value], _stream: _Stream) -> None:
        if len(self._frames) > 1:
            self._frames.pop()

    def _count(self, stream: _Stream, font: Font | None = None, text: bytes = b"") -> Piece | None:
        """Note that something is painted; return the piece of tagged content that it is in."""
        frame = self._frames[-1]
        if stream.silent:
            return None
        if not frame.tagged and not frame.artifact:
            self.found.meet("untagged", stream.page, font, text)
        if frame.mark is None:
            return None
        piece = self.found.pieces.setdefault(frame.mark, Piece(stream.page))
        piece.painted = True
        return piece

    # Paths and colours

    def _paint(self, operator: str, stream: _Stream) -> None:
        self._count(stream)
        state = self._state
        if operator in _FILLING:
            self._use(state.devices, stream)
            self._note_grounds(operator)
        if operator not in ("f", "F", "f*"):
            self._use(state.stroking, stream)
        self._no_path((), stream)

    def _note_grounds(self, operator: str) -> None:
        """Remember what is filled; of what is no rectangle, only that it is there."""
        state = self._state
        if state.opacity < _FAINT or (operator.endswith("*") and len(self._boxes) > 1):
            return  # nothing, or a frame around a hole
        fill = state.fill
        if fill is not None and state.opacity < 1:
            fill = colours.mixed(fill, colours.WHITE, state.opacity)
        for box in self._boxes:
            self._grounds.add(box, fill, state.clip)
        if self._points:
            self._grounds.add(_around(self._points), None, state.clip)

    def _use(self, devices: Sequence[str], stream: _Stream) -> None:
        for device in devices:
            self.found.meet(f"device {device}", stream.page)

    def _no_path(self, _operands: Sequence[Value], _stream: _Stream) -> None:
        """End a path, after which it may hide what is painted outside of it: `n`."""
        if self._clips:
            corners = [
                (x, y)
                for left, low, right, high in self._boxes
                for x, y in ((left, low), (right, high))
            ]
            if corners or self._points:
                around = _around([*corners, *self._points])
                self._state.clip = _common(around, self._state.clip)
            self._clips = False
        self._boxes.clear()
        self._points.clear()

    def _clip(self, _operands: Sequence[Value], _stream: _Stream) -> None:
        self._clips = True

    def _point(self, operands: Sequence[Value], _stream: _Stream) -> None:
        """Note where a line or a curve leads: the last two numbers."""
        match [objects.number(value) for value in operands[-2:]]:
            case [float(x), float(y)]:
                a, b, c, d, e, f = self._state.ctm
                self._points.append((a * x + c * y + e, b * x + d * y + f))

    def _rectangle(self, operands: Sequence[Value], _stream: _Stream) -> None:
        match [objects.number(value) for value in operands]:
            case [float(x), float(y), float(width), float(height)]:
                self._boxes.append(_box(self._state.ctm, x, y, x + width, y + height))

    def _shade(self, operands: Sequence[Value], stream: _Stream) -> None:
        shading = stream.resource("/Shading", operands[0] if operands else None)
        found = colours.space(objects.entry(shading, "/ColorSpace"), stream.resources)
        self._count(stream)
        self._note_space(found, stream)
        self._use(found.devices, stream)
        self._grounds.add((-1e4, -1e4, 1e4, 1e4), None)

    def _note_space(self, found: colours.Space, stream: _Stream) -> None:
        if found.profile is not None:
            place = objects.key(found.profile) or id(found.profile)
            self.found.profiles.setdefault(place, (found.profile, stream.page))

    def _fill_space(self, operands: Sequence[Value], stream: _Stream) -> None:
        found = self._space(operands, stream)
        self._state.family, self._state.devices = found.family, found.devices
        self._state.fill = colours.BLACK if found.family else None

    def _stroke_space(self, operands: Sequence[Value], stream: _Stream) -> None:
        self._state.stroking = self._space(operands, stream).devices

    def _space(self, operands: Sequence[Value], stream: _Stream) -> colours.Space:
        value = operands[0] if operands else None
        found = colours.space(value, stream.resources)
        self._note_space(found, stream)
        return found

    def _fill_colour(self, operands: Sequence[Value], stream: _Stream) -> None:
        values = [value for value in map(objects.number, operands) if value is not None]
        self._state.fill = colours.seen(self._state.family, values)
        if operands and isinstance(operands[-1], pikepdf.Name):
            self._pattern(operands, stream)

    def _stroke_colour(self, operands: Sequence[Value], stream: _Stream) -> None:
        if operands and isinstance(operands[-1], pikepdf.Name):
            self._pattern(operands, stream)

    def _fill_device(self, operands: Sequence[Value], stream: _Stream) -> None:
        """Choose a colour of a device: `g`, `rg` and `k`, told by how many numbers there are."""
        family = _FAMILIES.get(len(operands))
        if family is not None:
            state = self._state
            state.family, state.devices = family[6:], stream.devices(family)
            values = [value for value in map(objects.number, operands) if value is not None]
            state.fill = colours.seen(state.family, values)

    def _stroke_device(self, operands: Sequence[Value], stream: _Stream) -> None:
        family = _FAMILIES.get(len(operands))
        if family is not None:
            self._state.stroking = stream.devices(family)

    def _pattern(self, operands: Sequence[Value], stream: _Stream) -> None:
        pattern = stream.resource("/Pattern", operands[-1])
        shading = objects.entry(pattern, "/Shading")
        if shading is not None:
            found = colours.space(objects.entry(shading, "/ColorSpace"), stream.resources)
            self._note_space(found, stream)
            self._use(found.devices, stream)
        elif isinstance(pattern, pikepdf.Stream) and self._is_new(pattern, _Frame()):
            self._aside(pattern, stream)

    def _aside(self, source: Value, stream: _Stream) -> None:
        """Go through what belongs to no tag: a pattern, a mask, a drawn character."""
        if stream.depth >= _DEEPEST:
            return
        resources = objects.entry(source, "/Resources") or stream.resources
        kept, self._state = self._state, _State()
        grounds, self._grounds = self._grounds, _Grounds()
        inner = _Stream(None, stream.page, resources, [], stream.depth + 1, silent=True)
        self._run(source, inner, _Frame(artifact=True))
        self._state, self._grounds = kept, grounds

    def _is_new(self, source: Value, frame: _Frame) -> bool:
        """Return whether a stream was not yet gone through in such a place."""
        known = objects.key(source)
        if known is None:
            return True
        step = (known, frame.tagged, frame.artifact)
        if step in self._done:
            return False
        self._done.add(step)
        return True

    # States

    def _save(self, _operands: Sequence[Value], stream: _Stream) -> None:
        if len(self._saved) == _DEEPEST:
            self.found.meet("nested", stream.page)
        if len(self._saved) < _STATES:
            self._saved.append(self._state.copied())

    def _restore(self, _operands: Sequence[Value], _stream: _Stream) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _move(self, operands: Sequence[Value], _stream: _Stream) -> None:
        self._state.ctm = times(_of(operands), self._state.ctm)

    def _graphics(self, operands: Sequence[Value], stream: _Stream) -> None:
        chosen = stream.resource("/ExtGState", operands[0] if operands else None)
        if not objects.is_dictionary(chosen):
            self.found.meet("resource", stream.page)
            return
        place = objects.key(chosen) or id(chosen)
        is_new = place not in self.found.states
        self.found.states.setdefault(place, (chosen, stream.page))
        opacity = objects.number(objects.entry(chosen, "/ca"))
        if opacity is not None:
            self._state.opacity = opacity
        match objects.elements(objects.entry(chosen, "/Font")):
            case [node, size]:
                self._choose(node, objects.number(size) or 1.0, stream)
        if _is_clear(chosen):
            self.found.clear.add(stream.page)
        group = objects.entry(objects.entry(chosen, "/SMask"), "/G")
        if is_new and group is not None and self._is_new(group, _Frame()):
            self._aside(group, stream)

    # Text

    def _begin_text(self, _operands: Sequence[Value], _stream: _Stream) -> None:
        self._line = self._text = UNMOVED

    def _font(self, operands: Sequence[Value], stream: _Stream) -> None:
        node = stream.resource("/Font", operands[0] if operands else None)
        size = objects.number(operands[1]) if len(operands) > 1 else None
        if not objects.is_dictionary(node):
            self.found.meet("resource", stream.page)
            self._state.font = None
            return
        self._choose(node, 1.0 if size is None else size, stream)

    def _choose(self, node: Value, size: float, stream: _Stream) -> None:
        place = objects.key(node) or id(node)
        font = self.found.fonts.get(place)
        if font is None:
            font = self.found.fonts[place] = Font(node, stream.page)
            for _, drawing in objects.entries(objects.entry(node, "/CharProcs")):
                inner = _Stream(None, stream.page, objects.entry(node, "/Resources"), [])
                inner.depth = stream.depth
                self._aside(drawing, inner)
        self._state.font, self._state.size = font, size

    def _mode(self, operands: Sequence[Value], _stream: _Stream) -> None:
        self._state.mode = objects.integer(operands[0] if operands else None)

    def _leading(self, operands: Sequence[Value], _stream: _Stream) -> None:
        self._state.leading = objects.number(operands[0] if operands else None) or 0.0

    def _matrix(self, operands: Sequence[Value], _stream: _Stream) -> None:
        self._line = self._text = _of(operands)

    def _next(self, operands: Sequence[Value], _stream: _Stream) -> None:
        match [objects.number(value) for value in operands]:
            case [float(x), float(y)]:
                self._line = self._text = times((1, 0, 0, 1, x, y), self._line)

    def _next_leading(self, operands: Sequence[Value], stream: _Stream) -> None:
        if len(operands) > 1:
            self._state.leading = -(objects.number(operands[1]) or 0.0)
        self._next(operands, stream)

    def _next_line(self, _operands: Sequence[Value], _stream: _Stream) -> None:
        self._line = self._text = times((1, 0, 0, 1, 0, -self._state.leading), self._line)

    def _show_below(self, operands: Sequence[Value], stream: _Stream) -> None:
        self._next_line((), stream)
        self._show(operands[-1:], stream)

    def _show(self, operands: Sequence[Value], stream: _Stream) -> None:
        """Note a text: `Tj` and `TJ`."""
        shown = operands[0] if operands else None
        if isinstance(shown, pikepdf.Array):
            parts = [bytes(part) for part in shown if isinstance(part, pikepdf.String)]
            text = b"".join(parts)
        else:
            text = bytes(shown) if isinstance(shown, pikepdf.String) else b""
        state, font = self._state, self._state.font
        piece = self._count(stream, font, text)
        frame = self._frames[-1]
        if font is None:
            return
        if not self.speaks and not stream.silent and text:
            self._need_language(frame, stream, font, text)
        known = font.hidden if state.mode == _INVISIBLE else font.shown
        known.setdefault((text, frame.actual), stream.page)
        place = times(self._text, state.ctm)
        if piece is not None and text:
            _extend(piece, place, font, text)
        if state.mode == _INVISIBLE or state.opacity < _FAINT or stream.silent:
            return
        self._use(state.devices, stream)
        if text.strip():
            self._look(place, font, text, stream)

    def _need_language(self, frame: _Frame, stream: _Stream, font: Font, text: bytes) -> None:
        """Note a text whose language nothing tells."""
        known = frame.language
        if not known and frame.mark is not None and frame.tagged:
            row = stream.marks
            node = row[frame.mark.number] if 0 <= frame.mark.number < len(row) else None
            at = self.tree.by_key.get(objects.key(node) or (0, 0))
            known = at is not None and self.tree.elements[at].language is not None
        if not known:
            self.found.meet("language", stream.page, font, text)

    def _look(self, place: Matrix, font: Font, text: bytes, stream: _Stream) -> None:
        """Compare the colour of a text with what is under it."""
        state = self._state
        if state.fill is None or state.mode not in (0, 2, 4, 6):
            return
        a, b, c, d, x, y = place
        size = state.size * math.sqrt(abs(a * d - b * c))
        if not math.isfinite(size + x + y):
            return
        ground = self._grounds.under(x + size / 4, y + size / 4)
        if ground is None:
            return
        colour = colours.mixed(state.fill, ground, min(state.opacity, 1.0))
        is_large = size >= _LARGE or (size >= _LARGE_BOLD and _is_bold(font))
        if colours.contrast(colour, ground) < (3 if is_large else 4.5) - _ROUNDING:
            kind = (colours.named(colour), colours.named(ground), is_large)
            self.found.pale.setdefault(kind, Sighting()).add(
                stream.page, font, text, self._frames[-1].mark
            )

    # Pictures and forms

    def _do(self, operands: Sequence[Value], stream: _Stream) -> None:
        painted = stream.resource("/XObject", operands[0] if operands else None)
        match objects.name(objects.entry(painted, "/Subtype")):
            case "Image":
                self._count(stream)
                self._picture(painted, stream)
            case "Form":
                self._form(painted, stream, self._frames[-1])
            case "PS":
                self.found.meet("postscript", stream.page)
            case _:
                self.found.meet("resource", stream.page)

    def _picture(self, node: Value, stream: _Stream) -> None:
        place = objects.key(node) or id(node)
        picture = self.found.pictures.setdefault(place, Picture(node, stream.page))
        a, b, c, d, *_ = ctm = self._state.ctm
        box = _box(ctm, 0, 0, 1, 1)
        self._grounds.add(box, None, self._state.clip)
        if objects.entry(node, "/ImageMask") is True:
            self._use(self._state.devices, stream)
        else:
            found = colours.space(objects.entry(node, "/ColorSpace"), stream.resources)
            self._note_space(found, stream)
            self._use(found.devices, stream)
        if objects.entry(node, "/SMask") is not None:
            self.found.clear.add(stream.page)
        width = objects.integer(objects.entry(node, "/Width"))
        height = objects.integer(objects.entry(node, "/Height"))
        across, up = math.hypot(a, b), math.hypot(c, d)
        if min(across, up) > _SMALL and math.isfinite(across + up):
            dots = min(72 * width / across, 72 * height / up)
            if picture.dots is None or dots < picture.dots:
                picture.dots, picture.page = dots, stream.page

    def _inline_image(self, command: pikepdf.ContentStreamInlineImage, stream: _Stream) -> None:
        self._count(stream)
        image = command.iimage.obj
        spaces = objects.entry(image, "/ColorSpace") or objects.entry(image, "/CS")
        self._use(colours.space(spaces, stream.resources).devices, stream)
        if True in (objects.entry(image, "/I"), objects.entry(image, "/Interpolate")):
            self.found.meet("smoothed", stream.page)
        filters = objects.entry(image, "/F") or objects.entry(image, "/Filter")
        if any(objects.name(each) in ("LZW", "LZWDecode") for each in objects.one_or_more(filters)):
            self.found.meet("lzw", stream.page)

    def _form(self, node: Value, stream: _Stream, frame: _Frame) -> None:
        place = objects.key(node) or id(node)
        self.found.forms.setdefault(place, (node, stream.page))
        marks = self.tree.parents.get(objects.integer(objects.entry(node, "/StructParents"), -1))
        if marks is not None and (place, True, True) in self._done:
            self.found.meet("reused", stream.page)
        if marks is not None and isinstance(place, tuple):
            self._done.add((place, True, True))
        if stream.depth >= _DEEPEST or not self._is_new(node, frame):
            return
        if objects.name(objects.entry(objects.entry(node, "/Group"), "/S")) == "Transparency":
            self.found.clear.add(stream.page)
        resources = objects.entry(node, "/Resources") or stream.resources
        rows = objects.elements(marks)
        depth = stream.depth + 1
        known = objects.key(node)
        inner = _Stream(known, stream.page, resources, rows, depth, stream.silent)
        inner.borrowed = objects.entry(node, "/Resources") is None
        kept = self._state.copied()
        self._state.ctm = times(matrix(objects.entry(node, "/Matrix")), self._state.ctm)
        self._run(node, inner, frame)
        self._state = kept


def _has_commands(source: pikepdf.Object) -> bool:
    return isinstance(source, pikepdf.Stream) or objects.entry(source, "/Contents") is not None


def _of(operands: Sequence[Value]) -> Matrix:
    match [objects.number(value) for value in operands]:
        case [float(a), float(b), float(c), float(d), float(e), float(f)]:
            return (a, b, c, d, e, f)
        case _:
            return UNMOVED


def _box(ctm: Matrix, left: float, low: float, right: float, high: float) -> Box:
    """Return the box around a rectangle that is turned and moved."""
    a, b, c, d, e, f = ctm
    corners = [(left, low), (left, high), (right, low), (right, high)]
    return _around([(a * x + c * y + e, b * x + d * y + f) for x, y in corners])


def _around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the box around points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _common(box: Box, clip: Box | None) -> Box:
    """Return what is left of a box where only a part is seen."""
    if clip is None:
        return box
    return (
        *(max(box[0], clip[0]), max(box[1], clip[1])),
        *(min(box[2], clip[2]), min(box[3], clip[3])),
    )


def _extend(piece: Piece, place: Matrix, font: Font, text: bytes) -> None:
    """Add a text to the piece of content that it is in."""
    *_, x, y = place
    if piece.top is None or piece.bottom is None:
        piece.top = piece.bottom = y
        piece.left = x
    else:
        piece.top, piece.bottom = max(piece.top, y), min(piece.bottom, y)
    if sum(len(part) for _, part in piece.text) < _SAMPLE:
        piece.text.append((font, text[:_SAMPLE]))


def _is_bold(font: Font) -> bool:
    fonts = objects.elements(objects.entry(font.node, "/DescendantFonts")) or [font.node]
    face = objects.name(objects.entry(font.node, "/BaseFont")).lower()
    weight = objects.number(
        objects.entry(objects.entry(fonts[0], "/FontDescriptor"), "/FontWeight")
    )
    return "bold" in face or "black" in face or (weight or 0) >= 700  # noqa: PLR2004 - bold's weight


def _is_clear(state: Value) -> bool:
    """Return whether a graphics state makes anything transparent."""
    mask = objects.entry(state, "/SMask")
    blend = objects.one_or_more(objects.entry(state, "/BM"))
    return (
        (mask is not None and objects.name(mask) != "None")
        or any((objects.number(objects.entry(state, key)) or 0) < 1 for key in _given(state))
        or any(objects.name(each) not in ("Normal", "Compatible") for each in blend)
    )


def _given(state: Value) -> list[str]:
    return [key for key in ("/ca", "/CA") if objects.number(objects.entry(state, key)) is not None]
