"""Ways to break the file of `made`, and the rules that must find each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, Object, String

from tests.pdf_checks.made import filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf_checks.made import Made


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to break the file.

    Args:
        name: what is wrong, in a word or two.
        rules: what both veraPDF and our own rules must say; nothing else.
        breaks: does it.
        beyond: what our own rules say besides.
    """

    name: str
    rules: frozenset[str]
    breaks: Callable[[Made], object]
    beyond: frozenset[str] = frozenset()


FAULTS: list[Fault] = []


def fault(*rules: str, beyond: str = "") -> Callable[[Callable[[Made], object]], None]:
    """Put a function, which breaks the file, into the list by its name."""

    def add(breaks: Callable[[Made], object]) -> None:
        name = breaks.__name__.replace("_", " ")
        FAULTS.append(Fault(name, frozenset(rules), breaks, frozenset(beyond.split())))

    return add


def replaced_in_metadata(made: Made, old: str, new: str) -> None:
    text = made.root.Metadata.read_bytes().decode()
    assert old in text
    made.root.Metadata.write(text.replace(old, new).encode())


def replaced_on_page(made: Made, old: bytes, new: bytes) -> None:
    commands = made.page.Contents.read_bytes()
    assert old in commands
    made.page.Contents.write(commands.replace(old, new, 1))


def added_to_page(made: Made, commands: bytes) -> None:
    made.page.Contents.write(made.page.Contents.read_bytes() + b"\n" + commands)


def annotation(made: Made, **entries: object) -> Object:
    """Add an annotation that keeps PDF/A, and nothing of PDF/UA."""
    form = made.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10])
    form.Resources = Dictionary()
    usual = {"Rect": Array([10, 10, 20, 20]), "F": 4, "AP": Dictionary(N=form)}
    node = made.pdf.make_indirect(filled(Type=Name.Annot, **{**usual, **entries}))
    made.page.Annots.append(node)
    return node


def drop(node: Object, key: str) -> None:
    del node[key]


# The file as a whole


@fault("pdf-not-declared-accessible")
def not_declared_as_pdf_ua(made: Made) -> None:
    replaced_in_metadata(made, "<pdfuaid:part>1</pdfuaid:part>", "")


@fault("pdf-not-declared-archivable")
def not_declared_as_pdf_a(made: Made) -> None:
    replaced_in_metadata(made, "<pdfaid:part>3</pdfaid:part>", "")
    replaced_in_metadata(made, "<pdfaid:conformance>A</pdfaid:conformance>", "")


@fault("pdf-metadata-fields")
def a_property_that_nothing_describes(made: Made) -> None:
    new = '<x:mood xmlns:x="https://example.org/moods/">busy</x:mood><dc:title>'
    replaced_in_metadata(made, "<dc:title>", new)


@fault("pdf-metadata-fields")
def subjects_without_a_list(made: Made) -> None:
    replaced_in_metadata(made, "<dc:title>", "<dc:subject>bees</dc:subject><dc:title>")


@fault("pdf-metadata-syntax")
def metadata_that_are_no_xml(made: Made) -> None:
    replaced_in_metadata(made, "</dc:title>", "")


@fault("pdf-no-metadata")
def no_metadata(made: Made) -> None:
    drop(made.root, "/Metadata")


@fault("pdf-no-title")
def no_title(made: Made) -> None:
    text = made.root.Metadata.read_bytes().decode()
    made.root.Metadata.write(re.sub("<dc:title>.*</dc:title>", "", text).encode())


@fault("pdf-title-not-shown")
def a_title_that_is_not_shown(made: Made) -> None:
    drop(made.root, "/ViewerPreferences")


@fault("pdf-no-language")
def no_language(made: Made) -> None:
    drop(made.root, "/Lang")


@fault("pdf-malformed-language", beyond="")
def a_language_in_words(made: Made) -> None:
    made.root.Lang = String("British English")


@fault("pdf-malformed-language")
def a_foreign_passage_in_words(made: Made) -> None:
    made.tags["P"].Lang = String("français")


