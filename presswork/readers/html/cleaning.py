"""What of a page is no part of the article: taken out before it is read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from presswork import pictures
from presswork.readers import identifiers
from presswork.readers.html import elements
from presswork.readers.html.source import empty, remove

if TYPE_CHECKING:
    from lxml import etree

_NEVER: Final = frozenset(
    """style template nav form button select option input textarea label dialog menu iframe embed
    object applet link meta base frame frameset progress meter slot portal canvas map area
    track param datalist""".split()  # noqa: SIM905 - a list of words
)
_BY_NAME: Final = _NEVER | {"", "script", "nav", "dialog", "footer"}
"""The elements that may go without saying more of themselves than their name."""

_ROLES: Final = frozenset(
    """navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar
    tablist tooltip alert status button doc-toc doc-pagelist doc-backlink""".split()  # noqa: SIM905
)
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOR_READERS: Final = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text screenreader u-visually-hidden
    skip skip-link skiplink skip-to-content noprint no-print mw-editsection mw-jump-link navbox
    vertical-navbox sistersitebox ambox metadata-box mw-indicators catlinks printfooter toc
    toctitle mw-empty-elt mathjax_preview mathjax_svg_hidden mathjax_menu lineno linenos gutter
    headerlink anchorjs-link anchor-link header-anchor permalink copybtn code-copy-button
    mw-cite-backlink footnote-back footnote-backref c-article-recommendations ltx_page_navbar
    ltx_page_footer ltx_page_logo ltx_error_hidden adsbygoogle""".split()  # noqa: SIM905
)
"""Whole classes whose elements are not shown, or are of the page and not of the article."""

_WORDS: Final = frozenset(
    """nav navbar navigation menu breadcrumb breadcrumbs sharing share social sharebar addthis
    cookie cookies consent gdpr newsletter subscribe subscription signup paywall advert adverts
    advertisement ad ads sponsor sponsored promo promotion popup modal overlay lightbox sidebar
    related recommended recommendations recirc trending pagination pager disqus comments respond
    toolbar masthead sitemap login signin search searchbox backtotop scrolltop
    langswitch lang languages language region regions locale print-button feedback survey
    metrics altmetric altmetrics tweet twitter facebook linkedin whatsapp toc tooltip skiplink
    outbrain taboola banner site-header sitefooter""".split()  # noqa: SIM905
)
_PAIRS: Final = (
    frozenset({"back", "top"}),
    frozenset({"widget", "area"}),
    frozenset({"widget", "sidebar"}),
    frozenset({"scroll", "top"}),
    frozenset({"to", "top"}),
    frozenset({"download", "pdf"}),
    frozenset({"download", "citation"}),
    frozenset({"download", "figure"}),
    frozenset({"site", "header"}),
    frozenset({"site", "footer"}),
    frozenset({"page", "footer"}),
    frozenset({"read", "more"}),
    frozenset({"read", "next"}),
    frozenset({"more", "from"}),
    frozenset({"see", "also", "box"}),
    frozenset({"table", "contents"}),
    frozenset({"print", "button"}),
    frozenset({"comment", "list"}),
    frozenset({"comments", "area"}),
    frozenset({"country", "selector"}),
)
_BEGINNINGS: Final = ("related", "recommend", "newsletter", "advert", "cookie", "sponsor")
"""How words begin that say the same."""

_OF_PAGES: Final = frozenset(
    {"div", "section", "aside", "ul", "ol", "p", "span", "a", "header", "footer"}
)
"""The elements that are judged by the words of their classes and ids."""

_OF_ARTICLES: Final = frozenset({"article", "main", "h1", "math", "figure", "table"})
"""What a part of a page contains that is more than what stands around an article."""

_LARGEST: Final = 0.3
"""What share of the page's text a part has at most that is judged by its classes."""

_MOST: Final = 0.7
"""The same for what a whole class says that it is not of the article."""

_MATH_SCRIPT: Final = re.compile(r"^math/")
_LANGUAGE_PART: Final = frozenset({"lang", "language", "languages", "region", "regions", "locale"})
_LANGUAGE_PICKERS: Final = frozenset(
    {
        "picker",
        "switch",
        "switcher",
        "selector",
        "select",
        "menu",
        "list",
        "chooser",
        "nav",
        "links",
        "dropdown",
    }
)


def clean(root: etree._Element) -> None:
    """Take out of a tree what is not shown, and what is of the page and not of the article."""
    _restore_lazy(root)
    _show_embedded(root)
    total = elements.length(root) or 1
    tree = root.getroottree().getroot()
    asked = [
        each for each in root.iterdescendants() if elements.name(each) in _BY_NAME or each.keys()
    ]
    for element in asked:
        if element.getroottree().getroot() is tree and _goes(element, total):
            remove(element)


