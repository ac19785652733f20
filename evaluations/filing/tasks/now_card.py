"""The card on top of 我的填报: the one thing that this person does next, where, and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from departments.models import User
from evaluations.filing.comments.comment_list import Comments
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import Duty
from evaluations.filing.tasks.task_list import section_tasks
from evaluations.models import Evaluation, Status


@dataclass(frozen=True)
class NowCard:
    """What is to be done now. `address` is opened, or with `press` posted to; `complete` of `total` parts are done."""

    duty: Duty
    said: str
    action: str
    address: str
    press: bool = False
    complete: int = 0
    total: int = 0


def now_card(duties: Iterable[Duty], user: User) -> NowCard | None:
    """The most urgent duty of this person: what came back, then what waits for a signature, then the newest year."""
    owed = (one for one in duties if not one.obligation.exempted)
    mine = [one for one in owed if one.to_sign or one.may_fill or one.may_open]
    if not mine:
        return None
    duty = min(
        mine,
        key=lambda one: (
            one.status != Status.RETURNED,
            not one.to_sign,
            -one.obligation.cycle.year,
            one.obligation.due_on,
        ),
    )
    if duty.evaluation is None:
        return NowCard(
            duty,
            "还没有开始填报。以前年度审核通过的内容会自动带入，供逐项核对。",
            "开始填报",
            reverse("filing:open", args=[duty.obligation.pk]),
            press=True,
        )
    if duty.to_sign:
        return NowCard(duty, "经办人已提交，请阅读报告后签批。", duty.action, duty.address)
    return _filling(duty, showing_desk(duty.evaluation, user))


def _filling(duty: Duty, desk: Desk) -> NowCard:
    """A draft in hand: the first part that is not finished, or the way to hand it in."""
    comments = Comments(desk)
    tasks = section_tasks(desk, comments)
    complete = sum(task.complete for task in tasks)
    after = next((task for task in tasks if not task.complete), None)
    action, said = (
        duty.action,
        f"下一处：{after.label}（{after.words}）。" if after else "各部分都已填完，请核对后提交。",
    )
    address = reverse("filing:section", args=[desk.evaluation.pk, after.code]) if after else duty.address
    if after is None and desk.evaluation.status == Status.DRAFT and not desk.evaluation.correcting:
        action, address = "核对并提交", reverse("filing:check", args=[desk.evaluation.pk])
    said = _returned_words(desk.evaluation, comments) + said
    return NowCard(duty, said, action, address, complete=complete, total=len(tasks))


def _returned_words(evaluation: Evaluation, comments: Comments) -> str:
    """Who sent it back, why, and how many comments wait; "" for a draft that was not."""
    if evaluation.status != Status.RETURNED or evaluation.returned_at is None:
        return ""
    day = timezone.localtime(evaluation.returned_at)
    waiting = sum(one.waiting for one in comments.all)
    left = f"{waiting} 条意见待答复。" if waiting else ""
    return f"{evaluation.returned_by}于 {day.month}月{day.day}日退回：{evaluation.return_reason}。{left}".replace(
        "。。", "。"
    )
