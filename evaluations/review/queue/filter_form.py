"""The filter of the list, as the address carries it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode

from departments.access import county_numbers_of
from departments.kept_answers import kept_answer
from departments.kept_statement import KeptStatement
from departments.models import Department, User
from departments.roles import Role
from evaluations.checks.report_risk import RISK_LABELS
from evaluations.forms.written_select import WrittenSelect
from evaluations.forms.year_choice import chosen_year
from evaluations.language.small_numbers import small_number
from evaluations.language.states import REVIEW_STAGE_LABELS
from evaluations.models import Cycle, ReportLine
from evaluations.models.department_search import department_matches
from evaluations.models.report_line import ReportStand
from evaluations.models.scheme import parsed_scheme
from evaluations.review.queue.line_order import (
    DEFAULT_ORDERS,
    LINE_SORTS,
    in_order,
)
from evaluations.review.queue.list_numbers import ListNumbers, numbers_of_lines, numbers_of_tab
from evaluations.review.queue.queue_tabs import QUEUE_TABS, WAITING_TAB, queue_counts, queue_counts_of
from evaluations.review.reviewable import REVIEWER_ROLES

MINE, OPEN_TO_ME, NOBODYS = "mine", "open", "none"
LAST_WORD_MINE = "mine"
WAITING_DAYS = (3, 7, 14, 30)
SMALL_INPUT = "form-control form-control-sm"
FILTER_NAMES = ("who", "stage", "grade", "risk", "again", "days", "above", "text")


def _choice(label: str, *choices: tuple[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "全部"), *choices], required=False, widget=WrittenSelect)


COUNTY_CYCLES = KeptStatement(
    lambda: Cycle.objects.order_by("-year", "pk"), ("scheme",), without=("scheme__source",), field="county"
)


def _cycles(counties: Sequence[int]) -> list[Cycle]:
    """The years' tasks of these counties, the newest first; one statement a county, and few people work for two."""
    rows = [cycle for county in counties for cycle in COUNTY_CYCLES.rows_of(county)]
    return sorted(rows, key=lambda cycle: (-cycle.year, cycle.pk))


def _reviewers(counties: Sequence[int]) -> QuerySet[User, tuple[int, str, str]]:
    """Number, name and account of whom a report of these counties may be given to."""
    people = User.objects.filter(is_active=True, memberships__role=Role.REVIEWER, memberships__county__in=counties)
    return people.order_by("display_name", "pk").distinct().values_list("pk", "display_name", "username")


def _supervising(counties: Sequence[int]) -> QuerySet[Department, tuple[int, str, str]]:
    """Number, budget code and name of the departments that have others below them."""
    # Not by joining all departments with themselves: in a large county that read every one of them twice.
    above = Department.objects.filter(supervising_department__isnull=False).values("supervising_department")
    departments = Department.objects.filter(county__in=counties, pk__in=above)
    return departments.order_by("budget_code", "pk").values_list("pk", "budget_code", "name")


def known_order(order: str) -> None:
    """Raises ValidationError for what the list cannot be sorted by."""
    if order.removeprefix("-") not in LINE_SORTS:
        raise ValidationError("没有这种排序。")