@fault("pdf-untagged")
def not_marked_as_tagged(made: Made) -> None:
    drop(made.root, "/MarkInfo")


@fault("pdf-untagged")
def no_tags(made: Made) -> None:
    drop(made.root, "/StructTreeRoot")


@fault("pdf-suspect-tags")
def suspects(made: Made) -> None:
    made.root.MarkInfo.Suspects = True


@fault("pdf-action")
def a_script_at_the_start(made: Made) -> None:
    made.root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


@fault("pdf-action")
def a_page_that_acts(made: Made) -> None:
    made.page.AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@fault("pdf-presentation")
def requirements(made: Made) -> None:
    made.root.Requirements = Array([Dictionary(S=Name.EnableJavaScripts)])


@fault("pdf-layers")
def layers_without_a_name(made: Made) -> None:
    layer = made.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    made.root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(Order=[layer]))


@fault("pdf-layers")
def layers_that_switch(made: Made) -> None:
    layer = made.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    switch = Dictionary(Event=Name.Print, Category=[Name.Print], OCGs=[layer])
    chosen = Dictionary(Name=String("All"), Order=[layer], AS=[switch])
    made.root.OCProperties = Dictionary(OCGs=[layer], D=chosen)


def attached(made: Made, **entries: object) -> Object:
    file = made.pdf.make_stream(b"{}", Type=Name.EmbeddedFile, Subtype=Name("/application/json"))
    usual = {"F": String("a.json"), "UF": String("a.json"), "AFRelationship": Name.Data}
    given = {key: value for key, value in {**usual, **entries}.items() if value is not None}
    node = made.pdf.make_indirect(filled(Type=Name.Filespec, EF=Dictionary(F=file), **given))
    made.root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=[String("a.json"), node]))
    made.root.AF = Array([node])
    return node


@fault()
def an_attached_file(made: Made) -> None:
    attached(made)


@fault("pdf-attachment")
def an_attached_file_of_unknown_kind(made: Made) -> None:
    drop(attached(made).EF.F, "/Subtype")


@fault("pdf-attachment")
def an_attached_file_without_relation(made: Made) -> None:
    attached(made, AFRelationship=None)


@fault("pdf-attachment")
def an_attached_file_of_no_part(made: Made) -> None:
    attached(made)
    drop(made.root, "/AF")


@fault("pdf-attachment-without-name")
def an_attached_file_without_a_name(made: Made) -> None:
    attached(made, UF=None)


# Tags


@fault("pdf-unknown-tag")
def a_tag_of_ones_own(made: Made) -> None:
    made.tags["P"].S = Name.Lede


@fault()
def a_tag_of_ones_own_that_is_mapped(made: Made) -> None:
    made.tags["P"].S = Name.Lede
    made.root.StructTreeRoot.RoleMap = Dictionary(Lede=Name.Intro, Intro=Name.P)


@fault("pdf-role-map")
def a_circle_of_roles(made: Made) -> None:
    made.tags["P"].S = Name.Lede
    made.root.StructTreeRoot.RoleMap = Dictionary(Lede=Name.Intro, Intro=Name.Lede)


@fault("pdf-role-map")
def a_standard_tag_in_the_role_map(made: Made) -> None:
    made.root.StructTreeRoot.RoleMap = Dictionary(P=Name.Span)


@fault("pdf-role-map")
def a_picture_that_the_role_map_makes_a_paragraph(made: Made) -> None:
    drop(made.tags["Figure"], "/Alt")
    made.root.StructTreeRoot.RoleMap = Dictionary(Figure=Name.P)


@fault("pdf-role-map")
def a_role_map_from_a_tag_to_itself(made: Made) -> None:
    made.root.StructTreeRoot.RoleMap = Dictionary(P=Name.P)


@fault("pdf-broken-tag-tree", "pdf-untagged-content")
def a_tag_without_its_parent(made: Made) -> None:
    drop(made.tags["P"], "/P")


@fault("pdf-skipped-heading")
def a_skipped_heading(made: Made) -> None:
    made.tags["H2"].S = Name.H3


