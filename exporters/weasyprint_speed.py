"""WeasyPrint made faster, with the same pages.

WeasyPrint finds out again, for every box and every piece of text, what depends on nothing but its
style, and looks through lists that grow with the document. Here that is found out once. The number
beside each improvement is the share of the time of a book of a hundred pages that it saved.

Nothing here changes what is printed: `tests/exporters/test_weasyprint_speed.py` compares pages with
and without it, byte by byte. It is for one version of WeasyPrint: with any other, and where
something is not as it was, WeasyPrint goes its own way.
"""

from __future__ import annotations

import re
import struct
import sys
from contextlib import contextmanager, suppress
from copy import deepcopy
from functools import cache, lru_cache
from importlib import import_module
from itertools import chain
from math import inf
from types import ModuleType
from typing import TYPE_CHECKING, Final, TypeVar, cast

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from weasyprint import CSS, HTML
    from weasyprint.css import Selector, Style, StyleFor
    from weasyprint.css.targets import CounterLookupItem, TargetCollector
    from weasyprint.formatting_structure.boxes import Box, TextBox
    from weasyprint.layout import LayoutContext
    from weasyprint.matrix import Matrix
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.ffi import PangoFont, PangoRun, Types
    from weasyprint.text.line_break import Layout

    _Cascade = dict[str, tuple[object, tuple[object, ...]]]
    _Run = tuple[PangoRun, Font, float, list[tuple[int, int, int, int]]]

VERSION: Final = "70.0"
"""The version of WeasyPrint that this is for."""

_originals: Final[list[tuple[object, str, object]]] = []
"""What stood where something of ours stands: on which module or class, its name, itself."""


@cache
def install() -> None:
    """Put the improvements in place, once."""
    _improve()


def _improve() -> None:
    import weasyprint  # noqa: PLC0415 - loading it takes Pango

    if weasyprint.VERSION != VERSION:
        return
    for improve in IMPROVEMENTS:
        with suppress(AttributeError, ImportError):
            improve()


@contextmanager
def without() -> Iterator[None]:
    """Let WeasyPrint go its own way for a while, to compare."""
    while _originals:
        owner, name, original = _originals.pop()
        setattr(owner, name, original)
    try:
        yield
    finally:
        _improve()


ROOM: Final = 1 << 16
"""How many values Python's stack is to have room for."""


def with_room(function: Callable[[], T]) -> T:
    """Call a function with room on Python's stack for all that it calls (3%).

    CPython 3.11 and later keep the frames of functions in pieces of 16 KiB. Where the calls of a
    loop go over the edge of one, the next is asked of the system and given back every time. A frame
    that has a large piece for itself leaves the rest of it to those that follow.
    """

    def call() -> T:
        return function()

    code = call.__code__
    call.__code__ = code.replace(co_stacksize=max(code.co_stacksize, ROOM))
    return call()


LATE: Final = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint imports and has no need of where HarfBuzz can cut fonts; it takes 0.08 s."""


@contextmanager
def importing() -> Iterator[None]:
    """Import WeasyPrint without what it needs late or never; that comes when it is called."""
    late = [name for name in LATE if name not in sys.modules]
    sys.modules.update({name: _Late(name) for name in late})
    try:
        yield
    finally:
        for name in late:
            sys.modules.pop(name, None)


class _Late(ModuleType):
    """Stands for a module that is imported when one of its functions is called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        if name.startswith("__"):
            raise AttributeError(name)
        return call


def _replace(owner: object, name: str, ours: object) -> None:
    """Put something in the place of a function, wherever WeasyPrint has imported it to."""
    original = getattr(owner, name)
    modules = [
        module for key, module in sys.modules.items() if key.partition(".")[0] == "weasyprint"
    ]
    for holder in chain((owner,), modules):
        if vars(holder).get(name) is original:
            _originals.append((holder, name, original))
            setattr(holder, name, ours)


