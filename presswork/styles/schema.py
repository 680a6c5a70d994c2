"""What the CSL schema allows, told in plain words.

RelaxNG says whether a style is valid, but libxml2 seldom says why: most of the schema is choices,
and it names the outermost one that failed. So the schema is read here a second time, as a list of
what each element may hold, and a style is compared with that, element by element.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.csl_files import CSL, line_of
from presswork.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
FEW: Final = 8
"""So many allowed values are named in a hint."""


@dataclass(frozen=True, slots=True)
class Values:
    """What an attribute may say.

    Args:
        known: the words; None where it may be anything.
        is_list: whether it may be several words.
        is_number: whether it must be an integer.
    """

    known: frozenset[str] | None = None
    is_list: bool = False
    is_number: bool = False


@dataclass(slots=True)
class Shape:
    """What an element may hold.

    Args:
        attributes: what each may say; several, where the element has several forms.
        required: attributes that no form does without.
        children: the patterns of the elements within, by name.
        needed: elements that no form does without.
        needs_child: whether it may not be empty.
    """

    attributes: dict[str, list[Values]] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    children: dict[str, list[etree._Element]] = field(default_factory=dict)
    needed: set[str] = field(default_factory=set)
    needs_child: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an element."""

    line: int | None
    what: str
    hint: str | None = None


def faults(root: etree._Element) -> Iterator[Fault]:
    """Yield what the schema has against a style, in its order.

    What `info` says of the style is passed over: no citation depends on it.

    Args:
        root: the style; its `info` is emptied.
    """
    found = False
    for fault in _plain_faults(root):
        found = True
        yield fault
    if not found:
        yield from _further_faults(root)


def _plain_faults(root: etree._Element) -> Iterator[Fault]:
    pending = [(root, Schema.load().shape_of_style())]
    while pending:
        element, shape = pending.pop()
        yield from _attribute_faults(element, shape)
        yield from _missing(element, shape)
        inner = []
        for child in element:
            name = _local(child)
            if child.tag == f"{CSL}info":
                continue
            if name not in shape.children or not str(child.tag).startswith(CSL):
                hint = did_you_mean(name, shape.children)
                if hint is None and shape.children:
                    hint = f"what may stand there: {_named(shape.children)}"
                what = f"<{name}> has no place in <{_local(element)}>"
                yield Fault(line_of(child), what, hint or "delete it")
            else:
                inner.append((child, Schema.load().shape(tuple(shape.children[name]))))
        pending.extend(reversed(inner))


def _attribute_faults(element: etree._Element, shape: Shape) -> Iterator[Fault]:
    name = _local(element)
    for attribute, value in element.attrib.items():
        local = etree.QName(attribute).localname
        if local not in shape.attributes:
            hint = did_you_mean(local, shape.attributes)
            if hint is None:
                hint = (
                    f"it may have {_named(shape.attributes)}" if shape.attributes else "delete it"
                )
            yield Fault(line_of(element), f"<{name}> has no attribute '{local}'", hint)
            continue
        said = str(value)
        if not any(_allows(values, said) for values in shape.attributes[local]):
            yield _value_fault(element, local, said, shape.attributes[local])


def _value_fault(
    element: etree._Element, attribute: str, said: str, allowed: list[Values]
) -> Fault:
    known = {word for values in allowed for word in values.known or ()}
    wrong = [word for word in said.split() if word not in known] or [said]
    if any(values.is_number for values in allowed) and not known:
        hint: str | None = "write a whole number"
    elif not any(values.is_list for values in allowed) and said != wrong[0]:
        wrong = [said]
        hint = f"write one of {_named(known)}"
    else:
        hint = did_you_mean(wrong[0], known) or f"write one of {_named(known)}"
    words = ", ".join(f"'{word}'" for word in wrong)
    what = f"'{attribute}' of <{_local(element)}> cannot be {words}"
    return Fault(line_of(element), what, hint)


def _missing(element: etree._Element, shape: Shape) -> Iterator[Fault]:
    name = _local(element)
    for attribute in sorted(shape.required - {str(key) for key in element.attrib}):
        values = shape.attributes[attribute][0]
        example = f": {_named(values.known)}" if values.known else ""
        yield Fault(
            line_of(element), f"<{name}> lacks the attribute '{attribute}'", f"add it{example}"
        )
    held = {_local(child) for child in element}
    for child in sorted(shape.needed - held - {"info"}):
        yield Fault(line_of(element), f"<{name}> has no <{child}>", f"add a <{child}> to it")
    if shape.needs_child and not shape.needed and not held:
        hint = f"it takes {_named(shape.children)}"
        yield Fault(line_of(element), f"<{name}> is empty", hint)


def _further_faults(root: etree._Element) -> Iterator[Fault]:
    """Yield what only the whole schema can tell: order, number, what excludes what."""
    info = root.find(f"{CSL}info")
    if info is not None:
        root.remove(info)
    root.insert(0, etree.fromstring(INFO))
    relaxng = Schema.load().relaxng
    if relaxng.validate(root):
        return
    # The innermost comes first; the others say that what holds it fails for this reason.
    error = relaxng.error_log[0]
    yield Fault(
        error.line or None,
        f"against the CSL schema: {error.message[:1].lower()}{error.message[1:]}",
        "compare it with a style of the library; the elements of a kind may stand in another "
        "order, or exclude each other",
    )


