from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.models.cycles import Cycle
from evaluations.models.review_sheet import ReviewRound, ReviewScore
from evaluations.models.submission import Submission


class Draw(models.Model):
    """抽评: one draw among a year's reports, with all that reproduces it. Never changed; a second draw is a second row.

    `pool`: [budget code, name, stratum] of everything that could be drawn, in the order of the codes.
    """

    class Method(models.TextChoices):
        SIMPLE = "simple", "简单随机"
        GRADES = "grades", "按自评等级分层"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField("第几次抽取")
    method = models.CharField("方法", max_length=10, choices=Method)
    share = models.DecimalField("比例（%）", max_digits=5, decimal_places=2)
    seed = models.CharField("随机种子", max_length=80)
    basis = models.CharField("依据", max_length=200)
    pool = models.JSONField("抽取范围")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="抽取人")
    drawn_at = models.DateTimeField("抽取时间")

    class Meta:
        verbose_name = "抽评"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="draw_number_unique"),
            models.CheckConstraint(name="draw_share_of_the_whole", condition=Q(share__gt=0, share__lte=100)),
            models.CheckConstraint(name="draw_has_seed", condition=~Q(seed="")),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} 第{self.number}次抽评"


class DrawnReport(models.Model):
    """A report that was drawn: the submission as it stood, in the order of the draw."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="drawn")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="drawn")
    place = models.PositiveSmallIntegerField("抽中次序")

    class Meta:
        verbose_name = "抽中的报告"
        ordering = ["draw", "place"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "submission"], name="drawn_once"),
            models.UniqueConstraint(fields=["draw", "place"], name="drawn_place_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.place}"

    @property
    def own_total(self) -> str | None:
        """The department's own score, as frozen with what was drawn; None where the form has no points."""
        total: str | None = self.submission.frozen_assessment.content["total"]
        return total

    @property
    def first_score(self) -> ReviewScore | None:
        """The review's score under the approval that stands; read from what was fetched with the draw."""
        return next((one for one in self._scores if one.round == ReviewRound.FIRST and not one.revoked), None)

    @property
    def sample_score(self) -> ReviewScore | None:
        """The sample's own score."""
        return next((one for one in self._scores if one.round == ReviewRound.SAMPLE), None)

    @property
    def _scores(self) -> list[ReviewScore]:
        return sorted(self.submission.review_scores.all(), key=lambda one: -one.pk)
