"""The PDF: WeasyPrint prints the look's `print.html`.

WeasyPrint and its system libraries are loaded only when something is printed. Everything that it
reads comes through this module, and everything that it complains of becomes a `Problem` here.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import hashlib
import io
import logging
import re
import sys
import warnings
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from markupsafe import Markup

from exporters import (
    Exported,
    conformance,
    floats_last,
    page_numbers,
    pagination,
    scripts,
    weasyprint_speed,
)
from exporters.assets import MEDIA_TYPES, Assets, assets_of
from exporters.boxes import sheet_of
from exporters.finishing import Enclosed, enclosed, finish
from exporters.finishing.page_labels import counting_rule
from exporters.finishing.print_ready import PrintReady, print_ready, write_in_inks
from exporters.finishing.printers_marks import bleed_rule, lay_on_sheets
from exporters.line_numbers import number_lines
from exporters.lost_notes import lost_notes
from exporters.markup import (
    DrawnFormula,
    NotePlace,
    Shown,
    blocks,
    front,
    notes_apart,
    setting_of,
)
from exporters.painters.merging import side_by_side
from exporters.personal.pages import pages_for
from exporters.printed import Printed
from exporters.structure import in_front, on_pages, structure
from exporters.tagging import tagged
from presswork import looks
from presswork.fonts import characters_of, cut, shares
from presswork.looks import FONTS
from presswork.pictures import Kind
from presswork.problems import Ledger, Location, Problem, ProblemKind, Problems, Severity
from presswork.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pydyf
    import weasyprint
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from exporters.markup import Setting
    from exporters.printed_formulas import PrintedFormula
    from presswork.document import Document
    from presswork.fonts import Face
    from presswork.inlines import Image
    from presswork.looks import Look
    from presswork.mathml import Formula

FORMULA: Final = "presswork-formula:"
"""The scheme of the addresses of drawn formulas."""

LAYOUTS_FOR_NOTES: Final = 3
"""How often pages are laid out again to show notes for which there was no room."""

FONT: Final = "presswork-font:"
"""The scheme of the addresses of the look's faces."""

