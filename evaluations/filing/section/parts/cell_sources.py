"""What stands beside a figure that was taken from final accounts: its cell, and the way to the page that shows it."""

from typing import TypedDict

from django.urls import reverse
from django.utils.http import urlencode

from evaluations.models import Evaluation, FigureSource


class SourceNotes(TypedDict):
    """From which cell of the final accounts a figure was taken, in short and in full, and where the sheet is shown."""

    source: str
    source_words: str
    source_address: str


def source_notes(evaluation: Evaluation, row: FigureSource | None) -> SourceNotes:
    """The notes of one cell; nothing where the figure was typed."""
    if row is None:
        return {"source": "", "source_words": "", "source_address": ""}
    place = reverse("filing:accounts_sheet", args=[evaluation.pk, row.evidence.file])
    address = f"{place}?{urlencode({'figure': row.figure})}#{row.cells[0].rpartition('!')[2]}"
    words = f"取自 {row.evidence.name} · {row.sheet} · {row.formula}（{row.label}，{row.scope}）"
    return {"source": short_source(row), "source_words": words, "source_address": address}


def short_source(row: FigureSource) -> str:
    """C22+C23; the cells alone where they stand in several sheets."""
    return "、".join(cell.rpartition("!")[2] for cell in row.cells) if "!" in row.formula else row.formula
