"""The Word template: found, opened, its tags rendered, its styles completed, and written."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, fields
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import PartFactory, XmlPart
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from docx.parts.styles import StylesPart
from lxml import etree

from presswork.looks import templates_folder
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity
from presswork.settings import WORD_STYLES

from . import word_templates
from .house import bound, ids, tags
from .house.grafts import UNTOLD, Grafts, source
from .house.packages import SUFFIXES, load, problem
from .house.roles import check_roles, counterparts, shelf, value_of
from .house.values import front, values
from .styles import Role, Styles, styles_by_name
from .xml import qualified, rooted, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element

    from presswork.document import Metadata
    from presswork.looks import Look

WORD_TEMPLATE: Final = "word-template"
"""The setting that names a template."""

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip archive can hold; every file gets it, so that bytes are the same."""

PACKED: Final = (".png", ".jpeg")
"""How the names of files end that are packed already."""

for _kind in (CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES):
    PartFactory.part_type_for[_kind] = XmlPart


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template.

    Args:
        word: the document that it becomes.
        path: its file.
        own: what it is made from, if it is one of ours and as we made it.
        warnings: what is to be said of its file.
    """

    word: WordDocument
    path: Path
    own: word_templates.Own | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def of_house(self) -> bool:
        """Whether it is somebody else's, and not one of ours."""
        return self.own is None


@dataclass(frozen=True, slots=True)
class Filled:
    """What a template shows of the document by itself, once its tags are rendered.

    Args:
        shown: the names of what stands in its text.
        bookmarks: the names of its bookmarks, in small letters.
        tagged: what its tags were rendered with.
    """

    shown: frozenset[str]
    bookmarks: frozenset[str]
    tagged: tags.Tagged


def open_template(look: Look) -> Template:
    """Open the Word template of a look: what a setting names, or the nearest in its folders.

    Raises:
        Problems: there is none, or it cannot be opened.
    """
    named = look.settings.file(WORD_TEMPLATE) if WORD_TEMPLATE in look.settings.by_name else None
    path = named or next(_templates(look.folders), None)
    if path is None:
        what = f"the look '{look.name}' has no Word template"
        raise problem(what, look.folder, "put a .docx or .dotx file into its folder")
    own = word_templates.own(look, path)
    if own is not None:
        return Template(_prefixed(docx.Document(BytesIO(own.made()))), path, own)
    word, warnings = load(path)
    _complete(word)
    _set_media_apart(word)
    return Template(_prefixed(word), path, warnings=warnings)


def _prefixed(word: WordDocument) -> WordDocument:
    """Return a document whose root declares what its text may name."""
    word.part._element = rooted(word.element)  # noqa: SLF001 - a root cannot be told of prefixes
    prefixed: WordDocument = word.part.document
    return prefixed


