"""预检: papers that somebody has had checked without filing them. No part of the record: they go after some days."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.models import County, Department
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL, SEVERITY_LABELS, WARNING_LEVEL
from evaluations.models.scheme import Scheme

KEPT_DAYS = 7
KEPT_PERIOD = timedelta(days=KEPT_DAYS)


class PaperBatch(models.Model):
    """Papers sent together. Of the bureau: its county's reviewers see them; of a department: only that department."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标体系")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="送检人")
    uploaded_at = models.DateTimeField("送检时间", auto_now_add=True)

    class Meta:
        verbose_name = "预检"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.department or self.county} {self.uploaded_at}"


class PaperCheck(models.Model):
    """One paper: what was sent, until it is read; then its result (papers/paper_json.py), or why it could not be read."""

    batch = models.ForeignKey(PaperBatch, models.CASCADE, related_name="papers")
    number = models.PositiveIntegerField("序号")
    name = models.CharField("文件名", max_length=200)
    content = models.BinaryField("内容", null=True, blank=True)
    result = models.JSONField("结果", null=True, blank=True)
    refusal = models.CharField("没有读取的原因", max_length=500, blank=True)
    # What the table over all papers shows.
    department = models.CharField("单位", max_length=80, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    errors = models.PositiveIntegerField(SEVERITY_LABELS[ERROR_LEVEL], default=0)
    warnings = models.PositiveIntegerField(SEVERITY_LABELS[WARNING_LEVEL], default=0)
    hints = models.PositiveIntegerField(SEVERITY_LABELS[HINT_LEVEL], default=0)
    unread = models.PositiveIntegerField("没有认出", default=0)

    class Meta:
        verbose_name = "预检的报告"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="paper_number_unique_in_batch"),
            models.CheckConstraint(
                name="paper_waits_or_is_read_or_refused",
                condition=Q(content__isnull=False, result__isnull=True, refusal="")
                | Q(content__isnull=True, result__isnull=False, refusal="")
                | (Q(content__isnull=True, result__isnull=True) & ~Q(refusal="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