FONTS_PLACE: Final = "/* the fonts */"
"""Where the rules of the fonts come to stand, once it is known which of them a page needs."""


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as PDF; see `exporters.Exporter`."""
    press = press_of(look, resources, enclosed(document, look.settings["sources"]))
    apart: frozenset[str] = frozenset()
    laid_out, setting = _typeset(document, look, press, apart)
    for _ in range(LAYOUTS_FOR_NOTES):
        lost = lost_notes(laid_out.printed.pages, setting)
        if not lost:
            break
        apart |= lost
        laid_out, setting = _typeset(document, look, press, apart)
    page_numbers.drop_empty_links(laid_out.printed.pages)
    number_lines(laid_out.printed.pages, look)
    return press.write(laid_out, destination)


def _typeset(
    document: Document, look: Look, press: Press, apart: frozenset[str]
) -> tuple[LaidOut, Setting]:
    """Lay a document out, with some notes at the end, and return what it was made for as well."""
    furniture = press.furniture(STYLE_SHEET)
    plain = setting_of(document, look.words, press.picture, NotePlace.FOOT)
    whole = replace(
        plain,
        apart=plain.apart | apart,
        formula_picture=press.formula,
        raised=look.drawn("sups"),
        lowered=look.drawn("subs"),
    )
    setting = on_pages(whole, look.settings)
    title_block = front(document.metadata, in_front(setting, look.settings))
    arranged = floats_last.arranged(document.blocks, look)
    leading = structure(document, setting, look.settings)

    def lay_out(text: Markup, tightness: float, columns: Mapping[str, object]) -> LaidOut:
        page = look.render(
            "print.html",
            text=text,
            front=title_block,
            contents=leading.contents,
            figures=leading.figures,
            tables=leading.tables,
            chapters=leading.chapters,
            note_numeral=document.note_numeral,
            tightness=tightness,
            **columns,
            **furniture,
        )
        return press.lay_out(page)

    if look.columns > 1:
        from exporters import sheets  # noqa: PLC0415 - only pages of columns are put together

        return sheets.typeset(arranged, setting, look, press, lay_out), setting
    at_end = notes_apart(setting)  # before the list of references: they cite too
    text = blocks(arranged, setting) + at_end
    return pagination.fill(lambda tightness: lay_out(text, tightness, {})), setting


def press_of(look: Look, resources: Resources, content: Enclosed) -> Press:
    """Return what prints pages in a look.

    Args:
        look: its settings say how the PDF goes to the press.
        resources: what the pages may read.
        content: what the PDF holds beside its pages.

    Raises:
        Problems: a setting asks for what cannot be done.
    """
    return Press(assets_of(look, resources), content, print_ready(look.settings))


@dataclass(frozen=True, slots=True)
class Press:
    """What prints pages: it holds what they show, and turns them into a PDF.

    Args:
        assets: what the pages may embed, and where problems are noted.
        content: what the PDF holds beside its pages.
        ready: how it goes to the press.
        held: the drawings of the pages by their addresses.
        printed: the other pictures of the pages, the same.
        formulas: those of formulas that are printed as they are, the same.
        fonts: the fonts of the look by the characters that they are cut to.
    """

    assets: Assets
    content: Enclosed
    ready: PrintReady
    held: dict[str, bytes] = field(default_factory=dict)
    printed: dict[str, Printed] = field(default_factory=dict)
    formulas: dict[str, PrintedFormula] = field(default_factory=dict)
    fonts: dict[frozenset[int], FontConfiguration] = field(default_factory=dict)

    def picture(self, image: Image) -> Shown:
        """Return what a page writes of a picture of the document: its address."""
        address = image.source.as_uri()
        if address not in self.held and address not in self.printed:
            match self.assets.picture(image):
                case bytes() as drawing:
                    self.held[address] = drawing
                case None:
                    return Shown("data:,")
                case source:
                    refuse = partial(self.assets.refuse_picture, image)
                    name = f"p{len(self.printed) + 1}"
                    self.printed[address] = Printed(name, source, refuse, self.ready.inks)
        return Shown(address)

    def _drawn_texts(self) -> Iterator[str]:
        """The texts of the drawings, which are set in the look's fonts too."""
        for drawing in self.held.values():
            yield drawing.decode("utf-8", "replace")

    def formula(self, formula: Formula, ink: str) -> DrawnFormula | None:
        """Return a picture of a formula in a colour of the look; None if it cannot be drawn."""
        from exporters.drawn_formulas import drawn  # noqa: PLC0415 - few documents need it
        from exporters.printed_formulas import printed  # noqa: PLC0415 - as above

        colour = self.assets.look.settings[ink]
        made = drawn(formula.root, colour)
        if made is None:
            self._tell_undrawn(formula)
            return None
        digest = hashlib.sha256(made.svg).hexdigest()[:32]
        address = f"{FORMULA}{digest}.svg"
        if address not in self.held and address not in self.formulas:
            match printed(made.svg, colour):
                case None:
                    self.held[address] = made.svg
                case picture:
                    self.formulas[address] = picture
        return DrawnFormula(address, made.width, made.height, made.depth, made.rows)

    def _tell_undrawn(self, formula: Formula) -> None:
        what = f"the formula '{formula.alternative}' cannot be drawn and is shown as its LaTeX"
        problem = _warning(what, "write it in other commands, or look at it on the web page")
        if problem not in self.assets.ledger.problems:
            self.assets.ledger.extend([problem])

    def furniture(self, style_sheet: str) -> dict[str, object]:
        """Return what every template of a page takes: its style sheet, the fonts, `embed`.

        Raises:
            Problems: the look has no such style sheet, or it fails.
        """
        return {
            "style": Markup(self.assets.style_sheet(style_sheet)),  # noqa: S704 - the look's own
            "fonts": Markup(FONTS_PLACE),  # noqa: S704 - made above
            "embed": self.assets.embed,
            "logo": self.assets.logo(),
        }

    def lay_out(self, page: str) -> LaidOut:
        """Lay an HTML page out on paper, to be looked at before it is written.

        Raises:
            Problems: what the page needs is missing, or WeasyPrint or Pango is.
        """
        self.assets.ledger.settle()
        load_weasyprint()
        import weasyprint  # noqa: PLC0415 - loading it takes Pango, which other formats do without

        look = self.assets.look
        personal = pages_for(look)
        text = personal.text_of(page) if personal else page
        characters = characters_of(text, page_numbers.CHARACTERS, *self._drawn_texts())
        order = (*look.own_script_fonts, *look.other_script_fonts)
        held = dict(shares(look.faces, characters, order))
        source = weasyprint.HTML(
            string=page.replace(FONTS_PLACE, _rules(held), 1),
            base_url=_base_of(look),
            url_fetcher=_fetcher(self, held),
        )
        if personal:
            personal.look_at(source.etree_element)
        _guard_line_ends(source.etree_element)
        if characters not in self.fonts:
            self.fonts[characters] = weasyprint.text.fonts.FontConfiguration()
        ledger = Ledger(ProblemKind.OUTPUT)
        with _complaints(ledger, self.assets.look):
            render = partial(
                source.render,
                stylesheets=[self._own_rules()],
                font_config=self.fonts[characters],
                counter_style=self._counter_styles(),
                pdf_variant=conformance.VARIANT,
                presentational_hints=True,
                cache={**self.printed, **self.formulas},
            )
            with personal.watching() if personal else contextlib.nullcontext():
                printed = weasyprint_speed.with_room(render)
        if any(min(box.width, box.height) <= 0 for box in map(sheet_of, printed.pages)):
            ledger.error(
                "the margins leave no room for text on the page",
                hint="make them smaller, in the settings of the look or in its style sheet",
            )
            ledger.settle()
        return LaidOut(printed, ledger)

    def _own_rules(self) -> weasyprint.CSS:
        """Return what is the same for the pages of every look."""
        import weasyprint  # noqa: PLC0415 - as above

        faces = self.assets.look.faces
        counting = counting_rule(faces[0].family if faces else "serif")
        rules = counting + bleed_rule(self.ready.sheet) + page_numbers.RULES
        return weasyprint.CSS(string=rules)

    def _counter_styles(self) -> CounterStyle:
        look = self.assets.look
        return page_numbers.counter_styles(look.settings, look.words["page"])

    def _finish(self, printed: weasyprint.Document, pdf: pydyf.PDF) -> None:
        for picture in self.printed.values():
            picture.finish(pdf)
        conformance.settle_pictures(pdf)
        finish(printed, pdf, self.content)
        lay_on_sheets(pdf, self.ready.sheet)
        if personal := pages_for(self.assets.look):
            personal.part(pdf)

    def write(self, laid_out: LaidOut, destination: Path) -> Exported:
        """Write pages as a tagged PDF; see `exporters.conformance`.

        Raises:
            Problems: they cannot be written, or something was wrong with them.
        """
        ledger = laid_out.ledger
        personal = pages_for(self.assets.look)
        with _complaints(ledger, self.assets.look) as listener:
            try:
                conformance.intend(laid_out.printed)
                write = partial(
                    laid_out.printed.write_pdf,
                    finisher=self._finish,
                    pdf_variant=conformance.VARIANT,
                    output_intent=conformance.NO_INTENT,
                )
                pictures: tuple[Printed | PrintedFormula, ...]
                pictures = (*self.printed.values(), *self.formulas.values())
                if personal and personal.are_compared(laid_out.printed):
                    return Exported(len(laid_out.printed.pages))
                with (
                    tagged(laid_out.printed) as marks,
                    personal.drawn_apart(laid_out.printed, marks)
                    if personal
                    else side_by_side(laid_out.printed, marks, pictures),
                ):
                    if self.ready.inks:
                        write_in_inks(write(), self.ready.inks, destination)
                    else:
                        weasyprint_speed.with_room(partial(write, destination))
                if personal:
                    personal.settle(destination, self.ready.inks)
            except OSError as error:
                ledger.error(
                    f"the PDF cannot be written: {error.strerror or error}",
                    hint="close it where it is open, or write to another folder with --output",
                )
        elsewhere = "of recipients or in a drawing" if personal else "in a drawing"
        scripts.tell_missing(laid_out.printed.pages, listener.missing, ledger, elsewhere)
        scripts.tell_stand_ins(laid_out.printed.fonts, self.assets.look, listener.missing, ledger)
        found = (*self.assets.ledger.settle(), *ledger.settle())
        return Exported(len(laid_out.printed.pages), found)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Pages that are laid out and not yet written.

    Args:
        printed: WeasyPrint's own document.
        ledger: what was wrong with it so far.
    """

    printed: weasyprint.Document
    ledger: Ledger


WHITE_SPACE: Final = " \t\n\r\f"
"""What HTML collapses; a no-break space is not among it."""

INLINE: Final = frozenset(
    {
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "s",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
    }
)
"""The elements that stand within a line."""


def _guard_line_ends(root: Element) -> None:
    """Keep WeasyPrint (70) from ending lines where it must not.

    It breaks a line after its first word where a text that ends in a space is followed by an
    inline element and only that space does not fit: `split_first_line` counts the space that Pango
    lets hang. An element of its own for the space prevents that. Computer text keeps its white
    space as it is: there it is more than a space.
    """
    kept = {element for computer_text in root.iter("pre") for element in computer_text.iter()}
    for element in tuple(root.iter()):
        if element in kept:
            continue
        for before, following in pairwise((None, *element)):
            if following is None or following.tag not in INLINE:
                continue
            text = element.text if before is None else before.tail
            if not text or not text.strip(WHITE_SPACE) or text[-1] not in WHITE_SPACE:
                continue
            element.insert(list(element).index(following), _space())
            text = text.rstrip(WHITE_SPACE)
            if before is None:
                element.text = text
            else:
                before.tail = text


def _space() -> Element:
    element = Element("span")
    element.text = " "
    return element


def _rules(faces: Iterable[Face]) -> str:
    return "\n".join(face.rule(FONT + face.postscript_name, "truetype") for face in faces)


def _fetcher(press: Press, held: Mapping[Face, frozenset[int]]) -> URLFetcher:
    """Return what WeasyPrint asks for everything that a page names.

    Args:
        press: what the pages may embed.
        held: the faces of the look that a page needs, with their characters.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - as above

    faces = {face.postscript_name: face for face in held}

    class OnlyWhatIsAllowed(URLFetcher):  # type: ignore[misc] # WeasyPrint carries no types
        def fetch(
            self,
            url: str,
            headers: dict[str, str] | None = None,
        ) -> URLFetcherResponse:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url.startswith(FONT):
                face = faces[url.removeprefix(FONT)]
                return URLFetcherResponse(url, cut(face, held[face]))
            if url in press.held:
                kind = {"Content-Type": MEDIA_TYPES[Kind.SVG]}
                return URLFetcherResponse(url, press.held[url], kind)
            return URLFetcherResponse(url, press.assets.read(url))

    return OnlyWhatIsAllowed()


