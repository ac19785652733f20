from django.db import models

from evaluations.models.evaluation import Evaluation
from evaluations.models.fields import amount_field, within_limit

# More fill a page that nobody can check by eye, and a request that keeps a worker busy.
MOST_PROJECTS, MOST_ITEMS = 200, 50


class Project(models.Model):
    """项目支出 line of a department: amounts in 万元."""

    class Kind(models.TextChoices):
        EARMARKED = "earmarked", "专项资金"
        OTHER = "other", "其他项目"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="projects")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("项目名称", max_length=120)
    kind = models.CharField("类别", max_length=20, choices=Kind, default=Kind.OTHER)
    budget = amount_field("预算数")
    full_year = amount_field("全年预算数")
    in_place = amount_field("到位资金")
    actual = amount_field("实际支出")
    goal = models.TextField("年度目标", blank=True)
    note = models.TextField("项目内容和完成情况", blank=True)

    class Meta:
        verbose_name = "项目"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="project_amounts_within_limit",
                condition=within_limit("budget", "full_year", "in_place", "actual"),
            )
        ]

    def __str__(self):
        return self.name


class ProjectItem(models.Model):
    """项目明细: what a project's budget is made of, 万元."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("明细名称", max_length=120)
    amount = amount_field("预算数")

    class Meta:
        verbose_name = "项目明细"
        ordering = ["position"]
        constraints = [models.CheckConstraint(name="project_item_within_limit", condition=within_limit("amount"))]

    def __str__(self):
        return self.name
