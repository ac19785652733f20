"""The same form twenty times at once: it counts once, and everybody is answered in words."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from evaluations.models import Decision, Event, SectionState, Submission
from tests.databases import wait_for_locks
from tests.factories import make_office
from tests.patience import tries

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
AT_ONCE = 20


def at_once(user, send: Callable[[Client], Any], number: int = AT_ONCE) -> list[Any]:
    """What each of so many browsers of one person is answered that send the same at the same moment."""
    barrier, answers = threading.Barrier(number), []
    clients = [Client(raise_request_exception=False) for _ in range(number)]
    clients[0].force_login(user)

    def run(client: Client) -> None:
        client.cookies = clients[0].cookies
        try:
            wait_for_locks()
            barrier.wait(timeout=60)
            answers.append(send(client))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def statuses(answers: list[Any]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def one_of_all(answers: list[Any]) -> bool:
    """Whether one came through and each of the others was told that it is done already."""
    return statuses(answers) == {302: 1, 409: AT_ONCE - 1}


def pledged(user, draft) -> dict[str, str]:
    """What the button of the last look sends."""
    client = Client()
    client.force_login(user)
    page = client.get(reverse("filing:check", args=[draft.pk])).text
    return dict(re.findall(r'type="hidden" name="(version|seen)" value="(\d+)"', page)) | {"pledge": "on"}


def test_twenty_identical_submissions_are_one():
    office = make_office(signature_required=False)
    draft = office.evaluation()
    path, sent = reverse("filing:act", args=[draft.pk, "submit"]), pledged(office.preparer, draft)
    answers = at_once(office.preparer, lambda client: client.post(path, sent))
    assert one_of_all(answers), statuses(answers)
    assert Submission.objects.count() == 1
    assert Event.objects.filter(action="submit", outcome="ok").count() == 1


def test_twenty_identical_decisions_are_one():
    office = make_office()
    draft = office.evaluation("submitted")
    row = draft.submissions.get()
    sent = {"action": "approve", "reason": "", "sha256": row.sha256, "version": draft.version}
    path = reverse("review:decide", args=[row.pk])
    answers = at_once(office.reviewer, lambda client: client.post(path, sent))
    assert one_of_all(answers), statuses(answers)
    assert Decision.objects.count() == 1 and Event.objects.filter(action="approve", outcome="ok").count() == 1


def test_twenty_identical_autosaves_keep_the_text_and_break_nothing():
    office = make_office()
    draft = office.evaluation()
    path = f"/filing/{draft.pk}/s/usage/autosave/"
    version = SectionState.objects.get(evaluation=draft, section="usage").version
    sent = {"text-usage": "二十次同样的内容。", "version": version, "page": "one", "sending": 1}
    answers = at_once(
        office.preparer,
        lambda client: client.post(path, sent, headers={"Accept": "application/json"}),
        tries(AT_ONCE, 60),
    )
    assert set(statuses(answers)) <= {200, 409} and statuses(answers)[200] >= 1, statuses(answers)
    again = Client()
    again.force_login(office.preparer)
    assert "二十次同样的内容。" in again.get(f"/filing/{draft.pk}/s/usage/").text
