"""What is typed to draw a sample."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from evaluations.language.texts import TextError, clean_line
from evaluations.models import Draw

USUAL_SHARE = Decimal(15)


class DrawForm(forms.Form):
    """Share, method, basis, and a seed that somebody may have drawn in public."""

    share = forms.DecimalField(
        label="比例（%）",
        initial=USUAL_SHARE,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        error_messages={"invalid": "请填 0.01 到 100 之间的数。", "required": "请填比例。"},
    )
    method = forms.ChoiceField(label="方法", choices=Draw.Method.choices)
    basis = forms.CharField(
        label="依据",
        max_length=200,
        help_text="例如：财绩〔2021〕9号，按15%抽评。",
        error_messages={"required": "请写明抽评的依据。"},
    )
    seed = forms.CharField(
        label="随机种子",
        max_length=80,
        required=False,
        help_text="可填现场摇出的号码；不填的，由系统随机产生。种子记入抽取记录。",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name == "method" else "form-control"

    def clean_basis(self) -> str:
        """The line as it is kept."""
        return self._line("basis")

    def clean_seed(self) -> str:
        """The line as it is kept."""
        return self._line("seed")

    def _line(self, name: str) -> str:
        try:
            return clean_line(self.cleaned_data[name], limit=200)
        except TextError as error:
            raise ValidationError(str(error)) from error
