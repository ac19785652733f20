from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from evaluations.models.submission import Decision, Submission


class FirstApproval(models.Model):
    """初审通过: in a year whose approvals need two persons, the word of the first. Never changed.

    It counts until a decision about the submission is made after it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="first_approvals")
    reason = models.TextField("意见", blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="初审人")
    given_at = models.DateTimeField("初审时间")

    class Meta:
        verbose_name = "初审意见"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.submission} 初审通过"

    @classmethod
    def counting(cls) -> QuerySet["FirstApproval"]:
        """The words after which nobody has decided about the submission, the last one last."""
        later = Decision.objects.filter(submission=OuterRef("submission"), decided_at__gte=OuterRef("given_at"))
        return cls.objects.filter(~Exists(later)).order_by("pk")
