from __future__ import annotations

import pytest

from exporters.finishing.licences import address_of


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/"),
        ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("© 2024 CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
        (
            "Creative Commons Attribution 4.0 International",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        (
            "Attribution-NonCommercial-NoDerivatives 4.0",
            "https://creativecommons.org/licenses/by-nc-nd/4.0/",
        ),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("GPL-3.0-or-later", "https://spdx.org/licenses/GPL-3.0-or-later.html"),
        ("see https://example.org/licence.", "https://example.org/licence"),
        ("CC BY", ""),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_licence(licence: str, address: str) -> None:
    assert address_of(licence) == address
