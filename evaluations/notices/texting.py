"""The hook for short messages: a command of the installation, which gets one urgent notice as JSON on its input."""

import json
import subprocess

from django.conf import settings

from evaluations.models import Notice
from evaluations.notices.delivering import takes_texts
from evaluations.notices.mailing import notice_title

COMMAND_SECONDS = 30


class TextNotSent(RuntimeError):
    """The command failed; the job is tried again."""


def text_notice(payload: dict) -> None:
    """Job handler: hand {"telephone", "name", "text"} to NOTICE_TEXT_COMMAND; exit code 0 is sent.

    Raises TextNotSent for any other code, subprocess.TimeoutExpired after COMMAND_SECONDS.
    """
    rows = Notice.objects.filter(pk=payload["notice"], read_at=None)
    notice = rows.select_related("user", "obligation__cycle", "obligation__department").first()
    if notice is None or not takes_texts(notice.user):
        return
    message = {
        "telephone": notice.user.telephone,
        "name": str(notice.user),
        "text": f"【绩效评价】{notice_title(notice)}，请登录系统查看。",
    }
    done = subprocess.run(
        settings.NOTICE_TEXT_COMMAND,
        input=json.dumps(message, ensure_ascii=False),
        encoding="utf-8",
        capture_output=True,
        timeout=COMMAND_SECONDS,
    )
    if done.returncode:
        raise TextNotSent(f"短信命令返回 {done.returncode}：{done.stderr.strip()[:200]}")
