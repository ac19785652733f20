from django.conf import settings
from django.db import models
from django.db.models import Q

BACKUP_ACTION, DRILL_ACTION = "make_backup", "restore_drill"


class Event(models.Model):
    """操作日志: who did what to which object with what outcome. Append-only, by triggers in both engines."""

    at = models.DateTimeField("时间")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField("姓名", max_length=40, blank=True)
    role = models.CharField("角色", max_length=20, blank=True)
    department = models.CharField("单位", max_length=80, blank=True)
    ip = models.GenericIPAddressField("地址", null=True)
    request_id = models.CharField("请求编号", max_length=36, blank=True)
    action = models.SlugField("操作", max_length=40)
    object_type = models.CharField("对象类型", max_length=40, blank=True)
    object_id = models.CharField("对象编号", max_length=40, blank=True)
    outcome = models.CharField("结果", max_length=10)
    detail = models.JSONField("详情", default=dict)

    class Meta:
        verbose_name = "操作日志"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="event_object"),
            # A handful of rows among millions, asked for at every look at the state of the site.
            models.Index(
                fields=["action", "-id"], name="event_upkeep", condition=Q(action__in=[BACKUP_ACTION, DRILL_ACTION])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"


class EventSeal(models.Model):
    """One link of the hash chain over the events, written by the sweeper in commit order."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="seal")
    previous = models.CharField("前一封印", max_length=64)
    digest = models.CharField("封印", max_length=64)

    class Meta:
        verbose_name = "日志封印"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.digest
