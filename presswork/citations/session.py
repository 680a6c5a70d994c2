"""All citations of a document in one style: what is done once for the whole, then each rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations import collapsing, fields, finishing, positions, rendering, sorting
from presswork.citations.collapsing import Part
from presswork.citations.disambiguation import Resolver
from presswork.citations.dressing import put_on_layout
from presswork.citations.output import (
    Displayed,
    Formatted,
    Item,
    Run,
    Tag,
    Tagged,
    frame,
    has_tag,
    run,
    tagged,
    text_of,
)
from presswork.citations.scene import PLAIN, Disambiguation, Scene, Work
from presswork.citations.style import PLAIN as PLAIN_DRESS
from presswork.citations.style import EtAl, Formatting, NameOptions, Names
from presswork.document import BibliographyEntry
from presswork.inlines import CitationItem, CiteForm, Inlines, Superscript

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.citations.output import Runs
    from presswork.citations.positions import Mention, Place
    from presswork.citations.style import CompiledStyle, Layout
    from presswork.references import Reference

OPENING_MARKS = "([\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
AUTHOR_ALONE = Names(
    ("author",),
    NameOptions(form="short", and_="text", et_al_min=3, et_al_use_first=1),
    EtAl(),
    None,
    label_first=False,
    substitute=(),
    delimiter=", ",
    dress=PLAIN_DRESS,
)
"""How a sentence names authors in styles whose citations name none."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A citation, rendered.

    Args:
        author: what the sentence says for itself, of a citation in the text; else empty.
        citation: the rest.
    """

    author: Inlines
    citation: Inlines

    @property
    def is_raised(self) -> bool:
        """Whether it stands above the line, close to the word before it."""
        return len(self.citation) == 1 and isinstance(self.citation[0], Superscript)


class Session:
    """The citations of a document in one style."""

    def __init__(
        self, style: CompiledStyle, references: Iterable[Reference], mentions: list[Mention]
    ) -> None:
        """Number, sort and disambiguate.

        Args:
            style: the style.
            references: all that may be cited.
            mentions: all citations, in the order of reading.
        """
        self.style = style
        self.mentions = mentions
        self.works = {reference.key: Work(reference) for reference in references}
        cited = dict.fromkeys(
            item.key for mention in mentions for item in mention.items if item.key in self.works
        )
        self.numbers = {key: number for number, key in enumerate(cited, 1)}
        self.additions: dict[str, Disambiguation] = {}
        self.suffixes: dict[str, str] = {}
        self.order = self._bibliography_order(list(cited))
        self.numbers = {key: number for number, key in enumerate(self.order, 1)}
        resolver = Resolver(style, (self.works[key] for key in self.order))
        self.additions, self.suffixes = resolver.resolve()
        if self.suffixes:
            self.order = self._bibliography_order(self.order)
        distance = style.citation_options.near_note_distance
        self.places = positions.find(mentions, distance)

    def _bibliography_order(self, keys: list[str]) -> list[str]:
        layout = self.style.bibliography
        if layout is None:
            return keys
        return sorting.ordered(keys, layout.sort, lambda key: self._scene(key, sorting=True))

    def _scene(self, key: str, *, sorting: bool = False, bibliography: bool = True) -> Scene:
        return Scene(
            self.style,
            self.works[key],
            bibliography,
            number=self.numbers[key],
            year_suffix=self.suffixes.get(key, ""),
            disambiguation=self.additions.get(key, PLAIN),
            sorting=sorting,
        )

    def render(self, index: int, form: CiteForm = CiteForm.PARENTHETICAL) -> Rendered:
        """Return the citation of a place in the document.

        Args:
            index: its place among the mentions.
            form: how it stands in its sentence.
        """
        mention = self.mentions[index]
        author: Runs = ()
        in_text = form is CiteForm.IN_TEXT and mention.items[0].key in self.works
        if in_text:
            author = self._author(mention.items[0], self.places[index][0])
        cites = list(zip(mention.items, self.places[index], strict=True))
        first = mention.items[0] if in_text and author else None
        runs = self._cluster(cites, first)
        locale = self.style.locale
        return Rendered(finishing.finish(author, locale), finishing.finish(runs, locale))

    def _cluster(self, cites: list[tuple[CitationItem, Place]], named: CitationItem | None) -> Runs:
        """Return a citation; the names of the item that the sentence has named are left out."""
        layout = self.style.citation
        cites = self._sorted(cites)
        parts = [self._part(item, place, item is named) for item, place in cites]
        runs = collapsing.joined(parts, self.style.citation_options, layout.delimiter)
        return put_on_layout(runs, layout.dress)

    def _sorted(self, cites: list[tuple[CitationItem, Place]]) -> list[tuple[CitationItem, Place]]:
        """Return the cites in the style's order, the unknown ones last."""
        known = [cite for cite in cites if cite[0].key in self.works]
        unknown = [cite for cite in cites if cite[0].key not in self.works]
        keys = self.style.citation.sort

        def scene_of(cite: tuple[CitationItem, Place]) -> Scene:
            return self._scene(cite[0].key, sorting=True, bibliography=False)

        return [*sorting.ordered(known, keys, scene_of), *unknown]

    def _part(self, item: CitationItem, place: Place, is_named: bool) -> Part:  # noqa: FBT001 - private, and called once
        if item.key not in self.works:
            missing = frame(run(f"[?{item.key}]"), Formatted(Formatting(bold=True)))
            return Part(missing, 0, bare=False, without_names=lambda: missing)
        without = is_named or item.suppress_author
        runs = self._item(item, place, without_names=without)
        bare = not (item.prefix or item.suffix or item.locator)
        return Part(
            runs,
            self.numbers[item.key],
            bare,
            lambda: self._item(item, place, without_names=True),
        )

    def _cite_scene(self, item: CitationItem, place: Place) -> Scene:
        scene = self._scene(item.key, bibliography=False)
        scene.locator = item.locator
        scene.position = place.position
        scene.near_note = place.near_note
        scene.first_note = place.first_note
        return scene

    def _item(self, item: CitationItem, place: Place, *, without_names: bool) -> Runs:
        """Return one cite with its prefix and suffix."""
        scene = self._cite_scene(item, place)
        scene.without_names = without_names
        runs = _marked(rendering.render(self.style.citation.children, scene), item.key)
        return (*_affix(item.prefix, runs, before=True), *runs, *_affix(item.suffix, runs))

    def _author(self, item: CitationItem, place: Place) -> Runs:
        """Return how the sentence names the authors of a work."""
        scene = self._cite_scene(item, place)
        runs = tagged(rendering.render(self.style.citation.children, scene), Tag.NAMES)
        if not runs or scene.first_names is None or self.style.note:
            alone = self._scene(item.key, bibliography=False)
            runs = rendering.render((AUTHOR_ALONE,), alone) or runs
        return tuple(Run(piece.text, _without_tags(piece)) for piece in runs)

    def bibliography(self) -> tuple[BibliographyEntry, ...]:
        """Return the list of references; empty where the style has none."""
        layout = self.style.bibliography
        if layout is None:
            return ()
        entries = []
        names_before = ""
        for key in self.order:
            label, content = self._entry(key, layout)
            names = text_of(tagged(content, Tag.NAMES))
            substitute = self.style.bibliography_options.subsequent_author_substitute
            if substitute is not None and names and names == names_before:
                content = _with_substitute(content, substitute)
            names_before = names
            locale = self.style.locale
            if not text_of(content).strip():
                continue
            entries.append(
                BibliographyEntry(
                    key, finishing.finish(label, locale), finishing.finish(content, locale)
                )
            )
        return tuple(entries)

    def _entry(self, key: str, layout: Layout) -> tuple[Runs, Runs]:
        """Return an entry's label and its content."""
        scene = self._scene(key)
        children = layout.children
        label: Runs = ()
        if self.style.bibliography_options.second_field_align and len(children) > 1:
            label = rendering.render(children[:1], scene)
            children = children[1:]
        content = rendering.render(children, scene)
        if not label:
            label, content = _margin(content)
        return label, put_on_layout(content, layout.dress)


