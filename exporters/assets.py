"""What a page embeds: style sheets and pictures, read only from where that is allowed."""

from __future__ import annotations

import base64
import mimetypes
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast
from urllib.parse import urlsplit

import tinycss2
from lxml import etree

from exporters.pictures import Source, UnusableError, examine
from exporters.svg_colours import settled
from presswork.looks import faint
from presswork.pictures import Kind, kind_of
from presswork.problems import Ledger, Location, Problem, ProblemKind
from presswork.resources import RefusedError, Resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from presswork.inlines import Image
    from presswork.looks import Look

MEDIA_TYPES: Final = {
    Kind.SVG: "image/svg+xml",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.GIF: "image/gif",
    Kind.WEBP: "image/webp",
    Kind.AVIF: "image/avif",
}
"""The media types of the kinds of pictures that a page embeds."""

SVG: Final = "http://www.w3.org/2000/svg"

Embed: TypeAlias = "Callable[[str, int], str]"
"""Answers, for an address and the line that it stands in, what to write in its place."""


@dataclass(frozen=True, slots=True)
class Assets:
    """What one page embeds.

    Args:
        look: whose style sheets are used.
        resources: what may be read; the folders of the look are among it.
        ledger: where refused and unusable files are noted.
    """

    look: Look
    resources: Resources
    ledger: Ledger = field(default_factory=Ledger)

    def style_sheet(self, name: str) -> str:
        """Return a style sheet of the look with everything that it names inside.

        Raises:
            Problems: the look has none of that name, or its template fails.
        """
        path = self.look.file(name) or self.look.folder / name

        def embed(address: str, line: int) -> str:
            # The sheet's own line is known only where no template comes before it.
            return self._embedded(
                address, path.parent, Location(shown(path), line), ProblemKind.TEMPLATE
            )

        return rewrite_css(written_out(self.look.render(name)), embed)

    def embed(self, address: str) -> str:
        """Return a file of the look as a `data:` URL, for templates: a logo, for example."""
        place = Location(shown(self.look.folder))
        return self._embedded(address, self.look.folder, place, ProblemKind.TEMPLATE)

    def logo(self) -> str:
        """Return the logo of the house as a `data:` URL; empty where it has none."""
        path = self.look.settings.file("logo")
        if path is None:
            return ""
        try:
            kind = kind_of(path)
            content = self.svg(path) if kind is Kind.SVG else path.read_bytes()
        except OSError as error:
            self.ledger.error(f"the logo cannot be read: {error.strerror}", Location(shown(path)))
            return ""
        if kind not in MEDIA_TYPES:
            hint = "give it as SVG, PNG or JPEG"
            self.ledger.error("the logo is no picture that a page shows", Location(path), hint)
            return ""
        return data_uri(content, MEDIA_TYPES[kind])

    def read(self, address: str) -> bytes:
        """Return what a page names by its whole URL; nothing, and a note, if it may not be read."""
        try:
            return self.resources.locate(address, self.look.folder).read_bytes()
        except RefusedError as refused:
            self._refuse(refused, Location(shown(self.look.folder)), ProblemKind.TEMPLATE)
            return b""

    def svg(self, path: Path) -> bytes:
        """Return an SVG with the pictures that it names inside, and nothing else from outside.

        What it names and may not, and what is no XML, is noted.
        """
        parser = etree.XMLParser(
            resolve_entities="internal",  # type: ignore[arg-type] # lxml-stubs are older than it
            no_network=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(path.read_bytes(), parser)
        except (etree.XMLSyntaxError, OSError) as error:
            line = error.position[0] if isinstance(error, etree.XMLSyntaxError) else None
            self.ledger.error(
                f"the figure '{path.name}' is no readable SVG: {_first_line(error)}",
                Location(shown(path), line),
                "export it again from the program that drew it",
            )
            return b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
        _choose(root)
        for element in root.iter(etree.Element):
            self._embed_in(element, path)
        return etree.tostring(root)

    def _embed_in(self, element: etree._Element, path: Path) -> None:
        place = Location(shown(path), cast("int | None", element.sourceline))

        def embed(address: str, _line: int) -> str:
            return self._embedded(address, path.parent, place, ProblemKind.CONTENT)

        local = etree.QName(element).localname
        for name, given in element.attrib.items():
            value = settled(str(given))
            if value != given:
                element.set(name, value)
            if etree.QName(name).localname == "href" and local != "a":
                element.set(name, embed(value, 1))
            elif "url(" in value.lower():
                element.set(name, rewrite_css(value, embed))
        if local == "style" and element.text:
            element.text = rewrite_css(settled(element.text), embed)

    def _embedded(self, address: str, base: Path, place: Location, kind: ProblemKind) -> str:
        if address.startswith("#") or not address or urlsplit(address).scheme == "data":
            return address
        try:
            path = self.resources.locate(address, base)
        except RefusedError as refused:
            self._refuse(refused, place, kind)
            return "data:,"
        return data_uri(path.read_bytes(), mimetypes.guess_type(path.name)[0])

    def _refuse(self, refused: RefusedError, place: Location, kind: ProblemKind) -> None:
        problem = Problem(refused.what, place, refused.hint, kind=kind)
        if problem not in self.ledger.problems:
            self.ledger.extend([problem])

    def picture(self, image: Image) -> bytes | Source | None:
        """Return a picture of the document: an SVG's bytes, or what is known of another one.

        One that cannot be shown is noted, and None.
        """
        try:
            if kind_of(image.source) is Kind.SVG:
                return self.svg(image.source)
            return examine(image.source)
        except OSError as error:
            what = f"'{image.source.name}' cannot be read: {error.strerror}"
            self.refuse_picture(image, UnusableError(what, "check the file"))
        except UnusableError as error:
            self.refuse_picture(image, error)
        return None

    def refuse_picture(self, image: Image, error: UnusableError) -> None:
        """Note that a picture of the document cannot be shown, once."""
        problem = Problem(error.what, image.location or Location(shown(image.source)), error.hint)
        if problem not in self.ledger.problems:
            self.ledger.extend([problem])


def assets_of(look: Look, resources: Resources) -> Assets:
    """Return the assets of a page in a look; its folders may be read too."""
    assets = Assets(look, replace(resources, roots=(*resources.roots, *look.folders)))
    assets.ledger.extend((*look.words.warnings, *faint(look.settings)))
    return assets


def shown(path: Path) -> Path:
    """Return a path as a message shows it: from the current folder, where it lies inside that."""
    current = Path.cwd()
    return path.relative_to(current) if path.is_relative_to(current) else path


def data_uri(content: bytes, media_type: str | None) -> str:
    """Return a `data:` URL that holds the content itself."""
    encoded = base64.b64encode(content).decode("ascii")
    return f"data:{media_type or 'application/octet-stream'};base64,{encoded}"


def rewrite_css(css: str, embed: Embed) -> str:
    """Return CSS with every address in it replaced by what `embed` answers.

    Addresses are those of `url()` and of `@import` (CSS Values 4, "URLs"). CSS that names no other
    file is returned as it is, and not even taken apart: that takes 25 ms for a style sheet.
    """
    if not _MAY_NAME.search(_ESCAPE.sub(_unescaped, css)):
        return css
    tokens = tinycss2.parse_component_value_list(css)
    addresses = list(_addresses(tokens))
    if not addresses:
        return css
    for token in addresses:
        replacement = embed(token.value, token.source_line)
        token.value = replacement
        quoted = replacement.replace("\\", "\\\\").replace('"', '\\"')
        token.representation = f'url("{quoted}")' if token.type == "url" else f'"{quoted}"'
    return str(tinycss2.serialize(tokens))


def written_out(css: str) -> str:
    """Return CSS with the characters that it writes by their numbers, if they are no ASCII.

    Fonts are cut to the characters that stand in a page, which are found without reading its CSS.
    """
    return _ESCAPE.sub(lambda escape: _unescaped(escape, first="\xa0"), css)


_MAY_NAME: Final = re.compile(
    r"""url\((?!\s*["']?(?:data:|\#))|(?:src|image-set)\(|@import""", re.IGNORECASE | re.VERBOSE
)
"""What stands before every address of something else; a `data:` URL is its own content."""

_ESCAPE: Final = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE)
"""A character that is written by its number, or behind a backslash (CSS Syntax 3, 4.3.7)."""


