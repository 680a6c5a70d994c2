"""What a paper in Markdown says: Pandoc's reading, the front matter as YAML, a scanner of LaTeX."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Final

import yaml

from tests.validation.audit.counting import BEGINNING, Kind, Thing, Told, things
from tests.validation.source import (
    CROSS_REFERENCE,
    REFERRING,
    Json,
    cited,
    contents,
    keys,
    nodes,
    pandoc,
    read_source,
    rows,
    runs,
)
from tests.validation.texts import squash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BIBLIOGRAPHIES: Final = {".bib": "biblatex", ".bibtex": "bibtex", ".ris": "ris", ".json": "csljson"}
"""What Pandoc calls the formats of reference files."""


def read(article: Path) -> Told:
    """Tell what an article says."""
    text = article.read_text(encoding="utf-8")
    front = _front(text)
    tree = read_source(article).tree
    names = tuple(filter(None, map(_name, _listed(front, "authors", "author"))))
    return Told(
        things={
            Kind.AUTHORS: tuple(Thing(" ".join(parts), parts) for parts in names),
            Kind.AFFILIATIONS: tuple(
                Thing(", ".join(parts), parts) for parts in dict.fromkeys(_affiliations(front))
            ),
            Kind.REFERENCES: _references(article, front, tree),
            Kind.FIGURES: tuple(_figures(tree)),
            Kind.PICTURES: tuple(_pictures(tree)),
            Kind.TABLES: tuple(_tables(tree)),
            Kind.EQUATIONS: tuple(_equations(tree)),
            Kind.FORMULAS: _inline_formulas(tree),
            Kind.FOOTNOTES: tuple(
                Thing(" ".join(runs(note))[:60], tuple(runs(note)))
                for note in contents(tree, "Note")
            ),
            Kind.CROSS_REFERENCES: tuple(_cross_references(tree)),
            Kind.PASSAGES: things(runs(tree)),
        },
        begin=_first_words(tree),
        verbatim=_verbatim(tree),
        cites=read_source(article).cites,
        language=str(front.get("lang") or front.get("language") or "en").split("-")[0],
    )


def _front(text: str) -> dict[str, object]:
    found = re.match(r"---\s*\n(.*?)\n(?:---|\.\.\.)\s*\n", text, re.DOTALL)
    loaded = yaml.safe_load(found[1]) if found else None
    return loaded if isinstance(loaded, dict) else {}


def _listed(front: dict[str, object], *names: str) -> list[object]:
    """Return the list that a field holds under one of its names; one value is a list of one."""
    value = next((front[name] for name in names if front.get(name)), [])
    return value if isinstance(value, list) else [value]


NAME_PARTS: Final = (
    ("given-names", "given", "first", "firstname"),
    ("dropping-particle", "non-dropping-particle"),
    ("surname", "family", "last", "lastname"),
    ("suffix",),
)


def _name(author: object) -> tuple[str, ...]:
    match author:
        case str():
            return (author,)
        case {"name": dict(inner)}:
            return _name(inner)
        case {"name": str(name)} | {"literal": str(name)}:
            return (name,)
        case dict():
            parts = {str(key).replace("_", "-"): value for key, value in author.items()}
            return tuple(str(parts[key]) for names in NAME_PARTS for key in names if parts.get(key))
        case _:
            return ()


INSTITUTION_PARTS: Final = ("department", "name", "organization", "institution", "city", "country")


def _affiliations(front: dict[str, object]) -> Iterator[tuple[str, ...]]:
    """Yield the words of every institution: those listed, and those that authors name outright."""
    declared = _listed(front, "affiliations", "affiliation", "institute")
    known: set[str] = set()
    for position, entry in enumerate(declared, start=1):
        if isinstance(entry, dict):
            known |= {str(entry.get(key, position)) for key in ("index", "id")}
        yield _institution(entry)
    for author in _listed(front, "authors", "author"):
        if not isinstance(author, dict):
            continue
        for entry in _listed(author, "affiliations", "affiliation"):
            match entry:
                case {"ref": _}:
                    continue
                case str() | int() if (
                    known
                    and {part.strip() for part in str(entry).replace(";", ",").split(",")} <= known
                ):
                    continue
                case int():
                    continue
            yield _institution(entry)


def _institution(entry: object) -> tuple[str, ...]:
    match entry:
        case str():
            return (entry,)
        case dict():
            return tuple(str(entry[part]) for part in INSTITUTION_PARTS if entry.get(part))
        case _:
            raise TypeError(entry)


def _references(article: Path, front: dict[str, object], tree: Json) -> tuple[Thing, ...]:
    """Return the works that the text cites, as its reference files describe them."""
    works = {
        str(work["id"]): work
        for name in _listed(front, "bibliography")
        for work in _works(article.parent / str(name))
    }
    works |= {
        str(work["id"]): work for work in _listed(front, "references") if isinstance(work, dict)
    }
    wanted = [key for cite in contents(tree, "Cite") for key in cited(cite)]
    nocite = " ".join(map(str, _listed(front, "nocite")))
    wanted += list(works) if "@*" in nocite else re.findall(r"@([\w:.#$%&+?<>~/-]*\w)", nocite)
    return tuple(_work(key, works.get(key, {})) for key in dict.fromkeys(wanted))


def _works(path: Path) -> list[dict[str, object]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".yaml", ".yml"):
        loaded = yaml.safe_load(text)
        return list(loaded["references"] if isinstance(loaded, dict) else loaded)
    form = BIBLIOGRAPHIES[path.suffix]
    works: list[dict[str, object]] = json.loads(
        text if form == "csljson" else pandoc(f"--from={form}", "--to=csljson", given=text)
    )
    return works


def _work(key: str, fields: dict[str, object]) -> Thing:
    """Return a work by its title, without the formulas and the tags in it."""
    title = re.sub(r"<[^<>]*>", "", str(fields.get("title") or ""))
    pieces = tuple(piece for piece in re.split(r"\$[^$]*\$", title) if piece.strip())
    match fields.get("author"):
        case [{"family": str(family)}, *_] if not pieces:
            return Thing(key, (family,))
    return Thing(key, pieces)


def _figures(tree: Json) -> Iterator[Thing]:
    """Yield the figures with captions, numbered as they come."""
    numbers = count(1)
    for caption, pictures in _captioned(tree):
        sources = [str(nodes(image[2])[0]) for image in contents(pictures, "Image")]
        name = sources[0] if sources else "a figure"
        yield Thing(name, tuple(runs(caption)), (str(next(numbers)),))


def _captioned(tree: Json) -> Iterator[tuple[Json, Json]]:
    """Yield the caption and the pictures of every figure."""
    match tree:
        case {"t": "Figure", "c": [_, [_, caption], pictures]}:
            yield caption, pictures
        case {"t": "Div", "c": [[str(id_), *_], [*blocks, last]]} if id_.startswith("fig"):
            yield last, blocks
        case {"t": "Para" | "Plain", "c": list(inlines)} if _is_labelled_picture(inlines):
            words = [words for _, words, _ in contents(inlines, "Image")]
            yield words, inlines
        case {"c": content}:
            yield from _captioned(content)
        case list(inner):
            for node in inner:
                yield from _captioned(node)
        case _:
            pass


def _is_labelled_picture(inlines: list[Json]) -> bool:
    """Tell whether a paragraph is pictures and a label, which Pandoc takes for text."""
    kinds = [str(node["t"]) for node in inlines if isinstance(node, dict)]
    labels = [form for form, text in contents(inlines, "RawInline") if "\\label" in str(text)]
    return (
        "Image" in kinds
        and bool(labels)
        and set(kinds) <= {"Image", "RawInline", "Space", "SoftBreak"}
    )


def _pictures(tree: Json) -> Iterator[Thing]:
    for image in contents(tree, "Image"):
        yield Thing(str(nodes(image[2])[0]))
    for form, text in contents(tree, "RawInline", "RawBlock"):
        if form == "html":
            for source in re.findall(r"<img\b[^>]*\bsrc\s*=\s*[\"']([^\"']+)", str(text)):
                yield Thing(source)


def _tables(tree: Json) -> Iterator[Thing]:
    """Yield the tables, those with captions numbered as they come."""
    numbers = count(1)
    for table in contents(tree, "Table"):
        caption = runs(table[1])
        cells = [run for row in rows(table) for cell in row for run in runs(cell)]
        name = " ".join((caption or cells)[:1])[:60]
        number = (str(next(numbers)),) if caption else ()
        yield Thing(name, (*caption, *cells), number)


def _equations(tree: Json) -> Iterator[Thing]:
    numbers = count(1)
    for kind, text in contents(tree, "Math"):
        if isinstance(kind, dict) and kind["t"] == "DisplayMath":
            yield Thing(" ".join(str(text).split())[:60], (), tuple(numbers_of(str(text), numbers)))


def _inline_formulas(tree: Json) -> tuple[Thing, ...]:
    return tuple(
        Thing(f"${text}$")
        for kind, text in contents(tree, "Math")
        if isinstance(kind, dict) and kind["t"] == "InlineMath"
    )


ENVIRONMENT: Final = re.compile(
    r"\s*\\begin\{(equation|align|gather|alignat|flalign|eqnarray|multline)(\*?)\}(.*)\\end\{\1\2\}\s*",
    re.DOTALL,
)
TAG: Final = re.compile(r"\\tag\*?\{([^{}]*)\}")
WITHOUT_NUMBER: Final = re.compile(r"\\(?:nonumber|notag)\b")
NESTED: Final = re.compile(r"\\begin\{(\w+\*?)\}(?:(?!\\begin\{).)*?\\end\{\1\}", re.DOTALL)


def numbers_of(text: str, numbers: Iterator[int]) -> Iterator[str]:
    """Yield the numbers that LaTeX gives to a formula: one, or one for each of its lines."""
    found = ENVIRONMENT.fullmatch(text)
    if not found:
        if "\\label" in text or TAG.search(text):
            yield from _number_of_line(text, numbers)
        return
    name, star, body = found.groups()
    while NESTED.search(body):
        body = NESTED.sub("", body)
    lines = [body] if name in ("equation", "multline") else body.split(r"\\")
    for line in lines:
        if line.strip() and not (star and not TAG.search(line)):
            yield from _number_of_line(line, numbers)


def _number_of_line(line: str, numbers: Iterator[int]) -> Iterator[str]:
    tag = TAG.search(line)
    if tag:
        yield tag[1]
    elif not WITHOUT_NUMBER.search(line):
        yield str(next(numbers))


def _cross_references(tree: Json) -> Iterator[Thing]:
    for form, raw in contents(tree, "RawInline", "RawBlock"):
        for names in REFERRING.findall(str(raw)) if form in ("tex", "latex") else ():
            yield from (Thing(name.strip()) for name in names.split(","))
    for link in contents(tree, "Link"):
        target = str(nodes(link[2])[0])
        if target.startswith("#"):
            yield Thing(target)
    for cite in contents(tree, "Cite"):
        yield from (Thing(key) for key in keys(cite) if CROSS_REFERENCE.match(key))


def _verbatim(tree: Json) -> str:
    codes = [str(text) for _, text in contents(tree, "Code", "CodeBlock")]
    return "\n".join((*codes, *runs(tree)))


def _first_words(tree: Json) -> str:
    """Return how the text begins, in words enough to tell it from a title."""
    paragraphs = contents(nodes(tree)[3:], "Para")
    return next(
        (run for text in paragraphs for run in runs([*text]) if len(squash(run)) >= BEGINNING), ""
    )
