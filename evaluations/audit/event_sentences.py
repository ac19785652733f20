"""The sentence of an event: who did what to what, how it came out, and why."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from departments.roles import Role
from evaluations.audit.change_details import changes_told, duty_told
from evaluations.audit.department_details import department_told
from evaluations.audit.event_words import event_word
from evaluations.audit.events import OUTCOME_REFUSED
from evaluations.audit.object_names import ObjectNames
from evaluations.models import Event

NOBODY_KNOWN, NOBODY = "未登录的人", "系统"
# What the detail of an event may tell besides, in this order.
TOLD = ("role", "place", "path")
NUMBERS = {
    "sessions": "处登录",
    "reports": "份未办结报告",
    "departments": "个单位",
    "papers": "篇报告",
    "undone": "个单位",
    "lines": "行",
}
REASONS = {"handed_to": "移交给", "reason": "理由", "message": "原因"}
ROLE_LABELS = {role.value: role.label for role in Role}


def event_sentence(event: Event, names: ObjectNames) -> str:
    """陈审核（永兴县财政局，审核员）退回修改：永兴县档案馆2020年度报告，理由：请核对三公经费。"""
    told = department_told(event)
    said = [part for part in (names.of(event), told, *([] if told else details_told(event.detail))) if part]
    outcome = "，未成功" if event.outcome == OUTCOME_REFUSED else ""
    words = {} if told else REASONS
    reasons = [f"{word}：{event.detail[key]}" for key, word in words.items() if event.detail.get(key)]
    about = f"：{'，'.join(said)}" if said else ""
    why = f"，{'，'.join(reasons)}" if reasons else ""
    return f"{event_actor(event)}{event_word(event.action)}{about}{outcome}{why}".rstrip("。") + "。"


def details_told(detail: dict[str, Any]) -> Iterator[str]:
    """What the detail of an event tells besides the reason."""
    yield from (str(detail[key]) for key in TOLD if detail.get(key))
    yield from (f"{detail[key]} {word}" for key, word in NUMBERS.items() if detail.get(key))
    if moment := detail.get("release_at"):
        yield f"定时 {localtime(datetime.fromisoformat(moment)):%Y-%m-%d %H:%M}"
    yield changes_told(detail.get("changes", []))
    yield from duty_told(detail.get("after") or {})


def event_actor(event: Event) -> str:
    """Who acted, where from, in which role; a name that was only typed is said to be one."""
    if event.actor_id is None:
        typed = event.detail.get("name")
        if by := event.detail.get("by"):
            return str(by)
        if event.object_type == "user":  # Django does not say who stored a password
            return ""
        return f"{NOBODY_KNOWN}以用户名“{typed}”" if typed else (NOBODY_KNOWN if event.ip else NOBODY)
    place = "，".join(part for part in (event.department, ROLE_LABELS.get(event.role, "")) if part)
    return f"{event.actor_name}（{place}）" if place else event.actor_name
