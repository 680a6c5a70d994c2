"""A style's XML made into elements, once, with locale and inherited options settled."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

from presswork import csl_text
from presswork.citations.csl import locale as locales
from presswork.citations.csl import richtext
from presswork.citations.csl.context import SortNames
from presswork.citations.csl.elements.choose import Branch, Choose, Condition
from presswork.citations.csl.elements.date import Date, DatePart
from presswork.citations.csl.elements.group import Group
from presswork.citations.csl.elements.label import Label
from presswork.citations.csl.elements.name import NameStyle
from presswork.citations.csl.elements.names import EtAl, Names
from presswork.citations.csl.elements.number import Number
from presswork.citations.csl.elements.text import Macro, Term, Value, Variable
from presswork.citations.csl.locale import Locale, attributes
from presswork.citations.csl.look import PLAIN, Look
from presswork.citations.csl.narrative import NAMES_ALONE
from presswork.citations.csl.output import Display, Font
from presswork.citations.csl.style import (
    BibliographyRules,
    CitationRules,
    Collapsing,
    Disambiguation,
    Layout,
    SortKey,
    Spacing,
    Style,
)
from presswork.csl_files import CSL, broken, line_of
from presswork.problems import Ledger, Location, ProblemKind, did_you_mean
from presswork.references import DATE_VARIABLES, NAME_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml import etree

    from presswork.citations.csl.elements.base import Element

NAME_OPTIONS: Final = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "et-al-use-last",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
)
"""CSL 1.0.2, "Inheritable Name Options", but for `name-form` and `name-delimiter`."""

CATEGORIES: Final = f"{CSL}info/{CSL}category"
"""CSL 1.0.2, "Info": one category says how a style cites, others its fields."""

DISPLAYS: Final = ("block", "left-margin", "right-inline", "indent")
CONDITIONS: Final = (
    "disambiguate",
    "is-numeric",
    "is-uncertain-date",
    "locator",
    "position",
    "type",
    "variable",
)
DEEPEST: Final = 100
"""How deep elements may nest, macros counted in; no style of the library gets to half of it."""

HEAVIEST: Final = 1_000_000
"""How many elements one rendering may visit at the most; no style gets to a hundredth of it."""

UNFOLD: Final = "no style needs so many; write what the inner ones show where it is shown"


def compiled(
    root: etree._Element, path: Path, language: str | None, fallback: str | None = None
) -> Style:
    """Return the style that a `cs:style` element describes.

    Args:
        root: the element.
        path: its file, for messages.
        language: None for the style's own.
        fallback: the language where the style has none; American English unless given.

    Raises:
        Problems: a macro is missing or calls itself, or an element lacks what it needs.
    """
    ledger = Ledger(ProblemKind.STYLE)
    default = root.get("default-locale", "")
    wanted = language or default or fallback or locales.DEFAULT_LANGUAGE
    overrides = [child for child in root if child.tag == f"{CSL}locale"]
    locale = locales.resolve(wanted, overrides)
    macros = {child.get("name", ""): child for child in root if child.tag == f"{CSL}macro"}
    shared = _Shared(root, path, locale, macros, ledger)
    citation = root.find(f"{CSL}citation")
    bibliography = root.find(f"{CSL}bibliography")
    if citation is None:
        hint = "a dependent style has none: name the style it depends on"
        raise broken(path, line_of(root), "the style has no <citation>", hint)
    rules = _citation(citation, shared)
    listed = _bibliography(bibliography, shared) if bibliography is not None else None
    ledger.settle()
    alone = _Area(shared, {}, "").names(NAMES_ALONE, None)
    return Style(
        locale,
        root.get("class") == "note",
        rules,
        listed,
        alone,
        id=root.findtext(f"{CSL}info/{CSL}id", "").strip(),
        title=root.findtext(f"{CSL}info/{CSL}title", "").strip(),
        format=_citation_format(root),
    )


def _citation_format(root: etree._Element) -> str:
    said = (each.get("citation-format") for each in root.iterfind(CATEGORIES))
    return next(filter(None, said), "")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all parts of a style are compiled with."""

    root: etree._Element
    path: Path
    locale: Locale
    macros: dict[str, etree._Element]
    ledger: Ledger


