"""Jinja2 tags in the parts of a Word template, found whatever runs they are split into.

Word writes a tag as several runs, as its spell checker wants. Here the texts of a paragraph are
read as one, each tag is put into the first of its runs, and a tag that begins or ends something in
another paragraph moves to where it can be repeated: around the paragraphs, or around the rows of a
table. docxtpl's marks (`{%p`, `{%tr`, `{%tc`, `{%r`) say the same by hand.

What is between the tags is no part of what Jinja2 reads, which is a line for each tag; so a mistake
is told with its tag.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import jinja2
from docx.oxml.parser import parse_xml
from jinja2 import nodes
from lxml import etree
from markupsafe import Markup, escape

from exporters.docx.xml import qualified, w
from presswork.problems import Location, Problem, ProblemKind, Problems, did_you_mean

from .values import Body, Passage, Region, Rich

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml.etree import _Element as Element

    from presswork.looks import Look

BODY: Final = "\ue004"
"""The sign that stands where the text goes."""

RICH: Final = re.compile("\ue002(\\d+)\ue003")
"""What stands for words with emphasis, or for paragraphs, until they are written."""

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_UNCLOSED: Final = re.compile(r"\{\{|\{%")
_PLACE: Final = re.compile("\ue000(\\d+)\ue001|<\\?presswork (\\d+)\\?>")
_MARK: Final = re.compile(r"\{(?:%[-+]?|\{)(p|tr|tc|r)\s")
_NAME: Final = re.compile(r"\{\{ *(\w+) *\}\}")
"""A tag that is a name alone, as most are: Jinja2 would take milliseconds to compile it."""

_WORD: Final = re.compile(r"\{%[-+]?\s*(\w+)")
_QUOTES: Final = str.maketrans("“”„‟«»‘’‚‛\N{NO-BREAK SPACE}\n\t", '""""""' + "''''" + "   ")  # noqa: RUF001 - the quotation marks are meant
_OPENING: Final = frozenset({"for", "if", "with", "filter", "macro", "call", "block", "autoescape"})
_BETWEEN: Final = frozenset({"elif", "else"})

P: Final = qualified("w:p")
T: Final = qualified("w:t")
ROW: Final = qualified("w:tr")
CELL: Final = qualified("w:tc")
RUN: Final = qualified("w:r")
_CONTAINERS: Final = {"p": P, "tr": ROW, "tc": CELL, "r": RUN}
_SEEN: Final = frozenset(
    qualified(name) for name in ("w:drawing", "w:pict", "w:object", "w:fldChar", "w:br", "w:sectPr")
)
"""What a paragraph shows, or does, beside its words."""


@dataclass(slots=True)
class Tag:
    """A tag as it stands in a part.

    Args:
        shown: as it was written.
        code: as Jinja2 reads it.
        text: the `w:t` that it stands in.
        paragraph: the paragraph.
        mark: docxtpl's mark for what it stands for: `p`, `tr`, `tc`, `r`; or nothing.
    """

    shown: str
    code: str
    text: Element
    paragraph: Element
    mark: str = ""

    @property
    def word(self) -> str:
        """Return the first word of a statement; empty for an expression."""
        found = _WORD.match(self.code)
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tags of a template are rendered with.

    Args:
        path: the template's file.
        values: what tags may name, by its name.
        date: how a date is written.
        rich: the words with emphasis, and the paragraphs, that tags asked for so far.
    """

    path: Path
    values: Mapping[str, object]
    date: Callable[[datetime.date], str]
    rich: list[Rich | Passage] = field(default_factory=list)

    def plain(self, value: object) -> str:
        """Return a value as plain text."""
        match value:
            case None:
                return ""
            case bool():
                return "yes" if value else "no"
            case Markup():
                return str(value.unescape())
            case datetime.date():
                return self.date(value)
            case tuple() | list():
                return ", ".join(map(self.plain, value))
            case _:
                return str(value)

    def shown(self, value: object) -> str:
        """Return a value as XML within a `w:t`."""
        match value:
            case _Literal():
                return str(value)
            case Body():
                return BODY
            case Region(sign):
                return sign
            case Rich() | Passage() if value:
                self.rich.append(value)
                return f"\ue002{len(self.rich) - 1}\ue003"
            case _:
                return _xml(self.plain(value))


class _Literal(str):
    """What stands between tags."""

    __slots__ = ()


