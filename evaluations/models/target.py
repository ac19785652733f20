from django.db import models
from django.db.models import Q

from evaluations.models.evaluation import Evaluation
from evaluations.models.fields import amount_field, within_limit
from evaluations.models.project import Project


class Target(models.Model):
    """绩效指标 that a department has set itself; with a project it belongs to that project's own table.

    Target and attained value are kept as written: numbers, or words where the direction is qualitative.
    """

    class Direction(models.TextChoices):
        AT_LEAST = "ge", "≥"
        AT_MOST = "le", "≤"
        EQUAL = "eq", "＝"
        QUALITATIVE = "qualitative", "定性"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="targets")
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="targets")
    position = models.PositiveSmallIntegerField("序号")
    slot = models.CharField("指标类别", max_length=60, blank=True)
    level2 = models.CharField("二级指标", max_length=60, blank=True)
    name = models.CharField("三级指标", max_length=120)
    direction = models.CharField("指标方向", max_length=12, choices=Direction, default=Direction.AT_LEAST)
    target = models.CharField("年度指标值", max_length=120, blank=True)
    unit = models.CharField("计量单位", max_length=20, blank=True)
    attained = models.CharField("实际完成值", max_length=120, blank=True)
    weight = amount_field("分值")
    grade = models.CharField("完成情况", max_length=20, blank=True)
    score = amount_field("得分")
    deviation_reason = models.TextField("偏差原因分析及改进措施", blank=True)

    class Meta:
        verbose_name = "绩效指标"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="target_amounts_within_limit", condition=within_limit("weight", "score")),
            models.CheckConstraint(
                name="target_direction_known", condition=Q(direction__in=["ge", "le", "eq", "qualitative"])
            ),
        ]

    def __str__(self):
        return self.name
