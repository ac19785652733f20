"""Names and places held against the log: people, departments and counties, and who answers for whom.

Of what an act of a version before 1.8.0 changed, its event does not say what is there now: nothing is said of that row until
the next act or the upgrade tells it (adopting_rows.py).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from evaluations.audit.events import OUTCOME_OK
from evaluations.audit.told_rows import FORMER_NAMES, ROW_COLUMNS, ROW_KINDS, ToldRows, stored_rows
from evaluations.models import Event
from evaluations.proof.adopting import ADOPT_ACTION

ROW_ACTIONS = (
    "create_account",
    "edit_account",
    "create_county",
    "edit_county",
    "add_department",
    "edit_department",
    "rename_department",
    "stop_department",
    "resume_department",
    "merge_department",
    "undo_merge",
)
FORMER_LABEL = "曾用名"


def row_faults() -> Iterator[str]:
    """One Chinese sentence for each account, department and county that differs from its events."""
    told = told_rows()
    for kind, model in ROW_KINDS.items():
        stored, word = stored_rows(kind), model._meta.verbose_name
        for pk, row in stored.items():
            if pk not in told[kind]:
                yield f"{word} {pk}（{_called(row)}），日志没有登记：不是经系统建立的。"
            elif wrong := _differing(kind, row, told[kind][pk]):
                yield f"{word} {pk}（{_called(row)}）的{wrong}与日志登记的不符：已被改动。"
        for pk in sorted(told[kind].keys() - stored.keys(), key=int):
            yield f"日志登记了{word} {pk}，数据库中没有：已被删除。"


def told_rows() -> dict[str, ToldRows]:
    """Kind → number → the columns that the log tells, as they were left last."""
    told: dict[str, ToldRows] = defaultdict(dict)
    events = Event.objects.filter(
        outcome=OUTCOME_OK, object_type__in=ROW_KINDS, action__in=(*ROW_ACTIONS, ADOPT_ACTION)
    ).order_by("pk")
    for kind, key, action, detail in events.values_list("object_type", "object_id", "action", "detail").iterator(500):
        if action != ADOPT_ACTION and "rows" not in detail:
            told[kind][key] = {}
        for pk, row in detail.get("rows", {}).items():
            told[kind].setdefault(pk, {}).update(row)
    return told


def _called(row: dict[str, Any]) -> str:
    return str(row.get("display_name") or row.get("name") or row.get("username"))


def _differing(kind: str, row: dict[str, Any], told: dict[str, Any]) -> str:
    labels = ROW_COLUMNS[kind] | {FORMER_NAMES: FORMER_LABEL}
    return "、".join(label for name, label in labels.items() if name in told and row[name] != told[name])
