"""Rates that are all the same, full marks beside little money, a rate far from the county's middle."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from evaluations.checks.review_hints.hint import HintCase, ReviewHint, some_names
from evaluations.facts.document import ProjectFacts
from evaluations.language.amounts import Amount, show_percent
from evaluations.language.rounding import half_up, plain_number

FULL_RATE = Decimal(100)
LEAST_RATES = 3
LITTLE_SPENT = Decimal(80)  # % of the budget
RESULT_LEVELS = ("产出", "效益", "满意")  # how first-level indicators that tell results are called
FAR_FROM_COUNTY = Decimal(30)  # points of %


def every_rate_full(case: HintCase) -> Iterator[ReviewHint]:
    """Every rate is 100 % to the last digit. A rate of 0 says that there was nothing to compute or to change."""
    rates = {code: one for code, one in case.computed_rates().items() if one[1]}
    if len(rates) >= LEAST_RATES and all(value == FULL_RATE for _, value in rates.values()):
        names = some_names([name for name, _ in rates.values()])
        yield ReviewHint("every_rate_full", f"按公式算出的 {len(rates)} 个比率（{names}）都正好是 100%。")


def full_marks_little_spent(case: HintCase) -> Iterator[ReviewHint]:
    """The results have all their points, and little of the money went out: of the whole, and of single projects."""
    rate = case.computed_rates().get("execution_rate")
    results = [one for one in case.assessment.indicators if any(word in one.level1 for word in RESULT_LEVELS)]
    full = bool(results) and all(one.score == one.weight for one in results)
    if full and rate and rate[1] < LITTLE_SPENT:
        points = plain_number(sum((one.weight for one in results), Decimal(0)))
        yield ReviewHint(
            "full_marks_little_spent",
            f"产出、效益等 {len(results)} 项指标得满分（{points} 分），{rate[0]}为 {show_percent(rate[1])}。",
            "execution_rate",
        )
    spent = {one.name: (project_budget(one), one.actual) for one in case.facts.projects}
    for project in case.assessment.projects:
        budget, actual = spent.get(project.name, (None, None))
        known = isinstance(budget, Decimal) and isinstance(actual, Decimal) and budget > 0
        if not known or not project.indicators or any(one.score != one.weight for one in project.indicators):
            continue
        assert isinstance(budget, Decimal) and isinstance(actual, Decimal)
        if (share := half_up(actual * 100 / budget, 2)) < LITTLE_SPENT:
            yield ReviewHint(
                "full_marks_little_spent",
                f"项目“{project.name}”自定指标得满分，预算 {plain_number(budget)} 万元，支出 {plain_number(actual)} 万元"
                f"（{show_percent(share)}）。",
            )


def project_budget(project: ProjectFacts) -> Amount:
    """全年预算数 where there is one, else 年初预算数, in 万元."""
    return project.full_year if isinstance(project.full_year, Decimal) else project.budget


def far_from_county(case: HintCase, medians: Mapping[str, Decimal]) -> Iterator[ReviewHint]:
    """A rate that lies FAR_FROM_COUNTY points from the county's median."""
    for code, (name, value) in case.computed_rates().items():
        middle = medians.get(code)
        if middle is not None and abs(value - middle) > FAR_FROM_COUNTY:
            words = f"{name} {show_percent(value)}，全县中位数 {show_percent(half_up(middle, 2))}"
            yield ReviewHint(
                "far_from_county", f"{words}，相差 {plain_number(half_up(abs(value - middle), 2))} 个百分点。", code
            )
