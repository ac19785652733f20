"""Codes are those of RFC 6238, as an authenticator that is not ours makes them, and half a minute off at most."""

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.second_factor import RECOVERY_CHARACTERS, plain_code
from departments.totp import STEP_SECONDS, matching_step, new_totp_secret, totp_address

SECRETS = st.builds(new_totp_secret)
MOMENTS = st.integers(min_value=10**9, max_value=4 * 10**9)


@given(SECRETS, MOMENTS, st.integers(-3, 3))
def test_a_code_is_good_in_its_half_minute_and_the_ones_beside_it(secret, moment, off):
    code = pyotp.TOTP(secret).at(moment + off * STEP_SECONDS)
    others = {pyotp.TOTP(secret).at(moment + near * STEP_SECONDS) for near in (-1, 0, 1)}
    assert (matching_step(secret, code, moment) is not None) == (code in others)
    if abs(off) <= 1 and len(others) == 3:
        assert matching_step(secret, code, moment) == moment // STEP_SECONDS + off


def test_the_vectors_of_the_standard():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B: 12345678901234567890, the last six digits
    for moment, code in [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]:
        assert matching_step(secret, code, moment) == moment // STEP_SECONDS


@given(SECRETS)
def test_an_authenticator_reads_the_same_secret_off_the_picture(secret):
    read = pyotp.parse_uri(totp_address(secret, "wang@县:财 政", "绩效评价系统"))
    assert read.secret == secret and read.issuer == "绩效评价系统" and read.name == "wang@县:财 政"


@given(st.text(st.sampled_from(RECOVERY_CHARACTERS), min_size=12, max_size=12), st.sampled_from(["-", "－", " ", "—"]))
def test_a_recovery_code_may_be_typed_as_people_type(code, between):
    assert plain_code(f" {code[:4]}{between}{code[4:8]}{between}{code[8:]}　".upper()) == code


@pytest.mark.parametrize("typed", ["１２３４５６", "123 456", " 123456"])
def test_so_may_a_code_of_the_phone(typed):
    assert plain_code(typed) == "123456"
