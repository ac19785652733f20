"""E-mail through a real server, one message a day, urgent ones at once; short messages by a command; nothing private."""

import json
import shlex
import sys
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Job, Notice, Status
from evaluations.notices.daily import daily_notices
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.publication.printing.failing import tell_failed_paper
from tests.factories import make_obligation
from tests.ports import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]


@pytest.fixture
def office(kept_office):
    return kept_office


class Postbox:
    """What the mail server was handed; `answers` are given before it takes anything."""

    def __init__(self):
        self.messages, self.answers = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture(scope="module")
def mail_server():
    controller = Controller(Postbox(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def postbox(mail_server, settings, office):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = mail_server.port
    settings.SITE_URL = "https://jixiao.example.cn"
    mail_server.handler.messages, mail_server.handler.answers = [], []
    for name in ("preparer", "head", "publisher"):
        type(office.preparer).objects.filter(pk=office.people[name].pk).update(email=f"{name}@example.cn")
    return mail_server.handler


def tell(office, action="return", **given) -> list[Notice]:
    owed = office.cycle.obligations.filter(department=office.department).first()
    owed = owed or make_obligation(office.cycle, office.department)
    return tell_people(Occasion(action, owed, office.reviewer, timezone.now(), **given))


def work_off() -> list[str]:
    """Run every job that waits; the states they are left in."""
    jobs = list(Job.objects.filter(state="queued").order_by("pk"))
    Job.objects.update(run_after=None)
    for job in jobs:
        run_one_job(job.pk)
    return [Job.objects.get(pk=job.pk).state for job in jobs]


def receivers(postbox) -> list[str]:
    return sorted(message["To"] for message in postbox.messages)


def test_a_return_is_mailed_at_once_with_name_and_title_and_nothing_else(office, postbox):
    office.evaluation(Status.RETURNED)
    assert set(work_off()) == {"done"}
    assert receivers(postbox) == ["head@example.cn", "preparer@example.cn"]
    message = next(one for one in postbox.messages if one["To"] == "preparer@example.cn")
    title = f"退回修改：{office.department} 2020年度部门整体支出绩效评价"
    assert message["Subject"].strip() == f"【绩效评价】{title}"
    assert message["List-Id"] and message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://jixiao.example.cn/desk/settings/>"
    assert message.get_content_type() == "text/plain"
    text = message.get_content()
    assert text.startswith("王会计：") and title in text and "https://jixiao.example.cn/desk/" in text
    assert "测试用的原因" not in text and "陈审核" not in text, "no reason and no other person in a mail"
    assert not Notice.objects.filter(action="return", user=office.preparer, mailed_at=None).exists()


def test_what_is_not_urgent_comes_in_one_message_a_day(office, postbox):
    for action in ("approve", "publish"):
        tell(office, action)
    assert not work_off(), "nothing is sent at once"
    for _ in range(2):
        daily_notices({})
    assert set(work_off()) == {"done"}
    assert receivers(postbox) == ["head@example.cn", "preparer@example.cn"]
    assert postbox.messages[0]["Subject"].strip() == "【绩效评价】您有 2 条新通知"
    assert "1. " in postbox.messages[0].get_content() and "2. " in postbox.messages[0].get_content()
    daily_notices({})
    assert not work_off(), "no second message on the day"


def test_what_was_read_or_mailed_is_not_mailed_again(office, postbox):
    tell(office, "return")
    Notice.objects.filter(user=office.head).update(read_at=timezone.now())
    assert work_off() and receivers(postbox) == ["preparer@example.cn"]
    daily_notices({})
    assert not work_off()


def test_whose_role_was_taken_is_mailed_no_more(office, postbox):
    tell(office, "return")
    office.preparer.memberships.all().delete()
    assert work_off() and receivers(postbox) == ["head@example.cn"]


def test_a_server_that_is_busy_is_asked_again_and_the_day_s_message_takes_what_was_left(office, postbox, settings):
    settings.JOB_MAX_ATTEMPTS = 2
    type(office.head).objects.filter(pk=office.head.pk).update(mail_notices=False)
    tell(office, "return")
    postbox.answers = ["451 try later"]
    assert work_off() == ["queued"] and work_off() == ["done"], "the second attempt goes through"
    tell(office, "return")
    postbox.answers = ["451 try later"] * 2
    assert (work_off(), work_off()) == (["queued"], ["failed"])
    daily_notices({})
    assert work_off() == ["done"] and len(postbox.messages) == 2


def test_an_address_that_the_server_does_not_know_is_not_tried_again(office, postbox):
    type(office.head).objects.filter(pk=office.head.pk).update(mail_notices=False)
    tell(office, "return")
    postbox.answers = ["550 no such user"]
    assert work_off() == ["failed"]
    assert "example.cn" not in Job.objects.get(state="failed").error


@pytest.mark.parametrize("against", [{"mail_notices": False}, {"email": ""}, {"is_active": False}])
def test_who_does_not_want_it_gets_none(office, postbox, against):
    type(office.head).objects.update(**against)
    tell(office, "return")
    daily_notices({})
    assert not work_off() and not postbox.messages


def test_a_paper_that_could_not_be_made_is_told_to_the_portal_at_once(office, postbox, settings):
    settings.JOB_MAX_ATTEMPTS = 1
    settings.JOB_HANDLERS = settings.JOB_HANDLERS | {"render": "tests.notices.test_sending.broken"}
    office.evaluation(Status.APPROVED)
    Job.objects.exclude(kind="render").delete()
    assert work_off() == ["failed"]
    notices = Notice.objects.filter(action="failed_paper")
    assert {notice.user for notice in notices} == {office.publisher, office.bureau_admin}
    assert work_off() == ["done"] and receivers(postbox) == ["publisher@example.cn"]


def broken(payload):
    raise RuntimeError("no fonts")


def test_a_paper_that_lacks_a_glyph_is_told_to_who_can_mend_it(office):
    submission = office.evaluation(Status.APPROVED).submissions.get()
    tell_failed_paper({"submission": submission.pk}, "UnprintableReport: 字体中没有这些字符：U+20000")
    told = set(Notice.objects.filter(action="unprintable_paper").values_list("user", flat=True))
    assert told == {office.people[name].pk for name in ("preparer", "head", "reviewer", "bureau_admin")}
    tell_failed_paper({"submission": 0}, "gone")


def test_an_urgent_notice_goes_to_the_telephone_by_the_installation_s_command(office, settings, tmp_path):
    taken = tmp_path / "sent.json"
    program = f"import sys, pathlib; pathlib.Path({str(taken)!r}).write_text(sys.stdin.read(), encoding='utf-8')"
    settings.NOTICE_TEXT_COMMAND = shlex.split(f"{sys.executable} -X utf8 -c {shlex.quote(program)}")
    type(office.preparer).objects.filter(pk=office.preparer.pk).update(telephone="13800000000")
    tell(office, "return", reason="三公经费不符")
    tell(office, "approve")
    assert work_off() == ["done"], "one person has a telephone, one notice is urgent"
    assert json.loads(taken.read_text(encoding="utf-8")) == {
        "telephone": "13800000000",
        "name": "王会计",
        "text": f"【绩效评价】退回修改：{office.department} 2020年度部门整体支出绩效评价，请登录系统查看。",
    }


def test_a_command_that_fails_is_tried_again(office, settings):
    settings.NOTICE_TEXT_COMMAND = ["false"]
    type(office.preparer).objects.filter(pk=office.preparer.pk).update(telephone="13800000000")
    tell(office, "return")
    assert work_off() == ["queued"]
    type(office.preparer).objects.update(text_notices=False)
    assert work_off() == ["done"], "who refuses meanwhile gets none"
