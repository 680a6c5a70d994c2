"""The rules on Word files, ours or any other: what programs stumble over, and what readers miss.

Numbers in brackets are sections of ISO/IEC 29500-1. The Open XML SDK, which holds files against
the schema, knows of few of these rules: they are about what belongs together across a file.
"""

from __future__ import annotations

from typing import Final

from presswork.rules.rule import Rule, Topic

_SAVE: Final = "Open the file in Word, look it through, and save it again."
_REPORT: Final = "Nothing but its maker can put it right; tell who makes the program."

WORD_RULES: Final = (
    Rule(
        "word-damaged-part",
        Topic.WORD_OPENING,
        "A part of the file cannot be read.",
        _SAVE,
    ),
    Rule(
        "word-part-name",
        Topic.WORD_OPENING,
        "Two parts have one name, or the name of a part leads out of the file.",
        "Pack the file anew; names that differ in capitals alone are one name.",
    ),
    Rule(
        "word-content-type",
        Topic.WORD_OPENING,
        "What a part is is declared nowhere, or is declared of a part that is not there.",
        "To Word such a file is damaged. " + _REPORT,
    ),
    Rule(
        "word-broken-relationship",
        Topic.WORD_OPENING,
        "A relationship leads to a part that is not there.",
        _SAVE,
    ),
    Rule(
        "word-malformed-address",
        Topic.WORD_OPENING,
        "A link leads to an address that is none.",
        "Correct the address; spaces and signs such as \\ or < are written as %20 and the like.",
    ),
    Rule(
        "word-unknown-relationship",
        Topic.WORD_OPENING,
        "The text names a relationship that is not there, or one of another kind.",
        "To Word such a file is damaged. " + _REPORT,
    ),
    Rule(
        "word-duplicate-id",
        Topic.WORD_OPENING,
        "Two things have one id or name that has to be their own.",
        _REPORT,
    ),
    Rule(
        "word-unpaired-mark",
        Topic.WORD_OPENING,
        "A bookmark or a comment begins and does not end, or ends and did not begin.",
        "Delete the bookmark or comment and make it anew.",
    ),
    Rule(
        "word-unbalanced-field",
        Topic.WORD_OPENING,
        "A field begins and does not end within its text, or ends and did not begin.",
        "Delete the field and insert it anew.",
    ),
    Rule(
        "word-dead-reference",
        Topic.WORD_OPENING,
        "A link or a field leads to a bookmark that is not there.",
        "Refer to it anew: updated, such a field says 'Error! Reference source not found'.",
    ),
    Rule(
        "word-unknown-style",
        Topic.WORD_OPENING,
        "A style is named that is not there, or is one of another kind.",
        "Give the text another style, or copy the style into the file.",
    ),
    Rule(
        "word-unknown-list",
        Topic.WORD_OPENING,
        "A list is named that is not there.",
        "Make the list anew; its marks and numbers are lost.",
    ),
    Rule(
        "word-unknown-note",
        Topic.WORD_OPENING,
        "A note or comment is mentioned that is not there.",
        "Delete its mark and make the note anew.",
    ),
    Rule(
        "word-cell-without-paragraph",
        Topic.WORD_OPENING,
        "A cell of a table does not end with a paragraph.",
        "To Word such a file is damaged (17.4.65). " + _REPORT,
    ),
    Rule(
        "word-irregular-table",
        Topic.WORD_OPENING,
        "The rows of a table do not fit its columns, or joined cells do not fit each other.",
        "Make it a table of plain rows again, and join the cells anew.",
    ),
    Rule(
        "word-misplaced-section",
        Topic.WORD_OPENING,
        "What a section is like does not stand at its end, or names two heads of one kind.",
        _REPORT,
    ),
    Rule(
        "word-nested-link",
        Topic.WORD_OPENING,
        "A link stands within a link, or a paragraph within a paragraph.",
        _REPORT,
    ),
    Rule(
        "word-properties",
        Topic.WORD_OPENING,
        "The properties of the file hold a date that is none, or one property twice.",
        "To Word such a file is damaged. " + _REPORT,
    ),
    Rule(
        "word-lost-part",
        Topic.WORD_READING,
        "A part belongs to nothing: no relationship leads to it.",
        _SAVE,
    ),
    Rule(
        "word-unused-relationship",
        Topic.WORD_READING,
        "A picture, link, header or the like is in the file, and nothing shows it.",
        _SAVE,
    ),
    Rule(
        "word-unmentioned-note",
        Topic.WORD_READING,
        "A note or comment is in the file, and nothing in the text has its mark.",
        "Nobody can read it: set its mark, or delete it.",
    ),
    Rule(
        "word-repeated-picture",
        Topic.WORD_READING,
        "The same picture is in the file more than once, and makes it larger.",
        _SAVE,
    ),
    Rule(
        "word-table-widths",
        Topic.WORD_READING,
        "The cells of a table are not as wide as its columns, so that programs differ.",
        "Set the widths of its columns anew, and switch off that they fit their content.",
    ),
    Rule(
        "word-empty-paragraph",
        Topic.WORD_READING,
        "An empty paragraph stands for space.",
        "Delete it, and give the style of its neighbour the space before or after.",
    ),
    Rule(
        "word-empty-field",
        Topic.WORD_READING,
        "A field shows nothing until it is updated.",
        "Select all, press F9, and save the file.",
    ),
    Rule(
        "word-asks-to-update",
        Topic.WORD_READING,
        "Who opens the file is asked whether its fields may be updated.",
        "Update the fields, and save the file in Word.",
    ),
    Rule(
        "word-old-mode",
        Topic.WORD_READING,
        "The file is opened in compatibility mode, as an earlier version of Word would show it.",
        "In Word: File, Info, Convert.",
    ),
    Rule(
        "word-loads-from-elsewhere",
        Topic.WORD_READING,
        "Something is loaded from elsewhere when the file is opened.",
        "Put the picture or template into the file; its owner learns who reads it, and it may go.",
    ),
    Rule(
        "word-picture-without-alt",
        Topic.WORD_READING,
        "A picture has no alternative text, and is not marked as decoration.",
        "In Word: right-click it, Edit Alt Text; say what it shows, or mark it as decorative.",
    ),
    Rule(
        "word-table-without-header",
        Topic.WORD_READING,
        "A table has no header row, which is repeated on each page and read to who cannot see.",
        "In Word: Table Layout, Repeat Header Rows.",
    ),
    Rule(
        "word-skipped-heading",
        Topic.WORD_READING,
        "A heading stands two levels or more below the heading before it.",
        "Use the next level; how large it is shown is a matter of its style.",
    ),
    Rule(
        "word-no-title",
        Topic.WORD_READING,
        "The file has no title in its properties.",
        "In Word: File, Info, Title; screen readers and search engines name the file by it.",
    ),
    Rule(
        "word-no-language",
        Topic.WORD_READING,
        "The file does not say what language it is in.",
        "In Word: select all, Review, Language, Set Proofing Language.",
    ),
)
