"""The main job, end to end, as the people would do it: file, sign, return, correct, approve, render, publish."""

import dataclasses
from pathlib import Path
from typing import Any

from departments.models import County, User
from evaluations.demo.county import SEED_CODE, SEED_YEAR
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.document import Facts
from evaluations.facts.reading import load_facts
from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Evaluation, Job, Obligation, Publication, Submission
from evaluations.workflow.acting import lock_for_edit, open_draft, perform_act
from evaluations.workflow.obstacles import mark_done

SEED_FACTS = Path(__file__).parent / "yongxing-2020.json"
DEMO_RETURN_REASON = "公用经费超预算35.55%，第六部分只说了原因，没有写下一步怎么控制，请补充后重新报送。"


def publish_seed_report(county: County) -> Publication:
    """Publish the seed department's 2020 report and return its Publication; one that is public is left alone."""
    seed = county.departments.get(budget_code=SEED_CODE)
    found = Publication.objects.filter(department=seed, year=SEED_YEAR, state=Publication.State.LIVE)
    if not found.exists():
        _file_and_publish(Obligation.objects.get(department=seed, cycle__year=SEED_YEAR))
    return found.get()


def _file_and_publish(obligation: Obligation) -> None:
    preparer, head, reviewer, publisher = (
        User.objects.get(username=name) for name in ("kuaiji", "lingdao", "shenhe", "menhu")
    )
    evaluation = open_draft(obligation, preparer)
    facts = load_facts(SEED_FACTS.read_bytes())
    if not evaluation.submissions.exists():
        _file(evaluation, _first_attempt(facts), preparer, head)
        _act(evaluation, "return", reviewer, reason=DEMO_RETURN_REASON, sha256=_last(evaluation).sha256)
        _file(evaluation, facts, preparer, head)
        _act(evaluation, "approve", reviewer, sha256=_last(evaluation).sha256)
    _render(_last(evaluation))
    _act(evaluation, "publish", publisher)


def _first_attempt(facts: Facts) -> Facts:
    """What the bureau returns: the note on operating expenses without its second half."""
    note = facts.narratives["operating_note"].split("。")[0] + "。"
    return dataclasses.replace(facts, narratives={**facts.narratives, "operating_note": note})


def _file(evaluation: Evaluation, facts: Facts, preparer: User, head: User) -> None:
    with lock_for_edit(evaluation.pk) as draft:
        store_facts(draft, facts, person=preparer)
        mark_done(draft)
    _act(evaluation, "submit", preparer)
    _act(evaluation, "sign", head)


def _act(evaluation: Evaluation, action: str, user: User, **given: Any) -> None:
    version = Evaluation.objects.values_list("version", flat=True).get(pk=evaluation.pk)
    perform_act(evaluation, action, user, version=version, **given)


def _last(evaluation: Evaluation) -> Submission:
    return evaluation.submissions.latest("number")


def _render(submission: Submission) -> None:
    """Do the job here instead of waiting for a worker; raises RuntimeError with the job's own reason."""
    job = Job.objects.get(key=f"render:{submission.pk}")
    if job.state != Job.State.DONE:
        run_one_job(job.pk)
        job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise RuntimeError(f"PDF 没有生成：{job.error or '另一个进程正在生成，请稍后再运行一次'}")
