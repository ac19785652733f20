from django.conf import settings
from django.db import models

from evaluations.models.evaluation import Evaluation
from evaluations.models.submission import Submission


class FindingAcceptance(models.Model):
    """认可疑点: a reviewer has looked at a finding and lets it stand. For the bureau only; no score follows from it.

    It is the report's and not the submission's: what is found again in the same words, with the same explanation, stays
    accepted when the report is handed in again. Taken back, the row goes and its events stay.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="accepted_findings")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+", verbose_name="认可时的报送")
    mark = models.CharField("疑点标记", max_length=64)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="认可人")
    accepted_at = models.DateTimeField("认可时间")

    class Meta:
        verbose_name = "疑点认可"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "mark"], name="finding_accepted_once")]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.mark[:8]}"
