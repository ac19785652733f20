from django.conf import settings
from django.db import models

from departments.models import Department
from evaluations.models.cycles import Obligation
from evaluations.models.submission import Submission


class Assignment(models.Model):
    """分配: who is to review a department's report of a year. One row for each duty; who had it before stands in the log."""

    obligation = models.OneToOneField(Obligation, models.PROTECT, related_name="assignment", primary_key=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人"
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="分配人")
    assigned_at = models.DateTimeField("分配时间")

    class Meta:
        verbose_name = "审核分配"

    def __str__(self) -> str:
        return f"{self.obligation} {self.reviewer or ''}"


class Forwarding(models.Model):
    """转报: the supervising department passed a submission of one of its units on to the bureau. Never changed."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="forwarding", primary_key=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="主管部门")
    forwarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="转报人")
    forwarded_at = models.DateTimeField("转报时间")
    word = models.CharField("转报意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "转报"

    def __str__(self) -> str:
        return f"{self.submission} {self.department}"
