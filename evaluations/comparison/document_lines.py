"""Two documents side by side: what a reviewer must read again after a return."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluations.facts.document import Facts, TargetFacts
from evaluations.language.amounts import NotApplicable, show_amount
from evaluations.schemes.scheme import ScoringScheme
from evaluations.schemes.target_nouns import QUALITATIVE_DIRECTION
from evaluations.scoring.ledger import Ledger
from evaluations.scoring.targets import DIRECTION_SIGNS, attained_words, goal_words

# (where, label) → text; the order is that of the form.
DocumentLines = dict[tuple[str, str], str]

FIELD_LABELS = {
    "kind": "类别",
    "budget": "预算数",
    "full_year": "全年预算数",
    "in_place": "到位资金",
    "actual": "实际支出",
    "goal": "年度目标",
    "note": "项目内容和完成情况",
    "items": "明细",
    "targets": "绩效指标",
    "slot": "指标类别",
    "level2": "二级指标",
    "direction": "指标方向",
    "target": "年度指标值",
    "unit": "计量单位",
    "attained": "实际完成值",
    "weight": "分值",
    "deviation_reason": "偏差原因",
    "approved_area": "批复规模",
    "actual_area": "实际规模",
    "approved_investment": "预算投资",
    "actual_investment": "实际投资",
    "body": "正文",
    "checked": "逐项勾选",
    "cases": "发现问题（处）",
    "grade": "评定等次",
    "score": "考核得分",
    "maximum": "考核满分",
    "choice": "选择",
    "not_applicable": "不适用",
    "reason": "扣分原因或说明",
    "self_score": "自评得分",
}
ROW_COLLECTIONS = {
    "projects": ("项目", "name"),
    "targets": ("绩效指标", "name"),
    "buildings": ("楼堂馆所", "name"),
    "achievements": ("预算支出绩效", "title"),
}
VALUE_WORDS = {"earmarked": "专项资金", "other": "其他项目", **DIRECTION_SIGNS, QUALITATIVE_DIRECTION: "定性"}


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


def document_lines(scheme: ScoringScheme, facts: Facts, result: Mapping[str, Any]) -> DocumentLines:
    """A submission as labelled lines of text."""
    found: DocumentLines = {}
    for place, text in (
        *_figures(scheme, facts),
        *_rows(facts),
        *_entries(scheme, facts),
        *_texts(scheme, facts),
        *_result(result),
    ):
        found.setdefault(place, text)
    return found


def _figures(scheme: ScoringScheme, facts: Facts) -> Iterator[tuple[tuple[str, str], str]]:
    ledger = Ledger(scheme, facts)
    for name, figure in scheme.figures.items():
        where = scheme.section(figure.section).label if figure.section else "数据"
        # The ledger knows a sum also where the document does not repeat it.
        yield (where, scheme.label(figure.label, facts.year)), show_amount(ledger.value(name), figure.unit)


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
    labels = FIELD_LABELS | {"score": "得分"} if isinstance(row, TargetFacts) else FIELD_LABELS
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
                yield ("指标自评", f"{indicator.label}：{field}"), text


def _texts(scheme: ScoringScheme, facts: Facts) -> Iterator[tuple[tuple[str, str], str]]:
    for section in scheme.sections:
        if section.none_text:
            yield (section.label, "无此项"), "是" if section.code in facts.none_sections else ""
        for text in section.texts:
            yield (section.label, text.label), facts.narratives.get(text.code, "")
    for one in facts.explanations:
        yield ("勾稽说明", f"{one.check} {one.field.partition('#')[0]}".strip()), one.text


def _result(result: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for one in result["indicators"]:
        yield ("得分", one["label"]), one["score"] or ""
    yield ("得分", "总分"), result["total"] or ""
    yield ("得分", "等级"), result["grade"] or ""