def _margin(runs: Runs) -> tuple[Runs, Runs]:
    """Cut off what the style displays in the left margin."""

    def in_margin(piece: Run) -> bool:
        return any(isinstance(f, Displayed) and f.display == "left-margin" for f in piece.frames)

    if not runs or not in_margin(runs[0]):
        return (), runs
    return tuple(filter(in_margin, runs)), tuple(p for p in runs if not in_margin(p))


def _marked(runs: Runs, key: str) -> Runs:
    """Return a cite with the part marked that stands for the work: its number, else all of it."""
    if not tagged(runs, Tag.NUMBER):
        return frame(runs, Item(key))
    mark = Item(key)
    return tuple(
        Run(piece.text, (mark, *piece.frames)) if has_tag(piece, Tag.NUMBER) else piece
        for piece in runs
    )


def _affix(text: Inlines, runs: Runs, *, before: bool = False) -> Runs:
    """Return a prefix or suffix of the user's, kept apart from the cite by a space."""
    affix = fields.runs_of(text)
    words = text_of(affix)
    if not words:
        return ()
    body = text_of(runs)
    if before:
        close = words[-1].isspace() or (not body[:1].isalnum() and body[:1] not in OPENING_MARKS)
        return affix if close else (*affix, *run(" "))
    close = not words[0].isalnum() and words[0] not in OPENING_MARKS
    return affix if close else (*run(" "), *affix)


def _without_tags(piece: Run) -> tuple[Formatted, ...]:
    return tuple(around for around in piece.frames if isinstance(around, Formatted))


def _with_substitute(runs: Runs, substitute: str) -> Runs:
    """Return an entry with its names replaced (CSL 1.0.2, "Reference Grouping")."""
    first = next(at for at, piece in enumerate(runs) if has_tag(piece, Tag.NAMES))
    rest = [piece for piece in runs[first:] if not has_tag(piece, Tag.NAMES)]
    return (*runs[:first], Run(substitute, (Tagged(Tag.NAMES),)), *rest)
