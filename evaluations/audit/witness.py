"""The head of the log's chain, kept outside the database: in the server's log and, signed, in a file beside the PDFs.

The chain alone cannot show that its newest links were cut off; a head that was once the newest and is no
longer in the chain does. The file is never written over while it contradicts the chain, and never made anew beside a
chain that has begun, so that the next seal does not wipe a trace away: that is somebody's act (manage.py renew_witness).
"""

import logging
import time

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from evaluations.audit.chain_head import GENESIS_SEAL
from evaluations.audit.signed_head import read_signed_head, sign_head
from evaluations.models import EventSeal

log = logging.getLogger(__name__)
# Between a seal and its file lie milliseconds, in which another may seal and find no file yet: at the very first two.
LOOKS_AGAIN, PAUSE_SECONDS = 20, 0.1
WITNESS_FILE = "audit-head"
RENEW = "查明原因后，在服务器上执行 manage.py renew_witness 并写明原因，系统会重新建立。"


def keep_head(before: str, head: str) -> None:
    """After a seal: log the new head and put it into the file, unless the file knows better.

    `before` is the head from which this seal went on. A disk that fails costs an error line, not the seal.
    """
    log.info("the log is sealed up to %s", head)
    try:
        await_first_file(before)
        if sentence := objection(before):
            log.error("%s", sentence)
            return
        write_head(head)
    except OSError:
        log.exception("the head of the log's chain could not be kept in a file")


def await_first_file(before: str) -> None:
    """Wait a little for the file of the very first seal, which another may be writing just now."""
    for _ in range(LOOKS_AGAIN if before != GENESIS_SEAL else 0):
        if kept_text():
            return
        time.sleep(PAUSE_SECONDS)


def objection(before: str) -> str:
    """What speaks against writing the file when a seal has gone on from `before`; "" when nothing does."""
    kept = kept_head()
    if kept == before and not signature_fault():
        return ""
    if not kept and before == GENESIS_SEAL:
        return ""
    return witness_fault()


def write_head(head: str) -> None:
    """Replace the file in one step: one line, signed."""
    default_storage.save(WITNESS_FILE, ContentFile(f"{sign_head(head).line()}\n".encode()))


def kept_text() -> str:
    """What the file says; empty when there is none. Raises OSError when it cannot be read."""
    try:
        with default_storage.open(WITNESS_FILE) as file:
            return bytes(file.read()).decode(errors="replace").strip()
    except FileNotFoundError:
        return ""


def kept_head() -> str:
    """The head in the file; empty when nothing is kept. Raises OSError when it cannot be read."""
    return kept_text().partition(" ")[0]


def witness_fault() -> str:
    """A Chinese sentence when the file is missing, not signed by us or no longer fits the chain; otherwise nothing."""
    return missing_witness() or head_contradiction() or signature_fault()


def missing_witness() -> str:
    """The sentence for a chain that has begun and has no witness."""
    if kept_text() or not EventSeal.objects.exists():
        return ""
    return f"日志已有封印，封印见证文件 {WITNESS_FILE} 却不在原处：文件被移走过，或数据库恢复到了另一处。{RENEW}"


def head_contradiction() -> str:
    """The sentence for a kept head that is no longer in the chain."""
    head = kept_head()
    if not head or EventSeal.objects.filter(digest=head).exists():
        return ""
    return (
        f"封印见证文件 {WITNESS_FILE} 记有日志封印 {head[:64]}，数据库中已没有它：最新的操作日志连同封印被删除过，"
        f"或数据库恢复到了更早的备份。请留存该文件，{RENEW}"
    )


def signature_fault() -> str:
    """The sentence for a file that was not signed with this installation's key."""
    text = kept_text()
    signed = read_signed_head(text)
    if not text or (signed and signed.holds):
        return ""
    return f"封印见证文件 {WITNESS_FILE} 的签名与本系统的密钥不符：文件被改写过，或更换过 SECRET_KEY、RECORD_KEY_FILE。{RENEW}"
