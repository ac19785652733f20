"""A phone with an authenticator that is not ours, and a browser in which somebody signs in."""

import re

import pyotp
from django.test import Client
from django.urls import reverse

from departments.models import User

PASSWORD = "Mifeng-2026-hua"
LOGIN, CODE, DEVICE = "/accounts/login/", "/sign-in/code/", "/sign-in/second-factor/device/"
RECOVERY = re.compile(r'<li class="mono">(\S+?)</li>')


def with_password(user: User, password: str = PASSWORD) -> User:
    """The person knows this password, as one that was chosen and not handed over."""
    user.set_password(password)
    user.must_change_password = False
    user.save()
    return user


def browser_at_desk(user: User, address: str = "127.0.0.1") -> Client:
    """A browser in which the person has just shown the password."""
    browser = Client(REMOTE_ADDR=address)
    browser.post(LOGIN, {"username": user.username, "password": PASSWORD})
    return browser


def scanned_phone(browser: Client) -> pyotp.TOTP:
    """What the page of the QR code tells a phone that has no camera."""
    page = browser.get(DEVICE).content.decode()
    return pyotp.TOTP(re.search(r'class="mono secret mb-0">([A-Z2-7 ]+)<', page).group(1).replace(" ", ""))


def enrolled_phone(browser: Client) -> tuple[pyotp.TOTP, list[str]]:
    """Enrol a phone in the browser; it, and the recovery codes of the page."""
    phone = scanned_phone(browser)
    page = browser.post(DEVICE, {"new_code": phone.now()})
    return phone, RECOVERY.findall(page.content.decode())


def signed_in(browser: Client) -> bool:
    """Whether the browser's person gets beyond the sign-in page and the gates."""
    answer = browser.get(reverse("desk:home"))
    return answer.status_code == 200 or not answer.headers["Location"].startswith(("/accounts/", "/sign-in/"))
