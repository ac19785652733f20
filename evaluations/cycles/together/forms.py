"""What is typed for several departments at once."""

from typing import Any

from evaluations.cycles.forms import BureauForm, ExtendForm, LimitedLineField

DEFAULT_REMINDER = "请按期报送本年度部门整体支出绩效评价报告。"


class ExtendTogetherForm(ExtendForm):
    """延期 for several: one day, one reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "例如：全县决算批复推迟。每个单位都会看到。"


class RemindForm(BureauForm):
    """催报 in a sentence that the departments read."""

    text = LimitedLineField(longest=200, shortest=4, label="催报内容", help_text="单位打开填报页就会看到。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = DEFAULT_REMINDER
