"""How a document looks: a folder of templates and style sheets, in a paper and a language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import jinja2
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from markupsafe import Markup

from presswork.directions import is_backward
from presswork.fonts import ALWAYS, Face, positioned, read_faces, shares
from presswork.looks.compiled import Compiled
from presswork.looks.description import (
    DESCRIPTION,
    lineage,
    names_of_settings,
    own_paper,
    settings_of,
)
from presswork.looks.folders import find
from presswork.looks.paper_sizes import on_paper
from presswork.looks.words import WORDS, Word, Words, load_words
from presswork.papers import A4
from presswork.problems import Location, Problem, ProblemKind, Problems, did_you_mean
from presswork.settings import Kind, Settings, assigned, ink_upon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.papers import Paper
    from presswork.settings import Assignment

FONTS: Final = "fonts.yaml"

NOBODY: Final = jinja2.Undefined(
    hint="there is no recipient where copies are not personal; ask first: {% if recipient %}"
)
"""What templates see of the recipient of a copy that is for everybody: nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """A folder of templates, ready to render in one paper size and language.

    Args:
        name: what the user calls it.
        folders: where its files are looked for: its own folder, those of the looks that it extends,
            and the shared one.
        paper: what it is printed on.
        asked_paper: the paper that somebody asked for; None for the usual one.
        language: a BCP 47 tag; the language of the fixed words and of dates.
        words: the fixed words of that language.
        environment: the templates of the folders.
        settings: what a house style changes.
        faces: the fonts that its style sheets may name.
        recipient: whom a copy is for, as templates see one; None where copies are not personal.
    """

    name: str
    folders: tuple[Path, ...]
    paper: Paper
    language: str
    words: Words
    environment: jinja2.Environment = field(repr=False)
    settings: Settings
    faces: tuple[Face, ...] = ()
    asked_paper: Paper | None = None
    recipient: object | None = None

    @property
    def folder(self) -> Path:
        """Return its own folder."""
        return self.folders[0]

    def file(self, name: str) -> Path | None:
        """Return the nearest file of a name in its folders; None where none has it."""
        found = (folder / name for folder in self.folders)
        return next((path for path in found if path.is_file()), None)

    @property
    def columns(self) -> int:
        """Return in how many columns the text is to be set; one where no setting says it."""
        setting = self.settings.by_name.get("columns")
        return int(setting.value) if setting else 1

    @property
    def is_backward(self) -> bool:
        """Whether its language is written from right to left."""
        return is_backward(self.language)

    def drawn(self, feature: Literal["sups", "subs"]) -> frozenset[str]:
        """Return the raised or lowered characters that its fonts of text and labels have."""
        families = {self.settings[name] for name in ("text-font", "label-font")}
        return positioned((face for face in self.faces if face.family in families), feature)

    @property
    def own_script_fonts(self) -> tuple[str, ...]:
        """Return the fonts that are declared for the language of the text."""
        return _own_script_fonts(self.faces, self.words)

    @property
    def other_script_fonts(self) -> tuple[str, ...]:
        """Return the fonts that are declared for other languages, that of the words first."""
        return _other_script_fonts(self.faces, self.words)

    def place_of(self, declaration: str) -> Location:
        """Return where a declaration stands in the style sheets, or else the look's folder.

        Args:
            declaration: as CSS writes it, with any spaces: `color: red`.
        """
        wanted = "".join(declaration.split())
        for sheet in (sheet for folder in self.folders for sheet in sorted(folder.glob("*.css"))):
            lines = sheet.read_text(encoding="utf-8", errors="replace").splitlines()
            for number, line in enumerate(lines, 1):
                if wanted in "".join(line.split()):
                    return Location(sheet, number)
        return Location(self.folder)

    def render(self, template: str, **context: object) -> str:
        """Render a template of the look.

        Args:
            template: its file name.
            context: what it may use, beside `look`, `settings`, `paper`, `words`, `language` and
                `recipient`.

        Raises:
            Problems: the template is missing or fails, with its file and line.
        """
        try:
            return self.environment.get_template(template).render(
                look=self,
                settings=self.settings,
                paper=self.paper,
                words=self.words,
                language=self.language,
                recipient=self.recipient or NOBODY,
                **context,
            )
        except jinja2.TemplateNotFound as error:
            including = _place(self, error, Location(self.folder))
            raise Problems([_not_found(self, str(error.name or template), including)]) from error
        except jinja2.TemplateSyntaxError as error:
            place = Path(error.filename) if error.filename else self.folder / template
            raise Problems([_failed(str(error.message), Location(place, error.lineno))]) from error
        except Problems:
            raise
        except Exception as error:  # a template can make any object it is given raise anything
            failing = _place(self, error, Location(self.folder / template))
            raise Problems([_failed(_reason(error), failing)]) from error


