"""From a style's nodes and a work to output (CSL 1.0.2, "Rendering Elements").

One traversal gives the output and whether variables were called and were empty, by which groups
know whether to show themselves.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from presswork.citations import names, numbers, rendering_dates
from presswork.citations.conditions import holds
from presswork.citations.dressing import put_on
from presswork.citations.output import Linked, Tag, Tagged, frame, join, run, text_of
from presswork.citations.style import (
    Choose,
    DateElement,
    Group,
    Label,
    Macro,
    Names,
    Number,
    Term,
    Value,
    Variable,
)

if TYPE_CHECKING:
    from typing import TypeAlias

    from presswork.citations.output import Runs
    from presswork.citations.scene import Scene
    from presswork.citations.style import Node


class Called(IntEnum):
    """What rendering called on: no variable, only empty ones, or one with content."""

    NOTHING = 0
    EMPTY = 1
    CONTENT = 2


if TYPE_CHECKING:
    Rendered: TypeAlias = tuple[Runs, Called]

EMPTY: Final[Rendered] = ((), Called.EMPTY)
NUMBERS_WITH_RANGES: Final = frozenset(
    {"volume", "issue", "number", "chapter-number", "collection-number", "supplement-number"}
)
ADDRESSES: Final = {
    "DOI": "https://doi.org/",
    "URL": "",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
"""Variables that lead to an address, and how the address begins (CSL 1.0.2, appendix VI)."""


def render(nodes: tuple[Node, ...], scene: Scene) -> Runs:
    """Return the output of a layout's or sort macro's content."""
    parts, _ = _parts(nodes, scene)
    return tuple(piece for part in parts for piece in part)


def _parts(nodes: tuple[Node, ...], scene: Scene) -> tuple[list[Runs], Called]:
    """Return the outputs of elements one by one; `cs:choose` is as if its content stood there."""
    parts: list[Runs] = []
    called = Called.NOTHING
    for node in nodes:
        if isinstance(node, Choose):
            inner, state = _choose(node, scene)
            parts += inner
        else:
            part, state = _node(node, scene)
            parts.append(part)
        called = max(called, state)
    return parts, called


def _choose(choose: Choose, scene: Scene) -> tuple[list[Runs], Called]:
    for branch in choose.branches:
        if holds(branch, scene):
            return _parts(branch.children, scene)
    return [], Called.NOTHING


def _node(node: Node, scene: Scene) -> Rendered:
    match node:
        case Variable():
            return _variable(node, scene)
        case Macro(children, dress):
            parts, called = _parts(children, scene)
            if called is Called.EMPTY:
                return EMPTY
            return put_on(join(parts, ""), dress, english=_is_english(scene)), called
        case Group(children, delimiter, dress):
            parts, called = _parts(children, scene)
            if called is Called.EMPTY:
                return EMPTY
            return put_on(join(parts, delimiter), dress, english=_is_english(scene)), called
        case Names():
            return _names(node, scene)
        case DateElement():
            return _date(node, scene)
        case Term(name, form, plural, dress):
            words = scene.style.locale.term(name, form, plural=plural) or ""
            return put_on(run(words), dress), Called.NOTHING
        case Value(text, dress):
            return put_on(run(text), dress), Called.NOTHING
        case Number():
            return _number(node, scene)
        case Label():
            return _label(node, scene), Called.NOTHING
        case Choose():
            parts, called = _choose(node, scene)
            return join(parts, ""), called


def _is_english(scene: Scene) -> bool:
    """Tell whether title case applies: by the work's language, else by the style's locale."""
    english = scene.work.is_english
    return scene.style.locale.language.startswith("en") if english is None else english


def _variable(node: Variable, scene: Scene) -> Rendered:
    if node.name in scene.spent:
        return EMPTY
    runs = _content(node, scene)
    if not text_of(runs).strip():
        # A year suffix is generated: that a work has none says nothing of the group it stands in.
        return ((), Called.NOTHING) if node.name == "year-suffix" else EMPTY
    if scene.sorting:
        return runs, Called.CONTENT
    prefix = ADDRESSES.get(node.name)
    english = _is_english(scene)
    if prefix is None:
        return put_on(runs, node.dress, english=english), Called.CONTENT
    text = text_of(runs)
    link = Linked(text if text.startswith(("http:", "https:")) else prefix + text)
    if node.dress.prefix.startswith("http"):
        return frame(put_on(runs, node.dress, english=english), link), Called.CONTENT
    return put_on(frame(runs, link), node.dress, english=english), Called.CONTENT


def _content(node: Variable, scene: Scene) -> Runs:
    """Return a variable's output, undressed."""
    work = scene.work
    match node.name:
        case "citation-number":
            text = f"{scene.number:09}" if scene.sorting else str(scene.number)
            return frame(run(text), Tagged(Tag.NUMBER)) if scene.number else ()
        case "year-suffix":
            return frame(run(scene.year_suffix), Tagged(Tag.YEAR_SUFFIX))
        case "first-reference-note-number":
            return run(str(scene.first_note)) if scene.first_note and not scene.bibliography else ()
        case "locator":
            return frame(run(_locator(scene)), Tagged(Tag.LOCATOR))
        case "page":
            return run(_pages(work.text("page"), scene))
        case "page-first":
            return run(_first_page(scene))
        case "citation-label":
            return run(work.text("citation-label") or _citation_label(scene))
        case name:
            short = work.runs(f"{name}-short") if node.short else ()
            runs = short or work.runs(name)
            if name in NUMBERS_WITH_RANGES and numbers.is_numeric(text_of(runs)):
                return run(text_of(runs).replace("-", _range_delimiter(scene)))
            return runs


