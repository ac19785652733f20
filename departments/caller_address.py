"""The address a request came from, in the spelling that a database keeps."""

import re
from ipaddress import ip_address

# What proxies write besides the bare address: 192.0.2.1:4711, [2001:db8::1], [2001:db8::1]:4711, fe80::1%eth0.
WITH_PORT = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[0-9.]+))(?::\d+)?", re.ASCII)


def plain_address(text: str) -> str:
    """The address alone, as a database keeps it; "" for what is none: `unknown`, or nothing on a socket in the file system."""
    found = WITH_PORT.fullmatch(text)
    bare = (found["six"] or found["four"]) if found else text
    try:
        return str(ip_address(bare.partition("%")[0]))
    except ValueError:
        return ""
