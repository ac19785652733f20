"""Explanations: why a warning of the cross-checks may stand, by whom."""

from collections.abc import Collection, Mapping

from departments.models import User
from evaluations.checks.registry import Finding
from evaluations.drafts.facts_of_draft import assess_evaluation
from evaluations.filing.desk.draft_desk import Desk
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.severities import WARNING_LEVEL
from evaluations.language.texts import TextError, clean_typed_text, require_glyphs
from evaluations.models import Evaluation, Explanation
from evaluations.workflow.acting import lock_for_edit

LONGEST_EXPLANATION = 2_000


def store_explanations(
    desk: Desk, typed: Mapping[str, str], user: User, public: Collection[str] = ()
) -> dict[str, str]:
    """Store the explanations of the warnings with these keys; return key → message for those that cannot be kept.

    Those of the keys in `public` will stand in the printed report, the others are for the bureau alone.
    All of one page are judged by one reading of the draft, under one lock. An explanation can be deleted (empty text)
    after its warning has gone. Raises ActRefused when handed in.
    """
    refused: dict[str, str] = {}
    with lock_for_edit(desk.evaluation.pk) as evaluation:
        warnings = standing_warnings(evaluation) if any(text.strip() for text in typed.values()) else {}
        for key, text in typed.items():
            try:
                store_explanation(evaluation, warnings, key, text, user, public=key in public)
            except TextError as error:
                refused[key] = str(error)
    return refused


def store_explanation(
    evaluation: Evaluation, warnings: Mapping[str, Finding], key: str, text: str, user: User, *, public: bool
) -> None:
    """Store one, or delete it; raises TextError for a text that cannot be kept or a warning that no longer exists."""
    text = require_glyphs(clean_typed_text(text, limit=LONGEST_EXPLANATION), has_glyph)
    if not text:
        delete_explanation(evaluation, key)
        return
    finding = warnings.get(key)
    if finding is None:
        raise TextError("这条警告已经不存在，可能是数据已改正。请刷新页面查看。")
    Explanation.objects.update_or_create(
        evaluation=evaluation,
        check_number=finding.check,
        field=finding.explained_field,
        defaults={"text": text, "found": finding.digest, "public": public, "person": user, "person_name": ""},
    )


def delete_explanation(evaluation: Evaluation, key: str) -> None:
    """Delete the explanation of this warning, or the imported one that stands for its whole text."""
    check, _, place = key.partition(":")
    given = Explanation.objects.filter(evaluation=evaluation, check_number=check)
    if not given.filter(field=place).delete()[0]:
        given.filter(field=place.partition("#")[0]).delete()


def standing_warnings(evaluation: Evaluation) -> dict[str, Finding]:
    """The warnings by key as they stand now, under the lock; of several with one key the first."""
    found: dict[str, Finding] = {}
    for finding in assess_evaluation(evaluation).findings:
        if finding.level == WARNING_LEVEL:
            found.setdefault(finding.key, finding)
    return found
