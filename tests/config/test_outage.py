"""While database or disk are away the site says so: 503 with a moment to try again, and nothing typed is lost."""

import errno

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.urls import reverse

from config.outage_reason import DATABASE_AWAY, DISK_FULL, outage_reason
from evaluations.filing.section import autosave_views
from tests.factories import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def away(client, monkeypatch, office):
    """The preparer is signed in, and then the database goes."""
    client.force_login(office.preparer)
    client.cookies["jixiao_csrf"] = "x" * 32
    client.raise_request_exception = False

    def refuse(*given, **more):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    return client


def test_a_page_says_what_is_away_and_when_to_come_back(away):
    answer = away.get("/desk/")
    assert answer.status_code == 503 and answer["Retry-After"] == "5"
    text = answer.content.decode()
    assert DATABASE_AWAY in text and 'href="/desk/"' in text and "no-store" in answer["Cache-Control"]
    assert away.get("/healthz/").status_code == 200 and away.get("/readyz/").status_code == 503


def test_a_form_keeps_what_was_typed_and_can_be_sent_again(away):
    answer = away.post("/filing/1/s/narrative/", {"text": "一、基本情况\n<b>"}, headers={"accept": "text/html"})
    text = answer.content.decode()
    assert answer.status_code == 503 and 'action="/filing/1/s/narrative/"' in text
    assert "一、基本情况\n&lt;b&gt;</textarea>" in text and "csrfmiddlewaretoken" in text and "再提交一次" in text


def test_a_password_is_never_sent_back(away):
    answer = away.post("/accounts/login/", {"username": "a", "password": "geheim"})
    assert answer.status_code == 503 and b"geheim" not in answer.content


def test_autosave_is_told_in_its_own_words(away):
    answer = away.post("/filing/1/s/narrative/autosave/", {"text": "x"}, headers={"accept": "application/json"})
    assert answer.status_code == 503 and answer["Retry-After"] == "5"
    assert answer.json() == {"kind": "away", "message": f"{DATABASE_AWAY}内容保留在本机，稍后自动再试。"}


def test_a_full_disk_is_a_sentence_and_a_fault_of_ours_is_not(client, office, monkeypatch):
    client.force_login(office.preparer)
    client.raise_request_exception = False
    draft = office.evaluation()
    address = reverse("filing:autosave", args=[draft.pk, "base_data"])
    for error, status, said in (
        (OSError(errno.ENOSPC, "No space left on device"), 503, DISK_FULL),
        (ValueError("ours"), 500, "系统出错了"),
    ):

        def fail(*given, error=error, **more):
            raise error

        monkeypatch.setattr(autosave_views, "desk_at", fail)
        answer = client.post(address, {})
        assert (answer.status_code, said in answer.content.decode()) == (status, True)


@pytest.mark.parametrize(
    "error, said",
    [
        (InterfaceError("connection already closed"), DATABASE_AWAY),
        (OSError(errno.EDQUOT, "quota"), DISK_FULL),
        (OSError(errno.EACCES, "not ours"), ""),
        (ProgrammingError("no such column"), ""),
        (None, ""),
    ],
)
def test_what_is_an_outage_and_what_is_a_fault(error, said):
    assert outage_reason(error) == said


def test_the_cause_of_a_fault_counts(db):
    try:
        try:
            raise OSError(errno.ENOSPC, "full")
        except OSError as error:
            raise RuntimeError("the workbook was not written") from error
    except RuntimeError as outer:
        assert outage_reason(outer) == DISK_FULL


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite calls a fault of ours by the same name")
def test_a_table_that_is_missing_is_no_outage():
    with pytest.raises(OperationalError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table")
    assert outage_reason(caught.value) == ""
