"""Which lines of the ledger tell of which cross-check; a check that has none is an error of tests/checks/test_ledger.py."""

from collections.abc import Callable, Iterator, Sequence

from evaluations.checks import registry as checks
from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.ledger import figure_lines as figures
from evaluations.checks.ledger import score_lines as scores
from evaluations.checks.ledger import text_lines as texts
from evaluations.checks.ledger.account import LedgerCase, LedgerLine, LedgerWriter, counted_findings, written_ledger
from evaluations.checks.one_cause import judged_facts
from evaluations.facts.document import Facts
from evaluations.language.units import POINT_UNIT
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts

LEDGER_WRITERS: dict[Callable[[CheckCase], Iterator[Finding]], LedgerWriter | None] = {
    checks.check_missing_figures: scores.plain_line("必填的数据、文字和说明都已填写", "required"),
    checks.check_known_names: scores.plain_line("填报的各项都在本年度指标体系之内", "names"),
    checks.check_equations: figures.equation_lines,
    checks.check_sums: figures.sum_lines,
    checks.check_of_which: figures.of_which_lines,
    checks.check_project_items: figures.project_item_lines,
    checks.check_approved_budgets: figures.approved_lines,
    checks.check_stated_values: figures.stated_lines,
    checks.check_value_kinds: figures.value_kind_lines,
    checks.check_unit_slips: figures.unit_slip_lines,
    checks.check_high_rates: scores.high_rate_lines,
    checks.check_watch_bands: figures.watch_lines,
    checks.check_self_scores: scores.printed_score_lines,
    checks.check_deduction_reasons: scores.deduction_lines,
    checks.check_unfit_entries: scores.unfit_entry_lines,
    checks.check_target_levels: None,  # told by the line of what is required
    checks.check_target_weights: scores.target_line("16", "同类绩效指标的分值之和＝这一类的分值"),
    checks.check_target_rows: scores.target_line("25", "绩效指标的类别、方向与指标值相符"),
    checks.check_target_scores: scores.target_line("18", "绩效指标所列得分＝按评分标准计算的得分", "score"),
    checks.check_target_deviations: scores.target_line("19", "扣分的绩效指标写明了偏差原因", "score"),
    checks.check_cheap_outputs: scores.target_line("22", "产出完成情况与预算执行情况相称", "executed"),
    checks.check_prose_claims: texts.prose_lines,
    checks.check_claimed_scores: texts.text_line("14", "文字中的自评得分＝各项得分的合计", POINT_UNIT),
    checks.check_claimed_grades: texts.claimed_grade_lines,
    checks.check_announced_counts: texts.text_line("21", "文字所述的个数＝实际列出的个数"),
    checks.check_leftovers: texts.text_line("26", "文字中没有遗留的模板用语和往年内容"),
    checks.check_signs: texts.text_line("28", "表示增减的用语与数的正负一致"),
    checks.check_ignored_texts: scores.ignored_text_lines,
    checks.check_none_sections: texts.none_section_lines,
    # Told by the lines above: what is missing, and codes that the scheme does not have.
    checks.check_template_words: None,
    checks.check_score_sheet: None,
    checks.check_missing_rows: None,
    checks.check_nameless_rows: None,
    checks.check_missing_entries: None,
    checks.check_missing_texts: None,
    checks.check_homeless_targets: None,
}


def keep_ledger(
    scheme: ScoringScheme, facts: Facts, assessment: Assessment, findings: Sequence[Finding]
) -> tuple[LedgerLine, ...]:
    """What was compared in these facts, what does not apply and what could not be; `findings` are those of run_checks.

    With a figure that is proved wrong by itself nothing was compared.
    """
    case = CheckCase(scheme, facts, assessment)
    if judged := judged_facts(case, findings):
        case = CheckCase(scheme, judged, assess_facts(scheme, judged))
    return ledger_of(LedgerCase(case, counted_findings(findings)))


def ledger_of(there: LedgerCase) -> tuple[LedgerLine, ...]:
    """The same of a case of which something may be known, without values that are proved wrong."""
    return written_ledger(LEDGER_WRITERS, there)
