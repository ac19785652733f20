"""The signed head leaves the machine by each way that is set, and shows later that the chain was made anew."""

import socket

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from evaluations.audit.events import record_event, seal_events
from evaluations.audit.signed_head import read_signed_head, sign_head
from evaluations.jobs.job_rows import run_one_job, sweep_jobs
from evaluations.models import EventSeal, Job
from evaluations.proof.chain_faults import foreign_copies
from tests.factories import make_county
from tests.proving import prove_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    record_event("create_county", user=None, object=make_county())
    return prove_record()


@pytest.fixture
def drop(settings, tmp_path):
    settings.RECORD_HEAD_FOLDER, settings.RECURRING_JOBS = str(tmp_path), {"send_head": 60}
    return tmp_path


def work_off():
    while due := sweep_jobs():
        for pk in due:
            run_one_job(pk)


def test_a_head_is_dropped_once_for_each_head_and_found_in_the_chain(head, drop, capsys):
    work_off()
    work_off()
    (file,) = drop.iterdir()
    signed = read_signed_head(file.read_text())
    assert signed.head == head and signed.holds
    call_command("verify", heads=str(drop))
    assert "核验通过" in capsys.readouterr().out


def test_a_chain_that_was_made_anew_does_not_know_the_head_that_was_sent(head, drop):
    work_off()
    lost = "f" * 64
    copy = next(drop.iterdir())
    copy.write_text(copy.read_text().replace(head, lost))
    with pytest.raises(CommandError, match="没有本系统的有效签名"):
        call_command("verify", heads=str(copy))
    copy.write_text(sign_head(lost).line())
    with pytest.raises(CommandError, match=f"日志封印 {lost} 不在封印链中"):
        call_command("verify", heads=str(drop))
    (drop / "mail.txt").write_text("没有封印的信")
    with pytest.raises(CommandError, match="没有外部留存的日志封印"):
        call_command("verify", heads=str(drop / "mail.txt"))
    with pytest.raises(CommandError, match="不能打开"):
        call_command("verify", heads=str(drop / "nowhere"))


def test_it_goes_to_a_syslog_server_and_by_mail_each_as_a_job_of_its_own(head, settings, tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(5)
        settings.RECORD_HEAD_SYSLOG, settings.RECORD_HEAD_MAIL = server.getsockname(), ["audit@example.gov.cn"]
        settings.RECURRING_JOBS = {"send_head": 60}
        work_off()
        said = server.recv(2000).decode()
    assert said.startswith("<38>jixiao-head: ") and read_signed_head(said.partition(": ")[2]).holds
    saved = tmp_path / "mail.txt"
    saved.write_text(mail.outbox[0].body)
    assert list(foreign_copies(saved)) == []
    assert mail.outbox[0].to == ["audit@example.gov.cn"] and head in mail.outbox[0].body
    assert Job.objects.filter(kind="send_head", state="done").count() == 3


def test_a_folder_that_is_away_is_tried_again_and_holds_up_nobody(head, drop, settings):
    settings.RECORD_HEAD_FOLDER = str(drop / "away")
    work_off()
    (waiting,) = Job.objects.filter(kind="send_head").exclude(state="done")
    assert waiting.state == "queued" and waiting.run_after and "FileNotFoundError" in waiting.error


def test_nothing_is_sent_before_the_first_seal_or_where_no_way_is_set(drop, settings):
    work_off()
    assert not list(drop.iterdir())
    settings.RECURRING_JOBS = {}
    record_event("create_county", user=None)
    seal_events()
    work_off()
    assert EventSeal.objects.exists() and Job.objects.filter(kind="send_head").count() == 1
