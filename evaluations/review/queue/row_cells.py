"""The rows of the list as text, as marked_paper.py of the desk writes its tables: as a template, the 550 cells of a page
made nearly half of what the list costs."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from evaluations.forms.standing_tag import report_state
from evaluations.language.severities import HINT_LEVEL, SEVERITY_LABELS, WARNING_LEVEL
from evaluations.review.queue.queue_rows import QueueRow

NOTHING = "—"
ANY_NUMBER = 987654321  # stands in an address where the number of a submission will


def written_queue_rows(rows: Iterable[QueueRow], address: str) -> SafeString:
    """The body of the table; `address` is the filter ("?…"), which each report keeps to know the list it was opened from."""
    before, after = reverse("review:detail", args=[ANY_NUMBER]).split(str(ANY_NUMBER))
    today, ending = timezone.localdate(), escape(f"{after}{address}")
    return mark_safe("".join(_row(row, before, ending, today) for row in rows))


def _row(row: QueueRow, before: str, after: str, today: date) -> str:
    line, unit = row.line, row.obligation.department
    name = escape(unit.name)
    link = f'<a href="{before}{line.submission_id}{after}">{name}</a>' if line.submission_id else name
    return (
        f'<tr class="{"again" if row.again else ""}"><td class="pick"><input class="form-check-input" type="checkbox" name="pk"'
        f' value="{line.pk}" aria-label="选择{name}"></td>'
        f'<th scope="row">{link} <span class="meta">{escape(unit.budget_code)}</span></th>'
        f'<td data-col="审核人">{_reviewer(row)}</td>'
        f'<td data-col="进展">{report_state(row.obligation, row.evaluation, today)}</td>'
        f'<td data-col="次" class="num">{line.number or NOTHING}</td>'
        f'<td data-col="自评得分" class="num">{_number(line.total)}{_change(line.total_change)}</td>'
        f'<td data-col="等级">{escape(line.grade) or NOTHING}</td>'
        f'<td data-col="执行率" class="num">{_number(line.execution_rate, "%")}{_change(line.execution_change)}</td>'
        f'<td data-col="三公变动" class="num">{_signed_rate(line.three_public_change)}</td>'
        f'<td data-col="疑点">{_findings(row)}</td>'
        f'<td data-col="停留" class="num">{_days(row.days)}</td>'
        f'<td data-col="截止" class="num">{_last_day(row)}</td></tr>'
    )


def _reviewer(row: QueueRow) -> str:
    """To whom it is given, and who is reviewing it."""
    given = escape(row.line.reviewer) if row.line.reviewer else NOTHING
    if row.claim is None:
        return given
    holder = f"{escape(row.claim.holder)} " if row.claim.holder_id != row.line.reviewer_id else ""
    return f'{given} <span class="meta">{holder}{timezone.localtime(row.claim.since):%H:%M} 起审</span>'


def _number(value: Decimal | None, unit: str = "") -> str:
    return NOTHING if value is None else f"{value}{unit}"


def _change(change: Decimal | None) -> str:
    return "" if change is None else f' <span class="meta">{_signed(change)}</span>'


def _signed_rate(change: Decimal | None) -> str:
    return NOTHING if change is None else f"{_signed(change)}%"


def _signed(change: Decimal) -> str:
    """+1.20, −68.93, 0.00."""
    return f"{change:+.2f}".replace("-", "−") if change else f"{change:.2f}"


def _days(days: int | None) -> str:
    return NOTHING if days is None else f"{days} 天"


def _findings(row: QueueRow) -> str:
    """The risk, and the findings behind a fold."""
    line = row.line
    risk = f'<span class="risk risk-{line.risk}">{row.risk_label}</span>' if line.risk else ""
    if not line.named:
        return risk or NOTHING
    counted = f"{line.warnings} {SEVERITY_LABELS[WARNING_LEVEL]} {line.hints} {SEVERITY_LABELS[HINT_LEVEL]}"
    named = "".join(f"<li>{escape(one)}</li>" for one in line.named.splitlines())
    return f"<details><summary>{risk}{counted}</summary><ul>{named}</ul></details>"


def _last_day(row: QueueRow) -> str:
    return f'<span class="over">逾期 {row.late} 天</span>' if row.late else f"{row.line.due_on:%m-%d}"
