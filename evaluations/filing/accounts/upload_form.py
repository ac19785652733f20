"""The one field of the upload page: the workbooks of one department's final accounts."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from departments.forms import form_rendering

MOST_ACCOUNT_FILES = 6
NOTHING_CHOSEN = "请先选择决算公开表或决算软件导出的报表，可以一次选几个。"
TOO_LARGE = "文件太大，没有收下，每个最多 10 MB。请删去无关的工作表后再上传。"


class ManyWorkbooks(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class WorkbooksField(forms.FileField):
    """All files of the input, in the order chosen."""

    widget = ManyWorkbooks

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files; what is wrong with one of them is said when it is read."""
        return [one for one in data or [] if one is not None]


class AccountsUploadForm(forms.Form):
    """Several workbooks at once."""

    workbooks = WorkbooksField(
        label="部门决算报表（.xls、.et、.xlsx、.xlsm）",
        required=False,
        help_text=f"可以一次选几个，最多 {MOST_ACCOUNT_FILES} 个，每个不超过 10 MB。",
        widget=ManyWorkbooks(attrs={"accept": ".xls,.et,.xlsx,.xlsm"}),
    )

    def __init__(self, *args: Any, too_large: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.helper = form_rendering()
        self.too_large = list(too_large)

    def clean_workbooks(self) -> list[UploadedFile]:
        """At least one file, and not too many."""
        files: list[UploadedFile] = self.cleaned_data["workbooks"]
        if self.too_large:
            raise ValidationError(TOO_LARGE)
        if not files:
            raise ValidationError(NOTHING_CHOSEN)
        if len(files) > MOST_ACCOUNT_FILES:
            raise ValidationError(f"一次选了 {len(files)} 个文件，最多 {MOST_ACCOUNT_FILES} 个。请分几次上传。")
        return files
