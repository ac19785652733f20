from datetime import date

from django.db import models
from django.db.models import F, Q

from departments.models import County, Department
from evaluations.language.states import EXEMPTED_LABEL
from evaluations.models.scheme import Scheme


class Cycle(models.Model):
    """年度任务: what one county's yearly notice asks for, and under which scheme."""

    county = models.ForeignKey(County, models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField("评价年度")
    title = models.CharField("任务名称", max_length=120)
    notice_reference = models.CharField("通知名称和文号", max_length=200)
    opens_on = models.DateField("开始日期")
    due_on = models.DateField("报送截止")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="cycles", verbose_name="指标体系")
    signature_required = models.BooleanField("须单位负责人签批", default=True)

    class Meta:
        verbose_name = "年度任务"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["county", "year"], name="cycle_one_a_year"),
            models.CheckConstraint(name="cycle_due_after_opening", condition=Q(due_on__gte=F("opens_on"))),
            models.CheckConstraint(name="cycle_year_plausible", condition=Q(year__gte=2000, year__lte=2100)),
        ]

    def __str__(self) -> str:
        return self.title


class Obligation(models.Model):
    """应报单位: this department owes a report in this cycle, unless exempted with a reason."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="obligations")
    department = models.ForeignKey(Department, models.PROTECT, related_name="obligations")
    extended_to = models.DateField("延期至", null=True, blank=True)
    extension_reason = models.CharField("延期原因", max_length=200, blank=True)
    exempted = models.BooleanField(EXEMPTED_LABEL, default=False)
    exemption_reason = models.CharField("免报原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "应报单位"
        ordering = ["cycle", "department__budget_code"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "department"], name="obligation_one_a_cycle"),
            models.CheckConstraint(
                name="obligation_exemption_has_reason", condition=Q(exempted=False) | ~Q(exemption_reason="")
            ),
            models.CheckConstraint(
                name="obligation_extension_has_reason", condition=Q(extended_to__isnull=True) | ~Q(extension_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.cycle.year}"

    @property
    def due_on(self) -> date:
        """The last day for this department: the extension, or the cycle's own date."""
        return self.extended_to or self.cycle.due_on
