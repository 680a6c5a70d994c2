r"""What commands of LaTeX within a line mean: `\autoref{x}`, `\citep[p. 3]{a}`, `\url{…}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.inlines import (
    CitationItem,
    Cite,
    CiteForm,
    Code,
    CrossReference,
    Emphasis,
    LineBreak,
    Link,
    ReferenceForm,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from presswork.readers import locators
from presswork.readers.markdown import latex
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.inlines import Inline, Inlines
    from presswork.problems import Location
    from presswork.readers.markdown.latex import Command
    from presswork.readers.markdown.reading import Reading

FRAMES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "emph": Emphasis,
    "textit": Emphasis,
    "textsl": Emphasis,
    "textbf": Strong,
    "textsc": SmallCaps,
    "underline": Underline,
    "uline": Underline,
    "sout": Strikeout,
    "st": Strikeout,
    "textsuperscript": Superscript,
    "textsubscript": Subscript,
}
"""What the frames of `latex.FRAMES` are; the others add nothing to their words."""

_REFERENCES: Final = {
    "ref": ReferenceForm.NUMBER,
    "eqref": ReferenceForm.NUMBER,
    "autoref": ReferenceForm.LABEL,
    "cref": ReferenceForm.LABEL,
    "Cref": ReferenceForm.LABEL,
    "vref": ReferenceForm.LABEL,
    "nameref": ReferenceForm.LABEL,
    "labelcref": ReferenceForm.NUMBER,
    "fref": ReferenceForm.LABEL,
    "Fref": ReferenceForm.LABEL,
    "fullref": ReferenceForm.LABEL,
    "Vref": ReferenceForm.LABEL,
    "pageref": ReferenceForm.PAGE,
    "autopageref": ReferenceForm.PAGE,
    "cpageref": ReferenceForm.PAGE,
    "labelcpageref": ReferenceForm.PAGE,
    "vpageref": ReferenceForm.PAGE,
}
_WITH_PAGE: Final = frozenset({"vref", "Vref", "fullref", "autopageref", "cpageref", "vpageref"})
"""The commands that tell the page as well, or the page with its word."""
_CITATIONS: Final = {
    "cite": CiteForm.PARENTHETICAL,
    "citep": CiteForm.PARENTHETICAL,
    "Citep": CiteForm.PARENTHETICAL,
    "citealp": CiteForm.PARENTHETICAL,
    "citealt": CiteForm.PARENTHETICAL,
    "parencite": CiteForm.PARENTHETICAL,
    "Parencite": CiteForm.PARENTHETICAL,
    "autocite": CiteForm.PARENTHETICAL,
    "Autocite": CiteForm.PARENTHETICAL,
    "footcite": CiteForm.PARENTHETICAL,
    "supercite": CiteForm.PARENTHETICAL,
    "citeyear": CiteForm.PARENTHETICAL,
    "citeyearpar": CiteForm.PARENTHETICAL,
    "citet": CiteForm.IN_TEXT,
    "Citet": CiteForm.IN_TEXT,
    "textcite": CiteForm.IN_TEXT,
    "Textcite": CiteForm.IN_TEXT,
    "citeauthor": CiteForm.IN_TEXT,
    "onlinecite": CiteForm.PARENTHETICAL,
}
_WITHOUT_AUTHOR: Final = frozenset({"citeyear", "citeyearpar"})
_BREAKS: Final = frozenset({"newline", "linebreak"})
_LAYOUT: Final = words(
    """
    noindent indent par vspace hspace vskip hskip smallskip medskip bigskip centering
    raggedright raggedleft hfill vfill clearpage newpage pagebreak nopagebreak nolinebreak
    maketitle tableofcontents listoffigures listoftables small footnotesize
    scriptsize tiny large Large LARGE huge Huge normalsize bfseries itshape protect relax
    phantom hphantom vphantom setlength addtolength setcounter addcontentsline markboth
    thispagestyle pagestyle begingroup endgroup FloatBarrier linenumbers doublespacing
    singlespacing onehalfspacing bibliographystyle allowbreak sloppy fussy phantomsection
    strut null unskip ignorespaces xspace
    usepackage captionsetup hypersetup definecolor lstset lstdefinelanguage lstdefinestyle
    tikzset usetikzlibrary pgfplotsset pgfdeclarelayer pgfsetlayers setmainfont setmonofont
    bibliography printbibliography addbibresource
    """
)
"""Commands that only place what is written, or that set LaTeX up."""


def read_reference(
    command: Command, form: ReferenceForm, location: Location
) -> list[CrossReference]:
    r"""Return the cross-references of `\cref{a,b}`."""
    keys = [key.strip() for key in command.argument.split(",")]
    with_page = command.name in _WITH_PAGE
    return [
        CrossReference(key, location=location, form=form, with_page=with_page)
        for key in keys
        if key
    ]


def _referring(command: Command, location: Location) -> Inlines:
    found = read_reference(command, _REFERENCES[command.name], location)
    joined: list[Inline] = []
    for count, one in enumerate(found):
        if count:
            joined.append(Text(", " if count < len(found) - 1 else " and "))
        joined.append(one)
    return tuple(joined)


def _citing(command: Command, location: Location, reading: Reading) -> Inlines:
    written = (key.strip() for key in command.argument.split(","))
    keys = [reading.works.key_of(key) for key in written if key]
    if not keys:
        return ()
    prefix, suffix = "", ""
    match command.options:
        case (only,):
            suffix = only
        case (first, second, *_):
            prefix, suffix = first, second
        case _:
            pass
    reading.cited = True
    items = [CitationItem(key, suppress_author=command.name in _WITHOUT_AUTHOR) for key in keys]
    if prefix:
        first_item = items[0]
        items[0] = CitationItem(
            first_item.key, prefix=(Text(f"{prefix} "),), suppress_author=first_item.suppress_author
        )
    if suffix:
        last = items[-1]
        located = locators.split(f", {suffix}", reading.language)
        rest = f", {suffix}"[located.end :]
        items[-1] = CitationItem(
            last.key,
            prefix=last.prefix,
            suffix=(Text(rest),) if rest.strip() else (),
            locator=located.locator,
            suppress_author=last.suppress_author,
        )
    return (Cite(tuple(items), _CITATIONS[command.name], location=location),)


def read_command(
    command: Command,
    location: Location,
    reading: Reading,
    read_words: Callable[[str], Inlines],
) -> Inlines | None:
    """Return what a command means; None where it is unknown.

    Args:
        command: the command.
        location: where it stands.
        reading: the document.
        read_words: reads the Markdown in one of its arguments.
    """
    name = command.name
    if name in _REFERENCES and command.arguments:
        return _referring(command, location)
    if name in _CITATIONS and command.arguments:
        return _citing(command, location, reading)
    if name == "appendix":
        reading.appendix = True
        return ()
    if name in _LAYOUT:
        return ()
    if name in _BREAKS:
        return (LineBreak(),)
    match name, command.arguments:
        case ("texttt" | "lstinline" | "path", (code, *_)):
            return (Code(_verbatim(code)),)
        case ("url" | "nolinkurl", (address, *_)):
            target = _verbatim(address)
            return (Link(target, (Text(target),)),)
        case ("href", (address, shown, *_)):
            return (Link(_verbatim(address), read_words(shown)),)
        case ("hyperref", (shown, *_)) if command.options:
            return (Link(f"#{command.options[0]}", read_words(shown)),)
        case ("caption" | "subcaption", (shown,)):
            return read_words(shown)
        case ("makecell" | "shortstack" | "thead", (shown,)):
            return read_words(shown.replace("\\\\", "\\newline "))
        case ("nocite", (keys, *_)):
            reading.nocite.extend((key.strip(), location) for key in keys.split(","))
            return ()
        case _:
            pass
    expanded = _expanded(command, reading)
    if expanded is not None:
        return read_words(expanded)
    return _character(command)


def _verbatim(code: str) -> str:
    from presswork.readers.references import latex_text  # noqa: PLC0415 - slow, and rarely used

    return latex_text.plain(code) if "\\" in code or "{" in code else code


def _expanded(command: Command, reading: Reading) -> str | None:
    r"""Return what a command of the document's own stands for; None where it defines none."""
    body = reading.macros.get(f"\\{command.name}")
    if body is None or reading.expanding >= _DEEPEST_EXPANSION:
        return None
    for number, argument in enumerate(command.arguments, start=1):
        body = body.replace(f"#{number}", argument)
    return None if "#" in body else body


_DEEPEST_EXPANSION: Final = 5


def _character(command: Command) -> Inlines | None:
    r"""Return the characters of `\ldots`, `\ss` or `\v{s}`; None where there are none."""
    if len(command.arguments) > 1 or command.options:
        return None
    from presswork.readers.references import latex_text  # noqa: PLC0415 - slow, and rarely used

    braced = f"{{{command.arguments[0]}}}" if command.arguments else ""
    if not latex_text.is_character(command.name):
        return None
    return (Text(latex_text.plain(f"\\{command.name}{braced}")),)


def hint(command: Command) -> str:
    """Return what to write in the place of an unknown command."""
    if command.name == "label":
        return "write {#fig:x} after the picture, {#tbl:x} after the caption of a table"
    if latex.FRAMES & {command.name}:
        return "close its brace: }"
    return "write it in Markdown; for a backslash write \\\\"
