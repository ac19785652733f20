"""An ID token that is not the provider's, not for us, not of this sign-in or too old signs nobody in."""

import base64
import json
import time

import pytest
from django.test import RequestFactory
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from departments.identity_provider import ProviderSettings
from evaluations.sign_in.provider.identity_client import AnswerRefused, provider_client, read_answer, secret_method

PROVIDER = ProviderSettings("https://id.example", "jixiao", "only-for-tests")
KEY, OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one"}), RSAKey.generate_key(2048, {"kid": "one"})
SHARED = OctKey.import_key(PROVIDER.client_secret, {"kid": "one"})
STATE = "abc"


def signed_token(key=KEY, algorithm="RS256", **changes):
    """A good token of this moment, but for the changes; None leaves a claim out."""
    now = int(time.time())
    good = {"iss": PROVIDER.issuer, "aud": PROVIDER.client_id, "sub": "1", "exp": now + 60, "iat": now, "nonce": "n"}
    claims = {name: value for name, value in (good | {"preferred_username": "chen"} | changes).items() if value}
    if algorithm == "none":
        return ".".join([to_base64(b'{"alg":"none"}'), to_base64(json.dumps(claims).encode()), ""])
    return jwt.encode({"alg": algorithm, "kid": "one"}, claims, key, algorithms=[algorithm])


def to_base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.fixture
def answered(settings, monkeypatch):
    """What becomes of a token that the provider's token endpoint seems to hand out."""
    settings.OIDC = PROVIDER
    provider_client.cache_clear()
    client = provider_client(PROVIDER)
    client.server_metadata.update(
        issuer=PROVIDER.issuer,
        jwks=KeySet([KEY]).as_dict(private=False),
        jwks_uri=f"{PROVIDER.issuer}/keys",
        id_token_signing_alg_values_supported=["RS256", "HS256", "none"],
        _loaded_at=time.time(),
    )

    def answered(id_token):
        token = {"access_token": "x", "token_type": "Bearer"} | ({"id_token": id_token} if id_token else {})
        monkeypatch.setattr(client, "fetch_access_token", lambda **given: token)
        request = RequestFactory().get("/sign-in/provider/back/", {"code": "c", "state": STATE})
        session = {f"_state_provider_{STATE}": {"data": {"nonce": "n"}, "exp": time.time() + 60}}
        request.session = type("Kept", (dict,), {})(session)
        return read_answer(request)

    yield answered
    provider_client.cache_clear()


def test_a_good_one_names_the_person(answered):
    claims, token = answered(signed_token())
    assert claims["preferred_username"] == "chen" and token.count(".") == 2


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"key": OTHER_KEY}, id="another key"),
        pytest.param({"key": SHARED, "algorithm": "HS256"}, id="our own secret"),
        pytest.param({"key": SHARED, "algorithm": "none"}, id="no signature"),
        pytest.param({"iss": "https://evil.example"}, id="another provider"),
        pytest.param({"aud": "another-site"}, id="for another site"),
        pytest.param({"aud": "another-site", "azp": "jixiao"}, id="for another site, as if by us"),
        pytest.param({"nonce": "of another sign-in"}, id="of another sign-in"),
        pytest.param({"nonce": None}, id="of no sign-in"),
        pytest.param({"exp": int(time.time()) - 600}, id="too old"),
        pytest.param({"sub": None}, id="of nobody"),
    ],
)
def test_a_forged_one_is_refused(answered, forged):
    with pytest.raises(AnswerRefused):
        answered(signed_token(**forged))


@pytest.mark.parametrize(
    "offered, method",
    [(None, "basic"), (["client_secret_post"], "post"), (["client_secret_post", "client_secret_basic"], "basic")],
)
def test_the_secret_is_shown_as_the_provider_wants_it(offered, method):
    metadata = {"token_endpoint_auth_methods_supported": offered} if offered else {}
    assert secret_method(metadata) == f"client_secret_{method}"


def test_no_token_at_all_is_no_sign_in(answered):
    with pytest.raises(AnswerRefused):
        answered("")


def test_what_userinfo_adds_must_speak_of_the_same_person(answered, monkeypatch):
    client = provider_client(PROVIDER)
    client.server_metadata["userinfo_endpoint"] = f"{PROVIDER.issuer}/me"
    told = {"sub": "2", "preferred_username": "director"}
    monkeypatch.setattr(client, "userinfo", lambda token: told)
    with pytest.raises(AnswerRefused, match="somebody else"):
        answered(signed_token(preferred_username=None))
    told["sub"] = "1"
    assert answered(signed_token(preferred_username=None))[0]["preferred_username"] == "director"
