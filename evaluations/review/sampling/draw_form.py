"""What is typed to draw a sample."""

from decimal import Decimal

from django import forms

from evaluations.forms.desk_forms import BureauForm, LimitedLineField
from evaluations.models import Draw

USUAL_SHARE = Decimal(15)
SHARE_MESSAGE = "请填 0.01 到 100 之间的数。"


class DrawForm(BureauForm):
    """Share, method, basis, and a seed that somebody may have drawn in public."""

    share = forms.DecimalField(
        label="比例（%）",
        initial=USUAL_SHARE,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), SHARE_MESSAGE),
    )
    method = forms.ChoiceField(label="方法", choices=Draw.Method.choices)
    basis = LimitedLineField(
        longest=200,
        shortest=4,
        label="依据",
        help_text="例如：财绩〔2021〕9号，按15%抽评。",
    )
    seed = LimitedLineField(
        longest=80,
        label="随机种子",
        required=False,
        help_text="可填现场摇出的号码；不填的，由系统随机产生。种子记入抽取记录。",
    )
