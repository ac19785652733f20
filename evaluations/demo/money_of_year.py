"""The money of an invented department over the years: one small generator, the same for the same seed.

Every year hands on to the next: what is left over, what was budgeted and spent. All sums and equations of the forms
hold by construction; amounts are in 万元 with two decimals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from evaluations.demo.department_profile import DepartmentProfile
from evaluations.language.rounding import half_up

MONEY_SEED = "yongxing"
ZERO = Decimal(0)
THOUSAND = 1000


@dataclass(frozen=True)
class Planned:
    """An amount as planned at the beginning of the year, as changed during it, and as spent."""

    begin: Decimal
    full_year: Decimal
    actual: Decimal


NOTHING = Planned(ZERO, ZERO, ZERO)


@dataclass(frozen=True)
class MoneyOfYear:
    """One department's year; `last` is the year before, None for the first."""

    year: int
    posts: int
    staff: int
    personnel: Planned
    operating: Planned
    projects: tuple[Planned, ...]
    business: Planned
    vehicle: Planned
    reception: Planned
    procurement: Planned
    carryover_in: Decimal
    surplus_used: Decimal
    surplus_distributed: Decimal
    last_three_public: Decimal
    last: "MoneyOfYear | None" = None

    @property
    def basic(self) -> Planned:
        """基本支出."""
        return total_of((self.personnel, self.operating))

    @property
    def project(self) -> Planned:
        """项目支出."""
        return total_of(self.projects)

    @property
    def expenditure(self) -> Planned:
        """支出合计; as changed it holds what was carried in and added."""
        return total_of((self.basic, self.project, self.business))

    @property
    def three_public(self) -> Planned:
        """“三公经费”; nothing is spent on travel abroad or on buying cars."""
        return total_of((self.vehicle, self.reception))

    @property
    def added(self) -> Decimal:
        """本年追加."""
        return self.expenditure.full_year - self.expenditure.begin - self.carryover_in - self.surplus_used

    @property
    def revenue(self) -> Decimal:
        """收入决算: what the year itself brought."""
        return self.expenditure.begin + self.added

    @property
    def year_end_balance(self) -> Decimal:
        """年末结转和结余: carried in + income + surplus used − spent − distributed."""
        spent = self.expenditure.actual + self.surplus_distributed
        return self.carryover_in + self.revenue + self.surplus_used - spent


def total_of(parts: Iterable[Planned]) -> Planned:
    """The sum, column by column."""
    rows = list(parts)
    return Planned(
        sum((one.begin for one in rows), ZERO),
        sum((one.full_year for one in rows), ZERO),
        sum((one.actual for one in rows), ZERO),
    )


def money_of_years(profile: DepartmentProfile, years: Iterable[int]) -> Mapping[int, MoneyOfYear]:
    """Year → money, each year going on from the one before."""
    found: dict[int, MoneyOfYear] = {}
    last = None
    for number, year in enumerate(years):
        last = found[year] = _year(profile, year, number, last)
    return found


def _year(profile: DepartmentProfile, year: int, number: int, last: MoneyOfYear | None) -> MoneyOfYear:
    dice = Random(f"{MONEY_SEED}-{profile.code}-{year}")  # arithmetic only: nothing here is a secret
    money = profile.money
    carried = last.year_end_balance if last else money.get("carryover", _share(money["projects_budget"], dice, 40, 90))
    personnel = _planned(money["personnel"], dice, growth=1000 + 25 * number, spent=(985, 1018))
    spent = (1060, 1180) if profile.operating_over or year in profile.weak_years else (900, 995)
    operating = _planned(money["operating"], dice, growth=1000 - 8 * number, spent=spent)
    projects = _projects(profile, year, dice, carried, number)
    usual = money["vehicle"] + money["reception"]
    return MoneyOfYear(
        year=year,
        posts=profile.posts,
        staff=profile.staff + dice.choice((0, 0, -1)),
        personnel=personnel,
        operating=operating,
        projects=projects,
        business=_planned(money.get("business", ZERO), dice, growth=1000 + 30 * number, spent=(960, 1000)),
        vehicle=_planned(money["vehicle"], dice, growth=1000 - 30 * number, spent=(780, 990)),
        reception=_planned(money["reception"], dice, growth=1000 - 40 * number, spent=(520, 960)),
        procurement=_planned(money["projects_budget"] / 5 + money["operating"] / 10, dice, spent=(955, 1000)),
        carryover_in=carried,
        surplus_used=money.get("surplus_used", ZERO),
        surplus_distributed=money.get("surplus_distributed", ZERO),
        last_three_public=last.three_public.begin if last else money.get("last_three_public", _cent(usual * 104 / 100)),
        last=last,
    )


def _planned(usual: Decimal, dice: Random, *, spent: tuple[int, int], growth: int = THOUSAND) -> Planned:
    """An amount near what is usual; what exceeds the plan was added during the year."""
    begin = _cent(usual * growth / THOUSAND)
    actual = _cent(begin * dice.randint(*spent) / THOUSAND)
    return Planned(begin, max(begin, actual), actual)


def _projects(
    profile: DepartmentProfile, year: int, dice: Random, carried: Decimal, number: int
) -> tuple[Planned, ...]:
    """The projects; what was carried in and a little that the year has added is spread over them."""
    whole = profile.money["projects_budget"] * (THOUSAND + 20 * number) / THOUSAND
    weights = [dice.randint(60, 100) for _ in profile.projects_in(year)]
    begins = [_cent(whole * weight / sum(weights)) for weight in weights]
    more = carried + profile.money.get("surplus_used", ZERO) + _share(whole, dice, 10, 60)
    others = [_cent(more * weight / sum(weights)) for weight in weights[1:]]
    full = [begin + part for begin, part in zip(begins, [more - sum(others, ZERO), *others], strict=True)]
    # Surplus that is to be distributed cannot be spent; a large carry-over is not spent in one year.
    kept = [profile.money.get("surplus_distributed", ZERO)] + [ZERO] * len(full)
    slow = year in profile.weak_years or carried > whole
    least, most = (480, 660) if slow else (880, 985)
    return tuple(
        Planned(begin, more, _cent((more - left) * dice.randint(least, most) / THOUSAND))
        for begin, more, left in zip(begins, full, kept, strict=False)
    )


def _share(amount: Decimal, dice: Random, least: int, most: int) -> Decimal:
    """A share of an amount, in thousandths."""
    return _cent(amount * dice.randint(least, most) / THOUSAND)


def _cent(amount: Decimal) -> Decimal:
    """Two decimals of 万元."""
    return half_up(amount, 2)
