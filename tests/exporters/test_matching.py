"""Selectors found for a path are those that cssselect2 finds for an element."""

from __future__ import annotations

import pytest
import weasyprint
from cssselect2 import ElementWrapper, Matcher

from exporters.weasyprint_speed.matching import Matching

PAGE = """
<html lang="en-GB"><body class="a">
<h2 id="x" class="a b">one<h2 class="b">two<h3>three</h3><p lang="de">four <em class="c">five</em>
<p class="a"><a href="#x">six</a><a>seven</a><a href="https://example.org">eight</a>
<ul dir="rtl"><li>nine<li class="c d">ten <em></em><li value="7">eleven</ul>
<div><p class="a"><em class="c">twelve</em><em class="c">thirteen</em></div>
"""

SELECTORS = (
    *("*", "p", "p.a", "#x", ".b.a", "[lang]", "[value='7']", "a[href]", "a:link", "A:link"),
    *("a[href^='https:']", "[href$=org]", "[class~=d]", "h2:has(+ h2, + h3)", "h2 + h2", "h2 ~ p"),
    *(":lang(de) > em", ":lang(en)", "[dir=rtl] li", ":is(li, p):last-child", ":root", "body > p"),
    *(
        "em:empty",
        "em:first-of-type",
        "li:nth-child(2n+1)",
        "p:not(.a)",
        "div em + em",
        "p:has(em)",
    ),
    *(":not(div) > p em", "p em", ".a em", "[dir] > .c em", "li::marker", "p::first-line"),
)


@pytest.mark.parametrize("selectors", [SELECTORS, *((one,) for one in SELECTORS)], ids=len)
def test_every_element_is_matched_as_it_is_by_itself(selectors: tuple[str, ...]) -> None:
    rules = "".join(f"{selector} {{ color: red }}" for selector in selectors)
    sheet = weasyprint.CSS(string=rules)
    assert isinstance(sheet.matcher, Matcher)
    root = weasyprint.HTML(string=PAGE).etree_element
    matching = Matching([(sheet, "author", None)])
    found = 0
    for wrapper in ElementWrapper.from_html_root(root).iter_subtree():
        expected = sheet.matcher.match(wrapper)
        assert [selector for *_, selector in matching.match(wrapper)] == expected
        found += len(expected)
    assert found