@fault("pdf-skipped-heading")
def a_first_heading_of_level_two(made: Made) -> None:
    made.tags["H1"].S = Name.H2


@fault("pdf-mixed-headings")
def mixed_headings(made: Made) -> None:
    made.tags["H2"].S = Name.H


@fault("pdf-picture-without-alt")
def a_picture_without_alt(made: Made) -> None:
    drop(made.tags["Figure"], "/Alt")


@fault("pdf-picture-without-alt")
def a_picture_with_an_empty_alt(made: Made) -> None:
    made.tags["Figure"].Alt = String("")


@fault()
def a_picture_with_words_for_it(made: Made) -> None:
    drop(made.tags["Figure"], "/Alt")
    made.tags["Figure"].ActualText = String("A")


@fault("pdf-formula-without-alt")
def a_formula_without_alt(made: Made) -> None:
    drop(made.tags["Formula"], "/Alt")


@fault("pdf-note-without-id")
def a_note_without_id(made: Made) -> None:
    drop(made.tags["Note"], "/ID")


@fault("pdf-note-without-id")
def two_notes_with_one_id(made: Made) -> None:
    made.tags["P"].S = Name.Note
    made.tags["P"].ID = String("n1")


@fault("pdf-list-structure")
def a_list_of_paragraphs(made: Made) -> None:
    made.tags["LI"].S = Name.P
    made.tags["Lbl"].S = made.tags["LBody"].S = Name.Span


@fault("pdf-list-structure")
def a_paragraph_in_an_entry(made: Made) -> None:
    made.tags["LBody"].S = Name.P


@fault()
def a_list_with_a_group(made: Made) -> None:
    group = made.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Div, P=made.tags["L"], K=made.tags["L"].K)
    )
    for entry in group.K:
        entry.P = group
    made.tags["L"].K = Array([group])


@fault("pdf-contents-structure")
def an_entry_without_its_contents(made: Made) -> None:
    made.tags["P"].S = Name.TOCI


# Tables


@fault("pdf-table-structure", "pdf-irregular-table")
def a_paragraph_in_a_row(made: Made) -> None:
    for name in ("TH", "TH2"):
        made.tags[name].S = Name.P
    for name in ("TH3", "TH4"):
        made.tags[name].S = Name.TD


@fault("pdf-table-structure", "pdf-irregular-table")
def one_paragraph_among_cells(made: Made) -> None:
    made.tags["TD"].S = Name.P


@fault("pdf-table-structure")
def rows_without_a_table(made: Made) -> None:
    made.tags["Table"].S = Name.Sect


@fault("pdf-table-structure")
def a_head_without_a_body(made: Made) -> None:
    table = made.tags["Table"]
    head = made.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.THead, P=table, K=Array([table.K[0]]))
    )
    table.K[0].P = head
    table.K[0] = head


@fault("pdf-irregular-table")
def a_row_with_a_cell_less(made: Made) -> None:
    made.tags["TR3"].K = Array([made.tags["TR3"].K[0]])
    made.tags["TD2"].P = made.document
    made.tags["TD2"].S = Name.P
    made.document.K.append(made.tags["TD2"])


@fault("pdf-irregular-table")
def a_span_that_is_too_wide(made: Made) -> None:
    made.tags["TD"].A = Dictionary(O=Name.Table, ColSpan=2)


@fault("pdf-table-without-headers")
def headers_without_a_scope(made: Made) -> None:
    for name in ("TH", "TH2", "TH3", "TH4"):
        drop(made.tags[name], "/A")


@fault()
def headers_by_ids(made: Made) -> None:
    for name in ("TH", "TH2", "TH3", "TH4"):
        drop(made.tags[name], "/A")
        made.tags[name].ID = String(name)
    for name in ("TD", "TD2"):
        made.tags[name].A = Dictionary(O=Name.Table, Headers=[String("TH2")])


