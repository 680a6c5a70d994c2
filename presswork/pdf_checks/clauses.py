"""What the rules of the standards, as veraPDF counts them, are in our words.

veraPDF names a rule by the clause of the standard and the number of its test. Most are one of the
rules in `presswork.rules`, told in its words; where a rule holds several, the fact is told here.
Clauses without a line are told in veraPDF's words, as `pdf-other-fault`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.pdf_checks.standards import OURS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.pdf_checks.standards import Standard


@dataclass(frozen=True, slots=True)
class Clause:
    """One test of a standard.

    Args:
        rule: the id of ours.
        what: the fact; None for that of the rule.
    """

    rule: str
    what: str | None = None


def clause(standard: Standard, number: str, test: int) -> Clause | None:
    """Return what a test of a standard is in our words, or None.

    Args:
        standard: which one.
        number: of the clause, for example `7.18.5`.
        test: its number within the clause.
    """
    return _table(standard).get((number, test))


def rules(standard: Standard) -> frozenset[str]:
    """Return our rules that a standard asks for."""
    return frozenset(each.rule for each in _table(standard).values())


def _table(standard: Standard) -> Mapping[tuple[str, int], Clause]:
    if standard not in OURS:
        return {}
    return _UA_1 if standard.is_for_everyone else _A_3


def _tests(rule: str, number: str, *tests: int) -> dict[tuple[str, int], Clause]:
    """Return the lines of tests that are told in the words of a rule."""
    return {(number, test): Clause(rule) for test in tests}


LOOSE: Final = "keywords of the file stand on one line with something else (obj, stream)"
"""The fact where the ends of lines are missing, for both engines."""

_ROWS: Final = "pdf-table-structure"
_LISTS: Final = "pdf-list-structure"
_CONTENTS: Final = "pdf-contents-structure"
_LANGUAGE: Final = "pdf-no-language"

_UA_1: Final = {
    **_tests("pdf-not-declared-accessible", "5", 1, 2, 3, 4, 5),
    **_tests("pdf-version", "6.1", 1),
    **_tests("pdf-untagged", "6.2", 1),
    ("7.1", 1): Clause("pdf-tags-in-decoration", "decoration lies within what is tagged"),
    ("7.1", 2): Clause("pdf-tags-in-decoration", "what is tagged lies within decoration"),
    **_tests("pdf-untagged-content", "7.1", 3),
    **_tests("pdf-suspect-tags", "7.1", 4),
    **_tests("pdf-unknown-tag", "7.1", 5),
    ("7.1", 6): Clause("pdf-role-map", "the role map runs in a circle"),
    ("7.1", 7): Clause("pdf-role-map", "the role map turns a standard tag into another one"),
    **_tests("pdf-no-metadata", "7.1", 8),
    **_tests("pdf-no-title", "7.1", 9),
    **_tests("pdf-title-not-shown", "7.1", 10),
    **_tests("pdf-untagged", "7.1", 11),
    **_tests("pdf-broken-tag-tree", "7.1", 12),
    **_tests(_LANGUAGE, "7.2", 2, 21, 22, 23, 24, 25, 30, 31, 32, 33, 34),
    **_tests("pdf-malformed-language", "7.2", 29),
    ("7.2", 3): Clause(_ROWS, "a table holds something else than rows and a caption"),
    ("7.2", 4): Clause(_ROWS, "a row of a table stands outside of a table"),
    ("7.2", 5): Clause(_ROWS, "the head of a table stands outside of a table"),
    ("7.2", 6): Clause(_ROWS, "the body of a table stands outside of a table"),
    ("7.2", 7): Clause(_ROWS, "the foot of a table stands outside of a table"),
    ("7.2", 8): Clause(_ROWS, "a header cell stands outside of a row"),
    ("7.2", 9): Clause(_ROWS, "a cell stands outside of a row"),
    ("7.2", 10): Clause(_ROWS, "a row of a table holds something else than cells"),
    ("7.2", 11): Clause(_ROWS, "a table has several heads"),
    ("7.2", 12): Clause(_ROWS, "a table has several feet"),
    ("7.2", 13): Clause(_ROWS, "a table has a foot, and no body"),
    ("7.2", 14): Clause(_ROWS, "a table has a head, and no body"),
    ("7.2", 15): Clause("pdf-irregular-table", "two cells of a table lie on each other"),
    ("7.2", 16): Clause(_ROWS, "the caption of a table stands among its rows"),
    ("7.2", 17): Clause(_LISTS, "an entry of a list stands outside of a list"),
    ("7.2", 18): Clause(_LISTS, "the text of a list's entry stands outside of an entry"),
    ("7.2", 19): Clause(_LISTS, "a list holds something else than entries"),
    ("7.2", 20): Clause(_LISTS, "an entry of a list holds something else than mark and text"),
    ("7.2", 26): Clause(_CONTENTS, "an entry of a table of contents stands outside of one"),
    ("7.2", 27): Clause(_CONTENTS, "a table of contents holds something else than entries"),
    ("7.2", 28): Clause(_CONTENTS, "the caption of a table of contents does not come first"),
    ("7.2", 36): Clause(_ROWS, "the head of a table holds something else than rows"),
    ("7.2", 37): Clause(_ROWS, "the body of a table holds something else than rows"),
    ("7.2", 38): Clause(_ROWS, "the foot of a table holds something else than rows"),
    ("7.2", 39): Clause(_ROWS, "a table has several captions"),
    ("7.2", 40): Clause(_LISTS, "the caption of a list does not come first"),
    **_tests("pdf-irregular-table", "7.2", 41, 42, 43),
    **_tests("pdf-picture-without-alt", "7.3", 1),
    **_tests("pdf-skipped-heading", "7.4.2", 1),
    ("7.4.4", 1): Clause("pdf-mixed-headings", "a part has several headings without a level"),
    **_tests("pdf-mixed-headings", "7.4.4", 2, 3),
    **_tests("pdf-table-without-headers", "7.5", 1),
    ("7.5", 2): Clause("pdf-table-without-headers", "a cell names a header cell that is not there"),
    **_tests("pdf-formula-without-alt", "7.7", 1),
    ("7.9", 1): Clause("pdf-note-without-id", "a note has no id"),
    ("7.9", 2): Clause("pdf-note-without-id", "two notes have one id"),
    ("7.10", 1): Clause("pdf-layers", "the layers of the file have no name"),
    ("7.10", 2): Clause("pdf-layers", "the layers of the file switch by themselves"),
    **_tests("pdf-attachment-without-name", "7.11", 1),
    **_tests("pdf-dynamic-form", "7.15", 1),
    **_tests("pdf-locked", "7.16", 1),
    ("7.18.1", 1): Clause(
        "pdf-annotation-without-tag", "a comment or another note on a page is not tagged as such"
    ),
    **_tests("pdf-annotation-without-words", "7.18.1", 2),
    **_tests("pdf-field-without-name", "7.18.1", 3),
    ("7.18.2", 1): Clause("pdf-annotation-without-tag", "a page holds trapping for a press"),
    **_tests("pdf-tab-order", "7.18.3", 1),
    ("7.18.4", 1): Clause("pdf-field-without-tag"),
    ("7.18.4", 2): Clause("pdf-field-without-tag", "the tag of a form's field holds more than it"),
    **_tests("pdf-link-without-tag", "7.18.5", 1),
    **_tests("pdf-link-without-words", "7.18.5", 2),
    **_tests("pdf-media-without-words", "7.18.6.2", 1, 2),
    ("7.18.8", 1): Clause("pdf-annotation-without-tag", "a printer's mark is tagged"),
    **_tests("pdf-other-pages", "7.20", 1),
    **_tests("pdf-reused-content", "7.20", 2),
    **_tests("pdf-font-encoding", "7.21.3.1", 1),
    **_tests("pdf-font-encoding", "7.21.3.2", 1),
    **_tests("pdf-font-encoding", "7.21.3.3", 1, 2, 3),
    **_tests("pdf-font-not-embedded", "7.21.4.1", 1),
    **_tests("pdf-missing-glyph", "7.21.4.1", 2),
    **_tests("pdf-font-subset-list", "7.21.4.2", 1, 2),
    **_tests("pdf-glyph-widths", "7.21.5", 1),
    **_tests("pdf-font-encoding", "7.21.6", 1, 2, 3, 4),
    **_tests("pdf-unreadable-characters", "7.21.7", 1, 2),
    **_tests("pdf-missing-glyph", "7.21.8", 1),
}

_A_3: Final = {
    ("6.1.2", 1): Clause("pdf-version"),
    ("6.1.2", 2): Clause(
        "pdf-file-syntax", "the second line of the file is not a comment of binary characters"
    ),
    **_tests("pdf-no-file-id", "6.1.3", 1),
    **_tests("pdf-encrypted", "6.1.3", 2),
    **_tests("pdf-data-after-end", "6.1.3", 3),
    **_tests("pdf-file-syntax", "6.1.4", 2),
    **_tests("pdf-file-syntax", "6.1.6", 1, 2),
    ("6.1.7.1", 1): Clause("pdf-file-syntax", "a part of the file is not as long as it says"),
    ("6.1.7.1", 2): Clause("pdf-file-syntax", LOOSE),
    **_tests("pdf-external-stream", "6.1.7.1", 3),
    **_tests("pdf-compression", "6.1.7.2", 1),
    **_tests("pdf-file-syntax", "6.1.8", 1),
    ("6.1.9", 1): Clause("pdf-file-syntax", LOOSE),
    **_tests("pdf-compression", "6.1.10", 1),
    **_tests("pdf-signature", "6.1.12", 1, 2),
    ("6.1.13", 1): Clause("pdf-file-syntax", "a number in the file is too large"),
    ("6.1.13", 2): Clause("pdf-file-syntax", "a number in the file is too large"),
    ("6.1.13", 3): Clause("pdf-file-syntax", "a string in the file is too long"),
    ("6.1.13", 4): Clause("pdf-file-syntax", "a name in the file is too long"),
    ("6.1.13", 5): Clause("pdf-file-syntax", "a number in the file is too close to zero"),
    ("6.1.13", 7): Clause("pdf-file-syntax", "the file has too many objects"),
    ("6.1.13", 8): Clause("pdf-file-syntax", "the states of a page are nested too deep"),
    ("6.1.13", 9): Clause("pdf-file-syntax", "a colour is mixed of too many inks"),
    ("6.1.13", 10): Clause("pdf-file-syntax", "the number of a character is too large"),
    ("6.1.13", 11): Clause("pdf-file-syntax", "a page is smaller than 1 mm or larger than 5 m"),
    **_tests("pdf-unknown-operator", "6.2.2", 1),
    **_tests("pdf-missing-resources", "6.2.2", 2),
    **_tests("pdf-output-intent", "6.2.3", 1, 2, 3),
    **_tests("pdf-colour-profile", "6.2.4.2", 1),
    ("6.2.4.2", 2): Clause("pdf-colour-profile", "CMYK colours with a profile are overprinted"),
    ("6.2.4.3", 2): Clause("pdf-colour-without-profile", "RGB is used without a profile"),
    ("6.2.4.3", 3): Clause("pdf-colour-without-profile", "CMYK is used without a profile"),
    ("6.2.4.3", 4): Clause("pdf-colour-without-profile", "grey is used without a profile"),
    ("6.2.4.4", 1): Clause("pdf-spot-colour", "a spot colour is not defined"),
    ("6.2.4.4", 2): Clause("pdf-spot-colour", "a spot colour is defined in two ways"),
    **_tests("pdf-printing-functions", "6.2.5", 1, 2, 3, 4, 5, 6),
    ("6.2.6", 1): Clause("pdf-printing-functions", "a rendering intent is none that PDF knows"),
    ("6.2.8", 1): Clause("pdf-picture-form", "a picture has other versions of itself"),
    ("6.2.8", 2): Clause("pdf-picture-form", "a picture stands for one that lies elsewhere (OPI)"),
    **_tests("pdf-smoothed-picture", "6.2.8", 3),
    **_tests("pdf-picture-form", "6.2.8", 4, 5),
    ("6.2.8.3", 1): Clause("pdf-picture-form", "a JPEG 2000 picture has odd channels"),
    **_tests("pdf-picture-form", "6.2.8.3", 2, 3, 4, 5),
    **_tests("pdf-postscript", "6.2.9", 1, 3),
    **_tests("pdf-other-pages", "6.2.9", 2),
    **_tests("pdf-blend-mode", "6.2.10", 1),
    ("6.2.10", 2): Clause(
        "pdf-colour-without-profile", "a page has transparency without a profile to mix colours in"
    ),
    **_tests("pdf-font-dictionary", "6.2.11.2", 1, 2, 3, 4, 5, 6, 7),
    **_tests("pdf-font-encoding", "6.2.11.3.1", 1),
    **_tests("pdf-font-encoding", "6.2.11.3.2", 1),
    **_tests("pdf-font-encoding", "6.2.11.3.3", 1, 2, 3),
    **_tests("pdf-font-not-embedded", "6.2.11.4.1", 1),
    **_tests("pdf-missing-glyph", "6.2.11.4.1", 2),
    **_tests("pdf-font-subset-list", "6.2.11.4.2", 1, 2),
    **_tests("pdf-glyph-widths", "6.2.11.5", 1),
    **_tests("pdf-font-encoding", "6.2.11.6", 1, 2, 3, 4),
    **_tests("pdf-unreadable-characters", "6.2.11.7.2", 1, 2),
    **_tests("pdf-private-characters", "6.2.11.7.3", 1),
    **_tests("pdf-missing-glyph", "6.2.11.8", 1),
    **_tests("pdf-annotation-kind", "6.3.1", 1),
    **_tests("pdf-annotation-not-printed", "6.3.2", 1, 2),
    **_tests("pdf-annotation-appearance", "6.3.3", 1, 2, 3, 4),
    **_tests("pdf-field-action", "6.4.1", 1, 2, 3),
    **_tests("pdf-dynamic-form", "6.4.2", 1, 2),
    **_tests("pdf-signature", "6.4.3", 1, 2, 3),
    **_tests("pdf-action", "6.5.1", 1, 2),
    **_tests("pdf-action", "6.5.2", 1, 2),
    **_tests("pdf-no-metadata", "6.6.2.1", 1),
    **_tests("pdf-metadata-syntax", "6.6.2.1", 2, 3, 4, 5),
    **_tests("pdf-metadata-fields", "6.6.2.3.1", 1, 2),
    **_tests("pdf-metadata-fields", "6.6.2.3.2", 1),
    **_tests("pdf-metadata-fields", "6.6.2.3.3", *range(1, 19)),
    **_tests("pdf-not-declared-archivable", "6.6.4", 1, 2, 3, 4, 5, 6, 7),
    **_tests("pdf-untagged", "6.7.2.2", 1),
    **_tests("pdf-untagged", "6.7.3.3", 1),
    **_tests("pdf-unknown-tag", "6.7.3.4", 1),
    ("6.7.3.4", 2): Clause("pdf-role-map", "the role map runs in a circle"),
    ("6.7.3.4", 3): Clause("pdf-role-map", "the role map turns a standard tag into another one"),
    **_tests("pdf-malformed-language", "6.7.4", 1),
    ("6.8", 1): Clause("pdf-attachment", "an attached file does not say what kind of file it is"),
    **_tests("pdf-attachment-without-name", "6.8", 2),
    ("6.8", 3): Clause(
        "pdf-attachment", "an attached file does not say what it has to do with the document"
    ),
    ("6.8", 4): Clause("pdf-attachment", "an attached file belongs to no part of the document"),
    ("6.8", 5): Clause("pdf-attachment", "an attached file is no PDF/A"),
    ("6.9", 1): Clause("pdf-layers", "the layers of the file have no name"),
    ("6.9", 2): Clause("pdf-layers", "two sets of layers have one name"),
    ("6.9", 3): Clause("pdf-layers", "a layer is in no list of layers"),
    ("6.9", 4): Clause("pdf-layers", "the layers of the file switch by themselves"),
    ("6.10", 1): Clause("pdf-presentation", "the file asks for another version of itself"),
    ("6.10", 2): Clause("pdf-presentation", "the file asks for a slide show"),
    ("6.11", 1): Clause("pdf-presentation", "the file asks for abilities of a certain program"),
}
