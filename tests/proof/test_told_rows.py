"""What people do through the system is told with its rows; what was never told is told once, at the upgrade."""

from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.db.models.signals import post_save

from departments.models import Department, SecondFactor, User
from departments.sealing import seal_text
from evaluations.administration.accounts.account_acts import AccountOrder, SystemAdministrator
from evaluations.administration.county.county_acts import store_county
from evaluations.administration.departments.changing import Keeper, add_department, edit_department, rename_department
from evaluations.administration.departments.merging import merge_department, undo_merger
from evaluations.audit import sign_ins
from evaluations.audit.event_sentences import event_sentence
from evaluations.audit.events import record_event
from evaluations.audit.object_names import ObjectNames
from evaluations.audit.signed_secrets import factor_told, password_told
from evaluations.cycles.opening.order import list_newcomers, open_cycle, order_of
from evaluations.management.commands.reset_second_factor import Command as ResetFactor
from evaluations.models import Event, Publication
from evaluations.proof import secret_faults as secret_faults_module
from evaluations.proof.adopting import ADOPT_ACTION
from evaluations.proof.adopting_rows import adopt_rows
from evaluations.proof.listing_faults import listing_faults
from evaluations.proof.printing_faults import printing_faults
from evaluations.proof.record_problems import lasting_faults
from evaluations.proof.row_faults import row_faults
from evaluations.proof.secret_faults import secret_faults
from tests.factories import finish_paper, make_department, make_office, make_user

pytestmark = pytest.mark.django_db
STRONG = "Cold-Harbour-1907"
# With these a hash of today is made anew at the next sign-in.
OTHER_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]


def faults() -> list[str]:
    return [*row_faults(), *secret_faults(), *listing_faults(), *printing_faults()]


@pytest.fixture
def office():
    """A county of which the log tells everything."""
    office = make_office()
    adopt_rows()
    assert faults() == []
    return office


@pytest.fixture
def keeper(office):
    return Keeper(office.system_admin)


def test_acts_on_departments_tell_their_rows(office, keeper):
    other = add_department(Department(county=office.county, budget_code="777001", name="新设的单位"), keeper)
    unit = add_department(
        Department(county=office.county, budget_code="777002", name="下属单位", supervising_department=other), keeper
    )
    edit_department(other, {"short_name": "新单位"}, keeper)
    rename_department(other, "改名的单位", date(2026, 1, 1), "三定方案", keeper)
    merge_department(other, office.department, "机构改革", True, keeper)
    unit.refresh_from_db()
    assert unit.supervising_department == office.department and faults() == []
    undo_merger(other, "有误", keeper)
    store_county(office.county.code, {"name": "新县", "bureau_name": "新县财政局"}, office.system_admin)
    assert faults() == []


def test_acts_on_accounts_tell_their_rows_and_vouch_for_their_passwords(office):
    system = SystemAdministrator(office.system_admin)
    user, _ = system.open_account(AccountOrder(office.county, "zhaoliu", "赵六"))
    system.edit_person(user, "赵陆", "0735-1")
    system.reset_password(user)
    system.disable(user, "离职")
    system.enable(user)
    user.refresh_from_db()
    user.set_password(STRONG)
    user.save()
    SecondFactor.objects.create(user=user, sealed_secret=seal_text("GEZDGNBVGY3TQOJQ"))
    assert [one for one in faults() if "动态码" in one] and len(faults()) == 1
    ResetFactor().handle(username="zhaoliu")
    assert faults() == []


def test_what_was_changed_past_the_log_is_not_told_by_the_next_act(office, keeper):
    User.objects.filter(pk=office.head.pk).update(display_name="钱某")
    SystemAdministrator(office.system_admin).edit_person(User.objects.get(pk=office.head.pk), "钱某", "0735-1")
    Department.objects.filter(pk=office.department.pk).update(name="另一个单位")
    edit_department(office.department, {"short_name": "简"}, keeper)
    found = faults()
    assert (
        len(found) == 2
        and "的姓名与日志登记的不符" in "".join(found)
        and "的单位名称与日志登记的不符" in "".join(found)
    )


def test_a_password_hashed_anew_at_a_sign_in_stays_vouched_for_and_a_forged_one_does_not(office, settings):
    person = make_user("赵某", STRONG)
    adopt_rows()
    settings.PASSWORD_HASHERS = OTHER_HASHERS
    before = person.password
    assert User.objects.get(pk=person.pk).check_password(STRONG)
    person.refresh_from_db()
    assert person.password != before and person.password.startswith(PBKDF2PasswordHasher.algorithm)
    assert faults() == []
    User.objects.filter(pk=person.pk).update(password=make_password("forged", hasher="argon2"))
    assert User.objects.get(pk=person.pk).check_password("forged")
    assert len(faults()) == 1 and "的密码不是经系统设置的" in faults()[0]


def test_another_key_is_said_once_and_the_key_of_before_is_known(office, settings):
    for name in ("赵某", "钱某"):
        make_user(name, STRONG)
    adopt_rows()
    key = Event.objects.filter(detail__has_key="proofs")[0].detail["proofs"]["password"].split()[0]
    settings.SECRET_KEY = "another"
    assert len(faults()) == 1 and faults()[0].startswith("有 2 个密码或动态码登记时用的是本系统不认识的密钥")
    settings.RECORD_KEYS_BEFORE = [key]
    assert faults() == []


