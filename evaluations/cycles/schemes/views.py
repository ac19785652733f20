"""The loaded schemes: their list, one of them in words, its file, and two of them compared."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.comparison.scheme_differences import compare_schemes
from evaluations.cycles.forms import CompareSchemesForm
from evaluations.cycles.opening.views import own_counties
from evaluations.cycles.schemes.scheme_page import ShownScheme
from evaluations.models import Cycle, Scheme
from evaluations.models.scheme import parsed_scheme


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def schemes_page(request: SignedInRequest) -> HttpResponse:
    """Every scheme, the newest of each code first, with the number of own cycles under it."""
    own = Q(cycles__county__in=own_counties(request))
    found = Scheme.objects.annotate(used=Count("cycles", filter=own, distinct=True)).order_by(
        "code", "-loaded_at", "-pk"
    )
    return render(request, "cycles/schemes/schemes.html", {"schemes": [(row, parsed_scheme(row)) for row in found]})


@allow_roles(Role.BUREAU_ADMIN, shared=True)
@reads_only
def scheme_page(request: SignedInRequest, scheme: int) -> HttpResponse:
    """One scheme in words: tables, indicators with weight and rule, checks, texts."""
    row = get_object_or_404(Scheme, pk=scheme)
    own = Cycle.objects.filter(county__in=own_counties(request), scheme=row)
    others = Scheme.objects.filter(code=row.code).exclude(pk=row.pk).defer("source")
    last = Cycle.objects.filter(county__in=own_counties(request)).exclude(scheme=row).order_by("-year").first()
    context = {"row": row, "shown": ShownScheme(parsed_scheme(row)), "cycles": own, "others": others, "last": last}
    return render(request, "cycles/schemes/scheme.html", context)


@allow_roles(Role.BUREAU_ADMIN, shared=True)
@reads_only
def scheme_source(request: SignedInRequest, scheme: int) -> HttpResponse:
    """The file itself, to be changed into next year's."""
    row = get_object_or_404(Scheme, pk=scheme)
    answer = HttpResponse(row.source, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.code}-{row.digest[:8]}.toml"'
    return answer


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def scheme_comparison_page(request: SignedInRequest) -> HttpResponse:
    """Two versions side by side, once both are chosen."""
    form = CompareSchemesForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "old": None, "new": None, "groups": ()}
    if form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        groups = compare_schemes(parsed_scheme(old), parsed_scheme(new))
        context |= {"old": old, "new": new, "groups": groups}
    return render(request, "cycles/schemes/compare.html", context, status=422 if form.errors else 200)
