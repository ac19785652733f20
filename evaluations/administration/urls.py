"""Addresses of those who keep a county's departments, and of the three administrators."""

from django.urls import path

from evaluations.administration.accounts import act_views as account_act_views
from evaluations.administration.accounts import asking_views, granting_views, handing_over_views, slip_views
from evaluations.administration.accounts import views as account_views
from evaluations.administration.county import views as county_views
from evaluations.administration.departments import act_views, merge_views
from evaluations.administration.departments import views as department_views
from evaluations.administration.departments.importing import views as import_views
from evaluations.administration.log import views as log_views
from evaluations.administration.security import second_factors
from evaluations.administration.security import views as security_views
from evaluations.administration.status import views as status_views

app_name = "administration"
urlpatterns = [
    path("departments/county/", county_views.county_page, name="county"),
    path("departments/", department_views.departments_page, name="departments"),
    path("departments/new/", department_views.new_department_page, name="new_department"),
    path("departments/import/", import_views.import_page, name="import_departments"),
    path("departments/import/save/", import_views.save_import, name="save_import"),
    path("departments/import/template/", import_views.import_template, name="import_template"),
    path("departments/<int:department>/", department_views.department_page, name="department"),
    path("departments/<int:department>/edit/", act_views.edit_department_page, name="edit_department"),
    path("departments/<int:department>/rename/", act_views.rename_department_page, name="rename_department"),
    path("departments/<int:department>/stop/", act_views.stop_department_page, name="stop_department"),
    path("departments/<int:department>/resume/", act_views.resume_department_page, name="resume_department"),
    path("departments/<int:department>/merge/", merge_views.merge_department_page, name="merge_department"),
    path("departments/<int:department>/unmerge/", merge_views.undo_merge_page, name="undo_merge"),
    path("accounts/", account_views.accounts_page, name="accounts"),
    path("accounts/new/", account_views.new_account_page, name="new_account"),
    path("accounts/<int:account>/", account_views.account_page, name="account"),
    path("accounts/<int:account>/hand-over/", handing_over_views.hand_over_page, name="hand_over"),
    path("accounts/<int:account>/<slug:action>/", account_act_views.act_on_account, name="account_act"),
    path("accounts/proposals/<int:proposal>/withdraw/", account_act_views.withdraw_proposal, name="withdraw_proposal"),
    path("accounts/slips/", slip_views.slips_page, name="slips"),
    path("accounts/slips/<int:department>/", slip_views.department_slips_page, name="department_slips"),
    path("ask/", asking_views.ask_page, name="ask"),
    path("ask/<int:asked>/withdraw/", asking_views.withdraw_asked, name="withdraw_asked"),
    path("accounts/requests/", granting_views.requests_page, name="requests"),
    path("accounts/requests/<int:asked>/grant/", granting_views.grant_request, name="grant"),
    path("accounts/requests/<int:asked>/refuse/", granting_views.refuse_request, name="refuse"),
    path("security/", security_views.proposals_page, name="security"),
    path("security/proposals/<int:proposal>/<slug:action>/", security_views.decide_proposal, name="decide"),
    path("security/lockouts/", security_views.lockouts_page, name="lockouts"),
    path("security/sessions/", security_views.sessions_page, name="sessions"),
    path("security/sessions/<int:account>/end/", security_views.end_sessions_of, name="end_sessions"),
    path("security/policy/", security_views.policy_page, name="policy"),
    path("security/second-factors/", second_factors.second_factors_page, name="second_factors"),
    path("security/second-factors/<int:account>/", second_factors.reset_factor_of, name="reset_factor"),
    path("status/", status_views.status_page, name="status"),
    path("status/<int:job>/retry/", status_views.retry_job, name="retry_job"),
    path("log/", log_views.log_page, name="log"),
    path("log/chain/", log_views.chain_page, name="chain"),
    path("log/export/", log_views.export_log, name="export_log"),
]
