"""One hash over what the bureau approved for a department's year, for the log to tell."""

from collections.abc import Iterable

from evaluations.models import ApprovedFigure, ApprovedTarget
from evaluations.submissions.canonical_json import canonical_digest

TARGET_COLUMNS = ("position", "slot", "level2", "name", "direction", "target", "unit", "weight")


def approved_digests(obligations: Iterable[int]) -> dict[int, str]:
    """Number of the obligation → SHA-256 over its approved figures and targets as they are stored; "" for none."""
    wanted = list(obligations)
    found: dict[int, list[list[str]]] = {pk: [] for pk in wanted}
    figures = ApprovedFigure.objects.filter(obligation__in=wanted).order_by("figure")
    for owed, figure, amount in figures.values_list("obligation", "figure", "amount"):
        found[owed].append(["figure", figure, f"{amount:.6f}"])
    targets = ApprovedTarget.objects.filter(obligation__in=wanted).order_by("position")
    for owed, *columns in targets.values_list("obligation", *TARGET_COLUMNS):
        found[owed].append(["target", *map(str, columns)])
    return {owed: canonical_digest(rows) if rows else "" for owed, rows in found.items()}