def load(  # noqa: PLR0913 - all that a look depends on
    name: str,
    paper: Paper | None = None,
    language: str = "en-US",
    assignments: Iterable[Assignment] = (),
    usual: Paper = A4,
    *,
    within: str | None = None,
) -> Look:
    """Load a look.

    Args:
        name: the name of a folder in `templates/`, or a path to a folder.
        paper: what it is printed on; None for what it is made for, or the usual one, where a Word
            template does not say otherwise.
        language: a BCP 47 tag.
        assignments: what a house file, the document and the command line give to its settings.
        usual: the paper of those for whom it is printed.
        within: the language of the text; None for the same.

    Raises:
        Problems: there is no such look, its description, list of fonts or words cannot be read, or
            a setting is unknown or given what does not fit it.
    """
    descriptions = lineage(find(name))
    folders = tuple(description.folder for description in descriptions)
    own, given = settings_of(descriptions), tuple(assignments)
    foreign = any(assignment.name not in own.by_name for assignment in given)
    drawn_for = own_paper(descriptions)
    paper, asked_paper = paper or drawn_for or usual, paper
    own = on_paper(own, drawn_for or A4, paper)
    settings, problems = assigned(own, given, names_of_settings() if foreign else frozenset())
    faces = _faces(folders)
    problems += _unknown_fonts(settings, faces)
    faces = _chosen(faces, settings)
    if problems:
        raise Problems(problems)
    words = load_words(language, within)
    return Look(
        name=folders[0].name,
        folders=folders,
        paper=paper,
        language=language,
        words=words,
        environment=_environment(folders, words, settings, _stand_ins(faces, words)),
        settings=settings,
        faces=faces,
        asked_paper=asked_paper,
    )


def warm_up(name: str) -> Look:
    """Load a look and do what takes long the first time: 50 ms, for the looks like it too.

    That is to find the characters of its fonts, and how dates are written.

    Args:
        name: the name of a folder in `templates/`.

    Raises:
        Problems: see `load`.
        ImportError: what reads fonts cannot be imported.
    """
    look = load(name)
    shares(look.faces, ALWAYS)
    look.drawn("sups")
    look.drawn("subs")
    format_date(datetime.date.min, "long", locale=locale_of(look.language))
    return look


def _faces(folders: Iterable[Path]) -> tuple[Face, ...]:
    """Return the faces of all lists of fonts; a family in the list of a nearer folder stands."""
    found: tuple[Face, ...] = ()
    for folder in folders:
        path = folder / FONTS
        if path.is_file():
            known = {face.family for face in found}
            found += tuple(face for face in read_faces(path) if face.family not in known)
    return found


def _chosen(faces: Iterable[Face], settings: Settings) -> tuple[Face, ...]:
    """Return the faces; those of a family that a setting names are the look's own."""
    named = {setting.value for setting in settings if setting.kind is Kind.FONT}
    return tuple(replace(face, languages=()) if face.family in named else face for face in faces)


def _own_script_fonts(faces: Iterable[Face], words: Words) -> tuple[str, ...]:
    language = words.within or words.asked
    return _families(face for face in faces if face.is_for(language))


def _other_script_fonts(faces: tuple[Face, ...], words: Words) -> tuple[str, ...]:
    own = _own_script_fonts(faces, words)
    others = [face for face in faces if face.languages]
    others.sort(key=lambda face: not face.is_for(words.asked))
    return tuple(name for name in _families(others) if name not in own)