INFO: Final = f"""
<info xmlns="{CSL.strip("{}")}">
  <title>A style</title><id>http://example.org/style</id><updated>2026-01-01T00:00:00Z</updated>
</info>
"""
"""An `info` without a fault."""


def _allows(values: Values, said: str) -> bool:
    if values.is_number:
        return said.strip().lstrip("+-").isdigit()
    if values.known is None:
        return True
    if values.is_list:
        words = said.split()
        return bool(words) and all(word in values.known for word in words)
    return said in values.known


def _named(words: Iterable[str]) -> str:
    named = sorted(words)
    more = ", …" if len(named) > FEW else ""
    return ", ".join(named[:FEW]) + more


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


class Schema:
    """The schema of CSL 1.0.2, which citeproc-py brings."""

    def __init__(self, tree: etree._ElementTree) -> None:
        """Take the schema apart into its named patterns."""
        self.relaxng = etree.RelaxNG(tree)
        self._defines: dict[str, list[etree._Element]] = {}
        for define in tree.getroot().iter(f"{RNG}define"):
            self._defines.setdefault(define.get("name", ""), []).append(define)
        self._shapes: dict[tuple[etree._Element, ...], Shape] = {}

    @staticmethod
    @cache
    def load() -> Schema:
        """Return the schema, read once."""
        spec = find_spec("citeproc")
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError("citeproc-py, which brings the CSL schema, is not installed")
        folder = Path(spec.submodule_search_locations[0])
        return Schema(etree.parse(folder / "data" / "schema" / "schemas" / "styles" / "csl.rng"))

    def shape_of_style(self) -> Shape:
        """Return what the root of an independent style may hold."""
        (define,) = self._defines["independent-style.style"]
        return self.shape(tuple(define.iter(f"{RNG}element")))

    def shape(self, patterns: tuple[etree._Element, ...]) -> Shape:
        """Return what an element may hold that has these patterns."""
        if patterns not in self._shapes:
            shapes = []
            for pattern in patterns:
                shape = Shape()
                self._collect(pattern, shape, needed=True)
                shapes.append(shape)
            self._shapes[patterns] = _united(shapes)
        return self._shapes[patterns]

    def _collect(self, pattern: etree._Element, shape: Shape, *, needed: bool) -> None:
        for node in pattern:
            match _local(node) if isinstance(node.tag, str) else "":
                case "attribute":
                    name = _name_of(node)
                    shape.attributes.setdefault(name, []).append(self._values(node))
                    if needed:
                        shape.required.add(name)
                case "element":
                    name = _name_of(node)
                    shape.children.setdefault(name, []).append(node)
                    if needed:
                        shape.needed.add(name)
                case "ref":
                    for define in self._defines.get(node.get("name", ""), ()):
                        self._collect(define, shape, needed=needed)
                case "optional" | "zeroOrMore" | "choice":
                    self._collect(node, shape, needed=False)
                case "oneOrMore" | "group" | "interleave" as kind:
                    inner = sum(map(len, shape.children.values()))
                    self._collect(node, shape, needed=needed)
                    grew = sum(map(len, shape.children.values())) > inner
                    shape.needs_child |= grew and needed and kind == "oneOrMore"
                case _:
                    pass

    def _values(self, attribute: etree._Element) -> Values:
        words: set[str] = set()
        kinds: set[str] = set()
        self._gather(attribute, words, kinds)
        is_list = "list" in kinds
        if "integer" in kinds and not words:
            return Values(is_number=True)
        if kinds & {"anything", "integer"} or not words:
            return Values()
        return Values(frozenset(words), is_list)

    def _gather(self, pattern: etree._Element, words: set[str], kinds: set[str]) -> None:
        """Note the words that a value may be, and what else it may be."""
        for node in pattern:
            match _local(node) if isinstance(node.tag, str) else "":
                case "value":
                    words.add(node.text or "")
                case "text":
                    kinds.add("anything")
                case "data":
                    self._gather_data(node, words, kinds)
                case "ref":
                    for define in self._defines.get(node.get("name", ""), ()):
                        self._gather(define, words, kinds)
                case "list":
                    kinds.add("list")
                    self._gather(node, words, kinds)
                case "choice" | "oneOrMore" | "zeroOrMore" | "optional" | "group":
                    self._gather(node, words, kinds)
                case _:
                    pass

    @staticmethod
    def _gather_data(node: etree._Element, words: set[str], kinds: set[str]) -> None:
        match node.get("type"):
            case "boolean":
                words.update(("true", "false"))
            case "integer":
                kinds.add("integer")
            case _:
                kinds.add("anything")


def _united(shapes: list[Shape]) -> Shape:
    """Return the shape of an element that has several forms."""
    united = Shape()
    for shape in shapes:
        for name, values in shape.attributes.items():
            united.attributes.setdefault(name, []).extend(values)
        for name, patterns in shape.children.items():
            known = united.children.setdefault(name, [])
            known.extend(pattern for pattern in patterns if pattern not in known)
    united.required = set.intersection(*(shape.required for shape in shapes))
    united.needs_child = all(shape.needs_child for shape in shapes)
    united.needed = set.intersection(*(shape.needed for shape in shapes))
    return united


def _name_of(node: etree._Element) -> str:
    """Return the name of an element or attribute, given as an attribute or as an element."""
    inner = node.find(f"{RNG}name")
    return node.get("name") or (inner.text if inner is not None and inner.text else "")
