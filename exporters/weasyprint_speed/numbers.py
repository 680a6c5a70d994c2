"""The numbers of pages that a text shows, found without laying pages out again."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weasyprint.css.targets import CounterLookupItem, TargetCollector
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext


def find_lookups_at_once() -> None:
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

    replace(TargetCollector, "cache_target_page_counters", cache_target_page_counters)


def look_back_at_once() -> None:
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

    replace(TargetCollector, "cache_target_page_counters", cache_target_page_counters)
    replace(page, "make_page", make_page)


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
