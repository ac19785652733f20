"""Addresses of the filing desk."""

from django.urls import path

from evaluations.filing.accounts import views as accounts_views
from evaluations.filing.checking import act_views
from evaluations.filing.checking import reading_views as text_reading_views
from evaluations.filing.checking import views as checking_views
from evaluations.filing.comments import views as comment_views
from evaluations.filing.evidence import views as evidence_views
from evaluations.filing.nothing import views as nothing_views
from evaluations.filing.paper import views as paper_views
from evaluations.filing.pasting import tidy_views
from evaluations.filing.pasting import views as pasting_views
from evaluations.filing.reading import difference_views, score_views
from evaluations.filing.reading import views as reading_views
from evaluations.filing.rectification import views as rectification_views
from evaluations.filing.section import autosave_views
from evaluations.filing.section import views as section_views
from evaluations.filing.tasks import views as task_views
from evaluations.filing.units import views as unit_views
from evaluations.filing.workbook import views as workbook_views

app_name = "filing"
urlpatterns = [
    path("", task_views.filing_home_page, name="home"),
    path("open/<int:obligation>/", task_views.open_evaluation, name="open"),
    path("units/", unit_views.units_page, name="units"),
    path("units/<int:unit>/", unit_views.unit_report_page, name="unit"),
    path("units/<int:unit>/forward/", unit_views.forward_unit_report, name="forward"),
    path("<int:pk>/", task_views.task_list_page, name="tasks"),
    path("<int:pk>/s/<slug:section>/", section_views.section_form_page, name="section"),
    path("<int:pk>/s/<slug:section>/row/", section_views.blank_rows_page, name="row"),
    path("<int:pk>/s/<slug:section>/split/", pasting_views.split_chapter, name="split"),
    path("<int:pk>/s/<slug:section>/tidy/", tidy_views.tidy_section_texts, name="tidy"),
    path("<int:pk>/s/<slug:section>/autosave/", autosave_views.autosave_section, name="autosave"),
    path("<int:pk>/s/<slug:section>/compare/", autosave_views.compare_local_copy, name="compare"),
    path("<int:pk>/nothing/", nothing_views.empty_parts_page, name="nothing"),
    path("<int:pk>/check/", checking_views.findings_page, name="check"),
    path("<int:pk>/readings/", text_reading_views.text_readings_page, name="readings"),
    path("<int:pk>/comments/", comment_views.comments_page, name="comments"),
    path("<int:pk>/explain/", checking_views.explain_warnings, name="explain"),
    path("<int:pk>/convert/", checking_views.convert_unit, name="convert"),
    path("<int:pk>/preview/", reading_views.report_preview_page, name="preview"),
    path("<int:pk>/word/", reading_views.download_word_report, name="word"),
    path("<int:pk>/history/", reading_views.filing_history_page, name="history"),
    path("<int:pk>/history/<int:number>/", reading_views.frozen_submission_page, name="submission"),
    path("<int:pk>/review-scores/", score_views.review_scores_page, name="review_scores"),
    path("<int:pk>/rectifications/", rectification_views.own_rectifications_page, name="rectifications"),
    path(
        "<int:pk>/rectifications/<int:rectification>/",
        rectification_views.answer_rectification,
        name="answer_rectification",
    ),
    path("<int:pk>/differences/<int:a>/<int:b>/", difference_views.compare_submissions, name="differences"),
    path("<int:pk>/corrections/<int:correction>/", difference_views.abandoned_draft, name="abandoned"),
    path("<int:pk>/evidence/", evidence_views.draft_evidence_page, name="evidence"),
    path("<int:pk>/evidence/add/", evidence_views.upload_evidence, name="attach"),
    path("<int:pk>/evidence/address/", evidence_views.attach_address, name="attach_address"),
    path("<int:pk>/evidence/<uuid:file>/", evidence_views.evidence_file, name="evidence_file"),
    path("<int:pk>/evidence/<int:item>/", evidence_views.evidence_item, name="evidence_item"),
    path("<int:pk>/evidence/<int:item>/remove/", evidence_views.evidence_remove, name="evidence_remove"),
    path("<int:pk>/evidence/<int:item>/restore/", evidence_views.evidence_restore, name="evidence_restore"),
    path("<int:pk>/workbook.xlsx", workbook_views.download_workbook, name="workbook_file"),
    path("<int:pk>/workbook/", workbook_views.workbook_page, name="workbook"),
    path("<int:pk>/workbook/import/", workbook_views.import_workbook, name="workbook_import"),
    path("<int:pk>/workbook/marked.xlsx", workbook_views.marked_file, name="workbook_marked"),
    path("<int:pk>/accounts/", accounts_views.accounts_page, name="accounts"),
    path("<int:pk>/accounts/import/", accounts_views.import_accounts, name="accounts_import"),
    path("<int:pk>/accounts/<uuid:workbook>/", accounts_views.accounts_sheet_page, name="accounts_sheet"),
    path("<int:pk>/paper/", paper_views.paper_page, name="paper"),
    path("<int:pk>/paper/import/", paper_views.import_paper, name="paper_import"),
    path("<int:pk>/act/<slug:action>/", act_views.act_on_report, name="act"),
]
