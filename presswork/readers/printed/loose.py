"""Mentions of works that stand in no brackets of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.inlines import CitationItem, CiteForm
from presswork.readers.printed.mentions import (
    Mention,
    is_numeric,
    is_years,
    names_before,
    numbered_items,
    shell_of,
    worded_items,
)
from presswork.readers.printed.pieces import NEAR, Group, known_before, plain, read

if TYPE_CHECKING:
    from presswork.readers.printed.pieces import Token
    from presswork.readers.printed.works import Works


def loose(tokens: list[Token], works: Works, *, inside: bool) -> list[Token]:
    """Make a citation of each mention that stands in no brackets of its own.

    Args:
        tokens: the run.
        works: what can be cited.
        inside: whether the run stands in brackets that say more.
    """
    out: list[Token] = []
    for at, token in enumerate(tokens):
        if not isinstance(token, Mention):
            out.append(token)
        elif is_numeric(token, works):
            items = known_before(numbered_items(token, works), out[-NEAR:], works)
            out.append(Group(items, shell_of(token), numeric=True, location=token.location))
        else:
            out += _one_worded(token, out, tokens[at + 1 : at + 3], works, inside=inside)
    return out


def _one_worded(
    mention: Mention, before: list[Token], after: list[Token], works: Works, *, inside: bool
) -> list[Token]:
    items = worded_items(mention, works)
    text = mention.text.strip()
    group = Group(items or (), "(", numeric=False, location=mention.location)
    if items is None:
        mentioned = tuple(CitationItem(key) for key in mention.keys)
        return [mention.text, " ", replace(group, items=mentioned)]
    if is_years(mention):
        near = before[-NEAR:]
        known = names_before(read(near), mention.keys[0], works)
        known = known or _same_authors(near, mention.keys[0], works)
        return [replace(group, items=tuple(replace(i, suppress_author=known) for i in items))]
    if not any(sign.isdecimal() for sign in text) and _followed_by(mention, after):
        return [mention.text]
    bracketed = text.startswith("(") and text.endswith(")")
    beside = inside and plain(before[-NEAR:]).rstrip()[-1:] in {"", ",", ";"}
    if bracketed or beside:
        return [group]
    words, named = group.items[0].prefix, replace(group.items[0], prefix=())
    return [*words, replace(group, items=(named, *group.items[1:]), form=CiteForm.IN_TEXT)]


def _same_authors(before: list[Token], key: str, works: Works) -> bool:
    """Tell whether the citation before a year is one of the same authors."""
    groups = [token for token in before if isinstance(token, Group)]
    if not groups or groups[-1].numeric:
        return False
    return works.families.get(groups[-1].items[-1].key) == works.families.get(key)


def _followed_by(mention: Mention, after: list[Token]) -> bool:
    """Tell whether the work of a mention by author is cited directly after it."""
    for token in after:
        match token:
            case str() if not token.strip(" ,\N{NO-BREAK SPACE}"):
                continue
            case Group(items=items):
                return items[0].key == mention.keys[0]
            case Mention(keys=keys):
                return keys[0] == mention.keys[0]
            case _:
                return False
    return False
