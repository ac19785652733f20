"""What is typed for a notice of rectification."""

from typing import Any

from django import forms

from departments.models import Department
from evaluations.forms.desk_forms import BureauForm, date_field
from evaluations.models import Cycle, Obligation, Rectification
from evaluations.workflow.rectifying import LONGEST_STEP


class ObligationChoice(forms.ModelChoiceField):
    """The departments of the year by name."""

    def label_from_instance(self, obj: Any) -> str:
        """卫生健康局（301001）."""
        department: Department = obj.department
        return f"{department}（{department.budget_code}）"


class NoticeForm(BureauForm):
    """What was found, what is to be done, until when."""

    source = forms.ChoiceField(label="来源", choices=Rectification.Source.choices)
    due_on = date_field("整改期限")
    problem = forms.CharField(
        label="发现的问题",
        max_length=LONGEST_STEP,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明发现的问题。"},
    )
    requirement = forms.CharField(
        label="整改要求",
        max_length=LONGEST_STEP,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明整改要求。"},
    )


class RectificationForm(NoticeForm):
    """The same, and whom."""

    obligation = ObligationChoice(
        queryset=Obligation.objects.none(),
        label="单位",
        empty_label="请选择",
        error_messages={"required": "请选择单位。"},
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = Obligation.objects.filter(cycle=cycle, exempted=False, evaluation__isnull=False)
        field = self.fields["obligation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = owed.select_related("department", "cycle").order_by("department__budget_code")
