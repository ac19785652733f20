"""An invented report on the form of 2013, as a facts document."""

from decimal import Decimal

from evaluations.demo.department_profile import DepartmentProfile, ProjectProfile
from evaluations.demo.money_of_year import MoneyOfYear, Planned
from evaluations.demo.report_words import (
    common_line,
    common_narratives,
    empty_chapters,
    report_achievements,
    report_dice,
    three_public_words,
)
from evaluations.facts.document import EntryFacts, Facts, ItemFacts, PeopleFacts, ProjectFacts
from evaluations.language.amounts import Amount
from evaluations.language.rounding import half_up

FORM_2013 = "hunan-2013"
ZERO = Decimal(0)
# Nobody's name and nobody's number.
DEMO_CLERKS = PeopleFacts(preparer="会计", head="负责人", phone="0735-0000000")
# Parts of 公用经费 in thousandths.
OPERATING_PARTS = {"operating_office": 340, "operating_utilities_travel": 290, "operating_meeting_training": 90}


def report_of_2013(profile: DepartmentProfile, money: MoneyOfYear) -> Facts:
    """The whole report; figures and texts agree."""
    return Facts(
        scheme=FORM_2013,
        year=money.year,
        figures=_figures(profile, money),
        projects=report_projects(profile, money),
        achievements=report_achievements(profile, money.year),
        entries=_entries(profile, money),
        narratives=_narratives(profile, money),
        none_sections=empty_chapters(profile),
        people=DEMO_CLERKS,
    )


def report_projects(profile: DepartmentProfile, money: MoneyOfYear) -> tuple[ProjectFacts, ...]:
    """The projects with their items, which add up to what was budgeted."""
    return tuple(
        ProjectFacts(
            name=one.name,
            kind=one.kind,
            budget=planned.begin,
            in_place=max(planned.begin, planned.actual),
            actual=planned.actual,
            note=one.note,
            items=project_items(one, planned.begin),
        )
        for one, planned in zip(profile.projects_in(money.year), money.projects, strict=True)
    )


def project_items(project: ProjectProfile, whole: Decimal) -> tuple[ItemFacts, ...]:
    """The project's budget in its items; the first takes what the others leave."""
    others = [half_up(whole * 3 / (4 * len(project.items)), 2) for _ in project.items[1:]]
    return tuple(map(ItemFacts, project.items, (whole - sum(others, ZERO), *others)))


def operating_parts(name: str, whole: Decimal) -> Decimal:
    """A part of 公用经费, 万元."""
    return half_up(whole * OPERATING_PARTS[name] / 1000, 2)


def _figures(profile: DepartmentProfile, money: MoneyOfYear) -> dict[str, Amount]:
    spending = {
        "personnel": money.personnel,
        "operating": money.operating,
        "basic": money.basic,
        "project": money.project,
        "expenditure": money.expenditure,
    }
    spending |= {name: _part(name, money.operating) for name in OPERATING_PARTS}
    spending |= {"vehicle_operation": money.vehicle, "reception": money.reception, "procurement": money.procurement}
    figures: dict[str, Amount] = {}
    for name, planned in spending.items():
        figures |= {f"{name}.budget": planned.begin, f"{name}.actual": planned.actual}
    return figures | _people(profile, money) | _income(profile, money) | _rare(money) | _last_year(money)


def _part(name: str, whole: Planned) -> Planned:
    return Planned(*(operating_parts(name, one) for one in (whole.begin, whole.full_year, whole.actual)))


def _people(profile: DepartmentProfile, money: MoneyOfYear) -> dict[str, Amount]:
    return {
        "establishment_posts": Decimal(money.posts),
        "staff_in_post": Decimal(money.staff),
        "retirees": Decimal(profile.retirees),
        "satisfaction_rate": _satisfaction(profile, money.year),
    }


def _satisfaction(profile: DepartmentProfile, year: int) -> Decimal:
    """%; below 90 in a weak year."""
    least, most = (760, 880) if year in profile.weak_years else (902, 985)
    return Decimal(report_dice(profile, year).randint(least, most)) / 10


def _income(profile: DepartmentProfile, money: MoneyOfYear) -> dict[str, Amount]:
    """Income and its fiscal part; travel abroad and buying cars are nothing everywhere."""
    fiscal = sum(share for source, share in profile.sources.items() if source in ("general", "government"))
    nothing = ("vehicle_purchase.budget", "vehicle_purchase.actual", "overseas_travel.budget", "overseas_travel.actual")
    figures: dict[str, Amount] = dict.fromkeys(nothing, ZERO)
    return figures | {
        "three_public.last_budget": money.last_three_public,
        "budget_begin": money.expenditure.begin,
        "budget_added": money.added,
        "carryover_in": money.carryover_in,
        "revenue.budget": money.expenditure.begin,
        "revenue.actual": money.revenue,
        "fiscal_appropriation.budget": half_up(money.expenditure.begin * fiscal / 1000, 2),
        "fiscal_appropriation.actual": half_up(money.revenue * fiscal / 1000, 2),
        "year_end_balance": money.year_end_balance,
    }


def _rare(money: MoneyOfYear) -> dict[str, Amount]:
    """The rows that only hospitals and schools open."""
    rare: dict[str, Amount] = {
        "business.budget": money.business.begin,
        "business.actual": money.business.actual,
        "surplus_used": money.surplus_used,
        "surplus_distributed": money.surplus_distributed,
    }
    return {name: amount for name, amount in rare.items() if amount}


def _last_year(money: MoneyOfYear) -> dict[str, Amount]:
    """What the final accounts of the year before said."""
    last = money.last
    if last is None:
        return {}
    figures: dict[str, Amount] = dict.fromkeys(("vehicle_purchase.last_actual", "overseas_travel.last_actual"), ZERO)
    figures |= {f"{name}.last_actual": operating_parts(name, last.operating.actual) for name in OPERATING_PARTS}
    return figures | {
        "vehicle_operation.last_actual": last.vehicle.actual,
        "reception.last_actual": last.reception.actual,
        "project.last_actual": last.project.actual,
        "operating.last_actual": last.operating.actual,
        "procurement.last_actual": last.procurement.actual,
    }


def _entries(profile: DepartmentProfile, money: MoneyOfYear) -> dict[str, EntryFacts]:
    dice, weak = report_dice(profile, money.year), money.year in profile.weak_years
    return {
        "management_system": EntryFacts(checked=(True, True, True, not weak)),
        "fund_compliance": EntryFacts(cases=2 if weak else dice.choice((0, 0, 0, 1))),
        "disclosure": EntryFacts(checked=(True, not weak, True, True, True)),
        "key_work_completion": EntryFacts(score=Decimal(dice.randint(860, 1000)) / 10, maximum=Decimal(100)),
        "benefit": EntryFacts(grade="一般" if weak else "好"),
        "administrative_efficiency": EntryFacts(grade="一般" if weak else dice.choice(("好", "好", "一般"))),
    }


def _narratives(profile: DepartmentProfile, money: MoneyOfYear) -> dict[str, str]:
    year = money.year
    texts = common_narratives(profile, year) | {
        name: common_line(profile, year, name)
        for name in ("personnel_use", "operating_use", "execution_note", "management_note")
    }
    texts["three_public_reason"] = three_public_words(profile, money)
    if money.staff > money.posts:
        texts["staff_note"] = common_line(profile, year, "staff_note")
    if money.operating.actual > money.operating.begin:
        texts["operating_note"] = common_line(profile, year, "operating_note")
    return texts
