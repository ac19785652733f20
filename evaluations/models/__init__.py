"""Facts and constraints, one noun a file. Models hold facts; the indicators compute; the workflow moves."""

from evaluations.models.approved import ApprovedFigure, ApprovedTarget
from evaluations.models.assignment import Assignment, Forwarding
from evaluations.models.circular import Circular
from evaluations.models.claim import Claim
from evaluations.models.comment import Comment, Reply
from evaluations.models.correction import Correction
from evaluations.models.cycle_medians import CycleMedians
from evaluations.models.cycles import Cycle, Obligation, Reminder
from evaluations.models.draw import Draw, DrawnReport
from evaluations.models.evaluation import EDITABLE_STATUSES, Evaluation, Status
from evaluations.models.event import Event, EventSeal
from evaluations.models.evidence import Evidence
from evaluations.models.explanation import Explanation
from evaluations.models.figure_source import FigureSource
from evaluations.models.figures import BasicInfo, BudgetLine, Building
from evaluations.models.finding_acceptance import FindingAcceptance
from evaluations.models.first_approval import FirstApproval
from evaluations.models.frozen_assessment import FrozenAssessment
from evaluations.models.indicator_entry import IndicatorEntry
from evaluations.models.job import Job
from evaluations.models.kept_hints import KeptHints, TextPrint
from evaluations.models.list_export import ListExport
from evaluations.models.narrative import Achievement, Narrative
from evaluations.models.notice import Notice
from evaluations.models.paper_batch import PaperBatch, PaperCheck
from evaluations.models.place_origin import PlaceOrigin
from evaluations.models.project import Project, ProjectItem
from evaluations.models.public_text import PublicText
from evaluations.models.publication import Publication
from evaluations.models.reader_remark import ReaderRemark
from evaluations.models.rectification import Rectification, RectificationStep
from evaluations.models.release_batch import BatchedRelease, ReleaseBatch
from evaluations.models.report_line import ReportLine
from evaluations.models.review_sheet import ReviewScore, ReviewSheet
from evaluations.models.scheme import Scheme
from evaluations.models.section_state import SectionState
from evaluations.models.section_version import SectionVersion
from evaluations.models.site_alarm import SiteAlarm
from evaluations.models.stated import StatedValue
from evaluations.models.statistic_value import StatisticValue
from evaluations.models.submission import Decision, DecisionRevocation, Submission
from evaluations.models.target import Target

__all__ = [
    "EDITABLE_STATUSES",
    "Achievement",
    "ApprovedFigure",
    "ApprovedTarget",
    "Assignment",
    "BasicInfo",
    "BudgetLine",
    "Building",
    "Circular",
    "Claim",
    "Comment",
    "Correction",
    "Cycle",
    "CycleMedians",
    "Decision",
    "DecisionRevocation",
    "Draw",
    "DrawnReport",
    "Evaluation",
    "Event",
    "EventSeal",
    "Evidence",
    "Explanation",
    "FigureSource",
    "PlaceOrigin",
    "FindingAcceptance",
    "Forwarding",
    "FirstApproval",
    "FrozenAssessment",
    "IndicatorEntry",
    "Job",
    "KeptHints",
    "ListExport",
    "Narrative",
    "Notice",
    "Obligation",
    "PaperBatch",
    "PaperCheck",
    "Project",
    "ProjectItem",
    "Publication",
    "PublicText",
    "ReaderRemark",
    "BatchedRelease",
    "ReleaseBatch",
    "Rectification",
    "RectificationStep",
    "Reminder",
    "Reply",
    "ReportLine",
    "ReviewScore",
    "ReviewSheet",
    "Scheme",
    "SectionState",
    "SectionVersion",
    "SiteAlarm",
    "StatedValue",
    "StatisticValue",
    "Status",
    "Submission",
    "Target",
    "TextPrint",
]
