"""Texts that no column holds, and who sends them where: what test_hostile_input and test_hostile_queries share."""

from collections.abc import Iterator

from django.db import transaction

from departments.models import User
from departments.roles import Role
from tests.access.site import World, client_of, each_call

HOSTILE = {
    "long": "龥" * 70_000,
    "number": "9" * 400,
    "nul": "a\0b",
    "lone": "a\ud800b".encode("utf-8", "surrogatepass").decode("latin-1"),
    "sql": "'; SELECT pg_sleep(9); --",
    "zeros": "00000000000000000000000001",
    "minus": "-1",
    "expands": "ﷺ" * 200,
}
LEAVING = {"sign_in:provider_out"}
# A longer one is refused before anything of ours sees it: by gunicorn, whose line of a request has 4,094 bytes, and above 4 MB
# of a form by config/body_ceiling.py. To encode what nobody can send cost a third of this test.
LONGEST_QUERY = 400  # characters, in UTF-8 and escaped 3,600 bytes
LONGEST_FORM = 1_000_000  # characters in all fields, 3 MB

# 413: too large to be looked at, so that nothing was tried.
UNANSWERED = {413, 414}


def fitting(way: str, text: str, fields: int) -> str:
    """As much of the text as so many fields can bring to the application in this way."""
    return text[: LONGEST_FORM // fields if way == "post" else LONGEST_QUERY]


def asked(person: User, way: str, address: str, sent: dict[str, str]) -> str:
    """What is wrong with the answer; "" for any but a fault of the server. Nothing that was done stays."""
    before = transaction.savepoint()  # no atomic block: an act opens the outermost one itself
    try:
        client = client_of(person)
        status = (client.post if way == "post" else client.get)(address, sent).status_code
    except Exception as fault:  # whichever: it would have been a 500
        return f"{type(fault).__name__}: {fault}"[:200]
    finally:
        transaction.savepoint_rollback(before)
    return str(status) if status in UNANSWERED or status >= 500 else ""


def pages_of(world: World) -> Iterator[tuple[User, str]]:
    """Everything that can be opened: in each role what that role opens."""
    for role in Role:
        person = world.person(role)
        for line, method in each_call(lambda line, role=role: line.allows(role) and line.name not in LEAVING):
            if method == "GET":
                yield person, world.ours.address(line, role)
