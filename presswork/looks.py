"""How a document looks: a folder of templates and style sheets, in a paper and a language."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import jinja2
import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from presswork.fonts import Face, read_faces
from presswork.problems import (
    Location,
    Problem,
    ProblemKind,
    Problems,
    Severity,
    did_you_mean,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

SHARED: Final = "shared"
"""The folder of what every look may use: partial templates, style sheets, the list of fonts."""

FONTS: Final = "fonts.yaml"
WORDS: Final = "words.yaml"


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper, in millimetres."""

    name: str
    width: float
    height: float


A4: Final = Paper("a4", 210, 297)
LETTER: Final = Paper("letter", 215.9, 279.4)
PAPERS: Final[Mapping[str, Paper]] = MappingProxyType({paper.name: paper for paper in (A4, LETTER)})


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a language: "Figure", "References", "Page 1 of 2".

    Args:
        language: the language that they are in; English where the one asked for has none.
        asked: the language asked for.
        by_name: the words by their names in `templates/words.yaml`.
    """

    language: str
    asked: str
    by_name: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a word.

        Raises:
            KeyError: `templates/words.yaml` does not have it.
        """
        return self.by_name[name]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Tell that English stands in for a language without words."""
        if self.language == base_language(self.asked):
            return ()
        return (
            Problem(
                f"there are no fixed words ('Figure', 'References') in '{self.asked}'; "
                "English ones are used",
                Location(templates_folder() / WORDS),
                f"add them under '{base_language(self.asked)}:'",
                Severity.WARNING,
                ProblemKind.TEMPLATE,
            ),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """A folder of templates, ready to render in one paper size and language.

    Args:
        name: what the user calls it.
        folder: where its templates lie.
        paper: what it is printed on.
        language: a BCP 47 tag; the language of the fixed words and of dates.
        words: the fixed words of that language.
        environment: the templates of the folder and of the shared one.
        faces: the fonts that its style sheets may name.
    """

    name: str
    folder: Path
    paper: Paper
    language: str
    words: Words
    environment: jinja2.Environment = field(repr=False)
    faces: tuple[Face, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return the folders whose files its templates and style sheets may read."""
        return (self.folder, templates_folder() / SHARED)

    def render(self, template: str, **context: object) -> str:
        """Render a template of the look.

        Args:
            template: its file name.
            context: what it may use, beside `look`, `paper`, `words` and `language`.

        Raises:
            Problems: the template is missing or fails, with its file and line.
        """
        try:
            return self.environment.get_template(template).render(
                look=self, paper=self.paper, words=self.words, language=self.language, **context
            )
        except jinja2.TemplateNotFound as error:
            raise Problems([_not_found(self, str(error.name or template))]) from error
        except jinja2.TemplateSyntaxError as error:
            place = Path(error.filename) if error.filename else self.folder / template
            raise Problems([_failed(str(error.message), Location(place, error.lineno))]) from error
        except Problems:
            raise
        except Exception as error:  # a template can make any object it is given raise anything
            raise Problems([_failed(_reason(error), _place(self, error, template))]) from error


def templates_folder() -> Path:
    """Return the folder of the looks: within the package where it is installed, else beside it."""
    package = Path(__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def names() -> tuple[str, ...]:
    """Return the names of the looks that come with Presswork, in alphabetical order."""
    folders = (folder for folder in templates_folder().iterdir() if folder.is_dir())
    return tuple(sorted(folder.name for folder in folders if folder.name != SHARED))


def load(name: str, paper: Paper = A4, language: str = "en-US") -> Look:
    """Load a look.

    Args:
        name: the name of a folder in `templates/`, or a path to a folder.
        paper: what it is printed on.
        language: a BCP 47 tag.

    Raises:
        Problems: there is no such look, or its list of fonts or words cannot be read.
    """
    folder = _folder(name)
    return Look(
        name=folder.name,
        folder=folder,
        paper=paper,
        language=language,
        words=load_words(language),
        environment=_environment(folder, language),
        faces=read_faces(_nearest_file(folder, FONTS)),
    )


def base_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without its region: `pt` for `pt-BR`."""
    language = tag.replace("_", "-").split("-")[0].lower()
    return {"no": "nb", "nn": "nb"}.get(language, language)


def load_words(language: str) -> Words:
    """Return the fixed words of a language, or English ones where it has none.

    Raises:
        Problems: `templates/words.yaml` cannot be read.
    """
    path = templates_folder() / WORDS
    languages = read_yaml_words(path)
    found = base_language(language)
    if found not in languages:
        found = "en"
    return Words(found, language, MappingProxyType({**languages["en"], **languages[found]}))


def read_yaml_words(path: Path) -> dict[str, dict[str, str]]:
    """Read the words of every language.

    Raises:
        Problems: it is no YAML, or no mapping of languages to words with English among them.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_YAML_LOADER)  # noqa: S506 - both loaders are safe ones
    except (OSError, yaml.YAMLError) as error:
        raise Problems([_failed(f"the words cannot be read: {error}", Location(path))]) from error
    match content:
        case {"en": dict(), **others} if all(isinstance(words, dict) for words in others.values()):
            return {
                str(language): {str(name): str(word) for name, word in words.items()}
                for language, words in content.items()
            }
        case _:
            what = "expected a mapping of languages to words, with 'en' among them"
            raise Problems([_failed(what, Location(path))])


_YAML_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _folder(name: str) -> Path:
    own = templates_folder() / name
    if name in names():
        return own
    given = Path(name)
    if given.is_dir():
        return given.resolve()
    raise Problems(
        [
            Problem(
                f"unknown look '{name}'",
                hint=did_you_mean(name, names())
                or f"give the path of a folder, or one of: {', '.join(names())}",
                kind=ProblemKind.TEMPLATE,
            )
        ]
    )


def _nearest_file(folder: Path, name: str) -> Path:
    own = folder / name
    return own if own.is_file() else templates_folder() / SHARED / name


def _environment(folder: Path, language: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, templates_folder() / SHARED]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    locale = _locale(language)

    def long_date(date: datetime.date) -> str:
        return format_date(date, "long", locale=locale)

    environment.filters["date"] = long_date
    environment.filters["css_string"] = css_string
    return environment


def css_string(text: str) -> str:
    """Return a text as a string of CSS, with its quotation marks (CSS Syntax 3, section 4.3.5).

    Everything but letters, digits and spaces is escaped by its number, so that the result means
    the same inside an HTML `style` element.
    """
    characters = (
        character if character.isalnum() or character == " " else f"\\{ord(character):x} "
        for character in text
    )
    return f'"{"".join(characters)}"'


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "US")


def _not_found(look: Look, template: str) -> Problem:
    known = look.environment.list_templates()
    return Problem(
        f"look '{look.name}' has no template '{template}'",
        Location(look.folder),
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
            return f"no word '{name}' in {WORDS}"
        case _:
            return f"{type(error).__name__}: {error}"


def _place(look: Look, error: Exception, template: str) -> Location:
    """Find the line of the template: Jinja2 rewrites tracebacks to the templates' own lines."""
    place = Location(look.folder / template)
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if any(path.is_relative_to(folder) for folder in look.folders):
            place = Location(path, trace.tb_lineno)
        trace = trace.tb_next
    return place
