"""Whatever stands in a formula, it is read or refused, and quickly."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presswork.formulas import FormulaError, equation, inline
from presswork.formulas.expansion import ALIASES, DEFINITIONS, REWRITES
from presswork.formulas.tokens import tokens_of
from tests.formulas.test_latex import cases

TOKENS = sorted(
    {token for source, _ in cases() for token in tokens_of(source)}
    | {*ALIASES, *DEFINITIONS, *REWRITES, r"\label", r"\tag", r"\intertext"}
    | {
        rf"\{word}{{{name}}}"
        for word in ("begin", "end")
        for name in ("align", "equation", "array")
    }
)


def refusals(latex: str, macros: dict[str, str] | None = None) -> list[FormulaError]:
    refused: list[FormulaError] = []
    for reader in (equation, inline):
        try:
            reader(latex, macros)
        except FormulaError as error:
            refused.append(error)
    return refused


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(TOKENS), max_size=30).map("".join))
def test_any_sequence_of_commands_is_read_or_refused(latex: str) -> None:
    assert all(refusal.what and refusal.hint for refusal in refusals(latex))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(latex: str) -> None:
    assert all(refusal.what and refusal.hint for refusal in refusals(latex))


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.sampled_from("#12\\{}[]a"), max_size=20))
def test_any_macro_is_read_or_refused(body: str) -> None:
    found = refusals(r"\m{x}{y}", {r"\m": body})
    assert all(refusal.what and refusal.hint for refusal in found)
