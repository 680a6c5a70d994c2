r"""Tables of LaTeX: `tabular` and its like, alone or in a `table` with its caption and label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment, Cell, Column, Paragraph, Row, Table
from presswork.readers.markdown import groups, latex_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.readers.markdown.groups import Environment, Groups
    from presswork.readers.markdown.reading import Reading

TABULARS: Final = frozenset(
    {
        "tabular",
        "tabular*",
        "tabularx",
        "tabulary",
        "longtable",
        "array",
        "tblr",
        "supertabular",
        "xltabular",
    }
)
_WITH_WIDTH: Final = frozenset({"tabular*", "tabularx", "tabulary", "xltabular"})

_MARKS: Final = re.compile(
    r"(?P<row>\\\\\*?(?:[ \t]*\[[^\]\n]*\])?|\\tabularnewline\b|\\cr\b)"
    r"|(?P<begin>\\begin\b)|(?P<kept>\\[A-Za-z]+|\\.)|(?P<cell>&)|(?P<group>\{)"
    r"|(?P<comment>(?<!\\)%[^\n]*)",
    re.DOTALL,
)
_RULE: Final = re.compile(
    r"\s*\\(hline|toprule|midrule|bottomrule|hhline|cline|cmidrule|addlinespace|specialrule"
    r"|endfirsthead|endhead|endfoot|endlastfoot|noalign|rowcolor|arrayrulecolor|centering|small"
    r"|footnotesize|scriptsize|rowstyle|Xhline|thickhline)\b(?:\([^)]*\))?"
    r"(?:\[[^\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\}(?:\([^)]*\))?)*"
)
_FULL_RULES: Final = frozenset({"hline", "midrule", "hhline", "Xhline", "thickhline", "toprule"})
_HEAD_ENDS: Final = frozenset({"endhead", "endfirsthead"})
_CAPTION: Final = re.compile(r"\\(?:captionof\s*\{\w+\}|caption\*?)\s*")
_LABEL: Final = re.compile(r"\\label\s*\{([^{}]*)\}")
_LEFT_OUT: Final = re.compile(
    r"\\(?:begin|end)\s*\{(?:table\*?|longtable|center|threeparttable|adjustbox|sidewaystable"
    r"|tablenotes|footnotesize|small|minipage|flushleft)\}(?:\[[^\]]*\]|\{[^{}]*\})*"
    r"|\\(?:centering|small|footnotesize|scriptsize|tiny|normalsize|smallskip|medskip|bigskip|par"
    r"|noindent|raggedright|vspace\*?\{[^{}]*\}|hspace\*?\{[^{}]*\}|setlength\{[^{}]*\}\{[^{}]*\}"
    r"|renewcommand\{[^{}]*\}\{[^{}]*\}|resizebox\*?(?:\{[^{}]*\}){2}|scalebox\{[^{}]*\}"
    r"|def\\\w+\{[^{}]*\}|adjustbox\{[^{}]*\}|arraystretch|tabcolsep)"
    r"|\\item\b(?:\[[^\]]*\])?|(?<!\\)%[^\n]*"
)
_LARGEST_SPAN: Final = 1000


@dataclass(slots=True)
class _Row:
    """A row as it is written.

    Args:
        cells: the LaTeX of each, with the position where it begins.
        ruled: whether a line is drawn above it.
        ends_head: whether a head of a long table ends above it.
    """

    cells: list[tuple[str, int]] = field(default_factory=list)
    ruled: bool = False
    ends_head: bool = False


def tabular_in(found: Groups) -> Environment | None:
    """Return the first environment of a text that is drawn in rows and columns."""
    inner = (one for one in found.environments.values() if one.name in TABULARS)
    return min(inner, key=lambda one: one.start, default=None)


def read_table(source: str, line: int, reading: Reading) -> Table | None:
    """Read a table.

    Args:
        source: the environment as a whole.
        line: where it begins in the file.
        reading: the document.

    Returns:
        None where it holds no rows and columns.
    """
    found = groups.find(source)
    environment = tabular_in(found)
    if environment is None:
        return None
    columns, start = _columns(found, environment)
    rows = list(_rows(found, start, environment.content_end))
    reader = _Reader(source, line, reading, len(columns))
    cut, caption_row = _without_captions(rows)
    head_count = _head_count(cut)
    noted = _noted(cut, len(columns))
    body_rows = cut[:-1] if noted else cut
    read = [reader.row(row) for row in body_rows]
    outside = source[: environment.start] + source[environment.end :]
    words = caption_row or outside
    caption, label = caption_of(words, line + lines_to_caption(source), reading)
    notes = reader.notes(cut[-1]) if noted else ()
    return Table(
        columns=columns,
        head=tuple(read[:head_count]),
        body=tuple(read[head_count:]),
        caption=caption,
        id=label,
        location=reading.at(line),
        notes=(*notes, *_left(outside, line, reading)),
    )


def lines_to_caption(source: str) -> int:
    r"""Return how many lines stand before the first `\caption`."""
    found = _CAPTION.search(source)
    return source.count("\n", 0, found.start()) if found else 0


def _columns(found: Groups, environment: Environment) -> tuple[tuple[Column, ...], int]:
    """Return the columns, and the position where the rows begin."""
    text, position = found.text, environment.content
    specification = ""
    wanted = 2 if environment.name in _WITH_WIDTH else 1
    while wanted and position < environment.content_end:
        if text[position] not in "{[":
            if not text[position].isspace():
                break
            position += 1
            continue
        group = found.group(position)
        if group is None:
            break
        if text[position] == "{":
            specification = group[0]
            wanted -= 1
        position = group[1]
    return tuple(_specified(specification, 0)) or (Column(),), position


def _specified(specification: str, depth: int) -> Iterator[Column]:
    r"""Yield the columns of `|l|c|p{3cm}|*{2}{r}|`."""
    found = groups.find(specification)
    position = 0
    while position < len(specification):
        character = specification[position]
        position += 1
        match character:
            case "l" | "X" | "L" | "J":
                yield Column()
            case "c" | "C":
                yield Column(Alignment.CENTER)
            case "r" | "R" | "S" | "D" | "d":
                yield Column(Alignment.END)
            case "p" | "m" | "b" | "P" | "M" | "w" | "W":
                width = found.group(position)
                yield Column(width=_width(width[0]) if width else None)
            case "*":
                count, inner = found.group(position), None
                if count:
                    inner = found.group(count[1])
                if count and inner and count[0].isdecimal() and depth < 3:  # noqa: PLR2004 - enough
                    for _ in range(min(int(count[0]), _LARGEST_SPAN)):
                        yield from _specified(inner[0], depth + 1)
                    position = inner[1]
                    continue
            case _:
                pass
        while (group := found.group(position)) is not None:
            position = group[1]


def _width(text: str) -> float | None:
    if not text.strip().endswith(("width", "hsize")):
        return None
    share = latex_source.share(text.strip())
    return share if 0 < share <= 1 else None


def _rows(found: Groups, start: int, end: int) -> Iterator[_Row]:
    """Cut what stands between two positions into rows and cells."""
    text = found.text
    row = _Row()
    cell_start = position = start
    while position < end:
        mark = _MARKS.search(text, position, end)
        if mark is None:
            break
        position = mark.end()
        match mark.lastgroup:
            case "group":
                position = found.ends.get(mark.start(), position)
            case "begin":
                inner = found.environments.get(mark.start())
                position = inner.end if inner else position
            case "cell":
                row.cells.append((text[cell_start : mark.start()], cell_start))
                cell_start = position
            case "row":
                row.cells.append((text[cell_start : mark.start()], cell_start))
                cell_start = position
                yield _ruled(row)
                row = _Row()
            case _:
                pass
    row.cells.append((text[cell_start:end], cell_start))
    row = _ruled(row)
    if row.ruled or row.ends_head or any(_bare(cell) for cell, _ in row.cells):
        yield row


def _bare(cell: str) -> str:
    return re.sub(r"(?<!\\)%[^\n]*", "", cell).strip()


def _ruled(row: _Row) -> _Row:
    """Take the lines that are drawn above a row out of its first cell."""
    first, position = row.cells[0]
    while rule := _RULE.match(first.replace("%\n", " \n")):
        row.ruled |= rule.group(1) in _FULL_RULES
        row.ends_head |= rule.group(1) in _HEAD_ENDS
        first = first[rule.end() :]
        position += rule.end()
    row.cells[0] = first, position
    return row


def _is_blank(row: _Row) -> bool:
    return not any(_bare(cell) for cell, _ in row.cells)


def _without_captions(rows: list[_Row]) -> tuple[list[_Row], str]:
    r"""Return the rows that hold cells, and the one of a `longtable` that holds its caption.

    A head that is given again for the pages after the first is left out, and a foot too.
    """
    kept: list[_Row] = []
    caption = ""
    ruled = False
    head_given = False
    for row in rows:
        if row.ends_head and head_given:
            while kept and not kept[-1].ends_head:
                kept.pop()
        head_given |= row.ends_head
        ruled |= row.ruled
        if len(row.cells) == 1 and _CAPTION.search(row.cells[0][0]):
            caption = caption or row.cells[0][0]
            continue
        if _is_blank(row):
            if row.ends_head and kept:
                kept.append(row)
            continue
        row.ruled = ruled
        ruled = False
        kept.append(row)
    return kept, caption


def _head_count(rows: list[_Row]) -> int:
    """Return how many rows at the top are the head, and drop the marks of its end."""
    marked = next((at for at, row in enumerate(rows) if at and row.ends_head), None)
    ruled = next((at for at, row in enumerate(rows) if at and row.ruled), 0)
    count = ruled if marked is None else marked
    blanks = [at for at, row in enumerate(rows) if _is_blank(row)]
    for at in reversed(blanks):
        del rows[at]
    return min(count, max(0, len(rows) - 1))


_MULTICOLUMN: Final = re.compile(r"\s*\\multicolumn\s*")
_MULTIROW: Final = re.compile(r"\s*\\multirow(?:cell)?\s*")


@dataclass(frozen=True, slots=True)
class _Span:
    columns: int
    rows: int
    alignment: Alignment | None
    text: str


def _arguments(text: str, position: int, count: int) -> list[str]:
    found = groups.find(text)
    values: list[str] = []
    while len(values) < count:
        while position < len(text) and text[position].isspace():
            position += 1
        if text[position : position + 1] == "*" and len(values) == 1:
            values.append("*")
            position += 1
            continue
        group = found.group(position)
        if group is None:
            return []
        if text[position] == "{":
            values.append(group[0])
        position = group[1]
    return values


def _count(text: str) -> int:
    digits = text.strip().lstrip("-")
    return min(int(digits), _LARGEST_SPAN) if digits.isdecimal() and int(digits) else 1


def _span(text: str) -> _Span:
    r"""Read `\multicolumn{2}{c}{words}` and `\multirow{3}{*}{words}`, one in the other or not."""
    columns = rows = 1
    alignment: Alignment | None = None
    if (found := _MULTICOLUMN.match(text)) and (values := _arguments(text, found.end(), 3)):
        columns = _count(values[0])
        specified = next(_specified(values[1], 0), None)
        alignment = specified.alignment if specified else None
        text = values[2]
    if (found := _MULTIROW.match(text)) and (values := _arguments(text, found.end(), 3)):
        rows, text = _count(values[0]), values[2]
    return _Span(columns, rows, alignment, text)


@dataclass(slots=True)
class _Reader:
    """Reads rows one after the other, and knows which places cells of earlier rows cover."""

    source: str
    line: int
    reading: Reading
    columns: int
    covered: dict[int, int] = field(default_factory=dict)

    def row(self, row: _Row) -> Row:
        cells: list[Cell] = []
        column = 0
        for written, position in row.cells:
            if column >= self.columns:
                break
            if self.covered.get(column, 0):
                self.covered[column] -= 1
                column += 1
                continue
            span = _span(_bare(written))
            width = min(span.columns, self.columns - column)
            for place in range(column, column + width):
                if span.rows > 1:
                    self.covered[place] = span.rows - 1
            cells.append(
                Cell(self._blocks(span.text, position), width, span.rows, alignment=span.alignment)
            )
            column += width
        while column < self.columns:
            if self.covered.get(column, 0):
                self.covered[column] -= 1
            else:
                cells.append(Cell(()))
            column += 1
        return Row(tuple(cells))

    def _blocks(self, latex: str, position: int) -> Blocks:
        line = self.line + self.source.count("\n", 0, position)
        inlines = latex_source.read_text(latex, line, self.reading).inlines
        return (Paragraph(inlines, self.reading.at(line)),) if inlines else ()

    def notes(self, row: _Row) -> Blocks:
        written, position = row.cells[0]
        return self._blocks(_span(written).text, position)


def _noted(rows: list[_Row], columns: int) -> bool:
    """Tell whether the last row is a note below the table: one cell that covers all columns."""
    if len(rows) < 3 or columns == 1:  # noqa: PLR2004 - a head, a row and the note
        return False
    last = rows[-1]
    return len(last.cells) == 1 and last.ruled and _span(last.cells[0][0]).columns >= columns


def caption_source(found: Groups) -> str:
    r"""Return the LaTeX of the first `\caption{…}` of a text; empty where it has none."""
    match = _CAPTION.search(found.text)
    if match is None:
        return ""
    group = found.group(match.end())
    if group and found.text[match.end()] == "[":
        group = found.group(group[1])
    return group[0] if group else ""


def caption_of(text: str, line: int, reading: Reading) -> tuple[Inlines, str | None]:
    r"""Read the first `\caption{…}` of a text, and its first `\label{…}`.

    Args:
        text: LaTeX.
        line: where the caption is.
        reading: the document; other labels become further names of the same thing.
    """
    inlines = latex_source.read_text(caption_source(groups.find(text)), line, reading).inlines
    labels = [label.strip() for label in _LABEL.findall(text)]
    if not labels:
        return inlines, None
    reading.aliases.update(dict.fromkeys(labels[1:], labels[0]))
    return inlines, labels[0]


def _left(outside: str, line: int, reading: Reading) -> Blocks:
    """Return what stands beside the table in its environment, as notes below it."""
    found = groups.find(outside)
    kept: list[str] = []
    position = 0
    for match in _CAPTION.finditer(outside):
        if match.start() < position:
            continue
        end = match.end()
        group = found.group(end)
        if group and outside[end] == "[":
            group = found.group(group[1])
        kept.append(outside[position : match.start()])
        position = group[1] if group else end
    kept.append(outside[position:])
    text = _LABEL.sub("", _LEFT_OUT.sub("", "".join(kept)))
    text = re.sub(r"\[[htbpH!]*\]|\{\}", "", text).strip().strip("{}").strip()
    if not text:
        return ()
    inlines = latex_source.read_text(text, line, reading).inlines
    return (Paragraph(inlines, reading.at(line)),) if inlines else ()
