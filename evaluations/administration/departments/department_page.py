"""One department on one page: its years, its people, what is still open, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from departments.models import Department, Membership
from evaluations.audit.account_details import account_events, account_told
from evaluations.audit.department_details import department_told
from evaluations.audit.event_words import event_word
from evaluations.audit.events import OUTCOME_OK, events_of
from evaluations.language.states import OVERDUE_LABEL
from evaluations.models import Cycle, Evaluation, Event, Obligation
from evaluations.models.evaluation import PASSED_STATUSES
from evaluations.models.standing import STANDING_RELATED, obligation_words
from evaluations.workflow.publishing import withdrawal_words, withdrawals_of

MOST_EVENTS = 100


@dataclass(frozen=True)
class DepartmentYear:
    """What a department owed in one year and how far its report has come."""

    obligation: Obligation
    evaluation: Evaluation | None
    withdrawal: str
    department: Department  # of which: a merged one's reports are read on the page of the one that answers for it

    @property
    def cycle(self) -> Cycle:
        return self.obligation.cycle

    @property
    def open(self) -> bool:
        """Whether the bureau still waits for something."""
        passed = self.evaluation is not None and self.evaluation.status in PASSED_STATUSES
        return not self.obligation.exempted and not self.cycle.closed and not passed

    @property
    def overdue(self) -> bool:
        """Whether the department has not filed and its last day has gone by, as the word for its state says."""
        return OVERDUE_LABEL in obligation_words(self.obligation, self.evaluation)

    @property
    def correcting(self) -> bool:
        """Whether a report that had passed is being corrected; that has no last day."""
        return self.evaluation is not None and self.evaluation.correcting


@dataclass(frozen=True)
class DepartmentPerson:
    """Somebody with roles in the department."""

    number: int
    name: str
    username: str
    telephone: str
    roles: str
    last_login: object
    active: bool


def department_years(department: Department) -> list[DepartmentYear]:
    """Every year of the department and of those merged into it, newest first."""
    owing = Obligation.objects.filter(Q(department=department) | Q(department__merged_into=department))
    owing = owing.select_related(*STANDING_RELATED).order_by("-cycle__year", "department__budget_code")
    found = [(owed, getattr(owed, "evaluation", None)) for owed in owing]
    down = withdrawals_of([evaluation for _, evaluation in found if evaluation])
    words = {evaluation: withdrawal_words(publication) for evaluation, publication in down.items()}
    return [
        DepartmentYear(owed, evaluation, words.get(evaluation.pk, "") if evaluation else "", owed.department)
        for owed, evaluation in found
    ]


def department_people(department: Department) -> list[DepartmentPerson]:
    """Who has a role there, by role; one line for each person."""
    rows = Membership.objects.filter(department=department).select_related("user").order_by("-role", "user__username")
    roles: dict[int, list[Membership]] = {}
    for row in rows:
        roles.setdefault(row.user_id, []).append(row)
    return [
        DepartmentPerson(
            own[0].user_id,
            str(own[0].user),
            own[0].user.username,
            own[0].user.telephone,
            "、".join(row.get_role_display() for row in own),
            own[0].user.last_login,
            own[0].user.is_active,
        )
        for own in roles.values()
    ]


def department_history(department: Department) -> list[tuple[Event, str]]:
    """(event, sentence) of what was done to it and to its people's accounts, newest first."""
    done = (events_of(department) | account_events(department)).filter(outcome=OUTCOME_OK)
    return [(event, history_sentence(event)) for event in done.order_by("-pk")[:MOST_EVENTS]]


def history_sentence(event: Event) -> str:
    """The act in words and what it told, without who, when and to which department."""
    told = department_told(event) or account_told(event)
    return f"{event_word(event.action)}：{told}" if told else event_word(event.action)


def open_matters(department: Department, years: list[DepartmentYear], people: list[DepartmentPerson]) -> Iterator[str]:
    """What somebody should see to, in sentences."""
    for one in years:
        if one.open:
            whose = "" if one.department == department else f"（{one.department}）"
            late = "，已逾期" if one.overdue else ""
            standing = "正在更正" if one.correcting else f"尚未审核通过，报送截止 {one.obligation.due_on}{late}"
            yield f"{one.cycle.year}年度报告{whose}{standing}。"
    if not department.active and not department.merged_into_id and any(one.open for one in years):
        yield "单位已停用，经办人不能再填报。请由绩效股办理免报，或者把本单位并入承接其职能的单位。"
    if department.active:
        here = [one for one in people if one.active]
        for word in ("经办人", "单位负责人"):
            if not any(word in one.roles for one in here):
                yield f"没有在用的{word}账号。"
        unseen = [one.name for one in here if one.last_login is None]
        if unseen:
            yield f"从未登录：{'、'.join(unseen)}。"
