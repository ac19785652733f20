"""The number of the request that is being answered, for every line that is logged meanwhile, whoever logs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_request_number: ContextVar[str] = ContextVar("request_number", default="")


def request_number() -> str:
    """The number of this thread's request; "" outside of one."""
    return _request_number.get()


@contextmanager
def request_numbered(number: str) -> Iterator[None]:
    """While the block runs, lines carry this number. Inside a request a job has a number of its own, and only meanwhile."""
    token = _request_number.set(number)
    try:
        yield
    finally:
        _request_number.reset(token)
