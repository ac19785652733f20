from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluations.models.submission import Submission


class Claim(models.Model):
    """Who is reviewing a submission, until when. A row stays when it is released: `worked` tells that review has begun."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="claim")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人"
    )
    since = models.DateTimeField("开始审核", null=True, blank=True)
    until = models.DateTimeField("有效至", null=True, blank=True)
    # A comment, a judgement or a decision was made under it: from then on the department cannot withdraw.
    worked = models.BooleanField("已有审核意见或结论", default=False)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = "认领审核"
        constraints = [
            models.CheckConstraint(
                name="claim_held_since_and_until",
                condition=Q(holder__isnull=True, since__isnull=True, until__isnull=True)
                | Q(holder__isnull=False, since__isnull=False, until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.holder or ''}"

    def held_at(self, moment: datetime) -> bool:
        """Whether somebody holds it at this moment."""
        return self.until is not None and self.until > moment
