"""Whatever is written as Markdown is read, or ends in problems; and it takes linear time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presswork.numbering import number
from presswork.problems import Problems
from presswork.readers import read
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    *"abx01 .,;:!?'\"-=+*_~^`<>[](){}|$#@&%/\\\n\t",
    *("\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "\n# ", "\n: ", "\n| ", "\n---\n", "\n===\n"),
    *("```", "```{note}\n", "```{python}\n#| label: x\n", ":::", "::: {#fig-x}\n", ":::{tip} a\n"),
    *("$$", "\\(", "\\)", "\\[", "\\]", "\\begin{align}", "\\end{align}", "\\begin{tabular}{l|r}"),
    *("\\end{tabular}", "\\hline", "\\multicolumn{2}{c}{", "\\textbf{", "\\cite{a}", "\\ref{x}"),
    *("\\label{x}", "\\footnote{", "\\begin{figure}", "\\end{figure}", "\\includegraphics{x}"),
    *("\\newcommand{\\a}[1]{#1}", "\\a{", "\\begin{itemize}", "\\item ", "\\end{itemize}"),
    *("[@a", "@a", "@fig:x", "@{", "[^n]", "[^n]: ", "^[", "![a](x.svg)", "[a](b)", "{#x .y z=1}"),
    *("<div>", "</div>", "<table><tr><td>", "</td></tr></table>", "<b>", "</b>", "<!--", "-->"),
    *("<img src=x>", "<ul><li>", "</ul>", "&amp;", "&#0;", "{{< include article.md >}}", "{{x}}"),
    *("{ref}`x`", "{math}`x`", "(x)=\n", "> [!NOTE]\n", "+---+\n", "| a | b |\n|---|---|\n"),
    *("---- ----\n", "-----\n", "Table: a\n", ": a {#tbl:x}\n", "+++\n", "% a\n", "\ufeff", "é"),
)
"""What Markdown, LaTeX and HTML are made of."""

MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(markdown=MARKDOWN)
def test_nothing_but_problems_is_raised(markdown: str, tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(markdown, encoding="utf-8")
    with suppress(Problems):
        number(read(path, Resources((tmp_path,))))
