"""The same sheet by five means, and a list with its parts."""

from collections import Counter

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from jinja2 import Environment, PackageLoader

from benchmarks.stock.models import Channel, Check, Line, Sheet

JINJA = Environment(loader=PackageLoader("benchmarks.stock"), autoescape=True)
LINES = forms.inlineformset_factory(Sheet, Line, fields=["last_actual", "budget", "actual"], extra=0)


class TableHelper(FormHelper):
    """A formset as crispy's table."""

    template = "bootstrap5/table_inline_formset.html"
    form_tag = False


@login_required
def formset(request: HttpRequest, pk: int) -> HttpResponse:
    """Django's formset, each field by its name."""
    sheet = get_object_or_404(Sheet, pk=pk)
    return render(request, "stock/formset.html", {"sheet": sheet, "formset": LINES(instance=sheet)})


@login_required
def crispy(request: HttpRequest, pk: int) -> HttpResponse:
    """The same formset by crispy-forms."""
    sheet = get_object_or_404(Sheet, pk=pk)
    context = {"sheet": sheet, "formset": LINES(instance=sheet), "helper": TableHelper()}
    return render(request, "stock/crispy.html", context)


@login_required
def by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Inputs written in the template, without a form."""
    sheet = get_object_or_404(Sheet, pk=pk)
    return render(request, "stock/by_hand.html", {"sheet": sheet, "lines": Line.objects.filter(sheet=sheet)})


@login_required
def jinja(request: HttpRequest, pk: int) -> HttpResponse:
    """The same inputs by Jinja2."""
    sheet = get_object_or_404(Sheet, pk=pk)
    context = {
        "sheet": sheet,
        "lines": Line.objects.filter(sheet=sheet),
        "token": get_token(request),
        "user": request.user,
    }
    return HttpResponse(JINJA.get_template("stock/jinja.html").render(context))


@login_required
def checks(request: HttpRequest) -> HttpResponse:
    """A list after healthchecks' own: cells with filters, tags, channels and an included part in each row."""
    found = list(Check.objects.prefetch_related("channels").order_by("name"))
    tags = Counter(tag for check in found for tag in check.tags.split())
    context = {"checks": found, "channels": list(Channel.objects.all()), "tags": sorted(tags.items())}
    return render(request, "stock/checks.html", context)
