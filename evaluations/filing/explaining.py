"""Explanations: why a warning of the cross-checks may stand, by whom."""

from evaluations.indicators.texts import TextError
from evaluations.models import Explanation
from evaluations.texts import clean_text
from evaluations.workflow import lock_for_edit

LONGEST = 2_000


def explain(desk, key: str, text: str, user) -> None:
    """Store the explanation of the warning with this key, or delete it when the text is empty.

    Raises TextError for a text that cannot be kept or a warning that no longer exists, Refused when handed in.
    """
    finding = next((one for one in desk.findings if one.key == key and one.level == "warning"), None)
    if finding is None:
        raise TextError("这条提示已经不存在，多半是数据已改正。请刷新页面查看。")
    text = clean_text(text, limit=LONGEST)
    place = finding.field or finding.section or ""
    with lock_for_edit(desk.evaluation.pk) as evaluation:
        if not text:
            Explanation.objects.filter(evaluation=evaluation, check_number=finding.check, field=place).delete()
            return
        Explanation.objects.update_or_create(
            evaluation=evaluation,
            check_number=finding.check,
            field=place,
            defaults={"text": text, "person": user, "person_name": ""},
        )
