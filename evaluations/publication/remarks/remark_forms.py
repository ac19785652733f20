"""What a reader writes of a report, and what the bureau answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evaluations.forms.desk_forms import BureauForm, LimitedLineField
from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import ReaderRemark

LONGEST_REMARK, SHORTEST_REMARK, LONGEST_WORDS = 1000, 5, 60


class ParagraphField(forms.CharField):
    """A few sentences without hidden characters, with a limit that is said and not cut."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **given)

    def clean(self, value: str) -> str:
        """Raises ValidationError in the words of texts.py."""
        try:
            text = clean_typed_text(super().clean(value), limit=LONGEST_REMARK)
        except TextError as error:
            raise ValidationError(str(error)) from error
        if len(text) < SHORTEST_REMARK:
            raise ValidationError(f"读到“{text}”，请写清楚一些，不少于 {SHORTEST_REMARK} 个字。")
        return text


class RemarkForm(BureauForm):
    """纠错 by a reader."""

    text = ParagraphField(
        label="有什么问题", help_text="写明您看到的是什么，您认为应当是什么，依据是什么。最多 1000 字。"
    )
    place = LimitedLineField(label="在报告的哪个位置（选填）", longest=LONGEST_WORDS, required=False)
    contact = LimitedLineField(
        label="联系方式（选填）",
        longest=LONGEST_WORDS,
        required=False,
        help_text="只供财政局核实情况时与您联系，不公开。请不要填写身份证号码、银行账号。",
    )


class RemarkAnswerForm(BureauForm):
    """The bureau's answer."""

    state = forms.ChoiceField(
        label="办理结果",
        # Nobody's remark is agreed to because nobody chose.
        choices=[("", "请选择"), *(one for one in ReaderRemark.State.choices if one[0] != ReaderRemark.State.OPEN)],
    )
    answer = ParagraphField(label="答复", help_text="提交纠错的人凭查询码可以看到。")
