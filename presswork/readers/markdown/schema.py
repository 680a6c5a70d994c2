"""The schema of the front matter: its fields and their types, also for editors, as JSON Schema."""

from __future__ import annotations

import datetime
import json
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from presswork.readers.markdown import foreign_fields
from presswork.rules import OF_DOCUMENTS

SYNONYMS: Final = {
    "author": "authors",
    "affiliation": "affiliations",
    "institute": "affiliations",
    "lang": "language",
    "tags": "keywords",
    "csl": "style",
    "citation-style": "style",
    "references": "bibliography",
    "numbersections": "number-sections",
    "section-bibs": "section-bibliographies",
    "numbering": "number-sections",
    "acknowledgments": "acknowledgements",
    "institution": "affiliations",
    "institutions": "affiliations",
    "copyright": "rights",
    "venue": "origin",
}
"""Other names of fields, as Pandoc, Quarto and the Journal of Open Source Software have them."""

AUTHOR_SYNONYMS: Final = {
    "affiliation": "affiliations",
    "given": "given-names",
    "first": "given-names",
    "firstname": "given-names",
    "family": "surname",
    "last": "surname",
    "lastname": "surname",
    "forename": "given-names",
    "equal-contrib": "equal",
    "equal-contributor": "equal",
    "equal-contribution": "equal",
    "website": "url",
    "homepage": "url",
    "corresponding-author": "corresponding",
    "correspondence": "corresponding",
    "mail": "email",
    "notes": "note",
}

AFFILIATION_SYNONYMS: Final = {
    "index": "id",
    "organization": "name",
    "organisation": "name",
    "institution": "name",
    "ref": "id",
    "state": "region",
    "province": "region",
    "division": "department",
}


def _as_text(value: object) -> object:
    """Take a number or a date, as YAML makes of an unquoted one, for the text it was written as."""
    if isinstance(value, int | float | datetime.date) and not isinstance(value, bool):
        return str(value)
    return value


def _as_list(value: object) -> object:
    """Take a single value for a list of one."""
    return value if isinstance(value, list) else [value]


def _as_answer(value: object) -> object:
    """Take true and false for the words that they are written with."""
    return _as_list(str(value).lower() if isinstance(value, bool) else value)


def _as_words(value: object) -> object:
    """Take `a, b; c` for a list."""
    if isinstance(value, str):
        return [word.strip() for word in value.replace(";", ",").split(",") if word.strip()]
    return _as_list(value)


def _renamed(value: dict[object, object], synonyms: dict[str, str]) -> dict[object, object]:
    result: dict[object, object] = {}
    for key, inner in value.items():
        name = str(key).replace("_", "-")
        result.setdefault(synonyms.get(name, name), inner)
    return result


def _as_author(value: object) -> object:
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        return value
    fields = _renamed(value, AUTHOR_SYNONYMS)
    name = fields.get("name")
    if isinstance(name, dict):
        del fields["name"]
        fields = _renamed(name, AUTHOR_SYNONYMS) | fields
    if "literal" in fields:
        fields["name"] = fields.pop("literal")
    for mark in _marks(fields.pop("attributes", None)):
        fields.setdefault(AUTHOR_SYNONYMS.get(mark, mark), True)
    if isinstance(fields.get("corresponding"), str):
        _correspond(fields)
    return {
        key: inner
        for key, inner in fields.items()
        if inner is not None and key not in foreign_fields.AUTHOR_IGNORED
    }


def _marks(value: object) -> list[str]:
    """Return what Quarto's `attributes` say of an author: a mapping, or a list of words."""
    if isinstance(value, dict):
        return [str(key).replace("_", "-") for key, holds in value.items() if holds]
    return [str(word).replace("_", "-") for word in value] if isinstance(value, list) else []


