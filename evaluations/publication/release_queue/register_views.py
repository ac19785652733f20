"""The bureau's register of corrections: everything that changed for the public, found by year, kind and name."""

from collections.abc import Iterator
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import localtime

from departments.access import allow_roles, counties_of, reads_only
from departments.models import User
from departments.requests import SignedInRequest
from evaluations.audit.events import OUTCOME_OK, record_event
from evaluations.evidence.private_files import make_harmless
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.language.character_table import named_spelling
from evaluations.models import Event, Publication
from evaluations.models.department_search import department_matches
from evaluations.publication.correction_register import (
    PUT_BACK,
    REGISTER_LABELS,
    TAKEN_DOWN,
    RegisterLine,
    public_order,
    register_lines,
)
from evaluations.publication.listed_workbook import listed_workbook
from evaluations.publication.release_queue.queue_states import DESK_ROLES

LINES_A_PAGE = 50
LONGEST_WORDS = 40
PORTAL_ACTS = {"unpublish": TAKEN_DOWN, "republish": PUT_BACK}
REGISTER_COLUMNS = {
    "时间": 18,
    "事项": 10,
    "预算编码": 14,
    "单位": 30,
    "年度": 8,
    "版本": 18,
    "报送": 22,
    "说明": 60,
    "说明是否公开": 14,
    "办理人": 12,
}


@allow_roles(*DESK_ROLES)
@reads_only
def register_page(request: SignedInRequest) -> HttpResponse:
    """The register with its filters."""
    asked = asked_filters(request)
    lines = filtered_lines(request.user, asked)
    years = sorted(set(own_rows(request.user).values_list("year", flat=True)), reverse=True)
    context = {
        "page": Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "years": [str(year) for year in years],
        "kinds": REGISTER_LABELS.items(),
    }
    return render(request, "publication/release_queue/register.html", context)


@allow_roles(*DESK_ROLES)
@reads_only
def register_workbook(request: SignedInRequest) -> HttpResponse:
    """What the filters leave, as a workbook."""
    lines = filtered_lines(request.user, asked_filters(request))
    content = listed_workbook(REGISTER_COLUMNS, map(workbook_line, lines))
    record_event("export", user=request.user, detail={"lines": len(lines)}, request=request)
    return make_harmless(HttpResponse(content, content_type=XLSX_TYPE), f"更正登记 {date.today().isoformat()}.xlsx")


def asked_filters(request: HttpRequest) -> dict[str, str]:
    """Year, kind and words, cleaned; what makes no sense is left out."""
    year, kind = request.GET.get("year", ""), request.GET.get("kind", "")
    return {
        "year": year if year.isascii() and year.isdigit() and len(year) == 4 else "",
        "kind": kind if kind in REGISTER_LABELS else "",
        "q": named_spelling(request.GET.get("q", ""))[:LONGEST_WORDS],
    }


def own_rows(user: User) -> QuerySet[Publication]:
    """Publications of the counties where the user works for the portal or runs the bureau."""
    return Publication.objects.filter(department__county__in=counties_of(user, *DESK_ROLES)).order_by()


def filtered_lines(user: User, asked: dict[str, str]) -> list[RegisterLine]:
    """The register as far as it was asked for, newest first."""
    rows = own_rows(user)
    if asked["year"]:
        rows = rows.filter(year=int(asked["year"]))
    for word in asked["q"].split():
        rows = rows.filter(department_matches(word))
    lines = [line for line in register_lines(rows) if line.kind != TAKEN_DOWN]
    lines = sorted([*lines, *portal_acts(rows)], key=lambda line: line.at, reverse=True)
    return [line for line in lines if asked["kind"] in ("", line.kind)]


def portal_acts(rows: QuerySet[Publication]) -> Iterator[RegisterLine]:
    """Every 撤下 and 恢复公开 from the log: the rows themselves know the last one only."""
    events = Event.objects.filter(action__in=PORTAL_ACTS, outcome=OUTCOME_OK, object_type="evaluation").order_by("pk")
    told = [event for event in events if event.detail.get("publication")]
    known = rows.select_related("department", "submission").defer("submission__facts", "submission__result")
    found = known.in_bulk({event.detail["publication"] for event in told})
    versions = public_order(found.values())
    for event in told:
        if publication := found.get(event.detail["publication"]):
            own = [one.pk for one in versions[publication.department_id, publication.year]]
            number = own.index(publication.pk) + 1 if publication.pk in own else 1
            kind, reason = PORTAL_ACTS[event.action], event.detail.get("reason", "")
            yield RegisterLine(kind, event.at, publication, number, reason, None, event.actor_name)


def reason_is_public(line: RegisterLine) -> bool:
    """Whether the portal tells the reason: of a correction always, of what is down now if it was written for it."""
    publication = line.publication
    if line.kind == TAKEN_DOWN:
        return publication.withdrawn_publicly and publication.withdrawn_reason == line.reason
    return line.kind != PUT_BACK and bool(line.reason)


def workbook_line(line: RegisterLine) -> list[str | int]:
    """One entry in the workbook."""
    publication, before = line.publication, line.before
    filed = f"第 {publication.submission.number} 次报送"
    return [
        localtime(line.at).strftime("%Y-%m-%d %H:%M"),
        line.label,
        publication.department.budget_code,
        publication.department.name,
        publication.year,
        line.versions,
        f"第 {before.submission.number} 次 → {filed}" if before else filed,
        line.reason,
        "是" if reason_is_public(line) else "否",
        line.person,
    ]
