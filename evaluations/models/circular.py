from django.conf import settings
from django.db import models

from evaluations.models.cycles import Cycle


class Circular(models.Model):
    """汇总通报 of a year as it was made at one moment: the page to be printed, the Word file, and the PDF once a worker has
    printed it. What was made is never changed; another one is made instead."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="生成人")
    made_at = models.DateTimeField("生成时间", auto_now_add=True)
    page = models.TextField("印制内容")
    word = models.BinaryField("Word 文件")
    pdf = models.BinaryField("PDF 文件", null=True)
    pages = models.PositiveIntegerField("页数", default=0)

    class Meta:
        verbose_name = "汇总通报"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.cycle} {self.made_at}"