LENGTHS: Final = (
    *("margin_left", "margin_right", "margin_top", "margin_bottom"),
    *("padding_left", "padding_right", "padding_top", "padding_bottom"),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
BORDERS: Final = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def _resolve_lengths_once() -> None:
    """Resolve the lengths of a style that has no percentages once, not for every box (7%)."""
    from weasyprint.formatting_structure.boxes import PageBox  # noqa: PLC0415 - as above
    from weasyprint.layout import percent  # noqa: PLC0415 - as above

    original = percent.resolve_percentages

    def resolve_percentages(box: Box, containing_block: Box | tuple[float, float]) -> None:
        known = vars(box.style)
        if "presswork_lengths" in known:
            if lengths := known["presswork_lengths"]:
                vars(box).update(lengths)
                return
            original(box, containing_block)
            return
        original(box, containing_block)
        lengths = None
        if not isinstance(box, PageBox) and _are_fixed(box.style):
            lengths = {name: getattr(box, name) for name in (*LENGTHS, *BORDERS)}
        known["presswork_lengths"] = lengths

    _replace(percent, "resolve_percentages", resolve_percentages)


def _are_fixed(style: Style) -> bool:
    """Tell whether all lengths of a style are the same in whatever box."""
    if style["border_collapse"] == "collapse":
        return False
    return all(
        value == "auto" or value is None or getattr(value, "unit", None) not in {None, "%"}
        for value in map(style.__getitem__, LENGTHS)
    )


def _resolve_radii_once() -> None:
    """Give a box the corners of a style that rounds none without looking at each (1%)."""
    from weasyprint.layout import percent  # noqa: PLC0415 - as above

    original = percent.resolve_radii_percentages
    names = [
        f"border_{corner}_radius"
        for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
    ]

    def resolve_radii_percentages(box: Box) -> None:
        known = vars(box.style)
        if "presswork_sharp" not in known:
            known["presswork_sharp"] = all((0, "px") in box.style[name] for name in names)
        if known["presswork_sharp"]:
            # What is positioned absolutely comes as a placeholder, which hands on what it is given.
            for name in names:
                setattr(box, name, (0, 0))
        else:
            original(box)

    _replace(percent, "resolve_radii_percentages", resolve_radii_percentages)


def _set_up_text_once() -> None:
    """Copy a Pango layout that has been set up for a style (6%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import ffi, gobject, pango  # noqa: PLC0415 - as above

    original = line_break.Layout.setup
    ffi.cdef("PangoLayout *pango_layout_copy (PangoLayout *layout);", override=True)
    copy, release = pango.pango_layout_copy, gobject.g_object_unref
    own = {"style", "layout", "justification_spacing", "max_width", "text"}

    def setup(self: Layout, style: Style) -> None:
        known = vars(style)
        if (model := known.get("presswork_text")) is None:
            original(self, style)
            shared = {name: value for name, value in vars(self).items() if name not in own}
            known["presswork_text"] = ffi.gc(copy(self.layout), release), shared
            return
        layout, shared = model
        vars(self).update(shared)
        self.style = style
        self.layout = ffi.gc(copy(layout), release)

    _replace(line_break.Layout, "setup", setup)


def _measure_struts_once() -> None:
    """Keep the height of a line with the style, not under a long key (1%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above

    original = line_break.strut

    def strut(style: Style) -> tuple[float, float]:
        known = vars(style)
        if "presswork_strut" not in known:
            known["presswork_strut"] = original(style)
        height_and_baseline: tuple[float, float] = known["presswork_strut"]
        return height_and_baseline

    _replace(line_break, "strut", strut)


def _share_styles() -> None:
    """Compute a style once for all that the same rules hold for under equal parents (15%).

    WeasyPrint does so for elements, but not for `::before` and the like, of which each element has
    eight, nor for pages; and every `id` parts an element and all within it from the others. Here
    an element with an `id` has a style of its own still, which asks its twin for all but that.
    """
    from weasyprint.css import ComputedStyle, StyleFor  # noqa: PLC0415 - as above
    from weasyprint.css.properties import INHERITED  # noqa: PLC0415 - as above

    original = StyleFor.set_computed_styles
    if ANCHOR in INHERITED:
        return

    class Twin(ComputedStyle):  # type: ignore[misc] # WeasyPrint carries no types
        """The style of an element that differs from another's in its `id` alone."""

        def __missing__(self, key: str) -> object:
            if key == ANCHOR:
                return super().__missing__(key)
            value = self[key] = self.presswork_first[key]
            return value

        @property
        def anonymous_style(self) -> Style:
            return self.presswork_first.anonymous_style

    def set_computed_styles(  # noqa: PLR0913, PLR0917 - WeasyPrint's own
        self: StyleFor,
        element: object,
        parent: object,
        root: object = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: TargetCollector = None,
    ) -> None:
        styles = self.get_computed_styles()
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        parent_style = styles.get((parent, None))
        if parent_style is None:
            original(self, element, parent, root, pseudo_type, base_url, target_collector)
            return
        family = vars(parent_style).get("presswork_first", parent_style)
        shared = vars(family).setdefault("presswork_shared", {})
        key = (pseudo_type, base_url, *_without_anchor(cascaded))
        first = shared.get(key)
        if first is None:
            original(self, element, parent, root, pseudo_type, base_url, target_collector)
            shared[key] = styles[element, pseudo_type]
        elif ANCHOR not in cascaded and ANCHOR not in first.cascaded:
            styles[element, pseudo_type] = first
        else:
            twin = styles[element, pseudo_type] = Twin(
                parent_style,
                cascaded,
                pseudo_type,
                styles[root, None],
                base_url,
                self.font_config,
                self.initial_page_sizes,
            )
            twin.presswork_first = first
            twin.specified = first.specified
            if target_collector and twin[ANCHOR]:
                target_collector.collect_anchor(twin[ANCHOR])

    _replace(StyleFor, "set_computed_styles", set_computed_styles)


def _cascade_once() -> None:
    """Find out once what declarations win for all elements that the same selectors match (5%).

    Nine of ten elements are matched by what others are; each had nine dictionaries of its own, of
    0.3 MiB a page.
    """
    from weasyprint import css  # noqa: PLC0415 - as above

    declared = css.find_style_attributes
    prepared, precedence_of = css.preprocess_declarations, css.declaration_precedence

    def __init__(  # noqa: N807, PLR0913, PLR0917 - WeasyPrint's own
        self: StyleFor,
        html: HTML,
        sheets: Sequence[tuple[CSS, str, object]],
        presentational_hints: bool,  # noqa: FBT001 - as above
        font_config: object,
        target_collector: object,
    ) -> None:
        self._cascaded_styles = {}
        self._computed_styles = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config
        own: dict[object, _Cascade] = {}
        own_declarations: dict[object, tuple[object, ...]] = {}
        for specificity, element, declarations, base_url in declared(
            html.etree_element, presentational_hints, html.base_url
        ):
            own_declarations[element] = tuple(declarations)
            weighed = (
                (name, values, (precedence_of("author", importance), inf, specificity))
                for name, values, importance in prepared(base_url, declarations)
            )
            _put_heaviest(own.setdefault(element, {}), weighed)
        _style_elements(self, html, own, own_declarations, target_collector)
        for element, pseudo_type in self._cascaded_styles:
            if pseudo_type:
                self.set_computed_styles(
                    element,
                    pseudo_type=pseudo_type,
                    root=html.etree_element,
                    parent=element,
                    base_url=html.base_url,
                    target_collector=target_collector,
                )
        self._cascaded_styles.clear()

    _replace(css.StyleFor, "__init__", __init__)


def _style_elements(
    self: StyleFor,
    html: HTML,
    own: Mapping[object, _Cascade],
    own_declarations: Mapping[object, tuple[object, ...]],
    target_collector: object,
) -> None:
    """Compute the styles of all elements in the order of the tree, as `StyleFor` does."""
    styles = self._computed_styles
    computed: dict[object, object] = {}
    cascades: dict[object, dict[str | None, _Cascade]] = {}
    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        parent = wrapper.parent.etree_element if wrapper.parent else None
        matched = [
            (sheet, origin, sheet_specificity, selector)
            for sheet, origin, sheet_specificity in self._sheets
            for selector in sheet.matcher.match(wrapper)
        ]
        selectors = tuple(
            (id(sheet), specificity, id(declarations), layer)
            for sheet, _, _, (specificity, _, _, (declarations, layer)) in matched
        )
        if selectors not in cascades:
            cascades[selectors] = _cascade(matched, {})
        cascade = cascades[selectors]
        if element in own:
            cascade = {**cascade, None: _cascade(matched, own[element]).get(None, {})}
        for pseudo_type, winning in cascade.items():
            self._cascaded_styles[element, pseudo_type] = winning
        family = id(styles[parent, None]) if wrapper.parent else None
        key = (family, own_declarations.get(element), selectors)
        if key in computed:
            styles[element, None] = computed[key]
            continue
        self.set_computed_styles(
            element,
            root=html.etree_element,
            parent=parent,
            base_url=html.base_url,
            target_collector=target_collector,
        )
        computed[key] = styles[element, None]


def _cascade(
    matched: Iterable[tuple[CSS, str, object, Selector]], own: _Cascade
) -> dict[str | None, _Cascade]:
    """Return the declarations that win, for an element that has some of its own already."""
    from weasyprint.css import declaration_precedence  # noqa: PLC0415 - as above

    winning: dict[str | None, _Cascade] = {None: own} if own else {}
    for sheet, origin, sheet_specificity, selector in matched:
        specificity, _, pseudo_type, (declarations, layer) = selector
        order = inf if layer is None else sheet.layers.index(layer)
        weighed = (
            (
                name,
                values,
                (
                    declaration_precedence(origin, importance),
                    order,
                    sheet_specificity or specificity,
                ),
            )
            for name, values, importance in declarations
        )
        _put_heaviest(winning.setdefault(pseudo_type, {}), weighed)
    return winning


def _put_heaviest(
    winning: _Cascade, weighed: Iterable[tuple[str, object, tuple[object, ...]]]
) -> None:
    for name, values, weight in weighed:
        _, heaviest = winning.get(name, (None, None))
        if heaviest is None or heaviest <= weight:
            winning[name] = values, weight


ANCHOR: Final = "anchor"
"""The property that an `id` becomes."""


def _without_anchor(cascaded: Mapping[str, tuple[object, object]]) -> Iterator[object]:
    """Yield what tells declarations from others: equal values, or the same."""
    for name, (value, weight) in cascaded.items():
        if name != ANCHOR:
            # A style keeps its declarations, so that the number of one stays its own.
            yield name, value if _is_hashable(value) else id(value)
            yield weight if _is_hashable(weight) else str(weight)


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


class _Waiting(list["Box"]):
    """The notes that no page has yet, in order; it tells at once whether one is among them."""

    def __init__(self, notes: Iterable[Box] = ()) -> None:
        super().__init__(notes)
        self._ids = set(map(id, self))

    def __contains__(self, note: object) -> bool:
        return id(note) in self._ids

    def append(self, note: Box) -> None:
        super().append(note)
        self._ids.add(id(note))

    def remove(self, note: Box) -> None:
        super().remove(note)
        if not super().__contains__(note):
            self._ids.discard(id(note))

    def copy(self) -> _Waiting:
        return _Waiting(self)


def _find_notes_at_once() -> None:
    """Do not look for each box of each line among all notes (1%, of 400 pages more)."""
    from weasyprint.layout import LayoutContext  # noqa: PLC0415 - as above

    original = LayoutContext.__init__

    def __init__(self: LayoutContext, *arguments: object) -> None:  # noqa: N807 - WeasyPrint's own
        original(self, *arguments)
        self.footnotes = _Waiting()

    _replace(LayoutContext, "__init__", __init__)


def _find_lookups_at_once() -> None:
    """Do not look through all mentions of pages for every target (2%, of 400 pages more).

    A book whose references lead back to the pages that cite them has thousands of both.
    """
    from weasyprint.css.targets import TargetCollector  # noqa: PLC0415 - as above

    original = TargetCollector.cache_target_page_counters

    def cache_target_page_counters(
        self: TargetCollector, anchor: str, values: object, index: int, page_maker: object
    ) -> None:
        every = self.counter_lookup_items
        count, by_anchor = vars(self).get("presswork_lookups", (-1, {}))
        if count != len(every):
            by_anchor = {}
            for key, item in every.items():
                for target in item.missing_target_counters:
                    by_anchor.setdefault(target, {})[key] = item
            self.presswork_lookups = len(every), by_anchor
        self.counter_lookup_items = by_anchor.get(anchor, {})
        try:
            original(self, anchor, values, index, page_maker)
        finally:
            every.update(self.counter_lookup_items)
            self.counter_lookup_items = every

    _replace(TargetCollector, "cache_target_page_counters", cache_target_page_counters)


GLYPH: Final = struct.Struct("=Iiii4x")
"""Pango's `PangoGlyphInfo`: the glyph, its width, where it is moved to."""


def _write_glyphs_at_once() -> None:
    """Read the glyphs of a run in one go, and know Pango's fonts again (4%)."""
    from weasyprint.draw import text  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import ffi, pango  # noqa: PLC0415 - as above

    original = text.draw_first_line
    unknown = pango.PANGO_GLYPH_UNKNOWN_FLAG
    if ffi.sizeof("PangoGlyphInfo") != GLYPH.size or pango.pango_version() < OLDEST_PANGO:
        return
    known_fonts = _known_fonts()

    def draw_first_line(
        stream: Stream,
        textbox: TextBox,
        text_overflow: str,
        block_ellipsis: object,
        matrix: Matrix,
    ) -> list[object]:
        arguments = (stream, textbox, text_overflow, block_ellipsis, matrix)
        if text_overflow == "ellipsis" or block_ellipsis != "none":
            return list(original(*arguments))
        if not textbox.text.strip() or textbox.style["font_size"] < SMALLEST:
            return []
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - Pango's own
        first_line, _ = layout.get_first_line()
        runs: list[_Run] = []
        run = first_line.runs[0]
        while run != ffi.NULL:
            found = run.data
            font, size = known_fonts(stream, textbox.style, found.item.analysis.font)
            glyphs = found.glyphs
            infos = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH.size)
            read = list(GLYPH.iter_unpack(infos))
            if font.svg or font.png or font.colr or font.bitmap:
                return list(original(*arguments))
            if any(glyph & unknown for glyph, *_ in read):
                return list(original(*arguments))
            runs.append((found, font, size, read))
            run = run.next
        stream.set_text_matrix(*matrix.values)
        _write_runs(stream, layout.text, runs)
        return []

    _replace(text, "draw_first_line", draw_first_line)


OLDEST_PANGO: Final = 14802
"""The version from which Pango says the size of a font right (its issue 530)."""

SMALLEST: Final = 1e-6
"""The size of a font that is not drawn."""


def _known_fonts() -> Callable[[Stream, Style, PangoFont], tuple[Font, float]]:
    """Return what finds the font of a PDF, and its size, by Pango's font."""
    from weasyprint.text.ffi import ffi, gobject  # noqa: PLC0415 - as above

    ffi.cdef("void *g_object_ref (void *object);", override=True)

    def known_fonts(stream: Stream, style: Style, pango_font: PangoFont) -> tuple[Font, float]:
        fonts, found = vars(style.font_config).get("presswork_fonts", (None, {}))
        if fonts is not stream._fonts:  # noqa: SLF001 - as the module says
            found = {}
            style.font_config.presswork_fonts = stream._fonts, found  # noqa: SLF001
        address = int(ffi.cast("uintptr_t", pango_font))
        if address not in found:
            # Pango's font is kept, so that no other ever has its address.
            kept = ffi.gc(gobject.g_object_ref(pango_font), gobject.g_object_unref)
            found[address] = (*stream.add_font(pango_font), kept)
        font, size, _ = found[address]
        return font, size

    return known_fonts


def _write_runs(stream: Stream, text: str, runs: Iterable[_Run]) -> None:
    """Write the glyphs of a line, as `weasyprint.draw.text.draw_first_line` does."""
    from weasyprint.text.ffi import FROM_UNITS, pango  # noqa: PLC0415 - as above

    empty = pango.PANGO_GLYPH_EMPTY
    string = ""
    previous = None
    for found, font, size, glyphs in runs:
        if found.item.analysis.font != previous:
            previous = found.item.analysis.font
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, size)
        string += "<"
        widths, to_unicode = font.widths, font.to_unicode
        for at, (glyph, width, x_offset, y_offset) in enumerate(glyphs):
            if glyph == empty:
                string += f">{-width / size}<"
                continue
            if glyph not in to_unicode:
                to_unicode[glyph] = _text_of(found, at, text)
            offset = x_offset / size
            rise = y_offset / 1000
            if rise:
                string = string[:-1] if string[-1] == "<" else string + ">"
                if string:
                    stream.show_text(string)
                stream.set_text_rise(-rise)
                stream.show_text(f"{-offset if offset else ''}<{glyph:04x}>")
                stream.set_text_rise(0)
                string = "<"
            else:
                if offset:
                    string += f">{-offset}<"
                string += f"{glyph:04x}"
            if glyph not in widths:
                pango.pango_font_get_glyph_extents(
                    found.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
                )
                widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
            kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / size
            if kerning:
                string += f">{int(kerning)}<"
        string = string[:-1] if string[-1] == "<" else string + ">"
    stream.show_text(string)


