"""The head of the log's chain, kept outside the database: in the server's log and in a file beside the PDFs.

The chain alone cannot show that its newest links were cut off; a head that was once the newest and is no
longer in the chain does. The file is never written over while it contradicts the chain, so that the next
seal does not wipe the trace away.
"""

import logging
import os
from pathlib import Path

from django.conf import settings

from evaluations.models import EventSeal

log = logging.getLogger(__name__)
WITNESS_FILE = "audit-head"


def keep_head(before: str, head: str) -> None:
    """After a seal: log the new head and put it into the file, unless the file knows better.

    `before` is the head from which this seal went on. A disk that fails costs an error line, not the seal.
    """
    log.info("the log is sealed up to %s", head)
    try:
        if kept_head() not in ("", before) and (sentence := head_contradiction()):
            log.error("%s", sentence)
            return
        write_head(head)
    except OSError:
        log.exception("the head of the log's chain could not be kept in a file")


def write_head(head: str) -> None:
    """Replace the file in one step."""
    path = Path(settings.MEDIA_ROOT) / WITNESS_FILE
    path.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    temporary = path.with_name(f".{WITNESS_FILE}.{os.getpid()}")
    temporary.write_text(f"{head}\n", encoding="utf-8")
    temporary.replace(path)


def kept_head() -> str:
    """The head in the file; empty when nothing was ever kept. Raises OSError when it cannot be read."""
    path = Path(settings.MEDIA_ROOT) / WITNESS_FILE
    return path.read_text(encoding="utf-8", errors="replace").strip() if path.exists() else ""


def head_contradiction() -> str:
    """A Chinese sentence when the kept head is no longer in the chain, otherwise nothing."""
    head = kept_head()
    if not head or EventSeal.objects.filter(digest=head).exists():
        return ""
    return (
        f"封印见证文件 {WITNESS_FILE} 记有日志封印 {head[:64]}，数据库中已没有它：最新的操作日志连同封印被删除过，"
        "或数据库恢复到了更早的备份。查明原因并留存该文件后，移走它，系统会在下次封印时重新建立。"
    )
