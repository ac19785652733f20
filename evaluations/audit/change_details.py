"""What an event says that something was and is now: rows of (what, old, new), and a duty's exemption and extension."""

from collections.abc import Iterator
from typing import Any

MOST_CHANGES_TOLD = 8


def changes_told(changes: list[Any]) -> str:
    """任务名称由 甲 改为 乙；…等 12 处: as many as a line bears. "" for what an older version kept in another form."""
    rows = [row for row in changes if isinstance(row, list) and len(row) == 3]
    told = "；".join(
        f"{what}由 {old or '（空）'} 改为 {new or '（空）'}" for what, old, new in rows[:MOST_CHANGES_TOLD]
    )
    return f"{told}等 {len(rows)} 处" if len(rows) > MOST_CHANGES_TOLD else told


def duty_told(after: dict[str, Any]) -> Iterator[str]:
    """What a duty says after an exemption or an extension, each with its reason."""
    if after.get("exempted"):
        yield f"免报理由：{after['exemption_reason']}"
    if day := after.get("extended_to"):
        yield f"延期至 {day}，理由：{after['extension_reason']}"
