"""Ports for servers that are given theirs before they start."""

import secrets
import socket
from contextlib import suppress

# Below what the kernel gives to outgoing connections (from 32768 on), of which hundreds come and go before a server has
# started; and below those of tests/stores.py.
LOWEST, HIGHEST = 10_500, 19_500


def free_port() -> int:
    """A port of this machine at which nobody listens; hardly anybody else will be told the same."""
    while True:
        port = LOWEST + secrets.randbelow(HIGHEST - LOWEST)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
