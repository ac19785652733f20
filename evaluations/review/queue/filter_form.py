"""The filter of the queue, as the address carries it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from evaluations.review.queue.queue_rows import QUEUE_TABS, WAITING_TAB


class QueueFilter(forms.Form):
    """The queue's address: tab, part of a name, year. What does not fit is left out, never an error page."""

    tab = forms.ChoiceField(choices=[(code, label) for code, (label, _) in QUEUE_TABS.items()], required=False)
    text = forms.CharField(label="单位名称或预算编码", max_length=80, required=False)
    year = forms.TypedChoiceField(label="年度", coerce=int, required=False, empty_value=None)

    def __init__(self, data: Mapping[str, Any], years: Iterable[int]) -> None:
        super().__init__(data, label_suffix="")
        year = self.fields["year"]
        assert isinstance(year, forms.ChoiceField)
        year.choices = [("", "全部年度"), *((one, f"{one}年度") for one in years)]
        self.fields["text"].widget.attrs["class"] = "form-control"
        year.widget.attrs["class"] = "form-select"
        self.full_clean()

    @property
    def tab_code(self) -> str:
        """The chosen tab, or the one with work in it."""
        return self.cleaned_data.get("tab") or WAITING_TAB

    @property
    def narrowing(self) -> dict[str, Any]:
        """Arguments of `queue_obligations`."""
        return {"text": self.cleaned_data.get("text", "").strip(), "year": self.cleaned_data.get("year")}