@dataclass(slots=True)
class _Area:
    """One of citation and bibliography: its name options are inherited by what it calls."""

    shared: _Shared
    options: dict[str, str]
    names_delimiter: str
    macros: dict[str, tuple[Element, ...]] = field(default_factory=dict)
    calling: list[str] = field(default_factory=list)
    standing_in_for: Names | None = None
    """The names that a substitute which is being compiled stands in for."""
    uses: set[str] = field(default_factory=set)
    """Features that the passes need to know of: `year-suffix`, `disambiguate`."""
    depth: int = 0
    weight: int = 0
    """How many elements were compiled, each time that a macro is called counted anew."""
    weights: dict[str, int] = field(default_factory=dict)
    """The weights of the macros."""

    def element(self, node: etree._Element) -> Element | None:
        """Return a rendering element; None for what is none."""
        self.weight += 1
        self.depth += 1
        if self.depth > DEEPEST:
            self.wrong(node, f"elements and macros nest more than {DEEPEST} deep", UNFOLD)
            found = None
        else:
            found = self.deeper(node)
        self.depth -= 1
        return found

    def deeper(self, node: etree._Element) -> Element | None:
        """Return a rendering element that is not nested too deep."""
        match _name(node):
            case "text":
                return self.text(node)
            case "date":
                return self.date(node)
            case "number":
                return self.number(node)
            case "names":
                return self.names(node, self.standing_in_for)
            case "label":
                return self.label(node, node.get("variable", ""))
            case "group":
                return Group(self.children(node), node.get("delimiter", ""), _look(node))
            case "choose":
                return Choose(tuple(self.branches(node)))
            case other:
                self.wrong(node, f"<{other}> cannot stand here")
                return None

    def children(self, node: etree._Element) -> tuple[Element, ...]:
        """Return the elements in a node."""
        found = [self.element(child) for child in node if isinstance(child.tag, str)]
        return tuple(element for element in found if element is not None)

    def wrong(self, node: etree._Element, what: str, hint: str | None = None) -> None:
        """Note what is wrong with a node."""
        self.shared.ledger.error(what, Location(self.shared.path, line_of(node)), hint)

    def text(self, node: etree._Element) -> Element | None:
        """Return `cs:text`, which has four kinds."""
        look = _look(node)
        if (variable := node.get("variable")) is not None:
            if variable == "year-suffix":
                self.uses.add("year-suffix")
            short = node.get("form") == "short"
            return Variable(variable, short, look, self.page_format())
        if (macro := node.get("macro")) is not None:
            # The reference processor passes over `text-case` here, and styles count on it.
            return Macro(self.macro(macro, node), replace(look, text_case=""))
        if (term := node.get("term")) is not None:
            plural = node.get("plural") == "true"
            text = self.shared.locale.term(term, node.get("form", "long"), plural=plural)
            return Term(term, text.replace("'", richtext.APOSTROPHE), look)
        if (value := node.get("value")) is not None:
            return Value(richtext.output_of(csl_text.parse(value)), look)
        self.wrong(node, "<text> says not what to show", "give it a variable, macro, term or value")
        return None

    def macro(self, name: str, caller: etree._Element) -> tuple[Element, ...]:
        """Return a macro's elements, compiled once for the area."""
        if name in self.macros:
            self.weight += self.weights[name]
            return self.macros[name]
        node = self.shared.macros.get(name)
        if node is None:
            hint = did_you_mean(name, self.shared.macros)
            self.wrong(caller, f"there is no macro '{name}'", hint)
            return ()
        if name in self.calling:
            circle = " → ".join([*self.calling[self.calling.index(name) :], name])
            self.wrong(caller, f"the macro '{name}' calls itself", circle)
            return ()
        before = self.weight
        self.calling.append(name)
        outer, self.standing_in_for = self.standing_in_for, None
        elements = self.macros[name] = self.children(node)
        self.standing_in_for = outer
        self.calling.pop()
        self.weights[name] = self.weight - before
        if before < HEAVIEST < self.weight:
            self.wrong(node, f"macros call each other more than {HEAVIEST:,} times", UNFOLD)
        return elements

    def page_format(self) -> str:
        """Return the style's `page-range-format`."""
        return self.shared.root.get("page-range-format", "")

    def number(self, node: etree._Element) -> Number:
        """Return `cs:number`."""
        variable = node.get("variable", "")
        gender = self.shared.locale.gender(variable)
        form = node.get("form", "numeric")
        return Number(variable, form, gender, _look(node), self.page_format())

    def label(self, node: etree._Element, variable: str) -> Label:
        """Return `cs:label`."""
        plural = node.get("plural", "contextual")
        return Label(variable, node.get("form", "long"), plural, _look(node))

    def branches(self, node: etree._Element) -> Iterator[Branch]:
        """Yield the branches of `cs:choose`; the heaviest one counts for its weight."""
        before = heaviest = self.weight
        for child in node:
            self.weight = before
            conditions = tuple(self.conditions(child))
            yield Branch(conditions, child.get("match", "all"), self.children(child))
            heaviest = max(heaviest, self.weight)
        self.weight = heaviest

    def conditions(self, node: etree._Element) -> Iterator[Condition]:
        """Yield the tests of a branch."""
        for kind in CONDITIONS:
            if kind == "disambiguate" and node.get(kind) == "true":
                self.uses.add("disambiguate")
            values = node.get(kind, "").split()
            if kind in ("type", "locator") and values:
                known = frozenset(locales.OLDER_TERMS.get(value, value) for value in values)
                yield Condition(kind, "", known)
                continue
            for value in values:
                yield Condition(kind, value)

    def date(self, node: etree._Element) -> Date:
        """Return `cs:date`; a localised one takes its parts from the locale."""
        variable, look = node.get("variable", ""), _look(node)
        own = [part for part in node if _name(part) == "date-part"]
        form = node.get("form")
        if form is None:
            parts = tuple(_date_part(attributes(part)) for part in own)
            return Date(variable, parts, node.get("delimiter", ""), look)
        localised = self.shared.locale.dates.get(form)
        if localised is None:
            return Date(variable, (), "", look)
        shown = node.get("date-parts", "year-month-day").split("-")
        overrides = {part.get("name", ""): attributes(part) for part in own}
        parts = tuple(
            _date_part({**part, **_without_affixes(overrides.get(part.get("name", ""), {}))})
            for part in localised.parts
            if part.get("name") in shown
        )
        return Date(
            variable, parts, localised.delimiter, _over(_look_of(localised.attributes), look)
        )

    def names(self, node: etree._Element, inherited: Names | None) -> Names:
        """Return `cs:names`; a substitute without children is written as what it stands in for."""
        variables = tuple(node.get("variable", "").split())
        parts = {_name(child): child for child in node if isinstance(child.tag, str)}
        look = _look(node)
        delimiter = node.get("delimiter")
        if inherited is not None and not parts:
            between = inherited.delimiter if delimiter is None else delimiter
            return Names(
                variables,
                inherited.style,
                inherited.et_al,
                inherited.label,
                inherited.label_first,
                (),
                between,
                look,
            )
        order = [_name(child) for child in node if isinstance(child.tag, str)]
        label = parts.get("label")
        style = None if inherited is None or "name" in parts else inherited.style
        et_al = None if inherited is None or "et-al" in parts else inherited.et_al
        names = Names(
            variables,
            style or self.name_style(parts.get("name"), node),
            et_al or _et_al(parts.get("et-al")),
            self.label(label, "") if label is not None else None,
            "label" in order and "name" in order and order.index("label") < order.index("name"),
            (),
            self.names_delimiter if delimiter is None else delimiter,
            look,
        )
        substitute = parts.get("substitute")
        if substitute is None:
            return names
        outer, self.standing_in_for = self.standing_in_for, names
        elements = self.children(substitute)
        self.standing_in_for = outer
        return _with_substitute(names, elements)

    def name_style(self, node: etree._Element | None, names: etree._Element) -> NameStyle:
        """Return the attributes of `cs:name` over those inherited."""
        options = dict(self.options)
        options.update(_name_options(names))
        looks: dict[str, Look] = {}
        look = PLAIN
        if node is not None:
            options.update(attributes(node))
            look = _look(node)
            looks = {
                part.get("name", ""): _look(part) for part in node if _name(part) == "name-part"
            }
        root = self.shared.root
        return NameStyle(
            and_=options.get("and", ""),
            delimiter=options.get("delimiter", ", "),
            delimiter_precedes_et_al=options.get("delimiter-precedes-et-al", "contextual"),
            delimiter_precedes_last=options.get("delimiter-precedes-last", "contextual"),
            et_al_min=_int(options.get("et-al-min"), 0),
            et_al_use_first=_optional_int(options.get("et-al-use-first")),
            et_al_subsequent_min=_int(options.get("et-al-subsequent-min"), 0),
            et_al_subsequent_use_first=_int(options.get("et-al-subsequent-use-first"), 0),
            et_al_use_last=options.get("et-al-use-last") == "true",
            form=options.get("form", "long"),
            initialize=options.get("initialize", "true") == "true",
            initialize_with=options.get("initialize-with"),
            initialize_with_hyphen=root.get("initialize-with-hyphen", "true") == "true",
            name_as_sort_order=options.get("name-as-sort-order", ""),
            sort_separator=options.get("sort-separator", ", "),
            demote=root.get("demote-non-dropping-particle", "display-and-sort"),
            look=look,
            family=looks.get("family", PLAIN),
            given=looks.get("given", PLAIN),
        )

    def sort(self, node: etree._Element | None) -> tuple[SortKey, ...]:
        """Return the keys of `cs:sort`."""
        if node is None:
            return ()
        return tuple(self.key(key) for key in node if _name(key) == "key")

    def key(self, node: etree._Element) -> SortKey:
        """Return `cs:key`."""
        names = SortNames(
            _optional_int(node.get("names-min")),
            _optional_int(node.get("names-use-first")),
            None if (last := node.get("names-use-last")) is None else last == "true",
        )
        descending = node.get("sort") == "descending"
        macro = node.get("macro")
        if macro is not None:
            return SortKey(Macro(self.macro(macro, node), PLAIN), "", descending, names)
        variable = node.get("variable", "")
        return SortKey(self.sorted_variable(variable), variable, descending, names)

    def sorted_variable(self, variable: str) -> Element:
        """Return what renders a variable as a sort key (CSL 1.0.2, "Sorting")."""
        if variable in NAME_VARIABLES:
            root = self.shared.root
            demote = root.get("demote-non-dropping-particle", "display-and-sort")
            style = NameStyle(name_as_sort_order="all", demote=demote)
            et_al = EtAl("et-al", PLAIN)
            return Names(
                (variable,),
                style,
                et_al,
                label=None,
                label_first=False,
                substitute=(),
                delimiter="",
                look=PLAIN,
            )
        if variable in DATE_VARIABLES:
            parts = tuple(DatePart(name, "", "", PLAIN) for name in ("year", "month", "day"))
            return Date(variable, parts, "", PLAIN)
        return Variable(variable, short=False, look=PLAIN, page_format="")