def _templates(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the templates in folders; a file that begins with `~$` tells that Word has one open."""
    for folder in folders:
        for path in sorted(folder.iterdir() if folder.is_dir() else ()):
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".")):
                yield path


def _complete(word: WordDocument) -> None:
    """Add the parts that a file may lack, and that ours has: of styles and of numbering."""
    part = word.part
    have = {relationship.reltype for relationship in part.rels.values()}
    if RELATIONSHIP_TYPE.STYLES not in have:
        basic = w("style", w("name", val="Normal"), type="paragraph", default=1, styleId="Normal")
        root = w("styles", w("docDefaults", w("rPrDefault", w("rPr"))), basic)
        made: Part = StylesPart(
            PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, _known(root), part.package
        )
        part.relate_to(made, RELATIONSHIP_TYPE.STYLES)
    if RELATIONSHIP_TYPE.NUMBERING not in have:
        made = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            _known(w("numbering")),
            part.package,
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)


_OURS: Final = re.compile(r"/word/media/(?:picture|vector)(\d+\..+)")


def _set_media_apart(word: WordDocument) -> None:
    """Rename the pictures of a template that was made from a file of ours: ours have such names."""
    for part in word.part.package.iter_parts():
        found = _OURS.fullmatch(part.partname)
        if found:
            number = f"{part.partname.rpartition('/')[2][0]}{found[1]}"
            part.partname = PackURI(f"/word/media/template-{number}")


def _known(element: Element) -> BaseOxmlElement:
    return cast("BaseOxmlElement", element)


def fill_in(template: Template, metadata: Metadata, look: Look) -> Filled:
    """Render the tags of a template, and fill in what else shows properties of the document.

    Raises:
        Problems: a tag that cannot be rendered.
    """
    said = front(metadata)
    tagged = tags.Tagged(template.path, values(metadata, look), look.environment.filters["date"])
    words = {field.name: tagged.plain(getattr(said, field.name)) for field in fields(said)}
    main = template.word.part
    shown: frozenset[str] = frozenset()
    stories = dict(_stories(template.word))
    rendered = [root for root in stories if tags.has_tags(root)]
    for root, name in stories.items():
        controls = bound.fill_controls(root, words) | bound.fill_fields(root, words)
        if root is main.element:
            shown |= controls | (tags.names_in(root, look) if root in rendered else frozenset())
        if root in rendered:
            tags.render(root, name, tagged, look)
    _fill_properties(template.word, tagged, look)
    if template.of_house:
        for part in main.package.iter_parts():
            if b"coverPageProps" in (blob := part.blob if _is_custom(part) else b""):
                cover = parse_xml(blob)
                bound.fill_cover(cover, said)
                _set_blob(part, cover)
    return Filled(shown, ids.set_apart(stories, rendered), tagged)


def _stories(word: WordDocument) -> Iterator[tuple[Element, str]]:
    """Yield the parts with text that tags may stand in, and what each is called in messages."""
    yield word.part.element, "text"
    for relationship in word.part.rels.values():
        kind = relationship.reltype.rpartition("/")[2]
        if not relationship.is_external and kind in ("header", "footer", "footnotes", "endnotes"):
            part = relationship.target_part
            if isinstance(part, XmlPart):
                yield part.element, f"{kind} ({part.partname.lstrip('/')})"


def _is_custom(part: Part) -> bool:
    return str(part.partname).startswith("/customXml/")


def _fill_properties(word: WordDocument, tagged: tags.Tagged, look: Look) -> None:
    """Render the tags in the properties of a file: those of Word, of the company, and others."""
    for part in word.part.package.iter_parts():
        if not part.partname.startswith("/docProps/"):
            continue
        if b"{{" not in (blob := part.blob) and b"{%" not in blob:
            continue
        root = part.element if isinstance(part, XmlPart) else parse_xml(blob)
        tags.render_plain(root, f"properties ({part.partname.lstrip('/')})", tagged, look)
        if not isinstance(part, XmlPart):
            _set_blob(part, root)


def _set_blob(part: Part, root: Element) -> None:
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part._blob = content  # noqa: SLF001 - python-docx has no way to change a part that it does not know


@dataclass(frozen=True, slots=True)
class Dressed:
    """The styles of a template, and what was added to them.

    Args:
        styles: the styles.
        added: the roles that a style of ours was brought for, as the text asked for them.
    """

    styles: Styles
    added: list[Role]


def dress(template: Template, look: Look) -> Dressed:
    """Return the styles of a template; those that a house template lacks come from ours.

    Raises:
        Problems: a template of ours lacks some, or a map names what is not there.
    """
    root = template.word.styles.element
    setting = look.settings.by_name.get(WORD_STYLES)
    said = setting.value if setting else ""
    if not template.of_house:
        check_roles(said)
        return Dressed(styles_by_name(root, template.path), [])
    house = shelf(root)
    found = counterparts(house, said, template.path)
    numbering = template.word.part.numbering_part.element
    own = _own(look)
    grafts = Grafts(house, numbering, found, source(own.styles.element, _numbering(own)))
    return Dressed(Styles(root, grafts.style), grafts.added)


def _numbering(word: WordDocument) -> Element:
    found: Element = word.part.numbering_part.element
    return found


def _own(look: Look) -> WordDocument:
    """Return the nearest template of ours."""
    ours = (folder for folder in look.folders if folder.is_relative_to(templates_folder()))
    path = next(_templates((*ours, templates_folder() / "article")))
    own = word_templates.own(look, path)
    return docx.Document(BytesIO(own.made())) if own is not None else load(path)[0]


def told(template: Template, dressed: Dressed) -> tuple[Problem, ...]:
    """Return one warning of the roles that the document has and the template has no styles for.

    Args:
        template: the template, with the document written into it.
        dressed: its styles.
    """
    asked = {role: dressed.styles[role] for role in dressed.added if role not in UNTOLD}
    if not asked:
        return template.warnings
    names = tuple(qualified(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle"))
    stories = (root for root, _ in _stories(template.word))
    used = {value_of(named) for root in stories for named in root.iter(*names)}
    missing = [role.value for role, id_ in asked.items() if id_ in used]
    if not missing:
        return template.warnings
    listed = ", ".join(f"'{name}'" for name in missing)
    what = f"the Word template has no styles for {listed}; they were added"
    hint = (
        "rename styles of the template in Word, or say in look.yaml which are meant, "
        f"for example  word-styles: {{{missing[0].casefold()}: its name in Word}}"
    )
    warning = Problem(what, Location(template.path), hint, Severity.WARNING, ProblemKind.TEMPLATE)
    return (*template.warnings, warning)


def write_package(document: WordDocument, destination: Path) -> None:
    """Write the file with its parts in one order and without the time, and so the same each time.

    Raises:
        Problems: it cannot be written.
    """
    files = _files(document)
    try:
        with zipfile.ZipFile(destination, "w") as package:
            for name in sorted(files, key=_reading_order):
                entry = zipfile.ZipInfo(name, date_time=EARLIEST)
                packed = name.endswith(PACKED)
                entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                package.writestr(entry, files[name])
    except OSError as error:
        raise Problems(
            [
                Problem(
                    f"the Word file cannot be written: {error.strerror or error}",
                    Location(destination),
                    "close it where it is open, or choose another folder with --output",
                    kind=ProblemKind.OUTPUT,
                )
            ]
        ) from error


def _files(document: WordDocument) -> dict[str, bytes]:
    """Return the files of the package by their names; python-docx packs them, and twice is dear."""
    package = document.part.package
    parts = list(package.iter_parts())
    files = {PACKAGE_URI.rels_uri.membername: package.rels.xml}
    for part in parts:
        part.before_marshal()
        files[part.partname.membername] = part.blob
        if part.rels:
            files[part.partname.rels_uri.membername] = part.rels.xml
    types = _ContentTypesItem.from_parts(parts).blob  # type: ignore[no-untyped-call]  # not typed there
    return {CONTENT_TYPES_URI.membername: types, **files}


def _reading_order(name: str) -> tuple[int, str]:
    """Put first what a reader of a package needs first."""
    first = ("[Content_Types].xml", "_rels/.rels")
    return (first.index(name) if name in first else len(first), name)
