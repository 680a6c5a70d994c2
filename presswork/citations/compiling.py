"""From a style's XML to its compiled nodes, once a style.

Macros are put in where they are called, and inheritable name options are resolved, so a macro is
compiled anew for citations, for the bibliography and for each sort key.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from presswork import csl_files
from presswork.citations import compiling_dates, locales
from presswork.citations.compiling_dates import dress
from presswork.citations.style import (
    PLAIN,
    BibliographyOptions,
    Branch,
    Choose,
    CitationOptions,
    CompiledStyle,
    EtAl,
    GlobalOptions,
    Group,
    Label,
    Layout,
    Macro,
    NameOptions,
    Names,
    Node,
    Number,
    SortKey,
    Term,
    TermForm,
    Test,
    Value,
    Variable,
)
from presswork.csl_files import CSL
from presswork.problems import Ledger, Location, ProblemKind, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

DEEPEST: Final = 100
"""How deep macros may call each other; a real style does not get to twenty."""

MOST_RENDERED: Final = 50_000
"""How many elements one rendering may visit, macros put in; of real styles 1,100 is the most."""

TESTS: Final = (
    "disambiguate",
    "is-numeric",
    "is-uncertain-date",
    "locator",
    "position",
    "type",
    "variable",
)


def compile_style(path: Path, language: str | None, document_language: str) -> CompiledStyle:
    """Return the style of a file, ready to render.

    Args:
        path: an independent .csl file.
        language: a BCP 47 tag; None for the style's own language.
        document_language: what is taken where the style leaves its language open too.

    Raises:
        Problems: the style is broken.
    """
    root = csl_files.parse(path)
    ledger = Ledger(ProblemKind.STYLE)
    locale = locales.load(language or root.get("default-locale") or document_language, root)
    citation = root.find(f"{CSL}citation")
    if citation is None or citation.find(f"{CSL}layout") is None:
        ledger.error(
            "the style has no layout for citations",
            Location(path, csl_files.line_of(root)),
            "a dependent style holds none: give its parent; else correct the style",
        )
        ledger.settle()
        raise AssertionError
    macros = {macro.get("name", ""): macro for macro in root.iterfind(f"{CSL}macro")}
    shared = _Shared(path, macros, ledger)
    bibliography = root.find(f"{CSL}bibliography")
    style = CompiledStyle(
        root.get("class") == "note",
        locale,
        _global_options(root),
        _layout(root, citation, shared),
        _citation_options(citation),
        None if bibliography is None else _layout(root, bibliography, shared),
        BibliographyOptions() if bibliography is None else _bibliography_options(bibliography),
    )
    ledger.settle()
    return style


@dataclass(slots=True)
class _Shared:
    """What the compilation of a style's parts has in common."""

    path: Path
    macros: dict[str, etree._Element]
    ledger: Ledger
    told: set[str] = field(default_factory=set)

    def error(self, what: str, element: etree._Element, hint: str | None) -> None:
        if what not in self.told:
            self.told.add(what)
            self.ledger.error(what, Location(self.path, csl_files.line_of(element)), hint)


@dataclass(slots=True)
class _Context:
    """Where compilation is: what names inherit, and which macros are open."""

    shared: _Shared
    names: NameOptions
    names_delimiter: str
    cache: dict[tuple[str, int], tuple[Node, ...]] = field(default_factory=dict)
    open_macros: list[str] = field(default_factory=list)
    substituted: list[Names] = field(default_factory=list)
    """The names whose `cs:substitute` is being compiled, the innermost last."""
    kept: list[Names] = field(default_factory=list)
    """Names that the cache knows by their identity, which therefore must live on."""


