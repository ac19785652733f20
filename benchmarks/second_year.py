"""The report to measure with: a department's second year, returned with comments, with evidence and what it filed last year.

In a first year nothing is compared, answered or attached, and its pages are the cheapest there are.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.test import Client

from benchmarks.papers import PAPER
from benchmarks.ready import SCRATCH
from departments.models import User
from evaluations.facts.document import Facts
from evaluations.facts.reading import load_facts
from evaluations.models import Cycle, Evaluation, Status, Submission
from evaluations.models.scheme import load_into_database
from evaluations.workflow.guards_and_effects import current_submission
from tests.evidence.papers import attach_paper
from tests.factories import Office, make_comment, make_office

COLUMNS = '["last_actual", "budget", "actual"]'
ROW = f'[[tables.rows]]\ncode = "extra_{{n}}"\nlabel = "附加行{{n}}"\noptional = true\ncolumns = {COLUMNS}\n\n'
GROUP = '[[tables.rows]]\ngroup = "“三公经费”"'
LONG_ROWS = 300
COMMENTED = ("base_data", "projects", "results", "usage", "indicators")
EVIDENCE = 6


@dataclass
class SecondYear:
    """The returned report, its people, and what they handed in before it came back."""

    office: Office
    draft: Evaluation
    submission: Submission

    def page(self, path: str = "s/base_data/") -> str:
        return f"/filing/{self.draft.pk}/{path}"


def second_year(*, long: bool = False) -> SecondYear:
    """A county with one department; `long`: its base table has 300 rows more than last year."""
    office, facts = make_office(), load_facts(PAPER.read_bytes())
    office.evaluation(Status.PUBLISHED, replace(facts, department=office.department.name))
    office.cycle = next_cycle(office.cycle, long=long)
    draft = office.evaluation(Status.DRAFT, year_after(replace(facts, department=office.department.name)))
    for number in range(EVIDENCE):
        attach_paper(draft, office.preparer, f"批复{number}.pdf")
    draft = office.advance(draft, *office.path(Status.SUBMITTED))
    submission = current_submission(draft)
    assert submission is not None
    for section in COMMENTED:
        make_comment(submission, office.reviewer, section=section)
    return SecondYear(office, office.act(draft, "return"), submission)


def year_after(facts: Facts) -> Facts:
    """The same figures once more, with those of the year before beside them."""
    figures, before = dict(facts.figures), {"last_actual": "actual", "last_budget": "budget"}
    for name in facts.figures:
        row, _, column = name.rpartition(".")
        if (known := f"{row}.{before.get(column)}") in facts.figures:
            figures[name] = facts.figures[known]
    texts = {code: f"{text}本年度继续抓好落实。" for code, text in facts.narratives.items()}
    return replace(facts, year=(facts.year or 0) + 1, figures=figures, narratives=texts)


def next_cycle(cycle: Cycle, *, long: bool) -> Cycle:
    scheme = load_into_database(str(long_form(cycle))) if long else cycle.scheme
    cycle = Cycle.objects.get(pk=cycle.pk)
    cycle.pk, cycle.year, cycle.scheme = None, cycle.year + 1, scheme
    cycle.save()
    return cycle


def long_form(cycle: Cycle) -> Path:
    """The scheme with 300 rows more in its base table."""
    file = Path(SCRATCH) / "long.toml"
    rows = "".join(ROW.format(n=n) for n in range(LONG_ROWS))
    file.write_text(cycle.scheme.source.replace(GROUP, rows + GROUP), encoding="utf-8")
    return file


def cookie_of(user: User, page: str) -> str:
    """A session, in which a page was read: it notes once a minute that the person is still here."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    client.get(page)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
