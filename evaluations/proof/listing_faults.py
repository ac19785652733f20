"""Which department owes a report in which year, and whose duty each report answers, held against the log.

Of what a version before 1.8.0 listed the log tells how many there were, not which.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    known = {pk: department for one in told.values() for pk, department in one.named.items()}
    places = {pk: cycle for cycle, one in told.items() for pk in one.named}
    untold: dict[int, list[Obligation]] = defaultdict(list)
    stored = {str(row.pk): row for row in Obligation.objects.select_related("department", "cycle")}
    for pk, row in stored.items():
        if pk not in known:
            untold[row.cycle_id].append(row)
        elif (known[pk], places[pk]) != (row.department_id, row.cycle_id):
            yield f"{row}年度的报送任务与日志登记的不符：已改给别的单位或年度。"
    for cycle, rows in untold.items():
        if len(rows) > told[cycle].counted:
            yield from (f"{row}年度的报送任务，日志没有登记：不是经系统列入的。" for row in rows)
    for pk in sorted(known.keys() - stored.keys(), key=int):
        yield f"日志登记了应报单位 {pk}，数据库中没有：已被删除。"
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


def _moved_reports() -> Iterator[str]:
    told = told_report_duties()
    for row in Evaluation.objects.select_related("obligation__department", "obligation__cycle").order_by("pk"):
        if told.get(str(row.pk), row.obligation_id) != row.obligation_id:
            yield f"报告 {row.pk}（{row}）挂在别的单位或年度名下，与日志登记的不符：已被改动。"
