"""The list of how results are used, and its workbook."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.review.campaign import campaign_context, own_cycle
from evaluations.review.own_workbook import workbook_answer
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.review.uses.use_rows import UseList


@allow_roles(*REVIEWER_ROLES)
@reads_only
def uses_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Every passed report with its scores and what its grade means."""
    row = own_cycle(request, cycle)
    return render(request, "review/uses/uses.html", campaign_context(row, "uses") | {"uses": UseList(row)})


@allow_roles(*REVIEWER_ROLES)
@reads_only
def download_uses(request: SignedInRequest, cycle: int) -> HttpResponseBase:
    """The same as .xlsx."""
    row = own_cycle(request, cycle)
    return workbook_answer(UseList(row).table(), "结果应用", f"{row.year}年度绩效评价结果应用清单")
