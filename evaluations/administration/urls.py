"""Addresses of the three administrators: accounts, security, the log."""

from django.urls import path

from evaluations.administration.accounts import asking_views, handing_over_views, slip_views
from evaluations.administration.accounts import views as account_views
from evaluations.administration.log import views as log_views
from evaluations.administration.security import views as security_views

app_name = "administration"
urlpatterns = [
    path("accounts/", account_views.accounts_page, name="accounts"),
    path("accounts/new/", account_views.new_account_page, name="new_account"),
    path("accounts/<int:account>/", account_views.account_page, name="account"),
    path("accounts/<int:account>/hand-over/", handing_over_views.hand_over_page, name="hand_over"),
    path("accounts/<int:account>/<slug:action>/", account_views.act_on_account, name="account_act"),
    path("slips/", slip_views.slips_page, name="slips"),
    path("slips/<int:department>/", slip_views.department_slips_page, name="department_slips"),
    path("ask/", asking_views.ask_page, name="ask"),
    path("requests/", asking_views.requests_page, name="requests"),
    path("requests/<int:asked>/grant/", asking_views.grant_request, name="grant"),
    path("requests/<int:asked>/refuse/", asking_views.refuse_request, name="refuse"),
    path("security/", security_views.proposals_page, name="security"),
    path("security/proposals/<int:proposal>/<slug:action>/", security_views.decide_proposal, name="decide"),
    path("security/lockouts/", security_views.lockouts_page, name="lockouts"),
    path("security/sessions/", security_views.sessions_page, name="sessions"),
    path("security/sessions/<int:account>/end/", security_views.end_sessions_of, name="end_sessions"),
    path("security/policy/", security_views.policy_page, name="policy"),
    path("log/", log_views.log_page, name="log"),
    path("log/chain/", log_views.chain_page, name="chain"),
    path("log/export/", log_views.export_log, name="export_log"),
]
