"""The signed head of the chain leaves this machine: as a file in a folder elsewhere, to a syslog server, by e-mail.

Whoever later owns this machine cannot reach those copies; `verify --heads` holds the chain against them. Each way is a job
of its own, so that one that fails is tried again and does not hold up the others.
"""

import os
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from evaluations.audit.chain_head import GENESIS_SEAL, last_seal
from evaluations.audit.signed_head import SignedHead, sign_head
from evaluations.jobs.job_rows import enqueue_jobs
from evaluations.models import Job

SEND_HEAD = "send_head"
KEPT_DAYS = 30
AUTH_INFO = 4 * 8 + 6  # facility auth, severity informational
SUBJECT = "日志封印留存"


def send_head(payload: dict) -> None:
    """Job handler: order a job for each way that is set, or send the head of now one way.

    Raises OSError, as smtplib does too, when it cannot be sent; the job is then tried again.
    """
    head, wanted = last_seal(), wanted_ways()
    if head == GENESIS_SEAL:
        return
    if way := payload.get("way"):
        if wanted[way]:
            WAYS[way](sign_head(head))
        return
    forget_sent()
    enqueue_jobs(SEND_HEAD, {f"{SEND_HEAD}:{way}:{head[:16]}": {"way": way} for way in WAYS if wanted[way]})


def wanted_ways() -> dict[str, object]:
    """Way → its setting, empty where it is not wanted."""
    return {
        "folder": settings.RECORD_HEAD_FOLDER,
        "syslog": settings.RECORD_HEAD_SYSLOG,
        "mail": settings.RECORD_HEAD_MAIL,
    }


def forget_sent() -> None:
    """Delete the jobs that sent a head more than thirty days ago."""
    done = Job.objects.filter(kind=SEND_HEAD, state=Job.State.DONE)
    done.filter(finished_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()


def to_folder(head: SignedHead) -> None:
    """One new file for each head: a share that lets us add and not change is enough."""
    folder = Path(settings.RECORD_HEAD_FOLDER)
    name = f"jixiao-head-{head.at.replace(':', '')[:17]}-{head.head[:16]}.txt"
    temporary = folder / f".{name}.{os.getpid()}"
    temporary.write_text(f"{head.line()}\n", encoding="utf-8")
    temporary.replace(folder / name)


def to_syslog(head: SignedHead) -> None:
    """One datagram (RFC 3164); UDP tells nobody whether it arrived."""
    assert settings.RECORD_HEAD_SYSLOG, "this way is set"
    host, port = settings.RECORD_HEAD_SYSLOG
    kind, address = [(one[0], one[4]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)][0]
    with socket.socket(kind, socket.SOCK_DGRAM) as sender:
        sender.sendto(f"<{AUTH_INFO}>jixiao-head: {head.line()}".encode(), address)


def to_mail(head: SignedHead) -> None:
    """One message to the addresses of the setting; the line in it is what `verify --heads` reads."""
    text = f"以下一行是绩效评价系统操作日志的封印及签名，请留存，供日后核验。\n\n{head.line()}\n"
    send_mail(f"{SUBJECT} {head.at[:16]}", text, settings.DEFAULT_FROM_EMAIL, settings.RECORD_HEAD_MAIL)


WAYS: dict[str, Callable[[SignedHead], None]] = {"folder": to_folder, "syslog": to_syslog, "mail": to_mail}
