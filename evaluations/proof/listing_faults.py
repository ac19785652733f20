"""Which department owes a report in which year, and whose duty each report answers, held against the log.

Of what a version before 1.8.0 listed the log tells how many there were, not which.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Evaluation, Event, Obligation
from evaluations.proof.adopting import ADOPT_ACTION

LISTING_ACTIONS = ("open_cycle", "list_departments", ADOPT_ACTION)
REPORT_DUTIES = "report_duties"
Numbers = dict[str, int]  # number of a duty → its department; or of a report → its duty


@dataclass
class ToldListing:
    """Of one year: its duties as the log names them, and how many more of them it only counts."""

    named: Numbers = field(default_factory=dict)
    counted: int = 0


def listed_duties(rows: Iterable[Obligation]) -> Numbers:
    """Number of the duty → of its department, for the event that lists them."""
    return {str(row.pk): row.department_id for row in rows}


def listing_faults() -> Iterator[str]:
    """One Chinese sentence for each duty and each report that is not where the log says."""
    told = told_listings()
    known = {pk: (department, cycle) for cycle, one in told.items() for pk, department in one.named.items()}
    untold: dict[int, list[int]] = defaultdict(list)
    moved, stored = [], set()
    for pk, department, cycle in Obligation.objects.order_by("pk").values_list("pk", "department", "cycle"):
        stored.add(str(pk))
        if str(pk) not in known:
            untold[cycle].append(pk)
        elif known[str(pk)] != (department, cycle):
            moved.append(pk)
    added = [pk for cycle, duties in untold.items() if len(duties) > told[cycle].counted for pk in duties]
    yield from (f"{row}年度的报送任务与日志登记的不符：已改给别的单位或年度。" for row in _duties(moved))
    yield from (f"{row}年度的报送任务，日志没有登记：不是经系统列入的。" for row in _duties(added))
    for gone in sorted(known.keys() - stored, key=int):
        yield f"日志登记了应报单位 {gone}，数据库中没有：已被删除。"
    yield from _moved_reports()


def told_listings() -> dict[int, ToldListing]:
    """Number of the year → what the log tells of its duties."""
    told: dict[int, ToldListing] = defaultdict(ToldListing)
    events = Event.objects.filter(outcome=OUTCOME_OK, object_type="cycle", action__in=LISTING_ACTIONS).order_by("pk")
    for cycle, action, detail in events.values_list("object_id", "action", "detail").iterator(500):
        one = told[int(cycle)]
        one.named |= detail.get("listed", {})
        if action == ADOPT_ACTION:
            one.counted = 0
        elif "listed" not in detail:
            one.counted += detail.get("departments", 0)
    return told


def told_report_duties() -> Numbers:
    """Number of the report → of its duty, as the log tells it."""
    told: Numbers = {}
    events = Event.objects.filter(outcome=OUTCOME_OK, object_type__in=("evaluation", "cycle"))
    found = events.filter(action__in=("open", ADOPT_ACTION)).order_by("pk")
    for pk, action, detail in found.values_list("object_id", "action", "detail").iterator(500):
        if action == ADOPT_ACTION:
            told |= detail.get(REPORT_DUTIES, {})
        elif "duty" in detail:
            told[pk] = detail["duty"]
    return told


def _duties(numbers: list[int]) -> QuerySet[Obligation]:
    return Obligation.objects.filter(pk__in=numbers).select_related("department", "cycle").order_by("pk")


def _moved_reports() -> Iterator[str]:
    told = told_report_duties()
    rows = Evaluation.objects.values_list("pk", "obligation")
    moved = [pk for pk, duty in rows if told.get(str(pk), duty) != duty]
    named = Evaluation.objects.select_related("obligation__department", "obligation__cycle")
    for row in named.filter(pk__in=moved).order_by("pk"):
        yield f"报告 {row.pk}（{row}）挂在别的单位或年度名下，与日志登记的不符：已被改动。"
