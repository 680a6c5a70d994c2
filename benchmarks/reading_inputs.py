"""Inputs for the benchmark of reading: papers and lists of references of any size, always the same.

A paper is sections of paragraphs with emphasis, links and citations, a list, a table and a formula
each, and the list of the works that it cites.
"""

from __future__ import annotations

import json
import random
import zipfile
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from reference_data import SEED, WORDS, references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

CITED: Final = 300
"""How many works a paper cites, each many times if it is long."""

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
OF_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

Write: TypeAlias = "Callable[[Path, int], None]"
Name: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Work:
    """A work as lists of references write it."""

    key: str
    kind: str
    title: str
    authors: tuple[tuple[str, str], ...]
    year: int
    journal: str
    volume: str
    pages: str
    doi: str


@dataclass(frozen=True, slots=True)
class Marks:
    """How a format writes the parts of a paper; each function gets plain words.

    Args:
        heading: of a section; it gets its number too.
        emphasis: words that stand out.
        link: words, and the address that they lead to.
        citation: the places of works in the list, counted from 1.
        formula: what the format writes for one within the line.
        paragraph: of text that is marked up already.
        points: a list, of text that is marked up already.
        table: rows of cells; it gets the number of the table and a caption too.
    """

    heading: Callable[[int, str], str]
    emphasis: Callable[[str], str]
    link: Callable[[str, str], str]
    citation: Callable[[tuple[int, ...]], str]
    formula: str
    paragraph: Callable[[str], str]
    points: Callable[[list[str]], str]
    table: Callable[[int, str, list[list[str]]], str]


