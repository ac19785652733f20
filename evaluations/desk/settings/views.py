"""Own settings: the one page on which everybody says how to be reached."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import SIGNED_IN, allow_roles, reads_and_writes
from departments.models import User
from departments.requests import SignedInRequest
from evaluations.audit.events import record_event
from evaluations.desk.settings.forms import OwnSettingsForm


@allow_roles(SIGNED_IN)
@reads_and_writes
def settings_page(request: SignedInRequest) -> HttpResponse:
    """Change how notices reach oneself; the log tells which fields, not what they hold."""
    own = User.objects.get(pk=request.user.pk)
    form = OwnSettingsForm(request.POST if request.method == "POST" else None, instance=own)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            if form.changed_data:
                record_event(
                    "own_settings", user=own, object=own, detail={"changed": form.changed_data}, request=request
                )
        messages.success(request, "已保存。")
        return redirect("desk:settings")
    context = {"form": form, "mail": bool(settings.EMAIL_HOST), "texts": bool(settings.NOTICE_TEXT_COMMAND)}
    return render(request, "desk/settings/settings.html", context, status=422 if form.errors else 200)
