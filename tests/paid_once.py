"""What a run pays once instead of once a test: the list of static files, the look through what was read, strong hashes.

Every `Client()` builds the chain of middleware anew, and WhiteNoise then opens each static file: 6 ms, thousands of
times. The files do not change while the tests run. Of the garbage collector's time most goes over what the tests' own
modules hold to the end: it is set aside once they are all read. A password is hashed by the product's own hasher, but
with a hundredth of its memory; the fixture hashed_as_shipped is for tests of its size. Who is signed in by force_login has
a session: the event and the day of the last sign-in are for those who come through the page (client.login, a POST).

Functions for conftest.py to call, and no fixtures: pytest would work out for each of thousands of tests that it has them.
"""

import gc
from functools import lru_cache, partial
from typing import Any

import pytest

# Objects made before the youngest are looked through, and rounds before the older ones are.
ROUNDS = (50_000, 20, 20)
LIGHT_HASH = {"time_cost": 1, "memory_cost": 128}
_shipped_hash: dict[str, int] = {}
_listed_files: dict[str, dict[str, Any]] = {}  # by the address that they lie under


def rest_while_reading() -> None:
    """Look through nothing while the tests are read: nearly all of it stays."""
    gc.disable()


def set_aside_what_stays() -> None:
    """Let the collector leave alone what there is now, and look through what comes. For the end of the reading."""
    gc.freeze()
    gc.set_threshold(*ROUNDS)
    gc.enable()


def list_static_files_once() -> None:
    """Give every chain of middleware the first one's list."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    look = WhiteNoiseMiddleware.add_files_from_finders

    def take_known(middleware) -> None:
        if middleware.static_prefix not in _listed_files:
            look(middleware)
            _listed_files[middleware.static_prefix] = middleware.files
        middleware.files = dict(_listed_files[middleware.static_prefix])

    WhiteNoiseMiddleware.add_files_from_finders = take_known


def read_schemes_once() -> None:
    """A scheme's text is read as it was the last time: schemes are frozen, and hundreds of tests name the same two forms."""
    from evaluations.schemes import loading

    loading.parse_scheme = lru_cache(64)(loading.parse_scheme)


def hash_passwords_lightly() -> None:
    """Save the 25 ms that a password is meant to cost."""
    from config.hashers import CountyArgon2

    for name, cost in LIGHT_HASH.items():
        _shipped_hash[name] = getattr(CountyArgon2, name)
        setattr(CountyArgon2, name, cost)


def sign_in_lightly() -> None:
    """Let a new client's force_login write the one row that it is for: 1 ms instead of 6."""
    from django.conf import settings
    from django.test import Client

    whole = Client.force_login

    def force_login(client, user, backend=None) -> None:
        if settings.SESSION_COOKIE_NAME not in client.cookies:
            client._login = partial(_begin_session, client)
        try:
            whole(client, user, backend)
        finally:
            vars(client).pop("_login", None)

    Client.force_login = force_login  # type: ignore[method-assign, assignment]  # to replace it is what this is for


def _begin_session(client, user, backend) -> None:
    """What Django's login() leaves in the browser and in the table of sessions."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = SessionStore()
    request.session[SESSION_KEY] = user._meta.pk.value_to_string(user)
    request.session[BACKEND_SESSION_KEY] = backend
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    request.session.create()
    client._set_login_cookies(request)


@pytest.fixture
def hashed_as_shipped(monkeypatch) -> None:
    """Let passwords cost here what they cost in production."""
    from config.hashers import CountyArgon2

    for name, cost in _shipped_hash.items():
        monkeypatch.setattr(CountyArgon2, name, cost)
