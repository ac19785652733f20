"""Addresses of the bureau administrator: cycles with their obligations, schemes, the rehearsal."""

from django.urls import path

from evaluations.cycles.approving import views as approving_views
from evaluations.cycles.obligations import views as obligation_views
from evaluations.cycles.opening import views as opening_views
from evaluations.cycles.rehearsal import views as rehearsal_views
from evaluations.cycles.schemes import upload_views
from evaluations.cycles.schemes import views as scheme_views

app_name = "cycles"
urlpatterns = [
    path("", opening_views.listing, name="cycles"),
    path("cycles/new/", opening_views.new, name="new"),
    path("cycles/<int:cycle>/", opening_views.detail, name="cycle"),
    path("cycles/<int:cycle>/newcomers/", opening_views.newcomers, name="newcomers"),
    path("cycles/<int:cycle>/approved/", approving_views.approved, name="approved"),
    path("cycles/<int:cycle>/approved/save/", approving_views.save, name="save_approved"),
    path("cycles/<int:cycle>/approved/template/", approving_views.template, name="approved_template"),
    path("obligations/<int:obligation>/", obligation_views.detail, name="obligation"),
    path("obligations/<int:obligation>/<slug:action>/", obligation_views.act, name="act"),
    path("schemes/", scheme_views.listing, name="schemes"),
    path("schemes/upload/", upload_views.upload, name="upload"),
    path("schemes/load/", upload_views.load, name="load"),
    path("schemes/compare/", scheme_views.compare, name="compare"),
    path("schemes/<int:scheme>/", scheme_views.detail, name="scheme"),
    path("schemes/<int:scheme>/source/", scheme_views.source, name="source"),
    path("rehearse/", rehearsal_views.rehearse, name="rehearse"),
]
