from django.db import models

from evaluations.models.cycles import Cycle


class CycleMedians(models.Model):
    """全县中位数: of each figure of a year, over the newest submission of each department. Kept, computed once a day.

    `values` holds {figure, sum or ratio: the number as text}; money in 万元, as in the facts.
    """

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="medians")
    values = models.JSONField("中位数", default=dict)
    departments = models.PositiveIntegerField("单位数")
    computed_at = models.DateTimeField("计算时间")

    class Meta:
        verbose_name = "全县中位数"

    def __str__(self) -> str:
        return f"{self.cycle} {self.departments}"
