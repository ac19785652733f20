from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from departments.models import County, Department
from evaluations.language.states import EXEMPTED_LABEL
from evaluations.models.scheme import Scheme
from evaluations.schemes.review_plan import ReviewPlan, read_review_plan


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
    # Reports of departments that have a 主管部门 go through its hands before the bureau takes them up.
    forwarding = models.BooleanField("须经主管部门转报", default=False)
    # Criteria, stages and uses of the review (schemes/review_plan.py); null: the standard ones.
    review_plan = models.JSONField("复核办法", null=True, blank=True)
    # 归档: nothing is filed any more; what is public stays. Null while the year is open.
    closed_at = models.DateTimeField("归档时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="归档人"
    )
    closing_reason = models.CharField("归档说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "年度任务"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["county", "year"], name="cycle_one_a_year"),
            models.CheckConstraint(name="cycle_due_after_opening", condition=Q(due_on__gte=F("opens_on"))),
            models.CheckConstraint(name="cycle_year_plausible", condition=Q(year__gte=2000, year__lte=2100)),
            models.CheckConstraint(
                name="cycle_closed_by_someone",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closing_reason="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def closed(self) -> bool:
        """Whether the year is 已归档."""
        return self.closed_at is not None

    @property
    def reviewing(self) -> ReviewPlan:
        """What this year's review goes by."""
        return read_review_plan(self.review_plan)


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
        """The last day for this department: the extension, unless the cycle's own date was put off beyond it."""
        return max(self.extended_to or self.cycle.due_on, self.cycle.due_on)

    @property
    def extended(self) -> bool:
        """Whether this department has longer than the others."""
        return self.due_on > self.cycle.due_on


class Reminder(models.Model):
    """催报: the bureau reminded this department on this day. At most one a day; never changed, never taken back."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="reminders")
    day = models.DateField("日期")
    text = models.CharField("催报内容", max_length=200)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="催报人")
    sent_at = models.DateTimeField("催报时间")

    class Meta:
        verbose_name = "催报"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "day"], name="reminder_once_a_day"),
            models.CheckConstraint(name="reminder_not_empty", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.day}"