def _restore_lazy(root: etree._Element) -> None:
    """Give a picture that scripts would load the address that stands in the `noscript` after it."""
    for fallback in list(elements.elements(root, "noscript")):
        before = fallback.getprevious()
        inner = elements.first(fallback, "img")
        if before is not None and inner is not None and elements.name(before) == "img":
            before.set("data-src", elements.value(inner, "src"))
            remove(fallback)
        elif inner is None and not elements.first(fallback, "p", "div", "figure"):
            remove(fallback)


def _show_embedded(root: etree._Element) -> None:
    """Make pictures of what pages embed as objects: Pandoc writes PDF figures so."""
    for each in elements.elements(root, "embed", "object"):
        address = elements.value(each, "src") or elements.value(each, "data")
        if PurePosixPath(address.partition("?")[0]).suffix.lower() in pictures.SUFFIXES:
            alt = elements.value(each, "alt") or elements.text(each)
            empty(each)
            each.tag = "img"
            each.set("src", address)
            each.set("alt", alt)


def _goes(element: etree._Element, total: int) -> bool:
    name = elements.name(element)
    if name == "":
        return True
    if name == "script":
        return not _MATH_SCRIPT.match(elements.value(element, "type"))
    if name in {"nav", "dialog"}:
        return elements.first(element, "article", "main", "h1") is None
    if name in _NEVER:
        return not _holds_article(element)
    if name in {"html", "body", "main", "article", "math", "annotation"}:
        return False
    if is_hidden(element):
        return not _holds_math(element)
    if elements.value(element, "role").lower() in _ROLES:
        return elements.first(element, "article", "main", "h1", "math") is None
    if name == "footer":
        return not _is_quoted(element)
    if elements.classes(element) & _FOR_READERS:
        return elements.length(element) < _MOST * total
    return name in _OF_PAGES and _is_of_page(element, total)


_ORNAMENTS: Final = frozenset({"span", "i", "a", "svg", "b", "em", "sup", "mjx-container"})
"""The elements that are not shown if they are hidden from screen readers: what is longer is shown,
and said in other words beside it, as the captions that Pandoc writes."""


def is_hidden(element: etree._Element) -> bool:
    """Tell whether an element is not shown."""
    style = elements.value(element, "style")
    return (
        element.get("hidden") is not None
        or (
            elements.value(element, "aria-hidden").lower() == "true"
            and elements.name(element) in _ORNAMENTS
        )
        or (bool(style) and _HIDDEN.search(style) is not None)
    )


def _holds_math(element: etree._Element) -> bool:
    return elements.first(element, "math") is not None


def _holds_article(element: etree._Element) -> bool:
    return elements.first(element, *_OF_ARTICLES) is not None


def _is_quoted(element: etree._Element) -> bool:
    """Tell whether a footer is that of a quotation or a figure: who said it."""
    return any(
        elements.name(each) in {"blockquote", "figure", "table"} for each in element.iterancestors()
    )


def _is_of_page(element: etree._Element, total: int) -> bool:
    words = elements.words(element)
    if _is_section(element):
        return False
    named = any(word.startswith(_BEGINNINGS) for word in words)
    if not named and not words & _WORDS and not any(pair <= words for pair in _PAIRS):
        return False
    if words & _WORDS == {"toc"} and not named and not _is_of_links(element):
        return False
    if (
        words & _LANGUAGE_PART
        and not words & (_WORDS - _LANGUAGE_PART)
        and not words & _LANGUAGE_PICKERS
    ):
        return False
    if elements.length(element) > _LARGEST * total:
        return False
    inner = elements.first(element, "article", "main", "h1", "math")
    return inner is None and not _has_references(element)


def _is_of_links(element: etree._Element) -> bool:
    """Tell whether a part is mostly links: a table of contents, not a section that is in one."""
    links = sum(elements.length(each) for each in elements.elements(element, "a"))
    return 2 * links > elements.length(element)


_SECTION: Final = re.compile(r"level[1-6]|ltx_section|ltx_subsection")
_AFTER_ARTICLES: Final = frozenset(
    {
        "cited by",
        "more from this author",
        "read next",
        "recommended articles",
        "recommended reading",
        "related articles",
        "related content",
        "related posts",
        "share this article",
        "similar articles",
        "similar content",
        "subscribe to our newsletter",
        "you may also like",
    }
)


def _is_section(element: etree._Element) -> bool:
    """Tell whether an element is a section of the text, whose id is made of its heading."""
    heading = elements.first(element, *elements.HEADINGS)
    if heading is None:
        return False
    words = elements.text(heading).strip(" #¶")
    if words.casefold() in _AFTER_ARTICLES:
        return False
    if any(_SECTION.fullmatch(each) for each in elements.classes(element)):
        return True
    slug = identifiers.slug(words)
    own = elements.value(element, "id").lower()
    return bool(own) and own in {slug, slug.replace("-", "_"), slug.replace("-", "")}


def _has_references(element: etree._Element) -> bool:
    return any(
        {"references", "bibliography", "reflist", "footnotes"} & elements.words(each)
        for each in element.iter()
    )
