"""nginx with TLS, two web processes, worker, beat, PostgreSQL and Redis at once, as the unit files start them."""

import shutil
import subprocess
import time
from functools import partial

import pytest
import requests

from evaluations.jobs.job_rows import enqueue_job
from evaluations.models import Event, Job
from tests.chaos.site_visitor import SiteVisitor
from tests.chaos.whole_site import DEPLOY, WholeSite, has_nginx
from tests.factories import make_member, make_office
from tests.patience import THOROUGH, tries
from tests.services import LONG_ENOUGH, wait_until

PASSWORD = "一个够长的试用口令-2021"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))


@pytest.mark.skipif(not has_nginx(), reason="scripts/setup --test installs nginx-light")
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_person_works_on_a_whole_site_while_its_web_processes_are_started_anew(whole_site, celery_broker):
    site = whole_site
    person = make_member("preparer", make_office().department)
    person.set_password(PASSWORD)
    person.save()
    begin(site)
    visitor = SiteVisitor(site.address, site.certificate)
    first = requests.get(f"http://localhost:{site.plain_port}/filing/?x=1", allow_redirects=False, timeout=LONG_ENOUGH)
    assert (first.status_code, first.headers["Location"]) == (301, f"{site.address}/filing/?x=1")
    signed_in = visitor.sign_in(person.username, PASSWORD)
    assert (signed_in.status_code, signed_in.headers["Location"]) == (302, "/desk/")
    page = visitor.get("/filing/")
    assert page.status_code == 200 and "max-age=63072000" in page.headers["Strict-Transport-Security"]
    assert Event.objects.filter(action="sign_in", outcome="ok", ip="127.0.0.1").exists()
    check_kept_pages(visitor)
    check_one_process_for_a_report(site, visitor)
    check_limits(visitor)
    check_background()
    check_rolling_restart(site, visitor)


def begin(site: WholeSite) -> None:
    """Start all of it; wait until each part says that it works."""
    for number in range(2):
        site.start_web(number)
    site.start_worker()
    site.start_beat()
    site.start_nginx()
    for number in range(2):
        site.wait_for(f"web{number}", "Booting worker")
    visitor = SiteVisitor(site.address, site.certificate)
    wait_until(visitor.is_let_in, "nginx does not reach the site")
    site.wait_for("worker", " ready.")
    site.wait_for("beat", "beat: Starting")


def check_kept_pages(visitor: SiteVisitor) -> None:
    """nginx keeps public pages for a few seconds, asks again for who may be signed in, and keeps nothing that is not public."""
    stranger = SiteVisitor(visitor.address, visitor.session.verify)

    def answered_as(who: SiteVisitor, path: str) -> tuple[str, int]:
        """The number of the request that the application answered; it gives each another."""
        answer = who.get(path)
        assert "X-Accel-Expires" not in answer.headers
        return answer.headers["X-Request-ID"], answer.status_code

    first, status = answered_as(stranger, "/glossary/")
    assert status == 200 and answered_as(stranger, "/glossary/") == (first, 200) != answered_as(visitor, "/glossary/")
    etag = stranger.get("/glossary/").headers["ETag"]
    again = stranger.session.get(f"{stranger.address}/glossary/", headers={"If-None-Match": etag}, timeout=LONG_ENOUGH)
    assert again.status_code == 304
    for path in ("/healthz/", "/accounts/login/"):
        assert answered_as(stranger, path) != answered_as(stranger, path)
    style = "/static/staticfiles.json"  # what there is here: nginx keeps styles and scripts for everybody
    assert answered_as(stranger, style) == answered_as(visitor, style)


def check_one_process_for_a_report(site: WholeSite, visitor: SiteVisitor) -> None:
    """Whoever asks for a report is led to the process that has read it; reports as a whole are shared out."""
    for path in [f"/filing/{number}/" for number in range(70, 78)] * 2:
        assert visitor.get(path).status_code == 404
    asked = [site.log(f"web{number}").count('"path": "/filing/7') for number in range(2)]
    assert sum(asked) == 16 and all(asked), asked
    assert all(one % 2 == 0 for one in asked), asked


