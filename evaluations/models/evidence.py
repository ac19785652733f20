from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from evaluations.models.evaluation import Evaluation


class Evidence(models.Model):
    """佐证材料: one file or web address of a draft, tied to what it proves. A removed one can be brought back for a day."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="evidence")
    # What it proves: indicator.CODE or section.CODE (ReportPlace.evidence_code).
    place = models.CharField("对应内容", max_length=80)
    # The name on the disk; rows with the same content share the file.
    file = models.UUIDField("文件编号")
    name = models.CharField("文件名", max_length=120)
    note = models.CharField("说明", max_length=120, blank=True)
    kind = models.CharField("类型", max_length=4)
    kind_label: str  # the kind in words; no column: the pages of a draft set it (filing/evidence/evidence_page.py)
    # Of a page on the web; a file has neither.
    address = models.CharField("网址", max_length=2000, blank=True)
    seen_on = models.DateField("查看日期", null=True, blank=True)
    encrypted = models.BooleanField("设有密码", default=False)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64)
    # Of the bytes that were sent; those of a picture are not the ones that are kept.
    original_sha256 = models.CharField("原文件 SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        verbose_name = "佐证材料"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "place", "original_sha256"],
                condition=Q(removed_at=None),
                name="evidence_once_at_a_place",
            ),
            models.CheckConstraint(name="evidence_not_empty", condition=Q(size__gt=0) & ~Q(name="")),
            models.CheckConstraint(
                name="evidence_address_with_its_day",
                condition=Q(kind="web", seen_on__isnull=False) & ~Q(address="")
                | ~Q(kind="web") & Q(address="", seen_on__isnull=True),
            ),
            models.CheckConstraint(
                name="evidence_place_known",
                condition=Q(place__startswith="indicator.") | Q(place__startswith="section."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls, evaluation: Evaluation) -> QuerySet["Evidence"]:
        """What the draft has now, without what was removed."""
        return cls.objects.filter(evaluation=evaluation, removed_at=None)
