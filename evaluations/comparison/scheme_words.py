"""Rules, formulas and policies of a scheme in words, for those who decide about it and read no TOML."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from evaluations.language.directions import COMPARISON_SIGNS, EQUAL_TO, OPERATOR_WORDS
from evaluations.language.formulas import Formula
from evaluations.language.rounding import plain_number
from evaluations.language.words import ENTRY_LABELS, TARGET_LABELS
from evaluations.schemes.rules.base import Rule, points_of
from evaluations.schemes.scheme import Indicator, SchemeCheck, ScoringScheme
from evaluations.scoring.policies import policy_words

# As people write them; minus and comparisons stand between blanks in a formula, so names stay as they are.
WRITTEN_SIGNS = {**COMPARISON_SIGNS, "-": "−"}


def formula_words(formula: Formula, scheme: ScoringScheme) -> str:
    """The formula with the names people use: 年末在职人数 ÷ 编制数 × 100."""
    text = formula.render(lambda name: scheme.name_of(name, None))
    for sign, written in WRITTEN_SIGNS.items():
        text = text.replace(f" {sign} ", f" {written} ")
    return text


def equation_words(check: SchemeCheck, scheme: ScoringScheme) -> str:
    """A check's equation: 基本支出 + 项目支出 = 支出合计."""
    left, right = formula_words(check.left, scheme), formula_words(check.right, scheme)
    return f"{left} {WRITTEN_SIGNS[check.operator]} {right}"


def indicator_words(indicator: Indicator, scheme: ScoringScheme) -> dict[str, str]:
    """What decides an indicator's points, aspect by aspect."""
    condition = indicator.not_applicable_when
    exempt = [f"{formula_words(condition, scheme)} 时计满分"] if condition else []
    exempt += ["单位可声明不适用"] if indicator.not_applicable_flag else []
    return {
        "名称": indicator.label,
        "级别": " / ".join(part for part in (indicator.level1, indicator.level2) if part),
        TARGET_LABELS["weight"]: f"{plain_number(indicator.weight)}分",
        "公式": formula_words(indicator.formula, scheme) if indicator.formula else "",
        "规则": rule_words(indicator.rule, scheme, indicator.unit),
        ENTRY_LABELS["not_applicable"]: "；".join(exempt),
        "计分约定": policy_words(indicator),
        "评分标准": indicator.standard,
    }


def rule_words(rule: Rule, scheme: ScoringScheme, unit: str = "%") -> str:
    """The rule with its own numbers: 以100%为限，每超过1个百分点扣0.5分."""
    inner = getattr(rule, "inner", rule)
    return RULE_WORDINGS.get(inner.form, _other)(inner, scheme, unit)


def _steps(rule: Any, scheme: ScoringScheme, unit: str) -> str:
    side = "高于或低于" if rule.over and rule.under else "超过" if rule.over else "低于"
    limit = f"以{plain_number(rule.limit)}{unit}为{'限' if rule.over and not rule.under else '目标'}"
    return f"{limit}，每{side}{plain_number(rule.step)}{points_of(unit)}扣{plain_number(rule.lose)}分"


def _bands(first: str, last: str) -> Callable[[Any, ScoringScheme, str], str]:
    def words(rule: Any, scheme: ScoringScheme, unit: str) -> str:
        rest = getattr(rule, "beyond", getattr(rule, "below", Decimal(0)))
        rows = [(f"{first}{plain_number(bound)}{unit}", points) for bound, points in rule.bands]
        rows.append((f"{last}{plain_number(rule.bands[-1][0])}{unit}", rest))
        return _listed(rows)

    return words


def _symmetric(rule: Any, scheme: ScoringScheme, unit: str) -> str:
    rows = [(f"±{plain_number(bound)}{unit}以内", points) for bound, points in rule.bands]
    return f"与{plain_number(rule.around)}{unit}相差：{_listed([*rows, ('更多', rule.beyond)])}"


def _listed(rows: Iterable[tuple[str, Decimal]]) -> str:
    return "；".join(f"{text} {plain_number(points)}分" for text, points in rows)


def _decisions(rule: Any, scheme: ScoringScheme, unit: str) -> str:
    rows = [(f"{text}（{formula_words(when, scheme)}）", points) for text, when, points in rule.cases]
    return _listed([*rows, ("其他情形", rule.otherwise)])


def _either_or(rule: Any, scheme: ScoringScheme, unit: str) -> str:
    parts = [
        f"“{one.label}”{formula_words(one.formula, scheme)}：{rule_words(one.rule, scheme, unit)}"
        for one in rule.options
    ]
    return ("取得分高的一项：" if rule.pick == "better" else "由单位选一项：") + "；或 ".join(parts)


def _ranges(rule: Any, scheme: ScoringScheme, unit: str) -> str:
    return "；".join(
        f"{word} 计分值的{plain_number(upper)}%～{plain_number(lower)}%" for word, upper, lower in rule.ranges
    )


def _proportional(rule: Any, scheme: ScoringScheme, unit: str) -> str:
    target = formula_words(rule.target_of, scheme) if rule.target_of else f"{plain_number(rule.target)}{unit}"
    if rule.direction == EQUAL_TO and not rule.partial:
        return f"等于{target}得满分，否则不得分"
    missed = "按比例计分" if rule.target_of or rule.target > 0 else "不得分"  # there is no share of nothing
    return f"目标{OPERATOR_WORDS[rule.direction]}{target}，未达到的{missed}"


def _other(rule: Any, scheme: ScoringScheme, unit: str) -> str:
    """A form without a wording of its own: its name and numbers."""
    return f"{rule.form}：" + "，".join(f"{field.name} = {getattr(rule, field.name)}" for field in fields(rule))


RULE_WORDINGS: dict[str, Callable[[Any, ScoringScheme, str], str]] = {
    "points_over_limit": _steps,
    "steps_over_limit": _steps,
    "steps_below_target": _steps,
    "steps_either_side": _steps,
    "bands_upper": _bands("不超过", "超过"),
    "bands_lower": _bands("达到", "低于"),
    "bands_symmetric": _symmetric,
    "checklist": lambda rule, scheme, unit: f"逐项勾选：{_listed(rule.items)}",
    "points_per_case": lambda rule, scheme, unit: f"每发现一处{rule.case}扣{plain_number(rule.lose)}分",
    "decision_table": _decisions,
    "either_or": _either_or,
    "folded": lambda rule, scheme, unit: "考核得分 ÷ 考核满分 × 分值",
    "graded": lambda rule, scheme, unit: f"评定等次：{_listed(rule.grades)}",
    "graded_range": _ranges,
    "linear": lambda rule, scheme, unit: f"达到{plain_number(rule.full_at)}{unit}得满分，不足的按比例计分",
    "proportional": _proportional,
    "judged": lambda rule, scheme, unit: "由评价人评定，未得满分的写明理由",
}
