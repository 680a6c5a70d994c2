"""The selectors that match an element, found once for all elements that they cannot tell apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from types import CodeType
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cssselect2 import Matcher
    from cssselect2.tree import ElementWrapper
    from weasyprint.css import CSS, Selector

    _Entry = tuple[Callable[[ElementWrapper], bool], object, int, object, object]
    _Sheet = tuple[CSS, str, object]

    Match = tuple[CSS, str, object, Selector]

OF_PATH: Final = frozenset(
    {
        *("ancestors", "any", "ascii_lower", "attrib", "classes", "endswith", "etree_element"),
        *("get", "id", "in_html_document", "lang", "local_name", "lower", "namespace_url", "next"),
        *("parent", "split_whitespace", "startswith", "tag"),
    }
)
"""What the code of a selector names that asks only what an element and those around it are."""

LANG: Final = frozenset({"lang", "{http://www.w3.org/XML/1998/namespace}lang"})


def find_next_at_once() -> None:
    """Make what follows an element once, not for each `:has(+ h3)` anew (1%, of 400 pages more).

    Most headings and paragraphs of a text have one parent: the time grew with their square.
    """
    from cssselect2.tree import ElementWrapper  # noqa: PLC0415 - as above

    def iter_next_siblings(self: ElementWrapper) -> Iterator[ElementWrapper]:
        if self.parent is None:
            return iter(())
        known = vars(self.parent)
        if "presswork_children" not in known:
            known["presswork_children"] = list(self.parent.iter_children())
        return iter(known["presswork_children"][self.index + 1 :])

    replace(ElementWrapper, "iter_next_siblings", iter_next_siblings)


@dataclass(slots=True)
class _Plan:
    """What is known of all elements of a path.

    Args:
        number: that of the path.
        certain: of each sheet what matches them all.
        doubtful: what may match some of them, with the place of its sheet in `certain`.
        found: what matched, by which of the doubtful were among it.
    """

    number: int
    certain: list[tuple[_Sheet, list[Selector]]]
    doubtful: list[tuple[int, _Entry]]
    found: dict[tuple[int, ...], list[Match]] = field(default_factory=dict)

    def match(self, wrapper: ElementWrapper) -> list[Match]:
        """Return what matches an element: the same list where the same matches."""
        which = tuple(at for at, (_, (test, *_)) in enumerate(self.doubtful) if test(wrapper))
        if which not in self.found:
            matching = [list(selectors) for _, selectors in self.certain]
            for place, (_, *selector) in map(self.doubtful.__getitem__, which):
                matching[place].append(tuple(selector))
            self.found[which] = [
                (*sheet, selector)
                for (sheet, _), selectors in zip(self.certain, matching, strict=True)
                for selector in sorted(selectors)
            ]
        return self.found[which]


class Matching:
    """Finds the selectors of style sheets that match the elements of a document, in its order.

    Elements have the same path where they and all around them are alike: in their names, and in
    the attributes that a selector asks for. What asks for brothers or children is tested for each.
    """

    def __init__(self, sheets: Sequence[_Sheet]) -> None:
        """Find out what the selectors ask for."""
        self._sheets = [sheet for sheet in sheets if any(_entries(sheet[0].matcher))]
        self._plans: dict[tuple[object, ...], _Plan] = {}
        self._asked, self._compared = set(LANG), set(LANG)
        link = _code_of_links()
        for entry in chain.from_iterable(_entries(sheet[0].matcher) for sheet in self._sheets):
            code = entry[0].__code__
            names, texts = _names(code), _texts(code)
            if "get" in names and _outline(code) != link:
                self._compared |= texts
            self._compared |= {"class"} if "classes" in names else set()
            self._compared |= {"id"} & names
            self._asked |= texts | self._compared

    def match(self, wrapper: ElementWrapper) -> list[Match]:
        """Return what matches an element, from the lightest in each sheet to the heaviest.

        Its parent has been asked for before.
        """
        above = vars(wrapper.parent)["presswork_path"] if wrapper.parent else None
        element = wrapper.etree_element
        attributes = tuple(
            (name, value if name in self._compared else None)
            for name, value in element.attrib.items()
            if name in self._asked
        )
        key = (above, element.tag, attributes)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._plan(wrapper)
        wrapper.presswork_path = plan.number
        return plan.match(wrapper)

    def _plan(self, wrapper: ElementWrapper) -> _Plan:
        plan = _Plan(len(self._plans), [], [])
        for place, sheet in enumerate(self._sheets):
            certain: list[Selector] = []
            for entry in _candidates(sheet[0].matcher, wrapper):
                test, *selector = entry
                if not _names(test.__code__) <= OF_PATH:
                    plan.doubtful.append((place, entry))
                elif test(wrapper):
                    certain.append(tuple(selector))
            plan.certain.append((sheet, certain))
        return plan


def _entries(matcher: Matcher) -> Iterator[_Entry]:
    """Yield all selectors of a matcher."""
    for kind in (
        matcher.id_selectors,
        matcher.class_selectors,
        matcher.lower_local_name_selectors,
        matcher.namespace_selectors,
    ):
        yield from chain.from_iterable(kind.values())
    yield from matcher.lang_attr_selectors
    yield from matcher.other_selectors


def _candidates(matcher: Matcher, wrapper: ElementWrapper) -> Iterator[_Entry]:
    """Yield the selectors that may match an element, as `Matcher.match` looks for them."""
    yield from matcher.id_selectors.get(wrapper.id, ())
    for name in wrapper.classes:
        yield from matcher.class_selectors.get(name, ())
    yield from matcher.lower_local_name_selectors.get(wrapper.local_name.lower(), ())
    yield from matcher.namespace_selectors.get(wrapper.namespace_url, ())
    if "lang" in wrapper.etree_element.attrib:
        yield from matcher.lang_attr_selectors
    yield from matcher.other_selectors


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _names(code: CodeType) -> set[str]:
    return {name for inner in _codes(code) for name in inner.co_names}


def _texts(code: CodeType) -> set[str]:
    return {text for inner in _codes(code) for text in inner.co_consts if isinstance(text, str)}


def _outline(code: CodeType) -> tuple[object, ...]:
    return code.co_code, code.co_consts, code.co_names


def _code_of_links() -> tuple[object, ...]:
    """Return that of `:link`, which asks whether there is a `href`, and not for its value."""
    from cssselect2 import compile_selector_list  # noqa: PLC0415 - as above

    return _outline(compile_selector_list(":link")[0].test.__code__)
