"""Two versions of a form side by side: what is new, what is gone, and what reads otherwise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluations.comparison.scheme_words import equation_words, formula_words, indicator_words
from evaluations.language.directions import DIRECTION_LABELS
from evaluations.language.rounding import plain_number
from evaluations.language.sentence_slots import slots_in_chinese
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.language.words import COLLECTION_LABELS, ENTRY_LABELS, RESULT_LABELS, TARGET_LABELS
from evaluations.schemes.scheme import (
    Indicator,
    SchemeColumn,
    SchemeRow,
    SchemeTable,
    ScoringScheme,
    TargetSlot,
    WatchBand,
)
from evaluations.schemes.target_nouns import USUAL_TARGET_COLUMNS

PART_ADDED, PART_REMOVED, PART_CHANGED = "added", "removed", "changed"
DIFFERENCE_WORDS = {PART_ADDED: "新增", PART_REMOVED: "删除", PART_CHANGED: "修改"}
# Key → aspect → words; the first aspect is the name.
PartWords = dict[str, dict[str, str]]


@dataclass(frozen=True)
class SchemeDifference:
    """One part of the form that differs; `aspects` are (aspect, old words, new words), one-sided for new and gone parts."""

    kind: str
    label: str
    aspects: tuple[tuple[str, str, str], ...]

    @property
    def word(self) -> str:
        """新增, 删除 or 修改."""
        return DIFFERENCE_WORDS[self.kind]


def compare_schemes(old: ScoringScheme, new: ScoringScheme) -> list[tuple[str, list[SchemeDifference]]]:
    """(kind of part, its differences) for every kind that has any, in the order of the form."""
    found = [(title, list(part_differences(parts(old), parts(new)))) for title, parts in GROUPS]
    return [(title, rows) for title, rows in found if rows]


def part_differences(old: PartWords, new: PartWords) -> Iterator[SchemeDifference]:
    """What differs between two sets of parts; those of the new one first, what is gone last."""
    for key, words in new.items():
        if key not in old:
            yield SchemeDifference(
                PART_ADDED, part_name(words), tuple((aspect, "", text) for aspect, text in told_aspects(words))
            )
        elif old[key] != words:
            yield SchemeDifference(PART_CHANGED, part_name(words), tuple(changed_aspects(old[key], words)))
    for key, words in old.items():
        if key not in new:
            yield SchemeDifference(
                PART_REMOVED, part_name(words), tuple((aspect, text, "") for aspect, text in told_aspects(words))
            )


def changed_aspects(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The aspects that read otherwise."""
    for aspect in dict.fromkeys((*new, *old)):
        before, after = old.get(aspect, ""), new.get(aspect, "")
        if before != after:
            yield aspect, before, after


def part_name(words: Mapping[str, str]) -> str:
    """What the part is called: its first aspect."""
    return next(iter(words.values()))


