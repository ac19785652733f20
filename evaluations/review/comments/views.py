"""One part of a report field by field, with the comments on it; writing them, and judging what was answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from departments.access import allow_roles, reads_only, writes_only
from departments.models import User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused, Conflict
from evaluations.comments.writing import (
    close_comment,
    create_comment,
    delete_comment,
    edit_comment,
    reopen_comment,
)
from evaluations.language.small_numbers import small_number
from evaluations.models import Comment, Submission
from evaluations.review.claim.review_claim import ReviewClaim
from evaluations.review.comments.discussion import CommentedField, Discussion
from evaluations.review.comments.forms import CommentForm
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.decision.views import conflict_page
from evaluations.review.desk.desk_context import desk_context
from evaluations.review.desk.report_page import ReviewReading
from evaluations.review.reviewable import REVIEWER_ROLES, may_decide, own_submission

COMMENT_SAVED = "意见已保存。作出结论后才转给单位，在此之前可以修改、删除。"
JUDGEMENT_DONE = {
    "close": "意见已关闭。",
    "reopen": "意见已重新打开，退回时一并转给单位。",
    "delete": "意见已删除。",
}
COMMENT_UNSAVED = "您的意见没有保存"
JUDGEMENT_UNDONE = "您的办理没有生效"


@allow_roles(*REVIEWER_ROLES)
@reads_only
def review_section_page(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """Every field of a part as it was filed; `at` opens the form there, `edit` over a draft of one's own.

    The desk asks (htmx) for the place alone, to show it where the person reads.
    """
    submission = own_submission(request, pk)
    form = None
    if "edit" in request.GET:
        row = _comment(submission, small_number(request.GET["edit"]))
        form = CommentForm.for_editing(row) if row.draft and row.author_id == request.user.pk else None
    elif "at" in request.GET:
        opening = Discussion(submission, request.user).opening(section, request.GET["at"])
        form = _empty(section, request.GET["at"], opening)
    elif "finding" in request.GET:
        form = _from_finding(submission, section, small_number(request.GET["finding"]), request.user)
    return show_section_fields(request, submission, section, form)


def _empty(section: str, anchor: str, body: str) -> CommentForm:
    """The form at a place, nothing or a finding's words in it."""
    return CommentForm(initial={"section": section, "anchor": anchor, "level": Comment.Level.REQUIRED, "body": body})


def _from_finding(submission: Submission, section: str, number: int, user: User) -> CommentForm | None:
    """The form where a finding stands, with its words to begin with; None for a number that fits none."""
    found = ReviewReading(submission).remarks
    if not 0 <= number < len(found):
        return None
    finding = found[number].finding
    words = f"{finding.where}：{finding.read}，应为{finding.expected}。"
    discussion = Discussion(submission, user)
    parts = {one.code: one for one in discussion.scheme.sections}
    return _empty(section, discussion.anchor_of(parts[section], finding), words) if section in parts else None


def show_section_fields(
    request: SignedInRequest, submission: Submission, code: str, form: CommentForm | None, status: int = 200
) -> HttpResponse:
    """The page of one part; the form stands at its place, where the person may comment now."""
    discussion = Discussion(submission, request.user)
    section = next((one for one in discussion.scheme.sections if one.code == code), None)
    if section is None:
        raise Http404
    commenting_now = may_decide(request.user, submission)
    chosen = form["anchor"].value() or "" if form is not None else request.GET.get("at", "")
    at = chosen if form is not None and commenting_now else None
    context: dict[str, Any] = {
        "submission": submission,
        "discussion": discussion,
        "section": section,
        "label": discussion.scheme.label(section.label, discussion.facts.year),
        "fields": discussion.fields(section),
        "form": form,
        "at": at,
        "editing": small_number(request.GET.get("edit", "")) if form is not None else -1,
        "commenting": commenting_now,
        "claim": ReviewClaim.of(submission, request.user, offered=commenting_now),
        "may_take_over": False,
        "refused": {},
    }
    if not request.htmx:
        return render(request, "review/comments/section.html", context, status=status)
    return render(request, "review/comments/place.html", context | _place(context["fields"], chosen), status=status)


