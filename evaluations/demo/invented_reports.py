"""Any invented report by department and year; the money of all years is made once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from evaluations.demo.demo_people import SEED_CODE
from evaluations.demo.department_profile import DepartmentProfile, department_profiles
from evaluations.demo.money_of_year import MoneyOfYear, money_of_years
from evaluations.demo.planted_faults import with_faults
from evaluations.demo.report_2013 import FORM_2013, report_of_2013
from evaluations.demo.report_2023 import report_of_2023
from evaluations.demo.report_completion import completed_report
from evaluations.facts.document import Facts
from evaluations.schemes.scheme import ScoringScheme

FIRST_YEAR, LAST_YEAR = 2020, 2023


@cache
def _money(code: str) -> Mapping[int, MoneyOfYear]:
    # What the seed department had in 2020 is told by its real report.
    first = FIRST_YEAR + 1 if code == SEED_CODE else FIRST_YEAR
    return money_of_years(department_profiles()[code], range(first, LAST_YEAR + 1))


def invented_report(
    scheme: ScoringScheme,
    profile: DepartmentProfile,
    year: int,
    last_texts: Mapping[str, str],
    faults: Iterable[str] = (),
) -> Facts:
    """The complete report of a department for a year, with the faults that were meant, explained as clerks do."""
    report = report_of_2013 if scheme.code == FORM_2013 else report_of_2023
    facts = with_faults(report(profile, _money(profile.code)[year]), faults)
    return completed_report(scheme, replace(facts, last_year=last_texts))
