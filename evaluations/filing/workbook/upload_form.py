"""The one field of the upload page."""

from collections.abc import Iterable
from typing import Any

from django import forms

from departments.forms import form_rendering, say_what_is_missing
from evaluations.foreign_files.file_refusals import PHANTOM_ROWS
from evaluations.forms.written_sheets import XLSX_TYPE

UPLOAD_TOO_LARGE = f"文件太大，没有收下，最多 10 MB。{PHANTOM_ROWS}"


class WorkbookUploadForm(forms.Form):
    """A filled-in workbook; nothing is kept of it but what the person confirms."""

    file = forms.FileField(
        label="填好的工作簿（.xlsx、.xls、.et）",
        help_text="不超过 10 MB。先核对，列出哪些格有变化，您确认以后才导入。",
        widget=forms.ClearableFileInput(attrs={"accept": f".xlsx,.xls,.et,{XLSX_TYPE}"}),
        error_messages={
            "empty": "这是空文件（0 字节），请确认选对了文件。",
            "invalid": "没有收到文件，请重新选择。",
        },
    )

    def __init__(self, *args: Any, too_large: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.helper = form_rendering()
        say_what_is_missing(self)
        # A file that no page takes is thrown away on its way here (config/uploads.py).
        self.fields["file"].error_messages["required"] = UPLOAD_TOO_LARGE if too_large else "请先选择填好的工作簿。"
