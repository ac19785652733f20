"""所属单位的报告: what the units of a 主管部门 have filed, to be read and passed on to the bureau."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, departments_of, reads_only, writes_only
from departments.requests import SignedInRequest
from evaluations.audit.refusals import ActRefused
from evaluations.filing.desk.draft_desk import FILING_READERS
from evaluations.filing.units.forward_form import ForwardForm
from evaluations.models import Evaluation, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.report import compose_report
from evaluations.submissions.freezing import assessment_of, facts_of
from evaluations.workflow.forwarding import forward_report
from evaluations.workflow.guards_and_effects import current_submission

UNITS_A_PAGE = 50


def unit_reports(request: SignedInRequest) -> QuerySet[Evaluation]:
    """The filed reports of the person's subordinate departments, in years in which they are passed on; of another year
    what still waits for it, as the workbench and the bureau say."""
    above = departments_of(request.user, *FILING_READERS)
    rows = Evaluation.objects.filter(
        Q(obligation__cycle__forwarding=True) | Q(awaits_forwarding=True),
        obligation__department__supervising_department__in=above,
        submissions__isnull=False,
    )
    return rows.select_related(
        "obligation__cycle", "obligation__department__supervising_department__merged_into"
    ).distinct()


@allow_roles(*FILING_READERS)
@reads_only
def units_page(request: SignedInRequest) -> HttpResponse:
    """Those that wait first, then by year."""
    rows = unit_reports(request).order_by("-awaits_forwarding", "-obligation__cycle__year", "obligation__department")
    page = Paginator(rows, UNITS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "filing/units/units.html", {"page": page})


@allow_roles(*FILING_READERS)
@reads_only
def unit_report_page(request: SignedInRequest, unit: int) -> HttpResponse:
    """The newest submission of a unit as it will be printed, and the button that passes it on."""
    return show_unit(request, newest_of(request, unit), ForwardForm())


def newest_of(request: SignedInRequest, unit: int) -> Submission:
    """What the unit filed last; Http404 for anybody else's."""
    evaluation = get_object_or_404(unit_reports(request), pk=unit)
    newest = current_submission(evaluation)
    assert newest is not None  # only filed reports are found
    return newest


def show_unit(request: SignedInRequest, submission: Submission, form: ForwardForm, status: int = 200) -> HttpResponse:
    """The page; after a refusal with what was typed."""
    report = compose_report(facts_of(submission), parsed_scheme(submission.scheme), assessment_of(submission))
    context = {
        "submission": submission,
        "evaluation": submission.evaluation,
        "report": report,
        "form": form,
        "forwarding": getattr(submission, "forwarding", None),
    }
    return render(request, "filing/units/unit.html", context, status=status)


@allow_roles(*FILING_READERS)
@writes_only
def forward_unit_report(request: SignedInRequest, unit: int) -> HttpResponse:
    """Pass on what was read: the submission is named by the page."""
    submission, form = newest_of(request, unit), ForwardForm(request.POST)
    if not form.is_valid():
        return show_unit(request, submission, form, 422)
    if form.cleaned_data["sha256"] != submission.sha256:
        form.add_error("word", "您打开页面后，单位又重新报送过。请看过最新一次报送再转报。")
        return show_unit(request, submission, form, 409)
    try:
        forward_report(submission, request.user, form.cleaned_data["word"], request)
    except ActRefused as refused:
        form.add_error("word", refused.message)
        return show_unit(request, newest_of(request, unit), form, refused.status_code)
    messages.success(request, f"已将{submission.evaluation.department}的报告转报财政局。")
    return redirect("filing:units")
