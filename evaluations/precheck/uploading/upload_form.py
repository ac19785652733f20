"""The form that papers are sent with: many files at once, or one paper pasted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from evaluations.foreign_files.old_word import word_converter
from evaluations.foreign_files.paper_refusals import ACCEPTED_PAPERS, LARGEST_PAPER, OLD_PAPERS, PASTE_INSTEAD
from evaluations.forms.desk_forms import BureauForm
from evaluations.forms.scheme_choice import LoadedSchemeChoice
from evaluations.models import Scheme

MOST_PAPERS, MOST_OWN_PAPERS = 200, 10
MOST_BYTES = 100 * 1024 * 1024
LONGEST_PASTE = 200_000
PASTED_NAME = "粘贴的报告"
MEGABYTE = 1024 * 1024
TOO_LARGE = f"文件太大，最多 {LARGEST_PAPER // MEGABYTE} MB，没有收下。请删去文件里的图片后另存。{PASTE_INSTEAD}"


@dataclass(frozen=True)
class SentPaper:
    """A paper as it came; without content, why it was not taken."""

    name: str
    content: bytes | None
    refusal: str = ""


class ManyFiles(forms.ClearableFileInput):
    """An input that takes many files."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """All files of the input, in the order chosen."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files; [] for none. What is wrong with one of them is said when it is read."""
        return [one for one in data or [] if one]


class PaperUploadForm(BureauForm):
    """Files or a text; `most` is how many papers the sender may send at once, `waiting` how many of a person's are still
    to be read: one person may not fill the queue of a county."""

    papers = PapersField(label="报告文件", required=False)
    text = forms.CharField(
        label="或者粘贴一篇报告",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="在 Word、WPS 或网页里全选、复制，粘贴到这里；附件的表格一起粘贴，行和列会保留。",
    )
    scheme = LoadedSchemeChoice(
        Scheme.objects.defer("source"),
        label="按哪套指标体系核对",
        required=False,
        empty_label="由系统按每篇报告的标题、表格和年度认出",
        error_messages={"invalid_choice": "没有这套指标体系，请重新选择。"},
    )

    def __init__(
        self, *args: Any, most: int = MOST_PAPERS, waiting: int = 0, too_large: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.most, self.waiting, self.too_large = most, waiting, tuple(too_large)
        old = bool(word_converter())
        kinds = ".docx、.doc、.wps、.rtf、.html、.txt" if old else ".docx、.html、.txt"
        missing = "" if old else "本系统没有安装 LibreOffice，旧版 .doc、.wps 请先另存为 .docx；"
        self.fields["papers"].help_text = (
            f"{kinds}，可以一次选多个，最多 {most} 个；每个不超过 {LARGEST_PAPER // MEGABYTE} MB，"
            f"合计不超过 {MOST_BYTES // MEGABYTE} MB。{missing}PDF 请用排版前的 Word 文件。"
        )
        self.fields["papers"].widget.attrs["accept"] = ACCEPTED_PAPERS + (OLD_PAPERS if old else "")

    def clean_papers(self) -> list[UploadedFile]:
        """Not too many, not too much together. One that is too large keeps no others back."""
        files: list[UploadedFile] = self.cleaned_data["papers"]
        chosen = len(files) + len(self.too_large)
        if chosen > self.most:
            raise ValidationError(f"选了 {chosen} 个文件，一次最多 {self.most} 个，请分几次选。")
        total = sum(one.size or 0 for one in files)
        if total > MOST_BYTES:
            raise ValidationError(
                f"文件合计 {total // MEGABYTE} MB，一次最多 {MOST_BYTES // MEGABYTE} MB，请分几次选。"
            )
        return files

    def clean_text(self) -> str:
        """Not longer than a report can be."""
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_PASTE:
            raise ValidationError(f"读到 {len(text)} 字，最多 {LONGEST_PASTE} 字，请一次粘贴一篇报告。")
        return text

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("papers") and not cleaned.get("text", "").strip():
            self.add_error("papers", self.nothing_to_read())
        sent = len(cleaned.get("papers") or ()) + bool(cleaned.get("text", "").strip())
        if not self.errors and self.waiting + sent > self.most:
            self.add_error(
                "papers",
                f"您送检的还有 {self.waiting} 篇在等候核对，这次又有 {sent} 篇；同时等候的最多 {self.most} 篇，请稍后再送。",
            )
        return cleaned

    def nothing_to_read(self) -> str:
        """Why there is no paper to be read."""
        if not self.too_large:
            return "请选择报告文件，或者在下面粘贴一篇报告。"
        names = "、".join(f"“{name}”" for name in self.too_large[:3])
        most = LARGEST_PAPER // MEGABYTE
        return f"{names}太大，没有收下；每个不超过 {most} MB。请删去文件里的图片后另存，再选一次。"

    def sent_papers(self) -> Sequence[SentPaper]:
        """The papers of a valid form."""
        papers = [SentPaper(one.name or "未命名", one.read()) for one in self.cleaned_data["papers"]]
        papers += [SentPaper(name, None, TOO_LARGE) for name in self.too_large]
        text = self.cleaned_data["text"]
        return [*papers, *([SentPaper(PASTED_NAME, text.encode())] if text.strip() else [])]
