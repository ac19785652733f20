"""A day as sentences say it; a day with a time as people type it: 2026-11-27 9:00, 2026年11月27日9时30分, 2026/11/27T09:00."""

import re
from datetime import date, datetime

from evaluations.language.character_table import plain_spelling

MOMENT_FORM = "2026-11-27 09:00"
WRITTEN_MOMENT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[\sTt,，]*(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?::\d{2})?"
)


class MomentError(ValueError):
    """What was typed is no day with a time; the text is a Chinese sentence."""


def written_day(day: date) -> str:
    """2026年11月7日: months and days without a leading zero, as GB/T 9704-2012 7.3.5.4 asks."""
    return f"{day.year}年{day.month}月{day.day}日"


def parse_moment(text: str) -> datetime:
    """The moment, without a time zone, to the minute. Raises MomentError."""
    typed = plain_spelling(text).strip()
    if not typed:
        raise MomentError(f"请填写日期和时间，例如 {MOMENT_FORM}。")
    found = WRITTEN_MOMENT.fullmatch(typed)
    try:
        year, month, day, hour, minute = (int(part or 0) for part in found.groups()) if found else (0,) * 5
        return datetime(year, month, day, hour, minute)
    except ValueError:
        raise MomentError(f"“{typed[:40]}”不是日期和时间，请写成 {MOMENT_FORM} 的样子。") from None
