"""Explanations: why a warning of the cross-checks may stand, by whom."""

from evaluations.checks.registry import Finding
from evaluations.drafts.facts_of_draft import assess_evaluation
from evaluations.language.severities import WARNING_LEVEL
from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import Explanation
from evaluations.workflow.acting import lock_for_edit

LONGEST_EXPLANATION = 2_000


def store_explanation(desk, key: str, text: str, user) -> None:
    """Store the explanation of the warning with this key, or delete it when the text is empty.

    An explanation can be deleted after its warning has gone. Raises TextError for a text that cannot be kept or a
    warning that no longer exists, Refused when handed in.
    """
    text = clean_typed_text(text, limit=LONGEST_EXPLANATION)
    with lock_for_edit(desk.evaluation.pk) as evaluation:
        if not text:
            check, _, place = key.partition(":")
            given = Explanation.objects.filter(evaluation=evaluation, check_number=check)
            if not given.filter(field=place).delete()[0]:  # an imported one may stand for the whole text
                given.filter(field=place.partition("#")[0]).delete()
            return
        finding = warning(evaluation, key)
        Explanation.objects.update_or_create(
            evaluation=evaluation,
            check_number=finding.check,
            field=finding.explained_field,
            defaults={"text": text, "found": finding.digest, "person": user, "person_name": ""},
        )


def warning(evaluation, key: str) -> Finding:
    """The warning with this key as it stands now, under the lock; raises TextError when there is none."""
    _, _, findings = assess_evaluation(evaluation)
    found = next((one for one in findings if one.key == key and one.level == WARNING_LEVEL), None)
    if found is None:
        raise TextError("这条警告已经不存在，多半是数据已改正。请刷新页面查看。")
    return found
