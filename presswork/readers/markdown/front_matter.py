"""The front matter: read against its schema, and made metadata and handout of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from presswork import identifiers, rules, yaml_lines
from presswork.document import Contact, Handout, Metadata
from presswork.problems import did_you_mean
from presswork.readers.markdown import days, foreign_fields, people, quizzes, schema
from presswork.readers.markdown.blocks import read_blocks
from presswork.readers.markdown.inlines import read_inlines
from presswork.readers.markdown.schema import FrontMatter, HandoutFields
from presswork.settings import WORD_STYLES, Assignment, as_text
from presswork.yaml_fields import UNKNOWN, shown, unfit
from presswork.yaml_lines import Lines, YamlError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.problems import Ledger
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.source import Places, Source

_REFERENCES: Final = "references"


@dataclass(frozen=True, slots=True)
class Fields:
    """The front matter as it is written.

    Args:
        model: its fields; the defaults where it is broken.
        lines: where they stand.
        titled: whether they give a title, be it one that is wrong.
        references: what `references:` lists, as YAML gives it; its items are CSL's.
    """

    model: FrontMatter
    lines: Lines
    titled: bool
    references: object = None

    @property
    def language(self) -> str:
        """The language of the text, as a BCP 47 tag."""
        return self.model.language.strip().replace("_", "-") or "en-US"

    @property
    def bibliography(self) -> list[tuple[str, int]]:
        """The files of references, each with the line that names it."""
        return [
            (name, self.lines.at(("bibliography", position)).line)
            for position, name in enumerate(self.model.bibliography)
        ]

    @property
    def chapters(self) -> list[tuple[str, int]]:
        """The files that the document consists of, each with the line that names it."""
        return [
            (name, self.lines.at(("chapters", position)).line)
            for position, name in enumerate(self.model.chapters)
        ]

    @property
    def nocite(self) -> list[tuple[str, int]]:
        """What is to be listed without being cited, each text with the line of its beginning."""
        lines = self.lines.at(("nocite",))
        return [
            (text, lines.at((position,)).text_line)
            for position, text in enumerate(self.model.nocite)
        ]


@dataclass(frozen=True, slots=True)
class Original:
    """The document that another one is a translation of.

    Args:
        fields: its front matter.
        language: that of the translation, which its file's name tells.
    """

    fields: Fields
    language: str


_TEXTS: Final = frozenset(
    {
        "abstract",
        "acknowledgements",
        "chapters",
        "keywords",
        "language",
        "subtitle",
        "thanks",
        "title",
    }
)
"""The fields of the front matter that are text, which a translation has of its own or not at all;
the others it takes from its original."""

_TAKEN_BY_HANDOUTS: Final = ("contact", "address", "figures", "table", "preset")
"""The fields of the handout that are no text."""


def read_fields(
    source: Source,
    ledger: Ledger,
    others: Sequence[tuple[str, int]] = (),
    original: Original | None = None,
) -> Fields:
    """Read the front matter against its schema, and note all that is wrong with it.

    Args:
        source: the file.
        ledger: takes what is wrong.
        others: metadata in the middle of the text, and the line where each begins.
        original: what it takes the fields from that are no text, if it is a translation.
    """
    own = _read_own(source, ledger, others)
    return own if original is None else _completed(own, original)


def _completed(own: Fields, original: Original) -> Fields:
    """Return the fields of a translation with those of its original."""
    first = original.fields
    given = own.model.model_fields_set
    taken = {
        name: getattr(first.model, name)
        for name in FrontMatter.model_fields
        if name not in given and name not in _TEXTS
    }
    if "language" not in given:
        taken["language"] = original.language
    day = days.parse(" ".join(first.model.date.split()), first.language)
    if "date" in taken and day:  # it is written in the language of the original
        taken["date"] = day.isoformat()
    if first.model.handout is not None:
        taken["handout"] = _completed_handout(own.model.handout, first.model.handout)
    references = first.references if own.references is None else own.references
    model = own.model.model_copy(update=taken)
    return replace(own, model=model, references=references)


def _completed_handout(own: HandoutFields | None, first: HandoutFields) -> HandoutFields:
    own = own or HandoutFields()
    taken = {
        name: getattr(first, name)
        for name in _TAKEN_BY_HANDOUTS
        if name not in own.model_fields_set
    }
    return own.model_copy(update=taken)


def _read_own(source: Source, ledger: Ledger, others: Sequence[tuple[str, int]]) -> Fields:
    places = source.places
    try:
        loaded = yaml_lines.load(source.front, source.front_line)
        for text, line in others:
            loaded = _joined(loaded, yaml_lines.load(text, line), places, ledger)
    except YamlError as error:
        ledger.error(error.what, places.at(error.line), error.hint)
        return Fields(FrontMatter(), Lines(1, 1), titled=True)
    named = _canonical(loaded, places, ledger)
    titled = bool(named.values.get("title"))
    references = named.values.pop(_REFERENCES, None)
    try:
        model = FrontMatter.model_validate(named.values)
        return Fields(model, named.lines, titled, references)
    except ValidationError as error:
        details = error.errors(include_url=False)
    known = named.values
    for detail in details:
        _tell(detail, named.lines, places, ledger)
        known = _without(known, detail["loc"])
    try:
        return Fields(FrontMatter.model_validate(known), named.lines, titled, references)
    except ValidationError:
        return Fields(FrontMatter(), named.lines, titled, references)


def _joined(
    first: yaml_lines.Mapping, second: yaml_lines.Mapping, places: Places, ledger: Ledger
) -> yaml_lines.Mapping:
    """Add to metadata what the text says below it."""
    values, lines = dict(first.values), Lines(first.lines.line, first.lines.text_line)
    lines.inner.update(first.lines.inner)
    for name, value in second.values.items():
        at = second.lines.at((name,))
        if name in values:
            _tell_again(name, lines.at((name,)), at, places, ledger)
            continue
        values[name] = value
        lines.inner[name] = at
    return yaml_lines.Mapping(values, lines)


def _tell_again(written: str, first: Lines, at: Lines, places: Places, ledger: Ledger) -> None:
    ledger.warn(
        f"'{written}' says again what line {places.at(first.line).line} says",
        places.at(at.line),
        "keep one of them; the first is used",
    )


def _canonical(loaded: yaml_lines.Mapping, places: Places, ledger: Ledger) -> yaml_lines.Mapping:
    """Give every field the name that the schema knows it by, and drop those without a use here."""
    values: dict[str, yaml_lines.Value] = {}
    lines = Lines(loaded.lines.line, loaded.lines.text_line)
    for written, value in loaded.values.items():
        hyphened = written.replace("_", "-")
        name = schema.SYNONYMS.get(hyphened, hyphened)
        at = loaded.lines.at((written,))
        if value is None or foreign_fields.is_foreign(name):
            continue
        if hyphened == _REFERENCES and _is_items(value):
            name = _REFERENCES
        if name in values:
            _tell_again(written, lines.at((name,)), at, places, ledger)
            continue
        values[name] = value if name == _REFERENCES else _without_nothing(value)
        lines.inner[name] = at
    return yaml_lines.Mapping(values, lines)


def _is_items(value: yaml_lines.Value) -> bool:
    """Tell whether a list holds works, and not the names of files of them."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _without_nothing(value: yaml_lines.Value) -> yaml_lines.Value:
    """Drop the fields that are left empty, and give nested ones hyphens."""
    if isinstance(value, dict):
        return {
            str(key).replace("_", "-"): _without_nothing(inner)
            for key, inner in value.items()
            if inner is not None
        }
    if isinstance(value, list):
        return [_without_nothing(inner) for inner in value if inner is not None]
    return value


