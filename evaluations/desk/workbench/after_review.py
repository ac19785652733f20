"""What waits after the review: rectifications to answer and to check, drawn reports to score."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from departments.access import departments_of
from departments.models import County, User
from departments.roles import DEPARTMENT_ROLES
from evaluations.desk.workbench.desk_parts import DeskTask
from evaluations.language.states import RECTIFICATION_LABELS
from evaluations.models import Draw, DrawnReport, Evaluation, Obligation, Rectification, ReviewScore
from evaluations.models.review_sheet import ReviewRound
from evaluations.workflow.rectification_moves import awaits_person
from evaluations.workflow.rectifying import open_rectifications

STATES = Rectification.State
# State → what has to be done, the word on the button, the colour of the tag.
CHECKING_WORDS: dict[str, tuple[str, str, str]] = {
    STATES.ANSWERED: ("核查整改", "核查", "submitted"),
    STATES.CHECKING: ("审核整改通知", "审核", "submitted"),
    STATES.DRAFTING: ("修改整改通知", "修改", "returned"),
}


def own_rectifications(user: User) -> QuerySet[Rectification]:
    """What the person's departments have to answer, in every year: a year that is closed does not end it."""
    own = Obligation.objects.filter(department__in=departments_of(user, *DEPARTMENT_ROLES), evaluation__isnull=False)
    return open_rectifications(own).select_related("obligation__evaluation")


def rectification_tasks(rows: Iterable[Rectification]) -> Iterator[DeskTask]:
    """One line a notice."""
    for row in rows:
        evaluation: Evaluation = row.obligation.evaluation
        yield DeskTask(
            **_named(row, "整改", "returned"),
            address=reverse("filing:rectifications", args=[evaluation.pk]),
            action="报送整改情况",
            due=row.due_on,
        )


def _named(row: Rectification, what: str, tag: str) -> dict[str, Any]:
    """What every line about a rectification says: whose, what it is about, where it stands."""
    return {
        "title": f"{row.obligation.department} · {row.obligation.cycle.title}",
        "what": f"{what}：{row.problem[:40]}",
        "tag": (tag, RECTIFICATION_LABELS[row.state]),
    }


def years_of(rows: Iterable[Rectification]) -> Counter[int]:
    """How many lie in each year."""
    return Counter(row.obligation.cycle.year for row in rows)


def checking_tasks(counties: Iterable[County], year: int, user: User) -> Iterator[DeskTask]:
    """Answers of departments that the bureau has to check, drafts of others to read, own ones that came back; the oldest
    first."""
    rows = Rectification.objects.filter(obligation__cycle__county__in=counties, obligation__cycle__year=year)
    here = rows.filter(awaits_person(user))
    for row in here.select_related("obligation__department", "obligation__cycle").order_by("moved_at"):
        what, action, tag = CHECKING_WORDS[row.state]
        yield DeskTask(
            **_named(row, what, tag),
            address=reverse("review:rectification", args=[row.pk]),
            action=action,
            since=row.moved_at,
        )


def sampling_tasks(counties: Iterable[County], year: int) -> Iterator[DeskTask]:
    """Draws in which reports still wait for their score: one line a draw."""
    scored = ReviewScore.objects.filter(submission=OuterRef("submission"), round=ReviewRound.SAMPLE)
    open_rows = DrawnReport.objects.filter(~Exists(scored), draw__cycle__county__in=counties, draw__cycle__year=year)
    left = dict(open_rows.order_by().values_list("draw").annotate(Count("pk")))
    for draw in Draw.objects.filter(pk__in=left).select_related("cycle").order_by("drawn_at"):
        yield DeskTask(
            title=f"第 {draw.number} 次抽评 · {draw.cycle.title}",
            what=f"还有 {left[draw.pk]} 份报告没有抽评",
            address=reverse("review:draws", args=[draw.cycle_id]),
            action="去抽评",
            since=draw.drawn_at,
        )
