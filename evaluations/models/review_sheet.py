from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.models.submission import Decision, Submission


class ReviewRound(models.TextChoices):
    FIRST = "first", "复核"
    SAMPLE = "sample", "抽评"


class ReviewSheet(models.Model):
    """复核评分表 while it is filled in: what was typed by line (scoring/review_sheet.py), saved by compare-and-set."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="review_sheets")
    round = models.CharField("评分轮次", max_length=6, choices=ReviewRound)
    marks = models.JSONField("各项评分", default=dict)
    version = models.PositiveIntegerField("版本", default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保存人"
    )
    saved_at = models.DateTimeField("保存时间", null=True, blank=True)

    class Meta:
        verbose_name = "复核评分表"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "round"], name="review_sheet_one_a_round"),
            models.CheckConstraint(name="review_sheet_round_known", condition=Q(round__in=["first", "sample"])),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_round_display()}"


class ReviewScore(models.Model):
    """复核得分, frozen: with the approval it belongs to, or when the score of a sample is confirmed. Never changed.

    Totals are points of the form. `sha256` covers the submission's hash, the round and the content.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="review_scores")
    round = models.CharField("评分轮次", max_length=6, choices=ReviewRound)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="review_score", verbose_name="审核结论"
    )
    content = models.JSONField("评分表")
    own_total = models.DecimalField("自评得分", max_digits=10, decimal_places=4)
    total = models.DecimalField("复核得分", max_digits=10, decimal_places=4)
    grade = models.CharField("复核等级", max_length=20)
    sha256 = models.CharField("SHA-256", max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评分人")
    made_at = models.DateTimeField("评分时间")

    class Meta:
        verbose_name = "复核得分"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="review_score_of_a_decision_or_a_sample",
                condition=Q(round="first", decision__isnull=False) | Q(round="sample", decision__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(round="sample"), name="review_score_one_a_sample"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_round_display()} {self.total}"

    @property
    def revoked(self) -> bool:
        """Whether the approval that it was frozen with has been taken back."""
        return self.decision is not None and self.decision.revoked is not None

    @classmethod
    def standing(cls, round: str = ReviewRound.FIRST) -> models.QuerySet["ReviewScore"]:
        """Scores of approvals that nobody has revoked, or of samples."""
        return cls.objects.filter(round=round, decision__revocation=None).select_related("made_by")