def _without(value: yaml_lines.Value, loc: Sequence[str | int]) -> dict[str, yaml_lines.Value]:
    """Return the fields without the top-level one, or the inner one, that a problem is about."""
    if not isinstance(value, dict):
        return {}
    first, *rest = loc
    inner = value.get(first)
    if rest and isinstance(inner, dict) and rest[0] in inner:
        return {**value, str(first): _without(inner, rest)}
    if len(rest) > 1 and isinstance(inner, list) and isinstance(rest[0], int):
        items = list(inner)
        if rest[0] < len(items) and isinstance(items[rest[0]], dict):
            items[rest[0]] = _without(items[rest[0]], rest[1:])
        return {**value, str(first): items}
    return {key: kept for key, kept in value.items() if key != first}


def _names_at(loc: Sequence[str | int]) -> list[str]:
    """Return the names of the fields that are known where a path leads."""
    model: type[
        schema.AuthorFields
        | schema.AffiliationFields
        | schema.ContactFields
        | schema.QuestionFields
        | schema.CheckFields
    ]
    match [step for step in loc if isinstance(step, str)]:
        case ["authors", _]:
            model = schema.AuthorFields
        case ["affiliations", _]:
            model = schema.AffiliationFields
        case ["handout", "contact", _]:
            model = schema.ContactFields
        case ["handout", "quiz", _]:
            model = schema.QuestionFields
        case ["check", _]:
            model = schema.CheckFields
        case ["handout", _]:
            return [name.replace("_", "-") for name in HandoutFields.model_fields]
        case _:
            return [
                *(name.replace("_", "-") for name in FrontMatter.model_fields),
                *schema.SYNONYMS,
            ]
    return [name.replace("_", "-") for name in model.model_fields]