def _layout(root: etree._Element, area: etree._Element, shared: _Shared) -> Layout:
    names = _name_options(area, _name_options(root, NameOptions()))
    delimiter = area.get("names-delimiter", root.get("names-delimiter", ""))
    context = _Context(shared, names, delimiter)
    layout = area.find(f"{CSL}layout")
    if layout is None:
        return Layout((), "", PLAIN)
    children = _bounded(_children(layout, context), layout, shared)
    return Layout(
        children,
        layout.get("delimiter", ""),
        dress(layout),
        tuple(_sort_key(key, context) for key in area.iterfind(f"{CSL}sort/{CSL}key")),
        any(isinstance(node, Variable) and node.name == "year-suffix" for node in walk(children)),
    )


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every node once, each before what it contains; macros are shared, so only once."""
    waiting = list(reversed(nodes))
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        match node:
            case Macro(children=inner) | Group(children=inner) | Names(substitute=inner):
                waiting.extend(reversed(inner))
            case Choose(branches=branches):
                for branch in reversed(branches):
                    waiting.extend(reversed(branch.children))
            case _:
                pass


def _bounded(nodes: tuple[Node, ...], element: etree._Element, shared: _Shared) -> tuple[Node, ...]:
    """Return the elements, or none where rendering them would take forever."""
    if weight(nodes, {}) <= MOST_RENDERED:
        return nodes
    shared.error("the style's macros call each other without end", element, "call fewer")
    return ()


def weight(nodes: tuple[Node, ...], known: dict[int, int]) -> int:
    """Return how many elements one rendering of them visits at most; of a choice, one branch.

    Args:
        nodes: the elements.
        known: weights by the identity of a run of elements, filled on the way.
    """
    found = known.get(id(nodes))
    if found is None:
        found = known[id(nodes)] = len(nodes) + sum(_inner_weight(node, known) for node in nodes)
    return found


def _inner_weight(node: Node, known: dict[int, int]) -> int:
    match node:
        case Macro(children=inner) | Group(children=inner) | Names(substitute=inner):
            return weight(inner, known)
        case Choose(branches=branches):
            return max((weight(branch.children, known) for branch in branches), default=0)
        case _:
            return 0


def _sort_key(key: etree._Element, context: _Context) -> SortKey:
    descending = key.get("sort") == "descending"
    variable = key.get("variable", "")
    if variable:
        return SortKey(variable, (), descending)
    names = context.names
    if (least := _number(key, "names-min")) is not None:
        names = replace(names, et_al_min=least, et_al_subsequent_min=least)
    if (first := _number(key, "names-use-first")) is not None:
        names = replace(names, et_al_use_first=first, et_al_subsequent_use_first=first)
    if (last := key.get("names-use-last")) is not None:
        names = replace(names, et_al_use_last=last == "true")
    own = _Context(context.shared, names, context.names_delimiter)
    return SortKey("", _bounded(_macro(key, own), key, context.shared), descending)


def _children(element: etree._Element, context: _Context) -> tuple[Node, ...]:
    return tuple(node for child in element if (node := _node(child, context)) is not None)


def _node(element: etree._Element, context: _Context) -> Node | None:
    match str(element.tag).removeprefix(CSL):
        case "text":
            return _text(element, context)
        case "group":
            return Group(_children(element, context), element.get("delimiter", ""), dress(element))
        case "choose":
            return Choose(tuple(_branch(branch, context) for branch in element))
        case "names":
            return _names(element, context)
        case "date":
            return compiling_dates.date(element)
        case "number":
            return Number(
                element.get("variable", ""), element.get("form", "numeric"), dress(element)
            )
        case "label":
            return _label(element)
        case _:
            return None


def _text(element: etree._Element, context: _Context) -> Node | None:
    if (variable := element.get("variable")) is not None:
        return Variable(variable, element.get("form") == "short", dress(element))
    if element.get("macro") is not None:
        return Macro(_macro(element, context), dress(element))
    if (term := element.get("term")) is not None:
        return Term(term, _term_form(element), element.get("plural") == "true", dress(element))
    if (value := element.get("value")) is not None:
        return Value(value, dress(element))
    return None


def _macro(element: etree._Element, context: _Context) -> tuple[Node, ...]:
    """Return the content of the macro that an element names."""
    name = element.get("macro", "")
    cached = (name, id(context.substituted[-1]) if context.substituted else 0)
    if cached in context.cache:
        return context.cache[cached]
    macro = context.shared.macros.get(name)
    if macro is None:
        hint = did_you_mean(name, context.shared.macros)
        context.shared.error(f"the macro '{name}' is not there", element, hint)
        return ()
    if name in context.open_macros or len(context.open_macros) > DEEPEST:
        context.shared.error(f"the macro '{name}' calls itself", macro, "break the circle")
        return ()
    context.open_macros.append(name)
    children = _children(macro, context)
    context.open_macros.pop()
    context.cache[cached] = children
    return children


def _branch(element: etree._Element, context: _Context) -> Branch:
    tests: list[Test] = []
    for kind in TESTS:
        values = element.get(kind, "").split()
        if kind in ("type", "locator") and values:
            tests.append(Test(kind, tuple(values)))
        else:
            tests += [Test(kind, (value,)) for value in values]
    return Branch(element.get("match", "all"), tuple(tests), _children(element, context))


def _label(element: etree._Element) -> Label:
    plural = element.get("plural", "contextual")
    return Label(
        element.get("variable", ""),
        _term_form(element),
        cast("Literal['contextual', 'always', 'never']", plural)
        if plural in ("always", "never")
        else "contextual",
        dress(element),
    )


def _term_form(element: etree._Element) -> TermForm:
    form = element.get("form", "long")
    return cast("TermForm", form) if form in get_args(TermForm) else "long"


def _names(element: etree._Element, context: _Context) -> Names:
    """Compile `cs:names`.

    Names in `cs:substitute` without a `cs:name`, `cs:et-al` or `cs:label` of their own take over
    those of the names they stand in for (CSL 1.0.2, "Substitute").
    """
    within = context.substituted[-1] if context.substituted else None
    label, label_first = _names_label(element)
    if within is not None and len(element) == 0:
        label, label_first = within.label, within.label_first
    names = Names(
        tuple(element.get("variable", "").split()),
        _name_of(element, context, within),
        _et_al_of(element, within),
        label,
        label_first,
        (),
        element.get("delimiter", context.names_delimiter if within is None else within.delimiter),
        dress(element),
    )
    substitute = element.find(f"{CSL}substitute")
    if substitute is None:
        return names
    context.substituted.append(names)
    children = _children(substitute, context)
    context.substituted.pop()
    context.kept.append(names)
    return replace(names, substitute=children)


def _name_of(element: etree._Element, context: _Context, within: Names | None) -> NameOptions:
    name = element.find(f"{CSL}name")
    if name is not None:
        return _own_name_options(name, context.names)
    return context.names if within is None else within.name


def _et_al_of(element: etree._Element, within: Names | None) -> EtAl:
    et_al = element.find(f"{CSL}et-al")
    if et_al is not None:
        return EtAl(et_al.get("term", "et-al"), dress(et_al))
    return EtAl() if within is None else within.et_al


def _names_label(element: etree._Element) -> tuple[Label | None, bool]:
    """Return the label of names, and whether it stands before the name."""
    label = element.find(f"{CSL}label")
    if label is None:
        return None, False
    order = [child.tag for child in element]
    name = f"{CSL}name"
    return _label(label), name in order and order.index(label.tag) < order.index(name)


def _number(element: etree._Element, attribute: str) -> int | None:
    value = element.get(attribute, "")
    return int(value) if value.isdecimal() else None


def _name_options(element: etree._Element, inherited: NameOptions) -> NameOptions:
    """Return the name options that `cs:style`, `cs:citation` or `cs:bibliography` hands down."""
    options = _common_name_options(element, inherited)
    if (form := element.get("name-form")) in ("long", "short", "count"):
        options = replace(options, form=cast("Literal['long', 'short', 'count']", form))
    if (delimiter := element.get("name-delimiter")) is not None:
        options = replace(options, delimiter=delimiter)
    return options


def _own_name_options(element: etree._Element, inherited: NameOptions) -> NameOptions:
    """Return the options of a `cs:name`."""
    options = _common_name_options(element, inherited)
    if (form := element.get("form")) in ("long", "short", "count"):
        options = replace(options, form=cast("Literal['long', 'short', 'count']", form))
    if (delimiter := element.get("delimiter")) is not None:
        options = replace(options, delimiter=delimiter)
    parts = {part.get("name"): dress(part) for part in element.iterfind(f"{CSL}name-part")}
    return replace(
        options,
        family=parts.get("family", PLAIN),
        given=parts.get("given", PLAIN),
        dress=dress(element),
    )


def _common_name_options(element: etree._Element, options: NameOptions) -> NameOptions:
    """Return the options with what the attributes say that all levels share."""
    for attribute, name in (
        ("et-al-min", "et_al_min"),
        ("et-al-use-first", "et_al_use_first"),
        ("et-al-subsequent-min", "et_al_subsequent_min"),
        ("et-al-subsequent-use-first", "et_al_subsequent_use_first"),
    ):
        if (number := _number(element, attribute)) is not None:
            options = _with(options, name, number)
    for attribute, name in (
        ("delimiter-precedes-et-al", "delimiter_precedes_et_al"),
        ("delimiter-precedes-last", "delimiter_precedes_last"),
        ("initialize-with", "initialize_with"),
        ("sort-separator", "sort_separator"),
        ("name-as-sort-order", "name_as_sort_order"),
        ("and", "and_"),
    ):
        if (text := element.get(attribute)) is not None:
            options = _with(options, name, text)
    for attribute, name in (("et-al-use-last", "et_al_use_last"), ("initialize", "initialize")):
        if (truth := element.get(attribute)) is not None:
            options = _with(options, name, truth == "true")
    return options


def _with(options: NameOptions, name: str, value: object) -> NameOptions:
    return replace(options, **{name: value})  # type: ignore[arg-type] # the tables give the types


def _global_options(root: etree._Element) -> GlobalOptions:
    return GlobalOptions(
        root.get("initialize-with-hyphen", "true") == "true",
        root.get("page-range-format", ""),
        root.get("demote-non-dropping-particle", "display-and-sort"),
    )


def _citation_options(citation: etree._Element) -> CitationOptions:
    return CitationOptions(
        add_names=citation.get("disambiguate-add-names") == "true",
        add_givenname=citation.get("disambiguate-add-givenname") == "true",
        givenname_rule=citation.get("givenname-disambiguation-rule", "by-cite"),
        add_year_suffix=citation.get("disambiguate-add-year-suffix") == "true",
        cite_group_delimiter=citation.get("cite-group-delimiter"),
        collapse=citation.get("collapse", ""),
        year_suffix_delimiter=citation.get("year-suffix-delimiter"),
        after_collapse_delimiter=citation.get("after-collapse-delimiter"),
        near_note_distance=_number(citation, "near-note-distance") or 5,
    )


def _bibliography_options(bibliography: etree._Element) -> BibliographyOptions:
    return BibliographyOptions(
        bibliography.get("hanging-indent") == "true",
        bibliography.get("second-field-align") is not None,
        bibliography.get("subsequent-author-substitute"),
        bibliography.get("subsequent-author-substitute-rule", "complete-all"),
    )
