"""The fonts that a look declares: found in their packages, cut to the characters that are used.

A face that the look names becomes a small static TrueType font that holds the wanted weight and
optical size and no character that the document does not need. Neither a variable font nor a font of
the system then decides how a page looks.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

import yaml

from presswork import translations
from presswork.problems import Location, Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FontStyle: TypeAlias = Literal["normal", "italic"]

YAML_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Reads YAML, and makes nothing but lists, mappings and plain values of it."""

ALWAYS: Final = frozenset(range(0x20, 0x7F)) | {
    0xA0,  # no-break space
    0xAD,  # soft hyphen
    0xB7,  # middle dot
    0x2010,  # hyphen, as hyphenation sets it
    *range(0x2013, 0x2015),  # dashes
    *range(0x2018, 0x201F),  # quotation marks
    0x2020,  # dagger
    0x2022,  # bullet
    0x2026,  # ellipsis
    0x21A9,  # the arrow back from a note
}
"""The characters that style sheets set by themselves, and ASCII."""

BLANK: Final = frozenset({0x20, 0xA0, 0x2009, 0x200B, 0x202F, 0x2060})
"""The characters that are not seen."""

UNSEEN: Final = frozenset({*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x2060, 0xFEFF, 0xFFFD})
"""The characters for which no font is looked for."""

OF_SCRIPTS: Final = frozenset(
    {*range(0xE00, 0xE80), *range(0x2E80, 0xD800), *range(0xF900, 0xFB00)}
)
"""The characters of Thai and East Asian scripts; fonts of signs have some, in other shapes."""

TEXT_FEATURES: Final = {
    "lnum": "",
    "tnum": "",
    "pnum": "",
    "onum": "oldstyle-nums",
    "smcp": 'class="small-caps',
    "c2sc": 'class="small-caps',
    "sups": '<sup class="drawn',
    "subs": '<sub class="drawn',
}
"""The OpenType features that a style sheet asks for by `font-variant` in running text, each with
what a page has that uses it."""


def features_of(page: str) -> frozenset[str]:
    """Return the features of fonts that a page uses; what it does not use makes fonts larger."""
    return frozenset(feature for feature, sign in TEXT_FEATURES.items() if sign in page)


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family, as `@font-face` declares it.

    Args:
        family: what style sheets call it.
        style: upright or italic.
        weight: from 100 to 900.
        file: the font file; it may be a variable font.
        axes: where on the axes of a variable font it lies, for example `(("opsz", 11),)`; the
            weight comes of itself.
        signs: whether it stands in for characters that the other faces of the look lack.
        languages: whose text it is for, as BCP 47 tags; empty for a face of the look's own. It
            stands in for what the others lack, too, after those of signs.
    """

    family: str
    style: FontStyle
    weight: int
    file: Path
    axes: tuple[tuple[str, float], ...] = ()
    signs: bool = False
    languages: tuple[str, ...] = ()

    @property
    def stands_in(self) -> bool:
        """Return whether it is there only for what the look's own fonts lack."""
        return self.signs or bool(self.languages)

    def is_for(self, language: str) -> bool:
        """Tell whether it is meant for text in a language.

        Args:
            language: a BCP 47 tag.
        """
        return any(translations.are_one(language, own) for own in self.languages)

    @property
    def postscript_name(self) -> str:
        """Return a name that no other face has."""
        slant = "Italic" if self.style == "italic" else ""
        return f"{self.family.replace(' ', '')}-{self.weight}{slant}"

    def rule(self, address: str, form: str) -> str:
        """Return the `@font-face` rule of the face.

        Args:
            address: the URL of the font.
            form: its format as CSS names it, for example `truetype`.
        """
        return (
            f'@font-face {{ font-family: "{self.family}"; font-style: {self.style}; '
            f'font-weight: {self.weight}; src: url("{address}") format("{form}"); }}'
        )