def _xml(characters: str) -> str:
    """Return characters as XML within a `w:t`; the ends of lines and tabs have elements there."""
    allowed = "".join(sign for sign in characters if sign >= " " or sign in "\t\n")
    again = '<w:t xml:space="preserve">'
    return (
        str(escape(allowed))
        .replace("\n", f"</w:t><w:br/>{again}")
        .replace("\t", f"</w:t><w:tab/>{again}")
    )


def has_tags(root: Element) -> bool:
    """Tell whether there may be tags in a part."""
    words = "".join(map(str, root.itertext()))
    return "{{" in words or "{%" in words or "{#" in words


def names_in(root: Element, look: Look) -> frozenset[str]:
    """Return the names of what the tags of a part show, where all of them can be read."""
    from jinja2 import meta  # noqa: PLC0415 - few templates need it

    found: set[str] = set()
    environment: jinja2.Environment | None = None
    for _, joined in _paragraphs(root):
        for shown in _TAG.findall(joined):
            code = _code(shown)
            if name := _NAME.fullmatch(code):
                found.add(name[1])
                continue
            environment = environment or _environment(look, str)
            ends = {"for": "{% endfor %}", "if": "{% endif %}"}
            word = _WORD.match(code)
            try:
                tree = environment.parse(code + ends.get(word[1] if word else "", ""))
            except jinja2.TemplateSyntaxError:
                continue
            found |= meta.find_undeclared_variables(tree)
            found |= {node.attr for node in tree.find_all(nodes.Getattr) if _of_front(node)}
    return frozenset(found)


def _of_front(node: nodes.Getattr) -> bool:
    """Tell whether what a tag asks for is a part of the front: `front.title`, or an author's."""
    return isinstance(node.node, nodes.Name) and (
        node.node.name == "front" or node.attr == "affiliations"
    )


def render(root: Element, part: str, tagged: Tagged, look: Look) -> None:
    """Render the tags of a part of WordprocessingML, in place.

    Args:
        root: the part.
        part: what it is, for messages: `header (word/header1.xml)`.
        tagged: what they are rendered with.
        look: whose filters they may use.

    Raises:
        Problems: a tag that cannot be rendered.
    """
    tags = _find(root, part, tagged.path)
    if not tags:
        return
    names = [found[1] for tag in tags if (found := _NAME.fullmatch(tag.code))]
    if len(names) == len(tags) and tagged.values.keys() >= set(names):
        xml = etree.tostring(root, encoding="unicode")
        shown = [tagged.shown(tagged.values[name]) for name in names]
        root[:] = list(parse_xml(_PLACE.sub(lambda found: shown[int(found[1])], xml).encode()))
        return
    _lift(tags, part, tagged.path)
    source, literals, order = _source(root, tags)
    environment = _environment(look, tagged.shown)
    lines = [tags[number].shown for number in order]
    values = {**tagged.values, "pw": literals}
    result = _rendered(environment, source, lines, values, (part, tagged.path))
    try:
        made = parse_xml(result.encode())
    except etree.XMLSyntaxError as error:
        blocks = ", ".join(f"'{tag.shown}'" for tag in tags if tag.word)
        what = f"the tags in the {part} do not begin and end at the same depth: {blocks}"
        hint = "put the tags that begin and end something into paragraphs, or rows, of their own"
        raise _problem(what, tagged.path, hint) from error
    root[:] = list(made)
    _fill_up(root)


_HOLDERS: Final = tuple(
    qualified(f"w:{name}") for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")
)
"""What has to end in a paragraph."""


def _fill_up(root: Element) -> None:
    """Mend what tags left too empty for Word: tables without rows, cells without paragraphs."""
    for table in list(root.iter(qualified("w:tbl"))):
        parent = table.getparent()
        if table.find(ROW) is None and parent is not None:
            parent.remove(table)
    for holder in root.iter(*_HOLDERS):
        if not len(holder) or holder[-1].tag not in (P, qualified("w:sdt")):
            holder.append(w("p"))


def render_plain(root: Element, part: str, tagged: Tagged, look: Look) -> bool:
    """Render the tags in the texts of a part of any XML, in place; tell whether there were some."""
    environment = _environment(look, tagged.plain)
    place = (part, tagged.path)
    found = False
    for element in root.iter(etree.Element):
        words = element.text or ""
        if _TAG.search(words):
            shown = [words.strip()]
            element.text = _rendered(environment, words, shown, tagged.values, place)
            found = True
    return found