class QueueFilter(forms.Form):
    """The address of the list. What does not fit is left out, never an error page; years are never mixed."""

    tab = forms.ChoiceField(choices=[(code, label) for code, (label, _) in QUEUE_TABS.items()], required=False)
    text = forms.CharField(label="单位", max_length=80, required=False, widget=forms.TextInput({"class": SMALL_INPUT}))
    who = _choice("审核人")
    stage = _choice("环节", *REVIEW_STAGE_LABELS.items(), (LAST_WORD_MINE, "待我复审"))
    grade = _choice("等级")
    risk = _choice("风险", *RISK_LABELS.items())
    again = _choice("报送", ("1", "重新报送"))
    days = forms.TypedChoiceField(
        label="停留",
        coerce=int,
        empty_value=None,
        choices=[("", "不限"), *((n, f"满 {n} 天") for n in WAITING_DAYS)],
        required=False,
        widget=WrittenSelect,
    )
    above = _choice("主管部门")
    sort = forms.CharField(required=False, validators=[known_order])

    def __init__(
        self, request: HttpRequest | None, data: Mapping[str, Any], user: User, *, shown: bool = False
    ) -> None:
        """`shown`: the inputs stand on the page; otherwise only what the address names is looked up."""
        super().__init__(data, label_suffix="")
        self.every_choice = shown
        self.user = user
        self.counties = county_numbers_of(user, *REVIEWER_ROLES)
        cycles = _cycles(self.counties)
        self.years = list(dict.fromkeys(cycle.year for cycle in cycles))
        opened = [cycle.year for cycle in cycles if not cycle.closed]
        first = next(iter(opened or self.years), None)
        # Without a request (a job) the year stands in the data.
        self.year = chosen_year(request, self.years, first) if request else small_number(data.get("year", ""))
        self.cycles = [cycle for cycle in cycles if cycle.year == self.year]
        self.cycle_numbers = [cycle.pk for cycle in self.cycles]
        self._offer()
        self.full_clean()

    def _offer(self) -> None:
        """Fill the choices that depend on the county and the year."""
        schemes = (parsed_scheme(cycle.scheme) for cycle in self.cycles) if self._wanted("grade") else ()
        grades = [grade.label for scheme in schemes for grade in scheme.grades]
        self._choices("grade", [("", "全部"), *((one, one) for one in dict.fromkeys(grades))])
        people = kept_answer(_reviewers, self.counties) if self._wanted("who") else ()
        self.known_names = {pk: name or account for pk, name, account in people}
        named = [(str(pk), name) for pk, name in self.known_names.items() if pk != self.user.pk]
        self._choices("who", [("", "全部"), (MINE, "我的"), (OPEN_TO_ME, "我的和未分配"), (NOBODYS, "未分配"), *named])
        if not self.staged:
            self._choices("stage", [("", "全部")])
        self.supervising = kept_answer(_supervising, self.counties) if self._wanted("above") else []
        self._choices("above", [("", "全部"), *((str(pk), name) for pk, _, name in self.supervising)])

    def _wanted(self, name: str) -> bool:
        return self.every_choice or bool(self.data.get(name))

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def tab_code(self) -> str:
        """The chosen tab, or the one with work in it."""
        return self.cleaned_data.get("tab") or WAITING_TAB

    @property
    def sort_code(self) -> str:
        """The chosen column, "-" before it for downwards; "" for the order of this tab."""
        return self.cleaned_data.get("sort") or ""

    @property
    def shown(self) -> list[forms.BoundField]:
        """The inputs above the list; the 主管部门 and the stage only where there is any."""
        some = {"above": bool(self.supervising), "stage": bool(self.staged)}
        return [self[name] for name in FILTER_NAMES if some.get(name, True)]

    @cached_property
    def staged(self) -> frozenset[int]:
        """The years' tasks in which two persons review each report, by number."""
        return frozenset(cycle.pk for cycle in self.cycles if cycle.reviewing.second_person)

    @property
    def closed(self) -> frozenset[int]:
        """The years' tasks that are closed, by number: nobody is late in them any more."""
        return frozenset(cycle.pk for cycle in self.cycles if cycle.closed)

    @property
    def narrowed(self) -> bool:
        """Whether anything but year and tab narrows the list."""
        return any(self.cleaned_data.get(name) for name in FILTER_NAMES)

    @cached_property
    def address(self) -> str:
        """The filter as the query of an address, "?" before it, so that a report knows the list it was opened from."""
        return f"?{urlencode(self.given)}" if self.year else ""

    @cached_property
    def given(self) -> list[tuple[str, str]]:
        """Name and value of everything that was chosen and fits, and the year."""
        sent = {name: self.data.get(name, "") for name in ("tab", "sort", *FILTER_NAMES)}
        kept = [(name, value) for name, value in sent.items() if value and name in self.cleaned_data]
        return [*kept, ("year", str(self.year))]

    @cached_property
    def narrowed_lines(self) -> QuerySet[ReportLine]:
        """The lines of the year under every condition but the tab."""
        lines = ReportLine.objects.filter(cycle__in=self.cycle_numbers)
        given = {name: self.cleaned_data.get(name) for name in FILTER_NAMES}
        conditions = {
            "who": self._who(given["who"] or ""),
            "stage": self._stage(given["stage"] or ""),
            "grade": Q(grade=given["grade"]),
            "risk": Q(risk=given["risk"]),
            "again": Q(number__gt=1),
            "days": Q(since__lt=timezone.now() - timedelta(days=given["days"] or 0)),
            "above": Q(obligation__department__supervising_department=given["above"]),
            "text": department_matches(given["text"] or "", path="obligation__department__"),
        }
        for name, condition in conditions.items():
            if given[name]:
                lines = lines.filter(condition)
        return lines

    def _stage(self, chosen: str) -> Q:
        """Whose word is awaited of two; nobody gives both."""
        staged = Q(cycle__in=self.staged, stand=ReportStand.WAITING)
        if chosen == "first":
            return staged & Q(first_word_by=None)
        own = Q(first_word_by=self.user.pk) if chosen == LAST_WORD_MINE else Q(pk__in=[])
        return staged & Q(first_word_by__isnull=False) & ~own

    def _who(self, chosen: str) -> Q:
        if chosen == NOBODYS:
            return Q(reviewer=None)
        if chosen == OPEN_TO_ME:
            open_to = Q(reviewer=None) | Q(reviewer=self.user.pk)
            if not self.staged:
                return open_to
            # Whoever gave the first word has done the own share: the last one is anybody else's.
            shared = Q(cycle__in=self.staged, first_word_by=F("reviewer"))
            return (open_to | shared) & ~Q(cycle__in=self.staged, first_word_by=self.user.pk)
        return Q(reviewer=self.user.pk if chosen == MINE else chosen or None)

    @property
    def order(self) -> str:
        """The order of the list: the chosen one, or that of the tab."""
        return self.sort_code or DEFAULT_ORDERS[self.tab_code]

    def tab_lines(self) -> QuerySet[ReportLine]:
        """The lines under the tab, in no order."""
        return self.narrowed_lines.filter(QUEUE_TABS[self.tab_code][1])

    def ordered_lines(self) -> QuerySet[ReportLine]:
        """The lines under the tab, in the order of the list."""
        return in_order(self.tab_lines(), self.order, self.user)

    def counts(self) -> dict[str, int]:
        """The number on each tab, under the same conditions."""
        return queue_counts(self.narrowed_lines) if self.narrowed else queue_counts_of(self.cycle_numbers)

    def ordered_numbers(self, total: int) -> ListNumbers:
        """The numbers of the `total` lines in the same order, to be cut into pages."""
        if self.narrowed:
            return numbers_of_lines(self.tab_lines(), self.order, self.user.pk, total)
        return numbers_of_tab(self.tab_code, self.order, self.cycle_numbers, self.user.pk, total)
