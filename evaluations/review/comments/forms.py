"""What a reviewer types about one place: level, words, and perhaps a ready-made sentence before them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import Comment
from evaluations.models.comment import LONGEST_COMMENT
from evaluations.review.comments.phrases import REVIEWER_PHRASES


class CommentForm(forms.Form):
    """One comment. A chosen phrase leads the typed text, so the list works without JavaScript."""

    level = forms.ChoiceField(
        label="级别",
        choices=Comment.Level.choices,
        initial=Comment.Level.REQUIRED,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择“必改”或“建议”。"},
    )
    phrase = forms.ChoiceField(
        label="常用语（可不选）",
        choices=[("", "不用常用语"), *((phrase, phrase) for phrase in REVIEWER_PHRASES)],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    body = forms.CharField(
        label="意见",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
    section = forms.CharField(widget=forms.HiddenInput)
    anchor = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, opening: str = "", **kwargs: Any) -> None:
        """`opening`: what stands in the text from the beginning; alone it says nothing."""
        super().__init__(*args, **kwargs)
        self.opening = opening

    def clean(self) -> dict:
        """Join phrase and text under one limit; together they must say something."""
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("body", "").strip()
        joined = "\n".join(filter(None, (cleaned.get("phrase", ""), typed if typed != self.opening else "")))
        try:
            cleaned["body"] = clean_typed_text(joined, limit=LONGEST_COMMENT).strip()
        except TextError as error:
            raise ValidationError({"body": str(error)}) from error
        if not cleaned["body"]:
            self.add_error("body", "请选一句常用语，或写明意见：问题是什么，请单位怎样修改。")
        return cleaned

    @classmethod
    def for_editing(cls, row: Comment) -> "CommentForm":
        """The form over a draft."""
        return cls(initial={name: getattr(row, name) for name in ("level", "body", "section", "anchor", "version")})
