from django.db import models
from django.db.models import Q

from evaluations.language.states import JOB_LABELS


class Job(models.Model):
    """Background work as a row, written in the transaction of the change that asks for it; Celery only wakes it."""

    class State(models.TextChoices):
        QUEUED = "queued", JOB_LABELS["queued"]
        RUNNING = "running", JOB_LABELS["running"]
        DONE = "done", JOB_LABELS["done"]
        FAILED = "failed", JOB_LABELS["failed"]

    kind = models.SlugField("种类", max_length=40)
    key = models.CharField("唯一键", max_length=120, unique=True)
    payload = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    owner = models.CharField("执行者", max_length=80, blank=True)
    lease_until = models.DateTimeField("租约到期", null=True, blank=True)
    run_after = models.DateTimeField("最早执行时间", null=True, blank=True)
    error = models.TextField("失败原因", blank=True)
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    started_at = models.DateTimeField("本次开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "后台任务"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="job_state_known", condition=Q(state__in=["queued", "running", "done", "failed"])
            ),
            models.CheckConstraint(
                name="job_running_has_lease",
                condition=~Q(state="running") | (Q(lease_until__isnull=False) & ~Q(owner="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "run_after"], name="job_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.get_state_display()}"
