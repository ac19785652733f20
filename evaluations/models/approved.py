from django.db import models
from django.db.models import Q

from evaluations.language.amounts import AMOUNT_LIMIT
from evaluations.language.directions import DIRECTION_KINDS
from evaluations.language.words import TARGET_LABELS
from evaluations.models.cycles import Obligation
from evaluations.models.fields import amount_field, within_limit
from evaluations.models.target import Target


class ApprovedFigure(models.Model):
    """批复的预算数: what the bureau approved for one figure of a department's year, 万元. A draft is compared with it."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="approved_figures")
    figure = models.CharField("数据名", max_length=80)
    amount = models.DecimalField("批复数", max_digits=18, decimal_places=6)

    class Meta:
        verbose_name = "批复预算数"
        constraints = [
            models.UniqueConstraint(fields=["obligation", "figure"], name="approved_figure_unique"),
            models.CheckConstraint(
                name="approved_figure_within_limit", condition=Q(amount__gte=0, amount__lt=AMOUNT_LIMIT)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.figure} {self.amount}"


class ApprovedTarget(models.Model):
    """年初批复的绩效目标: one target of the department, as its draft begins with it."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="approved_targets")
    position = models.PositiveSmallIntegerField("序号")
    slot = models.CharField(TARGET_LABELS["slot"], max_length=60)
    level2 = models.CharField(TARGET_LABELS["level2"], max_length=60, blank=True)
    name = models.CharField(TARGET_LABELS["name"], max_length=120)
    direction = models.CharField(TARGET_LABELS["direction"], max_length=12, choices=Target.Direction)
    target = models.CharField(TARGET_LABELS["target"], max_length=120, blank=True)
    unit = models.CharField(TARGET_LABELS["unit"], max_length=20, blank=True)
    weight = amount_field(TARGET_LABELS["weight"])

    class Meta:
        verbose_name = "批复绩效目标"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "position"], name="approved_target_unique"),
            models.CheckConstraint(name="approved_target_within_limit", condition=within_limit("weight")),
            models.CheckConstraint(
                name="approved_target_direction_known", condition=Q(direction__in=list(DIRECTION_KINDS))
            ),
        ]

    def __str__(self) -> str:
        return self.name
