"""What is declared for an element, and computed of it, found out once."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.matching import Matching
from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from weasyprint import CSS, HTML
    from weasyprint.css import Selector, Style, StyleFor
    from weasyprint.css.targets import TargetCollector
    from weasyprint.formatting_structure.boxes import Box

    _Cascade = dict[str, tuple[object, tuple[object, ...]]]

LENGTHS: Final = (
    *("margin_left", "margin_right", "margin_top", "margin_bottom"),
    *("padding_left", "padding_right", "padding_top", "padding_bottom"),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)


BORDERS: Final = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


RADII: Final = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)


def resolve_lengths_once() -> None:
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

    replace(percent, "resolve_percentages", resolve_percentages)


def _are_fixed(style: Style) -> bool:
    """Tell whether all lengths of a style are the same in whatever box."""
    if style["border_collapse"] == "collapse":
        return False
    return all(
        value == "auto" or value is None or getattr(value, "unit", None) not in {None, "%"}
        for value in map(style.__getitem__, LENGTHS)
    )


def resolve_radii_once() -> None:
    """Give a box the corners of a style that rounds none without looking at each (1%)."""
    from weasyprint.layout import percent  # noqa: PLC0415 - as above

    original = percent.resolve_radii_percentages

    def resolve_radii_percentages(box: Box) -> None:
        known = vars(box.style)
        if "presswork_sharp" not in known:
            known["presswork_sharp"] = all((0, "px") in box.style[name] for name in RADII)
        if known["presswork_sharp"]:
            # What is positioned absolutely comes as a placeholder, which hands on what it is given.
            for name in RADII:
                setattr(box, name, (0, 0))
        else:
            original(box)

    replace(percent, "resolve_radii_percentages", resolve_radii_percentages)


def pass_by_backgrounds() -> None:
    """Do not look for the background of a box whose style has none (1%)."""
    from weasyprint.formatting_structure.boxes import Box  # noqa: PLC0415 - as above
    from weasyprint.layout import background  # noqa: PLC0415 - as above

    original = background.layout_box_backgrounds
    nothing = {"background": None, **dict.fromkeys(RADII, (0, 0))}

    def layout_box_backgrounds(
        page: Box,
        box: Box,
        get_image_from_uri: object,
        layout_children: bool = True,  # noqa: FBT001, FBT002 - WeasyPrint's own
        style: Style | None = None,
    ) -> None:
        # What is positioned absolutely comes as a placeholder, which hands on what it is given.
        if style is None and box is not page and isinstance(box, Box):
            known = vars(box.style)
            if "presswork_bare" not in known:
                known["presswork_bare"] = _is_bare(box.style)
            if known["presswork_bare"]:
                vars(box).update(nothing)
                if layout_children:
                    for child in box.all_children():
                        layout_box_backgrounds(page, child, get_image_from_uri)
                return
        original(page, box, get_image_from_uri, layout_children, style)

    replace(background, "layout_box_backgrounds", layout_box_backgrounds)


def _is_bare(style: Style) -> bool:
    """Tell whether a box shows nothing but its text and its borders, and these with no corners."""
    from weasyprint.draw.color import get_color  # noqa: PLC0415 - as above

    return (
        all((0, "px") in style[name] for name in RADII)
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and not style["box_shadow"]
        and all(kind == "none" for kind, _ in style["background_image"])
        and get_color(style, "background_color").alpha == 0
    )


def share_styles() -> None:
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

    replace(StyleFor, "set_computed_styles", set_computed_styles)


def cascade_once() -> None:
    """Find out once what declarations win for all elements that the same selectors match (10%).

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
        styles = self._computed_styles
        made: dict[tuple[int, int, str], Style] = {}
        for (element, pseudo_type), winning in self._cascaded_styles.items():
            if not pseudo_type:
                continue
            parent = styles[element, None]
            family = vars(parent).get("presswork_first", parent)
            key = (id(family), id(winning), pseudo_type)
            if key in made:
                styles[element, pseudo_type] = made[key]
                continue
            self.set_computed_styles(
                element,
                pseudo_type=pseudo_type,
                root=html.etree_element,
                parent=element,
                base_url=html.base_url,
                target_collector=target_collector,
            )
            if ANCHOR not in winning:
                made[key] = styles[element, pseudo_type]
        self._cascaded_styles.clear()

    replace(css.StyleFor, "__init__", __init__)


def _style_elements(
    self: StyleFor,
    html: HTML,
    own: Mapping[object, _Cascade],
    own_declarations: Mapping[object, tuple[object, ...]],
    target_collector: object,
) -> None:
    """Compute the styles of all elements in the order of the tree, as `StyleFor` does."""
    styles = self._computed_styles
    matching = Matching(self._sheets)
    computed: dict[object, object] = {}
    cascades: dict[object, tuple[int, dict[str | None, _Cascade]]] = {}
    of_lists: dict[int, tuple[int, dict[str | None, _Cascade]]] = {}
    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        parent = wrapper.parent.etree_element if wrapper.parent else None
        matched = matching.match(wrapper)
        if id(matched) not in of_lists:
            selectors = tuple(
                (id(sheet), specificity, id(declarations), layer)
                for sheet, _, _, (specificity, _, _, (declarations, layer)) in matched
            )
            if selectors not in cascades:
                cascades[selectors] = len(cascades), _cascade(matched, {})
            of_lists[id(matched)] = cascades[selectors]
        number, cascade = of_lists[id(matched)]
        if element in own:
            cascade = {**cascade, None: _cascade(matched, own[element]).get(None, {})}
        for pseudo_type, winning in cascade.items():
            self._cascaded_styles[element, pseudo_type] = winning
        family = id(styles[parent, None]) if wrapper.parent else None
        key = (family, own_declarations.get(element), number)
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
