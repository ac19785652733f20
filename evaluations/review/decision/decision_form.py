"""What a reviewer decides, and about which report."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evaluations.language.states import OUTCOME_LABELS
from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import Submission
from evaluations.workflow.acting import LONGEST_ACT_REASON


class DecisionForm(forms.Form):
    """Approve, or return with a reason; the hash says which report was read, the version when."""

    action = forms.ChoiceField(
        choices=[
            ("first_approve", "初审通过"),
            ("approve", OUTCOME_LABELS["approved"]),
            ("return", OUTCOME_LABELS["returned"]),
        ]
    )
    reason = forms.CharField(
        label="审核意见",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )
    sha256 = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, own_reason: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_reason = own_reason

    @classmethod
    def for_reading(cls, submission: Submission) -> "DecisionForm":
        """The empty form below the report that is about to be read."""
        return cls(initial={"sha256": submission.sha256, "version": submission.evaluation.version})

    def clean_reason(self) -> str:
        """The text without hidden characters; a return needs it (evaluation_return_has_reason) unless 必改 comments
        say why."""
        try:
            reason = clean_typed_text(self.cleaned_data["reason"], limit=LONGEST_ACT_REASON)
        except TextError as error:
            raise ValidationError(str(error)) from error
        if self.cleaned_data.get("action") == "return" and not (reason or self.own_reason):
            raise ValidationError(
                "请写明退回原因：哪一处、问题是什么、请单位怎样修改；也可以先在有关位置提出必改意见。"
            )
        return reason
