"""What the bureau administrator types: a new cycle, a reason, a day, a file, and what to compare with what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from departments.models import County
from evaluations.cycles.opening.order import LONGEST_NOTICE, CycleOrder, notice_misfits, notice_warnings
from evaluations.cycles.opening.overview import ALL_OBLIGATIONS, OBLIGATION_LABELS
from evaluations.cycles.schemes.loading import LARGEST_SCHEME_FILE
from evaluations.forms.desk_forms import BureauForm, LimitedLineField, date_field
from evaluations.forms.scheme_choice import LoadedSchemeChoice
from evaluations.language.units import MONEY_UNIT, YUAN_UNIT
from evaluations.models import Cycle, Scheme

LONGEST_OBLIGATION_REASON, SHORTEST_OBLIGATION_REASON = 200, 4


class SchemeChoice(LoadedSchemeChoice):
    """The loaded scheme that a year, a rehearsal or a comparison is to use."""

    def __init__(self, label: str, **given: Any) -> None:
        super().__init__(Scheme.objects.defer("source"), label=label, empty_label="请选择", **given)
        self.error_messages["invalid_choice"] = "没有这套指标体系，请重新选择。"


class CycleChoice(forms.ModelChoiceField):
    """A cycle, called by its county and year."""

    def label_from_instance(self, cycle: Cycle) -> str:
        """County and year."""
        return f"{cycle.county}{cycle.year}年度"


def offer_rows(form: forms.Form, name: str, rows: QuerySet) -> None:
    """Let the form's choice of this name offer these rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def forwarding_field() -> forms.BooleanField:
    """Whether reports go through the supervising departments."""
    told = "有主管部门的单位报送后，先由主管部门阅读并转报；没有主管部门的单位直接报财政局。"
    return forms.BooleanField(label="须经主管部门转报", required=False, help_text=told)


