"""The county's year as one bar, the pace that is needed, and who has reviewed how many."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet

from evaluations.models import Claim, Decision, Obligation
from evaluations.models.standing import STANDING_LABELS

BAR_WIDTH = 1000
REVIEWING_LABEL = "审核中"
SATURDAY = 5


@dataclass(frozen=True)
class BarPiece:
    """One state of the bar: its word, how many, and where it stands in the drawing."""

    code: str
    label: str
    number: int
    x: int
    width: int


@dataclass(frozen=True)
class CountyProgress:
    """The bar, and a sentence on the pace."""

    pieces: tuple[BarPiece, ...]
    total: int
    pace: str


def county_progress(owed: QuerySet[Obligation], counts: dict[str, int], now: datetime) -> CountyProgress:
    """The bar of these duties; `counts` are those of the desk. One more query, for the last day."""
    numbers = {code: counts[code] for code in STANDING_LABELS}
    # A correction that was filed again waits for its review like the others, under its own word.
    reviewing = min(counts["reviewing"], numbers["handed_in"])
    numbers["handed_in"] -= reviewing
    named = {code: (label, numbers[code]) for code, label in STANDING_LABELS.items()}
    named = insert_after(named, "handed_in", "reviewing", (REVIEWING_LABEL, reviewing))
    last = owed.filter(cycle__closed_at=None).order_by("-cycle__due_on").values_list("cycle__due_on", flat=True).first()
    total = sum(number for _, number in named.values())
    return CountyProgress(bar_pieces(named, total), total, pace_words(counts, last, now.date()))


def insert_after(
    named: dict[str, tuple[str, int]], place: str, code: str, piece: tuple[str, int]
) -> dict[str, tuple[str, int]]:
    """The dict with one more entry behind a place."""
    found: dict[str, tuple[str, int]] = {}
    for name, value in named.items():
        found[name] = value
        if name == place:
            found[code] = piece
    return found


def bar_pieces(named: dict[str, tuple[str, int]], total: int) -> tuple[BarPiece, ...]:
    """Pieces side by side, as wide as their share; the rounding never leaves a gap."""
    pieces, before = [], 0
    for code, (label, number) in named.items():
        begin, end = (BAR_WIDTH * edge // (total or 1) for edge in (before, before + number))
        pieces.append(BarPiece(code, label, number, begin, end - begin))
        before += number
    return tuple(pieces)


def pace_words(counts: dict[str, int], last: date | None, today: date) -> str:
    """还剩 13 个工作日…: how many reports a day must be reviewed until the last day."""
    open_reports = counts["to_review"] + counts["unfiled"] + counts["all_returned"]
    if last is None or not open_reports:
        return ""
    left = f"未报送 {counts['unfiled']} 个单位，待审核 {counts['to_review']} 份，等单位修改 {counts['all_returned']} 份"
    if last < today:
        return f"报送截止已过 {(today - last).days} 天：{left}。"
    days = working_days(today, last)
    pace = f"，要在截止日审完，平均每个工作日审 {-(-open_reports // days)} 份" if days else ""
    return f"距报送截止还剩 {days} 个工作日（周一至周五）：{left}{pace}。"


def working_days(first: date, last: date) -> int:
    """Days from Monday to Friday, both ends counted; holidays are not known."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(day.weekday() < SATURDAY for day in days)


@dataclass(frozen=True)
class ReviewerRow:
    """What one person has in hand and has decided in the year."""

    name: str
    claimed: int
    approved: int
    returned: int


def reviewer_rows(owed: QuerySet[Obligation], now: datetime) -> list[ReviewerRow]:
    """Everybody who holds a claim or has decided, by name; two queries."""
    decided = Decision.objects.filter(submission__evaluation__obligation__in=owed, revocation=None).order_by()
    held = Claim.objects.filter(submission__evaluation__obligation__in=owed, until__gt=now).order_by()
    done = {
        (pk, name, outcome): number
        for pk, name, outcome, number in decided.values_list(
            "decided_by", "decided_by__display_name", "outcome"
        ).annotate(Count("pk"))
    }
    hand = {
        (pk, name): number
        for pk, name, number in held.values_list("holder", "holder__display_name").annotate(Count("pk"))
    }
    people = sorted({*hand, *((pk, name) for pk, name, _ in done)}, key=lambda one: (one[1], one[0]))
    approved, returned = Decision.Outcome.APPROVED, Decision.Outcome.RETURNED
    return [
        ReviewerRow(name, hand.get((pk, name), 0), done.get((pk, name, approved), 0), done.get((pk, name, returned), 0))
        for pk, name in people
    ]
