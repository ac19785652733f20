"""Signing in with more than a password: the 动态码 of a phone, and 统一身份认证 (docs/decisions/0036-second-factor.md)."""