def _environment(look: Look, finalize: Callable[[object], str]) -> jinja2.Environment:
    """Return what renders tags; a template of somebody else's may do no harm."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - few templates need it

    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, finalize=finalize, autoescape=False
    )
    environment.filters["date"] = look.environment.filters["date"]
    return environment


def _paragraphs(root: Element) -> Iterator[tuple[list[tuple[Element, Element]], str]]:
    """Yield of each paragraph its texts, each with the paragraph, and all of them as one."""
    by_paragraph: dict[Element, list[tuple[Element, Element]]] = {}
    for text in root.iter(T):
        owner = next(text.iterancestors(P), None)
        if owner is not None:
            by_paragraph.setdefault(owner, []).append((text, owner))
    for texts in by_paragraph.values():
        yield texts, "".join(text.text or "" for text, _ in texts)


def _code(shown: str) -> str:
    """Return a tag as Jinja2 reads it: on one line, with straight quotation marks."""
    straight = shown.translate(_QUOTES)
    return _MARK.sub(lambda found: found[0].replace(found[1], "", 1), straight)


def _find(root: Element, part: str, path: Path) -> list[Tag]:
    """Return the tags of a part; each is now a sign in the first of its runs."""
    tags: list[Tag] = []
    for texts, joined in _paragraphs(root):
        if "{" not in joined:
            continue
        matches = list(_TAG.finditer(joined))
        left = _TAG.sub("", joined)
        if unclosed := _UNCLOSED.search(left):
            shown = left[unclosed.start() :][:40]
            what = f"the tag '{shown}' in the {part} has no end"
            raise _problem(what, path, "close it in the same paragraph: }} or %}")
        if matches:
            tags += _joined(texts, joined, matches, len(tags))
    return tags


def _joined(
    texts: Sequence[tuple[Element, Element]], joined: str, matches: list[re.Match[str]], first: int
) -> list[Tag]:
    """Put each tag into the text that it begins in, as a sign with its number."""
    signs = {found.start(): found for found in matches}
    tags: list[Tag] = []
    place = inside = 0
    for text, paragraph in texts:
        kept: list[str] = []
        for offset in range(place, place + len(text.text or "")):
            if (found := signs.get(offset)) is not None:
                kept.append(f"\ue000{first + len(tags)}\ue001")
                mark = _MARK.match(found[0])
                tags.append(
                    Tag(found[0], _code(found[0]), text, paragraph, mark[1] if mark else "")
                )
                inside = found.end()
            elif offset >= inside:
                kept.append(joined[offset])
        place += len(text.text or "")
        text.text = "".join(kept)
        text.set(qualified("xml:space"), "preserve")
    return tags


@dataclass(frozen=True, slots=True)
class _Move:
    """Where a tag goes: before or after an element, which it may take the place of."""

    tag: int
    to: Element
    after: bool


def _lift(tags: list[Tag], part: str, path: Path) -> None:
    """Move the tags that begin or end something in another paragraph to where both can stand."""
    moves: dict[int, _Move] = {}
    for number, tag in enumerate(tags):
        if tag.mark and tag.code.startswith("{%"):
            container = next(tag.text.iterancestors(_CONTAINERS[tag.mark]), None)
            if container is not None:
                moves[number] = _Move(number, container, after=False)
    for group in _groups(tags, part, path):
        free = [number for number in group if number not in moves]
        apart = any(tags[number].paragraph is not tags[group[0]].paragraph for number in group)
        if free and apart:
            for number, to in _places(group, tags):
                moves.setdefault(number, _Move(number, to, after=number == group[-1]))
    _move(tags, moves)


def _groups(tags: list[Tag], part: str, path: Path) -> list[list[int]]:
    """Return the numbers of the tags that belong together: `for` and `endfor`, `if` to `endif`."""
    open_: list[list[int]] = []
    groups: list[list[int]] = []
    for number, tag in enumerate(tags):
        word = tag.word
        if word in _OPENING:
            open_.append([number])
        elif word in _BETWEEN and open_:
            open_[-1].append(number)
        elif word.startswith("end"):
            if not open_ or word != f"end{tags[open_[-1][0]].word}":
                what = f"'{tag.shown}' in the {part} ends what did not begin"
                raise _problem(what, path, f"add its beginning, '{{% {word[3:]} ... %}}'")
            groups.append([*open_.pop(), number])
    if open_:
        tag = tags[open_[-1][0]]
        what = f"'{tag.shown}' in the {part} is never ended"
        raise _problem(what, path, f"add '{{% end{tag.word} %}}' where it is to end")
    return groups


def _places(group: list[int], tags: list[Tag]) -> Iterator[tuple[int, Element]]:
    """Yield for each tag of a group the element that it moves to: all have one parent."""
    lines = [[tags[n].paragraph, *tags[n].paragraph.iterancestors()][::-1] for n in group]
    depth = 0
    while all(len(line) > depth + 1 for line in lines) and all(
        line[depth] is lines[0][depth] for line in lines
    ):
        depth += 1
    if depth and lines[0][depth - 1].tag == ROW:
        depth -= 1  # from one cell to another of a row: the row is meant
    for number, line in zip(group, lines, strict=True):
        yield number, line[depth]


def _move(tags: list[Tag], moves: Mapping[int, _Move]) -> None:
    emptied: dict[Element, None] = {}
    for number, move in sorted(moves.items()):
        tag = tags[number]
        sign = f"\ue000{number}\ue001"
        tag.text.text = (tag.text.text or "").replace(sign, "")
        if tag.mark:
            emptied[move.to] = None
        elif move.to.tag != P and not shows(tag.paragraph):
            emptied[tag.paragraph] = None
    for move in moves.values():
        if not tags[move.tag].mark and not shows(move.to):
            emptied[move.to] = None
    for number, move in sorted(moves.items()):
        if not move.after or move.to in emptied:
            move.to.addprevious(etree.ProcessingInstruction("presswork", str(number)))
    for number, move in sorted(moves.items(), reverse=True):
        if move.after and move.to not in emptied:
            move.to.addnext(etree.ProcessingInstruction("presswork", str(number)))
    for element in emptied:
        parent = element.getparent()
        last = element.tag == P and parent is not None and parent.tag == CELL
        if parent is not None and not (last and len(parent.findall(P)) == 1):
            parent.remove(element)


def shows(element: Element) -> bool:
    """Tell whether there is anything in an element but tags that went elsewhere."""
    return any(
        child.tag in _SEEN or (child.tag == T and (child.text or "").strip())
        for child in element.iter(etree.Element)
    )


def _source(root: Element, tags: list[Tag]) -> tuple[str, list[str], list[int]]:
    """Return a template of one tag a line, what stands between them, and the tag of each line."""
    lines: list[str] = []
    literals: list[str] = []
    order: list[int] = []
    end = 0
    xml = etree.tostring(root, encoding="unicode")
    for found in _PLACE.finditer(xml):
        number = int(found[1] or found[2])
        lines += [f"{{{{ pw[{len(literals)}] }}}}", tags[number].code]
        order += [number, number]
        literals.append(_Literal(xml[end : found.start()]))
        end = found.end()
    lines.append(f"{{{{ pw[{len(literals)}] }}}}")
    literals.append(_Literal(xml[end:]))
    return "".join(map(_with_line, lines)), literals, order


def _with_line(code: str) -> str:
    """Return a tag with the end of a line inside of it, where it writes nothing."""
    if code.startswith("{#"):
        return "{#\n#}"
    bare = re.sub(r"^(\{[{%])[-+]", r"\1", code)
    return re.sub(r"[-+]?([%}])\}$", r"\n\1}", bare)


def _rendered(
    environment: jinja2.Environment,
    source: str,
    shown: Sequence[str],
    values: Mapping[str, object],
    place: tuple[str, Path],
) -> str:
    """Return what a template comes to; `shown` is the tag of each of its lines."""
    part, path = place
    try:
        return environment.from_string(source).render(values)
    except Exception as error:
        line = min(max(_line(error), 1), len(shown))
        message = error.message if isinstance(error, jinja2.TemplateError) else str(error)
        what = f"'{shown[line - 1]}' in the {part} fails: {message or type(error).__name__}"
        known = sorted(name for name in values if name != "pw")
        unknown = re.match(r"'(\w+)' is undefined", message or "")
        near = did_you_mean(unknown[1], known) if unknown else None
        raise _problem(what, path, near or f"it may name: {', '.join(known)}") from error


def _line(error: Exception) -> int:
    """Return the line of a template that an error is about; Jinja2 sets tracebacks to its lines."""
    line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _problem(what: str, path: Path, hint: str) -> Problems:
    return Problems([Problem(what, Location(path), hint, kind=ProblemKind.TEMPLATE)])