def read_faces(path: Path) -> tuple[Face, ...]:
    """Read the list of fonts of a look.

    It is a YAML list of mappings: `family`; `package` and `file`, or a `file` beside the list
    itself; `weights`; and, where they differ from the usual, `style`, `axes`, `signs`, `languages`,
    and the `folder` of the package that has the file.

    Raises:
        Problems: it cannot be read, or a font that it names is not there.
    """
    try:
        return _faces_of(path, path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise Problems([_wrong(f"the list of fonts cannot be read: {error}", path)]) from error


@lru_cache(maxsize=16)
def _faces_of(path: Path, text: str) -> tuple[Face, ...]:
    """Return the faces that a list names, looked for once for all documents of a process."""
    content = yaml.load(text, Loader=YAML_LOADER)  # noqa: S506 - both loaders are safe ones
    if not isinstance(content, list):
        raise Problems([_wrong("expected a list of fonts", path)])
    return tuple(face for entry in content for face in _faces(entry, path))


def _faces(entry: object, path: Path) -> Iterable[Face]:
    match entry:
        case {"family": str(family), "file": str(name), "weights": list(weights)} if all(
            isinstance(weight, int) for weight in weights
        ):
            style = cast("dict[str, object]", entry).get("style", "normal")
            package = cast("dict[str, object]", entry).get("package")
            folder = cast("dict[str, str]", entry).get("folder", "files")
            axes = cast("dict[str, dict[str, float]]", entry).get("axes", {})
            languages = cast("dict[str, list[str]]", entry).get("languages", [])
            file = _font_file(package, f"{folder}/{name}" if package else name, path)
            for weight in weights:
                yield Face(
                    family,
                    "italic" if style == "italic" else "normal",
                    weight,
                    file,
                    tuple((str(axis), float(value)) for axis, value in axes.items()),
                    signs=cast("dict[str, object]", entry).get("signs") is True,
                    languages=tuple(map(str, languages)),
                )
        case _:
            raise Problems([_wrong(f"expected 'family', 'file' and 'weights' in {entry}", path)])


def package_folder(package: str) -> Path | None:
    """Return the folder of an installed package, which is not imported: some take long."""
    found = importlib.util.find_spec(package.replace("-", "_"))
    (folder,) = (found.submodule_search_locations if found else None) or (None,)
    return Path(folder) if folder else None


def _font_file(package: object, name: str, path: Path) -> Path:
    if package is None:
        file = path.parent / name
    else:
        folder = package_folder(str(package))
        if folder is None:
            raise Problems(
                [
                    Problem(
                        f"the font package '{package}' is not installed",
                        Location(path),
                        f"run: pip install {package}",
                        kind=ProblemKind.SYSTEM,
                    )
                ]
            )
        file = folder / name
    if not file.is_file():
        raise Problems([_wrong(f"font file '{name}' not found", path)])
    return file


def _wrong(what: str, path: Path) -> Problem:
    return Problem(what, Location(path), kind=ProblemKind.TEMPLATE)


def characters_of(*texts: str) -> frozenset[int]:
    """Return the code points that the texts need, and those that are needed always."""
    found = ALWAYS.union(*(map(ord, set(text)) for text in texts))
    return found.union(*(parts for whole, parts in PARTED.items() if whole in found))


PARTED: Final = {0x0E33: (0x0E4D, 0x0E32), 0x0EB3: (0x0ECD, 0x0EB2)}
"""The characters that HarfBuzz sets as two, to have a mark of tone between them: the vowel am of
Thai and of Lao."""


def shares(
    faces: Iterable[Face], characters: frozenset[int], order: Sequence[str] = ()
) -> tuple[tuple[Face, frozenset[int]], ...]:
    """Return each face with the characters that it is to hold.

    A face of signs gets those that some other face lacks, if they are no letters of Asia; a face
    for other scripts gets what is then still missing, and no face before it has. Without any they
    are left out.

    Args:
        faces: those of a look.
        characters: what is to be set.
        order: the families for other scripts as the style sheets name them; those that are not
            among them come last.
    """
    every = tuple(faces)
    text = tuple((face, characters) for face in every if not face.stands_in)
    missing = characters - frozenset.intersection(
        characters, *(covered(face.file) for face, _ in text)
    )
    held = [(face, missing & covered(face.file) - OF_SCRIPTS) for face in every if face.signs]
    missing -= frozenset().union(*(have for _, have in held)) | UNSEEN
    places = {family: place for place, family in enumerate(order)}
    families = sorted(
        dict.fromkeys(face.family for face in every if face.languages),
        key=lambda family: places.get(family, len(places)),
    )
    for family in families if missing else ():
        members = [face for face in every if face.family == family]
        have = missing & covered(members[0].file)
        held += [(face, have) for face in members]
        missing -= have
    # A space beside a sign is set in the font of the sign.
    blank = characters & BLANK
    return (*text, *((face, have | blank & covered(face.file)) for face, have in held if have))


@cache
def covered(file: Path) -> frozenset[int]:
    """Return the code points that a font file has."""
    import uharfbuzz  # noqa: PLC0415 - only who writes pages needs it

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    return frozenset(face.unicodes)


def cut(face: Face, characters: frozenset[int], features: frozenset[str] | None = None) -> bytes:
    """Return the face as a static TrueType font with these characters.

    Args:
        face: the face.
        characters: code points; those that the font lacks are passed over.
        features: the OpenType features to keep beside the usual ones; None for all.
    """
    import uharfbuzz  # noqa: PLC0415 - only who writes pages needs it

    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.file)))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    if features is None:
        wanted.layout_feature_tag_set.invert()
    else:
        wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in features)
    axes = {info.tag for info in whole.axis_infos}
    for axis, value in (("wght", float(face.weight)), *face.axes):
        if axis in axes:
            wanted.pin_axis_location(whole, axis, value)
    return _renamed(uharfbuzz.subset(whole, wanted).blob.data, face)


