from django.db import models
from django.db.models import Q

from evaluations.language.words import BUILDING_HEADINGS, COLLECTION_LABELS, ENTRY_LABELS, PEOPLE_LABELS
from evaluations.models.evaluation import Evaluation
from evaluations.models.fields import amount_field, within_limit


class BasicInfo(models.Model):
    """填表信息: clerks' names and phone numbers. They never reach the public report (个人信息保护)."""

    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="basic_info")
    preparer = models.CharField(PEOPLE_LABELS["preparer"], max_length=40, blank=True)
    head = models.CharField(PEOPLE_LABELS["head"], max_length=40, blank=True)
    phone = models.CharField(PEOPLE_LABELS["phone"], max_length=40, blank=True)

    class Meta:
        verbose_name = "填表信息"

    def __str__(self) -> str:
        return f"{self.evaluation} 填表信息"


class BudgetLine(models.Model):
    """One named figure of the scheme's tables (three_public.actual …). No row: 未填. Zero and 不适用 are stored."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="budget_lines")
    figure = models.CharField("数据名", max_length=80)
    amount = amount_field("数值")
    not_applicable = models.BooleanField(ENTRY_LABELS["not_applicable"], default=False)

    class Meta:
        verbose_name = "数据"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "figure"], name="budget_line_unique"),
            models.CheckConstraint(name="budget_line_within_limit", condition=within_limit("amount", signed=True)),
            models.CheckConstraint(
                name="budget_line_value_or_not_applicable",
                condition=Q(amount__isnull=False, not_applicable=False) | Q(amount__isnull=True, not_applicable=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {'不适用' if self.not_applicable else self.amount}"


class Building(models.Model):
    """新建楼堂馆所 finished in the year: areas in ㎡, investments in 万元."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="buildings")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("名称", max_length=120)
    approved_area = amount_field(BUILDING_HEADINGS["approved_area"])
    actual_area = amount_field(BUILDING_HEADINGS["actual_area"])
    approved_investment = amount_field(BUILDING_HEADINGS["approved_investment"])
    actual_investment = amount_field(BUILDING_HEADINGS["actual_investment"])

    class Meta:
        verbose_name = COLLECTION_LABELS["buildings"]
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="building_amounts_within_limit",
                condition=within_limit("approved_area", "actual_area", "approved_investment", "actual_investment"),
            )
        ]

    def __str__(self) -> str:
        return self.name
