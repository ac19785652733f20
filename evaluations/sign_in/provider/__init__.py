"""统一身份认证: another system vouches for who somebody is (OpenID Connect, authorization code with PKCE)."""
