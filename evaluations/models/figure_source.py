from collections.abc import Iterable, Mapping

from django.db import models

from departments.kept_statement import KeptColumns
from evaluations.language.amounts import Amount
from evaluations.models.evaluation import Evaluation
from evaluations.models.evidence import Evidence


class FigureSource(models.Model):
    """出处: the cells of final accounts from which a figure of a draft was taken; good while the figure is that amount."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="figure_sources")
    figure = models.CharField("数据名", max_length=80)
    amount = models.DecimalField("取用的数", max_digits=18, decimal_places=6)
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="figures", verbose_name="决算报表")
    sheet = models.CharField("工作表", max_length=120)
    # C22, D7; of several sheets with the sheet before it.
    cells = models.JSONField("单元格", default=list)
    formula = models.CharField("算式", max_length=400)
    label = models.CharField("行和列", max_length=400)
    scope = models.CharField("口径", max_length=60)

    class Meta:
        verbose_name = "数据出处"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "figure"], name="figure_source_unique")]

    def __str__(self) -> str:
        return f"{self.figure} {self.sheet} {self.formula}"

    @classmethod
    def of_draft(cls, evaluation: Evaluation) -> models.QuerySet["FigureSource"]:
        """Those whose file is there, with the file."""
        return cls.objects.filter(evaluation=evaluation, evidence__removed_at=None).select_related("evidence")

    @classmethod
    def current(cls, rows: Iterable["FigureSource"], figures: Mapping[str, Amount]) -> dict[str, "FigureSource"]:
        """Figure → its source, of those whose figure still is what was taken."""
        return {row.figure: row for row in rows if figures.get(row.figure) == row.amount}

    @classmethod
    def drop_overtyped(cls, evaluation: Evaluation, names: Iterable[str], values: Mapping[str, Amount]) -> None:
        """A figure that somebody has typed over remembers no cell any more."""
        typed = frozenset(names)
        gone = [
            pk for pk, figure, amount in TAKEN.of(evaluation.pk) if figure in typed and values.get(figure) != amount
        ]
        if gone:
            cls.objects.filter(pk__in=gone).delete()


# What a save looks at: the amounts that were taken, of the whole draft.
TAKEN = KeptColumns(lambda: FigureSource.objects.all(), ["pk", "figure", "amount"], "evaluation")
