from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.language.states import BATCH_ITEM_LABELS, BATCH_LABELS
from evaluations.models.publication import Publication


class ReleaseBatch(models.Model):
    """批量办理: publications that one person picked, looks at together, and has published one after the other."""

    class Action(models.TextChoices):
        PUBLISH = "publish", BATCH_LABELS["publish"]
        SCHEDULE = "schedule_release", BATCH_LABELS["schedule_release"]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    action = models.CharField("办理", max_length=20, choices=Action)
    moment = models.DateTimeField("定时公开时间", null=True, blank=True)
    picked_at = models.DateTimeField("挑选时间")
    begun_at = models.DateTimeField("开始时间", null=True, blank=True)

    class Meta:
        verbose_name = "批量办理"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="batch_schedule_has_moment",
                condition=~Q(action="schedule_release") | Q(begun_at=None) | Q(moment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.pk}"


class BatchedRelease(models.Model):
    """One publication of a batch: as it was seen, and what became of it. It outlives a paper that leaves the queue."""

    class State(models.TextChoices):
        WAITING = "waiting", BATCH_ITEM_LABELS["waiting"]
        DONE = "done", BATCH_ITEM_LABELS["done"]
        REFUSED = "refused", BATCH_ITEM_LABELS["refused"]

    batch = models.ForeignKey(ReleaseBatch, models.CASCADE, related_name="items")
    publication = models.ForeignKey(Publication, models.SET_NULL, null=True, related_name="+", verbose_name="报告")
    title = models.CharField("标题", max_length=200)
    seen_version = models.PositiveIntegerField("看到的版本")
    state = models.CharField("结果", max_length=10, choices=State, default=State.WAITING)
    words = models.CharField("原因", max_length=300, blank=True)
    ended_at = models.DateTimeField("办理时间", null=True, blank=True)

    class Meta:
        verbose_name = "批量办理的一份"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "publication"], name="batch_item_once"),
            models.CheckConstraint(
                name="batch_item_ended_at_a_time", condition=Q(state="waiting") | Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.get_state_display()}"
