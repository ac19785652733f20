"""The acts on the county and its years: departments come, are renamed and merged; years are opened, put off, closed."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from departments.models import AccountRequest, County, Department
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.asking import ask_for_account
from evaluations.administration.departments.changing import (
    Keeper,
    add_department,
    edit_department,
    rename_department,
)
from evaluations.administration.departments.merging import merge_department
from evaluations.cycles.changing.closing import close_cycle
from evaluations.cycles.obligations.changing import exempt_obligation
from evaluations.cycles.opening.order import CycleOrder, open_cycle
from evaluations.cycles.together.acting_together import extend_together, remind_together
from evaluations.demo.demo_people import SYSTEM_ADMIN, create_department_people, head_of
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.story_acts import BUREAU_ADMIN, person_named
from evaluations.demo.story_steps import DemoStep
from evaluations.models import Cycle, Obligation, Reminder
from evaluations.models.scheme import load_into_database


def _add_department(county: County, step: DemoStep) -> None:
    profile = department_profiles()[step.code]
    keeper = Keeper(person_named(SYSTEM_ADMIN))
    row = Department(county=county, budget_code=profile.code, name=profile.name, short_name=profile.short_name)
    row.supervising_department = county.departments.filter(budget_code=profile.above).first()
    add_department(row, keeper)


def _describe_department(county: County, step: DemoStep) -> None:
    """Those that were there from the first year get their short names."""
    profile = department_profiles()[step.code]
    row = county.departments.get(budget_code=step.code)
    values = {
        "short_name": profile.short_name,
        "supervising_department": county.departments.filter(budget_code=profile.above).first(),
    }
    edit_department(row, values, Keeper(person_named(SYSTEM_ADMIN)))


def _rename(county: County, step: DemoStep) -> None:
    row = county.departments.get(budget_code=step.code)
    rename_department(
        row, step.given["name"], step.moment.date(), step.given["reason"], Keeper(person_named(SYSTEM_ADMIN))
    )


def _merge(county: County, step: DemoStep) -> None:
    row = county.departments.get(budget_code=step.code)
    into = county.departments.get(budget_code=step.given["into"])
    merge_department(row, into, step.given["reason"], True, Keeper(person_named(SYSTEM_ADMIN)))


def _open_year(county: County, step: DemoStep) -> None:
    opens = step.moment.date()
    order = CycleOrder(
        county=county,
        year=step.year,
        scheme=load_into_database(step.given["scheme"]),
        notice_reference=step.given["notice"],
        opens_on=opens,
        due_on=opens + timedelta(days=step.given["days"]),
        forwarding=step.given["forwarding"],
    )
    open_cycle(order, user=person_named(BUREAU_ADMIN))


def _cycle(county: County, step: DemoStep) -> Cycle:
    return county.cycles.get(year=step.year)


def _exempt(county: County, step: DemoStep) -> None:
    owed = Obligation.objects.get(cycle=_cycle(county, step), department__budget_code=step.code)
    exempt_obligation(owed, person_named(BUREAU_ADMIN), step.given["reason"])


def _chosen(county: County, step: DemoStep) -> list[int]:
    rows = Obligation.objects.filter(cycle=_cycle(county, step), department__budget_code__in=step.given["codes"])
    return list(rows.values_list("pk", flat=True))


def _extend(county: County, step: DemoStep) -> None:
    day: date = step.given["until"]
    reason = step.given["reason"]
    extend_together(_cycle(county, step), _chosen(county, step), person_named(BUREAU_ADMIN), day, reason)


def _remind(county: County, step: DemoStep) -> None:
    told = remind_together(_cycle(county, step), _chosen(county, step), person_named(BUREAU_ADMIN), step.given["text"])
    # Written as of today; the trial's day is another one.
    Reminder.objects.filter(obligation__in=told, sent_at=step.moment).update(day=step.moment.date())


def _close_year(county: County, step: DemoStep) -> None:
    close_cycle(_cycle(county, step), person_named(BUREAU_ADMIN), step.given["reason"])


def _people(county: County, step: DemoStep) -> None:
    """Everybody gets an account who has none yet."""
    create_department_people(county)


def _ask_account(county: County, step: DemoStep) -> None:
    """A head asks for a second accountant; the system administrator has not answered yet."""
    place = county.departments.get(budget_code=step.code)
    given = {name: step.given[name] for name in ("name", "telephone", "reason")}
    asked = ask_for_account(place, person_named(head_of(step.code)), **given)
    AccountRequest.objects.filter(pk=asked.pk).update(asked_at=step.moment)


def _propose_role(county: County, step: DemoStep) -> None:
    """The system administrator proposes a role of the bureau; the security administrator has not agreed yet."""
    keeper, user = SystemAdministrator(person_named(SYSTEM_ADMIN)), person_named(step.given["user"])
    keeper.give_role(user, step.given["role"], None, step.given["reason"])
    AccountRequest.objects.filter(user=user, asked_by=keeper.actor).update(asked_at=step.moment)


COUNTY_ACTS: Mapping[str, Callable[[County, DemoStep], None]] = {
    "add_department": _add_department,
    "describe_department": _describe_department,
    "people": _people,
    "rename": _rename,
    "merge": _merge,
    "open_year": _open_year,
    "exempt": _exempt,
    "extend": _extend,
    "remind": _remind,
    "close_year": _close_year,
    "ask_account": _ask_account,
    "propose_role": _propose_role,
}
