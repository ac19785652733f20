"""What happened, as those who are told of it need to know."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from departments.models import Department, User
from evaluations.language.moments import written_day
from evaluations.models import Obligation, Status, Submission

DAYS = ("due", "old_due")  # the facts that are a day, as the log keeps them: 2026-11-21


@dataclass(frozen=True)
class Occasion:
    """One act upon what a department owes. `before`, `after`: the report's status; `facts`: what else the words name.

    `chosen`: persons whom the act itself names, by primary key (the reviewer whose claim was taken over). `once`: of the
    same occasion nobody is told twice; "": whenever it happens. `urgent`: sent at once, whatever the line of the table says.
    """

    action: str
    obligation: Obligation
    actor: User | None
    at: datetime
    reason: str = ""
    before: str = ""
    after: str = ""
    chosen: frozenset[int] = frozenset()
    facts: dict[str, str] = field(default_factory=dict)
    once: str = ""
    urgent: bool = False

    @property
    def department(self) -> Department:
        """Whose report it is."""
        return self.obligation.department

    @cached_property
    def newest(self) -> Submission | None:
        """What was filed last."""
        rows = Submission.objects.filter(evaluation__obligation=self.obligation).defer("facts", "result", "evidence")
        return rows.order_by("-number").first()

    def words(self) -> dict[str, object]:
        """What a sentence may name, by the name that stands in its braces."""
        return {
            "department": self.department,
            "report": f"{self.obligation.cycle.year}年度绩效评价报告",
            "actor": self.actor or "系统",
            "reason": f"原因：{self.reason}" if self.reason else "",
            "number": self.newest.number if self.after == Status.SUBMITTED and self.newest else "",
            **self.facts,
            **{name: written_day(date.fromisoformat(self.facts[name])) for name in DAYS if name in self.facts},
        }
