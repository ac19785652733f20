"""Notices as e-mail: plain Chinese text with the person's name and titles, and nothing else of what the site knows."""

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models.functions import Now
from django.utils import timezone

from departments.models import User
from evaluations.jobs.job_rows import FinalFailure
from evaluations.models import Notice
from evaluations.notices.delivering import takes_mail, unsent_notices
from evaluations.notices.own_notices import own_notices

SITE_NAME = "部门整体支出绩效评价系统"
REFUSED_FOR_GOOD = 500  # RFC 5321: 5yz says that a repetition will not help
MOST_IN_A_MESSAGE = 50
BODY = """{name}：

您在{site}有 {number} 条新通知：

{lines}

请登录查看和办理：{address}

本邮件由系统自动发出，请不要回复。不需要邮件提醒的，请登录后在“个人设置”里关闭。
"""


class AddressRefused(FinalFailure):
    """The mail server does not know the address; the person mends it in the own settings."""


def mail_notice(payload: dict) -> None:
    """Job handler: one urgent notice by itself; nothing where it was read or mailed meanwhile."""
    send_notices(list(unsent_notices().filter(pk=payload["notice"])))


def mail_digest(payload: dict) -> None:
    """Job handler: everything that one person has not read and not been mailed, in one message."""
    send_notices(list(unsent_notices().filter(user=payload["user"]).order_by("pk")))


def send_notices(notices: list[Notice]) -> None:
    """Send one message and note it. A worker that dies in between sends it again, under the same Message-ID.

    Raises AddressRefused where it cannot be delivered for good, OSError or SMTPException where a retry may help.
    """
    if not notices or not takes_mail(notices[0].user):
        return
    here = set(own_notices(notices[0].user).filter(pk__in=[one.pk for one in notices]).values_list("pk", flat=True))
    notices = [one for one in notices if one.pk in here]  # whose role was taken is told no more
    if not notices:
        return
    try:
        notice_message(notices).send()
    except SMTPRecipientsRefused as refusal:
        if all(code >= REFUSED_FOR_GOOD for code, _ in refusal.recipients.values()):
            raise AddressRefused("邮件服务器不接受收件地址，请本人在个人设置里核对。") from None
        raise
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=Now())


def notice_message(notices: list[Notice]) -> EmailMessage:
    """The message for these notices of one person."""
    user, host = notices[0].user, site_host()
    first, last = notices[0].pk, notices[-1].pk
    headers = {
        "Message-ID": f"<notices-{user.pk}-{first}-{last}@{host}>",
        "List-Id": f"{SITE_NAME} <notices.{host}>",
        "List-Unsubscribe": f"<{settings.SITE_URL}/desk/settings/>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(message_subject(notices), message_body(user, notices), to=[user.email], headers=headers)


def message_subject(notices: list[Notice]) -> str:
    """What is asked for, where it is one thing; else how many."""
    if len(notices) == 1:
        return f"【绩效评价】{notice_title(notices[0])}"
    return f"【绩效评价】您有 {len(notices)} 条新通知"


def message_body(user: User, notices: list[Notice]) -> str:
    """The whole text."""
    lines = [f"{n}. {day_words(one)} {notice_title(one)}" for n, one in enumerate(notices[:MOST_IN_A_MESSAGE], 1)]
    if more := len(notices) - MOST_IN_A_MESSAGE:
        lines += [f"另有 {more} 条，请登录查看。"] if more > 0 else []
    return BODY.format(
        name=user, site=SITE_NAME, number=len(notices), lines="\n".join(lines), address=f"{settings.SITE_URL}/desk/"
    )


def notice_title(notice: Notice) -> str:
    """退回修改：县档案馆 2020年度部门整体支出绩效评价; no reason, no figure, no other person's name."""
    return f"{notice.subject}：{notice.obligation.department} {notice.obligation.cycle.title}"


def day_words(notice: Notice) -> str:
    """6月1日."""
    day = timezone.localdate(notice.at)
    return f"{day.month}月{day.day}日"


def site_host() -> str:
    """The host in the addresses of the site, for identifiers."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
