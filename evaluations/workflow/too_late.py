"""What is said to whoever comes too late: how the report stands by now, who has brought it there and when."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from evaluations.audit.event_words import EVENT_WORDS
from evaluations.audit.events import OUTCOME_OK
from evaluations.audit.refusals import MovedOn
from evaluations.models import Evaluation, Event, SectionState, Status
from evaluations.models.standing import standing_words
from evaluations.workflow.transitions import WORKFLOW_ACTIONS, WORKFLOW_TRANSITIONS

# A first word, a set time and the like leave a report where it is, and are not the department's business.
MOVING_ACTS = {line.action for line in WORKFLOW_TRANSITIONS if line.target}
COUNTED_ACTS = (*WORKFLOW_ACTIONS, "forward")  # each gives the report another version
ALREADY = {
    ("submit", Status.AWAITING_SIGNATURE): "已经提交过了，正在等待单位负责人签批，不必再次提交。",
    ("submit", Status.SUBMITTED): "已经提交过了，正在等待财政局审核，不必再次提交。",
    ("sign", Status.SUBMITTED): "已经签批过了，报告已送财政局审核，不必再次签批。",
    ("refuse_signature", Status.RETURNED): "已经退回过了，不必再次退回。",
    ("withdraw", Status.DRAFT): "已经撤回过了，可以继续修改。",
    ("approve", Status.APPROVED): "已经审核通过了，不必再次审核。",
    ("return", Status.RETURNED): "已经退回过了，不必再次退回。",
    ("publish", Status.PUBLISHED): "已经公开了，不必再次公开。",
    ("correct", Status.DRAFT): "已经打开更正了，可以直接修改。",
    ("unapprove", Status.SUBMITTED): "已经撤销通过了，报告正在等待审核。",
    ("unpublish", Status.APPROVED): "已经撤下了，不必再次撤下。",
    ("republish", Status.PUBLISHED): "已经公开了，不用恢复。",
    ("allow_correction", Status.DRAFT): "已经同意更正了，单位正在修改。",
    ("cancel_correction", Status.PUBLISHED): "已经取消更正了，公开的报告没有变。",
    ("cancel_correction", Status.APPROVED): "已经取消更正了，审核通过的报告没有变。",
}


def why_not(evaluation: Evaluation, action: str, label: str) -> str:
    """Why an act is not possible where the report stands now; `label` is what its button says."""
    by, already = standing_act_words(evaluation), ALREADY.get((action, Status(evaluation.status)))
    if already:
        return f"{already.removesuffix('。')}{by}。"
    return f"这份报告现在是“{standing_words(evaluation)}”{by}，不能办理“{label}”。"


def moved_on(by: str) -> MovedOn:
    """The refusal of an act on what the person saw before; `by` says who has done something since."""
    return MovedOn(f"您打开页面后，这份报告又有过新的操作{by}。请重新打开报告，核对后再办理。")


def standing_act_words(evaluation: Evaluation) -> str:
    """（王会计 11月28日 17:48 撤回报告）: the last act that changed where the report stands; "" where the log knows none."""
    return _act_words(_latest_of(evaluation, MOVING_ACTS))


def latest_act_words(evaluation: Evaluation) -> str:
    """The same of the last act of all, which made the page old; "" where that is not everybody's business."""
    last = _latest_of(evaluation, COUNTED_ACTS)
    return _act_words(last if last and last.action in MOVING_ACTS else None)


def latest_save_words(evaluation: Evaluation) -> str:
    """（王会计 11月28日 17:48 修改内容）: who saved a part of the form last."""
    saved = SectionState.objects.filter(evaluation=evaluation, saved_at__isnull=False).select_related("saved_by")
    last = saved.order_by("-saved_at").first()
    return _told(str(last.saved_by), last.saved_at, "修改内容") if last and last.saved_at else ""


def _latest_of(evaluation: Evaluation, actions: Iterable[str]) -> Event | None:
    done = Event.objects.filter(object_type="evaluation", object_id=str(evaluation.pk), outcome=OUTCOME_OK)
    return done.filter(action__in=actions).order_by("-pk").first()


def _act_words(last: Event | None) -> str:
    return _told(last.actor_name, last.at, EVENT_WORDS[last.action]) if last else ""


def _told(name: str, moment: datetime, act: str) -> str:
    at = timezone.localtime(moment)
    return f"（{name} {at.month}月{at.day}日 {at:%H:%M} {act}）"
