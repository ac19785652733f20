"""A page on the web as evidence: its address, its title and the day on which somebody saw it. Nothing is ever fetched.

It is kept as a note of a few lines beside the other files, so that it is frozen, checked and sent like them.
"""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from evaluations.language.character_table import plain_spelling
from evaluations.language.texts import clean_line

LONGEST_ADDRESS, LONGEST_TITLE = 2_000, 100
FIRST_YEAR = 2000
WRITTEN_DAY = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")
COPY_ADDRESS = "请从浏览器的地址栏完整复制，以 http:// 或 https:// 开头"
PLAUSIBLE_URL = URLValidator(schemes=["http", "https"])


class AddressRefused(ValueError):
    """A page that is not taken; the text is a Chinese sentence."""


@dataclass(frozen=True)
class WebAddress:
    """Where a page is, what it is called, when it was seen."""

    address: str
    title: str
    seen_on: date

    @property
    def note(self) -> bytes:
        """The lines that are kept."""
        return f"{self.title}\n{self.address}\n{self.seen_on:%Y-%m-%d} 查看\n".encode()


def web_address(address: str, title: str, seen_on: str) -> WebAddress:
    """The page as typed; raises AddressRefused, TextError for a title that is too long."""
    where = judged_address(plain_spelling(address))
    return WebAddress(
        where, clean_line(title, limit=LONGEST_TITLE) or urlsplit(where).hostname or where, judged_day(seen_on)
    )


def judged_address(address: str) -> str:
    """The address, if it can be one; it is looked at and never opened."""
    if not address:
        raise AddressRefused(f"还没有填网址。{COPY_ADDRESS}。")
    if len(address) > LONGEST_ADDRESS:
        raise AddressRefused(
            f"网址有 {len(address)} 个字符，最多 {LONGEST_ADDRESS} 个。请改用较短的网址，或截图后上传。"
        )
    try:
        PLAUSIBLE_URL(address)
        parts = urlsplit(address)
    except (ValidationError, ValueError):
        raise AddressRefused(f"读到“{address[:60]}”，应为网页的网址。{COPY_ADDRESS}。") from None
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("网址里带有用户名或密码，没有登记。请去掉“@”和它前面的部分。")
    return address


def judged_day(text: str) -> date:
    """The day, however it is written: 2021-03-05, 2021年3月5日, 2021/3/5; not before the page or after today."""
    if not text.strip():
        raise AddressRefused("还没有填查看日期。请填您看到这个网页的日期，例如 2021-03-05。")
    match = WRITTEN_DAY.fullmatch(text.strip())
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise AddressRefused(f"读到“{text.strip()[:40]}”，应为日期，例如 2021-03-05。请重新填写查看日期。")
    if not FIRST_YEAR <= day.year or day > timezone.localdate():
        raise AddressRefused(
            f"查看日期 {day:%Y-%m-%d} 不对，应为 {FIRST_YEAR} 年以后、今天以前（含今天）的一天。请核对。"
        )
    return day
