"""The registry of rule forms (docs/rule-forms.md), by the name that a scheme file writes.

A new form is a class in a file beside this one, its entry here, its words for the bureau (comparison/scheme_words.py),
its line in docs/rule-forms.md and its use in the example of evaluations/schemes/README.md. One that a person fills in
also needs its control (filing/section/parts/entries.py) and its line in docs/data-format.md. CONTRIBUTING.md names the
test that fails for each of them.
"""

from evaluations.language.faults import did_you_mean
from evaluations.language.table_reader import TableReader
from evaluations.schemes.rules.bands import BandsLower, BandsSymmetric, BandsUpper, Satisfaction
from evaluations.schemes.rules.base import EntryMissing, EntryUnfit, Rule, RuleContext, RuleOutcome
from evaluations.schemes.rules.choices import DecisionTable, EitherOr
from evaluations.schemes.rules.entered import Checklist, Folded, Graded, GradedRange, Judged, PointsPerCase
from evaluations.schemes.rules.rates import Linear, Proportional
from evaluations.schemes.rules.steps import PointsOverLimit, StepsBelowTarget, StepsEitherSide, StepsOverLimit

__all__ = ["RULE_FORMS", "RuleContext", "EntryMissing", "EntryUnfit", "RuleOutcome", "Rule", "read_rule"]

RULE_FORMS: dict[str, type[Rule]] = {
    form.form: form
    for form in (
        PointsOverLimit,
        StepsOverLimit,
        StepsBelowTarget,
        StepsEitherSide,
        BandsUpper,
        BandsLower,
        BandsSymmetric,
        Checklist,
        PointsPerCase,
        DecisionTable,
        Folded,
        Graded,
        GradedRange,
        Linear,
        Proportional,
        Satisfaction,
        EitherOr,
        Judged,
    )
}


def read_rule(owner: TableReader) -> Rule:
    """The `rule` table of an indicator; faults go to the reader, a broken rule becomes a judged one."""
    if not owner.has("rule"):
        owner.fault(
            "rule", read="（没有这一项）", expected='评分规则，如 { form = "points_over_limit", limit = 100, lose = 1 }'
        )
    reader = owner.table("rule")
    name = reader.text("form") if reader.data else ""
    if name not in RULE_FORMS:
        if name:
            remedy = did_you_mean(name, RULE_FORMS) or f"可用的形式：{'、'.join(RULE_FORMS)}"
            reader.fault("form", read=name, expected="已有的规则形式", remedy=remedy)
        return Judged()
    # A pair of options holds rules itself.
    rule: Rule = EitherOr.read(reader, read_rule) if name == EitherOr.form else RULE_FORMS[name].read(reader)
    reader.close()
    return rule