def _correspond(fields: dict[object, object]) -> None:
    """Take `corresponding: yes`, in quotes or not, or an address, for what it says."""
    written = str(fields["corresponding"]).strip()
    if "@" in written:
        fields.setdefault("email", written)
    fields["corresponding"] = written.lower() not in {"", "false", "no", "n"}


def _as_affiliation(value: object) -> object:
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        return value
    fields = _renamed(value, AFFILIATION_SYNONYMS)
    return {
        key: inner
        for key, inner in fields.items()
        if inner is not None and key not in foreign_fields.AFFILIATION_IGNORED
    }


def _as_affiliation_of_author(value: object) -> object:
    """Take `{ref: x}`, as Quarto writes it, for `x`; other fields say what the institution is."""
    if isinstance(value, dict):
        fields = _as_affiliation(value)
        if isinstance(fields, dict) and set(fields) <= {"id"}:
            return _as_text(fields.get("id", ""))
        return fields
    return _as_text(value)


def _as_license(value: object) -> object:
    """Take MyST's and Quarto's groups of fields for the words of a license."""
    if isinstance(value, list):
        return ", ".join(str(_as_license(one)) for one in value)
    if not isinstance(value, dict):
        return _as_text(value)
    for name in ("content", "text", "name", "id", "type", "spdx", "holder"):
        if name in value:
            year = value.get("year")
            return f"{year} {_as_license(value[name])}" if year else _as_license(value[name])
    return ", ".join(str(one) for one in value.values())


def _as_titled(value: object) -> object:
    """Take a group of fields that has a title, as MyST's `venue`, for that."""
    if isinstance(value, dict):
        return _as_text(value.get("title", value.get("name", "")))
    return _as_text(value)


def _as_flag(value: object) -> object:
    """Take `"yes"` and `"no"` in quotes for what they say."""
    if isinstance(value, str):
        return {"yes": True, "true": True, "no": False, "false": False}.get(value.lower(), value)
    return value


def _as_truth(value: object) -> object:
    """Take MyST's `numbering`, be it a group of fields, for whether headings are numbered."""
    if isinstance(value, dict):
        names = ("headings", "heading-1", "heading-2", "title", "sections")
        return any(bool(value.get(name)) for name in names)
    return value


Words = Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int | float)]
WordsList = Annotated[
    list[Words], BeforeValidator(_as_list, json_schema_input_type=str | list[str])
]
Keywords = Annotated[
    list[Words], BeforeValidator(_as_words, json_schema_input_type=str | list[str])
]


Flag = Annotated[StrictBool, BeforeValidator(_as_flag)]
RuleName = Annotated[str, Field(json_schema_extra={"enum": list(OF_DOCUMENTS)})]


class _Fields(BaseModel):
    # What a field is stands in its `description`: docstrings below fields pydantic would have to
    # find in the source, at every start.
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


class AffiliationFields(_Fields):
    """An institution that authors belong to."""

    id: Words = Field(
        default="",
        description="What authors name it by; its position, counted from 1, where it has none.",
    )
    name: Words = Field(default="", description="The institution.")
    department: Words = Field(default="", description="A part of it.")
    city: Words = Field(default="", description="Where it is.")
    region: Words = Field(default="", description="Where it is.")
    country: Words = Field(default="", description="Where it is.")
    ror: Words = Field(
        default="", description="Its id in the Research Organization Registry, ror.org."
    )

    @property
    def shown_name(self) -> str:
        """All that is known of it, in one line."""
        parts = (self.department, self.name, self.city, self.region, self.country)
        return ", ".join(part.strip() for part in parts if part.strip())


AffiliationsOfAuthor = Annotated[
    list[
        Annotated[
            str | AffiliationFields,
            BeforeValidator(
                _as_affiliation_of_author, json_schema_input_type=str | int | AffiliationFields
            ),
        ]
    ],
    BeforeValidator(
        _as_list,
        json_schema_input_type=str | int | AffiliationFields | list[str | int | AffiliationFields],
    ),
]


