"""How the chosen reports are to be given away, and the plan that follows from it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from departments.models import User
from evaluations.forms.desk_forms import BureauForm, LimitedLineField
from evaluations.language.small_numbers import small_number
from evaluations.models import Cycle, Obligation
from evaluations.workflow.assigning import AssignmentPlan, county_reviewers, loads_of, members_of
from evaluations.workflow.sharing_out import SharedReport, share_out

EVENLY, BY_GROUP, GIVEN_BACK = "even", "group", "back"
SHARING_WAYS = {EVENLY: "平均分配", BY_GROUP: "平均分配，同一主管部门的单位归一人"}
PARTS_OF_GIFT = 3


class AssignmentChoice(forms.Form):
    """To whom: one person, all of those ticked in turn, or nobody any more. What does not fit is left out."""

    to = forms.ChoiceField(label="分配给", required=False)
    among = forms.MultipleChoiceField(label="参加平均分配", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, people: Sequence[User], user: User, *, assigns: bool) -> None:
        super().__init__(data, label_suffix="")
        named = [(str(one.pk), str(one)) for one in people if assigns or one.pk == user.pk]
        to, among = self.fields["to"], self.fields["among"]
        assert isinstance(to, forms.ChoiceField) and isinstance(among, forms.MultipleChoiceField)
        to.choices = [*named, *(SHARING_WAYS.items() if assigns else ()), (GIVEN_BACK, "放回未分配")]
        among.choices = named
        to.widget.attrs["class"] = "form-select"
        self.people, self.first = people, str(user.pk) if not assigns else EVENLY
        self.full_clean()

    @property
    def to_code(self) -> str:
        """What was chosen; for the administrator 平均分配 stands first, for a reviewer the own name."""
        return self.cleaned_data.get("to") or self.first

    @property
    def among_people(self) -> list[int]:
        """Who takes part in an even share: those ticked, or else everybody."""
        return [int(pk) for pk in self.cleaned_data.get("among") or ()] or [one.pk for one in self.people]

    @property
    def among_codes(self) -> set[str]:
        """The same, as the boxes on the page are called."""
        return {str(pk) for pk in self.among_people}

    def wanted(self, cycle: Cycle, rows: Sequence[Obligation]) -> dict[int, int | None]:
        """Duty → who is to have it; what nobody may review is left out."""
        if self.to_code == GIVEN_BACK:
            return {one.pk: None for one in rows}
        if self.to_code not in SHARING_WAYS:
            return {one.pk: int(self.to_code) for one in rows}
        loads = loads_of(cycle)
        # What is shared out again weighs on nobody yet.
        for one in rows:
            if assignment := getattr(one, "assignment", None):
                loads[assignment.reviewer_id] = max(0, loads.get(assignment.reviewer_id, 0) - 1)
        return dict(share_out(shared_reports(rows, self.to_code == BY_GROUP), self.among_people, loads))


def shared_reports(rows: Iterable[Obligation], grouped: bool) -> list[SharedReport]:
    """The reports by budget code, with who belongs to their departments; a group is a 主管部门 with its units."""
    found = list(rows)
    belong = members_of({pk for one in found for pk in (one.department_id, one.department.answering_id)})
    return [
        SharedReport(
            one.pk,
            (one.department.supervising_department_id or one.department_id) if grouped else one.pk,
            frozenset(belong.get(one.department_id, set()) | belong.get(one.department.answering_id, set())),
        )
        for one in found
    ]


class AssignmentForm(BureauForm):
    """The word beside an assignment, and what the page showed: duty, who had it, who gets it."""

    reason = LimitedLineField(
        longest=200,
        required=False,
        label="说明",
        help_text="审核人会看到。从同事名下接手的必须写明，例如“陈审核外出培训”。",
    )

    def plan(self, gifts: Iterable[str], method: str, cycle: Cycle) -> AssignmentPlan:
        """The ticked lines as a plan; what was not offered finds nobody."""
        people = set(county_reviewers(cycle).values_list("pk", flat=True))
        wanted: dict[int, int | None] = {}
        seen: dict[int, int | None] = {}
        for gift in gifts:
            duty, had, gets = [small_number(part) for part in (gift.split(":") + ["", ""])[:PARTS_OF_GIFT]]
            if gets in people or gets == 0:
                wanted[duty], seen[duty] = gets or None, had or None
        return AssignmentPlan(wanted, seen, self.cleaned_data.get("reason", ""), method)
