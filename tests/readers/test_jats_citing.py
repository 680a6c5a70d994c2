"""Mentions of works in JATS: what each becomes, whatever the article's own style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from presswork.document import Paragraph
from presswork.inlines import (
    Cite,
    CiteForm,
    Emphasis,
    Superscript,
    Text,
    plain_text,
)
from tests.readers.jats_article import read_body

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.inlines import CitationItem, Inline, Inlines


def markdown(run: Inlines) -> str:
    """Return a text with its citations as Pandoc's Markdown has them."""
    return "".join(map(_one, run))


def _one(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Cite(items=(item,), form=CiteForm.IN_TEXT):
            return f"@{item.key}"
        case Cite(items=items):
            return f"[{'; '.join(map(_item, items))}]"
        case Emphasis(children):
            return f"*{markdown(children)}*"
        case Superscript(children):
            return f"^{markdown(children)}^"
        case _:
            return f"<{plain_text((inline,))}>"


def _item(item: CitationItem) -> str:
    minus = "-" if item.suppress_author else ""
    locator = f", p. {item.locator.value}" if item.locator else ""
    return f"{markdown(item.prefix)}{minus}@{item.key}{locator}{markdown(item.suffix)}"


def xml_of(short: str) -> str:
    """Return XML of a short form: `{1:text}` mentions the first work, `{1,2:text}` two."""
    return re.sub(
        r"\{([\d,]*):([^{}]*)\}",
        lambda found: (
            f'<xref ref-type="bibr" rid="{" ".join("b" + n for n in found[1].split(","))}">'
            f"{found[2]}</xref>"
        ),
        short,
    )


NUMERIC = {
    "brackets within": ("Old {1:[1]}.", "Old [@b1]."),
    "brackets around": ("Old [{1:1}].", "Old [@b1]."),
    "list": ("Old [{1:1},{2:2}, {4:4}].", "Old [@b1; @b2; @b4]."),
    "list of brackets": ("Old {1:[1]}, {3:[3]} too.", "Old [@b1; @b3] too."),
    "range": ("Old [{1:1}–{4:4}].", "Old [@b1; @b2; @b3; @b4]."),
    "range of brackets": ("Old {1:[1]}–{3:[3]}.", "Old [@b1; @b2; @b3]."),
    "range with outer brackets": ("Old [{1:1}]-[{3:3}].", "Old [@b1; @b2; @b3]."),
    "range in one mention": ("Old [{1:1–3}].", "Old [@b1; @b2; @b3]."),
    "list in one mention": ("Old {1:[1,3]}.", "Old [@b1; @b3]."),
    "several ids": ("Old [{1,2,3:1–3}].", "Old [@b1; @b2; @b3]."),
    "mixed": ("[{1:1}, {2:2}–{4:4}]", "[@b1; @b2; @b3; @b4]"),
    "round brackets": ("Old ({1:1}, {2:2}).", "Old [@b1; @b2]."),
    "raised": ("Old<sup>{1:1}</sup> moss", "Old [@b1] moss"),
    "raised list": ("Old<sup>{1:1},{2:2}–{4:4}</sup>", "Old [@b1; @b2; @b3; @b4]"),
    "raised in brackets": ("Old<sup>[{1:1},{2:2}]</sup> moss", "Old [@b1; @b2] moss"),
    "raised brackets": ("Old<sup>{1:[1]}–{3:[3]}</sup>.", "Old [@b1; @b2; @b3]."),
    "raised within": (
        "Old{1:<sup>1</sup>}<sup>,</sup>{3:<sup>3</sup>} moss",
        "Old [@b1; @b3] moss",
    ),
    "raised after a stop": ("It is old.<sup>{1:1}</sup> It is.", "It is old [@b1]. It is."),
    "raised at the end": ("It is old.<sup>{1:1}</sup>", "It is old [@b1]."),
    "raised after a comma": ("Old,<sup>{1:1}</sup> wet", "Old [@b1], wet"),
    "raised after names": ("Xu et al.<sup>{1:1}</sup> say", "Xu et al. [@b1] say"),
    "and between": ("both {1:[1]} and {2:[2]}", "both [@b1] and [@b2]"),
    "and within": ("both [{1:1} and {2:2}]", "both [@b1; @b2]"),
    "prefix": ("Old [see {1:1}].", "Old [see @b1]."),
    "suffix": ("Old [{1:1}, p. 5].", "Old [@b1, p. 5]."),
    "prefix in the middle": ("[{1:1}; but see {2:2}]", "[@b1; but see @b2]"),
    "number without a mention": ("[{1:1}, 3, {5:5}]", "[@b1; @b3; @b5]"),
    "range to a number": ("[{3:3}, 4–5]", "[@b3; @b4; @b5]"),
    "authors named": ("Jones {2:[2]} says", "Jones [-@b2] says"),
    "authors named with et al": ("Smith et al. [{1:1}] say", "Smith et al. [-@b1] say"),
    "others named": ("moss by others {1:[1]}", "moss by others [@b1]"),
    "no space before": ("moss[{1:1}]", "moss [@b1]"),
    "in a sentence": ("ref. {5:5} says", "ref. [@b5] says"),
    "in brackets that say more": (
        "(grown in the dark and in the rain for very long {1:[1]})",
        "(grown in the dark and in the rain for very long [@b1])",
    ),
    "italic": ("<italic>Old {1:[1]}</italic>", "*Old [@b1]*"),
    "bold number": ("Old <bold>[{1:1}]</bold>.", "Old [@b1]."),
    "twice": ("[{1:1}, {1:1}]", "[@b1]"),
    "interval": ("in [0, 1) and {1:[1]}", "in [0, 1) and [@b1]"),
    "empty": ("Old {1:}.", "Old [@b1]."),
}

REMARK = " ".join(["which was shown for mosses of all continents"] * 3)

WORDED = {
    "parenthetical": ("Old ({1:Smith et al., 2003}).", "Old [@b1]."),
    "list": ("Old ({1:Smith et al., 2003}; {2:Jones, 2004}).", "Old [@b1; @b2]."),
    "narrative": ("as {1:Smith et al. (2003)} say", "as @b1 say"),
    "narrative without brackets": ("as shown by {1:Smith et al., 2003}", "as shown by @b1"),
    "year alone": ("as Jones ({2:2004}) says", "as Jones [-@b2] says"),
    "year with brackets": ("as Jones {2:(2004)} says", "as Jones [-@b2] says"),
    "year in a list": (
        "Old (Smith et al., {1:2003}; Jones, {2:2004}, {3:2005}).",
        "Old [@b1; @b2; @b3].",
    ),
    "years after a name": ("Jones ({2:2004}, {3:2005}) says", "Jones [-@b2; -@b3] says"),
    "prefix": ("(see {2:Jones, 2004})", "[see @b2]"),
    "prefix before names": ("(e.g., Smith et al. {1:2003})", "[e.g., @b1]"),
    "prefix in the mention": ("({2:see Jones, 2004})", "[see @b2]"),
    "suffix": ("({2:Jones, 2004}, for review)", "[@b2, for review]"),
    "suffix before the next": (
        "({2:Jones, 2004} for review; {5:Müller, 2007})",
        "[@b2 for review; @b5]",
    ),
    "prefix in the middle": (
        "({2:Jones, 2004}; but see {5:Müller, 2007})",
        "[@b2; but see @b5]",
    ),
    "page": ("({2:Jones, 2004, p. 7})", "[@b2, p. 7]"),
    "and": ("({2:Jones, 2004} and {5:Müller, 2007})", "[@b2; @b5]"),
    "letter of a year": ("({2:Jones, 2004a},{3:b})", "[@b2; @b3]"),
    "letter after a sentence": ("{2:Jones (2004a}, {3:b)} says", "@b2, [-@b3] says"),
    "two narratives": (
        "{2:Jones (2004)} and {5:Müller (2007)} say",
        "@b2 and @b5 say",
    ),
    "accent missing": ("({5:Muller, 2007})", "[@b5]"),
    "particle": ("({4:van Berg, 2006})", "[@b4]"),
    "author and year apart": ("{2:Jones} ({2:2004}) says", "Jones [-@b2] says"),
    "author and number": ("{2:Jones} [{2:2}] says", "Jones [-@b2] says"),
    "italic et al": (
        "Old (Smith <italic>et al.</italic>, {1:2003})",
        "Old [@b1]",
    ),
    "square brackets": ("Old [{1:Smith et al., 2003}]", "Old [@b1]"),
    "other words": ("see {2:this fine paper}.", "see this fine paper [@b2]."),
    "within a long remark": (
        f"({REMARK}; {{2:Jones, 2004}})",
        f"({REMARK}; [@b2])",
    ),
}


@pytest.mark.parametrize("name", [*NUMERIC, *WORDED])
def test_mention(name: str, tmp_path: Path) -> None:
    short, expected = {**NUMERIC, **WORDED}[name]
    document = read_body(f"<p>{xml_of(short)}</p>", tmp_path)
    (paragraph,) = (block for block in document.blocks if isinstance(block, Paragraph))
    assert markdown(paragraph.children) == expected


def test_no_mention_is_lost_of_a_work_that_is_not_there(tmp_path: Path) -> None:
    document = read_body('<p>Old <xref ref-type="bibr" rid="b77">[77]</xref>.</p>', tmp_path)
    assert "the citation '[77]' leads to no reference" in str(document.warnings[0])
    (paragraph,) = (block for block in document.blocks if isinstance(block, Paragraph))
    assert plain_text(paragraph.children) == "Old [77]."


def test_what_is_not_cited_is_listed(tmp_path: Path) -> None:
    document = read_body(f"<p>{xml_of('Old {1:[1]}–{4:[4]}.')}</p>", tmp_path)
    assert [each.key for each in document.uncited] == ["b5"]
