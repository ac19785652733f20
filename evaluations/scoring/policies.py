"""The policies in Chinese words: shown beside every score, so that a reader knows how it was counted."""

from evaluations.schemes.rules.choices import EitherOr
from evaluations.schemes.rules.steps import Steps
from evaluations.schemes.scheme import Indicator, Policies

STEP_POLICY_WORDS = {"whole": "满一档才扣分", "started": "不足一档按一档扣分", "pro_rata": "按比例扣分"}
RATE_POLICY_WORDS = {"exact": "按未舍入的数值评分", "shown": "按保留{places}位小数的数值评分"}
ZERO_POLICY_WORDS = {
    ("zero_to_zero", "no_change"): "0 对 0，视为没有变化",
    ("zero_to_zero", "not_applicable"): "0 对 0，视为不适用，计满分",
    ("zero_to_zero", "no_score"): "0 对 0，不得分",
    ("zero_to_some", "over"): "由 0 到有，视为超过标准",
    ("zero_to_some", "not_applicable"): "由 0 到有，视为不适用，计满分",
    ("zero_to_some", "no_score"): "由 0 到有，不得分",
    ("nothing_planned", "not_applicable"): "无预算且无支出，视为不适用，计满分",
    ("nothing_planned", "no_score"): "无预算且无支出，不得分",
}


def zero_words(key: str, policies: Policies) -> str:
    """How a zero denominator was treated; "" when there was none."""
    return ZERO_POLICY_WORDS[key, getattr(policies, key)] if key else ""


def policy_words(indicator: Indicator, zero: str = "") -> str:
    """The policies that bear on an indicator's score, e.g. 满一档才扣分；按未舍入的数值评分；得分保留2位小数."""
    policies, rule, words = indicator.policies, indicator.rule, []
    options = [option.rule for option in rule.options] if isinstance(rule, EitherOr) else [rule]
    if any(isinstance(getattr(one, "inner", one), Steps) for one in options):
        words.append(STEP_POLICY_WORDS[policies.steps])
    if indicator.formula or isinstance(rule, EitherOr):
        words.append(RATE_POLICY_WORDS[policies.rates].format(places=policies.rate_places))
    words.append(f"得分四舍五入保留{policies.score_places}位小数")
    if zero:
        words.append(zero_words(zero, policies))
    return "；".join(words)
