"""Rich text: walking and rewriting it."""

from __future__ import annotations

from presswork.inlines import (
    CitationItem,
    Cite,
    Cited,
    Code,
    CrossReference,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strong,
    TargetKind,
    Text,
    plain_text,
    rewrite,
    walk,
)


def test_walking_visits_a_frame_before_what_it_holds() -> None:
    inlines = (Text("a"), Emphasis((Strong((Text("b"),)), Text("c"))), Text("d"))
    assert [type(inline).__name__ for inline in walk(inlines)] == [
        "Text",
        "Emphasis",
        "Strong",
        "Text",
        "Text",
        "Text",
    ]


def test_plain_text_holds_what_a_rendered_citation_shows() -> None:
    cite = Cite(
        (CitationItem("a"),), rendered=(Text("("), Cited("a", (Text("A 2023"),)), Text(")"))
    )
    assert plain_text((Text("As said "), cite)) == "As said (A 2023)"


def test_plain_text_turns_a_line_break_into_a_space() -> None:
    assert plain_text((Text("a"), LineBreak(), Code("b"))) == "a b"


def test_plain_text_of_a_cross_reference_is_its_number_or_its_title() -> None:
    numbered = CrossReference("fig:x", TargetKind.FIGURE, "2")
    titled = CrossReference("sec:x", TargetKind.SECTION, title=(Text("Methods"),))
    assert plain_text((numbered, Text(" "), titled)) == "2 Methods"


def test_rewriting_replaces_within_frames_and_leaves_the_rest() -> None:
    def shout(inline: Inline) -> Inlines | None:
        match inline:
            case Text(text):
                return (Text(text.upper()),)
            case _:
                return None

    assert rewrite((Link("#x", (Text("a"),)), Code("b")), shout) == (
        Link("#x", (Text("A"),)),
        Code("b"),
    )


def test_rewriting_may_remove_and_may_split() -> None:
    def change(inline: Inline) -> Inlines | None:
        match inline:
            case Code():
                return ()
            case Text(text):
                return tuple(Text(character) for character in text)
            case _:
                return None

    assert rewrite((Text("ab"), Code("x")), change) == (Text("a"), Text("b"))
