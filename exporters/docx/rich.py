"""Words with emphasis, and paragraphs, that tags of a Word template asked for."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from .house import tags
from .house.values import Passage, Rich
from .runs import runs
from .styles import Role
from .xml import NAMESPACES, qualified, text, w, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element as Element

    from presswork.document import Blocks

    from .story import Place, Story

_ORDER: Final = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
_RANK: Final = {qualified(f"w:{name}"): rank for rank, name in enumerate(_ORDER)}
"""The order of what a run has (17.3.2.28)."""


def write_rich(
    root: Element,
    values: Sequence[Rich | Passage],
    story: Story,
    place: Place,
    write: Callable[[Blocks, Place], list[Element]],
) -> None:
    """Write what the tags of a part asked for, in the look of the run that asked.

    Args:
        root: the part.
        values: what they asked for, by the numbers in its signs.
        story: the story of the part.
        place: where in it.
        write: writes blocks.
    """
    waiting = [node for node in root.iter(qualified("w:t")) if tags.RICH.search(node.text or "")]
    for node in waiting:
        paragraph = next(node.iterancestors(qualified("w:p")))
        alone = _alone(paragraph)
        value = values[alone] if alone is not None else None
        if isinstance(value, Passage):
            _replace(paragraph, write(value.blocks, place.within(Role.BODY)), story)
        else:
            _write_words(node, values, story, place)


def _alone(paragraph: Element) -> int | None:
    """Return the number of the one sign that a paragraph consists of."""
    found = tags.RICH.fullmatch(words_of(paragraph).strip())
    return int(found[1]) if found else None


def _replace(paragraph: Element, blocks: list[Element], story: Story) -> None:
    """Put paragraphs in the place of one, and in its style."""
    properties = paragraph.find("w:pPr", NAMESPACES)
    parent = paragraph.getparent()
    if parent is None:
        return
    body = story.book.styles[Role.BODY]
    for block in blocks:
        own = block.find("w:pPr", NAMESPACES)
        style = None if own is None else own.find("w:pStyle", NAMESPACES)
        if own is not None and style is not None and style.get(qualified("w:val")) == body:
            block.remove(own)
            if properties is not None:
                block.insert(0, deepcopy(properties))
    index = parent.index(paragraph)
    if not blocks or blocks[-1].tag != qualified("w:p"):
        blocks = [*blocks, w("p")]
    parent[index : index + 1] = blocks


def _write_words(
    node: Element, values: Sequence[Rich | Passage], story: Story, place: Place
) -> None:
    """Divide a run where words with emphasis stand, and put these between."""
    holder = node.getparent()
    if holder is None or holder.tag != qualified("w:r"):
        return
    properties = holder.find("w:rPr", NAMESPACES)
    pieces = tags.RICH.split(node.text or "")
    after = list(node.itersiblings())
    node.text = pieces[0]
    made: list[Element] = []
    for number, words in zip(pieces[1::2], pieces[2::2], strict=True):
        value = values[int(number)]
        shown = (
            runs(value.inlines, story, place)
            if isinstance(value, Rich)
            else [w("r", text(str(value)))]
        )
        for each in shown:
            for run in each.iter(qualified("w:r")):
                _look_like(run, properties)
        made += [*shown, w("r", deepcopy(properties), text(words))]
    made[-1].extend(after)
    if not (made[-1].findtext("w:t", "", NAMESPACES) or after):
        made.pop()
    for each in reversed(made):
        holder.addnext(each)
    parent = holder.getparent()
    if not pieces[0] and parent is not None and len(holder) == (properties is not None) + 1:
        parent.remove(holder)


def _look_like(run: Element, properties: Element | None) -> None:
    """Give a run what it does not have of its own."""
    if properties is None:
        return
    own = run.find("w:rPr", NAMESPACES)
    if own is None:
        own = w("rPr")
        run.insert(0, own)
    have = {child.tag for child in own}
    own.extend(deepcopy(child) for child in properties if child.tag not in have)
    own[:] = sorted(own, key=lambda child: _RANK.get(str(child.tag), len(_RANK)))
