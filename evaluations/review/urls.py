"""Addresses of the review."""

from django.urls import path

from evaluations.review import campaign
from evaluations.review.assigning import views as assigning_views
from evaluations.review.claim import views as claim_views
from evaluations.review.comments import views as comment_views
from evaluations.review.decision import views as decision_views
from evaluations.review.desk import views as desk_views
from evaluations.review.export import views as export_views
from evaluations.review.findings import views as finding_views
from evaluations.review.queue import views as queue_views
from evaluations.review.rectification import views as rectification_views
from evaluations.review.sampling import views as sampling_views
from evaluations.review.sheet import views as sheet_views
from evaluations.review.statistics import views as statistics_views
from evaluations.review.uses import views as uses_views
from evaluations.review.ways_back import views as ways_back_views

app_name = "review"
urlpatterns = [
    path("", queue_views.review_queue, name="queue"),
    path("assign/", assigning_views.assign_page, name="assign"),
    path("assign/<int:cycle>/<int:event>/undo/", assigning_views.undo_assignment_together, name="undo_assignment"),
    path("many/<slug:action>/", queue_views.lead_to_many, name="many"),
    path("export/", export_views.export_list_page, name="export"),
    path("export/<int:export>/", export_views.exported_page, name="exported"),
    path("export/<int:export>/list.xlsx", export_views.exported_file, name="exported_file"),
    path("<int:pk>/", desk_views.review_page, name="detail"),
    path("<int:pk>/differences/<int:number>/", desk_views.submission_differences, name="differences"),
    path("<int:pk>/evidence/<uuid:file>/", desk_views.submitted_evidence, name="evidence"),
    path("<int:pk>/evidence/<uuid:file>/pages/", desk_views.submitted_pages, name="pages"),
    path("<int:pk>/accounts/<uuid:workbook>/", desk_views.submitted_accounts_sheet, name="accounts_sheet"),
    path("<int:pk>/decide/", decision_views.decide_submission, name="decide"),
    path("<int:pk>/undo/", decision_views.undo_approval, name="undo"),
    path("<int:pk>/claim/<slug:action>/", claim_views.act_on_claim, name="claim"),
    path("<int:pk>/findings/<slug:action>/", finding_views.judge_finding, name="judge_finding"),
    path("<int:pk>/passed/<slug:action>/", ways_back_views.act_on_passed_report, name="passed"),
    path("<int:pk>/sheet/<slug:round>/", sheet_views.score_sheet_page, name="sheet"),
    path("<int:pk>/sheet/<slug:round>/save/", sheet_views.save_score_sheet, name="save_sheet"),
    path("<int:pk>/sheet/<slug:round>/file/", sheet_views.download_score_sheet, name="sheet_file"),
    path("<int:pk>/sheet/sample/confirm/", sampling_views.confirm_sample_score, name="confirm_sample"),
    path("year/", campaign.newest_year, name="year"),
    path("year/<int:cycle>/uses/", uses_views.uses_page, name="uses"),
    path("year/<int:cycle>/uses/file/", uses_views.download_uses, name="uses_file"),
    path("year/<int:cycle>/statistics/", statistics_views.statistics_page, name="statistics"),
    path("year/<int:cycle>/statistics/file/", statistics_views.download_statistics, name="statistics_file"),
    path("year/<int:cycle>/circular/", statistics_views.circular_page, name="circular"),
    path("year/<int:cycle>/circular/<int:circular>/<slug:kind>/", statistics_views.circular_file, name="circular_file"),
    path("year/<int:cycle>/draws/", sampling_views.draws_page, name="draws"),
    path("year/<int:cycle>/draws/draw/", sampling_views.draw_sample_reports, name="draw"),
    path("draws/<int:draw>/", sampling_views.draw_protocol, name="protocol"),
    path("draws/<int:draw>/file/", sampling_views.download_protocol, name="protocol_file"),
    path("year/<int:cycle>/rectifications/", rectification_views.rectifications_page, name="rectifications"),
    path("year/<int:cycle>/rectifications/ask/", rectification_views.ask_for_rectification, name="ask_rectification"),
    path("rectifications/<int:rectification>/", rectification_views.rectification_page, name="rectification"),
    path("rectifications/<int:rectification>/notice/", rectification_views.rewrite_notice, name="rewrite_notice"),
    path(
        "rectifications/<int:rectification>/<slug:action>/",
        rectification_views.judge_rectification,
        name="judge_rectification",
    ),
    path("<int:pk>/s/<slug:section>/", comment_views.review_section_page, name="section"),
    path("<int:pk>/comments/", comment_views.draft_comment, name="comment"),
    path("<int:pk>/comments/<int:comment>/<slug:action>/", comment_views.judge_comment, name="judge"),
]
