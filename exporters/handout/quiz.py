"""The quiz: questions for the reader, and their answers upside down or on a page of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from exporters import Exported, markup, pdf
from exporters.boxes import sheet_of
from exporters.finishing import enclosed
from exporters.qr_codes import IN_HAND, qr_code, told_small
from presswork import document as doc
from presswork import inlines as inl
from presswork.numerals import written
from presswork.problems import Location, Problem, Problems
from presswork.quiz import ChoiceQuestion, OpenQuestion, Question, Statement, runs_of

from .budget import END, TITLES, Measures, fit_of, wanted_pages
from .full import address_of
from .page import reference_list, setting_of
from .sheet import sources
from .short_references import without_titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exporters.markup import Setting
    from presswork.document import Document
    from presswork.inlines import Inlines
    from presswork.looks import Look, Words
    from presswork.resources import Resources

ANSWERS: Final = "answers"
"""The id of what the answers stand in."""

SHORT: Final = 36
"""How many characters choices have at most that stand side by side."""

UPSIDE_DOWN, LAST_PAGE, NOWHERE = "upside-down", "last-page", "none"

TIGHTER: Final = ((1.0, 0.75), (0.94, 0.7), (0.88, 0.55), (0.83, 0.5))
"""What text and spaces are multiplied by where that saves a page."""

FEW: Final = 3
"""How many pages a quiz may have for which other layouts are worth a page less."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page shows it.

    Args:
        words: what is asked.
        kind: `one` or `several` of the choices are right, `truth` or `open`.
        choices: each with its letter; none for an open question.
        short: whether the choices have room side by side.
        answer: what is right: letters, a fixed word, or what was to be written.
        right: the choices that are right, each with its letter.
        explanation: why; may be empty.
    """

    words: Markup
    kind: str
    choices: tuple[tuple[str, Markup], ...]
    short: bool
    answer: Markup
    right: tuple[tuple[str, Markup], ...]
    explanation: Markup


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write the questions of a document; see `exporters.Exporter`.

    Raises:
        Problems: it asks none.
    """
    questions = document.handout.quiz if document.handout else ()
    if not questions:
        raise Problems([_no_questions(document)])
    where = look.settings["answers"]
    shown = tuple(_shown(questions, answered=where != NOWHERE))
    notes, bibliography = sources(shown, document)
    short = without_titles(bibliography, document.references)
    press = pdf.press_of(look, resources, enclosed(document))
    furniture = press.furniture("quiz.css")
    code = qr_code(address_of(document), look, IN_HAND)

    def typeset(measures: Measures, push: float) -> pdf.LaidOut:
        setting = setting_of(document, look, press, (*shown, bibliography), notes)
        made = look.render(
            "quiz.html",
            front=markup.front(document.metadata, setting),
            questions=tuple(_asked(question, setting, look.words) for question in questions),
            notes=markup.notes(setting),
            references=reference_list(
                short if TITLES in measures.dropped else bibliography, setting
            ),
            code=code,
            end=END,
            measures=measures,
            where=where,
            push=push,
            **furniture,
        )
        return press.lay_out(made)

    def lay_out(measures: Measures) -> pdf.LaidOut:
        laid_out, chosen = typeset(measures, 0), measures
        least = 2 if where == LAST_PAGE else 1
        for text, spacing in () if wanted_pages(look) else TIGHTER:
            if not least < len(laid_out.printed.pages) <= FEW:
                break
            tight = Measures(measures.text * text, spacing=measures.spacing * spacing)
            tried = typeset(tight, 0)
            if len(tried.printed.pages) < len(laid_out.printed.pages):
                laid_out, chosen = tried, tight
        push = _room_below(laid_out) if where == UPSIDE_DOWN else 0
        return typeset(chosen, push) if push else laid_out

    place = Location(document.path)
    fit = fit_of(lay_out, look, place)
    small = told_small(fit.laid_out.printed.pages, [code], place)
    exported = press.write(fit.laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *fit.problems, *small))


def _no_questions(document: Document) -> Problem:
    return Problem(
        "the document asks no questions",
        Location(document.path),
        "add 'quiz:' under 'handout:' in the front matter: a list of questions, each with "
        "'question:', 'choices:', 'answer:' and 'explanation:'",
    )


def _shown(questions: tuple[Question, ...], *, answered: bool) -> Iterator[doc.Block]:
    """Yield what a quiz shows of its questions, in reading order."""
    for question in questions:
        *asked, explanation = runs_of(question)
        if isinstance(question, OpenQuestion):
            asked = asked[:1]
        yield from map(doc.Paragraph, asked)
    for question in questions if answered else ():
        *_, explanation = runs_of(question)
        if isinstance(question, OpenQuestion):
            yield doc.Paragraph(question.answer)
        yield doc.Paragraph(explanation)


def _asked(question: Question, setting: Setting, words: Words) -> Asked:
    """Return a question as a page shows it."""

    def show(run: Inlines) -> Markup:
        return markup.inlines(run, setting)

    match question:
        case ChoiceQuestion(choices=choices):
            letters = [written(at, "upper-alpha") for at in range(1, len(choices) + 1)]
            named = tuple(zip(letters, choices, strict=True))
            right = [letter for letter, choice in named if choice.right]
            return Asked(
                words=show(question.words),
                kind="several" if question.takes_several else "one",
                choices=tuple((letter, show(choice.words)) for letter, choice in named),
                short=all(len(inl.plain_text(choice.words)) <= SHORT for choice in choices),
                answer=Markup(", ").join(right),
                right=tuple(
                    (letter, show(_plain(choice.words))) for letter, choice in named if choice.right
                ),
                explanation=show(question.explanation),
            )
        case Statement(true=true):
            offered = (Markup(words["is-true"]), Markup(words["is-false"]))  # noqa: S704 - our own
            return Asked(
                words=show(question.words),
                kind="truth",
                choices=tuple(("", each) for each in offered),
                short=True,
                answer=offered[0] if true else offered[1],
                right=(),
                explanation=show(question.explanation),
            )
        case OpenQuestion(answer=answer):
            return Asked(
                words=show(question.words),
                kind="open",
                choices=(),
                short=False,
                answer=show(answer),
                right=(),
                explanation=show(question.explanation),
            )


def _plain(run: Inlines) -> Inlines:
    """Return a choice as the answers name it again: without its notes and citations."""
    kinds = inl.NoteReference | inl.Cite
    return inl.rewrite(run, lambda inline: () if isinstance(inline, kinds) else None)


def _room_below(laid_out: pdf.LaidOut) -> float:
    """Return how far below the answers their page ends, in pixels; 0 for not at all."""
    for page in laid_out.printed.pages:
        if ANSWERS in page.anchors:
            _, _, _, bottom = page.anchors[ANSWERS]
            sheet = sheet_of(page)
            return max(0.0, float(sheet.content_box_y() + sheet.height - bottom) - 1)
    return 0.0