def told_aspects(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """The aspects besides the name that say anything."""
    return [(aspect, text) for aspect, text in list(words.items())[1:] if text]


# --- the parts of a form in words ---------------------------------------------------------------------


def head_in_words(scheme: ScoringScheme) -> PartWords:
    """Title, years, full marks."""

    def spoken(template: str) -> str:
        return slots_in_chinese(template, lambda name: scheme.name_of(name, None))

    texts = {
        "名称": scheme.title,
        "依据": scheme.notice,
        "适用年度": "—".join(map(str, dict.fromkeys((scheme.years[0], scheme.years[-1])))),
        "满分": f"{plain_number(scheme.full_marks)}分" if scheme.scored else "不计分",
        "报告标题": spoken(scheme.report_title),
        "报告开头": spoken(scheme.lead),
    }
    return {"head": texts}


def indicators_in_words(scheme: ScoringScheme) -> PartWords:
    """三级指标 by code."""
    return {one.code: indicator_words(one, scheme) for one in scheme.indicators}


def rows_in_words(scheme: ScoringScheme) -> PartWords:
    """Lines of the tables by code, each where it is filled in."""
    lines = [(table, row) for table in scheme.tables for row in table.rows if row.code and not row.shown]
    return {row.code: row_words(row, table, scheme) for table, row in lines}


def row_words(row: SchemeRow, table: SchemeTable, scheme: ScoringScheme) -> dict[str, str]:
    """One line of a table: unit, columns, what it adds up, what it is part of."""
    labels = {one.code: one.label for one in scheme_rows(scheme)}
    notes = ["选填"] * row.optional + ["不常用"] * row.rare + ["可以为负"] * row.signed
    return {
        COLLECTION_LABELS["projects"]: scheme.label(row.label, None),
        "表": scheme.label(table.title, None),
        "单位": row.unit,
        "列": "、".join(columns_of(row, table, scheme)),
        "合计": " + ".join(labels.get(code, code) for code in row.sum),
        "其中项，属于": labels.get(row.of_which, ""),
        "说明": "、".join(notes),
    }


def scheme_rows(scheme: ScoringScheme) -> Iterator[SchemeRow]:
    """Every line that is filled in somewhere."""
    return (row for table in scheme.tables for row in table.rows if row.code and not row.shown)


def columns_of(row: SchemeRow, table: SchemeTable, scheme: ScoringScheme) -> list[str]:
    """Headings of the columns in which the line has a figure."""
    pairs: Iterator[tuple[SchemeColumn, Any]] = zip(table.columns, row.cells, strict=True)
    return [scheme.label(column.label, None) for column, cell in pairs if cell]


def checks_in_words(scheme: ScoringScheme) -> PartWords:
    """勾稽关系: several may share a number, so number, place and order among them tell them apart."""
    found: PartWords = {}
    for check in scheme.checks:
        key = f"{check.number}:{check.place}"
        while key in found:
            key += "+"
        found[key] = {
            "理由": f"第{check.number}项：{check.why}",
            "等式": equation_words(check, scheme),
            "级别": SEVERITY_LABELS[check.level],
            "怎样改": check.remedy,
        }
    return found


def rates_in_words(scheme: ScoringScheme) -> PartWords:
    """Rates that are shown and not scored."""
    return {one.code: {"名称": one.label, "公式": formula_words(one.formula, scheme)} for one in scheme.rates}


def watches_in_words(scheme: ScoringScheme) -> PartWords:
    """Bands outside of which a value asks for a second look."""
    return {
        watch.code: {
            "理由": watch.why,
            "对象": formula_words(watch.value, scheme) if watch.value else watched_lines(watch, scheme),
            "何时提出": told_when(watch, scheme),
            "级别": SEVERITY_LABELS[watch.level],
            "怎样改": watch.remedy,
        }
        for watch in scheme.watches
    }


def watched_lines(watch: WatchBand, scheme: ScoringScheme) -> str:
    """本年基础数据中的差旅费：本年决算数 ÷ 上年决算数."""
    table = next(one for one in scheme.tables if one.code == watch.table)
    columns = {one.code: scheme.label(one.label, None) for one in table.columns}
    labels = {row.code: scheme.label(row.label, None) for row in table.rows if row.code}
    lines = "、".join(labels[code] for code in watch.rows) or "每一行"
    return f"{scheme.label(table.title, None)}中的{lines}：{columns[watch.column]} ÷ {columns[watch.against]}"


def told_when(watch: WatchBand, scheme: ScoringScheme) -> str:
    """低于60%或高于120%，且其中较大的数不小于5万元."""
    ends = (("低于", watch.below), ("高于", watch.above))
    outside = "或".join(f"{word}{plain_number(end)}{watch.unit}" for word, end in ends if end is not None)
    least = f"其中较大的数不小于{plain_number(watch.least)}{scheme.unit}" if watch.least else ""
    condition = formula_words(watch.when, scheme) if watch.when else ""
    return "，且".join(filter(None, (outside, least, condition)))


def grades_in_words(scheme: ScoringScheme) -> PartWords:
    """等级 and ceilings of the total."""
    found = {
        one.label: {RESULT_LABELS["grade"]: one.label, "起点": f"{plain_number(one.at_least)}分（含）"}
        for one in scheme.grades
    }
    for cap in scheme.caps:
        when = formula_words(cap.when, scheme)
        found[f"cap:{cap.when.text}"] = {"封顶": cap.reason, "条件": when, "最高": f"{plain_number(cap.at_most)}分"}
    return found


def slots_in_words(scheme: ScoringScheme) -> PartWords:
    """Places for own targets: the department's, and those of each project."""
    found = {f"own:{one.code}": slot_words(one, "单位自定绩效指标", scheme.slots) for one in scheme.slots}
    if scheme.slots and scheme.target_columns != USUAL_TARGET_COLUMNS:
        found["columns"] = {"名称": "自定指标的列", "写法": "、".join(one.label for one in scheme.target_columns)}
    if scheme.project_self_evaluation:
        title, execution = (
            scheme.label(scheme.project_self_evaluation.title, None),
            scheme.project_self_evaluation.execution,
        )
        found["project"] = indicator_words(execution, scheme) | {
            "名称": f"{title}：{execution.label}",
            "公式": project_formula(execution, scheme),
        }
        own = scheme.project_self_evaluation.slots
        found |= {f"project:{one.code}": slot_words(one, title, own) for one in own}
    return found


def project_formula(execution: Indicator, scheme: ScoringScheme) -> str:
    """A formula over the amounts of one project, which are no figures of the form."""
    labels = {column.code: scheme.label(column.label, None) for column in scheme.project_columns}
    return execution.formula.render(lambda name: labels.get(name, name)) if execution.formula else ""


def slot_words(slot: TargetSlot, table: str, slots: Sequence[TargetSlot]) -> dict[str, str]:
    """One place: where it stands, what its targets add up to, how they may be worded."""
    return {
        "名称": f"{table}：{slot.label}",
        "级别": slot.level1,
        TARGET_LABELS["level2"]: "、".join(slot.levels2),
        TARGET_LABELS["weight"]: f"合计{plain_number(slot.weight)}分" if slot.weight else "",
        "写法": "、".join(DIRECTION_LABELS[kind] for kind in slot.kinds),
        "个数": f"每个二级指标至少{slot.least_each}个" if slot.least_each else "",
        "没有指标时": "".join(f"分值加到“{one.label}”" for one in slots if one.code == slot.moves_to),
        ENTRY_LABELS["not_applicable"]: "单位可声明不适用" if slot.not_applicable_flag else "",
        "填写提示": slot.prompt,
    }


def texts_in_words(scheme: ScoringScheme) -> PartWords:
    """Texts to be written."""
    return {
        one.code: {
            "文字": one.label,
            "部分": scheme.section(one.section).label,
            "填写提示": one.prompt,
            "建议字数": "—".join(map(str, one.suggested)) if one.suggested[1] else "",
            "说明": "、".join(["选填"] * one.optional + ["带入下一年度"] * one.carry),
        }
        for one in scheme.texts.values()
    }


GROUPS: tuple[tuple[str, Callable[[ScoringScheme], PartWords]], ...] = (
    ("总则", head_in_words),
    ("指标", indicators_in_words),
    ("自定指标", slots_in_words),
    ("表中的行", rows_in_words),
    ("勾稽关系", checks_in_words),
    ("比率", rates_in_words),
    ("合理范围", watches_in_words),
    ("等级和封顶", grades_in_words),
    ("文字", texts_in_words),
)