def _text_of(run: PangoRun, at: int, text: str) -> str:
    """Return the text that a glyph of a run stands for."""
    clusters, length = run.glyphs.log_clusters, run.item.length
    if run.item.analysis.level % 2:  # from right to left
        end = length if at == 0 else clusters[at - 1]
    else:
        end = length if at == run.glyphs.num_glyphs - 1 else clusters[at + 1]
    offset = run.item.offset
    return text.encode()[offset + clusters[at] : offset + end].decode()


def _pass_by_floats() -> None:
    """Do not measure a line that no float stands beside, nor look twice at those above it (10%).

    A list of references has a float for each number, which all stay in the list of a page's floats.
    """
    from weasyprint.formatting_structure.boxes import LineBox  # noqa: PLC0415 - as above
    from weasyprint.layout import float as floating  # noqa: PLC0415 - as above
    from weasyprint.layout import inline, preferred  # noqa: PLC0415 - as above

    measure, avoid = preferred.inline_min_content_width, floating.avoid_collisions

    def inline_min_content_width(  # noqa: PLR0913, PLR0917 - WeasyPrint's own
        context: LayoutContext,
        box: Box,
        outer: bool = True,  # noqa: FBT001, FBT002 - as above
        skip_stack: object = None,
        first_line: bool = False,  # noqa: FBT001, FBT002 - as above
        is_line_start: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> float:
        if first_line and type(box) is LineBox and box.style["direction"] == "ltr":
            height, _ = inline.strut(box.style)
            if not _collides(context.excluded_shapes, box.position_y, height):
                return 0
        width: float = measure(context, box, outer, skip_stack, first_line, is_line_start)
        return width

    def avoid_collisions(
        context: LayoutContext,
        box: Box,
        containing_block: Box,
        outer: bool = True,  # noqa: FBT001, FBT002 - as above
    ) -> tuple[float, float, float]:
        if type(box) is LineBox and not outer and not box.margin_left and not box.margin_right:
            top, height = box.border_box_y(), box.border_height()
            if containing_block.style["direction"] == "ltr" and not _collides(
                context.excluded_shapes, top, height
            ):
                left = containing_block.content_box_x()
                width = left + containing_block.width - left  # as WeasyPrint rounds it
                return left, top - box.margin_top, width
        found: tuple[float, float, float] = avoid(context, box, containing_block, outer)
        return found

    _replace(preferred, "inline_min_content_width", inline_min_content_width)
    _replace(floating, "avoid_collisions", avoid_collisions)


def _collides(shapes: Iterable[Box], top: float, height: float) -> bool:
    """Tell whether a float stands beside a line, as WeasyPrint asks it."""
    bottom = top + height
    for shape in shapes:
        start = shape.position_y
        end = start + shape.margin_height()
        if start < top < end or start < bottom < end or (start >= top and end <= bottom):
            return True
    return False


def _ask_styles_less() -> None:
    """Tell from two values of its style whether a box is in the flow, and list no children (4%)."""
    from weasyprint.formatting_structure.boxes import Box, ParentBox  # noqa: PLC0415 - as above

    def is_in_normal_flow(self: Box) -> bool:
        style = self.style
        return style["float"] == "none" and style["position"] in {"static", "relative"}

    def page_values(self: Box) -> tuple[str, str]:
        own = self.style["page"]
        children = self.children
        first = next(filter(_holds_page, children), None)
        if first is None:
            return own, own
        last = next(filter(_holds_page, reversed(children)))
        return first.page_values()[0] or own, last.page_values()[1] or own

    _replace(Box, "is_in_normal_flow", is_in_normal_flow)
    _replace(ParentBox, "page_values", page_values)


def _holds_page(box: Box) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def _break_texts_once() -> None:
    """Remember where a text may break (2%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above

    found = lru_cache(maxsize=4096)(line_break.get_next_break_point_from_text)
    _replace(line_break, "get_next_break_point_from_text", found)


def _measure_in_one_place() -> None:
    """Measure lines into one rectangle, not a new one for each (2%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango  # noqa: PLC0415 - as above

    rectangle, nothing = ffi.new("PangoRectangle *"), ffi.NULL
    measure = pango.pango_layout_line_get_extents

    def line_size(line: object, style: Style) -> tuple[float, float]:
        measure(line, nothing, rectangle)
        width = rectangle.width * FROM_UNITS
        if style["letter_spacing"] != "normal":
            width += style["letter_spacing"]
        return width, rectangle.height * FROM_UNITS

    _replace(line_break, "line_size", line_size)


def _know_arrays() -> None:
    """Make the type of an array of its element's: cffi parses C anew for each length (3 ms)."""
    from weasyprint.text.ffi import ffi  # noqa: PLC0415 - as above

    types = type(ffi)
    original = types._typeof_locked  # noqa: SLF001 - as the module says

    def _typeof_locked(self: Types, cdecl: str) -> tuple[object, bool]:
        array = ARRAY.fullmatch(cdecl) if isinstance(cdecl, str) else None
        if array is None or cdecl in self._parsed_types:
            found: tuple[object, bool] = original(self, cdecl)
            return found
        pointer, _ = self._typeof_locked(f"{array[1]} *")
        made = self._backend.new_array_type(pointer, int(array[2])), False
        self._parsed_types[cdecl] = made
        return made

    _replace(types, "_typeof_locked", _typeof_locked)


def _count_pages_once() -> None:
    """Do not list all pages of the PDF for every tag (4%, of 400 pages 13%)."""
    from pydyf import PDF  # noqa: PLC0415 - as above

    original = PDF.page_references.fget

    def page_references(self: PDF) -> tuple[bytes, ...]:
        known = vars(self).get("presswork_pages", ())
        if len(known) * 3 != len(self.pages["Kids"]):
            known = self.presswork_pages = original(self)
        references: tuple[bytes, ...] = known
        return references

    _replace(PDF, "page_references", property(page_references))


def _look_back_at_once() -> None:
    """Write the numbers of pages that are made into those that follow before they are made (20%).

    WeasyPrint finds out on a page that it had to show the number of an earlier one, and makes the
    page again. It also asks all that show numbers whenever it passes a place that may be shown,
    and takes what shows the number of another page for something that shows that of its own.
    """
    from weasyprint.css.targets import TargetCollector  # noqa: PLC0415 - as above
    from weasyprint.layout import page  # noqa: PLC0415 - as above

    original = page.make_page

    def cache_target_page_counters(
        self: TargetCollector,
        anchor_name: str,
        page_counter_values: Mapping[str, list[int]],
        page_maker_index: int,
        page_maker: list[tuple[object, ...]],
    ) -> None:
        item = self.target_lookup_items.get(anchor_name)
        if self.collecting or not item or item.state != "up-to-date":
            return
        item.page_maker_index = page_maker_index
        if item.cached_page_counter_values == page_counter_values:
            return
        item.cached_page_counter_values = deepcopy(page_counter_values)
        for place, lookup in _showing(self).get(anchor_name, ()):
            shown_on = lookup.page_maker_index
            if shown_on is None or shown_on >= len(page_maker):
                lookup.pending = True
                vars(self).setdefault("presswork_pending", {})[place] = lookup
            elif any(
                page_counter_values.get(name) is not None
                for name in lookup.missing_target_counters[anchor_name]
            ):
                state = cast("dict[str, object]", page_maker[shown_on][-1])
                state["content_changed"] = True
                lookup.parse_again(lookup.cached_page_counter_values)

    def make_page(context: LayoutContext, *others: object) -> object:
        _showing(context.target_collector)
        pending = vars(context.target_collector).pop("presswork_pending", {})
        for _, lookup in sorted(pending.items()):
            if lookup.pending:
                lookup.pending = False
                lookup.parse_again(lookup.cached_page_counter_values)
        return original(context, *others)

    _replace(TargetCollector, "cache_target_page_counters", cache_target_page_counters)
    _replace(page, "make_page", make_page)


def _showing(collector: TargetCollector) -> dict[str, list[tuple[int, CounterLookupItem]]]:
    """Return what shows the number of the page of each place, in the order of the text.

    WeasyPrint does not know what `target-counter(attr(href), page)` leads to, and takes it for a
    counter of the page that it stands on; this is put right on the way.
    """
    known: dict[str, list[tuple[int, CounterLookupItem]]] | None
    known = vars(collector).get("presswork_showing")
    if known is None:
        known = collector.presswork_showing = {}
        for place, ((box, css), lookup) in enumerate(collector.counter_lookup_items.items()):
            if css != "content":
                continue
            content = box.style["content"]
            own = {value[0] for kind, value in content if kind in {"counter()", "counters()"}}
            lookup.missing_counters = [name for name in lookup.missing_counters if name in own]
            targets = [
                (_anchor(value[0], box), value[1])
                for kind, value in content
                if kind in {"target-counter()", "target-counters()"}
            ]
            lookup.missing_target_counters = {anchor: [] for anchor, _ in targets}
            for anchor, counter in targets:
                lookup.missing_target_counters[anchor].append(counter)
            for anchor in lookup.missing_target_counters:
                known.setdefault(anchor, []).append((place, lookup))
    return known


def _anchor(token: tuple[str, object], box: Box) -> str:
    """Return the id that a target of `content` has."""
    from weasyprint.css import targets  # noqa: PLC0415 - as above

    match token:
        case ("attr()", (str(name), "url", fallback)):
            address = targets.get_url_tuple(box.element.get(name, fallback), box.style.base_url)
            token = ("url", address)
        case ("attr()", (str(name), _, fallback)):
            token = ("string", box.element.get(name, fallback))
        case _:
            pass
    return str(targets.anchor_name_from_token(token))


ARRAY: Final = re.compile(r"(\w+)\[(\d+)\]")
"""An array in C: the type of its elements, and their number."""


IMPROVEMENTS: Final[tuple[Callable[[], None], ...]] = (
    _resolve_lengths_once,
    _resolve_radii_once,
    _set_up_text_once,
    _measure_struts_once,
    _share_styles,
    _cascade_once,
    _find_notes_at_once,
    _find_lookups_at_once,
    _write_glyphs_at_once,
    _pass_by_floats,
    _ask_styles_less,
    _break_texts_once,
    _measure_in_one_place,
    _know_arrays,
    _count_pages_once,
    _look_back_at_once,
)
