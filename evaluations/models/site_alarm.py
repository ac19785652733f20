from django.db import models
from django.db.models import Q


class SiteAlarm(models.Model):
    """系统告警: something that keeps the site from doing its work, from when it was noticed until it was over."""

    code = models.SlugField("种类", max_length=20)
    words = models.CharField("情况", max_length=300)
    begun_at = models.DateTimeField("发现时间", auto_now_add=True)
    ended_at = models.DateTimeField("恢复时间", null=True, blank=True)

    class Meta:
        verbose_name = "系统告警"
        ordering = ["-id"]
        constraints = [
            # Of several processes that notice it at once, one tells of it.
            models.UniqueConstraint(fields=["code"], condition=Q(ended_at=None), name="alarm_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.words}"