def sections(marks: Marks) -> Iterator[str]:
    """Yield sections of a paper without end."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is secret
    for number in count(1):
        paragraphs = [marks.paragraph(_prose(chance, marks)) for _ in range(5)]
        points = marks.points([_sentence(chance) for _ in range(4)])
        cells = [[_cell(chance, row, column) for column in range(5)] for row in range(12)]
        table = marks.table(number, _sentence(chance), cells)
        yield "".join((marks.heading(number, _sentence(chance)[:-1]), *paragraphs, points, table))


def _prose(chance: random.Random, marks: Marks) -> str:
    cited = tuple(sorted(chance.sample(range(1, CITED + 1), chance.randint(1, 4))))
    return " ".join(
        (
            *(_sentence(chance) for _ in range(3)),
            f"We measured {marks.emphasis(chance.choice(WORDS))} {marks.citation(cited)}.",
            f"It is {marks.formula} in {marks.link('the archive', _address(chance))}.",
            *(_sentence(chance) for _ in range(2)),
        )
    )


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 18))).capitalize() + "."


def _cell(chance: random.Random, row: int, column: int) -> str:
    if row == 0 or column == 0:
        return chance.choice(WORDS).capitalize()
    return f"{chance.uniform(0, 100):.2f}"


def _address(chance: random.Random) -> str:
    return f"https://www.example.org/{chance.choice(WORDS)}/{chance.randint(1, 9999)}"


def _filled(parts: Iterable[str], size: int) -> Iterator[str]:
    """Yield parts until they have `size` bytes."""
    done = 0
    for part in parts:
        if done >= size:
            return
        done += len(part.encode())
        yield part


def _save(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(parts)


# ---- papers


def write_markdown(path: Path, size: int) -> None:
    """Write a paper in Markdown, and its references beside it."""
    items = list(islice(works(), CITED))
    _save(path.with_name("references.json"), (json.dumps(references(CITED)),))

    def table(number: int, caption: str, rows: list[list[str]]) -> str:
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, "|---" * len(rows[0]) + "|")
        return "\n".join((*lines, "", f": {caption} {{#tbl:{number}}}", "", ""))

    marks = Marks(
        heading=lambda number, words: f"## {words} {{#sec:{number}}}\n\n",
        emphasis=lambda words: f"*{words}*",
        link=lambda words, address: f"[{words}]({address})",
        citation=lambda places: f"[{'; '.join(f'@{items[at - 1].key}' for at in places)}]",
        formula=r"$\alpha_i = \frac{x^2}{2}$",
        paragraph=lambda text: f"{text}\n\n",
        points=lambda texts: "".join(f"- {text}\n" for text in texts) + "\n",
        table=table,
    )
    head = "---\ntitle: A long paper\nbibliography: references.json\n---\n\n"
    _save(path, chain((head,), _filled(sections(marks), size)))


def _formula(prefix: str) -> str:
    inner = (
        "<msub><mi>β</mi><mi>i</mi></msub><mo>=</mo>"
        "<mfrac><msup><mi>x</mi><mn>2</mn></msup><mn>2</mn></mfrac>"
    )
    inner = inner.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    return f"<{prefix}math>{inner}</{prefix}math>"


def write_html(path: Path, size: int) -> None:
    """Write a paper as a web page."""

    def table(number: int, caption: str, rows: list[list[str]]) -> str:
        head, *body = [_rows("td", row) for row in rows]
        caption = f"<caption>Table {number}. {caption}</caption>"
        head = head.replace("td>", "th>")
        inner = f"{caption}<thead>{head}</thead><tbody>{''.join(body)}</tbody>"
        return f'<table id="t{number}">{inner}</table>\n'

    marks = Marks(
        heading=lambda number, words: f'<h2 id="s{number}">{words}</h2>\n',
        emphasis=lambda words: f"<em>{words}</em>",
        link=lambda words, address: f'<a href="{address}">{words}</a>',
        citation=lambda places: "<sup>{}</sup>".format(
            ",".join(f'<a href="#r{at}">{at}</a>' for at in places)
        ),
        formula=_formula(""),
        paragraph=lambda text: f"<p>{text}</p>\n",
        points=lambda texts: f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>\n",
        table=table,
    )
    entries = (
        f'<li id="r{at}">{escape(entry_of(work))}</li>\n'
        for at, work in enumerate(islice(works(), CITED), start=1)
    )
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A long paper</title>'
    begin = f"{head}</head><body><article><h1>A long paper</h1>\n"
    listed = chain(('<h2>References</h2><ol class="references">\n',), entries, ("</ol>\n",))
    end = "</article></body></html>\n"
    _save(path, chain((begin,), _filled(sections(marks), size), listed, (end,)))


def _rows(tag: str, row: list[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>"


def write_jats(path: Path, size: int) -> None:
    """Write a paper in JATS."""

    def table(number: int, caption: str, rows: list[list[str]]) -> str:
        head, *body = [_rows("td", row) for row in rows]
        label = f"<label>Table {number}.</label><caption><p>{caption}</p></caption>"
        head = head.replace("td>", "th>")
        inner = f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"
        return f'<table-wrap id="t{number}">{label}{inner}</table-wrap></sec>\n'

    marks = Marks(
        heading=lambda number, words: f'<sec id="s{number}"><title>{words}</title>\n',
        emphasis=lambda words: f"<italic>{words}</italic>",
        link=lambda words, address: (
            f'<ext-link ext-link-type="uri" xlink:href="{address}">{words}</ext-link>'
        ),
        citation=lambda places: "[{}]".format(
            ", ".join(f'<xref ref-type="bibr" rid="r{at}">{at}</xref>' for at in places)
        ),
        formula=f"<inline-formula>{_formula('mml:')}</inline-formula>",
        paragraph=lambda text: f"<p>{text}</p>\n",
        points=lambda texts: '<list list-type="bullet">{}</list>\n'.format(
            "".join(f"<list-item><p>{text}</p></list-item>" for text in texts)
        ),
        table=table,
    )
    begin = (
        '<article xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta><title-group>'
        "<article-title>A long paper</article-title></title-group></article-meta></front><body>\n"
    )
    listed = map(_in_jats, range(1, CITED + 1), works())
    end = "</ref-list></back></article>\n"
    body = _filled(sections(marks), size)
    _save(path, chain((begin,), body, ("</body><back><ref-list>\n",), listed, (end,)))


def _in_jats(at: int, work: Work) -> str:
    names = "".join(
        f"<name><surname>{escape(family)}</surname><given-names>{given}</given-names></name>"
        for family, given in work.authors
    )
    first, _, last = work.pages.partition("-")
    return (
        f'<ref id="r{at}"><element-citation publication-type="journal"><person-group'
        f' person-group-type="author">{names}</person-group><article-title>{work.title}'
        f"</article-title><source>{work.journal}</source><year>{work.year}</year><volume>"
        f"{work.volume}</volume><fpage>{first}</fpage><lpage>{last}</lpage>"
        f'<pub-id pub-id-type="doi">{work.doi}</pub-id></element-citation></ref>\n'
    )


def write_docx(path: Path, size: int) -> None:
    """Write a paper as a Word file; `size` is that of its `document.xml`."""

    def run(text: str, properties: str = "") -> str:
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def around(text: str) -> str:
        """Close the run of plain text that a part of a paragraph stands in."""
        return f'</w:t></w:r>{text}<w:r><w:t xml:space="preserve">'

    def paragraph(text: str, properties: str = "") -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>\n"

    def table(number: int, caption: str, rows: list[list[str]]) -> str:
        cells = "".join(
            f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
            for row in rows
        )
        label = paragraph(f"Table {number}. {caption}", '<w:pStyle w:val="Caption"/>')
        return f"{label}<w:tbl><w:tblPr/>{cells}</w:tbl>\n"

    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    marks = Marks(
        heading=lambda _, words: paragraph(words, '<w:pStyle w:val="Heading1"/>'),
        emphasis=lambda words: around(run(words, "<w:rPr><w:i/></w:rPr>")),
        link=lambda words, _: around(
            f'<w:hyperlink r:id="hyperlink">{run(words, "<w:rPr><w:u/></w:rPr>")}</w:hyperlink>'
        ),
        citation=lambda places: f"[{', '.join(map(str, places))}]",
        formula=around("<m:oMath><m:r><m:t>β=x/2</m:t></m:r></m:oMath>"),
        paragraph=paragraph,
        points=lambda texts: "".join(paragraph(text, bullet) for text in texts),
        table=table,
    )
    listed = (
        paragraph(f"[{at}] {escape(entry_of(work))}")
        for at, work in enumerate(islice(works(), CITED), start=1)
    )
    begin = (
        f'<w:document xmlns:w="{WORD}" xmlns:m="{OFFICE_MATH}" xmlns:r="{OF_OFFICE}"><w:body>\n'
        + paragraph("A long paper", '<w:pStyle w:val="Title"/>')
    )
    references_heading = paragraph("References", '<w:pStyle w:val="Heading1"/>')
    body = chain(_filled(sections(marks), size), (references_heading,), listed)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _other_parts().items():
            archive.writestr(name, content)
        with archive.open("word/document.xml", "w") as file:
            for part in chain((begin,), body, ("</w:body></w:document>",)):
                file.write(part.encode())


def _other_parts() -> dict[str, str]:
    def related(mode: str = "Internal", **targets: str) -> str:
        return "".join(
            f'<Relationship Id="{kind}" Type="{OF_OFFICE}/{kind}" Target="{target}"'
            f' TargetMode="{mode}"/>'
            for kind, target in targets.items()
        )

    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in (("Title", "Title"), ("Heading1", "heading 1"), ("Caption", "caption"))
    )
    around = f'<Relationships xmlns="{OF_PACKAGE}">{{}}</Relationships>'
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    return {
        "_rels/.rels": around.format(related(officeDocument="word/document.xml")),
        "word/_rels/document.xml.rels": around.format(
            related(styles="styles.xml", numbering="numbering.xml")
            + related("External", hyperlink="https://www.example.org/")
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">'
        f'{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>",
    }


# ---- lists of references


def works() -> Iterator[Work]:
    """Yield works without end."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is secret
    for number, item in enumerate(references(1000) * 1000, start=1):
        names = cast("list[Name]", item["author"])
        yield Work(
            f"item{number}",
            str(item["type"]),
            f"{item['title']} {number}",
            tuple((name["family"], name["given"]) for name in names),
            chance.randint(1970, 2025),
            str(item.get("container-title", "Collected Works")),
            str(chance.randint(1, 90)),
            f"{number}-{number + 9}",
            f"10.1234/benchmark.{number}",
        )


