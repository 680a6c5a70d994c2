"""References as BibLaTeX.

The fields are those of its manual (2.2); a type of CSL that it has no entry for is kept in
`entrysubtype`. The text is Unicode, as biber reads it; what LaTeX takes for commands is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exporters.references import Written
from presswork import inlines as inl
from presswork.inlines import plain_text
from presswork.readers.references import languages
from presswork.readers.references.bibtex_tables import CONTAINED, EDITOR_TYPES, IN_JOURNALS
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.inlines import Inline, Inlines
    from presswork.references import Date, Day, Name, Reference

ENTRIES: Final = {
    "article": "misc",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "broadcast": "audio",
    "chapter": "incollection",
    "classic": "book",
    "collection": "collection",
    "dataset": "dataset",
    "document": "misc",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "event": "misc",
    "figure": "image",
    "graphic": "artwork",
    "hearing": "jurisdiction",
    "interview": "misc",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "map": "artwork",
    "motion_picture": "movie",
    "musical_score": "music",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "audio",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
"""The entries of types; those that are read back as another are named in `entrysubtype`, too."""

SUBTYPES: Final = {
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
}
AMBIGUOUS: Final = words(
    """article bill broadcast classic collection document entry entry-dictionary event figure
    hearing interview map musical_score post post-weblog regulation review-book speech"""
)
"""Types that an entry alone does not tell."""

TEXTS: Final = {
    "abstract": "abstract",
    "annote": "annotation",
    "call-number": "library",
    "chapter-number": "chapter",
    "collection-title": "series",
    "container-title-short": "shortjournal",
    "edition": "edition",
    "event-place": "venue",
    "event-title": "eventtitle",
    "genre": "type",
    "keyword": "keywords",
    "note": "note",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "original-title": "origtitle",
    "part-number": "part",
    "publisher-place": "location",
    "status": "pubstate",
    "title": "title",
    "title-short": "shorttitle",
    "version": "version",
    "volume": "volume",
}
TITLES: Final = frozenset(
    {"title", "shorttitle", "booktitle", "maintitle", "issuetitle", "origtitle"}
)
"""Fields whose case LaTeX styles may change."""

VERBATIM: Final = {
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMCID": "pmcid",
    "URL": "url",
}
NAMES: Final = {
    "author": "author",
    "container-author": "bookauthor",
    "editor": "editor",
    "translator": "translator",
    "director": "director",
    "original-author": "origauthor",
    "illustrator": "illustrator",
    "composer": "composer",
}
MORE_EDITORS: Final = ("editora", "editorb", "editorc")
DATES: Final = {
    "issued": "date",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}
ESCAPES: Final = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "$": "\\$",
    "&": "\\&",
    "#": "\\#",
    "_": "\\_",
    "%": "\\%",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "`": "\\textasciigrave{}",
    "'": "\\textquotesingle{}",
    "\N{NO-BREAK SPACE}": "~",
    "’": "'",
}
SPECIAL: Final = re.compile(r"[\\{}$&#_%~^`'’\u00a0]|-(?=-)|(?<=-)-")
VERBATIM_SPECIAL: Final = re.compile(r"[\\{}]")
WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LONG_WORD: Final = 4
ARXIV: Final = "arXiv:"
FIRST_SEASON, FIRST_EDTF_SEASON = 13, 21
FIRST: Final = (
    *("author", "title", "shorttitle", "journaltitle", "shortjournal", "booktitle", "maintitle"),
    *("editor", "translator", "date", "year", "volume", "number", "pages", "edition", "series"),
    *("publisher", "institution", "organization", "location", "doi", "url", "urldate"),
)
"""The fields that stand first, in this order."""

NOT_IN_A_KEY: Final = re.compile(r"[\s,{}()\"#%=~\\']+")
SMALL: Final = re.compile(r"\s*[^\W\d_A-ZÀ-ÖØ-Þ]")
"""What begins a particle: a small letter."""


def write(references: Iterable[Reference]) -> Written:
    """Return the entries."""
    left_out: dict[str, list[Reference]] = {}
    entries: list[str] = []
    for reference in references:
        fields = _Fields(reference)
        entries.append(_entry(reference, fields))
        for variable in fields.left_out:
            left_out.setdefault(variable, []).append(reference)
    text = "\n\n".join(entries)
    return Written(text + "\n" if text else "", {k: tuple(v) for k, v in left_out.items()})


def _entry(reference: Reference, fields: _Fields) -> str:
    key = NOT_IN_A_KEY.sub("-", reference.key)
    lines = [
        f"  {name} = {{{value}}},"
        for name, value in sorted(fields.written.items(), key=lambda field: _rank(field[0]))
    ]
    return "\n".join([f"@{fields.entry}{{{key},", *lines, "}"])


def _rank(field: str) -> int:
    return FIRST.index(field) if field in FIRST else len(FIRST)


class _Fields:
    """The fields of one entry.

    Args:
        reference: the work.
    """

    def __init__(self, reference: Reference) -> None:
        self.written: dict[str, str] = {}
        self.left_out: list[str] = []
        self._reference = reference
        self.entry = ENTRIES.get(reference.type, "misc")
        if self.entry == "incollection" and "editor" not in reference.names:
            self.entry = "inbook"
        self._is_english = reference.text("language").lower()[:2] in ("", "en")
        self._add_names()
        for variable, text in reference.texts.items():
            self._add_text(variable, text)
        for variable, date in reference.dates.items():
            self._add_date(variable, date)
        if reference.type in SUBTYPES:
            self.written["entrysubtype"] = SUBTYPES[reference.type]
        elif reference.type in AMBIGUOUS and not self._is_told():
            self.written["entrysubtype"] = reference.type

    def _is_told(self) -> bool:
        """Tell whether the fields tell the type, as an eprint does in `@misc`."""
        match self._reference.type:
            case "article":
                return "eprint" in self.written
            case "document":
                return not {"url", "eprint"} & set(self.written)
            case "speech":
                return "eventtitle" in self.written
            case _:
                return False

    def _add_names(self) -> None:
        free = list(MORE_EDITORS)
        kinds = {variable: kind for kind, variable in EDITOR_TYPES.items() if kind}
        for variable, people in self._reference.names.items():
            names = " and ".join(map(_name, people))
            if variable in NAMES:
                self.written[NAMES[variable]] = names
            elif variable in kinds and free:
                field = free.pop(0)
                self.written[field] = names
                self.written[f"{field}type"] = kinds[variable]
            else:
                self.left_out.append(variable)

    def _add_text(self, variable: str, text: Inlines) -> None:
        if variable in VERBATIM:
            self.written[VERBATIM[variable]] = _verbatim(plain_text(text))
        elif (field := self._field(variable)) is not None:
            if field in TITLES and self._is_english:
                text = _protected(text)
            self.written[field] = _latex(text)
        elif not self._add_special(variable, plain_text(text)):
            self.left_out.append(variable)

    def _field(self, variable: str) -> str | None:
        """Return the field of a variable of text."""
        in_journal, texts = self.entry in IN_JOURNALS, self._reference.texts
        match variable:
            case "container-title" if in_journal:
                return "journaltitle"
            case "container-title":
                is_parted = "volume-title" in texts and self.entry in CONTAINED
                return "maintitle" if is_parted or self.entry == "book" else "booktitle"
            case "volume-title":
                is_part = self.entry in CONTAINED and "container-title" in texts
                return "booktitle" if is_part else "issuetitle" if in_journal else None
            case "publisher":
                return None if self._is_arxiv() else _publisher(self.entry)
            case "medium":
                return "howpublished" if "publisher" in texts else None
            case "issue" | "number" | "collection-number" | "supplement-number":
                return self._field_of_number(variable)
            case "jurisdiction" if self.entry == "patent":
                return "location"
            case "publisher-place" if self.entry == "patent":
                return None
            case _:
                return TEXTS.get(variable)

    def _field_of_number(self, variable: str) -> str | None:
        in_journal = self.entry in IN_JOURNALS
        has_series = "collection-title" in self._reference.texts
        match variable:
            case "issue":
                return "number" if in_journal else "issue"
            case "supplement-number" if in_journal and "issue" in self._reference.texts:
                return "issue"
            case "collection-number" if has_series and not in_journal:
                return "number"
            case "number" if not in_journal and not has_series and not self._is_arxiv():
                return "number"
            case _:
                return None

    def _is_arxiv(self) -> bool:
        return self._reference.text("number").startswith(ARXIV)

    def _add_special(self, variable: str, text: str) -> bool:
        """Add what has no field of its own; tell whether that could be done."""
        texts = self._reference.texts
        match variable:
            case "page":
                self.written["pages"] = _escaped(text).replace("-{}-", "-").replace("-", "--")
            case "section" if "page" not in texts:
                self.written["pages"] = _escaped(text)
                self.written["bookpagination"] = "section"
            case "language":
                self._add_language(text)
            case "number" if self._is_arxiv():
                self._add_eprint("arxiv", text.removeprefix(ARXIV))
            case "publisher" if self._is_arxiv():
                return text == "arXiv"
            case "PMID":
                return self._add_eprint("pubmed", text)
            case "archive_location" if "archive" in texts:
                return self._add_eprint(self._reference.text("archive"), text)
            case "citation-key":
                return text == self._reference.key
            case "archive":
                return "archive_location" in texts and self.written.get("eprinttype", text) == text
            case _:
                return False
        return True

    def _add_eprint(self, kind: str, eprint: str) -> bool:
        if "eprint" in self.written:
            return False
        self.written["eprint"] = _verbatim(eprint)
        self.written["eprinttype"] = _escaped(kind)
        return True

    def _add_language(self, tag: str) -> None:
        names = [name for name, known in languages.NAMES.items() if known == tag]
        if names:
            preferred = {"en-US": "english", "de-DE": "german"}.get(tag, names[0])
            self.written["langid"] = preferred
        else:
            self.written["language"] = _escaped(tag)

    def _add_date(self, variable: str, date: Date) -> None:
        field = DATES.get(variable)
        if field is None:
            self.left_out.append(variable)
        elif date.start is None:
            self.written["year" if field == "date" else field] = _escaped(date.literal)
        else:
            circa = "~" if date.circa else ""
            end = f"/{_day(date.end)}{circa}" if date.end is not None else ""
            self.written[field] = f"{_day(date.start)}{circa}{end}"


def _publisher(entry: str) -> str:
    if entry in ("report", "thesis"):
        return "institution"
    return "organization" if entry == "online" else "publisher"


def _day(day: Day) -> str:
    """Return a day as EDTF has it, in which the year before 1 is 0."""
    year = day.year if day.year > 0 else day.year + 1
    sign = "-" if year < 0 else ""
    written = f"{sign}{abs(year):04}"
    if day.month is None:
        return written
    is_season = day.month >= FIRST_SEASON
    month = day.month - FIRST_SEASON + FIRST_EDTF_SEASON if is_season else day.month
    return f"{written}-{month:02}" + (f"-{day.day:02}" if day.day is not None else "")


def _name(name: Name) -> str:
    """Return a name as `von Last, Jr, First`, or labelled where that would be read otherwise."""
    if name.literal:
        return "others" if name.literal == "others" else f"{{{_escaped(name.literal)}}}"
    particle = name.non_dropping_particle
    is_usual = (
        not name.dropping_particle
        and not _is_misread(name.family)
        and (not particle or all(SMALL.match(word) for word in particle.split()))
        and (name.given or (" " not in name.family and not particle and not name.suffix))
        and not any("," in part or " and " in f" {part} " for part in (name.given, name.suffix))
    )
    if not is_usual:
        return _labelled(name)
    last = " ".join(_escaped(part) for part in (particle, name.family) if part)
    return ", ".join(part for part in (last, _escaped(name.suffix), _escaped(name.given)) if part)


def _is_misread(family: str) -> bool:
    """Tell whether a family name would be taken apart."""
    return "," in family or " and " in f" {family} " or SMALL.match(family) is not None


def _labelled(name: Name) -> str:
    particle = name.dropping_particle or name.non_dropping_particle
    parts = {
        "family": name.family,
        "given": name.given,
        "prefix": particle,
        "suffix": name.suffix,
    }
    written = [f"{label}={{{_escaped(part)}}}" for label, part in parts.items() if part]
    if particle:
        written.append(f"useprefix={'false' if name.dropping_particle else 'true'}")
    return ", ".join(written)


def _escaped(text: str) -> str:
    """Return characters as LaTeX shows them."""
    return SPECIAL.sub(lambda sign: ESCAPES.get(sign[0], "-{}"), text)


def _verbatim(text: str) -> str:
    """Return an address or identifier, in which only braces must be balanced."""
    return VERBATIM_SPECIAL.sub(lambda sign: f"%{ord(sign[0]):02X}", text)


def _latex(text: Inlines) -> str:
    return "".join(map(_written, text))


def _written(inline: Inline) -> str:
    match inline:
        case inl.Text(text):
            return _escaped(text)
        case inl.Emphasis(children):
            return f"\\emph{{{_latex(children)}}}"
        case inl.Strong(children):
            return f"\\textbf{{{_latex(children)}}}"
        case inl.SmallCaps(children):
            return f"\\textsc{{{_latex(children)}}}"
        case inl.Underline(children):
            return f"\\underline{{{_latex(children)}}}"
        case inl.Superscript(children):
            return f"\\textsuperscript{{{_latex(children)}}}"
        case inl.Subscript(children):
            return f"\\textsubscript{{{_latex(children)}}}"
        case inl.NoCase(children):
            return f"{{{_latex(children)}}}"
        case inl.Code(text):
            return f"\\texttt{{{_escaped(text)}}}"
        case _ if isinstance(inline, inl.NESTING):
            return _latex(inline.children)
        case _:
            return _escaped(plain_text((inline,)))


def _protected(title: Inlines) -> Inlines:
    """Return a title whose capitals are kept where a LaTeX style writes titles in small letters.

    Words such as DNA and McDonald are; of a title that is written as a sentence, all words are that
    begin with a capital. Titles Written Like This are left to the style.
    """
    all_words = WORD.findall(plain_text(title))
    long = [word for word in all_words[1:] if len(word) >= LONG_WORD]
    capitals = sum(word[0].isupper() for word in long)
    is_sentence = 2 * capitals <= len(long) or len(long) <= 1
    seen = 0

    def protect(text: str) -> Inlines:
        nonlocal seen
        parts: list[Inline] = []
        start = 0
        for match in WORD.finditer(text):
            seen += 1
            word = match[0]
            keeps = word[1:] != word[1:].lower() or (is_sentence and seen > 1 and word[0].isupper())
            if keeps:
                parts += [inl.Text(text[start : match.start()]), inl.NoCase((inl.Text(word),))]
                start = match.end()
        parts.append(inl.Text(text[start:]))
        return tuple(part for part in parts if part != inl.Text(""))

    def change(inline: Inline) -> Inlines | None:
        nonlocal seen
        match inline:
            case inl.Text(text):
                return protect(text)
            case inl.NoCase():
                seen += 1
                return (inline,)
            case _:
                return None

    return inl.rewrite(title, change)
