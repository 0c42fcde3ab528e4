"""Names in a file lead to the policy that counts there."""

import pytest

from fangpin.policy import place_called


@pytest.mark.parametrize(
    ("names", "place"),
    [
        ({"province": "云南省", "city": "红河哈尼族彝族自治州", "county": "个旧市"}, "gejiu"),
        ({"province": "云南省", "city": "红河哈尼族彝族自治州", "county": "示例县"}, "honghe"),
        ({"province": "云南省", "city": "示例市", "county": "示例县"}, "yunnan"),
        ({"province": "甘肃省", "county": "个旧市"}, "national"),
        ({"county": "个旧市"}, "gejiu"),
        ({}, "national"),
    ],
)
def test_the_deepest_place_that_all_names_fit_is_meant(names: dict[str, str], place: str) -> None:
    assert place_called(names) == place
