"""Fields of front matter that tell other programs how to work, and mean nothing here."""

from __future__ import annotations

from typing import Final

from presswork.readers.references.word_lists import words

_OF_PANDOC: Final = words(
    """classoption colorlinks documentclass fontsize geometry header-includes include-after
    include-before linestretch link-citations linkcolor mainfont sansfont monofont mathfont
    papersize indent margin-left margin-right margin-top margin-bottom toc toc-depth toc-title
    lof lot urlcolor citecolor filecolor toccolor pagestyle secnumdepth
    notes-after-punctuation link-bibliography suppress-bibliography reference-section-title
    citation-abbreviations pagetitle title-prefix author-meta date-meta document-css css
    standalone self-contained template filters pdf-engine highlight-style top-level-division
    hyperrefoptions biblio-style biblio-title biblatexoptions natbiboptions babel-lang
    fontfamily fontfamilyoptions fontenc csquotes beamerarticle linkReferences nameInLink cref
    autoSectionLabels figureTitle tableTitle listingTitle figPrefix eqnPrefix tblPrefix
    lstPrefix secPrefix figPrefixTemplate titleDelim lofTitle lotTitle lolTitle ccsDelim
    ccsTemplate ccsLabelSep rangeDelim subfigGrid codeBlockCaptions tableEqns numberSections
    sectionsDepth chapDelim chaptersDepth subfigureTemplate figureTemplate tableTemplate
    equationNumberTeX xnos-cleveref xnos-capitalise fignos-cleveref eqnos-cleveref
    tablenos-cleveref fignos-plus-name eqnos-plus-name tablenos-plus-name fignos-caption-name
    tablenos-caption-name pandoc-numbering dir generator rights-url"""
)
_OF_QUARTO: Final = words(
    """project website book-options manuscript format knitr jupyter execute engine kernelspec
    jupytext params draft draft-mode categories image image-alt description editor
    editor_options editor-options output vignette site theme brand lightbox code-fold
    code-tools code-line-numbers code-overflow code-copy code-link code-annotations
    code-summary cap-location crossref cite-method citation citation-location comments grid
    smooth-scroll html-math-method freeze shortcodes extensions number-depth number-offset
    fig-width fig-height fig-format fig-dpi fig-align fig-cap-location tbl-cap-location
    tbl-colwidths date-format date-modified other-links code-links notebook-links
    notebook-view appendix-style appendix-cite-as reference-location reference-section-title
    google-scholar search-index listing about title-block-banner title-block-style hypothesis
    keep-tex keep-md keep-ipynb embed-resources anchor-sections order page-layout toc-location
    toc-expand sidebar navbar metadata-files profile bread-crumbs language-file validate-yaml
    always_allow_html always-allow-html runninghead preamble footnotes additional-citations
    server runtime resource_files resource-files resources df-print
    latex-engine print-pdf"""
)
_OF_MYST: Final = words(
    """exports downloads thumbnail thumbnailOptimized banner bannerOptimized tags-list open-access
    github binder colab source edit-url content-includes numbering-options abbreviations
    jupyter-options kernelspec options site hide-toc hide-title-block hide-footer-links
    skip-execution social twitter oxa identifiers content short-title venue-options myst
    extend id arxiv pmid pmcid error-rules settings toc"""
)
_OF_JOURNALS: Final = words(
    """aas-doi aas-journal archive-doi citation-author formatted-doi journal latex layout repository
    submitted published year editor editors reviewers submission-date acceptance-date
    review-issue issue volume page paper-url software-repository software-archive joss-paper
    conference joss-doi article-type event group authors-short header-title running-title
    word-count software-repository-url"""
)
_OF_MANUBOT: Final = words("manubot-version manubot-requests")

IGNORED: Final = _OF_PANDOC | _OF_QUARTO | _OF_MYST | _OF_JOURNALS | _OF_MANUBOT
"""Fields of Pandoc and its filters, Quarto and R Markdown, MyST, journals and manubot."""

_PREFIXES: Final = (
    "fig-",
    "tbl-",
    "code-",
    "pdf-",
    "html-",
    "docx-",
    "toc-",
    "manubot-",
    "jupyter-",
)


def is_foreign(name: str) -> bool:
    """Tell whether a field belongs to another program, whatever it says there."""
    return name in IGNORED or name.startswith(_PREFIXES)


AUTHOR_IGNORED: Final = words(
    """ror role roles contributions initials github twitter mastodon bluesky linkedin orcid-url
    phone fax avatar id number fullname title metadata acknowledgements code affiliation-url
    mastodon-server symbol-str coi"""
)
AFFILIATION_IGNORED: Final = words(
    """url isni ringgold number address postal-code street collaboration email phone fax doi
    orcid"""
)
