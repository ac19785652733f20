"""tests/remembered_rows.py: what is put back is what the workflow made, and only where nothing else has happened."""

from pathlib import Path
from threading import Thread

import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from pytest import fixture, mark

from departments.models import County
from evaluations.models import Evaluation, Event, Status
from tests import remembered_rows
from tests.factories import make_county, make_office, new_office
from tests.remembered_rows import all_rows, begin_test, made_or_remembered

pytestmark = mark.django_db
HERE = Path(__file__)


@fixture(autouse=True)
def memory(monkeypatch):
    """One that knows nothing, in a database that holds nothing."""
    monkeypatch.setattr(remembered_rows, "MEMORY", fresh := remembered_rows.Memory())
    begin_test(HERE)
    return fresh


@fixture
def rolled_back(db):
    """(what to do) → what it gave; its rows go, and the database is empty again."""
    from django.db import transaction

    def do(what):
        begin_test(HERE)
        rows = transaction.atomic()
        rows._from_testcase = True  # type: ignore[attr-defined]  # acts may be durable in it (tests/databases.py)
        with rows:
            value = what()
            transaction.set_rollback(True)
        begin_test(HERE)
        return value

    return do


def published():
    """The report of an office, and all that is in the tables and in the store."""
    report = make_office().evaluation(Status.PUBLISHED)
    return report, all_rows(), remembered_rows.all_files()


def test_the_rows_and_files_that_were_made_once_come_back(rolled_back, memory):
    made = rolled_back(published)
    for name in default_storage.listdir("publications")[1]:
        default_storage.delete(f"publications/{name}")
    put_back = rolled_back(published)
    assert (put_back[0].pk, put_back[0].status) == (made[0].pk, Status.PUBLISHED)
    assert without_stamps(put_back[1]) == without_stamps(made[1]) and put_back[2] == made[2] != {}
    assert len(memory.known) == 2  # the office, and its report on top of it


def test_what_is_rare_is_remembered_when_it_is_asked_for_again(rolled_back, memory):
    for known in (0, 1, 1):
        rolled_back(lambda: make_office(year=2021))
        assert len(memory.known) == known


def test_a_file_of_the_test_that_was_first_is_not_put_before_others(rolled_back, memory):
    default_storage.save("own.txt", ContentFile(b"of this test"))
    rolled_back(make_office)
    assert [one.files for one in memory.known.values()] == [{}]


def test_where_another_thread_writes_meanwhile_nothing_is_remembered(rolled_back, memory):
    def beside_a_page_that_saves():
        office = new_office(make_county(), 2020, {})
        statement = "UPDATE evaluations_evaluation SET version = 2"
        page = Thread(target=remembered_rows.notice_writes, args=(lambda *_: None, statement, None, False, {}))
        page.start()
        page.join()
        return office

    rolled_back(lambda: made_or_remembered("an office", beside_a_page_that_saves))
    assert memory.known == {} and memory.holds == ()
    rolled_back(lambda: made_or_remembered("an office", lambda: new_office(make_county(), 2020, {})))
    assert len(memory.known) == 1


def without_stamps(rows):
    """SQLite's triggers draw a new stamp when the rows of a draft are written again."""
    where = remembered_rows._columns["evaluations_evaluation"].index("stamp")
    evaluations = [(*row[:where], *row[where + 1 :]) for row in rows.pop("evaluations_evaluation").values()]
    return {table: sorted(texts) for table, texts in rows.items()}, evaluations


def test_what_is_put_back_goes_on_as_what_was_made(rolled_back):
    for _ in range(2):
        rolled_back(lambda: make_office().evaluation(Status.SUBMITTED))
    office = make_office()
    report = office.act(office.evaluation(Status.SUBMITTED), "return")
    assert report.status == Status.RETURNED
    assert list(Event.objects.order_by("pk").values_list("action", flat=True))[-1] == "return"


def test_of_two_who_ask_each_has_objects_of_its_own(rolled_back):
    rolled_back(make_office).county.name = "别的县"
    assert make_office().county.name != "别的县"


def remembered_office(rolled_back):
    """The key of the office that the next test would be given."""
    rolled_back(make_office)
    return rolled_back(make_office).department.pk


def test_where_something_else_was_written_it_is_made_anew(rolled_back, memory):
    def beside_a_county():
        make_county()
        make_office()
        return County.objects.count(), memory.holds

    known = remembered_office(rolled_back)
    assert rolled_back(beside_a_county) == (2, None)
    assert rolled_back(make_office).department.pk == known


def test_who_signs_in_ends_nothing(rolled_back, memory):
    def signed_in():
        office, client = make_office(), Client()
        client.force_login(office.reviewer)
        assert client.get("/review/").status_code == 200
        return office.evaluation(Status.SUBMITTED).pk

    assert rolled_back(signed_in) == rolled_back(signed_in)
    assert len(memory.known) == 2 and len(memory.asked) == 2
    assert not any("django_session" in text for one in memory.known.values() for text, _ in one.statements)


def test_an_office_of_its_county_is_remembered_on_top_of_the_county(rolled_back, memory):
    for known in (0, 1, 2, 2):
        rolled_back(lambda: make_office(make_county("甲县")))
        assert len(memory.known) == known


def test_a_replaced_setting_a_part_and_a_moved_clock_have_it_made_anew(rolled_back, monkeypatch, settings, memory):
    remembered_office(rolled_back)
    asked = memory.asked.total()
    with time_machine.travel("2027-03-01"):
        rolled_back(make_office)
    monkeypatch.setattr(Evaluation, "note_of_a_test", "", raising=False)
    make_office()
    assert memory.holds is None
    settings.SECOND_FACTOR = "all"
    rolled_back(make_office)
    assert memory.asked.total() == asked


def test_a_report_of_an_office_that_was_changed_is_made_anew(rolled_back):
    for _ in range(2):
        rolled_back(lambda: make_office().evaluation(Status.DRAFT))
    office = make_office()
    office.cycle.title = "改过的年度"
    office.cycle.save()
    assert office.evaluation(Status.DRAFT).obligation.cycle.title == "改过的年度"


def test_where_a_module_keeps_rows_nothing_is_put_back_but_on_top_of_them(memory):
    """Whether a test asks for these rows or not: they are there."""
    with remembered_rows.rows_of_module():
        begin_test(HERE)
        assert memory.holds is None
        memory.holds = ("an office",)
        remembered_rows.module_is_made(HERE)
        begin_test(HERE)
        assert memory.holds == ("an office",)
        begin_test(HERE.parent / "test_other.py")
        assert memory.holds is None
    begin_test(HERE)
    assert memory.holds == ()


def test_tables_made_anew_end_what_is_remembered_whatever_else_was_written_before(rolled_back, memory):
    rolled_back(make_office)
    assert len(memory.known) == 1
    memory.holds = None  # as after any write
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_anew (id integer)")
        cursor.execute("DROP TABLE made_anew")
    assert not memory.known
