from django.db import models

from evaluations.models.evaluation import Evaluation


class StatedValue(models.Model):
    """A value printed a second time elsewhere in a paper report: keyed in to be compared, never to be scored."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="stated_values")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("数据或指标", max_length=100)
    value = models.CharField("印出的数", max_length=60)
    place = models.CharField("位置", max_length=80, blank=True)

    class Meta:
        verbose_name = "另处印出的数"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
