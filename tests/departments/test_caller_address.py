"""What proxies write about the caller is an address, or nothing."""

from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from departments.caller_address import plain_address


@pytest.mark.parametrize(
    "text, address",
    [
        ("192.0.2.1:4711", "192.0.2.1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("unknown", ""),
        ("_hidden", ""),
        ("", ""),
        ("1.2.3", ""),
        ("192.0.2.1:4711:1", ""),
    ],
)
def test_port_brackets_and_zone_are_taken_off(text, address):
    assert plain_address(text) == address


@settings(max_examples=30)
@given(st.ip_addresses(), st.integers(0, 65535))
def test_an_address_is_itself_with_a_port_and_without(address, port):
    plain = str(address).partition("%")[0]
    written = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"
    assert plain_address(written) == plain_address(str(address)) == str(ip_address(plain))


@settings(max_examples=30)
@given(st.text("0123456789abcdef:.[]% ,", max_size=40))
def test_whatever_is_written_a_database_takes_what_comes_out(text):
    found = plain_address(text)
    assert found == "" or str(ip_address(found)) == found
