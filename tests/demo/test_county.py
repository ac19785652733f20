"""The trial county: the same however often it is asked for, with accounts that open and a report that is left alone."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import Department, Membership, User
from departments.roles import DEPARTMENT_ROLES
from evaluations.demo import county as trial
from evaluations.demo.main_job import SEED_FACTS, _first_attempt, _render, publish_seed_report
from evaluations.drafts.approved_budget import approvable_figures
from evaluations.facts.reading import load_facts
from evaluations.models import ApprovedFigure, Cycle, Evaluation, Job, Obligation, Publication, Submission
from evaluations.models.scheme import parsed_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(monkeypatch, tmp_path, settings):
    """Where the passwords are kept; hashing them well is no matter of the trial."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(trial, "DEMO_ACCOUNTS", tmp_path / "var" / "accounts.json")
    return trial.DEMO_ACCOUNTS


@pytest.fixture
def yongxing():
    return trial.create_county()


def counts() -> list[int]:
    return [kind._default_manager.count() for kind in (Department, Cycle, Obligation, ApprovedFigure)]


def test_a_county_with_three_years_that_every_department_owes(yongxing):
    assert (yongxing.code, yongxing.name, yongxing.bureau_name) == ("431023", "永兴县", "永兴县财政局")
    cycles = {cycle.year: cycle for cycle in yongxing.cycles.all()}
    forms = {year: cycle.scheme.code for year, cycle in cycles.items()}
    assert forms == {2020: "hunan-2013", 2021: "hunan-2013", 2023: "hunan-2023"}
    assert cycles[2021].title == "2021年度部门整体支出绩效评价"
    for year, cycle in cycles.items():
        assert cycle.obligations.count() == 4 and cycle.opens_on.year == year + 1
        assert (cycle.due_on - timezone.localdate()).days in (59, 60), "a trial does not begin after its deadline"
        assert year in range(parsed_scheme(cycle.scheme).years[0], parsed_scheme(cycle.scheme).years[1] + 1)


def test_a_second_time_finds_what_is_there_and_what_somebody_changed(yongxing):
    before = counts()
    ApprovedFigure.objects.filter(figure="reception.budget").update(amount=9)
    yongxing.cycles.filter(year=2021).update(title="改过的名称")
    assert trial.create_county() == yongxing and counts() == before == [4, 3, 12, 11]
    assert ApprovedFigure.objects.get(figure="reception.budget").amount == 9
    assert yongxing.cycles.get(year=2021).title == "改过的名称"


def test_what_was_approved_are_figures_that_a_budget_can_name_and_that_add_up(yongxing):
    cycle = yongxing.cycles.get(year=2020)
    known = approvable_figures(parsed_scheme(cycle.scheme))
    for owed in cycle.obligations.filter(approved_figures__isnull=False).distinct():
        amounts = dict(owed.approved_figures.values_list("figure", "amount"))
        assert set(amounts) <= set(known)
        assert amounts["basic.budget"] == amounts["personnel.budget"] + amounts["operating.budget"]
        assert amounts["expenditure.budget"] == amounts["basic.budget"] + amounts["project.budget"]
    assert cycle.obligations.get(department__budget_code="102001").approved_figures.count() == 5


def test_one_account_for_each_role_opens_with_the_password_that_is_told(yongxing, accounts):
    rows = trial.create_people(yongxing)
    assert [(name, role) for name, role, _ in rows] == [(name, role) for name, role, _ in trial.DEMO_PEOPLE]
    assert len({password for *_, password in rows}) == len(rows) and min(len(one[2]) for one in rows) >= 16
    seed = yongxing.departments.get(budget_code="102001")
    for name, role, password in rows:
        user = User.objects.get(username=name)
        held = Membership.objects.get(user=user)
        assert user.check_password(password) and not user.must_change_password
        assert (held.role, held.county) == (role, yongxing)
        assert held.department == (seed if role in DEPARTMENT_ROLES else None)


def test_the_passwords_are_kept_in_a_private_file_and_told_again(yongxing, accounts):
    rows = trial.create_people(yongxing)
    assert accounts.stat().st_mode & 0o777 == 0o600
    assert json.loads(accounts.read_text()) == {name: password for name, _, password in rows}
    assert trial.create_people(yongxing) == rows and User.objects.count() == len(rows)


def test_a_password_that_its_owner_changed_or_nobody_kept_is_not_told(yongxing, accounts):
    rows = trial.create_people(yongxing)
    user = User.objects.get(username="shenhe")
    user.set_password("staple-9-mountain")
    user.save()
    again = trial.create_people(yongxing)
    changed = {name: password for (name, _, password), old in zip(again, rows, strict=True) if password != old[2]}
    assert changed == {"shenhe": "（已由使用人修改）"}
    accounts.unlink()
    assert {password for *_, password in trial.create_people(yongxing)} == {"（已由使用人修改）"}


def make_submission(yongxing) -> Submission:
    """The seed department's report, handed in by hand."""
    owed = Obligation.objects.get(department__budget_code="102001", cycle__year=2020)
    clerk = User.objects.create_user("clerk", display_name="经办人甲")
    frozen = {"scheme": owed.cycle.scheme, "facts": {}, "result": {}, "sha256": "0" * 64}
    return Submission.objects.create(
        evaluation=Evaluation.objects.create(obligation=owed),
        number=1,
        submitted_by=clerk,
        submitter_name=clerk.display_name,
        submitted_at=timezone.now(),
        **frozen,
    )


def test_a_report_that_is_public_is_left_alone(yongxing):
    submission, now = make_submission(yongxing), timezone.now()
    paper = {"file": "a.pdf", "sha256": "0" * 64, "size": 1, "pages": 1, "rendered_at": now}
    public = {"state": "live", "published_at": now, "published_by": submission.submitted_by}
    department = submission.evaluation.department
    row = Publication.objects.create(submission=submission, department=department, year=2020, **paper, **public)
    assert publish_seed_report(yongxing) == row
    assert Submission.objects.get() == submission and not Job.objects.exists()


def test_a_paper_that_cannot_be_made_is_told_with_the_reason_of_its_job(yongxing):
    submission = make_submission(yongxing)
    job = Job.objects.create(kind="render", key=f"render:{submission.pk}", state="failed", error="字体缺失")
    with pytest.raises(RuntimeError, match="^PDF 没有生成：字体缺失$"):
        _render(submission)
    Job.objects.filter(pk=job.pk).update(
        state="running", owner="other:1", lease_until=timezone.now() + timedelta(hours=1), error=""
    )
    with pytest.raises(RuntimeError, match="^PDF 没有生成：另一个进程正在生成，请稍后再运行一次$"):
        _render(submission)
    Job.objects.filter(pk=job.pk).update(state="done")
    _render(submission)  # raises nothing: a worker was quicker


def test_the_first_attempt_lacks_what_the_bureau_asks_for_and_nothing_else():
    facts = load_facts(SEED_FACTS.read_bytes())
    first = _first_attempt(facts)
    note = first.narratives["operating_note"]
    assert note.endswith("。") and note.count("。") == 1 and facts.narratives["operating_note"].startswith(note)
    assert len(note) < len(facts.narratives["operating_note"])
    assert {**first.narratives, "operating_note": facts.narratives["operating_note"]} == facts.narratives
    assert first.figures == facts.figures and first.projects == facts.projects
