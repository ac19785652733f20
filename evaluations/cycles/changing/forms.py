"""What is typed to change, close and open again a year's task."""

from typing import Any

from django import forms

from evaluations.cycles.changing.cycle_changes import CycleChange, anything_filed, change_misfits, cycle_digest
from evaluations.cycles.forms import (
    LONGEST_OBLIGATION_REASON,
    SHORTEST_OBLIGATION_REASON,
    BureauForm,
    LimitedLineField,
    SchemeChoice,
    date_field,
    forwarding_field,
)
from evaluations.cycles.opening.order import LONGEST_NOTICE
from evaluations.models import Cycle


class ChangeCycleForm(BureauForm):
    """The task as it should be; `seen` tells what the person had before them."""

    title = LimitedLineField(longest=120, shortest=4, label="任务名称")
    notice_reference = LimitedLineField(longest=LONGEST_NOTICE, label="通知名称和文号")
    opens_on = date_field("开始日期")
    due_on = date_field("报送截止", help_text="全县统一延期的，改这里；个别单位延期的，在应报单位里办理。")
    scheme = SchemeChoice("指标体系")
    signature_required = forms.BooleanField(label="报送前须单位负责人签批", required=False)
    forwarding = forwarding_field()
    reason = LimitedLineField(longest=LONGEST_OBLIGATION_REASON, label="修改原因", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        columns = ("title", "notice_reference", "opens_on", "due_on", "signature_required", "forwarding", "scheme")
        initial = {name: getattr(cycle, name) for name in columns} | {"seen": cycle_digest(cycle)}
        super().__init__(*args, initial=initial, **kwargs)
        self.cycle = cycle
        self.fields["reason"].help_text = (
            "已有单位报送，修改须写明原因，不少于 4 个字。" if anything_filed(cycle) else "还没有单位报送，可以不写。"
        )

    def clean(self) -> dict:
        """Judge the whole once its parts are readable."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for field, sentence in change_misfits(self.cycle, self.change):
                self.add_error(field if field in self.fields else None, sentence)
        return cleaned

    @property
    def change(self) -> CycleChange:
        """What should hold from now on."""
        given = {name: self.cleaned_data[name] for name in CycleChange.__dataclass_fields__}
        return CycleChange(**given)


class CloseCycleForm(BureauForm):
    """归档 with a word on why now."""

    reason = LimitedLineField(
        longest=LONGEST_OBLIGATION_REASON,
        shortest=SHORTEST_OBLIGATION_REASON,
        label="归档说明",
        help_text="例如：2020年度评价工作已结束。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_closing_%s", **kwargs)  # beside the form of changes, which asks why, too


class ReopenCycleForm(CloseCycleForm):
    """重新开启 with its reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "重新开启的原因"
        self.fields["reason"].help_text = "例如：审计要求补报。"
        self.fields["reason"].error_messages["required"] = "请填写重新开启的原因。"
