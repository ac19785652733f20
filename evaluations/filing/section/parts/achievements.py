"""预算支出绩效: 一是…二是…, each with its title; the numbers are added by the system."""

from functools import cached_property, partial

from cn2an import an2cn
from crispy_forms.layout import Layout

from evaluations.filing.section.fields import LineField, ParagraphsField
from evaluations.filing.section.parts.base import (
    PlacedForm,
    SectionPart,
    renumbered_rows,
    row_numbers,
    with_blank_row,
)
from evaluations.filing.section.parts.narratives import PlacedRemarks, length_hint
from evaluations.filing.section.parts.said import InputRemarks, remarks_id, remarks_on_achievement
from evaluations.language.texts import count_characters
from evaluations.language.words import ACHIEVEMENT_LABELS
from evaluations.models import Achievement
from evaluations.schemes.report_place import PlaceKind, ReportPlace


class AchievementsPart(SectionPart):
    writes = ("achievements",)
    template = "filing/section/parts/achievements.html"
    rows_prefix = "achievement"
    row_template = "filing/section/parts/achievement.html"
    add_label = "增加一条"

    @staticmethod
    def stored(desk):
        data: dict[str, str] = {}
        for number, achievement in enumerate(desk.facts.achievements):
            data |= {f"achievement-{number}-title": achievement.title, f"achievement-{number}-body": achievement.body}
        return data

    @staticmethod
    def arranged(data):
        return renumbered_rows(data, "achievement")

    @cached_property
    def rows(self):
        """The achievements shown: at least one, empty if need be."""
        data = self.data
        if not row_numbers(data, "achievement"):
            data = with_blank_row(data, "achievement", "title")
        numbers = row_numbers(data, "achievement")
        said = partial(remarks_on_achievement, self.desk)
        return [AchievementForm(data, number, place, said) for place, number in enumerate(numbers, 1)]

    @property
    def length(self):
        """Characters of all items together."""
        return f"{sum(count_characters(form.typed('title') + form.typed('body')) for form in self.rows):,}"

    @property
    def note(self):
        """What was written a year ago."""
        return self.desk.last_year.achievements() if self.desk.last_year else None

    @property
    def forms(self):
        return self.rows

    def blank(self, kind, number):
        return (
            (self.row_template, AchievementForm({}, number, number + 1, no_remarks)) if kind == "achievement" else None
        )

    def write(self, evaluation):
        evaluation.achievements.all().delete()
        kept = [form for form in self.rows if form.typed("title") or form.typed("body")]
        Achievement.objects.bulk_create(
            Achievement(
                evaluation=evaluation, position=place, title=form.value("title") or "", body=form.value("body") or ""
            )
            for place, form in enumerate(kept, 1)
        )


def no_remarks(number: int, place: int) -> InputRemarks:
    """The empty list under a row that is not stored yet."""
    return InputRemarks(remarks_id(ReportPlace(None, PlaceKind.ACHIEVEMENT, number, "body")))


class AchievementForm(PlacedForm):
    def __init__(self, data, number, place, said):
        super().__init__(data, prefix=f"achievement-{number}")
        self.number, self.place = number, f"第{place}条"
        self.ordinal = f"{an2cn(place)}是"
        body = self.typed("body")
        self.fields["title"] = LineField(label=ACHIEVEMENT_LABELS["title"], limit=120)
        self.fields["body"] = ParagraphsField(
            label=ACHIEVEMENT_LABELS["body"],
            rows=min(18, max(4, len(body) // 40 + 2)),
            help_text=length_hint(f"id_{self.prefix}-body", "做了什么、花了多少钱、取得什么效果。", None, body),
        )
        self.said = partial(said, number, place)

    def layout(self):
        return Layout("title", "body", PlacedRemarks(self.said))

    def typed(self, name):
        """What was typed in a field."""
        return self.data.get(self.add_prefix(name), "").strip()

    def clean(self):
        if self.typed("body"):
            self.require("title", "请填写小标题，例如“推进一件事一次办”。")
        return self.cleaned_data
