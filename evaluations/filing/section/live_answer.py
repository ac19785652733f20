"""What an open section page shows anew after each autosave: all that the server computes, and nothing one types in."""

from django.template.loader import render_to_string

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.panel import panel_context
from evaluations.filing.section.parts.entries import EntriesPart
from evaluations.filing.section.parts.sheet import approved_notes, figure_id, shown_cells
from evaluations.filing.section.section_page import section_sentences
from evaluations.language.rounding import plain_number


def live_updates(desk: SectionDesk) -> dict:
    """HTML of the panel, the section list and the generated sentences, and the text of each computed cell."""
    context = filing_frame(desk, desk.section.code) | panel_context(desk)
    return {
        "panel": render_to_string("filing/section/panel.html", context),
        "nav": render_to_string("filing/desk/nav.html", context),
        "sentences": render_to_string("filing/section/sentences.html", {"sentences": section_sentences(desk)}),
        "cells": live_cells(desk),
        "heard": f"自评得分 {context['total']} 分，勾稽校验 {len(context['findings'])} 处",
    }


def live_cells(desk: SectionDesk) -> dict[str, str]:
    """HTML id → text of what is computed within the section's own table."""
    if desk.section.table == "indicators":
        return entry_cells(desk)
    named = any(table.code == desk.section.table for table in desk.scheme.tables)
    if not named:
        return {}
    return {figure_id(name): text for name, text in shown_cells(desk)} | dict(approved_notes(desk))


def entry_cells(desk: SectionDesk) -> dict[str, str]:
    """Value, score and reasoning of each indicator of annex 1, and their total."""
    found = {"total": plain_number(desk.assessment.total)}
    for _, lines in EntriesPart(desk, SectionForm.stored(desk).data).groups():
        for line in lines:
            start = f"live-{line.indicator.code}"
            found |= {
                f"{start}-value": line.value,
                f"{start}-score": line.score,
                f"{start}-how": line.result.explanation,
            }
    return found