def _tell(detail: ErrorDetails, lines: Lines, places: Places, ledger: Ledger) -> None:
    """Say in plain words what pydantic found."""
    loc = detail["loc"]
    location = places.at(lines.at(loc).line)
    if detail["type"] == UNKNOWN:
        name = str(loc[-1])
        where = f" in {shown(loc[:-1])}" if len(loc) > 1 else ""
        ledger.warn(
            f"the field '{name}'{where} is unknown and is left out",
            location,
            did_you_mean(name, _names_at(loc)) or f"known are {', '.join(_names_at(loc)[:14])}",
            rule="unknown-field",
        )
        return
    what, hint = unfit(detail)
    ledger.error(what, location, hint, rule="malformed-field")


def read_metadata(fields: Fields, reading: Reading) -> Metadata:
    """Make metadata of the front matter; its Markdown is read as the body's is."""
    model = fields.model
    crew = people.read_people(model, fields.lines, reading)
    return Metadata(
        title=_line(model.title, fields.lines.at(("title",)).text_line, reading),
        subtitle=_line(model.subtitle, fields.lines.at(("subtitle",)).text_line, reading),
        authors=crew.authors,
        affiliations=crew.affiliations,
        date=_date(fields, reading),
        language=fields.language,
        abstract=_markdown(model.abstract, fields.lines.at(("abstract",)).text_line, reading),
        keywords=tuple(word.strip() for word in model.keywords if word.strip()),
        style=model.style,
        license=model.license,
        number_sections=model.number_sections,
        look=model.look,
        doi=identifiers.bare_doi(model.doi) or None,
        origin=_line(model.origin, fields.lines.at(("origin",)).text_line, reading),
        notices=(*_notices(fields, reading), *crew.notices),
        silenced=_silenced(fields, reading),
        settings=_settings(fields, reading),
    )


def _settings(fields: Fields, reading: Reading) -> tuple[Assignment, ...]:
    """Return what is assigned to settings of the look; each is a plain value."""
    found = []
    for name, value in fields.model.look_settings.items():
        location = reading.at(fields.lines.at(("look-settings", name)).line)
        if isinstance(value, list) or (isinstance(value, dict) and name != WORD_STYLES):
            what = f"the setting '{name}' has several values"
            hint = f"give it one, for example  {name}: value"
            reading.ledger.error(what, location, hint, rule="malformed-field")
            continue
        found.append(Assignment(name, as_text(value), location, location.path.parent))
    return tuple(found)


def _notices(fields: Fields, reading: Reading) -> list[Inlines]:
    """Return what is said of the rights, and whom the authors thank."""
    model, lines = fields.model, fields.lines
    named = (("rights", model.rights), ("thanks", model.thanks))
    given = [*named, ("acknowledgements", model.acknowledgements)]
    return [
        _line(text, lines.at((name,)).text_line, reading) for name, text in given if text.strip()
    ]


def _markdown(text: str, line: int, reading: Reading) -> Blocks:
    """Read Markdown of the front matter, whose first line stands at a line of the file."""
    if not text.strip():
        return ()
    return read_blocks(reading.parse_blocks(text.rstrip(), line), reading)


def _line(text: str, line: int, reading: Reading) -> Inlines:
    """Read a text without blocks; paragraphs become lines of one."""
    if not text.strip():
        return ()
    return read_inlines(reading.parse_line(text.strip()), line, reading)


def _silenced(fields: Fields, reading: Reading) -> frozenset[str]:
    """Return the rules that the front matter turns off."""
    lines = fields.lines.at(("check",)).at(("off",))
    off = [name.strip() for name in fields.model.check.off]
    for position, name in enumerate(off):
        if name not in rules.OF_DOCUMENTS:
            reading.ledger.warn(
                f"there is no rule '{name}' to turn off",
                reading.at(lines.at((position,)).line),
                rules.hint_for(name),
                rule="unknown-rule",
            )
    return frozenset(off)


def _date(fields: Fields, reading: Reading) -> datetime.date | None:
    text = " ".join(fields.model.date.split())
    if not text:
        return None
    found = days.parse(text, fields.language)
    if found is None:
        reading.ledger.warn(
            f"the date '{text}' is not understood and is left out",
            reading.at(fields.lines.at(("date",)).line),
            "write it like 2022-06-29 or 29 June 2022",
            rule="malformed-date",
        )
    return found


def read_handout(fields: Fields, reading: Reading) -> Handout | None:
    """Make a handout of the front matter; None where it has no such block."""
    handout = fields.model.handout
    if handout is None:
        return None
    lines = fields.lines.at(("handout",))
    points = lines.at(("key-points",))
    return Handout(
        key_points=tuple(
            _line(point, points.at((position,)).text_line, reading)
            for position, point in enumerate(handout.key_points)
        ),
        call_to_action=_line(
            handout.call_to_action, lines.at(("call-to-action",)).text_line, reading
        ),
        contact=Contact(
            handout.contact.name, handout.contact.email, handout.contact.phone, handout.contact.url
        ),
        address=handout.address,
        figures=tuple(handout.figures),
        table=handout.table,
        preset=handout.preset,
        quiz=quizzes.read(handout.quiz, lines.at(("quiz",)), reading, _line),
    )
