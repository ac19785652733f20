"""Addresses of the bureau administrator: cycles with their obligations, schemes, the rehearsal."""

from django.urls import path

from evaluations.cycles.approving import views as approving_views
from evaluations.cycles.changing import views as changing_views
from evaluations.cycles.obligations import views as obligation_views
from evaluations.cycles.opening import views as opening_views
from evaluations.cycles.rehearsal import views as rehearsal_views
from evaluations.cycles.reviewing import views as reviewing_views
from evaluations.cycles.schemes import upload_views
from evaluations.cycles.schemes import views as scheme_views
from evaluations.cycles.together import views as together_views

app_name = "cycles"
urlpatterns = [
    path("", opening_views.cycles_page, name="cycles"),
    path("cycles/new/", opening_views.new_cycle_page, name="new"),
    path("cycles/<int:cycle>/", opening_views.cycle_page, name="cycle"),
    path("cycles/<int:cycle>/newcomers/", opening_views.add_newcomers, name="newcomers"),
    path("cycles/<int:cycle>/approved/", approving_views.approvals_page, name="approved"),
    path("cycles/<int:cycle>/approved/save/", approving_views.save_approvals, name="save_approved"),
    path("cycles/<int:cycle>/approved/template/", approving_views.approvals_template, name="approved_template"),
    path("cycles/<int:cycle>/settings/", changing_views.cycle_settings_page, name="settings"),
    path("cycles/<int:cycle>/settings/<slug:action>/", changing_views.act_on_cycle, name="change"),
    path("cycles/<int:cycle>/review/", reviewing_views.review_plan_page, name="review_plan"),
    path("cycles/<int:cycle>/review/save/", reviewing_views.save_review_plan, name="save_review_plan"),
    path("cycles/<int:cycle>/extend/", together_views.extend_together_page, name="extend"),
    path(
        "cycles/<int:cycle>/extended/<int:event>/undo/",
        together_views.undo_extension_together,
        name="undo_extension",
    ),
    path("cycles/<int:cycle>/remind/", together_views.remind_together_page, name="remind"),
    path("obligations/<int:obligation>/", obligation_views.obligation_page, name="obligation"),
    path("obligations/<int:obligation>/<slug:action>/", obligation_views.act_on_obligation, name="act"),
    path("schemes/", scheme_views.schemes_page, name="schemes"),
    path("schemes/upload/", upload_views.upload_scheme, name="upload"),
    path("schemes/load/", upload_views.load_shown_scheme, name="load"),
    path("schemes/compare/", scheme_views.scheme_comparison_page, name="compare"),
    path("schemes/<int:scheme>/", scheme_views.scheme_page, name="scheme"),
    path("schemes/<int:scheme>/source/", scheme_views.scheme_source, name="source"),
    path("rehearse/", rehearsal_views.rehearsal_page, name="rehearse"),
]
