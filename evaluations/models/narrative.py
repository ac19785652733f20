from django.db import models

from evaluations.language.words import ACHIEVEMENT_LABELS
from evaluations.models.evaluation import Evaluation


class Narrative(models.Model):
    """Free text of one place in the report: plain paragraphs, numbered by the system, always escaped."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="narratives")
    code = models.SlugField("位置", max_length=40)
    text = models.TextField("正文", max_length=20_000)

    class Meta:
        verbose_name = "正文"
        constraints = [models.UniqueConstraint(fields=["evaluation", "code"], name="narrative_unique")]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.code}"


class Achievement(models.Model):
    """预算支出绩效: one of 一是…二是…, numbered by its position."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="achievements")
    position = models.PositiveSmallIntegerField("序号")
    title = models.CharField(ACHIEVEMENT_LABELS["title"], max_length=120)
    body = models.TextField(ACHIEVEMENT_LABELS["body"], max_length=20_000, blank=True)

    class Meta:
        verbose_name = "绩效"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title
