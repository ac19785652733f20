"""Tells the system administrators that the site cannot do its work, once when it begins and once when it is over.

Whoever notices it first tells: a web process (config/alarm_bell.py) when worker or beat are dead, the sweep when nobody
asks for a page. It cannot be a job, for it may be jobs that are not done: mail and short message leave by a thread.
"""

import json
import logging
import subprocess
import threading
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.models import Membership, User
from departments.roles import Role
from evaluations.audit.events import OUTCOME_OK, OUTCOME_REFUSED, record_event
from evaluations.jobs.site_problems import SiteProblem, site_problems
from evaluations.models import SiteAlarm
from evaluations.notices.delivering import takes_mail, takes_texts
from evaluations.notices.mailing import SITE_NAME
from evaluations.notices.texting import COMMAND_SECONDS

log = logging.getLogger(__name__)
# What comes back within this time is an alarm again only if it is still there then: administrators were told that it is over.
QUIET_FOR = timedelta(minutes=30)
BEGUN, OVER = "系统告警", "告警解除"
BODY = """{name}：

{words}。

请登录查看系统状态：{address}

本邮件由{site}自动发出，请不要回复。不需要邮件提醒的，请登录后在“个人设置”里关闭。
"""


def ring_alarms() -> list[SiteAlarm]:
    """Hold what is wrong now against the alarms that are open; tell of what is new or over. Returns the new ones.

    Raises DatabaseError while the database is away.
    """
    found = {one.code: one for one in site_problems()}
    known = {one.code: one for one in SiteAlarm.objects.filter(ended_at=None)}
    for code in known.keys() - found.keys():
        close_alarm(known[code])
    return [made for code, one in found.items() if code not in known and (made := open_alarm(one))]


def open_alarm(problem: SiteProblem) -> SiteAlarm | None:
    """Write the alarm and tell of it; None when another process was quicker, or when it was over only a moment ago."""
    if SiteAlarm.objects.filter(code=problem.code, ended_at__gt=timezone.now() - QUIET_FOR).exists():
        return None
    try:
        with transaction.atomic():
            made = SiteAlarm.objects.create(code=problem.code, words=problem.words)
            record_event("alarm", user=None, outcome=OUTCOME_REFUSED, detail={"message": problem.words})
    except IntegrityError:
        return None
    log.error("alarm %s: %s", problem.code, problem.words)
    tell_administrators(BEGUN, problem.words)
    return made


def close_alarm(alarm: SiteAlarm) -> None:
    """Write that it is over and tell of it, unless another process was quicker."""
    with transaction.atomic():
        if not SiteAlarm.objects.filter(pk=alarm.pk, ended_at=None).update(ended_at=timezone.now()):
            return
        record_event("alarm", user=None, outcome=OUTCOME_OK, detail={"message": f"{OVER}：{alarm.words}"})
    log.warning("alarm %s is over: %s", alarm.code, alarm.words)
    tell_administrators(OVER, alarm.words)


def tell_administrators(subject: str, words: str) -> None:
    """Mail and short message to every system administrator who takes them, from a thread: a server may be slow."""
    people = list(system_administrators())
    mails = [alarm_mail(one, subject, words) for one in people if takes_mail(one)]
    texts = [text_of(one, subject, words) for one in people if takes_texts(one)]
    if mails or texts:
        threading.Thread(target=send_alarms, args=(mails, texts), name="alarm", daemon=True).start()


def system_administrators() -> Iterable[User]:
    """Who looks after the installation."""
    return User.objects.filter(
        pk__in=Membership.objects.filter(role=Role.SYSTEM_ADMIN).values("user"), is_active=True
    ).order_by("pk")


def alarm_mail(user: User, subject: str, words: str) -> EmailMessage:
    """The message for one person."""
    address = f"{settings.SITE_URL}/administration/status/"
    body = BODY.format(name=user, words=words, address=address, site=SITE_NAME)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(f"【绩效评价】{subject}", body, to=[user.email], headers=headers)


def text_of(user: User, subject: str, words: str) -> str:
    """What NOTICE_TEXT_COMMAND reads."""
    told = {"telephone": user.telephone, "name": str(user), "text": f"【绩效评价】{subject}：{words}。"}
    return json.dumps(told, ensure_ascii=False)


def send_alarms(mails: list[EmailMessage], texts: list[str]) -> None:
    """Send them one by one; what fails is a line of the log, and the status page says it all the same."""
    for mail in mails:
        try:
            mail.send()
        except Exception:  # whatever the mail server or the way to it makes of it
            log.exception("an alarm could not be mailed")
    for text in texts:
        command = settings.NOTICE_TEXT_COMMAND
        try:
            subprocess.run(command, input=text, encoding="utf-8", check=True, timeout=COMMAND_SECONDS)
        except (OSError, subprocess.SubprocessError):
            log.exception("an alarm could not be sent as a short message")
