"""The filter of the log, as the address carries it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone

from evaluations.audit.event_words import grouped_words
from evaluations.audit.events import OUTCOME_OK, OUTCOME_REFUSED
from evaluations.forms.desk_forms import date_field
from evaluations.models import Event

# No event is older or younger; at the ends of the calendar a day has no midnight in another zone, or no day after it.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)


class LogFilter(forms.Form):
    """Person, department, act, outcome, days. What does not fit is left out, never an error page."""

    person = forms.CharField(label="姓名或用户名", max_length=40, required=False)
    department = forms.CharField(label="单位", max_length=80, required=False)
    act = forms.ChoiceField(label="操作", required=False, choices=[("", "全部操作"), *grouped_words()])
    outcome = forms.ChoiceField(
        label="结果",
        required=False,
        choices=[("", "全部结果"), (OUTCOME_OK, "已办成"), (OUTCOME_REFUSED, "未成功")],
    )
    since = date_field("从", required=False)
    until = date_field("到", required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, label_suffix="")
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if chosen else "form-control"
        for name in ("since", "until"):
            self.fields[name].validators += [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
        self.full_clean()

    @property
    def chosen(self) -> dict[str, Any]:
        """What was filled in and could be read."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def address(self) -> str:
        """The same filter as a query string."""
        return urlencode(self.chosen)

    def narrowed(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """The events that fit."""
        chosen = self.chosen
        if person := chosen.get("person"):
            known = Q(actor_name__icontains=person) | Q(actor__username__icontains=person)
            events = events.filter(known | Q(detail__name__icontains=person) | Q(detail__login__icontains=person))
        if department := chosen.get("department"):
            events = events.filter(Q(department__icontains=department) | Q(detail__place__icontains=department))
        for name, column in {"act": "action", "outcome": "outcome"}.items():
            if name in chosen:
                events = events.filter(**{column: chosen[name]})
        if "since" in chosen:
            events = events.filter(at__gte=day_begins(chosen["since"]))
        if "until" in chosen:
            events = events.filter(at__lt=day_begins(chosen["until"] + timedelta(days=1)))
        return events


def day_begins(day: date) -> datetime:
    """Midnight in the county's time."""
    return timezone.make_aware(datetime.combine(day, time.min))
