"""Each change of a duty to report: what is refused in which words, and what the log keeps of before and after."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import County
from evaluations.audit.refusals import Conflict
from evaluations.cycles.obligations.changing import (
    exempt_obligation,
    extend_obligation,
    handed_in,
    restore_obligation,
    revoke_extension,
)
from evaluations.cycles.opening.overview import OBLIGATION_STATES, cycle_obligations, cycles_of
from evaluations.models import Cycle, Evaluation, Event, Obligation, Status, Submission
from evaluations.proof.obligation_faults import obligation_values
from tests.factories import make_county, make_cycle, make_department, make_obligation, make_scheme, make_user

pytestmark = pytest.mark.django_db
REASON = "会计岗位交接"
PLAIN = {"exempted": False, "exemption_reason": "", "extended_to": None, "extension_reason": ""}
EXEMPTED = PLAIN | {"exempted": True, "exemption_reason": REASON}
EXTENDED = PLAIN | {"extended_to": "2021-07-31", "extension_reason": REASON}
DAY = date(2021, 7, 31)


@pytest.fixture
def owed():
    return make_obligation(make_cycle(), make_department(name="县档案馆"))


@pytest.fixture
def user():
    return make_user("刘股长")


def report(owed: Obligation, status: str = Status.SUBMITTED) -> Evaluation:
    """The department's report in a state, as a plain row with whatever the state demands."""
    person, now = make_user(), timezone.now()
    passed, published = status in (Status.APPROVED, Status.PUBLISHED), status == Status.PUBLISHED
    handed = {"submitted_at": now, "submitted_by": person, "returned_at": now, "returned_by": person}
    return Evaluation.objects.create(
        obligation=owed,
        status=status,
        sent_back=status == Status.RETURNED,
        return_reason="请核对",
        approved_at=now if passed else None,
        approved_by=person if passed else None,
        published_at=now if published else None,
        published_by=person if published else None,
        **handed,
    )


def told(owed) -> list[tuple[str, dict, dict]]:
    """What the log says of the duty: act, before, after."""
    events = Event.objects.filter(object_id=str(owed.pk), outcome="ok").order_by("pk")
    return [(event.action, event.detail["before"], event.detail["after"]) for event in events]


def test_every_act_is_kept_with_all_four_columns_before_and_after(owed, user):
    exempt_obligation(owed, user, REASON)
    restore_obligation(owed, user)
    extend_obligation(owed, user, DAY, REASON)
    revoke_extension(owed, user)
    assert told(owed) == [
        ("exempt", PLAIN, EXEMPTED),
        ("restore", EXEMPTED, PLAIN),
        ("extend", PLAIN, EXTENDED),
        ("revoke_extension", EXTENDED, PLAIN),
    ]
    assert {(event.actor, event.role) for event in Event.objects.all()} == {(user, "bureau_admin")}


def test_an_extension_rests_while_the_department_is_exempted(owed, user):
    extend_obligation(owed, user, DAY, REASON)
    exempt_obligation(owed, user, REASON)
    row = restore_obligation(owed, user)
    assert obligation_values(row) == EXTENDED == obligation_values(Obligation.objects.get())
    assert row.due_on == DAY


@pytest.mark.parametrize(
    "held, act, sentence",
    [
        (
            EXEMPTED,
            lambda owed, user: exempt_obligation(owed, user, "再次"),
            "县档案馆本年度已经免报，不必再次办理。原因：会计岗位交接",
        ),
        (PLAIN, restore_obligation, "县档案馆本年度没有免报，不用恢复。"),
        (EXEMPTED, lambda owed, user: extend_obligation(owed, user, DAY, REASON), "县档案馆本年度免报，不用延期。"),
        (PLAIN, revoke_extension, "县档案馆没有延期，不用取消。"),
        (
            PLAIN,
            lambda owed, user: extend_obligation(owed, user, date(2021, 6, 30), REASON),
            "读到 2021-06-30，延期后的日期应晚于统一的报送截止 2021-06-30。",
        ),
    ],
)
def test_what_does_not_fit_is_refused_noted_and_changes_nothing(owed, user, held, act, sentence):
    Obligation.objects.update(**held)
    with pytest.raises(Conflict) as error:
        act(owed, user)
    assert error.value.message == sentence and obligation_values(Obligation.objects.get()) == held
    event = Event.objects.get()
    assert (event.outcome, event.detail, event.object_id) == ("refused", {"message": sentence}, str(owed.pk))


def test_a_neighbour_in_the_same_cycle_neither_changes_nor_stands_in_the_way(user):
    cycle = make_cycle()
    neighbour = make_obligation(cycle, make_department(cycle.county))
    report(neighbour)
    owed = make_obligation(cycle, make_department(cycle.county))
    assert exempt_obligation(owed, user, REASON) == owed and obligation_values(owed) == PLAIN
    owed.refresh_from_db()
    neighbour.refresh_from_db()
    assert (obligation_values(owed), obligation_values(neighbour)) == (EXEMPTED, PLAIN)