def _with_substitute(names: Names, substitute: tuple[Element, ...]) -> Names:
    return Names(
        names.variables,
        names.style,
        names.et_al,
        names.label,
        names.label_first,
        substitute,
        names.delimiter,
        names.look,
    )


def _area(node: etree._Element, shared: _Shared) -> _Area:
    options: dict[str, str] = {}
    names_delimiter = ""
    for level in (shared.root, node):
        options.update(_name_options(level))
        for inherited, own in (("name-form", "form"), ("name-delimiter", "delimiter")):
            if (value := level.get(inherited)) is not None:
                options[own] = value
        names_delimiter = level.get("names-delimiter", names_delimiter)
    return _Area(shared, options, names_delimiter)


def _name_options(node: etree._Element) -> dict[str, str]:
    """Return the name options that stand on an element."""
    given = attributes(node)
    return {key: given[key] for key in NAME_OPTIONS if key in given}


def _layout(node: etree._Element, area: _Area) -> Layout:
    layout = node.find(f"{CSL}layout")
    sort = area.sort(node.find(f"{CSL}sort"))
    if layout is None:
        area.wrong(node, f"<{_name(node)}> has no <layout>")
        return Layout((), PLAIN, "")
    return Layout(area.children(layout), _look(layout), layout.get("delimiter", ""), sort)


