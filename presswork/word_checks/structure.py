"""Where sections, links and paragraphs stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from presswork.findings import Finding
from presswork.office_files import name
from presswork.word_checks.reading import W, near, story_of, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.word_checks.reading import Reading

_RULE = "word-misplaced-section"


def sections(reading: Reading) -> Iterator[Finding]:
    """Find sections whose properties do not end them, or name two heads of one kind (17.6)."""
    document = reading.texts[0].root
    body = document.find(W + "body")
    if body is None:
        yield Finding(what="the document has no body", rule=_RULE)
        return
    last = [child.tag for child in body][-1:]
    at_end = [child for child in body if child.tag == W + "sectPr"]
    if len(at_end) > 1 or (at_end and last != [W + "sectPr"]):
        yield Finding(what="text stands after the end of the last section", rule=_RULE)
    elif not at_end:
        yield Finding(what="the last section does not say what its pages are like", rule=_RULE)
    for section in document.iter(W + "sectPr"):
        parent = section.getparent()
        if parent is not None and name(parent) not in {"body", "pPr", "sectPrChange"}:
            yield Finding(what=f"a section ends in {name(parent)}", rule=_RULE)
        heads = Counter(
            (each.tag, value(each, "type"))
            for each in section.iterchildren(W + "headerReference", W + "footerReference")
        )
        for (_, kind), count in heads.items():
            if count > 1:
                what = f"a section has two headers or two footers of the kind {kind}"
                yield Finding(what=what, rule=_RULE)


def nesting(reading: Reading) -> Iterator[Finding]:
    """Find links within links, and paragraphs within paragraphs."""
    for text in reading.texts:
        for tag, what in (("hyperlink", "a link stands within a link"), ("p", None)):
            for each in text.root.iter(W + tag):
                around = next(each.iterancestors(W + tag), None)
                if around is None or story_of(around) is not story_of(each):
                    continue
                yield Finding(
                    quote=near(each),
                    what=what or "a paragraph stands within a paragraph",
                    part=text.place,
                    rule="word-nested-link",
                )
