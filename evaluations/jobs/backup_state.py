"""When the data was last backed up and the drill last done, read off the log: the commands run by a timer that tells nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Event
from evaluations.models.event import BACKUP_ACTION, DRILL_ACTION


@dataclass(frozen=True)
class UpkeepState:
    """The last good run of a command, when its first was tried, and why the newest failed; "" when that one was good."""

    last_good: datetime | None
    first_tried: datetime | None
    failed_at: datetime | None
    failure: str

    @property
    def age(self) -> timedelta | None:
        """Since when there is nothing newer; None when there was never a good one."""
        return timezone.now() - self.last_good if self.last_good else None


def upkeep_state(action: str) -> UpkeepState:
    """The state of one of the two commands, from three rows of an index of their own."""
    runs = Event.objects.filter(action=action).order_by("-pk")
    newest, good = runs.first(), runs.filter(outcome=OUTCOME_OK).first()
    failed = newest if newest and newest.outcome != OUTCOME_OK else None
    first = runs.last()
    return UpkeepState(
        last_good=good.at if good else None,
        first_tried=first.at if first else None,
        failed_at=failed.at if failed else None,
        failure=str(failed.detail.get("message", "")) if failed else "",
    )


def backup_state() -> UpkeepState:
    """Of `manage.py backup`."""
    return upkeep_state(BACKUP_ACTION)


def drill_state() -> UpkeepState:
    """Of `manage.py restore_drill`."""
    return upkeep_state(DRILL_ACTION)


def upkeep_faults() -> Iterator[tuple[str, str]]:
    """(code, sentence) of a backup or drill that failed or is overdue; nothing where nobody is to make any."""
    if not settings.BACKUP_HOURS:
        return
    backup = backup_state()
    if sentence := backup_fault(backup):
        yield "backup", sentence
    if sentence := drill_fault(drill_state(), backup):
        yield "drill", sentence


def backup_fault(state: UpkeepState) -> str:
    """The sentence for a backup that failed, is older than it should be, or was never made; "" while all is well."""
    longest = timedelta(hours=settings.BACKUP_HOURS)
    if state.failed_at:
        return f"{moment_words(state.failed_at)}的备份没有做成：{state.failure.rstrip('。')}"
    if state.age is not None:
        return f"最近一次备份是{moment_words(state.last_good)}，此后没有再做" if state.age > longest else ""
    begun = Event.objects.order_by("pk").values_list("at", flat=True).first()
    late = begun is not None and timezone.now() - begun > longest
    return "还没有做过备份，数据只有这一份，请按运维手册安排每天备份" if late else ""


def drill_fault(state: UpkeepState, backup: UpkeepState) -> str:
    """The same for the drill, which has time until the first backup is so old."""
    longest = timedelta(days=settings.DRILL_DAYS)
    if state.failed_at:
        return f"{moment_words(state.failed_at)}的恢复演练没有通过：{state.failure.rstrip('。')}"
    if not longest:
        return ""
    if state.age is not None:
        return (
            f"最近一次恢复演练是{moment_words(state.last_good)}，已超过 {longest.days} 天"
            if state.age > longest
            else ""
        )
    late = backup.first_tried is not None and timezone.now() - backup.first_tried > longest
    return f"备份已做了 {longest.days} 天以上，还没有做过恢复演练，不知道能不能恢复" if late else ""


def moment_words(at: datetime | None) -> str:
    """11月27日02:30."""
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日{local:%H:%M}"
