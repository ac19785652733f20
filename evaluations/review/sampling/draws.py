"""The act of drawing: the pool as it stands, the draw, and both in the log; never changed afterwards."""

import secrets
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Prefetch, QuerySet
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.models import Cycle, Draw, DrawnReport, ReviewScore, Submission
from evaluations.models.evaluation import PASSED_STATUSES
from evaluations.proof.cycle_faults import draw_digest
from evaluations.review.sampling.drawing import PoolEntry, draw_sample

DRAW_REPORTS = "draw_reports"


def draw_reports(
    cycle: Cycle,
    user: User,
    *,
    method: str,
    share: Decimal,
    basis: str,
    seed: str = "",
    after: int | None = None,
    request: HttpRequest | None = None,
) -> Draw:
    """Draw `share` % of the year's passed reports; without a seed the system throws one. Raises Incomplete for an empty pool.

    The cycle is locked, so that two draws have two numbers; raises Conflict where the last one is not `after`.
    """
    with refusals_noted(DRAW_REPORTS, user, request, cycle), transaction.atomic():
        row = Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle.pk)
        reports = passed_submissions(row)
        if not reports:
            raise Incomplete("本年度还没有审核通过的报告，不能抽取。审核通过的报告才在抽取范围里。")
        last = last_draw_number(row, after)
        pool = [pool_entry(one) for one in reports.values()]
        draw = Draw.objects.create(
            cycle=row,
            number=last + 1,
            method=Draw.Method(method),
            share=share,
            seed=seed or secrets.token_hex(8),
            basis=basis,
            pool=[[one.code, one.name, one.stratum] for one in pool],
            **{"drawn_by": user, "drawn_at": database_now()},
        )
        chosen = draw_sample(pool, draw.seed, share, method)
        DrawnReport.objects.bulk_create(
            DrawnReport(draw=draw, submission=reports[one.code], place=place) for place, one in enumerate(chosen, 1)
        )
        drawn = draw_digest(draw, [reports[one.code].pk for one in chosen])
        detail = {"reason": basis, "seed": draw.seed, "share": str(share), "departments": len(chosen), "sha256": drawn}
        record_event(DRAW_REPORTS, user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)
        return draw


def last_draw_number(cycle: Cycle, seen: int | None) -> int:
    """The number of the last draw, 0 before any. Raises Conflict where it is not the one that was `seen` (None: nobody said)."""
    last = Draw.objects.filter(cycle=cycle).aggregate(last=Max("number"))["last"] or 0
    if seen not in (None, last):
        raise Conflict(f"您打开页面后，已经抽取过（第 {last} 次），没有再抽。结果见下；确需再抽一次的，请再按“抽取”。")
    return last


def passed_submissions(cycle: Cycle) -> dict[str, Submission]:
    """The submission that passed, by the department's budget code, in its order."""
    rows = Submission.objects.filter(
        evaluation__obligation__cycle=cycle,
        evaluation__obligation__exempted=False,
        evaluation__status__in=PASSED_STATUSES,
        decisions__outcome="approved",
        decisions__revocation=None,
    )
    owed = "evaluation__obligation__department"
    rows = rows.select_related(owed, "frozen_assessment").defer("facts", "result", "evidence").order_by("number")
    found = {row.evaluation.department.budget_code: row for row in rows}
    return dict(sorted(found.items()))


def pool_entry(submission: Submission) -> PoolEntry:
    """A report as the draw sees it; its stratum is the grade that it filed."""
    department = submission.evaluation.department
    return PoolEntry(
        department.budget_code, department.name, submission.frozen_assessment.content["grade"] or "未定等级"
    )


def drawn_again(draw: Draw) -> list[str]:
    """The budget codes that the protocol of a draw yields, computed anew from what it says."""
    pool = [PoolEntry(*row) for row in draw.pool]
    return [one.code for one in draw_sample(pool, draw.seed, draw.share, draw.method)]


def draws_of(cycle: Cycle) -> QuerySet[Draw]:
    """The year's draws with what was drawn; a fixed number of queries."""
    scores = Prefetch("submission__review_scores", ReviewScore.objects.select_related("decision__revocation"))
    drawn = DrawnReport.objects.select_related(
        "submission__evaluation__obligation__department", "submission__frozen_assessment"
    )
    light = drawn.defer("submission__facts", "submission__result", "submission__evidence")
    rows = Draw.objects.filter(cycle=cycle).select_related("drawn_by", "cycle__county")
    return rows.prefetch_related(Prefetch("drawn", light.prefetch_related(scores)))
