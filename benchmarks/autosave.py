#!/usr/bin/env python
"""Autosave: the CPU time of one request, as a multiple of the barest Django save (session, person, token, one UPDATE).

python benchmarks/autosave.py [--quick] [--profile]                on SQLite
python -m tests.services python benchmarks/autosave.py [--quick]   on a private PostgreSQL (its own CPU is not counted)
"""

import cProfile
import json
import pstats
import sys
from io import BytesIO
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from benchmarks.answers import whole_answer
from benchmarks.measuring import Work, against, repeated, table
from benchmarks.papers import PAPER
from benchmarks.ready import make_tables  # before any model is imported
from departments.models import Membership, User
from departments.roles import Role
from evaluations.demo.county import SEED_YEAR, create_county
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.reading import load_facts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.form import stored_texts
from evaluations.models import Evaluation, Obligation, SectionState
from evaluations.workflow.acting import open_draft

QUICK, PROFILE = "--quick" in sys.argv, "--profile" in sys.argv
ROUNDS, MANY = (1, 1) if QUICK else (25, 6)
# Section → the field that is typed in: a table of figures, a list of rows, a long text, annex 1.
TYPED = {
    "base_data": "reception.actual",
    "projects": "project-0-budget",
    "results": "achievement-0-body",
    "usage": "text-usage",
    "indicators": "satisfaction_rate",
}
TOKEN = "a" * 32
BARE = [
    f"django.{name}"
    for name in (
        "middleware.security.SecurityMiddleware",
        "contrib.sessions.middleware.SessionMiddleware",
        "middleware.common.CommonMiddleware",
        "middleware.csrf.CsrfViewMiddleware",
        "contrib.auth.middleware.AuthenticationMiddleware",
        "contrib.messages.middleware.MessageMiddleware",
        "middleware.clickjacking.XFrameOptionsMiddleware",
    )
]


class OwnAddresses(MiddlewareMixin):
    """The bare save's address instead of the site's."""

    def process_request(self, request: HttpRequest) -> None:
        request.urlconf = __name__


@login_required
def bare_save(request: HttpRequest) -> JsonResponse:
    """One optimistic UPDATE of the posted text in a transaction, a small JSON back."""
    with transaction.atomic():
        rows = SectionState.objects.filter(section="usage")
        saved = rows.update(raw={"text": request.POST["text"]}, version=F("version") + 1, saved_at=timezone.now())
    return JsonResponse({"saved": saved})


urlpatterns = [path("save/", bare_save)]


def seed() -> tuple[Evaluation, User, str]:
    """The draft of the seed county, who files it, and that person's cookie."""
    department = create_county().departments.order_by("budget_code")[0]
    user = User.objects.create_user("bench", password=None, display_name="经办人", must_change_password=False)
    Membership.objects.create(user=user, county=department.county, department=department, role=Role.PREPARER)
    draft = open_draft(Obligation.objects.get(department=department, cycle__year=SEED_YEAR), user)
    store_facts(draft, load_facts(PAPER.read_bytes()))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    client.get(f"/filing/{draft.pk}/")  # the session notes once a minute that the person is still here
    return draft, user, client.cookies[settings.SESSION_COOKIE_NAME].value


def post(handler: WSGIHandler, address: str, cookie: str, fields: dict[str, object]) -> dict:
    """One request as a server hands it over; the whole answer is read."""
    body = urlencode({"csrfmiddlewaretoken": TOKEN} | fields).encode()
    cookies = f"{settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "HTTP_ACCEPT": "application/json",
        "wsgi.url_scheme": "http",
        "HTTP_COOKIE": cookies,
    }
    status, content = whole_answer(handler, environ)
    assert status == "200 OK", (address, status, content[:300])
    return json.loads(content)


def typing(handler: WSGIHandler, draft: Evaluation, user: User, cookie: str, code: str) -> Work:
    """Autosaves of one open page, each with something new typed."""
    report = Desk(draft, user)
    desk = report.at(report.scheme.section(code))
    texts, numbers, known = stored_texts(desk), count(1), {"version": desk.state.version}

    def work() -> None:
        number = next(numbers)
        texts[TYPED[code]] = str(number % 90 + 1)
        own = {"page": f"bench-{code}", "sending": number, "version": known["version"]}
        known["version"] = post(handler, f"/filing/{draft.pk}/s/{code}/autosave/", cookie, texts | own)["version"]

    return work


def main() -> None:
    make_tables()
    draft, user, cookie = seed()
    ours = WSGIHandler()
    with override_settings(MIDDLEWARE=[*BARE, f"{__name__}.OwnAddresses"]):
        bare = WSGIHandler()

    def plain() -> None:
        post(bare, "/save/", cookie, {"text": "绩" * 800})

    rows = []
    for code in TYPED:
        work = typing(ours, draft, user, cookie, code)
        work()
        plain()
        spent, ratio = against(repeated(work, MANY), repeated(plain, MANY), ROUNDS)
        rows.append((code, f"{spent / MANY * 1000:.1f}", f"{ratio:.1f}"))
        if PROFILE:
            profile = cProfile.Profile()
            profile.runcall(repeated(work, MANY))
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    table(
        f"autosave on {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}",
        ("section", "ms (this machine)", "× a bare save"),
        rows,
    )


if __name__ == "__main__":
    main()