def _renamed(font: bytes, face: Face) -> bytes:
    """Give the font its own names: Fontconfig would mix faces of one file up by the old ones."""
    style = "Italic" if face.style == "italic" else "Regular"
    names = {
        1: face.family,
        2: style,
        4: f"{face.family} {face.weight} {style}",
        6: face.postscript_name,
    }
    return with_table(font, b"name", name_table(names))


def name_table(names: Mapping[int, str]) -> bytes:
    """Return a `name` table (OpenType, version 0) with names in English, by their numbers."""
    records, texts = b"", b""
    for number, text in names.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(encoded), len(texts))
        texts += encoded
    return struct.pack(">3H", 0, len(names), 6 + len(records)) + records + texts


def with_table(font: bytes, tag: bytes, table: bytes) -> bytes:
    """Return a TrueType font with a table in place of its own.

    The others keep their checksums (OpenType, "Table Directory"): fontTools, which reckons them
    anew, takes ten times as long, 8 ms for the faces of a look.

    Args:
        font: it has a table of that tag.
        tag: four letters.
        table: what is in it from now on.
    """
    version, count, *search = struct.unpack_from(">4s4H", font)
    entries = [struct.unpack_from(">4s3L", font, 12 + 16 * at) for at in range(count)]
    directory: list[tuple[bytes, int, int, int]] = []
    contents: list[bytes] = []
    place = 12 + 16 * count
    head = 0
    for name, checksum, offset, length in sorted(entries, key=itemgetter(2)):
        content = table if name == tag else font[offset : offset + length]
        padded = content + bytes(-len(content) % 4)
        total = _sum(padded) if name == tag else checksum
        head = place if name == b"head" else head
        directory.append((name, total, place, len(content)))
        contents.append(padded)
        place += len(padded)
    written = struct.pack(">4s4H", version, count, *search)
    written += b"".join(struct.pack(">4s3L", *entry) for entry in sorted(directory))
    whole = _sum(written) + sum(checksum for _, checksum, _, _ in directory)
    result = bytearray(written + b"".join(contents))
    struct.pack_into(">L", result, head + 8, WHOLE - whole & 0xFFFFFFFF)
    return bytes(result)


WHOLE: Final = 0xB1B0AFBA
"""The checksum of a whole font with what its table `head` has to make up for it."""


def _sum(content: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(content) // 4}L", content)
    return sum(words) & 0xFFFFFFFF


def to_woff(font: bytes) -> bytes:
    """Return a TrueType font as WOFF, which browsers load.

    WOFF2 would make the fonts of a page 13% smaller and take nine times as long.
    """
    from fontTools.ttLib import sfnt  # noqa: PLC0415 - as above

    reader = sfnt.SFNTReader(BytesIO(font))
    result = BytesIO()
    writer = sfnt.SFNTWriter(result, len(reader.keys()), reader.sfntVersion, "woff")
    for tag in reader.keys():  # noqa: SIM118 - it is no mapping
        writer[tag] = reader[tag]
    writer.close()
    return result.getvalue()


SMALL_SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyz,.()[]–"
"""The characters that are looked for among the raised and lowered ones of a font."""


def positioned(faces: Iterable[Face], feature: Literal["sups", "subs"]) -> frozenset[str]:
    """Return the characters that each of the faces has raised or lowered, drawn for their size."""
    found = tuple(_positioned(face.file, feature) for face in faces)
    return frozenset.intersection(*found) if found else frozenset()


@cache
def _positioned(file: Path, feature: str) -> frozenset[str]:
    import uharfbuzz  # noqa: PLC0415 - only who writes pages needs it

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))

    def glyphs(*, on: bool) -> list[int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(" ".join(SMALL_SIGNS))
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, {feature: on})
        return [info.codepoint for info in buffer.glyph_infos][::2]

    pairs = zip(SMALL_SIGNS, glyphs(on=False), glyphs(on=True), strict=True)
    return frozenset(sign for sign, usual, small in pairs if usual != small)
