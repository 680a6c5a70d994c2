"""What templates call `recipient`: fields that know how a template uses them.

A field that is only printed can be exchanged on pages that are laid out. One that is asked for its
value (in a condition, a filter, an attribute) cannot: who shares the pages must have the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

import jinja2
from markupsafe import escape

from presswork.problems import did_you_mean
from presswork.recipients import column_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIELD: Final = "data-field"
"""The attribute of the element that holds a field of the recipient."""

_BEGIN, _MIDDLE, _END = "\U0010f0f0", "\U0010f0f1", "\U0010f0f2"
"""What encloses a field in a page before it is read: of no meaning (Unicode 23.5)."""

_PRINTED: Final = re.compile(f"{_BEGIN}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")

_UNSEEN: Final = frozenset({"head", "title", "style", "script", "meta", "textarea", "option"})
"""The elements whose text is no text of a page."""

_SVG: Final = "{http://www.w3.org/2000/svg}svg"


@dataclass(slots=True)
class Uses:
    """How the templates of a page use the fields of a recipient, by their names.

    Args:
        printed: those that stand in the text.
        asked: those of which it is asked whether they are empty.
        read: those whose value is looked at.
    """

    printed: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)

    def key_of(self, values: Mapping[str, str]) -> tuple[str | bool, ...]:
        """Return what those have in common whose pages are alike but for what is printed."""
        whole = tuple(values[name] for name in sorted(self.read))
        return whole + tuple(bool(values[name]) for name in sorted(self.asked | self.printed))


class Field:
    """A value of a recipient, which can be used like a text."""

    __slots__ = ("_name", "_uses", "_value")

    def __init__(self, name: str, value: str, uses: Uses) -> None:
        """Begin with nothing noted."""
        self._name = name
        self._value = value
        self._uses = uses

    def _read(self) -> str:
        self._uses.read.add(self._name)
        return self._value

    def __html__(self) -> str:
        """Return what is printed, enclosed so that it is found again."""
        self._uses.printed.add(self._name)
        return f"{_BEGIN}{self._name}{_MIDDLE}{escape(self._value)}{_END}"

    def __bool__(self) -> bool:
        """Tell whether there is a value."""
        self._uses.asked.add(self._name)
        return bool(self._value)

    def __str__(self) -> str:
        """Return the value."""
        return self._read()

    def __len__(self) -> int:
        """Return how many characters the value has."""
        return len(self._read())

    def __iter__(self) -> Iterator[str]:
        """Yield the characters of the value."""
        return iter(self._read())

    def __contains__(self, part: object) -> bool:
        """Tell whether a text is part of the value."""
        return str(part) in self._read()

    def __getitem__(self, place: int | slice) -> str:
        """Return a part of the value."""
        return self._read()[place]

    def __eq__(self, other: object) -> bool:
        """Tell whether the value is another."""
        return self._read() == str(other)

    def __lt__(self, other: object) -> bool:
        """Tell whether the value comes before another."""
        return self._read() < str(other)

    def __gt__(self, other: object) -> bool:
        """Tell whether the value comes after another."""
        return self._read() > str(other)

    def __le__(self, other: object) -> bool:
        """Tell whether the value comes before another, or is it."""
        return self._read() <= str(other)

    def __ge__(self, other: object) -> bool:
        """Tell whether the value comes after another, or is it."""
        return self._read() >= str(other)

    def __int__(self) -> int:
        """Return the number that the value is."""
        return int(self._read())

    def __float__(self) -> float:
        """Return the number that the value is."""
        return float(self._read())

    def __hash__(self) -> int:
        """Return what a dictionary finds the value by."""
        return hash(self._read())

    def __add__(self, other: object) -> str:
        """Return the value with another text after it."""
        return self._read() + str(other)

    def __radd__(self, other: object) -> str:
        """Return the value with another text before it."""
        return str(other) + self._read()

    def __getattr__(self, name: str) -> object:
        """Return what every text has: `recipient.name.upper()`."""
        if name.startswith("_"):
            raise AttributeError(name)
        found: object = getattr(self._read(), name)
        return found


class Fields:
    """A recipient, as templates see one: its fields by the names of their columns."""

    __slots__ = ("_pages", "_uses", "_values")

    def __init__(self, values: Mapping[str, str], uses: Uses, pages: object = None) -> None:
        """Give a template what a list says of a recipient.

        Args:
            values: by the names of the columns.
            uses: where it is noted what the template does with them.
            pages: what is made of it, which is not the template's business.
        """
        self._values = values
        self._uses = uses
        self._pages = pages

    def __getattr__(self, name: str) -> Field | jinja2.Undefined:
        """Return a field: `recipient.institution`; of a column that is not there nothing."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._values:
            near = did_you_mean(name, self._values)
            what = f"the list of recipients has no column '{name}'"
            return jinja2.StrictUndefined(hint=f"{what}; {near}" if near else what, name=name)
        return Field(name, self._values[name], self._uses)

    def __getitem__(self, header: str) -> Field | jinja2.Undefined:
        """Return a field by what stands over its column: `recipient["Job title"]`."""
        return self.__getattr__(column_name(str(header)) or "?")

    def __str__(self) -> str:
        """Return the name."""
        return str(self.name)


def without_marks(page: str) -> str:
    """Return a page as it reads, with the values of the fields."""
    return _PRINTED.sub(r"\2", page) if _BEGIN in page else page


def enclose(root: Element, values: Mapping[str, str], uses: Uses) -> None:
    """Make an element of each field that is printed in a page.

    What is printed where no text is, or otherwise than as the value says, counts as read.
    """

    def plain(match: re.Match[str]) -> str:
        uses.read.update({match[1]} if match[1] in values else uses.printed)
        return match[2]

    def as_it_is(match: re.Match[str]) -> str:
        return match[0] if values.get(match[1]) == match[2] else plain(match)

    drawings = {inner for drawing in root.iter(_SVG) for inner in drawing.iter()}
    for element in tuple(root.iter()):
        for name, value in element.items():
            if _BEGIN in value:
                element.set(name, _PRINTED.sub(plain, value))
        is_text = element not in drawings and element.tag not in _UNSEEN
        changed = as_it_is if is_text else plain
        if element.text and _BEGIN in element.text:
            element.text = _parted(element, 0, _PRINTED.sub(changed, element.text))
        for at in reversed(range(len(element))):
            child = element[at]
            if child.tail and _BEGIN in child.tail:
                child.tail = _parted(element, at + 1, _PRINTED.sub(changed, child.tail))


def _parted(parent: Element, at: int, text: str) -> str:
    """Insert an element for each field of a text into its parent; return what comes before."""
    found = list(_PRINTED.finditer(text))
    if not found:
        return text
    for match, after in reversed([*zip(found, [*found[1:], None], strict=True)]):
        holder = Element("span", {FIELD: match[1]})
        holder.text = match[2]
        holder.tail = text[match.end() : after.start() if after else len(text)]
        parent.insert(at, holder)
    return text[: found[0].start()]
