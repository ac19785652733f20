"""The money of the invented departments: each year goes on from the one before, and every equation holds."""

from decimal import Decimal

from evaluations.demo.department_profile import department_profiles
from evaluations.demo.money_of_year import money_of_years

YEARS = range(2020, 2024)


def test_there_are_twenty_four_departments_with_what_the_county_is_to_show():
    profiles = department_profiles()
    assert len(profiles) == 24 and len({one.name for one in profiles.values()}) == 24
    assert {one.above for one in profiles.values()} >= {"106001", "107001", "108001"}
    assert "business" in profiles["107002"].money, "a hospital has 经营支出"
    assert len(profiles["201001"].projects_in(2023)) == 40 and len(profiles["201001"].projects_in(2022)) == 3


def test_what_is_left_over_is_what_the_next_year_begins_with():
    for profile in department_profiles().values():
        money = money_of_years(profile, YEARS)
        for year in YEARS[1:]:
            before, now = money[year - 1], money[year]
            assert now.carryover_in == before.year_end_balance >= 0, (profile.code, year)
            assert now.last_three_public == before.three_public.begin
            assert now.last is before


def test_sums_and_equations_hold_to_the_cent():
    for profile in department_profiles().values():
        for money in money_of_years(profile, YEARS).values():
            spent = money.personnel.actual + money.operating.actual + money.project.actual + money.business.actual
            assert money.expenditure.actual == spent <= money.expenditure.full_year
            resources = money.carryover_in + money.expenditure.begin + money.added + money.surplus_used
            assert resources == money.expenditure.full_year and money.added >= 0
            assert money.year_end_balance == resources - spent - money.surplus_distributed
            amounts = (money.expenditure.begin, money.expenditure.full_year, spent, money.procurement.begin)
            assert all(amount == amount.quantize(Decimal("0.01")) for amount in amounts)


def test_the_same_department_has_the_same_money_every_time_and_no_two_have_the_same():
    profiles = department_profiles()
    once, again = (money_of_years(profiles["109001"], YEARS) for _ in range(2))
    assert once == again
    others = {money_of_years(one, YEARS)[2023].expenditure for one in profiles.values()}
    assert len(others) == len(profiles)
