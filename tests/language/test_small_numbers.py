"""Numbers out of addresses and forms: short ones, or -1."""

import pytest

from evaluations.language.small_numbers import small_number


@pytest.mark.parametrize(
    "text, number",
    [
        ("0", 0),
        ("007", 7),
        ("999999999", 999_999_999),
        ("1234567890", -1),
        ("1" * 5000, -1),
        ("", -1),
        ("-1", -1),
        ("９", -1),
        ("²", -1),
        (" 1", -1),
        ("1_0", -1),
    ],
)
def test_the_reader_of_small_numbers(text, number):
    assert small_number(text) == number
