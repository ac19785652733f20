from django.conf import settings
from django.db import models

from evaluations.models.evaluation import Evaluation


class SectionVersion(models.Model):
    """The texts of one section as one save left them: the common ground of two people, and who ever saved here."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="section_versions")
    section = models.SlugField("部分", max_length=40)
    version = models.PositiveIntegerField("版本")
    # Input name → text, rows numbered in page order, empty fields left out.
    texts = models.JSONField("内容", default=dict)
    # What the page that saved it shows, where a colleague's change that is not on that page was merged in.
    shown = models.JSONField("保存者页面的内容", null=True)
    # Which open page saved it, and with its how-manieth sending: a page knows its own saves, and a late one is found.
    page = models.CharField("页面", max_length=40, blank=True)
    sending = models.PositiveIntegerField("第几次发送", default=0)
    saved_at = models.DateTimeField("保存时间")
    # Null for what an import or last year's report brought.
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="保存人"
    )

    class Meta:
        verbose_name = "部分的历次内容"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "section", "version"], name="section_version_unique")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.section} v{self.version}"
