"""A person's browser as far as a server notices: cookies, forms with their token, an origin."""

import re
from typing import Any

import requests

from tests.services import LONG_ENOUGH

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class SiteVisitor:
    """Asks one site; never follows a redirect by itself."""

    def __init__(self, address: str, certificate: str | bool = True) -> None:
        self.address, self.session = address, requests.Session()
        self.session.verify = certificate
        self.session.trust_env = False

    def get(self, path: str) -> requests.Response:
        """Ask for a page."""
        return self.session.get(f"{self.address}{path}", allow_redirects=False, timeout=LONG_ENOUGH)

    def is_let_in(self) -> bool:
        """Whether the site answers as one that is alive."""
        return self.get("/healthz/").status_code == 200

    def post(self, path: str, fields: dict[str, Any], **more: Any) -> requests.Response:
        """Send a form, as a page of the site does."""
        headers = {"Origin": self.address, "Referer": f"{self.address}{path}", **more.pop("headers", {})}
        return self.session.post(
            f"{self.address}{path}", fields, headers=headers, allow_redirects=False, timeout=LONG_ENOUGH, **more
        )

    def token(self, path: str) -> str:
        """The token of the form on a page."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code, page.text[:300])
        return TOKEN.search(page.text)[1]

    def sign_in(self, username: str, password: str) -> requests.Response:
        """By the form."""
        path = "/accounts/login/"
        fields = {"csrfmiddlewaretoken": self.token(path), "username": username, "password": password}
        return self.post(path, fields)
