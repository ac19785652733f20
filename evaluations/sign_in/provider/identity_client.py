"""The provider of identities as a client sees it: where to send people, and what its answer says of them."""

from functools import cache
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from joserfc.errors import JoseError

from departments.identity_provider import ProviderSettings

ANSWER_SECONDS = 5
# Signatures that only the provider can make: a token "signed" with none, or with a secret that we know, is none.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
HEADER_METHOD, FORM_METHOD = "client_secret_basic", "client_secret_post"
METADATA_PATH = "/.well-known/openid-configuration"


class ProviderSilent(Exception):
    """The provider cannot be reached, or its own description of itself is of no use."""


class AnswerRefused(Exception):
    """What came back is no sign-in: refused there, too old, forged, meant for somebody else."""


@cache
def provider_client(provider: ProviderSettings) -> DjangoOAuth2App:
    """The client of this provider; its metadata and keys are fetched when first needed and kept by the process."""
    return OAuth().register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.issuer.rstrip("/") + METADATA_PATH,
        client_kwargs={
            "scope": provider.scope,
            "code_challenge_method": "S256",
            "default_timeout": ANSWER_SECONDS,
        },
    )


def site_provider() -> ProviderSettings:
    """The provider of this installation; the views ask first whether there is one."""
    assert settings.OIDC is not None, "asked only where OIDC_ISSUER is set"
    return settings.OIDC


def known_provider() -> DjangoOAuth2App:
    """The client with metadata that fit the settings; raises ProviderSilent."""
    provider = site_provider()
    client = provider_client(provider)
    try:
        metadata = client.load_server_metadata()
    except (requests.RequestException, ValueError, TypeError) as error:
        raise ProviderSilent(str(error)) from error
    if metadata.get("issuer") != provider.issuer:
        raise ProviderSilent(f"it calls itself {metadata.get('issuer')}")
    offered = metadata.get("id_token_signing_alg_values_supported", SIGNATURES)
    metadata["id_token_signing_alg_values_supported"] = [name for name in offered if name in SIGNATURES]
    client.client_kwargs["token_endpoint_auth_method"] = secret_method(metadata)
    return client


def secret_method(metadata: dict[str, Any]) -> str:
    """How the provider wants to be shown our secret: in the header, unless it takes it in the form only."""
    offered = metadata.get("token_endpoint_auth_methods_supported", [HEADER_METHOD])
    return FORM_METHOD if FORM_METHOD in offered and HEADER_METHOD not in offered else HEADER_METHOD


def redirect_to_provider(request: HttpRequest) -> HttpResponse:
    """Send the browser there, with state, nonce and PKCE kept in the session; raises ProviderSilent."""
    try:
        return known_provider().authorize_redirect(request, own_address("sign_in:provider_back"))
    except (requests.RequestException, RuntimeError) as error:
        raise ProviderSilent(str(error)) from error


def read_answer(request: HttpRequest) -> tuple[dict[str, Any], str]:
    """What the provider vouches for, and its token; raises AnswerRefused or ProviderSilent."""
    client = known_provider()
    wanted = {
        "iss": {"essential": True, "value": site_provider().issuer},
        "aud": {"essential": True, "value": site_provider().client_id},
    }
    try:
        token = client.authorize_access_token(request, claims_options=wanted)
        claims = dict(token.get("userinfo") or {})
        if not claims.get("sub"):
            raise AnswerRefused("no ID token")
        return claims | more_claims(client, token, claims), token["id_token"]
    except requests.RequestException as error:
        raise ProviderSilent(str(error)) from error
    except (AuthlibBaseError, JoseError, ValueError, KeyError, RuntimeError) as error:
        raise AnswerRefused(str(error)) from error


def more_claims(client: DjangoOAuth2App, token: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """What only the provider's userinfo endpoint tells, where the claim that names our account is not in the token."""
    if site_provider().username_claim in claims or not client.server_metadata.get("userinfo_endpoint"):
        return {}
    told = dict(client.userinfo(token=token))
    if told.get("sub") != claims["sub"]:
        raise AnswerRefused("userinfo speaks of somebody else")
    return told


def sign_out_address(id_token: str) -> str:
    """Where the person's session at the provider ends; "" when it offers no such place. Raises ProviderSilent."""
    client = known_provider()
    if not client.server_metadata.get("end_session_endpoint"):
        return ""
    after = own_address("departments:login")
    return client.create_logout_url(after, id_token_hint=id_token, client_id=site_provider().client_id)["url"]


def own_address(name: str) -> str:
    """One of our addresses as the provider must know it: on the host that people type."""
    return settings.SITE_ORIGIN + reverse(name)
