"""An invented report on the form of 2023, as a facts document: funds, the department's own targets, a sheet per project."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from evaluations.demo.department_profile import DepartmentProfile, ProjectProfile, common_prose
from evaluations.demo.money_of_year import MoneyOfYear, Planned
from evaluations.demo.report_2013 import DEMO_CLERKS, OPERATING_PARTS, operating_parts, project_items
from evaluations.demo.report_words import (
    chosen_line,
    common_line,
    common_narratives,
    empty_chapters,
    report_achievements,
    report_dice,
    varied_number,
)
from evaluations.facts.document import Facts, ProjectFacts, TargetFacts
from evaluations.language.amounts import Amount
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.units import MONEY_UNIT

FORM_2023 = "hunan-2023"
ZERO = Decimal(0)
SOURCES = ("general", "government", "special_account", "other")
COLUMNS = ("begin", "full_year", "actual")


def report_of_2023(profile: DepartmentProfile, money: MoneyOfYear) -> Facts:
    """The whole report; figures, targets and texts agree."""
    dice = report_dice(profile, money.year)
    return Facts(
        scheme=FORM_2023,
        year=money.year,
        figures=_figures(profile, money),
        projects=tuple(_projects(profile, money, dice)),
        achievements=report_achievements(profile, money.year),
        targets=tuple(_department_targets(profile, money, dice)),
        narratives=_narratives(profile, money),
        none_sections=empty_chapters(profile),
        people=DEMO_CLERKS,
    )


def _figures(profile: DepartmentProfile, money: MoneyOfYear) -> dict[str, Amount]:
    figures: dict[str, Amount] = {}
    for column in COLUMNS:
        whole = getattr(money.expenditure, column)
        figures |= dict(_by_source(profile, column, whole))
        figures |= {f"basic.{column}": getattr(money.basic, column)}
        figures |= {f"project.{column}": getattr(money.project, column)}
        if money.business.begin:
            figures |= {f"business.{column}": getattr(money.business, column)}
    figures |= {"carryover_in": money.carryover_in, "budget_added": money.added}
    rare = {"surplus_used": money.surplus_used, "surplus_distributed": money.surplus_distributed}
    return figures | {name: amount for name, amount in rare.items() if amount} | _base_data(money)


def _by_source(profile: DepartmentProfile, column: str, whole: Decimal) -> Iterator[tuple[str, Decimal]]:
    """The money of a column by where it comes from; the first source takes what the others leave."""
    shares = {one: half_up(whole * profile.sources.get(one, 0) / 1000, 2) for one in SOURCES[1:]}
    yield f"funds_general.{column}", whole - sum(shares.values(), ZERO)
    for source, amount in shares.items():
        yield f"funds_{source}.{column}", amount


def _base_data(money: MoneyOfYear) -> dict[str, Amount]:
    figures: dict[str, Amount] = {
        "establishment_posts": Decimal(money.posts),
        "staff_in_post": Decimal(money.staff),
    }
    for name in ("vehicle_purchase", "overseas_travel"):
        figures |= {f"{name}.{column}": ZERO for column in ("last_actual", "budget", "actual")}
    rows = {
        "vehicle_operation": "vehicle",
        "reception": "reception",
        "operating": "operating",
        "personnel": "personnel",
        "procurement": "procurement",
    }
    for row, name in rows.items():
        planned: Planned = getattr(money, name)
        figures |= {f"{row}.budget": planned.begin, f"{row}.actual": planned.actual}
        if money.last:
            figures[f"{row}.last_actual"] = getattr(money.last, name).actual
    for part in OPERATING_PARTS:
        figures |= {f"{part}.budget": operating_parts(part, money.operating.begin)}
        figures |= {f"{part}.actual": operating_parts(part, money.operating.actual)}
    return figures | ({"project.last_actual": money.last.project.actual} if money.last else {})


def _projects(profile: DepartmentProfile, money: MoneyOfYear, dice: Random) -> Iterator[ProjectFacts]:
    for project, planned in zip(profile.projects_in(money.year), money.projects, strict=True):
        name, unit, usual = project.measure
        yield ProjectFacts(
            name=project.name,
            kind=project.kind,
            budget=planned.begin,
            full_year=planned.full_year,
            actual=planned.actual,
            goal=f"全年{name}不少于{usual}{unit}，资金按规定用途使用，按期完成验收。",
            note=project.note,
            items=project_items(project, planned.begin),
            targets=tuple(_project_targets(project, planned, profile, money.year, dice)),
        )


def _project_targets(
    project: ProjectProfile, planned: Planned, profile: DepartmentProfile, year: int, dice: Random
) -> Iterator[TargetFacts]:
    name, unit, usual = project.measure
    yield _cost(f"{project.name}总成本", planned)
    yield _reached("数量指标", name, unit, usual, 20, dice, year in profile.weak_years)
    yield _whole_rate("质量指标", "验收合格率", 20, 100)
    yield from _effects(profile, year, dice)


def _department_targets(profile: DepartmentProfile, money: MoneyOfYear, dice: Random) -> Iterator[TargetFacts]:
    yield _cost("部门整体支出成本", money.expenditure)
    first, *others = profile.projects_in(money.year)
    name, unit, usual = first.measure
    weak = money.year in profile.weak_years
    yield _reached("数量指标", name, unit, usual, 15, dice, weak)
    name, unit, usual = (others or [first])[0].measure
    yield _reached("数量指标", name if others else f"{name}计划", unit, usual, 15, dice, weak)
    yield _whole_rate("时效指标", "年度重点任务按期完成率", 10, 84 if weak else dice.choice((100, 100, 100, 96)))
    yield from _effects(profile, money.year, dice)


def _cost(name: str, planned: Planned) -> TargetFacts:
    """What it costs at most: what was planned in the whole year."""
    most, spent = plain_number(planned.full_year), plain_number(planned.actual)
    return TargetFacts("cost", name, "经济成本指标", "le", most, MONEY_UNIT, spent, Decimal(20))


def _reached(level2: str, name: str, unit: str, usual: int, weight: int, dice: Random, weak: bool) -> TargetFacts:
    """A number that was planned, and what was done: mostly a little more, now and then less; much less in a weak year."""
    target = varied_number(usual, dice)
    attained = max(1, target * dice.choice((58, 71, 80) if weak else (100, 101, 103, 106, 94)) // 100)
    made = TargetFacts("output", name, level2, "ge", str(target), unit, str(attained), Decimal(weight))
    why = common_prose()["missed" if weak else "deviation"]
    return made if attained >= target else replace(made, deviation_reason=why)


def _whole_rate(level2: str, name: str, weight: int, attained: int) -> TargetFacts:
    made = TargetFacts("output", name, level2, "ge", "100", "%", str(attained), Decimal(weight))
    return made if attained == 100 else replace(made, deviation_reason=common_prose()["deviation"])


def _effects(profile: DepartmentProfile, year: int, dice: Random) -> Iterator[TargetFacts]:
    benefits = common_prose()["benefit"]
    level2, name, rate = benefits[(int(profile.code) + year) % len(benefits)]
    yield TargetFacts("benefit", name, level2, "ge", str(rate), "%", str(min(100, rate + 1)), Decimal(20))
    asked = chosen_line(profile, year, common_prose()["satisfaction_name"])
    rate = dice.randint(910, 985)
    attained = f"{rate // 10}.{rate % 10}"
    yield TargetFacts("satisfaction", asked, "", "ge", "90", "%", attained, Decimal(10))


def _narratives(profile: DepartmentProfile, money: MoneyOfYear) -> dict[str, str]:
    year = money.year
    names = "、".join(one.name for one in profile.projects_in(year)[:3])
    texts = common_narratives(profile, year) | {
        "basic_use": common_line(profile, year, "basic_use"),
        "thrift": common_line(profile, year, "thrift"),
        "execution_note": common_line(profile, year, "execution_note"),
        "goal": f"保障机构正常运转，完成县委、县政府部署的年度重点任务；实施{names}等项目，资金使用安全、规范、有效。",
        "goal_result": f"机构运转正常，年度重点任务总体完成。{names}等项目按计划组织实施，"
        "主要产出达到年初设定的指标值；个别任务受前期手续和天气影响略有滞后，已落实补齐措施。",
    }
    if money.expenditure.actual * 10 < money.expenditure.full_year * 8:
        texts["execution_note"] = common_prose()["low_execution_note"]
    return texts
