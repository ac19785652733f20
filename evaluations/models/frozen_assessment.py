from django.db import models
from django.db.models import Q

from evaluations.models.submission import Submission


class FrozenAssessment(models.Model):
    """The whole assessment of a submission, frozen with it in a format of its own. Triggers forbid any change.

    `sha256` covers the submission's hash, the format and the content. `migrated_from` is the format of a submission that
    was frozen before assessments were; its assessment was made once, by migration 0012.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="frozen_assessment")
    format = models.PositiveSmallIntegerField("格式版本")
    content = models.JSONField("评分结果")
    sha256 = models.CharField("SHA-256", max_length=64)
    migrated_from = models.PositiveSmallIntegerField("原格式版本", null=True, blank=True)

    class Meta:
        verbose_name = "封存的评分结果"
        ordering = ["submission"]
        constraints = [
            models.CheckConstraint(name="frozen_assessment_format_from_two", condition=Q(format__gte=2)),
            models.CheckConstraint(
                name="frozen_assessment_migrated_from_earlier",
                condition=Q(migrated_from=None) | Q(migrated_from__lt=models.F("format")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} 格式 {self.format}"
