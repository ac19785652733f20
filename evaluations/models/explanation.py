from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.language.words import AUDIENCE_LABELS, PUBLIC_AUDIENCE
from evaluations.models.evaluation import Evaluation


class Explanation(models.Model):
    """Why a warning may stand: by name, by a person; for the bureau, and for the public where the person says so."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="explanations")
    check_number = models.CharField("勾稽关系", max_length=20)
    field = models.CharField("位置", max_length=80, blank=True)
    text = models.TextField("说明", max_length=2_000)
    # Finding.digest of what was explained; empty in hand-written documents: whatever that check finds there.
    found = models.CharField("所说明的提示", max_length=64, blank=True)
    # Printed in the report's annex of explanations; nobody publishes what was meant for the bureau by forgetting a tick.
    public = models.BooleanField(AUDIENCE_LABELS[PUBLIC_AUDIENCE], default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="说明人")
    # The name as it was then, or as an imported document gives it; empty: the person's present name.
    person_name = models.CharField("说明人姓名", max_length=40, blank=True)
    explained_at = models.DateTimeField("说明时间", auto_now=True)

    class Meta:
        verbose_name = "勾稽说明"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "check_number", "field"], name="explanation_unique"),
            models.CheckConstraint(name="explanation_not_empty", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.check_number} {self.field}"
