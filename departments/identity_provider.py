"""统一身份认证 (OpenID Connect): what this installation knows of the provider; no model, for settings.py reads it."""

from dataclasses import dataclass, field


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
