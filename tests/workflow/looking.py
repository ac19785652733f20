"""What the tests of the workflow look at before and after an act."""

from evaluations.models import Claim, Correction, Decision, DecisionRevocation, Evaluation, Job, Publication, Submission

KINDS = (Evaluation, Submission, Decision, DecisionRevocation, Publication, Correction, Claim, Job)


def everything() -> dict[str, list]:
    """All rows of the tables that an act may touch, without the log; of a submission the hash stands for the rest."""
    return {kind.__name__: list(kind.objects.values(*columns(kind))) for kind in KINDS}


def columns(kind) -> list[str]:
    """The columns that are worth reading a few hundred times."""
    return [field.attname for field in kind._meta.concrete_fields if field.name not in ("facts", "result")]


def fresh(evaluation: Evaluation) -> Evaluation:
    """The evaluation as the next request would read it."""
    return Evaluation.objects.select_related("obligation__cycle", "obligation__department").get(pk=evaluation.pk)
