"""Units that people write behind the number."""

import pytest

from evaluations.language.written_units import unit_beside


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("95%", "%"),
        ("1,000.5 公里", "公里"),
        ("３次/月", "次/月"),
        ("1.5万", ""),
        ("10-12", ""),
        ("2023年12月", ""),
        ("约5", ""),
    ],
)
def test_the_unit_is_read_behind_the_number(text, unit):
    assert unit_beside(text) == unit
