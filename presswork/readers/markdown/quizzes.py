"""The questions of a handout's quiz, from the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.problems import did_you_mean
from presswork.quiz import Choice, ChoiceQuestion, OpenQuestion, Question, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presswork.inlines import Inlines
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.schema import QuestionFields
    from presswork.yaml_lines import Lines

ReadLine: TypeAlias = "Callable[[str, int, Reading], Inlines]"
"""Reads a text without blocks, whose first line stands at a line of the file."""

TRUTH: Final = {"true": True, "false": False}

RULE: Final = "malformed-field"


def read(
    quiz: Sequence[QuestionFields], lines: Lines, reading: Reading, read_line: ReadLine
) -> tuple[Question, ...]:
    """Return the questions of a quiz; those that cannot be answered are told and left out.

    Args:
        quiz: its fields.
        lines: where they stand.
        reading: takes what is wrong.
        read_line: reads their Markdown.
    """
    found = (
        _question(fields, position + 1, lines.at((position,)), reading, read_line)
        for position, fields in enumerate(quiz)
    )
    return tuple(question for question in found if question)


def _question(
    fields: QuestionFields, number: int, lines: Lines, reading: Reading, read_line: ReadLine
) -> Question | None:
    if not fields.question.strip():
        where = reading.at(lines.line)
        what = f"question {number} of the quiz asks nothing"
        reading.ledger.error(what, where, "say under 'question:' what is asked", rule=RULE)
        return None
    words = read_line(fields.question, lines.at(("question",)).text_line, reading)
    explanation = read_line(fields.explanation, lines.at(("explanation",)).text_line, reading)
    if fields.choices:
        right = _right_ones(fields, number, lines, reading)
        offered = lines.at(("choices",))
        choices = tuple(
            Choice(read_line(choice, offered.at((at,)).text_line, reading), at in right)
            for at, choice in enumerate(fields.choices)
        )
        return ChoiceQuestion(words, choices, explanation)
    answer = "; ".join(fields.answer).strip()
    if answer in TRUTH:
        return Statement(words, TRUTH[answer], explanation)
    expected = read_line(answer, lines.at(("answer",)).text_line, reading)
    return OpenQuestion(words, expected, explanation)


def _right_ones(
    fields: QuestionFields, number: int, lines: Lines, reading: Reading
) -> frozenset[int]:
    """Return the positions of the choices that are right, counted from 0."""
    if not fields.answer:
        what = f"question {number} of the quiz does not say which choice is right"
        hint = "add 'answer:' with its number, its letter or its words"
        reading.ledger.error(what, reading.at(lines.line), hint, rule=RULE)
    found = set()
    for answer in fields.answer:
        position = _position(answer.strip(), fields.choices)
        if position is None:
            what = f"question {number} of the quiz has no choice '{answer}'"
            known = f"its choices are 1 to {len(fields.choices)}; name one by its number or words"
            hint = did_you_mean(answer, fields.choices) or known
            where = reading.at(lines.at(("answer",)).line)
            reading.ledger.error(what, where, hint, rule=RULE)
        else:
            found.add(position)
    return frozenset(found)


def _position(answer: str, choices: Sequence[str]) -> int | None:
    """Return the position of the choice that an answer names; words go before numbers."""
    words = [choice.strip().casefold() for choice in choices]
    numbers = [str(number) for number in range(1, len(choices) + 1)]
    letters = [chr(ord("a") + at) for at in range(min(len(choices), 26))]
    for names in (words, numbers, letters):
        if answer.casefold() in names:
            return names.index(answer.casefold())
    return None