def entry_of(work: Work) -> str:
    """Return how a work stands in the list of a paper."""
    names = ", ".join(f"{family} {given[:1]}" for family, given in work.authors)
    place = f"{work.journal}. {work.year};{work.volume}:{work.pages}"
    return f"{names}. {work.title}. {place}. doi:{work.doi}"


def _bibtex(work: Work) -> str:
    names = " and ".join(f"{family}, {given}" for family, given in work.authors)
    names = names.replace("é", r"{\'e}").replace("ü", r"{\"u}")
    return (
        f"@article{{{work.key},\n  title = {{{work.title} of {{DNA}}}},\n"
        f"  author = {{{names}}},\n  journal = {{{work.journal}}},\n  year = {work.year},\n"
        f"  volume = {{{work.volume}}},\n  pages = {{{work.pages.replace('-', '--')}}},\n"
        f"  doi = {{{work.doi}}}\n}}\n\n"
    )


def _ris(work: Work) -> str:
    first, _, last = work.pages.partition("-")
    return "\n".join(
        (
            "TY  - JOUR",
            f"ID  - {work.key}",
            *(f"AU  - {family}, {given}" for family, given in work.authors),
            f"TI  - {work.title}",
            f"T2  - {work.journal}",
            f"PY  - {work.year}",
            f"VL  - {work.volume}",
            f"SP  - {first}",
            f"EP  - {last}",
            f"DO  - {work.doi}",
            "ER  - ",
            "",
            "",
        )
    )


