"""勾稽校验: everything found, with where, why and remedy; explanations; and the submission itself."""

from itertools import zip_longest

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.filing.checking.explaining import store_explanations
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import remembered_results
from evaluations.filing.desk.page_frame import check_context
from evaluations.workflow.acting import ActRefused


@allow_roles(*FILING_READERS)
@reads_only
def findings_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The findings by level, and below them the act that comes next."""
    desk = Desk(evaluation_of(request, pk), request.user, reading=remembered_results)
    return render(request, "filing/checking/check.html", check_context(desk))


@allow_roles(Role.PREPARER)
@writes_only
def explain_warnings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store why warnings may stand, all that was typed on the page; an emptied text takes its explanation back."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    typed, status = changed_texts(request), 422
    try:
        told = store_explanations(desk, typed, request.user)
    except ActRefused as error:
        told, status = dict.fromkeys(typed, str(error)), error.status_code
    if told:
        refused = {key: (typed[key], message) for key, message in told.items()}
        context = check_context(Desk(desk.evaluation, request.user), typed=refused)
        return render(request, "filing/checking/check.html", context, status=status)
    messages.success(
        request, "说明已保存。" if not typed or any(text.strip() for text in typed.values()) else "说明已删去。"
    )
    return redirect(reverse("filing:check", args=[pk]) + "#explain")


def changed_texts(request: SignedInRequest) -> dict[str, str]:
    """Key → text where it is not what the page showed: an explanation nobody touched keeps its author, or a colleague's."""
    keys, texts, shown = (request.POST.getlist(name) for name in ("key", "text", "was"))
    told = zip_longest(keys, texts, shown[: len(keys)])
    return {key: text or "" for key, text, was in told if key is not None and bare_lines(text or "") != bare_lines(was)}


def bare_lines(text: str | None) -> list[str] | None:
    """Without what browsers change in line ends; a form that does not say what it showed has changed everything."""
    return None if text is None else text.strip().splitlines()
