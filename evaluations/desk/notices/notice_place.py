"""Where a notice leads: the report as whoever was told sees it, where it stands now."""

from django.urls import reverse

from departments.access import memberships_of
from departments.models import User
from departments.roles import Role
from evaluations.models import Evaluation, Notice, Obligation, Publication, Status, Submission


def notice_place(notice: Notice, user: User) -> str:
    """The address."""
    match notice.audience:
        case Notice.Audience.DEPARTMENT:
            return filing_place(notice.obligation, user)
        case Notice.Audience.BUREAU:
            return review_place(notice.obligation)
    return portal_place(notice.obligation)


def filing_place(obligation: Obligation, user: User) -> str:
    """The task list; for a head who has to sign, the report; before anybody has begun, the list of years."""
    evaluation = Evaluation.objects.filter(obligation=obligation).first()
    if evaluation is None:
        return reverse("filing:home")
    answering = obligation.department.answering_id
    signs = any(row.role == Role.HEAD and row.department_id == answering for row in memberships_of(user))
    to_sign = evaluation.status == Status.AWAITING_SIGNATURE and signs
    return reverse("filing:preview" if to_sign else "filing:tasks", args=[evaluation.pk])


def review_place(obligation: Obligation) -> str:
    """The newest submission."""
    newest = (
        Submission.objects.filter(evaluation__obligation=obligation).order_by("-number").values_list("pk", flat=True)
    )
    pk = newest.first()
    return reverse("review:detail", args=[pk]) if pk else reverse("review:queue")


def portal_place(obligation: Obligation) -> str:
    """The newest publication."""
    rows = Publication.objects.filter(submission__evaluation__obligation=obligation).order_by("-submission__number")
    pk = rows.values_list("pk", flat=True).first()
    return reverse("release_queue:detail", args=[pk]) if pk else reverse("release_queue:queue")
