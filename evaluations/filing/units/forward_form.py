"""What a 主管部门 says when it passes a report on."""

from django import forms

from evaluations.forms.desk_forms import BureauForm, LimitedLineField


class ForwardForm(BureauForm):
    """A word that the unit and the bureau read, and the hash of what was read."""

    word = LimitedLineField(longest=200, required=False, label="转报意见（可以不写）", help_text="单位和财政局会看到。")
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
