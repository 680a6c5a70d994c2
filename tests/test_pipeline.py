from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from exporters import Exported, Format
from exporters.imposition import Booklet, Trifold, n_up
from presswork import styles
from presswork.citations import citing
from presswork.document import Contact, Document, Metadata
from presswork.pipeline import planning, workers
from presswork.pipeline.editions import given_out
from presswork.pipeline.orders import Order, Outcome, Variant, file_name, in_order
from presswork.pipeline.running import carry_out
from presswork.problems import Location, Problem, ProblemKind, Severity
from presswork.regions import Region
from tests import plain_exporter

if TYPE_CHECKING:
    from presswork.looks import Look
    from presswork.resources import Resources

POINTS = 72 / 25.4
"""How many points a millimetre is."""

PLAIN = Format("plain", ".txt", "tests.plain_exporter:export")
MARKED = Format("card", ".txt", "tests.plain_exporter:export", look="handout", marked=True)
WARNING = Format("warning", ".txt", "tests.plain_exporter:warn")
FAILING = Format("failing", ".txt", "tests.plain_exporter:fail", marked=True)
CRASHING = Format("crashing", ".txt", "tests.plain_exporter:crash", marked=True)
FULL = Format("full", ".txt", "tests.plain_exporter:run_out_of_disk")
INTERRUPTED = Format("interrupted", ".txt", "tests.plain_exporter:interrupt")
DYING = Format("dying", ".txt", "tests.plain_exporter:die")


