"""Tables of targets from elsewhere write a direction in many ways."""

import pytest

from evaluations.cycles.approving.targets import DIRECTION_CODES, LEADING
from evaluations.language.directions import DIRECTION_BY_SIGN, DIRECTION_MARKS


@pytest.mark.parametrize("sign", DIRECTION_MARKS)
def test_a_sign_may_stand_with_the_number_in_any_spelling(sign):
    found = LEADING.match(f" {sign} 95%")
    assert found and found[1] == sign and DIRECTION_CODES[sign] == DIRECTION_BY_SIGN[sign]
