"""A handout as HTML: the parts that its template puts on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from exporters import markup
from exporters.markup import Setting
from exporters.qr_codes import readable_address

if TYPE_CHECKING:
    from exporters.pdf import Press
    from exporters.qr_codes import QrCode
    from presswork.document import Bibliography, Blocks, Contact, Document, Note
    from presswork.looks import Look

    from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody: what is printed, and the address that it links to, if any."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet as HTML, ready for the template; what is empty is not shown."""

    key_points: tuple[Markup, ...]
    statement: Markup
    statement_title: Markup
    front_figure: Markup
    call_to_action: Markup
    contact: tuple[Way, ...]
    code: QrCode | None
    back_figures: Markup
    table: Markup
    notes: Markup
    references: Markup

    @property
    def has_back(self) -> bool:
        """Return whether anything stands on the second page."""
        return bool(self.back_figures or self.table or self.notes or self.references)


def content(sheet: Sheet, code: QrCode | None, setting: Setting) -> Content:
    """Return a sheet as HTML, with the code of its address."""
    return Content(
        key_points=tuple(markup.inlines(point, setting) for point in sheet.key_points),
        statement=markup.blocks(sheet.statement, setting),
        statement_title=markup.inlines(sheet.statement_title, setting),
        front_figure=markup.blocks((sheet.front_figure,) if sheet.front_figure else (), setting),
        call_to_action=markup.inlines(sheet.call_to_action, setting),
        contact=ways(sheet.contact),
        code=code,
        back_figures=markup.blocks(sheet.back_figures, setting),
        table=markup.blocks((sheet.table,) if sheet.table else (), setting),
        notes=markup.notes(setting),
        references=reference_list(sheet.bibliography, setting),
    )


def setting_of(
    document: Document, look: Look, press: Press, blocks: Blocks, notes: tuple[Note, ...]
) -> Setting:
    """Return the setting of paper that shows some of a document.

    Args:
        document: resolved.
        look: says the fixed words.
        press: prints the pictures and formulas.
        blocks: all that is shown, lists of references included.
        notes: that are shown.
    """
    return Setting(
        words=look.words,
        notes=markup.numbered(notes),
        targets=markup.target_ids(blocks),
        image=press.picture,
        note_numeral=document.note_numeral,
        break_here=markup.BREAK_ON_PAPER,
        joiner=markup.WORD_JOINER,
        formula_picture=press.formula,
    )


def reference_list(bibliography: Bibliography, setting: Setting) -> Markup:
    """Return the list of references of a handout; nothing where it cites none."""
    return markup.reference_list(bibliography, setting) if bibliography.entries else Markup()


def ways(contact: Contact) -> tuple[Way, ...]:
    """Return the ways to reach a contact, the name first."""
    digits = "".join(character for character in contact.phone if character in "+0123456789")
    every = (
        Way(contact.name),
        Way(contact.email, f"mailto:{contact.email}"),
        Way(contact.phone, f"tel:{digits}"),
        Way(readable_address(contact.url), contact.url),
    )
    return tuple(way for way in every if way.text)
