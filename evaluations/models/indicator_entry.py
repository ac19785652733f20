from django.db import models
from django.db.models import Q

from evaluations.models.evaluation import Evaluation
from evaluations.models.fields import amount_field, within_limit


class IndicatorEntry(models.Model):
    """What a person enters where figures cannot decide: ticks, cases, a grade, another score, a reason."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="indicator_entries")
    indicator = models.SlugField("指标", max_length=60)
    checked = models.JSONField("逐项勾选", null=True, blank=True)
    cases = models.PositiveSmallIntegerField("发现问题（处）", null=True, blank=True)
    grade = models.CharField("评定等次", max_length=20, blank=True)
    score = amount_field("考核得分")
    maximum = amount_field("考核满分")
    choice = models.CharField("择一评分时的选择", max_length=60, blank=True)
    self_score = amount_field("自评得分")
    not_applicable = models.BooleanField("不适用", default=False)
    reason = models.TextField("扣分原因或说明", blank=True)

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

    def __str__(self):
        return f"{self.evaluation} {self.indicator}"