def _citation(node: etree._Element, shared: _Shared) -> CitationRules:
    area = _area(node, shared)
    layout = _layout(node, area)
    return CitationRules(
        layout,
        Disambiguation(
            _true(node, "disambiguate-add-names"),
            _true(node, "disambiguate-add-givenname"),
            node.get("givenname-disambiguation-rule", "by-cite"),
            _true(node, "disambiguate-add-year-suffix"),
            "disambiguate" in area.uses,
        ),
        Collapsing(
            node.get("collapse", ""),
            node.get("cite-group-delimiter"),
            node.get("after-collapse-delimiter"),
            node.get("year-suffix-delimiter"),
        ),
        _int(node.get("near-note-distance"), 5),
        "year-suffix" in area.uses,
    )


def _bibliography(node: etree._Element, shared: _Shared) -> BibliographyRules:
    area = _area(node, shared)
    return BibliographyRules(
        _layout(node, area),
        Spacing(
            _true(node, "hanging-indent"),
            node.get("second-field-align", ""),
            _int(node.get("line-spacing"), 1),
            _int(node.get("entry-spacing"), 1),
        ),
        node.get("subsequent-author-substitute"),
        node.get("subsequent-author-substitute-rule", "complete-all"),
        "year-suffix" in area.uses,
    )