SURROGATES: Final = range(0xD800, 0xE000)
"""What Unicode has no characters for."""


def _unescaped(escape: re.Match[str], first: str = " ") -> str:
    """Return what an escape stands for, unless that comes before the first character wanted."""
    number = int(escape[1] or "0", 16)
    if number > sys.maxunicode or number in SURROGATES:
        return escape[0]
    character = escape[2] or chr(number)
    return character if character >= first else escape[0]


def _addresses(tokens: Iterable[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.Node]:
    imported = False
    for token in tokens:
        match token.type:
            case "url":
                yield token
            case "string" if imported:
                yield token
            case "function" if token.lower_name in {"url", "src", "image-set"}:
                yield from (inner for inner in token.arguments if inner.type == "string")
                yield from _addresses(token.arguments)
            case "function":
                yield from _addresses(token.arguments)
            case "() block" | "[] block" | "{} block":
                yield from _addresses(token.content)
            case _:
                pass
        if token.type == "at-keyword":
            imported = token.lower_value == "import"
        elif token.type not in {"whitespace", "comment"}:
            imported = False


def _choose(root: etree._Element) -> None:
    """Take what is no SVG out of each `switch` that has SVG for who cannot show it.

    WeasyPrint shows every branch of a `switch` (SVG 2, 5.10), one over the other.
    """
    for foreign in list(root.iter(f"{{{SVG}}}foreignObject")):
        switch = foreign.getparent()
        if switch is not None and switch.tag == f"{{{SVG}}}switch" and len(switch) > 1:
            switch.remove(foreign)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
