"""The latest approved report beside this year's fields: what was said there. It is last year's, or an older one where a
year was left out; then its figures stand nowhere, for they are not last year's."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from crispy_forms.layout import LayoutObject
from django.forms import Form
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone

from evaluations.facts.document import EntryFacts, Facts, ProjectFacts, TargetFacts
from evaluations.language.amounts import show_amount, show_cell_amount
from evaluations.language.units import POINT_UNIT
from evaluations.language.words import NOT_APPLICABLE_LABEL, TARGET_LABELS
from evaluations.models import Evaluation, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.report_place import PlaceKind
from evaluations.schemes.scheme import Indicator, ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.scoring.targets import attained_words, goal_words
from evaluations.submissions import carry_forward
from evaluations.submissions.freezing import assessment_of, facts_of


@dataclass(frozen=True)
class FieldNote:
    """What stands beside a field: a line of words, a longer text to unfold, and the group of fields a button fills."""

    words: str
    text: str = ""
    fill: str = ""
    button: str = "带入上年内容"


class PlacedNote(LayoutObject):
    """A note at its place in a crispy layout."""

    def __init__(self, note: FieldNote) -> None:
        self.note = note

    def render(self, form: Form, context: Context, template_pack: str = "", **kwargs: Any) -> str:
        return render_to_string("filing/section/parts/beside.html", {"note": self.note})


@dataclass(frozen=True)
class LastYear:
    """The latest approved report of an earlier year, as a page of the draft under `new` reads it; `recent`: of the year
    before."""

    submission: Submission
    new: ScoringScheme
    facts: Facts
    recent: bool = True

    @classmethod
    def of(cls, evaluation: Evaluation, scheme: ScoringScheme) -> "LastYear | None":
        """One query; None where there is no approved report of an earlier year."""
        submission = carry_forward.latest_source(evaluation.obligation)
        if submission is None:
            return None
        recent = submission.evaluation.cycle.year == evaluation.cycle.year - 1
        return cls(submission, scheme, facts_of(submission), recent)

    @property
    def year(self) -> int:
        """The year that the report is about."""
        return self.facts.year or 0

    @property
    def word(self) -> str:
        """What the year is called beside a field: 上年, or 2018年度 where it is not the year before."""
        return "上年" if self.recent else f"{self.year}年度"

    @property
    def origin(self) -> str:
        """2019年度报告（2020年4月审核通过）."""
        approval = self.submission.decision
        assert approval is not None  # source_of finds approved ones only
        day = timezone.localdate(approval.decided_at)
        return f"{self.year}年度报告（{day.year}年{day.month}月审核通过）"

    @cached_property
    def _figures(self) -> tuple[Mapping[str, str], Assessment]:
        same = carry_forward.last_year_cells(parsed_scheme(self.submission.scheme), self.new)
        return same, assessment_of(self.submission)

    @property
    def figures_told(self) -> Set[str]:
        """The figures of which it may say what they were a year ago."""
        return self._figures[0].keys() if self.recent else frozenset()

    def figure(self, name: str) -> str:
        """What the same cell said a year ago, as in a table; "" where it said nothing, or the report is older."""
        if not self.recent:
            return ""
        same, assessment = self._figures
        return show_cell_amount(assessment.lookup(same[name]), self.new.figures[name].unit) if name in same else ""

    def text(self, code: str, *, empty: bool) -> FieldNote | None:
        """The narrative of that code, with the button while the field is empty."""
        text = self.facts.narratives.get(code, "")
        return (
            FieldNote(self._written(), text, text_place(self.new, code).input_name if empty else "", self._button)
            if text
            else None
        )

    @property
    def _button(self) -> str:
        return f"带入{self.word}内容"

    def _written(self, more: str = "") -> str:
        """上年写的（2019年度，3条，供参考）."""
        told = [f"{self.year}年度", more] if self.recent else [more]
        words = "，".join(filter(None, told))
        return f"{self.word}写的" + (f"（{words}）" if words else "")

    def people(self, *, empty: bool) -> FieldNote | None:
        """Names and telephone, with the button while one is empty."""
        found = [text for text in vars(self.facts.people).values() if text]
        return (
            FieldNote(f"{self.word}：{'，'.join(found)}", fill=PlaceKind.PERSON if empty else "", button=self._button)
            if found
            else None
        )

    def achievements(self) -> FieldNote | None:
        """All of last year's achievements; they are not taken over."""
        found = self.facts.achievements
        text = "\n\n".join(f"{number}．{one.title}\n{one.body}" for number, one in enumerate(found, 1))
        return FieldNote(self._written(f"{len(found)}条，供参考"), text) if found else None

    def project(self, name: str) -> FieldNote | None:
        """Amounts and note of the project of the same name."""
        one = next((one for one in self.facts.projects if one.name == name), None)
        return FieldNote(f"{self.word}：{self._amounts(one)}", one.note) if name and one else None

    def _amounts(self, project: ProjectFacts) -> str:
        columns = [(column.label, getattr(project, column.code)) for column in self.new.project_columns]
        shown = [
            f"{self.new.label(label, self.year)} {show_amount(value)}" for label, value in columns if value is not None
        ]
        return "，".join(shown) or "没有填金额"

    def target(self, slot: str, name: str, project: str = "") -> FieldNote | None:
        """The target of the same slot and name, of the department or of the project of that name."""
        owners = (
            [one.targets for one in self.facts.projects if one.name == project] if project else [self.facts.targets]
        )
        found = [one for targets in owners for one in targets if (one.slot, one.name) == (slot, name)]
        return (
            FieldNote(f"{self.word}：{target_words(found[0])}", found[0].deviation_reason) if name and found else None
        )

    def entry(self, indicator: Indicator) -> FieldNote | None:
        """What was entered for the indicator of the same code, and its score."""
        results = [row for row in self.submission.result["indicators"] if row["code"] == indicator.code]
        entry = self.facts.entries.get(indicator.code, EntryFacts())
        score = [f"得分 {row['score']}/{row['weight']}" for row in results if row["score"] is not None]
        words = [*score, *entry_words(entry)]
        return FieldNote(f"{self.word}：{'，'.join(words)}", entry.reason) if words else None


def target_words(target: TargetFacts) -> str:
    """年度指标值 ≥95%，实际完成值 96%，分值 10分."""
    parts = {
        "target": goal_words(target),
        "attained": attained_words(target),
        "weight": show_amount(target.weight, POINT_UNIT),
    }
    return "，".join(f"{TARGET_LABELS[name]} {text}" for name, text in parts.items() if text)


def entry_words(entry: EntryFacts) -> list[str]:
    """What a person had entered, in words."""
    ticks = f"勾选 {sum(entry.checked)}/{len(entry.checked)} 项" if entry.checked else ""
    cases = f"发现 {entry.cases} 处" if entry.cases is not None else ""
    folded = isinstance(entry.score, Decimal) and isinstance(entry.maximum, Decimal)
    authority = f"考核 {show_amount(entry.score, '分')}/{show_amount(entry.maximum, '分')}" if folded else ""
    return [
        words
        for words in (ticks, cases, entry.grade, entry.choice, authority, entry.not_applicable and NOT_APPLICABLE_LABEL)
        if words
    ]
