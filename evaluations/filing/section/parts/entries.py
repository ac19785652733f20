"""附件1: for each indicator what a person must enter, beside its computed value and score."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evaluations.facts.document import EntryFacts
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import AmountField, ParagraphsField, typed_amount
from evaluations.filing.section.last_year import LastYear
from evaluations.filing.section.parts.base import EVERY_INPUT, SectionPart
from evaluations.filing.section.parts.drawn_fields import drawn_field
from evaluations.filing.section.parts.placed_forms import PlacedForm
from evaluations.filing.section.parts.said import remarks_on_entry, told_already
from evaluations.filing.section.parts.sheet import store_figures
from evaluations.filing.section.parts.sheet_shapes import figure_field
from evaluations.language.amounts import show_percent
from evaluations.language.rounding import plain_number
from evaluations.language.words import ENTRY_LABELS, NOT_APPLICABLE_LABEL
from evaluations.models import Evaluation, IndicatorEntry
from evaluations.schemes.place_lookup import entry_place
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.rules.choices import EitherOr
from evaluations.schemes.rules.entered import Checklist, Folded, Graded, GradedRange, Judged, PointsPerCase
from evaluations.schemes.scheme import Indicator, ScoringScheme
from evaluations.scoring.assessing import IndicatorResult

MOST_CASES = 9999
MOST_INDICATORS = 1_024  # those of some dozen forms
FormFields = dict[str, forms.Field]


class EntriesPart(SectionPart):
    writes = ("entries", "figures")
    template = "filing/section/parts/entries.html"

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        data: dict[str, str] = {}
        for indicator in desk.scheme.indicators:
            start = entry_place(desk.scheme, indicator.code).input_name
            entry = desk.facts.entries.get(indicator.code)
            data |= {f"{start}-{name}": text for name, text in entry_texts(entry).items()} if entry else {}
            for figure in indicator.figures:
                data[figure.name] = typed_amount(desk.facts.figures.get(figure.name), figure.unit)
        return data

    @cached_property
    def entries(self) -> list["EntryForm"]:
        """The form of each indicator."""
        return [
            EntryForm(self.data, entry_place(self.desk.scheme, one.code), one) for one in self.desk.scheme.indicators
        ]

    @cached_property
    def figures(self) -> "FiguresForm":
        """The form of the figures that are asked for beside their indicator."""
        return FiguresForm(self.desk, self.data)

    @property
    def forms(self) -> list[PlacedForm]:
        return [*self.entries, self.figures]

    def groups(self) -> list[tuple[tuple[str, str], list["EntryLine"]]]:
        """((level 1, level 2), lines) in the order of the scheme; in the answer to a page that shows what was stored
        before, the lines that say something else now."""
        results = self.desk.assessment.results
        lines = [
            EntryLine(form, results[form.indicator.code], self.figures, self.desk.last_year)
            for form in self.entries
            if self._touched(form)
        ]
        return [(levels, list(group)) for levels, group in groupby(lines, key=lambda line: line.levels)]

    @property
    def some(self) -> bool:
        """Whether `groups` are some of the lines only."""
        return self.desk.shown_before is not None

    def _touched(self, form: "EntryForm") -> bool:
        """Whether the page may show something else of an indicator than it should."""
        before, code = self.desk.shown_before, form.indicator.code
        if before is None or form.holds_any(before.sent):
            return True
        own = any(figure.name in before.sent for figure in form.indicator.figures)
        scored = before.results.assessment.results.get(code) == self.desk.assessment.results[code]
        return own or not scored or not told_already(self.desk, remarks_on_entry(self.desk, form.place))

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        self._write_entries(evaluation, [form for form in self.entries if form.holds_any(changed)])
        names = [name for name in self.figures.fields if name in changed]
        values = {name: value for name in names if (value := self.figures.value(name)) is not None}
        if names:
            store_figures(evaluation, names, values)

    def _write_entries(self, evaluation: Evaluation, forms: Sequence["EntryForm"]) -> None:
        if not forms:
            return
        stored = evaluation.indicator_entries.filter(indicator__in=[form.indicator.code for form in forms])
        # The score printed on a paper that was keyed in is not on this page and stays.
        printed = dict(stored.values_list("indicator", "self_score"))
        stored.delete()
        rows = [(form.indicator.code, form.values()) for form in forms]
        IndicatorEntry.objects.bulk_create(
            IndicatorEntry(evaluation=evaluation, indicator=code, self_score=printed.get(code), **values)
            for code, values in rows
            if values or printed.get(code) is not None
        )


class EntryLine:
    """One indicator as a line of the table."""

    def __init__(
        self, form: "EntryForm", result: IndicatorResult, figures: "FiguresForm", last_year: LastYear | None
    ) -> None:
        self.form, self.result, self.indicator = form, result, form.indicator
        self.levels = (result.level1, result.level2)
        self.figures = [drawn_field(figures, figure.name) for figure in form.indicator.figures]
        self.asked = [drawn_field(form, name) for name in form.controls]
        self.flag = drawn_field(form, "na") if "na" in form.fields else None
        self.reason = drawn_field(form, "reason")
        self.weight = plain_number(result.weight)
        self.score = "待填" if result.score is None else plain_number(result.score)
        self.note = last_year.entry(form.indicator) if last_year else None
        self.lost = result.score is not None and result.score < result.weight

    @property
    def value(self) -> str:
        """The computed value as text."""
        if self.result.value is None:
            return NOT_APPLICABLE_LABEL if self.result.status == "not_applicable" else "—"
        shown = show_percent(self.result.value) if self.result.unit == "%" else plain_number(self.result.value)
        return shown if self.result.unit == "%" else f"{shown}{self.result.unit}"

    @property
    def needs_reason(self) -> bool:
        """Whether the field for the reason stands open."""
        return self.lost or "reason" in self.form.errors or bool(self.form.typed("reason") or self.form.typed("na"))


def entry_texts(entry: EntryFacts) -> dict[str, str]:
    """A stored entry as the texts of its inputs; a tick is "on", as a browser sends it."""
    ticks = {f"check{n}": "on" for n, ticked in enumerate(entry.checked or ()) if ticked}
    texts = {
        "cases": "" if entry.cases is None else str(entry.cases),
        "grade": entry.grade or "",
        "choice": entry.choice or "",
        "score": typed_amount(entry.score, ""),
        "maximum": typed_amount(entry.maximum, ""),
        "reason": entry.reason or "",
        "na": "on" if entry.not_applicable else "",
    }
    return ticks | {name: text for name, text in texts.items() if text}


@lru_cache(maxsize=MOST_INDICATORS)
def entry_fields(indicator: Indicator) -> FormFields:
    """The controls that the rule of an indicator needs, whether it applies, and the reason; nothing of a report."""
    fields: FormFields = {}
    if control := RULE_CONTROLS.get(indicator.rule.form):
        control(fields, indicator.rule)
    if indicator.not_applicable_flag:
        fields["na"] = forms.BooleanField(label="本单位不适用", required=False)
    fields["reason"] = ParagraphsField(label=ENTRY_LABELS["reason"], rows=2)
    return fields


class EntryForm(PlacedForm):
    """The controls that the rule of one indicator needs, and the reason for lost points."""

    def __init__(self, data: Mapping[str, str], place: ReportPlace, indicator: Indicator) -> None:
        super().__init__(data, place.input_name, entry_fields(indicator))
        self.place, self.indicator = place, indicator
        self.called = f"“{indicator.label}”"
        self.controls = [name for name in self.fields if name not in ("na", "reason")]

    def holds_any(self, names: Container[str]) -> bool:
        """Whether one of its inputs is among them."""
        return any(self.add_prefix(name) in names for name in self.fields)

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return self.data.get(self.add_prefix(name)) or ""

    def clean(self) -> dict[str, Any]:
        if self.value("na") and not self.value("reason"):
            self.add_error("na", "勾选“不适用”的，请在说明中写明原因。")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Columns of the stored entry; empty when nothing was entered."""
        values = {name: self.value(name) for name in ("cases", "score", "maximum") if self.value(name) is not None}
        values |= {name: text for name in ("grade", "choice", "reason") if (text := self.value(name))}
        if self.value("na"):
            values["not_applicable"] = True
        ticks = [bool(self.value(name)) for name in self.controls if name.startswith("check")]
        # Nothing ticked and nothing said is an open question, not the answer “none of them”.
        if any(ticks) or ticks and values.get("reason"):
            values["checked"] = ticks
        return values


