"""What pages print for citations becomes citations.

A run is written here with `{1}` for a link to the first entry of the list, `{1:Doe, 2020}` for one
of other words, and `^…^` for raised text; citations are told as `<1; 2, page 3>`, those whose
author is part of the sentence as `<@1>`, and `-1` stands for a work without its author.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from presswork.inlines import Cite, CiteForm, Superscript, Text, plain_text
from presswork.readers.printed import citations, numbered
from presswork.readers.printed.numbered import Way
from presswork.readers.printed.works import Works

if TYPE_CHECKING:
    from presswork.inlines import CitationItem, Inline, Inlines

KEYS = [f"r{number}" for number in range(1, 31)]
WORKS = Works(
    order={key: at for at, key in enumerate(KEYS)},
    listed=tuple(KEYS),
    families={"r3": frozenset({"roe"})},
)


def run_of(words: str) -> Inlines:
    result: list[Inline] = []
    for part in re.split(r"(\^[^^]*\^|\{[^}]*\})", words):
        if part.startswith("^"):
            result.append(Superscript(run_of(part[1:-1])))
        elif part.startswith("{"):
            number, _, shown = part[1:-1].partition(":")
            result.append(citations.mark(f"r{number}", shown or number))
        elif part:
            result.append(Text(part))
    return tuple(result)


def told(inlines: Inlines) -> str:
    return "".join(map(told_inline, inlines))


def told_inline(inline: Inline) -> str:
    match inline:
        case Cite(items=items, form=form):
            sign = "@" if form is CiteForm.IN_TEXT else ""
            return f"<{sign}{'; '.join(map(told_item, items))}>"
        case Superscript(children=children):
            return f"^{told(children)}^"
        case _:
            return plain_text((inline,))


def told_item(item: CitationItem) -> str:
    locator = f", {item.locator.label} {item.locator.value}" if item.locator else ""
    name = f"{'-' if item.suppress_author else ''}{item.key[1:]}"
    return f"{plain_text(item.prefix)}{name}{locator}{plain_text(item.suffix)}"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("cells.^{1}^ Then", "cells <1>. Then"),
        ("cells,^{1},{3}–{5}^ and", "cells <1; 3; 4; 5>, and"),
        ("cells^{1}^; and", "cells <1>; and"),
        ("Snowden et al.^{11}^ describe", "Snowden et al. <11> describe"),
        ("cells^{1}^^,^^{2}^ divide", "cells <1; 2> divide"),
        ("cells^[{1}, {2}]^ divide", "cells <1; 2> divide"),
        ("cells [{1}] divide", "cells <1> divide"),
        ("cells [{1},{2}–{4}].", "cells <1; 2; 3; 4>."),
        ("cells [{1}], [{3}] and [{5}]–[{7}]", "cells <1; 3> and <5; 6; 7>"),
        ("cells [{1}][{2}] divide", "cells <1; 2> divide"),
        ("cells {1:[1]}, {2:[2]}–{4:[4]}.", "cells <1; 2; 3; 4>."),
        ("cells ({1:Smith et al., 2020}; {2:Doe, 2021}) divide", "cells <1; 2> divide"),
        ("cells {1:(Smith, 2020)} divide", "cells <1> divide"),
        ("cells (see {1:Smith, 2020}, p. 3, for more)", "cells <see 1, page 3, for more>"),
        ("so (e.g. {1:A, 2020}; but cf. {2:B, 2021})", "so <e.g. 1; but cf. 2>"),
        ("{1:Smith et al. (2020)} say", "<@1> say"),
        ("{1:Doe et al.} ({1:2020}) say", "<@1> say"),
        ("as Smith and Jones ({1:2020}) say", "as Smith and Jones <-1> say"),
        ("cells ({1:Poe}, {1:2020}) divide", "cells <1> divide"),
        ("cells ({1:Poe 2019}, {2:2020}) divide", "cells <1; 2> divide"),
        ("cells.^{1:1(p204)},{2}^ Then", "cells <1, page 204; 2>. Then"),
        ("cells {1:Doe (}{1:2020}) say", "cells <@1> say"),
        ("the “{1:[1]}” of", "the “<1>” of"),
        ("the {3:Archive Roe et al. (2019)}", "the Archive <@3>"),
        ("as said in {2:this paper}", "as said in this paper <2>"),
        ("reviewed in ref. {4} by", "reviewed in ref. <4> by"),
        ("(which holds in many animals that were looked at, as in mice [{1}])", "KEEP"),
        ("no marks [1]", "no marks [1]"),
    ],
)
def test_marks(printed: str, read: str) -> None:
    expected = printed.replace("[{1}]", "<1>") if read == "KEEP" else read
    assert told(citations.settle(run_of(printed), WORKS)) == expected


@pytest.mark.parametrize(
    ("printed", "way"),
    [
        ("cells [1], [2-3]", Way.SQUARE),
        ("cells.^1,2-3^ grow", Way.RAISED),
        ("cells (1, 2) grow (3)", Way.ROUND),
        ("10^2^ cells on 3 m^2^ and R^3^", None),
        ("the year (2020)", None),
        ("cells (1)", None),
        ("cells [99]", None),
        ("cells {1}", None),
    ],
)
def test_way_of_numbers(printed: str, way: Way | None) -> None:
    assert numbered.way_of([run_of(printed)], 3) == way


@pytest.mark.parametrize(
    ("printed", "way", "read"),
    [
        ("cells [1, 3-5] and [6].", Way.SQUARE, "cells <1; 3; 4; 5> and <6>."),
        ("cells.^1,3–5^ On 3 m^2^", Way.RAISED, "cells <1; 3; 4; 5>. On 3 m^2^"),
        ("cells (1, 2) in (2020)", Way.ROUND, "cells <1; 2> in (2020)"),
        ("an interval [1, 99]", Way.SQUARE, "an interval [1, 99]"),
    ],
)
def test_numbers_without_links(printed: str, way: Way, read: str) -> None:
    marked = numbered.marked(run_of(printed), way, KEYS, None)
    assert told(citations.settle(marked, WORKS)) == read
