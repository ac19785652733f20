"""Submitting, signing, refusing, withdrawing: each one press that may be pressed twice."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from evaluations.audit.refusals import Unconfirmed
from evaluations.checks.registry import Finding
from evaluations.filing.checking.changed_since import changes_since_submission
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.page_frame import check_context, refused_context
from evaluations.filing.section.sent_page import opened_version
from evaluations.language.small_numbers import small_number
from evaluations.models import Evaluation
from evaluations.workflow.acting import WORKFLOW_TRANSITIONS, ActRefused
from evaluations.workflow.acting import perform_act as do
from evaluations.workflow.guards_and_effects import UNCONFIRMED_CHANGES

OFFERED = {line.action for line in WORKFLOW_TRANSITIONS if line.roles & set(FILING_READERS)}
FILING_ACT_MESSAGES = {
    "submit": "已提交财政局。财政局开始审核前可以撤回。",
    "sign": "已签批，报告已送财政局审核。",
    "refuse_signature": "已退回经办人修改。",
    "withdraw": "已撤回，可以继续修改。",
    "correct": "已申请更正，财政局同意后可以修改；现在公开的报告不变。",
    "take_back_correction": "已撤回更正申请，报告不变。",
    "cancel_correction": "已取消更正，草稿已恢复为原来报送的内容；取消前的草稿留在报送记录里备查。",
}
TO_BE_SIGNED = "已提交，等单位负责人签批后送财政局。财政局开始审核前可以撤回。"
UNREAD = "unread"  # no document has this hash
PLEDGE = "请先勾选承诺，再提交。"


@allow_roles(*FILING_READERS)
@writes_only
def act_on_report(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Do one act of the workflow; a refusal is shown with its sentence and what is missing."""
    evaluation = evaluation_of(request, pk)
    if action not in OFFERED:
        raise Http404
    reason = request.POST.get("reason", "")
    if action == "submit" and request.POST.get("pledge") != "on":
        return unticked_page(request, evaluation, missing_ticks(Desk(evaluation, request.user), request.POST))
    try:
        do(
            evaluation,
            action,
            request.user,
            version=opened_version(request.POST),
            reason=reason,
            sha256=(request.POST.get("sha256") or UNREAD) if action == "sign" else "",
            seen=small_number(request.POST.get("seen", "")) if action == "submit" else None,
            confirmed=action != "submit" or request.POST.get("confirmed") == "on",
            request=request,
        )
    except Unconfirmed as refused:
        return unticked_page(request, evaluation, {"confirmed": refused.message})
    except ActRefused as refused:
        found = getattr(refused, "findings", ())
        return act_refused_page(request, evaluation, action, refused.message, refused.status_code, found)
    signing = action == "submit" and evaluation.cycle.signature_required
    messages.success(request, TO_BE_SIGNED if signing else FILING_ACT_MESSAGES.get(action, "已办理。"))
    return redirect("filing:tasks", pk)


def missing_ticks(desk: Desk, post: Mapping[str, str]) -> dict[str, str]:
    """What is said beside each tick that lacks, by its name, where the pledge is one of them."""
    changed = post.get("confirmed") != "on" and changes_since_submission(desk)
    return ({"confirmed": UNCONFIRMED_CHANGES} if changed else {}) | {"pledge": PLEDGE}


def unticked_page(request: SignedInRequest, evaluation: Evaluation, missing: Mapping[str, str]) -> HttpResponse:
    """The page that was pressed on, with what is missing beside its tick; what was ticked stays ticked."""
    desk = Desk(evaluation_of(request, evaluation.pk), request.user)
    context = check_context(desk)
    context |= {"conversion": None, "unticked": context["unticked"] | missing, "ticked": request.POST.keys()}
    return render(request, "filing/checking/check.html", context, status=422)


def act_refused_page(
    request: SignedInRequest,
    evaluation: Evaluation,
    action: str,
    message: str,
    status: int,
    findings: Sequence[Finding] = (),
) -> HttpResponse:
    """The page that says why nothing happened, keeps the typed reason and lists what is missing."""
    desk = Desk(evaluation_of(request, evaluation.pk), request.user)
    context = refused_context(desk, action, message, findings, request.POST.get("reason", ""))
    return render(request, "filing/checking/refused.html", context, status=status)
