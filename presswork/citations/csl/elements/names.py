"""`cs:names` (CSL 1.0.2, "Names", "Et-al", "Substitute", "Label in cs:names")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from presswork.citations.csl.context import Names as Part
from presswork.citations.csl.context import Position
from presswork.citations.csl.elements.name import NameStyle, is_ideographic, sort_literal, written
from presswork.citations.csl.look import Look, dress
from presswork.citations.csl.output import (
    EMPTY,
    Output,
    Rendered,
    Role,
    Run,
    Sequence,
    Styled,
    Tagged,
    Use,
    joined,
)
from presswork.references import OTHERS

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context
    from presswork.citations.csl.elements.base import Element
    from presswork.citations.csl.elements.label import Label
    from presswork.references import Name


@dataclass(frozen=True, slots=True, eq=False)
class EtAl:
    """`cs:et-al`: which term stands for the names that are left out."""

    term: str
    look: Look


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Name variables.

    Args:
        variables: their names.
        style: how names are written.
        et_al: what stands for those left out.
        label: the term for the role; None for none.
        label_first: whether it goes before the names.
        substitute: what stands in if all variables are empty.
        delimiter: between the variables.
        look: formatting and affixes.
    """

    variables: tuple[str, ...]
    style: NameStyle
    et_al: EtAl
    label: Label | None
    label_first: bool
    substitute: tuple[Element, ...]
    delimiter: str
    look: Look

    def render(self, context: Context) -> Rendered:
        """Return the names, or what stands in for them."""
        found = self._found(context)
        if found and self.style.et_al_use_first == 0:
            found = [row for row in found if _Cut.of(self.style, len(row[2]), context).shown]
        if not found:
            return self._substituted(context)
        if self.style.form == "count":
            return self._count(found, context)
        is_first = context.names_seen == 0
        context.names_seen += 1
        if is_first and context.names is Part.SUPPRESSED:
            return EMPTY
        parts: list[Output] = []
        for variable, term, names in found:
            context.note(variable)
            parts.append(self._variable(variable, term, names, context))
        if context.substituting is not None:
            context.suppressed.update(variable for variable, _, _ in found)
        output = joined(parts, self.delimiter)
        if output is None:
            return EMPTY
        tagged = Tagged(Role.NAMES, " ".join(self.variables), (output,))
        return Rendered(dress(tagged, self.look, context), Use.FILLED)

    def _found(self, context: Context) -> list[tuple[str, str, tuple[Name, ...]]]:
        """Return the variables that are not empty, with the term for each."""
        found = []
        for variable in self.variables:
            names = () if variable in context.suppressed else context.item.names(variable)
            if names:
                found.append((variable, variable, names))
        pair = {variable for variable, _, _ in found}
        if pair == {"editor", "translator"} and found[0][2] == found[1][2] and self._joins(context):
            return [(found[0][0], "editortranslator", found[0][2])]
        return found

    def _joins(self, context: Context) -> bool:
        """Tell whether an editor who translates is named once."""
        if self.label is None:
            return True
        return context.locale.find("editortranslator", self.label.form) is not None

    def _count(self, found: list[tuple[str, str, tuple[Name, ...]]], context: Context) -> Rendered:
        """Return the number of names that would be shown (`form="count"`)."""
        total = sum(_Cut.of(self.style, len(names), context).shown for _, _, names in found)
        return Rendered(Run(str(total)), Use.FILLED)

    def _substituted(self, context: Context) -> Rendered:
        """Return the first substitute that gives anything; its variables are not shown again."""
        before = context.substituting
        seen = context.names_seen
        for element in self.substitute:
            context.substituting = []
            output, _ = element.render(context)
            used, context.substituting = context.substituting, before
            if output is None:
                if context.names_seen > seen and context.names is Part.SUPPRESSED:
                    context.suppressed.update(used)
                    return EMPTY
                continue
            for variable in used:
                context.note(variable)
                context.suppressed.add(variable)
            return self._standing_in(output, context, seen)
        return EMPTY

    def _standing_in(self, output: Output, context: Context, seen: int) -> Rendered:
        if context.names_seen == seen:
            context.names_seen += 1
            if seen == 0 and context.names is Part.SUPPRESSED:
                return EMPTY
            inner = Tagged(Role.NAME_LIST, "substitute", (output,))
            output = Tagged(Role.NAMES, "substitute", (inner,))
        return Rendered(dress(output, self.look, context), Use.FILLED)

    def _variable(
        self, variable: str, term: str, names: tuple[Name, ...], context: Context
    ) -> Output:
        """Return the names of one variable with their label."""
        listed: Output = Tagged(Role.NAME_LIST, variable, (self._list(variable, names, context),))
        if self.label is None or context.sorting is not None:
            return listed
        text = self.label.term(term, context, plural=len(names) > 1)
        if not text:
            return listed
        label = dress(Run(text), self.label.look, context)
        return Sequence((label, listed) if self.label_first else (listed, label))

    def _list(self, variable: str, names: tuple[Name, ...], context: Context) -> Output:
        """Return the names of one variable, with et-al abbreviation."""
        if len(names) > 1 and names[-1] == OTHERS:
            return self._and_others(variable, names[:-1], context)
        cut = _Cut.of(self.style, len(names), context)
        outputs = [self._name(variable, index, names[index], context) for index in range(cut.shown)]
        if not cut.abbreviated:
            return self._all(outputs, context)
        if cut.with_last:
            last = self._name(variable, len(names) - 1, names[-1], context)
            delimited = self._precedes(self.style.delimiter_precedes_et_al, len(outputs), 2)
            between = self.style.delimiter if delimited else " "
            head = self._in_a_row(outputs)
            return Sequence((head, Run(between), Run("… "), last))
        return self._et_al(outputs, context)

    def _and_others(self, variable: str, names: tuple[Name, ...], context: Context) -> Output:
        """Return names of which the data tells that there are more."""
        shown = _Cut.of(self.style, len(names), context).shown
        outputs = [self._name(variable, index, names[index], context) for index in range(shown)]
        return self._et_al(outputs, context)

    def _name(self, variable: str, index: int, name: Name, context: Context) -> Output:
        place = (variable, index)
        if context.shown_names is not None:
            context.shown_names.append((place, name, self.style))
        if name.literal and context.sorting is not None:
            name = replace(name, literal=sort_literal(name.literal))
        inverted = self.style.is_inverted(index)
        level = context.given.get(place, 0) if context.given else 0
        return written(name, self.style, context, inverted=inverted, level=level)

    def _all(self, outputs: list[Output], context: Context) -> Output:
        """Return all names, with "and" before the last."""
        style = self.style
        word = self._and(context) if context.sorting is None else ""
        if len(outputs) == 1:
            return outputs[0]
        if not word:
            return self._in_a_row(outputs)
        *heads, last = outputs
        head = self._in_a_row(heads)
        if self._precedes(style.delimiter_precedes_last, len(heads), 2):
            between = f"{style.delimiter.rstrip()} {word} "
            if not style.delimiter.rstrip():
                between = f" {word} "
        else:
            between = f" {word} "
        return Sequence((head, Run(between), last))

    def _in_a_row(self, names: list[Output]) -> Output:
        """Return names with the delimiter between them.

        A suffix of `cs:name` is part of each name: the delimiter after it remains whole, as the
        reference processor has it.
        """
        delimiter = self.style.delimiter
        whole = bool(self.style.look.suffix) and not delimiter.isspace()
        return joined(names, Run(delimiter, bound=whole)) or Run("")

    def _and(self, context: Context) -> str:
        match self.style.and_:
            case "text":
                return context.locale.term("and")
            case "symbol":
                return context.locale.symbol("and") or "&"
            case _:
                return ""

    def _precedes(self, rule: str, before: int, least: int) -> bool:
        """Tell whether the delimiter goes before the last name, or before "et al."."""
        match rule:
            case "always":
                return True
            case "never":
                return False
            case "after-inverted-name":
                return self.style.is_inverted(before - 1)
            case _:
                return before >= least

    def _et_al(self, outputs: list[Output], context: Context) -> Output:
        head = self._in_a_row(outputs)
        text = context.locale.term(self.et_al.term)
        if not text or context.sorting is not None:
            return head
        delimited = self._precedes(self.style.delimiter_precedes_et_al, len(outputs), 2)
        between = self.style.delimiter if delimited else _gap(text)
        listed = Sequence((head, Run(between), dress(Run(text), self.et_al.look, context)))
        font = self.style.look.font
        return listed if font is None else Styled(font, (listed,))