def check_limits(visitor: SiteVisitor) -> None:
    """What is too large is refused by nginx, in words, before the application hears of it or a byte is kept.

    Of 20 MB for several files it keeps nothing either, unless somebody is signed in: then the application answers.
    """
    stranger = SiteVisitor(visitor.address, visitor.session.verify)
    many = "/filing/1/evidence/add/"
    for who, path, size in (
        (visitor, "/accounts/login/", 6 * 2**20),
        (visitor, "/filing/1/paper/", 26 * 2**20),
        (visitor, many, 113 * 2**20),
        (stranger, many, 20 * 2**20),
    ):
        headers = {"Content-Length": str(size), "Expect": "100-continue"}
        request = requests.Request("POST", f"{who.address}{path}", data=b"x" * 10, headers=headers).prepare()
        request.headers["Content-Length"] = str(size)
        answer = who.session.send(request, timeout=LONG_ENOUGH)
        assert answer.status_code == 413 and "上传的内容太大" in answer.content.decode()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for who, status in ((visitor, 403), (stranger, 403)):  # both pass: the application misses the form's token
        assert (
            who.session.post(f"{who.address}{many}", data=b"x" * 6 * 2**20, timeout=LONG_ENOUGH).status_code == status
        )
    assert stranger.get("/nginx-signed-in").status_code == 404
    assert visitor.get("/healthz/").status_code == 200
    assert "nginx/" not in visitor.get("/no-such-page/").headers.get("Server", "")


def check_background() -> None:
    """A job that is written down wakes the worker through Redis."""
    enqueue_job("tidy_evidence", {}, key="of the whole site")
    done = Job.objects.filter(key="of the whole site", state="done")
    wait_until(done.exists, "the worker does nothing")


def check_rolling_restart(site: WholeSite, visitor: SiteVisitor) -> None:
    """One web process after the other goes and comes; every request in between is answered. Then both go."""
    answers = []
    for number in range(tries(1, 2)):
        site.stop(f"web{number}")
        answers += [visitor.get("/filing/").status_code for _ in range(4)]
        # Of these reports some are asked for at the process that is away: the other one answers.
        assert {visitor.get(f"/filing/{report}/").status_code for report in range(70, 78)} == {404}
        if not THOROUGH:
            continue
        site.start_web(number)
        wait_until(partial(has_begun_again, site, number), "the web process does not begin")
        time.sleep(2.1)  # until nginx asks it again
    assert set(answers) == {200}
    for name in [name for name in site.running if name.startswith("web")]:
        site.stop(name)
    away = visitor.get("/filing/")
    assert (
        away.status_code == 502 and "系统正在重新启动" in away.content.decode() and away.headers["Retry-After"] == "5"
    )


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_each_unit_and_finds_little_exposed(unit, tmp_path):
    name = unit.replace("@", "@8001")
    text = (DEPLOY / unit).read_text() + (DEPLOY / "common.conf").read_text()
    (tmp_path / name).write_text(text.replace("/opt/jixiao/current/.venv/bin/", "/bin/true #"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=25", str(tmp_path / name)],
        capture_output=True,
        text=True,
    )
    assert judged.returncode == 0, judged.stdout[-300:]


def test_the_commands_of_compose_units_and_image_are_the_same():
    from tests.test_deployment import SERVICES, image_command

    def words(unit: str) -> set[str]:
        line = next(line for line in (DEPLOY / unit).read_text().splitlines() if line.startswith("ExecStart="))
        return set(line.split()[1:])

    differing = {"0.0.0.0:8000", "2", "127.0.0.1:%i", "1", "30", "--graceful-timeout"}
    assert words("jixiao-web@.service") ^ set(image_command()[1:]) <= differing
    assert words("jixiao-worker.service") == set(SERVICES["worker"]["command"][1:])
    assert words("jixiao-beat.service") - {"/run/jixiao-beat/schedule"} <= set(SERVICES["beat"]["command"])


def has_begun_again(site: WholeSite, number: int) -> bool:
    """Whether a web process that was stopped is there a second time."""
    return site.log(f"web{number}").count("Booting worker") == 2