@fault("pdf-table-without-headers")
def headers_by_ids_that_are_not_there(made: Made) -> None:
    for name in ("TH", "TH2", "TH3", "TH4"):
        drop(made.tags[name], "/A")
    made.tags["TD"].A = Dictionary(O=Name.Table, Headers=[String("nothing")])


# What is painted


@fault("pdf-untagged-content")
def a_line_without_a_mark(made: Made) -> None:
    added_to_page(made, b"100 100 m 200 100 l S")


@fault("pdf-untagged-content")
def text_without_a_mark(made: Made) -> None:
    added_to_page(made, b"BT /F1 12 Tf 50 20 Td <0029> Tj ET")


@fault("pdf-untagged-content")
def a_mark_that_leads_nowhere(made: Made) -> None:
    replaced_on_page(made, b"/P <</MCID 1>> BDC", b"/P <</MCID 99>> BDC")


@fault("pdf-untagged-content")
def a_way_back_that_is_missing(made: Made) -> None:
    drop(made.page, "/StructParents")


@fault(beyond="pdf-lost-content")
def a_way_back_to_another_tag(made: Made) -> None:
    rows = made.root.StructTreeRoot.ParentTree.Nums[1]
    rows[0], rows[1] = rows[1], rows[0]


@fault(beyond="pdf-lost-content pdf-empty-tag")
def a_tag_that_does_not_know_its_content(made: Made) -> None:
    made.tags["P"].K = Array()


@fault("pdf-tags-in-decoration")
def decoration_in_a_paragraph(made: Made) -> None:
    replaced_on_page(made, b"/P <</MCID 1>> BDC", b"/P <</MCID 1>> BDC /Artifact BMC EMC")


@fault("pdf-tags-in-decoration")
def a_paragraph_in_decoration(made: Made) -> None:
    commands = made.page.Contents.read_bytes()
    made.page.Contents.write(b"/Artifact BMC\n" + commands + b"\nEMC")


@fault("pdf-unknown-operator")
def an_unknown_command(made: Made) -> None:
    added_to_page(made, b"1 0 0 buzz")


@fault("pdf-colour-without-profile")
def no_output_intent(made: Made) -> None:
    drop(made.root, "/OutputIntents")


@fault("pdf-colour-without-profile")
def cmyk_without_a_profile(made: Made) -> None:
    added_to_page(made, b"/Artifact BMC 1 0 0 0 k 10 10 5 5 re f EMC")


@fault("pdf-output-intent")
def a_broken_output_intent(made: Made) -> None:
    profile = made.root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"mntr", b"link", 1))


@fault("pdf-smoothed-picture")
def a_smoothed_picture(made: Made) -> None:
    made.page.Resources.XObject.Im1.Interpolate = True


@fault("pdf-picture-form")
def a_picture_with_alternates(made: Made) -> None:
    made.page.Resources.XObject.Im1.Alternates = Array()


def with_state(made: Made, **entries: object) -> None:
    made.page.Resources.ExtGState = Dictionary(G1=filled(Type=Name.ExtGState, **entries))
    added_to_page(made, b"/Artifact BMC /G1 gs 10 10 5 5 re f EMC")


@fault("pdf-printing-functions")
def a_transfer_function(made: Made) -> None:
    with_state(made, TR=Name.Identity)


@fault("pdf-blend-mode")
def an_unknown_blend_mode(made: Made) -> None:
    with_state(made, BM=Name.Sparkle)


@fault("pdf-compression")
def a_stream_in_lzw(made: Made) -> None:
    made.page.Contents.write(b"\x80\x08\x20\x20", filter=Name.LZWDecode)
    made.document.K = Array()
    made.page.Annots = Array()
    made.keeps_streams = True


@fault("pdf-reused-content")
def a_tagged_form_that_is_painted_twice(made: Made) -> None:
    form = made.pdf.make_stream(
        b"/Span <</MCID 0>> BDC 0 0 5 5 re f EMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 9, 9],
        StructParents=50,
        Resources=Dictionary(),
    )
    reference = Dictionary(Type=Name.MCR, Pg=made.page, Stm=form, MCID=0)
    tag = made.tag("Span", made.tags["P"])
    tag.K = Array([reference])
    made.root.StructTreeRoot.ParentTree.Nums.extend(Array([50, Array([tag])]))
    made.page.Resources.XObject.Fm1 = form
    added_to_page(made, b"/Fm1 Do q 1 0 0 1 50 50 cm /Fm1 Do Q")