def _gap(word: str) -> str:
    """Return what stands before a word in running text: no space in scripts without spaces."""
    return "" if is_ideographic(word[0]) else " "


class _Cut(NamedTuple):
    """Where a list of names ends (CSL 1.0.2, "Name", `et-al-min`).

    Args:
        shown: how many names are shown from the start.
        abbreviated: whether others are left out.
        with_last: whether the last one is shown after an ellipsis.
    """

    shown: int
    abbreviated: bool
    with_last: bool

    @staticmethod
    def of(style: NameStyle, count: int, context: Context) -> _Cut:
        least, first = style.et_al_min, style.et_al_use_first
        use_last = style.et_al_use_last
        if context.sorting is not None:
            sorting = context.sorting
            least = least if sorting.et_al_min is None else sorting.et_al_min
            first = first if sorting.use_first is None else sorting.use_first
            use_last = use_last if sorting.use_last is None else sorting.use_last
        elif context.cite.position is not Position.FIRST and not context.in_bibliography:
            least = style.et_al_subsequent_min or least
            first = style.et_al_subsequent_use_first or first
        if not least or first is None or count < least or first >= count:
            return _Cut(count, abbreviated=False, with_last=False)
        first += context.hints.more_names
        if first >= count:
            return _Cut(count, abbreviated=False, with_last=False)
        return _Cut(first, abbreviated=True, with_last=use_last and count - first > 1)
