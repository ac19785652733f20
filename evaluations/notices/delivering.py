"""Which notices leave the site, and when: urgent ones at once, the rest in one message a day; each is a job."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet

from departments.models import User
from evaluations.jobs.job_rows import enqueue_jobs
from evaluations.models import Notice

NOTICE_MAIL_JOB, NOTICE_DIGEST_JOB, NOTICE_TEXT_JOB = "notice_mail", "notice_digest", "notice_text"
DELIVERY_JOBS = (NOTICE_MAIL_JOB, NOTICE_DIGEST_JOB, NOTICE_TEXT_JOB)


def takes_mail(user: User) -> bool:
    """Whether notices go to this person by e-mail: the site has a server, the person an address and nothing against it."""
    return bool(settings.EMAIL_HOST) and user.is_active and user.mail_notices and bool(user.email)


def takes_texts(user: User) -> bool:
    """The same of short messages to the telephone."""
    return bool(settings.NOTICE_TEXT_COMMAND) and user.is_active and user.text_notices and bool(user.telephone)


def send_at_once(notices: Iterable[Notice]) -> None:
    """Order what an urgent notice sends, in the caller's transaction."""
    notices = list(notices)
    mail = [notice.pk for notice in notices if takes_mail(notice.user)]
    texts = [notice.pk for notice in notices if takes_texts(notice.user)]
    enqueue_jobs(NOTICE_MAIL_JOB, {f"{NOTICE_MAIL_JOB}:{pk}": {"notice": pk} for pk in mail})
    enqueue_jobs(NOTICE_TEXT_JOB, {f"{NOTICE_TEXT_JOB}:{pk}": {"notice": pk} for pk in texts})


def unsent_notices() -> QuerySet[Notice]:
    """What is neither read nor mailed."""
    return Notice.objects.filter(read_at=None, mailed_at=None).select_related(
        "user", "obligation__cycle", "obligation__department"
    )


def order_digests(day: str) -> None:
    """Have one message made for each person with news; the same day again orders nothing."""
    if not settings.EMAIL_HOST:
        return
    takers = User.objects.filter(~Q(email=""), is_active=True, mail_notices=True)
    waiting = unsent_notices().filter(user__in=takers).order_by().values_list("user", flat=True).distinct()
    enqueue_jobs(NOTICE_DIGEST_JOB, {f"{NOTICE_DIGEST_JOB}:{pk}:{day}": {"user": pk} for pk in waiting})
