"""The questions that a handout asks its reader, and their answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.inlines import Inlines


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a question offers, and whether it is right."""

    words: Inlines
    right: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question that offers answers, of which one is right or several are."""

    words: Inlines
    choices: tuple[Choice, ...]
    explanation: Inlines = ()

    @property
    def takes_several(self) -> bool:
        """Return whether several answers are right."""
        return sum(choice.right for choice in self.choices) > 1


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of which the reader is to say whether it is true."""

    words: Inlines
    true: bool
    explanation: Inlines = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question to which the reader writes an answer; the one expected may be empty."""

    words: Inlines
    answer: Inlines = ()
    explanation: Inlines = ()


Question: TypeAlias = ChoiceQuestion | Statement | OpenQuestion


def runs_of(question: Question) -> tuple[Inlines, ...]:
    """Return the runs of text of a question, in the order of `mapped`."""
    match question:
        case ChoiceQuestion(choices=choices):
            between = tuple(choice.words for choice in choices)
        case Statement():
            between = ()
        case OpenQuestion(answer=answer):
            between = (answer,)
    return (question.words, *between, question.explanation)


def mapped(question: Question, change: Callable[[Inlines], Inlines]) -> Question:
    """Return a question with every run of text replaced by what `change` makes of it."""
    asked = replace(question, words=change(question.words))
    match asked:
        case ChoiceQuestion(choices=choices):
            words = tuple(replace(choice, words=change(choice.words)) for choice in choices)
            asked = replace(asked, choices=words)
        case Statement():
            pass
        case OpenQuestion(answer=answer):
            asked = replace(asked, answer=change(answer))
    return replace(asked, explanation=change(question.explanation))
