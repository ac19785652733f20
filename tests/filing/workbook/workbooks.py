"""What the tests of workbooks share: a filled-in draft, its download, an upload, and the words of the answer."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

FAULT = re.compile(r'<tr>\s*<th scope="row">(.*?)</th>.*?<td data-col="怎样改">(.*?)</td>', re.DOTALL)
CHANGE = re.compile(
    r'<tr>\s*<td data-col="变化"><span class="tag tag-\w+">(.*?)</span></td>\s*<th scope="row">(.*?)</th>\s*'
    r'<td data-col="现在" class="old">(.*?)</td>\s*<td data-col="导入以后" class="new">(.*?)</td>',
    re.DOTALL,
)
TAGS = re.compile(r"<[^>]+>")


def address(evaluation, rest=""):
    return f"/filing/{evaluation.pk}/workbook{rest}"


def download(client, evaluation) -> bytes:
    answer = client.get(address(evaluation, ".xlsx"))
    assert answer.status_code == 200
    return answer.content


def upload(client, evaluation, content: bytes, name="填报表.xlsx"):
    return client.post(address(evaluation, "/"), {"file": SimpleUploadedFile(name, content)})


def words(html: str) -> str:
    return unescape(" ".join(TAGS.sub("", html).split()))


def faults(answer) -> list[tuple[str, str]]:
    """(place, sentence) of each line of the page of faults."""
    assert answer.status_code == 422, words(answer.content.decode())
    return [(words(place), words(sentence)) for place, sentence in FAULT.findall(answer.content.decode())]


def refusal(answer) -> str:
    """The sentence under the file field."""
    assert answer.status_code == 422
    (found,) = re.findall(r'<span id="error_1_id_file"[^>]*>(.*?)</span>', answer.content.decode(), re.DOTALL)
    return words(found)


def changes(answer) -> list[tuple[str, str, str, str]]:
    """(kind, label, now, then) of each line of the dry run."""
    page = answer.content.decode()
    assert answer.status_code == 200, words(page)
    return [(words(kind), words(label), words(now), words(then)) for kind, label, now, then in CHANGE.findall(page)]


def confirm(client, evaluation, answer, without=()):
    """Press the button of the dry run, with some sections not taken."""
    page = answer.content.decode()
    (parcel,) = re.findall(r'name="parcel" value="([^"]+)"', page)
    taken = [code for code in re.findall(r'name="take" value="([^"]+)"', page) if code not in without]
    return client.post(address(evaluation, "/import/"), {"parcel": unescape(parcel), "take": taken})
