from django.db import models

from evaluations.language.words import (
    COLLECTION_LABELS,
    EARMARKED_KIND,
    ITEM_LABELS,
    OTHER_KIND,
    PROJECT_KINDS,
    PROJECT_LABELS,
)
from evaluations.models.evaluation import Evaluation
from evaluations.models.fields import amount_field, within_limit

# More fill a page that nobody can check by eye, and a request that keeps a worker busy.
MOST_PROJECTS, MOST_ITEMS = 200, 50


class Project(models.Model):
    """项目支出 line of a department: amounts in 万元."""

    class Kind(models.TextChoices):
        EARMARKED = EARMARKED_KIND, PROJECT_KINDS[EARMARKED_KIND]
        OTHER = OTHER_KIND, PROJECT_KINDS[OTHER_KIND]

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="projects")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField(PROJECT_LABELS["name"], max_length=120)
    kind = models.CharField(PROJECT_LABELS["kind"], max_length=20, choices=Kind, default=Kind.OTHER)
    budget = amount_field(PROJECT_LABELS["budget"])
    full_year = amount_field(PROJECT_LABELS["full_year"])
    in_place = amount_field(PROJECT_LABELS["in_place"])
    actual = amount_field(PROJECT_LABELS["actual"])
    goal = models.TextField(PROJECT_LABELS["goal"], blank=True)
    note = models.TextField(PROJECT_LABELS["note"], blank=True)

    class Meta:
        verbose_name = COLLECTION_LABELS["projects"]
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="project_amounts_within_limit",
                condition=within_limit("budget", "full_year", "in_place", "actual"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProjectItem(models.Model):
    """项目明细: what a project's budget is made of, 万元."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField(ITEM_LABELS["name"], max_length=120)
    amount = amount_field(ITEM_LABELS["amount"])

    class Meta:
        verbose_name = "项目明细"
        ordering = ["position"]
        constraints = [models.CheckConstraint(name="project_item_within_limit", condition=within_limit("amount"))]

    def __str__(self) -> str:
        return self.name
