from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.language.states import CORRECTION_LABELS
from evaluations.models.evaluation import Evaluation
from evaluations.models.submission import Submission


class Correction(models.Model):
    """更正: the department asks for it with a reason, the bureau allows or refuses; one at a time is open."""

    class State(models.TextChoices):
        ASKED = "asked", CORRECTION_LABELS["asked"]
        ALLOWED = "allowed", CORRECTION_LABELS["allowed"]
        REFUSED = "refused", CORRECTION_LABELS["refused"]
        TAKEN_BACK = "taken_back", CORRECTION_LABELS["taken_back"]
        CANCELLED = "cancelled", CORRECTION_LABELS["cancelled"]
        DONE = "done", CORRECTION_LABELS["done"]

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="corrections")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="corrections", verbose_name="更正哪次报送")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    reason = models.TextField("更正原因")
    # Whoever asks is told since 1.6.0 that the public reads the reason beside the new version.
    publicly = models.BooleanField("更正原因公开", default=False, db_default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")
    answer = models.TextField("财政局意见", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人"
    )
    answered_at = models.DateTimeField("办理时间", null=True, blank=True)
    # When it ended after it was allowed: cancelled by the department, or done by a new version.
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    # What the draft held when the correction was cancelled: nothing typed is lost.
    abandoned = models.JSONField("取消时的草稿", null=True, blank=True)

    class Meta:
        verbose_name = "更正"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(state__in=["asked", "allowed"]), name="correction_one_open"
            ),
            models.CheckConstraint(name="correction_state_known", condition=Q(state__in=list(CORRECTION_LABELS))),
            models.CheckConstraint(name="correction_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="correction_answered_by_someone",
                condition=Q(state__in=["asked", "taken_back"], answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(state__in=["asked", "taken_back"]) & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(name="correction_refused_has_reason", condition=~Q(state="refused") | ~Q(answer="")),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_state_display()}"