class FiguresForm(PlacedForm):
    """Figures that belong to an indicator, such as the result of a survey."""

    def __init__(self, desk: SectionDesk, data: Mapping[str, str]) -> None:
        year, last = desk.evaluation.cycle.year, desk.last_year
        names = [figure.name for indicator in desk.scheme.indicators for figure in indicator.figures]
        before = {name: last.figure(name) if last else "" for name in names}
        super().__init__(data, fields={name: noted_field(desk.scheme, name, year, before[name]) for name in names})


@lru_cache(maxsize=MOST_INDICATORS)
def noted_field(scheme: ScoringScheme, name: str, year: int, before: str) -> AmountField:
    """The input of a figure, with what it said a year ago."""
    field = figure_field(scheme, name, year)
    field.help_text = f"上年 {before}" if before else ""
    return field


class CountField(forms.Field):
    """A whole number of cases, 0 or more."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: str | None) -> int | None:
        amount = AmountField(unit="个").clean((value or "").strip().removesuffix("处"))
        if isinstance(amount, Decimal) and amount > MOST_CASES:
            raise ValidationError(f"读到“{value}”，应为不超过{MOST_CASES}的整数。没有发现的填 0。")
        return int(amount) if isinstance(amount, Decimal) else None


def checklist_control(fields: FormFields, rule: Checklist) -> None:
    for number, (label, points) in enumerate(rule.items):
        fields[f"check{number}"] = forms.BooleanField(label=f"{label}（{plain_number(points)}分）", required=False)


def cases_control(fields: FormFields, rule: PointsPerCase) -> None:
    fields["cases"] = CountField(label=f"发现{rule.case}（处）")


def grades_control(fields: FormFields, rule: Graded) -> None:
    fields["grade"] = one_of(
        ENTRY_LABELS["grade"], [(label, f"{label}（{plain_number(points)}分）") for label, points in rule.grades]
    )


def graded_range_control(fields: FormFields, rule: GradedRange) -> None:
    fields["grade"] = one_of(ENTRY_LABELS["grade"], [(label, label) for label, *_ in rule.ranges])
    judged_control(fields, rule)


def folded_control(fields: FormFields, rule: Folded) -> None:
    fields["score"] = AmountField(label=ENTRY_LABELS["score"], unit="")
    fields["maximum"] = AmountField(label=ENTRY_LABELS["maximum"], unit="")


def judged_control(fields: FormFields, rule: Judged | GradedRange) -> None:
    fields["score"] = AmountField(label="评定得分", unit="")


def either_or_control(fields: FormFields, rule: EitherOr) -> None:
    if rule.pick == "chosen":
        fields["choice"] = one_of("选用的指标", [(option.label, option.label) for option in rule.options])


def one_of(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "请选择"), *choices], required=False)


# What a person enters for each form of rule; for the others a formula decides. The name of the form tells the class.
RULE_CONTROLS: dict[str, Callable[[FormFields, Any], None]] = {
    "checklist": checklist_control,
    "points_per_case": cases_control,
    "graded": grades_control,
    "graded_range": graded_range_control,
    "folded": folded_control,
    "judged": judged_control,
    "either_or": either_or_control,
}
