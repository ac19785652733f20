"""Tables of targets from elsewhere write a direction in many ways."""

import pytest

from evaluations.cycles.approving.targets import DIRECTION_CODES
from evaluations.language.directions import DIRECTION_BY_SIGN, DIRECTION_MARKS, written_direction


@pytest.mark.parametrize("sign", DIRECTION_MARKS)
def test_a_sign_may_stand_with_the_number_in_any_spelling(sign):
    assert written_direction(f" {sign} 95%") == (DIRECTION_CODES[sign], "95%") == (DIRECTION_BY_SIGN[sign], "95%")