class Desk:
    """A folder with documents, and what is ordered from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "dist"

    def write(self, name: str, text: str = "Words.", **front: str) -> Path:
        path = self.folder / name / "article.md"
        path.parent.mkdir(parents=True)
        lines = [f"{field}: {value}" for field, value in {"title": name, **front}.items()]
        path.write_text("\n".join(["---", *lines, "---", "", text, ""]), encoding="utf-8")
        return path

    def order(self, *documents: Path, formats: tuple[Format, ...] = (PLAIN,)) -> Order:
        return Order(documents, formats, self.output)

    def files(self) -> list[str]:
        return sorted(path.name for path in self.output.iterdir()) if self.output.exists() else []


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def what(outcome: Outcome) -> list[str]:
    return [problem.what for problem in outcome.problems]


def test_a_document_is_written_in_its_default_style(desk: Desk) -> None:
    outcome = carry_out(desk.order(desk.write("bees")))
    assert outcome.problems == ()
    assert desk.files() == ["bees.ama.txt"]


def test_a_document_names_its_style(desk: Desk) -> None:
    carry_out(desk.order(desk.write("bees", style="apa")))
    assert desk.files() == ["bees.apa.txt"]


def test_the_command_names_the_styles(desk: Desk) -> None:
    order = desk.order(desk.write("bees", style="mla"))
    carry_out(dataclasses.replace(order, styles=("apa", "ieee")))
    assert desk.files() == ["bees.apa.txt", "bees.ieee.txt"]


def test_a_style_named_twice_is_made_once(desk: Desk) -> None:
    order = desk.order(desk.write("bees"))
    outcome = carry_out(dataclasses.replace(order, styles=("ama", "american-medical-association")))
    assert [made.path.name for made in outcome.made] == ["bees.ama.txt"]


def test_a_document_names_the_preset_of_its_handout(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    presets = {"summary": MARKED, "full": dataclasses.replace(MARKED, name="card-full")}
    monkeypatch.setattr(planning, "HANDOUTS", presets)
    order = desk.order(
        desk.write("bees", handout="{preset: full}"), desk.write("ants"), formats=(MARKED,)
    )
    outcome = carry_out(order)
    assert [made.path.name for made in outcome.made] == [
        "bees.card-full.ama.txt",
        "ants.card.ama.txt",
    ]
    asked = carry_out(dataclasses.replace(order, presets=("summary",)))
    assert [made.path.name for made in asked.made] == ["bees.card.ama.txt", "ants.card.ama.txt"]


def test_an_unknown_preset_is_told_with_the_nearest(desk: Desk) -> None:
    outcome = carry_out(desk.order(desk.write("bees", handout="{preset: ful}")))
    (problem,) = outcome.problems
    assert str(problem).endswith(
        "article.md: error: unknown preset 'ful' of the handout\n  hint: did you mean 'full'?"
    )
    assert desk.files() == []


def test_every_document_in_every_style_and_format(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), desk.write("ants"), formats=(PLAIN, MARKED))
    outcome = carry_out(dataclasses.replace(order, styles=("apa", "ama")))
    assert [made.path.name for made in outcome.made] == [
        "bees.apa.txt",
        "bees.card.apa.txt",
        "bees.ama.txt",
        "bees.card.ama.txt",
        "ants.apa.txt",
        "ants.card.apa.txt",
        "ants.ama.txt",
        "ants.card.ama.txt",
    ]


def test_processes_make_the_same_as_one(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), desk.write("ants"), formats=(PLAIN, MARKED, WARNING))
    alone = carry_out(dataclasses.replace(order, output=desk.folder / "one"))
    together = carry_out(dataclasses.replace(order, output=desk.folder / "two", workers=2))
    assert [made.path.name for made in alone.made] == [made.path.name for made in together.made]
    assert alone.problems == together.problems


def test_without_processes_one_makes_it_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refuse)
    order = desk.order(desk.write("bees"), formats=(PLAIN, MARKED))
    carry_out(dataclasses.replace(order, workers=2))
    assert desk.files() == ["bees.ama.txt", "bees.card.ama.txt"]


def test_the_exporter_gets_look_paper_and_language(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), formats=(MARKED,))
    carry_out(dataclasses.replace(order, paper="letter", language="de-CH"))
    written = (desk.output / "bees.card.ama.txt").read_text(encoding="utf-8")
    assert written == "bees|handout|letter|de-CH"


def region(code: str, language: str, paper: str = "a4") -> Region:
    contact = Contact(email=f"{code}@example.org")
    return Region(code, code.upper(), "europe", language, paper, contact)


GERMANY, AUSTRIA, USA = (
    region("de", "de-DE"),
    region("at", "de-AT"),
    region("us", "en-US", "letter"),
)


def test_each_region_has_its_file_in_its_language_and_paper(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), formats=(PLAIN, MARKED))
    outcome = carry_out(dataclasses.replace(order, regions=(GERMANY, USA)))
    assert [(made.path.name, made.path.read_text()) for made in outcome.made] == [
        ("bees.ama.de.txt", "bees|article|a4|de-DE"),
        ("bees.card.ama.de.txt", "bees|handout|a4|de-DE"),
        ("bees.ama.us.txt", "bees|article|letter|en-US"),
        ("bees.card.ama.us.txt", "bees|handout|letter|en-US"),
    ]


def test_a_region_gets_the_translation_into_its_language(desk: Desk) -> None:
    path = desk.write("bees")
    path.with_name("article.de.md").write_text("---\ntitle: Bienen\n---\n\nWorte.\n")
    outcome = carry_out(dataclasses.replace(desk.order(path), regions=(AUSTRIA, USA, GERMANY)))
    assert outcome.problems == ()
    assert [made.path.read_text() for made in outcome.made] == [
        "Bienen|article|a4|de-AT",
        "bees|article|letter|en-US",
        "Bienen|article|a4|de-DE",
    ]


def test_a_language_gets_its_translation_too_under_the_name_of_the_document(desk: Desk) -> None:
    path = desk.write("bees")
    path.with_name("article.de.md").write_text("---\ntitle: Bienen\n---\n\nWorte.\n")
    (made,) = carry_out(dataclasses.replace(desk.order(path), language="de-AT")).made
    assert (made.path.name, made.path.read_text()) == ("bees.ama.txt", "Bienen|article|a4|de-AT")


def test_a_translation_that_is_named_itself_has_a_name_of_its_own(desk: Desk) -> None:
    path = desk.write("bees").with_name("article.de.md")
    path.write_text("---\ntitle: Bienen\n---\n\nWorte.\n")
    (made,) = carry_out(desk.order(path)).made
    assert made.path.name == "bees.de.ama.txt"


def test_what_was_made_says_what_it_is(desk: Desk) -> None:
    path = desk.write("bees", title="Why *bees* dance")
    order = desk.order(path)
    (made,) = carry_out(dataclasses.replace(order, regions=(GERMANY,))).made
    assert made.variant == Variant(
        path, "bees", "Why bees dance", "plain", "ama", "de-DE", "en-US", GERMANY
    )


def test_readers_of_a_region_turn_to_its_contact() -> None:
    document = Document(Path("bees.md"), "bees", Metadata(()), ())
    assert given_out(document, GERMANY).contact == Contact(email="de@example.org")
    silent = dataclasses.replace(GERMANY, contact=Contact())
    assert given_out(document, silent).contact is None


def blank_pages(
    document: Document, look: Look, destination: Path, resources: Resources
) -> Exported:
    del document, resources
    with pikepdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page(page_size=(look.paper.width * POINTS, look.paper.height * POINTS))
        pdf.save(destination)
    return Exported(pages=4)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Format:
    monkeypatch.setattr(plain_exporter, "blank_pages", blank_pages, raising=False)
    return Format("pages", ".pdf", "tests.plain_exporter:blank_pages")


@pytest.mark.parametrize("strict", [False, True], ids=["", "strict"])
def test_pages_are_put_on_sheets_in_a_file_beside_them(
    desk: Desk, pages: Format, *, strict: bool
) -> None:
    order = desk.order(desk.write("bees"), formats=(pages, PLAIN))
    outcome = carry_out(dataclasses.replace(order, imposition=n_up(4), strict=strict))
    assert outcome.problems == ()
    assert [(made.path.name, made.pages) for made in outcome.made] == [
        ("bees.ama.pdf", 4),
        ("bees.ama.4-up.pdf", 1),
        ("bees.ama.txt", 2),
    ]
    assert desk.files() == ["bees.ama.4-up.pdf", "bees.ama.pdf", "bees.ama.txt"]


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ({"imposition": Booklet()}, (148, 210)),
        ({"imposition": Booklet(), "sheet": "letter"}, (139.7, 215.9)),
        ({"imposition": Booklet(), "sheet": "a4", "paper": "a4"}, (210, 297)),
        ({"imposition": Trifold()}, (99, 210)),
        ({"imposition": n_up(2), "sheet": "a3"}, (210, 297)),
    ],
    ids=["booklet", "booklet-on-letter", "reduced", "trifold", "n-up"],
)
def test_pages_that_are_folded_are_as_large_as_the_folded_sheet(
    desk: Desk, pages: Format, asked: dict[str, Any], page: tuple[float, float]
) -> None:
    order = dataclasses.replace(desk.order(desk.write("bees"), formats=(pages,)), **asked)
    with pikepdf.open(carry_out(order).made[0].path) as pdf:
        *_, width, height = map(float, pdf.pages[0].mediabox)
    assert (width / POINTS, height / POINTS) == pytest.approx(page, abs=0.01)


def test_what_was_made_is_told(desk: Desk) -> None:
    (made,) = carry_out(desk.order(desk.write("bees"))).made
    assert (made.pages, made.size) == (2, len("bees|article|a4|en-US"))


def test_a_document_is_read_once_and_cited_once_a_style(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    cite = citing.cite

    def noted_cite(document: Document, style: Path, language: str | None) -> Document:
        steps.append(style.stem)
        return cite(document, style, language)

    monkeypatch.setattr(citing, "cite", noted_cite)
    order = desk.order(desk.write("bees"), formats=(PLAIN, MARKED, WARNING))
    carry_out(dataclasses.replace(order, styles=("apa", "ieee")))
    assert steps == ["apa", "ieee"]


def test_a_document_is_written_before_the_next_one_is_read(desk: Desk) -> None:
    began: list[str] = []

    def watch(_done: int, _total: int, doing: tuple[str, ...]) -> None:
        began.extend(task for task in doing if task not in began)

    order = desk.order(desk.write("bees"), desk.write("ants"))
    carry_out(order, watch)
    assert began == [
        *("reading bees", "citing bees as ama", "bees.ama.txt"),
        *("reading ants", "citing ants as ama", "ants.ama.txt"),
    ]


def test_of_documents_of_one_name_the_first_is_written(desk: Desk) -> None:
    (desk.folder / "other").mkdir()
    other = Desk(desk.folder / "other")
    order = desk.order(desk.write("bees"), desk.write("ants"), other.write("bees", "[@nobody]"))
    outcome = carry_out(order)
    assert desk.files() == ["ants.ama.txt", "bees.ama.txt"]
    assert [text for text in what(outcome) if "it would be written to the files of" in text]


def test_processes_that_fork_off_one_make_the_same(desk: Desk) -> None:
    order = desk.order(*(desk.write(name) for name in ("bees", "ants", "wasps")))
    alone = carry_out(dataclasses.replace(order, output=desk.folder / "one"))
    together = carry_out(dataclasses.replace(order, output=desk.folder / "two", workers=2))
    assert [made.path.name for made in alone.made] == [made.path.name for made in together.made]


def test_one_documents_error_does_not_stop_the_others(desk: Desk) -> None:
    broken = desk.write("broken", text="[@nobody]")
    outcome = carry_out(desk.order(broken, desk.write("bees")))
    assert desk.files() == ["bees.ama.txt"]
    assert [problem.kind for problem in outcome.errors] == [ProblemKind.CONTENT]


def test_an_unknown_key_is_a_warning_in_a_draft(desk: Desk) -> None:
    order = desk.order(desk.write("broken", text="[@nobody]"))
    outcome = carry_out(dataclasses.replace(order, draft=True))
    assert desk.files() == ["broken.ama.txt"]
    assert {problem.severity for problem in outcome.problems} == {Severity.WARNING}


CITING = """
See [@nobody] and @waves, a figure.

