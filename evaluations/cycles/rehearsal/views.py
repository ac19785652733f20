"""The rehearsal as a page: a GET, so that nothing can be written."""

from django.http import HttpResponse
from django.shortcuts import render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.cycles.forms import RehearseForm
from evaluations.cycles.opening.views import own_counties
from evaluations.cycles.rehearsal.rehearsing import rehearse_scheme
from evaluations.models import Cycle
from evaluations.models.scheme import parsed_scheme


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def rehearsal_page(request: SignedInRequest) -> HttpResponse:
    """Choose last year's cycle and a scheme; see who would move and by how much."""
    cycles = Cycle.objects.filter(county__in=own_counties(request)).select_related("county")
    asked = {"cycle", "scheme"} <= set(request.GET)
    newest = cycles.order_by("-year").first()
    initial = {"cycle": request.GET.get("cycle") or newest, "scheme": request.GET.get("scheme")}
    form = RehearseForm(request.GET, cycles=cycles) if asked else RehearseForm(cycles=cycles, initial=initial)
    rehearsal = chosen = None
    if asked and form.is_valid():
        chosen = form.cleaned_data["scheme"]
        rehearsal = rehearse_scheme(form.cleaned_data["cycle"], parsed_scheme(chosen))
    context = {"form": form, "rehearsal": rehearsal, "chosen": chosen, "newest": newest}
    return render(request, "cycles/rehearsal/rehearse.html", context, status=422 if form.errors else 200)
