from django.db import models
from django.db.models import Q

from evaluations.language.words import ENTRY_LABELS
from evaluations.models.evaluation import Evaluation
from evaluations.models.fields import amount_field, within_limit


class IndicatorEntry(models.Model):
    """What a person enters where figures cannot decide: ticks, cases, a grade, another score, a reason."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="indicator_entries")
    indicator = models.SlugField("指标", max_length=60)
    checked = models.JSONField(ENTRY_LABELS["checked"], null=True, blank=True)
    cases = models.PositiveSmallIntegerField(ENTRY_LABELS["cases"], null=True, blank=True)
    grade = models.CharField(ENTRY_LABELS["grade"], max_length=20, blank=True)
    score = amount_field(ENTRY_LABELS["score"])
    maximum = amount_field(ENTRY_LABELS["maximum"])
    choice = models.CharField("择一评分时的选择", max_length=60, blank=True)
    self_score = amount_field(ENTRY_LABELS["self_score"])
    not_applicable = models.BooleanField(ENTRY_LABELS["not_applicable"], default=False)
    reason = models.TextField(ENTRY_LABELS["reason"], blank=True)

    class Meta:
        verbose_name = "指标填报"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "indicator"], name="indicator_entry_unique"),
            models.CheckConstraint(
                name="indicator_entry_within_limit",
                condition=within_limit("score", "maximum", "self_score"),
            ),
            models.CheckConstraint(
                name="indicator_entry_not_applicable_has_reason", condition=Q(not_applicable=False) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.indicator}"
