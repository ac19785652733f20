"""审核列表: what a list over a whole county shows of each report, kept when it is written and never computed for a page."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.checks.report_risk import RISK_LABELS
from evaluations.language.severities import HINT_LEVEL, SEVERITY_LABELS, WARNING_LEVEL
from evaluations.language.states import PASSED_LABEL, status_words
from evaluations.language.words import ENTRY_LABELS, RESULT_LABELS
from evaluations.models.cycles import Cycle, Obligation
from evaluations.models.submission import Submission

# So many that two sums are never equal by chance, so few that a database adds up a million of them.
MARKS = 2**42


def kept_number(label: str) -> models.DecimalField:
    """Points or a rate in %, as frozen with the submission; null where there is none."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


class ReportStand(models.TextChoices):
    """Under which tab of the list a report stands."""

    WAITING = "waiting", status_words("submitted")
    RETURNED = "returned", status_words("returned")
    PASSED = "passed", PASSED_LABEL
    MISSING = "missing", "未报送"
    EXEMPTED = "exempted", status_words("", exempted=True)


# What has come to the bureau; the others have not filed, or need not.
FILED_STANDS = (ReportStand.WAITING, ReportStand.RETURNED, ReportStand.PASSED)


def drawn_mark() -> int:
    """A number by lot: another after every change of a line, and none that was rolled back comes again."""
    return secrets.randbelow(MARKS)


class ReportLine(models.Model):
    """One line of the list: derived from what is stored elsewhere, by submissions/report_lines.py alone.

    One narrow table, so that a list of many thousand reports is counted and sorted without any other.
    """

    obligation = models.OneToOneField(Obligation, models.PROTECT, related_name="line", primary_key=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+")
    stand = models.CharField("进展", max_length=10, choices=ReportStand, default=ReportStand.MISSING)
    asked = models.BooleanField("申请更正", default=False)
    due_on = models.DateField("截止")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Who decided about the submission before: a report that comes back comes back to this person.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Who gave the first word of two that still counts, while it waits.
    first_word_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # When the report came to where it is.
    since = models.DateTimeField("自", null=True)
    # Sorts by risk and waiting at once: a point of risk is as good as a day of waiting.
    urgent_since = models.DateTimeField("轻重", null=True)
    # Of the newest submission:
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField("第几次", default=0)
    total = kept_number(ENTRY_LABELS["self_score"])
    total_change = kept_number("得分较上年")
    grade = models.CharField(RESULT_LABELS["grade"], max_length=20, blank=True)
    execution_rate = kept_number("执行率")
    execution_change = kept_number("执行率较上年")
    three_public_change = kept_number("三公经费变动率")
    # The review's score while its approval stands, and the score and grade that count: the review's, else the own ones.
    review_total = kept_number("复核得分")
    final_total = kept_number("最终得分")
    final_grade = models.CharField("最终等级", max_length=20, blank=True)
    warnings = models.PositiveSmallIntegerField(SEVERITY_LABELS[WARNING_LEVEL], default=0)
    hints = models.PositiveSmallIntegerField(SEVERITY_LABELS[HINT_LEVEL], default=0)
    named = models.TextField("疑点", blank=True)
    points = models.PositiveSmallIntegerField("风险分", default=0)
    risk = models.CharField("风险", max_length=6, blank=True)
    # Drawn anew with every change, so that the sum over a year tells whether anything in it has changed.
    mark = models.BigIntegerField("变动标记", default=drawn_mark, db_default=0, editable=False)

    class Meta:
        verbose_name = "审核列表"
        ordering = ["obligation"]
        constraints = [
            models.CheckConstraint(name="report_line_risk_known", condition=Q(risk__in=["", *RISK_LABELS])),
            models.CheckConstraint(
                name="report_line_number_with_submission",
                condition=Q(number=0, submission__isnull=True) | Q(number__gt=0, submission__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "stand", "urgent_since", "obligation"], name="report_line_in_order"),
            models.Index(fields=["cycle", "reviewer", "stand"], name="report_line_of_reviewer"),
            models.Index(fields=["cycle", "-final_total", "obligation"], name="report_line_ranking"),
            models.Index(fields=["cycle", "obligation"], condition=Q(asked=True), name="report_line_asked"),
            models.Index(fields=["cycle", "mark"], name="report_line_marks"),
            models.Index(fields=["cycle", "stand", "number"], name="report_line_again"),
        ]

    def __str__(self) -> str:
        return str(self.obligation)