# Fonts


@fault("pdf-font-not-embedded")
def a_font_that_is_not_embedded(made: Made) -> None:
    drop(made.font.DescendantFonts[0].FontDescriptor, "/FontFile2")


@fault("pdf-unreadable-characters")
def a_font_without_a_table(made: Made) -> None:
    drop(made.font, "/ToUnicode")


@fault("pdf-unreadable-characters")
def characters_that_stand_for_nothing(made: Made) -> None:
    table = made.font.ToUnicode
    table.write(re.sub(rb"<([0-9a-f]{4})> <0065>", rb"<\1> <0000>", table.read_bytes()))


@fault("pdf-private-characters")
def private_characters(made: Made) -> None:
    table = made.font.ToUnicode
    table.write(re.sub(rb"<([0-9a-f]{4})> <0065>", rb"<\1> <e065>", table.read_bytes()))


@fault("pdf-missing-glyph", "pdf-unreadable-characters")
def a_glyph_for_what_is_missing(made: Made) -> None:
    added_to_page(made, b"/Artifact BMC BT /F1 12 Tf 50 20 Td <0000> Tj ET EMC")


@fault("pdf-glyph-widths")
def other_widths(made: Made) -> None:
    made.font.DescendantFonts[0].DW = 500


@fault("pdf-font-encoding")
def no_way_from_cids_to_glyphs(made: Made) -> None:
    drop(made.font.DescendantFonts[0], "/CIDToGIDMap")


@fault("pdf-font-dictionary")
def a_font_without_a_name(made: Made) -> None:
    drop(made.font, "/BaseFont")
    drop(made.font.DescendantFonts[0], "/BaseFont")


# Links, fields and notes


@fault("pdf-link-without-tag")
def a_link_that_is_not_tagged(made: Made) -> None:
    drop(made.page.Annots[0], "/StructParent")


@fault("pdf-link-without-tag")
def a_link_in_a_span(made: Made) -> None:
    made.tags["Link"].S = Name.Span


@fault("pdf-link-without-words")
def a_link_without_words(made: Made) -> None:
    drop(made.page.Annots[0], "/Contents")


@fault("pdf-tab-order")
def no_tab_order(made: Made) -> None:
    drop(made.page, "/Tabs")


@fault("pdf-annotation-not-printed")
def a_link_without_flags(made: Made) -> None:
    drop(made.page.Annots[0], "/F")


@fault("pdf-annotation-not-printed")
def a_hidden_link(made: Made) -> None:
    made.page.Annots[0].F = 6


@fault("pdf-annotation-without-tag", "pdf-annotation-without-words")
def a_stamp(made: Made) -> None:
    annotation(made, Subtype=Name.Stamp)


@fault("pdf-annotation-without-tag", "pdf-annotation-appearance")
def a_comment_without_a_look(made: Made) -> None:
    node = annotation(made, Subtype=Name.Text, Contents=String("Is this so?"))
    drop(node, "/AP")


@fault("pdf-annotation-without-tag", "pdf-annotation-kind")
def a_film(made: Made) -> None:
    annotation(made, Subtype=Name.Movie, Contents=String("A flight"), Movie=Dictionary())


@fault("pdf-field-without-tag", "pdf-field-without-name")
def a_field(made: Made) -> None:
    field = annotation(made, Subtype=Name.Widget, FT=Name.Tx, T=String("name"))
    made.root.AcroForm = Dictionary(Fields=[field])


@fault("pdf-dynamic-form")
def a_dynamic_form(made: Made) -> None:
    made.root.AcroForm = Dictionary(
        Fields=[], XFA=made.pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    )


NAMES: Final = [each.name for each in FAULTS]