![Waves [@none]](missing.svg){#waves alt="waves"}

A note.[^1] ^[In a note @noone.]
"""


def told(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [
        (problem.location.line if problem.location else None, problem.what)
        for problem in outcome.problems
        if problem.severity is Severity.ERROR
    ]


def test_unknown_keys_are_told_with_all_else_in_the_order_of_lines(desk: Desk) -> None:
    outcome = carry_out(desk.order(desk.write("broken", CITING, references="[{id: ash}]")))
    assert told(outcome) == [
        (7, "unknown citation key 'nobody'"),
        (9, "file 'missing.svg' not found"),
        (9, "unknown citation key 'none'"),
        (11, "unknown citation key 'noone'"),
    ]


def test_unknown_keys_are_told_with_what_a_handout_lacks(desk: Desk) -> None:
    front = {"handout": "{figures: [fig]}"}
    assert told(carry_out(desk.order(desk.write("broken", "See\n[@nobody].", **front)))) == [
        (None, "the handout shows the figure 'fig', which does not exist"),
        (7, "unknown citation key 'nobody'"),
    ]


def test_keys_are_not_looked_up_where_references_could_not_be_read(desk: Desk) -> None:
    path = desk.write("broken", CITING, bibliography="none.bib")
    assert [what for _, what in told(carry_out(desk.order(path)))] == [
        "file 'none.bib' not found",
        "file 'missing.svg' not found",
    ]


def test_an_unknown_style_of_a_document_is_told_there(desk: Desk) -> None:
    path = desk.write("bees", style="amercian-medical-association")
    (problem,) = carry_out(desk.order(path)).problems
    assert problem.kind is ProblemKind.STYLE
    assert problem.location is not None
    assert problem.location.path == path


def test_an_unknown_style_of_the_command_is_told_once(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), desk.write("ants"))
    (problem,) = carry_out(dataclasses.replace(order, styles=("appa",))).problems
    assert "'apa'" in (problem.hint or "")


def test_a_style_file_of_a_document_lies_in_its_folder(desk: Desk) -> None:
    path = desk.write("bees", style="mine.csl")
    shutil.copy(styles.find("apa").path, path.parent / "mine.csl")
    carry_out(desk.order(path))
    assert desk.files() == ["bees.mine.txt"]


def test_a_style_file_elsewhere_is_not_read(desk: Desk) -> None:
    path = desk.write("bees", style="../mine.csl")
    shutil.copy(styles.find("apa").path, desk.folder / "mine.csl")
    (problem,) = carry_out(desk.order(path)).errors
    assert (problem.kind, problem.location) == (ProblemKind.STYLE, Location(path))


def test_a_look_of_a_document_lies_in_its_folder(desk: Desk) -> None:
    path = desk.write("bees", look="mine")
    (path.parent / "mine").mkdir()
    carry_out(desk.order(path))
    assert "|mine|" in (desk.output / "bees.ama.txt").read_text(encoding="utf-8")


def test_a_look_elsewhere_is_not_used(desk: Desk) -> None:
    path = desk.write("bees", look="../mine")
    (desk.folder / "mine").mkdir()
    (problem,) = carry_out(desk.order(path)).errors
    assert (problem.kind, problem.location) == (ProblemKind.TEMPLATE, Location(path))


def test_an_unknown_style_leaves_the_others(desk: Desk) -> None:
    order = desk.order(desk.write("bees"))
    outcome = carry_out(dataclasses.replace(order, styles=("appa", "apa")))
    assert len(outcome.errors) == 1
    assert desk.files() == ["bees.apa.txt"]


def test_an_unknown_style_is_told_where_nothing_can_be_read(desk: Desk) -> None:
    order = desk.order(desk.write("bees", bibliography="missing.json"))
    outcome = carry_out(dataclasses.replace(order, styles=("appa",)))
    assert {problem.kind for problem in outcome.errors} == {ProblemKind.CONTENT, ProblemKind.STYLE}


def test_a_failing_template_is_told_once_and_leaves_no_file(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), desk.write("ants"), formats=(FAILING,))
    outcome = carry_out(order)
    assert what(outcome) == ["the template fails"]
    assert desk.files() == []


def test_strict_makes_errors_of_warnings_and_writes_nothing(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), formats=(MARKED, WARNING))
    outcome = carry_out(dataclasses.replace(order, strict=True))
    assert [problem.what for problem in outcome.errors] == ["a word does not fit"]
    assert not desk.output.exists()


def test_strict_writes_where_nothing_is_wrong(desk: Desk) -> None:
    order = desk.order(desk.write("bees"))
    carry_out(dataclasses.replace(order, strict=True))
    assert desk.files() == ["bees.ama.txt"]


def test_a_rule_that_the_document_turns_off_is_not_told(desk: Desk) -> None:
    path = desk.write("bees", "[Words](#nowhere).", check="{off: [dead-link]}")
    outcome = carry_out(dataclasses.replace(desk.order(path), strict=True))
    assert outcome.problems == ()
    assert desk.files() == ["bees.ama.txt"]


def test_a_review_is_told_where_it_is_asked_for(desk: Desk) -> None:
    order = desk.order(desk.write("bees", "# One\n\n# Two\n\nWords."), formats=())
    assert carry_out(order).problems == ()
    (found,) = carry_out(dataclasses.replace(order, reviewed=True)).problems
    assert (found.rule, found.severity) == ("empty-section", Severity.WARNING)


def test_a_rule_that_the_command_turns_off_is_not_told(desk: Desk) -> None:
    path = desk.write("bees", "# One\n\n### Two\n\nWords.\n\n# Three")
    order = dataclasses.replace(desk.order(path, formats=()), reviewed=True)

    empty = frozenset({"empty-section"})
    without = carry_out(dataclasses.replace(order, off=empty))
    alone = carry_out(dataclasses.replace(order, only=empty))
    assert [problem.rule for problem in without.problems] == ["skipped-heading-level"]
    assert [problem.rule for problem in alone.problems] == ["empty-section"]


def test_checking_writes_nothing(desk: Desk) -> None:
    outcome = carry_out(desk.order(desk.write("bees", text="[@nobody]"), formats=()))
    assert [problem.kind for problem in outcome.errors] == [ProblemKind.CONTENT]
    assert not desk.output.exists()


def test_a_bug_is_told_apart_and_the_rest_is_made(desk: Desk) -> None:
    outcome = carry_out(desk.order(desk.write("bees"), formats=(CRASHING, PLAIN)))
    assert [crash.task for crash in outcome.crashes] == ["bees.crashing.ama.txt"]
    assert "never thought of this" in outcome.crashes[0].details
    assert desk.files() == ["bees.ama.txt"]


def test_a_full_disk_is_told_and_leaves_no_file(desk: Desk) -> None:
    (problem,) = carry_out(desk.order(desk.write("bees"), formats=(FULL,))).problems
    assert problem.kind is ProblemKind.OUTPUT
    assert "disk is full" in (problem.hint or "")
    assert desk.files() == []


def test_an_interruption_leaves_no_file(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        carry_out(desk.order(desk.write("bees"), formats=(INTERRUPTED,)))
    assert desk.files() == []


def test_a_process_that_dies_is_told_and_leaves_no_file(desk: Desk) -> None:
    order = desk.order(desk.write("bees"), desk.write("ants"), formats=(DYING,))
    (problem,) = carry_out(dataclasses.replace(order, workers=2)).problems
    assert problem.kind is ProblemKind.SYSTEM
    assert desk.files() == []


def test_an_earlier_file_stays_where_a_new_one_fails(desk: Desk) -> None:
    path = desk.write("bees")
    desk.output.mkdir()
    (desk.output / "bees.failing.ama.txt").write_text("earlier", encoding="utf-8")
    carry_out(desk.order(path, formats=(FAILING,)))
    assert (desk.output / "bees.failing.ama.txt").read_text(encoding="utf-8") == "earlier"


def test_a_file_that_is_open_elsewhere_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.write("bees")
    desk.output.mkdir()
    (desk.output / "bees.ama.txt").write_text("earlier", encoding="utf-8")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    (problem,) = carry_out(desk.order(path)).problems
    assert "open in another program" in (problem.hint or "")
    assert desk.files() == ["bees.ama.txt"]


def test_an_output_folder_that_is_a_file_is_told(desk: Desk) -> None:
    desk.output.write_text("in the way", encoding="utf-8")
    (problem,) = carry_out(desk.order(desk.write("bees"))).problems
    assert problem.kind is ProblemKind.OUTPUT
    assert problem.location == Location(desk.output)


def test_an_output_folder_that_fails_hides_no_other_problem(desk: Desk) -> None:
    desk.output.write_text("in the way", encoding="utf-8")
    outcome = carry_out(desk.order(desk.write("bees", text="[@nobody]")))
    assert {problem.kind for problem in outcome.errors} == {ProblemKind.CONTENT, ProblemKind.OUTPUT}


def test_two_documents_of_one_name_are_not_written_over_each_other(desk: Desk) -> None:
    first, second = desk.write("a/bees"), desk.write("b/bees")
    outcome = carry_out(desk.order(first, second))
    assert [made.path.name for made in outcome.made] == ["bees.ama.txt"]
    assert [problem.location for problem in outcome.errors] == [Location(second)]


def test_progress_counts_the_files_and_names_what_is_made(desk: Desk) -> None:
    seen: list[tuple[int, int, tuple[str, ...]]] = []
    order = desk.order(desk.write("bees"), formats=(PLAIN, MARKED))
    carry_out(order, lambda *state: seen.append(state))
    doing = dict.fromkeys(step for _, _, steps in seen for step in steps)
    assert seen[-1] == (2, 2, ())
    assert list(doing) == [
        "reading bees",
        "citing bees as ama",
        "bees.ama.txt",
        "bees.card.ama.txt",
    ]


def test_problems_are_sorted_by_file_and_line_and_told_once() -> None:
    late = Problem("b", Location(Path("x.md"), 20))
    early = Problem("c", Location(Path("x.md"), 3))
    other = Problem("a", Location(Path("a.md")))
    nowhere = Problem("a")
    assert in_order([nowhere, late, early, late, other]) == (other, early, late, nowhere)


def test_a_file_name_tells_what_is_inside() -> None:
    assert file_name("bees", "apa", PLAIN) == "bees.apa.txt"
    assert file_name("bees", "apa", MARKED) == "bees.card.apa.txt"