def _place(fields: list[CommentedField], anchor: str) -> dict[str, Any]:
    """The one place that the desk shows; the whole section, which comes first, for a row that is gone."""
    return {"field": next((one for one in fields if one.place.anchor == anchor), fields[0]), "said": ""}


def show_judged_place(request: SignedInRequest, pk: int, section: str, anchor: str, said: str) -> HttpResponse:
    """What the desk puts in the place of a form that was sent: the comments there now, and the parts that followed."""
    submission = own_submission(request, pk)
    context = desk_context(request, submission, DecisionForm.for_reading(submission))
    discussion: Discussion = context["discussion"]
    part = discussion.scheme.section(section)
    label = discussion.scheme.label(part.label, discussion.facts.year)
    more = {"section": part, "label": label, "at": None, "editing": -1, "form": None}
    context |= more | _place(discussion.fields(part), anchor) | {"said": said}
    return render(request, "review/comments/judged.html", context)


@allow_roles(Role.REVIEWER)
@writes_only
def draft_comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft a comment, or change an own draft (`edit`); what was typed comes back whatever goes wrong."""
    submission = own_submission(request, pk, Role.REVIEWER)
    at = (request.POST.get("section", ""), request.POST.get("anchor", ""))
    form = CommentForm(request.POST, opening=Discussion(submission, request.user).opening(*at))
    if not form.is_valid():
        return show_section_fields(
            request, submission, _part(submission, request.POST.get("section", "")), form, status=422
        )
    given = form.cleaned_data
    try:
        row = _written(request, submission, given)
    except Conflict as conflict:
        return conflict_page(request, pk, given["body"], conflict, COMMENT_UNSAVED)
    except ActRefused as refused:
        form.add_error("body", refused.message)
        return show_section_fields(
            request, submission, _part(submission, given["section"]), form, status=refused.status_code
        )
    if request.htmx:
        return show_judged_place(request, pk, row.section, row.anchor, COMMENT_SAVED)
    messages.success(request, COMMENT_SAVED)
    return redirect(reverse("review:section", args=[pk, row.section]) + f"#comment-{row.pk}")


def _part(submission: Submission, code: str) -> str:
    """The section of a page to come back to: the one that was sent, or the first where that is spoilt."""
    codes = [one.code for one in Discussion(submission, submission.submitted_by).scheme.sections]
    return code if code in codes else codes[0]


def _written(request: SignedInRequest, submission: Submission, given: dict) -> Comment:
    """The comment as it stands after the press."""
    what = {"level": given["level"], "body": given["body"], "request": request}
    if "edit" not in request.POST:
        return create_comment(submission, request.user, section=given["section"], anchor=given["anchor"], **what)
    row = _comment(submission, small_number(request.POST["edit"]))
    edit_comment(row, request.user, version=given["version"] or 0, **what)
    return row


@allow_roles(Role.REVIEWER)
@writes_only
def judge_comment(request: SignedInRequest, pk: int, comment: int, action: str) -> HttpResponse:
    """Close a comment, ask again, or take an own draft back."""
    submission = own_submission(request, pk, Role.REVIEWER)
    row = _comment(submission, comment)
    version = small_number(request.POST.get("version", ""))
    text = request.POST.get("text", "")
    try:
        if action == "close":
            close_comment(row, request.user, version=version, request=request)
        elif action == "reopen":
            reopen_comment(row, request.user, version=version, text=text, request=request)
        elif action == "delete":
            delete_comment(row, request.user, version=version, request=request)
        else:
            raise Http404
    except ActRefused as refused:
        return conflict_page(request, pk, text, refused, JUDGEMENT_UNDONE)
    if request.htmx:
        return show_judged_place(request, pk, row.section, row.anchor, JUDGEMENT_DONE[action])
    messages.success(request, JUDGEMENT_DONE[action])
    return redirect(reverse("review:detail", args=[pk]) + "#comments")


def _comment(submission: Submission, pk: int) -> Comment:
    """A comment on the report of this submission; any other is not found."""
    return get_object_or_404(Comment, evaluation=submission.evaluation_id, pk=pk)
