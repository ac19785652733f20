"""What stands beside a figure that was taken from final accounts: its cell, and the way to the page that shows it."""

from django.urls import reverse
from django.utils.http import urlencode

from evaluations.models import Evaluation, FigureSource


def source_notes(evaluation: Evaluation, row: FigureSource) -> tuple[str, str, str]:
    """From which cell a figure was taken, in short and in full, and where the sheet is shown."""
    place = reverse("filing:accounts_sheet", args=[evaluation.pk, row.evidence.file])
    address = f"{place}?{urlencode({'figure': row.figure})}#{row.cells[0].rpartition('!')[2]}"
    words = f"取自 {row.evidence.name} · {row.sheet} · {row.formula}（{row.label}，{row.scope}）"
    return short_source(row), words, address


def short_source(row: FigureSource) -> str:
    """C22+C23; the cells alone where they stand in several sheets."""
    return "、".join(cell.rpartition("!")[2] for cell in row.cells) if "!" in row.formula else row.formula
