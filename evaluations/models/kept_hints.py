from django.db import models

from evaluations.models.cycles import Cycle
from evaluations.models.evaluation import Evaluation
from evaluations.models.submission import Submission


class KeptHints(models.Model):
    """审核关注点 that a submission gives by itself (checks/review_hints/), found when it was handed in. For reviewers only."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="kept_hints")
    hints = models.JSONField("关注点", default=list)

    class Meta:
        verbose_name = "审核关注点"

    def __str__(self) -> str:
        return f"{self.submission} {len(self.hints)}"


class TextPrint(models.Model):
    """A sentence of a report's newest submission as a number (checks/review_hints/text_prints.py), so that all reports of
    a year are compared by an index. Derived."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="text_prints")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+")
    code = models.CharField("文字", max_length=80)
    digest = models.BigIntegerField("指纹")
    length = models.PositiveIntegerField("字数")

    class Meta:
        verbose_name = "文字指纹"
        ordering = ["id"]
        indexes = [models.Index(fields=["cycle", "digest"], name="text_print_by_digest")]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.code}"
