"""Which files and addresses a document may reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.resources import RefusedError, Resources

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "document"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "a b.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.mark.parametrize("reference", ["figures/a b.svg", "figures/a%20b.svg", "./figures/a b.svg"])
def test_a_file_in_the_folder_is_found(folder: Path, reference: str) -> None:
    assert Resources((folder,)).locate(reference, folder) == folder / "figures" / "a b.svg"


def test_a_file_address_inside_the_folder_is_found(folder: Path) -> None:
    address = (folder / "figures" / "a b.svg").as_uri()
    assert Resources((folder,)).locate(address, folder) == folder / "figures" / "a b.svg"


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.txt",
        "/etc/passwd",
        "file:///etc/passwd",
        "figures/../../secret.txt",
        "%2e%2e/secret.txt",
    ],
)
def test_a_file_outside_the_folder_is_refused(folder: Path, reference: str) -> None:
    with pytest.raises(RefusedError, match="outside the document's folder"):
        Resources((folder,)).locate(reference, folder)


def test_a_link_that_leads_outside_is_refused(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    with pytest.raises(RefusedError, match="outside the document's folder"):
        Resources((folder,)).locate("link.txt", folder)


@pytest.mark.parametrize("reference", ["http://example.org/x.png", "HTTPS://example.org/x.png"])
def test_the_network_is_refused_unless_allowed(folder: Path, reference: str) -> None:
    with pytest.raises(RefusedError, match="on the network"):
        Resources((folder,)).locate(reference, folder)


def test_a_missing_file_is_told_with_the_place_where_it_was_looked_for(folder: Path) -> None:
    with pytest.raises(RefusedError, match=r"'figures/b.svg' not found") as refused:
        Resources((folder,)).locate("figures/b.svg", folder)
    assert str(folder / "figures" / "b.svg") in refused.value.hint


@pytest.mark.parametrize("reference", ["ftp://example.org/x", "javascript:alert(1)", "data:,x"])
def test_other_schemes_are_refused(folder: Path, reference: str) -> None:
    with pytest.raises(RefusedError, match="which is not read"):
        Resources((folder,)).locate(reference, folder)


@pytest.mark.parametrize("reference", ["a\0b", "x" * 5000, "", "."])
def test_what_no_file_can_be_called_is_not_found(folder: Path, reference: str) -> None:
    with pytest.raises(RefusedError):
        Resources((folder,)).locate(reference, folder)
