"""Addresses of the bureau administrator: cycles with their obligations, schemes, the rehearsal."""

from django.urls import path

from evaluations.cycles.views import approvals, cycles, obligations, rehearsal, schemes, uploads

app_name = "manage"
urlpatterns = [
    path("", cycles.listing, name="cycles"),
    path("cycles/new/", cycles.new, name="new"),
    path("cycles/<int:cycle>/", cycles.detail, name="cycle"),
    path("cycles/<int:cycle>/newcomers/", cycles.newcomers, name="newcomers"),
    path("cycles/<int:cycle>/approved/", approvals.approved, name="approved"),
    path("cycles/<int:cycle>/approved/save/", approvals.save, name="save_approved"),
    path("cycles/<int:cycle>/approved/template/", approvals.template, name="approved_template"),
    path("obligations/<int:obligation>/", obligations.detail, name="obligation"),
    path("obligations/<int:obligation>/<slug:action>/", obligations.act, name="act"),
    path("schemes/", schemes.listing, name="schemes"),
    path("schemes/upload/", uploads.upload, name="upload"),
    path("schemes/load/", uploads.load, name="load"),
    path("schemes/compare/", schemes.compare, name="compare"),
    path("schemes/<int:scheme>/", schemes.detail, name="scheme"),
    path("schemes/<int:scheme>/source/", schemes.source, name="source"),
    path("rehearse/", rehearsal.rehearse, name="rehearse"),
]
