"""What templates do with the fields of a recipient is noted, however they do it."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import jinja2
import pytest

from exporters.personal.fields import Fields, Uses, enclose, without_marks

NAME = '<span data-field="name">Ann &amp; Bo</span>'
SEAT = '<span data-field="seat">12</span>'

VALUES = {"name": "Ann & Bo", "seat": "12", "note": ""}


def rendered(template: str) -> tuple[str, Uses]:
    uses = Uses()
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    page = environment.from_string(template).render(recipient=Fields(VALUES, uses))
    return page, uses


@pytest.mark.parametrize(
    ("template", "shown", "printed", "asked", "read"),
    [
        ("{{ recipient.name }}", "Ann &amp; Bo", "name", "", ""),
        ("{{ recipient['Name'] | e }}", "Ann &amp; Bo", "name", "", ""),
        ("{{ 'For ' ~ recipient.name }}", "For Ann &amp; Bo", "", "", "name"),
        ("{{ [recipient.seat, recipient.name] | join }}", "12Ann &amp; Bo", "name seat", "", ""),
        ("{{ ('{n}!' | e).replace('{n}', recipient.seat | e) }}", "12!", "seat", "", ""),
        ("{% if recipient %}x{% endif %}", "x", "", "", ""),
        ("{% if recipient.note %}x{% else %}y{% endif %}", "y", "", "note", ""),
        ("{{ recipient.note or 'none' }}", "none", "", "note", ""),
        ("{{ recipient.note | default('none', true) }}", "none", "", "note", ""),
        ("{{ recipient.name | upper }}", "ANN &amp; BO", "", "", "name"),
        ("{{ recipient.name.split()[0] }}", "Ann", "", "", "name"),
        ("{{ recipient.name[0] }}", "A", "", "", "name"),
        ("{{ recipient.name | length }}", "8", "", "", "name"),
        ("{{ '%s' | format(recipient.name) }}", "Ann &amp; Bo", "", "", "name"),
        ("{{ recipient.name + '!' }}", "Ann &amp; Bo!", "", "", "name"),
        ("{{ 'B' in recipient.name }}", "True", "", "", "name"),
        ("{{ recipient.seat == '12' }}", "True", "", "", "seat"),
        ("{{ recipient.seat in ['12', '13'] }}", "True", "", "", "seat"),
        ("{{ recipient.seat | int > 10 }}", "True", "", "", "seat"),
        ("{{ recipient.seat >= '12' }}", "True", "", "", "seat"),
        ("{{ {'12': 'front'}[recipient.seat] }}", "front", "", "", "seat"),
        ("{{ recipient.desk is defined }}", "False", "", "", ""),
    ],
)  # fmt: skip
def test_every_use_of_a_field_is_noted(
    template: str, shown: str, printed: str, asked: str, read: str
) -> None:
    page, uses = rendered(template)
    assert without_marks(page) == shown
    assert uses == Uses(set(printed.split()), set(asked.split()), set(read.split()))


@pytest.mark.parametrize(
    ("template", "page", "read"),
    [
        ("<p>A {{ recipient.name }}, {{ recipient.seat }}.</p>", f"<p>A {NAME}, {SEAT}.</p>", ""),
        ("<p><b/>{{ recipient.seat }} a<b/>{{ recipient.seat }}</p>",
         f"<p><b />{SEAT} a<b />{SEAT}</p>", ""),
        ('<p title="{{ recipient.seat }}"/>', '<p title="12" />', "seat"),
        ("<title>{{ recipient.seat }}</title>", "<title>12</title>", "seat"),
        ("<style>{{ recipient.seat }}</style>", "<style>12</style>", "seat"),
        ("<p>{{ (recipient.name | e).upper() }}</p>",
         "<p>ANN &amp;AMP; BO</p>", "name"),
    ],
)  # fmt: skip
def test_what_is_printed_becomes_an_element_where_it_is_text(
    template: str, page: str, read: str
) -> None:
    text, uses = rendered(template)
    root = fromstring(text.replace("&AMP;", "&amp;AMP;"))  # noqa: S314 - our own
    enclose(root, VALUES, uses)
    assert tostring(root, encoding="unicode") == page
    assert uses.read == set(read.split())