def load_weasyprint() -> None:
    """Import WeasyPrint.

    Raises:
        Problems: it or one of its system libraries is missing.
    """
    said = io.StringIO()
    try:
        with (
            _no_library_search(),
            weasyprint_speed.importing(),
            contextlib.redirect_stdout(said),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: F401, PLC0415 - as the function says

            weasyprint_speed.install()
    except (ImportError, OSError) as error:
        raise Problems(
            [
                Problem(
                    f"a PDF needs WeasyPrint and Pango, which cannot be loaded: {error}",
                    hint="run `python build.py doctor`: it tells what to install on this system",
                    kind=ProblemKind.SYSTEM,
                )
            ]
        ) from error


def _base_of(look: Look) -> str:
    """Return what the addresses in a page of a look start from."""
    return look.folder.as_uri() + "/"


STYLE_SHEET: Final = "print.css"
"""The style sheet of a look for pages of documents."""

WARM_UP: Final = """\
<!DOCTYPE html><html lang="en-US" style="--tightness: 0"><title>Warm-up</title>
<style>%s</style>
<style>
@page { margin: 9mm; @bottom-right { content: counter(page) } @footnote { border-top: 1px solid } }
p { hyphens: auto; text-align: justify; width: 30mm } .note { float: footnote }
</style>
<h1>Extraordinarily</h1>
<p>Internationalization of <em>unforeseeable</em> <a href="#one">hyphenation</a>, extraordinarily
long<span class="note">Note</span>.
<ul><li id="one">One</ul>
<table><tr><th>a<td>b</table>
<img alt="x" style="height: 9px; width: 9px"
src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>x</text></svg>">
"""
"""A page that has a little of everything."""


@cache
def warm_up(name: str) -> None:
    """Import WeasyPrint, and let it do once what it does the first time: that takes 0.2 s.

    It reads the style sheet of a look, too, and knows it again where no setting is changed.

    Args:
        name: the name of a look that comes with Presswork.

    Raises:
        Problems: it or one of its system libraries is missing, or the look's list of fonts is
            wrong.
        ImportError: what reads fonts cannot be imported.
    """
    load_weasyprint()
    import weasyprint  # noqa: PLC0415 - as above

    look = looks.warm_up(name)
    assets = assets_of(look, Resources(()))
    style = assets.style_sheet(STYLE_SHEET) if look.file(STYLE_SHEET) else ""
    html = weasyprint.HTML(string=WARM_UP % style, base_url=_base_of(look))
    options = {"pdf_variant": conformance.VARIANT, "output_intent": conformance.NO_INTENT}
    printed = html.render(**options)
    with tagged(printed):
        printed.write_pdf(**options)


@contextlib.contextmanager
def _no_library_search() -> Iterator[None]:
    """Keep WeasyPrint's import from starting compilers to find libraries.

    On Linux `ctypes.util.find_library` runs gcc, ld and objdump for every name that is tried, more
    than a hundred in all (WeasyPrint issue 1125); the loader finds the libraries by itself.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - the name must be `name`
    try:
        yield
    finally:
        ctypes.util.find_library = search


_MENDED: Final = "has no required alt description"
"""Said of pictures that are decoration, before `tagging.mend` says so in the PDF."""


class _Listener(logging.Handler):
    """Makes problems of what WeasyPrint logs, and notes the characters that no font has."""

    def __init__(self, ledger: Ledger, look: Look) -> None:
        super().__init__(logging.WARNING)
        self.ledger = ledger
        self.look = look
        self.missing: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.ledger.extend([_complaint(message)])
        elif message.startswith(".notdef glyph") and isinstance(record.args, tuple):
            self.missing.add(str(record.args[0]))
        elif message.startswith("Font-face"):
            hint = f"correct the file that the look's {FONTS} names for it"
            self.ledger.extend([_warning(message[:1].lower() + message[1:], hint)])
        elif passed_over := _PASSED_OVER.fullmatch(message):
            self.ledger.extend([_rule_passed_over(passed_over, self.look)])
        elif message.startswith("Anchor defined twice"):
            self.ledger.extend([_warning(message[:1].lower() + message[1:])])


_PASSED_OVER: Final = re.compile(
    r"(?:Ignored `(.*)`|(.*)) at \d+:\d+(?:[.,:] *)?(.*?)\.?", re.DOTALL
)
"""Said of rules of style sheets; the line is that of all sheets in one, and no help."""


def _rule_passed_over(said: re.Match[str], look: Look) -> Problem:
    """Return a warning of a rule that WeasyPrint does not know, with its place in the look."""
    declaration, other, reason = said.groups()
    what = f"`{declaration.strip()}`" if declaration else other[:1].lower() + other[1:]
    place = look.place_of(declaration) if declaration else Location(look.folder)
    told = f"a style sheet's rule is passed over: {': '.join(filter(None, (what, reason)))}"
    return Problem(told, place, "correct it", Severity.WARNING, ProblemKind.TEMPLATE)


def _complaint(message: str) -> Problem:
    if message.startswith("No anchor"):
        return _warning(message[:1].lower() + message[1:], "correct the link or the id it names")
    kind = ProblemKind.CONTENT if "image" in message else ProblemKind.TEMPLATE
    return Problem(f"WeasyPrint: {message}", kind=kind)


def _warning(what: str, hint: str | None = None) -> Problem:
    return Problem(what, None, hint, Severity.WARNING, ProblemKind.OUTPUT)


@contextlib.contextmanager
def _complaints(ledger: Ledger, look: Look) -> Iterator[_Listener]:
    logger = logging.getLogger("weasyprint")
    listener = _Listener(ledger, look)
    propagate = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield listener
    except Problems:
        raise
    except Exception as error:  # WeasyPrint has no class of its own for what it cannot lay out
        what = f"WeasyPrint cannot print the page: {type(error).__name__}: {error}"
        hint = "this is most likely a style sheet's doing: take back what was last changed in it"
        problem = Problem(what, hint=hint, kind=ProblemKind.TEMPLATE)
        raise Problems([problem]) from error
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