def _pages(text: str, scene: Scene) -> str:
    return numbers.pages(text, scene.style.options.page_range_format, _range_delimiter(scene))


def _range_delimiter(scene: Scene) -> str:
    return scene.style.locale.term("page-range-delimiter") or "\N{EN DASH}"


def _first_page(scene: Scene) -> str:
    first = scene.work.text("page-first")
    if first:
        return first
    page = scene.work.text("page").replace("\N{EN DASH}", "-")
    return page.split("-")[0].split(",")[0].split("&")[0].strip()


def _locator(scene: Scene) -> str:
    if scene.locator is None or scene.bibliography:
        return ""
    value = scene.locator.value
    if scene.locator.label == "page":
        return _pages(value, scene)
    return value.replace("-", _range_delimiter(scene)) if numbers.is_numeric(value) else value


def _citation_label(scene: Scene) -> str:
    """Return a label of names and year (CSL 1.0.2, "citation-label"), as `Ande23`."""
    people = scene.work.names("author") or scene.work.names("editor")
    families = [name.family or name.literal for name in people]
    letters = families[0][:4] if len(families) == 1 else "".join(f[:1] for f in families[:4])
    date = scene.work.date("issued")
    year = f"{date.start.year % 100:02}" if date and date.start else ""
    return letters + year


def _number(node: Number, scene: Scene) -> Rendered:
    if node.variable in scene.spent:
        return EMPTY
    text = text_of(_content(Variable(node.variable, short=False, dress=node.dress), scene))
    if not text.strip():
        return EMPTY
    if numbers.is_numeric(text):
        gender = scene.style.locale.gender_of(node.variable)
        text = numbers.formatted(text, node.form, scene.style.locale, gender)
    if node.variable == "citation-number":
        return put_on(frame(run(text), Tagged(Tag.NUMBER)), node.dress), Called.CONTENT
    return put_on(run(text), node.dress, english=_is_english(scene)), Called.CONTENT


def _label(node: Label, scene: Scene) -> Runs:
    """Return the term of a number variable, where the work has the variable."""
    if node.variable == "locator":
        if scene.locator is None or scene.bibliography:
            return ()
        return _label_term(node, scene.locator.label, scene.locator.value, scene)
    value = text_of(_content(Variable(node.variable, short=False, dress=node.dress), scene))
    if not value or node.variable in scene.spent:
        return ()
    return _label_term(node, node.variable, value, scene)