class AuthorFields(_Fields):
    """An author."""

    name: Words = Field(default="", description="The name as it is to be shown.")
    given_names: Words = Field(
        default="", description="Given names, where the name is given in parts."
    )
    dropping_particle: Words = Field(
        default="", description='A particle such as the "van" of Ludwig van Beethoven.'
    )
    non_dropping_particle: Words = Field(
        default="", description='A particle such as the "de" of Louis de Broglie.'
    )
    surname: Words = Field(default="", description="The surname, where the name is given in parts.")
    suffix: Words = Field(default="", description="Such as Jr.")
    affiliations: AffiliationsOfAuthor = Field(
        default_factory=list,
        description="Ids of affiliations, names of institutions, or their fields.",
    )
    orcid: Words = Field(default="", description="The ORCID iD, for example 0000-0002-1825-0097.")
    email: Words = Field(default="", description="Where the author can be written to.")
    corresponding: StrictBool = Field(
        default=False, description="Whether readers write to this author."
    )
    equal: Flag = Field(
        default=False,
        description="Whether this author contributed as much as others of whom this is said.",
    )
    deceased: Flag = Field(default=False, description="Whether this author is dead.")
    url: Words = Field(default="", description="The author's own page.")
    note: Words = Field(default="", description="What else is to be said of this author.")
    degrees: WordsList = Field(
        default_factory=list, description="Academic degrees; they follow the name."
    )
    funders: WordsList = Field(default_factory=list, description="Who paid for the work.")

    @property
    def shown_name(self) -> str:
        """The name, put together where it is given in parts."""
        parts = (
            self.given_names,
            self.dropping_particle,
            self.non_dropping_particle,
            self.surname,
            self.suffix,
        )
        name = self.name.strip() or " ".join(part.strip() for part in parts if part.strip())
        return ", ".join([name, *self.degrees]) if name else ""


class ContactFields(_Fields):
    """Whom a reader turns to."""

    name: Words = Field(default="", description="A person or an office.")
    email: Words = Field(default="", description="An e-mail address.")
    phone: Words = Field(default="", description="A telephone number.")
    url: Words = Field(default="", description="An address on the web.")


class QuestionFields(_Fields):
    """A question for the reader."""

    question: Words = Field(
        default="", description="What is asked, or a sentence that is true or false; Markdown."
    )
    choices: WordsList = Field(
        default_factory=list,
        description="The answers to choose from; Markdown. Without them the reader writes.",
    )
    answer: Annotated[
        list[Words],
        BeforeValidator(
            _as_answer, json_schema_input_type=bool | str | int | float | list[str | int | float]
        ),
    ] = Field(
        default_factory=list,
        description="The right choice by its words, its letter or its number counted from 1, a "
        "list where several are right; true or false; or what the reader should write.",
    )
    explanation: Words = Field(default="", description="Why it is right; Markdown, and may cite.")


class HandoutFields(_Fields):
    """What a handout says."""

    key_points: WordsList = Field(
        default_factory=list,
        description="What the reader should remember; Markdown, and each may cite.",
    )
    call_to_action: Words = Field(
        default="", description="What the reader is asked to do; Markdown."
    )
    contact: ContactFields = Field(default=ContactFields(), description="Whom the reader turns to.")
    address: Words | None = Field(
        default=None, description="The article's address on the web, for the QR code."
    )
    figures: WordsList = Field(
        default_factory=list, description="Ids of the figures to show; all where none is named."
    )
    table: Words | None = Field(default=None, description="The id of the table to show.")
    preset: Words | None = Field(
        default=None,
        description="How it is made, for example summary, a sheet of two pages, or full, the whole "
        "article.",
    )
    quiz: list[QuestionFields] = Field(
        default_factory=list, description="Questions for the reader, with their answers."
    )


