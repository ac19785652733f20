"""Sending a file: under the type of its kind when it is whole, and a page that explains when it is not."""

import hashlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from evaluations.evidence.keeping import incoming_evidence, keep_evidence
from evaluations.evidence.sending import evidence_response
from tests.evidence.papers import kept_path, ole, upload

CONTENT = ole("WordDocument")


@pytest.fixture
def file():
    with incoming_evidence(upload(CONTENT)) as path:
        return keep_evidence(path)


@pytest.fixture
def request_of_somebody():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def sent(request, file, **changes):
    given = {"sha256": hashlib.sha256(CONTENT).hexdigest(), "name": "报告.doc", "kind": "doc"}
    return evidence_response(request, file=file, **given | changes)


@pytest.mark.parametrize(
    "kind, content_type", [("doc", "application/octet-stream"), ("pdf", "application/pdf"), ("jpg", "image/jpeg")]
)
def test_a_whole_file_is_sent_as_a_download_under_its_own_name(request_of_somebody, file, kind, content_type):
    answer = sent(request_of_somebody, file, kind=kind)
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, CONTENT, content_type)
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%E6%8A%A5%E5%91%8A.doc"


def test_no_byte_of_a_changed_file_is_sent_and_the_log_names_it(request_of_somebody, file, caplog):
    kept_path(file).write_bytes(b"something else")
    answer = sent(request_of_somebody, file)
    shown = answer.content.decode()
    assert answer.status_code == 500 and "Content-Disposition" not in answer.headers
    assert "“报告.doc”：文件与上传时登记的校验值不一致，可能已损坏或被改动。" in shown
    assert "something else" not in shown
    assert [record.getMessage() for record in caplog.records if record.name == "evaluations.evidence.sending"] == [
        f"evidence {file}: 文件与上传时登记的校验值不一致，可能已损坏或被改动。"
    ]


def test_a_lost_file_is_told_as_lost(request_of_somebody, file):
    kept_path(file).unlink()
    assert "“报告.doc”：文件不在原处。" in sent(request_of_somebody, file).content.decode()