def _families(faces: Iterable[Face]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(face.family for face in faces))


def _unknown_fonts(settings: Settings, faces: Iterable[Face]) -> tuple[Problem, ...]:
    families = tuple(dict.fromkeys(face.family for face in faces if not face.signs))
    return tuple(
        Problem(
            f"the setting '{setting.name}' names the font '{setting.value}', which is not declared",
            hint=did_you_mean(setting.value, families)
            or f"add it to the {FONTS} of a look of your own; declared are {', '.join(families)}",
            kind=ProblemKind.TEMPLATE,
        )
        for setting in settings
        if setting.kind is Kind.FONT and setting.value not in families
    )


def _stand_ins(faces: tuple[Face, ...], words: Words) -> str:
    """Return the families that stand in for characters that a font of the look lacks, as CSS."""
    signs = _families(face for face in faces if face.signs)
    names = (*signs, *_own_script_fonts(faces, words), *_other_script_fonts(faces, words))
    return "".join(f", {css_string(name)}" for name in names)


def _environment(
    folders: tuple[Path, ...], words: Words, settings: Settings, stand_ins: str
) -> jinja2.Environment:
    """Return the templates of some folders: by their names alone, or behind their folder's."""
    by_folder = {folder.name: jinja2.FileSystemLoader(folder) for folder in reversed(folders)}
    loaders = (jinja2.FileSystemLoader(folders), jinja2.PrefixLoader(by_folder))
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        bytecode_cache=Compiled(),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    locale = locale_of(words.asked)

    def long_date(date: datetime.date) -> Word:
        return words.word(format_date(date, "long", locale=locale))

    def css(name: str) -> Markup:
        """Return the value of a setting as CSS writes it; a font with what stands in for it."""
        setting = settings.by_name[name]
        written = setting.css + stand_ins if setting.kind is Kind.FONT else setting.css
        return Markup(written)  # noqa: S704 - looked at when it was assigned

    def ink_on(name: str) -> Markup:
        """Return the colour of text on the colour of a setting: white or nearly black."""
        return Markup(ink_upon(settings[name]))  # noqa: S704 - one of two

    environment.filters["date"] = long_date
    environment.filters["css_string"] = css_string
    environment.globals["css"] = css
    environment.globals["ink_on"] = ink_on
    return environment


def css_string(text: str) -> str:
    """Return a text as a string of CSS, with its quotation marks (CSS Syntax 3, section 4.3.5).

    Signs of ASCII are escaped by their numbers, so that the result means the same inside an HTML
    `style` element; what is not ASCII stands as it is, for fonts to be cut to it.
    """
    characters = (
        character
        if character.isalnum() or character == " " or character >= "\xa0"
        else f"\\{ord(character):x} "
        for character in text
    )
    return f'"{"".join(characters)}"'


def locale_of(language: str) -> Locale:
    """Return what is known of a language (BCP 47), or else of American English."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "US")


def _not_found(look: Look, template: str, place: Location) -> Problem:
    known = look.environment.list_templates()
    return Problem(
        f"look '{look.name}' has no template '{template}'",
        place,
        did_you_mean(template, known) or "add it to the folder of the look",
        kind=ProblemKind.TEMPLATE,
    )


def _failed(what: str, location: Location) -> Problem:
    return Problem(what, location, kind=ProblemKind.TEMPLATE)


def _reason(error: Exception) -> str:
    match error:
        case jinja2.UndefinedError(message=str(message)):
            return message
        case KeyError(args=(str(name),)):
            return f"no setting or word '{name}' in {DESCRIPTION} or {WORDS}"
        case _:
            return f"{type(error).__name__}: {error}"


def _place(look: Look, error: Exception, place: Location) -> Location:
    """Find the line of a template, else what is given: Jinja2 sets tracebacks to its lines."""
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if any(path.is_relative_to(folder) for folder in look.folders):
            place = Location(path, trace.tb_lineno)
        trace = trace.tb_next
    return place