def _label_term(node: Label, term: str, value: str, scene: Scene) -> Runs:
    many = numbers.is_plural(value)
    if node.variable.startswith("number-of"):
        many = value.isdecimal() and int(value) > 1
    plural = node.plural == "always" or (node.plural == "contextual" and many)
    words = scene.style.locale.term(term, node.form, plural=plural)
    return put_on(run(words or ""), node.dress)


def _date(node: DateElement, scene: Scene) -> Rendered:
    if node.variable in scene.spent:
        return EMPTY
    runs = rendering_dates.render(node, scene)
    if not runs:
        return EMPTY
    return frame(runs, Tagged(Tag.DATE)), Called.CONTENT


def _names(node: Names, scene: Scene) -> Rendered:
    outermost_first = not scene.names_seen and not scene.in_substitute
    runs = _own_names(node, scene, first=not scene.names_seen) or _substitute(node, scene)
    if not runs:
        return EMPTY
    if outermost_first:
        scene.names_seen = True
        if scene.without_names:
            return (), Called.CONTENT
        runs = frame(runs, Tagged(Tag.NAMES))
    return put_on(runs, node.dress), Called.CONTENT


def _own_names(node: Names, scene: Scene, *, first: bool) -> Runs:
    variables = [
        variable
        for variable in node.variables
        if variable not in scene.spent and scene.work.names(variable)
    ]
    if node.name.form == "count":
        people = sum(len(scene.work.names(variable)) for variable in variables)
        shown = names.shown_count(people, node.name, scene, 0)
        return run(str(shown)) if people else ()
    merged = _editors_translate(variables, node, scene)
    roles = ["editortranslator"] if merged else variables
    parts = []
    for role in roles:
        people_of_role = scene.work.names(variables[0] if merged else role)
        listed = names.render(people_of_role, node.name, node.et_al, scene, first=first)
        parts.append(_labelled(listed, node, role, len(people_of_role), scene))
    return join(parts, node.delimiter)


def _editors_translate(variables: list[str], node: Names, scene: Scene) -> bool:
    """Tell whether editors and translators are the same persons, and have one label."""
    if sorted(variables) != ["editor", "translator"] or node.label is None:
        return False
    same = scene.work.names("editor") == scene.work.names("translator")
    return same and scene.style.locale.term("editortranslator") is not None


def _labelled(listed: Runs, node: Names, role: str, count: int, scene: Scene) -> Runs:
    if node.label is None or scene.sorting:
        return listed
    plural = node.label.plural == "always" or (node.label.plural == "contextual" and count > 1)
    words = scene.style.locale.term(role, node.label.form, plural=plural) or ""
    label = put_on(run(words), node.label.dress)
    return (*label, *listed) if node.label_first else (*listed, *label)


def _substitute(node: Names, scene: Scene) -> Runs:
    """Return the first substitute that gives anything; what it shows is not shown again."""
    before = scene.in_substitute
    scene.in_substitute = True
    found: Runs = ()
    for candidate in node.substitute:
        found, called = _node(candidate, scene)
        if found and called is not Called.EMPTY:
            if not scene.sorting:
                scene.spent |= _variables(candidate, scene)
            break
        found = ()
    scene.in_substitute = before
    return found


def _variables(node: Node, scene: Scene) -> set[str]:
    """Return the variables that an element shows of this work."""
    match node:
        case Variable(name=name) | Number(variable=name) | DateElement(variable=name):
            return {name}
        case Names(variables=variables, substitute=inner):
            own = {name for name in variables if scene.work.names(name)}
            return own or {name for child in inner for name in _variables(child, scene)}
        case Macro(children=children) | Group(children=children):
            return {name for child in children for name in _variables(child, scene)}
        case Choose(branches=branches):
            for branch in branches:
                if holds(branch, scene):
                    return {name for child in branch.children for name in _variables(child, scene)}
            return set()
        case _:
            return set()
