"""The fields of a project and of an item of one, made once for all reports of a form and year."""

from collections.abc import Mapping
from functools import lru_cache

from django import forms

from evaluations.filing.section.fields import AmountField, LineField, ParagraphsField
from evaluations.filing.section.parts.target_form import MOST_FORMS
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import ITEM_LABELS, PROJECT_LABELS, label_with_unit
from evaluations.models import Project
from evaluations.schemes.scheme import ScoringScheme


@lru_cache(maxsize=MOST_FORMS)
def project_fields(scheme: ScoringScheme, year: int) -> Mapping[str, forms.Field]:
    """The fields of a project: its columns first. They hold nothing of a report."""
    amounts = {
        column.code: AmountField(label=label_with_unit(scheme.label(column.label, year), scheme.unit))
        for column in scheme.project_columns
    }
    goal = ParagraphsField(label=f"{PROJECT_LABELS['goal']}（年初批复的预期目标）", rows=2)
    return {
        "name": LineField(label=PROJECT_LABELS["name"], limit=120),
        "kind": forms.ChoiceField(
            label=PROJECT_LABELS["kind"],
            choices=Project.Kind.choices,
            required=False,
            initial=Project.Kind.OTHER,  # the workbook's
        ),
        **amounts,
        **({"goal": goal} if scheme.project_self_evaluation else {}),
        "note": ParagraphsField(label=PROJECT_LABELS["note"], rows=3),
    }


@lru_cache
def item_fields() -> Mapping[str, forms.Field]:
    """The fields of an item of a project."""
    amount = AmountField(label=label_with_unit(ITEM_LABELS["amount"], MONEY_UNIT))
    return {"name": LineField(label=ITEM_LABELS["name"], limit=120), "amount": amount}