def test_a_hash_that_a_forger_signed_with_a_key_of_his_own_is_not_washed_by_a_sign_in(office, settings, tmp_path):
    person = make_user("赵某", STRONG)
    adopt_rows()
    User.objects.filter(pk=person.pk).update(password=make_password("forged"))
    settings.PASSWORD_HASHERS = OTHER_HASHERS
    settings.RECORD_KEY_FILE = str(tmp_path / "key.pem")
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    Path(settings.RECORD_KEY_FILE).write_bytes(pem)
    forged = password_told(User.objects.get(pk=person.pk))
    settings.RECORD_KEY_FILE = ""
    record_event("new_password", user=None, object=person, detail=forged)
    assert User.objects.get(pk=person.pk).check_password("forged")
    assert not Event.objects.filter(action="hash_password").exists()
    assert len(faults()) == 1 and faults()[0].startswith("有 1 个密码或动态码登记时用的是本系统不认识的密钥")


def test_what_vouched_for_an_earlier_password_vouches_for_it_no_more(office):
    person = make_user("赵某")
    person.set_password("Slip-of-Paper-1")
    person.save()
    earlier, detail = person.password, Event.objects.get(action="new_password").detail
    person.set_password(STRONG)
    person.save()
    adopt_rows()
    User.objects.filter(pk=person.pk).update(password=earlier)
    record_event("new_password", user=None, object=person, detail=detail)
    assert len(faults()) == 1 and "的密码不是经系统设置的" in faults()[0]


def test_that_an_authenticator_is_gone_is_signed_each_time(office):
    for _ in range(2):
        SecondFactor.objects.create(user=office.head, sealed_secret=seal_text("GEZDGNBVGY3TQOJQ"))
        record_event("enrol_factor", user=office.head, object=office.head, detail=factor_told(office.head))
        assert faults() == []
        if not Event.objects.filter(action="reset_factor").exists():
            ResetFactor().handle(username=office.head.username)
            assert faults() == []
    SecondFactor.objects.all().delete()
    record_event("remove_factor", user=office.head, object=office.head, detail={"proofs": {"factor": ""}})
    assert len(faults()) == 1 and "的动态码不是经系统启用或停用的" in faults()[0]


def test_who_acts_between_the_look_at_the_log_and_the_look_at_the_rows_is_not_accused(office, monkeypatch):
    read = secret_faults_module.stored_secrets

    def read_after_an_act():
        monkeypatch.undo()
        office.head.set_password(STRONG)
        office.head.save()
        return read()

    monkeypatch.setattr(secret_faults_module, "stored_secrets", read_after_an_act)
    assert lasting_faults(secret_faults) == []
    User.objects.filter(pk=office.head.pk).update(password=make_password("forged"))
    assert len(lasting_faults(secret_faults)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_password_and_its_event_are_stored_together_or_not_at_all(settings):
    person = make_user("赵某", STRONG)
    adopt_rows()

    def fail(*given, **more):
        raise OSError

    def event_fails():
        person.set_password("Another-Word-2000")
        with patch.object(sign_ins, "record_event", fail), pytest.raises(OSError):
            person.save()

    def storing_fails():
        settings.PASSWORD_HASHERS = OTHER_HASHERS
        post_save.connect(fail, sender=User)
        try:
            with pytest.raises(OSError):
                User.objects.get(pk=person.pk).check_password(STRONG)
        finally:
            post_save.disconnect(fail, sender=User)

    for interrupted in (event_fails, storing_fails):
        interrupted()
        assert faults() == [] and Event.objects.filter(action__in=("new_password", "hash_password")).count() == 0


def test_newcomers_of_a_year_are_told_with_their_duties(office):
    order = order_of(office.cycle)
    make_department(office.county)
    open_cycle(order, user=office.bureau_admin)
    make_department(office.county)
    assert list_newcomers(office.cycle, user=office.bureau_admin) == 1
    assert list(listing_faults()) == []


def test_an_old_process_that_still_runs_beside_the_new_one_only_counts_what_it_lists(office, keeper):
    newcomer = add_department(Department(county=office.county, budget_code="777001", name="新设的单位"), keeper)
    office.cycle.obligations.create(department=newcomer)
    assert len(list(listing_faults())) == 1
    record_event("list_departments", user=office.bureau_admin, object=office.cycle, detail={"departments": 1})
    record_event("edit_account", user=None, object=office.head)
    User.objects.filter(pk=office.head.pk).update(display_name="李某")
    assert faults() == []


def test_what_was_never_told_is_told_once_as_found_at_the_upgrade(db):
    office = make_office()
    finish_paper(Publication.objects.get(submission__evaluation=office.evaluation("approved")))
    office.head.set_password(STRONG)
    User.objects.filter(pk=office.head.pk).update(password=office.head.password)
    adopt_rows()
    events = list(Event.objects.filter(action=ADOPT_ACTION))
    assert faults() == [] and {one.object_type for one in events} == {"user", "department", "county", "cycle"}
    names = ObjectNames(events)
    assert all(event_sentence(one, names).startswith("系统升级登记升级前已有的数据：") for one in events)
    adopt_rows()
    assert Event.objects.filter(action=ADOPT_ACTION).count() == len(events)
