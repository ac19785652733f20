"""A nightly backup that fails, or that nobody makes, is told: by an alarm, at /readyz/, on 系统状态 and as a figure."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.metrics_page import upkeep_figures
from evaluations.audit.events import record_event
from evaluations.jobs import backup_state
from evaluations.jobs.backup_state import upkeep_faults
from evaluations.jobs.site_problems import site_problems
from evaluations.models import Event
from evaluations.proof.backups import noted_runs
from evaluations.proof.backups.noted_runs import noted_run
from tests.access.site import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]


@pytest.fixture(autouse=True)
def watched(settings):
    settings.BACKUP_HOURS, settings.DRILL_DAYS = 26, 35


def ran(action: str, outcome: str = "ok", **ago: int) -> Event:
    """A backup or drill so long ago."""
    detail = {} if outcome == "ok" else {"message": "磁盘已满。"}
    return record_event(action, user=None, outcome=outcome, detail=detail, at=timezone.now() - timedelta(**ago))


def told() -> dict[str, str]:
    return dict(upkeep_faults())


def test_a_site_is_given_a_day_until_its_first_backup_and_a_month_until_its_first_drill(settings, monkeypatch):
    assert told() == {}
    begun = timezone.now()
    record_event("create_county", user=None, at=begun)
    assert told() == {}
    monkeypatch.setattr(backup_state.timezone, "now", lambda: begun + timedelta(hours=27))
    assert "还没有做过备份" in told()["backup"]
    monkeypatch.undo()
    ran("make_backup", days=36)
    assert "还没有做过恢复演练" in told()["drill"] and "此后没有再做" in told()["backup"]
    ran("make_backup", hours=1)
    ran("restore_drill", days=34)
    assert told() == {}
    settings.BACKUP_HOURS = 0
    assert told() == {}


def test_a_backup_that_failed_is_told_at_once_and_over_with_the_next_good_one(kept_office):
    ran("make_backup", hours=25)
    ran("restore_drill", days=1)
    ran("make_backup", "refused", minutes=1)
    assert told()["backup"].endswith("的备份没有做成：磁盘已满")
    assert "backup" in {one.code for one in site_problems()}
    assert Client().get("/readyz/").json()["warnings"][-1:] == ["backup"]
    page = client_of(kept_office.system_admin).get("/administration/status/").content.decode()
    assert "没有做成：磁盘已满" in page and "最近一次通过" in page
    figures = {one.name: one.samples[0].value for one in upkeep_figures()}
    assert 89_990 < figures["jixiao_backup_age_seconds"] < 90_100 and figures["jixiao_drill_age_seconds"] > 86_000
    ran("make_backup")
    assert told() == {}


def test_an_old_drill_and_one_that_was_not_passed_are_told(settings):
    ran("make_backup")
    ran("restore_drill", days=36)
    assert "已超过 35 天" in told()["drill"]
    settings.DRILL_DAYS = 0
    assert told() == {}
    ran("restore_drill", "refused")
    assert "恢复演练没有通过：磁盘已满" in told()["drill"]


def test_a_run_is_noted_however_it_came_out_and_never_undone_by_the_note(monkeypatch):
    with noted_run("make_backup") as detail:
        detail["name"] = "20261126T000000Z"
    with pytest.raises(OSError, match="full"), noted_run("make_backup"):
        raise OSError("full")
    assert [(one.outcome, one.detail.get("message")) for one in Event.objects.filter(action="make_backup")] == [
        ("ok", None),
        ("refused", "full"),
    ]

    def away(*_, **__):
        raise noted_runs.DatabaseError

    monkeypatch.setattr(noted_runs, "record_event", away)
    with noted_run("restore_drill"):
        pass
