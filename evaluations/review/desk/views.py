"""The queue, one report to be read, and the decision about it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow, counties_of, holds, reads, writes
from departments.models import User
from departments.roles import Role
from evaluations.audit import review_begun
from evaluations.audit.refusals import Conflict, Refused
from evaluations.comparison.side_by_side import contrast
from evaluations.evidence.sending import download
from evaluations.models import Cycle, Submission
from evaluations.review.comments.discussion import Discussion
from evaluations.review.desk.report_page import Reading
from evaluations.review.forms import DecisionForm, QueueFilter
from evaluations.review.queue.queue_rows import TABS, counts, listed, next_waiting, obligations, rows
from evaluations.submissions import freezing
from evaluations.submissions.evidence_list import item_of
from evaluations.workflow import acting
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.outstanding_comments import as_reason

REVIEWERS = (Role.REVIEWER, Role.BUREAU_ADMIN)
PAGE = 50
UNDECIDED = "您的结论没有生效"
DONE = {"approve": "已审核通过", "return": "已退回修改，意见已转给单位"}


@allow(*REVIEWERS)
@reads
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision in the reviewer's county, and where everything else is."""
    counties = counties_of(request.user, *REVIEWERS)
    years = Cycle.objects.filter(county__in=counties).order_by("-year").values_list("year", flat=True).distinct()
    chosen = QueueFilter(request.GET, years)
    owed = obligations(counties, **chosen.narrowing)
    page = Paginator(listed(owed, chosen.tab_code), PAGE).get_page(request.GET.get("page"))
    numbers = counts(owed)
    context = {
        "filter": chosen,
        "tab": chosen.tab_code,
        "tabs": [(code, label, numbers[code]) for code, (label, _) in TABS.items()],
        "page": page,
        "rows": rows(page, chosen.tab_code),
        "narrowed": any(chosen.narrowing.values()),
    }
    return render(request, "review/queue/queue.html", context)


@allow(*REVIEWERS)
@reads
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as the public will see it, beside its scores, findings and history."""
    submission = find(request, pk)
    if Reading(submission).newest == submission and holds(request.user, Role.REVIEWER):
        review_begun.begin(submission, request.user, request)
    return page_of(request, submission, DecisionForm.for_reading(submission))


@allow(*REVIEWERS)
@reads
def differences(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What this submission says differently from an earlier one of the same report."""
    submission = find(request, pk)
    earlier = get_object_or_404(submission.evaluation.submissions.select_related("scheme"), number=number)
    found = freezing.changes(earlier, submission)
    names = {"old_name": f"第 {number} 次报送", "new_name": f"第 {submission.number} 次报送"}
    context = {"submission": submission, "places": contrast(found), "count": len(found)}
    return render(request, "review/desk/differences.html", context | names)


@allow(*REVIEWERS)
@reads
def evidence(request: HttpRequest, pk: int, file: UUID) -> HttpResponse:
    """One file of the evidence that was handed in with this submission."""
    item = item_of([find(request, pk)], str(file))
    if item is None:
        raise Http404
    return download(request, **{name: item[name] for name in ("file", "sha256", "name", "kind")})


@allow(Role.REVIEWER)
@writes
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return what was read; then go to the report that has waited longest."""
    submission = find(request, pk)
    form = DecisionForm(request.POST, own_reason=as_reason(submission.evaluation))
    if not form.is_valid():
        return page_of(request, submission, form, status=422)
    try:
        acting.act(submission.evaluation, user=request.user, request=request, **form.cleaned_data)
    except Conflict as conflict:
        return conflict_page(request, pk, form.cleaned_data["reason"], conflict, UNDECIDED)
    except Refused as refused:
        form.add_error("reason", refused.message)
        return page_of(request, submission, form, status=refused.status_code)
    messages.success(request, f"{submission.evaluation}：{DONE[form.cleaned_data['action']]}。")
    following = next_waiting(counties_of(request.user, *REVIEWERS))
    return redirect("review:detail", following.pk) if following else redirect("review:queue")


def find(request: HttpRequest, pk: int, *roles: str) -> Submission:
    """The submission, if it belongs to a county of this reviewer; otherwise 404, which tells nothing."""
    counties = counties_of(request.user, *(roles or REVIEWERS))
    mine = Submission.objects.filter(evaluation__obligation__cycle__county__in=counties)
    related = ("scheme", "submitted_by", "evaluation__obligation__cycle", "evaluation__obligation__department")
    return get_object_or_404(mine.select_related(*related), pk=pk)


def page_of(request: HttpRequest, submission: Submission, form: DecisionForm, status: int = 200) -> HttpResponse:
    """The page of one submission; buttons only where the workflow would accept them."""
    reading = Reading(submission)
    possible = acting.available(submission.evaluation, request.user) if reading.newest == submission else ()
    offered = [transition for transition in possible if transition.action in DONE]
    context = {
        "reading": reading,
        "submission": submission,
        "form": form,
        "offered": offered,
        "commenting": bool(offered),
        "discussion": (discussion := Discussion(submission, request.user)),
        "scores": discussion.scores(reading.assessment),
    }
    return render(request, "review/desk/detail.html", context, status=status)


def may_decide(user: User, submission: Submission) -> bool:
    """Whether this is the submission under review, and the person one who reviews it."""
    acts = {transition.action for transition in acting.available(submission.evaluation, user)}
    return "return" in acts and current_submission(submission.evaluation) == submission


def conflict_page(request: HttpRequest, pk: int, typed: str, conflict: Refused, heading: str) -> HttpResponse:
    """What happened in the meantime; what was typed stays to be copied."""
    submission = find(request, pk)
    context = {
        "submission": submission,
        "reading": Reading(submission),
        "reason": typed,
        "heading": heading,
        "message": conflict.message,
    }
    return render(request, "review/decision/conflict.html", context, status=conflict.status_code)
