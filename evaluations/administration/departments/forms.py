"""What is typed about a department: its names and codes, a new name, a reason, what it is merged into."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from departments.models import County, Department
from evaluations.administration.departments.own_departments import DEPARTMENT_STATES
from evaluations.forms.desk_forms import BureauForm, LimitedLineField, date_field
from evaluations.language.character_table import plain_spelling

LONGEST_REASON, SHORTEST_REASON = 200, 4
LONGEST_NAME, SHORTEST_NAME, LONGEST_SHORT_NAME, LONGEST_CODE = 80, 2, 40, 20
BUDGET_CODE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
CODE_WORDS = "应只含数字、字母、“-”和“_”，例如 102001"


class BudgetCodeField(LimitedLineField):
    """预算编码 as the budget system writes it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(longest=LONGEST_CODE, label="预算编码", **given)

    def clean(self, value: str) -> str:
        """Full-width digits are narrowed; anything but letters, digits and strokes is refused."""
        code = "".join(plain_spelling(super().clean(value)).split())
        if code and not BUDGET_CODE.fullmatch(code):
            raise ValidationError(f"读到“{code}”，{CODE_WORDS}。")
        return code


def printed_name(text: str) -> str:
    """A department's name as it is stored and printed. Raises ValidationError."""
    return str(LimitedLineField(longest=LONGEST_NAME, shortest=SHORTEST_NAME, printed=True).clean(text))


def reason_field(label: str, help_text: str) -> LimitedLineField:
    """Why it is done, in one line that the log keeps."""
    return LimitedLineField(longest=LONGEST_REASON, shortest=SHORTEST_REASON, label=label, help_text=help_text)


class DepartmentChoice(forms.ModelChoiceField):
    """A department, with its budget code."""

    def label_from_instance(self, department: Department) -> str:
        """Code and name."""
        return f"{department.budget_code} {department}"


class DepartmentForm(BureauForm):
    """A new department, or the columns of one that exists."""

    budget_code = BudgetCodeField(help_text="与预算管理系统一致，例如 102001。")
    name = LimitedLineField(longest=LONGEST_NAME, shortest=SHORTEST_NAME, label="单位名称", printed=True)
    short_name = LimitedLineField(
        longest=LONGEST_SHORT_NAME, label="简称", required=False, help_text="选填，查找时可用，例如 卫健。"
    )
    supervising_department = DepartmentChoice(
        Department.objects.none(), label="主管部门", required=False, empty_label="（无，本身是主管部门）"
    )

    def __init__(self, *args: Any, county: County, department: Department | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = (
            "写全称，如 永兴县卫生健康局。"
            if department is None
            else "只用来更正写错的字；单位改了名称，请办理“更名”，原名称会保留。"
        )
        own = Department.objects.filter(county=county, active=True)
        offer = self.fields["supervising_department"]
        assert isinstance(offer, forms.ModelChoiceField)
        offer.queryset = own.exclude(pk=department.pk) if department else own
        offer.error_messages["invalid_choice"] = "没有这个在用单位，请重新选择。"


class RenameForm(BureauForm):
    """A new name with the day from which it holds."""

    name = LimitedLineField(longest=LONGEST_NAME, shortest=SHORTEST_NAME, label="新名称", printed=True)
    day = date_field("更名日期", help_text="批文写明的日期。")
    reason = reason_field("更名依据", "例如：永编发〔2024〕3号。")

    def clean_day(self) -> date:
        """See `plausible_day`."""
        return plausible_day(self.cleaned_data["day"])


class StopForm(BureauForm):
    """停用 with day and reason."""

    day = date_field("停用日期")
    reason = reason_field("停用原因", "例如：机构改革撤销，永编发〔2024〕3号。")

    def clean_day(self) -> date:
        """See `plausible_day`."""
        return plausible_day(self.cleaned_data["day"])


class ReasonForm(BureauForm):
    """Why it is taken back."""

    reason = reason_field("原因", "会记入操作日志。")


class MergeForm(BureauForm):
    """Into which department, and why."""

    into = DepartmentChoice(Department.objects.none(), label="并入", empty_label="请选择")
    reason = reason_field("合并依据", "例如：机构改革方案，永办发〔2024〕5号。")
    people = forms.BooleanField(
        label="原单位的经办人、单位负责人转入合并后的单位，角色不变", required=False, initial=True
    )

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = self.fields["into"]
        assert isinstance(offer, forms.ModelChoiceField)
        offer.queryset = Department.objects.filter(county=department.county_id, active=True).exclude(pk=department.pk)
        offer.error_messages["invalid_choice"] = "没有这个在用单位，请重新选择。"


class DepartmentFilter(forms.Form):
    """The address of the list: state and what was typed. What does not fit is left out."""

    state = forms.ChoiceField(choices=list(DEPARTMENT_STATES.items()), required=False)
    text = forms.CharField(label="名称、简称、曾用名、编码或拼音首字母", max_length=80, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        self.fields["text"].widget.attrs |= {"class": "form-control", "placeholder": "例如 卫健、wjj、102001"}
        self.full_clean()

    @property
    def chosen(self) -> tuple[str, str]:
        """State and text for the list."""
        return self.cleaned_data.get("state") or "active", self.cleaned_data.get("text", "").strip()


class CountyChoice(BureauForm):
    """Which county a new department or a file belongs to, where the person keeps several."""

    county = forms.ModelChoiceField(County.objects.none(), label="县（市、区）", empty_label=None)

    def __init__(self, *args: Any, counties: QuerySet[County], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = self.fields["county"]
        assert isinstance(offer, forms.ModelChoiceField)
        offer.queryset = counties
        if len(counties) == 1:
            offer.widget, offer.initial = forms.HiddenInput(), counties[0]


def plausible_day(day: date) -> date:
    """A day far away is a slip of the pen. Raises ValidationError."""
    if not date(1949, 10, 1) <= day <= timezone.localdate().replace(month=12, day=31):
        raise ValidationError(f"读到 {day}，应在 1949-10-01 至今年年底之间。请核对年份。")
    return day


class RegisterForm(BureauForm):
    """A table of departments; nothing is kept of the file."""

    file = forms.FileField(
        label="单位名录（.xlsx、.xls、.et 或 .csv）",
        help_text="先核对，确认后才写入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.csv"}),
        error_messages={"empty": "这是空文件，请确认选对了文件。", "invalid": "没有收到文件，请重新选择。"},
    )


class SaveRegisterForm(BureauForm):
    """What was shown once more, to be stored."""

    source = forms.CharField(widget=forms.HiddenInput, strip=False)
    name = LimitedLineField(longest=120, widget=forms.HiddenInput)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
