"""The rows of the list as text, as marked_paper.py of the desk writes its tables: as a template, the 550 cells of a page
made nearly half of what the list costs."""

from collections.abc import Container, Iterable
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from departments.drawn_once import escaped_text
from evaluations.checks.report_risk import RISK_LABELS
from evaluations.forms.standing_tag import written_state
from evaluations.language.severities import HINT_LEVEL, SEVERITY_LABELS, WARNING_LEVEL
from evaluations.language.states import REVIEW_STAGE_LABELS
from evaluations.models.report_line import ReportStand
from evaluations.models.standing import is_unsigned
from evaluations.review.queue.queue_rows import QueueLine, came_again, days_late, days_there

NOTHING = "—"
ANY_NUMBER = 987654321  # stands in an address where the number of a submission will


def written_queue_rows(
    rows: Iterable[QueueLine], address: str, staged: Container[int] = (), closed: Container[int] = ()
) -> SafeString:
    """The body of the table; `address` is the filter ("?…"), which each report keeps to know the list it was opened from.

    `staged`: the years' tasks in which two persons review each report; `closed`: those that are closed.
    """
    before, after = reverse("review:detail", args=[ANY_NUMBER]).split(str(ANY_NUMBER))
    now, ending = timezone.localtime(), escaped_text(f"{after}{address}")
    today = now.date()
    return mark_safe("".join([_row(one, before, ending, now, _standing(one, today, staged, closed)) for one in rows]))


def _row(line: QueueLine, before: str, after: str, now: datetime, standing: str) -> str:
    """`now` is in the time zone of the page; `standing`: where it stands, as it is written."""
    today = now.date()
    name = escaped_text(line.unit)
    link = f'<a href="{before}{line.submission}{after}">{name}</a>' if line.submission else name
    return (
        f'<tr class="{"again" if came_again(line) else ""}"><td class="pick"><input class="form-check-input" type="checkbox"'
        f' name="pk" value="{line.pk}" aria-label="选择{name}"></td>'
        f'<th scope="row">{link} <span class="meta">{escaped_text(line.unit_code)}</span></th>'
        f'<td data-col="审核人">{_reviewer(line, now)}</td>'
        f'<td data-col="进展">{standing}</td>'
        f'<td data-col="次" class="num">{line.number or NOTHING}</td>'
        f'<td data-col="自评得分" class="num">{_number(line.total)}{_change(line.total_change)}</td>'
        f'<td data-col="等级">{escaped_text(line.grade) or NOTHING}</td>'
        f'<td data-col="执行率" class="num">{_number(line.execution_rate, "%")}{_change(line.execution_change)}</td>'
        f'<td data-col="三公变动" class="num">{_signed_rate(line.three_public_change)}</td>'
        f'<td data-col="疑点">{_findings(line)}</td>'
        f'<td data-col="停留" class="num">{_days(days_there(line, today, now.tzinfo))}</td>'
        f'<td data-col="截止" class="num">{_last_day(line, today)}</td></tr>'
    )


def _standing(line: QueueLine, today: date, staged: Container[int], closed: Container[int]) -> str:
    """The word that every page has for where the report stands, and whose word is awaited."""
    state = written_state(
        line.status or "",
        overdue=line.cycle not in closed and days_late(line, today) > 0,
        unsigned=is_unsigned(line.status or "", bool(line.sent_back)),
        exempted=line.exempted,
        correcting=bool(line.correcting),
        taken_down=bool(line.taken_down),
        correction_waits=bool(line.correction_waits),
        forwarding=bool(line.forwarding),
    )
    return state + (_stage(line) if line.cycle in staged else "")


def _stage(line: QueueLine) -> str:
    """Of two persons who review, whose word is awaited; after the first one's, who gave it."""
    if line.stand != ReportStand.WAITING:
        return ""
    stage = REVIEW_STAGE_LABELS["last" if line.first_word_by else "first"]
    said = f"（{escaped_text(line.first_word)}已初审）" if line.first_word_by else ""
    return f' <span class="meta">{stage}{said}</span>'


def _reviewer(line: QueueLine, now: datetime) -> str:
    """To whom it is given, and who is reviewing it."""
    given = escaped_text(line.reviewer_name) or NOTHING
    if not line.held(now):
        return given
    holder = f"{escaped_text(line.holder_name)} " if line.holder != line.reviewer else ""
    return f'{given} <span class="meta">{holder}{timezone.localtime(line.held_since, now.tzinfo):%H:%M} 起审</span>'


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


def _findings(line: QueueLine) -> str:
    """The risk, and the findings behind a fold."""
    risk = f'<span class="risk risk-{line.risk}">{RISK_LABELS[line.risk]}</span>' if line.risk else ""
    if not line.named:
        return risk or NOTHING
    numbers = ((line.warnings, WARNING_LEVEL), (line.hints, HINT_LEVEL))
    counted = " ".join([f"{number} {SEVERITY_LABELS[level]}" for number, level in numbers if number])
    named = "</li><li>".join(escaped_text(line.named).splitlines())
    return f"<details><summary>{risk}{counted}</summary><ul><li>{named}</li></ul></details>"


def _last_day(line: QueueLine, today: date) -> str:
    late = days_late(line, today)
    return f'<span class="over">逾期 {late} 天</span>' if late else f"{line.due_on:%m-%d}"
