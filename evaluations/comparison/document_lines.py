"""Two documents side by side: what a reviewer must read again after a return."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluations.facts.document import AchievementFacts, BuildingFacts, EntryFacts, Facts, ProjectFacts, TargetFacts
from evaluations.language.amounts import NotApplicable, show_amount
from evaluations.language.directions import DIRECTION_LABELS
from evaluations.language.rounding import plain_number
from evaluations.language.words import (
    ACHIEVEMENT_LABELS,
    BUILDING_LABELS,
    COLLECTION_LABELS,
    ENTRIES_LABEL,
    ENTRY_LABELS,
    NOTHING_LABEL,
    PROJECT_KINDS,
    PROJECT_LABELS,
    RESULT_LABELS,
    SCORES_LABEL,
    TARGET_LABELS,
)
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.scoring.targets import attained_words, goal_words

# (where, label) → text; the order is that of the form.
DocumentLines = dict[tuple[str, str], str]

ROW_LABELS: dict[type, dict[str, str]] = {
    ProjectFacts: PROJECT_LABELS,
    TargetFacts: TARGET_LABELS | {"grade": ENTRY_LABELS["grade"]},
    BuildingFacts: BUILDING_LABELS,
    AchievementFacts: ACHIEVEMENT_LABELS,
    EntryFacts: ENTRY_LABELS,
}
# Collection → its label and the field that names a row.
ROW_COLLECTIONS = {
    key: (label, "title" if key == "achievements" else "name") for key, label in COLLECTION_LABELS.items()
}
VALUE_WORDS = {**PROJECT_KINDS, **DIRECTION_LABELS}


@dataclass(frozen=True)
class DocumentChange:
    """One line that differs: where in the form, its label, the text before and after ("" where there was none)."""

    where: str
    label: str
    old: str
    new: str


def document_differences(old: DocumentLines, new: DocumentLines) -> list[DocumentChange]:
    """What differs, in the order of the new document; lines that were dropped come last."""
    places = dict.fromkeys((*new, *old))
    return [
        DocumentChange(*place, old.get(place, ""), new.get(place, ""))
        for place in places
        if old.get(place, "") != new.get(place, "")
    ]


def document_lines(scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> DocumentLines:
    """A document with its assessment as labelled lines of text."""
    found: DocumentLines = {}
    for place, text in (
        *_figures(scheme, facts, assessment),
        *_rows(facts),
        *_entries(scheme, facts),
        *_texts(scheme, facts),
        *_scores(assessment),
    ):
        found.setdefault(place, text)
    return found


def _figures(scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> Iterator[tuple[tuple[str, str], str]]:
    for name, figure in scheme.figures.items():
        where = scheme.section(figure.section).label if figure.section else "数据"
        # The assessment knows a sum also where the document does not repeat it.
        yield (where, scheme.label(figure.label, facts.year)), show_amount(assessment.lookup(name), figure.unit)


def _rows(facts: Facts) -> Iterator[tuple[tuple[str, str], str]]:
    for key, (where, title) in ROW_COLLECTIONS.items():
        for label, row in named_rows(facts, key):
            yield (where, label), "有"
            for field, text in _fields(row, without=title):
                yield (where, f"{label}：{field}"), text


def named_rows(facts: Facts, key: str) -> Iterator[tuple[str, Any]]:
    """(name, row) of a collection; a name that occurs again is counted: 机房, 机房（2）."""
    seen: dict[str, int] = {}
    for row in getattr(facts, key):
        name = getattr(row, ROW_COLLECTIONS[key][1])
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}（{seen[name]}）", row


def _fields(row: Any, without: str = "") -> Iterator[tuple[str, str]]:
    labels = ROW_LABELS[type(row)]
    for name in row.__dataclass_fields__:
        if name != without:
            yield labels[name], _text(getattr(row, name))


def _text(value: Any) -> str:
    """A value of the document in words."""
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, (Decimal, NotApplicable)) or value is None:
        return show_amount(value)
    if isinstance(value, tuple):
        return _list(value)
    return VALUE_WORDS.get(value, str(value))


def _list(values: Iterable[Any]) -> str:
    """Ticks as √ and ×, items of a project with their amounts, its targets with what was attained."""
    return "、".join(_part(one) for one in values)


def _part(one: Any) -> str:
    if isinstance(one, bool):
        return "√" if one else "×"
    if isinstance(one, TargetFacts):
        return f"{one.name} {goal_words(one)} 完成{attained_words(one)} {show_amount(one.weight, '分')}分"
    return f"{one.name} {show_amount(one.amount)}"


def _entries(scheme: ScoringScheme, facts: Facts) -> Iterator[tuple[tuple[str, str], str]]:
    for indicator in scheme.indicators:
        if entry := facts.entries.get(indicator.code):
            for field, text in _fields(entry):
                yield (ENTRIES_LABEL, f"{indicator.label}：{field}"), text


def _texts(scheme: ScoringScheme, facts: Facts) -> Iterator[tuple[tuple[str, str], str]]:
    for section in scheme.sections:
        if section.none_text:
            yield (section.label, NOTHING_LABEL), "是" if section.code in facts.none_sections else ""
        for text in section.texts:
            yield (section.label, text.label), facts.narratives.get(text.code, "")
    for one in facts.explanations:
        yield ("勾稽说明", f"{one.check} {one.field.partition('#')[0]}".strip()), one.text


def _scores(assessment: Assessment) -> Iterator[tuple[tuple[str, str], str]]:
    for one in assessment.indicators:
        yield (SCORES_LABEL, one.label), "" if one.score is None else plain_number(one.score)
    yield (SCORES_LABEL, "总分"), plain_number(assessment.total)
    yield (SCORES_LABEL, RESULT_LABELS["grade"]), assessment.grade or ""
