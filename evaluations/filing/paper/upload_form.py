"""The upload of a whole report: one file, or its text pasted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from departments.forms import form_rendering
from evaluations.foreign_files.old_word import word_converter
from evaluations.foreign_files.paper_refusals import ACCEPTED_PAPERS, OLD_PAPERS

LONGEST_PASTE = 200_000
PASTED_NAME = "粘贴的全文"
NOTHING_SENT = "请选择报告文件，或者在下面粘贴全文。"
TOO_LARGE = "文件太大，没有收下，最多 10 MB。请删去文件里的图片后另存，再选一次。"


class PaperUploadForm(forms.Form):
    """A file or a text; of both the file counts."""

    paper = forms.FileField(
        label="自评报告文件", required=False, error_messages={"empty": "这是空文件，请确认选对了文件。"}
    )
    text = forms.CharField(
        label="或者粘贴全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="在 Word 或 WPS 里全选、复制，粘贴到这里；附件的表格一起粘贴，行和列会保留。",
    )

    def __init__(self, *args: Any, too_large: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix, self.helper, self.too_large = "", form_rendering(), list(too_large)
        old = bool(word_converter())
        self.fields["paper"].widget.attrs["accept"] = ACCEPTED_PAPERS + (OLD_PAPERS if old else "")
        self.fields["paper"].help_text = (
            "Word 文档（.docx、.doc、.wps、.rtf）、网页（.html）或文本（.txt），最多 10 MB。"
            if old
            else "Word 文档（.docx）、网页（.html）或文本（.txt），最多 10 MB。本系统没有安装 LibreOffice，"
            "旧版 .doc、.wps 请先另存为 .docx，或者粘贴全文。"
        )

    def clean(self) -> dict[str, Any]:
        """One of the two must be there, and not longer than a report can be."""
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("text", "")
        if self.too_large:
            self.add_error("paper", TOO_LARGE)
        elif len(text) > LONGEST_PASTE:
            message = f"读到 {len(text)} 字，最多 {LONGEST_PASTE} 字，请一次粘贴一篇报告。"
            self.add_error("text", ValidationError(message))
        elif not self.errors and not cleaned.get("paper") and not text.strip():
            self.add_error("paper", NOTHING_SENT)
        return cleaned

    def sent(self) -> tuple[str, bytes]:
        """(name, content) of a valid form."""
        file: UploadedFile | None = self.cleaned_data["paper"]
        return (file.name or "", file.read()) if file else (PASTED_NAME, self.cleaned_data["text"].encode())
