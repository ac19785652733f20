"""勾稽校验: everything found, with where, why and remedy; explanations; and the submission itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow, reads, writes
from departments.roles import Role
from evaluations.filing.desk import READERS, Desk, evaluation_of
from evaluations.filing.explaining import explain as store
from evaluations.filing.pages import check_page
from evaluations.texts import TextError
from evaluations.workflow import Refused


@allow(*READERS)
@reads
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings by level, and below them the act that comes next."""
    desk = Desk(evaluation_of(request, pk), request.user, shows=True)
    return render(request, "filing/check.html", check_page(desk))


@allow(Role.PREPARER)
@writes
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Store why a warning may stand; an emptied text takes the explanation back."""
    desk = Desk(evaluation_of(request, pk, Role.PREPARER), request.user)
    key, text = request.POST.get("key", ""), request.POST.get("text", "")
    try:
        store(desk, key, text, request.user)
    except (TextError, Refused) as error:
        context = check_page(desk, typed={key: (text, str(error))})
        return render(request, "filing/check.html", context, status=getattr(error, "status_code", 422))
    messages.success(request, "说明已保存。" if text.strip() else "说明已删去。")
    return redirect(reverse("filing:check", args=[pk]) + "#explain")
