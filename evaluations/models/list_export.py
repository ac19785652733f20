from datetime import timedelta

from django.conf import settings
from django.db import models

EXPORT_KEPT = timedelta(days=7)


class ListExport(models.Model):
    """导出: a list too long to be written while somebody waits. Whoever asked for it sees it; it goes after some days."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导出人")
    query = models.TextField("条件")
    duties = models.JSONField("勾选的单位", default=list)
    total = models.PositiveIntegerField("行数")
    done = models.PositiveIntegerField("已写", default=0)
    content = models.BinaryField("文件", null=True, blank=True)
    asked_at = models.DateTimeField("导出时间", auto_now_add=True)

    class Meta:
        verbose_name = "导出的列表"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.asked_at}"
