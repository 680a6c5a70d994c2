"""Identifiers of works and people: what can be right, and what cannot."""

from __future__ import annotations

import pytest

from presswork.identifiers import bare_doi, is_doi, is_isbn, is_issn, is_pmcid, is_pmid, orcid


@pytest.mark.parametrize(
    "written",
    [
        "10.1038/171737a0",
        "https://doi.org/10.1038/171737a0",
        "http://dx.doi.org/10.1038/171737a0",
        "doi: 10.1038/171737a0",
        "DOI:10.1038/171737a0 ",
    ],
)
def test_a_doi_is_bared_of_what_stands_before_it(written: str) -> None:
    assert bare_doi(written) == "10.1038/171737a0"


@pytest.mark.parametrize(
    "good",
    [
        "10.1038/171737a0",
        "10.1000.10/123456",
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "10.48550/arXiv.1706.03762",
        "10.1016/S0140-6736(20)30183-5",
        "10.123/a",
    ],
)
def test_a_doi(good: str) -> None:
    assert is_doi(good)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "1038/171737a0",
        "10.1038",
        "10.1038/",
        "10.1038/171737a0.",
        "10.1038/1717 37a0",
        "10.1016/S0140-6736(20",
        "10.1000/a)",
        "11.1038/171737a0",
        "arXiv:1706.03762",
    ],
)
def test_no_doi(bad: str) -> None:
    assert not is_doi(bad)


@pytest.mark.parametrize(
    "good", ["978-0-262-03384-8", "9780262033848", "0-262-03384-4", "0 8044 2957 X", "080442957x"]
)
def test_an_isbn(good: str) -> None:
    assert is_isbn(good)


@pytest.mark.parametrize(
    "bad", ["978-0-262-03384-9", "0-262-03384-5", "977-0-262-03384-8", "026203384", "X262033844"]
)
def test_no_isbn(bad: str) -> None:
    assert not is_isbn(bad)


def test_issns() -> None:
    assert [is_issn(text) for text in ("0028-0836", "2434-561X", "2434-561x", "00280836")] == [
        True
    ] * 4
    assert [is_issn(text) for text in ("0028-0837", "0028-083", "X028-0836")] == [False] * 3


@pytest.mark.parametrize(
    "written",
    [
        "0000-0002-1825-0097",
        "0000000218250097",
        "https://orcid.org/0000-0002-1825-0097/",
        "0000-0002-1825\N{EN DASH}0097",
    ],
)
def test_an_orcid_id_has_one_form(written: str) -> None:
    assert orcid(written) == "0000-0002-1825-0097"


@pytest.mark.parametrize("bad", ["0000-0002-1825-0098", "0000-0002-1825", "", "ada"])
def test_no_orcid_id(bad: str) -> None:
    assert orcid(bad) is None


def test_an_orcid_id_may_end_in_x() -> None:
    assert orcid("0000-0002-9079-593x") == "0000-0002-9079-593X"


def test_ids_of_pubmed() -> None:
    assert is_pmid("19872477")
    assert not any(map(is_pmid, ("PMID: 19872477", "0", "PMC123", "")))
    assert is_pmcid("PMC3531190")
    assert is_pmcid("PMC3531190.2")
    assert not any(map(is_pmcid, ("3531190", "PMC", "PMCID: PMC3531190", "")))