class CheckFields(_Fields):
    """How the document is reviewed."""

    off: Annotated[
        list[Words],
        BeforeValidator(_as_words, json_schema_input_type=RuleName | list[RuleName]),
    ] = Field(default_factory=list, description="Rules whose warnings are not wanted.")


class FrontMatter(_Fields):
    """The front matter of a Presswork document."""

    title: Words = Field(default="", description="The title; Markdown.")
    subtitle: Words = Field(default="", description="The subtitle; Markdown.")
    authors: Annotated[
        list[
            Annotated[
                AuthorFields,
                BeforeValidator(_as_author, json_schema_input_type=str | AuthorFields),
            ]
        ],
        BeforeValidator(
            _as_list, json_schema_input_type=str | AuthorFields | list[str | AuthorFields]
        ),
    ] = Field(default_factory=list, description="Who wrote it: names, or fields of each author.")
    affiliations: Annotated[
        list[
            Annotated[
                AffiliationFields,
                BeforeValidator(_as_affiliation, json_schema_input_type=str | AffiliationFields),
            ]
        ],
        BeforeValidator(_as_list, json_schema_input_type=str | list[str | AffiliationFields]),
    ] = Field(default_factory=list, description="The institutions of the authors.")
    date: Words = Field(default="", description="The date, for example 2022-06-29 or 29 June 2022.")
    language: Words = Field(
        default="en-US",
        description="The language of the text, as a BCP 47 tag such as en-GB or de.",
    )
    abstract: Words = Field(default="", description="The abstract; Markdown.")
    keywords: Keywords = Field(default_factory=list, description="What the document is about.")
    style: Words | None = Field(
        default=None,
        description="The citation style, for example apa or american-medical-association.",
    )
    bibliography: WordsList = Field(
        default_factory=list,
        description="Files of references (CSL-JSON or BibTeX), relative to the document.",
    )
    nocite: WordsList = Field(
        default_factory=list,
        description="Keys of works to list without citing them; @* for all of the files.",
    )
    section_bibliographies: StrictBool = Field(
        default=False,
        description="Whether each section of the first level ends with a list of what it cites.",
    )
    license: Annotated[Words | None, BeforeValidator(_as_license)] = Field(
        default=None, description="The license, for example CC-BY-4.0."
    )
    rights: Annotated[Words, BeforeValidator(_as_license)] = Field(
        default="", description="Who has the rights, for example 2026 The Authors."
    )
    doi: Words = Field(default="", description="The DOI of the document.")
    origin: Annotated[Words, BeforeValidator(_as_titled)] = Field(
        default="", description="Where it was published first, for example its journal."
    )
    thanks: Words = Field(default="", description="Whom the authors thank, in a line; Markdown.")
    acknowledgements: Words = Field(default="", description="The same, at length; Markdown.")
    chapters: WordsList = Field(
        default_factory=list, description="Files that the document consists of, in their order."
    )
    math: dict[str, Any] = Field(
        default_factory=dict, description="Commands for formulas: their names, and their LaTeX."
    )
    number_sections: Annotated[StrictBool, BeforeValidator(_as_truth)] = Field(
        default=False, description="Whether headings are numbered."
    )
    look: Words | None = Field(
        default=None, description="The look (a template folder) that the document asks for."
    )
    look_settings: dict[str, Any] = Field(
        default_factory=dict, description="Values for settings of the look, by their names."
    )
    check: CheckFields = Field(
        default=CheckFields(), description="How `build.py check` reviews the document."
    )
    handout: HandoutFields | None = Field(
        default=None, description="What the handout of the document says."
    )


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of the front matter, for editors to complete it by."""
    schema: dict[str, object] = FrontMatter.model_json_schema(by_alias=True)
    properties = schema["properties"]
    if isinstance(properties, dict):
        for synonym, name in SYNONYMS.items():
            properties[synonym] = {**properties[name], "title": f"The same as {name}"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_schema_text() -> str:
    """Return the JSON Schema as it stands in `front_matter.schema.json`."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