def test_one_day_later_is_an_extension(owed, user):
    assert extend_obligation(owed, user, date(2021, 7, 1), REASON).due_on == date(2021, 7, 1)


@pytest.mark.parametrize("status", Status)
def test_a_report_that_never_left_is_in_the_departments_hands_while_it_can_be_changed(owed, status):
    assert not handed_in(owed)
    report(owed, status)
    assert handed_in(owed) is (status not in (Status.DRAFT, Status.RETURNED))


def test_a_draft_that_came_back_was_out_of_hand_all_the_same(owed, user):
    draft = report(owed, Status.DRAFT)
    filed = {"facts": {}, "result": {}, "sha256": "0" * 64, "submitted_at": timezone.now()}
    Submission.objects.create(evaluation=draft, number=1, scheme=owed.cycle.scheme, submitted_by=user, **filed)
    assert handed_in(owed)


def test_what_was_handed_in_is_not_exempted_in_these_words(owed, user):
    report(owed)
    with pytest.raises(Conflict, match="^县档案馆本年度的报告已经报送，不能再免报。请按审核程序办理。$"):
        exempt_obligation(owed, user, REASON)


def test_an_act_that_does_not_exist_is_not_found(client, office):
    owed = make_obligation(office.cycle, office.department)
    assert client.post(reverse("cycles:act", args=[owed.pk, "abolish"])).status_code == 404


# --- the list -----------------------------------------------------------------------------------


@pytest.fixture
def listed():
    """A cycle with a department in every state; the name of each is its state."""
    cycle = make_cycle(make_county("永兴县"))
    for number, status in enumerate(Status):
        department = make_department(cycle.county, status.value, budget_code=f"9{number}")
        report(make_obligation(cycle, department), status)
    make_obligation(cycle, make_department(cycle.county, "waiting", budget_code="10"))
    gone = make_obligation(
        cycle, make_department(cycle.county, "gone", budget_code="05"), exempted=True, exemption_reason=REASON
    )
    report(gone)
    return cycle


@pytest.mark.parametrize(
    "state, names",
    [
        ("waiting", {"waiting"}),
        ("filing", {"draft"}),
        ("signing", {"awaiting_signature"}),
        ("returned", {"returned"}),
        ("correcting", set()),
        ("overdue", {"waiting", "draft", "awaiting_signature"}),
        ("handed_in", {"submitted"}),
        ("approved", {"approved"}),
        ("published", {"published"}),
        ("exempted", {"gone"}),
        ("all", {"waiting", "gone", *Status.values}),
        ("nonsense", {"waiting", "gone", *Status.values}),
    ],
)
def test_every_department_is_found_in_one_state_whatever_its_report_says(listed, state, names):
    assert {one.department.name for one in cycle_obligations(listed, state, "")} == names


def test_the_numbers_are_those_of_the_lists_and_add_up(listed):
    make_obligation(make_cycle(listed.county, 2021), make_department(listed.county))
    (newer, cycle) = cycles_of(County.objects.filter(pk=listed.county_id))
    assert (newer.year, cycle.year) == (2021, 2020)
    for state in OBLIGATION_STATES:
        assert getattr(cycle, state) == cycle_obligations(listed, state, "").count()
    assert sum(getattr(cycle, state) for state in OBLIGATION_STATES) == vars(cycle)["owing"] == 8


def test_a_list_is_narrowed_by_part_of_a_name_or_code_and_ordered_by_code(listed):
    assert [one.department.budget_code for one in cycle_obligations(listed, "all", "")][:3] == ["05", "10", "90"]
    assert {one.department.name for one in cycle_obligations(listed, "all", "APPRO")} == {"approved"}
    assert {one.department.name for one in cycle_obligations(listed, "all", "05")} == {"gone"}
    assert not cycle_obligations(listed, "waiting", "05")


def test_cycles_of_one_year_stand_in_the_order_of_the_counties():
    scheme = make_scheme()
    counties = [make_county(name, code=code) for name, code in (("乙县", "431099"), ("甲县", "431001"))]
    for county in counties:
        make_cycle(county, 2020, scheme=scheme)
    found = cycles_of(County.objects.all())
    assert [one.county.name for one in found] == ["甲县", "乙县"] and Cycle.objects.count() == 2
    assert not cycles_of(County.objects.none())


def test_the_newest_year_leads_whichever_county_it_is_of():
    first, second = (make_county(name, code=code) for name, code in (("甲县", "431001"), ("乙县", "431099")))
    for county, year in ((first, 2020), (second, 2021), (first, 2019)):
        make_cycle(county, year)
    found = cycles_of(County.objects.all())
    assert [(one.county.name, one.year) for one in found] == [("乙县", 2021), ("甲县", 2020), ("甲县", 2019)]
