"""Changing what a year's review goes by: with its event, and a reason once something was filed."""

from collections.abc import Iterator

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.cycles.changing.cycle_changes import SHORTEST_CHANGE_REASON, anything_filed
from evaluations.language.rounding import plain_number
from evaluations.models import Cycle
from evaluations.proof.cycle_faults import task_values
from evaluations.schemes.review_plan import ReviewCriterion, ReviewPlan
from evaluations.submissions.canonical_json import canonical_digest

CHANGE_REVIEW_PLAN = "change_review_plan"
PLAN_REASON_WANTED = "本年度已有单位报送，修改复核办法须写明原因，不少于 4 个字。"
STAGE_LABELS = {
    "sheet_required": "须填复核评分表",
    "second_person": "须两人审核",
    "notice_checked": "整改通知须经另一人审核",
}
PLAN_MOVED_ON = "您打开页面后，他人修改过本年度的复核办法。您填的内容还在下面，请核对后再保存。"


def change_review_plan(
    cycle: Cycle, plan: ReviewPlan, user: User, *, seen: str, reason: str, request: HttpRequest | None = None
) -> list[tuple[str, str, str]]:
    """Store it; (label, old, new) of what changed, [] for nothing. Raises Conflict (changed meanwhile, closed), Incomplete.

    What is frozen already keeps its words and points.
    """
    with refusals_noted(CHANGE_REVIEW_PLAN, user, request, cycle), transaction.atomic():
        row = Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle.pk)
        if row.closed:
            raise Conflict(f"{row.year}年度已归档，不能修改。请先重新开启。")
        if plan_digest(row) != seen:
            raise Conflict(PLAN_MOVED_ON)
        differences = list(plan_differences(row.reviewing, plan))
        if differences:
            if anything_filed(row) and len(reason.strip()) < SHORTEST_CHANGE_REASON:
                raise Incomplete(PLAN_REASON_WANTED)
            row.review_plan = plan.to_json()
            row.save(update_fields=["review_plan"])
            detail = {"changes": differences, "reason": reason, "task": task_values(row)}
            record_event(
                CHANGE_REVIEW_PLAN, user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN
            )
        return differences


def plan_digest(cycle: Cycle) -> str:
    """A short name for what the year's review goes by now."""
    return canonical_digest(cycle.reviewing.to_json())[:16]


def plan_differences(old: ReviewPlan, new: ReviewPlan) -> Iterator[tuple[str, str, str]]:
    """(label, old, new) in words."""
    for name, label in STAGE_LABELS.items():
        if getattr(old, name) != getattr(new, name):
            yield label, yes_or_no(getattr(old, name)), yes_or_no(getattr(new, name))
    before, after = ({one.code: one for one in plan.criteria} for plan in (old, new))
    for code in dict.fromkeys((*before, *after)):
        if before.get(code) != after.get(code):
            one = after.get(code) or before[code]
            yield f"扣分情形“{one.label}”", criterion_words(before.get(code)), criterion_words(after.get(code))
    if old.uses != new.uses:
        yield "结果应用", use_words(old), use_words(new)


def yes_or_no(answer: bool) -> str:
    """是 or 否."""
    return "是" if answer else "否"


def criterion_words(one: ReviewCriterion | None) -> str:
    """不采用; else what it is called, takes and says, so that every change shows."""
    if one is None:
        return "不采用"
    shares = "、".join(plain_number(share) for share in one.shares)
    return f"{one.label}，{f'扣{shares}%' if shares else '只注明'}，{one.remark}"


def use_words(plan: ReviewPlan) -> str:
    """优先保障（…）；保障（…）."""
    return "；".join(f"{one.word}（{one.text}）" for one in plan.uses)
