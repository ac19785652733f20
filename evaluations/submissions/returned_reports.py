"""What the bureau has returned and waits for."""

from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import Exact

from evaluations.models import Decision


def last_returned() -> Q:
    """Condition on Evaluation: the bureau's last word that stands is a return."""
    words = Decision.objects.filter(submission__evaluation=OuterRef("pk"), revocation=None).order_by("-pk")
    return Q(Exact(Subquery(words.values("outcome")[:1]), Decision.Outcome.RETURNED))
