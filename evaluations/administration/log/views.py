"""The audit administrator's pages: the log in sentences, its file, the state of its chain. Nothing here changes anything."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from departments.access import allow_roles, counties_of, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.log.export_files import MOST_EXPORTED, log_csv, log_rows, log_workbook
from evaluations.administration.log.filter_form import LogFilter
from evaluations.audit.chain_head import last_seal
from evaluations.audit.county_events import county_events
from evaluations.audit.event_sentences import event_sentence
from evaluations.audit.events import record_event, verify_chain
from evaluations.audit.object_names import ObjectNames
from evaluations.audit.witness import witness_fault
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.models import Event, EventSeal

EVENTS_A_PAGE = 50
EXPORT_KINDS = {"csv": (log_csv, "text/csv; charset=utf-8"), "xlsx": (log_workbook, XLSX_TYPE)}
MOST_BREAKS_SHOWN = 20


def own_events(request: SignedInRequest) -> QuerySet[Event]:
    """The events of the person's counties, newest first."""
    return county_events(counties_of(request.user, Role.AUDIT_ADMIN)).order_by("-pk")


@allow_roles(Role.AUDIT_ADMIN)
@reads_only
def log_page(request: SignedInRequest) -> HttpResponse:
    """The log in sentences."""
    chosen = LogFilter(request.GET)
    page = Paginator(chosen.narrowed(own_events(request)), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    events = list(page)
    names = ObjectNames(events)
    context = {
        "page": page,
        "lines": [(event, event_sentence(event, names)) for event in events],
        "filter": chosen,
        "narrowed": bool(chosen.chosen),
        "most": MOST_EXPORTED,
    }
    return render(request, "administration/log/log.html", context)


@allow_roles(Role.AUDIT_ADMIN)
@writes_only
def export_log(request: SignedInRequest) -> HttpResponse:
    """What the filter shows as a file; that it was taken is itself an event."""
    kind = request.POST.get("kind", "csv")
    if kind not in EXPORT_KINDS:
        raise Http404
    chosen = LogFilter(request.GET)
    write, content_type = EXPORT_KINDS[kind]
    content = write(log_rows(chosen.narrowed(own_events(request))))
    detail = {"kind": kind, "filter": {name: str(value) for name, value in chosen.chosen.items()}}
    record_event("export_log", user=request.user, detail=detail, request=request, role=Role.AUDIT_ADMIN)
    answer = HttpResponse(content, content_type=content_type)
    day = timezone.localdate().strftime("%Y%m%d")
    answer["Content-Disposition"] = f'attachment; filename="log-{day}.{kind}"'
    return answer


@allow_roles(Role.AUDIT_ADMIN)
@reads_only
def chain_page(request: SignedInRequest) -> HttpResponse:
    """Walk the whole chain of seals and say whether the log is what it was."""
    breaks = [sentence for sentence in (*verify_chain(), witness_fault()) if sentence]
    newest = EventSeal.objects.select_related("event").order_by("-pk").first()
    context = {
        "breaks": breaks[:MOST_BREAKS_SHOWN],
        "number": len(breaks),
        "sealed": EventSeal.objects.count(),
        "unsealed": Event.objects.filter(seal=None).count(),
        "head": last_seal(),
        "until": newest.event.at if newest else None,
        "since": Event.objects.order_by("pk").values_list("at", flat=True).first(),
    }
    return render(request, "administration/log/chain.html", context)