def _nbib(work: Work) -> str:
    return "\n".join(
        (
            f"PMID- {work.key.removeprefix('item')}",
            f"TI  - {work.title}.",
            f"PG  - {work.pages}",
            f"LID - {work.doi} [doi]",
            *(f"FAU - {family}, {given}" for family, given in work.authors),
            "PT  - Journal Article",
            f"DP  - {work.year} Jan",
            f"JT  - {work.journal}",
            f"VI  - {work.volume}",
            "",
            "",
        )
    )


def _csl(work: Work) -> dict[str, object]:
    return {
        "id": work.key,
        "type": "article-journal",
        "title": work.title,
        "author": [{"family": family, "given": given} for family, given in work.authors],
        "issued": {"date-parts": [[work.year]]},
        "container-title": work.journal,
        "volume": work.volume,
        "page": work.pages,
        "DOI": work.doi,
    }


def _yaml(work: Work) -> str:
    lines = "".join(
        f"  {name}: {json.dumps(content, ensure_ascii=False)}\n"
        for name, content in _csl(work).items()
        if name not in {"id", "author"}
    )
    names = "".join(f"  - family: {family}\n    given: {given}\n" for family, given in work.authors)
    return f"- id: {work.key}\n{lines}  author:\n{names}"


def _endnote(work: Work) -> str:
    names = "".join(
        f"<author><style>{escape(family)}, {given}</style></author>"
        for family, given in work.authors
    )
    return (
        f'<record><rec-number>{work.key}</rec-number><ref-type name="Journal Article">17</ref-type>'
        f"<contributors><authors>{names}</authors></contributors><titles><title><style>"
        f"{work.title}</style></title><secondary-title><style>{work.journal}</style>"
        f"</secondary-title></titles><pages><style>{work.pages}</style></pages><volume><style>"
        f"{work.volume}</style></volume><dates><year><style>{work.year}</style></year></dates>"
        f"<electronic-resource-num><style>{work.doi}</style></electronic-resource-num></record>\n"
    )


def _write_list(
    of_work: Callable[[Work], str], path: Path, size: int, *, begin: str = "", end: str = ""
) -> None:
    _save(path, chain((begin,), _filled(map(of_work, works()), size), (end,)))


def _write_json(path: Path, size: int) -> None:
    first, *_ = (json.dumps(_csl(work)) for work in islice(works(), 1))
    rest = (f",\n{json.dumps(_csl(work), ensure_ascii=False)}" for work in islice(works(), 1, None))
    _save(path, chain(("[",), _filled(chain((first,), rest), size), ("]",)))


DOCUMENTS: Final[dict[str, tuple[str, Write]]] = {
    "Markdown": ("article.md", write_markdown),
    "HTML": ("article.html", write_html),
    "JATS": ("article.xml", write_jats),
    "DOCX": ("article.docx", write_docx),
}
"""The formats of papers, with the name of a file and what writes one of about so many bytes."""

LISTS: Final[dict[str, tuple[str, Write]]] = {
    "BibTeX": ("list.bib", partial(_write_list, _bibtex)),
    "RIS": ("list.ris", partial(_write_list, _ris)),
    "nbib": ("list.nbib", partial(_write_list, _nbib)),
    "CSL-JSON": ("list.json", _write_json),
    "CSL-YAML": ("list.yaml", partial(_write_list, _yaml)),
    "EndNote XML": (
        "list.xml",
        partial(_write_list, _endnote, begin="<xml><records>\n", end="</records></xml>"),
    ),
}
"""The same of lists of references."""
