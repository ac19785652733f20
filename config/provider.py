"""统一身份认证 (OpenID Connect): what the environment says about the provider, read by settings.py."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.environment import TrimmedEnv


@dataclass(frozen=True)
class ProviderSettings:
    """Who vouches for people, how we are known there, and which claim names an account of ours."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str = "统一身份认证"
    scope: str = "openid profile"
    username_claim: str = "preferred_username"
    # The provider itself always asks for a second factor (UKey, 短信), so that we need not.
    second_factor: bool = False


def provider_settings(env: TrimmedEnv, production: bool) -> ProviderSettings | None:
    """Return None while OIDC_ISSUER is not set: then nobody signs in that way.

    Raises EnvError for a missing OIDC_CLIENT_ID or OIDC_CLIENT_SECRET, ImproperlyConfigured for an issuer that is no
    address or, in production, is spoken to without TLS from another machine.
    """
    issuer = env.str("OIDC_ISSUER", "")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured("OIDC_ISSUER must be the provider's address, as its metadata names it.")
    if production and parts.scheme != "https" and not _this_machine(parts.hostname):
        raise ImproperlyConfigured("OIDC_ISSUER must begin with https:// in production.")
    return ProviderSettings(
        issuer=issuer,
        client_id=env.str("OIDC_CLIENT_ID"),
        client_secret=env.str("OIDC_CLIENT_SECRET"),
        label=env.str("OIDC_LABEL", ProviderSettings.label),
        scope=" ".join(dict.fromkeys(["openid", *env.str("OIDC_SCOPE", ProviderSettings.scope).split()])),
        username_claim=env.str("OIDC_USERNAME_CLAIM", ProviderSettings.username_claim),
        second_factor=env.bool("OIDC_SECOND_FACTOR", False),
    )


def _this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
