"""Who asks too often for what costs is answered 429 with what was typed; a count that fails stops nobody."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from config.rate_limits import CallCounts, call_counts
from config.rate_table import RATE_TABLE, RateMeasure
from departments.matrix import walk
from evaluations.models import Event
from tests.access.site import client_of

LITTLE = RateMeasure("little", 2, "下载")
# What a view sends a file with.
SENDERS = {
    *("FileResponse", "evidence_response", "workbook_answer", "file_answer", "paper_response", "sent_file"),
    *("make_harmless", "files_together", "pdf_response"),
}


def test_each_caller_has_a_measure_of_its_own():
    counts = CallCounts("")
    assert [counts.taken(LITTLE, "user:1") for _ in range(3)] == [True, True, False]
    assert counts.taken(LITTLE, "user:2") and not counts.taken(LITTLE, "user:1")


def test_without_redis_each_process_counts_for_itself_and_asks_again_later(monkeypatch, caplog):
    counts = CallCounts("redis://127.0.0.1:1/0")
    assert [counts.taken(LITTLE, "user:1") for _ in range(3)] == [True, True, False]
    assert caplog.text.count("cannot be reached") == 1, "once in half a minute"
    counts.away_until = 0.0
    counts.taken(LITTLE, "user:2")
    assert caplog.text.count("cannot be reached") == 2


def test_processes_share_their_count_in_redis(redis_url):
    first, second = CallCounts(redis_url), CallCounts(redis_url)
    assert [counts.taken(LITTLE, "user:1") for counts in (first, second, first)] == [True, True, False]
    assert CallCounts("amqp://broker").shared is None, "another broker has no counts"


@pytest.fixture
def strict(settings, monkeypatch):
    """Two calls of everything."""
    settings.RATE_LIMITS = True
    call_counts.cache_clear()
    for name, measure in RATE_TABLE.items():
        monkeypatch.setitem(RATE_TABLE, name, replace(measure, most=2))


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_office")
def test_a_person_who_exports_all_day_is_asked_to_wait_and_the_log_knows(strict, kept_office):
    client, address = client_of(kept_office.bureau_admin), reverse("cycles:source", args=[kept_office.cycle.scheme_id])
    answers = [ask(address) for ask in (client.get, client.head, client.get)]
    assert [one.status_code for one in answers] == [200, 200, 429] and answers[2]["Retry-After"] == "600"
    assert "您在 10 分钟内下载已达 2 次" in answers[2].content.decode()
    assert Event.objects.get(action="limit").actor == kept_office.bureau_admin
    assert client.get(reverse("cycles:scheme", args=[kept_office.cycle.scheme_id])).status_code == 200, (
        "pages are not counted"
    )
    assert Client().get(address).status_code == 302, "a stranger is sent to the sign-in page"


@pytest.mark.django_db
def test_only_who_searches_is_counted_where_a_page_also_searches(strict):
    asked = ["/", "/?q=", "/?year=2020", "/?q=道路", "/?q=桥梁", "/?q=教育", "/"]
    assert [Client().get(one).status_code for one in asked] == [200, 200, 200, 200, 200, 429, 200]


@pytest.mark.django_db
def test_strangers_are_counted_by_address_and_a_refused_form_keeps_its_text(strict):
    sent = [Client().post("/verify/", {"paper": ""}, REMOTE_ADDR=a) for a in ["10.0.0.1"] * 3 + ["10.0.0.2"]]
    assert [one.status_code for one in sent] == [422, 422, 429, 422]
    script = Client().post("/verify/", REMOTE_ADDR="10.0.0.1", headers={"accept": "application/json"}).json()
    assert script["kind"] == "refused" and script["message"].endswith("请与系统管理员联系。"), (
        "no script tries that again"
    )
    assert Client().get("/verify/", REMOTE_ADDR="10.0.0.1").status_code == 200
    tried = [Client().post("/accounts/login/", {"username": "a"}, REMOTE_ADDR="10.0.0.3") for _ in range(3)]
    assert tried[2].status_code == 429


def test_every_view_of_the_table_is_there_and_every_view_that_sends_or_takes_files_is_in_it():
    views = {name: view for name, _, view in walk(get_resolver(), "/", "")}
    assert not RATE_TABLE.keys() - views.keys()
    costly = {name for name, view in views.items() if hasattr(view, "most_bytes") or sends_file(view)}
    assert costly - RATE_TABLE.keys() == set()


def sends_file(view) -> bool:
    """Whether the function itself writes a Content-Disposition or calls what does."""
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    code = getattr(view, "__code__", None)
    return bool(code and {"Content-Disposition", *SENDERS} & {*code.co_names, *map(str, code.co_consts)})
