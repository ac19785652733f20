"""What a request brings along is judged before it is read: strangers park nothing on the disk, and nothing typed is lost."""

import ast
from types import SimpleNamespace
from typing import cast
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from config.body_ceiling import PIECE, allowance, body_ceiling, body_read_out
from departments.roles import Role
from departments.site_request import SiteRequest
from departments.taking_files import ROOM_FOR_FIELDS
from tests.factories import make_department, make_member
from tests.sources import modules, tree

LARGE = SimpleUploadedFile("a.pdf", b"x" * 10_000)


def asked(path: str, size: int | None = None, known: bool = False) -> tuple[SiteRequest, int]:
    """The request behind the middleware, and the status of its answer; `size` is what it claims to bring."""
    request = cast(SiteRequest, RequestFactory().post(path, {"note": "说明", "paper": LARGE}))
    LARGE.seek(0)
    request.session = cast("object", {"_auth_user_id": "1"} if known else {})  # type: ignore[assignment]  # what is read of it
    if size is not None:
        request.META["CONTENT_LENGTH"] = str(size)
    answer = body_ceiling(lambda inner: SimpleNamespace(status_code=200))(request)  # type: ignore[arg-type, return-value]  # only its status counts
    return request, answer.status_code


def test_a_stranger_may_bring_a_form_and_one_file_to_the_page_that_is_open_to_all():
    one_file = allowance("/verify/", known=False)
    assert one_file[1] and one_file[0] == ROOM_FOR_FIELDS + 20 * 2**20
    assert allowance("/", known=False) == allowance("/no/such/page/", known=True) == (ROOM_FOR_FIELDS, False)
    assert allowance("/accounts/login/", known=True) == (ROOM_FOR_FIELDS, False)
    assert allowance("/precheck/", known=False)[1] is False and allowance("/precheck/", known=True)[1] is True


@pytest.mark.parametrize("path, known", [("/verify/", False), ("/accounts/login/", False), ("/precheck/", True)])
def test_what_is_too_much_is_refused_unread(path, known):
    request, status = asked(path, size=allowance(path, known)[0] + 1, known=known)
    assert status == 413 and not request.FILES and not request.POST


def test_at_the_limit_it_is_taken():
    assert asked("/verify/", size=allowance("/verify/", known=False)[0])[1] == 200


@pytest.mark.parametrize(
    "path, known, kept",
    [("/verify/", False, True), ("/precheck/", False, False), ("/precheck/", True, True), ("/", True, False)],
)
def test_files_are_kept_only_where_they_are_asked_for(monkeypatch, path, known, kept):
    """Neither in memory nor in /tmp; the text beside them arrives in any case."""
    parked = []

    def watched(handler: type[FileUploadHandler]) -> None:
        inner = handler.receive_data_chunk

        def receive(self: FileUploadHandler, data: bytes, start: int) -> bytes | None:
            parked.append(len(data))
            return inner(self, data, start)

        monkeypatch.setattr(handler, "receive_data_chunk", receive)

    watched(MemoryFileUploadHandler)
    watched(TemporaryFileUploadHandler)
    request, status = asked(path, known=known)
    assert status == 200 and request.POST["note"] == "说明"
    assert (list(request.FILES) == ["paper"]) is kept and bool(parked) is kept


@pytest.mark.django_db
def test_the_answer_is_a_page_that_says_how_much_and_how_to_go_on():
    answer = Client().post("/verify/", {"paper": SimpleUploadedFile("a.pdf", bytes(25 * 2**20))})
    assert answer.status_code == 413
    assert "提交的内容有 26 MB，这里一次最多 24 MB，没有收下" in answer.content.decode()


@pytest.mark.django_db
def test_the_text_of_a_form_with_a_file_comes_back_after_the_session_has_ended(settings):
    member = make_member(Role.PREPARER, make_department())
    client = Client()
    client.force_login(member)
    client.logout()
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    answer = client.post(reverse("filing:attach", args=[1]), {"note": "第三季度台账", "files": LARGE})
    assert answer.status_code == 401 and "第三季度台账" in answer.content.decode()


def test_every_view_that_looks_at_files_says_so():
    """And no other one does: a mark that nothing needs is room for what nobody reads."""
    looking, marked = set(), set()
    for name, path in modules().items():
        said = path.read_text(encoding="utf-8")
        for node in ast.walk(tree(path)) if ".FILES" in said or "@takes_" in said else ():
            if isinstance(node, ast.FunctionDef):
                if any(isinstance(one, ast.Attribute) and one.attr == "FILES" for one in ast.walk(node)):
                    looking.add(f"{name}.{node.name}")
                if {"takes_files", "takes_many_files"} & {getattr(one, "id", "") for one in node.decorator_list}:
                    marked.add(f"{name}.{node.name}")
    looking = {name for name in looking if not name.startswith("config.")}
    helpers = {name for name in looking if name.endswith(".upload_form")}
    assert looking - helpers == marked


def test_how_the_kind_of_a_body_is_spelled_does_not_matter():
    request = cast(SiteRequest, RequestFactory().post("/", {"paper": LARGE}))
    LARGE.seek(0)
    request.META["CONTENT_TYPE"] = request.META["CONTENT_TYPE"].replace("multipart", "Multipart")
    request.session = cast("object", {})  # type: ignore[assignment]  # what is read of it
    body_ceiling(lambda inner: SimpleNamespace(status_code=200))(request)  # type: ignore[arg-type, return-value]  # not read
    assert request.keeps_files is False


def test_what_nobody_has_read_is_read_out_before_the_answer_goes(monkeypatch):
    """Or the proxy, still sending, finds the connection closed and says 502 where we have said why."""
    whole, gone = (
        cast(SiteRequest, RequestFactory().generic("POST", "/no/such/page/", b"x" * 300_000)) for _ in range(2)
    )
    monkeypatch.setattr(gone, "_stream", SimpleNamespace(read=Mock(side_effect=OSError("gone"))))
    refused = body_read_out(lambda inner: HttpResponse(status=403))
    assert (refused(whole).status_code, len(whole.META["wsgi.input"])) == (403, 0)
    assert refused(gone).status_code == 403


@pytest.mark.parametrize("keeps, unread", [(False, 300_000 - 2 * PIECE), (True, 0)], ids=["stranger", "files taken"])
def test_of_a_stranger_only_so_much_is_read_out(monkeypatch, keeps, unread):
    monkeypatch.setattr("config.body_ceiling.MOST_DRAINED_OF_STRANGERS", 100_000)
    request = cast(SiteRequest, RequestFactory().generic("POST", "/", b"x" * 300_000))
    request.keeps_files = keeps
    body_read_out(lambda inner: HttpResponse(status=403))(request)
    assert len(request.META["wsgi.input"]) == unread


@pytest.mark.django_db
@pytest.mark.parametrize("charset, status", [("utf-7", 400), ("GBK", 400), ("UTF8", 200), ("no-such", 200)])
def test_a_form_that_says_another_charset_is_refused_on_a_page(charset, status):
    """With the token's cookie: without it Django refuses before it looks for a field."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    token = strict.get(reverse("departments:login")).cookies["jixiao_csrf"].value
    sent = f"csrfmiddlewaretoken={token}&username=a&password=b"
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    answer = strict.generic("POST", reverse("departments:login"), sent, kind)
    assert answer.status_code == status and ("没有做任何改动" in answer.content.decode()) is (status == 400)