def _name(node: etree._Element) -> str:
    return node.tag.removeprefix(CSL) if isinstance(node.tag, str) else ""


def _true(node: etree._Element, attribute: str) -> bool:
    return node.get(attribute) == "true"


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() else default


def _optional_int(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def _look(node: etree._Element) -> Look:
    return _look_of(attributes(node))


def _look_of(attributes: Mapping[str, str]) -> Look:
    """Return the look that attributes describe."""
    get = attributes.get
    font = Font(
        get("font-style", ""),
        get("font-variant", ""),
        get("font-weight", ""),
        get("text-decoration", ""),
        get("vertical-align", ""),
    )
    display = get("display")
    look = Look(
        get("prefix", ""),
        get("suffix", ""),
        font if font != Font() else None,
        get("quotes") == "true",
        get("strip-periods") == "true",
        get("text-case", ""),
        cast("Display", display) if display in DISPLAYS else None,
    )
    return PLAIN if look == PLAIN else look


def _over(below: Look, above: Look) -> Look:
    """Return the look of a localised date with that of the style's element over it."""
    return Look(
        above.prefix or below.prefix,
        above.suffix or below.suffix,
        above.font or below.font,
        above.quotes or below.quotes,
        above.strip_periods or below.strip_periods,
        above.text_case or below.text_case,
        above.display or below.display,
    )


def _date_part(attributes: Mapping[str, str]) -> DatePart:
    name = attributes.get("name", "")
    delimiter = attributes.get("range-delimiter", "–")
    return DatePart(name, attributes.get("form", ""), delimiter, _look_of(attributes))


def _without_affixes(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if key not in ("prefix", "suffix")}


def _et_al(node: etree._Element | None) -> EtAl:
    if node is None:
        return EtAl("et-al", PLAIN)
    return EtAl(node.get("term", "et-al"), _look(node))
