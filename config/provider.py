"""统一身份认证: what the environment says about the provider."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.environment import TrimmedEnv
from departments.identity_provider import ProviderSettings


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
