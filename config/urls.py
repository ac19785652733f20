"""Where each part of the site begins."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("healthz/", health.report_liveness, name="live"),
    path("readyz/", health.report_readiness, name="ready"),
    path("signed-in/", health.report_session, name="signed_in"),
    path("", include("departments.urls")),
    path("sign-in/", include("evaluations.sign_in.urls")),
    path("desk/", include("evaluations.desk.urls")),
    path("filing/", include("evaluations.filing.urls")),
    path("review/", include("evaluations.review.urls")),
    path("precheck/", include("evaluations.precheck.urls")),
    path("administration/", include("evaluations.administration.urls")),
    path("manage/", include("evaluations.cycles.urls")),
    path("help/", include("evaluations.manual.urls")),
    path("publish/remarks/", include("evaluations.publication.remarks.desk_urls")),
    path("publish/", include("evaluations.publication.release_queue.urls")),
    path("verify/", include("evaluations.publication.verification.urls")),
    path("remarks/", include("evaluations.publication.remarks.urls")),
    path("", include("evaluations.publication.portal.urls")),
]

# A refused access is an event in the log.
handler403 = "evaluations.audit.denied_access.permission_denied"
# So is an object that somebody signed in asked for by number and may not see.
handler404 = "evaluations.audit.denied_access.not_found"
# While the database or the disk is away: 503, and what was typed stays on the page.
handler500 = "config.outage.server_error"
