"""预算支出绩效: 一是…二是…, each with its title; the numbers are added by the system."""

from collections.abc import Callable, Container, Mapping, Sequence, Set
from functools import cached_property, partial
from typing import Any

from crispy_forms.layout import Layout
from django.utils.functional import lazy
from django.utils.safestring import SafeString

from departments.kept_writing import change_rows
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import LineField, ParagraphsField
from evaluations.filing.section.last_year import FieldNote
from evaluations.filing.section.parts.base import (
    EVERY_INPUT,
    SectionPart,
    renumbered_rows,
    row_numbers,
    rows_apart,
    with_blank_row,
)
from evaluations.filing.section.parts.drawn_fields import DrawnField
from evaluations.filing.section.parts.narratives import PlacedRemarks, drawn_hint, length_hint, told_length
from evaluations.filing.section.parts.placed_forms import RowForm, stored_in
from evaluations.filing.section.parts.said import InputRemarks, findings_of, no_remarks, remarks_on_achievement
from evaluations.language.chinese_numbers import number_in_words
from evaluations.language.texts import count_characters
from evaluations.language.words import ACHIEVEMENT_LABELS
from evaluations.models import Achievement, Evaluation
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace

told_later = lazy(length_hint, SafeString)  # read only where a fault keeps the field from being drawn once
BODY_PROMPT = "做了什么、花了多少钱、取得什么效果。"


class AchievementsPart(SectionPart):
    writes = ("achievements",)
    template = "filing/section/parts/achievements.html"
    rows_prefix = "achievement"
    row_template = "filing/section/parts/achievement.html"
    add_label = "增加一条"

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        data: dict[str, str] = {}
        rows = row_place(desk.scheme, PlaceKind.ACHIEVEMENT)
        for number, achievement in enumerate(desk.facts.achievements):
            start = rows.nth(number).input_name
            data |= {f"{start}-title": achievement.title, f"{start}-body": achievement.body}
        return data

    @staticmethod
    def arranged(data: Mapping[str, str]) -> dict[str, str]:
        return renumbered_rows(data, "achievement")

    @cached_property
    def rows(self) -> list["AchievementForm"]:
        """The achievements shown: at least one, empty if need be."""
        data = self.data
        if not row_numbers(data, "achievement"):
            data = with_blank_row(data, "achievement", "title")
        numbers = row_numbers(data, "achievement")
        rows = row_place(self.desk.scheme, PlaceKind.ACHIEVEMENT)
        said = partial(remarks_on_achievement, self.desk)
        found = [
            AchievementForm(data, rows, number, order, said, desk=self.desk) for order, number in enumerate(numbers, 1)
        ]
        stored_in(rows, found)
        return found

    @property
    def length(self) -> str:
        """Characters of all items together."""
        return f"{sum(count_characters(form.typed('title') + form.typed('body')) for form in self.rows):,}"

    @property
    def note(self) -> FieldNote | None:
        """What was written a year ago."""
        return self.desk.last_year.achievements() if self.desk.last_year else None

    @property
    def forms(self) -> list["AchievementForm"]:
        return self.rows

    def blank(self, kind: str, number: int) -> tuple[str, RowForm] | None:
        rows = row_place(self.desk.scheme, PlaceKind.ACHIEVEMENT)
        if kind != rows.input_name:
            return None
        return self.row_template, AchievementForm({}, rows, number, number + 1, no_remarks)

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        kept = [form for form in self.rows if not form.empty]
        if isinstance(changed, Set) and self._rewritten(evaluation, kept, changed):
            return
        evaluation.achievements.all().delete()
        Achievement.objects.bulk_create(
            Achievement(evaluation=evaluation, position=place, **form.values()) for place, form in enumerate(kept, 1)
        )

    def _rewritten(self, evaluation: Evaluation, kept: Sequence["AchievementForm"], changed: Set[str]) -> bool:
        """Whether all that changed was one item that is stored: then it is written into its row."""
        numbers = list(rows_apart(dict.fromkeys(changed, ""), self.rows_prefix))
        if len(numbers) != 1 or numbers[0] >= len(kept) or kept[numbers[0]].number != numbers[0]:
            return False
        own = {"evaluation_id": evaluation.pk, "position": numbers[0] + 1}
        return change_rows(Achievement, kept[numbers[0]].values(), where=own) == 1


class AchievementForm(RowForm):
    def __init__(
        self,
        data: Mapping[str, str],
        rows: ReportPlace,
        number: int,
        order: int,
        said: Callable[[ReportPlace, ReportPlace | None], InputRemarks],
        *,
        desk: SectionDesk | None = None,
    ) -> None:
        super().__init__(data, rows, number, order)
        self.desk = desk
        self.ordinal = f"{number_in_words(order)}是"
        body = self.typed("body")
        self.empty = not (body or self.typed("title"))
        self.fields["title"] = LineField(label=ACHIEVEMENT_LABELS["title"], limit=120)
        self.fields["body"] = ParagraphsField(
            label=ACHIEVEMENT_LABELS["body"],
            rows=min(18, max(4, len(body) // 40 + 2)),
            help_text=told_later(self.place.at("body").html_id, BODY_PROMPT, None, body),
        )
        self.ask = said

    def layout(self) -> Layout:
        told = {"rows": str(self.fields["body"].widget.attrs["rows"])} | told_length(self.typed("body"), None)
        hint = drawn_hint(self.place.at("body").html_id, BODY_PROMPT, None)
        return Layout(
            DrawnField("title"),
            DrawnField("body", told=told, help_text=hint),
            PlacedRemarks(lambda: self.ask(self.place.at("body"), self.stored_row)),
        )

    @property
    def same(self) -> bool:
        """Whether a page that is being answered shows the item as it is: it sent nothing of it, and no more is said of it."""
        before = self.desk.shown_before if self.desk else None
        if self.desk is None or before is None or any(name.startswith(f"{self.prefix}-") for name in before.sent):
            return False
        place = self.stored_row.at("body") if self.stored_row else None
        said, now = (place and findings_of(found, place) for found in (before.results.findings, self.desk.findings))
        return said == now and before.numbers_and_explanations(self.desk.results)

    def typed(self, name: str) -> str:
        """What was typed in a field."""
        return self.data.get(self.add_prefix(name), "").strip()

    def values(self) -> dict[str, str]:
        """Columns of the stored item."""
        return {name: self.value(name) or "" for name in ("title", "body")}

    def clean(self) -> dict[str, Any]:
        if self.typed("body"):
            self.require("title", "请填写小标题，例如“推进一件事一次办”。")
        return self.cleaned_data
