"""The chain held against what was said of it elsewhere: on papers, in copies off this machine; and whether it goes on."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from evaluations.audit.chain_head import GENESIS_SEAL
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import OUTCOME_OK
from evaluations.audit.signed_head import read_signed_head
from evaluations.models import Event, EventSeal, Publication

COPY = re.compile(r"\b[0-9a-f]{64} \S+ [0-9a-f]{64} [0-9a-f]{128}\b")
SEALED_WITHIN = timedelta(minutes=2)


def late_seals(moment: datetime | None = None) -> Iterator[str]:
    """A Chinese sentence when events have waited longer for their seal, at this moment or now, than the sweeper ever needs."""
    late = Event.objects.filter(seal=None, at__lt=(moment or database_now()) - SEALED_WITHIN).order_by("at")
    if number := late.count():
        oldest = timezone.localtime(late[0].at)
        yield (
            f"有 {number} 条操作日志超过 2 分钟没有封印，最早一条记于 {oldest:%Y-%m-%d %H:%M}："
            "后台任务没有运行，或封印被删除。"
        )


def printed_heads() -> Iterator[str]:
    """Papers that name a seal which the chain does not have, or another one than the log tells: it was sealed anew."""
    told = Event.objects.filter(outcome=OUTCOME_OK, detail__has_key="chain_head").values_list("detail", flat=True)
    named = {detail["chain_head"] for detail in told.iterator(500)}
    named |= set(Publication.objects.exclude(chain_head="").values_list("chain_head", flat=True))
    for head in sorted(unknown_heads(named)):
        yield f"报告上登记和印刷的日志封印 {head} 不在封印链中：日志被整体重新封印过。"


def foreign_copies(place: Path) -> Iterator[str]:
    """Copies of the head that were sent off this machine, in a file or a folder of files: signed by us, and in the chain.

    A copy may stand in a line of syslog or in a mail. Raises OSError when the place cannot be read.
    """
    files = sorted(one for one in place.iterdir() if one.is_file()) if place.is_dir() else [place]
    found = {line for file in files for line in COPY.findall(file.read_text(encoding="utf-8", errors="replace"))}
    copies = [copy for copy in map(read_signed_head, sorted(found)) if copy]
    if not copies:
        yield f"{place} 中没有外部留存的日志封印：请核对路径。"
    for copy in copies:
        if not copy.holds:
            yield f"外部留存的封印 {copy.head} 没有本系统的有效签名：不是本系统送出的，或被改写过。"
    kept = {copy.head: copy.at for copy in copies if copy.holds}
    for head in sorted(unknown_heads(set(kept))):
        yield f"{kept[head]} 送出留存的日志封印 {head} 不在封印链中：此后日志被删改并重新封印过。"


def unknown_heads(heads: set[str]) -> set[str]:
    """Those of the heads that are no seal of the chain."""
    known = EventSeal.objects.filter(digest__in=heads).values_list("digest", flat=True)
    return heads - set(known) - {GENESIS_SEAL, ""}
