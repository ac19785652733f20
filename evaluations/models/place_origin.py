from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import models
from django.utils import timezone

from departments.models import User
from evaluations.models.evaluation import Evaluation


class PlaceOrigin(models.Model):
    """来源: that a place of a draft was imported, pasted or carried; a mark until a person has looked at it.

    Who types something else takes the mark away; who says that the section is finished has looked at what it marks.
    """

    class Kind(models.TextChoices):
        PAPER = "paper", "整篇报告"
        ACCOUNTS = "accounts", "部门决算报表"
        WORKBOOK = "workbook", "填报工作簿"
        PASTED = "pasted", "整段粘贴"
        CARRIED = "carried", "上年报告"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="place_origins")
    section = models.SlugField("部分", max_length=40)
    # The name of an input; of a list and of an indicator the beginning of its inputs' names.
    unit = models.CharField("位置", max_length=120)
    kind = models.CharField("来源", max_length=10, choices=Kind)
    source = models.CharField("文件或报告", max_length=160)
    recorded_at = models.DateTimeField("带入时间")
    looked_at = models.DateTimeField("核对时间", null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核对人"
    )

    class Meta:
        verbose_name = "内容来源"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "section", "unit"], name="place_origin_unique"),
            models.CheckConstraint(
                name="place_origin_looked_at_by_someone",
                condition=models.Q(looked_at=None, looked_by=None)
                | models.Q(looked_at__isnull=False, looked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.unit} {self.get_kind_display()}"

    @classmethod
    def unseen_in(cls, evaluation: Evaluation) -> models.QuerySet["PlaceOrigin"]:
        """What nobody has looked at yet."""
        return cls.objects.filter(evaluation=evaluation, looked_at=None)

    @classmethod
    def record(cls, evaluation: Evaluation, section: str, units: Iterable[str], kind: Kind, source: str = "") -> None:
        """Mark these places of a section, in the place of what they were marked with before."""
        names, now = list(dict.fromkeys(units)), timezone.now()
        PlaceOrigin.objects.filter(evaluation=evaluation, section=section, unit__in=names).delete()
        PlaceOrigin.objects.bulk_create(
            PlaceOrigin(
                evaluation=evaluation, section=section, unit=unit, kind=kind, source=source[-160:], recorded_at=now
            )
            for unit in names
        )

    @classmethod
    def follow_save(
        cls,
        rows: Sequence["PlaceOrigin"],
        before: Mapping[str, str],
        after: Mapping[str, str],
        seen: User | None,
    ) -> list["PlaceOrigin"]:
        """After a save of the section of these rows, which nobody has looked at; returns those of which that still holds.

        What was typed over is a person's own now; `seen`: who has said that the section is finished.
        """
        changed = {row.pk for row in rows if row.of(before) != row.of(after)}
        left = [row for row in rows if row.pk not in changed]
        if changed:
            cls.objects.filter(pk__in=changed).delete()
        if seen and left:
            kept = cls.objects.filter(pk__in=[row.pk for row in left], looked_at=None)
            kept.update(looked_at=timezone.now(), looked_by=seen)
        return [] if seen else left

    def of(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts of the place among those of its section."""
        start = f"{self.unit}-"
        return {name: text for name, text in texts.items() if name == self.unit or name.startswith(start)}