class CycleForm(BureauForm):
    """A new year's notice."""

    county = forms.ModelChoiceField(County.objects.none(), label="县（市、区）", empty_label=None)
    year = forms.IntegerField(
        label="评价年度", help_text="报告所说的那一年，例如在 2022 年开展的 2021 年度评价填 2021。"
    )
    opens_on = date_field("开始日期")
    due_on = date_field("报送截止", help_text="截止当天仍可报送；个别单位可以另行延期。")
    scheme = SchemeChoice("指标体系", help_text="没有列出的，先到“指标体系”页上传并载入。")
    notice_reference = LimitedLineField(
        longest=LONGEST_NOTICE,
        printed=True,
        label="通知名称和文号",
        help_text="印在报告开头，例如：《关于开展2021年度财政支出绩效评价工作的通知》（永财绩函〔2022〕6号）",
    )
    signature_required = forms.BooleanField(label="报送前须单位负责人签批", required=False, initial=True)
    forwarding = forwarding_field()
    sure = forms.BooleanField(label="我已看过上面的提醒，仍按所填日期下达。", required=False)

    def __init__(self, *args: Any, counties: QuerySet[County], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "county", counties)
        self.fields["year"].widget = forms.TextInput(attrs={"inputmode": "numeric"})
        self.fields["year"].error_messages["invalid"] = "年度应为四位数字，例如 2021。"
        if len(counties) == 1:
            self.fields["county"].widget = forms.HiddenInput()
            self.fields["county"].initial = counties[0]

    def clean(self) -> dict:
        """Check the notice as a whole once its parts are readable."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for field, sentence in notice_misfits(self.order):
                self.add_error(field, sentence)
        if self.warnings and not cleaned.get("sure"):
            self.add_error("sure", "请看过提醒，确认无误后勾选，再下达。")
        return cleaned

    @property
    def warnings(self) -> list[str]:
        """What is unusual about the notice as it was sent; [] before that, or while it cannot be read."""
        readable = self.is_bound and not (set(self.errors) - {"sure"})
        return list(notice_warnings(self.order)) if readable else []

    @property
    def order(self) -> CycleOrder:
        """The notice in the words of opening.py."""
        return CycleOrder(**{name: value for name, value in self.cleaned_data.items() if name != "sure"})


class ExemptForm(BureauForm):
    """免报 with its reason."""

    reason = LimitedLineField(
        longest=LONGEST_OBLIGATION_REASON,
        shortest=SHORTEST_OBLIGATION_REASON,
        label="免报原因",
        help_text="例如：2021年11月新成立，本年度没有预算。单位会看到原文。",
    )


class ExtendForm(BureauForm):
    """延期 with day and reason."""

    day = date_field("延期后的截止日期")
    reason = LimitedLineField(
        longest=LONGEST_OBLIGATION_REASON,
        shortest=SHORTEST_OBLIGATION_REASON,
        label="延期原因",
        help_text="例如：会计岗位交接，单位书面申请。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["id"] = "id_extension_reason"

    def clean_day(self) -> date:
        """A year far away is a slip of the pen."""
        day = self.cleaned_data["day"]
        if not 2000 <= day.year <= 2100:
            raise ValidationError(f"读到 {day}，请核对年份。")
        return day


class SchemeUploadForm(BureauForm):
    """A scheme file to be judged; nothing is kept of it."""

    file = forms.FileField(
        label="指标体系文件（.toml）",
        help_text=f"UTF-8 编码，不超过 {LARGEST_SCHEME_FILE // 1024} KB。先核对，没有问题再载入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".toml"}),
        error_messages={"empty": "这是空文件，请确认选对了文件。", "invalid": "没有收到文件，请重新选择。"},
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_SCHEME_FILE:
            size = f"{file.size / 1024:,.0f} KB"
            raise ValidationError(
                f"读到 {size}，应为不超过 {LARGEST_SCHEME_FILE // 1024} KB 的文件。请确认选对了文件。"
            )
        if not file.name.lower().endswith(".toml"):
            raise ValidationError(f"读到“{file.name[:60]}”，应为 .toml 文件。Word、Excel 的通知要先写成指标体系文件。")
        return file


class SchemeLoadForm(BureauForm):
    """The judged text once more, with the person's word that it was looked at."""

    source = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST_SCHEME_FILE)
    name = LimitedLineField(longest=120, widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    sure = forms.BooleanField(
        label="我已核对上面的指标、分值和规则，与通知一致。",
        error_messages={"required": "请先核对并勾选“我已核对”，再载入。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].error_messages["required"] = "请先核对并勾选“我已核对”，再载入。"


class ApprovedForm(BureauForm):
    """A table of approved budgets or targets; nothing is kept of the file."""

    file = forms.FileField(
        label="批复表（.xlsx、.xls、.et 或 .csv）",
        help_text="预算数和绩效目标都在这里上传，系统按表头识别。先核对，确认后才写入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.csv"}),
        error_messages={"empty": "这是空文件，请确认选对了文件。", "invalid": "没有收到文件，请重新选择。"},
    )
    unit = forms.ChoiceField(
        label="表里的金额单位",
        choices=[(unit, unit) for unit in (MONEY_UNIT, YUAN_UNIT)],
        initial=MONEY_UNIT,
        widget=forms.RadioSelect,
    )


class SaveApprovedForm(BureauForm):
    """What was shown once more, to be stored."""

    source = forms.CharField(widget=forms.HiddenInput, strip=False)
    name = LimitedLineField(longest=120, widget=forms.HiddenInput)
    sure = forms.BooleanField(label="我已核对有标记的单位，金额单位和合计都按批复文件填写。", required=False)

    def require_sure(self) -> None:
        """For a table with marks: the tick is wanted."""
        self.fields["sure"].required = True
        self.fields["sure"].error_messages["required"] = "有标记的单位请先核对并勾选“我已核对”，再导入。"


class RehearseForm(BureauForm):
    """Which reports, by which scheme."""

    cycle = CycleChoice(Cycle.objects.none(), label="用哪一年的报告", empty_label="请选择")
    scheme = SchemeChoice("按哪套指标体系试算")

    def __init__(self, *args: Any, cycles: QuerySet[Cycle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "cycle", cycles)
        self.fields["cycle"].error_messages["invalid_choice"] = "没有这个年度任务，请重新选择。"


class CompareSchemesForm(BureauForm):
    """An older and a newer version."""

    old = SchemeChoice("旧版")
    new = SchemeChoice("新版")


class ObligationFilter(forms.Form):
    """The address of a cycle's list: state and part of a name. What does not fit is left out."""

    state = forms.ChoiceField(choices=[(ALL_OBLIGATIONS, ALL_OBLIGATIONS), *OBLIGATION_LABELS.items()], required=False)
    text = forms.CharField(label="单位名称或预算编码", max_length=80, required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["text"].widget.attrs["class"] = "form-control"
        self.full_clean()

    @property
    def chosen(self) -> tuple[str, str]:
        """State and text for `cycle_obligations`."""
        return self.cleaned_data.get("state") or ALL_OBLIGATIONS, self.cleaned_data.get("text", "").strip()
