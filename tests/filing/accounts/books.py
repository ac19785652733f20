"""Final accounts as files, and the page's answer in parts."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.final_accounts.small_accounts import head

LINE = re.compile(
    r'name="take" value="(?P<code>[^"]+)"\s+id="[^"]+"(?P<ticked>\s*checked)?.*?class="old">(?P<old>.*?)</td>'
    r'.*?class="new">(?P<new>.*?)</td>.*?class="src">(?P<source>.*?)</td>',
    re.DOTALL,
)


def book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A real xlsx."""
    made, out = Workbook(), BytesIO()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    made.save(out)
    return out.getvalue()


def persons(posts: int, staff: int, **other: str) -> list[Sequence[Any]]:
    """基本数字表."""
    labels = ["项目", "行次", "年初数", "年末数"]
    return [*head("基本数字表", **other), labels, ["一、编制人数（人）", 1, 1, posts], ["（一）在职人员", 2, 1, staff]]


def address(evaluation, rest=""):
    return f"/filing/{evaluation.pk}/accounts/{rest}"


def send(client, evaluation, *contents: bytes, name="决算.xlsx"):
    files = [SimpleUploadedFile(name, content) for content in contents]
    return client.post(address(evaluation), {"workbooks": files})


def lines(answer) -> dict[str, dict[str, str]]:
    """Code → what the line of the comparison says."""
    page = unescape(answer.content.decode())
    return {
        found["code"]: {k: (v or "").strip() for k, v in found.groupdict().items()} for found in LINE.finditer(page)
    }


def parcel_of(answer) -> str:
    (parcel,) = re.findall(r'name="parcel" value="([^"]+)"', answer.content.decode())
    return unescape(parcel)


def confirm(client, evaluation, answer, *codes: str):
    return client.post(address(evaluation, "import/"), {"parcel": parcel_of(answer), "take": codes})
