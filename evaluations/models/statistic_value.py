from django.db import models

from evaluations.models.cycles import Cycle
from evaluations.models.report_line import ReportLine

LONGEST_CODE = 200


class StatisticKind(models.TextChoices):
    """What a value is counted under."""

    LEVEL = "level", "一级指标得分"
    MONEY = "money", "金额较上年"
    BUDGET = "budget", "金额与预算"
    FINDING = "finding", "核对发现"


class StatisticValue(models.Model):
    """One number that the year's statistics add up, taken from the newest submission of a report when it is handed in.

    By kind: points of a first-level indicator and its full marks; an amount (万元) and last year's, or and its budget;
    how many times a report has a finding. Derived, by submissions/line_values.py alone.
    """

    line = models.ForeignKey(ReportLine, models.CASCADE, related_name="values")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+")
    kind = models.CharField("统计类别", max_length=8, choices=StatisticKind)
    code = models.CharField("统计项目", max_length=LONGEST_CODE)
    value = models.DecimalField("数值", max_digits=18, decimal_places=6)
    base = models.DecimalField("对比数", max_digits=18, decimal_places=6, null=True)

    class Meta:
        verbose_name = "统计数值"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "kind", "code"], name="statistic_value_once"),
            models.CheckConstraint(
                name="statistic_value_kind_known", condition=models.Q(kind__in=["level", "money", "budget", "finding"])
            ),
        ]
        indexes = [models.Index(fields=["cycle", "kind", "code"], name="statistic_value_by_code")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.value}"
