from django.db import models
from django.db.models import Q

from evaluations.language.directions import DIRECTION_CHOICES, DIRECTION_KINDS, QUALITATIVE_DIRECTION, QUALITATIVE_WORD
from evaluations.language.words import COLLECTION_LABELS, DEVIATION_LABEL, TARGET_LABELS
from evaluations.models.evaluation import Evaluation
from evaluations.models.fields import amount_field, within_limit
from evaluations.models.project import Project


class Target(models.Model):
    """绩效指标 that a department has set itself; with a project it belongs to that project's own table.

    Target and attained value are kept as written: numbers, or words where the direction is qualitative.
    """

    class Direction(models.TextChoices):
        AT_LEAST = "ge", DIRECTION_CHOICES["ge"]
        AT_MOST = "le", DIRECTION_CHOICES["le"]
        EQUAL = "eq", DIRECTION_CHOICES["eq"]
        QUALITATIVE = QUALITATIVE_DIRECTION, QUALITATIVE_WORD

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="targets")
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="targets")
    position = models.PositiveSmallIntegerField("序号")
    slot = models.CharField(TARGET_LABELS["slot"], max_length=60, blank=True)
    level2 = models.CharField(TARGET_LABELS["level2"], max_length=60, blank=True)
    name = models.CharField(TARGET_LABELS["name"], max_length=120)
    direction = models.CharField(
        TARGET_LABELS["direction"], max_length=12, choices=Direction, default=Direction.AT_LEAST
    )
    target = models.CharField(TARGET_LABELS["target"], max_length=120, blank=True)
    unit = models.CharField(TARGET_LABELS["unit"], max_length=20, blank=True)
    attained = models.CharField(TARGET_LABELS["attained"], max_length=120, blank=True)
    weight = amount_field(TARGET_LABELS["weight"])
    grade = models.CharField(TARGET_LABELS["grade"], max_length=20, blank=True)
    score = amount_field(TARGET_LABELS["score"])
    deviation_reason = models.TextField(DEVIATION_LABEL, blank=True)
    begin_target = models.CharField(TARGET_LABELS["begin_target"], max_length=120, blank=True)

    class Meta:
        verbose_name = COLLECTION_LABELS["targets"]
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="target_amounts_within_limit", condition=within_limit("weight", "score")),
            models.CheckConstraint(name="target_direction_known", condition=Q(direction__in=list(DIRECTION_KINDS))),
        ]

    def __str__(self) -> str:
        return self.name
