"""The rules on PDF files, ours or any other: what a standard asks, and what readers ask.

A rule is told by veraPDF or by ourselves, in the same words: `says` is the message, `remedy` the
hint.
"""

from __future__ import annotations

from typing import Final

from presswork.rules.rule import Rule, Topic

PDF_RULES: Final = (
    Rule(
        "pdf-not-declared-accessible",
        Topic.PDF_FOR_EVERYONE,
        "The file does not say that it is PDF/UA.",
        "Make it with a program that writes PDF/UA, with that option on; the label alone "
        "repairs nothing else.",
    ),
    Rule(
        "pdf-untagged",
        Topic.PDF_FOR_EVERYONE,
        "The file has no tags, so that it cannot be read aloud in order.",
        "Make it again as a tagged PDF; in Word: Save as PDF, Options, Document structure "
        "tags for accessibility.",
    ),
    Rule(
        "pdf-suspect-tags",
        Topic.PDF_FOR_EVERYONE,
        "The file itself says that its tags may be wrong.",
        "Look its tags through, and make it again.",
    ),
    Rule(
        "pdf-untagged-content",
        Topic.PDF_FOR_EVERYONE,
        "Something on a page is neither tagged nor marked as decoration.",
        "Tag it, or mark it as an artifact if nothing is lost without it.",
    ),
    Rule(
        "pdf-tags-in-decoration",
        Topic.PDF_FOR_EVERYONE,
        "What is tagged lies within decoration, or decoration within what is tagged.",
        "Make the two stand beside each other.",
    ),
    Rule(
        "pdf-broken-tag-tree",
        Topic.PDF_FOR_EVERYONE,
        "The tree of tags is broken: a tag does not know what it is part of.",
        "Make the file again; nothing but its maker can put it right.",
    ),
    Rule(
        "pdf-lost-content",
        Topic.PDF_FOR_EVERYONE,
        "A page names a tag for something, and the tag does not know of it.",
        "Make the file again; screen readers leave it out, or read it twice.",
    ),
    Rule(
        "pdf-unknown-tag",
        Topic.PDF_FOR_EVERYONE,
        "A tag has a name that is no standard one and stands for none.",
        "Name the standard tag that it stands for in the role map.",
    ),
    Rule(
        "pdf-role-map",
        Topic.PDF_FOR_EVERYONE,
        "The role map turns a standard tag into another one, or runs in a circle.",
        "Correct the role map: names of one's own lead to standard tags, and these to nothing.",
    ),
    Rule(
        "pdf-no-title",
        Topic.PDF_FOR_EVERYONE,
        "The file has no title in its metadata.",
        "Give the document a title in its properties, and make the PDF again.",
    ),
    Rule(
        "pdf-title-not-shown",
        Topic.PDF_FOR_EVERYONE,
        "A window that shows the file has the file's name in its bar, not the document's title.",
        "Turn on the display of the document's title: in Acrobat, File, Properties, Initial View.",
    ),
    Rule(
        "pdf-no-language",
        Topic.PDF_FOR_EVERYONE,
        "The file does not say what language it is in.",
        "Set the document's language, and make the PDF again; screen readers choose their "
        "voice by it.",
    ),
    Rule(
        "pdf-malformed-language",
        Topic.PDF_FOR_EVERYONE,
        "What stands as a language is no language tag.",
        "Write it like en, en-GB or de-CH.",
    ),
    Rule(
        "pdf-picture-without-alt",
        Topic.PDF_FOR_EVERYONE,
        "A picture has no alternative text.",
        "Say in the document what it shows, or mark it as decoration, and make the PDF again.",
    ),
    Rule(
        "pdf-formula-without-alt",
        Topic.PDF_FOR_EVERYONE,
        "A formula has no alternative text.",
        "Give its words, or its LaTeX, as alternative text.",
    ),
    Rule(
        "pdf-skipped-heading",
        Topic.PDF_FOR_EVERYONE,
        "A heading stands two levels or more below the heading before it.",
        "Use the next level; how large it is printed is a matter of its style.",
    ),
    Rule(
        "pdf-mixed-headings",
        Topic.PDF_FOR_EVERYONE,
        "Headings with a level and headings without one are mixed.",
        "Tag them all as H1 to H6.",
    ),
    Rule(
        "pdf-table-structure",
        Topic.PDF_FOR_EVERYONE,
        "A table holds something else than rows, or a row something else than cells.",
        "Make it a plain table again: rows of cells, and at most one caption.",
    ),
    Rule(
        "pdf-irregular-table",
        Topic.PDF_FOR_EVERYONE,
        "The rows of a table do not have the same number of cells.",
        "Fill the rows up with empty cells, or correct the cells that span several.",
    ),
    Rule(
        "pdf-table-without-headers",
        Topic.PDF_FOR_EVERYONE,
        "No heading belongs to a cell of a table.",
        "Make the first row a header row, and cells that name their row headers too.",
    ),
    Rule(
        "pdf-list-structure",
        Topic.PDF_FOR_EVERYONE,
        "A list holds something else than entries, or an entry something else than mark and text.",
        "Make it a plain list again, with the program's own list function.",
    ),
    Rule(
        "pdf-contents-structure",
        Topic.PDF_FOR_EVERYONE,
        "A table of contents holds something else than entries.",
        "Let the program make it from the headings.",
    ),
    Rule(
        "pdf-note-without-id",
        Topic.PDF_FOR_EVERYONE,
        "A note has no id, or that of another note.",
        "Make it with the program's own function for notes, and make the PDF again.",
    ),
    Rule(
        "pdf-link-without-tag",
        Topic.PDF_FOR_EVERYONE,
        "A link is not tagged as a link.",
        "Make the file again with tags; a link needs its place in the order of reading.",
    ),
    Rule(
        "pdf-link-without-words",
        Topic.PDF_FOR_EVERYONE,
        "A link has no words that say where it leads.",
        "Give the link a description; with links made by a program, another version may write it.",
    ),
    Rule(
        "pdf-annotation-without-tag",
        Topic.PDF_FOR_EVERYONE,
        "A comment or another note on a page is not tagged as such, or is tagged though "
        "nobody sees it.",
        "Tag it as an annotation, or delete it.",
    ),
    Rule(
        "pdf-annotation-without-words",
        Topic.PDF_FOR_EVERYONE,
        "A comment or another note on a page has no words.",
        "Write into it what it is for, or delete it.",
    ),
    Rule(
        "pdf-tab-order",
        Topic.PDF_FOR_EVERYONE,
        "On a page with links or fields, the tabulator key does not follow the order of the tags.",
        "Set the tab order of all pages to Use Document Structure.",
    ),
    Rule(
        "pdf-field-without-name",
        Topic.PDF_FOR_EVERYONE,
        "A field of a form has no name for who does not see it.",
        "Write a tooltip for it that says what to fill in.",
    ),
    Rule(
        "pdf-field-without-tag",
        Topic.PDF_FOR_EVERYONE,
        "A field of a form is not tagged as one.",
        "Tag it as a form field, one tag a field.",
    ),
    Rule(
        "pdf-media-without-words",
        Topic.PDF_FOR_EVERYONE,
        "A film or a sound has no alternative text.",
        "Say what is seen and heard, or leave it out.",
    ),
    Rule(
        "pdf-locked",
        Topic.PDF_FOR_EVERYONE,
        "The file's protection keeps screen readers out.",
        "Save it without a password, or allow access for screen readers.",
    ),
    Rule(
        "pdf-reused-content",
        Topic.PDF_FOR_EVERYONE,
        "A part that is tagged is painted twice.",
        "Make the file again; its tags do not tell the two apart.",
    ),
    Rule(
        "pdf-no-metadata",
        Topic.PDF_FOR_EVERYONE,
        "The file has no metadata (XMP).",
        "Make it with a program that writes PDF/A or PDF/UA.",
    ),
    Rule(
        "pdf-version",
        Topic.PDF_FOR_EVERYONE,
        "The file does not begin as a PDF of version 1.",
        "Save it as PDF 1.7.",
    ),
    Rule(
        "pdf-font-not-embedded",
        Topic.PDF_FOR_EVERYONE,
        "A font is not in the file, so that it may look another way elsewhere, or be unreadable.",
        "Make it again with all fonts embedded; in Word: Save as PDF, Options, PDF/A.",
    ),
    Rule(
        "pdf-missing-glyph",
        Topic.PDF_FOR_EVERYONE,
        "A character is printed that the font does not have: a box, or nothing.",
        "Choose a font that has the character.",
    ),
    Rule(
        "pdf-unreadable-characters",
        Topic.PDF_FOR_EVERYONE,
        "Characters cannot be copied, searched or read aloud: nothing says what they stand for.",
        "Embed the font with its table of characters (ToUnicode), or choose another font.",
    ),
    Rule(
        "pdf-glyph-widths",
        Topic.PDF_FOR_EVERYONE,
        "The widths of a font's characters differ between the file and the font.",
        "Make the file with another program, or another version of the font.",
    ),
    Rule(
        "pdf-font-encoding",
        Topic.PDF_FOR_EVERYONE,
        "A font's table of characters does not go with the font.",
        "Make the file with another program, or another version of the font.",
    ),
    Rule(
        "pdf-font-subset-list",
        Topic.PDF_FOR_EVERYONE,
        "The list of a font's characters is not complete.",
        "Make the file again without that list (CharSet or CIDSet), which nothing needs.",
    ),
    Rule(
        "pdf-layers",
        Topic.PDF_FOR_EVERYONE,
        "The layers of the file have no name of their own, or switch by themselves.",
        "Make the file again without layers.",
    ),
    Rule(
        "pdf-attachment-without-name",
        Topic.PDF_FOR_EVERYONE,
        "An attached file has no name.",
        "Attach it again with its name.",
    ),
    Rule(
        "pdf-dynamic-form",
        Topic.PDF_FOR_EVERYONE,
        "The file is a dynamic form (XFA), which most programs cannot show.",
        "Make it a form of the plain kind (AcroForm).",
    ),
    Rule(
        "pdf-other-pages",
        Topic.PDF_FOR_EVERYONE,
        "The file takes parts of its pages from another file.",
        "Make it again with everything in it.",
    ),
    Rule(
        "pdf-not-declared-archivable",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file does not say that it is PDF/A, or says another kind.",
        "Make it with a program that writes PDF/A, with that option on; the label alone "
        "repairs nothing else.",
    ),
    Rule(
        "pdf-no-file-id",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file has no identifier.",
        "Make it again with a program that writes one.",
    ),
    Rule(
        "pdf-encrypted",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file is protected with a password, or against copying.",
        "Save it without protection.",
    ),
    Rule(
        "pdf-data-after-end",
        Topic.PDF_FOR_THE_ARCHIVE,
        "Something stands in the file after its end.",
        "Open it, and save it under another name.",
    ),
    Rule(
        "pdf-file-syntax",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file is not written as PDF/A wants it.",
        "Open it, and save it under another name; or make it with another program.",
    ),
    Rule(
        "pdf-external-stream",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A part of the file lies in another file.",
        "Make it again with everything in it.",
    ),
    Rule(
        "pdf-compression",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A part of the file is compressed in a way that PDF/A does not allow (LZW or encrypted).",
        "Make it again with Flate compression.",
    ),
    Rule(
        "pdf-signature",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file is signed in a way that PDF/A does not allow.",
        "Sign it again, with a signature for PDF/A (PAdES).",
    ),
    Rule(
        "pdf-unknown-operator",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A page holds a command that is no PDF.",
        "Make the file with another program.",
    ),
    Rule(
        "pdf-missing-resources",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A page uses a font, a picture or a colour that is not listed for it.",
        "Make the file with another program.",
    ),
    Rule(
        "pdf-output-intent",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The colour profile of the file (its output intent) is broken, or there are several.",
        "Make it again with one profile for RGB or CMYK.",
    ),
    Rule(
        "pdf-colour-without-profile",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A colour is used without a profile that says how it looks.",
        "Make it again as PDF/A, with a colour profile: sRGB as the output intent.",
    ),
    Rule(
        "pdf-colour-profile",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The profile of a picture or a colour is broken, or of a kind that PDF/A does not know.",
        "Save the picture with an sRGB profile, and make the PDF again.",
    ),
    Rule(
        "pdf-spot-colour",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A spot colour is not defined, or in two ways.",
        "Turn spot colours into RGB or CMYK.",
    ),
    Rule(
        "pdf-printing-functions",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file sets how a printing machine makes its screens or changes its tones.",
        "Make it again without transfer functions and halftones.",
    ),
    Rule(
        "pdf-smoothed-picture",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A picture asks to be smoothed where it is enlarged, which PDF/A does not allow.",
        "Make the file again without interpolation of pictures.",
    ),
    Rule(
        "pdf-picture-form",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A picture is stored in a way that PDF/A does not allow.",
        "Save it as PNG or JPEG, and make the PDF again.",
    ),
    Rule(
        "pdf-postscript",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file holds PostScript.",
        "Make it with another program.",
    ),
    Rule(
        "pdf-blend-mode",
        Topic.PDF_FOR_THE_ARCHIVE,
        "Something is transparent in a way that PDF does not know.",
        "Leave the effect out.",
    ),
    Rule(
        "pdf-font-dictionary",
        Topic.PDF_FOR_THE_ARCHIVE,
        "What the file says about a font is not complete.",
        "Make it with another program, or another version of the font.",
    ),
    Rule(
        "pdf-private-characters",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A character is of nobody's alphabet: it has a private number and no words instead.",
        "Choose a font that has the character under its own number, or give it replacement text.",
    ),
    Rule(
        "pdf-annotation-kind",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A page holds a sound, a film or another note that PDF/A does not allow.",
        "Delete it; a file can be attached instead.",
    ),
    Rule(
        "pdf-annotation-not-printed",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A link or another note on a page is hidden, or not marked as one to be printed.",
        "Make the file again as PDF/A; or set its property to visible and printed.",
    ),
    Rule(
        "pdf-annotation-appearance",
        Topic.PDF_FOR_THE_ARCHIVE,
        "It is not said how a note on a page looks.",
        "Open the note, save it, and save the file.",
    ),
    Rule(
        "pdf-field-action",
        Topic.PDF_FOR_THE_ARCHIVE,
        "A field of a form does something by itself, or is drawn anew each time.",
        "Leave the action out, or flatten the form.",
    ),
    Rule(
        "pdf-action",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file runs a script or another program, or plays something.",
        "Leave the action out: an archive wants a file that only shows.",
    ),
    Rule(
        "pdf-metadata-syntax",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The metadata (XMP) cannot be read.",
        "Make the file again; nothing but its maker can put it right.",
    ),
    Rule(
        "pdf-metadata-fields",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The metadata (XMP) has a field that PDF/A does not know and nothing describes.",
        "Leave the field out, or describe it in an extension schema.",
    ),
    Rule(
        "pdf-attachment",
        Topic.PDF_FOR_THE_ARCHIVE,
        "An attached file does not say what it is, or what it has to do with the document.",
        "Attach it with its media type and its relation to the document (AFRelationship).",
    ),
    Rule(
        "pdf-presentation",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file asks for a slide show, another version of itself or a program's special "
        "abilities.",
        "Leave that out.",
    ),
    Rule(
        "pdf-other-fault",
        Topic.PDF_FOR_THE_ARCHIVE,
        "The file does not keep to a rule of the standard.",
        "Look the rule up by its number, or make the file with another program.",
    ),
    Rule(
        "pdf-low-contrast",
        Topic.PDF_READING,
        "Text is too pale for its ground: WCAG 2.2 asks for 4.5 to 1, and 3 to 1 for large text.",
        "Choose a darker colour.",
    ),
    Rule(
        "pdf-alt-is-file-name",
        Topic.PDF_READING,
        "The alternative text of a picture is the name of a file.",
        "Say what the picture shows.",
    ),
    Rule(
        "pdf-alt-repeats-caption",
        Topic.PDF_READING,
        "The alternative text of a picture says the same as its caption.",
        "Say what is seen; the caption is read aloud anyway.",
    ),
    Rule(
        "pdf-no-header-cells",
        Topic.PDF_READING,
        "A table has no header cells: a screen reader cannot say what a cell is about.",
        "Make its first row a header row; in Word: Table Design, Header Row, and Layout, "
        "Repeat Header Rows.",
    ),
    Rule(
        "pdf-empty-tag",
        Topic.PDF_READING,
        "A tag has nothing in it: a screen reader stops there and says nothing.",
        "Delete the empty paragraphs and cells of the document that it comes from.",
    ),
    Rule(
        "pdf-picture-without-caption",
        Topic.PDF_READING,
        "A picture stands without text near it: no caption, and no paragraph on its page.",
        "Give it a caption, or mention it in the text.",
    ),
    Rule(
        "pdf-reading-order",
        Topic.PDF_READING,
        "The order of the tags goes up and down the page: it may not be that of reading.",
        "Let it be read aloud, and correct the order of the tags.",
    ),
    Rule(
        "pdf-no-bookmarks",
        Topic.PDF_READING,
        "A file of more than twenty pages has no bookmarks.",
        "Make it again with bookmarks from the headings; in Word: Save as PDF, Options.",
    ),
    Rule(
        "pdf-page-labels",
        Topic.PDF_READING,
        "The page labels do not cover all pages, or are malformed.",
        "Let them begin with the first page; or leave them out.",
    ),
    Rule(
        "pdf-coarse-picture",
        Topic.PDF_READING,
        "A picture has fewer than 150 dots an inch at the size at which it is printed.",
        "Take a larger picture, or print it smaller.",
    ),
    Rule(
        "pdf-unknown-language",
        Topic.PDF_READING,
        "A language tag has the form of one, and names no language that is known.",
        "Write it like en, en-GB or de-CH.",
    ),
    Rule(
        "pdf-metadata-differs",
        Topic.PDF_READING,
        "The two places for title and author in the file say different things.",
        "Set them in the document's properties, and make the PDF again.",
    ),
)
