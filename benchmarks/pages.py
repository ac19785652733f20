#!/usr/bin/env python
"""Pages: the CPU time of a request, as a multiple of a bare Django page's. benchmarks/README.md says how to read it.

python benchmarks/pages.py [--quick]                                on SQLite
python -m tests.services python benchmarks/pages.py [--quick]       on a private PostgreSQL
"""

import sys
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.utils import timezone

from benchmarks import bare
from benchmarks.answers import whole_answer
from benchmarks.measuring import Work, against, repeated, table
from benchmarks.papers import PAPER
from benchmarks.ready import SCRATCH, make_tables
from departments.models import Department, Membership, User
from departments.roles import Role
from evaluations.demo.county import SEED_YEAR, create_county
from evaluations.drafts.facts_of_draft import assess_evaluation, store_facts
from evaluations.facts.reading import load_facts
from evaluations.models import Evaluation, Obligation, Status
from evaluations.models.scheme import load_into_database
from evaluations.submissions.freezing import freeze_submission
from evaluations.workflow.acting import open_draft

QUICK = "--quick" in sys.argv
ROUNDS, MANY = (1, 1) if QUICK else (25, 10)
COLUMNS = '["last_actual", "budget", "actual"]'
ROW = f'[[tables.rows]]\ncode = "extra_{{n}}"\nlabel = "附加行{{n}}"\noptional = true\ncolumns = {COLUMNS}\n\n'
GROUP = '[[tables.rows]]\ngroup = "“三公经费”"'


def seed() -> tuple[Evaluation, Evaluation, str]:
    """The draft of the seed county, the same with a table of 300 rows more, and the cookie of who files both."""
    county = create_county()
    first, second = county.departments.order_by("budget_code")[:2]
    user = User.objects.create_user("bench", password=None, display_name="经办人", must_change_password=False)
    for department in (first, second):
        Membership.objects.create(user=user, county=county, department=department, role=Role.PREPARER)
    short, long = drafted(first, user), drafted(second, user)
    lengthen(long)
    return short, long, cookie_of(user, address(short))


def drafted(department: Department, user: User) -> Evaluation:
    draft = open_draft(Obligation.objects.get(department=department, cycle__year=SEED_YEAR), user)
    store_facts(draft, load_facts(PAPER.read_bytes()))
    return draft


def filed(draft: Evaluation) -> tuple[str, str]:
    """The address of the report on the review desk, handed in whole, and the cookie of who reviews it."""
    reviewer = User.objects.create_user("reviewer", password=None, display_name="审核员", must_change_password=False)
    Membership.objects.create(user=reviewer, county=draft.obligation.cycle.county, role=Role.REVIEWER)
    draft.status, draft.submitted_by, draft.submitted_at = (
        Status.SUBMITTED,
        User.objects.get(username="bench"),
        timezone.now(),
    )
    draft.save()
    submission = freeze_submission(draft, assess_evaluation(draft), signed_by=None)
    return f"/review/{submission.pk}/", cookie_of(reviewer, f"/review/{submission.pk}/")


def cookie_of(user: User, page: str) -> str:
    """A session, in which a page was read: it notes once a minute that the person is still here."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    client.get(page)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def lengthen(draft: Evaluation) -> None:
    """A year of its own with 300 rows more in the base table."""
    cycle, file = draft.obligation.cycle, Path(SCRATCH) / "long.toml"
    file.write_text(
        cycle.scheme.source.replace(GROUP, "".join(ROW.format(n=n) for n in range(300)) + GROUP), encoding="utf-8"
    )
    cycle.pk, cycle.year, cycle.scheme = None, cycle.year + 2, load_into_database(str(file))
    cycle.save()
    Obligation.objects.filter(pk=draft.obligation_id).update(cycle=cycle)


def address(draft: Evaluation, page: str = "s/base_data/") -> str:
    return f"/filing/{draft.pk}/{page}"


def request(handler: WSGIHandler, path: str, cookie: str, query: str = "") -> Work:
    """One request as a server hands it over; the whole answer is read."""

    def work() -> None:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
            "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={cookie}",
        }
        status, content = whole_answer(handler, environ)
        assert status == "200 OK" and len(content) > 500, (path, status)

    return work


def measured(name: str, page: Work, plain: Work) -> tuple[str, str, str]:
    """One line of the table."""
    page(), plain()
    spent, ratio = against(repeated(page, MANY), repeated(plain, MANY), ROUNDS)
    return name, f"{spent / MANY * 1000:.1f}", f"{ratio:.1f}"


def main() -> None:
    make_tables()
    short, long, cookie = seed()
    ours, plain = WSGIHandler(), request(bare.handler(), "/", cookie)
    pages = {
        "a section with a table": address(short),
        "a section with texts": address(short, "s/results/"),
        "the task list": address(short, ""),
        "the table with 300 rows more": address(long),
    }
    rows = [measured(name, request(ours, path, cookie), plain) for name, path in pages.items()]
    desk, reviewer = filed(short)  # now that nobody fills it in any more
    rows.append(measured("the review desk", request(ours, desk, reviewer), plain))
    table(
        f"pages on {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}",
        ("page", "ms (this machine)", "× a bare page"),
        rows,
    )


if __name__ == "__main__":
    main()
