from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.language.states import OUTCOME_LABELS
from evaluations.models.evaluation import Evaluation
from evaluations.models.scheme import Scheme


class Submission(models.Model):
    """What was filed, frozen: facts, scheme version and result under one hash. Triggers forbid any change.

    Its assessment stands beside it (FrozenAssessment); `result` is the part of it that open data serves.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("第几次报送")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="submissions")
    facts = models.JSONField("填报内容")
    result = models.JSONField("计算结果")
    # 佐证材料 as handed in, for the bureau only; null: none, or filed before there was any (submissions/evidence_list.py).
    evidence = models.JSONField("佐证材料", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    submitter_name = models.CharField("报送人", max_length=40)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="signatures")
    signer_name = models.CharField("签批人", max_length=40, blank=True)
    submitted_at = models.DateTimeField("报送时间")

    class Meta:
        verbose_name = "报送"
        ordering = ["evaluation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="submission_number_unique"),
            models.CheckConstraint(name="submission_number_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} 第{self.number}次报送"


class Decision(models.Model):
    """审核结论 of one submission: at most one, and a return always says why."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", OUTCOME_LABELS["approved"]
        RETURNED = "returned", OUTCOME_LABELS["returned"]

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="decision")
    outcome = models.CharField("结论", max_length=10, choices=Outcome)
    reason = models.TextField("意见", blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField("审核时间")

    class Meta:
        verbose_name = "审核结论"
        constraints = [
            models.CheckConstraint(name="decision_outcome_known", condition=Q(outcome__in=["approved", "returned"])),
            models.CheckConstraint(name="decision_return_has_reason", condition=~Q(outcome="returned") | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_outcome_display()}"
